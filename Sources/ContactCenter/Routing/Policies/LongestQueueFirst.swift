/// **Longest queue first.**
///
/// A free agent helps where most contacts wait.
///
/// *Push*: as in queue priority. *Pull*: of the queues that the group serves the longest; ties by the
/// order of the group's list (`rank`, then as in the scenario). Within a queue first come, first
/// served.
///
/// Source: ContactCenters, `LONGESTQUEUEFIRST`; exact cases in `truth/multiskill.json` ("longest").
struct LongestQueueFirst: RoutingPolicy {
  private let matrix: SkillMatrix

  init(_ model: Model) { matrix = SkillMatrix(model) }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(WaitingState(push: matrix.listPlaces(queue), pull: matrix.equal(queue)))
  }

  func contactRule(group: Int) -> any ContactRule { LongestQueue() }
}
