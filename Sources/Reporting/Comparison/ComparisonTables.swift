import ContactCenter
import Experiments
import Foundation

/// The tables of a comparison, for the page and the terminal.
struct ComparisonTables {
  let comparison: Comparison

  var result: TournamentResult { comparison.result }

  func name(_ entrant: Int) -> String { result.entrants[entrant].name }

  /// The name; one of several words stands in quotes.
  func quoted(_ entrant: Int) -> String { ComparisonWords(comparison: comparison).name(entrant) }

  func number(_ estimate: Estimate, _ unit: IndicatorUnit) -> ReportTable.Cell {
    ReportTable.Cell(estimate, unit: unit)
  }

  func count(_ value: Int) -> ReportTable.Cell {
    ReportTable.Cell("\(value)", order: Double(value))
  }

  // MARK: - Entrants

  /// Every entrant with its KPIs, best first; goals in words, or as a mark for each; the spread of
  /// the agents' occupancies where it is wanted and no KPI.
  func entrants(hasGoalWords: Bool, hasSpread: Bool = false) -> ReportTable {
    let kpis = comparison.kpis
    let hasSpread = hasSpread && !kpis.contains { $0.name == "occupancySpread" }
    let hasGoals = !result.settings.goals.isEmpty
    var columns = [
      ReportTable.Column(title: "Entrant", isNumber: false), ReportTable.Column(title: "Place"),
    ]
    if hasGoals { columns.append(.init(title: "Goals", isNumber: false)) }
    columns += kpis.map { .init(title: comparison.title($0), explanation: $0.definition) }
    if hasSpread {
      columns.append(
        .init(
          title: "Spread of occupancy",
          explanation: "Standard deviation of the agents' occupancies within a replication; small is "
            + "fair."))
    }
    columns.append(.init(title: "Replications"))
    let rows = comparison.order.map { index -> [ReportTable.Cell] in
      let entrant = result.entrants[index]
      var row = [
        ReportTable.Cell(entrant.name),
        ReportTable.Cell(entrant.rank.map(String.init) ?? "–", order: entrant.rank.map(Double.init)),
      ]
      if hasGoals { row.append(ReportTable.Cell(hasGoalWords ? goalMark(entrant) : marks(entrant))) }
      row += kpis.map { number(comparison.estimate($0, of: index), $0.unit) }
      if hasSpread { row.append(number(entrant.occupancySpread, .proportion)) }
      return row + [count(entrant.replications)]
    }
    return ReportTable(
      identifier: "entrants", title: "Entrants",
      caption: "Best first by \(result.settings.objective.label.lowercased()), with half-widths of "
        + [
          "\(comparison.level) confidence intervals.", comparison.commonGround,
          comparison.commonDays, placeKey, moneyKey,
        ].filter { !$0.isEmpty }.joined(separator: " "),
      columns: columns, rows: rows)
  }

  /// What the sign of a currency without a name means; empty: there is none, or no money.
  var moneyKey: String {
    comparison.kpis.contains { $0.unit == .money } ? comparison.context.money.remark : ""
  }

  /// What "–" in the column of places means; empty: all have places.
  var placeKey: String {
    guard result.entrants.contains(where: { $0.rank == nil }) else { return "" }
    let name = result.settings.objective.label.lowercased()
    return result.settings.goals.isEmpty
      ? "Place –: its \(name) is not defined."
      : "Place –: misses a goal, surely or by its estimates, or has no \(name)."
  }

  /// What the marks of goals mean.
  var markKey: String {
    var sizes: [String] = []
    for index in result.settings.goals.indices {
      let tolerance = result.entrants.map { $0.goals[index].tolerance }.max() ?? 0
      let size = Self.size(tolerance, unit: result.settings.goals[index].kpi.unit)
      if tolerance > 0, !sizes.contains(size) { sizes.append(size) }
    }
    let doubt =
      sizes.isEmpty
      ? ""
      : " – or met or missed by less than \(sizes.joined(separator: " or ")), which may be judged "
        + "either way"
    return "✓ met, ✗ missed\(doubt); ? not known."
  }

