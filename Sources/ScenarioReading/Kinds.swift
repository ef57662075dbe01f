import ContactCenter
import Yams

// Single values: words, numbers, quantities with their units.

extension Kind where Value == String {
  /// Text of any kind, on one or several lines.
  static func text(_ limit: Int = 10_000) -> Kind<String> {
    Kind(shape: .scalar(.init(name: "text", types: ["string", "number", "boolean"]))) {
      node, reading in
      guard let text = reading.scalar(node, "a text") else { return nil }
      if text.count > limit {
        return reading.fail(node, "The text has \(text.count) characters.", "At most \(limit).")
      }
      let hidden = text.unicodeScalars.first {
        $0.isHiddenControl && $0 != "\n" && $0 != "\t"
      }
      if let hidden {
        return reading.fail(
          node, "The text has the control character \(String(hidden).visible).",
          "Leave it out: only line ends and tabs are allowed.")
      }
      return text
    }
  }

  /// A name to refer to: not empty, on one line.
  static var name: Kind<String> {
    var kind = Kind<String>(shape: .scalar(.init(name: "name", types: ["string", "number"]))) {
      node, reading in
      guard let text = reading.scalar(node, "a name") else { return nil }
      let isClean =
        !text.isEmpty
        && text.unicodeScalars.allSatisfy { !$0.isHiddenControl }
      if !isClean || text.count > 100 {
        return reading.fail(
          node, "\"\(text.shortened)\" is no name.",
          "Give 1 to 100 characters on one line, without control characters.")
      }
      return text
    }
    kind.naming = { $0 }
    return kind
  }
}

extension Kind where Value == Int {
  /// A whole number within bounds.
  static func integer(_ range: ClosedRange<Int>) -> Kind<Int> {
    let shape = Shape.Scalar(
      name: "whole number", types: ["integer"], minimum: Double(range.lowerBound),
      maximum: Double(range.upperBound))
    let settings = { (focus: SettingFocus<Int>) in
      SettingTree.leaf(
        .whole(range), focus, get: { .number(Double($0)) },
        set: { $0.number.map { Int(clamping: $0) } })
    }
    return Kind(shape: .scalar(shape), settings: settings) { node, reading in
      guard let text = reading.scalar(node, "a whole number") else { return nil }
      guard let value = Int(text) else {
        return reading.fail(
          node, "\"\(text.shortened)\" is not a whole number.",
          "Give \(range.lowerBound) to \(range.upperBound).")
      }
      guard range.contains(value) else {
        return reading.fail(
          node, "\(value) is out of range.",
          "Allowed are \(range.lowerBound) to \(range.upperBound).")
      }
      return value
    }
  }
}

extension Kind where Value == UInt64 {
  /// The seed: any whole number from 0 to 2⁶⁴ − 1.
  static var seed: Kind<UInt64> {
    Kind<UInt64>(
      shape: .scalar(.init(name: "whole number", types: ["integer"], minimum: 0, maximum: 0x1p64)),
      settings: { focus in
        SettingTree.leaf(
          .whole(0...1 << 53), focus, get: { .number(Double($0)) },
          set: { $0.number.map { UInt64($0) } })
      }
    ) { node, reading in
      guard let text = reading.scalar(node, "a whole number") else { return nil }
      return UInt64(text)
        ?? reading.fail(node, "\"\(text.shortened)\" is no seed.", "Give a whole number from 0 on.")
    }
  }
}

extension Kind where Value == Double {
  /// A number within bounds, without unit.
  static func number(_ range: ClosedRange<Double>) -> Kind<Double> {
    let shape = Shape.Scalar(
      name: "number", types: ["number"], minimum: range.lowerBound, maximum: range.upperBound)
    return Kind(
      shape: .scalar(shape), settings: { SettingTree.number(.number(range), $0) }
    ) { node, reading in
      guard let text = reading.scalar(node, "a number") else { return nil }
      guard let value = reading.number(text, node) else { return nil }
      guard range.contains(value) else {
        return reading.fail(
          node, "\(text) is out of range.",
          "Allowed are \(range.lowerBound.plain) to \(range.upperBound.plain).")
      }
      return value
    }
  }

