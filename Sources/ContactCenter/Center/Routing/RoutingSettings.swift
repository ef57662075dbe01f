// A scenario's routing: which policy, and what the policies may be told.

extension Scenario {
  /// The named routing policies; a file of `Routing/Policies` describes each.
  ///
  /// Each makes two decisions: which idle agent takes an arriving contact (push), and which waiting
  /// contact a free agent takes (pull).
  public enum RoutingPolicy: String, Sendable, CaseIterable {
    /// Groups and queues in the order of two lists.
    case queuePriority
    /// Groups in order of a list; who finds none waits for the last one only.
    case queueAtLastGroup
    /// The longest queue first.
    case longestQueueFirst
    /// Who has waited longest, over all queues of an agent.
    case singleFifoQueue
    /// The largest product of a queue's weight and its first contact's wait.
    case longestWeightedWait
    /// Ranks both ways; among equal ranks a weighted score.
    case agentsPreference
    /// The same with delays, and with ranks that change with the wait.
    case agentsPreferenceWithDelays
    /// Groups of the contact's region first, all others after a delay.
    case localSpecialist
    /// A queue for each group; sets of groups are asked in order while too many wait per agent.
    case queueRatioOverflow
    /// A queue for each group; the one with the shortest predicted wait.
    case expectedDelay
    /// Scripts of stages that give groups and queues new ranks under conditions.
    case overflowAndPriority
    /// The sums of scores of agents, skills, idle times; of contacts and their waits.
    case scoreRouting
    /// The largest waiting cost saved per minute of work: c·μ.
    case cMu
    /// The same for costs that grow faster than the wait: C′(W)·μ.
    case generalisedCMu
    /// Some agents stay idle for better contacts.
    case thresholdReservation
    /// Queue lengths are kept in fixed proportions.
    case fixedQueueRatio
    /// Queue lengths and numbers of idle agents are kept in fixed proportions.
    case queueAndIdlenessRatio
    /// The idle agent who has worked the smallest share of the time.
    case leastOccupied
    /// The group that handles the contact fastest; the contact that is handled fastest.
    case shortestExpectedHandling
    /// Rings of skill that widen with the wait.
    case bullseye
    /// The type furthest below its service level goal.
    case serviceLevelBased
    /// Callers who come back meet the agent whom they know.
    case lastAgentAffinity
    /// The contact that is worth most.
    case valueBased
    /// The scenario's own rules, written as formulas.
    case ownRules
  }

  /// How agents and contacts find each other.
  ///
  /// Without a policy, ranks and preferences of skills come first, and the two selections decide
  /// among equals. A policy decides by itself; of the settings here it heeds those that its
  /// description names.
  public struct Routing: Sendable, Equatable {
    /// The named policy; nil: ranks, preferences and the two selections.
    public var policy: RoutingPolicy?
    /// Which idle agent takes an arriving contact.
    public var agentSelection = AgentSelection.longestIdle
    /// Which waiting contact a free agent takes, unless the agent's group has a rule of its own.
    public var contactSelection = ContactSelection.priority

    /// What `agentsPreference` compares groups of equal rank by.
    public var agentScore = AgentScore.idleTime
    /// What `agentsPreference` compares queues of equal rank by.
    public var contactScore = ContactScore.wait
    /// Whether `agentsPreference` chooses with probabilities proportional to the scores.
    public var isRandomised = false
    /// Whether a contact leaves the groups of earlier delays when the next come in; for
    /// `agentsPreferenceWithDelays`.
    public var overflowTransfer = false
    /// Whether agents take contacts that need not have waited for them before those that had to;
    /// for `agentsPreferenceWithDelays`.
    public var localFirst = false
    /// After how many seconds other regions may help; for `localSpecialist`.
    public var overflowDelay: Seconds?
    /// Whether a contact waits for all groups of its set; for `queueRatioOverflow`.
    public var copies = false
    /// Whether it waits for the groups of earlier sets too; for `queueRatioOverflow`.
    public var promotion = false
    /// How waits are foretold; nil: `expectedDelay` uses the last wait, others foretell none.
    public var predictor: WaitPredictor?
    /// How many recent waits a mean of them has, for predictors.
    public var predictorWaits = 10
    /// Whether predictors learn from those who abandoned too.
    public var predictorCountsAbandoned = false
    /// Whether `expectedDelay` draws the group, with chances inverse to the predicted waits.
    public var isDelayChoiceRandom = false
    /// The score of an agent who was always idle; for `scoreRouting`.
    public var idleShareScore = 0.0
    /// The score of each second since the agent's last contact; for `scoreRouting`.
    public var idleTimeScore = 0.0
    /// After how many seconds each further ring comes in; for `bullseye`.
    public var widenEvery: Seconds?
    /// The length of the sliding window of recent statistics, in seconds.
    public var window: Seconds = 1800
    /// How many parts the window has: it moves on by one part at a time.
    public var windowParts = 30
    /// How many seconds a caller who comes back waits for the known agent alone; for
    /// `lastAgentAffinity`.
    public var affinityWait: Seconds = 0
    /// What happens to contacts of a type as they wait; for `overflowAndPriority`.
    public var scripts: [RoutingScript] = []
    /// A formula for the score of an idle agent, the largest is chosen; for `ownRules`.
    public var agentRule: String?
    /// A formula for the score of a waiting contact, the largest is chosen; for `ownRules`.
    public var contactRule: String?

    /// The longest idle agent; the most urgent contact.
    public init() {}
  }

  /// What groups of equal rank are compared by.
  public enum AgentScore: String, Sendable, CaseIterable {
    /// The weight alone.
    case weight
    /// Idle agents × weight.
    case idleAgents
    /// The longest idle time × weight.
    case idleTime
  }

  /// What queues of equal rank are compared by.
  public enum ContactScore: String, Sendable, CaseIterable {
    /// The weight alone.
    case weight
    /// Contacts waiting × weight.
    case queueLength
    /// The first contact's wait × weight.
    case wait
  }

  /// How the wait of a contact that joins a queue is foretold.
  public enum WaitPredictor: String, Sendable, CaseIterable {
    /// The wait of the contact of this queue that was answered last after a wait.
    case lastWait
    /// The wait of the contact of any queue that was answered last after a wait.
    case lastWaitOverall
    /// The mean wait of the last contacts of this queue.
    case meanWait
    /// The mean wait of the last contacts of all queues.
    case meanWaitOverall
    /// The wait so far of the contact that is next in this queue; 0 if nobody waits.
    case headOfLine
    /// (waiting + 1) × mean handle time ÷ agents.
    case queueLength
    /// The same with those who will give up: (1/θ)·ln(1 + θ·(waiting + 1)·handle time ÷ agents), θ
    /// the rate of abandonment.
    case queueLengthWithAbandonment
  }
}

extension ScenarioLimits {
  /// Recent waits that a predictor knows, and parts of a sliding window.
  public static let memories = 1...1000
}
