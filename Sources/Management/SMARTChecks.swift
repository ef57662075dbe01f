import ContactCenter
import Experiments

/// The five checks of a KPI, each with its evidence.
extension ReportBuilder {
  /// KPIs that no single agent controls, which an agent must not answer for.
  static let beyondAgents: Set<Int> = [3, 4, 7, 8, 9, 14, 16, 18, 20, 21, 22, 23]

  func checks(of kpi: KPI, _ report: ManagementReport) -> SMARTChecks {
    var checks = SMARTChecks()
    checks.specific = specific(kpi)
    checks.measurable = measurable(kpi)
    checks.attainable = attainable(kpi, report)
    checks.relevant = relevant(kpi, report)
    checks.timeBound = timeBound(kpi)
    return checks
  }

  // MARK: - S

  /// Complete definition, and an owner at a level that controls it.
  private func specific(_ kpi: KPI) -> SMARTChecks.Check {
    var evidence = [
      Finding(
        "specific.definition",
        [
          "scope": .word("scope.\(kpi.scope.first?.rawValue ?? "center")"),
          "owner": .word("level.\(kpi.owner.rawValue)"),
        ])
    ]
    var outcome = SMARTChecks.Check.Outcome.pass
    func object(_ finding: Finding, _ level: SMARTChecks.Check.Outcome) {
      evidence.append(finding)
      if outcome != .fail { outcome = level }
    }
    if let target = target(of: kpi), let within = target.within {
      evidence.append(Finding("specific.within", ["within": .number(within, unit: "seconds")]))
    }
    if kpi.identifier == "serviceLevel", target(of: kpi) != nil, target(of: kpi)?.within == nil {
      examination.waits.count > 1
        ? evidence.append(Finding("specific.ownWaits")) : object(Finding("specific.noWait"), .fail)
    }
    if kpi.owner == .agent, let number = kpi.number, Self.beyondAgents.contains(number) {
      object(Finding("specific.agentOwns"), .fail)
    }
    if kpi.control == .outside, target(of: kpi) != nil {
      object(Finding("specific.outside", ["owner": .word("level.\(kpi.owner.rawValue)")]), .warning)
    }
    let twins = catalogue.kpis.filter {
      $0.identifier != kpi.identifier && $0.formula.text == kpi.formula.text
        && $0.scope == kpi.scope
    }
    if !twins.isEmpty {
      object(Finding("specific.twin", ["names": .names(twins.map(\.identifier))]), .fail)
    }
    if kpi.sources.isEmpty { object(Finding("specific.noSource"), .warning) }
    return .init(outcome, evidence: evidence)
  }

  // MARK: - M

  /// Events present, a value with its interval, precise enough to decide.
  private func measurable(_ kpi: KPI) -> SMARTChecks.Check {
    let reasons = figures.reasons(kpi)
    guard let estimate = figures.estimate(kpi.identifier) else {
      return .init(.fail, evidence: reasons)
    }
    if let mismatch = examination.mismatch(kpi) { return .init(.fail, evidence: [mismatch]) }
    let count = Double(figures.record.replications * daysPerReplication)
    var evidence: [Finding] = []
    if kpi.needs == .quality,
      let monitoring = MonitoringModel(examination.model, seed: result.seed),
      let half = monitoring.halfWidth(confidence: result.confidence),
      let right = monitoring.rankedRightly
    {
      evidence.append(
        Finding(
          "measurable.monitoring",
          [
            "samples": .number(Double(monitoring.quality.samples), unit: "count"),
            "half": .number(half, unit: "points"), "right": .number(right, unit: "proportion"),
          ]))
    }
    guard let half = estimate.halfWidth else {
      return .init(.warning, evidence: evidence + [Finding("measurable.oneDay")])
    }
    var outcome = SMARTChecks.Check.Outcome.pass
    let rule = rule(of: kpi)
    let distance = rule?.distance(estimate.value)
    let wanted =
      kpi.unit == .proportion
      ? max(0.01, (distance ?? 0) / 4) : max(0.05 * abs(estimate.value), (distance ?? 0) / 4)
    if let rule, rule.verdict(estimate) == .undecided {
      outcome = .warning
      let distance = Self.tellable(rule, estimate)
      let goal = Finding.Value.number(distance, unit: Self.half(kpi))
      if half > Self.leastTellable(rule) {
        let days = days(count, half, distance)
        evidence.append(
          Finding("measurable.straddles", ["goal": goal, "days": .number(days, unit: "count")]))
      } else {
        evidence.append(Finding("measurable.near", ["goal": goal]))
      }
    } else if half > wanted, wanted > 0 {
      outcome = .warning
      evidence.append(
        Finding(
          "measurable.imprecise",
          [
            "goal": .number(wanted, unit: Self.half(kpi)),
            "days": .number(days(count, half, wanted), unit: "count"),
          ]))
    }
    return .init(outcome, evidence: evidence)
  }