  /// "1 percentage point", "0.2 s".
  private static func size(_ value: Double, unit: IndicatorUnit) -> String {
    guard unit == .proportion else { return FigureText.value(value, unit: unit) }
    let points = FigureText.number(value, unit: unit, halfWidth: nil)
    return abs(value - 0.01) < 1e-9 ? "1 percentage point" : "\(points) percentage points"
  }

  /// "✓✗": a mark for each goal.
  private func marks(_ entrant: EntrantResult) -> String {
    entrant.goals.map { Self.mark($0.verdict) }.joined()
  }

  private static func mark(_ verdict: GoalVerdict) -> String {
    switch verdict {
    case .met: return "✓"
    case .missed: return "✗"
    case .undecided: return "?"
    }
  }

  /// "✓", "✗ vip 90/10": the goals that are missed, or those that are open.
  func goalMark(_ entrant: EntrantResult) -> String {
    func names(_ verdict: GoalVerdict) -> [String] {
      entrant.goals.indices.filter { entrant.goals[$0].verdict == verdict }.map(goalText)
    }
    let (missed, open) = (names(.missed), names(.undecided))
    if !missed.isEmpty { return "✗ " + missed.joined(separator: ", ") }
    return open.isEmpty ? "✓" : "? " + open.joined(separator: ", ")
  }

  /// A goal as it was written.
  func goalText(_ index: Int) -> String {
    let texts = comparison.context.goals
    if texts.indices.contains(index) { return texts[index] }
    let goal = result.settings.goals[index]
    let sign = goal.sense == .atLeast ? "≥" : "≤"
    return "\(goal.kpi.label) \(sign) \(FigureText.value(goal.bound, unit: goal.kpi.unit))"
  }

  /// Every goal of every entrant; nil: there are none.
  var goals: ReportTable? {
    guard !result.settings.goals.isEmpty else { return nil }
    let columns =
      [ReportTable.Column(title: "Entrant", isNumber: false)]
      + result.settings.goals.indices.map { .init(title: goalText($0)) }
    let rows = comparison.order.map { index -> [ReportTable.Cell] in
      let entrant = result.entrants[index]
      return [ReportTable.Cell(entrant.name)]
        + entrant.goals.map { goal in
          var cell = number(goal.estimate, goal.goal.kpi.unit)
          cell.unit += " " + Self.mark(goal.verdict)
          return cell
        } + [count(entrant.replications)]
    }
    let own =
      comparison.commonDays.isEmpty
      ? ""
      : " Values are over the first \(result.commonReplications) replications, which all entrants "
        + "have; a mark is the judgement by all replications of its entrant."
    return ReportTable(
      identifier: "goals", title: "Goals",
      caption: markKey + own, columns: columns + [.init(title: "Replications")], rows: rows)
  }

  // MARK: - Types, groups, costs

  /// One figure of every contact type, entrants down and types across; nil: one type, or not the
  /// same ones in all entrants.
  func matrix(
    _ title: String, _ figure: (TypeFigures) -> Estimate, unit: IndicatorUnit
  ) -> ReportTable? {
    guard result.haveSameTypes, let first = result.entrants.first, first.types.count > 1
    else { return nil }
    let rows = comparison.order.map { index in
      [ReportTable.Cell(name(index))]
        + result.entrants[index].types.map { number(figure($0), unit) }
    }
    return ReportTable(
      identifier: "matrix", title: title, caption: "",
      columns: [.init(title: "Entrant", isNumber: false)]
        + first.types.map { .init(title: $0.name) }, rows: rows)
  }

