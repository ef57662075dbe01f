/// Where the simulation stands in the calendar: the present planning interval, since when it is counted,
/// and the row of a tally that what happens now belongs to.
struct PlanningIntervals {
  private let calendar: Model.Calendar
  /// Rows of each contact type: one for each interval, one for what comes after the last, one for what is
  /// not counted.
  let stride: Int32
  /// The row of what is not counted: contacts of the warm-up.
  let discarded: Int32
  /// When counting begins.
  let warmUpEnd: Seconds
  /// Of the end of the present interval, and of the warm-up.
  let endTimer: Int
  let warmUpTimer: Int
  /// The present interval; that after the last is the number of all.
  private(set) var present: Int32 = 0
  /// When the present interval began.
  private(set) var start: Seconds = 0
  /// When counting began in the present interval: at its start, or at the end of the warm-up.
  private(set) var observedFrom: Seconds = 0

  init(_ calendar: Model.Calendar, _ timers: inout TimerPlan) {
    endTimer = timers.reserve(1).of(0)
    warmUpTimer = timers.reserve(1).of(0)
    self.calendar = calendar
    stride = Int32(calendar.intervals + 2)
    discarded = Int32(calendar.intervals + 1)
    warmUpEnd = calendar.warmUpEnd
  }

  /// Begins anew with the first interval.
  mutating func reset() {
    (present, start, observedFrom) = (0, calendar.start, calendar.start)
  }

  /// Seconds since the present interval began.
  @inline(__always)
  func elapsed(at now: Seconds) -> Seconds { now - start }

  /// The observed seconds of the present interval so far; 0 in a warm-up.
  func observed(until now: Seconds) -> Seconds { now > warmUpEnd ? now - observedFrom : 0 }

  /// The tally row of a contact of a type that arrives now.
  @inline(__always)
  func row(of type: Int32, at now: Seconds) -> Int32 {
    type &* stride &+ (now < warmUpEnd ? discarded : present)
  }

  /// A moment as far as the books of single agents go: not before counting begins, and not after the last
  /// closing.
  func counted(_ now: Seconds) -> Seconds {
    min(max(now, calendar.start, warmUpEnd), calendar.end)
  }

  /// When the present interval ends; nil: it is the one after the last.
  var end: Seconds? {
    Int(present) < calendar.intervals
      ? min(calendar.start + Double(present + 1) * calendar.interval, calendar.end) : nil
  }

  /// What was counted is written down; counting goes on from here.
  mutating func restart(at now: Seconds) { (start, observedFrom) = (now, now) }

  /// The next interval begins.
  mutating func advance() { present += 1 }

  /// The warm-up is over: counting begins within the present interval.
  mutating func observe(from now: Seconds) { observedFrom = now }
}
