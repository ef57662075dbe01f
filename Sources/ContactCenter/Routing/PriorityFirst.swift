/// The smallest priority number now, which may sink with the wait; among equals the longest wait.
struct PriorityFirst: OrderRule {
  func compare(_ a: Int32, _ b: Int32, on floor: Floor) -> Int {
    let one = floor.lanes[a].priority - floor.lanes[a].growth * floor.firstWait(a)
    let other = floor.lanes[b].priority - floor.lanes[b].growth * floor.firstWait(b)
    if one != other { return smallerFirst(one, other) }
    return smallerFirst(floor.firstEntered(a), floor.firstEntered(b))
  }
}
