import ContactCenter
import Experiments

/// Cause and action where a KPI misses its target.
extension ReportBuilder {
  /// What an action must do at least, as a share of what is missing to the target; a cause half.
  static let worthwhile = 0.2

  func remedy(of kpi: KPI, _ report: ManagementReport) -> Remedy? {
    guard let rule = rule(of: kpi), let now = figures.estimate(kpi.identifier) else { return nil }
    var path = pathDown(from: kpi, report)
    let drivers = contributions(to: kpi, report)
    let driver = drivers.first.flatMap { driverCause($0, of: kpi, missing: rule.gap(now.value)) }
    if let driver, driver.isSure, !path.contains(driver.child) { path.append(driver.child) }
    return Remedy(
      path: path, contributions: drivers, cause: driver?.cause ?? staffingCause(kpi, report),
      actions: actions(for: kpi, rule))
  }

  /// The cause that a driver is, which closes half of the gap to the target or more; nil: it does not.
  ///
  /// Where the interval holds that half, it is said to be not yet told apart.
  private func driverCause(
    _ driver: Remedy.Contribution, of kpi: KPI, missing gap: Double
  ) -> (child: String, cause: Finding, isSure: Bool)? {
    guard let effect = driver.change, effect.value * gap > 0,
      abs(effect.value) >= 0.5 * abs(gap), let own = catalogue.kpi(driver.child),
      let rule = rule(of: own), let now = figures.estimate(driver.child),
      let base = figures.estimate(kpi.identifier)
    else { return nil }
    let beyond = trial(of: own.lever)?.figures.effect(
      closing: driver.child, to: now.value + rule.gap(now.value), on: kpi.identifier, beyond: 0.5,
      to: base.value + gap, from: figures)
    let isSure = beyond.map { $0.isBeyondChance && $0.value * gap > 0 } ?? false
    let cause = Finding(
      isSure ? "cause.driver" : "cause.driverOpen",
      [
        "name": .names([driver.child]), "gap": .number(driver.gap, unit: Self.signed(own)),
        "effect": .estimate(effect, unit: Self.signed(kpi)),
      ])
    return (driver.child, cause, isSure)
  }

  /// From a KPI down the tree, at each step to the child that misses its target by most.
  private func pathDown(from kpi: KPI, _ report: ManagementReport) -> [String] {
    var path = [kpi.identifier]
    var current = kpi
    while true {
      let children = catalogue.kpis.filter {
        $0.parent == current.identifier && !path.contains($0.identifier)
          && report.result($0.identifier)?.verdict.isMiss == true
      }
      func depth(_ child: KPI) -> Double { 1 - (report.result(child.identifier)?.score ?? 1) }
      guard let worst = children.max(by: { depth($0) < depth($1) }) else { return path }
      path.append(worst.identifier)
      current = worst
    }
  }

  /// What the deviations of the KPIs that people work on directly do to a KPI, the largest first.
  ///
  /// A driver has a lever of its own other than staffing, and surely misses its own target. Its effect is
  /// its gap to that target times the KPI's change for each unit of the driver, both under the driver's
  /// lever; what chance alone could have made is left out.
  private func contributions(to kpi: KPI, _ report: ManagementReport) -> [Remedy.Contribution] {
    let kin = Set(catalogue.path(above: kpi))
    let drivers = catalogue.kpis.filter { driver in
      driver.identifier != kpi.identifier && driver.lever != nil && driver.lever != .staffing
        && driver.lever != kpi.lever && !kin.contains(driver.identifier)
    }
    let all = drivers.compactMap { driver -> Remedy.Contribution? in
      guard let rule = rule(of: driver), let now = figures.estimate(driver.identifier),
        let trial = trial(of: driver.lever)
      else { return nil }
      let gap = rule.gap(now.value)
      // Calls that are shorter than their range are no cause of anything else.
      if rule.goal(now) != .missed || driver.unit == .seconds && gap > 0 { return nil }
      let effect = trial.figures.effect(
        closing: driver.identifier, to: now.value + gap, on: kpi.identifier, from: figures)
      guard let effect, effect.isBeyondChance else { return nil }
      return Remedy.Contribution(child: driver.identifier, gap: gap, effect: effect)
    }
    let direction = rule(of: kpi).flatMap { rule in
      figures.estimate(kpi.identifier).map { rule.gap($0.value) }
    }
    let sign = (direction ?? 1) < 0 ? -1.0 : 1
    return all.sorted { sign * ($0.effect ?? 0) > sign * ($1.effect ?? 0) }
  }

  /// The KPI's own lever decides it, and no driver is off.
  private func ownCause(_ kpi: KPI, _ lever: KPILever, _ report: ManagementReport) -> Finding {
    if levers.isEmpty { return Finding("cause.unexamined") }
    guard let rule = rule(of: kpi), let now = figures.estimate(kpi.identifier),
      let change = trial(of: lever)?.figures.change(kpi.identifier, from: figures)
    else { return Finding("cause.unknown") }
    return Finding(
      "cause.lever",
      [
        "lever": .word("lever.\(lever.rawValue)"), "size": .number(lever.step, unit: "signedPercent"),
        "change": .number(change.value, unit: Self.signed(kpi)),
        "gap": .number(rule.gap(now.value), unit: Self.signed(kpi)),
      ])
  }

