import Experiments
import Foundation
import Reporting
import Testing

@Suite("The management report as JSON")
struct ManagementJSONTests {
  /// A report with every member that there can be.
  static func complete() -> ManagementReport {
    var report = ManagementSample().report
    report.catalogueFiles = [.init(name: "own.yaml", text: "kpis: []\n")]
    let finding = Finding(
      "any",
      [
        "a": .number(0.1, unit: "proportion"), "b": .names(["serviceLevel"]),
        "c": .word("level.agent"), "d": .text("Monday"),
      ])
    report.kpis[0].notMeasured = [finding]
    report.kpis[0].smart.specific.evidence = [finding]
    report.decision?.isOfTypes = true
    let cost = KPIEstimate(value: 19_240, low: 19_100, high: 19_380)
    report.decision?.presentCost = cost
    report.decision?.movedCost = cost
    report.decision?.beyondBudget = report.attainability?.plans.last
    report.decision?.leaner = report.attainability?.plans.first
    var remedy = report.kpis.lazy.compactMap(\.remedy).first { !$0.actions.isEmpty }
    remedy?.actions[0].groups = [.init(group: "Team 1", now: 4, then: 5)]
    remedy?.actions[0].hours = 340
    remedy?.actions[0].isMoved = true
    report.goals[0].remedy = remedy
    report.followUps = remedy.map { [FollowUp(kpi: "occupancy", action: $0.actions[0])] }
    report.levers[0].changes["occupancy"] = KPIEstimate(value: 1, low: 0.5, high: 1.5)
    return report
  }

