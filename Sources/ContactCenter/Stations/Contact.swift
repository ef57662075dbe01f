/// Where a contact is on its way.
///
/// What goes on between a contact and an agent is the phase of their engagement; `together` are two
/// agents and a contact, `ticket` is one that is to be called back and is in no lane, `dialed` one of a campaign
/// that nobody speaks to yet, `onLine` one that records a message or comes in page by page.
enum Stage: UInt8 {
  case free, menu, bot, waiting, engaged, together, orbit, ticket, dialed, onLine
}

/// Why a contact asks for an agent although one has answered it before, if so.
enum Consultation: UInt8 {
  case none
  /// For a second agent, whom the first waits for.
  case warm, conference
  /// For another turn of its thread, which is no contact of its own.
  case turn
}

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
  var lane: Int32 = -1
  /// The engagement with the agent who serves it, or at whom it rings; −1: none.
  var engagement: Int32 = -1
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
  var conversationPart: Seconds = 0
  /// The engagement that it holds on to while it waits for one more, or beside the one that serves it;
  /// −1: none.
  var other: Int32 = -1
  var menu: Int32 = -1
  /// What the menu will do: an index of its choices, or a negative `MenuOutcome`.
  var outcome: Int32 = 0
  /// The next of its lane's milestones.
  var milestone: Int32 = 0
  var attempt: Int32 = 1
  var visits: Int32 = 0
  /// Of a contact that calls in a second agent, or whose type a menu changed: its transfer, and the
  /// tally row and lane it had before.
  var transfer: Int32 = -1
  var firstRow: Int32 = -1
  var firstLane: Int32 = -1
  var repeats: Int32 = 0
  /// The agent of the caller's last conversation; −1: none yet.
  var lastAgent: Int32 = -1
  /// The wait that was foretold when it joined its queue; negative: none was.
  var foretold: Seconds = -1
  /// When the customer leaves the conversation if it is not over.
  var sessionEnds: Seconds = .infinity
  /// When a conversation in writing began; negative: there is none.
  var sessionBegan: Seconds = -1
  /// Of one that has turns: when the customer wrote last.
  var turnSince: Seconds = 0
  /// Answers of the agent still to come.
  var turnsLeft: Int32 = 0
  /// How often its customer has asked for it while it waited; −1: it is itself what he asked with.
  var chased: Int32 = 0
  /// How often it was put aside.
  var interruptions: Int32 = 0
  /// When it came, of work that waits while the center is closed and that an agent has begun.
  var came: Seconds = 0
  /// It has been begun, and waits for an agent who goes on with it.
  var isAside = false
  /// Whether its customer has had an answer in writing.
  var hasReply = false
  /// When it was put aside, and when an agent began the present stretch of its work.
  var asideSince: Seconds = 0
  var stretchFrom: Seconds = 0
  /// What was left of the present part at the begin of that stretch, in the time of an agent with this factor;
  /// negative: it has not been put aside in this part.
  var workLeft: Seconds = -1
  var workFactor = 1.0
  /// How long who goes on with it takes to find his way back.
  var switchBack: Seconds = 0
}
