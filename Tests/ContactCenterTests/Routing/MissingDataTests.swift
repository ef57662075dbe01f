import ContactCenter
import Testing

@Suite("What a policy needs and a scenario does not say")
struct MissingDataTests {
  /// Two types and two groups, and nothing that only routing heeds.
  private func bare(_ policy: Scenario.RoutingPolicy) -> Scenario {
    var scenario = routed(policy, (1, "ab"), (1, "ab"))
    scenario.queues = []
    scenario.serviceLevel.target = nil
    return scenario
  }

  /// The places of what is missing.
  private func places(_ policy: Scenario.RoutingPolicy) -> [String] {
    let types = ["contactTypes[0]", "contactTypes[1]"]
    let groups = ["agentGroups[0]", "agentGroups[1]"]
    switch policy {
    case .queuePriority, .queueAtLastGroup, .longestQueueFirst, .singleFifoQueue,
      .agentsPreference, .expectedDelay, .leastOccupied, .shortestExpectedHandling:
      return []
    case .longestWeightedWait: return ["queues"]
    case .agentsPreferenceWithDelays, .thresholdReservation: return ["agentGroups"]
    case .localSpecialist: return types + groups + ["routing"]
    case .queueRatioOverflow: return groups
    case .overflowAndPriority, .scoreRouting, .ownRules: return ["routing"]
    case .cMu, .generalisedCMu, .valueBased, .serviceLevelBased: return types
    case .fixedQueueRatio: return ["queues", "queues"]
    case .queueAndIdlenessRatio: return ["queues", "queues"] + groups
    case .bullseye: return ["routing", "agentGroups"]
    case .lastAgentAffinity: return ["contactTypes"]
    }
  }

  @Test(
    "Each thing is told with its place and a remedy", arguments: Scenario.RoutingPolicy.allCases)
  func told(policy: Scenario.RoutingPolicy) throws {
    let scenario = bare(policy)
    let missing = policy.missingData(in: scenario)
    #expect(missing.map(\.path) == places(policy))
    for problem in missing {
      #expect(problem.severity == .error && !problem.remedy.isEmpty)
      #expect(problem.finding.contains(policy.rawValue))
    }
    if missing.isEmpty {
      _ = try scenario.model()
    } else {
      let found = try #require(throws: ScenarioProblems.self) { try scenario.model() }
      #expect(Set(found.problems.map(\.path)) == Set(places(policy)))
    }
  }

  @Test("Nothing is missing once it is there", arguments: Scenario.RoutingPolicy.allCases)
  func added(policy: Scenario.RoutingPolicy) throws {
    var scenario = bare(policy)
    scenario.supply()
    #expect(policy.missingData(in: scenario).isEmpty)
    _ = try scenario.model()
  }

  @Test("A share that one queue lacks is told at that queue")
  func share() {
    var scenario = bare(.fixedQueueRatio)
    scenario.queues = [.init(name: "a"), .init(name: "b")]
    scenario.queues[0].share = 0.5
    #expect(scenario.routing.policy?.missingData(in: scenario).map(\.path) == ["queues[1]"])
  }

  @Test("A goal of one type is enough for it, that of all types for all")
  func goal() {
    var scenario = bare(.serviceLevelBased)
    scenario.contactTypes[0].serviceLevel = .init()
    scenario.contactTypes[0].serviceLevel?.target = 0.7
    let policy = Scenario.RoutingPolicy.serviceLevelBased
    #expect(policy.missingData(in: scenario).map(\.path) == ["contactTypes[1]"])
    scenario.serviceLevel.target = 0.8
    #expect(policy.missingData(in: scenario).isEmpty)
  }
}
