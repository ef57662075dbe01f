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

  /// A field, in quotes where it needs them.
  ///
  /// Example: `a "b", c` becomes `"a ""b"", c"`.
  public static func field(_ value: String) -> String {
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

  /// A text that spreadsheet programs do not take for a formula.
  ///
  /// Example: `=1+1` becomes `'=1+1`; an ordinary text stays as it is.
  public static func guarded(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first)
    else { return text }
    return "'" + text
  }
}
