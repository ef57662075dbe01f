// A scenario's contacts: when they come, what they need, whether they come again.

extension Scenario {
  /// One flow of contacts: when they come, what they need, how patient they are.
  public struct ContactType: Sendable, Equatable {
    /// What the scenario and its reports call the type.
    public var name: String
    /// When its contacts come.
    public var arrivals = Arrivals()
    /// The trunk group tried first; nil: a line is always free.
    public var trunks: String?
    /// The menu a contact hears first; nil: it goes to the queue at once.
    public var menu: String?
    /// The queue it waits in; nil: a queue named like the type.
    public var queue: String?
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
    /// Asking callers who they are; nil: nobody is asked.
    public var recognition: Recognition?
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
  }
}

// MARK: - Arrivals

extension Scenario {
  /// How moments of arrival come about.
  public enum ArrivalProcess: Sendable, Equatable {
    /// Poisson with the given rate, times the random factors.
    case poisson
    /// In each planning interval exactly the volume, times the random factors and rounded with the
    /// remainder carried over within a day, at independent uniform moments.
    case fixedCounts
    /// The same number, evenly spaced: the k-th of n at (k − ½) ÷ n of the interval.
    case evenlySpaced
    /// Independent gaps of one law (its mean gives the rate), while open; one that ends in closed hours
    /// starts anew at the next opening. The rates are not used.
    case renewal(Distribution)
    /// At exactly these moments, in elapsed seconds after the first midnight, in rising order.
    case replay([Seconds])
  }

  /// How the rate runs between its points.
  public enum Interpolation: String, Sendable, CaseIterable {
    /// A point's rate holds until the next point.
    case constant
    /// A straight line from point to point.
    case linear
    /// A natural cubic spline through the points, taken as 0 where it falls below.
    case spline
  }

  /// When contacts come.
  public struct Arrivals: Sendable, Equatable {
    /// How moments of arrival come about.
    public var process = ArrivalProcess.poisson
    /// Rates at times of day in rising order, the first one holding from opening on.
    ///
    /// With more than one day and points beyond 24 h, points count from the first midnight. They
    /// are what the clocks show: an hour that is shown twice has its rate twice.
    public var points: [RatePoint] = []
    /// Volumes of dates, instead of points: in rising order, not overlapping.
    ///
    /// Neither weekdays' factors nor those of special days change them.
    public var datedVolumes: [DatedVolume] = []
    /// What becomes of dated volumes while the center is closed.
    public var outside = OutsideHours.error
    /// How the rate runs between its points.
    public var interpolation = Interpolation.constant
    /// Multiplies every rate and volume.
    public var scale = 1.0
    /// Multiply the rates of their weekdays; 1 for weekdays that are not named.
    public var weekdayFactors: [Weekday: Double] = [:]
    /// A random factor of the whole day, mean 1.
    public var dayFactor: RandomFactor?
    /// A random factor of each planning interval, mean 1 (gamma: Poisson-gamma counts).
    public var intervalFactor: RandomFactor?
    /// How many contacts come at each moment of arrival (rounded, at least 1); nil: one.
    public var batchSize: Distribution?

    /// No contacts yet.
    public init() {}
  }

  /// What becomes of dated volumes outside the opening hours.
  public enum OutsideHours: String, Sendable, CaseIterable {
    /// They are left out, and a warning counts them.
    case drop
    /// The scenario is refused.
    case error
  }

  /// Expected contacts in a span, spread evenly over it.
  public struct DatedVolume: Sendable, Equatable {
    /// The begin, in elapsed seconds after the first midnight.
    public var start: Seconds
    /// The end, in elapsed seconds after the first midnight.
    public var end: Seconds
    /// Expected contacts.
    public var contacts: Double

    /// `contacts` from `start` until before `end`.
    public init(start: Seconds, end: Seconds, contacts: Double) {
      self.start = start
      self.end = end
      self.contacts = contacts
    }
  }

  /// A rate in contacts per second from a moment on.
  public struct RatePoint: Sendable, Equatable {
    /// Seconds after midnight.
    public var time: Seconds
    /// Contacts per second.
    public var rate: Double

    /// `rate` at second `time`.
    public init(time: Seconds, rate: Double) {
      self.time = time
      self.rate = rate
    }
  }

  /// A random multiplier with mean 1.
  public struct RandomFactor: Sendable, Equatable {
    /// The family of the factor's law.
    public enum Law: String, Sendable, CaseIterable {
      /// Gamma with shape 1 / cv².
      case gamma
      /// The exponential of a normal number.
      case lognormal
    }
    /// The family of its law.
    public var law: Law
    /// Its standard deviation, since the mean is 1.
    public var cv: Double

