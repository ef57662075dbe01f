// A scenario's queues: their limits, and what happens to those who wait.

extension Scenario {
  /// A waiting line in front of agents.
  public struct Queue: Sendable, Equatable {
    /// What contact types and skills call it.
    public var name: String
    /// Most contacts that may wait; nil: no limit, 0: nobody waits.
    public var capacity: Int?
    /// What a contact meets when the queue or the waiting room is full.
    public var whenFull = QueueExit.busy
    /// Its weight in the longest weighted wait.
    public var weight = 1.0
    /// Leaving at once because of a long queue; nil: nobody does.
    public var balking: Balking?
    /// What happens to those who wait, in rising order of the wait.
    public var steps: [QueueStep] = []
    /// Calling those who wait back instead; nil: nobody is.
    public var callback: Callback?
    /// Its share of all that wait that is aimed at; for the policies `fixedQueueRatio` and
    /// `queueAndIdlenessRatio`.
    public var share: Double?

    /// A queue without limit or steps.
    public init(name: String) { self.name = name }
  }

  /// The end of waiting without an agent.
  public enum QueueExit: Sendable, Equatable {
    /// The busy signal.
    case busy
    /// The caller leaves a message.
    case voiceMail
    /// Another queue; if it is full too, what that queue's own `whenFull` says.
    case queue(Link<Queue>)
  }

  /// Callers who leave at once because of what they hear.
  public struct Balking: Sendable, Equatable {
    /// What callers hear about the queue.
    public enum Measure: String, Sendable, CaseIterable {
      /// (waiting + 1) × mean handle time / agents on duty, in seconds.
      case expectedWait
      /// Contacts waiting in the queue.
      case queueLength
    }
    /// What callers hear.
    public var by: Measure
    /// Chances of leaving by measure, in rising order; linear between points, constant outside.
    public var points: [BalkingPoint]

    /// Chances of leaving by that measure.
    public init(by: Measure, points: [BalkingPoint]) {
      self.by = by
      self.points = points
    }
  }

  /// At this measure, this chance of leaving at once.
  public struct BalkingPoint: Sendable, Equatable {
    /// The measure: seconds, or contacts waiting.
    public var at: Double
    /// The chance of leaving at once, 0…1.
    public var probability: Double

    /// That chance at that measure.
    public init(at: Double, probability: Double) {
      self.at = at
      self.probability = probability
    }
  }

  /// Something that happens after a wait.
  public struct QueueStep: Sendable, Equatable {
    /// Seconds since the contact asked for an agent.
    public var after: Seconds
    /// What happens to a contact that still waits then.
    public var action: QueueAction

    /// `action` after a wait of `after` seconds.
    public init(after: Seconds, action: QueueAction) {
      self.after = after
      self.action = action
    }
  }

  /// What may happen to one who waits.
  public enum QueueAction: Sendable, Equatable {
    /// An announcement: some hang up at once, the others' remaining patience is multiplied.
    case announcement(hangUp: Double, patienceFactor: Double)
    /// Moves to the other queue unless it is full, keeping the time waited and the patience left.
    case overflow(to: Link<Queue>)
    /// A share of those who wait leaves a message.
    case voiceMail(share: Double)
    /// Disconnects whoever still waits; such callers do not redial.
    case disconnect
  }
}

extension ScenarioLimits {
  /// Steps of a queue.
  public static let queueSteps = 0...1000
  /// What an announcement multiplies the patience left by.
  public static let patienceFactors = 0.0...1000
  /// Points of the chance of balking.
  public static let balkingPoints = 1...1000
  /// Contacts waiting at such a point.
  public static let balkingLengths = 0...1e9
}
