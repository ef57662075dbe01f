/// The smallest priority number now, which may sink with the wait; among equals the longest wait.
struct PriorityFirst: OrderRule {
  func compare(_ a: Int32, _ b: Int32, in engine: inout Engine) -> Int {
    let one = engine.lines[a].priority - engine.lines[a].growth * engine.firstWait(a)
    let other = engine.lines[b].priority - engine.lines[b].growth * engine.firstWait(b)
    if one != other { return smallerFirst(one, other) }
    return smallerFirst(engine.firstEntered(a), engine.firstEntered(b))
  }
}
