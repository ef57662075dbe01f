import ContactCenter
import Experiments

/// Simulates plans until the targets that staffing moves are crossed, the same hours at better times,
/// and one step of each lever.
struct PlanSearch {
  let examination: Examination
  let progress: (@Sendable (ManagementProgress) -> Void)?
  let isCancelled: @Sendable () -> Bool
  private(set) var trials: [Examination.Trial] = []
  private var done = 0
  private var total = 0

  /// No staffing beyond these multiples is tried.
  private static let limits = 0.2...4.0
  /// By how much each further plan differs from the one before.
  private static let step = 1.25

  init(
    examination: Examination, progress: (@Sendable (ManagementProgress) -> Void)?,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.examination = examination
    self.progress = progress
    self.isCancelled = isCancelled
  }

  private var scenario: Scenario { examination.scenario }

  mutating func run() async throws {
    trials = [examination.present]
    let factors = examination.settings.factors.filter { $0 != 1 }
    let levers = KPILever.allCases.compactMap { lever in
      lever.applied(to: scenario, size: lever.step).map { (lever, $0) }
    }
    total = factors.count + levers.count
    for factor in factors { try await plan(factor) }
    if examination.settings.widens {
      while needsMore, let factor = next(plans.last.map { $0.size * Self.step }) {
        total += 1
        guard try await plan(factor) else { break }
      }
      while mayDoWithLess, let factor = next(plans.first.map { $0.size / Self.step }) {
        total += 1
        guard try await plan(factor) else { break }
      }
      try await fitBudget()
    }
    for (lever, changed) in levers { try await add(lever, lever.step, changed) }
    try await trim()
    try await grow(from: examination.present, scenario)
    if let moved = try await move() {
      try await moveLess(moved)
      try await grow(from: moved, scenario.with(moved.groups))
      try await moveMore(moved)
      try await moveWithin(moved)
    }
  }

  private func next(_ factor: Double?) -> Double? {
    factor.flatMap { Self.limits.contains($0) ? $0 : nil }
  }

  /// A plan with a multiple of the staffing.
  ///
  /// - Returns: Whether it differs from those that are known.
  @discardableResult
  private mutating func plan(_ factor: Double) async throws -> Bool {
    try await add(nil, factor, scenario.staffed(by: factor)) != nil
  }

  /// Adds a trial under the size that it really has: whole agents are not any share of the staffing.
  ///
  /// Plans with the same hours are one.
  ///
  /// - Parameters:
  ///   - lever: The lever; nil: a plan.
  ///   - size: The multiple of the staffing for a plan, the change as a share for a lever.
  ///   - changed: The changed scenario.
  ///   - changes: The groups that alone have more or fewer agents.
  ///   - isMoved: Whether the hours stand at other times.
  /// - Returns: The trial; nil where it cannot be simulated or is known.
  /// - Throws: `ManagementError.isCancelled`.
  @discardableResult
  mutating func add(
    _ lever: KPILever?, _ size: Double, _ changed: Scenario,
    changes: [Attainability.GroupChange] = [], isMoved: Bool = false
  ) async throws -> Examination.Trial? {
    let found = try await examination.trial(lever, size, changed, isCancelled)
    done += 1
    total = max(done, total)
    progress?(ManagementProgress(done: done, total: total))
    guard var trial = found else { return nil }
    trial.changes = changes
    trial.isMoved = isMoved
    if trial.isStaffing { trial.groups = changed.agentGroups }
    if trial.isPlan { trial.few = fewChanges(changed) }
    let hours = examination.hours
    if hours > 0, lever == .staffing || trial.isStaffing {
      let factor = (trial.hours / hours * 1000).rounded() / 1000
      trial.size = lever == nil ? factor : factor - 1
    }
    let isKnown = trials.contains {
      $0.lever == trial.lever && $0.size == trial.size && $0.changes == changes
        && $0.isMoved == isMoved
    }
    guard !isKnown else { return nil }
    trials.append(trial)
    return trial
  }

  /// More groups than these are not named one by one.
  private static let mostNamed = 3

  /// The groups that a plan leaves with more or fewer agents, if that tells all and they are few.
  private func fewChanges(_ changed: Scenario) -> [Attainability.GroupChange] {
    let pairs = zip(scenario.agentGroups, changed.agentGroups).filter { $0.staffing != $1.staffing }
    let changes = pairs.map {
      Attainability.GroupChange(
        group: $0.name, now: $0.staffing.agents, then: $1.staffing.agents)
    }
    let isAll = changes.count == scenario.agentGroups.count
    guard !isAll, changes.count <= Self.mostNamed, changes.allSatisfy({ $0.now != $0.then }) else {
      return []
    }
    return changes
  }

  // MARK: - How far

  private var plans: [Examination.Trial] { trials.filter(\.isPlan).sorted { $0.size < $1.size } }

  /// KPIs that staffing moves and that have a target, with how the study stands to it.
  private var judged: [(kpi: KPI, rule: TargetRule, now: KPIEstimate)] {
    examination.settings.catalogue.kpis.compactMap { kpi in
      guard kpi.lever == .staffing, let rule = examination.rule(of: kpi),
        let now = examination.figures.estimate(kpi.identifier)
      else { return nil }
      return (kpi, rule, now)
    }
  }

