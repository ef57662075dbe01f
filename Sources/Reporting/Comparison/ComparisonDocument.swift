import Experiments

/// A comparison or a variation as a document: the decision, the entrants with their goals, paired differences,
/// and the parts of the center.
public struct ComparisonDocument {
  private let comparison: Comparison
  private let language: ReportLanguage
  private let money: ReportLanguage

  private var result: TournamentResult { comparison.result }
  private var context: ComparisonContext { comparison.context }
  private var words: any DocumentWords { language.terms }
  private var tables: ComparisonTables { ComparisonTables(comparison: comparison) }

  private typealias Block = Document.Block
  private typealias Cell = Document.Cell
  private typealias Table = Document.Table

  /// A comparison in one language.
  public init(_ comparison: Comparison, language: ReportLanguage) {
    self.comparison = comparison
    self.language = language
    money = language.paying(in: comparison.context.money.symbol)
  }

  /// More entrants than these have no tables of their types and groups.
  private static let mostListed = 50

  /// The document.
  public var document: Document {
    var parts: [(identifier: String, title: String, blocks: [Block])] = []
    var kind = words.variation
    switch context.form {
    case .choice:
      kind = words.comparison
      parts.append(("decision", words.decision, [.lead(words.choice(comparison))] + tiles))
      parts.append(("entrants", words.entrants, [.table(entrants)]))
    case .grid(let axes, let cells):
      parts.append(
        ("decision", words.decision, [.lead(words.variation(comparison)), .table(grid(axes, cells))]))
    case .tornado(let factors):
      parts.append(("decision", words.decision, [.lead(words.variation(comparison))]))
      parts.append(
        ("tornado", words.differences, comparison.kpis.flatMap { tornado($0, factors) }))
    }
    if let goals { parts.append(("goals", words.goals, [.table(goals)])) }
    let differences = [againstBest, againstReference].compactMap { $0 }
    if !differences.isEmpty, !isTornado {
      parts.append(("differences", words.differences, differences.map(Block.table)))
    }
    if result.entrants.count <= Self.mostListed {
      parts.append(("types", words.contactTypes, [.table(types)]))
      if result.entrants.contains(where: { !$0.groups.isEmpty }) {
        parts.append(("groups", words.groups, [.table(groups)]))
      }
    }
    if !context.leftOut.isEmpty {
      parts.append(
        ("left-out", words.leftOut, [.list(context.leftOut.map(words.leftOut), isNumbered: false)]))
    }
    parts.append(("reproduce", words.reproduce, [.code(context.command)]))
    return Document(
      language: language, kind: kind, title: context.title,
      summary: words.ground(isSameContacts: context.haveSameContacts),
      version: context.programVersion, facts: facts, warnings: warnings, parts: parts)
  }

  private var isTornado: Bool { if case .tornado = context.form { true } else { false } }

  private var warnings: [String] {
    words.warnings(tables.starved) + (result.haveSameTypes ? [] : [words.typesDiffer])
  }

  private var facts: [Document.Fact] {
    let counts = result.entrants.map(\.replications)
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    var facts: [(String, String)] = []
    if !context.goals.isEmpty {
      let own = context.goalOrigin == .scenario ? language.words.bracketed(words.ownGoals) : ""
      facts.append((words.goals, language.list(context.goals) + own))
    }
    if case .choice = context.form {
      facts.append((words.objective, words.name(of: result.settings.objective)))
    }
    facts += [
      (words.entrants, "\(result.entrants.count)"),
      (words.replications, least == most ? "\(most)" : "\(least)–\(most)"),
      (words.confidence, level), (words.seed, "\(result.settings.seed)"),
    ]
    return facts.map { Document.Fact(name: $0.0, value: $0.1) }
  }

  /// An entrant's name; the scenario's own has one in every language.
  private func name(_ entrant: Int) -> String {
    let name = result.entrants[entrant].name
    return name == ComparisonContext.asItIs ? words.asItIs : name
  }

  private var level: String {
    language.figure(result.settings.confidence, FigureFormat(.proportion))
  }

  // MARK: - Cells

  private func cell(_ estimate: Estimate, _ unit: IndicatorUnit) -> Cell {
    guard let value = estimate.value else { return Cell(FigureText.none) }
    let format = FigureFormat(of: unit)
    let ends = estimate.interval
    let kpi = KPIEstimate(value: value, low: ends?.lowerBound, high: ends?.upperBound)
    return Cell(money.estimate(kpi, format), .estimate(kpi, format))
  }

  private func change(_ pair: PairedDifference) -> Cell {
    guard let value = pair.estimate.value else { return Cell(FigureText.none) }
    let format = FigureFormat(of: pair.kpi.unit).change
    let ends = pair.estimate.interval
    let kpi = KPIEstimate(value: value, low: ends?.lowerBound, high: ends?.upperBound)
    return Cell(money.estimate(kpi, format), .estimate(kpi, format))
  }

