/// A contact center as its user wrote it: names refer to one another, times of day are seconds after
/// midnight, lengths are in seconds, rates per second, proportions 0…1.
///
/// A scenario may be wrong (a name that leads nowhere, agents whom no work reaches). `Model` is the
/// validated form that the simulation runs; making one collects every problem.
public struct Scenario: Sendable, Equatable {
  /// Shown as the report's title.
  public var name: String
  /// What this scenario is about, for its readers.
  public var description = ""
  /// Remarks printed in the report, such as recorded figures to compare with.
  public var notes: [String] = []
  /// When the center is open, and how a day is cut into planning intervals.
  public var calendar = OpeningCalendar()
  /// How many days are simulated, and how precisely.
  public var study = Study()
  /// What counts as answered in time, unless a contact type says otherwise.
  public var serviceLevel = ServiceLevelGoal()
  /// The flows of contacts.
  public var contactTypes: [ContactType] = []
  /// A correlation between the day factors of the contact types.
  public var dayFactorCorrelation: DayFactorCorrelation?
  /// The lines that calls come in on. Empty: lines without limit.
  public var trunkGroups: [TrunkGroup] = []
  /// The voice response unit's ports and menus.
  public var ivr = InteractiveVoiceResponse()
  /// The queues that differ from the default (unlimited, one for each contact type).
  public var queues: [Queue] = []
  /// The most contacts that may wait in all queues together; nil: no limit.
  public var waitingRoom: Int?
  /// The agents.
  public var agentGroups: [AgentGroup] = []
  /// Who is chosen when there is a choice.
  public var routing = Routing()

  /// An empty scenario of that name.
  public init(name: String) { self.name = name }
}

// MARK: - Calendar and study

extension Scenario {
  /// A day of the week, Monday first as in ISO 8601.
  public enum Weekday: Int, Sendable, CaseIterable, Equatable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  }

  /// A span of the day, in seconds after midnight; 24 × 7 is 0 ..< 86 400.
  public struct OpeningHours: Sendable, Equatable {
    public var open: Seconds
    public var close: Seconds
    public init(open: Seconds, close: Seconds) { self.open = open; self.close = close }
  }

  /// What happens to contacts that wait when the center closes.
  public enum Closing: String, Sendable, CaseIterable {
    /// They are served to the last one by the agents who are there then.
    case drain
    /// Whoever waits is told that the center has closed; contacts with agents are finished.
    case sendAway
  }

  /// Opening hours, planning intervals, warm-up.
  public struct OpeningCalendar: Sendable, Equatable {
    public var days = 1
    public var firstDay = Weekday.monday
    public var hours = OpeningHours(open: 8 * 3600, close: 20 * 3600)
    /// Hours of weekdays that differ from `hours`; nil inside: closed all day.
    public var weekdayHours: [Weekday: OpeningHours?] = [:]
    /// The length of a planning interval.
    public var interval: Seconds = 1800
    /// Statistics begin this long after the first opening.
    public var warmUp: Seconds = 0
    public var closing = Closing.drain
    public init() {}
  }

  /// How a study gets its confidence intervals.
  public enum StudyMethod: String, Sendable, CaseIterable {
    /// Independent replications of the whole calendar.
    case replications
    /// One long run cut into batches after the warm-up.
    case batchMeans
  }

  /// How much is simulated.
  public struct Study: Sendable, Equatable {
    public var method = StudyMethod.replications
    public var replications = 100
    /// Batches of a batch-means study. The planning intervals are spread evenly over them.
    public var batches = 30
    public var seed: UInt64 = 1
    /// The level of confidence intervals, such as 0.95.
    public var confidence = 0.95
    /// Stop when every one of these half-widths is reached.
    public var precision: [PrecisionGoal] = []
    /// The most replications that a precision goal may ask for.
    public var maximumReplications = 10_000
    public init() {}
  }

  /// A half-width to reach: absolute in the indicator's unit, or relative to its value.
  public struct PrecisionGoal: Sendable, Equatable {
    /// The indicator's identifier, such as `serviceLevel`.
    public var indicator: String
    public var halfWidth: Double
    public var isRelative: Bool
    public init(indicator: String, halfWidth: Double, isRelative: Bool) {
      self.indicator = indicator; self.halfWidth = halfWidth; self.isRelative = isRelative
    }
  }

  /// "80 % within 20 s": the acceptable wait, and what counts as a short abandonment.
  public struct ServiceLevelGoal: Sendable, Equatable {
    /// Within means wait ≤ acceptableWait.
    public var acceptableWait: Seconds = 20
    /// Abandonments after at most this wait are short.
    public var shortAbandon: Seconds = 5
    /// The share to reach, 0…1; shown beside the result.
    public var target: Double?
    public init() {}
  }
}

