import Experiments

/// Whether a target can be reached: the check A of a KPI.
extension ReportBuilder {
  /// The range of plans within the budget, the chance to meet the target over its own period, and the
  /// price of the next point.
  func attainable(_ kpi: KPI, _ report: ManagementReport) -> SMARTChecks.Check {
    guard let rule = rule(of: kpi), let target = target(of: kpi),
      let now = figures.estimate(kpi.identifier)
    else { return .init(.notExamined, evidence: [Finding("attainable.noTarget")]) }
    guard let attainability = report.attainability else {
      return .init(.notExamined, evidence: [Finding("attainable.notExamined")])
    }
    let plans = affordable(attainability.all).filter { $0.values[kpi.identifier] != nil }
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
    let sure = plans.filter { isSure($0) == .met }.min { $0.price < $1.price }
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
    let changes = plan.groups?.map { "\($0.group) \($0.now) → \($0.then)" } ?? []
    return Finding(
      (plan.cost == nil ? "attainable.plan" : "attainable.planWithCost")
        + (changes.isEmpty ? plan.isMoved == true ? ".moved" : "" : ".groups"),
      [
        "factor": .number(plan.factor, unit: "proportion"),
        "groups": .text(changes.joined(separator: ", ")),
        "hours": .number(plan.hours, unit: "hours"),
        "cost": .number(plan.cost ?? 0, unit: "money"),
        "span": .number(Double(daysPerReplication), unit: "days"),
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
            "span": .number(Double(daysPerReplication), unit: "days"),
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
}
