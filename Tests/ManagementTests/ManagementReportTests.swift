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
    try await managementReport(of: text) {
      $0.profile = profile
      $0.replications = replications
      change(&$0)
    }
  }

  @Test("The cause is the driver that is off its own target, and its lever is an action")
  func cause() async throws {
    // A hundred days tell that wrap-up makes more than half of the miss; of thirty it is not told.
    let many = Self.slowWrapUp.replacing("replications: 30", with: "replications: 120")
    let report = try await report(many, replications: 120)
    let level = try #require(report.result("serviceLevel"))
    #expect(level.verdict == .missed)
    let remedy = try #require(level.remedy)
    #expect(remedy.cause.phrase == "cause.driver")
    #expect(remedy.path.first == "serviceLevel")
    #expect(remedy.path.last == "afterCallWork")
    #expect(remedy.contributions.first?.child == "afterCallWork")
    #expect((remedy.contributions.first?.effect ?? 0) > 0.1)
    #expect(!remedy.actions.isEmpty)
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
    // Without a target of its own the scenario is held against the profile's.
    let text = Self.slowWrapUp.replacing(", target: 80%", with: "")
    let report = try await report(text, profile: "cn_telecom_15s", replications: 0)
    let level = try #require(report.result("serviceLevel"))
    #expect(level.verdict == .notMeasured)
    #expect(level.notMeasured.map(\.phrase) == ["missing.within"])
    #expect(level.estimate == nil)
    #expect(level.smart.measurable.evidence.map(\.phrase) == ["missing.within"])
    #expect(report.cascade.isEmpty)
  }

  @Test("More agents raise the service level and lower occupancy, and both are seen as a conflict")
  func plans() async throws {
    let report = try await report(Self.slowWrapUp)
    let plans = try #require(report.attainability?.plans)
    // Whole agents of 17: the factors are those that the plans really have, each once; 21 agents miss
    // the target still, so that more are tried until it is met.
    #expect(
      plans.prefix(8).map(\.factor) == [0.824, 0.882, 0.941, 1, 1.059, 1.118, 1.176, 1.235])
    let best = try #require(plans.last?.values["serviceLevel"])
    #expect(best.verdict(.atLeast, 0.8) == .met)
    // The plan as it is is the run itself.
    let present = try #require(plans.first { $0.factor == 1 })
    #expect(present.values["serviceLevel"] == report.result("serviceLevel")?.estimate)
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

  @Test("Actions tell which other targets they break; cutting staff for occupancy breaks the service")
  func harm() async throws {
    let idle = Self.slowWrapUp.replacing("mean: 120 s", with: "mean: 45 s")
      .replacing("agents: 17", with: "agents: 19")
    let report = try await report(idle)
    #expect(report.result("serviceLevel")?.verdict == .met)
    let occupancy = try #require(report.result("occupancy"))
    #expect(occupancy.verdict == .missed)
    let remedy = try #require(occupancy.remedy)
    #expect(remedy.cause.phrase == "cause.overstaffed")
    #expect(remedy.actions.allSatisfy { $0.recovery.value > 0 })
  }

  @Test("A group of nobody stays empty, and the plan as it is is the run itself")
  func emptyGroup() async throws {
    let text =
      Self.slowWrapUp + """

          - {name: nobody, agents: 0, skills: [calls]}
        """
    let report = try await report(text) {
      $0.factors = [0.5, 1]
      $0.widens = false
    }
    let plans = try #require(report.attainability?.plans)
    #expect(plans.map(\.hours) == [36, 68])
    let own = try #require(report.result("serviceLevel")?.estimate?.value)
    let planned = try #require(plans.last?.values["serviceLevel"]?.value)
    #expect(own == planned)
  }

  @Test("The forecast counts only what is observed after the warm-up")
  func warmUp() async throws {
    let text = Self.slowWrapUp.replacing(
      "interval: 30 min}", with: "interval: 30 min, warmUp: 2 h}")
    let report = try await report(text, replications: 0)
    let error = try #require(report.result("forecastAccuracy")?.estimate?.value)
    // Poisson counts of 75 a half hour deviate by 0.8/√75 on the average.
    #expect(abs(error - 0.8 / 75.0.squareRoot()) < 0.02)
  }

  @Test("Ringing at agents who are found at once is no queue time")
  func ringing() async throws {
    let text = Self.slowWrapUp.replacing("agents: 17", with: "agents: 24")
      .replacing("absence: 2%", with: "alert: 5 s")
    let report = try await report(text, replications: 0)
    let queued = try #require(report.result("percentQueued")?.estimate?.value)
    let queueTime = try #require(report.result("averageQueueTime")?.estimate?.value)
    let speed = try #require(report.result("averageSpeedOfAnswer")?.estimate?.value)
    // Few of them wait, and all of them hear five seconds of ringing.
    #expect(queued < 0.1 && speed >= 5)
    #expect(queueTime < 60)
  }

  @Test("One day is never certain")
  func oneDay() async throws {
    let text = Self.slowWrapUp.replacing("replications: 30", with: "replications: 1")
    let report = try await report(text, replications: 0)
    #expect(
      report.kpis.allSatisfy { ![.met, .missed, .overService].contains($0.verdict) })
  }

  @Test("Every event of the catalogue is counted in a center that has everything, or every channel")
  func events() async throws {
    let file = try ScenarioFile.read(text: Self.everything, name: "everything.yaml")
    var study = StudySettings(study: file.scenario.study)
    study.kpis = KPIInputs(model: file.model, serviceLevelTarget: 0.8)
    let record = try #require(await runStudy(model: file.model, settings: study).record)
    let catalogue = try KPICatalogueFile.read()
    let channels = try ScenarioFile.read(text: ChannelKPITests.everything, name: "channels.yaml")
    var other = StudySettings(study: channels.scenario.study)
    other.kpis = KPIInputs()
    let ofChannels = try #require(await runStudy(model: channels.model, settings: other).record)
    #expect(Set(catalogue.events).subtracting(record.events).subtracting(ofChannels.events) == [])
    for event in record.events where event != "transferred" {
      #expect(record.mean(of: event).isFinite, "\(event)")
    }
  }

  /// A center with every mechanism.
  private static let everything = """
    name: Everything
    calendar: {hours: 08:00-12:00, interval: 30 min}
    study: {replications: 3, seed: 5}
    serviceLevel: {within: 20 s, target: 80%}
    costs: {currency: CNY, wage: 35}
    quality: {samples: 5}
    rings: {cycle: 5 s, beforeAnswer: 2}
    satisfaction: {}
    trunkGroups: [{name: main, lines: 30}]
    contactTypes:
      - name: calls
        arrivals: {points: [[08:00, 120]]}
        trunks: main
        talk: {law: exponential, mean: 300 s}
        hold: {probability: 20%, length: 30 s}
        wrapUp: {law: exponential, mean: 60 s}
        patience: {law: exponential, mean: 5 min}
        transfers: [{kind: cold, probability: 3%, to: calls}]
        repeatCall: {unsolved: 10%, callsAgain: 90%, delay: 30 h}
    agentGroups:
      - name: agents
        agents: 15
        skills: [calls]
        absence: 2%
        unscheduledBreaks: {perHour: 1, length: 4 min}
        workforce: {turnover: {perMonth: 2%}}
    """

  @Test("Every identity holds")
  func identities() async throws {
    let report = try await report(Self.slowWrapUp, replications: 0)
    #expect(report.identities.count > 15)
    #expect(report.identities.allSatisfy { $0.violations == 0 && $0.places > 0 })
    #expect(report.identities.contains { $0.identity.hasPrefix("P(abandoned)") })
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

  /// The report after periods with these service levels, a month apart, the last one in October.
  private func periods(_ levels: [Double]) async throws -> ManagementReport {
    let first = try await report(Self.slowWrapUp, replications: 0) { $0.deadline = "2027-03-31" }
    let place = try #require(first.kpis.firstIndex { $0.identifier == "serviceLevel" })
    var reports = levels.enumerated().map { number, level in
      var report = first
      report.time.dataDate = String(format: "2026-%02d-22", 11 - levels.count + number)
      report.kpis[place].estimate = KPIEstimate(value: level, low: level, high: level)
      return report
    }
    let last = reports.removeLast()
    return last.after(reports, catalogue: try KPICatalogueFile.read())
  }

  @Test("Three periods have a trend; a forecast takes eight and a trend beyond chance")
  func trend() async throws {
    let three = try await periods([0.6, 0.65, 0.7])
    #expect(three.periods.map(\.day) == ["2026-08-22", "2026-09-22", "2026-10-22"])
    let short = try #require(three.result("serviceLevel")?.trend)
    #expect(abs(short.slopePerDay - 0.05 / 30.5) < 1e-4)
    #expect(abs(short.pValue - 1.0 / 3) < 1e-9)
    #expect(short.forecast == nil && short.outlook == nil)
    #expect((short.requiredSlope ?? 0) > 0)
    let zigzag = try await periods([0.6, 0.7, 0.61, 0.69, 0.62, 0.7, 0.6, 0.69])
    #expect(zigzag.result("serviceLevel")?.trend?.forecast == nil)
  }

  @Test("No share is forecast above 100 %")
  func boundedForecast() async throws {
    let report = try await periods([0.6, 0.65, 0.71, 0.75, 0.8, 0.86, 0.91, 0.95])
    let forecast = try #require(report.result("serviceLevel")?.trend?.forecast)
    // Five points a month for five months more would be 1.2.
    #expect(forecast.value == 1 && forecast.high == 1)
    #expect((forecast.low ?? 2) <= 1)
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