  /// Whether the fullest plan still misses a target that more agents bring nearer.
  private var needsMore: Bool {
    guard plans.count > 1, let fullest = plans.last else { return false }
    let before = plans[plans.count - 2]
    return judged.contains { kpi, rule, now in
      guard rule.goal(now) == .missed, let value = fullest.figures.estimate(kpi.identifier),
        rule.goal(value) != .met,
        let change = fullest.figures.change(kpi.identifier, from: before.figures)
      else { return false }
      return change.isBeyondChance && change.value * rule.gap(now.value) > 0
    }
  }

  /// Whether the leanest plan still keeps the center's goal.
  private var mayDoWithLess: Bool {
    plans.first.map { examination.verdict(of: $0) == .met } ?? false
  }

  // MARK: - Within the budget

  /// Fewer agents until the budget allows a plan, and then as many as it allows.
  private mutating func fitBudget() async throws {
    guard let budget = examination.settings.budget else { return }
    while let leanest = plans.first, let cost = leanest.cost, cost > budget {
      let factor = max(Self.limits.lowerBound, leanest.size * min(1 / Self.step, budget / cost))
      total += 1
      guard factor < leanest.size, try await plan(factor) else { return }
    }
    guard let fullest = plans.last(where: { ($0.cost ?? .infinity) <= budget }), let cost = fullest.cost,
      cost > 0, fullest.size * budget / cost < Self.limits.upperBound,
      plans.contains(where: { ($0.cost ?? 0) > budget })
    else { return }
    total += 1
    try await plan(fullest.size * budget / cost)
  }

  /// As many hours at better times as the budget allows, where it does not allow the present ones.
  private mutating func moveWithin(_ moved: Examination.Trial) async throws {
    guard examination.settings.widens, let budget = examination.settings.budget, let cost = moved.cost,
      cost > budget
    else { return }
    let factor = max(Self.limits.lowerBound, budget / cost)
    let fewer = scenario.with(moved.groups).staffed(by: factor)
    guard let model = try? fewer.model() else { return }
    try await add(nil, factor, fewer.placedBetter(model) ?? fewer, isMoved: true)
  }

  // MARK: - The same hours at better times

  /// Only where the goal is not kept: who keeps it has nothing to move.
  ///
  /// - Returns: The plan if it brings a goal nearer.
  private mutating func move() async throws -> Examination.Trial? {
    guard examination.verdict(of: examination.present) == .missed,
      let changed = scenario.placedBetter(examination.model)
    else { return nil }
    let trial = try await add(.placement, 0, changed, isMoved: true)
    return trial.flatMap { examination.isNearer($0) ? $0 : nil }
  }

  /// Fewer hours, placed anew, as long as the goals are kept.
  private mutating func moveLess(_ moved: Examination.Trial) async throws {
    var leanest = moved
    let base = scenario.with(moved.groups)
    for factor in stride(from: 0.96, through: 0.4, by: -0.04) {
      guard examination.verdict(of: leanest) == .met else { return }
      let fewer = base.staffed(by: factor)
      guard let model = try? fewer.model() else { return }
      let placed = fewer.placedBetter(model) ?? fewer
      guard let trial = try await add(nil, factor, placed, isMoved: true) else { continue }
      leanest = trial
    }
  }
}

extension PlanSearch {
  /// More hours, each time placed anew, until the goals are kept, or until they are as many as another
  /// plan needs that keeps them.
  private mutating func moveMore(_ moved: Examination.Trial) async throws {
    let base = scenario.with(moved.groups)
    var last = moved
    for factor in stride(from: 1.04, through: 1.6, by: 0.04) {
      guard examination.verdict(of: last) != .met, moved.hours * factor < cheapest else { return }
      let more = base.staffed(by: factor)
      guard let model = try? more.model() else { return }
      let placed = more.placedBetter(model) ?? more
      guard let trial = try await add(nil, factor, placed, isMoved: true) else { continue }
      last = trial
    }
  }

  /// The least agent hours of plans that keep the goals.
  private var cheapest: Double {
    trials.filter { $0.isStaffing && examination.verdict(of: $0) == .met }.map(\.hours).min()
      ?? .infinity
  }
}

extension Examination {
  /// The KPI that decides about staffing: the service level if it has a target, else the one with a
  /// target that counts most among those that staffing moves; nil: none is measured.
  var goal: KPI? {
    let known = settings.catalogue.kpis.filter { kpi in
      kpi.lever == .staffing && rule(of: kpi) != nil && figures.estimate(kpi.identifier) != nil
    }
    return known.first { $0.identifier == "serviceLevel" }
      ?? known.max { ($0.weight ?? 0) < ($1.weight ?? 0) }
  }

  /// How a trial stands to the center's goal and to those of the contact types together.
  func verdict(of trial: Trial) -> GoalVerdict {
    guard let goal, let rule = rule(of: goal),
      let value = trial.figures.estimate(goal.identifier)
    else { return .undecided }
    let types = trial.goals.map(\.verdict)
    return .all(of: isOfTypes ? types : [rule.goal(value)] + types)
  }

  /// Whether the user's goals are those of contact types alone: what the profile asks of the center is
  /// then no goal of the user.
  var isOfTypes: Bool {
    guard let goal, target(of: goal)?.provenance != "scenario" else { return false }
    return !goals(in: result).isEmpty
  }

  /// Whether a trial brings the center's goal nearer beyond chance.
  func isNearer(_ trial: Trial) -> Bool {
    guard let goal, let rule = rule(of: goal), let now = figures.estimate(goal.identifier),
      let change = trial.figures.change(goal.identifier, from: figures), change.isBeyondChance
    else { return false }
    return change.value * (rule.gap(now.value) == 0 ? 1 : rule.gap(now.value)) > 0
  }
}
