// The calendar that runs: open spans and planning intervals in elapsed seconds.

extension Model {
  /// Open times and planning intervals.
  ///
  /// The horizon runs from the first opening to the last closing.
  public struct Calendar: Sendable {
    /// The first opening, in seconds since the first midnight.
    public var start: Seconds = 0
    /// The last closing, in seconds since the first midnight.
    public var end: Seconds = 86_400
    /// Length of a planning interval, in seconds.
    public var interval: Seconds = 1800
    /// Number of intervals from `start` to `end`; the last one may be shorter.
    ///
    /// Row `intervals` of every tally takes what happens after `end`.
    public var intervals = 48
    /// Statistics begin at this moment, in seconds since the first midnight.
    public var warmUpEnd: Seconds = 0
    /// Opening spans in rising order, not overlapping, one per open day.
    public var open: [Span] = []
    /// What happens to contacts that wait when the center closes.
    public var closing = Scenario.Closing.drain
    /// The date of the first midnight; nil: the days have no dates.
    public var firstDate: CalendarDate?
    /// What the clocks on the wall show; empty where they are not changed within the horizon.
    public var clock = LocalClock()
    /// The name of the clocks' time zone, such as Europe/Zurich.
    public var timeZone: String?

    /// Dates and clocks, for the names of moments.
    public var dates: DatedClock {
      DatedClock(firstDate: firstDate, clock: clock, timeZone: timeZone)
    }

    /// A day of half hours without opening spans yet.
    public init() {}
  }

  /// From a moment to a later one.
  public struct Span: Sendable, Equatable {
    /// The first moment, in seconds since the first midnight.
    public var from: Seconds
    /// The end, in seconds since the first midnight; no longer part of the span.
    public var to: Seconds

    /// From `from` until before `to`.
    public init(from: Seconds, to: Seconds) {
      self.from = from
      self.to = to
    }
  }

  /// A whole number from a moment on.
  public struct Step: Sendable, Equatable {
    /// The moment, in seconds since the first midnight.
    public var from: Seconds
    /// The number of agents or lines from then on.
    public var value: Int

    /// `value` from second `from` on.
    public init(from: Seconds, value: Int) {
      self.from = from
      self.value = value
    }
  }

  /// A law that may change over the day.
  public struct TimedLaw: Sendable {
    /// From which second of the day each law holds, in rising order, the first from 0.
    public var starts: [Seconds]
    /// The laws, one for each start.
    public var laws: [Distribution]

    /// Laws and the seconds of the day from which they hold.
    public init(starts: [Seconds], laws: [Distribution]) {
      self.starts = starts
      self.laws = laws
    }
  }
}
