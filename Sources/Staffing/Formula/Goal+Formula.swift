import Experiments
import QueueingTheory

extension Goal {
  /// The same goal for the solvers of queueing theory; nil where they have none.
  var formula: StaffingGoal? {
    switch measure {
    case .serviceLevel(let definition, let wait):
      let rules: [ServiceLevelDefinition: ServiceLevelRule] = [
        .includingBlocked: .ofOffered, .abandonedCountAgainst: .ofOffered,
        .answeredOnly: .ofAnswered, .shortWaitAbandonsIgnored: .excludingShortAbandons,
      ]
      guard let rule = rules[definition], bound < 1 else { return nil }
      return .serviceLevel(atLeast: bound, within: wait, rule: rule)
    case .averageSpeedOfAnswer: return bound > 0 ? .averageSpeedOfAnswer(atMost: bound) : nil
    case .abandonment: return bound > 0 ? .abandonedProportion(atMost: bound) : nil
    case .waitProbability: return bound > 0 ? .waitProbability(atMost: bound) : nil
    case .occupancy: return bound > 0 ? .occupancy(atMost: bound) : nil
    case .blocking, .other: return nil
    }
  }
}
