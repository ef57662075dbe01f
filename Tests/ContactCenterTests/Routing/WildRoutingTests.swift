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

  @Test("The wild scenarios of other tests meet every policy")
  func allMet() {
    let met = Set((0..<150).compactMap { WildScenario.make(seed: $0).routing.policy })
    #expect(met.count == Scenario.RoutingPolicy.allCases.count)
  }
}
