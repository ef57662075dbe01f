/// Where a contact is on its way.
enum Stage: UInt8 {
  case free, menu, waiting, alerting, talking, holding, together, orbit
}

/// Why a waiting contact asks for a second agent, if it does.
enum Consultation: UInt8 {
  case none, warm, conference
}

/// One attempt of a caller, in a slot that is used again after its end: what every contact needs.
///
/// It fills one line of a processor's cache; `ContactDetails` has the rest.
struct Contact: BitwiseCopyable {
  /// When it joined the queue that it waits in, or asked for an agent.
  var entered: Seconds = 0
  /// When its patience ends, if it waits.
  var patienceEnds: Seconds = 0
  /// The seed of all that is random about this attempt.
  var random: UInt64 = 0
  /// The row of its tally.
  var row: Int32 = 0
  var type: Int32 = 0
  var line: Int32 = -1
  var agent: Int32 = -1
  var previous: Int32 = -1
  var next: Int32 = -1
  /// The number of its caller, in order of first arrival.
  var caller: Int32 = 0
  var trunk: Int32 = -1
  /// How often it was passed on.
  var legs: Int16 = 0
  var holdsLeft: Int8 = 0
  var stage = Stage.free
  var consultation = Consultation.none
  var holdsPort = false
  /// Comes back with an unsolved problem; not a new person.
  var isRepeat = false
  /// Was counted as offered in its present leg.
  var wasOffered = false
}

/// What only some contacts need: menus, holds, steps of the wait, a second agent, another attempt.
struct ContactDetails: BitwiseCopyable {
  /// Length of one part of the conversation; holds lie between parts.
  var talkPart: Seconds = 0
  /// The first agent, while a second one is called in; or the expert of a conference.
  var partner: Int32 = -1
  var menu: Int32 = -1
  /// What the menu will do: an index of its choices, or a negative `MenuOutcome`.
  var outcome: Int32 = 0
  /// The next of its line's milestones.
  var milestone: Int32 = 0
  var attempt: Int32 = 1
  var visits: Int32 = 0
  /// Of a contact that calls in a second agent, or whose type a menu changed: its transfer, and the
  /// tally row and line it had before.
  var transfer: Int32 = -1
  var firstRow: Int32 = -1
  var firstLine: Int32 = -1
  var repeats: Int32 = 0
  /// The agent of the caller's last conversation; −1: none yet.
  var lastAgent: Int32 = -1
  /// The wait that was foretold when it joined its queue; negative: none was.
  var foretold: Seconds = -1
}

/// A caller who left and would still be waiting had he been patient: tells the virtual wait.
struct Ghost: BitwiseCopyable {
  var entered: Seconds
  var row: Int32
  var next: Int32
}

/// The contacts of one type in one queue and one state of their wait, first come first.
struct Line: BitwiseCopyable {
  var head: Int32 = -1
  var tail: Int32 = -1
  var ghosts: Int32 = -1
  var length: Int32 = 0
  var queue: Int32
  var type: Int32
  var priority: Double
  var growth: Double
  /// Whether any wrap-up may follow.
  var wrapsUp: Bool
  /// Where its milestones begin, and end; all lines of one type and queue share them.
  var firstMilestone: Int32
  var endMilestone: Int32
  /// The only group asked, if its longest idle agent is always the right one; −1: there are several.
  var soleGroup: Int32 = -1
  /// The groups asked, preference after preference: where their masks begin, and end.
  var firstPush: Int32 = 0
  var endPush: Int32 = 0
}

/// A moment in the wait at which something happens.
struct Milestone: BitwiseCopyable {
  enum Kind: UInt8 { case moreAgents, change, announcement, overflow, voiceMail, disconnect }
  var after: Seconds
  var kind: Kind
  /// Hang-up probability, or the share that leaves a message.
  var probability = 0.0
  var patienceFactor = 1.0
  var queue: Int32 = -1
  /// Which change of the plan is due.
  var change: Int32 = -1
}

/// A queue while the simulation runs.
struct WaitingQueue: BitwiseCopyable {
  var length: Int32 = 0
  var capacity: Int32
  var weight: Double
  var hasBalking: Bool
  /// Σ ± time of the present interval; ∫ length dt = sum + length × (end − start).
  var sum = 0.0
  var longest: Int32 = 0
  var entered = 0.0
  var answered = 0.0
  var abandoned = 0.0
}

