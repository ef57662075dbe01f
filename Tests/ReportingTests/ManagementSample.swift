import Experiments
import Foundation
import ScenarioReading

/// A management report with every kind of content, of any size; its figures are made up.
struct ManagementSample {
  var types = 3
  var intervals = 24
  var agents = 12
  var days = 120
  /// The scenario's name, for tests of escaping.
  var name = "Service center, Monday"

  static let catalogue = try! KPICatalogueFile.read()

  /// The report.
  var report: ManagementReport {
    var chance = Chance()
    var time = ManagementReport.TimeFrame(interval: 1800, dataDate: "2026-11-22")
    time.intervalStarts = (0..<intervals).map { 28_800 + Double($0) * 43_200 / Double(intervals) }
    time.intervalDates = time.intervalStarts.map { _ in "2026-11-23" }
    time.intervalClocks = time.intervalStarts
    time.timeZone = "Europe/Zurich"
    time.deadline = "2027-02-28"
    time.baseline = "2026-08-31"
    var run = ManagementReport.RunDescription(
      scenario: name, finished: 1_795_000_000, digest: "5f3c9a1e", seed: "20260722",
      replications: days, confidence: 0.95, programVersion: "2.0.0",
      commandLine: "switchboard kpi report Scenarios/09-day.yaml --replications \(days)")
    run.summary = "One queue, 2,400 calls a day, from 08:00 to 20:00."
    run.warnings = ["Attendance is assumed, not measured."]
    var report = ManagementReport(run: run, profile: "custom", time: time)
    report.currency = "CNY"
    report.kpis = Self.catalogue.kpis.map { result($0, &chance) }
    report.audit = [Finding("scorecard.empty", ["perspective": .text("financial")])]
    report.identities = [
      .init(
        identity: "talk + hold + wrap-up = handle time", left: 390.2, right: 390.2, places: 96,
        violations: 0),
      .init(identity: "answered + abandoned = offered", left: 2400, right: 2398, places: 4, violations: 2),
    ]
    report.cascade = [
      CascadeStep(
        level: "center",
        finding: Finding("attainability.formula", ["hours": .number(341.5, unit: "hours")])),
      CascadeStep(level: "agent", finding: Finding("summary.met", ["names": .names(["adherence"])])),
    ]
    report.attainability = attainability
    report.decision = decision
    report.goals = [
      ScopedGoal(
        name: "Type 1", estimate: KPIEstimate(value: 0.752, low: 0.734, high: 0.77), low: 0.8,
        within: 20, verdict: .missed)
    ]
    report.levers = [
      LeverResult(
        lever: "staffing", size: 0.05,
        changes: [
          "serviceLevel": KPIEstimate(value: 0.052, low: 0.046, high: 0.058),
          "percentAbandoned": KPIEstimate(value: -0.015, low: -0.019, high: -0.011),
          "occupancy": KPIEstimate(value: -0.031, low: -0.033, high: -0.029),
        ]),
      LeverResult(
        lever: "handling", size: -0.05,
        changes: ["serviceLevel": KPIEstimate(value: 0.047, low: 0.041, high: 0.053)]),
    ]
    report.tables = tables(&chance)
    report.heatMaps = ["serviceLevel", "occupancy", "averageSpeedOfAnswer"].map { kpi in
      let scale = kpi == "averageSpeedOfAnswer" ? 60.0 : 1
      let rows = [""] + (0..<types).map { "Type \($0 + 1)" }
      return HeatMap(
        kpi: kpi, rows: rows,
        values: rows.map { _ in
          (0..<intervals).map { $0 == 3 ? nil : scale * (0.5 + 0.5 * chance.next()) }
        })
    }
    report.periods = ["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-22"].enumerated().map {
      index, day in
      let value = 0.74 + 0.02 * Double(index)
      return PeriodFigures(
        name: "\(index + 1)", day: day,
        values: [
          "serviceLevel": KPIEstimate(value: value, low: value - 0.02, high: value + 0.02),
          "percentAbandoned": KPIEstimate(value: 0.07 - 0.004 * Double(index)),
        ])
    }
    return report
  }

  // MARK: - Parts

