import ContactCenter

/// Comma-separated values as RFC 4180 has them: CRLF lines, fields with commas, quotes or line
/// breaks in quotes, quotes doubled.
public struct CSVText: Sendable {
  /// The lines so far.
  public private(set) var text = ""

  /// No lines.
  public init() {}

  /// Adds a line.
  public mutating func line(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { text += "," }
      text += CSVText.field(field)
    }
    text += "\r\n"
  }

  /// A field, in quotes where it needs them, with an apostrophe before what spreadsheet programs would
  /// take for a formula.
  ///
  /// Example: `a "b", c` becomes `"a ""b"", c"`, and `=1+1` becomes `'=1+1`; numbers stay numbers.
  public static func field(_ value: String) -> String {
    let value = FormulaGuard.guardedUnlessNumber(value)
    let needsQuotes = value.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return value }
    var quoted = "\""
    for scalar in value.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// A field that is known to be a text, even if it looks like a number: the name `-2` becomes `'-2`.
  public static func guarded(_ text: String) -> String { FormulaGuard.guarded(text) }
}
