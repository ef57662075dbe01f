/// The largest product of a contact's wait and its queue's weight; within a queue the longest wait.
struct WeightedWait: OrderRule {
  func compare(_ a: Int32, _ b: Int32, in engine: inout Engine) -> Int {
    let (one, other) = (engine.lanes[a].queue, engine.lanes[b].queue)
    if one == other { return smallerFirst(engine.firstEntered(a), engine.firstEntered(b)) }
    return smallerFirst(
      -engine.queues[one].weight * engine.firstWait(a),
      -engine.queues[other].weight * engine.firstWait(b))
  }
}
