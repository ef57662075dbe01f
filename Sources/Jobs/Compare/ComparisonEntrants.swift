import ContactCenter
import Experiments
import Foundation
import Reporting
import ScenarioReading

/// The entrants of a comparison: files, each as it is or with settings in other values.
struct ComparisonEntrants {
  /// One entrant, with what its observations depend on.
  struct Member {
    var entrant: Entrant
    /// Digest of the file, and the settings that differ from it.
    var digest: String
    /// The file it comes from.
    var file: String
    /// Factors of agents that whole numbers changed in it.
    var roundings: [ComparisonContext.Rounding]
    /// Whether it is its file's scenario as it is.
    var isAsItIs: Bool
    /// Its agent groups without their skills: what the staff costs.
    var staff: [Scenario.AgentGroup]
    /// How to search for what would keep goals that it misses.
    var remedy: ComparisonRemedy
  }

  var members: [Member] = []
  /// Policies that the scenario has no data for.
  var leftOut: [ComparisonContext.LeftOut] = []

  /// A file that was read, with the waits of the goals in it.
  struct Base {
    var file: String
    /// The file's name without folder and ending, or its path where two are alike.
    var label: String
    var scenario: Scenario
    var digest: String
  }

  /// Reads the files.
  ///
  /// - Throws: `JobFailure` about files that cannot be read, or cannot be compared.
  static func bases(
    _ files: [String], _ field: JobField, goals: ComparisonGoals, in workshop: Workshop
  ) throws -> [Base] {
    var bases: [Base] = []
    let labels = files.map {
      URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
    }
    for (file, label) in zip(files, labels) {
      let read = try workshop.scenario(file, field)
      guard read.scenario.study.method == .replications else {
        throw JobFailure(
          at: field,
          "\(file): its study is one long run (method: batchMeans); comparisons need replications. "
            + "Give it study: {replications: 50}.")
      }
      guard files.filter({ $0 == file }).count == 1 else {
        throw JobFailure(at: field, "\(file) is given twice.")
      }
      let isUnique = labels.filter { $0 == label }.count == 1
      let scenario = try goals.applied(to: read.scenario, of: file)
      // The waits of goals change what the simulation counts.
      let waits =
        scenario == read.scenario
        ? []
        : scenario.contactTypes.map { type in
          "\(type.name) within \((type.serviceLevel ?? scenario.serviceLevel).acceptableWait) s"
        }
      bases.append(
        Base(
          file: file, label: isUnique ? label : Self.label(of: file), scenario: scenario,
          digest: ([read.digest] + waits).joined(separator: " ")))
    }
    return bases
  }

  /// The name of a file with its folder's, for files of the same name.
  private static func label(of file: String) -> String {
    let url = URL(fileURLWithPath: file).standardizedFileURL
    return "\(url.deletingLastPathComponent().lastPathComponent)/\(url.lastPathComponent)"
  }

  // MARK: - Making entrants

  /// Adds a scenario with settings.
  ///
  /// - Parameters:
  ///   - base: the file.
  ///   - name: what the entrant is called.
  ///   - changes: settings and their values.
  ///   - mayBeLeftOut: whether a scenario that lacks data is noted and not refused.
  /// - Returns: the entrant's index; nil where it was left out.
  /// - Throws: `JobFailure` with what is missing.
  @discardableResult
  mutating func add(
    _ base: Base, name: String, changes: [(setting: ScenarioSetting, value: SettingValue)],
    mayBeLeftOut: Bool = false
  ) throws -> Int? {
    let scenario = changes.reduce(base.scenario) { $1.setting.applied($1.value, to: $0) }
    let model: Model
    do throws(ScenarioProblems) {
      model = try scenario.model()
    } catch {
      let problems = error.problems.filter { $0.severity == .error }.map(Self.text)
      if mayBeLeftOut {
        // What is missing in one place is often missing in others too; one is enough here.
        let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
        leftOut.append(.init(name: name, reason: (problems.first ?? "") + more))
        return nil
      }
      let subject = name == base.label ? base.file : "\(base.file), \(name)"
      throw JobFailure(
        at: nil, Words(problems.map { "\(subject): \($0)" }.joined(separator: "\nerror: ")))
    }
    let note = changes.map { "\($0.setting.path) = \($0.setting.text(of: $0.value))" }
      .joined(separator: ", ")
    members.append(
      Member(
        entrant: Entrant(name: name, note: note, model: model),
        digest: ([base.digest] + changes.map(Self.exactly)).joined(separator: " "),
        file: base.file, roundings: Self.roundings(changes, from: base.scenario, to: model),
        isAsItIs: scenario == base.scenario
          || changes.allSatisfy { $0.setting.value(in: base.scenario) == $0.value },
        staff: scenario.agentGroups.map { group in
          var group = group
          group.skills = []
          return group
        },
        remedy: ComparisonRemedy(
          file: base.file,
          changes: changes.filter { $0.setting.value(in: base.scenario) != $0.value },
          scenario: scenario, model: model)))
    return members.count - 1
  }

