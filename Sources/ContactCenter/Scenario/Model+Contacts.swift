// A model's contacts: when they come, what they need, whether they come again.

extension Model {
  /// One flow of contacts.
  public struct ContactType: Sendable {
    /// What reports call the type.
    public var name: String
    /// How its moments of arrival come about.
    public var process = Scenario.ArrivalProcess.poisson
    /// Its rate, only within opening hours, in rising order.
    public var segments: [RateSegment] = []
    /// The random factor of a whole day; nil: always 1.
    public var dayFactor: Scenario.RandomFactor?
    /// The random factor of a planning interval; nil: always 1.
    public var intervalFactor: Scenario.RandomFactor?
    /// Contacts at each moment of arrival (rounded, at least 1); nil: one.
    public var batchSize: Distribution?
    /// The trunk group tried first; nil: a line is always free.
    public var trunkGroup: Int?
    /// The menu heard first; nil: straight to the queue.
    public var menu: Int?
    /// The queue its contacts wait in.
    public var queue: Int
    /// Urgency: 1 is served before 2 where the contact selection heeds priority.
    public var priority = 1.0
    /// By how much the priority number falls per second of waiting.
    public var priorityGrowth = 0.0
    /// The longest wait, in seconds, that counts as answered in time.
    public var acceptableWait: Seconds = 20
    /// Abandonments after at most this wait, in seconds, are short.
    public var shortAbandon: Seconds = 5
    /// The service level to reach, 0…1; nil: none.
    public var target: Double?
    /// Seconds a caller waits in the queue before giving up, by time of day.
    public var patience: TimedLaw
    /// Seconds of conversation without hold, by time of day.
    public var talk: TimedLaw
    /// Being put on hold during the conversation; nil: never.
    public var hold: Hold?
    /// Seconds of work after the conversation, by time of day.
    public var wrapUp: TimedLaw
    /// What may follow a conversation, at most one of them.
    public var transfers: [Transfer] = []
    /// Agents who do not know the answer; nil: they do.
    ///
    /// The chances of holds and of the first transfer hold what it makes of them.
    public var knowledgeGap: Scenario.KnowledgeGap?
    /// Trying again after a busy signal; nil: nobody does.
    public var redialAfterBusy: Redial?
    /// Trying again after giving up in the queue; nil: nobody does.
    public var redialAfterAbandon: Redial?
    /// Coming back with an unsolved problem; nil: every problem is solved.
    public var repeatCall: RepeatCall?
    /// Asking callers who they are; nil: nobody is asked.
    public var recognition: Scenario.Recognition?
    /// Mean handle time over this type's groups, in seconds, for expected waits.
    public var meanHandleTime: Seconds = 180
    /// Where its callers are; nil: nowhere in particular.
    public var region: String?
    /// What a contact is worth; nil: unknown.
    public var value: Double?
    /// What waiting costs; nil: nothing.
    public var waitingCost: Scenario.WaitingCost?
    /// The score of its contacts.
    public var score = 0.0
    /// Added for a contact that was passed on.
    public var transferredScore = 0.0
    /// Added for each second of the wait.
    public var waitScore = 0.0

    /// A type that has no arrivals yet.
    public init(
      name: String, queue: Int, patience: TimedLaw, talk: TimedLaw, wrapUp: TimedLaw
    ) {
      self.name = name
      self.queue = queue
      self.patience = patience
      self.talk = talk
      self.wrapUp = wrapUp
    }
  }

  /// A stretch of the rate: λ(t) = c0 + c1·x + c2·x² + c3·x³ per second with x = t − from.
  public struct RateSegment: Sendable, BitwiseCopyable {
    /// Its begin, in seconds since the first midnight.
    public var from: Seconds
    /// Its end, in seconds since the first midnight.
    public var to: Seconds
    /// The rate at `from`, in contacts per second.
    public var c0: Double
    /// The coefficient of x.
    public var c1 = 0.0
    /// The coefficient of x².
    public var c2 = 0.0
    /// The coefficient of x³.
    public var c3 = 0.0
    /// At least the largest λ in the segment.
    public var bound: Double
    /// The day (0-based) whose day factor applies; segments never cross midnight.
    public var day: Int
    /// The planning interval (0-based) in which it begins.
    ///
    /// Where an interval factor, counts or a changing rate are used, segments do not leave it.
    public var interval: Int

    /// A segment of the constant rate `c0`.
    public init(from: Seconds, to: Seconds, c0: Double, bound: Double, day: Int, interval: Int) {
      self.from = from
      self.to = to
      self.c0 = c0
      self.bound = bound
      self.day = day
      self.interval = interval
    }
  }

  /// Being put on hold.
  public struct Hold: Sendable {
    /// The chance that a conversation has a hold, 0…1.
    public var probability: Double
    /// After a hold, the chance of another one.
    public var again = 0.0
    /// The length of one hold, in seconds.
    public var length: Distribution

    /// Holds with these chances and of this length.
    public init(probability: Double, again: Double = 0, length: Distribution) {
      self.probability = probability
      self.again = again
      self.length = length
    }
  }

  /// Passing a contact on.
  public struct Transfer: Sendable {
    /// Whether the first agent leaves at once, leaves later, or stays.
    public var kind: Scenario.TransferKind
    /// The chance that it follows a conversation, 0…1.
    public var probability: Double
    /// The type that the contact becomes; for a conference, the expert's type.
    public var toType: Int
    /// Seconds that both agents are on the line together.
    public var together: Distribution
    /// Seconds until the first agent of a conference goes on alone; nil: never.
    public var giveUpAfter: Seconds?

    /// A transfer for which the first agent waits without limit.
    public init(
      kind: Scenario.TransferKind, probability: Double, toType: Int, together: Distribution
    ) {
      self.kind = kind
      self.probability = probability
      self.toType = toType
      self.together = together
    }
  }

  /// Trying again.
  public struct Redial: Sendable {
    /// By attempt, at least one; the last one holds for all further attempts.
    public var probabilities: [Double]
    /// Seconds from the end of one attempt to the next.
    public var delay: Distribution
    /// The contact type of the new attempt.
    public var toType: Int

    /// New attempts of type `toType`.
    public init(probabilities: [Double], delay: Distribution, toType: Int) {
      self.probabilities = probabilities
      self.delay = delay
      self.toType = toType
    }
  }

  /// Coming back because the problem was not solved.
  public struct RepeatCall: Sendable {
    /// The chance that an answered contact leaves its problem unsolved.
    public var unsolved: Double
    /// The chance that a caller with an unsolved problem calls again.
    public var callsAgain: Double
    /// Seconds from the end of the conversation to the new call.
    public var delay: Distribution
    /// The contact type of the new call.
    public var toType: Int
    /// Added to the chance `unsolved` when the contact was transferred.
    public var afterTransfer = 0.0
    /// Seconds within which a new call counts against the first one.
    public var window: Seconds = 7 * 86_400

    /// New calls of type `toType`.
    public init(unsolved: Double, callsAgain: Double, delay: Distribution, toType: Int) {
      self.unsolved = unsolved
      self.callsAgain = callsAgain
      self.delay = delay
      self.toType = toType
    }
  }
}
