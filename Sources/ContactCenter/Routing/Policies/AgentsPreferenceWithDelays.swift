/// **Agents' preference with delays.**
///
/// A group may help only with contacts that have waited long
/// enough, and ranks may change with the wait.
///
/// A contact may go to a group once its wait has reached the skill's delay (`after`); at each such
/// moment it looks for an idle agent again. Each entry of a skill's `changes` gives it another rank
/// and preference from its wait on, so that older contacts further back may outrank newer ones of
/// another queue. Choices among equals are those of agents' preference.
///
/// With `overflowTransfer` a contact leaves the groups of earlier delays when the next come in. With
/// `localFirst` an agent first takes contacts that need not have waited for its group, then those
/// that had to, by increasing delay; else all that it may take compete in one pass.
///
/// Source: ContactCenters, `AGENTSPREFWITHDELAYS`.
struct AgentsPreferenceWithDelays: RoutingPolicy {
  private let matrix: SkillMatrix
  private let routing: Scenario.Routing

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    routing = model.routing
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    let skills = scenario.agentGroups.flatMap(\.skills)
    if skills.contains(where: { $0.after > 0 || !$0.changes.isEmpty }) { return [] }
    return [
      ScenarioProblem(
        at: "agentGroups",
        "The policy agentsPreferenceWithDelays needs delays: no skill has after or changes.",
        remedy: "Give a skill a delay, such as {queue: sales, after: 30 s}.")
    ]
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    let skills = (0..<matrix.groups).compactMap { matrix[$0, queue] }
    let moments = Set(skills.flatMap { [$0.after] + $0.changes.map(\.after) }).filter { $0 > 0 }
      .sorted()
    let states = ([0] + moments).map { state(queue, at: $0, delays: Set(skills.map(\.after))) }
    return WaitingPlan(states, changes: moments)
  }

  private func state(_ queue: Int, at wait: Seconds, delays: Set<Seconds>) -> WaitingState {
    let newest = delays.filter { $0 <= wait }.max() ?? 0
    func isOpen(_ skill: Scenario.Skill) -> Bool {
      skill.after <= wait && (!routing.overflowTransfer || skill.after == newest)
    }
    let steps = delays.sorted()
    return WaitingState(
      push: matrix.map(queue) { _, skill in
        isOpen(skill) ? Double(skill.preference(at: wait)) : .infinity
      },
      pull: matrix.map(queue) { _, skill in
        guard isOpen(skill) else { return .infinity }
        let step = routing.localFirst ? steps.firstIndex(of: skill.after) ?? 0 : 0
        // Ranks are at most a million.
        return Double(step) * 1e7 + Double(skill.rank(at: wait))
      })
  }

  var agentRule: any AgentRule { PreferredAgent() }
  func contactRule(group: Int) -> any ContactRule { PreferredContact() }
}

extension Scenario.Skill {
  /// The rank of contacts that have waited so long.
  func rank(at wait: Seconds) -> Int { changes.last { $0.after <= wait && $0.rank != nil }?.rank ?? rank }

  /// The group's preference for contacts that have waited so long.
  func preference(at wait: Seconds) -> Int {
    changes.last { $0.after <= wait && $0.preference != nil }?.preference ?? preference
  }
}
