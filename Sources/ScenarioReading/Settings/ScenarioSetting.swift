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
/// `contactTypes.gold.talk.cv`, `queues.gold.steps[1].after` or `agents.support.count`.
///
/// Every number, share, duration and choice that has a field in the scenario's format has a path: the keys
/// that lead to it, elements of lists by their names, or by their place from 1 where they have none. A law
/// is changed by any of its parameters; a changed mean keeps the cv, a changed cv the mean.
///
/// ```swift
/// let setting = try ScenarioSetting(path: "arrivals.scale", in: scenario)
/// let busier = setting.applied(try setting.values("1.1")[0], to: scenario)
/// ```
public struct ScenarioSetting: Sendable {
  /// The path as messages and tables show it, such as `agents.support.count`.
  public let path: String
  /// What is changed, in one sentence.
  public let doc: String
  let steps: [SettingStep]
  let unit: SettingUnit

  /// The setting of that path.
  ///
  /// A name may hold blanks and dots where it is clear what is meant: `agents.night shift.count`,
  /// `queue.sales.de.weight`. In brackets and double quotes anything is a name, also a key's word:
  /// `contactTypes["a.b"].talk.mean`, `arrivals["scale"].scale`.
  ///
  /// - Throws: `SettingDefect` where there is no such setting, or no group, queue or type of that
  ///   name, or the scenario has nothing that it could change.
  public init(path: String, in scenario: Scenario) throws(SettingDefect) {
    let (steps, leaf) = try SettingSearch(path: path, scenario: scenario).find()
    self.init(steps, leaf)
    if let refusal = leaf.refusal(scenario) {
      throw SettingDefect(text: path, finding: refusal.finding, remedy: refusal.remedy)
    }
  }

  private init(_ steps: [SettingStep], _ leaf: SettingLeaf) {
    self.steps = steps
    (path, unit, doc) = (steps.pathText, leaf.unit, leaf.doc)
  }

  /// Every setting that has a value in a scenario, and that value, in the order of the format.
  public static func all(
    in scenario: Scenario
  ) -> [(setting: ScenarioSetting, value: SettingValue)] {
    SettingTree.root.leaves(in: scenario).compactMap { steps, leaf in
      leaf.value(scenario).map { (ScenarioSetting(steps, leaf), $0) }
    }
  }

  /// Every setting: its path, what its values are, and what it does.
  ///
  /// Names and places of elements are those of one element each, such as `<group>` and `[1]`.
  public static var reference: [(path: String, values: String, doc: String)] {
    SettingTree.root.leaves(in: nil).map { steps, leaf in
      (steps.patternText, leaf.unit.summary, leaf.doc)
    }
  }

  /// Every field of the format whose value has no keys: its path, whether a setting changes it or something
  /// inside, and if not, why, in one sentence.
  package static var fields: [(path: String, isVaried: Bool, reason: String?)] {
    SettingTree.root.fields()
  }

  /// The scenario with this value in place of what it says.
  public func applied(_ value: SettingValue, to scenario: Scenario) -> Scenario {
    var changed = scenario
    SettingTree.root.leaf(at: steps, in: scenario)?.change(&changed, value)
    return changed
  }

  /// What the scenario says; nil where it has no single value for this.
  public func value(in scenario: Scenario) -> SettingValue? {
    SettingTree.root.leaf(at: steps, in: scenario)?.value(scenario)
  }