  /// A change with all digits of its value, which texts for people round.
  private static func exactly(
    _ change: (setting: ScenarioSetting, value: SettingValue)
  ) -> String {
    let value = change.value.number.map { "\($0)" } ?? change.setting.text(of: change.value)
    return "\(change.setting.path)=\(value)"
  }

  private static func text(_ problem: ScenarioProblem) -> String {
    let place = problem.path.isEmpty ? "" : "\(problem.path): "
    return place + problem.finding + (problem.remedy.isEmpty ? "" : " \(problem.remedy)")
  }

  /// The variation of a text, in a scenario.
  ///
  /// - Throws: `JobFailure` about a path or value.
  static func variation(
    _ text: String, _ field: JobField, in base: Base
  ) throws -> SettingVariation {
    let variation: SettingVariation
    do throws(SettingDefect) {
      variation = try SettingVariation(text, in: base.scenario)
    } catch {
      throw JobFailure(field, error.text, "\(error.finding) \(error.remedy)")
    }
    if let reason = notCompared(variation.setting.path) { throw JobFailure(field, text, reason) }
    return variation
  }

  /// Why a setting has no place in a comparison, whose runs and goals are of all points; nil: it has.
  private static func notCompared(_ path: String) -> Words? {
    if path.hasPrefix("study.") {
      return "a comparison has one study for all: \(.replications), \(.seed) and \(.probability) change it."
    }
    if path.hasPrefix("management.") { return "the management report's settings change no figure here." }
    if path.hasPrefix("serviceLevel.") || path.contains(".serviceLevel.") {
      return "goals are judged by one wait and one share for all: give them with \(.goal)."
    }
    return nil
  }

  /// Every file with every combination of the values, the last setting running fastest.
  ///
  /// Without settings the files as they are. Where the routing is varied, the file's own comes first,
  /// whether or not it is among the values: "as it is", or the policy that the file names.
  ///
  /// - Returns: the settings, as in the first file.
  /// - Throws: `JobFailure` about paths, values, and combinations that cannot be simulated.
  @discardableResult
  mutating func addAll(_ bases: [Base], vary: [String]) throws -> [SettingVariation] {
    var first: [SettingVariation]?
    for base in bases {
      let variations = try vary.map {
        try Self.variation($0, .vary, in: base)
      }
      try Self.checkPaths(variations, .vary)
      first = first ?? variations
      let prefix = bases.count > 1 ? base.label : ""
      if variations.isEmpty { try add(base, name: base.label, changes: []) }
      let axes = variations.map { Self.axis($0, withOwnRoutingOf: base.scenario) }
      let added = axes.isEmpty ? 0 : axes.reduce(1.0) { $0 * Double($1.values.count) }
      try Self.checkCount(Double(members.count) + added)
      let isOpen = variations.contains { $0.isAll && $0.setting.isRouting }
      for changes in Self.combinations(axes) where !changes.isEmpty {
        // A setting that all entrants share tells none from another.
        let telling = zip(axes, changes).filter { $0.0.values.count > 1 }.map(\.1)
        let name = Self.name(
          of: telling.isEmpty ? changes : telling, isUnrouted: base.scenario.routing.policy == nil)
        let label = [prefix, name].filter { !$0.isEmpty }.joined(separator: " ")
        let real = changes.filter { change in
          !(change.setting.isRouting && change.value == change.setting.value(in: base.scenario))
        }
        try add(
          base, name: label, changes: real,
          mayBeLeftOut: isOpen && real.contains { $0.setting.isRouting })
      }
    }
    return first ?? []
  }

