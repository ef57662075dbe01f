import ContactCenter
import Testing

@Suite("Wild scenarios under every policy")
struct WildRoutingTests {
  /// Every policy and none, with the same seeds.
  static let policies: [Scenario.RoutingPolicy?] = [nil] + Scenario.RoutingPolicy.allCases

  @Test("A run ends, keeps all laws, and depends on nothing but its seed", arguments: policies)
  func everyPolicy(policy: Scenario.RoutingPolicy?) async throws {
    for seed in UInt64(1000)..<1012 {
      let model = try WildScenario.make(seed: seed, policy: policy).model()
      let simulator = Simulator(model: model)
      let alone = try (0..<3).map { try simulate(with: simulator, seed: seed, replication: $0) }
      // The same in another order, each on a simulator of its own, at the same time.
      let together = await withTaskGroup(of: (Int, Tallies?).self) { group in
        for replication in [2, 0, 1] {
          group.addTask {
            let run = Simulator(model: model).run(seed: seed, replication: replication)
            return (replication, run?.tallies)
          }
        }
        var all: [Int: Tallies] = [:]
        for await (replication, tallies) in group { all[replication] = tallies }
        return all
      }
      for replication in 0..<3 {
        let isSame = together[replication] == alone[replication]
        #expect(isSame, "seed \(seed), replication \(replication)")
      }
    }
  }

  @Test(
    "Where agents come and go and do not always answer, nobody is forgotten", arguments: policies)
  func nobodyForgotten(policy: Scenario.RoutingPolicy?) throws {
    var scenario = center(hours: 10)
    scenario.contactTypes = ["a", "b"].map {
      calls($0, perHour: 15, talk: .exponential(mean: 60))
    }
    for (number, served) in [["a"], ["a", "b"], ["b", "a"]].enumerated() {
      var group = agents(4, "g\(number)", serving: served)
      group.noAnswer = .init(probability: 0.3, after: 15, away: 60)
      group.skills[0].preference = number + 1
      let (from, to) = (500 + Double(number) * 2000, 20_000 + Double(number) * 3000)
      group.staffing = .counts([
        .init(time: 0, agents: 0), .init(time: from, agents: 4), .init(time: to, agents: 0),
        .init(time: 30_000, agents: 2),
      ])
      scenario.agentGroups.append(group)
    }
    scenario.supply()
    scenario.contactTypes[0].repeatCall = .init(
      unsolved: 0.5, callsAgain: 0.5, delay: .constant(900))
    for replication in 0..<5 {
      scenario.routing.policy = policy
      let tallies = try simulate(scenario, seed: 8, replication: replication)
      for type in 0..<2 {
        let total = tallies.total(type)
        #expect(total.answered == total.fresh + total.repeats)
        #expect(total.answered > 100)
      }
      // Nobody serves the second type before 2500, and nobody at all from 26 000 to 30 000.
      #expect(tallies.contacts.allSatisfy { $0.longestWait < 4500 })
    }
  }

  @Test("The wild scenarios of other tests meet every policy")
  func allMet() {
    let met = Set((0..<150).compactMap { WildScenario.make(seed: $0).routing.policy })
    #expect(met.count == Scenario.RoutingPolicy.allCases.count)
  }
}
