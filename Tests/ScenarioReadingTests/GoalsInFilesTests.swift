import ContactCenter
import Experiments
import ScenarioReading
import Testing

/// Files have goals in the language of command lines.
@Suite("Goals in files")
struct GoalsInFilesTests {
  private func scenario(_ center: String, _ type: String = "") throws -> Scenario {
    let text = """
      name: a
      calendar: {hours: 08:00-10:00}
      \(center)
      contactTypes:
        - {name: calls, arrivals: {perHour: 60}, talk: 3 min\(type)}
      agentGroups: [{name: team, agents: 5, skills: [calls]}]

      """
    return try ScenarioFile.read(text: text).scenario
  }

  @Test("A service level is a goal or keys, of the center and of a type")
  func serviceLevels() throws {
    let keys = try scenario("serviceLevel: {within: 10 s, target: 90%}", ", serviceLevel: {target: 80%}")
    let goal = try scenario("serviceLevel: 90/10", ", serviceLevel: 80/10")
    #expect(goal.serviceLevel == keys.serviceLevel)
    #expect(goal.contactTypes[0].serviceLevel == keys.contactTypes[0].serviceLevel)
    let short = try scenario("serviceLevel: 90%/3s").serviceLevel
    #expect(short.acceptableWait == 3 && short.shortAbandon == 3 && short.target == 0.9)
  }

  @Test(
    "What is no service level of the whole is refused",
    arguments: ["80", "asa<10s", "SL2=80/20", "80/20@day", "gold:80/20", "100/20"])
  func refused(text: String) throws {
    let error = #expect(throws: ScenarioErrors.self) { try scenario("serviceLevel: \"\(text)\"") }
    #expect(error?.problems.count == 1)
    #expect(error?.problems.first?.remedy.contains("80/20") == true)
  }

  @Test(
    "Precision goals name figures as goals do",
    arguments: [
      ("serviceLevel±0.5%", "serviceLevel", 0.005, false), ("asa±2 s", "averageSpeedOfAnswer", 2, false),
      ("asa=rel:2%", "averageSpeedOfAnswer", 0.02, true), ("answered±5", "answered", 5, false),
      ("abandonment±rel:1%", "abandonedProportion", 0.01, true),
      ("sl2±1%", "serviceLevelShortWaitAbandonsIgnored", 0.01, false),
    ])
  func precision(text: String, name: String, width: Double, isRelative: Bool) throws {
    let study = try scenario("study: {precision: [\(text)]}").study
    #expect(
      study.precision
        == [Scenario.PrecisionGoal(indicator: name, halfWidth: width, isRelative: isRelative)])
  }

  private func target(_ kpi: String, _ target: String) throws(ScenarioErrors) -> KPITarget? {
    try KPICatalogueFile.read(
      text: "kpis: [{id: \(kpi), targets: [{profile: custom, provenance: proposal, \(target)}]}]",
      name: "mine.yaml"
    ).kpi(kpi)?.targets.first { $0.profile == "custom" }
  }

  @Test(
    "A KPI's target may be a goal",
    arguments: [
      ("serviceLevel", "goal: 80/20@day", "atLeast: 80 %, within: 20 s, period: day"),
      ("percentAbandoned", "goal: abandonment<3%", "atMost: 3 %, period: month"),
      ("averageSpeedOfAnswer", "goal: \"asa < 15s\", period: week", "atMost: 15 s, period: week"),
    ])
  func targets(kpi: String, goal: String, keys: String) throws {
    let found = try target(kpi, goal)
    #expect(try found != nil && found == target(kpi, keys))
  }

  @Test(
    "A target's goal is about the KPI's figure, and is the only bound",
    arguments: [
      ("percentAbandoned", "goal: asa<10s", "is abandonedProportion"),
      ("costPerCall", "goal: cost<5", "no amounts of money"),
      ("turnover", "goal: abandonment<3%", "no figure that a goal"),
      ("serviceLevel", "goal: 80/20, atLeast: 80 %", "beside other bounds"),
      ("serviceLevel", "goal: \"gold:80/20\"", "whole center"),
      ("serviceLevel", "goal: 80/20 90/10", "more than one goal"),
    ])
  func wrongTargets(kpi: String, goal: String, finding: String) {
    let error = #expect(throws: ScenarioErrors.self) { try target(kpi, goal) }
    #expect(error?.problems.count == 1, "\(String(describing: error))")
    #expect(error?.problems.first?.finding.contains(finding) == true, "\(String(describing: error))")
  }
}
