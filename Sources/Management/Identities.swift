import ContactCenter
import Experiments

/// Relations between the report's own figures.
extension ReportBuilder {
  /// Identities of the study, then those between KPIs; both sides for the whole center.
  func identities(_ report: ManagementReport) -> [ManagementReport.IdentityCheck] {
    KPIIdentities.checks(in: result) + catalogueIdentities + quotients + modelRelations
  }

  /// Relations of queueing models, where the scenario is such a model: within the accuracy of the run.
  private var modelRelations: [ManagementReport.IdentityCheck] {
    let model = examination.model
    // Ringing takes time that no handle time has, and no patience; steps of a queue change patience;
    // after a warm-up agents have worked on contacts that do not count.
    guard examination.scenario.queues.isEmpty, examination.scenario.calendar.warmUp == 0,
      model.groups.allSatisfy({ $0.alert == nil && $0.noAnswer == nil }),
      model.contactTypes.allSatisfy({
        $0.transfers.isEmpty && $0.knowledgeGap == nil && $0.turns == nil && $0.bot == nil
          && $0.voiceMail == nil && $0.misrouted == nil
      })
    else { return [] }
    return [patience, pace].compactMap { $0 }
  }

  /// Abandoned = Σ waits ÷ mean patience, if that is exponential and the same for all.
  private var patience: ManagementReport.IdentityCheck? {
    let laws = Set(examination.model.contactTypes.flatMap { $0.patience.laws.map(\.mean) })
    let isExponential = examination.model.contactTypes.allSatisfy { type in
      type.patience.laws.allSatisfy { law in
        if case .exponential = law { return true }
        return false
      }
    }
    guard isExponential, laws.count == 1, let mean = laws.first,
      let formula = try? KPIFormula("abandoned / waitOfQueued"),
      let found = KPIValues(formula, in: figures.record).estimate(confidence: 0.9999)
    else { return nil }
    let half = found.halfWidth ?? .infinity
    return .init(
      identity: "P(abandoned) = E[wait] ÷ mean patience (exponential)",
      left: figures.estimate("percentAbandoned")?.value,
      right: figures.record.mean(of: "waitOfQueued") / mean / figures.record.mean(of: "offered"),
      places: 1, violations: abs(found.value - 1 / mean) <= max(half, 1e-9) ? 0 : 1)
  }

  /// Calls an hour = 3600 × occupancy × utilization ÷ handle time, but for calls in progress at the
  /// ends.
  private var pace: ManagementReport.IdentityCheck? {
    guard let calls = figures.estimate("callsPerHour")?.value,
      let occupancy = figures.estimate("occupancy")?.value,
      let utilization = figures.estimate("utilization")?.value,
      let handling = figures.estimate("averageHandleTime")?.value, handling > 0
    else { return nil }
    let right = 3600 * occupancy * utilization / handling
    return .init(
      identity: "callsPerHour = 3600 × occupancy × utilization ÷ averageHandleTime", left: calls,
      right: right, places: 1, violations: abs(calls - right) <= 1e-3 * calls ? 0 : 1)
  }

  /// The sums that the catalogue names.
  private var catalogueIdentities: [ManagementReport.IdentityCheck] {
    catalogue.identities.compactMap { identity in
      let parts = identity.parts.map { figures.estimate($0)?.value ?? 0 }
      let isWaitingLeft = identity.total != nil && !allOfferedAreSettled
      guard parts.contains(where: { $0 != 0 }), !isWaitingLeft else { return nil }
      let whole = identity.whole.flatMap { figures.estimate($0)?.value } ?? identity.total
      guard let whole else { return nil }
      return check(
        identity.parts.joined(separator: " + ") + " = " + (identity.whole ?? "1"),
        parts.reduce(0, +), whole)
    }
  }

  /// Whether every offered contact was answered or abandoned.
  private var allOfferedAreSettled: Bool {
    let record = figures.record
    let settled = record.mean(of: "answered") + record.mean(of: "abandoned")
    return abs(settled - record.mean(of: "offered")) < 1e-9 * max(1, settled)
  }

  /// Quotients of totals that other KPIs are made of.
  private var quotients: [ManagementReport.IdentityCheck] {
    func value(_ name: String) -> Double? { figures.estimate(name)?.value }
    let record = figures.record
    var checks: [ManagementReport.IdentityCheck] = []
    if let speed = value("averageSpeedOfAnswer") {
      checks.append(
        check(
          "averageSpeedOfAnswer × answered = waits of answered",
          speed * record.mean(of: "answered"), record.mean(of: "waitOfAnswered")))
    }
    if let cost = value("costPerCall") {
      checks.append(
        check(
          "costPerCall × answered = totalCost", cost * record.mean(of: "answered"),
          record.mean(of: "totalCost")))
    }
    return checks
  }

  private func check(
    _ identity: String, _ left: Double, _ right: Double
  ) -> ManagementReport.IdentityCheck {
    let holds = abs(left - right) <= 1e-9 * max(1, abs(left), abs(right))
    return .init(
      identity: identity, left: left, right: right, places: 1, violations: holds ? 0 : 1)
  }
}
