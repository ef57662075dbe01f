import ContactCenter
import Experiments
import Foundation

/// The tables of a comparison, for the page and the terminal.
struct ComparisonTables {
  let comparison: Comparison

  var result: TournamentResult { comparison.result }

  func name(_ entrant: Int) -> String { result.entrants[entrant].name }

  /// The name; one of several words stands in quotes.
  private func quoted(_ entrant: Int) -> String { ComparisonWords(comparison: comparison).name(entrant) }

  private func number(_ estimate: Estimate, _ unit: IndicatorUnit) -> ReportTable.Cell {
    ReportTable.Cell(estimate, unit: unit)
  }

  private func count(_ value: Int) -> ReportTable.Cell {
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
      : "Place –: misses a goal, surely or by its estimates, or its \(name) is not defined."
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
      "Longest wait",
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
      caption: "The service level counts within each type's own acceptable wait; the longest wait "
        + "is the mean of the replications' longest.",
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

  /// The parts of every entrant's cost.
  var costs: ReportTable {
    let rows = comparison.order.map { index -> [ReportTable.Cell] in
      let costs = result.entrants[index].costs
      return [ReportTable.Cell(name(index))]
        + [costs.staff, costs.waiting, costs.lostValue, costs.total].map { number($0, .money) }
    }
    return ReportTable(
      identifier: "costs", title: "Costs",
      caption: "Of a replication, in the unit of the scenario's costs: agents' hours, waiting, and "
        + "the value of those who abandoned.",
      columns: [.init(title: "Entrant", isNumber: false)]
        + ["Agents", "Waiting", "Lost value", "All"].map { .init(title: $0) }, rows: rows)
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
          differenceCell(pair, hasKPI: hasKPI), ReportTable.Cell(Self.words(pair.verdict)),
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

  // MARK: - The race

  /// Who left the race when; nil: all were simulated equally often.
  var race: ReportTable? {
    guard result.entrants.contains(where: { $0.elimination != nil }) else { return nil }
    let rows = comparison.order.map { index -> [ReportTable.Cell] in
      let entrant = result.entrants[index]
      return [
        ReportTable.Cell(entrant.name), count(entrant.replications),
        ReportTable.Cell(departure(entrant)),
      ]
    }
    return ReportTable(
      identifier: "race", title: "The race",
      caption: "Entrants that are certainly beaten, or certainly miss a goal, are simulated no "
        + "further.",
      columns: [
        .init(title: "Entrant", isNumber: false), .init(title: "Replications"),
        .init(title: "Left", isNumber: false),
      ], rows: rows)
  }

  /// "beaten by cMu after 40".
  func departure(_ entrant: EntrantResult) -> String {
    guard let end = entrant.elimination else { return "in the race to the end" }
    guard let rival = end.by else { return "missed a goal after \(end.after)" }
    return "beaten by \(name(rival)) after \(end.after)"
  }

  /// The entrants in the plane of two KPIs.
  var pareto: ReportTable? {
    let front = result.pareto
    guard front.points.count > 1, front.x.name != front.y.name else { return nil }
    let rows = front.points.map { point -> [ReportTable.Cell] in
      let words =
        point.isOnFront
        ? "on the front"
        : "dominated by " + point.dominatedBy.map(name).joined(separator: ", ")
          + (point.isSurelyDominated ? "" : ", perhaps by chance")
      return [
        ReportTable.Cell(name(point.entrant)), number(point.x, front.x.unit),
        number(point.y, front.y.unit), ReportTable.Cell(words),
      ]
    }
    return ReportTable(
      identifier: "pareto", title: "Pareto front",
      caption: "On the front is who is not beaten in one KPI without being better in the other. "
        + comparison.commonDays,
      columns: [
        .init(title: "Entrant", isNumber: false), .init(title: comparison.title(front.x)),
        .init(title: comparison.title(front.y)), .init(title: "Front", isNumber: false),
      ], rows: rows)
  }

  // MARK: - Why, and at what cost

  /// What decided besides the figures: goals that better entrants miss, or that nothing is better
  /// than the scenario as it is; may be empty.
  var why: String {
    guard let best = result.selection.best, !ComparisonWords(comparison: comparison).isAllTheSame
    else { return "" }
    var sentences = [goalsDecide(best)]
    if best == result.settings.reference, result.entrants.count > 1 {
      sentences.append("The best is the reference, \(quoted(best)).")
    }
    return sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// "Cheaper entrants miss a goal: cMu misses vip 90/10; those that keep all goals are no better in
  /// cost."; empty where goals do not decide.
  private func goalsDecide(_ best: Int) -> String {
    let objective = result.settings.objective
    guard let bound = result.entrants[best].objective.value else { return "" }
    func isBetter(_ entrant: Int) -> Bool {
      guard let value = result.entrants[entrant].objective.value else { return false }
      return objective.smallerIsBetter ? value < bound : value > bound
    }
    let others = comparison.order.filter { $0 != best }
    let missing = others.filter { isBetter($0) && !result.entrants[$0].isEligible }
    guard !missing.isEmpty else { return "" }
    let misses = missing.map { entrant -> String in
      let goals = result.entrants[entrant].goals
      let texts = goals.indices.filter { place in
        goals[place].verdict == .missed
          || goals[place].verdict == .undecided && !goals[place].isObservedKept
      }.map(goalText)
      return "\(quoted(entrant)) misses \(texts.joined(separator: ", "))"
    }.joined(separator: "; ")
    let label = objective.label.lowercased()
    let keepers = others.filter { result.entrants[$0].isEligible }
    let rest =
      keepers.isEmpty || keepers.contains(where: isBetter)
      ? "" : ". Those that keep all goals are no better in \(label)"
    let who = objective.unit == .money ? "Cheaper entrants" : "Entrants with better \(label)"
    return "\(who) miss a goal: \(misses)\(rest)."
  }

  /// Why the winner wins; nil: there is nothing to explain.
  var explanation: ReportTable? {
    guard let explanation = result.explanation, !explanation.changes.isEmpty,
      !ComparisonWords(comparison: comparison).isAllTheSame
    else { return nil }
    let rows = explanation.changes.map { change -> [ReportTable.Cell] in
      [
        ReportTable.Cell(subject(change)), number(.init(value: change.before), change.unit),
        number(.init(value: change.after), change.unit),
        Comparison.difference(change.difference, unit: change.unit),
      ]
    }
    return ReportTable(
      identifier: "why",
      title: "Why the best wins",
      caption: (why.isEmpty ? "" : why + " ")
        + "\(name(explanation.winner)) beside \(name(explanation.reference))"
        + (explanation.winner == result.settings.reference ? ", which comes next" : "")
        + ": the largest differences that are beyond chance.",
      columns: [
        .init(title: "What", isNumber: false), .init(title: name(explanation.reference)),
        .init(title: name(explanation.winner)), .init(title: "Difference"),
      ], rows: rows)
  }

  private func subject(_ change: TournamentChange) -> String {
    let type = change.contactType ?? "all"
    switch change.kind {
    case .flow: return "\(type) answered by \(change.group ?? "all")"
    case .wait: return "wait of \(type)"
    case .abandonment: return "abandoned of \(type)"
    case .occupancy: return "occupancy of \(change.group ?? "all")"
    case .cost: return "\(change.label), \(comparison.context.money.heading)"
    }
  }

  /// What common random numbers and control variates save.
  var savings: ReportTable? {
    let saved = result.varianceReduction
    guard !saved.pairs.isEmpty else { return nil }
    func factor(_ value: Double?) -> ReportTable.Cell {
      ReportTable.Cell(
        value.map { "\(FigureText.fixed($0, decimals: 1)) ×" } ?? "–", order: value)
    }
    var rows = saved.pairs.map { pair in
      [
        ReportTable.Cell("\(name(pair.entrant)) − \(name(pair.reference))"),
        factor(pair.commonRandomNumbers), factor(pair.controlVariates),
      ]
    }
    rows.append([
      ReportTable.Cell("all differences"), factor(saved.commonRandomNumbers),
      factor(saved.controlVariatesForDifferences),
    ])
    rows.append([
      ReportTable.Cell("values themselves"), factor(1), factor(saved.controlVariatesForValues),
    ])
    let controls =
      saved.controls.isEmpty ? "" : " Controls: \(saved.controls.joined(separator: ", "))."
    return ReportTable(
      identifier: "savings", title: "Variance reduction",
      caption: "How many times the replications a comparison of "
        + "\(result.settings.objective.label.lowercased()) would need without the technique."
        + controls,
      columns: [
        .init(title: "For", isNumber: false),
        .init(title: comparison.context.haveSameContacts ? "Same contacts" : "Same random numbers"),
        .init(title: "Control variates"),
      ], rows: rows)
  }

  /// The intervals in which each entrant is worst.
  var worst: ReportTable? {
    let rows = comparison.order.flatMap { index in
      result.entrants[index].worstIntervals.map { interval -> [ReportTable.Cell] in
        [
          ReportTable.Cell(name(index)),
          ReportTable.Cell(time(interval.start), order: interval.start),
          number(interval.offered, .count), number(interval.serviceLevel, .proportion),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return ReportTable(
      identifier: "worst", title: "Worst intervals",
      caption: "The planning intervals in which the fewest are answered in time.",
      columns: [
        .init(title: "Entrant", isNumber: false), .init(title: "From", isNumber: false),
        .init(title: "Offered"), .init(title: "Service level"),
      ], rows: rows)
  }

  /// "10:30", "day 3, 10:30"; with dates "Mon 30 Nov 10:30".
  private func time(_ seconds: Double) -> String {
    let dates = comparison.context.dates
    if dates.firstDate != nil { return dates.dateAndTime(at: seconds) }
    let day = Int(clamping: seconds / 86_400)
    let minutes = Int(clamping: (seconds - Double(day) * 86_400) / 60)
    let clock = String(format: "%02d:%02d", minutes / 60, minutes % 60)
    return day == 0 ? clock : "day \(day + 1), \(clock)"
  }

  // MARK: - Sentences

  /// Contact types that an entrant starves, one sentence each.
  var starved: [String] {
    result.starved.map { starved in
      let value: String
      switch starved.rule {
      case .neverAnswered:
        value =
          "\(FigureText.value(starved.value.value, unit: .proportion)) are answered, of all "
          + "others \(FigureText.value(starved.others, unit: .proportion))"
      case .averageWait:
        value =
          "wait \(FigureText.value(starved.value.value, unit: .seconds)), all others "
          + FigureText.value(starved.others, unit: .seconds)
      case .longestWait:
        value =
          "wait up to \(FigureText.value(starved.value.value, unit: .seconds)), others "
          + FigureText.value(starved.others, unit: .seconds)
      case .abandonment:
        value =
          "\(FigureText.value(starved.value.value, unit: .proportion)) abandon, of all others "
          + FigureText.value(starved.others, unit: .proportion)
      }
      return "\(name(starved.entrant)) lets \(starved.contactType) down: \(value)."
    }
  }

  /// Who does not take part, and why.
  var leftOut: [String] {
    comparison.context.leftOut.map { "\($0.name) is left out: \($0.reason)" }
  }
}
