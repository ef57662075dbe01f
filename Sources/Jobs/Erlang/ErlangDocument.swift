import Experiments
import Foundation
import Reporting

/// Answers of formulas as a document: the answer with its goals, the figures around it, and charts.
struct ErlangDocument {
  let outcome: ErlangOutcome
  let language: ReportLanguage
  let version: String

  private var words: any ReportingWords { language.language.words }
  private var table: ErlangTable { outcome.table }
  private var answer: ErlangAnswer? { outcome.report?.answer }

  typealias Block = Document.Block
  typealias Cell = Document.Cell
  typealias Table = Document.Table

  /// The document.
  var document: Document {
    var parts: [(identifier: String, title: String, blocks: [Block])] = []
    if let answer { parts.append(("answer", words.answer, opening(answer))) }
    parts.append(("figures", words.figures, [.table(figures)] + problems + charts.map(Block.chart)))
    if let lengths { parts.append(("lengths", words.lengthsOfQueue, [.table(lengths)])) }
    return Document(
      language: language, kind: words.formula, title: table.model.map(words.name) ?? "",
      summary: table.model.map(words.supposition) ?? "", version: version, facts: facts, parts: parts)
  }

  private var facts: [Document.Fact] {
    guard let answer else { return [] }
    var facts = [
      Document.Fact(
        name: words.offeredLoad, value: "\(Self.number(answer.work.load)) \(words.erlangs)")
    ]
    if let calls = answer.calls {
      facts.append(.init(name: words.callsInThatTime, value: Self.number(calls)))
    }
    if answer.work.hasTime {
      let time = language.figure(answer.work.handleTime, FigureFormat(.seconds))
      facts.append(.init(name: words.handleTime, value: time))
    }
    if let patience = answer.patience {
      let time = language.figure(patience, FigureFormat(.seconds))
      facts.append(.init(name: words.meanPatience, value: time))
    }
    return facts
  }

  // MARK: - The answer

  private func opening(_ answer: ErlangAnswer) -> [Block] {
    let isLines = answer.model.unit == "lines"
    let load = Self.number(answer.work.load)
    let sentence =
      answer.agentsByGoal.isEmpty
      ? words.given(answer.countText, lines: isLines, load: load)
      : words.needed(answer.countText, lines: isLines, load: load)
    var tiles = [
      Document.Tile(
        title: isLines ? words.lines : words.agents,
        value: Cell(answer.countText, .number(answer.agents, FigureFormat(.plain))))
    ]
    tiles += answer.figures.prefix(5).map { .init(title: table.words(of: $0, words), value: cell($0)) }
    let goals = answer.goals.isEmpty ? [] : [Block.table(self.goals(answer))]
    // The terminal has the same figures in the table's marked row.
    return [.lead(sentence), .detail(summary: nil, [.tiles(tiles)])] + goals + remarks(answer).map(Block.note)
  }

  private func goals(_ answer: ErlangAnswer) -> Table {
    let isSearched = !answer.agentsByGoal.isEmpty
    let rows = answer.goals.enumerated().map { place, goal -> [Cell] in
      let isMet = goal.isMet(by: answer.figures)
      var verdict = Cell(isMet ? words.reached : words.missed, tone: isMet ? .good : .bad)
      if isSearched, answer.goals.count > 1, answer.bindingGoal == goal {
        verdict.note = words.bindsMost
      }
      let bound = cell(ErlangFigure(goal.figure, goal.bound), (goal.goal.isLowerBound ? "≥ " : "≤ "))
      let value = goal.value(in: answer.figures).map { cell(ErlangFigure(goal.figure, $0)) }
      let needs = isSearched ? answer.agentsByGoal[place] : nil
      return [Cell(words.long(goal.figure)), bound, value ?? Cell(Self.none)]
        + (needs.map { [Cell(ErlangAnswer.text($0), .number($0, FigureFormat(.plain)))] } ?? [])
        + [verdict]
    }
    return Table(
      identifier: "goals", title: words.goal,
      columns: [
        .init(title: words.goal), .init(title: words.bound, isNumber: true),
        .init(title: words.value, isNumber: true),
      ] + (isSearched ? [.init(title: words.needs, isNumber: true)] : [])
        + [.init(title: words.verdict)], rows: rows)
  }

  private func remarks(_ answer: ErlangAnswer) -> [String] {
    var remarks: [String] = []
    if answer.agents < Double(answer.model.most),
      let more = try? answer.model.figures(answer.work.load, answer.agents + 1)
    {
      let changes = zip(answer.figures, more).filter { text($0) != text($1) }.map {
        "\(table.words(of: $0, words)) \(text($0)) → \(text($1))"
      }
      remarks.append(words.oneMore(changes))
    }
    if let rule = answer.squareRoot {
      let limit = rule.waiting.map { text(ErlangFigure(.waitProbability, $0)) }
      remarks.append(words.squareRoot(rule, limit: limit))
    }
    let others = answer.others.map {
      "\(words.other($0.name)) \(language.figure($0.seconds, FigureFormat(.seconds)))"
    }
    return others.isEmpty ? remarks : remarks + [words.otherFormulas(others)]
  }

  // MARK: - Tables

