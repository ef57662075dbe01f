import ContactCenter

/// The description of a setting: its path with `<group>`, `<queue>` and `<type>` in it, its unit, and
/// how it is read from a scenario and written into one.
struct SettingFormat: Sendable {
  /// Such as `skill.<group>.<queue>.rank`.
  var pattern: String
  var unit: SettingUnit
  /// One sentence.
  var doc: String
  /// What the scenario says; nil: it has no single value for this.
  var current: @Sendable (Scenario, [String]) -> SettingValue?
  var change: @Sendable (inout Scenario, [String], SettingValue) -> Void
  /// Why a scenario that has all the names cannot be changed in this; nil: it can.
  var defect: @Sendable (Scenario, [String]) -> Refusal? = { _, _ in nil }

  /// What was found and what to do instead.
  struct Refusal: Sendable {
    var finding: String
    var remedy: String
  }

  /// The kinds of names in the pattern, in order: "group", "queue", "type".
  var nameKinds: [String] {
    parts.filter { $0.hasPrefix("<") }.map { String($0.dropFirst().dropLast()) }
  }

  fileprivate var parts: [String] { pattern.split(separator: ".").map(String.init) }

  /// The path with these names.
  func path(names: [String]) -> String {
    var rest = names[...]
    return parts.map { $0.hasPrefix("<") ? Self.quoted(rest.removeFirst()) : $0 }
      .joined(separator: ".")
  }

  private static func quoted(_ name: String) -> String {
    name.contains(where: { ".=\"".contains($0) }) ? "\"\(name)\"" : name
  }
}

// MARK: - Finding a setting

extension SettingFormat {
  /// The setting that the parts of a path name, and the names in it.
  ///
  /// - Throws: `SettingDefect` with the nearest name, or all there are.
  static func find(
    _ parts: [String], path: String, in scenario: Scenario
  ) throws(SettingDefect) -> (format: SettingFormat, names: [String]) {
    let family = all.filter { $0.parts[0] == parts[0] }
    guard !family.isEmpty else { throw unknownFamily(parts[0], path) }
    if parts.count == 1 || (parts.count == 2 && family.contains { $0.parts.count == 2 }) {
      let plain = family.first { $0.parts == parts }
      if let plain { return (plain, []) }
    }
    let tail = parts[parts.count - 1]
    let withNames = family.filter { !$0.nameKinds.isEmpty }
    guard parts.count > 2, let kinds = withNames.first?.nameKinds else {
      throw unknownTail(tail, family, path)
    }
    let names = try names(Array(parts[1..<parts.count - 1]), kinds, path: path, in: scenario)
    guard let format = withNames.first(where: { $0.parts.last == tail }) else {
      throw unknownTail(tail, withNames, path)
    }
    return (format, names)
  }

  private static func unknownFamily(_ word: String, _ path: String) -> SettingDefect {
    var families: [String] = []
    for format in all where !families.contains(format.parts[0]) { families.append(format.parts[0]) }
    let nearest = NearestName.nearest(to: word, in: families)
    let examples = all.filter { $0.parts[0] == nearest }.map(\.pattern)
    return SettingDefect(
      text: path, finding: "There is no setting \"\(path.shortened)\".",
      remedy: nearest.map {
        "Did you mean \"\($0)\"? Its settings: \(examples.joined(separator: ", "))."
      } ?? "Settings begin with \(families.joined(separator: ", ")); --help lists them.")
  }

  private static func unknownTail(
    _ tail: String, _ family: [SettingFormat], _ path: String
  ) -> SettingDefect {
    let tails = family.compactMap(\.parts.last)
    let nearest =
      NearestName.nearest(to: tail, in: tails).map { "Did you mean \"\($0)\"? " } ?? ""
    return SettingDefect(
      text: path, finding: "There is no setting \"\(path.shortened)\".",
      remedy: "\(nearest)There are \(family.map(\.pattern).joined(separator: ", ")).")
  }

  /// The names in the middle of a path; a name may have dots, so that two names may be cut in
  /// several places.
  private static func names(
    _ parts: [String], _ kinds: [String], path: String, in scenario: Scenario
  ) throws(SettingDefect) -> [String] {
    if kinds.count == 1 {
      return [try name(parts.joined(separator: "."), kinds[0], path, scenario)]
    }
    let known = (scenario.names(of: kinds[0]), scenario.names(of: kinds[1]))
    for cut in 1..<max(2, parts.count) where cut < parts.count {
      let pair = (
        parts[..<cut].joined(separator: "."), parts[cut...].joined(separator: ".")
      )
      if known.0.contains(pair.0), known.1.contains(pair.1) { return [pair.0, pair.1] }
    }
    let first = try name(parts[0], kinds[0], path, scenario)
    return [first, try name(parts.dropFirst().joined(separator: "."), kinds[1], path, scenario)]
  }

  private static func name(
    _ name: String, _ kind: String, _ path: String, _ scenario: Scenario
  ) throws(SettingDefect) -> String {
    let names = scenario.names(of: kind)
    if names.contains(name) { return name }
    let words = ["group": "agent group", "queue": "queue", "type": "contact type"]
    let nearest =
      NearestName.nearest(to: name, in: names).map { "Did you mean \"\($0)\"? " } ?? ""
    let list = names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    throw SettingDefect(
      text: path, finding: "There is no \(words[kind] ?? kind) named \"\(name.shortened)\".",
      remedy: "\(nearest)There are \(list).")
  }
}

extension Scenario {
  /// The names that may stand for `<group>`, `<type>` or `<queue>`.
  fileprivate func names(of kind: String) -> [String] {
    switch kind {
    case "group": return agentGroups.map(\.name)
    case "type": return contactTypes.map(\.name)
    default: return queuesWithImplied.map(\.name)
    }
  }

  /// The queues as the model has them: those that are written down, then those that types have of
  /// their own.
  var queuesWithImplied: [Queue] {
    var all = queues
    for type in contactTypes where type.queue == nil {
      if !all.contains(where: { $0.name == type.name }) { all.append(Queue(name: type.name)) }
    }
    return all
  }
}

// MARK: - The reference

extension ScenarioSetting {
  /// Every setting: its path, what its values are, and what it does.
  public static let reference: [(path: String, values: String, doc: String)] =
    SettingFormat.all.map { ($0.pattern, $0.unit.summary, $0.doc) }
}

extension SettingUnit {
  /// Words for what may be written, such as "whole number".
  fileprivate var summary: String {
    switch self {
    case .whole: "whole number"
    case .number: "number"
    case .factor: "factor, such as 1.1 or 110%"
    case .proportion: "percentage"
    case .duration: "duration, such as 30s"
    case .words(let words): words.count > 8 ? "a policy's name" : words.joined(separator: ", ")
    }
  }
}
