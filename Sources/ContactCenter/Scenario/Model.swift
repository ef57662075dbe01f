/// A validated contact center: seconds since the first midnight, rates per second, indices instead of names.
///
/// Only making a model can fail (`Scenario.model()`); a simulation of it cannot. Contact types, queues,
/// groups, trunk groups and menus are referred to by their place in the arrays here.
public struct Model: Sendable {
  public var name = ""
  public var calendar = Calendar()
  public var contactTypes: [ContactType] = []
  public var queues: [Queue] = []
  public var groups: [Group] = []
  public var trunkGroups: [TrunkGroup] = []
  public var menus: [Menu] = []
  /// Ports of the voice response unit; nil: no limit.
  public var ports: Int?
  public var whenPortsFull = Scenario.PortsFull.busy
  /// Most waiting in all queues together; nil: no limit.
  public var waitingRoom: Int?
  public var agentSelection = Scenario.AgentSelection.longestIdle
  /// Lower triangle L of the day factors' normal scores, L·Lᵀ = correlation over all contact types;
  /// empty: independent.
  public var dayFactorRoot: [[Double]] = []

  /// Nothing yet; `Scenario.model()` fills it.
  public init() {}

  /// Open times and planning intervals. The horizon runs from the first opening to the last closing.
  public struct Calendar: Sendable {
    public var start: Seconds = 0
    public var end: Seconds = 86_400
    /// Length of a planning interval.
    public var interval: Seconds = 1800
    /// Intervals from `start` to `end`; the last one may be shorter. Row `intervals` of every tally
    /// takes what happens after `end`.
    public var intervals = 48
    /// Statistics begin at this moment.
    public var warmUpEnd: Seconds = 0
    /// Opening spans in rising order, not overlapping, one per open day.
    public var open: [Span] = []
    public var closing = Scenario.Closing.drain
    public init() {}
  }

  /// From a moment to a later one.
  public struct Span: Sendable, Equatable {
    public var from: Seconds
    public var to: Seconds
    public init(from: Seconds, to: Seconds) { self.from = from; self.to = to }
  }

  /// A law that may change over the day: (from second of day, law) in rising order, the first from 0.
  public struct TimedLaw: Sendable {
    public var starts: [Seconds]
    public var laws: [Distribution]
    public init(starts: [Seconds], laws: [Distribution]) { self.starts = starts; self.laws = laws }
  }

  /// A stretch of the rate: λ(t) = c0 + c1·x + c2·x² + c3·x³ per second with x = t − from.
  public struct RateSegment: Sendable, BitwiseCopyable {
    public var from: Seconds
    public var to: Seconds
    public var c0: Double
    public var c1 = 0.0
    public var c2 = 0.0
    public var c3 = 0.0
    /// At least the largest λ in the segment.
    public var bound: Double
    /// The day (0-based) whose day factor applies. Segments never cross midnight …
    public var day: Int
    /// … nor, where an interval factor or counts are used, a planning interval, given here.
    public var interval: Int
    public init(from: Seconds, to: Seconds, c0: Double, bound: Double, day: Int, interval: Int) {
      self.from = from; self.to = to; self.c0 = c0; self.bound = bound
      self.day = day; self.interval = interval
    }
  }

  /// How a type's moments of arrival come about.
  public enum ArrivalProcess: Sendable {
    case poisson
    /// Segment integrals, times the day's factor, rounded: that many at independent uniform moments.
    case fixedCounts
    /// The same number, evenly spaced (the k-th of n at from + (k − ½)/n of the segment).
    case evenlySpaced
    case renewal(Distribution)
    case replay([Seconds])
  }

  /// One flow of contacts.
  public struct ContactType: Sendable {
    public var name: String
    public var process = ArrivalProcess.poisson
    /// Only within opening hours, in rising order.
    public var segments: [RateSegment] = []
    public var dayFactor: Scenario.RandomFactor?
    public var intervalFactor: Scenario.RandomFactor?
    public var batchSize: Distribution?
    public var trunkGroup: Int?
    public var menu: Int?
    public var queue: Int
    public var priority = 1.0
    /// Per second of waiting.
    public var priorityGrowth = 0.0
    public var acceptableWait: Seconds = 20
    public var shortAbandon: Seconds = 5
    public var target: Double?
    public var patience: TimedLaw
    public var talk: TimedLaw
    public var hold: Scenario.Hold?
    public var wrapUp: TimedLaw
    public var transfers: [Transfer] = []
    public var redialAfterBusy: Redial?
    public var redialAfterAbandon: Redial?
    public var repeatCall: RepeatCall?
    public var recognition: Scenario.Recognition?
    /// Mean handle time over this type's groups, for expected waits.
    public var meanHandleTime: Seconds = 180

    public init(
      name: String, queue: Int, patience: TimedLaw, talk: TimedLaw, wrapUp: TimedLaw
    ) {
      self.name = name; self.queue = queue
      self.patience = patience; self.talk = talk; self.wrapUp = wrapUp
    }
  }

  /// Passing a contact on.
  public struct Transfer: Sendable {
    public var kind: Scenario.TransferKind
    public var probability: Double
    public var toType: Int
    public var together: Distribution
    public var giveUpAfter: Seconds?
    public init(kind: Scenario.TransferKind, probability: Double, toType: Int, together: Distribution) {
      self.kind = kind; self.probability = probability; self.toType = toType; self.together = together
    }
  }

