/// What a run of the simulator may do besides simulating.
public struct SimulationOptions: Sendable {
  /// Check conservation laws at the end; the violations are in the outcome.
  public var checks = false
  /// Receives every event of every contact, in order of time.
  public var trace: (@Sendable (TraceRecord) -> Void)?
  /// Asked at every planning interval; when it says yes, the run stops and has no outcome.
  public var isCancelled: (@Sendable () -> Bool)?
  public init() {}
}

/// One event in a contact's life.
public struct TraceRecord: Sendable, Equatable {
  public var time: Seconds
  /// The contact's number in order of arrival; a redial keeps its person's number.
  public var contact: Int
  public var attempt: Int
  public var type: Int
  public var event: TraceEvent
  /// The agent (index over all groups) or the queue, menu or trunk group concerned; −1: none.
  public var agent: Int
  public var place: Int
  public init(
    time: Seconds, contact: Int, attempt: Int, type: Int, event: TraceEvent, agent: Int = -1,
    place: Int = -1
  ) {
    self.time = time; self.contact = contact; self.attempt = attempt; self.type = type
    self.event = event; self.agent = agent; self.place = place
  }
}

/// The events a trace knows.
public enum TraceEvent: String, Sendable, CaseIterable {
  case arrives, findsClosed, getsBusySignal, seizesLine, releasesLine, entersMenu, hangsUpInMenu, isSelfServed
  case joinsQueue, balks, hearsAnnouncement, overflows, leavesMessage, isDisconnected, abandons
  case rings, isNotAnswered, startsTalk, isPutOnHold, resumesTalk, endsTalk, endsWrapUp
  case isTransferred, agentJoins, agentLeaves, willRedial, willCallAgain, givesUp
}

/// What a simulation leaves behind.
public struct SimulationOutcome: Sendable {
  public var tallies: Tallies
  /// Conservation laws that did not hold (always empty unless the program is wrong).
  public var violations: [String]
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

  /// Simulates replication `replication` (0-based). Returns nil if it was cancelled.
  public func run(
    seed: UInt64, replication: Int, options: SimulationOptions = SimulationOptions()
  ) -> SimulationOutcome? {
    guard engine.run(seed: seed, replication: replication, options: options) else { return nil }
    return SimulationOutcome(
      tallies: engine.books, violations: options.checks ? engine.violations() : [])
  }
}