  /// A value with its unit: "20", "1.1", "5%", "30 s", "cMu".
  public func text(of value: SettingValue) -> String {
    switch value {
    case .word(let word): return word
    case .number(let number):
      switch unit {
      case .proportion, .surcharge: return "\((number * 100).plain)%"
      case .duration: return "\(number.plain) s"
      case .timeOfDay: return TimeOfDayText.text(number)
      case .months: return "\(number.plain) months"
      case .whole, .number, .factor, .words: return number.plain
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
      for value in try unit.values(Self.unquoted(part), of: path)
      where !values.contains(value) {
        values.append(value)
      }
    }
    return values
  }

  /// The pieces between separators outside double quotes, in which a backslash stands before a quote that
  /// is meant; without blanks at their ends.
  static func cut(_ text: String, at separator: Character) -> [String] {
    var parts = [""]
    var (isQuoted, isEscaped) = (false, false)
    for character in text {
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && character == "\\" && !isEscaped
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
    for value in values where !setting.takes(value, in: scenario) {
      throw SettingDefect(
        text: text,
        finding: "\(setting.path) cannot be \(setting.text(of: value)) in this scenario.",
        remedy: setting.remedy(in: scenario))
    }
  }
}

extension ScenarioSetting {
  /// Whether the scenario can have the value.
  fileprivate func takes(_ value: SettingValue, in scenario: Scenario) -> Bool {
    if case .factor = unit { return true }
    guard let new = self.value(in: applied(value, to: scenario)) else { return false }
    guard let number = value.number, let found = new.number else { return new == value }
    // Parameters of laws are found again up to rounding.
    return abs(found - number) <= 1e-9 * max(abs(number), 1e-3)
  }

  /// What may be changed instead of a number that the scenario cannot have.
  fileprivate func remedy(in scenario: Scenario) -> String {
    let around = Array(steps.dropLast())
    let near = Self.all(in: scenario).filter {
      $0.setting.steps.starts(with: around) && $0.setting != self
    }
    guard !near.isEmpty else { return "Write it down in the scenario first." }
    let list = near.prefix(8).map { "\($0.setting.path) = \($0.setting.text(of: $0.value))" }
    return "It has \(list.joined(separator: ", "))\(near.count > 8 ? ", …" : "")."
  }
}

extension ScenarioSetting {
  /// Whether other contacts come with other values, or with other needs or patience: not for agents,
  /// queues, routing, costs, and what routing heeds of contact types.
  public var changesContacts: Bool {
    let keys = steps.compactMap { if case .key(let key) = $0 { key } else { nil } }
    guard let first = keys.first else { return false }
    guard ["contactTypes", "type"].contains(first) else {
      return [
        "arrivals", "handling", "patience", "calendar", "ivr", "dayFactorCorrelation",
      ].contains(first)
    }
    return ![
      "priority", "priorityGrowth", "serviceLevel", "value", "waitingCost", "score",
      "transferredScore", "waitScore",
    ].contains(keys.count > 1 ? keys[1] : "")
  }
}

extension ScenarioSetting: Equatable {
  /// Settings are the same where their paths are.
  public static func == (one: ScenarioSetting, other: ScenarioSetting) -> Bool {
    one.path == other.path
  }
}

extension SettingUnit {
  /// Words for what may be written, such as "whole number".
  var summary: String {
    switch self {
    case .whole: "whole number"
    case .number: "number"
    case .factor: "factor, such as 1.1 or 110%"
    case .proportion: "percentage"
    case .surcharge: "percentage, also above 100%"
    case .duration: "duration, such as 30s"
    case .timeOfDay: "time of day, such as 08:30"
    case .months: "months, such as 3 months"
    case .words(let words): words.count > 8 ? "a policy's name" : words.joined(separator: ", ")
    }
  }
}

/// What a setting's value may be.
enum SettingUnit: Sendable {
  case whole(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  /// A multiplier above 0: `1.1` or `110%`.
  case factor
  case proportion
  /// A share of a whole that may exceed it.
  case surcharge
  case duration
  /// A moment of a day, `08:30`; `25:30` is 01:30 of the next one.
  case timeOfDay
  case months
  case words([String])

  /// A list longer than this is a slip of the finger.
  private static let mostValues = 10_000

  /// The values of one element of a list: a single one, a range, or `all`.
  func values(_ text: String, of path: String) throws(SettingDefect) -> [SettingValue] {
    if case .words(let words) = self {
      return text == "all" ? words.map { .word($0) } : [.word(try word(text, words, path))]
    }
    if case .timeOfDay = self, text.contains("..") {
      throw SettingDefect(
        text: text, finding: "Times of day have no ranges.",
        remedy: "Write them one by one: 08:00,08:30,09:00.")
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
    return (0...Int(steps)).map { .number((low + Double($0) * step).written) }
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
    case .proportion, .surcharge: "5%"
    case .duration: "10s"
    case .timeOfDay: "08:30"
    case .months: "1 month"
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
    case .surcharge: return try read(text, path, .surcharge)
    case .months: return try read(text, path, .months)
    case .timeOfDay: return try read(text, path, .timeOfDay)
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
