/// Counts and sums of the contacts of one type that arrived in one planning interval.
///
/// All fields are `Double` (counts are exact up to 2⁵³) so that a tally is also a plain row of
/// numbers that replications are folded by. Lengths are in seconds. A contact belongs to the
/// interval in which it arrived at the center; a transferred leg to the interval of its transfer.
public struct ContactTally: Sendable, Equatable {
  // Where contacts come from.

  /// First attempts of new callers.
  public var fresh = 0.0
  /// Further attempts after a busy signal or an abandonment.
  public var redials = 0.0
  /// First attempts of callers who come back with an unsolved problem.
  public var repeats = 0.0
  /// Contacts that came by transfer or by a menu that changed their type.
  public var transfersIn = 0.0

  // Turned away before the queue.

  /// Attempts that found the center closed.
  public var closed = 0.0
  /// Attempts that got the busy signal because no line was free in any group tried.
  public var blockedByTrunks = 0.0
  /// Attempts that got the busy signal because every port was taken, or every session of a bot.
  public var blockedByPorts = 0.0
  /// Contacts that got the busy signal because the queue or the waiting room was full.
  public var blockedByQueue = 0.0
  /// First attempts of new callers among all blocked contacts.
  public var freshBlocked = 0.0

  // The menu.

  /// Contacts that ended by hanging up in a menu.
  public var menuAbandoned = 0.0
  /// Contacts whose callers got in a menu what they wanted, or that ended with a bot.
  public var selfServed = 0.0
  /// Contacts that left the menu as another type.
  public var typeChanged = 0.0
  /// Seconds in menus: prompts, time-outs, the host, information.
  public var menuTime = 0.0

  // The queue: offered = answered + abandoned + voiceMail + disconnected + callbacks + still there at the
  // end.

  /// Contacts that asked for an agent and were not turned away by a busy signal.
  public var offered = 0.0
  /// Offered contacts that found no agent at once.
  public var queued = 0.0
  /// Contacts that left at once because of what they heard; counted in `abandoned` too.
  public var balked = 0.0
  /// Contacts that an agent answered.
  public var answered = 0.0
  /// Contacts answered after at most the acceptable wait.
  public var answeredWithin = 0.0
  /// Contacts whose callers gave up before an agent answered.
  public var abandoned = 0.0
  /// Contacts abandoned after at most the acceptable wait.
  public var abandonedWithin = 0.0
  /// Contacts abandoned after at most the short-abandonment threshold.
  public var abandonedShort = 0.0
  /// Contacts that ended with a message.
  public var voiceMail = 0.0
  /// Contacts whose wait the center ended, by a step of the queue or because it closed.
  public var disconnected = 0.0
  /// Contacts whose callers accepted to be called back.
  public var callbacks = 0.0
  /// Those of them whose customers spoke to an agent; not counted in `answered`.
  public var calledBack = 0.0
  /// Moves to another queue by a step of the queue.
  public var overflowed = 0.0
  /// Times that a contact rang at an agent who did not pick up.
  public var ringNoAnswer = 0.0
  /// Seconds that answered contacts waited.
  public var waitAnswered = 0.0
  /// Seconds that abandoned contacts waited.
  public var waitAbandoned = 0.0
  /// Seconds that contacts waited on the line which left a message, were disconnected, or accepted to be
  /// called back.
  public var waitOther = 0.0
  /// Seconds of ringing at agents who were found at once: waits of contacts that were not queued.
  public var waitUnqueued = 0.0
  /// Σ max(0, wait − acceptable wait) of the answered, in seconds.
  public var excessWait = 0.0
  /// The longest wait of an answered contact, in seconds (a maximum, not a sum).
  public var longestWait = 0.0
  /// Contacts whose virtual wait is known.
  ///
  /// The virtual wait is the wait of an answered contact, and the one that an abandoned contact
  /// would have had if its caller had stayed.
  public var virtualKnown = 0.0
  /// Contacts whose virtual wait is known to be at most the acceptable wait.
  public var virtualWithin = 0.0

  // Handling.

  /// Seconds of ringing at agents, answered or not.
  public var alertTime = 0.0
  /// Seconds that agents talked; two agents together count twice.
  public var talkTime = 0.0
  /// Seconds that callers were on hold, or a first agent waited for a second one.
  public var holdTime = 0.0
  /// Seconds of wrap-up.
  public var wrapUpTime = 0.0
  /// Contacts put on hold at least once.
  public var held = 0.0
  /// Contacts that were transferred, cold or warm.
  public var transfersOut = 0.0
  /// Contacts for which a second agent was asked to join.
  public var conferences = 0.0
  /// Answered contacts that left their problem unsolved.
  public var unsolved = 0.0
  /// Contacts that are still in the center (or waiting to redial) when the simulation ends.
  public var remaining = 0.0