  /// A part of a whole: `80%` or `0.8`.
  static var proportion: Kind<Double> {
    Kind<Double>(
      shape: .scalar(
        .init(
          name: "proportion", types: ["number", "string"],
          pattern: #"^\s*[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\s*%\s*$"#, minimum: 0, maximum: 1)),
      settings: { SettingTree.number(.proportion, $0) }
    ) { node, reading in
      guard let text = reading.scalar(node, "a proportion") else { return nil }
      guard let share = reading.share(text, node) else { return nil }
      guard share >= 0, share <= 1 else {
        return reading.fail(node, "\(text) is no proportion.", "Give 0% to 100%, or 0 to 1.")
      }
      return share
    }
  }

  /// A correlation: −1 to 1.
  static var correlation: Kind<Double> {
    number(-1...1)
  }

  /// A length of time with its unit: `20 s`, `3 min`, `1.5 h`, `2 d`; 0 needs no unit.
  static var duration: Kind<Double> {
    Kind<Double>(
      shape: .scalar(
        .init(
          name: "duration", types: ["string", "integer"],
          pattern: #"^\s*[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\s*(s|min|h|d)\s*$"#,
          minimum: 0, maximum: 0)),
      settings: { SettingTree.number(.duration, $0) }
    ) { node, reading in
      guard let text = reading.scalar(node, "a duration") else { return nil }
      let isFinite = !["inf", "nan", "infinity"].contains { text.lowercased().hasSuffix($0) }
      guard isFinite else { return reading.fail(node, "\(text) is not a finite number.") }
      let digits = text.prefix { !$0.isLetter || $0 == "e" || $0 == "E" }
      let unit = text.dropFirst(digits.count).trimmed
      guard let value = reading.number(String(digits).trimmed, node) else { return nil }
      let units: [String: Double] = ["s": 1, "min": 60, "h": 3600, "d": 86_400]
      guard let factor = units[unit] ?? (unit.isEmpty && value == 0 ? 1 : nil) else {
        return reading.fail(
          node,
          unit.isEmpty ? "The duration \(text) has no unit." : "\"\(unit)\" is no unit of time.",
          "Allowed are s, min, h and d: \(digits.trimmed) s or \(digits.trimmed) min.")
      }
      let seconds = value * factor
      guard seconds >= 0, seconds <= ScenarioLimits.length else {
        return reading.fail(
          node, "The duration \(text) is out of range.", "Allowed are 0 s to 3660 d.")
      }
      return seconds
    }
  }

  /// A time of day, `08:30`; times after midnight of the next day go on as `25:30`.
  static var timeOfDay: Kind<Double> {
    Kind<Double>(
      shape: .scalar(
        .init(
          name: "time of day", types: ["string", "integer"],
          pattern: #"^[0-9]{1,5}:[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?$"#))
    ) { node, reading in
      guard let text = reading.scalar(node, "a time of day") else { return nil }
      return TimeOfDayText.seconds(text)
        ?? reading.fail(
          node, "\"\(text.shortened)\" is no time of day.",
          "Write hours and minutes: 08:30 (25:30 is 01:30 of the next day).")
    }
  }
}

extension Kind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of a few words that are the cases of an enumeration.
  static func choice(_ docs: [String: String] = [:]) -> Kind<Value> {
    let words = Value.allCases.map(\.rawValue)
    let settings = { (focus: SettingFocus<Value>) in
      SettingTree.leaf(
        .words(words), focus, get: { .word($0.rawValue) },
        set: { if case .word(let word) = $0 { Value(rawValue: word) } else { nil } })
    }
    return Kind(
      shape: .choice(words.map { ($0, docs[$0] ?? "") }), settings: settings
    ) { node, reading in
      guard let text = reading.scalar(node, "a word") else { return nil }
      if let value = Value(rawValue: text) { return value }
      let nearest =
        NearestName.nearest(to: text, in: words).map { "Did you mean \"\($0)\"? " } ?? ""
      return reading.fail(
        node, "\"\(text.shortened)\" is not possible here.",
        "\(nearest)Allowed: \(words.joined(separator: ", ")).")
    }
  }
}

/// Hours and minutes.
enum TimeOfDayText {
  /// `08:30`, `08:30:15` or `08:30:15.25` in seconds after midnight; nil if it is not written so.
  static func seconds(_ text: some StringProtocol) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].count <= 5,
      let hours = number(parts[0]), let minutes = number(parts[1]), parts[1].count == 2,
      minutes < 60
    else { return nil }
    let start = Double(hours * 3600 + minutes * 60)
    guard parts.count == 3 else { return start }
    let fraction = parts[2].split(separator: ".", omittingEmptySubsequences: false)
    guard fraction.count <= 2, fraction[0].count == 2,
      fraction.allSatisfy({ number($0) != nil }), let seconds = Double(parts[2]), seconds < 60
    else { return nil }
    return start + seconds
  }

  /// Digits and nothing else.
  private static func number(_ text: some StringProtocol) -> Int? {
    let isPlain = text.utf8.allSatisfy { (48...57).contains($0) }
    return isPlain && text.count <= 9 ? Int(text) : nil
  }
}

// MARK: - Help for reading

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
