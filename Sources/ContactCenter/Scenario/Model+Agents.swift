// A model's agents: what they can do, and when they are there.

extension Model {
  /// A group of agents.
  public struct Group: Sendable {
    /// What reports call the group.
    public var name: String
    /// How many agents there are, or who they are, when.
    public var staffing = Staffing.counts([])
    /// In the order of the scenario; at most one for each queue.
    public var skills: [Skill] = []
    /// Seconds until an agent picks up; nil: automatic answer.
    public var alert: Distribution?
    /// Contacts that ring in vain; nil: agents always pick up.
    public var noAnswer: Scenario.NoAnswer?
    /// The chance that an agent is absent the whole day.
    public var absence = 0.0
    /// The concentration of the beta law of the share that is absent on a day; nil: always the same.
    public var absenceConcentration: Double?
    /// Late starts of duties; nil: all are in time.
    public var lateness: Scenario.Lateness?
    /// Breaks that no plan knows; nil: none.
    public var unscheduledBreaks: Scenario.UnscheduledBreaks?
    /// No new contact in the last so many seconds of a duty.
    public var lastCallBefore: Seconds = 0
    /// Which waiting contact a free agent takes among those of equal rank.
    public var contactSelection = Scenario.ContactSelection.priority
    /// The cost of an agent's hour, in any unit of money; nil: none is known.
    public var hourlyCost: Double?
    /// The weight of an agent's hour in searches: its cost, or 1.
    public var cost: Double {
      get { hourlyCost ?? 1 }
      set { hourlyCost = newValue }
    }
    /// Where the group sits; nil: nowhere in particular.
    public var region: String?
    /// Added to the score of its agents.
    public var score = 0.0
    /// Most contacts per agent that may wait for this group before the next ones are asked.
    public var targetRatio: Double?
    /// The group's share of all idle agents that is aimed at.
    public var idleShare: Double?
    /// How its agents leave, are replaced and learn; nil: they stay as they are.
    public var workforce: Scenario.Workforce?

    /// A group without agents or skills yet.
    public init(name: String) { self.name = name }

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
    var paidOutside: [Seconds] {
      switch staffing {
      case .counts: return Array(repeating: 0, count: agentCount)
      case .rosters(let agents): return agents.map(\.paidOutside)
      }
    }
  }

  /// A queue that a group serves.
  public struct Skill: Sendable {
    /// The queue.
    public var queue: Int
    /// 1 is served before 2 by this group; equal numbers leave it to the contact selection.
    public var rank = 1
    /// The group's place when agents are chosen for this queue: 1 is asked before 2.
    public var preference = 1
    /// Handling-time factor: 1.2 takes 20 % longer.
    public var handlingFactor = 1.0
    /// Contacts are eligible for this group only after this wait, in seconds.
    public var after: Seconds = 0
    /// This group's own law of the conversation, in seconds; nil: the contact type's.
    public var talk: Distribution?
    /// This group's own law of wrap-up, in seconds; nil: the contact type's.
    public var wrapUp: Distribution?
    /// How much contacts of this queue weigh when an agent of the group chooses among them.
    public var weight = 1.0
    /// How much the group weighs when an agent is chosen for a contact of this queue.
    public var preferenceWeight = 1.0
    /// Added to the score of the group's agents for this queue.
    public var score = 0.0
    /// How many agents of the group must stay idle when one takes a contact of this queue.
    public var reserve = 0
    /// Other ranks and preferences for contacts that have waited longer.
    public var changes: [Scenario.SkillChange] = []

    /// Serves queue `queue` as well as any other.
    public init(queue: Int) { self.queue = queue }
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
