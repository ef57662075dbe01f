extension Scenario.RoutingPolicy {
  /// The policy of this name; nil: not built yet.
  var type: any RoutingPolicy.Type {
    switch self {
    case .queuePriority: return QueuePriority.self
    case .queueAtLastGroup: return QueueAtLastGroup.self
    case .longestQueueFirst: return LongestQueueFirst.self
    case .singleFifoQueue: return SingleFifoQueue.self
    case .longestWeightedWait: return LongestWeightedWait.self
    case .agentsPreference: return AgentsPreference.self
    case .agentsPreferenceWithDelays: return AgentsPreferenceWithDelays.self
    case .localSpecialist: return LocalSpecialist.self
    case .queueRatioOverflow: return QueueRatioOverflow.self
    case .expectedDelay: return ExpectedDelay.self
    case .overflowAndPriority: return QueuePriority.self
    case .scoreRouting: return ScoreRouting.self
    case .cMu: return CMu.self
    case .generalisedCMu: return GeneralisedCMu.self
    case .thresholdReservation: return ThresholdReservation.self
    case .fixedQueueRatio: return FixedQueueRatio.self
    case .queueAndIdlenessRatio: return QueueAndIdlenessRatio.self
    case .leastOccupied: return LeastOccupied.self
    case .shortestExpectedHandling: return ShortestExpectedHandling.self
    case .bullseye: return Bullseye.self
    case .serviceLevelBased: return ServiceLevelBased.self
    case .lastAgentAffinity: return LastAgentAffinity.self
    case .valueBased: return ValueBased.self
    case .ownRules: return QueuePriority.self
    }
  }

  /// What this policy needs and a scenario does not say, each with its place and what to add.
  public func missingData(in scenario: Scenario) -> [ScenarioProblem] {
    type.missing(in: scenario)
  }
}

extension Scenario.Routing {
  /// The policy of a model with these settings.
  func policyValue(for model: Model) -> any RoutingPolicy {
    policy?.type.init(model) ?? RanksAndSelections(model)
  }
}
