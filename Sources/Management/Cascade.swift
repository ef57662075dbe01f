import ContactCenter
import Experiments

/// From the service-level target of the center down to what an agent controls.
extension ReportBuilder {
  func cascade(_ report: ManagementReport) -> [CascadeStep] {
    guard let kpi = catalogue.kpi("serviceLevel"), let target = target(of: kpi),
      let low = target.low, let needed = formulaHours
    else { return [] }
    let attendance = figures.estimate("attendance")?.value ?? 1
    let adherence = figures.estimate("adherence")?.value ?? 1
    let scheduled = needed / (attendance * adherence)
    let planned = figures.record.mean(of: "scheduledTime") / 3600
    var steps = [
      CascadeStep(
        level: "center",
        finding: Finding(
          "cascade.target",
          [
            "target": .number(low, unit: "proportion"),
            "within": .number(target.within ?? 20, unit: "seconds"),
            "hours": .number(needed, unit: "hours"),
          ])),
      CascadeStep(
        level: "center",
        finding: Finding(
          "cascade.scheduled",
          [
            "attendance": .number(attendance, unit: "proportion"),
            "adherence": .number(adherence, unit: "proportion"),
            "hours": .number(scheduled, unit: "hours"),
            "planned": .number(planned, unit: "hours"),
          ])),
    ]
    steps += teamSteps(scheduled: scheduled)
    steps += agentSteps(report)
    return steps
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
