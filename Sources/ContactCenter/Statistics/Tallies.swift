/// Counts and sums of the contacts of one type that arrived in one planning interval.
///
/// All fields are `Double` (counts are exact up to 2⁵³) so that a tally is also a plain row of numbers
/// that replications are folded by. Lengths are in seconds. A contact belongs to the interval in which
/// it arrived at the center; a transferred leg to the interval of its transfer.
public struct ContactTally: Sendable, Equatable {
  // Where contacts come from. attempts = fresh + redials + repeats.
  public var fresh = 0.0
  public var redials = 0.0
  public var repeats = 0.0
  /// Legs that came by transfer from another type, or by a menu that changed the type.
  public var transfersIn = 0.0
  // Turned away before the queue.
  public var closed = 0.0
  public var blockedByTrunks = 0.0
  public var blockedByPorts = 0.0
  /// The queue or the waiting room was full.
  public var blockedByQueue = 0.0
  /// Fresh contacts among all blocked ones.
  public var freshBlocked = 0.0
  // The menu.
  public var menuAbandoned = 0.0
  public var selfServed = 0.0
  /// Left the menu as another type.
  public var typeChanged = 0.0
  public var menuTime = 0.0
  // The queue. offered = answered + abandoned + voiceMail + disconnected (+ still there at the end).
  public var offered = 0.0
  /// Offered contacts that found no agent at once.
  public var queued = 0.0
  /// Left at once because of the expected wait; counted in `abandoned` too.
  public var balked = 0.0
  public var answered = 0.0
  /// Answered after at most the acceptable wait.
  public var answeredWithin = 0.0
  public var abandoned = 0.0
  public var abandonedWithin = 0.0
  /// Abandoned after at most the short-abandonment threshold.
  public var abandonedShort = 0.0
  public var voiceMail = 0.0
  public var disconnected = 0.0
  /// Moves from this type's queue to another one.
  public var overflowed = 0.0
  public var ringNoAnswer = 0.0
  /// Waiting time of the answered, of the abandoned, of the others that left the queue.
  public var waitAnswered = 0.0
  public var waitAbandoned = 0.0
  public var waitOther = 0.0
  /// Σ max(0, wait − acceptable wait) of the answered.
  public var excessWait = 0.0
  /// The longest wait of an answered contact (a maximum, not a sum).
  public var longestWait = 0.0
  /// Virtual waits (of the answered, and of the abandoned had they stayed): known, and within the acceptable wait.
  public var virtualKnown = 0.0
  public var virtualWithin = 0.0
  // Handling.
  public var alertTime = 0.0
  public var talkTime = 0.0
  public var holdTime = 0.0
  public var wrapUpTime = 0.0
  /// Contacts put on hold at least once.
  public var held = 0.0
  public var transfersOut = 0.0
  public var conferences = 0.0
  public var unsolved = 0.0
  /// Contacts that are still in the center (or waiting to redial) when the simulation ends.
  public var remaining = 0.0
  // Persons: a fresh contact with all its redials. Booked at the interval of the last attempt.
  public var personsServed = 0.0
  public var personsLost = 0.0

  public init() {}
}

/// What happened in one queue during one planning interval.
public struct QueueTally: Sendable, Equatable {
  /// ∫ number waiting dt.
  public var lengthIntegral = 0.0
  public var longest = 0.0
  public var lengthAtEnd = 0.0
  /// Events in this interval, whenever the contact arrived.
  public var entered = 0.0
  public var answered = 0.0
  public var abandoned = 0.0
  /// Length of the observed part of the interval.
  public var time = 0.0
  public init() {}
}

/// What an agent does.
public enum AgentState: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case offDuty, idle, alerting, talking, holding, wrapUp, scheduledBreak, away

  /// With a contact or its wrap-up: alerting, talking, holding, wrap-up.
  public var isBusy: Bool { rawValue &- 2 < 4 }
}

