import ContactCenter
import Foundation
import ScenarioReading
import Testing
import Yams

/// Settings that are fields of the scenario's format.
@Suite("Settings made from fields")
struct FieldSettingTests {
  private static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  // MARK: - All numbers of the shipped scenarios

  @Test(
    "Every number of a field has a path that says what the file says, and changes what that changes",
    arguments: FormatTests.shipped)
  func shipped(name: String) throws {
    let file = Self.packageFolder.appendingPathComponent(name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let folder = file.deletingLastPathComponent().path
    let scenario = try ScenarioFile.read(text: text, baseFolder: folder).scenario
    let root = try #require(try compose(yaml: text))
    var count = 0
    var fields: Set<String> = []
    for number in Numbers(root).all {
      guard let setting = try? ScenarioSetting(path: number.path, in: scenario) else {
        #expect(number.isData, "\(number.path) = \(number.text) has no path")
        continue
      }
      let now = try #require(setting.value(in: scenario), "\(number.path)")
      let written = try #require(try setting.values(number.text).first)
      #expect(isClose(now, written), "\(number.path): \(now), not \(written)")
      // Reading takes its time: once for each field is enough.
      let field = number.path.replacing(#/"[^"]*"|\[[0-9]+\]/#, with: "")
      try change(setting, number, fields.insert(field).inserted ? root : nil, scenario, folder)
      count += 1
    }
    #expect(count > 5)
  }

  /// Changes a number to another one that the format allows, and reads a file that says so, if there is
  /// one.
  private func change(
    _ setting: ScenarioSetting, _ number: Numbers.Found, _ root: Node?, _ scenario: Scenario,
    _ folder: String
  ) throws {
    for text in number.others {
      guard let variation = try? SettingVariation("\(setting.path)=\(text)", in: scenario),
        let value = variation.values.first
      else { continue }
      let changed = setting.applied(value, to: scenario)
      #expect(changed != scenario, "\(setting.path)=\(text) changes nothing")
      #expect(isClose(try #require(setting.value(in: changed)), value), "\(setting.path)=\(text)")
      guard let root else { return }
      let yaml = try serialize(node: Numbers.replacing(number, with: text, in: root))
      // What other parts of the file are read by may not be changed alone.
      if let read = try? ScenarioFile.read(text: yaml, baseFolder: folder).scenario {
        let again = try #require(try ScenarioSetting(path: setting.path, in: read).value(in: read))
        #expect(isClose(again, value), "\(setting.path)=\(text): the file says \(again)")
        expectSame(changed, read, setting.path)
      }
      return
    }
    #expect(Bool(false), "\(setting.path) takes none of \(number.others)")
  }

  /// All settings of two scenarios have the same values, up to rounding.
  private func expectSame(_ one: Scenario, _ other: Scenario, _ path: String) {
    if one == other { return }
    let others = Dictionary(
      uniqueKeysWithValues: ScenarioSetting.all(in: other).map { ($0.setting.path, $0.value) })
    for (setting, value) in ScenarioSetting.all(in: one) where !isInherited(setting.path, path) {
      guard let found = others[setting.path] else {
        #expect(Bool(false), "\(path) changes \(setting.path)")
        continue
      }
      #expect(isClose(value, found), "\(path) changes \(setting.path): \(value), read \(found)")
    }
  }

  /// Whether the reader takes the one from the other: a type's service level from the scenario's, rates
  /// of volumes from the planning interval.
  private func isInherited(_ path: String, _ changed: String) -> Bool {
    (changed.hasPrefix("serviceLevel.") && path.contains(".serviceLevel."))
      || (changed == "calendar.interval" && path.contains(".arrivals."))
  }

  private func isClose(_ one: SettingValue, _ other: SettingValue) -> Bool {
    guard let a = one.number, let b = other.number else { return one == other }
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-3)
  }

  // MARK: - Laws

  private static func scenario(talk: String) throws -> Scenario {
    try ScenarioFile.read(
      text: """
        name: Test
        contactTypes:
          - {name: gold, arrivals: {perHour: 60}, talk: \(talk)}
        agentGroups:
          - {name: seniors, agents: 10, skills: [gold]}
        """
    ).scenario
  }

  @Test(
    "A law is changed by any of its parameters; mean and cv keep each other",
    arguments: [
      ("{law: gamma, mean: 4 min, cv: 0.5}", "cv=0.8", "{law: gamma, mean: 4 min, cv: 0.8}"),
      ("{law: gamma, mean: 4 min, cv: 0.5}", "mean=5min", "{law: gamma, mean: 5 min, cv: 0.5}"),
      ("{law: gamma, shape: 4, scale: 1 min}", "cv=0.25", "{law: gamma, mean: 4 min, cv: 0.25}"),
      ("{law: gamma, shape: 4, scale: 1 min}", "scale=2min", "{law: gamma, shape: 4, scale: 2 min}"),
      ("{law: lognormal, mean: 3 min, cv: 1.2}", "cv=0.9", "{law: lognormal, mean: 3 min, cv: 0.9}"),
      ("{law: weibull, mean: 3 min, cv: 1.2}", "mean=100s", "{law: weibull, mean: 100 s, cv: 1.2}"),
      ("{law: logLogistic, mean: 3 min, cv: 1.2}", "cv=0.7", "{law: logLogistic, mean: 3 min, cv: 0.7}"),
      (
        "{law: hyperexponential, mean: 3 min, cv: 1.5}", "cv=2",
        "{law: hyperexponential, mean: 3 min, cv: 2}"
      ),
      ("{law: normal, mean: 3 min, cv: 0.2}", "mean=200s", "{law: normal, mean: 200 s, cv: 0.2}"),
      ("{law: exponential, mean: 3 min}", "mean=200s", "{law: exponential, mean: 200 s}"),
      ("{law: erlang, phases: 3, mean: 3 min}", "phases=4", "{law: erlang, phases: 4, mean: 3 min}"),
      ("{law: uniform, from: 1 min, to: 3 min}", "to=4min", "{law: uniform, from: 1 min, to: 4 min}"),
      (
        "{law: gamma, mean: 4 min, cv: 0.5, atomAtZero: 10%}", "cv=0.8",
        "{law: gamma, mean: 4 min, cv: 0.8, atomAtZero: 10%}"
      ),
      ("{law: gamma, mean: 4 min, cv: 0.5}", "sd=1min", "{law: gamma, mean: 4 min, cv: 0.25}"),
      ("{law: lognormal, mean: 100 s, cv: 1.2}", "sd=90s", "{law: lognormal, mean: 100 s, cv: 0.9}"),
      ("{law: normal, mean: 3 min, cv: 0.2}", "sd=30s", "{law: normal, mean: 3 min, sd: 30 s}"),
      (
        "{law: hyperexponential, mean: 100 s, cv: 1.5}", "sd=200s",
        "{law: hyperexponential, mean: 100 s, cv: 2}"
      ),
      (
        "{law: exponential, mean: 3 min}", "atomAtZero=10%",
        "{law: exponential, mean: 3 min, atomAtZero: 10%}"
      ),
      ("3 min", "atomAtZero=10%", "{law: constant, value: 3 min, atomAtZero: 10%}"),
      (
        "{law: empirical, values: [1 min, 2 min]}", "atomAtZero=10%",
        "{law: empirical, values: [1 min, 2 min], atomAtZero: 10%}"
      ),
      (
        "{law: exponential, mean: 3 min, atomAtZero: 10%}", "atomAtZero=20%",
        "{law: exponential, mean: 3 min, atomAtZero: 20%}"
      ),
    ])
  func laws(law: String, change: String, expected: String) throws {
    let scenario = try Self.scenario(talk: law)
    let variation = try SettingVariation("contactTypes.gold.talk.\(change)", in: scenario)
    let changed = variation.setting.applied(variation.values[0], to: scenario)
    let read = try Self.scenario(talk: expected)
    for key in ["mean", "cv", "sd", "shape", "scale", "phases", "to", "atomAtZero"] {
      let setting = try ScenarioSetting(path: "contactTypes.gold.talk.\(key)", in: read)
      let (found, said) = (setting.value(in: changed), setting.value(in: read))
      #expect((found == nil) == (said == nil), "\(key): \(String(describing: found))")
      if let found, let said { #expect(isClose(found, said), "\(key): \(found), not \(said)") }
    }
  }

  // MARK: - Arrivals

  private static func scenario(arrivals: String) throws -> Scenario {
    try ScenarioFile.read(
      text: """
        name: Test
        calendar: {hours: 08:00-12:00}
        contactTypes:
          - {name: gold, arrivals: {\(arrivals)}}
        agentGroups:
          - {name: seniors, shifts: [{start: 08:00, end: 12:00}], skills: [gold]}
        """
    ).scenario
  }

  @Test(
    "Rates from opening on are changed one by one, with all that the list repeats",
    arguments: [
      ("rates: [60, 30, 20, 10]", "rates[2]=45", "rates: [60, 45, 20, 10]"),
      ("rates: [60, 30], repeat: true", "rates[2]=45", "rates: [60, 45], repeat: true"),
      ("rates: [60, 30], repeat: true", "every=30min", "rates: [60, 30], every: 30 min, repeat: true"),
      ("rates: [60, 30, 20, 10], every: 1 h", "repeat=true", "rates: [60, 30, 20, 10], repeat: true"),
    ])
  func rates(arrivals: String, change: String, expected: String) throws {
    let scenario = try Self.scenario(arrivals: arrivals)
    let variation = try SettingVariation("contactTypes.gold.arrivals.\(change)", in: scenario)
    let changed = variation.setting.applied(variation.values[0], to: scenario)
    #expect(changed == (try Self.scenario(arrivals: expected)))
    #expect(changed != scenario)
  }

  @Test("Rates that a change makes too many or too few are an error of the scenario")
  func unfittingRates() throws {
    let scenario = try Self.scenario(arrivals: "rates: [60, 30, 20, 10]")
    let variation = try SettingVariation("contactTypes.gold.arrivals.every=2h", in: scenario)
    do throws(ScenarioProblems) {
      _ = try variation.setting.applied(variation.values[0], to: scenario).model()
      #expect(Bool(false), "four rates of two hours fit into four hours")
    } catch {
      #expect(error.problems.map(\.path) == ["contactTypes[0].arrivals.rates"])
    }
  }

  @Test("Times of day and flags are settings")
  func timesAndFlags() throws {
    let scenario = try Self.scenario(arrivals: "perHour: 60")
    let shift = try SettingVariation(
      "agentGroups.seniors.shifts[1].start=08:30,09:00:15", in: scenario)
    #expect(shift.values.map(shift.setting.text) == ["08:30", "09:00:15"])
    let later = shift.setting.applied(shift.values[1], to: scenario)
    guard case .shifts(let shifts) = later.agentGroups[0].staffing else {
      return #expect(Bool(false), "no shifts")
    }
    #expect(shifts[0].start == 9 * 3600 + 15)
    let copies = try SettingVariation("routing.copies=all", in: scenario)
    #expect(copies.values.map { copies.setting.applied($0, to: scenario).routing.copies } == [true, false])
  }

  // MARK: - Names

  @Test(
    "In brackets and quotes anything is a name",
    arguments: [
      "a.b", "say \"hi\"", "a\\b", "scale", "talk", "x=1", "n[1]", " blank ", "[\"", "plain name",
    ])
  func names(name: String) throws {
    var scenario = try Self.scenario(talk: "3 min")
    scenario.contactTypes[0].name = name
    let inside = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let variation = try SettingVariation("contactTypes[\"\(inside)\"].talk.mean=20s,1min", in: scenario)
    let changed = variation.setting.applied(variation.values[1], to: scenario)
    #expect(changed.contactTypes[0].talk.pieces[0].law == .constant(60))
    // The path that messages and tables show leads to the same.
    let again = try ScenarioSetting(path: variation.setting.path, in: scenario)
    #expect(again.applied(.number(60), to: scenario) == changed)
    let scale = try SettingVariation("arrivals[\"\(inside)\"].scale=2", in: scenario)
    #expect(scale.setting.applied(.number(2), to: scenario).contactTypes[0].arrivals.scale == 2)
    #expect(try ScenarioSetting(path: scale.setting.path, in: scenario) == scale.setting)
  }

  @Test("A name without need of quotes is shown without them; a key's word is quoted beside that key")
  func shownNames() throws {
    var scenario = try Self.scenario(talk: "3 min")
    let plain = try ScenarioSetting(path: "contactTypes[\"gold\"].talk.mean", in: scenario)
    #expect(plain.path == "contactTypes.gold.talk.mean")
    scenario.contactTypes[0].name = "a.b"
    let dotted = try ScenarioSetting(path: "contactTypes.a.b.talk.mean", in: scenario)
    #expect(dotted.path == "contactTypes[\"a.b\"].talk.mean")
  }

  // MARK: - Fields

  @Test("Every field can be varied, or says why not; numbers, lengths, shares and times can")
  func everyField() {
    let fields = ScenarioSetting.fields
    #expect(fields.count > 250)
    #expect(fields.filter { !$0.isVaried && $0.reason == nil }.map(\.path) == [])
    for (path, isVaried, reason) in fields where !isVaried {
      #expect(reason?.hasSuffix(".") == true && reason?.count ?? 0 > 15, "\(path)")
    }
  }

  @Test(
    "What cannot be varied says why",
    arguments: [
      ("calendar.hours=08:00-09:00", "calendar.hours cannot be varied", "write a scenario for each"),
      ("contactTypes.gold.talk.law=gamma", "talk.law cannot be varied", "parameters are varied"),
      ("queues.gold.whenFull=busy", "whenFull cannot be varied", "where callers go"),
      ("contactTypes.gold.arrivals.process=poisson", "process cannot be varied", "keys of one process"),
    ])
  func reasons(text: String, finding: String, remedy: String) throws {
    try mistakes(text: text, finding: finding, remedy: remedy)
  }

  // MARK: - Mistakes

  @Test(
    "Bounds and words are the field's",
    arguments: [
      ("contactTypes.gold.talk.cv=200", "out of range", "0 to 100"),
      ("contactTypes.gold.talk.cv=0.5", "cannot be", "contactTypes.gold.talk.mean = 180 s"),
      ("contactTypes.gold.talk.mean=20 parsecs", "no unit of time", "min"),
      ("contactTypes.gold.talk.mena=20s", "no setting", "Did you mean \"mean\"?"),
      ("contactTypes.glod.talk.mean=20s", "no contact type named \"glod\"", "Did you mean \"gold\"?"),
      ("contactTypes.gold=3", "no setting", "contactTypes.gold.priority"),
      ("contactType.gold.priority=3", "no setting", "Did you mean \"contactTypes\"?"),
      ("queues.gold.steps[1].after=30s", "no element 1", "none"),
      ("agentGroups.seniors.skills.silver.rank=2", "no skill named \"silver\"", "gold"),
      ("agentGroups.seniors.absence=120%", "no proportion", "0% to 100%"),
      ("costs.loading=2000%", "out of range", "1000%"),
    ])
  func mistakes(text: String, finding: String, remedy: String) throws {
    let scenario = try Self.scenario(talk: "{law: exponential, mean: 3 min}")
    do throws(SettingDefect) {
      _ = try SettingVariation(text, in: scenario)
      #expect(Bool(false), "\(text) was read")
    } catch {
      #expect(error.finding.contains(finding), "\(error)")
      #expect(error.remedy.contains(remedy), "\(error)")
    }
  }

  @Test("A field that may stand alone is written where its owner is missing; another is refused")
  func missing() throws {
    let scenario = try Self.scenario(talk: "3 min")
    let wage = try SettingVariation("costs.wage=35", in: scenario)
    #expect(wage.setting.value(in: scenario) == nil)
    #expect(wage.setting.applied(.number(35), to: scenario).costs?.wage == 35)
    #expect(throws: SettingDefect.self) {
      try SettingVariation("contactTypes.gold.hold.probability=10%", in: scenario)
    }
  }
}

/// The numbers in a YAML text, with the paths that lead to them.
private struct Numbers {
  struct Found {
    var path: String
    var text: String
    /// Keys and indices in the text.
    var place: [Step]
    /// Whether it is one of many figures in a list, or says how such a list is read.
    var isData: Bool

