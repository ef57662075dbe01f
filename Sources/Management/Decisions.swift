import ContactCenter
import Experiments

/// What the report advises.
extension ReportBuilder {
  /// A plan must be leaner by this share to be worth advising.
  private static let leastSaving = 0.02

  /// What is advised, with the trial of the plan; nil: nothing is to be decided.
  func decision(
    _ report: ManagementReport
  ) -> (decision: Decision, trial: Examination.Trial?)? {
    guard let goal = examination.goal, let rule = rule(of: goal),
      let now = figures.estimate(goal.identifier)
    else { return nil }
    var decision: Decision
    var trial: Examination.Trial?
    switch examination.verdict(of: examination.present) {
    case .undecided:
      decision = Decision(.undecided, goal: goal.identifier)
      (decision.days, decision.difference) = daysToTell(rule, now)
    case .met:
      trial = saving(goal, rule)
      decision = trial.map { advice(.save, $0, goal, rule) } ?? Decision(.keep, goal: goal.identifier)
    case .missed where plans.isEmpty:
      decision = Decision(.unexamined, goal: goal.identifier)
    case .missed: (decision, trial) = reaching(goal, rule)
    }
    decision.present = report.attainability?.plans.first { $0.factor == 1 }
    decision.presentCost = figures.cost
    if let moved, trial?.lever != .placement { decision.movedCost = moved.figures.costChange(from: figures) }
    if settings.budget != nil, decision.kind == .beyond {
      let meeting = staffings.filter { examination.verdict(of: $0) == .met }
      decision.beyondBudget = meeting.min { price($0) < price($1) }.map { plan(of: $0, [goal]) }
    }
    decision.isOfTypes = examination.isOfTypes ? true : nil
    if decision.after == nil {
      decision.after = now
      decision.outcome = rule.goal(now)
      decision.chance = chance(goal, rule, figures)
    }
    decision.conflict = conflict(report, goal)
    return (decision, trial)
  }

  /// Days that would tell the figures from their goals, and the least distance that they would tell;
  /// days are nil where all intervals are as narrow as that, both where there are none.
  ///
  /// The distance is that of the figure, but no less than a hundredth: a value may lie as near to its
  /// target as chance will have it, which says nothing of where the truth lies.
  private func daysToTell(
    _ rule: TargetRule, _ now: KPIEstimate
  ) -> (days: Double?, distance: Double?) {
    let count = Double(figures.record.replications * daysPerReplication)
    let types = examination.goals(in: result).filter { $0.verdict == .undecided }
    var open: [(half: Double, distance: Double, least: Double)] = types.compactMap { goal in
      guard let value = goal.estimate, let half = value.halfWidth else { return nil }
      let distance = max(Self.leastDifference, abs(value.value - goal.low))
      return (half, distance, Self.leastDifference)
    }
    if !examination.isOfTypes, rule.goal(now) == .undecided, let half = now.halfWidth {
      open.append((half, Self.tellable(rule, now), Self.leastTellable(rule)))
    }
    let wide = open.filter { $0.half > $0.least }
      .map { (days: days(count, $0.half, $0.distance), distance: $0.distance) }
    if let most = wide.max(by: { $0.days < $1.days }) { return (most.days, most.distance) }
    return (nil, open.map(\.distance).max())
  }

  /// A difference of proportions that is worth telling.
  static let leastDifference = 0.01

  /// The distance of a value from its target that days are to tell: its own, but no less than a
  /// hundredth of the whole or of a target above 1.
  static func tellable(_ rule: TargetRule, _ now: KPIEstimate) -> Double {
    max(leastTellable(rule), rule.distance(now.value))
  }

  /// A hundredth of the whole, or of a target above 1: an interval as narrow as that needs no more days.
  static func leastTellable(_ rule: TargetRule) -> Double {
    let ends = [rule.ends.low, rule.ends.high].compactMap { $0 }.map(abs)
    return leastDifference * max(1, ends.max() ?? 1)
  }

