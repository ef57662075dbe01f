/// The timers of a station's rows: one to each, or two.
///
/// Every timer has at most one pending event.
struct TimerRange: BitwiseCopyable {
  private let first: Int
  /// 1 if rows have two timers, otherwise 0.
  private let shift: Int

  fileprivate init(first: Int, shift: Int) {
    (self.first, self.shift) = (first, shift)
  }

  /// The timer of a row.
  @inline(__always)
  func of(_ row: Int32) -> Int { first &+ Int(row) &<< shift }

  /// The second timer of a row.
  @inline(__always)
  func second(of row: Int32) -> Int {
    assert(hasSecond)
    return first &+ Int(row) &<< 1 &+ 1
  }

  /// Whether rows have two timers.
  @inline(__always)
  var hasSecond: Bool { shift > 0 }

  /// Whose timer it is.
  @inline(__always)
  func row(_ timer: Int) -> Int32 { Int32(truncatingIfNeeded: (timer &- first) &>> shift) }

  /// The number of all timers up to those of so many rows.
  func end(_ rows: Int) -> Int { first + rows << shift }
}

/// Gives every station the timers that it reserves.
struct TimerPlan {
  private var count = 0
  private var isOpen = true

  /// Timers for so many rows.
  mutating func reserve(_ rows: Int) -> TimerRange {
    assert(isOpen, "timers are reserved behind those of rows without number")
    let range = TimerRange(first: count, shift: 0)
    count = range.end(rows)
    return range
  }

  /// Timers for as many rows as will come, one or two to each; after that nothing more can be reserved.
  mutating func reserveRest(two: Bool) -> TimerRange {
    assert(isOpen)
    isOpen = false
    return TimerRange(first: count, shift: two ? 1 : 0)
  }
}