  private func failure(_ text: String) -> ManagementReportJSON.Failure? {
    do throws(ManagementReportJSON.Failure) {
      _ = try ManagementReportJSON.read(Data(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test("A report comes back as it was, and the same report gives the same text")
  func roundTrip() throws {
    let report = Self.complete()
    let text = try ManagementReportJSON.text(of: report)
    #expect(try ManagementReportJSON.read(Data(text.utf8)) == report)
    #expect(try ManagementReportJSON.text(of: report) == text)
    #expect(text.contains(#""word" : "level.agent""#))
  }

  @Test("Figures that are not finite are refused with their place")
  func notFinite() {
    var report = Self.complete()
    report.kpis[3].days = [0.5, .nan]
    #expect(throws: ManagementReportJSON.Failure.notFinite(place: "kpis[3].days[1]")) {
      try ManagementReportJSON.text(of: report)
    }
  }

  @Test("What is no report, or of a later program, is refused clearly")
  func refused() throws {
    #expect(failure("no json") == .notAReport("it is not JSON"))
    #expect(failure("{}") == .notAReport("it has no version"))
    #expect(failure("[1]") == .notAReport("it has no version"))
    #expect(failure(#"{"version": 99, "kpis": 1}"#) == .laterVersion(99))
    #expect(failure(#"{"version": 99}"#)?.description.contains("reads up to 2") == true)
    #expect(failure(#"{"version": 2}"#) == .damaged(place: "run", message: "it is missing"))
    let text = try ManagementReportJSON.text(of: Self.complete())
    let broken = text.replacing(#""seed" : "20260722""#, with: #""seed" : 5"#)
    #expect(failure(broken) == .damaged(place: "run.seed", message: "it is of the wrong kind"))
    let word = text.replacing(#""word" : "level.agent""#, with: #""wort" : "level.agent""#)
    #expect(
      failure(word)
        == .damaged(
          place: "kpis[0].notMeasured[0].values.c",
          message: "expected a number, an estimate, names, a word or a text"))
    #expect(failure(#"{"version": 1}"#) == .earlierVersion(1))
  }

  // MARK: - Schema

  @Test("A report is valid by its schema, and every member of the schema occurs")
  func schema() throws {
    var validator = try SchemaValidator(ManagementReportSchema.text)
    let text = try ManagementReportJSON.text(of: Self.complete())
    let report = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(validator.problems(report) == [])
    #expect(validator.unseen.sorted() == [])
  }

  @Test(
    "What the program does not write is not valid",
    arguments: [
      (#""version" : 2"#, #""version" : 1"#), (#""verdict" : "missed""#, #""verdict" : "lost""#),
      (#""profile" : "custom""#, #""profil" : "custom""#),
      (#""dataDate" : "2026-11-22""#, #""dataDate" : "22.11.2026""#),
      (#""monthShare" : {"#, #""monthShare" : 61, "month" : {"#),
      (#""replications" : 120"#, #""replications" : "x""#),
      (#""word" : "level.agent""#, #""word" : "level.agent", "text" : """#),
    ])
  func invalid(found: String, changed: String) throws {
    let text = try ManagementReportJSON.text(of: Self.complete())
    #expect(text.contains(found))
    let report = try JSONSerialization.jsonObject(
      with: Data(text.replacing(found, with: changed).utf8))
    var validator = try SchemaValidator(ManagementReportSchema.text)
    #expect(validator.problems(report) != [])
  }
}

/// As much of JSON Schema as the schema of the report uses; what else it meets is a problem.
private struct SchemaValidator {
  private let root: [String: Any]
  /// Members of objects that no value had so far.
  private(set) var unseen: Set<String> = []

  init(_ text: String) throws {
    root = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let parts = (root["$defs"] as? [String: [String: Any]] ?? [:])
    for (name, part) in [("report", root)] + parts.map({ ($0, $1) }) {
      for key in (part["properties"] as? [String: Any] ?? [:]).keys { unseen.insert("\(name).\(key)") }
    }
  }

  mutating func problems(_ value: Any) -> [String] { check(value, root, "report", "") }

  private mutating func check(
    _ value: Any, _ schema: [String: Any], _ part: String, _ place: String
  ) -> [String] {
    var problems: [String] = []
    for (key, rule) in schema {
      switch key {
      case "$ref":
        let name = (rule as? String ?? "").replacing("#/$defs/", with: "")
        let found = (root["$defs"] as? [String: [String: Any]])?[name]
        problems += found.map { check(value, $0, name, place) } ?? ["\(place): no \(name)"]
      case "type": if !Self.isOf(value, rule) { problems.append("\(place): no \(rule)") }
      case "const": if value as? Int != rule as? Int { problems.append("\(place): not \(rule)") }
      case "enum":
        let words = rule as? [String] ?? []
        if !words.contains(value as? String ?? "") { problems.append("\(place): not of \(words)") }
      case "pattern":
        let text = value as? String ?? ""
        if text.range(of: rule as? String ?? "", options: .regularExpression) == nil {
          problems.append("\(place): \(text)")
        }
      case "minimum":
        if let number = value as? Double, number < rule as? Double ?? 0 {
          problems.append("\(place): < \(rule)")
        }
      case "maximum":
        if let number = value as? Double, number > rule as? Double ?? 0 {
          problems.append("\(place): > \(rule)")
        }
      case "required":
        let object = value as? [String: Any] ?? [:]
        problems += (rule as? [String] ?? []).filter { object[$0] == nil }.map { "\(place): lacks \($0)" }
      case "properties": problems += checkMembers(value, rule, part, place)
      case "additionalProperties":
        let known = (schema["properties"] as? [String: Any] ?? [:]).keys
        for (name, member) in value as? [String: Any] ?? [:] where !known.contains(name) {
          if let rule = rule as? [String: Any] {
            problems += check(member, rule, part, "\(place).\(name)")
          } else {
            problems.append("\(place): \(name) is not allowed")
          }
        }
      case "items":
        for (index, element) in (value as? [Any] ?? []).enumerated() {
          problems += check(element, rule as? [String: Any] ?? [:], part, "\(place)[\(index)]")
        }
      case "anyOf", "oneOf":
        let fitting = (rule as? [[String: Any]] ?? []).filter { check(value, $0, part, place) == [] }
        if fitting.isEmpty || (key == "oneOf" && fitting.count > 1) {
          problems.append("\(place): \(fitting.count) of \(key) fit")
        }
      case "description", "title", "$schema", "$defs": break
      default: problems.append("the schema uses \(key)")
      }
    }
    return problems
  }

  private mutating func checkMembers(
    _ value: Any, _ rule: Any, _ part: String, _ place: String
  ) -> [String] {
    let rules = rule as? [String: [String: Any]] ?? [:]
    return (value as? [String: Any] ?? [:]).flatMap { name, member -> [String] in
      guard let rule = rules[name] else { return [] }
      unseen.remove("\(part).\(name)")
      return check(member, rule, part, "\(place).\(name)")
    }
  }

  private static func isOf(_ value: Any, _ type: Any) -> Bool {
    switch type as? String {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": value is Bool
    case "integer": value is Int
    case "number": value is Double
    case "null": value is NSNull
    default: false
    }
  }
}
