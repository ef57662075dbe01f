import ContactCenter
import Experiments

/// One of the few figures that a report opens with.
struct Headline {
  var title: String
  var figure: ReportTable.Cell
  var explanation: String
  /// Whether the target was reached, where there is one.
  var verdict: GoalVerdict?
  var verdictText = ""

  /// Service level, speed of answer, abandonment, blocking, occupancy, contacts.
  static func all(_ result: StudyResult, context: ReportContext) -> [Headline] {
    var level = headline(
      .serviceLevel, "Service level", "Answered \(context.waitWords) ÷ offered (SL1).", result)
    if let target = context.target, let estimate = result.estimate(.serviceLevel) {
      level.verdict = estimate.value.map { _ in estimate.verdict(.atLeast, target) }
      let text = FigureText.value(target, unit: .proportion)
      switch level.verdict {
      case .met: level.verdictText = "Target \(text): met"
      case .missed: level.verdictText = "Target \(text): missed"
      case .undecided: level.verdictText = "Target \(text): not yet told apart"
      case nil: break
      }
      level.explanation += daysOnTarget(result)
    }
    return [
      level,
      headline(
        .averageSpeedOfAnswer, "Speed of answer",
        "ASA: mean wait of answered contacts.", result),
      headline(.abandonedProportion, "Abandoned", "Abandoned ÷ offered.", result),
      headline(
        .blockingProbability, "Blocked", "Turned away by full lines, ports or queues ÷ attempts.",
        result),
      headline(.occupancy, "Occupancy", "Handling ÷ (handling + idle), all agents.", result),
      headline(.offered, "Offered contacts", offeredWords(result), result),
    ]
  }

  /// A good average may hide bad days.
  private static func daysOnTarget(_ result: StudyResult) -> String {
    guard let days = result.estimate(.daysOnTarget), days.value != nil,
      let indicator = IndicatorCatalogue.indicator(.daysOnTarget)
    else { return "" }
    let share = FigureText.estimate(days, unit: .proportion)
    return " \(ReportWords.label(of: indicator, in: result)): \(share)."
  }

  private static func offeredWords(_ result: StudyResult) -> String {
    let attempts = FigureText.estimate(result.estimate(.attempts) ?? .undefined, unit: .count)
    return "Entered the queue, in a replication; \(attempts) attempts."
  }

  private static func headline(
    _ figure: FigureName, _ title: String, _ explanation: String, _ result: StudyResult
  ) -> Headline {
    let estimate = result.estimate(figure) ?? .undefined
    return Headline(
      title: title, figure: ReportTable.Cell(estimate, unit: figure.unit), explanation: explanation)
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
    let share = FigureText.value(outcome.goal.halfWidth, unit: .proportion)
    return "\(outcome.goal.indicator): \(text(outcome.reached)) reached, "
      + "\(text(outcome.required)) asked for"
      + (outcome.goal.isRelative ? " (\(share) of the value)" : "")
  }

  /// What the figures of a queue are about.
  static let scopes =
    "A queue's figures of contacts (offered, answered, waits, service levels) are of the contact "
    + "types whose home queue it is, by the interval of arrival and wherever a contact was "
    + "answered after an overflow. Its lengths, and who entered, was answered or gave up there, are of "
    + "everybody in the queue, by the interval in which it happened."

  /// An indicator's name in tables.
  static func label(of indicator: Indicator, in result: StudyResult) -> String {
    if indicator.identifier == "longestWait", result.method == .batchMeans {
      return "Longest wait, mean over batches"
    }
    return ReportTables.name(of: indicator)
  }

  /// The command, or what stands for it when the report was made by another program.
  static func command(_ result: StudyResult, context: ReportContext) -> String {
    guard context.commandLine.isEmpty else { return context.commandLine }
    return "switchboard run SCENARIO --seed \(result.seed) "
      + "--replications \(result.replicationsAskedFor)"
  }
}