// MARK: - Contacts

extension Scenario {
  /// One flow of contacts: when they come, what they need, how patient they are.
  public struct ContactType: Sendable, Equatable {
    public var name: String
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
    public var serviceLevel: ServiceLevelGoal?
    /// How long a caller waits in the queue before giving up; one law, or one per time of day.
    public var patience = TimedLaw(.never)
    /// Conversation, without hold; one law, or one per time of day.
    public var talk = TimedLaw(.exponential(mean: 180))
    public var hold: Hold?
    /// Work after the conversation; the line is free by then.
    public var wrapUp = TimedLaw(.constant(0))
    /// What may follow a conversation, at most one of them; probabilities add up to at most 1.
    public var transfers: [Transfer] = []
    public var redialAfterBusy: Redial?
    public var redialAfterAbandon: Redial?
    public var repeatCall: RepeatCall?
    public var recognition: Recognition?
    public init(name: String) { self.name = name }
  }

  /// A law that may differ by time of day.
  public struct TimedLaw: Sendable, Equatable {
    /// (from, law) in rising order of seconds after midnight; the last one also holds before the first.
    public var pieces: [Piece]
    /// A law from one moment of the day on.
    public struct Piece: Sendable, Equatable {
      public var from: Seconds
      public var law: Distribution
      public init(from: Seconds, law: Distribution) { self.from = from; self.law = law }
    }
    public init(_ law: Distribution) { pieces = [Piece(from: 0, law: law)] }
    public init(pieces: [Piece]) { self.pieces = pieces }
  }

  /// How moments of arrival come about.
  public enum ArrivalProcess: Sendable, Equatable {
    /// Poisson with the given rate.
    case poisson
    /// In each planning interval exactly the (rounded) volume, at independent uniform moments.
    case fixedCounts
    /// In each planning interval exactly the (rounded) volume, evenly spaced.
    case evenlySpaced
    /// Independent gaps of one law (its mean gives the rate), while open; the rates are not used.
    case renewal(Distribution)
    /// At exactly these moments, in seconds after the first midnight, in rising order.
    case replay([Seconds])
  }

  /// How the rate runs between its points.
  public enum Interpolation: String, Sendable, CaseIterable { case constant, linear, spline }

  /// When contacts come.
  public struct Arrivals: Sendable, Equatable {
    public var process = ArrivalProcess.poisson
    /// Rate in contacts per second at times of day, the first point holding from opening on.
    /// With more than one day and points beyond 24 h, points count from the first midnight.
    public var points: [RatePoint] = []
    public var interpolation = Interpolation.constant
    /// Multiplies every rate and volume.
    public var scale = 1.0
    public var weekdayFactors: [Weekday: Double] = [:]
    /// A random factor of the whole day, mean 1.
    public var dayFactor: RandomFactor?
    /// A random factor of each planning interval, mean 1 (gamma: Poisson-gamma counts).
    public var intervalFactor: RandomFactor?
    /// How many contacts come at each moment of arrival (rounded, at least 1); nil: one.
    public var batchSize: Distribution?
    public init() {}
  }

  /// A rate in contacts per second from a moment on.
  public struct RatePoint: Sendable, Equatable {
    public var time: Seconds
    public var rate: Double
    public init(time: Seconds, rate: Double) { self.time = time; self.rate = rate }
  }

  /// A random multiplier with mean 1.
  public struct RandomFactor: Sendable, Equatable {
    public enum Law: String, Sendable, CaseIterable { case gamma, lognormal }
    public var law: Law
    /// Its standard deviation, since the mean is 1.
    public var cv: Double
    public init(law: Law, cv: Double) { self.law = law; self.cv = cv }
  }

