/// **Single FIFO queue.**
///
/// A free agent takes whoever has waited longest among all whom it may serve,
/// as if there were one queue.
///
/// *Push*: as in queue priority. *Pull*: the oldest first contact of the group's queues.
///
/// Source: ContactCenters, `SINGLEFIFOQUEUE`; exact cases in `truth/multiskill.json` ("fcfs").
struct SingleFifoQueue: RoutingPolicy {
  private let matrix: SkillMatrix

  init(_ model: Model) { matrix = SkillMatrix(model) }

  func plan(type: Int, queue: Int) -> WaitingPlan {
    WaitingPlan(WaitingState(push: matrix.listPlaces(queue), pull: matrix.equal(queue)))
  }
}
