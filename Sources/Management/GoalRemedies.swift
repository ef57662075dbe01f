import ContactCenter
import Experiments

/// Cause and action where a goal that the scenario sets for a contact type is missed.
extension ReportBuilder {
  /// Actions that a goal lists at most.
  private static let mostActions = 4

  /// The goals of contact types as they are, with cause and what helps for those that are surely missed.
  var judgedGoals: [ScopedGoal] {
    examination.goals(in: result).map { goal in
      guard goal.verdict == .missed else { return goal }
      var goal = goal
      goal.remedy = Remedy(
        path: [], contributions: [], cause: cause(of: goal), actions: actions(for: goal))
      return goal
    }
  }

  private func outcome(_ goal: ScopedGoal, _ trial: Examination.Trial) -> ScopedGoal? {
    trial.goals.first { $0.name == goal.name }
  }

  /// Hours at the wrong times, too few of them, or what nothing that was simulated mends.
  private func cause(of goal: ScopedGoal) -> Finding {
    if plans.isEmpty { return Finding("cause.unexamined") }
    if let moved, let after = outcome(goal, moved), after.verdict == .met, let value = after.estimate {
      return placed(moved, value)
    }
    let within = affordable(staffings).filter { $0.hours != examination.hours }
    guard let plan = within.first(where: { outcome(goal, $0)?.verdict == .met }) else {
      return unreached(isAnyTried: !within.isEmpty)
    }
    var key = "cause.goal"
    if plan.hours < examination.hours {
      key += ".other"
    } else if !plan.changes.isEmpty {
      key += plan.isMoved ? ".groupsMoved" : ".groups"
    } else if plan.isMoved {
      key += ".moved"
    }
    return Finding(
      key,
      [
        "hours": .number(plan.hours, unit: "hours"),
        "present": .number(examination.hours, unit: "hours"),
        "factor": .number(plan.size, unit: "proportion"),
        "groups": .text(plan.changes.map { "\($0.group) \($0.now) → \($0.then)" }.joined(separator: ", ")),
      ])
  }

  /// That no plan reaches a target: within the budget, or between the leanest and the fullest.
  func unreached(isAnyTried: Bool) -> Finding {
    if settings.budget != nil {
      return Finding(isAnyTried ? "cause.beyondBudget" : "cause.budgetUntried")
    }
    return Finding(
      isPlacementTried ? "cause.beyondPlacement" : "cause.beyondStaffing",
      [
        "least": .number(plans.first?.size ?? 1, unit: "proportion"),
        "most": .number(plans.last?.size ?? 1, unit: "proportion"),
      ])
  }

  /// That the hours are enough, but stand at the wrong times.
  func placed(
    _ moved: Examination.Trial, _ after: KPIEstimate, unit: String = "proportion"
  ) -> Finding {
    Finding(
      abs(moved.hours - examination.hours) < 0.05 ? "cause.placement" : "cause.placement.fewer",
      [
        "hours": .number(moved.hours, unit: "hours"),
        "present": .number(examination.hours, unit: "hours"),
        "after": .estimate(after, unit: unit),
      ])
  }

  /// What brings a goal nearer beyond chance: the cheapest plan that keeps it, the same hours placed better,
  /// and other changes, those that keep it first.
  private func actions(for goal: ScopedGoal) -> [Remedy.Action] {
    let keeping = affordable(staffings).first { outcome(goal, $0)?.verdict == .met }
    let others = levers.filter { $0.lever != .placement || $0.hours != keeping?.hours }
    let found = ([keeping].compactMap(\.self) + others).compactMap { action(for: goal, $0) }
    var seen: Set<String> = []
    return Array(
      found.sorted { first, second in
        if (first.outcome == .met) != (second.outcome == .met) { return first.outcome == .met }
        return first.recovery.value > second.recovery.value
      }.filter { $0.hours != nil || seen.insert($0.lever).inserted }.prefix(Self.mostActions))
  }

  private func action(for goal: ScopedGoal, _ trial: Examination.Trial) -> Remedy.Action? {
    guard let now = goal.estimate, let after = outcome(goal, trial)?.estimate,
      let change = after.independentChange(from: now), change.isBeyondChance, change.value > 0,
      change.value >= Self.worthwhile * (goal.low - now.value)
    else { return nil }
    var action = Remedy.Action(
      lever: (trial.lever ?? .staffing).rawValue, size: trial.lever == nil ? trial.size - 1 : trial.size,
      recovery: change, after: after, outcome: after.verdict(.atLeast, goal.low),
      cost: trial.figures.costChange(from: figures))
    (action.breaks, action.worsens) = harm(by: trial, except: nil)
    if trial.lever == nil, !trial.isPlan {
      action.groups = trial.changes.isEmpty ? nil : trial.changes
      action.hours = trial.hours
      action.isMoved = trial.isMoved ? true : nil
    }
    return action
  }

  /// Goals of contact types that are not surely missed and surely would be, and those that are missed and
  /// would be worse beyond chance, as `serviceLevel:name`.
  func harmedGoals(by trial: Examination.Trial) -> (breaks: [String], worsens: [String]) {
    var harm: (breaks: [String], worsens: [String]) = ([], [])
    for now in examination.goals(in: result) {
      guard let then = outcome(now, trial), then.verdict == .missed, let value = now.estimate,
        let change = then.estimate?.independentChange(from: value), change.isBeyondChance, change.value < 0
      else { continue }
      let name = ScopedGoal.identifier(of: now.name)
      if now.verdict == .missed { harm.worsens.append(name) } else { harm.breaks.append(name) }
    }
    return harm
  }
}

extension KPIEstimate {
  /// The change from another value; nil: one of them has no interval.
  ///
  /// The interval is what two independent studies would have: that of the same callers is no wider.
  func independentChange(from other: KPIEstimate) -> KPIEstimate? {
    guard let mine = halfWidth, let theirs = other.halfWidth else { return nil }
    let half = (mine * mine + theirs * theirs).squareRoot()
    let change = value - other.value
    return KPIEstimate(value: change, low: change - half, high: change + half)
  }
}