  // Persons: a fresh contact with all its redials. Booked at the interval of the last attempt.

  /// Persons whom an agent answered, or whom a menu or a bot served.
  public var personsServed = 0.0
  /// Persons whose last attempt came to nothing.
  public var personsLost = 0.0

  /// Nothing counted.
  public init() {}

  /// All attempts: fresh contacts, redials, repeated calls.
  public var attempts: Double { fresh + redials + repeats }
  /// Contacts that got the busy signal, of whatever.
  public var blocked: Double { blockedByTrunks + blockedByPorts + blockedByQueue }
}

/// What happened in one queue during one planning interval.
public struct QueueTally: Sendable, Equatable {
  /// ∫ number waiting dt, in contact-seconds.
  public var lengthIntegral = 0.0
  /// The most contacts that waited at one moment.
  public var longest = 0.0
  /// Contacts waiting when the interval ends.
  public var lengthAtEnd = 0.0
  /// Contacts that joined the line in this interval, whenever they arrived.
  public var entered = 0.0
  /// Contacts that were answered in this interval, with or without a wait.
  public var answered = 0.0
  /// Contacts that were abandoned in this interval.
  public var abandoned = 0.0
  /// Length of the observed part of the interval, in seconds.
  public var time = 0.0
  /// ∫ number waiting dt while the center was open, in contact-seconds.
  public var openIntegral = 0.0
  /// Length of the observed part of the interval in which the center was open, in seconds.
  public var openTime = 0.0
  /// What waits in the queue while the center is closed, at the end of the interval; nothing without such work.
  public var work = WorkMoment()

  /// Nothing counted.
  public init() {}
}

/// What a group, or an agent, did during one planning interval (agents: the whole horizon).
///
/// Times are in seconds, summed over the agents of a group.
public struct AgentTally: Sendable, Equatable {
  /// Seconds free for a contact.
  public var idle = 0.0
  /// Seconds of ringing.
  public var alerting = 0.0
  /// Seconds in conversation.
  public var talking = 0.0
  /// Seconds with the caller on hold, or waiting for a second agent.
  public var holding = 0.0
  /// Seconds of work after conversations.
  public var wrapUp = 0.0
  /// Of the four before what is counted more than once: ∫ (contacts − 1) dt over the time with contacts,
  /// for agents who are in several at once.
  public var overlap = 0.0
  /// Contact-seconds lost to their number: ∫ contacts · (1 − speed of each) dt; of conversations that have
  /// turns all but the one whose turn is the agent's.
  public var slowed = 0.0
  /// ∫ share of an agent's room that his contacts take dt: of n slots of a channel each contact takes 1/n, of
  /// weights its weight in the total; 0 where everybody has one at a time.
  public var roomUsed = 0.0
  /// Time on duty of agents who may have several contacts at once; 0 where everybody has one at a time.
  public var roomOffered = 0.0
  /// Seconds of breaks of the shift plan.
  public var scheduledBreak = 0.0
  /// Seconds of unscheduled breaks, and not ready after contacts that were not answered.
  public var away = 0.0
  /// Seconds planned by staffing and shifts, before absence and lateness; 0 for single agents of a
  /// group without shifts.
  public var scheduled = 0.0
  /// Seconds planned for the agents who are not absent; lateness does not lower it.
  public var expected = 0.0
  /// Seconds with or ready for contacts outside the plan: what runs over the begin of a break or
  /// the end of a shift, and all after the last closing.
  public var overrun = 0.0
  /// Seconds of shifts with their paid breaks, absent or not; without shifts the same as
  /// `scheduled`.
  public var paid = 0.0
  /// Of these what lies before the first opening and after the last closing, which is not simulated.
  public var paidOutside = 0.0
  /// Contacts answered; the expert of a conference does not count as answering.
  public var answered = 0.0
  /// Contacts that rang in vain.
  public var noAnswers = 0.0
  /// Agents handling a contact (`AgentState.isBusy`) at the interval's end; 0 for single agents.
  public var busyAtEnd = 0.0
  /// Agents with or ready for contacts at the interval's end; 0 for single agents.
  public var onDutyAtEnd = 0.0
  /// Length of the observed part of the interval (agents: of the whole run), in seconds.
  public var time = 0.0
  /// `scheduled` while the center was open.
  public var scheduledOpen = 0.0
  /// `expected` while the center was open.
  public var expectedOpen = 0.0
  /// `loggedIn` while the center was open.
  public var loggedInOpen = 0.0
  /// `ready` while the center was open.
  public var readyOpen = 0.0
  /// `handling` while the center was open.
  public var handlingOpen = 0.0
  /// Length of the observed time in which the center was open, in seconds.
  public var openTime = 0.0

