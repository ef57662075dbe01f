extension Scenario.RoutingPolicy {
  /// The policy of this name.
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
    case .overflowAndPriority: return OverflowAndPriority.self
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
    case .ownRules: return OwnRules.self
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

extension ModelBuilder {
  /// Errors about what the policy needs, or about its settings.
  mutating func checkPolicy() {
    guard let policy = scenario.routing.policy else { return }
    // What could not be read may be what seems to be missing.
    for problem in policy.missingData(in: scenario) where isSound(problem.path) {
      error(problem.path, problem.finding, problem.remedy)
    }
    if hasErrors { return }
    for problem in policy.type.problems(in: model) {
      tell(problem.severity, problem.path, problem.finding, problem.remedy)
    }
    if !hasErrors { checkLaneCount(policy) }
  }

  /// Each state of a wait is a lane of its own, with a bit for each group: too many fill the memory.
  private mutating func checkLaneCount(_ policy: Scenario.RoutingPolicy) {
    let value = policy.type.init(model)
    var lanes = 0
    for (type, contactType) in model.contactTypes.enumerated() {
      for queue in PreparedModel.queuesReached(from: contactType.queue, model, isFull: true) {
        lanes += value.plan(type: type, queue: queue).states.count
      }
      if lanes > ScenarioLimits.lines / 20 {
        tell(
          .error, "routing.policy",
          "The policy \(policy.rawValue) makes more than \(ScenarioLimits.lines / 20) waiting lines "
            + "of \(model.contactTypes.count) contact types and \(model.groups.count) groups.",
          "Take fewer types or groups, or another policy.")
        return
      }
    }
  }
}
