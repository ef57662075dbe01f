import ContactCenter
import QueueingTheory
import Testing

@Suite("Policies that must decide alike do so over whole days")
struct RoutingIdentityTests {
  /// Three types before three groups who overlap, with somewhat too much to do.
  private static func overlapping() -> Scenario {
    var scenario = center(hours: 10)
    for (name, rate, talk) in [("a", 90.0, 200.0), ("b", 60, 150), ("c", 45, 300)] {
      scenario.contactTypes.append(
        calls(
          name, perHour: rate, talk: .exponential(mean: talk),
          patience: .exponential(mean: 300)))
    }
    scenario.agentGroups = [
      agents(5, "g0", serving: ["a", "b"]), agents(4, "g1", serving: ["c", "b"]),
      agents(2, "g2", serving: ["b", "c", "a"]),
    ]
    scenario.supply()
    scenario.routing.contactSelection = .oldestFirst
    return scenario
  }

  /// Ranks and preferences that are all different.
  private static func listed(_ scenario: inout Scenario) {
    for group in scenario.agentGroups.indices {
      for skill in scenario.agentGroups[group].skills.indices {
        scenario.agentGroups[group].skills[skill].rank = 5 - skill
        scenario.agentGroups[group].skills[skill].preference = 1 + (group + 1) % 3
      }
    }
    scenario.agentGroups[3].skills[0].preference = 9
  }

  /// What two days of a scenario leave behind, but for the number of events.
  private static func days(_ scenario: Scenario) throws -> [Tallies] {
    try (0..<2).map { replication in
      var tallies = try simulate(scenario, seed: 5, replication: replication)
      tallies.events = 0
      return tallies
    }
  }

  /// Two ways to say the same.
  struct Pair: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var one: @Sendable (inout Scenario) -> Void
    var other: @Sendable (inout Scenario) -> Void

