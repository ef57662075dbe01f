// A model's lines, menus and queues.

extension Model {
  /// A group of lines.
  public struct TrunkGroup: Sendable {
    /// What reports call the group.
    public var name: String
    /// Lines over time, the first step from the horizon's start.
    public var capacity: [Step]
    /// The group tried next when all lines are taken; nil: busy signal.
    public var overflowTo: Int?

    /// A group that overflows nowhere.
    public init(name: String, capacity: [Step]) {
      self.name = name
      self.capacity = capacity
    }
  }

  /// A menu; outcome probabilities add up to 1.
  public struct Menu: Sendable {
    /// The menu's name in the scenario.
    public var name: String
    /// Listening and choosing, in seconds.
    public var prompt: Distribution
    /// The keys.
    public var choices: [MenuChoice] = []
    /// The chance of asking for an agent.
    public var zeroOut = 0.0
    /// The chance of hanging up.
    public var hangUp = 0.0
    /// The chance of a key that means nothing.
    public var wrongKey = 0.0
    /// The chance of pressing no key.
    public var timeOut = 0.0
    /// The silence that a time-out adds, in seconds.
    public var timeOutAfter: Seconds = 5
    /// How often the prompt is repeated after wrong keys and time-outs.
    public var repeats = 2
    /// Where a caller goes after the last repeat.
    public var afterRepeats = MenuTarget.agent

    /// A menu without choices yet.
    public init(name: String, prompt: Distribution) {
      self.name = name
      self.prompt = prompt
    }
  }

  /// A key.
  public struct MenuChoice: Sendable {
    /// What the key is for.
    public var label: String
    /// The chance that a caller who hears the prompt presses it, 0…1.
    public var share: Double
    /// The host's answer in seconds; nil: no host is asked.
    public var host: Distribution?
    /// Listening to the information, in seconds; nil: none is told.
    public var information: Distribution?
    /// Where the caller goes then.
    public var to: MenuTarget

    /// A key that asks no host and tells no information.
    public init(label: String, share: Double, to: MenuTarget) {
      self.label = label
      self.share = share
      self.to = to
    }
  }

  /// Where a menu leads.
  public enum MenuTarget: Sendable, Equatable {
    /// To the queue of the contact's type.
    case agent
    /// The contact becomes this type and goes to that type's queue.
    case type(Int)
    /// To this menu.
    case menu(Int)
    /// The caller has got what was wanted: contained.
    case selfServed
    /// The caller hangs up.
    case hangUp
  }
}

// MARK: - Queues

extension Model {
  /// A waiting line.
  public struct Queue: Sendable {
    /// What reports call the queue.
    public var name: String
    /// Most contacts that may wait; nil: no limit.
    public var capacity: Int?
    /// What a contact meets when the queue or the waiting room is full.
    public var whenFull = QueueExit.busy
    /// Its weight in the longest weighted wait.
    public var weight = 1.0
    /// Leaving at once because of a long queue; nil: nobody does.
    public var balking: Scenario.Balking?
    /// What happens to those who wait, in rising order of `after`.
    public var steps: [QueueStep] = []
    /// Its share of all that wait that is aimed at.
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
    /// This other queue; if it is full too, what its own `whenFull` says.
    case queue(Int)
  }

  /// What happens after a wait.
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
    /// Moves to this queue unless it is full, keeping the time waited and the patience left.
    case overflow(to: Int)
    /// A share of those who wait leaves a message.
    case voiceMail(share: Double)
    /// Disconnects whoever still waits; such callers do not redial.
    case disconnect
  }
}
