/// **Longest weighted wait.**
///
/// Waits count more in some queues than in others.
///
/// *Push*: as in queue priority. *Pull*: the largest `weight` of the queue × wait of its first
/// contact; ties by the order of the group's list. Equal weights make it a single FIFO queue; the
/// larger the ratio of two weights, the nearer it comes to priorities.
///
/// Source: ContactCenters, `LONGESTWEIGHTEDWAITINGTIME`; the accumulating priority of Kleinrock 1964.
struct LongestWeightedWait: RoutingPolicy {
  private let matrix: SkillMatrix

  init(_ model: Model) { matrix = SkillMatrix(model) }

  static func missing(in scenario: Scenario) -> [ScenarioProblem] {
    if scenario.queues.contains(where: { $0.weight != 1 }) { return [] }
    return [
      ScenarioProblem(
        at: "queues", "The policy longestWeightedWait needs weights: no queue has one.",
        remedy: "Give queues a weight, such as {name: gold, weight: 3}.")
    ]
  }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(WaitingState(push: matrix.listPlaces(queue), pull: matrix.equal(queue)))
  }

  func contactRule(group: Int) -> any ContactRule { WeightedWait() }
}
