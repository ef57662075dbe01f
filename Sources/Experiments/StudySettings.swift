import ContactCenter

/// How a study of a model is carried out.
public struct StudySettings: Sendable {
  /// Replications, seed, confidence, precision goals.
  public var study = Scenario.Study()
  /// Replications simulated at the same time; results do not depend on it.
  public var threads = 1
  /// Check conservation laws after every replication; the violations are in the result.
  public var checks = false
  /// Printed in reports.
  public var scenarioDigest = ""
  /// Printed in reports.
  public var programVersion = ""
  /// The whole center's service level to reach, 0…1; nil: the contact types' if they all have the
  /// same, else none.
  public var serviceLevelTarget: Double?
  /// Doubts about the scenario, in sentences, that belong in the result's warnings.
  public var scenarioWarnings: [String] = []
  /// Keep the totals of every replication for KPIs; nil: not wanted.
  public var kpis: KPIInputs?
  /// Receives every event of the first replication, in order of time, on another thread.
  public var trace: (@Sendable (TraceRecord) -> Void)?

  /// Settings of a study as the scenario describes it.
  public init(study: Scenario.Study = Scenario.Study(), threads: Int = 1) {
    self.study = study
    self.threads = threads
  }
}

/// How far a study is.
public struct StudyProgress: Sendable {
  /// Replications folded.
  public var replications: Int
  /// Replications wanted; with precision goals the next at which they are looked at.
  public var wanted: Int
  /// The most replications that may be simulated.
  public var most: Int
  /// Precision goals as they stood when last looked at.
  public var precision: [PrecisionOutcome]
}

/// When a study ends: after a fixed number of replications, or at the first checkpoint at which all
/// precision goals are met.
///
/// Checkpoints are fixed numbers of replications (the least number, then a tenth more each time,
/// in tens), so that the end does not depend on the number of threads.
package struct StoppingRule: Sendable {
  /// What half-widths are asked for.
  package let goals: [Scenario.PrecisionGoal]
  /// The most replications.
  package let most: Int
  /// The next number of replications at which the goals are looked at; `most` without goals.
  package private(set) var checkpoint: Int
  /// The goals at the last checkpoint.
  package private(set) var outcomes: [PrecisionOutcome] = []

  /// The rule of a study.
  package init(study: Scenario.Study) {
    goals = study.precision
    let least = max(1, study.replications)
    most = goals.isEmpty ? least : max(2, study.maximumReplications)
    checkpoint = goals.isEmpty ? least : min(most, max(2, least))
  }

  /// Whether the study is done after `replications` of them; called after each one.
  package mutating func isDone(
    after replications: Int, estimate: (String) -> Estimate?
  ) -> Bool {
    guard replications >= checkpoint else { return false }
    outcomes = goals.map { StoppingRule.outcome(of: $0, estimate: estimate($0.indicator)) }
    if outcomes.allSatisfy(\.isMet) || replications >= most { return true }
    let step = max(10, (checkpoint / 10 + 9) / 10 * 10)
    checkpoint = min(most, checkpoint + step)
    return false
  }

  /// What became of a goal.
  package static func outcome(
    of goal: Scenario.PrecisionGoal, estimate: Estimate?
  ) -> PrecisionOutcome {
    let required =
      goal.isRelative ? estimate?.value.map { abs($0) * goal.halfWidth } : goal.halfWidth
    let reached = estimate?.halfWidth
    let isMet = if let required, let reached { reached <= required } else { false }
    return PrecisionOutcome(goal: goal, required: required, reached: reached, isMet: isMet)
  }
}
