/// The largest product of a contact's wait and its queue's weight.
struct WeightedWait: ContactRule {
  func compare(_ a: Int32, _ b: Int32, in engine: inout Engine) -> Int {
    smallerFirst(
      -engine.queues[engine.lines[a].queue].weight * engine.firstWait(a),
      -engine.queues[engine.lines[b].queue].weight * engine.firstWait(b))
  }
}