/// A trunk group or the ports while the simulation runs.
struct Lines: BitwiseCopyable {
  var busy: Int32 = 0
  var capacity: Int32
  var overflowTo: Int32
  var sum = 0.0
  var capacitySum = 0.0
  var mostBusy: Int32 = 0
  var seized = 0.0
  var released = 0.0
  var refused = 0.0
  var nextStep: Int32 = 0
}

/// An agent while the simulation runs: what every contact needs, in one line of a processor's cache.
struct Agent: BitwiseCopyable {
  /// When it entered its state, or when its books were last flushed.
  var since: Seconds = 0
  var idleSince: Seconds = 0
  var factor: Double = 1
  /// Lengths of breaks that are due as soon as the agent is free; negative: none.
  var breakDue: Seconds = -1
  var awayDue: Seconds = -1
  /// Count since the last flush of the books.
  var answered = 0.0
  var group: Int32
  var previous: Int32 = -1
  var next: Int32 = -1
  var state = AgentState.offDuty
  var isLeaving = false
  var takesContacts = true
  var isListed = false
}

/// What an agent needs now and then.
struct AgentDetails: BitwiseCopyable {
  var pendingWrapUp: Seconds = 0
  var random: UInt64 = 0
  var rosterPlace: Int32 = 0
  var rosterEnd: Int32 = 0
  /// Count since the last flush of the books.
  var noAnswers: Int32 = 0
  var draws: Int32 = 0
  // Counts up to the last flush.
  var answered = 0.0
  var noAnswersBefore = 0.0
  /// Seconds with or ready for contacts after the last closing.
  var readyAfterEnd: Seconds = 0
  /// Multiplies the rate of unscheduled breaks.
  var breakFactor = 1.0
  /// Unscheduled breaks per second in the present stretch of work, none of which becomes due after
  /// the cutoff.
  var breakRate = 0.0
  var breakCutoff: Seconds = 0
  /// The end of the latest unscheduled break.
  var breakEnd: Seconds = 0
  /// Absent from the present duty.
  var isAbsent = false
  /// Counted among the ready agents of a group without shifts.
  var isReady = false
  // Of agents with shifts, over the horizon.
  var scheduled = Stretches()
  var expected = Stretches()
  var paid = Stretches()
  var overrun = Stretches()
}

/// Something that is true for stretches of time: how long it has been.
struct Stretches: BitwiseCopyable {
  private(set) var isOn = false
  /// Σ ends − Σ starts so far.
  private var sum = 0.0

  /// Begins or ends a stretch, if it is not so already: 1, −1, or 0.
  mutating func turn(_ on: Bool, at time: Seconds) -> Int32 {
    if on == isOn { return 0 }
    isOn = on
    sum += on ? -time : time
    return on ? 1 : -1
  }

  /// The length of all stretches until a moment.
  func total(until time: Seconds) -> Seconds { isOn ? sum + time : sum }
}

/// A number of agents over the present planning interval.
struct HeadCount: BitwiseCopyable {
  private(set) var count: Int32 = 0
  /// Σ ± time; ∫ number dt = sum + number × (end − start).
  private var sum = 0.0

  /// Changes the number so long after the interval's start.
  mutating func change(by change: Int32, after elapsed: Seconds) {
    count += change
    sum -= Double(change) * elapsed
  }

  /// ∫ number dt over the interval, which has this length.
  func integral(_ length: Seconds) -> Double { sum + Double(count) * length }

  /// Forgets what was before, so long after the interval's start.
  mutating func restart(after elapsed: Seconds) { sum = -Double(count) * elapsed }

  /// Another interval starts.
  mutating func restart() { sum = 0 }
}

/// What a group should do, and how far it does otherwise.
struct GroupPlan: BitwiseCopyable {
  /// By staffing and shifts.
  var scheduled = HeadCount()
  /// The same without those who are absent.
  var expected = HeadCount()
  /// In a shift, paid breaks included.
  var paid = HeadCount()
  /// With or ready for contacts outside the plan.
  var overrun = HeadCount()
  /// Agents of a group without shifts who are with or ready for contacts.
  var ready: Int32 = 0
}

/// A planned moment of an agent.
struct RosterEntry: BitwiseCopyable {
  enum Kind: UInt8 { case start, breakStart, breakEnd, lastCall, end }
  var time: Seconds
  var kind: Kind
  var length: Seconds = 0
  var day: Int32 = 0
  /// Of a break: it is paid.
  var isPaid = true
}

