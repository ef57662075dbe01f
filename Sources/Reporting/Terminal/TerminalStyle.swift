import Foundation

/// How text goes to a terminal: its width and whether it has colours.
public struct TerminalStyle: Sendable, Equatable {
  /// Columns of characters.
  public var width: Int
  /// Whether escape sequences for bold, faint and colours are written.
  public var isColoured: Bool

  /// A plain page of 100 columns unless said otherwise.
  public init(width: Int = 100, isColoured: Bool = false) {
    self.width = max(40, width)
    self.isColoured = isColoured
  }

  /// The style of standard output: the terminal's width and colours, or plain text of 100 columns
  /// where it goes to a file or a program.
  ///
  /// `NO_COLOR` turns colours off, `COLUMNS` sets the width.
  public static func standardOutput(environment: [String: String]) -> TerminalStyle {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let hasColours =
      isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    let width =
      environment["COLUMNS"].flatMap(Int.init) ?? (isTerminal ? windowWidth() : nil) ?? 100
    return TerminalStyle(width: width, isColoured: hasColours)
  }

  private static func windowWidth() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// A kind of emphasis.
  enum Emphasis: String {
    case bold = "1"
    case faint = "2"
    case good = "32"
    case bad = "31"
    case warning = "33"
  }

  /// The text with emphasis, if there are colours.
  func marked(_ text: String, _ emphasis: Emphasis) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// Widths of text in a terminal.
package enum TerminalText {
  /// Columns that a text takes: two for ideographs and full-width forms, none for combining marks.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// The text cut to a width, with "…" where something was cut.
  static func cut(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    var kept = ""
    for character in text {
      if width(kept) + width(String(character)) > limit - 1 { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// The text without escape sequences.
  static func unmarked(_ text: String) -> String {
    text.contains("\u{1B}") ? text.replacing(/\u{1B}\[[0-9]*m/, with: "") : text
  }

  /// The text without spaces at its end.
  static func trimmed(_ text: String) -> String {
    guard let last = text.lastIndex(where: { $0 != " " }) else { return "" }
    return String(text[...last])
  }

  /// The text in lines that are no longer than a width, further ones indented, broken between
  /// words.
  package static func wrapped(_ text: String, to limit: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in FigureText.unbroken(text).split(separator: " ") {
      if !line.isEmpty, width(line) + 1 + width(String(word)) > limit {
        lines.append(line)
        line = "  " + word
      } else {
        line += line.isEmpty ? String(word) : " " + word
      }
    }
    return (lines + [line]).map { $0.replacing("\u{a0}", with: " ") }
  }

  /// The text in lines of a width; further lines are indented.
  ///
  /// Lines break at spaces, and after any ideograph but before a sign that may not begin a line.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - limit: The width of a line; a word that is wider has a line of its own.
  ///   - first: What the first line begins with.
  ///   - indent: The indentation of further lines; nil: the width of `first`.
  /// - Returns: One line at least.
  static func folded(
    _ text: String, to limit: Int, first: String = "", indent: Int? = nil
  ) -> [String] {
    let indent = String(repeating: " ", count: indent ?? width(first))
    var lines: [String] = []
    var line = first
    for piece in pieces(of: FigureText.unbroken(text)) {
      let isFull = width(line) + width(piece) > limit
      if isFull, line != first, line != indent {
        lines.append(trimmed(line))
        line = indent + piece.drop { $0 == " " }
      } else {
        line += piece
      }
    }
    return (lines + [trimmed(line)]).map { $0.replacing("\u{a0}", with: " ") }
  }

  /// Words with the space before them; single ideographs, with the signs that may not begin a line.
  static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    let closing: Set<Character> = ["，", "。", "；", "：", "、", "）", "”", ",", ".", ")"]
    for character in text {
      let isWide = width(String(character)) == 2
      let follows = pieces.last?.last.map { width(String($0)) == 2 } ?? true
      if pieces.isEmpty || character == " " || (isWide || follows) && !closing.contains(character) {
        pieces.append(String(character))
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces
  }

  /// The text with spaces in front up to a width.
  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - self.width(text))) + text
  }

  /// The text with spaces behind up to a width.
  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - self.width(text)))
  }
}
