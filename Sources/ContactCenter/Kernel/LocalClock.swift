/// How far the clocks of a place are ahead of universal time, and when that changes.
public struct TimeZoneRules: Sendable, Hashable {
  /// The name in the IANA database, such as Europe/Zurich.
  public var name: String
  /// Seconds ahead of universal time before the first change.
  public var firstOffset: Int
  /// From each moment on, in seconds since 1 January 1970 UTC, the seconds ahead; rising moments.
  public var changes: [Change]

  /// The moment a clock is set forward or back.
  public struct Change: Sendable, Hashable {
    /// Seconds since 1 January 1970 UTC.
    public var moment: Int
    /// Seconds ahead of universal time from then on.
    public var offset: Int

    /// `offset` from `moment` on.
    public init(moment: Int, offset: Int) {
      self.moment = moment
      self.offset = offset
    }
  }

  /// The rules of a place.
  public init(name: String, firstOffset: Int, changes: [Change]) {
    self.name = name
    self.firstOffset = firstOffset
    self.changes = changes
  }

  /// Seconds ahead of universal time at a moment in seconds since 1 January 1970 UTC.
  ///
  /// Logarithmic in the number of changes.
  public func offset(at moment: Int) -> Int {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].moment <= moment { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : changes[low - 1].offset
  }

  /// The moment when the clocks of the place show midnight at the begin of a date (the first of two;
  /// the moment of the change where the clocks skip it), in seconds since 1 January 1970 UTC.
  public func midnight(of date: CalendarDate) -> Int {
    let shown = date.dayNumber * 86_400
    // An offset is below a day, so the one before and the one after any change nearby are tried.
    let before = offset(at: shown - 86_400)
    let after = offset(at: shown + 86_400)
    for offset in [before, after] where self.offset(at: shown - offset) == offset {
      return shown - offset
    }
    return changes.first { $0.moment > shown - 86_400 }?.moment ?? shown - before
  }

  /// The clock of the days from a date on, counted from its midnight.
  public func clock(from date: CalendarDate, days: Int) -> LocalClock {
    let start = midnight(of: date)
    let end = start + (days + 2) * 86_400
    let base = date.dayNumber * 86_400 - start
    var shifts: [LocalClock.Shift] = []
    // Where the clocks skip midnight, they are ahead from the first moment on.
    let first = offset(at: start)
    if first != base { shifts.append(.init(at: 0, ahead: Seconds(first - base))) }
    for change in changes where change.moment > start && change.moment < end {
      shifts.append(
        .init(at: Seconds(change.moment - start), ahead: Seconds(change.offset - base)))
    }
    return LocalClock(shifts: shifts)
  }
}

/// What the clocks on the wall show while seconds pass: the same, but for the changes between
/// standard and daylight saving time.
///
/// Elapsed seconds count from the first midnight and never jump; shown seconds are those of the wall
/// clock, 86,400 a day. In autumn an hour is shown twice, in spring one is never shown.
public struct LocalClock: Sendable, Equatable {
  /// From a moment on the clock is `ahead` of the elapsed time.
  public struct Shift: Sendable, Equatable {
    /// Elapsed seconds since the first midnight.
    public var at: Seconds
    /// Seconds that the clock is ahead of the elapsed time from then on; negative after autumn.
    public var ahead: Seconds

    /// `ahead` from `at` on.
    public init(at: Seconds, ahead: Seconds) {
      self.at = at
      self.ahead = ahead
    }
  }

  /// In rising order; empty where nothing changes.
  public var shifts: [Shift]

  /// A clock with these changes.
  public init(shifts: [Shift] = []) { self.shifts = shifts }

  /// What the clock shows after `elapsed` seconds: 86,400 times the day plus the time of day.
  @inlinable
  public func shown(_ elapsed: Seconds) -> Seconds {
    if shifts.isEmpty { return elapsed }
    var ahead = 0.0
    for shift in shifts where shift.at <= elapsed { ahead = shift.ahead }
    return elapsed + ahead
  }

  /// When the clock shows `shown`: the first of two times; the moment of the change where that time
  /// is skipped.
  public func elapsed(_ shown: Seconds) -> Seconds {
    var (ahead, from) = (0.0, -Seconds.infinity)
    for shift in shifts {
      let candidate = shown - ahead
      if candidate < shift.at { return max(candidate, from) }
      (ahead, from) = (shift.ahead, shift.at)
    }
    return max(shown - ahead, from)
  }

  /// When the clock shows `shown` again after it has been set back; nil where it shows it once.
  public func secondElapsed(_ shown: Seconds) -> Seconds? {
    let first = elapsed(shown)
    for shift in shifts {
      let candidate = shown - shift.ahead
      if candidate > first, candidate >= shift.at, self.shown(candidate) == shown {
        return candidate
      }
    }
    return nil
  }

  /// Whether the clock is set back somewhere, so that it shows some times twice.
  public var repeatsTimes: Bool {
    zip([0] + shifts.map(\.ahead), shifts.map(\.ahead)).contains { $1 < $0 }
  }

  /// Whether the clock ever shows this time.
  public func shows(_ shown: Seconds) -> Bool { self.shown(elapsed(shown)) == shown }

  /// The elapsed seconds at the begin of a day, the first being 0.
  public func midnight(ofDay day: Int) -> Seconds { elapsed(Seconds(day) * 86_400) }

  /// The next moment at which a day begins, after `elapsed`.
  public func nextMidnight(after elapsed: Seconds) -> Seconds {
    let day = day(at: elapsed)
    if shifts.isEmpty { return Seconds(day + 1) * 86_400 }
    // A clock that is set back over midnight begins the day twice.
    let midnights = (day...day + 2).flatMap { day -> [Seconds] in
      let shown = Seconds(day) * 86_400
      return [self.elapsed(shown)] + (secondElapsed(shown).map { [$0] } ?? [])
    }
    return midnights.filter { $0 > elapsed }.min()!
  }

  /// A span in which the clock runs evenly: there it shows the elapsed seconds plus `ahead`.
  public struct Stretch: Sendable, Equatable {
    /// Elapsed seconds at its begin.
    public var from: Seconds
    /// Elapsed seconds at its end.
    public var to: Seconds
    /// Seconds that the clock is ahead.
    public var ahead: Seconds

    /// `ahead` from `from` until before `to`.
    public init(from: Seconds, to: Seconds, ahead: Seconds) {
      self.from = from
      self.to = to
      self.ahead = ahead
    }
  }

  /// The span from one moment to another, cut where the clock is changed.
  public func stretches(from: Seconds, to: Seconds) -> [Stretch] {
    var result = [Stretch(from: from, to: to, ahead: 0)]
    for shift in shifts where shift.at < to {
      if shift.at <= from {
        result[0].ahead = shift.ahead
      } else {
        result[result.count - 1].to = shift.at
        result.append(Stretch(from: shift.at, to: to, ahead: shift.ahead))
      }
    }
    return result
  }

  /// The day that the clock shows, the first being 0.
  public func day(at elapsed: Seconds) -> Int { Int(clamping: (shown(elapsed) / 86_400).rounded(.down)) }

  /// The time of day that the clock shows, in seconds after midnight.
  public func timeOfDay(at elapsed: Seconds) -> Seconds {
    let shown = shown(elapsed)
    return shown - (shown / 86_400).rounded(.down) * 86_400
  }
}
