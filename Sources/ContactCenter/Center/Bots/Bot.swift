// Bots: programs that talk or write with a contact before an agent does.

extension Scenario {
  /// A bot that contacts meet before they ask for an agent.
  ///
  /// A contact takes a session, if there is a free one. The bot understands it or not, contains it or passes
  /// it on to the agents. Not everyone who is contained has got what was wanted.
  public struct Bot: Sendable, Equatable {
    /// What contact types call it.
    public var name: String
    /// How many sessions it has at once; nil: no limit.
    public var sessions: Int?
    /// Contacts that wait for a session when all are taken; nil: none do.
    public var queue: BotQueue?
    /// What a contact meets when all sessions are taken, and nobody may wait for one.
    public var whenFull = BotFull.agents
    /// Seconds of a session, from the first word that the bot understands on.
    public var session: Distribution
    /// The share of understood contacts that end with the bot, 0…1.
    public var containment: Double
    /// The share of the contained whose matter is not solved and who come back, 0…1.
    public var falseContainment = 0.0
    /// The chance that a try to say what is wanted is understood, 0…1.
    public var recognition = 1.0
    /// How often a customer who was not understood tries again before the bot passes him on.
    public var retries = 2
    /// Seconds of a try that is not understood.
    public var tryLength: Seconds = 10
    /// What contacts want, each with chances of its own; empty: all want the same.
    public var intents: [BotIntent] = []
    /// Seconds from the end of a session to the return of a customer whose matter it did not solve.
    public var returnAfter = Distribution.exponential(mean: 3600)
    /// Whom a customer asks who comes back.
    public var returnsTo = BotReturn.agents
    /// The contact type of who comes back; nil: the same.
    public var becomes: Link<ContactType>?
    /// By what handling times are multiplied after a session: above 1 for frustration, below for what the
    /// bot has found out; of who was not understood it has found out nothing, so that a factor below 1 does
    /// not hold for him.
    public var handlingFactor = 1.0
    /// Windows in which it does not work: all contacts go to the agents at once.
    public var outages: [BotOutage] = []
    /// Moments from which on it contains fewer contacts than it did.
    public var regressions: [BotRegression] = []

    /// A bot without limits that understands everybody.
    public init(name: String, session: Distribution, containment: Double) {
      self.name = name
      self.session = session
      self.containment = containment
    }

    /// What contacts want; without intents one that stands for all.
    public var allIntents: [BotIntent] {
      intents.isEmpty ? [BotIntent(name: name, share: 1)] : intents
    }
  }

  /// One of the things that contacts want of a bot.
  public struct BotIntent: Sendable, Equatable {
    /// What it is called.
    public var name: String
    /// The share of contacts that want it; all shares add up to 1.
    public var share: Double
    /// The bot's own share of contained contacts instead of that of all; nil: the same.
    public var containment: Double?
    /// The share of the contained whose matter is not solved; nil: that of all.
    public var falseContainment: Double?
    /// The chance that a try is understood; nil: that of all.
    public var recognition: Double?
    /// Seconds of a session; nil: those of all.
    public var session: Distribution?

    /// An intent about which the bot is as good as about others.
    public init(name: String, share: Double) {
      self.name = name
      self.share = share
    }
  }

  /// Contacts that wait for a session of a bot, in the order in which they came.
  public struct BotQueue: Sendable, Equatable {
    /// How many may wait; nil: no limit.
    public var capacity: Int?
    /// Seconds until a contact gives up.
    public var patience = Distribution.never

    /// Contacts wait without limit.
    public init() {}
  }

  /// What a contact meets when all sessions of a bot are taken.
  public enum BotFull: String, Sendable, CaseIterable {
    /// It asks for an agent at once.
    case agents
    /// The busy signal.
    case busy
  }

  /// Whom a customer asks who comes back after a bot that did not solve his matter.
  public enum BotReturn: String, Sendable, CaseIterable {
    /// An agent, past the bot.
    case agents
    /// The bot again.
    case bot
  }

  /// A window in which a bot does not work.
  public struct BotOutage: Sendable, Equatable {
    /// Its begin, in seconds after the first midnight.
    public var from: Seconds
    /// Its end, in seconds after the first midnight.
    public var to: Seconds

    /// An outage from a moment to another.
    public init(from: Seconds, to: Seconds) {
      self.from = from
      self.to = to
    }
  }

  /// From a moment on a bot contains fewer contacts, and nothing says so.
  public struct BotRegression: Sendable, Equatable {
    /// The moment, in seconds after the first midnight.
    public var from: Seconds
    /// What containment is multiplied by from then on, until the next regression.
    public var factor: Double

    /// Containment is multiplied by a factor from a moment on.
    public init(from: Seconds, factor: Double) {
      self.from = from
      self.factor = factor
    }
  }
}

extension ScenarioLimits {
  /// Sessions that a bot has at once.
  public static let botSessions = 1...1_000_000
  /// Contacts that wait for a session of a bot.
  public static let botPlaces = 0...1_000_000
  /// How often a customer tries again whom a bot did not understand.
  public static let botRetries = 0...10
  /// By what handling times are multiplied after a bot.
  public static let botFactors = 0.01...100
  /// Intents, outages and regressions of a bot.
  public static let botParts = 0...1000
}