/// A group of agents while the simulation runs.
struct GroupState: BitwiseCopyable {
  var idleHead: Int32 = -1
  var idleTail: Int32 = -1
  var idleCount: Int32 = 0
  var offHead: Int32 = -1
  var onDuty: Int32 = 0
  /// Agents wanted now (counts), or −1 for rosters.
  var target: Int32 = -1
  var nextStep: Int32 = 0
  /// Seconds of unscheduled breaks that agents did not get to before they went home.
  var owedBreaks: Seconds = 0
  var firstAgent: Int32
  var agentCount: Int32
  // Prepared from the model.
  var firstTier: Int32 = 0
  var endTier: Int32 = 0
  var alert: Int32 = -1
  /// What it may take depends on more than ranks: delays, reserves, a rule that may refuse.
  var isSelective = false
  /// The only line that this group serves, unless it is selective; −1: there are several.
  var soleLine: Int32 = -1
  /// Contacts ring before they are answered.
  var rings = false
  var noAnswerProbability = 0.0
  var noAnswerAfter: Seconds = 0
  var noAnswerAway: Seconds = 0
}

/// A menu, prepared.
struct MenuState: BitwiseCopyable {
  var prompt: Int32
  var firstChoice: Int32
  var endChoice: Int32
  var repeats: Int32
  var afterRepeats: MenuGoal
  var zeroOut: Double
  var hangUp: Double
  var wrongKey: Double
  var timeOut: Double
  var timeOutAfter: Seconds
}

/// A choice of a menu, prepared.
struct ChoiceState: BitwiseCopyable {
  var share: Double
  /// Laws; −1: none.
  var host: Int32
  var information: Int32
  var to: MenuGoal
}

/// Where a menu leads: a `Model.MenuTarget` of one size.
struct MenuGoal: BitwiseCopyable {
  enum Kind: UInt8 { case agent, type, menu, selfServed, hangUp }
  var kind: Kind
  /// The type or menu.
  var index: Int32 = -1

  init(_ target: Model.MenuTarget) {
    switch target {
    case .agent: kind = .agent
    case .selfServed: kind = .selfServed
    case .hangUp: kind = .hangUp
    case .type(let type): (kind, index) = (.type, Int32(type))
    case .menu(let menu): (kind, index) = (.menu, Int32(menu))
    }
  }
}

/// A skill of a group while the simulation runs.
struct SkillState: BitwiseCopyable {
  /// The least wait, where the policy heeds it.
  var after: Seconds
  var factor: Double
  /// Its place in the group's list: by rank, then as it stands in the scenario.
  var order: Int32
  /// How many agents must stay idle for others, where the policy heeds it.
  var reserve: Int32 = 0
  /// Whether there is a least wait or a reserve.
  var isLimited = false
  /// Own laws; −1: the type's.
  var talk: Int32
  var wrapUp: Int32
}

/// What some routing rules weigh a skill by.
struct SkillScores: BitwiseCopyable {
  var weight: Double
  var preferenceWeight: Double
  var score: Double
  var rank: Double
  var preference: Double
}

/// A contact type's laws and numbers, prepared for the hot path.
struct TypeState: BitwiseCopyable {
  var acceptableWait: Seconds
  var shortAbandon: Seconds
  var patience: Int32
  var talk: Int32
  /// −1: no wrap-up.
  var wrapUp: Int32
  var holdLength: Int32 = -1
  var holdProbability = 0.0
  var holdAgain = 0.0
  var identification: Int32 = -1
  var recognised = 1.0
  var line: Int32
  var queue: Int32
  var trunk: Int32
  var menu: Int32
  var arrivals: UInt64 = 0
  var seed: UInt64 = 0
  var batch: Int32 = -1
  var hasTransfers = false
  /// Something follows the last conversation: issues or ratings are kept.
  var settles = false
  /// The chance of a knowledge gap, and the share of gaps that end with a hold; −1: no gaps.
  var gapProbability = -1.0
  var gapHoldShare = 0.0
  var redialsAfterBusy = false
  var redialsAfterAbandon = false
  /// For expected waits, in seconds.
  var meanHandleTime: Seconds
  /// What the first minute of waiting costs, and the power of the minutes; 0: nothing.
  var costPerMinute = 0.0
  var costPower = 1.0
}
