/// **Fixed queue ratio.**
///
/// Queue lengths are kept in fixed proportions.
///
/// *Pull*: of the queues that the group serves the one that most exceeds its `share` p of all that
/// wait: the largest Q − p·ΣQ, the sum over all queues; the first come within it. *Push*: groups in
/// order of `preference`; among equals the longest idle agent.
///
/// In large systems the waits of the types then stand in chosen proportions, whatever the load.
///
/// Source: Gurvich and Whitt, "Service-level differentiation in many-server service systems via
/// queue-ratio routing", Operations Research 58 (2010).
struct FixedQueueRatio: RoutingPolicy {
  private let matrix: SkillMatrix
  private let shares: [Double]

  init(_ model: Model) {
    matrix = SkillMatrix(model)
    shares = model.queues.map { $0.share ?? 0 }
  }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    missingShares(of: .fixedQueueRatio, in: scenario)
  }

  /// Each queue of a contact type without a share.
  static func missingShares(
    of policy: Scenario.RoutingPolicy, in scenario: Scenario
  ) -> [ScenarioProblem] {
    var told: Set<String> = []
    var problems: [ScenarioProblem] = []
    for type in scenario.contactTypes {
      let name = type.queue?.name ?? type.name
      let place = scenario.queues.firstIndex { $0.name == name }
      let share = place.flatMap { scenario.queues[$0].share }
      if share != nil || !told.insert(name).inserted { continue }
      problems.append(
        ScenarioProblem(
          at: place.map { "queues[\($0)]" } ?? "queues",
          "The policy \(policy.rawValue) needs the share of the queue \"\(name)\".",
          remedy: "Give its share of all that wait, such as {name: \(name), share: 20%}."))
    }
    return problems
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(WaitingState(push: matrix.preferences(queue), pull: matrix.equal(queue)))
  }

  func contactRule(group: Int) -> any ContactRule { LargestExcess(shares: shares) }

  /// Q − p·ΣQ; within a queue the oldest.
  struct LargestExcess: OrderRule {
    let shares: [Double]

    func compare(_ a: Int32, _ b: Int32, on floor: Floor) -> Int {
      let (one, other) = (floor.lanes[a].queue, floor.lanes[b].queue)
      if one == other { return smallerFirst(floor.firstEntered(a), floor.firstEntered(b)) }
      return smallerFirst(-excess(one, floor), -excess(other, floor))
    }

    private func excess(_ queue: Int32, _ floor: Floor) -> Double {
      Double(floor.queues[queue].length) - shares[Int(queue)] * Double(floor.waiting)
    }
  }
}