  /// Every contact type of every entrant.
  var types: ReportTable {
    let titles = [
      "Offered", "Service level", "Answered", "Abandoned", "Speed of answer", "Average wait",
      "Longest wait, mean over replications",
    ]
    let rows = comparison.order.flatMap { index in
      result.entrants[index].types.map { type -> [ReportTable.Cell] in
        [
          ReportTable.Cell(name(index)), ReportTable.Cell(type.name),
          number(type.offered, .count), number(type.serviceLevel, .proportion),
          number(type.answeredProportion, .proportion),
          number(type.abandonedProportion, .proportion),
          number(type.averageSpeedOfAnswer, .seconds), number(type.averageWait, .seconds),
          number(type.longestWait, .seconds),
        ]
      }
    }
    return ReportTable(
      identifier: "types", title: "By contact type",
      caption: "The service level counts within each type's own acceptable wait.",
      columns: [
        .init(title: "Entrant", isNumber: false), .init(title: "Contact type", isNumber: false),
      ] + titles.map { .init(title: $0) }, rows: rows)
  }

  /// Every agent group of every entrant, and the fairness over all agents.
  var groups: ReportTable {
    let rows = comparison.order.flatMap { index -> [[ReportTable.Cell]] in
      let entrant = result.entrants[index]
      let groups = entrant.groups.map { group -> [ReportTable.Cell] in
        [
          ReportTable.Cell(entrant.name), ReportTable.Cell(group.name),
          number(group.occupancy, .proportion), number(group.occupancySpread, .proportion),
          number(group.occupancyRange, .proportion), number(group.answered, .count),
        ]
      }
      return groups + [
        [
          ReportTable.Cell(entrant.name), ReportTable.Cell("all agents"),
          ReportTable.Cell("–"), number(entrant.occupancySpread, .proportion),
          number(entrant.occupancyRange, .proportion), ReportTable.Cell("–"),
        ]
      ]
    }
    return ReportTable(
      identifier: "groups", title: "By agent group",
      caption: "Spread: the standard deviation of the agents' occupancies within a replication; "
        + "range: the highest less the lowest. Small ones are fair.",
      columns: [
        .init(title: "Entrant", isNumber: false), .init(title: "Group", isNumber: false),
        .init(title: "Occupancy"), .init(title: "Spread"), .init(title: "Range"),
        .init(title: "Answered"),
      ], rows: rows)
  }

  /// The parts of every entrant's cost that are not 0 for all; nil: nothing has a price.
  var costs: ReportTable? {
    guard let first = result.layouts.first?.names.money,
      result.layouts.allSatisfy({ $0.names.money == first })
    else { return nil }
    let titles =
      TournamentCosts.partIndicators.map(\.label) + ["Waiting", "Lost value", "All", "Paid hours"]
    let figures = result.entrants.map { entrant in
      entrant.costs.parts
        + [
          entrant.costs.waiting, entrant.costs.lostValue, entrant.costs.total,
          entrant.costs.paidHours,
        ]
    }
    let shown = titles.indices.filter { column in
      titles[column] == "All" || figures.contains { ($0[column].value ?? 0) != 0 }
    }
    let rows = comparison.order.map { index -> [ReportTable.Cell] in
      [ReportTable.Cell(name(index))]
        + shown.map { number(figures[index][$0], titles[$0] == "Paid hours" ? .hours : .money) }
    }
    let money = comparison.context.money
    return ReportTable(
      identifier: "costs", title: "Costs, \(money.heading)",
      caption: ["Amounts are in \(money.heading).", money.remark, comparison.commonDays]
        .filter { !$0.isEmpty }.joined(separator: " "),
      columns: [.init(title: "Entrant", isNumber: false)]
        + shown.map { .init(title: titles[$0]) }, rows: rows)
  }

  // MARK: - Differences

