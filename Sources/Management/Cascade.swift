import ContactCenter
import Experiments

/// From the service-level target of the center down to what an agent controls.
extension ReportBuilder {
  func cascade(_ report: ManagementReport) -> [CascadeStep] {
    // The formulas were solved for the scenario's own goal, which may be another one.
    guard let kpi = catalogue.kpi("serviceLevel"), let target = target(of: kpi),
      rule(of: kpi) != nil, let low = target.low, let needed = formulaHours,
      let own = examination.scenario.serviceLevel.target
        ?? KPIInputs.commonTarget(examination.model), abs(own - low) < 1e-9
    else { return [] }
    let attendance = share("attendance", "presentTime", of: "scheduledTime")
    let adherence = share("adherence", "readyInPlan", of: "presentTime")
    let scheduled = needed / ((attendance ?? 1) * (adherence ?? 1))
    let planned = figures.record.mean(of: "scheduledTime") / 3600
    var steps = [
      CascadeStep(
        level: "center",
        finding: Finding(
          target.within == nil ? "cascade.targetOwn" : "cascade.target",
          [
            "target": .number(low, unit: "proportion"),
            "within": .number(target.within ?? 0, unit: "seconds"),
            "hours": .number(needed, unit: "hours"),
          ])),
      CascadeStep(
        level: "center",
        finding: Finding(
          attendance == nil && adherence == nil ? "cascade.planned" : "cascade.scheduled",
          [
            "attendance": attendance.map { .number($0, unit: "proportion") } ?? .text("–"),
            "adherence": adherence.map { .number($0, unit: "proportion") } ?? .text("–"),
            "hours": .number(scheduled, unit: "hours"),
            "planned": .number(planned, unit: "hours"),
          ])),
    ]
    steps += teamSteps(scheduled: scheduled)
    steps += agentSteps(report)
    return steps
  }

  /// A share of the planned time, above 0 and at most 1; nil: its KPI is not measured.
  ///
  /// Calls that run over the plan make ready time longer than planned; they staff nothing.
  private func share(_ kpi: String, _ part: String, of whole: String) -> Double? {
    guard figures.estimate(kpi) != nil else { return nil }
    let record = figures.record
    let share = record.mean(of: part) / record.mean(of: whole)
    return share > 0 && share <= 1 ? share : nil
  }

  /// Every team gets its share of the hours and the handle time that the plan rests on.
  private func teamSteps(scheduled: Double) -> [CascadeStep] {
    let hours = result.groupNames.indices.map {
      result.value("scheduledHours", of: .group($0)) ?? 0
    }
    let total = hours.reduce(0, +)
    guard total > 0, let handling = figures.estimate("averageHandleTime")?.value else { return [] }
    return result.groupNames.indices.prefix(12).map { group in
      CascadeStep(
        level: "team",
        finding: Finding(
          "cascade.team",
          [
            "team": .text(result.groupNames[group]),
            "hours": .number(scheduled * hours[group] / total, unit: "hours"),
            "handling": .number(handling, unit: "seconds"),
          ]))
    }
  }

  /// What an agent controls, with the targets of the profile; never the service level.
  private func agentSteps(_ report: ManagementReport) -> [CascadeStep] {
    let owned = catalogue.kpis.filter { $0.owner == .agent && target(of: $0) != nil }
    let steps = owned.compactMap { kpi -> CascadeStep? in
      guard let target = target(of: kpi) else { return nil }
      let unit = kpi.unit.rawValue
      var values: [String: Finding.Value] = ["name": .names([kpi.identifier])]
      if let low = target.low { values["low"] = .number(low, unit: unit) }
      if let high = target.high { values["high"] = .number(high, unit: unit) }
      let phrase =
        target.low == nil
        ? "cascade.agentAtMost" : target.high == nil ? "cascade.agentAtLeast" : "cascade.agentRange"
      return CascadeStep(level: "agent", finding: Finding(phrase, values))
    }
    let never = catalogue.kpis.filter {
      $0.number.map(Self.beyondAgents.contains) ?? false && target(of: $0) != nil
    }
    guard !never.isEmpty else { return steps }
    return steps + [
      CascadeStep(
        level: "agent",
        finding: Finding("cascade.never", ["names": .names(never.map(\.identifier))]))
    ]
  }
}
