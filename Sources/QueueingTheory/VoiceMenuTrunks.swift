/// A voice menu and agents behind K trunks, without abandonment.
///
/// Calls hold a trunk in the menu (mean time d), then with probability p go on to n agents, else
/// hang up. The numbers in the menu and at the agents have a product form: Poisson weights of load
/// λd times M/M/n weights of load pλh, cut at K calls. A call that leaves the menu sees the network
/// with K - 1 trunks (arrival theorem). Insensitive to the law of the menu time.
///
/// Valid for all positive parameters; stable under any load. Relative error below 1e-11.
/// O(K) with a running sum.
///
/// Source: R. Srinivasan, J. Talim and J. Wang, "Performance analysis of a call center with
/// interactive voice response units", TOP 12, 2004, eqs. (4)–(11).
public struct VoiceMenuTrunks: Sendable {
  /// P(all trunks taken): the part of the calls blocked.
  public let blockingProbability: Double
  /// P(wait > 0) of the calls that reach the agents.
  public let waitProbability: Double
  /// E[W] of the calls that reach the agents, zeros included, in seconds.
  public let averageSpeedOfAnswer: Double
  /// Mean busy agents over n, 0…1.
  public let occupancy: Double
  /// nμ, per second.
  private let position: QueuePosition
  /// P(j calls at the agents) seen by a call that leaves the menu.
  private let seenAtAgents: [Double]
  private let agents: Int

  /// - Parameters:
  ///   - arrivalRate: calls per second, > 0.
  ///   - meanMenuTime: seconds, > 0.
  ///   - proportionToAgents: p in (0, 1].
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - trunks: K ≥ 1.
  public init(
    arrivalRate: Double, meanMenuTime: Double, proportionToAgents: Double,
    meanHandleTime: Double, agents: Int, trunks: Int
  ) {
    precondition(arrivalRate > 0 && meanMenuTime > 0 && meanHandleTime > 0, "rates are > 0")
    precondition(proportionToAgents > 0 && proportionToAgents <= 1, "the proportion is in (0, 1]")
    precondition(agents >= 1 && trunks >= 1, "agents and trunks are ≥ 1")
    self.agents = agents
    let loads = (
      menu: arrivalRate * meanMenuTime, agents: arrivalRate * proportionToAgents * meanHandleTime
    )
    let present = Self.atAgents(loads.menu, loads.agents, agents: agents, trunks: trunks)
    blockingProbability = present.blocking
    occupancy =
      present.law.enumerated().reduce(0) { $0 + Double(min($1.offset, agents)) * $1.element }
      / Double(agents)
    seenAtAgents = Self.atAgents(loads.menu, loads.agents, agents: agents, trunks: trunks - 1).law
    waitProbability = seenAtAgents.dropFirst(agents).reduce(0, +)
    let serviceRate = Double(agents) / meanHandleTime
    position = QueuePosition(serviceRate: serviceRate, abandonmentRate: 0)
    averageSpeedOfAnswer = seenAtAgents.enumerated().reduce(0) {
      $0 + Double(max(0, $1.offset - agents + 1)) * $1.element / serviceRate
    }
  }

  /// P(W ≤ T) of the calls that reach the agents; T in seconds, ≥ 0.
  public func serviceLevel(within acceptableWait: Double) -> Double {
    let waiting = seenAtAgents.dropFirst(agents)
    let tails = position.offeredWaitTails(longerThan: acceptableWait, upTo: waiting.count - 1)
    return 1 - zip(waiting, tails).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The law of the number at the agents, and P(all trunks taken).
  private static func atAgents(
    _ menuLoad: Double, _ agentLoad: Double, agents: Int, trunks: Int
  ) -> (law: [Double], blocking: Double) {
    guard trunks > 0 else { return ([1], 1) }
    // Scaled to their peaks, both factors keep relative accuracy.
    let menu = BirthDeath.stationary(upTo: trunks) { menuLoad / Double($0 + 1) }
    let busy = BirthDeath.stationary(upTo: trunks) { agentLoad / Double(min($0 + 1, agents)) }
    var below = 0.0
    var law = [Double](repeating: 0, count: trunks + 1)
    var full = 0.0
    for inMenu in 0...trunks {
      below += menu[inMenu]
      let atAgents = trunks - inMenu
      law[atAgents] = busy[atAgents] * below
      full += busy[atAgents] * menu[inMenu]
    }
    let sum = law.reduce(0, +)
    return (law.map { $0 / sum }, full / sum)
  }
}