  /// The unit of a half-width: points of percent for proportions.
  static func half(_ kpi: KPI) -> String {
    kpi.unit == .proportion ? "percentPoints" : kpi.unit.rawValue
  }

  /// The unit of a change, with its sign.
  static func signed(_ kpi: KPI) -> String {
    kpi.unit == .proportion ? "signedPercentPoints" : "signed:\(kpi.unit.rawValue)"
  }

  // MARK: - R

  /// The path to the goal of the center, and what the simulation says about its first step.
  private func relevant(_ kpi: KPI, _ report: ManagementReport) -> SMARTChecks.Check {
    let path = catalogue.path(above: kpi)
    guard let root = path.last, catalogue.objectives.contains(where: { $0.identifier == root })
    else { return .init(.fail, evidence: [Finding("relevant.orphan")]) }
    var evidence: [Finding] = []
    let isContradicted = report.result(kpi.identifier)?.elasticity?.hasRightSign == false
    if kpi.edge == .identity && !isContradicted {
      evidence.append(Finding("relevant.identity", ["names": .names([kpi.parent])]))
      return .init(.pass, evidence: evidence)
    }
    guard let found = report.result(kpi.identifier)?.elasticity else {
      evidence += relevanceNotes(kpi)
      return .init(kpi.edge == .policy ? .pass : .notExamined, evidence: evidence)
    }
    if !found.isSignificant {
      evidence.append(Finding("relevant.unclear"))
      return .init(.warning, evidence: evidence)
    }
    if found.hasRightSign == false {
      evidence.append(Finding("relevant.wrongSign"))
      return .init(.warning, evidence: evidence)
    }
    return .init(.pass, evidence: evidence)
  }

  /// What is known where no KPI above it has a value: the effect of its own lever, on itself and on
  /// the KPIs that this lever makes worse.
  private func relevanceNotes(_ kpi: KPI) -> [Finding] {
    if levers.isEmpty { return [Finding("relevant.notExamined")] }
    guard let lever = kpi.lever, let trial = trial(of: lever),
      let change = trial.figures.change(kpi.identifier, from: figures)
    else { return [Finding("relevant.noLever")] }
    guard change.isBeyondChance else {
      return [Finding("relevant.noEffect")]
    }
    let worse = sides(of: trial, catalogue.kpis.filter { target(of: $0) != nil }).worse
    let effect = Finding(
      "relevant.ownLever",
      [
        "lever": .word("lever.\(lever.rawValue)"), "size": .number(trial.size, unit: "signedPercent"),
        "change": .number(change.value, unit: Self.signed(kpi)),
        "half": .number(change.halfWidth ?? 0, unit: Self.half(kpi)),
      ])
    return worse.isEmpty
      ? [effect] : [effect, Finding("relevant.worsens", ["names": .names(worse)])]
  }

  // MARK: - T

  /// Interval, period, deadline, baseline.
  private func timeBound(_ kpi: KPI) -> SMARTChecks.Check {
    guard target(of: kpi) != nil else {
      return .init(.notExamined, evidence: [Finding("timeBound.noTarget")])
    }
    var evidence: [Finding] = []
    var outcome = SMARTChecks.Check.Outcome.pass
    guard let deadline = settings.deadline else {
      evidence.append(Finding("timeBound.noDeadline"))
      return .init(.warning, evidence: evidence)
    }
    guard let left = Day.days(from: settings.dataDate, to: deadline), left > 0 else {
      evidence.append(Finding("timeBound.past", ["deadline": .text(deadline)]))
      return .init(.fail, evidence: evidence)
    }
    evidence.append(
      Finding(
        "timeBound.deadline",
        ["deadline": .text(deadline), "days": .number(Double(left), unit: "count")]))
    if let baseline = settings.baseline {
      evidence.append(Finding("timeBound.baseline", ["day": .text(baseline)]))
    } else {
      outcome = .warning
      evidence.append(Finding("timeBound.noBaseline"))
    }
    let cadence = kpi.frequency.map(Day.length).min() ?? 30
    if Double(cadence) > Double(left) / 3 {
      outcome = .warning
      evidence.append(Finding("timeBound.cadence"))
    }
    evidence.append(Finding("timeBound.onePeriod"))
    return .init(outcome, evidence: evidence)
  }
}