/// What a group, or an agent, did during one planning interval (agents: the whole horizon).
public struct AgentTally: Sendable, Equatable {
  /// ∫ number of agents in each state dt. `away`: unscheduled breaks and not ready after no answer.
  public var idle = 0.0
  public var alerting = 0.0
  public var talking = 0.0
  public var holding = 0.0
  public var wrapUp = 0.0
  public var scheduledBreak = 0.0
  public var away = 0.0
  /// Agent time planned by staffing and shifts, before absence and lateness.
  public var scheduled = 0.0
  public var answered = 0.0
  public var noAnswers = 0.0
  /// Agents handling (alerting, talking, holding, wrap-up) and on duty at the interval's end.
  public var busyAtEnd = 0.0
  public var onDutyAtEnd = 0.0
  public var time = 0.0
  public init() {}

  /// Time with contacts: alerting + talking + holding + wrap-up.
  public var handling: Double { alerting + talking + holding + wrapUp }
  /// Logged-in time: handling, idle, breaks and away.
  public var onDuty: Double { handling + idle + scheduledBreak + away }
}

/// What happened in one trunk group (or the ports) during one planning interval.
public struct TrunkTally: Sendable, Equatable {
  /// ∫ lines taken dt, ∫ lines offered by the carrier dt.
  public var busyIntegral = 0.0
  public var capacityIntegral = 0.0
  public var seized = 0.0
  public var released = 0.0
  /// Attempts that found every line taken (whether or not another group took them).
  public var refused = 0.0
  public var mostBusy = 0.0
  public var busyAtEnd = 0.0
  public var time = 0.0
  public init() {}
}

/// Waiting times in buckets of equal relative width: 32 to an octave from 1/16 s to 2²⁰ s.
///
/// A quantile read from the buckets is off by at most 1.6 %; waits of zero are counted apart.
public struct WaitHistogram: Sendable, Equatable {
  /// Counts; index 0 holds waits of exactly 0, index 1 those under 1/16 s.
  public var counts: [Double]
  public init() { counts = [Double](repeating: 0, count: WaitHistogram.bucketCount) }
}

/// All that one replication (or one batch) leaves behind.
public struct Tallies: Sendable, Equatable {
  public var types: Int
  public var intervals: Int
  /// Row type × (intervals + 1) + interval; row `intervals` holds arrivals after the horizon's end.
  public var contacts: [ContactTally]
  /// Row queue × (intervals + 1) + interval; the same for groups and trunk groups.
  public var queues: [QueueTally]
  public var groups: [AgentTally]
  public var trunks: [TrunkTally]
  /// The voice response unit's ports, by interval.
  public var ports: [TrunkTally]
  /// One for each agent of each group, groups in order.
  public var agents: [AgentTally]
  /// answered contacts of a type by the group that answered: type × groups + group.
  public var answeredByGroup: [Double]
  /// Waits of the answered, by contact type, and by interval over all types (intervals + 1 of them).
  public var waitsByType: [WaitHistogram]
  public var waitsByInterval: [WaitHistogram]
  /// ∫ number of callers waiting to redial dt, and the observed time.
  public var orbitIntegral = 0.0
  public var observedTime = 0.0
  /// Events the scheduler handled.
  public var events = 0.0

  /// Empty tallies of the given sizes.
  public init(types: Int, queues: Int, groups: Int, trunks: Int, agents: Int, intervals: Int) {
    self.types = types
    self.intervals = intervals
    let rows = intervals + 1
    contacts = Array(repeating: ContactTally(), count: types * rows)
    self.queues = Array(repeating: QueueTally(), count: queues * rows)
    self.groups = Array(repeating: AgentTally(), count: groups * rows)
    self.trunks = Array(repeating: TrunkTally(), count: trunks * rows)
    ports = Array(repeating: TrunkTally(), count: rows)
    self.agents = Array(repeating: AgentTally(), count: agents)
    answeredByGroup = Array(repeating: 0, count: types * groups)
    waitsByType = Array(repeating: WaitHistogram(), count: types)
    waitsByInterval = Array(repeating: WaitHistogram(), count: rows)
  }
}
