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
  /// What tells one build of the program from another; what they draw is not mixed.
  public var programBuild = ""
  /// The whole center's service level to reach, 0…1; nil: the contact types' if they all have the
  /// same, else none.
  public var serviceLevelTarget: Double?
  /// Doubts about the scenario, in sentences, that belong in the result's warnings.
  public var scenarioWarnings: [String] = []
  /// Keep the totals of every replication for KPIs; nil: not wanted.
  public var kpis: KPIInputs?
  /// Receives every event of the first replication, in order of time, on another thread.
  public var trace: (@Sendable (TraceRecord) -> Void)?

  /// What was folded before: the study goes on after it, and ends with the same bytes; nil: it begins.
  package var begun: StudyBlock?
  /// Receives all that is folded so far after every block, and once more, with `true`, where the study is
  /// interrupted; whoever keeps a copy of it makes the next block dear.
  package var kept: (@Sendable (StudyBlock, _ isInterrupted: Bool) -> Void)?

  /// Settings of a study as the scenario describes it.
  public init(study: Scenario.Study = Scenario.Study(), threads: Int = 1) {
    self.study = study
    self.threads = threads
  }
}

extension StudySettings {
  /// All that a replication's part in the fold depends on but its number, provided that the digest is that
  /// of what is simulated.
  public var batch: Batch {
    var words = "target \(serviceLevelTarget.map { "\($0)" } ?? "of types")"
    if checks { words += ", checks" }
    if let kpis {
      var checksum = Checksum()
      for numbers in [
        kpis.forecast, kpis.required, [kpis.band?.lowerBound, kpis.band?.upperBound].compactMap(\.self),
      ] {
        checksum.add("\(numbers)")
      }
      words += ", KPI inputs \(String(checksum.value, radix: 16))"
    }
    return Batch(
      center: scenarioDigest, settings: words, seed: study.seed,
      program: "\(programVersion) \(programBuild)")
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
/// in tens), so that the end does not depend on the number of threads. Blocks are cut at them.
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

  /// Whether the study is done after `replications` of them; called after each block.
  package mutating func isDone(
    after replications: Int, estimate: (String) -> Estimate?
  ) -> Bool {
    guard replications >= checkpoint else { return false }
    outcomes = goals.map { StoppingRule.outcome(of: $0, estimate: estimate($0.indicator)) }
    if outcomes.allSatisfy(\.isMet) || replications >= most { return true }
    checkpoint = next(after: checkpoint)
    return false
  }

  /// The first checkpoint beyond a number of replications, as far as there is one.
  package func checkpoint(beyond replications: Int) -> Int {
    var number = checkpoint
    while number <= replications, number < most { number = next(after: number) }
    return number
  }

  /// Passes over the checkpoints before a number of replications, at which the study was not done.
  mutating func skip(to replications: Int) {
    while checkpoint < min(replications, most) { checkpoint = next(after: checkpoint) }
  }

  private func next(after checkpoint: Int) -> Int {
    min(most, checkpoint + max(10, (checkpoint / 10 + 9) / 10 * 10))
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
