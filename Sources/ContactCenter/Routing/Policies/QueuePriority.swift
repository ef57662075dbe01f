/// **Queue priority.**
///
/// Two ordered lists decide everything.
///
/// *Push*: the first group of the queue's list that has an idle agent; its longest idle agent.
/// *Pull*: the first queue of the group's list that is not empty; its first contact.
///
/// The lists are the skills in order of `preference`, and of `rank`; equals stand as in the
/// scenario. Delays, weights and priorities are not heeded.
///
/// Source: ContactCenters (Buist and L'Ecuyer 2005), `QUEUEPRIORITY`.
struct QueuePriority: RoutingPolicy {
  private let matrix: SkillMatrix

  init(_ model: Model) { matrix = SkillMatrix(model) }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(WaitingState(push: matrix.listPlaces(queue), pull: matrix.listRanks(queue)))
  }
}
