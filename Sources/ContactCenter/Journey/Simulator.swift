/// What a run of the simulator may do besides simulating.
public struct SimulationOptions: Sendable {
  /// Check conservation laws at the end; the violations are in the outcome.
  public var checks = false
  /// Receives every event of every contact: a contact's own in order of time, those of different ones
  /// nearly so, since a walk through the menus is told at its start.
  public var trace: (@Sendable (TraceRecord) -> Void)?
  /// Asked every 65 536 events; when it says yes, the run stops and has no outcome.
  public var isCancelled: (@Sendable () -> Bool)?
  /// Multiplies the volume of every type whose arrivals follow a rate or counts, above 0: by how
  /// much a forecast is wrong.
  public var volumeFactor = 1.0
  /// The replication whose day factors and absences are drawn; nil: the run's own.
  ///
  /// Two runs that share it have days of the same kind and everything else afresh.
  public var dayConditions: Int?
  /// How busy the day is, as a quantile in (0, 1): sets the one combination of the day factors'
  /// normal scores that moves the whole volume most; nil: it is drawn like all else.
  ///
  /// Drawn uniformly it leaves the law of all day factors as it is, so that a study can stratify on
  /// it. Without day factors it has no effect.
  public var dayScorePoint: Double?

  /// Nothing but the simulation.
  public init() {}
}

/// One event in a contact's life.
public struct TraceRecord: Sendable, Equatable {
  /// When it happens, in seconds since the first midnight.
  public var time: Seconds
  /// The caller's number in order of first arrival, which redials keep; −1: none.
  public var contact: Int
  /// The caller's attempt, from 1 and anew for a repeat call; 0: no contact.
  public var attempt: Int
  /// The contact's type at present, or when it left; −1: none.
  public var type: Int
  /// What happens.
  public var event: TraceEvent
  /// The agent concerned (index over all groups); −1: none.
  public var agent: Int
  /// The queue, menu, choice of a menu or trunk group concerned; −1: none.
  public var place: Int

  /// An event of a contact.
  public init(
    time: Seconds, contact: Int, attempt: Int, type: Int, event: TraceEvent, agent: Int = -1,
    place: Int = -1
  ) {
    self.time = time
    self.contact = contact
    self.attempt = attempt
    self.type = type
    self.event = event
    self.agent = agent
    self.place = place
  }
}

