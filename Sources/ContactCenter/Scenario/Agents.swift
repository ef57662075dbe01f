// A scenario's agents: what they can do, when they are there, and who is chosen.

extension Scenario {
  /// Agents alike in skills.
  public struct AgentGroup: Sendable, Equatable {
    /// What the scenario and its reports call the group.
    public var name: String
    /// How many agents there are, when.
    public var staffing = Staffing.constant(1)
    /// The queues that the group serves.
    public var skills: [Skill] = []
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
    /// The queue's name.
    public var queue: String
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
    public init(queue: String) { self.queue = queue }
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

// MARK: - Staffing

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

// MARK: - Behaviour

extension Scenario {
  /// A contact rings at an agent who does not pick up; it goes back to the head of its queue.
  public struct NoAnswer: Sendable, Equatable {
    /// The chance that a ringing contact is not answered, below 1.
    public var probability: Double
    /// Seconds of ringing until the contact is taken back.
    public var after: Seconds
    /// How many seconds the agent is not ready then.
    public var away: Seconds

    /// Contacts that ring in vain with that chance.
    public init(probability: Double, after: Seconds, away: Seconds) {
      self.probability = probability
      self.after = after
      self.away = away
    }
  }

  /// Late start of a shift.
  public struct Lateness: Sendable, Equatable {
    /// The chance that an agent is late, for each shift worked.
    public var probability: Double
    /// How many seconds a late agent comes after the shift's begin.
    public var delay: Distribution

    /// Late with that chance, by that delay.
    public init(probability: Double, delay: Distribution) {
      self.probability = probability
      self.delay = delay
    }
  }

  /// Breaks that no plan knows; taken when the agent is free.
  public struct UnscheduledBreaks: Sendable, Equatable {
    /// Mean number per planned hour of an agent who is there, planned breaks left out.
    public var perHour: Double
    /// The length of one break, in seconds.
    public var length: Distribution
    /// The coefficient of variation over agents of the rate, which a gamma factor with mean 1
    /// multiplies; 0: all take as many.
    public var cv = 0.0

    /// Breaks at that rate and of that length.
    public init(perHour: Double, length: Distribution) {
      self.perHour = perHour
      self.length = length
    }
  }
}

// MARK: - Choice

extension Scenario {
  /// Which idle agent takes an arriving contact.
  public enum AgentSelection: String, Sendable, CaseIterable {
    /// Who has been idle longest.
    case longestIdle
    /// Who has spent the smallest share of handling and idle time with contacts.
    case leastOccupied
    /// The longest idle agent of the group with the most idle agents.
    case mostIdleAgents
    /// The first in the order of groups, and of agents within a group.
    case fixedOrder
    /// Who has the smallest handling-time factor for the queue, the agent's own times the skill's.
    case proficiencyFirst
    /// Any, each with the same chance.
    case random
  }

  /// Which waiting contact a free agent takes.
  public enum ContactSelection: String, Sendable, CaseIterable, BitwiseCopyable {
    /// The one that has waited longest.
    case oldestFirst
    /// The one with the smallest priority number now; among equals the one that has waited longest.
    case priority
    /// The first of the longest queue.
    case longestQueue
    /// The one with the largest product of its wait and its queue's weight.
    case weightedWait
  }
}
