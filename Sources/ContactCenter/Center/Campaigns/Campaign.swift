// Campaigns: lists of people who are called.

extension Scenario {
  /// A list of people whom the center calls, and how: what comes of an attempt, who is dialed when, and how many
  /// lines at once.
  ///
  /// Who answers becomes a contact of the campaign's type: it meets an idle agent who serves the type's queue, or
  /// is dropped when none has come in time. The type's own talk and wrap-up are those with the right party.
  public struct Campaign: Sendable, Equatable {
    /// What reports call it.
    public var name: String
    /// The contact type of who answers; no other campaign and no arrivals may have it.
    public var type: Link<ContactType>
    /// The people.
    public var list = DialList()
    /// Seconds from seizing a line to the first ring.
    public var setup = Distribution.constant(0)
    /// How long it rings, and what else an attempt takes.
    public var rings = Rings()
    /// How machines are told from people; nil: all machines reach an agent.
    public var detection: MachineDetection?
    /// When who was not reached is dialed again.
    public var retries = Retries()
    /// When people may be called, by their own clocks; nil: whenever the center is open.
    public var window: CallingWindow?
    /// How many lines are dialed at once.
    public var dialer = Dialer()
    /// Seconds that who answers waits for an agent before the call is dropped.
    public var dropAfter: Seconds = 2
    /// Seconds of the message that a dropped person hears, during which the line is held.
    public var message: Seconds = 0
    /// A conversation that begins more than so many seconds after the answer is a late one.
    public var lateAfter: Seconds = 2
    /// The trunk group whose lines are dialed on; nil: a line is always free.
    public var trunks: Link<TrunkGroup>?
    /// The most lines that are dialed at once; nil: no limit.
    public var mostLines: Int?
    /// Agents who serve the queue and are left idle for others.
    public var reserve = 0
    /// Contacts of other types that wait for its agents, from which on nobody is dialed; nil: none stop it.
    public var pauseAt: Int?
    /// Its part of the agents where several campaigns share them: the one with the fewest lines for its weight
    /// comes first.
    public var weight = 1.0
    /// The work with a person who is not the one that is wanted; nil: as with the right party.
    public var wrongParty: PartyWork?
    /// The work with a machine that reaches an agent; nil: as with the right party.
    public var machine: PartyWork?
    /// The share of right parties that are a success: a promise, a sale, an interview.
    public var success = 1.0
    /// Successes after which nobody is called any more; nil: until the list is exhausted.
    public var quota: Int?

    /// A campaign that dials one line for each idle agent, without end.
    public init(name: String, type: Link<ContactType>) {
      self.name = name
      self.type = type
    }
  }
}

extension Scenario.Campaign {
  /// The people of a campaign, and what their telephones answer.
  public struct DialList: Sendable, Equatable {
    /// Records; nil: as many as are dialed, each once.
    public var size: Int?
    /// What comes of an attempt, unless a segment says otherwise.
    public var answers = Answers()
    /// What multiplies the share of people by attempt; the last one holds for all later ones.
    public var byAttempt: [Double] = [1]
    /// What multiplies the share of people by time of day of the called person; empty: nothing does.
    public var byHour: [HourFactor] = []
    /// The share of people who answer that are the ones who are wanted.
    public var rightParty = 1.0
    /// a + b of a Beta law by which records differ in the share of people, which is its mean; nil: they do not.
    public var concentration: Double?
    /// Parts of the list with numbers of their own; their shares add up to 1; empty: all alike.
    public var segments: [Segment] = []

    /// Everybody answers.
    public init() {}
  }

  /// Shares of what answers an attempt; what is left of 1 is nobody.
  public struct Answers: Sendable, Equatable {
    /// A person.
    public var human = 1.0
    /// A machine.
    public var machine = 0.0
    /// The busy signal.
    public var busy = 0.0
    /// No such number, which closes the record.
    public var invalid = 0.0

    /// Everybody answers.
    public init() {}

    /// Nobody.
    public var nobody: Double { max(0, 1 - human - machine - busy - invalid) }
  }

  /// What multiplies the share of people from a time of day on.
  public struct HourFactor: Sendable, Equatable {
    /// Seconds after midnight of the called person.
    public var from: Seconds
    /// The factor.
    public var factor: Double

    /// `factor` from second `from` of the day on.
    public init(from: Seconds, factor: Double) {
      self.from = from
      self.factor = factor
    }
  }