  private func count(_ value: Int) -> Cell {
    Cell("\(value)", .number(Double(value), FigureFormat(.count)))
  }

  private func title(_ kpi: TournamentKPI) -> String {
    let name = words.name(of: kpi)
    return kpi.unit == .money ? name + language.words.bracketed(words.period(context.money)) : name
  }

  private func verdict(_ verdict: GoalVerdict) -> Cell {
    Cell(words.verdict(of: verdict), tone: verdict.tone)
  }

  // MARK: - Entrants

  private var tiles: [Block] {
    guard let best = result.selection.best else { return [] }
    return [
      .heading(name(best)),
      .tiles(
        comparison.kpis.prefix(6).map { kpi in
          .init(title: title(kpi), value: cell(comparison.estimate(kpi, of: best), kpi.unit))
        }),
    ]
  }

  private var entrants: Table {
    let hasGoals = !result.settings.goals.isEmpty
    let rows = comparison.order.map { index -> [Cell] in
      let entrant = result.entrants[index]
      let all = GoalVerdict.all(of: entrant.goals.map(\.verdict))
      return [Cell(name(index)), entrant.rank.map(count) ?? Cell(FigureText.none)]
        + (hasGoals ? [verdict(all)] : [])
        + comparison.kpis.map { cell(comparison.estimate($0, of: index), $0.unit) }
        + [count(entrant.replications)]
    }
    return Table(
      identifier: "entrants", title: words.entrants,
      caption: words.entrantsCaption(words.name(of: result.settings.objective), level),
      columns: [.init(title: words.entrant), .init(title: words.place, isNumber: true)]
        + (hasGoals ? [.init(title: words.goals)] : [])
        + comparison.kpis.map { .init(title: title($0), isNumber: true) }
        + [.init(title: words.replications, isNumber: true)], rows: rows)
  }

  /// Every goal of every entrant; nil: there are none.
  private var goals: Table? {
    guard !result.settings.goals.isEmpty else { return nil }
    return Table(
      identifier: "goals", title: words.goals,
      columns: [.init(title: words.entrant)]
        + result.settings.goals.indices.map { .init(title: tables.goalText($0), isNumber: true) },
      rows: comparison.order.map { index in
        let entrant = result.entrants[index]
        return [Cell(name(index))]
          + entrant.goals.map { goal in
            var cell = cell(goal.estimate, goal.goal.kpi.unit)
            cell.tone = goal.verdict.tone
            cell.note = words.verdict(of: goal.verdict)
            return cell
          }
      })
  }

  // MARK: - Differences

  private var againstBest: Table? {
    guard let reference = result.againstBest.first?.reference else { return nil }
    return differences("against-best", words.againstBest, reference, result.againstBest)
  }

  private var againstReference: Table? {
    guard !result.comparisons.isEmpty else { return nil }
    return differences(
      "against-reference", words.againstReference, result.settings.reference, result.comparisons)
  }

  private func differences(
    _ identifier: String, _ title: String, _ reference: Int, _ pairs: [PairedDifference]
  ) -> Table {
    Table(
      identifier: identifier, title: title,
      caption: words.differencesCaption(name(reference), level),
      columns: [
        .init(title: words.entrant), .init(title: words.indicator),
        .init(title: words.difference, isNumber: true), .init(title: words.verdictTitle),
        .init(title: words.together, isNumber: true), .init(title: "p", isNumber: true),
        .init(title: words.pairs, isNumber: true),
      ],
      rows: pairs.map { pair in
        [
          Cell(name(pair.entrant)), Cell(self.title(pair.kpi)), change(pair),
          Cell(words.verdict(pair.verdict), tone: tone(pair.verdict)), together(pair),
          Cell(ComparisonTables.probability(pair.pValue)), count(pair.pairs),
        ]
      })
  }

  private func tone(_ verdict: PairedDifference.Verdict) -> Document.Tone {
    switch verdict {
    case .better: .good
    case .worse: .bad
    case .different, .notTold: .neutral
    }
  }

  private func together(_ pair: PairedDifference) -> Cell {
    guard let ends = pair.simultaneous else { return Cell(FigureText.none) }
    let format = FigureFormat(of: pair.kpi.unit).change
    let half = (ends.upperBound - ends.lowerBound) / 2
    let texts = [ends.lowerBound, ends.upperBound].map {
      money.figure($0, format, halfWidth: half)
    }
    return Cell(texts.joined(separator: " … "))
  }

  // MARK: - Parts of the center

  private func heading(_ identifier: String) -> Table.Column {
    let indicator = IndicatorCatalogue.indicator(identifier)
    return .init(title: indicator.map(words.name(of:)) ?? identifier, isNumber: true)
  }

