import Foundation
import QueueingTheory
import Reporting
import Verification

/// An answer as a page in the terminal or as one JSON document.
struct ErlangReport {
  var answer: ErlangAnswer
  /// Lengths of the queue that were asked about.
  var lengths: [QueueLength] = []

  private var model: ErlangModel { answer.model }

  // MARK: Text

  /// The page, ending in a line break.
  var text: String {
    let blocks = [
      [model.name, model.supposes], heading, table, lengthTable, explanation,
    ]
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var heading: [String] {
    let source = answer.work.text.map { " (\($0))" } ?? ""
    var lines = ["Offered load  \(Self.number(answer.work.load)) erlangs\(source)"]
    if let calls = answer.calls, answer.work.text == nil {
      lines.append("Calls         \(Self.number(calls)) in that time")
    }
    let name = model.unit.capitalized.padding(toLength: 14, withPad: " ", startingAt: 0)
    lines.append("\(name)\(answer.countText)")
    if let patience = answer.patience {
      lines.append("Patience      \(FigureText.value(patience, unit: .seconds)), the mean")
    }
    return lines
  }

  private var table: [String] {
    let wait = answer.acceptableWait.map { FigureText.value($0, unit: .seconds) }
    let titles = answer.figures.map { figure in
      guard figure.key == .serviceLevel, let wait else { return figure.title }
      return "≤ \(wait)" + (figure.member.map { " (\($0))" } ?? "")
    }
    var table = TextTable(["", model.unit.capitalized] + titles + [""])
    for row in answer.rows {
      let cells = row.figures.map { $0.map(\.text) } ?? titles.map { _ in "unstable" }
      table.rows.append(
        [row.agents == answer.agents ? "→" : "", ErlangAnswer.text(row.agents)] + cells + [""])
    }
    return table.lines
  }

  private var lengthTable: [String] {
    guard !lengths.isEmpty else { return [] }
    var table = TextTable(["Callers waiting", "Probability", "At most so many"], words: [])
    for length in lengths {
      table.rows.append([
        "\(length.waiting)", ErlangFigure(.waitProbability, length.probability).text,
        ErlangFigure(.waitProbability, length.upTo).text,
      ])
    }
    return table.lines
  }

  /// Lengths of the queue for programs.
  static func csv(_ lengths: [QueueLength]) -> String {
    var text = CSVText()
    text.line(["waiting", "probability_share", "upTo_share"])
    for length in lengths {
      text.line(
        ["\(length.waiting)"]
          + [length.probability, length.upTo].map { MachineNumber.text($0) ?? "" })
    }
    return text.text
  }

  private var explanation: [String] { goalLines + marginalLines + squareRootLines + otherLines }

  private var goalLines: [String] {
    answer.goals.enumerated().map { place, goal in
      let sign = goal.goal.isLowerBound ? "at least" : "at most"
      let isWhole = goal.field == .goal
      let name = isWhole ? goal.text : "\(goal.field.option.dropFirst(2)) \(sign) \(goal.text)"
      let start = "Goal \(name): "
      if !answer.agentsByGoal.isEmpty {
        let isBinding = answer.bindingGoal == goal && answer.goals.count > 1
        return start + "needs \(ErlangAnswer.text(answer.agentsByGoal[place])) \(model.unit)"
          + (isBinding ? ", the goal that binds" : "")
      }
      return start + (goal.isMet(by: answer.figures) ? "reached" : "missed")
    }
  }

  private var marginalLines: [String] {
    guard answer.agents < Double(model.most),
      let more = try? model.figures(answer.work.load, answer.agents + 1)
    else { return [] }
    let changes = zip(answer.figures, more).map { "\($0.title) \($0.text) → \($1.text)" }
    // Three to a line, so that the page stays within the width of a terminal.
    let lines = stride(from: 0, to: changes.count, by: 3).map { first in
      changes[first..<min(first + 3, changes.count)].joined(separator: ", ")
    }
    return ["One more: " + lines.joined(separator: ",\n          ")]
  }

  private var squareRootLines: [String] {
    guard let rule = answer.squareRoot, model.unit == "agents" else { return [] }
    let beta = String(format: "%.3f", rule.grade)
    var line = "Square-root rule: n = a + β√a with β = \(beta), \(rule.regime)"
    if let agents = rule.agents {
      line += ";\n  for this waiting probability it says \(FigureText.count(agents, "agent"))"
    }
    if let waiting = rule.waiting {
      line += "; its limit for waiting is \(ErlangFigure(.waitProbability, waiting).text)"
    }
    return [line]
  }

  private var otherLines: [String] {
    let others = answer.others.map { "\($0.name) \(FigureText.value($0.seconds, unit: .seconds))" }
    return others.isEmpty ? [] : ["ASA by other formulas: " + others.joined(separator: ", ")]
  }

  /// Seven digits, without zeros at the end.
  private static func number(_ value: Double) -> String { String(format: "%.7g", value) }

  // MARK: JSON

  /// One document.
  ///
  /// - Throws: what the encoder throws.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Document(answer, lengths)), as: UTF8.self) + "\n"
  }