  /// A part of the list; what is not said is as for the whole list.
  public struct Segment: Sendable, Equatable {
    /// What it is called.
    public var name: String
    /// The share of records, each of which is of it with that chance.
    public var share: Double
    /// What comes of an attempt.
    public var answers: Answers?
    /// The share of right parties.
    public var rightParty: Double?
    /// By how much its records differ.
    public var concentration: Double?
    /// Seconds that clocks there are ahead of the center's; negative: behind.
    public var ahead: Seconds = 0

    /// A part of the list that is like all of it.
    public init(name: String, share: Double) {
      self.name = name
      self.share = share
    }
  }

  /// How long attempts take after their setup, by what comes of them.
  public struct Rings: Sendable, Equatable {
    /// Until a person picks up.
    public var human = Distribution.constant(10)
    /// Until a machine picks up.
    public var machine = Distribution.constant(20)
    /// Until the dialer gives up where nobody answers; nil: the time-out.
    public var nobody: Distribution?
    /// The busy signal.
    public var busy = Distribution.constant(3)
    /// The message that there is no such number.
    public var invalid = Distribution.constant(3)
    /// The most that it rings: who would pick up later does not answer.
    public var timeOut: Seconds = 26

    /// People answer after ten seconds.
    public init() {}
  }

  /// How answering machines are told from people.
  public struct MachineDetection: Sendable, Equatable {
    /// Seconds of listening, in which nobody speaks to who has answered.
    public var analysis = Distribution.constant(2)
    /// The share of people who are taken for a machine and hung up on: silent calls.
    public var humanHungUp = 0.03
    /// The share of machines that are taken for a person and reach an agent.
    public var machineConnected = 0.12

    /// Two seconds, three in a hundred people and twelve in a hundred machines wrong.
    public init() {}
  }

  /// Who is dialed again, and when.
  public struct Retries: Sendable, Equatable {
    /// The most attempts on a record; nil: 3, or 1 where the list has no end.
    public var attempts: Int?
    /// The most attempts on a record in a day of the called person; nil: no limit.
    public var perDay: Int?
    /// From the end of an attempt to the next one, by what came of it; `never` closes the record.
    public var nobody = Distribution.constant(3600)
    /// After the busy signal.
    public var busy = Distribution.constant(600)
    /// After a machine.
    public var machine = Distribution.constant(14_400)
    /// After a dropped or silent call, and a person who hung up waiting.
    public var dropped = Distribution.constant(259_200)
    /// After a person who was not the one that is wanted.
    public var wrongParty = Distribution.constant(14_400)

    /// Three attempts.
    public init() {}
  }

  /// From when to when people may be called, by their own clocks.
  public struct CallingWindow: Sendable, Equatable {
    /// Seconds after midnight.
    public var from: Seconds
    /// Seconds after midnight, later than `from`.
    public var to: Seconds

    /// From second `from` until before second `to` of each day.
    public init(from: Seconds, to: Seconds) {
      self.from = from
      self.to = to
    }
  }

  /// What a conversation that does not reach the right party takes.
  public struct PartyWork: Sendable, Equatable {
    /// The conversation.
    public var talk: Distribution
    /// The work after it.
    public var wrapUp = Distribution.constant(0)

    /// Conversations of a law, and nothing after them.
    public init(talk: Distribution) { self.talk = talk }
  }

  /// The most attempts on a record.
  public var attempts: Int { retries.attempts ?? (list.size == nil ? 1 : 3) }

  /// Whether wrong parties or machines have a wrap-up of their own.
  var hasOwnWrapUp: Bool { wrongParty != nil || machine != nil }
}

extension ScenarioLimits {
  /// Campaigns.
  public static let campaigns = 100
  /// Records of a list.
  public static let records = 1...10_000_000
  /// Attempts on a record.
  public static let dials = 1...100
  /// What multiplies the share of people.
  public static let answerFactors = 0.0...100
  /// Segments, factors by attempt and by hour.
  public static let listParts = 0...100
  /// a + b of a Beta law.
  public static let betaSums = 0.01...1e6
  /// Lines for an agent.
  public static let linesPerAgent = 0.0...1000
  /// Waiting contacts that stop a campaign.
  public static let pauses = 1...1_000_000
  /// Weights of campaigns.
  public static let campaignWeights = 0.001...1000
  /// Seconds that clocks of other places are ahead.
  public static let clockDifference = -86_400.0...86_400
}