  /// Nothing counted.
  public init() {}

  /// Contact-seconds: alerting + talking + holding + wrap-up, each contact by itself.
  public var slotTime: Double { alerting + talking + holding + wrapUp }
  /// Contact-seconds weighed by the speed of each contact: work done, at the speed of one alone.
  public var effort: Double { slotTime - slowed }
  /// Time with contacts, one or several.
  public var handling: Double { slotTime - overlap }
  /// Time on duty, with or ready for contacts: handling and idle.
  public var ready: Double { handling + idle }
  /// Logged-in time: handling, idle, breaks and away.
  public var loggedIn: Double { handling + idle + scheduledBreak + away }
}

/// What happened in one trunk group (or the ports) during one planning interval.
public struct TrunkTally: Sendable, Equatable {
  /// ∫ lines taken dt, in line-seconds.
  public var busyIntegral = 0.0
  /// ∫ lines offered by the carrier dt, in line-seconds; 0 for ports without limit.
  public var capacityIntegral = 0.0
  /// Lines taken in this interval.
  public var seized = 0.0
  /// Lines given back in this interval.
  public var released = 0.0
  /// Attempts that found every line taken (whether or not another group took them).
  public var refused = 0.0
  /// The most lines taken at one moment.
  public var mostBusy = 0.0
  /// Lines taken when the interval ends.
  public var busyAtEnd = 0.0
  /// Length of the observed part of the interval, in seconds.
  public var time = 0.0
  /// `busyIntegral` while the center was open.
  public var busyOpen = 0.0
  /// `capacityIntegral` while the center was open.
  public var capacityOpen = 0.0
  /// Length of the observed part of the interval in which the center was open, in seconds.
  public var openTime = 0.0

  /// Nothing counted.
  public init() {}

  /// Adds what another site's ports did at the same time.
  ///
  /// `mostBusy` is the sum of the sites' own, at least what was taken at one moment.
  mutating func addSite(_ other: TrunkTally) {
    let (time, openTime) = (max(time, other.time), max(openTime, other.openTime))
    add(other)
    (self.time, self.openTime) = (time, openTime)
  }
}

/// What the waits of one contact type cost, and how well they were foretold, over the horizon.
public struct RoutingTally: Sendable, Equatable {
  /// Σ perMinute · (minutes waited) ^ power over all offered contacts, in the unit of the costs.
  public var waitingCost = 0.0
  /// Contacts answered after a wait that was foretold.
  public var foretold = 0.0
  /// Σ (foretold − real wait) of them, in seconds.
  public var error = 0.0
  /// Σ |foretold − real wait|, in seconds.
  public var absoluteError = 0.0
  /// Σ (foretold − real wait)², in square seconds.
  public var squaredError = 0.0

  /// Nothing counted.
  public init() {}
}

/// What became of contacts in their callers' eyes, for one contact type or one group of agents, over
/// the horizon.
///
/// A contact counts after its last conversation, for its type then and for the group whose agent
/// ended it. Issues are there only if some contact type has repeated calls, ratings and rings only
/// if the scenario has them; contacts that an agent never answered, or that were lost after a
/// transfer, are no issues.
public struct OutcomeTally: Sendable, Equatable {
  /// Contacts with a last conversation, where issues are modelled.
  public var conversations = 0.0
  /// Those of them that solved the matter, at once or after earlier calls.
  public var solved = 0.0
  /// Conversations that were the first about their matter.
  public var issues = 0.0
  /// Issues that were solved in their first conversation.
  public var issuesSolvedAtOnce = 0.0
  /// Issues whose callers call again within the window of repeated calls.
  public var issuesRepeated = 0.0

  /// Callers who were asked how satisfied they are.
  public var asked = 0.0
  /// Callers who would rate the contact with 4 or 5, whether or not they answer.
  public var satisfied = 0.0
  /// Callers who answer.
  public var ratings = 0.0
  /// Ratings of 4 or 5.
  public var goodRatings = 0.0
  /// The sum of the ratings, 1 to 5 each.
  public var ratingSum = 0.0
  /// Callers whose answer to whether they would recommend the center is 9 or 10.
  public var promoters = 0.0
  /// Callers whose answer to that is 0 to 6.
  public var detractors = 0.0

  /// Attempts that something or somebody picked up; for a group, those that rang at its agents
  /// before anything else picked up.
  public var ringing = 0.0
  /// The rings that their callers heard until then.
  public var ringsHeard = 0.0

