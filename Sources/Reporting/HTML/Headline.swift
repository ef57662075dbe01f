import ContactCenter
import Experiments

/// One of the few figures that a report opens with.
struct Headline {
  var title: String
  var value: String
  var halfWidth: String
  var explanation: String
  /// Whether the target was reached, where there is one.
  var verdict: Verdict?
  var verdictText = ""

  /// What the confidence interval says about a target.
  enum Verdict: String {
    /// The whole interval reaches it.
    case met
    /// No part of the interval reaches it.
    case missed
    /// The interval holds the target: the study cannot tell.
    case open
  }

  /// Service level, speed of answer, abandonment, blocking, occupancy, contacts.
  static func all(_ result: StudyResult, context: ReportContext) -> [Headline] {
    let wait = FigureText.value(context.acceptableWait, unit: .seconds)
    var level = headline(
      "serviceLevel", "Service level", "Answered within \(wait) ÷ offered (SL1).", result)
    if let target = context.target, let estimate = result.estimate("serviceLevel") {
      level.verdict = verdict(estimate, target: target)
      let text = FigureText.value(target, unit: .proportion)
      switch level.verdict {
      case .met: level.verdictText = "Target \(text): met"
      case .missed: level.verdictText = "Target \(text): missed"
      case .open: level.verdictText = "Target \(text): too close to tell"
      case nil: break
      }
    }
    return [
      level,
      headline(
        "averageSpeedOfAnswer", "Speed of answer",
        "ASA: mean wait of answered contacts.", result),
      headline("abandonedProportion", "Abandoned", "Abandoned ÷ offered.", result),
      headline(
        "blockingProbability", "Blocked", "Turned away by full lines, ports or queues ÷ attempts.",
        result),
      headline("occupancy", "Occupancy", "Handling ÷ (handling + idle), all agents.", result),
      headline("offered", "Offered contacts", offeredWords(result), result),
    ]
  }

  private static func offeredWords(_ result: StudyResult) -> String {
    let attempts = FigureText.estimate(result.estimate("attempts") ?? .undefined, unit: .count)
    return "Entered the queue, in a replication; \(attempts) attempts."
  }

  private static func headline(
    _ identifier: String, _ title: String, _ explanation: String, _ result: StudyResult
  ) -> Headline {
    let estimate = result.estimate(identifier) ?? .undefined
    let unit = IndicatorCatalogue.indicator(identifier)?.unit ?? .count
    return Headline(
      title: title,
      value: FigureText.value(estimate.value, unit: unit, halfWidth: estimate.halfWidth),
      halfWidth: FigureText.halfWidth(estimate, unit: unit), explanation: explanation)
  }

  /// Met or missed only when the whole confidence interval is on one side of the target.
  static func verdict(_ estimate: Estimate, target: Double) -> Verdict? {
    guard let value = estimate.value else { return nil }
    let half = estimate.halfWidth ?? 0
    if value - half >= target { return .met }
    return value + half < target ? .missed : .open
  }
}

/// Sentences that the page and the Markdown report share.
enum ReportWords {
  /// "serviceLevel: ± 0.8 % reached, ± 0.5 % asked for".
  static func precision(_ outcome: PrecisionOutcome) -> String {
    let unit = IndicatorCatalogue.indicator(outcome.goal.indicator)?.unit ?? .count
    func text(_ half: Double?) -> String {
      half.map { "± \(FigureText.value($0, unit: unit, halfWidth: $0))" }
        ?? "an undefined half-width"
    }
    return "\(outcome.goal.indicator): \(text(outcome.reached)) reached, "
      + "\(text(outcome.required)) asked for"
  }

  /// The command, or what stands for it when the report was made by another program.
  static func command(_ result: StudyResult, context: ReportContext) -> String {
    guard context.commandLine.isEmpty else { return context.commandLine }
    return "switchboard run SCENARIO --seed \(result.seed) "
      + "--replications \(result.replicationsAskedFor)"
  }
}