  private var types: Table {
    Table(
      identifier: "types", title: words.contactTypes,
      columns: [.init(title: words.entrant), .init(title: words.contactType)]
        + [
          "offered", "serviceLevel", "answeredProportion", "abandonedProportion",
          "averageSpeedOfAnswer", "averageWait", "longestWait",
        ].map(heading),
      rows: comparison.order.flatMap { index in
        result.entrants[index].types.map { type in
          [
            Cell(name(index)), Cell(type.name), cell(type.offered, .count),
            cell(type.serviceLevel, .proportion), cell(type.answeredProportion, .proportion),
            cell(type.abandonedProportion, .proportion), cell(type.averageSpeedOfAnswer, .seconds),
            cell(type.averageWait, .seconds), cell(type.longestWait, .seconds),
          ]
        }
      })
  }

  private var groups: Table {
    Table(
      identifier: "groups", title: words.groups,
      columns: [.init(title: words.entrant), .init(title: words.group), heading("occupancy")]
        + [words.spread, words.range].map { .init(title: $0, isNumber: true) }
        + [heading("answeredByAgents")],
      rows: comparison.order.flatMap { index in
        result.entrants[index].groups.map { group in
          [
            Cell(name(index)), Cell(group.name), cell(group.occupancy, .proportion),
            cell(group.occupancySpread, .proportion), cell(group.occupancyRange, .proportion),
            cell(group.answered, .count),
          ]
        }
      })
  }

  // MARK: - Variations

  /// A row for each combination of values.
  private func grid(_ axes: [ComparisonContext.Axis], _ cells: [Int?]) -> Table {
    let hasGoals = !result.settings.goals.isEmpty
    let rows = cells.indices.map { index -> [Cell] in
      var places: [Int] = []
      var rest = index
      for axis in axes.reversed() {
        places.insert(rest % axis.values.count, at: 0)
        rest /= axis.values.count
      }
      let values = zip(axes, places).map { axis, place -> Cell in
        let isCurrent = axis.current == place
        return Cell(axis.values[place], note: isCurrent ? words.asTheScenario : "")
      }
      let entrant = cells[index]
      return values
        + comparison.kpis.map { kpi in
          entrant.map { cell(comparison.estimate(kpi, of: $0), kpi.unit) } ?? Cell(FigureText.none)
        }
        + (hasGoals
          ? [
            entrant.map { verdict(GoalVerdict.all(of: result.entrants[$0].goals.map(\.verdict))) }
              ?? Cell(FigureText.none)
          ] : [])
    }
    return Table(
      identifier: "grid", title: words.grid,
      columns: axes.map { .init(title: $0.path) }
        + comparison.kpis.map { .init(title: title($0), isNumber: true) }
        + (hasGoals ? [.init(title: words.goals)] : []), rows: rows)
  }

  /// A KPI's tornado as a chart and a table, the widest swing first.
  private func tornado(_ kpi: TournamentKPI, _ factors: [ComparisonContext.Factor]) -> [Block] {
    let bars = VariationTables(comparison: comparison).bars(kpi, factors)
    let format = FigureFormat(of: kpi.unit).change
    let size = FigureFormat(format.unit)
    let rows = bars.flatMap { bar in
      zip(bar.factor.points, bar.differences).map { point, difference -> [Cell] in
        [
          Cell(bar.factor.path), Cell(point.text),
          cell(comparison.estimate(kpi, of: point.entrant), kpi.unit),
          difference.map(change) ?? Cell(FigureText.none),
          difference.map(together) ?? Cell(FigureText.none),
          Cell(money.figure(bar.swing, size), .number(bar.swing, size)),
        ]
      }
    }
    let base = cell(comparison.estimate(kpi, of: 0), kpi.unit).text
    let columns =
      [words.setting, words.value].map { Table.Column(title: $0) }
      + [title(kpi), words.difference, words.together, words.swing].map {
        .init(title: $0, isNumber: true)
      }
    let chartBars = bars.flatMap { bar in
      zip(bar.factor.points, bar.differences).compactMap { point, pair -> DocumentChart.Bar? in
        guard let pair, let value = pair.estimate.value else { return nil }
        let ends = pair.estimate.interval
        return .init(
          label: "\(bar.factor.path) \(point.text)", text: change(pair).text,
          values: [KPIEstimate(value: value, low: ends?.lowerBound, high: ends?.upperBound)],
          tone: tone(pair.verdict))
      }
    }
    let name = VariationCharts.anchor(kpi)
    let chart = DocumentChart(
      identifier: "tornado-\(name)", title: title(kpi), caption: words.tornadoCaption(base),
      altText: language.semicolons(chartBars.map { "\($0.label): \($0.text)" }), isInTable: true,
      kind: .bars(
        chartBars,
        .init(
          title: money.unitName(format), format: format, references: [.init(value: 0, name: "")])))
    return [
      .heading(title(kpi)), .chart(chart),
      .table(
        Table(
          identifier: "tornado-\(name)", title: title(kpi), caption: words.tornadoCaption(base),
          columns: columns, rows: rows)),
    ]
  }
}
