/// A bot in front of agents: whom it keeps from them, and whom it does not.
///
/// Contacts come in a Poisson stream. A free one of c sessions takes a contact at once, else it goes to an
/// agent at once (Erlang B, whatever the law of a session). With the containment c a session ends without an
/// agent; of these customers the part q is not helped and comes back. What comes back goes to an agent, or to
/// the bot again, without end. Contacts that were with the bot take longer with an agent by a factor.
/// Example: 400 contacts an hour, containment 45 %, 12 % of these falsely, 300 s × 1.2: 24.16 erlangs for
/// agents, where the subtraction λ(1 - c) × 300 s plans 18.33.
///
/// Limited sessions with returns to the bot have no formula: what comes back is no Poisson stream.
///
/// Source: flow balance; A. Erlang 1917 for the loss of sessions.
public struct BotSessions: Sendable {
  /// Contacts per second.
  public let arrivalRate: Double
  /// In seconds.
  public let meanSession: Double
  /// The part of the sessions that end without an agent.
  public let containment: Double
  /// The part of those whose customer comes back.
  public let falseContainment: Double
  /// In seconds.
  public let meanReturnDelay: Double
  /// Whether the customers who come back go to the bot again.
  public let returnsToBot: Bool
  /// The part of the attempts that find all sessions taken.
  public let overflowProbability: Double

  /// - Parameters:
  ///   - arrivalRate: contacts per second, > 0.
  ///   - meanSession: seconds, > 0.
  ///   - sessions: how many there are, ≥ 1; nil: enough for all.
  ///   - containment: 0…1.
  ///   - falseContainment: 0…1; with returns to the bot the product of both is below 1.
  ///   - meanReturnDelay: seconds, ≥ 0.
  ///   - returnsToBot: whether the customers who come back go to the bot; only with sessions for all.
  public init(
    arrivalRate: Double, meanSession: Double, sessions: Int?, containment: Double,
    falseContainment: Double, meanReturnDelay: Double = 0, returnsToBot: Bool
  ) {
    precondition((0...1).contains(containment) && (0...1).contains(falseContainment), "parts are 0…1")
    precondition(
      !returnsToBot || (sessions == nil || falseContainment == 0) && containment * falseContainment < 1,
      "returns to limited sessions have no formula")
    self.arrivalRate = arrivalRate
    self.meanSession = meanSession
    self.containment = containment
    self.falseContainment = falseContainment
    self.meanReturnDelay = meanReturnDelay
    self.returnsToBot = returnsToBot
    overflowProbability =
      sessions.map { ErlangB(offeredLoad: arrivalRate * meanSession, agents: $0).blockingProbability } ?? 0
  }

  /// First and returning attempts, per second.
  public var attemptRate: Double {
    returnsToBot ? arrivalRate / (1 - containment * falseContainment) : arrivalRate
  }
  /// Attempts that find all sessions taken, per second.
  public var overflowRate: Double { attemptRate * overflowProbability }
  /// Sessions that begin, per second.
  private var sessionRate: Double { attemptRate - overflowRate }
  /// Sessions that end with an agent, per second.
  public var escalationRate: Double { sessionRate * (1 - containment) }
  /// Customers who will come back, per second.
  public var returnRate: Double { sessionRate * containment * falseContainment }
  /// Customers whom the bot has helped, per second.
  public var solvedRate: Double { sessionRate * containment * (1 - falseContainment) }
  /// Contacts for agents, per second.
  public var agentRate: Double { overflowRate + escalationRate + (returnsToBot ? 0 : returnRate) }
  /// Mean sessions at a time.
  public var meanSessions: Double { sessionRate * meanSession }
  /// Mean customers who will come back.
  public var meanAwaitingReturn: Double { returnRate * meanReturnDelay }

  /// The load of agents, in erlangs.
  ///
  /// - Parameters:
  ///   - handleTime: of a contact that was not with the bot, in seconds.
  ///   - uplift: the factor for the others.
  /// - Returns: offered to agents.
  public func agentLoad(handleTime: Double, uplift: Double) -> Double {
    (overflowRate + (agentRate - overflowRate) * uplift) * handleTime
  }

  /// The load that arrivals × (1 - containment) × handle time plans, in erlangs.
  public func subtractionLoad(handleTime: Double) -> Double {
    arrivalRate * (1 - containment) * handleTime
  }
}