  /// Correlations of the normal scores behind the day factors (a normal copula).
  public struct DayFactorCorrelation: Sendable, Equatable {
    public var types: [String]
    /// Symmetric, ones on the diagonal, positive semidefinite.
    public var matrix: [[Double]]
    public init(types: [String], matrix: [[Double]]) { self.types = types; self.matrix = matrix }
  }

  /// How often and how long a caller is put on hold during the conversation.
  public struct Hold: Sendable, Equatable {
    public var probability: Double
    /// After a hold, the chance of another one.
    public var again = 0.0
    public var length: Distribution
    public init(probability: Double, length: Distribution) {
      self.probability = probability; self.length = length
    }
  }

  /// How a contact is passed on.
  public enum TransferKind: String, Sendable, CaseIterable {
    /// The caller goes back to a queue; the first agent starts wrap-up.
    case cold
    /// The first agent stays until a second one answers and has been told (`together`), then starts wrap-up.
    case warm
    /// A second agent joins for `together` and leaves; the first one ends the contact.
    case conference
  }

  /// A transfer or conference with an agent of another type's queue.
  public struct Transfer: Sendable, Equatable {
    public var kind: TransferKind
    public var probability: Double
    /// The contact type it becomes (its queue, laws and priority); for a conference the expert's type.
    public var to: String
    /// Both agents on the line together.
    public var together: Distribution
    /// How long the first agent waits for the second before going on alone (conference only; nil: for ever).
    public var giveUpAfter: Seconds?
    public init(kind: TransferKind, probability: Double, to: String, together: Distribution) {
      self.kind = kind; self.probability = probability; self.to = to; self.together = together
    }
  }

  /// Whether and when a caller tries again.
  public struct Redial: Sendable, Equatable {
    /// By attempt: after the first, the second, …; the last one holds for all further attempts.
    public var probabilities: [Double]
    public var delay: Distribution
    /// The contact type of the new attempt; nil: the same.
    public var becomes: String?
    public init(probabilities: [Double], delay: Distribution) {
      self.probabilities = probabilities; self.delay = delay
    }
  }

  /// A problem that the contact did not solve makes its caller come back.
  public struct RepeatCall: Sendable, Equatable {
    /// The chance that an answered contact leaves its problem unsolved.
    public var unsolved: Double
    /// The chance that a caller with an unsolved problem calls again.
    public var callsAgain: Double
    public var delay: Distribution
    public var becomes: String?
    public init(unsolved: Double, callsAgain: Double, delay: Distribution) {
      self.unsolved = unsolved; self.callsAgain = callsAgain; self.delay = delay
    }
  }

  /// Callers whom the center recognises; the others are asked who they are, which takes time.
  public struct Recognition: Sendable, Equatable {
    public var share: Double
    public var identification: Distribution
    public init(share: Double, identification: Distribution) {
      self.share = share; self.identification = identification
    }
  }
}

// MARK: - Lines and menus

extension Scenario {
  /// A finite group of lines. A line is held from seizure to release: menu, queue, talk and hold, never wrap-up.
  public struct TrunkGroup: Sendable, Equatable {
    public var name: String
    public var lines: Int
    /// The group tried next when all lines are taken; nil: busy signal.
    public var overflowTo: String?
    public var outages: [Outage] = []
    public init(name: String, lines: Int) { self.name = name; self.lines = lines }
  }

  /// A window in which the carrier offers fewer lines; calls in progress go on.
  public struct Outage: Sendable, Equatable {
    /// Seconds after the first midnight.
    public var from: Seconds
    public var to: Seconds
    public var lines: Int
    public init(from: Seconds, to: Seconds, lines: Int) { self.from = from; self.to = to; self.lines = lines }
  }

  /// Ports and menus.
  public struct InteractiveVoiceResponse: Sendable, Equatable {
    /// Ports; nil: without limit. A port is held while the caller is in menus.
    public var ports: Int?
    public var whenPortsFull = PortsFull.busy
    public var menus: [Menu] = []
    public init() {}
  }

