/// What keeps spreadsheet programs from taking a text of a table for a formula: an apostrophe before
/// it, which they do not show.
///
/// Whoever reads such a table drops it again, so that texts come back as they were.
package enum FormulaGuard {
  /// Characters with which formulas, or fields that hide one, begin; also as Chinese keyboards write
  /// them.
  private static let beginnings = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)

  /// A text that is no formula: `=1+1` becomes `'=1+1`, and the name `-2` becomes `'-2`.
  package static func guarded(_ text: String) -> String {
    text.unicodeScalars.first.map { beginnings.contains($0) } ?? false ? "'" + text : text
  }

  /// A field of which it is not known whether it is a text or a number, and numbers are no formulas.
  package static func guardedUnlessNumber(_ field: String) -> String {
    let isNumber =
      field.utf8.allSatisfy { "+-.0123456789eE".utf8.contains($0) } && Double(field) != nil
    return isNumber ? field : guarded(field)
  }

  /// Whether a field has been guarded: an apostrophe before what could begin a formula.
  package static func isGuarded(_ field: some StringProtocol) -> Bool {
    var scalars = field.unicodeScalars.makeIterator()
    return scalars.next() == "'" && scalars.next().map { beginnings.contains($0) } ?? false
  }
}
