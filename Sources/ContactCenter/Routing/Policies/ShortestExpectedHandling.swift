/// **Shortest expected handling.**
///
/// Work goes where it is done fastest, and short work is done first.
///
/// *Push*: the group with the shortest mean handling time for the contact; among its idle agents the
/// one with the smallest handling-time factor of its own, then the longest idle. *Pull*: the queue
/// whose contacts the group handles fastest on average; the first come within it.
///
/// In one queue this is the rule of the shortest expected job, which is cμ with equal costs.
struct ShortestExpectedHandling: RoutingPolicy {
  private let matrix: SkillMatrix

  init(_ model: Model) { matrix = SkillMatrix(model) }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    let handling = matrix.handling(type: type, queue)
    return WaitingPlan(WaitingState(push: handling, pull: handling))
  }

  var agentRule: any AgentRule { SmallestOwnFactor() }

  /// The skill's factor is in the group's mean handling time already.
  struct SmallestOwnFactor: ScoreRule {
    func score(_ agent: Int32, group: Int32, queue: Int32, on floor: Floor) -> Double {
      floor.agents[agent].factor
    }
  }
}