  /// The most entrants to choose from.
  private static let mostEntrants = 500

  /// Refuses too many entrants before any of them is built.
  ///
  /// - Throws: `JobFailure` about them.
  private static func checkCount(_ count: Double) throws {
    guard count > Double(mostEntrants) else { return }
    throw JobFailure(
      at: .vary,
      "\(count < 1e9 ? "\(Int(count))" : "more than a milliard") entrants are too many to choose "
        + "from; at most \(mostEntrants). `switchboard vary` simulates grids.")
  }

  /// Refuses a setting that is varied twice, under whichever of its names.
  ///
  /// - Throws: `JobFailure` about it.
  static func checkPaths(_ variations: [SettingVariation], _ field: JobField) throws {
    var paths: Set<String> = []
    for setting in variations.map(\.setting)
    where !paths.insert(setting.isRouting ? "routing" : setting.path).inserted {
      throw JobFailure(
        at: field, "\(field) \(setting.path) is given twice. Put all values into one list.")
    }
  }

  /// A short name for settings in some values: `cMu`, `count=22`, `count=22 scale=1.1`.
  ///
  /// The last part of a path is enough where it tells the settings apart; a policy needs none, nor
  /// does the only word among numbers. With `isUnrouted`, no policy is "as it is".
  static func name(
    of changes: [(setting: ScenarioSetting, value: SettingValue)], isUnrouted: Bool = false
  ) -> String {
    let paths = changes.map(\.setting.path)
    return changes.map { change in
      if isUnrouted, change.setting.isRouting, change.value == .word("none") {
        return ComparisonContext.asItIs
      }
      let value = change.setting.text(of: change.value)
      let words = changes.count { $0.value.number == nil }
      let isWord = change.value.number == nil
      if change.setting.isRouting || (isWord && words == 1) { return value }
      return "\(shortened(change.setting.path, among: paths))=\(value)"
    }.joined(separator: " ")
  }

  private static func shortened(_ path: String, among paths: [String]) -> String {
    func end(_ path: String, _ parts: Int) -> String {
      path.split(separator: ".").suffix(parts).joined(separator: ".")
    }
    let count = (1...3).first { parts in
      paths.filter { end($0, parts) == end(path, parts) }.count == 1
    }
    return count.map { end(path, $0) } ?? path
  }

  /// A setting and the values that it takes.
  typealias Axis = (setting: ScenarioSetting, values: [SettingValue])

  /// The values of a variation, each once; `all` policies do not include that there is none.
  static func axis(_ variation: SettingVariation) -> Axis {
    var values: [SettingValue] = []
    let isOpen = variation.isAll && variation.setting.isRouting
    for value in variation.values
    where !values.contains(value) && !(isOpen && value == .word("none")) {
      values.append(value)
    }
    return (variation.setting, values)
  }

  /// The same, a routing policy's with the scenario's own first.
  private static func axis(
    _ variation: SettingVariation, withOwnRoutingOf scenario: Scenario
  ) -> Axis {
    let plain = Self.axis(variation)
    guard plain.setting.isRouting, let own = plain.setting.value(in: scenario) else { return plain }
    return (plain.setting, [own] + plain.values.filter { $0 != own })
  }

  /// All combinations of values, the last setting running fastest.
  static func combinations(
    _ axes: [Axis]
  ) -> [[(setting: ScenarioSetting, value: SettingValue)]] {
    var combinations: [[(setting: ScenarioSetting, value: SettingValue)]] = [[]]
    for axis in axes {
      combinations = combinations.flatMap { start in
        axis.values.map { start + [(axis.setting, $0)] }
      }
    }
    return combinations
  }
}

extension ScenarioSetting {
  /// Whether it is the routing policy.
  var isRouting: Bool { path == "routing" || path == "routing.policy" }
}