  /// A family of paired differences from one entrant.
  func differences(
    _ identifier: String, _ title: String, _ caption: String, _ pairs: [PairedDifference]
  ) -> ReportTable {
    // Where all are about one KPI the caption names it.
    let hasKPI = Set(pairs.map(\.kpi.name)).count > 1
    let rows = pairs.map { pair -> [ReportTable.Cell] in
      [ReportTable.Cell(name(pair.entrant))] + (hasKPI ? [ReportTable.Cell(pair.kpi.label)] : [])
        + [
          differenceCell(pair, hasKPI: hasKPI), ReportTable.Cell(words(of: pair)),
          ReportTable.Cell(interval(pair), order: pair.simultaneous?.lowerBound),
          ReportTable.Cell(Self.probability(pair.pValue), order: pair.pValue), count(pair.pairs),
        ]
    }
    return ReportTable(
      identifier: identifier, title: title, caption: caption,
      columns: [.init(title: "Entrant", isNumber: false)]
        + (hasKPI ? [.init(title: "KPI", isNumber: false)] : [])
        + [
          .init(title: differenceTitle(pairs)), .init(title: "Verdict", isNumber: false),
          .init(title: "Together"), .init(title: "p"), .init(title: "Pairs"),
        ], rows: rows)
  }

  /// "1.2 pp", "EUR 15 a day" stands in captions and headings where all pairs are about one KPI.
  private func differenceTitle(_ pairs: [PairedDifference]) -> String {
    let isMoney = !pairs.isEmpty && pairs.allSatisfy { $0.kpi.unit == .money }
    return isMoney ? "Difference, \(comparison.context.money.heading)" : "Difference"
  }

  /// A paired difference as a cell, of money among other KPIs with its unit.
  private func differenceCell(_ pair: PairedDifference, hasKPI: Bool) -> ReportTable.Cell {
    var cell = Comparison.difference(pair.estimate, unit: pair.kpi.unit)
    if hasKPI, pair.kpi.unit == .money { cell.unit = " \(comparison.context.money.heading)" }
    return cell
  }

  /// "0.4 to 1.2 pp": the interval that holds together with the others.
  func interval(_ pair: PairedDifference) -> String {
    guard let ends = pair.simultaneous else { return "–" }
    let half = (ends.upperBound - ends.lowerBound) / 2
    let low = FigureText.number(ends.lowerBound, unit: pair.kpi.unit, halfWidth: half)
    let high = FigureText.number(ends.upperBound, unit: pair.kpi.unit, halfWidth: half)
    let unit = pair.kpi.unit == .proportion ? " pp" : FigureText.suffix(pair.kpi.unit)
    return "\(low) to \(high)\(unit)"
  }

  static func probability(_ value: Double?) -> String {
    guard let value else { return "–" }
    return value < 0.001 ? "< 0.001" : String(format: "%.3f", value)
  }

  /// The verdict in words; of an entrant that is the same scenario as the other, that it is.
  private func words(of pair: PairedDifference) -> String {
    let words = ComparisonWords(comparison: comparison)
    return words.original(pair.entrant) == words.original(pair.reference)
      ? "the same" : Self.words(pair.verdict)
  }

  static func words(_ verdict: PairedDifference.Verdict) -> String {
    switch verdict {
    case .better: return "better"
    case .worse: return "worse"
    case .different: return "different"
    case .notTold: return "not told apart"
    }
  }

  /// Every other entrant with the best in the objective; nil: there is no best.
  var againstBest: ReportTable? {
    let pairs = result.againstBest
    guard let best = pairs.first?.reference else { return nil }
    return differences(
      "against-best", "Against the best",
      "Differences from \(name(best)) in \(result.settings.objective.label.lowercased()). “Together”: "
        + "\(comparison.level) intervals that hold all at once; verdicts by Holm's step-down.",
      pairs)
  }

  /// Every entrant with the reference in every KPI.
  var againstReference: ReportTable? {
    guard !result.comparisons.isEmpty else { return nil }
    return differences(
      "against-reference", "Against the reference",
      "Differences from \(name(result.settings.reference)) in \(kpiWords). “Together”: "
        + "\(comparison.level) intervals that hold all at once; verdicts by Holm's step-down.",
      result.comparisons)
  }

  private var kpiWords: String {
    let names = Set(result.comparisons.map(\.kpi.name))
    return names.count == 1
      ? result.comparisons.first?.kpi.label.lowercased() ?? "" : "every KPI"
  }
}
