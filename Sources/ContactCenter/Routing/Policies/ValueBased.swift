/// **Value-based.**
///
/// Contacts that are worth more go before those that are worth less.
///
/// *Pull*: the queue whose type has the largest `value`; the first come within it. *Push*: groups in
/// order of `preference`; among equals the longest idle agent. Contacts of little value may starve;
/// the comparison of policies says so where it happens.
///
/// Source: customer-class or segment routing of contact-center software; strict priorities by value.
struct ValueBased: RoutingPolicy {
  private let matrix: SkillMatrix
  private let values: [Double]

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    values = model.contactTypes.map { $0.value ?? 0 }
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    scenario.contactTypes.enumerated().filter { $0.element.value == nil }.map { index, type in
      ScenarioProblem(
        at: "contactTypes[\(index)]",
        "The policy valueBased needs the value of \"\(type.name)\".",
        remedy: "Say what a contact is worth, such as value: 50.")
    }
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    let value = values[type]
    return WaitingPlan(
      WaitingState(
        push: matrix.preferences(queue),
        pull: matrix.equal(queue).map { $0 < .infinity ? -value : .infinity }))
  }
}