  /// Values near their targets; service level misses, FCR is not measured.
  private func result(_ kpi: KPI, _ chance: inout Chance) -> KPIResult {
    let targets = kpi.targets.map(TargetFigure.init)
    let target = targets.first { $0.profile == "custom" && $0.kind == "target" }
    var result = KPIResult(identifier: kpi.identifier, verdict: .noTarget)
    result.target = target
    result.references = targets.filter { $0.profile != "custom" }
    guard kpi.identifier != "firstCallResolution" && !kpi.measuredBy.isEmpty else {
      result.verdict = .notMeasured
      return result
    }
    let middle =
      target?.low ?? target?.high.map { $0 * 0.8 }
      ?? (kpi.unit == .proportion ? 0.6 : kpi.unit == .seconds ? 40 : 300)
    var value = middle * (0.97 + 0.1 * chance.next())
    if kpi.unit == .proportion { value = min(value, 0.99) }
    if kpi.identifier == "serviceLevel" { value = 0.752 }
    let half = value * 0.02
    result.estimate = KPIEstimate(value: value, low: value - half, high: value + half)
    result.intervals = (0..<intervals).map { _ in value }
    guard let target else { return result }
    result.verdict = kpi.identifier == "serviceLevel" ? .missed : Self.verdict(value, half, target)
    result.score = result.verdict == .met ? 1 : 0.62
    result.dayShare = KPIEstimate(value: 0.58, low: 0.49, high: 0.66)
    result.monthShare = KPIEstimate(value: 0.61, low: 0.4, high: 0.8)
    result.days = (0..<days).map { $0 == 5 ? nil : value * (0.9 + 0.2 * chance.next()) }
    result.smart.specific = .init(.pass)
    result.smart.measurable = .init(.warning)
    result.smart.attainable = .init(.pass, grade: "attainable")
    result.smart.relevant = .init(.fail)
    result.elasticity = Elasticity(
      parent: kpi.identifier == "serviceLevel" ? "percentAbandoned" : "serviceLevel",
      lever: "staffing", childChange: KPIEstimate(value: 0.05, low: 0.04, high: 0.06),
      parentChange: KPIEstimate(value: 0.02, low: -0.01, high: 0.05),
      slope: KPIEstimate(value: 0.4, low: -0.2, high: 1), isSignificant: false, hasRightSign: true)
    if result.verdict.isMiss { result.remedy = remedy(kpi) }
    if kpi.identifier == "serviceLevel" {
      var trend = Trend(
        slopePerDay: 0.0006, slopeLow: 0.0002, slopeHigh: 0.001, pValue: 0.042)
      trend.requiredSlope = 0.0005
      trend.forecast = KPIEstimate(value: 0.82, low: 0.78, high: 0.86)
      trend.outlook = "onTrack"
      result.trend = trend
    }
    return result
  }

  private static func verdict(
    _ value: Double, _ half: Double, _ target: TargetFigure
  ) -> KPIResult.Verdict {
    let allowed = (target.low ?? -.infinity)...(target.high ?? .infinity)
    let ends = [value - half, value + half].filter(allowed.contains).count
    if ends == 2 { return .met }
    return ends == 0 && !allowed.contains(value) ? .missed : .undecided
  }

  private func remedy(_ kpi: KPI) -> Remedy {
    Remedy(
      path: [kpi.identifier, "averageHandleTime", "averageHoldTime"],
      contributions: [
        .init(
          child: "averageHandleTime", gap: 31.5,
          effect: KPIEstimate(value: 0.034, low: 0.028, high: 0.04)),
        .init(
          child: "averageHoldTime", gap: 4.2,
          effect: KPIEstimate(value: 0.006, low: 0.002, high: 0.01)),
        .init(child: "averageQueueTime", gap: 0, effect: nil),
      ],
      cause: Finding("miss.path", ["path": .names(["averageHandleTime", "averageHoldTime"])]),
      actions: [
        .init(
          lever: "staffing", size: 0.05, recovery: KPIEstimate(value: 0.052, low: 0.046, high: 0.058),
          after: KPIEstimate(value: 0.804, low: 0.786, high: 0.822), outcome: .met,
          cost: KPIEstimate(value: 1091, low: 1091, high: 1091)),
        .init(
          lever: "handling", size: -0.05,
          recovery: KPIEstimate(value: 0.047, low: 0.041, high: 0.053),
          after: KPIEstimate(value: 0.799, low: 0.78, high: 0.818), outcome: .undecided, cost: nil),
      ])
  }

