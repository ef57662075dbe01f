import ContactCenter
import Experiments

/// What helps once the advised plan is in place.
extension ReportBuilder {
  /// The single changes that help with the present staffing, simulated anew with the advised plan, as far as
  /// they bring a target nearer that the plan alone does not reach; nil: no plan is advised.
  ///
  /// - Throws: `ManagementError.isCancelled`.
  func followUps(
    of report: ManagementReport, _ isCancelled: @escaping @Sendable () -> Bool
  ) async throws -> [FollowUp]? {
    guard report.decision?.plan != nil, let groups = decision(report)?.trial?.groups else { return nil }
    let helpful = Set(report.kpis.flatMap { $0.remedy?.actions.map(\.lever) ?? [] })
    let levers = KPILever.allCases.filter {
      helpful.contains($0.rawValue) && $0 != .staffing && $0 != .placement
    }
    guard !levers.isEmpty else { return [] }
    guard let planned = try await examination.with(groups, isCancelled) else { return nil }
    var trials = [planned.present]
    for lever in levers {
      guard let changed = lever.applied(to: planned.scenario, size: lever.step) else { continue }
      if let trial = try await planned.trial(lever, lever.step, changed, isCancelled) { trials.append(trial) }
    }
    return ReportBuilder(examination: planned, trials: trials).allActions
  }

  /// The actions of every KPI that does not reach its target.
  private var allActions: [FollowUp] {
    catalogue.kpis.flatMap { kpi -> [FollowUp] in
      guard let rule = rule(of: kpi), let now = figures.estimate(kpi.identifier), rule.verdict(now).isMiss
      else { return [] }
      return actions(for: kpi, rule).map { FollowUp(kpi: kpi.identifier, action: $0) }
    }
  }
}