  /// No driver misses its own target: it is the number of agents, or the demand.
  private func staffingCause(_ kpi: KPI, _ report: ManagementReport) -> Finding {
    if let finding = chanceCause(kpi) { return finding }
    if let lever = kpi.lever, lever != .staffing { return ownCause(kpi, lever, report) }
    guard let rule = rule(of: kpi), let plans = report.attainability?.plans else {
      return Finding("cause.unexamined")
    }
    if kpi.lever == nil { return Finding("cause.unknown") }
    let gap = figures.estimate(kpi.identifier).map { rule.gap($0.value) } ?? 0
    if let finding = placementCause(kpi, rule) { return finding }
    // Plans of single groups and of hours at other times too: of all groups together the steps are coarse.
    let all = report.attainability?.all ?? plans
    let meeting = affordable(all).filter { plan in
      guard plan.factor != 1, let value = plan.values[kpi.identifier] else { return false }
      return rule.goal(value) == .met && (value.value - rule.edge(of: gap)) * gap >= 0
    }
    guard let plan = meeting.min(by: { abs($0.factor - 1) < abs($1.factor - 1) }) else {
      return unreached(isAnyTried: !affordable(plans).filter { $0.factor != 1 }.isEmpty)
    }
    let present = figures.record.mean(of: "scheduledTime") / 3600
    return Finding(
      plan.factor > 1 ? "cause.understaffed" : "cause.overstaffed",
      [
        "hours": .number(plan.hours, unit: "hours"), "present": .number(present, unit: "hours"),
        "factor": .number(plan.factor, unit: "proportion"),
      ])
  }

  /// Calls differ from the best forecast of them by chance, the more in shares the fewer they are.
  private func chanceCause(_ kpi: KPI) -> Finding? {
    guard kpi.identifier == "forecastAccuracy", let high = target(of: kpi)?.high,
      let least = ChanceError.share(of: examination.inputs.forecast), least > high,
      let value = figures.estimate(kpi.identifier)?.value, value > 0.9 * least
    else { return nil }
    return Finding(
      "cause.chance",
      [
        "least": .number(least, unit: "proportion"), "target": .number(high, unit: "proportion"),
      ])
  }

  /// The agents are enough, but not when they are needed: the same hours placed better reach the
  /// target.
  private func placementCause(_ kpi: KPI, _ rule: TargetRule) -> Finding? {
    guard let moved, let value = moved.figures.estimate(kpi.identifier), rule.goal(value) == .met
    else { return nil }
    return placed(moved, value, unit: kpi.unit.rawValue)
  }

  /// The changes that bring the KPI nearer to its target, the best first: those that break no other
  /// target, then those that reach this one, then those that bring most.
  func actions(for kpi: KPI, _ rule: TargetRule) -> [Remedy.Action] {
    guard let now = figures.estimate(kpi.identifier) else { return [] }
    let gap = rule.gap(now.value)
    let all = (levers + staffingTrials).compactMap { trial -> Remedy.Action? in
      guard let change = trial.figures.change(kpi.identifier, from: figures),
        change.value * gap > 0, abs(change.value) >= ReportBuilder.worthwhile * abs(gap),
        change.isBeyondChance, let after = trial.figures.estimate(kpi.identifier)
      else { return nil }
      var action = Remedy.Action(
        lever: (trial.lever ?? .staffing).rawValue,
        size: trial.isPlan ? trial.size - 1 : trial.size, recovery: change, after: after,
        outcome: rule.goal(after), cost: trial.figures.costChange(from: figures))
      (action.breaks, action.worsens) = harm(by: trial, except: kpi)
      return action
    }
    let best = all.sorted { first, second in
      let (one, other) = (first.breaks + first.worsens, second.breaks + second.worsens)
      if one.count != other.count { return one.count < other.count }
      let (meets, alsoMeets) = (first.outcome == .met, second.outcome == .met)
      if meets != alsoMeets { return meets }
      let own = kpi.lever?.rawValue
      if (first.lever == own) != (second.lever == own) { return first.lever == own }
      return meets
        ? abs(first.size) < abs(second.size)
        : abs(first.recovery.value) > abs(second.recovery.value)
    }
    var seen: Set<String> = []
    return Array(best.filter { seen.insert($0.lever).inserted }.prefix(4))
  }

  /// What a change does to other targets: those not surely missed now that surely would be, and those
  /// surely missed already that would be worse beyond chance.
  func harm(
    by trial: Examination.Trial, except kpi: KPI?
  ) -> (breaks: [String], worsens: [String]) {
    var harm = harmedGoals(by: trial)
    for other in catalogue.kpis where other.identifier != kpi?.identifier {
      guard let rule = rule(of: other), let now = figures.estimate(other.identifier),
        let after = trial.figures.estimate(other.identifier),
        let change = trial.figures.change(other.identifier, from: figures), change.isBeyondChance
      else { continue }
      if rule.goal(now) != .missed {
        if rule.goal(after) == .missed { harm.breaks.append(other.identifier) }
      } else if change.value * rule.gap(now.value) < 0 {
        harm.worsens.append(other.identifier)
      }
    }
    return harm
  }

  /// The plans as changes of staffing; the lever itself is one of them.
  private var staffingTrials: [Examination.Trial] { plans.filter { $0.size != 1 } }
}

extension KPIFigures {
  /// The cost of a replication; nil: costs are not modelled.
  var cost: KPIEstimate? {
    guard let formula = try? KPIFormula("totalCost"), record.place(of: "totalCost") != nil else {
      return nil
    }
    return KPIValues(formula, in: record).estimate(confidence: confidence, within: nil)
  }

  /// The change of the cost of a replication; nil: costs are not modelled.
  func costChange(from base: KPIFigures) -> KPIEstimate? {
    guard let formula = try? KPIFormula("totalCost"), record.place(of: "totalCost") != nil else {
      return nil
    }
    return KPIValues(formula, in: record).difference(
      to: KPIValues(formula, in: base.record), confidence: confidence)
  }
}
