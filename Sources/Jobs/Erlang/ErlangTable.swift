import Experiments
import Foundation
import QueueingTheory
import Reporting

/// Answers side by side: one row a combination of values.
struct ErlangTable {
  /// What leads a row.
  enum Lead {
    /// Something that was given as a list, with its name in files.
    case given(JobField, column: String)
    /// The number of agents, or of lines.
    case count(isLines: Bool)
    /// The patience that was searched for.
    case patience

    /// The name in files.
    var column: String {
      switch self {
      case .given(_, let column): column
      case .count(let isLines): isLines ? "lines" : "agents"
      case .patience: "patience_s"
      }
    }

    /// The heading.
    func title(_ words: any FormulaWords = EnglishWords()) -> String {
      switch self {
      case .given(let field, _): words.given(field)
      case .count(let isLines): isLines ? words.lines : words.agents
      case .patience: words.patience
      }
    }
  }

  /// A combination of values with its figures.
  struct Row {
    var leads: [(text: String, number: Double?)]
    var load: Double?
    var figures: [ErlangFigure]
    var problem: String
    /// The goals that the figures do not reach, as written; nil: no goals were given, or no figures.
    var missed: [String]?
  }

  /// The model; of several the first, nil: there is no answer at all.
  let model: ErlangModel.Kind?
  let leads: [Lead]
  let rows: [Row]
  /// The figures of the columns.
  private(set) var figures: [ErlangFigure] = []
  /// How many of the leads were given as lists.
  let given: Int
  /// T of the service level where it is one for all rows.
  let acceptableWait: Double?

  /// The table of a sweep.
  init(_ sweep: ErlangSweep) {
    let first = sweep.rows.compactMap(\.answer).first
    let unit = first?.model.unit ?? "agents"
    let hasCount = sweep.axes.contains { $0.field.rawValue == unit || $0.field == .agents }
    let hasPatience = sweep.rows.contains { $0.answer?.patience != nil }
    model = first?.model.kind
    acceptableWait = sweep.axes.contains { $0.field == .within } ? nil : first?.acceptableWait
    given = sweep.axes.count
    leads =
      sweep.axes.map { Lead.given($0.field, column: $0.column) }
      + (hasCount ? [] : [.count(isLines: unit == "lines")]) + (hasPatience ? [.patience] : [])
    rows = sweep.rows.map { row in
      var leads = zip(zip(sweep.axes, row.texts), row.numbers).map { given, number in
        // Seconds without a unit get it.
        let isBare = given.0.column.hasSuffix("_s") && given.1.allSatisfy { "0123456789.".contains($0) }
        return (text: given.1 + (isBare ? " s" : ""), number: Optional(number))
      }
      if !hasCount {
        leads.append((row.answer.map { $0.countText } ?? "–", row.answer?.agents))
      }
      if hasPatience {
        let seconds = row.answer?.patience
        leads.append((FigureText.value(seconds, unit: .seconds), seconds))
      }
      let goals = row.answer?.goals ?? []
      let figures = row.answer?.figures ?? []
      return Row(
        leads: leads, load: row.answer?.work.load, figures: figures, problem: row.problem,
        missed: goals.isEmpty ? nil : goals.filter { !$0.isMet(by: figures) }.map(\.text))
    }
    collectFigures()
  }

  /// The rows around one answer.
  init(around answer: ErlangAnswer) {
    model = answer.model.kind
    acceptableWait = answer.acceptableWait
    leads = [.count(isLines: answer.model.unit == "lines")]
    given = 1
    rows = answer.rows.map { row in
      Row(
        leads: [(ErlangAnswer.text(row.agents), row.agents)], load: answer.work.load,
        figures: row.figures ?? [], problem: row.figures == nil ? "unstable" : "")
    }
    collectFigures()
  }

  private mutating func collectFigures() {
    for row in rows {
      for figure in row.figures where !figures.contains(where: { $0.name == figure.name }) {
        figures.append(figure)
      }
    }
  }

  /// Whether rows say which goals they reach: of lists with goals.
  var hasGoals: Bool { rows.contains { $0.missed != nil } }

  /// A figure of a row by its name.
  func figure(_ name: String, in row: Row) -> ErlangFigure? {
    row.figures.first { $0.name == name }
  }

  private var name: String { model.map(EnglishWords().name) ?? "" }

  /// "Answered within 20 s", "Calls that wait, class 2".
  func words(of figure: ErlangFigure, _ words: any FormulaWords = EnglishWords()) -> String {
    let wait = figure.key == .serviceLevel ? acceptableWait : nil
    return
      (wait.map { words.answered(within: Self.text(ofWait: $0)) }
      ?? words.long(figure.key)) + (figure.member.map(words.ofClass) ?? "")
  }

  /// The same where there is little room: "≤ 20 s", "ASA".
  func short(of figure: ErlangFigure, _ words: any FormulaWords) -> String {
    let member = figure.member.map { " (\($0))" } ?? ""
    guard figure.key == .serviceLevel, let acceptableWait else {
      return words.short(figure.key) + member
    }
    return "≤ \(words.unit(of: Self.text(ofWait: acceptableWait)))" + member
  }

  /// "20 s", and of an hour or more "4 h".
  private static func text(ofWait wait: Double) -> String {
    wait < 3600
      ? FigureText.value(wait, unit: .seconds) : FigureText.value(wait / 3600, unit: .hours)
  }

  // MARK: - Output

  /// One line a row; proportions from 0 to 1, times in seconds.
  var csv: String {
    var text = CSVText()
    text.line(
      leads.map(\.column) + ["offeredLoad"] + figures.map { $0.name + Self.suffix($0) }
        + (hasGoals ? ["missedGoals"] : []) + ["problem"])
    for row in rows {
      let values = row.leads.map(\.number) + [row.load] + figures.map { figure($0.name, in: row)?.value }
      text.line(
        values.map { $0.flatMap(MachineNumber.text) ?? "" }
          + (hasGoals ? [CSVText.guarded((row.missed ?? []).joined(separator: " "))] : [])
          + [CSVText.guarded(row.problem)])
    }
    return text.text
  }

  private static func suffix(_ figure: ErlangFigure) -> String {
    switch figure.key.unit {
    case .seconds: "_s"
    case .proportion: "_share"
    case .hours: "_h"
    case .count, .contacts, .agents, .lines, .perHour, .ratio, .money, .squareSeconds,
      .points, .rings:
      ""
    }
  }

  /// The same as a document.
  ///
  /// - Throws: what encoding throws.
  var json: String {
    get throws {
      let all = rows.map { row -> [String: Any] in
        var object: [String: Any] = [:]
        for (lead, value) in zip(leads, row.leads) { object[lead.column] = value.number }
        object["offeredLoad"] = row.load
        for figure in row.figures where figure.value.isFinite { object[figure.name] = figure.value }
        if let missed = row.missed { object["missedGoals"] = missed }
        if !row.problem.isEmpty { object["problem"] = row.problem }
        return object
      }
      let data = try JSONSerialization.data(
        withJSONObject: ["model": name, "rows": all],
        options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
      return String(decoding: data, as: UTF8.self) + "\n"
    }
  }

  /// The given list with the most values is charted along.
  var charted: Int {
    (0..<max(1, given)).max { first, second in
      Set(rows.map { $0.leads[first].text }).count < Set(rows.map { $0.leads[second].text }).count
    } ?? 0
  }
}
