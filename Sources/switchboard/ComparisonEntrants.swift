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
  /// - Throws: `ProgramStop` about files that cannot be read, or cannot be compared.
  static func bases(_ files: [String], goals: ComparisonGoals) throws -> [Base] {
    var bases: [Base] = []
    let labels = files.map {
      URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
    }
    for (file, label) in zip(files, labels) {
      let read = try ScenarioInput.read(file)
      guard read.scenario.study.method == .replications else {
        throw ProgramStop.options(
          "\(file): its study is one long run (method: batchMeans); comparisons need replications. "
            + "Give it study: {replications: 50}.")
      }
      guard files.filter({ $0 == file }).count == 1 else {
        throw ProgramStop.options("\(file) is given twice.")
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
          file: file, label: isUnique ? label : file, scenario: scenario,
          digest: ([read.digest] + waits).joined(separator: " ")))
    }
    return bases
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
  /// - Throws: `ProgramStop` with what is missing.
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
      throw ProgramStop.options(
        problems.map { "\(subject): \($0)" }.joined(separator: "\nerror: "))
    }
    let note = changes.map { "\($0.setting.path) = \($0.setting.text(of: $0.value))" }
      .joined(separator: ", ")
    members.append(
      Member(
        entrant: Entrant(name: name, note: note, model: model),
        digest: ([base.digest] + [note].filter { !$0.isEmpty }).joined(separator: " ")))
    return members.count - 1
  }

  private static func text(_ problem: ScenarioProblem) -> String {
    let place = problem.path.isEmpty ? "" : "\(problem.path): "
    return place + problem.finding + (problem.remedy.isEmpty ? "" : " \(problem.remedy)")
  }

  /// The variation of a text, in a scenario.
  ///
  /// - Throws: `ProgramStop` about a path or value.
  static func variation(
    _ text: String, option: String, in base: Base
  ) throws -> SettingVariation {
    do throws(SettingDefect) {
      return try SettingVariation(text, in: base.scenario)
    } catch {
      throw ProgramStop.options("\(option) \(error.text): \(error.finding) \(error.remedy)")
    }
  }

  /// Every file with every combination of the values, the last setting running fastest.
  ///
  /// Without settings the files as they are. A file whose routing is varied and that has no policy
  /// takes part as it is, too.
  ///
  /// - Throws: `ProgramStop` about paths, values, and combinations that cannot be simulated.
  mutating func addAll(_ bases: [Base], vary: [String]) throws {
    for base in bases {
      let variations = try vary.map {
        try Self.variation($0, option: "--vary", in: base)
      }
      let prefix = bases.count > 1 ? base.label : ""
      if variations.isEmpty {
        try add(base, name: base.label, changes: [])
      } else if variations.contains(where: { $0.setting.isRouting }),
        base.scenario.routing.policy == nil
      {
        try add(base, name: prefix.isEmpty ? "as it is" : "\(prefix) as it is", changes: [])
      }
      for changes in Self.combinations(variations) where !changes.isEmpty {
        // A setting that all entrants share tells none from another.
        let telling = zip(variations, changes).filter { $0.0.values.count > 1 }.map(\.1)
        let name = Self.name(of: telling.isEmpty ? changes : telling)
        let label = [prefix, name].filter { !$0.isEmpty }.joined(separator: " ")
        try add(
          base, name: label, changes: changes,
          mayBeLeftOut: zip(variations, changes).contains { $0.0.isAll && $0.1.setting.isRouting })
      }
    }
  }

  /// A short name for settings in some values: `cMu`, `count=22`, `count=22 arrivals.scale=1.1`.
  ///
  /// The last part of a path is enough where it tells the settings apart; a policy needs none, nor
  /// does the only word among numbers.
  static func name(
    of changes: [(setting: ScenarioSetting, value: SettingValue)]
  ) -> String {
    let paths = changes.map(\.setting.path)
    return changes.map { change in
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

  /// All combinations of values.
  ///
  /// The word that leaves a scenario as it is is no value of `all`.
  static func combinations(
    _ variations: [SettingVariation]
  ) -> [[(setting: ScenarioSetting, value: SettingValue)]] {
    var combinations: [[(setting: ScenarioSetting, value: SettingValue)]] = [[]]
    for variation in variations {
      let values = variation.values.filter {
        !(variation.isAll && variation.setting.isRouting && $0 == .word("none"))
      }
      combinations = combinations.flatMap { start in
        values.map { start + [(variation.setting, $0)] }
      }
    }
    return combinations
  }
}

extension ScenarioSetting {
  /// Whether it is the routing policy.
  var isRouting: Bool { path == "routing" || path == "routing.policy" }
}

extension Scenario {
  /// Whether anything in it costs more than the default, so that cost can be an objective.
  var hasCosts: Bool {
    agentGroups.contains { $0.cost != 1 }
      || contactTypes.contains { $0.value != nil || $0.waitingCost != nil }
  }
}
