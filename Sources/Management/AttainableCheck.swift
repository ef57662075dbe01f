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
      return .init(
        .notExamined,
        evidence: [
          Finding(
            settings.budget == nil ? "attainable.noPlan" : "attainable.noPlanWithin")
        ])
    }
    let name = kpi.identifier
    guard isMovedByStaffing(kpi) else { return attainableAsItIs(kpi, rule, target) }
    func isSure(_ plan: Attainability.Plan, _ bound: Double = Self.sureShare) -> GoalVerdict {
      plan.periodShares[name]?.verdict(.atLeast, bound) ?? .undecided
    }
    var evidence: [Finding] = []
    let sure = plans.filter { isSure($0) == .met }.min { $0.price < $1.price }
    func missing(_ plan: Attainability.Plan) -> Double {
      plan.values[name].map { abs(rule.gap($0.value)) } ?? .infinity
    }
    // Of a plan whose chance is not known, nothing is said.
    func share(_ plan: Attainability.Plan) -> Double { plan.periodShares[name]?.value ?? -1 }
    let best = plans.max {
      share($0) == share($1) ? missing($0) > missing($1) : share($0) < share($1)
    }
    if let plan = sure ?? best, let share = plan.periodShares[name] {
      evidence.append(chance(share, of: target, with: plan))
    }
    evidence += nextPoint(kpi)
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
    let share = figures.share(
      kpi.identifier, span: isOwnPeriod ? 1 : span(of: target.period), rule)
    let period = Finding.Value.word("period.\(target.period.rawValue)")
    let evidence = [
      share.map {
        Finding("attainable.asItIs", ["period": period, "share": .estimate($0, unit: "chance")])
      } ?? Finding("attainable.unknown", ["period": period])
    ]
    let now = figures.estimate(kpi.identifier)
    if let now, rule.verdict(now) == .overService {
      return .init(.warning, grade: "overService", evidence: evidence)
    }
    switch share?.verdict(.atLeast, Self.sureShare) {
    case nil: return .init(.notExamined, evidence: evidence)
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
    guard let help = cheapest(levers.filter { $0.figures.meets(kpi, rule) }),
      let lever = help.lever
    else {
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

  /// What one more point, or a tenth of the value, costs between the plans around the present one, with
  /// its interval; where they do not differ beyond chance, that it is not yet told apart.
  private func nextPoint(_ kpi: KPI) -> [Finding] {
    guard let place = plans.firstIndex(where: { $0.size >= 1 }), place + 1 < plans.count,
      let old = plans[place].figures.estimate(kpi.identifier)?.value,
      let change = plans[place + 1].figures.change(kpi.identifier, from: plans[place].figures),
      change.value != 0, good(kpi) != 0
    else { return [] }
    let step = kpi.unit == .proportion ? 0.01 : 0.1 * abs(old)
    let isInside = rule(of: kpi).map { $0.gap(old) == 0 && $0.low != nil && $0.high != nil } ?? false
    guard step > 0, !isInside else { return [] }
    let words: [String: Finding.Value] = ["step": .number(step, unit: Self.half(kpi))]
    guard change.isBeyondChance else { return [Finding("attainable.nextPointOpen", words)] }
    guard good(kpi) * change.value > 0 else { return [] }
    let hasCost = plans[place].cost != nil
    let price = plans[place + 1].figures.price(
      hasCost ? "totalCost" : "scheduledTime", per: kpi.identifier, from: plans[place].figures
    )?.scaled(by: (change.value > 0 ? step : -step) / (hasCost ? 1 : 3600))
    guard let price, price.isBeyondChance, price.value.isFinite else {
      return [Finding("attainable.nextPointOpen", words)]
    }
    let amount: [String: Finding.Value] =
      hasCost
      ? [
        "cost": .estimate(price, unit: "money"),
        "span": .number(Double(daysPerReplication), unit: "days"),
      ] : ["hours": .estimate(price, unit: "hours")]
    return [
      Finding(
        hasCost ? "attainable.nextPointCost" : "attainable.nextPointHours",
        words.merging(amount) { first, _ in first })
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
