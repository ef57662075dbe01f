import ContactCenter
import Yams

/// Why a text names no setting of a scenario, or no values of one.
public struct SettingDefect: Error, Sendable, Equatable {
  /// The part of the text that is wrong.
  public var text: String
  /// What was found, in one sentence.
  public var finding: String
  /// What may be written, in one sentence or more.
  public var remedy: String
}

/// One number or word of a scenario that a comparison may change, named by a path such as
/// `agents.support.count`.
///
/// ```swift
/// let setting = try ScenarioSetting(path: "arrivals.scale", in: scenario)
/// let busier = setting.applied(try setting.values("1.1")[0], to: scenario)
/// ```
public struct ScenarioSetting: Sendable {
  /// The path as messages and tables show it, such as `agents.support.count`.
  public let path: String
  let format: SettingFormat
  /// What stands for `<group>`, `<queue>` and `<type>`, in the path's order.
  let names: [String]

  /// The setting of that path.
  ///
  /// A name may hold blanks and stand in double quotes; one with a dot needs none where it is clear
  /// what is meant: `agents."night shift".count`, `queue.sales.de.weight`.
  ///
  /// - Throws: `SettingDefect` where there is no such setting, or no group, queue or type of that
  ///   name, or the scenario has nothing that it could change.
  public init(path: String, in scenario: Scenario) throws(SettingDefect) {
    let parts = Self.cut(path, at: ".").map(Self.unquoted)
    let (format, names) = try SettingFormat.find(parts, path: path, in: scenario)
    self.format = format
    self.names = names
    self.path = format.path(names: names)
    if let defect = format.defect(scenario, names) {
      throw SettingDefect(text: path, finding: defect.finding, remedy: defect.remedy)
    }
  }

  /// The scenario with this value in place of what it says.
  public func applied(_ value: SettingValue, to scenario: Scenario) -> Scenario {
    var changed = scenario
    format.change(&changed, names, value)
    return changed
  }

  /// What the scenario says; nil where it has no single value for this.
  public func value(in scenario: Scenario) -> SettingValue? { format.current(scenario, names) }

  /// A value with its unit: "20", "1.1", "5%", "30 s", "cMu".
  public func text(of value: SettingValue) -> String {
    switch value {
    case .word(let word): return word
    case .number(let number):
      switch format.unit {
      case .proportion: return "\((number * 100).plain)%"
      case .duration: return "\(number.plain) s"
      default: return number.plain
      }
    }
  }

  /// The values of a list, a range or both: `20,22`, `20..40`, `20..40:5`, `0.9..1.1:0.1`,
  /// `20s,1min`, `cMu,queuePriority`; `all` stands for all words of a setting of words.
  ///
  /// A value that stands there twice is taken once.
  ///
  /// - Throws: `SettingDefect` about the first value that cannot be read or is out of range.
  public func values(_ text: String) throws(SettingDefect) -> [SettingValue] {
    var values: [SettingValue] = []
    for part in Self.cut(text, at: ",") {
      for value in try format.unit.values(Self.unquoted(part), of: path)
      where !values.contains(value) {
        values.append(value)
      }
    }
    return values
  }

  /// The pieces between separators outside double quotes, without blanks at their ends.
  static func cut(_ text: String, at separator: Character) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted && character == separator {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map(\.trimmed)
  }

  private static func unquoted(_ text: String) -> String {
    text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
      ? String(text.dropFirst().dropLast()) : text
  }
}

/// A setting's value: a number in the scenario's units (seconds, 0…1), or a word.
public enum SettingValue: Sendable, Hashable {
  /// A number.
  case number(Double)
  /// One of a setting's words.
  case word(String)

  /// The number; nil for a word.
  public var number: Double? { if case .number(let number) = self { number } else { nil } }
}

/// A setting and the values that it is to take, as in `agents.support.count=20..40`.
public struct SettingVariation: Sendable {
  /// What is changed.
  public let setting: ScenarioSetting
  /// The values in the order in which they were written; at least one.
  public let values: [SettingValue]
  /// Whether the text says `all`, which stands for those words that the scenario has data for.
  public let isAll: Bool

  /// Reads `path=values`.
  ///
  /// - Throws: `SettingDefect` about the path or the values.
  public init(_ text: String, in scenario: Scenario) throws(SettingDefect) {
    let parts = ScenarioSetting.cut(text, at: "=")
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw SettingDefect(
        text: text, finding: "A path, one equals sign and values are expected.",
        remedy: "Write for example agents.support.count=20..40 or arrivals.scale=0.9,1,1.1.")
    }
    setting = try ScenarioSetting(path: parts[0], in: scenario)
    values = try setting.values(parts[1])
    isAll = parts[1] == "all"
  }
}

