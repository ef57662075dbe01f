import Foundation
import QueueingTheory
import Reporting

/// Answers about outbound calls side by side: one row a combination of values.
struct OutboundTable {
  /// A combination.
  struct Row {
    /// A value for each axis, as given, with its unit.
    var texts: [String]
    /// The same in the unit of files; nil: a word.
    var numbers: [Double?]
    var answer: OutboundAnswer?
    /// Why there is no answer.
    var problem = ""
  }

  /// A field that was given as a list.
  struct Axis {
    var field: JobField
    /// The column's name in files, with its unit.
    var column: String
  }

  let model: OutboundFormulaRequest.Formula
  private(set) var axes: [Axis] = []
  /// The other fields that were given, with their texts.
  private(set) var fixed: [(field: JobField, text: String)] = []
  private(set) var rows: [Row] = []

  /// The most combinations.
  static let most = 1000

  /// All answers.
  ///
  /// - Throws: `JobFailure` about fields that are missing, out of range, or fit none of their values; `stopped`
  ///   where the job was told to.
  init(_ request: OutboundFormulaRequest, isStopped: () -> Bool) throws {
    model = request.model
    var used: [(input: OutboundInput, values: [String])] = []
    for input in OutboundInput.all(of: request.model) {
      guard let text = request[keyPath: input.path] ?? input.standard else {
        if input.isNeeded { throw JobFailure(at: input.field, "\(input.field) is missing.") }
        continue
      }
      let list = ListText(value: FieldText(input.field, text), isCount: input.kind.isCount)
      used.append((input, try list.values()))
    }
    let lists = used.filter { $0.values.count > 1 }
    axes = lists.map { Axis(field: $0.input.field, column: $0.input.field.rawValue + $0.input.kind.suffix) }
    fixed = used.filter { $0.values.count == 1 && request[keyPath: $0.input.path] != nil }
      .map { ($0.input.field, Self.withUnit($0.values[0], $0.input)) }
    if request.model == .ringTimeout { fixed.append((.delayLaw, request.delayLaw.rawValue)) }
    let count = lists.reduce(1.0) { $0 * Double($1.values.count) }
    guard count <= Double(Self.most) else {
      throw JobFailure(
        at: nil,
        "the lists have \(Int(count)) combinations; allowed are \(Self.most). Give larger steps.")
    }
    try fill(used, law: request.delayLaw, count: Int(count), isStopped)
  }

  private mutating func fill(
    _ used: [(input: OutboundInput, values: [String])], law: ErlangRequest.Law, count: Int,
    _ isStopped: () -> Bool
  ) throws {
    var first: JobFailure?
    for number in 0..<count {
      if isStopped() { throw JobFailure.stopped("interrupted; nothing was written") }
      var (rest, values) = (number, OutboundValues(law: law))
      var row = Row(texts: [], numbers: [])
      for (input, texts) in used.reversed() {
        let (next, place) = rest.quotientAndRemainder(dividingBy: texts.count)
        rest = next
        let value = try input.number(texts[place])
        values.numbers[input.field] = value
        guard texts.count > 1 else { continue }
        row.texts.insert(Self.withUnit(texts[place], input), at: 0)
        if case .word = input.kind {
          row.numbers.insert(nil, at: 0)
        } else {
          row.numbers.insert(value, at: 0)
        }
      }
      do {
        row.answer = try OutboundAnswer(model, values)
      } catch let failure as JobFailure {
        row.problem = failure.text(\.option)
        first = first ?? failure
      }
      rows.append(row)
    }
    // Fields that fit none of the values are wrong altogether.
    if let first, rows.allSatisfy({ $0.answer == nil }) { throw first }
  }

  /// Seconds without a unit get it.
  private static func withUnit(_ text: String, _ input: OutboundInput) -> String {
    let isBare = input.kind.suffix == "_s" && text.allSatisfy { "0123456789.".contains($0) }
    return text + (isBare ? " s" : "")
  }

  /// The figures of any row, in order.
  var keys: [OutboundFigure.Key] {
    let known = Set(rows.flatMap { $0.answer?.figures.map(\.key) ?? [] })
    return OutboundFigure.Key.allCases.filter(known.contains)
  }

  /// What is to be known beside the figures of any row.
  var remarks: [OutboundRemark] {
    let known = Set(rows.flatMap { $0.answer?.remarks ?? [] })
    return OutboundRemark.allCases.filter(known.contains)
  }

  /// The place of the axis of numbers with the most values; nil: there is none.
  var charted: Int? {
    axes.indices.filter { axis in rows.allSatisfy { $0.numbers[axis] != nil } }.max { one, other in
      Set(rows.map { $0.texts[one] }).count < Set(rows.map { $0.texts[other] }).count
    }
  }

  // MARK: - Output

  /// One line a row; proportions from 0 to 1, times in seconds.
  var csv: String {
    var text = CSVText()
    text.line(axes.map(\.column) + keys.map(\.column) + ["problem"])
    for row in rows {
      let leads = zip(row.numbers, row.texts).map { number, text in
        number.flatMap { MachineNumber.text($0) } ?? CSVText.guarded(text)
      }
      let figures = keys.map { row.answer?.value($0).flatMap { MachineNumber.text($0) } ?? "" }
      text.line(leads + figures + [CSVText.guarded(row.problem)])
    }
    return text.text
  }

  /// The same as a document.
  ///
  /// - Throws: what encoding throws.
  var json: String {
    get throws {
      let all = rows.map { row -> [String: Any] in
        var object: [String: Any] = [:]
        for (axis, (number, text)) in zip(axes, zip(row.numbers, row.texts)) {
          object[axis.column] = number ?? text
        }
        for figure in row.answer?.figures ?? [] where figure.value.isFinite {
          object[figure.key.rawValue] = figure.value
        }
        let remarks = row.answer?.remarks ?? []
        if !remarks.isEmpty { object["remarks"] = remarks.map(\.rawValue) }
        if !row.problem.isEmpty { object["problem"] = row.problem }
        return object
      }
      let data = try JSONSerialization.data(
        withJSONObject: ["formula": model.rawValue, "rows": all] as [String: Any],
        options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
      return String(decoding: data, as: UTF8.self) + "\n"
    }
  }
}
