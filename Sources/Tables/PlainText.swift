/// Texts of tables in the characters that everything else expects.
enum PlainText {
  /// Full-width characters as ordinary ones, dashes as `-`, and white space of all kinds as spaces.
  ///
  /// ASCII texts come back as they are.
  static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: result.unicodeScalars.append(.init(scalar.value - 0xFEE0)!)
      case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: result += "-"
      case 0x301C: result += "~"
      case 0x2018, 0x2019, 0x02BC: result += "'"
      case 0x2236: result += ":"
      case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: result += " "
      case 0x200B...0x200F, 0xFEFF: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// At most 60 characters on one line, for messages.
  static func quoted(_ text: String) -> String {
    let line = text.map { $0.isNewline || $0 == "\t" ? " " : $0 }
    return "\"\(line.count > 60 ? String(line.prefix(57)) + "…" : String(line))\""
  }
}
