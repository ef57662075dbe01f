// When a center is open.

extension Scenario {
  /// A day of the week, Monday first as in ISO 8601.
  public enum Weekday: Int, Sendable, CaseIterable, Equatable {
    /// The seven days; the raw value of Monday is 0.
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  }

  /// A span of the day, in seconds after midnight; 24 × 7 is 0 ..< 86 400.
  public struct OpeningHours: Sendable, Equatable {
    /// The moment of opening, in seconds after midnight, below 86 400.
    public var open: Seconds
    /// The moment of closing, in seconds after the same midnight; above 86 400 on the next day.
    public var close: Seconds

    /// From `open` to `close`.
    public init(open: Seconds, close: Seconds) {
      self.open = open
      self.close = close
    }
  }

  /// What happens to contacts that wait when the center closes.
  public enum Closing: String, Sendable, CaseIterable {
    /// They are served to the last one by the agents who are there then.
    case drain
    /// Whoever waits is told that the center has closed; contacts with agents are finished.
    case sendAway
  }

  /// A date on which the center is closed, open at other hours, or busier than usual.
  public struct SpecialDay: Sendable, Equatable {
    /// Which day.
    public var date: CalendarDate
    /// What people call it, such as Christmas; empty: nothing.
    public var name = ""
    /// When the center is open; nil: as on any such weekday; nil inside: closed all day.
    public var hours: OpeningHours??
    /// Multiplies the volumes of that day which have no dates of their own.
    public var factor = 1.0

    /// A date on which nothing differs yet.
    public init(date: CalendarDate) { self.date = date }
  }

  /// Opening hours, planning intervals, warm-up.
  public struct OpeningCalendar: Sendable, Equatable {
    /// How many days in a row one replication simulates, closed ones included.
    public var days = 1
    /// The weekday of the first day, unless a `firstDate` says it.
    public var firstDay = Weekday.monday
    /// The date of the first day; nil: the days have no dates.
    public var firstDate: CalendarDate?
    /// How the clocks of the place run; nil: they never change.
    public var timeZone: TimeZoneRules?
    /// Dates that differ from their weekday.
    public var specialDays: [SpecialDay] = []
    /// When the center is open, on all weekdays that have no hours of their own.
    public var hours = OpeningHours(open: 8 * 3600, close: 20 * 3600)
    /// Hours of weekdays that differ from `hours`; nil inside: closed all day.
    public var weekdayHours: [Weekday: OpeningHours?] = [:]
    /// The length of a planning interval, in seconds.
    public var interval: Seconds = 1800
    /// Statistics begin this many seconds after the first opening.
    public var warmUp: Seconds = 0
    /// What happens to contacts that wait when the center closes.
    public var closing = Closing.drain

    /// One Monday from 8 to 20 h in half hours.
    public init() {}

    /// The weekday of the first day, by its date if it has one.
    public var firstWeekday: Weekday { firstDate?.weekday ?? firstDay }

    /// What the clocks show during the calendar and the days after it.
    public var clock: LocalClock {
      guard let firstDate, let timeZone else { return LocalClock() }
      return timeZone.clock(from: firstDate, days: days)
    }
  }
}

extension ScenarioLimits {
  /// What multiplies the volumes of a weekday or a special day.
  public static let dayFactors = 0...1e6
  /// Lengths of a planning interval, in seconds.
  public static let planningIntervals = 1.0...86_400
}
