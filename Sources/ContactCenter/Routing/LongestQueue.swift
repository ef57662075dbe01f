/// The first contact of the longest queue; within a queue the longest wait.
struct LongestQueue: OrderRule {
  func compare(_ a: Int32, _ b: Int32, in engine: inout Engine) -> Int {
    let (one, other) = (engine.lanes[a].queue, engine.lanes[b].queue)
    if one == other { return smallerFirst(engine.firstEntered(a), engine.firstEntered(b)) }
    return Int(engine.queues[other].length - engine.queues[one].length)
  }
}
