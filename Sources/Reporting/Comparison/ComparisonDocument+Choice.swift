import Experiments
import Foundation

// A choice between entrants: the decision, who is best, by how much, and why.

extension ComparisonDocument {
  /// The sections of a choice, before those about parts of the center.
  var choice: [Part] {
    let charts = [differenceChart, paretoChart].compactMap { $0 }
    var parts: [Part] = [
      (
        "decision", words.decision,
        [.lead(words.choice(comparison))] + why + tiles + charts.map(Block.chart)
      ),
      ("entrants", words.entrants, [.table(entrants)] + matrices),
    ]
    if let goals { parts.append(("goals", words.goals, [.detail(summary: nil, [.table(goals)])])) }
    if let againstBest { parts.append(("against-best", words.againstBest, [.table(againstBest)])) }
    if let explanation { parts.append(("why", words.whyTheBest, [.table(explanation)])) }
    if let againstReference {
      parts.append(
        ("against-reference", words.againstReference, [.detail(summary: nil, [.table(againstReference)])]))
    }
    if let costs { parts.append(("costs", words.costs, [.detail(summary: nil, [.table(costs)])])) }
    if let pareto {
      parts.append(
        ("pareto", words.paretoFront, [.paragraph(front), .detail(summary: nil, [.table(pareto)])]))
    }
    if let race { parts.append(("race", words.race, [.detail(summary: nil, [.table(race)])])) }
    let savings = words.savings(of: comparison)
    if !savings.isEmpty {
      let table = self.savings.map { [Block.detail(summary: nil, [.table($0)])] } ?? []
      parts.append(("savings", words.varianceReduction, [.note(savings)] + table))
    }
    return parts
  }

  private var why: [Block] {
    let why = words.why(comparison)
    return why.isEmpty ? [] : [.paragraph(why)]
  }

  private var tiles: [Block] {
    let isSame = ComparisonWords(comparison: comparison).isAllTheSame
    guard let best = result.selection.best, !isSame else { return [] }
    return [
      .detail(
        summary: nil,
        [
          .heading(words.theBest(name(best))),
          .tiles(
            comparison.kpis.prefix(6).map { kpi in
              .init(title: title(kpi), value: cell(comparison.estimate(kpi, of: best), kpi.unit))
            }),
        ])
    ]
  }

  // MARK: - Entrants

  private var entrants: Table {
    let hasGoals = !result.settings.goals.isEmpty
    let hasSpread = !comparison.kpis.contains { $0.name == "occupancySpread" }
    let rows = comparison.order.map { index -> [Cell] in
      let entrant = result.entrants[index]
      return [Cell(name(index)), entrant.rank.map(count) ?? Cell(FigureText.none)]
        + (hasGoals ? [goals(of: entrant)] : [])
        + comparison.kpis.map { cell(comparison.estimate($0, of: index), $0.unit) }
        + (hasSpread ? [cell(entrant.occupancySpread, .proportion)] : [])
        + [count(entrant.replications)]
    }
    let isPlaceless = result.entrants.contains { $0.rank == nil }
    return Table(
      identifier: "entrants", title: words.entrants,
      caption: language.joined([
        words.entrantsCaption(words.name(of: result.settings.objective), level),
        isPlaceless
          ? words.placeKey(
            words.name(of: result.settings.objective), hasGoals: hasGoals) : "",
        hasGoals ? words.goalKey(tolerances) : "",
      ]),
      columns: [.init(title: words.entrant), .init(title: words.place, isNumber: true)]
        + (hasGoals ? [.init(title: words.goals)] : []) + comparison.kpis.map(column)
        + (hasSpread
          ? [
            .init(
              title: words.spread, explanation: words.spreadMeaning, isNumber: true, isDetail: true)
          ] : [])
        + [.init(title: words.replications, isNumber: true)], rows: rows)
  }

