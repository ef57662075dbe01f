import ContactCenter
import Experiments

/// What the report advises.
extension ReportBuilder {
  /// A plan must be leaner by this share to be worth advising.
  private static let leastSaving = 0.02

  func decision(_ report: ManagementReport) -> Decision? {
    guard let goal = examination.goal, let rule = rule(of: goal),
      let now = figures.estimate(goal.identifier)
    else { return nil }
    var decision: Decision
    switch examination.verdict(of: examination.present) {
    case .undecided:
      decision = Decision(.undecided, goal: goal.identifier)
      if rule.goal(now) == .undecided { decision.days = daysToTell(rule, now) }
    case .met: decision = saving(goal, rule) ?? Decision(.keep, goal: goal.identifier)
    case .missed: decision = reaching(goal, rule)
    }
    decision.present = report.attainability?.plans.first { $0.factor == 1 }
    if decision.after == nil {
      decision.after = now
      decision.outcome = rule.goal(now)
      decision.chance = chance(goal, rule, figures)
    }
    decision.conflict = conflict(report)
    return decision
  }

  /// Days that would tell a value from its target; nil: it lies on it.
  private func daysToTell(_ rule: TargetRule, _ now: KPIEstimate) -> Double? {
    guard let half = now.halfWidth else { return nil }
    let distance = rule.distance(now.value)
    let count = Double(figures.record.replications * daysPerReplication)
    return distance < 0.1 * half ? nil : Self.twoDigits(count * (half / distance) * (half / distance))
  }

  /// The trials within the budget, the leanest first.
  private func affordable(_ trials: [Examination.Trial]) -> [Examination.Trial] {
    trials.filter { trial in
      guard let budget = settings.budget, let cost = cost(of: trial.figures) else { return true }
      return cost <= budget
    }.sorted { $0.hours < $1.hours }
  }

  /// The leanest plan that surely keeps the goal, breaks nothing, and is as sure over the goal's
  /// period as the present one.
  private func saving(_ goal: KPI, _ rule: TargetRule) -> Decision? {
    let least = examination.hours * (1 - Self.leastSaving)
    let isSureNow = chance(goal, rule, figures)?.verdict(.atLeast, Self.sureShare) == .met
    let found = affordable(plans).first { trial in
      guard trial.hours < least, examination.verdict(of: trial) == .met else { return false }
      let isSure = chance(goal, rule, trial.figures)?.verdict(.atLeast, Self.sureShare) == .met
      return (isSure || !isSureNow) && harm(by: trial, except: goal).breaks.isEmpty
    }
    return found.map { advice(.save, $0, goal, rule) }
  }

  /// The cheapest way to the goal: the same hours at better times, more of them, another change; where
  /// nothing reaches it, the plan that comes nearest.
  private func reaching(_ goal: KPI, _ rule: TargetRule) -> Decision {
    let candidates = affordable([moved].compactMap { $0 } + plans)
    let meeting = candidates.filter { examination.verdict(of: $0) == .met }
    let sure = meeting.first {
      chance(goal, rule, $0.figures)?.verdict(.atLeast, Self.sureShare) == .met
    }
    let complete = sure ?? meeting.first
    let isMissed = figures.estimate(goal.identifier).map { rule.goal($0) == .missed } ?? false
    // What costs nothing comes first, even if some contact type is left for later.
    if let moved = candidates.first(where: { $0.lever == .placement }),
      examination.verdict(of: moved) == .met || isMissed && moved.figures.meets(goal, rule)
    {
      var decision = advice(.move, moved, goal, rule)
      if examination.verdict(of: moved) != .met {
        let wanted = catalogue.kpis.filter { self.rule(of: $0) != nil }
        decision.complete = complete.map { plan(of: $0, wanted) }
      }
      return decision
    }
    if let plan = complete {
      return advice(plan.hours < examination.hours ? .save : .add, plan, goal, rule)
    }
    if let lever = levers.first(where: { $0.lever != .placement && examination.verdict(of: $0) == .met }) {
      return advice(.lever, lever, goal, rule)
    }
    func missing(_ trial: Examination.Trial) -> Double {
      let center = trial.figures.estimate(goal.identifier).map { abs(rule.gap($0.value)) }
      return trial.goals.reduce(center ?? .infinity) { sum, goal in
        sum + max(0, goal.low - (goal.estimate?.value ?? 0))
      }
    }
    guard let nearest = candidates.min(by: { missing($0) < missing($1) }), nearest.size != 1 else {
      return Decision(.beyond, goal: goal.identifier)
    }
    return advice(.beyond, nearest, goal, rule)
  }

  private func chance(_ goal: KPI, _ rule: TargetRule, _ figures: KPIFigures) -> KPIEstimate? {
    target(of: goal).flatMap { figures.share(goal.identifier, span: span(of: $0.period), rule) }
  }

  private func advice(
    _ kind: Decision.Kind, _ trial: Examination.Trial, _ goal: KPI, _ rule: TargetRule
  ) -> Decision {
    var decision = Decision(kind, goal: goal.identifier)
    let wanted = catalogue.kpis.filter { self.rule(of: $0) != nil }
    if trial.isPlan || trial.lever == .placement { decision.plan = plan(of: trial, wanted) }
    decision.lever = trial.lever?.rawValue
    decision.size = trial.isPlan ? trial.size - 1 : trial.size
    decision.after = trial.figures.estimate(goal.identifier)
    decision.outcome = decision.after.map(rule.goal)
    decision.goals = trial.goals
    decision.chance = chance(goal, rule, trial.figures)
    decision.cost = trial.figures.costChange(from: figures)
    (decision.breaks, decision.worsens) = harm(by: trial, except: goal)
    decision.improves = wanted.filter { kpi in
      guard kpi.identifier != goal.identifier, let rule = self.rule(of: kpi),
        let now = figures.estimate(kpi.identifier), rule.goal(now) == .missed,
        let change = trial.figures.change(kpi.identifier, from: figures)
      else { return false }
      return change.isBeyondChance && change.value * rule.gap(now.value) > 0
    }.map(\.identifier)
    return decision
  }

  /// Missed targets of which some ask for more agents and others for fewer.
  private func conflict(_ report: ManagementReport) -> Decision.Conflict? {
    guard let leanest = plans.first, let fullest = plans.last, leanest.size < fullest.size else {
      return nil
    }
    var conflict = Decision.Conflict(more: [], fewer: [])
    for kpi in catalogue.kpis {
      guard report.result(kpi.identifier)?.verdict == .missed, let rule = rule(of: kpi),
        let now = figures.estimate(kpi.identifier),
        let change = fullest.figures.change(kpi.identifier, from: leanest.figures),
        change.isBeyondChance
      else { continue }
      if change.value * rule.gap(now.value) > 0 {
        conflict.more.append(kpi.identifier)
      } else {
        conflict.fewer.append(kpi.identifier)
      }
    }
    return conflict.more.isEmpty || conflict.fewer.isEmpty ? nil : conflict
  }
}
