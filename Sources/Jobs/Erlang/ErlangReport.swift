import Foundation
import QueueingTheory
import Reporting

/// An answer for programs.
struct ErlangReport {
  var answer: ErlangAnswer
  /// Lengths of the queue that were asked about.
  var lengths: [QueueLength] = []

  private var model: ErlangModel { answer.model }

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
