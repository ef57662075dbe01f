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
      object(Finding("specific.noWait"), .fail)
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
    if let rule, let distance,
      rule.verdict(estimate) == .undecided
    {
      outcome = .warning
      evidence.append(
        distance < 0.1 * half
          ? Finding("measurable.onTarget")
          : Finding(
            "measurable.straddles",
            [
              "goal": .number(distance, unit: Self.half(kpi)),
              "days": .number(Self.twoDigits(count * (half / distance) * (half / distance)), unit: "count"),
            ]))
    } else if half > wanted {
      outcome = .warning
      evidence.append(
        Finding(
          "measurable.imprecise",
          [
            "goal": .number(wanted, unit: Self.half(kpi)),
            "days": .number(Self.twoDigits(count * (half / wanted) * (half / wanted)), unit: "count"),
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

  /// Two digits, upwards.
  static func twoDigits(_ count: Double) -> Double {
    guard count.isFinite, count > 0 else { return 0 }
    var size = 1.0
    while size * 100 <= count { size *= 10 }
    return (count / size).rounded(.up) * size
  }

  // MARK: - A

  /// The range of plans within the budget, the chance to meet the target over its own period, and the
  /// price of the next point.
  private func attainable(_ kpi: KPI, _ report: ManagementReport) -> SMARTChecks.Check {
    guard let rule = rule(of: kpi), let target = target(of: kpi),
      let now = figures.estimate(kpi.identifier)
    else { return .init(.notExamined, evidence: [Finding("attainable.noTarget")]) }
    guard let attainability = report.attainability else {
      return .init(.notExamined, evidence: [Finding("attainable.notExamined")])
    }
    let plans = affordable(attainability.plans).filter { $0.values[kpi.identifier] != nil }
    guard !plans.isEmpty else {
      return .init(.notExamined, evidence: [Finding("attainable.noPlan")])
    }
    let name = kpi.identifier
    guard isMovedByStaffing(kpi) else { return attainableAsItIs(kpi, rule, target) }
    func share(_ plan: Attainability.Plan) -> KPIEstimate {
      plan.periodShares[name] ?? KPIEstimate(value: 0)
    }
    func isSure(_ plan: Attainability.Plan, _ bound: Double = Self.sureShare) -> GoalVerdict {
      share(plan).verdict(.atLeast, bound)
    }
    var evidence: [Finding] = []
    let sure = plans.filter { isSure($0) == .met }.min { $0.hours < $1.hours }
    func missing(_ plan: Attainability.Plan) -> Double {
      plan.values[name].map { abs(rule.gap($0.value)) } ?? .infinity
    }
    let best = plans.max {
      share($0).value == share($1).value
        ? missing($0) > missing($1) : share($0).value < share($1).value
    }
    if let plan = sure ?? best { evidence.append(chance(share(plan), of: target, with: plan)) }
    evidence += nextPoint(kpi, attainability)
    let conflicts = attainability.conflicts.filter { $0.contains(name) }.flatMap { $0 }
      .filter { $0 != name }
    if !conflicts.isEmpty {
      evidence.append(Finding("attainable.conflicts", ["names": .names(conflicts)]))
    }
    if rule.verdict(now) == .overService {
      return .init(.warning, grade: "overService", evidence: evidence)
    }
    if sure != nil {
      let all = plans.allSatisfy { isSure($0, 0.99) == .met }
      if all && isEasierThanOthers(kpi, target) {
        return .init(.warning, grade: "tooEasy", evidence: evidence)
      }
      return .init(
        conflicts.isEmpty ? .pass : .warning, grade: "attainable", evidence: evidence)
    }
    if plans.contains(where: { isSure($0) == .undecided }) {
      return .init(
        .warning, grade: "undecided", evidence: evidence + [Finding("attainable.undecided")])
    }
    // Even the end of an interval keeps a target from being out of reach.
    let isNear = plans.contains { plan in plan.values[name].map { rule.goal($0) != .missed } ?? false }
    if isNear { return .init(.warning, grade: "stretch", evidence: evidence) }
    return withoutPlan(kpi, rule, evidence)
  }

  /// The chance with which a target counts as attainable.
  static let sureShare = 0.9

  private func chance(
    _ share: KPIEstimate, of target: KPITarget, with plan: Attainability.Plan
  ) -> Finding {
    Finding(
      plan.cost == nil ? "attainable.plan" : "attainable.planWithCost",
      [
        "factor": .number(plan.factor, unit: "proportion"),
        "hours": .number(plan.hours, unit: "hours"),
        "cost": .number(plan.cost ?? 0, unit: "money"),
        "period": .word("period.\(target.period.rawValue)"),
        "share": .estimate(share, unit: "chance"),
      ])
  }

  /// Whether the leanest and the richest plan differ beyond chance, and by more than a trifle.
  private func isMovedByStaffing(_ kpi: KPI) -> Bool {
    guard kpi.needs != .quality, kpi.needs != .workforce, let first = plans.first,
      let last = plans.last, first.size != last.size,
      let change = last.figures.change(kpi.identifier, from: first.figures)
    else { return false }
    let level = abs(first.figures.estimate(kpi.identifier)?.value ?? 0)
    return change.isBeyondChance
      && abs(change.value) > 0.02 * level
  }

  /// The check of a KPI that does not depend on the number of agents: the run itself, and its lever.
  private func attainableAsItIs(
    _ kpi: KPI, _ rule: TargetRule, _ target: KPITarget
  ) -> SMARTChecks.Check {
    let isOwnPeriod = kpi.needs == .quality || kpi.needs == .workforce
    let share =
      figures.share(kpi.identifier, span: isOwnPeriod ? 1 : span(of: target.period), rule)
      ?? KPIEstimate(value: 0)
    let evidence = [
      Finding(
        "attainable.asItIs",
        [
          "period": .word("period.\(target.period.rawValue)"),
          "share": .estimate(share, unit: "chance"),
        ])
    ]
    let now = figures.estimate(kpi.identifier)
    if let now, rule.verdict(now) == .overService {
      return .init(.warning, grade: "overService", evidence: evidence)
    }
    switch share.verdict(.atLeast, Self.sureShare) {
    case .met: return .init(.pass, grade: "attainable", evidence: evidence)
    case .undecided:
      return .init(
        .warning, grade: "undecided", evidence: evidence + [Finding("attainable.undecided")])
    case .missed:
      if let now, rule.goal(now) != .missed {
        return .init(.warning, grade: "stretch", evidence: evidence)
      }
      return withoutPlan(kpi, rule, evidence)
    }
  }

  /// The check of a KPI that no plan brings to its target: perhaps one step of a lever does.
  private func withoutPlan(
    _ kpi: KPI, _ rule: TargetRule, _ evidence: [Finding]
  ) -> SMARTChecks.Check {
    guard let help = levers.first(where: { $0.figures.meets(kpi, rule) }), let lever = help.lever else {
      return .init(.fail, grade: "infeasible", evidence: evidence)
    }
    let finding = Finding(
      "attainable.lever",
      [
        "lever": .word("lever.\(lever.rawValue)"),
        "size": .number(help.size, unit: "signedPercent"),
      ])
    return .init(.warning, grade: "stretch", evidence: evidence + [finding])
  }

  /// What one more point, or a tenth of the value, costs between the plans around the present one.
  private func nextPoint(_ kpi: KPI, _ attainability: Attainability) -> [Finding] {
    let plans = attainability.plans
    guard let place = plans.firstIndex(where: { $0.factor >= 1 }), place + 1 < plans.count,
      let old = plans[place].values[kpi.identifier]?.value,
      let new = plans[place + 1].values[kpi.identifier]?.value, old != new
    else { return [] }
    let step = kpi.unit == .proportion ? 0.01 : 0.1 * abs(old)
    let parts = step / abs(new - old)
    guard parts.isFinite, parts < 1e6 else { return [] }
    let toGood = good(kpi) * (new - old)
    let isInside = rule(of: kpi).map { $0.gap(old) == 0 && $0.low != nil && $0.high != nil } ?? false
    guard toGood > 0, !isInside else { return [] }
    if let first = plans[place].cost, let second = plans[place + 1].cost {
      return [
        Finding(
          "attainable.nextPointCost",
          [
            "step": .number(step, unit: Self.half(kpi)),
            "cost": .number((second - first) * parts, unit: "money"),
          ])
      ]
    }
    return [
      Finding(
        "attainable.nextPointHours",
        [
          "step": .number(step, unit: Self.half(kpi)),
          "hours": .number((plans[place + 1].hours - plans[place].hours) * parts, unit: "hours"),
        ])
    ]
  }

  /// Whether another profile asks for more.
  private func isEasierThanOthers(_ kpi: KPI, _ target: KPITarget) -> Bool {
    kpi.targets.contains { other in
      guard other.profile != target.profile, other.kind == .target, other.within == target.within,
        other.currency == target.currency
      else { return false }
      if let low = target.low, let stricter = other.low, stricter > low { return true }
      if let high = target.high, let stricter = other.high, stricter < high { return true }
      return false
    }
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
