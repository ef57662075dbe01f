/// The turns of one contact type that came in one planning interval, or over the horizon: first ones included.
public struct TurnTally: Sendable, Equatable {
  /// Turns that an agent answered.
  public var answered = 0.0
  /// Those of them that found no agent at once.
  public var queued = 0.0
  /// Seconds that answered turns waited.
  public var wait = 0.0
  /// Turns answered after at most the acceptable wait.
  public var within = 0.0

  /// Nothing counted.
  public init() {}
}

/// The turns and threads of one contact type over the horizon.
///
/// A turn counts if the customer came with it after the warm-up, a thread that was resolved or lost by its
/// last turn. Integrals over time run from the end of the warm-up to the last closing, nights included.
public struct ThreadTally: Sendable, Equatable {
  /// All turns.
  public var turns = TurnTally()
  /// Answered turns in which a thread began.
  public var firstTurns = 0.0
  /// Later turns that another agent answered than the one before.
  public var handOvers = 0.0
  /// Resolutions: ends of last turns, whether or not the thread was opened again.
  public var resolved = 0.0
  /// Turns of resolved threads since their begin or last opening.
  public var turnsOfResolved = 0.0
  /// Seconds from the begin of a thread, or its last opening, to the resolution.
  public var timeToResolve = 0.0
  /// Resolutions after which the thread was opened again.
  public var reopened = 0.0
  /// Threads under way that ended unresolved: the customer gave up a turn, or the center never opened again.
  public var lost = 0.0
  /// Threads under way, or to be opened again, when the simulation ends.
  public var unfinished = 0.0
  /// ∫ customers who are silent between turns dt, in customer-seconds.
  public var thinkingTime = 0.0
  /// ∫ open threads dt, in thread-seconds: silent customers, waiting turns, turns in work.
  public var openTime = 0.0
  /// Seconds that later turns waited, answered or not, whenever they came.
  public var laterWait = 0.0
  /// Length of the observed time, in seconds.
  public var time = 0.0

  /// Nothing counted.
  public init() {}

  /// Answered turns of threads that had begun before.
  public var laterTurns: Double { turns.answered - firstTurns }
}

extension TurnTally: NumberRow {}
extension ThreadTally: NumberRow {}