  /// Conversations begun of types that have sessions.
  public var sessions = 0.0
  /// Those of them that the customer left before they were over.
  public var sessionsLeft = 0.0
  /// Those of them that ended because the customer fell silent.
  public var sessionsTimedOut = 0.0
  /// Turns of agents.
  public var answers = 0.0
  /// Seconds from what a customer wrote to the end of the answer, of those turns.
  public var answerTime = 0.0
  /// Seconds from the begin to the end of conversations in writing.
  public var sessionTime = 0.0
  /// First turns of agents.
  public var firstReplies = 0.0
  /// Seconds from when customers asked for an agent to the end of those.
  public var firstReplyTime = 0.0
  /// Those of them that came within the acceptable wait.
  public var firstRepliesWithin = 0.0
  /// What became of offers to be called back; nothing for groups.
  public var callback = CallbackTally()

  /// Nothing counted.
  public init() {}
}

/// Waiting times in buckets of equal relative width: 32 to an octave from 1/16 s to 2²⁰ s.
///
/// A quantile read from the buckets is off by at most 1.6 %; waits of zero are counted apart.
public struct WaitHistogram: Sendable, Equatable {
  /// Counts; index 0 holds waits of exactly 0, index 1 those under 1/16 s.
  public var counts: [Double]

  /// Nothing counted.
  public init() { counts = [Double](repeating: 0, count: WaitHistogram.bucketCount) }
}

/// All that one replication (or one batch) leaves behind.
public struct Tallies: Sendable, Equatable {
  /// Number of contact types.
  public var types: Int
  /// Number of planning intervals of the calendar.
  public var intervals: Int
  /// Row type × (intervals + 1) + interval; row `intervals` holds arrivals after the horizon's end.
  public var contacts: [ContactTally]
  /// Row queue × (intervals + 1) + interval.
  public var queues: [QueueTally]
  /// Row group × (intervals + 1) + interval.
  public var groups: [AgentTally]
  /// Row trunk group × (intervals + 1) + interval.
  public var trunks: [TrunkTally]
  /// The voice response unit's ports, by interval.
  public var ports: [TrunkTally]
  /// One for each agent of each group, groups in order.
  public var agents: [AgentTally]
  /// Answered contacts of a type by the group that answered: type × groups + group.
  public var answeredByGroup: [Double]
  /// One for each contact type.
  public var routing: [RoutingTally]
  /// What became of the work that waits while the center is closed, by type; nothing for other types.
  public var backlogs: [BacklogTally]
  /// Agent-seconds with 0, 1, 2 … contacts over the horizon, off duty included, group by group; none where
  /// everybody has one at a time.
  public var timesWith: [[Seconds]] = []
  /// What interruptions were to contacts, by type.
  public var interruptions: [InterruptionTally]
  /// What became of contacts, by type.
  public var outcomes: [OutcomeTally]
  /// The same by group.
  public var groupOutcomes: [OutcomeTally]
  /// Turns by the interval in which they came, in the order of `contacts`; empty without types that have
  /// turns.
  public var turns: [TurnTally] = []
  /// Threads, by type; empty without types that have turns.
  public var threads: [ThreadTally] = []
  /// What bots did with contacts, by the type that met them; empty without bots.
  public var bots: [BotTally] = []
  /// What became of campaigns, by the type of who answers; empty without campaigns.
  public var campaigns: [CampaignTally] = []
  /// Campaigns by the interval in which people answered: campaign × (intervals + 1) + interval; empty without.
  public var dialing: [DialingIntervalTally] = []
  /// Messages, pages, pictures, shared pages and text messages, by type; empty without any.
  public var media: [MediaTally] = []
  /// Waits of the answered, by contact type.
  public var waitsByType: [WaitHistogram]
  /// Waits of the answered of all types, by interval of arrival (intervals + 1 of them).
  public var waitsByInterval: [WaitHistogram]
  /// ∫ number of callers waiting to redial or to call again dt, in caller-seconds.
  public var orbitIntegral = 0.0
  /// `orbitIntegral` while the center was open.
  public var orbitOpen = 0.0
  /// Seconds from the end of the warm-up in which the center was open.
  public var openTime = 0.0
  /// Seconds from the end of the warm-up to the end of the run.
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
    backlogs = Array(repeating: BacklogTally(), count: types)
    interruptions = Array(repeating: InterruptionTally(), count: types)
    routing = Array(repeating: RoutingTally(), count: types)
    outcomes = Array(repeating: OutcomeTally(), count: types)
    groupOutcomes = Array(repeating: OutcomeTally(), count: groups)
    waitsByType = Array(repeating: WaitHistogram(), count: types)
    waitsByInterval = Array(repeating: WaitHistogram(), count: rows)
  }
}
