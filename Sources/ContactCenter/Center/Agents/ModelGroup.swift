// Agents as they work: numbers or individuals over the horizon.

extension Model {
  /// A group of agents with its staffing over the horizon.
  ///
  /// Of what was written, links know their places; the cost of an hour and the rule for whom a free agent
  /// takes are the scenario's where the group says nothing.
  public struct Group: LinkedThing, Sendable {
    /// The group as it was written, linked.
    public var written: Scenario.AgentGroup
    /// How many agents there are, or who they are, when.
    public var staffing = Staffing.counts([])
    /// Its blocks on the calendar's days, in rising order, within opening hours.
    public var blockDays: [Block] = []
    /// Which waiting contact a free agent takes among those of equal rank.
    public var contactSelection = Scenario.ContactSelection.priority

    /// A group without agents or skills yet.
    public init(name: String) { written = Scenario.AgentGroup(name: name) }

    init(_ written: Scenario.AgentGroup) { self.written = written }

    /// Agents of this group that the simulation keeps.
    ///
    /// The largest count, or all agents of all shifts.
    public var agentCount: Int {
      switch staffing {
      case .counts(let steps): return steps.map(\.value).max() ?? 0
      case .rosters(let agents): return agents.count
      }
    }

    /// By agent: paid seconds before the first opening and after the last closing.
    package var paidOutside: [Seconds] {
      switch staffing {
      case .counts: return Array(repeating: 0, count: agentCount)
      case .rosters(let agents): return agents.map(\.paidOutside)
      }
    }
  }

  /// Interchangeable agents by number, or agents each with a roster.
  public enum Staffing: Sendable {
    /// Steps over the horizon, the first from the horizon's start.
    case counts([Step])
    /// Individuals, each with duties.
    case rosters([Agent])
  }

  /// One agent and when he or she works.
  public struct Agent: Sendable {
    /// What reports call the agent.
    public var name: String
    /// Handling-time factor: 1.2 takes 20 % longer.
    public var handlingFactor = 1.0
    /// Duties over the horizon in rising order, at most one at a time.
    public var duties: [Duty] = []
    /// Paid seconds of shifts before the first opening and after the last closing, which are not
    /// simulated.
    public var paidOutside: Seconds = 0

    /// An agent without duties yet.
    public init(name: String) { self.name = name }
  }

  /// One shift of one day, with its breaks in rising order inside it.
  public struct Duty: Sendable {
    /// Its begin, in seconds since the first midnight.
    public var from: Seconds
    /// Its end, in seconds since the first midnight.
    public var to: Seconds
    /// The day (0-based) whose absences are drawn for it.
    public var day: Int
    /// Scheduled breaks, each taken as soon as the agent is free.
    public var breaks: [Span] = []
    /// Those of the breaks that are not paid.
    public var unpaidBreaks: [Span] = []

    /// A duty without breaks.
    public init(from: Seconds, to: Seconds, day: Int) {
      self.from = from
      self.to = to
      self.day = day
    }
  }
}
