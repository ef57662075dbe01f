/// The contact that has waited longest.
struct OldestFirst: OrderRule {
  func compare(_ a: Int32, _ b: Int32, on floor: Floor) -> Int {
    smallerFirst(floor.firstEntered(a), floor.firstEntered(b))
  }
}
