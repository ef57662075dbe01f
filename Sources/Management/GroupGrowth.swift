import ContactCenter
import Experiments

// More agents where a contact type misses its goal, and only there.

extension PlanSearch {
  /// Steps at most from one plan, and groups at most that are tried in each.
  private static let (mostSteps, mostGroups) = (10, 4)
  /// A step is this share of a group, or one agent.
  private static let share = 0.05

  /// More agents in the groups that serve contact types whose goals are missed, one group at a time,
  /// each time in the one that helps most for its hours, until all goals are kept.
  ///
  /// O(steps × groups) studies.
  ///
  /// - Parameters:
  ///   - start: The plan to begin with.
  ///   - scenario: The scenario with that plan.
  /// - Throws: `ManagementError.isCancelled`.
  mutating func grow(from start: Examination.Trial, _ scenario: Scenario) async throws {
    guard scenario.agentGroups.count > 1, start.goals.contains(where: { $0.verdict == .missed })
    else { return }
    var agents = scenario.agentGroups.map(\.staffing.agents)
    var current = start
    for _ in 0..<Self.mostSteps where examination.verdict(of: current) != .met {
      var best: (agents: [Int], trial: Examination.Trial, worth: Double)?
      for group in serving(current, scenario) where agents[group] > 0 {
        var next = agents
        next[group] += Self.step(agents[group])
        let found = try await add(next, to: scenario, isMoved: start.isMoved)
        guard let trial = found, trial.hours > current.hours else { continue }
        let worth = (lacking(current) - lacking(trial)) / (trial.hours - current.hours)
        if worth > best?.worth ?? 0 { best = (next, trial, worth) }
      }
      guard let best else { return }
      (agents, current) = (best.agents, best.trial)
    }
  }

  /// Fewer agents in one group after the other, the largest first, as long as all goals are kept.
  ///
  /// O(steps + groups) studies.
  mutating func trim() async throws {
    let scenario = examination.scenario
    guard scenario.agentGroups.count > 1, examination.verdict(of: examination.present) == .met else {
      return
    }
    var agents = scenario.agentGroups.map(\.staffing.agents)
    let order = agents.indices.sorted { (agents[$1], $0) < (agents[$0], $1) }.prefix(Self.mostGroups)
    for group in order {
      for _ in 0..<Self.mostSteps {
        var next = agents
        next[group] -= Self.step(agents[group])
        guard next[group] > 0, let trial = try await add(next, to: scenario, isMoved: false),
          examination.verdict(of: trial) == .met
        else { break }
        agents = next
      }
    }
  }

  private static func step(_ agents: Int) -> Int {
    max(1, Int((Double(agents) * share).rounded()))
  }

  /// A plan with so many agents by group.
  private mutating func add(
    _ agents: [Int], to scenario: Scenario, isMoved: Bool
  ) async throws -> Examination.Trial? {
    let changes = zip(scenario.agentGroups, agents)
      .map { Attainability.GroupChange(group: $0.name, now: $0.staffing.agents, then: $1) }
      .filter { $0.now != $0.then }
    return try await add(nil, 1, scenario.staffed(changes), changes: changes, isMoved: isMoved)
  }

  /// The groups that serve the types whose goals are not kept, those that are asked first first.
  private func serving(_ trial: Examination.Trial, _ scenario: Scenario) -> [Int] {
    let model = examination.model
    guard model.groups.count == scenario.agentGroups.count else { return [] }
    let open = Set(trial.goals.filter { $0.verdict != .met }.map(\.name))
    let queues = Set(model.contactTypes.filter { open.contains($0.name) }.map(\.queue))
    let found = model.groups.indices.compactMap { group in
      model.groups[group].skills.filter { queues.contains($0.queue.place) }.map(\.preference).min()
        .map { (group, $0) }
    }
    return found.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(Self.mostGroups).map(\.0)
  }

  /// What contact types lack to their goals, in all, the end of the interval included.
  private func lacking(_ trial: Examination.Trial) -> Double {
    trial.goals.reduce(0) { sum, goal in
      sum + max(0, goal.low - (goal.estimate.map { $0.low ?? $0.value } ?? 0))
    }
  }
}
