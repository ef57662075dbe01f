/// **cμ.**
///
/// An agent does the work that saves most waiting cost per minute of handling.
///
/// *Pull*: the queue with the largest c·μ, where c is what a minute of its type's waiting costs
/// (`waitingCost.perMinute`) and 1/μ the mean handling time of the type by the group; the first come
/// within it. *Push*: the group with the shortest mean handling time for the contact; among equals the
/// longest idle agent.
///
/// With one group and linear costs no rule that does not know the future and interrupts nobody costs
/// less (Cox and Smith 1961). Costs that grow faster than the wait call for the generalised rule.
struct CMu: RoutingPolicy {
  private let matrix: SkillMatrix
  private let costs: [Double]

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    costs = model.contactTypes.map { $0.waitingCost?.perMinute ?? 0 }
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    missingCosts(of: .cMu, in: scenario)
  }

  /// Each contact type without a waiting cost.
  static func missingCosts(
    of policy: Scenario.RoutingPolicy, in scenario: Scenario
  ) -> [ScenarioProblem] {
    scenario.contactTypes.enumerated().filter { $0.element.waitingCost == nil }.map { index, type in
      ScenarioProblem(
        at: "contactTypes[\(index)]",
        "The policy \(policy.rawValue) needs the waitingCost of \"\(type.name)\".",
        remedy: "Say what a minute of waiting costs, such as waitingCost: 2.")
    }
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    let handling = matrix.handling(type: type, queue)
    return WaitingPlan(
      WaitingState(
        push: handling,
        pull: handling.map { $0 < .infinity ? -costs[type] / max($0, 1e-9) : .infinity }))
  }
}
