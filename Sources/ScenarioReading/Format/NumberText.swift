import ContactCenter
import Yams

// Numbers in texts.

extension Reading {
  /// The text of a single value.
  mutating func scalar(_ node: Node, _ what: String) -> String? {
    guard case .scalar(let scalar) = node else {
      return fail(node, "\(node.described.capitalizedFirst) stands where \(what) is expected.")
    }
    return scalar.string.trimmed
  }

  /// A share as a number or in percent.
  mutating func share(_ text: String, _ node: Node) -> Double? {
    guard text.hasSuffix("%") else { return number(text, node) }
    return number(String(text.dropLast()).trimmed, node).map { $0 / 100 }
  }

  /// A finite decimal number.
  mutating func number(_ text: String, _ node: Node) -> Double? {
    switch NumberText.parse(text) {
    case .value(let value): return value
    case .problem(let finding, let remedy): return fail(node, finding, remedy)
    }
  }
}

/// Decimal numbers, as YAML and CSV files have them.
enum NumberText {
  enum Result {
    case value(Double)
    case problem(String, String)
  }

  /// Digits with an optional sign, decimal point and exponent; nothing that is not finite.
  static func parse(_ text: some StringProtocol) -> Result {
    let allowed = text.utf8.allSatisfy {
      (48...57).contains($0) || $0 == 43 || $0 == 45 || $0 == 46 || $0 == 69 || $0 == 101
    }
    if allowed, let value = Double(text) {
      if value.isFinite { return .value(value) }
      return .problem("\(text) is too large a number.", "")
    }
    let shown = String(text).shortened
    if text.contains(","), case .value = parse(String(text).replacing(",", with: ".")) {
      return .problem(
        "\"\(shown)\" has a comma.", "Write a decimal point, and no separator of thousands.")
    }
    let word = text.lowercased().drop { "+-.".contains($0) }
    if ["nan", "inf", "infinity"].contains(String(word)) {
      return .problem("\"\(shown)\" is not a finite number.", "")
    }
    return .problem("\"\(shown)\" is not a number.", "")
  }
}

extension StringProtocol {
  /// Without blanks at both ends.
  var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