    /// Other numbers of the same kind.
    var others: [String] {
      let unit = text.drop { $0.isNumber || ".-+eE ".contains($0) }
      guard let value = Double(text.dropLast(unit.count).filter { $0 != " " }) else { return [] }
      let whole = text.contains(".") ? [] : [value + 1, value - 1, value * 2]
      let numbers = whole + [value / 2, value * 1.1, value + 0.5, value - 0.5]
      return numbers.map { number in
        let plain = number == number.rounded() ? "\(Int(number))" : "\(number)"
        return unit.isEmpty ? plain : "\(plain)\(unit)"
      }
    }
  }

  enum Step: Equatable { case key(String), index(Int) }

  private(set) var all: [Found] = []

  init(_ root: Node) { walk(root, path: "", place: [], isData: false) }

  private mutating func walk(_ node: Node, path: String, place: [Step], isData: Bool) {
    switch node {
    case .scalar(let scalar):
      guard scalar.style == .any || scalar.style == .plain else { return }
      let form = #/-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\s*(%|s|min|h|d|months?)?/#
      guard (try? form.wholeMatch(in: scalar.string)) != nil else { return }
      all.append(Found(path: path, text: scalar.string, place: place, isData: isData))
    case .mapping(let mapping):
      for (key, value) in mapping {
        guard let key = key.string else { continue }
        let name = key.contains(".") ? "\"\(key)\"" : key
        walk(
          value, path: path.isEmpty ? name : "\(path).\(name)", place: place + [.key(key)],
          isData: isData || key == "firstDate" || key == "ahead")
      }
    case .sequence(let sequence):
      for (index, value) in sequence.enumerated() {
        let first = value.mapping?.first
        let isNamed = ["name", "queue", "type"].contains(first?.key.string) && !path.contains("shifts")
        let step =
          isNamed ? ".\"\(first?.value.string ?? "")\"" : "[\(index + 1)]"
        walk(
          value, path: path + step, place: place + [.index(index)],
          isData: isData || value.scalar != nil)
      }
    case .alias: break
    }
  }

  /// The text with another number in that place.
  static func replacing(_ found: Found, with text: String, in root: Node) -> Node {
    replaced(root, found.place[...], text)
  }

  private static func replaced(_ node: Node, _ place: ArraySlice<Step>, _ text: String) -> Node {
    guard let step = place.first else { return Node(text) }
    switch (node, step) {
    case (.mapping(var mapping), .key(let key)):
      mapping[Node(key)] = mapping[Node(key)].map { replaced($0, place.dropFirst(), text) }
      return .mapping(mapping)
    case (.sequence(var sequence), .index(let index)):
      sequence[index] = replaced(sequence[index], place.dropFirst(), text)
      return .sequence(sequence)
    default: return node
    }
  }
}
