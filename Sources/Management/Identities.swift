import ContactCenter
import Experiments

/// Relations between the report's own figures.
extension ReportBuilder {
  /// Identities of the study, then those between KPIs; both sides for the whole center.
  func identities(_ report: ManagementReport) -> [ManagementReport.IdentityCheck] {
    KPIIdentities.checks(in: result) + catalogueIdentities + quotients
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
