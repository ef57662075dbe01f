import ContactCenter
import Experiments
import Management
import ScenarioReading
import Testing

/// Management reports of small centers whose faults are known.
@Suite("Management reports")
struct ManagementReportTests {
  /// A center of one queue in which wrap-up takes twice as long as its target allows.
  private static let slowWrapUp = """
    name: Slow wrap-up
    calendar: {hours: 08:00-12:00, interval: 30 min}
    study: {replications: 30, seed: 11}
    serviceLevel: {within: 20 s, target: 80%}
    contactTypes:
      - name: calls
        arrivals: {points: [[08:00, 150]]}
        talk: {law: exponential, mean: 300 s}
        wrapUp: {law: exponential, mean: 120 s}
        patience: {law: exponential, mean: 5 min}
    agentGroups:
      - name: agents
        agents: 17
        skills: [calls]
        absence: 2%
    """

  private func report(
    _ text: String, profile: String = "custom", replications: Int = 20,
    change: (inout ManagementSettings) -> Void = { _ in }
  ) async throws -> ManagementReport {
    let file = try ScenarioFile.read(text: text, name: "test.yaml")
    var study = StudySettings(study: file.scenario.study, threads: 2)
    let inputs = KPIInputs(
      model: file.model, serviceLevelTarget: file.scenario.serviceLevel.target)
    study.kpis = inputs
    let result = await runStudy(model: file.model, settings: study)
    var settings = ManagementSettings(
      catalogue: try KPICatalogueFile.read(), dataDate: "2026-11-22")
    settings.profile = profile
    settings.replications = replications
    settings.threads = 2
    change(&settings)
    let run = ManagementReport.RunDescription(
      scenario: file.scenario.name, finished: 0, digest: "", seed: "11", replications: 30,
      confidence: 0.95, programVersion: "test", commandLine: "test")
    return try await managementReport(
      scenario: file.scenario, result: result, inputs: inputs, run: run, settings: settings)
  }

  @Test("The cause is the driver that is off its own target, and its lever is an action")
  func cause() async throws {
    let report = try await report(Self.slowWrapUp)
    let level = try #require(report.result("serviceLevel"))
    #expect(level.verdict == .missed)
    let remedy = try #require(level.remedy)
    #expect(remedy.cause.phrase == "cause.driver")
    #expect(remedy.path.first == "serviceLevel")
    #expect(remedy.path.last == "afterCallWork")
    #expect(remedy.contributions.first?.child == "afterCallWork")
    #expect((remedy.contributions.first?.effect ?? 0) > 0.1)
    #expect(remedy.actions.contains { $0.lever == "wrapUp" })
    #expect(remedy.actions.allSatisfy { $0.recovery.value > 0 && ($0.recovery.low ?? 0) > 0 })
  }

  @Test("Without mechanisms the report says why, and never 0")
  func notMeasured() async throws {
    let report = try await report(Self.slowWrapUp, replications: 0)
    for (name, phrase) in [
      ("firstCallResolution", "missing.issues"), ("costPerCall", "missing.costs"),
      ("turnover", "missing.workforce"), ("monitoringScore", "missing.quality"),
      ("percentBlocked", "missing.lines"), ("averageHoldTime", "missing.hold"),
      ("percentTransferred", "missing.transfers"), ("ringsToAnswer", "missing.rings"),
      ("customerSatisfaction", "missing.satisfaction"),
    ] {
      let line = try #require(report.result(name))
      #expect(line.verdict == .notMeasured)
      #expect(line.estimate == nil)
      #expect(line.notMeasured.map(\.phrase) == [phrase])
    }
    #expect(report.attainability == nil)
    #expect(report.result("serviceLevel")?.smart.attainable.verdict == .notExamined)
  }

  @Test("A target about another acceptable wait is not held against the run")
  func otherWait() async throws {
    let report = try await report(Self.slowWrapUp, profile: "cn_telecom_15s", replications: 0)
    let level = try #require(report.result("serviceLevel"))
    #expect(level.verdict == .notMeasured)
    #expect(level.notMeasured.map(\.phrase) == ["missing.within"])
  }

  @Test("More agents raise the service level and lower occupancy, and both are seen as a conflict")
  func plans() async throws {
    let report = try await report(Self.slowWrapUp)
    let plans = try #require(report.attainability?.plans)
    #expect(plans.map(\.factor) == [0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.25])
    let levels = plans.compactMap { $0.values["serviceLevel"]?.value }
    let occupancies = plans.compactMap { $0.values["occupancy"]?.value }
    #expect(levels == levels.sorted())
    #expect(occupancies == occupancies.sorted(by: >))
    let elasticity = try #require(report.result("averageSpeedOfAnswer")?.elasticity)
    #expect(elasticity.parent == "serviceLevel")
    #expect(elasticity.isSignificant)
    #expect(elasticity.hasRightSign == true)
    #expect(report.audit.contains { $0.phrase == "audit.conflict" })
  }

  @Test("Every identity holds")
  func identities() async throws {
    let report = try await report(Self.slowWrapUp, replications: 0)
    #expect(report.identities.count > 15)
    #expect(report.identities.allSatisfy { $0.violations == 0 && $0.places > 0 })
  }

  @Test("Deadlines: none, past, ahead")
  func deadlines() async throws {
    func check(_ deadline: String?) async throws -> SMARTChecks.Check {
      let report = try await report(Self.slowWrapUp, replications: 0) {
        $0.deadline = deadline
        $0.baseline = "2026-08-01"
      }
      return try #require(report.result("serviceLevel")).smart.timeBound
    }
    #expect(try await check(nil).verdict == .warning)
    #expect(try await check("2026-11-22").verdict == .fail)
    #expect(try await check("2027-03-31").verdict == .pass)
  }

  @Test("Three periods have a trend and a forecast")
  func trend() async throws {
    var reports: [ManagementReport] = []
    for (day, level) in [("2026-08-22", 0.6), ("2026-09-22", 0.65), ("2026-10-22", 0.7)] {
      var report = try await report(Self.slowWrapUp, replications: 0) {
        $0.dataDate = day
        $0.deadline = "2027-03-31"
      }
      let place = try #require(report.kpis.firstIndex { $0.identifier == "serviceLevel" })
      report.kpis[place].estimate = KPIEstimate(value: level, low: level, high: level)
      reports.append(report)
    }
    let last = reports.removeLast()
    let whole = last.after(reports, catalogue: try KPICatalogueFile.read())
    #expect(whole.periods.map(\.day) == ["2026-08-22", "2026-09-22", "2026-10-22"])
    let trend = try #require(whole.result("serviceLevel")?.trend)
    #expect(abs(trend.slopePerDay - 0.05 / 30.5) < 1e-4)
    #expect(abs(trend.pValue - 1.0 / 3) < 1e-9)
    #expect((trend.forecast?.value ?? 0) > 0.9)
    #expect((trend.requiredSlope ?? 0) > 0)
  }

  @Test("A study without a record makes no report")
  func noRecord() async throws {
    let file = try ScenarioFile.read(text: Self.slowWrapUp, name: "test.yaml")
    let result = await runStudy(
      model: file.model, settings: StudySettings(study: file.scenario.study))
    let run = ManagementReport.RunDescription(
      scenario: "", finished: 0, digest: "", seed: "", replications: 0, confidence: 0.95,
      programVersion: "", commandLine: "")
    await #expect(throws: ManagementError.noReplications) {
      try await managementReport(
        scenario: file.scenario, result: result, inputs: KPIInputs(), run: run,
        settings: ManagementSettings(
          catalogue: try KPICatalogueFile.read(), dataDate: "2026-11-22"))
    }
  }
}