  /// By how much goals may be met or missed and be judged either way.
  private var tolerances: [String] {
    var sizes: [String] = []
    for index in result.settings.goals.indices {
      let tolerance = result.entrants.map { $0.goals[index].tolerance }.max() ?? 0
      let format = FigureFormat(of: result.settings.goals[index].kpi.unit)
      let unsigned = FigureFormat(format.unit == .proportion ? .percentPoints : format.unit)
      let size = language.figure(tolerance, unsigned)
      if tolerance > 0, !sizes.contains(size) { sizes.append(size) }
    }
    return sizes
  }

  /// Every goal of every entrant; nil: there are none.
  var goals: Table? {
    guard !result.settings.goals.isEmpty else { return nil }
    return Table(
      identifier: "goals", title: words.goals, caption: words.goalKey(tolerances),
      columns: [.init(title: words.entrant)]
        + result.settings.goals.indices.map { .init(title: comparison.goalText($0), isNumber: true) },
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

  /// Service level and abandonment of every contact type, entrants down and types across; none for one
  /// type, or where entrants have others.
  private var matrices: [Block] {
    guard result.haveSameTypes, let first = result.entrants.first, first.types.count > 1
    else { return [] }
    let figures: [(FigureName, (TypeFigures) -> Estimate)] = [
      (.serviceLevel, \.serviceLevel), (.abandonedProportion, \.abandonedProportion),
    ]
    return figures.compactMap { key, figure -> Block? in
      guard let indicator = IndicatorCatalogue.indicator(key) else { return nil }
      return .table(
        Table(
          identifier: "matrix-\(key.rawValue)", title: words.name(of: indicator),
          columns: [.init(title: words.entrant)]
            + first.types.map { .init(title: $0.name, isNumber: true) },
          rows: comparison.order.map { index in
            [Cell(name(index))]
              + result.entrants[index].types.map { cell(figure($0), .proportion) }
          }))
    }
  }

  // MARK: - Differences

  var againstBest: Table? {
    guard let reference = result.againstBest.first?.reference else { return nil }
    return differences("against-best", words.againstBest, reference, result.againstBest)
  }

  var againstReference: Table? {
    guard !result.comparisons.isEmpty else { return nil }
    return differences(
      "against-reference", words.againstReference, result.settings.reference, result.comparisons)
  }

  private func differences(
    _ identifier: String, _ title: String, _ reference: Int, _ pairs: [PairedDifference]
  ) -> Table {
    // Where all are about one KPI the caption names it.
    let hasKPI = Set(pairs.map(\.kpi.name)).count > 1
    let sentences = ComparisonWords(comparison: comparison)
    return Table(
      identifier: identifier, title: title,
      caption: words.differencesCaption(
        name(reference), hasKPI ? nil : pairs.first.map { self.title($0.kpi) }, level),
      columns: [.init(title: words.entrant)] + (hasKPI ? [.init(title: words.indicator)] : [])
        + [
          .init(title: words.difference, isNumber: true), .init(title: words.verdictTitle),
          .init(title: words.together), .init(title: "p", isNumber: true),
          .init(title: words.pairs, isNumber: true),
        ],
      rows: pairs.map { pair in
        let isSame = sentences.original(pair.entrant) == sentences.original(pair.reference)
        return [Cell(name(pair.entrant))] + (hasKPI ? [Cell(self.title(pair.kpi))] : [])
          + [
            change(pair.estimate, pair.kpi.unit),
            Cell(isSame ? words.theSame : words.verdict(pair.verdict), tone: tone(pair.verdict)),
            together(pair), Self.probability(pair.pValue), count(pair.pairs),
          ]
      })
  }

  private static func probability(_ value: Double?) -> Cell {
    guard let value else { return Cell(FigureText.none) }
    let text = value < 0.001 ? "< 0.001" : String(format: "%.3f", value)
    return Cell(text, .number(value, FigureFormat(.ratio)))
  }

  // MARK: - Why

  /// Why the winner wins; nil: there is nothing to explain.
  private var explanation: Table? {
    guard let explanation = result.explanation, !explanation.changes.isEmpty,
      !ComparisonWords(comparison: comparison).isAllTheSame
    else { return nil }
    func figure(_ value: Double, _ change: TournamentChange) -> Cell {
      let format = FigureFormat(of: change.unit)
      let half = change.unit == .money ? change.difference.halfWidth : nil
      return Cell(money.figure(value, format, halfWidth: half), .number(value, format))
    }
    let (winner, other) = (name(explanation.winner), name(explanation.reference))
    return Table(
      identifier: "why", title: words.whyTheBest,
      caption: words.whyCaption(
        winner, other, isNext: explanation.winner == result.settings.reference),
      columns: [
        .init(title: words.what), .init(title: other, isNumber: true),
        .init(title: winner, isNumber: true), .init(title: words.difference, isNumber: true),
      ],
      rows: explanation.changes.map { item in
        [
          Cell(words.subject(of: item, context.money)), figure(item.before, item),
          figure(item.after, item), change(item.difference, item.unit),
        ]
      })
  }

  /// Who left the race when; nil: all were simulated equally often.
  private var race: Table? {
    guard result.entrants.contains(where: { $0.elimination != nil }) else { return nil }
    return Table(
      identifier: "race", title: words.race, caption: words.raceCaption,
      columns: [
        .init(title: words.entrant), .init(title: words.replications, isNumber: true),
        .init(title: words.leftTheRace),
      ],
      rows: comparison.order.map { index in
        let entrant = result.entrants[index]
        return [
          Cell(name(index)), count(entrant.replications),
          Cell(
            words.departure(
              entrant.elimination.map { ($0.by.map(name), $0.after) })),
        ]
      })
  }

  private var front: String {
    let names = result.pareto.points.filter(\.isOnFront).map { name($0.entrant) }
    return words.front(
      names, words.name(of: result.pareto.x), words.name(of: result.pareto.y), language)
  }

  /// The entrants in the plane of two KPIs.
  private var pareto: Table? {
    let front = result.pareto
    guard front.points.count > 1, front.x.name != front.y.name else { return nil }
    return Table(
      identifier: "pareto", title: words.paretoFront, caption: words.paretoCaption,
      columns: [
        .init(title: words.entrant), .init(title: title(front.x), isNumber: true),
        .init(title: title(front.y), isNumber: true), .init(title: words.paretoFront),
      ],
      rows: front.points.map { point in
        [
          Cell(name(point.entrant)), cell(point.x, front.x.unit), cell(point.y, front.y.unit),
          Cell(
            point.isOnFront
              ? words.onTheFront
              : words.dominated(
                by: language.list(point.dominatedBy.map(name)), isSure: point.isSurelyDominated),
            tone: point.isOnFront ? .good : .neutral),
        ]
      })
  }

  /// What common random numbers and control variates save.
  private var savings: Table? {
    let saved = result.varianceReduction
    guard !saved.pairs.isEmpty else { return nil }
    func factor(_ value: Double?) -> Cell {
      guard let value else { return Cell(FigureText.none) }
      return Cell(
        "\(FigureText.fixed(value, decimals: 1)) ×", .number(value, FigureFormat(.ratio)))
    }
    var rows = saved.pairs.map { pair in
      [
        Cell("\(name(pair.entrant)) − \(name(pair.reference))"), factor(pair.commonRandomNumbers),
        factor(pair.controlVariates),
      ]
    }
    rows.append([
      Cell(words.allDifferences), factor(saved.commonRandomNumbers),
      factor(saved.controlVariatesForDifferences),
    ])
    rows.append([Cell(words.valuesThemselves), factor(1), factor(saved.controlVariatesForValues)])
    return Table(
      identifier: "savings", title: words.varianceReduction,
      caption: words.savingsCaption(words.name(of: result.settings.objective), saved.controls),
      columns: [
        .init(title: words.subjectOfSaving),
        .init(title: words.commonNumbers(context.haveSameContacts), isNumber: true),
        .init(title: words.controlVariates, isNumber: true),
      ], rows: rows)
  }
}
