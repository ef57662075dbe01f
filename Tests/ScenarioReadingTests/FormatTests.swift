import ContactCenter
import Foundation
import ScenarioReading
import Testing

/// The folder of the package.
private let packageFolder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

@Suite("The format is described once, for all its readers")
struct FormatTests {
  @Test("The schema is JSON and refers only to what it defines")
  func schema() throws {
    let text = ScenarioSchema.json()
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let references = text.matches(of: #/"#/\$defs/([^"]+)"/#).map { String($0.1) }
    #expect(!references.isEmpty)
    for reference in references { #expect(definitions[reference] != nil, "\(reference)") }
  }

  @Test("The reference lists every key of the schema")
  func sameKeys() throws {
    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(ScenarioSchema.json().utf8)) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    let inSchema = definitions.values.flatMap { ($0["properties"] as? [String: Any] ?? [:]).keys }
    let rows = ScenarioReference.markdown().matches(of: #/(?m)^\| (?:\*\*)?`(\w+)`/#)
    let inReference = Set(rows.map { String($0.1) })
    #expect(Set(inSchema).subtracting(inReference) == [])
    for key in ["contactTypes", "patience", "overflowTo", "atomAtZero", "handlingFactor"] {
      #expect(inSchema.contains(key))
    }
  }

  @Test("Docs/Scenario-Format.md is what the program prints")
  func reference() throws {
    let file = packageFolder.appendingPathComponent("Docs/Scenario-Format.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text == ScenarioReference.markdown(), "Run make docs")
  }

  @Test("The same text comes out every time")
  func stable() {
    #expect(ScenarioSchema.json() == ScenarioSchema.json())
    #expect(ScenarioReference.markdown() == ScenarioReference.markdown())
  }

  static let shipped = ["Scenarios", "Scenarios/routing"].flatMap { folder in
    let path = packageFolder.appendingPathComponent(folder).path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
  }

  @Test("The scenarios that ship have no problems", arguments: shipped)
  func scenario(_ name: String) throws {
    let file = try ScenarioFile.read(path: packageFolder.appendingPathComponent(name).path)
    #expect(file.warnings == [])
    #expect(file.summary.hasPrefix(file.scenario.name))
  }

  @Test("Every routing policy has a scenario", arguments: Scenario.RoutingPolicy.allCases)
  func policy(_ policy: Scenario.RoutingPolicy) throws {
    let name = policy.rawValue.replacing(#/[A-Z]/#) { "-" + $0.output.lowercased() }
    let file = packageFolder.appendingPathComponent("Scenarios/routing/\(name).yaml")
    #expect(try ScenarioFile.read(path: file.path).scenario.routing.policy == policy)
  }

  @Test("One scenario has what every policy needs", arguments: Scenario.RoutingPolicy.allCases)
  func twoBrands(_ policy: Scenario.RoutingPolicy) throws {
    let file = packageFolder.appendingPathComponent("Scenarios/two-brands.yaml")
    var scenario = try ScenarioFile.read(path: file.path).scenario
    scenario.routing.policy = policy
    #expect(try scenario.modelAndWarnings().warnings == [])
  }

  @Test("There are scenarios to ship")
  func someScenarios() { #expect(Self.shipped.count >= 8) }
}

@Suite("Values are written with their units")
struct UnitTests {
  @Test(
    "A precision goal is absolute or relative",
    arguments: [
      ("serviceLevel=0.5%", 0.005, false), ("averageSpeedOfAnswer=1 s", 1.0, false),
      ("averageSpeedOfAnswer = rel:2%", 0.02, true), ("longestWait=2 min", 120.0, false),
      ("serviceLevel=0.01", 0.01, false),
    ])
  func precision(_ text: String, _ halfWidth: Double, _ isRelative: Bool) throws {
    let goal = try Scenario.PrecisionGoal(text: text)
    #expect(abs(goal.halfWidth - halfWidth) < 1e-15)
    #expect(goal.isRelative == isRelative)
  }

  @Test(
    "What is no precision goal is refused",
    arguments: [
      "serviceLevel", "=1%", "serviceLevel=-1%", "serviceLevel=x", "serviceLevle=1%",
      "averageSpeedOfAnswer=rel:2 s", "averageSpeedOfAnswer=0", "serviceLevel=0.5", "serviceLevel=5",
      "averageSpeedOfAnswer=rel:0.5",
    ])
  func noPrecision(_ text: String) {
    #expect(throws: PrecisionGoalDefect.self) { try Scenario.PrecisionGoal(text: text) }
  }

  @Test("Rates in all their forms mean the same")
  func rates() throws {
    let forms = [
      "perHour: 60", "volumes: [30, 30, 30, 30]", "rates: [60, 60]",
      "points: [[08:00, 60]]", "points: [[08:00, 60], [10:00, 60]], interpolation: linear",
      "rates: [120, 120, 120], every: 40 min, scale: 0.5",
    ]
    for form in forms {
      let text = goodText.replacingOccurrences(of: "perHour: 60", with: form)
      let segments = try ScenarioFile.read(text: text).model.contactTypes[0].segments
      let volume = segments.reduce(0) { $0 + ($1.to - $1.from) * $1.c0 }
      #expect(abs(volume - 120) < 1e-9, "\(form)")
    }
  }
}