  /// Any name of a member.
  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// A number of agents and its figures, side by side in one object.
  private struct Row: Encodable {
    var unit: String
    var agents: Double
    var figures: [ErlangFigure]?

    func encode(to encoder: any Encoder) throws {
      var members = encoder.container(keyedBy: Name.self)
      try members.encode(agents, forKey: Name(stringValue: "agents"))
      if unit != "agents" { try members.encode(agents, forKey: Name(stringValue: unit)) }
      for figure in figures ?? [] where figure.value.isFinite {
        try members.encode(figure.value, forKey: Name(stringValue: figure.name))
      }
      if figures == nil { try members.encode(true, forKey: Name(stringValue: "unstable")) }
    }
  }

  private struct GoalEntry: Encodable {
    var goal: String
    var bound: Double
    var value: Double?
    var isMet: Bool
    /// The fewest agents that reach it alone, where agents were searched for.
    var agents: Double?
  }

  private struct SquareRoot: Encodable {
    var gradeOfService: Double
    var regime: String
    var agents: Int?
    var waitProbability: Double?
  }

  private struct Document: Encodable {
    var answer: ErlangAnswer
    var lengths: [QueueLength]

    init(_ answer: ErlangAnswer, _ lengths: [QueueLength]) {
      self.answer = answer
      self.lengths = lengths
    }

    func encode(to encoder: any Encoder) throws {
      try Row(unit: answer.model.unit, agents: answer.agents, figures: answer.figures)
        .encode(to: encoder)
      var members = encoder.container(keyedBy: Name.self)
      func put(_ name: String, _ value: (some Encodable)?) throws {
        if let value { try members.encode(value, forKey: Name(stringValue: name)) }
      }
      try put("model", answer.model.name)
      try put("offeredLoad", answer.work.load)
      try put("averageHandleTime", answer.work.hasTime ? answer.work.handleTime : nil)
      try put("calls", answer.calls)
      try put("acceptableWait", answer.acceptableWait)
      try put("goals", answer.goals.isEmpty ? nil : goals)
      try put("patience", answer.patience)
      try put("queueLengths", lengths.isEmpty ? nil : lengths)
      try put("bindingGoal", answer.bindingGoal?.figure.rawValue)
      try put(
        "rows",
        answer.rows.map {
          Row(unit: answer.model.unit, agents: $0.agents, figures: $0.figures)
        })
      try put(
        "squareRootRule",
        answer.squareRoot.map {
          SquareRoot(
            gradeOfService: $0.grade, regime: $0.regime, agents: $0.agents,
            waitProbability: $0.waiting)
        })
      for other in answer.others { try put(other.name, other.seconds) }
    }

    private var goals: [GoalEntry] {
      answer.goals.enumerated().map { place, goal in
        GoalEntry(
          goal: goal.figure.rawValue, bound: goal.bound, value: goal.value(in: answer.figures),
          isMet: goal.isMet(by: answer.figures),
          agents: answer.agentsByGoal.isEmpty ? nil : answer.agentsByGoal[place])
      }
    }
  }
}
