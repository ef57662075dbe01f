/// **Local specialist.**
///
/// Agents of the contact's own region first; those of other regions help after
/// a delay.
///
/// *Push*: agents' preference among groups of the type's region; once the wait reaches
/// `overflowDelay`, among all. *Pull*: contacts of the group's own region first, then those of others
/// that have waited longer than the delay; agents' preference among each. Preferences usually rise
/// with the number of a group's skills, so that specialists are asked first.
///
/// Source: ContactCenters, `LOCALSPEC`.
struct LocalSpecialist: RoutingPolicy {
  private let matrix: SkillMatrix
  private let model: Model

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    self.model = model
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    var problems: [ScenarioProblem] = []
    for (index, type) in scenario.contactTypes.enumerated() where type.region == nil {
      problems.append(
        ScenarioProblem(
          at: "contactTypes[\(index)]",
          "The policy localSpecialist needs the region of \"\(type.name)\".",
          remedy: "Give the contact type a region."))
    }
    for (index, group) in scenario.agentGroups.enumerated() where group.region == nil {
      problems.append(
        ScenarioProblem(
          at: "agentGroups[\(index)]",
          "The policy localSpecialist needs the region of \"\(group.name)\".",
          remedy: "Give the agent group a region."))
    }
    if scenario.routing.overflowDelay == nil {
      problems.append(
        ScenarioProblem(
          at: "routing", "The policy localSpecialist needs overflowDelay.",
          remedy: "Say after how long other regions help, such as overflowDelay: 30 s."))
    }
    return problems
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    let region = model.contactTypes[type].region
    func isLocal(_ group: Int) -> Bool { model.groups[group].region == region }
    let local = WaitingState(
      push: matrix.map(queue) { isLocal($0) ? Double($1.preference) : .infinity },
      pull: matrix.map(queue) { isLocal($0) ? Double($1.rank) : .infinity })
    let all = WaitingState(
      push: matrix.preferences(queue),
      pull: matrix.map(queue) { Double($1.rank) + (isLocal($0) ? 0 : 1e7) })
    let delay = model.routing.overflowDelay ?? 0
    // Without a delay nobody needs to join a queue, which may be full, to reach other regions.
    return delay > 0 ? WaitingPlan([local, all], changes: [delay]) : WaitingPlan(all)
  }

  var agentRule: any AgentRule { PreferredAgent() }
  func contactRule(group: Int) -> any ContactRule { PreferredContact() }
}
