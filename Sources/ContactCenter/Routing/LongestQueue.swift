/// The first contact of the longest queue; within a queue the longest wait.
struct LongestQueue: OrderRule {
  func compare(_ a: Int32, _ b: Int32, on floor: Floor) -> Int {
    let (one, other) = (floor.lanes[a].queue, floor.lanes[b].queue)
    if one == other { return smallerFirst(floor.firstEntered(a), floor.firstEntered(b)) }
    return Int(floor.queues[other].length - floor.queues[one].length)
  }
}