    /// A factor with mean 1 and standard deviation `cv`.
    public init(law: Law, cv: Double) {
      self.law = law
      self.cv = cv
    }
  }

  /// Correlations of the normal scores behind the day factors (a normal copula).
  public struct DayFactorCorrelation: Sendable, Equatable {
    /// Names of contact types, in the order of the matrix.
    public var types: [String]
    /// Symmetric, ones on the diagonal, positive semidefinite.
    public var matrix: [[Double]]

    /// The correlations of these types' scores.
    public init(types: [String], matrix: [[Double]]) {
      self.types = types
      self.matrix = matrix
    }
  }
}

// MARK: - Service

extension Scenario {
  /// How often and how long a caller is put on hold during the conversation.
  public struct Hold: Sendable, Equatable {
    /// The chance that a conversation has a hold, 0…1; nil: a knowledge gap says so.
    public var probability: Double?
    /// After a hold, the chance of another one.
    public var again = 0.0
    /// The length of one hold, in seconds.
    public var length: Distribution

    /// A hold with that chance and length, never a second one.
    public init(probability: Double?, length: Distribution) {
      self.probability = probability
      self.length = length
    }
  }

  /// How a contact is passed on.
  public enum TransferKind: String, Sendable, CaseIterable {
    /// The caller goes back to a queue; the first agent starts wrap-up.
    case cold
    /// The first agent stays until a second one has answered and been told, then starts wrap-up.
    case warm
    /// A second agent joins for a while and leaves; the first one ends the contact.
    case conference
  }

  /// A transfer or conference with an agent of another type's queue.
  public struct Transfer: Sendable, Equatable {
    /// Whether the first agent leaves at once, leaves later, or stays.
    public var kind: TransferKind
    /// The chance that it follows a conversation, 0…1; nil: a knowledge gap says so.
    public var probability: Double?
    /// The contact type it becomes; for a conference, the expert's type.
    ///
    /// A transferred contact takes the queue, the laws and the priority of that type.
    public var to: String
    /// How long both agents are on the line together, in seconds.
    public var together: Distribution
    /// After how many seconds without a second agent the first goes on alone; nil: never.
    ///
    /// For conferences only.
    public var giveUpAfter: Seconds?

    /// A transfer for which the first agent waits without limit.
    public init(kind: TransferKind, probability: Double?, to: String, together: Distribution) {
      self.kind = kind
      self.probability = probability
      self.to = to
      self.together = together
    }
  }

  /// Callers whom the center recognises; the others are asked who they are, which takes time.
  public struct Recognition: Sendable, Equatable {
    /// The share of callers who are recognised, 0…1.
    public var share: Double
    /// How many seconds asking the others adds to their conversation.
    public var identification: Distribution

    /// That share is recognised, the others are asked.
    public init(share: Double, identification: Distribution) {
      self.share = share
      self.identification = identification
    }
  }
}

// MARK: - Coming again

extension Scenario {
  /// Whether and when a caller tries again.
  public struct Redial: Sendable, Equatable {
    /// By attempt: after the first, the second, …; the last one holds for all further attempts.
    public var probabilities: [Double]
    /// Seconds from the end of one attempt to the next.
    public var delay: Distribution
    /// The contact type of the new attempt; nil: the same.
    public var becomes: String?

    /// A new attempt of the same type.
    public init(probabilities: [Double], delay: Distribution) {
      self.probabilities = probabilities
      self.delay = delay
    }
  }

  /// A problem that the contact did not solve makes its caller come back.
  public struct RepeatCall: Sendable, Equatable {
    /// The chance that an answered contact leaves its problem unsolved.
    public var unsolved: Double
    /// The chance that a caller with an unsolved problem calls again.
    public var callsAgain: Double
    /// Seconds from the end of the conversation to the new call.
    public var delay: Distribution
    /// The contact type of the new call; nil: the same.
    public var becomes: String?
    /// Added to the chance `unsolved` when the contact was transferred.
    public var afterTransfer = 0.0
    /// Whoever calls again within so many seconds has not been served at the first call.
    public var window: Seconds = 7 * 86_400

    /// A new call of the same type.
    public init(unsolved: Double, callsAgain: Double, delay: Distribution) {
      self.unsolved = unsolved
      self.callsAgain = callsAgain
      self.delay = delay
    }
  }
}
