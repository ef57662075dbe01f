/// The smallest priority number now, which may sink with the wait; among equals the longest wait.
struct PriorityFirst: OrderRule {
  func compare(_ a: Int32, _ b: Int32, in engine: inout Engine) -> Int {
    let one = engine.lanes[a].priority - engine.lanes[a].growth * engine.firstWait(a)
    let other = engine.lanes[b].priority - engine.lanes[b].growth * engine.firstWait(b)
    if one != other { return smallerFirst(one, other) }
    return smallerFirst(engine.firstEntered(a), engine.firstEntered(b))
  }
}
