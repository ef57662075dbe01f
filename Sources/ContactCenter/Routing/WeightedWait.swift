/// The largest product of a contact's wait and its queue's weight; within a queue the longest wait.
struct WeightedWait: OrderRule {
  func compare(_ a: Int32, _ b: Int32, on floor: Floor) -> Int {
    let (one, other) = (floor.lanes[a].queue, floor.lanes[b].queue)
    if one == other { return smallerFirst(floor.firstEntered(a), floor.firstEntered(b)) }
    return smallerFirst(
      -floor.queues[one].weight * floor.firstWait(a),
      -floor.queues[other].weight * floor.firstWait(b))
  }
}
