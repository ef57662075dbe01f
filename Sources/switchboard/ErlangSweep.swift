import ArgumentParser
import Foundation
import QueueingTheory

/// A command of `erlang`: options, and the answer for them.
protocol ErlangQuestion: ParsableCommand {
  var output: ErlangOutput { get }
  /// The options that may be lists.
  static var lists: [ErlangList<Self>] { get }
  /// The answer for options without lists.
  ///
  /// - Throws: `ProgramStop` about options, instability and goals out of reach.
  func answer() throws -> ErlangAnswer
}

/// Answers for all combinations of lists of values.
struct ErlangSweep {
  /// A list with more than one value.
  struct Axis {
    /// Such as `--agents`.
    var option: String
    /// The column's name in files, with its unit.
    var column: String
    /// The name of its members in documents.
    var name: String
  }

  /// One combination.
  struct Row {
    /// A value for each axis, as given.
    var texts: [String]
    /// The same in the unit of files.
    var numbers: [Double]
    var answer: ErlangAnswer?
    /// Why there is no answer.
    var problem = ""
  }

  var axes: [Axis] = []
  var rows: [Row] = []

  /// The most combinations.
  static let most = 1000

  /// Prints or writes what a question's output asks for.
  ///
  /// - Throws: `ProgramStop` about options, and if a page cannot be written.
  static func run<Question: ErlangQuestion>(_ question: Question) throws {
    let output = question.output
    let sweep = try Self(question)
    guard sweep.axes.isEmpty else {
      guard output.queue == nil else {
        throw ProgramStop.options("--queue goes with one answer, not with lists of values.")
      }
      return try ErlangTable(sweep).show(output)
    }
    let answer = try question.answer()
    let lengths = try output.queueLengths(of: answer)
    switch output.format {
    case .text: Console.print(ErlangReport(answer: answer, lengths: lengths).text)
    case .json: Console.print(try ErlangReport(answer: answer, lengths: lengths).json())
    case .csv:
      Console.print(lengths.isEmpty ? ErlangTable(around: answer).csv : ErlangReport.csv(lengths))
    }
    try ErlangTable(around: answer).write(output)
  }

  init<Question: ErlangQuestion>(_ question: Question) throws {
    var used: [(list: ErlangList<Question>, values: [String])] = []
    for list in Question.lists {
      guard let text = list.text(question) else { continue }
      let values = try ListText(
        option: OptionText(option: list.option, text: text),
        isCount: list.kind == .count && !question.output.fractional
      ).values()
      if values.count > 1 || values != [text] { used.append((list, values)) }
    }
    let count = used.reduce(1.0) { $0 * Double($1.values.count) }
    guard count <= Double(Self.most) else {
      throw ProgramStop.options(
        "the lists have \(Int(clamping: count)) combinations; allowed are \(Self.most). Give larger "
          + "steps.")
    }
    axes = used.map {
      Axis(option: $0.list.option, column: $0.list.name + $0.list.kind.suffix, name: $0.list.name)
    }
    guard !used.isEmpty else { return }
    var stop: ProgramStop?
    for number in 0..<Int(count) {
      var (rest, copy) = (number, question)
      var row = Row(texts: [], numbers: [])
      for (list, values) in used.reversed() {
        let (next, place) = rest.quotientAndRemainder(dividingBy: values.count)
        rest = next
        list.set(&copy, values[place])
        row.texts.insert(values[place], at: 0)
        row.numbers.insert(try list.number(values[place]), at: 0)
      }
      do {
        row.answer = try copy.answer()
      } catch let error as ProgramStop {
        row.problem = error.message.replacing("error: ", with: "", maxReplacements: 1)
        stop = stop ?? error
      }
      rows.append(row)
    }
    // Options that fit none of the values are wrong altogether.
    if let stop, rows.allSatisfy({ $0.answer == nil }) { throw stop }
  }
}
