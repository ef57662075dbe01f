/// A contact center as its user wrote it: with names, and with times of day.
///
/// Names refer to one another, times of day are seconds after midnight, lengths are in seconds,
/// rates per second, proportions 0…1. A scenario may be wrong (a name that leads nowhere, agents
/// whom no work reaches). `Model` is the validated form that the simulation runs; making one
/// collects every problem.
public struct Scenario: Sendable, Equatable {
  /// Shown as the report's title.
  public var name: String
  /// What this scenario is about, for its readers.
  public var description = ""
  /// Remarks printed in the report, such as recorded figures to compare with.
  public var notes: [String] = []
  /// When the center is open, and how a day is cut into planning intervals.
  public var calendar = OpeningCalendar()
  /// How many days are simulated, and how precisely.
  public var study = Study()
  /// What counts as answered in time, unless a contact type says otherwise.
  public var serviceLevel = ServiceLevelGoal()
  /// The flows of contacts.
  public var contactTypes: [ContactType] = []
  /// A correlation between the day factors of the contact types.
  public var dayFactorCorrelation: DayFactorCorrelation?
  /// The lines that calls come in on; empty: lines without limit.
  public var trunkGroups: [TrunkGroup] = []
  /// The voice response unit's ports and menus.
  public var ivr = InteractiveVoiceResponse()
  /// The queues that differ from the default (unlimited, one for each contact type).
  public var queues: [Queue] = []
  /// The most contacts that may wait in all queues together; nil: no limit.
  public var waitingRoom: Int?
  /// The agents.
  public var agentGroups: [AgentGroup] = []
  /// Who is chosen when there is a choice.
  public var routing = Routing()
  /// What running the center costs; nil: not said.
  public var costs: Costs?
  /// How contacts are monitored; nil: they are not.
  public var quality: Quality?
  /// What its management report is held against; nil: the program's defaults.
  public var management: Management?
  /// The ringing that callers hear; nil: not counted.
  public var rings: Rings?
  /// How satisfied callers are; nil: nobody asks.
  public var satisfaction: Satisfaction?

  /// An empty scenario of that name.
  public init(name: String) { self.name = name }
}

// MARK: - Calendar

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

// MARK: - Study

extension Scenario {
  /// How a study gets its confidence intervals.
  public enum StudyMethod: String, Sendable, CaseIterable {
    /// Independent replications of the whole calendar.
    case replications
    /// One long run cut into batches after the warm-up.
    case batchMeans
  }

  /// How much is simulated.
  public struct Study: Sendable, Equatable {
    /// How the study gets its confidence intervals.
    public var method = StudyMethod.replications
    /// How many replications are simulated; with precision goals, the least number.
    public var replications = 100
    /// Batches of a batch-means study; the planning intervals are spread evenly over them.
    public var batches = 30
    /// What all random numbers are derived from; equal seeds give equal results.
    public var seed: UInt64 = 1
    /// The level of confidence intervals, such as 0.95.
    public var confidence = 0.95
    /// Stop when every one of these half-widths is reached.
    public var precision: [PrecisionGoal] = []
    /// The most replications that a precision goal may ask for.
    public var maximumReplications = 10_000

    /// A hundred replications with seed 1.
    public init() {}
  }

  /// A half-width to reach: absolute in the indicator's unit, or relative to its value.
  public struct PrecisionGoal: Sendable, Equatable {
    /// The indicator's identifier, such as `serviceLevel`.
    public var indicator: String
    /// The half-width of the confidence interval, in the indicator's unit or relative.
    public var halfWidth: Double
    /// Whether `halfWidth` is a share of the indicator's value.
    public var isRelative: Bool

    /// The goal that the indicator's half-width be at most `halfWidth`.
    public init(indicator: String, halfWidth: Double, isRelative: Bool) {
      self.indicator = indicator
      self.halfWidth = halfWidth
      self.isRelative = isRelative
    }
  }

  /// "80 % within 20 s": the acceptable wait, and what counts as a short abandonment.
  public struct ServiceLevelGoal: Sendable, Equatable {
    /// The longest wait, in seconds, that counts as within.
    public var acceptableWait: Seconds = 20
    /// Abandonments after at most this wait, in seconds, are short.
    public var shortAbandon: Seconds = 5
    /// The share to reach, 0…1, shown beside the result; nil: none.
    public var target: Double?

    /// Within 20 s, short up to 5 s, no target.
    public init() {}
  }
}

// MARK: - Management

extension Scenario {
  /// What a management report is held against, unless the command line says otherwise.
  public struct Management: Sendable, Equatable {
    /// The profile of targets, such as `anton23_us_1990s`.
    public var profile: String?
    /// The most that a replication may cost, in the currency of the costs.
    public var budget: Double?
    /// The day by which targets should be reached, "2027-03-31".
    public var deadline: String?
    /// The day of the figures that the targets were set from.
    public var baseline: String?
    /// Days of a month on which the center is open; nil: as the costs or the calendar say.
    public var daysPerMonth: Int?
    /// Staffings that are tried, as multiples of the scenario's; empty: the program's.
    public var plans: [Double] = []

    /// Nothing said.
    public init() {}
  }
}