  /// What a caller meets when all ports are taken.
  public enum PortsFull: String, Sendable, CaseIterable {
    case busy
    /// Straight to the queue.
    case agent
  }

  /// One menu of the tree.
  public struct Menu: Sendable, Equatable {
    public var name: String
    /// Listening and choosing.
    public var prompt: Distribution
    public var choices: [MenuChoice] = []
    /// Chances of what is not a choice; with the choices' shares they add up to 1.
    public var zeroOut = 0.0
    public var hangUp = 0.0
    public var wrongKey = 0.0
    public var timeOut = 0.0
    /// The silence that a time-out adds.
    public var timeOutAfter: Seconds = 5
    /// How often the prompt is repeated after wrong keys and time-outs.
    public var repeats = 2
    /// Where a caller goes after the last repeat.
    public var afterRepeats = MenuTarget.agent
    public init(name: String, prompt: Distribution) { self.name = name; self.prompt = prompt }
  }

  /// A key and where it leads.
  public struct MenuChoice: Sendable, Equatable {
    public var label: String
    public var share: Double
    /// The host's answer, before anything is told.
    public var host: Distribution?
    /// Listening to the information.
    public var information: Distribution?
    public var to: MenuTarget
    public init(label: String, share: Double, to: MenuTarget) {
      self.label = label; self.share = share; self.to = to
    }
  }

  /// Where a menu leads.
  public enum MenuTarget: Sendable, Equatable {
    /// To the queue of the contact's type.
    case agent
    /// The contact becomes another type and goes to that type's queue.
    case type(String)
    case menu(String)
    /// The caller has got what was wanted: contained.
    case selfServed
    case hangUp
  }
}

// MARK: - Queues

extension Scenario {
  /// A waiting line in front of agents.
  public struct Queue: Sendable, Equatable {
    public var name: String
    /// Most contacts that may wait; nil: no limit. 0: nobody waits.
    public var capacity: Int?
    public var whenFull = QueueExit.busy
    /// Its weight in the longest weighted wait.
    public var weight = 1.0
    public var balking: Balking?
    /// What happens to those who wait, in rising order of the wait.
    public var steps: [QueueStep] = []
    public init(name: String) { self.name = name }
  }

  /// The end of waiting without an agent.
  public enum QueueExit: Sendable, Equatable {
    case busy
    case voiceMail
    /// Another queue. A full other queue ends with the busy signal.
    case queue(String)
  }

  /// Callers who leave at once because of what they hear.
  public struct Balking: Sendable, Equatable {
    public enum Measure: String, Sendable, CaseIterable {
      /// (waiting + 1) × mean handle time / agents on duty, in seconds.
      case expectedWait
      /// Contacts waiting in the queue.
      case queueLength
    }
    public var by: Measure
    /// (measure, probability), piecewise linear between, constant outside.
    public var points: [BalkingPoint]
    public init(by: Measure, points: [BalkingPoint]) { self.by = by; self.points = points }
  }

  /// At this measure, this chance of leaving at once.
  public struct BalkingPoint: Sendable, Equatable {
    public var at: Double
    public var probability: Double
    public init(at: Double, probability: Double) { self.at = at; self.probability = probability }
  }

  /// Something that happens after a wait.
  public struct QueueStep: Sendable, Equatable {
    public var after: Seconds
    public var action: QueueAction
    public init(after: Seconds, action: QueueAction) { self.after = after; self.action = action }
  }

  /// What may happen to one who waits.
  public enum QueueAction: Sendable, Equatable {
    /// An announcement: some hang up at once, the others' remaining patience is multiplied.
    case announcement(hangUp: Double, patienceFactor: Double)
    /// Moves to the other queue, keeping the time waited and the patience left.
    case overflow(to: String)
    /// A share of those who wait leaves a message.
    case voiceMail(share: Double)
    /// The busy signal for whoever still waits.
    case disconnect
  }
}

// MARK: - Agents

