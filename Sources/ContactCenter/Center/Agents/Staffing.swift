// How many agents there are, and when.

extension Scenario {
  /// How many agents there are, when.
  public enum Staffing: Sendable, Equatable {
    /// The same number whenever the center is open.
    case constant(Int)
    /// Counts from times of day on (with points beyond 24 h: from the first midnight).
    case counts([StaffingPoint])
    /// Counts of dates: in rising order, not overlapping; nobody is there at other times.
    case dated([DatedStaffing])
    /// Agents who come and go by a plan.
    case shifts([Shift])
  }

  /// A number of agents in a span.
  public struct DatedStaffing: Sendable, Equatable {
    /// The begin, in elapsed seconds after the first midnight.
    public var start: Seconds
    /// The end, in elapsed seconds after the first midnight.
    public var end: Seconds
    /// How many agents are there.
    public var agents: Int

    /// `agents` agents from `start` until before `end`.
    public init(start: Seconds, end: Seconds, agents: Int) {
      self.start = start
      self.end = end
      self.agents = agents
    }
  }

  /// A number of agents from a moment on.
  public struct StaffingPoint: Sendable, Equatable {
    /// Seconds after midnight.
    public var time: Seconds
    /// How many agents are there from then on.
    public var agents: Int

    /// `agents` agents from second `time` on.
    public init(time: Seconds, agents: Int) {
      self.time = time
      self.agents = agents
    }
  }

  /// Agents who come and go together, each followed individually.
  public struct Shift: Sendable, Equatable {
    /// A name makes the agent an individual in the report; only with `agents` = 1.
    public var name: String?
    /// How many agents work this shift.
    public var agents = 1
    /// Its begin, in seconds after midnight, below 86 400.
    public var start: Seconds
    /// Its end, in seconds after the same midnight; above 86 400 on the next day.
    public var end: Seconds
    /// Breaks inside the shift, in rising order.
    public var breaks: [ScheduledBreak] = []
    /// The days on which it is worked; nil: every day.
    public var weekdays: [Weekday]?
    /// Handling-time factor of these agents.
    public var handlingFactor = 1.0

    /// One agent's shift on every day, without breaks.
    public init(start: Seconds, end: Seconds) {
      self.start = start
      self.end = end
    }
  }

  /// A break of the shift plan.
  public struct ScheduledBreak: Sendable, Equatable {
    /// Its begin, in seconds after the midnight before the shift; taken when the agent is free.
    public var start: Seconds
    /// Its length, in seconds.
    public var length: Seconds
    /// Whether its time is paid.
    public var isPaid = true

    /// A break from `start` on.
    public init(start: Seconds, length: Seconds) {
      self.start = start
      self.length = length
    }
  }
}

extension ScenarioLimits {
  /// Shifts of a group.
  public static let shifts = 1...10_000
  /// Breaks of a shift.
  public static let breaks = 0...100
}