  private var figures: Table {
    let columns =
      table.leads.map { Table.Column(title: $0.title(words), isNumber: true) }
      + [.init(title: words.erlangs, isNumber: true)]
      + table.figures.map {
        .init(
          title: table.words(of: $0, words), isNumber: true, short: table.short(of: $0, words))
      } + (table.hasGoals ? [.init(title: words.goal)] : [])
    let rows = table.rows.map { row -> [Cell] in
      let isAnswer = answer.map { $0.agents == row.leads.first?.number } ?? false
      var leads = row.leads.map { lead in
        lead.number.map { Cell(language.printed(lead.text), .number($0, FigureFormat(.plain))) }
          ?? Cell(lead.text)
      }
      if isAnswer { leads[0].tone = .good }
      let load = row.load.map { Cell(Self.number($0), .number($0, FigureFormat(.plain))) }
      return leads + [load ?? Cell(Self.none)]
        + table.figures.map { figure in
          table.figure(figure.name, in: row).map { cell($0) }
            ?? Cell(answer == nil ? Self.none : words.unstable)
        } + (table.hasGoals ? [verdict(row)] : [])
    }
    return Table(
      identifier: "figures", title: words.figures,
      caption: answer == nil ? words.rowForEach : words.rowsAround, columns: columns, rows: rows)
  }

  /// Whether a row's figures reach the goals, or which they miss.
  private func verdict(_ row: ErlangTable.Row) -> Cell {
    guard let missed = row.missed else { return Cell(Self.none) }
    guard !missed.isEmpty else { return Cell(words.reached, tone: .good) }
    return Cell(words.missed + language.colon + language.list(missed), tone: .bad)
  }

  /// Why combinations have no figures.
  private var problems: [Block] {
    let found = table.rows.filter { !$0.problem.isEmpty && answer == nil }
    guard !found.isEmpty else { return [] }
    let items = found.prefix(10).map { row in
      let given = zip(table.leads, row.leads).prefix(table.given).map {
        "\($0.title(words)) \(language.printed($1.text))"
      }
      return "\(language.list(given)) – \(words.finding(row.problem))"
    }
    return [.heading(words.whyNot), .list(items, isNumbered: false)]
  }

  private var lengths: Table? {
    guard let lengths = outcome.report?.lengths, !lengths.isEmpty else { return nil }
    return Table(
      identifier: "lengths", title: words.lengthsOfQueue,
      columns: [words.callersWaiting, words.probability, words.atMostSoMany].map {
        .init(title: $0, isNumber: true)
      },
      rows: lengths.map { length in
        [
          Cell("\(length.waiting)", .number(Double(length.waiting), FigureFormat(.plain))),
          cell(ErlangFigure(.waitProbability, length.probability)),
          cell(ErlangFigure(.waitProbability, length.upTo)),
        ]
      })
  }

  // MARK: - Charts

  /// More curves than these are not told apart.
  private static let mostCurves = 6

  /// A chart of each figure along the list with the most values.
  private var charts: [DocumentChart] {
    let axis = table.charted
    let others = (0..<table.given).filter { $0 != axis }
    return table.figures.compactMap { figure in
      var curves: [(name: String, points: [DocumentChart.Point])] = []
      for row in table.rows {
        guard let x = row.leads[axis].number, let found = table.figure(figure.name, in: row),
          found.value.isFinite
        else { continue }
        let name = language.list(
          others.map { "\(table.leads[$0].title(words)) \(language.printed(row.leads[$0].text))" })
        let point = DocumentChart.Point(
          x: x, y: found.value, label: "\(language.printed(row.leads[axis].text)): \(text(found))",
          tone: answer.map { $0.agents == x } ?? false ? .good : .neutral)
        if let place = curves.firstIndex(where: { $0.name == name }) {
          curves[place].points.append(point)
        } else {
          curves.append((name, [point]))
        }
      }
      return chart(of: figure, curves, along: table.leads[axis].title(words))
    }
  }

  private func chart(
    of figure: ErlangFigure, _ curves: [(name: String, points: [DocumentChart.Point])],
    along axis: String
  ) -> DocumentChart? {
    let points = curves.flatMap(\.points)
    guard Set(points.map(\.x)).count > 1, curves.count <= Self.mostCurves,
      let low = points.min(by: { $0.y < $1.y }), let high = points.max(by: { $0.y < $1.y })
    else { return nil }
    let title = table.words(of: figure, words)
    let format = FigureFormat(of: figure.key.unit)
    return DocumentChart(
      identifier: "figure-\(figure.name)", title: words.along(title, axis), caption: "",
      altText: words.told(
        title, from: language.figure(low.y, format), to: language.figure(high.y, format),
        points: points.count),
      isInTable: true,
      kind: .points(
        curves.map { .init(name: $0.name, points: $0.points, form: .line, isNamed: curves.count > 1) },
        x: .init(title: axis, format: FigureFormat(.plain)),
        y: .init(title: language.unitName(format), format: format)))
  }

  // MARK: - Figures

  private static let none = "–"

  /// Seven digits, without zeros at the end.
  private static func number(_ value: Double) -> String { String(format: "%.7g", value) }

  private func text(_ figure: ErlangFigure) -> String { language.printed(figure.text) }

  private func cell(_ figure: ErlangFigure, _ sign: String = "") -> Cell {
    Cell(sign + text(figure), .number(figure.value, FigureFormat(of: figure.key.unit)))
  }
}