  /// An advice with everything that one can have.
  private var decision: Decision {
    let plans = attainability.plans
    var decision = Decision(.add, goal: "serviceLevel")
    (decision.present, decision.plan) = (plans[1], plans[4])
    decision.after = plans[4].values["serviceLevel"]
    decision.outcome = .met
    decision.chance = KPIEstimate(value: 0.8, low: 0.74, high: 0.86)
    decision.goals = [
      ScopedGoal(
        name: "Type 1", estimate: KPIEstimate(value: 0.86, low: 0.84, high: 0.88), low: 0.9, within: 20,
        verdict: .missed)
    ]
    decision.cost = KPIEstimate(value: 1802, low: 1802, high: 1802)
    (decision.lever, decision.size, decision.days) = ("staffing", 0.11, 400)
    decision.difference = 0.01
    (decision.improves, decision.breaks) = (["percentAbandoned"], ["percentQueued"])
    decision.worsens = ["occupancy"]
    decision.conflict = .init(more: ["serviceLevel"], fewer: ["occupancy"])
    return decision
  }

  private var attainability: Attainability {
    var attainability = Attainability(budget: 21_100)
    let plans: [(hours: Double, cost: Double, level: Double, abandoned: Double, day: Double, month: Double)] =
      [
        (296.5, 18_047, 0.634, 0.109, 0.13, 0), (320, 19_240, 0.752, 0.07, 0.39, 0.02),
        (330, 19_748, 0.785, 0.06, 0.5, 0.23), (341.5, 20_331, 0.806, 0.053, 0.58, 0.61),
        (355.5, 21_042, 0.858, 0.038, 0.82, 0.99), (375.5, 22_057, 0.897, 0.026, 0.91, 0.995),
      ]
    attainability.plans = plans.map { row in
      var plan = Attainability.Plan(factor: row.hours / 320, hours: row.hours, cost: row.cost)
      plan.values = [
        "serviceLevel": KPIEstimate(value: row.level, low: row.level - 0.018, high: row.level + 0.018),
        "percentAbandoned": KPIEstimate(value: row.abandoned),
      ]
      plan.dayShares = ["serviceLevel": KPIEstimate(value: row.day)]
      plan.monthShares = ["serviceLevel": KPIEstimate(value: row.month)]
      return plan
    }
    attainability.moved = attainability.plans[3]
    attainability.moved?.isMoved = true
    var grown = attainability.plans[4]
    grown.groups = [.init(group: "Team 1", now: 4, then: 5)]
    grown.isMoved = true
    grown.goals = [
      ScopedGoal(
        name: "Type 1", estimate: KPIEstimate(value: 0.86, low: 0.84, high: 0.88), low: 0.8, within: 20,
        verdict: .met)
    ]
    attainability.others = [grown]
    attainability.best = grown
    attainability.shifts = [
      .init(group: "Team 1", start: 28_800, end: 57_600, now: 4, then: 3),
      .init(group: "Team 1", start: 32_400, end: 61_200, now: 0, then: 1),
    ]
    attainability.formulaHours = 337
    attainability.jointlyMet = ["serviceLevel", "percentAbandoned"]
    attainability.bestFactor = 1.11
    attainability.conflicts = [["occupancy", "percentQueued"]]
    return attainability
  }

  private func tables(_ chance: inout Chance) -> [KPITable] {
    let columns: [KPITable.Column] = [
      .init(identifier: "column.scheduledHours", unit: "hours"),
      .init(identifier: "adherence", unit: "proportion"),
      .init(identifier: "averageHandleTime", unit: "seconds"),
      .init(identifier: "averageHoldTime", unit: "seconds"),
      .init(identifier: "occupancy", unit: "proportion"),
      .init(identifier: "monitoringScore", unit: "points"),
    ]
    return [("group", "Team", 4), ("agent", "Agent", agents), ("contactType", "Type", types)].map {
      scope, name, count in
      var table = KPITable(scope: scope, columns: columns)
      table.rows = (0..<count).map { number in
        .init(
          name: "\(name) \(number + 1)",
          values: [8, 0.92, 391, 24, 0.83, 85].enumerated().map { index, value in
            if index == 3 && number == 1 { return nil }
            let seen = value * (0.95 + 0.1 * chance.next())
            return KPIEstimate(value: seen, low: seen * 0.97, high: seen * 1.03)
          })
      }
      return table
    }
  }

  /// Numbers from 0 to 1 that look like chance and are always the same.
  struct Chance {
    private var state: UInt64 = 42

    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
  }
}
