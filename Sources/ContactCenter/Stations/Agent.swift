// Agents while the simulation runs, and what they should do.

/// An agent while the simulation runs: what every contact needs, in one line of a processor's cache.
struct Agent: BitwiseCopyable {
  /// When it entered its state, or when its books were last flushed.
  var since: Seconds = 0
  var idleSince: Seconds = 0
  var factor: Double = 1
  /// Lengths of breaks that are due as soon as the agent is free; negative: none.
  var breakDue: Seconds = -1 { didSet { noteCall() } }
  var awayDue: Seconds = -1 { didSet { noteCall() } }
  /// Count since the last flush of the books.
  var answered: Int32 = 0
  var group: Int32
  var previous: Int32 = -1
  var next: Int32 = -1
  var state = AgentState.offDuty
  var isLeaving = false { didSet { noteCall() } }
  var takesContacts = true
  var isListed = false
  /// May be in several contacts at once.
  var isShared = false { didSet { noteCall() } }
  /// Whether more than the next contact is to be thought of when he is free.
  private(set) var needsCare = false

  /// Whether he goes home or has a break as soon as he is free.
  var isCalled: Bool { isLeaving || breakDue >= 0 || awayDue >= 0 }

  private mutating func noteCall() { needsCare = isCalled || isShared }
}

/// Whether an agent is there, and for what; what goes on with contacts are the phases of engagements.
///
/// The number of a case is its column of `AgentTimes`; nobody counts the time off duty.
enum AgentState: UInt8 {
  /// There, and free for a contact.
  case idle
  /// In at least one engagement.
  case engaged
  /// A break of the shift plan.
  case scheduledBreak
  /// An unscheduled break, or not ready after a contact that was not answered.
  case away
  /// Not there, or absent.
  case offDuty

  /// With contacts, or ready for them.
  var isReady: Bool { rawValue < 2 }
}

/// What an agent needs now and then.
struct AgentDetails: BitwiseCopyable {
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
