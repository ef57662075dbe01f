/// The contact that has waited longest.
struct OldestFirst: OrderRule {
  func compare(_ a: Int32, _ b: Int32, in engine: inout Engine) -> Int {
    smallerFirst(engine.firstEntered(a), engine.firstEntered(b))
  }
}