  /// Trying again.
  public struct Redial: Sendable {
    public var probabilities: [Double]
    public var delay: Distribution
    public var toType: Int
    public init(probabilities: [Double], delay: Distribution, toType: Int) {
      self.probabilities = probabilities; self.delay = delay; self.toType = toType
    }
  }

  /// Coming back because the problem was not solved.
  public struct RepeatCall: Sendable {
    public var unsolved: Double
    public var callsAgain: Double
    public var delay: Distribution
    public var toType: Int
    public init(unsolved: Double, callsAgain: Double, delay: Distribution, toType: Int) {
      self.unsolved = unsolved; self.callsAgain = callsAgain
      self.delay = delay; self.toType = toType
    }
  }

  /// Lines; the capacity over time as (from, lines) steps, the first from the horizon's start.
  public struct TrunkGroup: Sendable {
    public var name: String
    public var capacity: [Step]
    public var overflowTo: Int?
    public init(name: String, capacity: [Step]) { self.name = name; self.capacity = capacity }
  }

  /// A whole number from a moment on.
  public struct Step: Sendable, Equatable {
    public var from: Seconds
    public var value: Int
    public init(from: Seconds, value: Int) { self.from = from; self.value = value }
  }

  /// A menu; outcome probabilities add up to 1.
  public struct Menu: Sendable {
    public var name: String
    public var prompt: Distribution
    public var choices: [MenuChoice] = []
    public var zeroOut = 0.0
    public var hangUp = 0.0
    public var wrongKey = 0.0
    public var timeOut = 0.0
    public var timeOutAfter: Seconds = 5
    public var repeats = 2
    public var afterRepeats = MenuTarget.agent
    public init(name: String, prompt: Distribution) { self.name = name; self.prompt = prompt }
  }

  /// A key.
  public struct MenuChoice: Sendable {
    public var label: String
    public var share: Double
    public var host: Distribution?
    public var information: Distribution?
    public var to: MenuTarget
    public init(label: String, share: Double, to: MenuTarget) {
      self.label = label; self.share = share; self.to = to
    }
  }

  /// Where a menu leads.
  public enum MenuTarget: Sendable, Equatable {
    case agent
    case type(Int)
    case menu(Int)
    case selfServed
    case hangUp
  }

  /// A waiting line.
  public struct Queue: Sendable {
    public var name: String
    public var capacity: Int?
    public var whenFull = QueueExit.busy
    public var weight = 1.0
    public var balking: Scenario.Balking?
    /// In rising order of `after`.
    public var steps: [QueueStep] = []
    public init(name: String) { self.name = name }
  }

  /// The end of waiting without an agent.
  public enum QueueExit: Sendable, Equatable {
    case busy
    case voiceMail
    case queue(Int)
  }

  /// What happens after a wait.
  public struct QueueStep: Sendable, Equatable {
    public var after: Seconds
    public var action: QueueAction
    public init(after: Seconds, action: QueueAction) { self.after = after; self.action = action }
  }

  /// What may happen to one who waits.
  public enum QueueAction: Sendable, Equatable {
    case announcement(hangUp: Double, patienceFactor: Double)
    case overflow(to: Int)
    case voiceMail(share: Double)
    case disconnect
  }

  /// A group of agents.
  public struct Group: Sendable {
    public var name: String
    public var staffing = Staffing.counts([])
    /// In the order of the scenario; at most one for each queue.
    public var skills: [Skill] = []
    public var alert: Distribution?
    public var noAnswer: Scenario.NoAnswer?
    public var absence = 0.0
    public var lateness: Scenario.Lateness?
    public var unscheduledBreaks: Scenario.UnscheduledBreaks?
    public var lastCallBefore: Seconds = 0
    public var contactSelection = Scenario.ContactSelection.priority
    public init(name: String) { self.name = name }

    /// Agents of this group that the simulation keeps: the largest count, or all agents of all shifts.
    public var agentCount: Int {
      switch staffing {
      case .counts(let steps): return steps.map(\.value).max() ?? 0
      case .rosters(let agents): return agents.count
      }
    }
  }

  /// A queue that a group serves.
  public struct Skill: Sendable {
    public var queue: Int
    public var rank = 1
    public var preference = 1
    public var handlingFactor = 1.0
    public var after: Seconds = 0
    public var talk: Distribution?
    public var wrapUp: Distribution?
    public init(queue: Int) { self.queue = queue }
  }

  /// Interchangeable agents by number, or agents each with a roster.
  public enum Staffing: Sendable {
    /// Steps over the horizon, the first from the horizon's start.
    case counts([Step])
    case rosters([Agent])
  }

  /// One agent and when he or she works.
  public struct Agent: Sendable {
    public var name: String
    public var handlingFactor = 1.0
    /// Duties over the horizon in rising order, at most one at a time.
    public var duties: [Duty] = []
    public init(name: String) { self.name = name }
  }

  /// One shift of one day, with its breaks in rising order inside it.
  public struct Duty: Sendable {
    public var from: Seconds
    public var to: Seconds
    public var day: Int
    public var breaks: [Span] = []
    public init(from: Seconds, to: Seconds, day: Int) { self.from = from; self.to = to; self.day = day }
  }
}