  /// Days after which half the interval is no more than a distance: that of few replications is wide
  /// by their number alone (Student's t), not by what the days differ.
  func days(_ count: Double, _ half: Double, _ distance: Double) -> Double {
    let degrees = max(1, figures.record.replications - 1)
    let confidence = result.confidence
    let few = StudentsT.factor(confidence: confidence, degreesOfFreedom: degrees)
    let many = StudentsT.factor(confidence: confidence, degreesOfFreedom: 1_000_000)
    let ratio = half / distance * many / few
    // The distance is not below a hundredth: some number tells.
    return RoughCount.needed(count, growth: ratio * ratio) ?? count
  }

  /// The trials within the budget, the cheapest first.
  func affordable(_ trials: [Examination.Trial]) -> [Examination.Trial] {
    trials.filter { trial in
      guard let budget = settings.budget, let cost = trial.cost else { return true }
      return cost <= budget
    }.sorted { price($0) < price($1) }
  }

  /// The cheapest of changes other than of agents; nil: there is none.
  func cheapest(_ changes: [Examination.Trial]) -> Examination.Trial? {
    let others = changes.filter { !$0.isStaffing }
    return CheapestStep.index(of: others.map { (price($0), $0.size) }).map { others[$0] }
  }

  /// What trials are compared by: the cost, or where nothing has a price the hours; moving hours
  /// counts a little, since it changes when people work.
  private func price(_ trial: Examination.Trial) -> Double {
    (trial.cost ?? trial.hours) * (trial.isMoved ? 1.005 : 1)
  }

  /// The leanest plan that surely keeps the goal, breaks nothing, and is as sure over the goal's
  /// period as the present one.
  private func saving(_ goal: KPI, _ rule: TargetRule) -> Examination.Trial? {
    let least = examination.hours * (1 - Self.leastSaving)
    let isSureNow = isSure(examination.present, goal, rule)
    return affordable(staffings).first { trial in
      trial.hours < least && examination.verdict(of: trial) == .met
        && (isSure(trial, goal, rule) || !isSureNow)
        && harm(by: trial, except: goal).breaks.isEmpty
    }
  }

  /// Whether the period of the center's goal surely keeps it as often as it should; what the profile
  /// asks beside goals of contact types needs no such certainty.
  private func isSure(_ trial: Examination.Trial, _ goal: KPI, _ rule: TargetRule) -> Bool {
    examination.isOfTypes
      || chance(goal, rule, trial.figures)?.verdict(.atLeast, Self.sureShare) == .met
  }

  /// The cheapest way to the goals: the same hours at better times, more of them for all or where
  /// goals are missed, another change (the cheapest that surely keeps them over their period, else the
  /// cheapest that keeps them); where nothing reaches them, the plan that comes nearest.
  private func reaching(_ goal: KPI, _ rule: TargetRule) -> (Decision, Examination.Trial?) {
    let candidates = affordable(staffings)
    let meeting = candidates.filter { examination.verdict(of: $0) == .met }
    let sure = meeting.firstIndex { isSure($0, goal, rule) }
    if !meeting.isEmpty {
      let plan = meeting[sure ?? 0]
      let kind: Decision.Kind =
        plan.isMoved && plan.hours < examination.hours * (1 + 1e-3)
        ? .move : plan.hours < examination.hours ? .save : .add
      var advice = advice(kind, plan, goal, rule)
      if let sure, sure > 0 { advice.leaner = self.plan(of: meeting[0], [goal]) }
      return (advice, plan)
    }
    let helping = affordable(levers).filter { examination.verdict(of: $0) == .met }
    if let lever = cheapest(helping.filter { isSure($0, goal, rule) }) ?? cheapest(helping) {
      return (advice(.lever, lever, goal, rule), nil)
    }
    let isMissed = figures.estimate(goal.identifier).map { rule.goal($0) == .missed } ?? false
    // What costs nothing comes first, even if some contact type is left for later.
    if let moved, candidates.contains(where: { $0.lever == .placement }), isMissed,
      moved.figures.meets(goal, rule)
    {
      return (advice(.move, moved, goal, rule), moved)
    }
    func missing(_ trial: Examination.Trial) -> Double {
      let center = trial.figures.estimate(goal.identifier).map { abs(rule.gap($0.value)) }
      return trial.goals.reduce(examination.isOfTypes ? 0 : center ?? .infinity) { sum, goal in
        sum + max(0, goal.low - (goal.estimate?.value ?? 0))
      }
    }
    guard let nearest = candidates.min(by: { missing($0) < missing($1) }), nearest.size != 1 else {
      return (Decision(.beyond, goal: goal.identifier), nil)
    }
    return (advice(.beyond, nearest, goal, rule), nearest)
  }

