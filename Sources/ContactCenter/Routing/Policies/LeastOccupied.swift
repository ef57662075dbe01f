/// **Least occupied.**
///
/// Work is shared out evenly.
///
/// *Push*: of all idle agents with the skill the one who has spent the smallest share of handling and
/// idle time with contacts so far; ties go to the agent idle longest. *Pull*: the oldest contact of
/// the group's queues.
///
/// Source: a customary fairness rule of contact-center software; Armony and Ward, "Fair dynamic
/// routing in large-scale heterogeneous-server systems", Operations Research 58 (2010).
struct LeastOccupied: RoutingPolicy {
  private let matrix: SkillMatrix

  init(_ model: Model) { matrix = SkillMatrix(model) }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(WaitingState(push: matrix.equal(queue), pull: matrix.equal(queue)))
  }

  var agentRule: any AgentRule { LeastOccupiedAgent() }
}
