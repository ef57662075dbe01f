// Flows of contacts.

extension Scenario {
  /// One flow of contacts: when they come, what they need, how patient they are.
  public struct ContactType: Sendable, Equatable {
    /// What the scenario and its reports call the type.
    public var name: String
    /// How its contacts reach their agents.
    public var channel = Channel.voice
    /// When its contacts come.
    public var arrivals = Arrivals()
    /// The trunk group tried first; nil: a line is always free.
    public var trunks: Link<TrunkGroup>?
    /// The menu a contact hears first; nil: it goes to the queue at once.
    public var menu: Link<Menu>?
    /// The queue it waits in; nil: a queue named like the type.
    public var queue: Link<Queue>?
    /// Urgency: 1 is served before 2 where the contact selection heeds priority.
    public var priority = 1.0
    /// By how much the priority number falls per second of waiting.
    public var priorityGrowth = 0.0
    /// What counts as answered in time; nil: the scenario's goal.
    public var serviceLevel: ServiceLevelGoal?
    /// How long a caller waits in the queue before giving up; one law, or one per time of day.
    public var patience = TimedLaw(.never)
    /// Conversation, without hold; one law, or one per time of day.
    public var talk = TimedLaw(.exponential(mean: 180))
    /// What may happen between the first word and the last of a conversation in writing; nil: nothing.
    public var session: Session?
    /// Being put on hold during the conversation; nil: never.
    public var hold: Hold?
    /// Work after the conversation; the line is free by then.
    public var wrapUp = TimedLaw(.constant(0))
    /// What may follow a conversation, at most one of them; probabilities add up to at most 1.
    public var transfers: [Transfer] = []
    /// Agents who do not know the answer; nil: they do, and holds and transfers have chances of
    /// their own.
    public var knowledgeGap: KnowledgeGap?
    /// Trying again after a busy signal; nil: nobody does.
    public var redialAfterBusy: Redial?
    /// Trying again after giving up in the queue; nil: nobody does.
    public var redialAfterAbandon: Redial?
    /// Coming back with an unsolved problem; nil: every problem is solved.
    public var repeatCall: RepeatCall?
    /// The turns of a thread; nil: a contact is over when its agent is done.
    public var turns: Turns?
    /// The bot that it meets before the queue; nil: none.
    public var bot: Link<Bot>?
    /// Asking callers who they are; nil: nobody is asked.
    public var recognition: Recognition?
    /// Whether its contacts come, and wait, while the center is closed; nil: as the work of its channel does.
    public var waitsOverClosing: Bool?
    /// By which clock it is judged whether a contact is answered in time; its ages are told by both.
    public var goalClock = GoalClock.elapsed
    /// What waits already at the start.
    public var backlog: [InitialBacklog] = []
    /// Customers who ask what became of it; nil: nobody does.
    public var chasers: Chasers?
    /// Contacts that are not for the center; nil: there are none.
    public var spam: Spam?
    /// Contacts that belong to another type; nil: there are none.
    public var misrouted: Misrouted?
    /// What becomes of the messages that its callers leave; nil: they are counted, and nothing follows.
    public var voiceMail: VoiceMail?
    /// Pages that come in over its line before they are work; nil: it is work at once.
    public var transmission: Transmission?
    /// What a picture does to its calls; nil: nothing.
    public var video: Video?
    /// Agents who look at a page with their customers; nil: they do not.
    public var coBrowsing: CoBrowsing?
    /// Answers in segments that are charged for; nil: none are.
    public var text: Text?
    /// Where its callers are; for the policy `localSpecialist`.
    public var region: String?
    /// What a contact is worth to the center, in the unit of the costs; lost with an abandonment.
    public var value: Double?
    /// What waiting costs; nil: nothing.
    public var waitingCost: WaitingCost?
    /// Added to the score of its contacts; for the policy `scoreRouting`.
    public var score = 0.0
    /// Added to the score of a contact that was passed on; for the policy `scoreRouting`.
    public var transferredScore = 0.0
    /// Added to the score of a contact for each second of its wait; for the policy `scoreRouting`.
    public var waitScore = 0.0

    /// A type of that name which has no arrivals yet.
    public init(name: String) { self.name = name }
  }

  /// What a contact's wait costs: perMinute · (minutes waited) ^ power.
  public struct WaitingCost: Sendable, Equatable {
    /// The cost of the first minute, in the unit of the agents' costs.
    public var perMinute: Double
    /// 1: every minute costs the same; 2: the cost grows with the square of the wait.
    public var power = 1.0

    /// The same for every minute.
    public init(perMinute: Double) { self.perMinute = perMinute }
  }

  /// A law that may differ by time of day.
  public struct TimedLaw: Sendable, Equatable {
    /// The laws in rising order of their starts; the last one also holds before the first.
    public var pieces: [Piece]

    /// A law from one moment of the day on.
    public struct Piece: Sendable, Equatable {
      /// Seconds after midnight from which the law holds.
      public var from: Seconds
      /// The law, of a length in seconds.
      public var law: Distribution

      /// `law` from second `from` of the day on.
      public init(from: Seconds, law: Distribution) {
        self.from = from
        self.law = law
      }
    }

    /// The same law all day.
    public init(_ law: Distribution) { pieces = [Piece(from: 0, law: law)] }

    /// Laws by time of day.
    public init(pieces: [Piece]) { self.pieces = pieces }

    /// The laws, one for each start.
    public var laws: [Distribution] { pieces.map(\.law) }
    /// From which second of the day each law holds; in a model the first one from 0.
    public var starts: [Seconds] { pieces.map(\.from) }
  }
}

extension ScenarioLimits {
  /// Numbers that only their order matters of: priorities, scores, ranks of scripts.
  public static let scores = -1e9...1e9
  /// By how much such a number changes in a second.
  public static let scoresPerSecond = -1e6...1e6
  /// Powers of the wait in its cost; below 1 the marginal cost would fall with the wait.
  public static let waitPowers = 1.0...10
  /// Laws of a day, one for each minute.
  public static let lawsOfDay = 1...1440
  /// Transfers of a type.
  public static let transfers = 0...100
}