/// What a setting's value may be.
enum SettingUnit: Sendable {
  case whole(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  /// A multiplier above 0: `1.1` or `110%`.
  case factor
  case proportion
  case duration
  case words([String])

  /// A list longer than this is a slip of the finger.
  private static let mostValues = 10_000

  /// The values of one element of a list: a single one, a range, or `all`.
  func values(_ text: String, of path: String) throws(SettingDefect) -> [SettingValue] {
    if case .words(let words) = self {
      return text == "all" ? words.map { .word($0) } : [.word(try word(text, words, path))]
    }
    let ends = text.components(at: "..")
    guard ends.count > 1 else { return [.number(try number(text, path))] }
    let tail = (ends.last ?? "").components(at: ":")
    guard ends.count == 2, tail.count <= 2 else {
      throw SettingDefect(
        text: text, finding: "This is no range.", remedy: "Write 20..40, or 20..40:5 with a step.")
    }
    let (low, high) = (try number(ends[0], path), try number(tail[0], path))
    guard low <= high else {
      throw SettingDefect(
        text: text, finding: "The range ends before it begins.",
        remedy: "Write \(tail[0])..\(ends[0]).")
    }
    return try range(low, high, step: try step(tail.count == 2 ? tail[1] : nil, text), text)
  }

  private func range(
    _ low: Double, _ high: Double, step: Double, _ text: String
  ) throws(SettingDefect) -> [SettingValue] {
    // A last value that misses the end by rounding only still belongs to the range.
    let steps = ((high - low) / step + 1e-9).rounded(.down)
    guard steps < Double(Self.mostValues) else {
      throw SettingDefect(
        text: text, finding: "The range has more than \(Self.mostValues) values.",
        remedy: "Take a larger step, as in 20..40:5.")
    }
    return (0...Int(steps)).map { .number(Self.rounded(low + Double($0) * step)) }
  }

  /// Twelve digits: 0.9 + 2 · 0.1 is 1.1.
  private static func rounded(_ value: Double) -> Double {
    guard value != 0, abs(value) < 1e12, abs(value) > 1e-9 else { return value }
    var scale = 1.0
    while abs(value) * scale < 1e11 { scale *= 10 }
    return (value * scale).rounded() / scale
  }

  private func step(_ text: String?, _ range: String) throws(SettingDefect) -> Double {
    guard let text else {
      if case .whole = self { return 1 }
      throw SettingDefect(
        text: range, finding: "The range has no step, and its values are not whole numbers.",
        remedy: "Add one after a colon, such as \(range):\(exampleStep).")
    }
    let unit: SettingUnit = if case .whole = self { .whole(1...1_000_000_000) } else { self }
    let step = try unit.number(text, "the step")
    guard step > 0 else {
      throw SettingDefect(
        text: range, finding: "The step is 0.", remedy: "Give one above 0, such as \(exampleStep).")
    }
    return step
  }

  private var exampleStep: String {
    switch self {
    case .proportion: "5%"
    case .duration: "10s"
    case .whole, .words: "1"
    case .number, .factor: "0.1"
    }
  }

  private func word(
    _ text: String, _ words: [String], _ path: String
  ) throws(SettingDefect) -> String {
    if words.contains(text) { return text }
    if let same = words.first(where: { $0.lowercased() == text.lowercased() }) { return same }
    let nearest =
      NearestName.nearest(to: text, in: words).map { "Did you mean \"\($0)\"? " } ?? ""
    throw SettingDefect(
      text: text, finding: "\"\(text.shortened)\" is not possible for \(path).",
      remedy: "\(nearest)Allowed: \(words.joined(separator: ", ")), or all.")
  }

  /// A number as the scenario's format has it; durations may be plain seconds.
  private func number(_ text: String, _ path: String) throws(SettingDefect) -> Double {
    switch self {
    case .whole(let range): return Double(try read(text, path, .integer(range)))
    case .number(let range): return try read(text, path, .number(range))
    case .factor:
      let isPercent = text.hasSuffix("%")
      let digits = isPercent ? String(text.dropLast()) : text
      let value = try read(digits, path, .number(-1e15...1e15)) / (isPercent ? 100 : 1)
      guard value >= 1e-6, value <= 1e6 else {
        throw SettingDefect(
          text: text, finding: "\(text) is no factor for \(path).",
          remedy: "Give a number above 0, with a decimal point, such as 1.1 or 110%.")
      }
      return value
    case .proportion: return try read(text, path, .proportion)
    case .duration:
      let isPlain = text.last?.isNumber ?? false
      return try read(isPlain ? text + " s" : text, path, .duration)
    case .words: preconditionFailure("words are no numbers")
    }
  }

  private func read<Value>(
    _ text: String, _ path: String, _ kind: Kind<Value>
  ) throws(SettingDefect) -> Value {
    var reading = Reading(attachments: Attachments(folder: nil))
    if !text.isEmpty, let value = kind.read(Node(text), &reading) { return value }
    let problem = reading.findings.first
    throw SettingDefect(
      text: text.isEmpty ? path : text,
      finding: problem?.finding ?? "There is no value for \(path).",
      remedy: problem?.remedy ?? "Write values such as 1,2,3 or 1..3.")
  }
}

extension String {
  /// The pieces between separators, without blanks at their ends.
  fileprivate func components(at separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let place = rest.firstRange(of: separator) {
      parts.append(rest[..<place.lowerBound].trimmed)
      rest = rest[place.upperBound...]
    }
    return parts + [rest.trimmed]
  }
}
