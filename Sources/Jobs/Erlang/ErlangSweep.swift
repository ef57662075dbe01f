import Foundation

/// Answers for all combinations of lists of values.
struct ErlangSweep {
  /// A list with more than one value.
  struct Axis {
    /// Such as `agents`.
    var field: JobField
    /// The column's name in files, with its unit.
    var column: String
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

  /// All answers; no axes and no rows where no field is a list.
  ///
  /// - Throws: `JobFailure` about lists, and about fields that fit none of their values; `stopped` where
  ///   the job was told to.
  init(_ request: ErlangRequest, isStopped: () -> Bool) throws {
    var used: [(list: ErlangList, values: [String])] = []
    for list in ErlangList.all(of: request.model) {
      guard let text = list.text(request) else { continue }
      let values = try ListText(
        value: FieldText(list.field, text), isCount: list.kind == .count && !request.fractional
      ).values()
      if values.count > 1 || values != [text] { used.append((list, values)) }
    }
    let count = used.reduce(1.0) { $0 * Double($1.values.count) }
    guard count <= Double(Self.most) else {
      throw JobFailure(
        at: nil,
        "the lists have \(Int(clamping: count)) combinations; allowed are \(Self.most). Give larger "
          + "steps.")
    }
    axes = used.map {
      Axis(field: $0.list.field, column: $0.list.field.rawValue + $0.list.kind.suffix)
    }
    guard !used.isEmpty else { return }
    var first: JobFailure?
    for number in 0..<Int(count) {
      if isStopped() { throw JobFailure.stopped("interrupted; nothing was written") }
      var (rest, copy) = (number, request)
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
      } catch let failure as JobFailure {
        row.problem = failure.text(\.option)
        first = first ?? failure
      }
      rows.append(row)
    }
    // Fields that fit none of the values are wrong altogether.
    if let first, rows.allSatisfy({ $0.answer == nil }) { throw first }
  }
}