  private func chance(_ goal: KPI, _ rule: TargetRule, _ figures: KPIFigures) -> KPIEstimate? {
    target(of: goal).flatMap { figures.share(goal.identifier, span: span(of: $0.period), rule) }
  }

  private func advice(
    _ kind: Decision.Kind, _ trial: Examination.Trial, _ goal: KPI, _ rule: TargetRule
  ) -> Decision {
    var decision = Decision(kind, goal: goal.identifier)
    let wanted = catalogue.kpis.filter { self.rule(of: $0) != nil }
    if trial.isStaffing { decision.plan = plan(of: trial, wanted) }
    if !trial.few.isEmpty { decision.plan?.groups = trial.few }
    decision.lever = trial.lever?.rawValue
    decision.size = trial.lever == nil ? trial.size - 1 : trial.size
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

  /// Missed targets that more agents bring nearer, and missed targets that fewer do, as far as no plan
  /// that was simulated keeps one of each; where all that is missed asks for fewer and every plan that
  /// keeps it misses the goal, that is the other side.
  private func conflict(_ report: ManagementReport, _ goal: KPI) -> Decision.Conflict? {
    guard let leanest = plans.first, let fullest = plans.last, leanest.size < fullest.size else {
      return nil
    }
    var sides: (more: [KPI], fewer: [KPI]) = ([], [])
    for kpi in catalogue.kpis {
      guard report.result(kpi.identifier)?.verdict == .missed, let rule = rule(of: kpi),
        let now = figures.estimate(kpi.identifier),
        let change = fullest.figures.change(kpi.identifier, from: leanest.figures),
        change.isBeyondChance
      else { continue }
      if change.value * rule.gap(now.value) > 0 { sides.more.append(kpi) } else { sides.fewer.append(kpi) }
    }
    if sides.more.isEmpty { sides.more = [goal] }
    let trials = affordable(staffings)
    // One that no plan reaches at all is no matter of choice between plans.
    func isReached(_ kpi: KPI) -> Bool { trials.contains { keeps($0, kpi, goal) } }
    func isTogether(_ first: KPI, _ second: KPI) -> Bool {
      trials.contains { keeps($0, first, goal) && keeps($0, second, goal) }
    }
    let more = sides.more.filter(isReached)
    let fewer = sides.fewer.filter(isReached)
    let conflict = Decision.Conflict(
      more: more.filter { one in fewer.contains { !isTogether(one, $0) } }.map(\.identifier),
      fewer: fewer.filter { one in more.contains { !isTogether($0, one) } }.map(\.identifier))
    return conflict.more.isEmpty || conflict.fewer.isEmpty ? nil : conflict
  }

  /// Whether a trial does not surely miss a target; of the goal, those of contact types count too.
  private func keeps(_ trial: Examination.Trial, _ kpi: KPI, _ goal: KPI) -> Bool {
    if kpi.identifier == goal.identifier { return examination.verdict(of: trial) != .missed }
    guard let rule = rule(of: kpi), let value = trial.figures.estimate(kpi.identifier) else {
      return false
    }
    return rule.goal(value) != .missed
  }
}

/// Which of several changes that reach a goal is advised.
package enum CheapestStep {
  /// The index of the lowest price, of equal ones of the smallest step, of equal steps the first; nil:
  /// there is none.
  package static func index(of steps: [(price: Double, size: Double)]) -> Int? {
    steps.indices.min {
      (steps[$0].price, abs(steps[$0].size), $0) < (steps[$1].price, abs(steps[$1].size), $1)
    }
  }
}
