// Groups of agents and what they can do.

extension Scenario {
  /// Agents alike in skills.
  public struct AgentGroup: Sendable, Equatable {
    /// What the scenario and its reports call the group.
    public var name: String
    /// How many agents there are, when.
    public var staffing = Staffing.constant(1)
    /// The queues that the group serves.
    public var skills: [Skill] = []
    /// How many contacts each agent is in at once.
    public var capacity = Capacity()
    /// Times of day in which the group takes only some of what it serves, in rising order.
    public var blocks: [Block] = []
    /// Seconds until the agent picks up; nil: automatic answer.
    public var alert: Distribution?
    /// Contacts that ring in vain; nil: agents always pick up.
    public var noAnswer: NoAnswer?
    /// The chance that an agent is absent the whole day.
    public var absence = 0.0
    /// How little the days differ in the share of the group that is absent: it has a beta law with
    /// the mean `absence` and this concentration (the sum of its two parameters).
    ///
    /// Nil: the days do not differ, agents are absent independently.
    public var absenceConcentration: Double?
    /// Late starts of shifts; nil: all are in time.
    public var lateness: Lateness?
    /// Breaks that no plan knows; nil: none.
    public var unscheduledBreaks: UnscheduledBreaks?
    /// No new contact in the last so many seconds of a shift.
    public var lastCallBefore: Seconds = 0
    /// Overrides the scenario's rule for whom a free agent takes.
    public var contactSelection: ContactSelection?
    /// The cost of an agent's hour, in any unit of money, at least 0; nil: none is known, and hours
    /// are no money.
    ///
    /// Staffing searches and comparisons heed it.
    public var hourlyCost: Double?
    /// The weight of an agent's hour in searches: its cost, or 1.
    public var cost: Double {
      get { hourlyCost ?? 1 }
      set { hourlyCost = newValue }
    }
    /// Where the group sits; for the policy `localSpecialist`.
    public var region: String?
    /// Added to the score of its agents; for the policy `scoreRouting`.
    public var score = 0.0
    /// Most contacts per agent that may wait for this group before the next ones are asked; for the
    /// policy `queueRatioOverflow`.
    public var targetRatio: Double?
    /// The group's share of all idle agents that is aimed at; for the policy
    /// `queueAndIdlenessRatio`.
    public var idleShare: Double?
    /// How its agents leave, are replaced and learn; nil: they stay as they are.
    public var workforce: Workforce?

    /// One agent without skills yet.
    public init(name: String) { self.name = name }
  }

  /// A queue that a group serves.
  public struct Skill: Sendable, Equatable {
    /// The queue.
    public var queue: Link<Queue>
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
    /// Added to the score of the group's agents for this queue; for the policy `scoreRouting`.
    public var score = 0.0
    /// How many agents of the group must stay idle for others when one takes a contact of this
    /// queue; for the policy `thresholdReservation`.
    public var reserve = 0
    /// Other ranks and preferences for contacts that have waited longer, in rising order of the
    /// wait; for the policy `agentsPreferenceWithDelays`.
    public var changes: [SkillChange] = []

    /// Serves the queue of that name as well as any other.
    public init(queue: String) { self.queue = Link(queue) }
  }

  /// Rank and preference of a skill from some wait on.
  public struct SkillChange: Sendable, Equatable {
    /// Seconds since the contact asked for an agent.
    public var after: Seconds
    /// The rank from then on; nil: as before.
    public var rank: Int?
    /// The preference from then on; nil: as before.
    public var preference: Int?

    /// No change yet, from a wait of `after` seconds on.
    public init(after: Seconds) { self.after = after }
  }
}

extension ScenarioLimits {
  /// Weights of skills and queues.
  public static let weights = 0...1e9
  /// Ranks and preferences of skills.
  public static let ranks = 1...1_000_000
  /// How many times as long as others an agent takes.
  public static let handlingFactors = 1e-6...1e6
  /// Contacts per agent that may wait for a group.
  public static let targetRatios = 0...1e6
  /// Changes of a skill.
  public static let skillChanges = 0...100
}
