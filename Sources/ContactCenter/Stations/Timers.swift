/// The timers of a station's rows, one to each.
///
/// Every timer has at most one pending event.
package struct TimerRange: BitwiseCopyable {
  private let first: Int

  fileprivate init(first: Int) { self.first = first }

  /// The timer of a row.
  @inline(__always)
  package func of(_ row: Int32) -> Int { first &+ Int(row) }

  /// Whose timer it is.
  @inline(__always)
  package func row(_ timer: Int) -> Int32 { Int32(truncatingIfNeeded: timer &- first) }
}

/// The timers of rows without end, one, two or three to each.
package struct TimerPairs: BitwiseCopyable {
  private let first: Int
  /// Rows have so many timers, as a power of two.
  private let shift: Int

  fileprivate init(first: Int, shift: Int) {
    self.first = first
    self.shift = shift
  }

  /// The timer of a row.
  @inline(__always)
  package func of(_ row: Int32) -> Int { first &+ Int(row) &<< shift }

  /// The second timer of a row.
  @inline(__always)
  package func second(of row: Int32) -> Int {
    assert(hasSecond)
    return first &+ Int(row) &<< shift &+ 1
  }

  /// The third timer of a row.
  func third(of row: Int32) -> Int {
    assert(shift > 1)
    return first &+ Int(row) &<< shift &+ 2
  }

  /// Whether rows have two timers.
  @inline(__always)
  package var hasSecond: Bool { shift > 0 }

  /// Whose timer it is.
  @inline(__always)
  package func row(_ timer: Int) -> Int32 {
    Int32(truncatingIfNeeded: (timer &- first) &>> shift)
  }

  /// The number of all timers up to those of so many rows.
  package func end(_ rows: Int) -> Int { first + rows << shift }
}

/// Gives every station the timers that it reserves.
package struct TimerPlan {
  private var count = 0
  private var isOpen = true

  /// Nothing is reserved yet.
  package init() {}

  /// Timers for so many rows.
  package mutating func reserve(_ rows: Int) -> TimerRange {
    assert(isOpen, "timers are reserved behind those of rows without end")
    defer { count += rows }
    return TimerRange(first: count)
  }

  /// Timers for as many rows as will come, one, two or three to each; after that nothing more can be
  /// reserved.
  package mutating func reserveRest(two: Bool, three: Bool = false) -> TimerPairs {
    assert(isOpen)
    isOpen = false
    return TimerPairs(first: count, shift: three ? 2 : two ? 1 : 0)
  }
}