/// The events a trace knows.
public enum TraceEvent: String, Sendable, CaseIterable {
  /// An attempt begins.
  case arrives
  /// The attempt ends because the center is closed.
  case findsClosed
  /// The attempt ends because lines, ports or queue are full.
  case getsBusySignal
  /// The contact takes a line; `place` is its trunk group.
  case seizesLine
  /// The contact gives its line back.
  case releasesLine
  /// The contact enters a menu; `place` is the menu.
  case entersMenu
  /// The caller makes a choice of the menu; `place` is its number over all menus.
  case choosesInMenu
  /// The caller dials out of the menu to an agent; `place` is the menu.
  case asksForAgent
  /// The caller presses a wrong key or none; `place` is the menu.
  case choosesNothing
  /// The contact leaves a menu, `place`, after what the choice told.
  case leavesMenu
  /// The caller hangs up in a menu.
  case hangsUpInMenu
  /// The caller got in a menu what was wanted.
  case isSelfServed
  /// The contact begins to wait; `place` is the queue.
  case joinsQueue
  /// The contact is back in line, in the queue `place`, after a ring that nobody answered.
  case returnsToQueue
  /// The caller will not wait and leaves at once.
  case balks
  /// The waiting caller hears an announcement.
  case hearsAnnouncement
  /// The waiting contact moves to another queue, `place`.
  case overflows
  /// The contact ends with a message.
  case leavesMessage
  /// The caller begins to record the message, which will come as a contact of its own.
  case recordsMessage
  /// The recording is too short to be worked on.
  case saysNothing
  /// The contact begins to come in over its line, page by page.
  case transmits
  /// All of its pages have come in.
  case hasComeIn
  /// The center ends the contact's wait.
  case isDisconnected
  /// The caller gives up before an agent answers.
  case abandons
  /// The caller accepts to be called back and hangs up; `place` is the queue.
  case acceptsCallback
  /// The customer is dialed, with the agent held for it, if there is one.
  case isDialed
  /// The dialed customer answers.
  case isReached
  /// The dialed customer does not answer.
  case isNotReached
  /// The contact is not called back any more.
  case endsUncalled
  /// The contact rings at an agent.
  case rings
  /// The agent does not pick up.
  case isNotAnswered
  /// The conversation begins.
  case startsTalk
  /// The picture cannot be set up: the conversation goes on by voice.
  case fallsBackToVoice
  /// Agent and customer look at a page together.
  case sharesPage
  /// They cannot, since all licences are taken.
  case findsNoLicence
  /// The caller is put on hold.
  case isPutOnHold
  /// The conversation goes on after a hold.
  case resumesTalk
  /// In a conversation in writing the customer has written.
  case writes
  /// The agent begins to write an answer.
  case isAnswered
  /// The customer leaves a conversation in writing before it is over.
  case leavesSession
  /// The agent ends a conversation in writing because the customer fell silent.
  case isTimedOut
  /// The conversation is over for its caller.
  case endsTalk
  /// An agent begins the wrap-up of the contact, which has left or goes on with another agent.
  case beginsWrapUp
  /// The agent has finished the wrap-up of the contact.
  case endsWrapUp
  /// The contact is passed on, cold or warm.
  case isTransferred
  /// A conference begins: a second agent is asked for while the caller is on hold.
  case beginsConference
  /// A second agent, `agent`, joins the conversation.
  case agentJoins
  /// One of two agents, `agent`, leaves the conversation.
  case agentLeaves
  /// The caller will try again after a busy signal or an abandonment.
  case willRedial
  /// The caller will come back with an unsolved problem.
  case willCallAgain
  /// No second agent came: the first one of a conference goes on alone.
  case givesUp
  /// The customer of a thread will come back with another turn, or open it again.
  case willWriteAgain
  /// The customer of a thread comes with another turn.
  case writesAgain
  /// The last turn of a thread is over.
  case isResolved
  /// The contact meets a bot, `place`.
  case meetsBot
  /// The contact waits for a session of a bot, `place`.
  case waitsForBot
  /// The bot, `place`, passes the contact on to the agents, or has no room for it.
  case leavesBot
  /// The customer of a waiting contact asks for it.
  case chases
  /// An agent puts the contact aside for another one; it waits in the queue `place`.
  case isInterrupted
  /// An agent goes on with a contact that was put aside.
  case takesUp
}

/// What a simulation leaves behind.
public struct SimulationOutcome: Sendable {
  /// The sums of the run.
  public var tallies: Tallies
  /// Conservation laws that did not hold (always empty unless the program is wrong).
  public var violations: [String]

  /// The sums of a run and the laws that did not hold in it.
  public init(tallies: Tallies, violations: [String]) {
    self.tallies = tallies
    self.violations = violations
  }
}

/// Runs replications of a model, one after another; use one simulator per thread.
///
/// The result of a replication depends on the model, the seed and the replication's number only.
public final class Simulator {
  private var engine: Engine

  /// Prepares the tables; they are reused by every run.
  public init(model: Model) { engine = Engine(model: model) }

  /// Simulates replication `replication` (0-based); nil if it was cancelled.
  public func run(
    seed: UInt64, replication: Int, options: SimulationOptions = SimulationOptions()
  ) -> SimulationOutcome? {
    guard engine.run(seed: seed, replication: replication, options: options) else { return nil }
    return SimulationOutcome(
      tallies: engine.books.tallies, violations: options.checks ? engine.violations() : [])
  }
}