extension Scenario {
  /// Agents alike in skills.
  public struct AgentGroup: Sendable, Equatable {
    public var name: String
    public var staffing = Staffing.constant(1)
    public var skills: [Skill] = []
    /// Time until the agent picks up; nil: automatic answer.
    public var alert: Distribution?
    public var noAnswer: NoAnswer?
    /// The chance that an agent is absent the whole day.
    public var absence = 0.0
    public var lateness: Lateness?
    public var unscheduledBreaks: UnscheduledBreaks?
    /// No new contact in the last part of a shift.
    public var lastCallBefore: Seconds = 0
    /// Overrides the scenario's rule for whom a free agent takes.
    public var contactSelection: ContactSelection?
    public init(name: String) { self.name = name }
  }

  /// A queue that a group serves.
  public struct Skill: Sendable, Equatable {
    public var queue: String
    /// 1 is served before 2 by this group; equal numbers leave it to the contact selection.
    public var rank = 1
    /// The group's place when agents are chosen for this queue: 1 is asked before 2.
    public var preference = 1
    /// Handling-time factor: 1.2 takes 20 % longer.
    public var handlingFactor = 1.0
    /// Contacts are eligible for this group only after this wait.
    public var after: Seconds = 0
    /// This group's own laws; nil: the contact type's.
    public var talk: Distribution?
    public var wrapUp: Distribution?
    public init(queue: String) { self.queue = queue }
  }

  /// How many agents there are, when.
  public enum Staffing: Sendable, Equatable {
    case constant(Int)
    /// Counts from times of day on (with points beyond 24 h: from the first midnight).
    case counts([StaffingPoint])
    case shifts([Shift])
  }

  /// A number of agents from a moment on.
  public struct StaffingPoint: Sendable, Equatable {
    public var time: Seconds
    public var agents: Int
    public init(time: Seconds, agents: Int) { self.time = time; self.agents = agents }
  }

  /// Agents who come and go together, each followed individually.
  public struct Shift: Sendable, Equatable {
    /// A name makes the agent an individual in the report; only with `agents` = 1.
    public var name: String?
    public var agents = 1
    public var start: Seconds
    public var end: Seconds
    public var breaks: [ScheduledBreak] = []
    /// nil: every day.
    public var weekdays: [Weekday]?
    /// Handling-time factor of these agents.
    public var handlingFactor = 1.0
    public init(start: Seconds, end: Seconds) { self.start = start; self.end = end }
  }

  /// A break of the shift plan.
  public struct ScheduledBreak: Sendable, Equatable {
    public var start: Seconds
    public var length: Seconds
    public init(start: Seconds, length: Seconds) { self.start = start; self.length = length }
  }

  /// A contact rings at an agent who does not pick up; it goes back to the head of its queue.
  public struct NoAnswer: Sendable, Equatable {
    public var probability: Double
    /// Ringing until the contact is taken back.
    public var after: Seconds
    /// How long the agent is not ready then.
    public var away: Seconds
    public init(probability: Double, after: Seconds, away: Seconds) {
      self.probability = probability; self.after = after; self.away = away
    }
  }

  /// Late start of a shift.
  public struct Lateness: Sendable, Equatable {
    public var probability: Double
    public var delay: Distribution
    public init(probability: Double, delay: Distribution) { self.probability = probability; self.delay = delay }
  }

  /// Breaks that no plan knows; taken when the agent is free.
  public struct UnscheduledBreaks: Sendable, Equatable {
    /// Mean number per hour on duty.
    public var perHour: Double
    public var length: Distribution
    public init(perHour: Double, length: Distribution) { self.perHour = perHour; self.length = length }
  }

  /// Which idle agent takes an arriving contact.
  public enum AgentSelection: String, Sendable, CaseIterable {
    case longestIdle, leastOccupied, mostIdleAgents, fixedOrder, proficiencyFirst, random
  }

  /// Which waiting contact a free agent takes.
  public enum ContactSelection: String, Sendable, CaseIterable, BitwiseCopyable {
    case oldestFirst, priority, longestQueue, weightedWait
  }

  /// Rules of choice. Ranks and preferences of skills come first; these decide among equals.
  public struct Routing: Sendable, Equatable {
    public var agentSelection = AgentSelection.longestIdle
    public var contactSelection = ContactSelection.priority
    public init() {}
  }
}