    init(
      _ name: String, _ one: @escaping @Sendable (inout Scenario) -> Void,
      _ other: @escaping @Sendable (inout Scenario) -> Void
    ) {
      (testDescription, self.one, self.other) = (name, one, other)
    }
  }

  static let pairs = [
    Pair("generalised cμ of linear costs: cμ") {
      $0.routing.policy = .generalisedCMu
    } _: {
      $0.routing.policy = .cMu
    },
    Pair("longest weighted wait of equal weights: single FIFO queue") {
      $0.routing.policy = .longestWeightedWait
    } _: {
      $0.routing.policy = .singleFifoQueue
    },
    Pair("agents' preference of different ranks: queue priority") {
      listed(&$0)
      $0.routing.policy = .agentsPreference
    } _: {
      listed(&$0)
      $0.routing.policy = .queuePriority
    },
    Pair("agents' preference of equal ranks: longest idle, longest wait") {
      $0.routing.policy = .agentsPreference
    } _: {
      $0.routing.policy = nil
    },
    Pair("delays as states of the wait: delays as limits of the skills") {
      listed(&$0)
      delays(&$0)
      $0.routing.policy = .agentsPreferenceWithDelays
    } _: {
      listed(&$0)
      delays(&$0)
      $0.routing.policy = nil
    },
    Pair("local specialist of a single region: agents' preference") {
      listed(&$0)
      $0.routing.policy = .localSpecialist
    } _: {
      listed(&$0)
      $0.routing.policy = .agentsPreference
    },
    Pair("no reserves: ranks and preferences") {
      listed(&$0)
      $0.routing.policy = .thresholdReservation
    } _: {
      listed(&$0)
      $0.agentGroups[3].skills[0].after = 0
      $0.routing.policy = nil
    },
    Pair("scripts of one stage: agents' preference") {
      listed(&$0)
      $0.routing.policy = .overflowAndPriority
      scripts(&$0)
      // The skills say something else.
      for group in $0.agentGroups.indices {
        for skill in $0.agentGroups[group].skills.indices {
          $0.agentGroups[group].skills[skill].rank = 1 + skill
          $0.agentGroups[group].skills[skill].preference = 1
        }
      }
    } _: {
      $0.routing.policy = .agentsPreference
      listed(&$0)
      for group in $0.agentGroups.indices {
        for skill in $0.agentGroups[group].skills.indices {
          $0.agentGroups[group].skills[skill].rank = 1 + group
        }
      }
    },
    Pair("the formula wait: single FIFO queue") {
      listed(&$0)
      $0.agentGroups[3].skills[0].after = 0
      $0.routing.policy = .ownRules
    } _: {
      listed(&$0)
      $0.routing.policy = .singleFifoQueue
    },
    Pair("the formula idleTime: longest idle") {
      $0.routing.policy = .ownRules
      ($0.routing.agentRule, $0.routing.contactRule) = ("idleTime", nil)
    } _: {
      $0.routing.policy = nil
    },
    Pair("scores of the wait alone: first come, first served") {
      $0.routing.policy = .scoreRouting
    } _: {
      $0.agentGroups[3].skills[0].preference = 1
      $0.routing.policy = nil
    },
    Pair("values in the order of ranks: queue priority") {
      listed(&$0)
      $0.routing.policy = .valueBased
    } _: {
      listed(&$0)
      for group in 0..<3 {
        for skill in $0.agentGroups[group].skills.indices {
          let name = $0.agentGroups[group].skills[skill].queue.name
          $0.agentGroups[group].skills[skill].rank = ["a", "b", "c"].firstIndex(of: name)! + 1
        }
      }
      $0.routing.policy = .queuePriority
    },
    Pair("shortest handling: cμ of equal costs") {
      $0.routing.policy = .shortestExpectedHandling
    } _: {
      for type in 0..<3 { $0.contactTypes[type].waitingCost?.perMinute = 10 }
      $0.routing.policy = .cMu
    },
  ]

  /// Other groups help with b and c after a while.
  private static func delays(_ scenario: inout Scenario) {
    scenario.skill(0, "b") { $0.after = 20 }
    scenario.skill(2, "b") { $0.after = 45 }
    scenario.skill(2, "c") { $0.after = 20 }
  }

  /// A stage for each type with the preferences of `listed`, and ranks by group.
  private static func scripts(_ scenario: inout Scenario) {
    for type in scenario.contactTypes.indices {
      var table = Scenario.RankTable()
      let skilled = scenario.agentGroups.enumerated().filter { item in
        item.element.skills.contains { $0.queue.name == scenario.contactTypes[type].name }
      }
      table.agents = skilled.map { index, group in
        .init(group: group.name, rank: index == 3 ? 9 : Double(1 + (index + 1) % 3))
      }
      table.queues = skilled.map { .init(group: $1.name, rank: Double(1 + $0)) }
      scenario.routing.scripts[type].stages[0].otherwise = table
    }
  }

  @Test("Two ways to say the same", arguments: pairs)
  func alike(pair: Pair) throws {
    let one = try Self.days(Self.overlapping().with(pair.one))
    var other = try Self.days(Self.overlapping().with(pair.other))
    for day in other.indices {
      // Costs are not what is compared.
      other[day].routing = one[day].routing
      let isSame = one[day] == other[day]
      #expect(isSame, "day \(day)")
    }
    #expect(one[0].total(1).waitAnswered > 1000)
  }

  @Test("Bullseye with rings that come in at once asks by preference, the oldest first")
  func fastRings() throws {
    let listed = Self.overlapping().with { scenario in
      Self.listed(&scenario)
      for group in scenario.agentGroups.indices {
        for skill in scenario.agentGroups[group].skills.indices {
          scenario.agentGroups[group].skills[skill].rank = 1
        }
      }
      scenario.agentGroups[3].skills[0].after = 0
    }
    let rings = try Self.days(
      listed.with { ($0.routing.policy, $0.routing.widenEvery) = (.bullseye, 1e-7) })
    let plain = try Self.days(listed)
    for (one, other) in zip(rings, plain) {
      #expect(one.answeredByGroup == other.answeredByGroup)
      for type in 0..<3 {
        #expect(abs(one.total(type).waitAnswered - other.total(type).waitAnswered) < 1e-3)
      }
    }
  }

  @Test("With one group all wait for the last one: a single FIFO queue")
  func oneGroup() throws {
    var scenario = Self.overlapping()
    scenario.agentGroups = [agents(11, serving: ["a", "b", "c"])]
    let last = try Self.days(scenario.with { $0.routing.policy = .queueAtLastGroup })
    let isSame = try last == Self.days(scenario.with { $0.routing.policy = .singleFifoQueue })
    #expect(isSame)
  }

  @Test("Each type with a group of its own: M/M/n each, under whatever policy")
  func separate() throws {
    var scenario = center(warmUp: 2 * 3600)
    scenario.contactTypes = [calls("a", perHour: 60), calls("b", perHour: 110)]
    scenario.agentGroups = [agents(5, "g0", serving: ["a"]), agents(8, "g1", serving: ["b"])]
    scenario.supply()
    for group in 0..<2 { scenario.agentGroups[group].skills[0].preference = 2 }
    let plain = try simulate(scenario, seed: 3)
    for policy in Scenario.RoutingPolicy.allCases {
      let tallies = try simulate(scenario.with { $0.routing.policy = policy }, seed: 3)
      // Policies choose other agents of the group, but nothing else can differ.
      let isSame =
        tallies.contacts == plain.contacts && tallies.queues == plain.queues
        && tallies.answeredByGroup == plain.answeredByGroup
      #expect(isSame, "\(policy)")
    }
    scenario.routing.policy = .expectedDelay
    let replications = try Replications(scenario, 150)
    for (type, rate, count) in [(0, 60.0, 5), (1, 110.0, 8)] {
      let exact = try ErlangC(arrivalRate: rate / 3600, meanHandleTime: 180, agents: count)
      let wait = replications.ratio(\.waitAnswered, \.answered, type: type)
      #expect(abs(wait.z(exact.averageSpeedOfAnswer)) < 4)
    }
  }

  /// Policies that let no agent who could help stand idle.
  static let workConserving: [Scenario.RoutingPolicy] = [
    .queuePriority, .longestQueueFirst, .singleFifoQueue, .longestWeightedWait, .agentsPreference,
    .scoreRouting, .cMu, .generalisedCMu, .fixedQueueRatio, .queueAndIdlenessRatio,
    .leastOccupied, .shortestExpectedHandling, .serviceLevelBased, .valueBased, .ownRules,
    .localSpecialist, .thresholdReservation, .lastAgentAffinity,
  ]

  @Test(
    "Where all agents can do all in the same time, the number inside depends on no policy",
    arguments: workConserving)
  func workConservation(policy: Scenario.RoutingPolicy) throws {
    var scenario = center(hours: 10)
    for (name, rate) in [("a", 60.0), ("b", 40), ("c", 30)] {
      scenario.contactTypes.append(calls(name, perHour: rate, talk: .constant(180)))
    }
    scenario.agentGroups = [agents(4, "g0"), agents(3, "g1")]
    for group in 0..<2 {
      scenario.agentGroups[group].skills = ["a", "b", "c"].map { .init(queue: $0) }
    }
    scenario.supply()
    scenario.agentGroups[2].skills[0].after = 0
    let plain = try simulate(scenario, seed: 9)
    let tallies = try simulate(scenario.with { $0.routing.policy = policy }, seed: 9)
    for interval in 0...plain.intervals {
      func sums(_ tallies: Tallies) -> (waiting: Double, busy: Double) {
        let stride = tallies.intervals + 1
        return (
          (0..<3).reduce(0) { $0 + tallies.queues[$1 * stride + interval].lengthIntegral },
          (0..<3).reduce(0) { $0 + tallies.groups[$1 * stride + interval].handling }
        )
      }
      let (one, other) = (sums(tallies), sums(plain))
      #expect(abs(one.waiting - other.waiting) < 1e-6 * (1 + other.waiting))
      #expect(abs(one.busy - other.busy) < 1e-6 * (1 + other.busy))
    }
    #expect(plain.total(0).waitAnswered > 1000)
  }
}
