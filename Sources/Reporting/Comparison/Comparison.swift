import Experiments

/// A tournament's result with its context: what the reports are made from.
public struct Comparison: Sendable {
  /// The figures.
  public var result: TournamentResult
  /// How they came about.
  public var context: ComparisonContext

  /// A result in its context.
  public init(result: TournamentResult, context: ComparisonContext) {
    self.result = result
    self.context = context
  }

  /// The KPIs to show.
  var kpis: [TournamentKPI] {
    context.shown.isEmpty
      ? [result.settings.objective] + result.settings.kpis : context.shown
  }

  /// An entrant's estimate of a KPI that is shown.
  func estimate(_ kpi: TournamentKPI, of entrant: Int) -> Estimate {
    if kpi.name == result.settings.objective.name { return result.entrants[entrant].objective }
    if let place = result.settings.kpis.firstIndex(where: { $0.name == kpi.name }) {
      return result.entrants[entrant].kpis[place]
    }
    return .undefined
  }

  /// An entrant's difference from the reference; nil: it is the reference, or cannot be compared.
  func comparison(_ kpi: TournamentKPI, of entrant: Int) -> PairedDifference? {
    result.comparisons.first { $0.entrant == entrant && $0.kpi.name == kpi.name }
  }

  /// Entrants by rank; then those without one, by the objective.
  var order: [Int] {
    let sign: Double = result.settings.objective.smallerIsBetter ? 1 : -1
    func place(_ entrant: Int) -> (Int, Double, Int) {
      let found = result.entrants[entrant]
      return (found.rank ?? .max, found.objective.value.map { sign * $0 } ?? .infinity, entrant)
    }
    return result.entrants.indices.sorted { place($0) < place($1) }
  }

  /// A KPI's figure in a sentence: "80.4 ± 1.2 %", "EUR 4,512 ± 40 a day".
  func figure(_ estimate: Estimate, of kpi: TournamentKPI) -> String {
    kpi.unit == .money ? context.money.text(estimate) : FigureText.estimate(estimate, unit: kpi.unit)
  }

  /// The size of a difference in a sentence, without its sign: "1.2 ± 0.4 percentage points".
  func amount(_ estimate: Estimate, of kpi: TournamentKPI) -> String {
    var size = estimate
    size.value = estimate.value.map(abs)
    guard kpi.unit == .proportion else { return figure(size, of: kpi) }
    let half = FigureText.halfWidth(size, unit: .proportion)
    let figure =
      FigureText.number(size.value, unit: .proportion, halfWidth: size.halfWidth)
      + (half.isEmpty ? "" : " " + half)
    return figure + (figure == "1" ? " percentage point" : " percentage points")
  }

  /// A goal as it was written.
  func goalText(_ index: Int) -> String {
    let texts = context.goals
    if texts.indices.contains(index) { return texts[index] }
    let goal = result.settings.goals[index]
    let sign = goal.sense == .atLeast ? "≥" : "≤"
    return "\(goal.kpi.label) \(sign) \(FigureText.value(goal.bound, unit: goal.kpi.unit))"
  }

  /// The goals of an entrant that stand so.
  func goals(_ verdict: GoalVerdict, of entrant: EntrantResult) -> [String] {
    entrant.goals.indices.filter { entrant.goals[$0].verdict == verdict }.map(goalText)
  }

  /// The share in words: "95 %".
  var level: String { FigureText.value(result.settings.confidence, unit: .proportion) }
}
