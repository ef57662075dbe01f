import ContactCenter
import Experiments

/// Looks at the whole set of KPIs: what it lacks, what pulls in two directions, what invites gaming.
extension ReportBuilder {
  func audit(_ report: ManagementReport) -> [Finding] {
    let used = catalogue.kpis.filter { target(of: $0) != nil }
    guard !used.isEmpty else { return [Finding("audit.noTargets")] }
    return prefix + coverage(used) + owners(used) + redundancy(used) + leverConflicts(used)
      + planConflicts(report) + gaming(used) + unverified(used)
  }

  /// Whether the figures are those of the first replications only.
  private var prefix: [Finding] {
    let (count, all) = (figures.record.replications, examination.ofReplications)
    guard count < all else { return [] }
    return [
      Finding(
        "audit.prefix",
        ["count": .number(Double(count), unit: "count"), "all": .number(Double(all), unit: "count")])
    ]
  }

  /// All four perspectives of the scorecard.
  private func coverage(_ used: [KPI]) -> [Finding] {
    KPI.Perspective.allCases.compactMap { perspective in
      let count = used.count { $0.perspective == perspective }
      let word = Finding.Value.word("perspective.\(perspective.rawValue)")
      if count == 0 { return Finding("audit.noPerspective", ["perspective": word]) }
      guard count == 1 else { return nil }
      return Finding("audit.thinPerspective", ["perspective": word])
    }
  }

  /// Five to eight KPIs are as many as one can keep in mind.
  private func owners(_ used: [KPI]) -> [Finding] {
    KPI.Level.allCases.compactMap { level in
      let count = used.count { $0.owner == level }
      guard count > 8 else { return nil }
      return Finding(
        "audit.manyForOwner",
        [
          "owner": .word("level.\(level.rawValue)"), "count": .number(Double(count), unit: "count"),
        ])
    }
  }

  /// Pairs whose values go together from day to day: one of them says it all.
  private func redundancy(_ used: [KPI]) -> [Finding] {
    var findings: [Finding] = []
    for (place, first) in used.enumerated() {
      for second in used[(place + 1)...] {
        guard let one = figures.series(first.identifier), let two = figures.series(second.identifier),
          let correlation = ReportBuilder.correlation(one.days, two.days), abs(correlation) > 0.95
        else { continue }
        findings.append(
          Finding(
            "audit.redundant",
            [
              "names": .names([first.identifier, second.identifier]),
              "correlation": .number(correlation, unit: "plain"),
            ]))
      }
    }
    return findings
  }

  /// Pearson's correlation of the days on which both are known; nil: fewer than ten, or constant.
  static func correlation(_ first: [Double?], _ second: [Double?]) -> Double? {
    let pairs = zip(first, second).compactMap { one, two in
      one.flatMap { one in two.map { (one, $0) } }
    }
    guard pairs.count >= 10 else { return nil }
    let count = Double(pairs.count)
    let means = (pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count)
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for pair in pairs {
      let (dx, dy) = (pair.0 - means.0, pair.1 - means.1)
      xx += dx * dx
      yy += dy * dy
      xy += dx * dy
    }
    guard xx > 1e-18 * means.0 * means.0 * count, yy > 1e-18 * means.1 * means.1 * count else {
      return nil
    }
    return xy / (xx * yy).squareRoot()
  }

  /// The KPIs that a change makes better, and those that it makes worse, beyond chance.
  func sides(
    of trial: Examination.Trial, _ kpis: [KPI]
  ) -> (better: [String], worse: [String]) {
    var sides: (better: [String], worse: [String]) = ([], [])
    for kpi in kpis {
      guard let change = trial.figures.change(kpi.identifier, from: figures),
        change.isBeyondChance
      else { continue }
      let sense = good(kpi) * change.value
      if sense > 0 { sides.better.append(kpi.identifier) }
      if sense < 0 { sides.worse.append(kpi.identifier) }
    }
    return sides
  }

  /// A lever that moves one KPI for the better moves another one for the worse.
  private func leverConflicts(_ used: [KPI]) -> [Finding] {
    levers.compactMap { trial -> Finding? in
      guard let lever = trial.lever else { return nil }
      let (better, worse) = sides(of: trial, used)
      guard !better.isEmpty, !worse.isEmpty else { return nil }
      return Finding(
        "audit.conflict",
        [
          "lever": .word("lever.\(lever.rawValue)"), "size": .number(trial.size, unit: "signedPercent"),
          "better": .names(better), "worse": .names(worse),
        ])
    }
  }

  private func planConflicts(_ report: ManagementReport) -> [Finding] {
    (report.attainability?.conflicts ?? []).map { Finding("audit.notTogether", ["names": .names($0)]) }
  }

  /// KPIs that are easily made to look good.
  private func gaming(_ used: [KPI]) -> [Finding] {
    let risks: [String: String] = [
      "serviceLevelAnsweredOnly": "audit.gamingAnsweredOnly",
      "serviceLevelShortAbandonsCredited": "audit.gamingShortAbandons",
      "serviceLevel": "audit.gamingServiceLevel", "averageTalkTime": "audit.gamingTalk",
      "averageHandleTime": "audit.gamingTalk", "callsPerHour": "audit.gamingCalls",
      "monitoringScore": "audit.gamingMonitoring",
    ]
    var seen: Set<String> = []
    return used.compactMap { kpi in
      guard let phrase = risks[kpi.identifier], seen.insert(phrase).inserted else { return nil }
      return Finding(phrase, ["names": .names([kpi.identifier])])
    }
  }

  private func unverified(_ used: [KPI]) -> [Finding] {
    // What the program proposes has no source to be read in; the summary says so once.
    let names = used.filter {
      target(of: $0).map { !$0.isVerified && $0.provenance != "proposal" } ?? false
    }.map(\.identifier)
    return names.isEmpty
      ? [] : [Finding("audit.unverified", ["count": .number(Double(names.count), unit: "count")])]
  }
}
