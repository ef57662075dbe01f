/// A validated contact center, with indices instead of names.
///
/// Times are seconds since the first midnight, rates per second. Only making a model can fail
/// (`Scenario.model()`); a simulation of it cannot. Contact types, queues, groups, trunk groups and
/// menus are referred to by their place in the arrays here.
public struct Model: Sendable {
  /// The scenario's name.
  public var name = ""
  /// Open times and planning intervals.
  public var calendar = Calendar()
  /// The flows of contacts.
  public var contactTypes: [ContactType] = []
  /// All queues: the scenario's, then those that contact types have of their own.
  public var queues: [Queue] = []
  /// The groups of agents.
  public var groups: [Group] = []
  /// The groups of lines.
  public var trunkGroups: [TrunkGroup] = []
  /// The menus of the voice response unit.
  public var menus: [Menu] = []
  /// Ports of the voice response unit; nil: no limit.
  public var ports: Int?
  /// What a caller meets when all ports are taken.
  public var whenPortsFull = Scenario.PortsFull.busy
  /// Most waiting in all queues together; nil: no limit.
  public var waitingRoom: Int?
  /// Which idle agent takes an arriving contact.
  public var agentSelection = Scenario.AgentSelection.longestIdle
  /// The policy and its settings; names in it lead to groups and types here.
  public var routing = Scenario.Routing()
  /// Lower triangle L of the day factors' normal scores; empty: independent.
  ///
  /// L·Lᵀ is their correlation over all contact types.
  public var dayFactorRoot: [[Double]] = []
  /// What running the center costs; nil: not said.
  public var costs: Costs?
  /// How contacts are monitored; nil: they are not.
  public var quality: Scenario.Quality?
  /// The ringing that callers hear; nil: not counted.
  public var rings: Scenario.Rings?
  /// How satisfied callers are; nil: nobody asks.
  public var satisfaction: Scenario.Satisfaction?

  /// Nothing yet; `Scenario.model()` fills it.
  public init() {}
}

// MARK: - Time

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
