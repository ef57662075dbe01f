/// A voice menu and agents behind K trunks, without abandonment.
///
/// Calls hold a trunk in the menu (mean time d), then with probability p go on to n agents, else
/// hang up. The numbers in the menu and at the agents have a product form: Poisson weights of load
/// λd times M/M/n weights of load pλh, cut at K calls. So the number j at the agents is a
/// birth-and-death chain with the ratio pλh/min(j + 1, n) · (1 - B(K - j, λd)), B being Erlang's
/// formula: the menu has K - j trunks left. A call that leaves the menu sees the network with K - 1
/// trunks (arrival theorem). Insensitive to the law of the menu time. Example: 600 calls an hour, 60 s
/// in the menu, 60 % go on to 26 agents for 240 s: 60 trunks block 0.76 %.
///
/// Valid for all positive parameters; stable under any load. Relative error below 1e-11. O(K), half
/// a millisecond at 20,000 trunks.
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
  /// P(n + i calls at the agents), i = 0, 1, …, seen by a call that leaves the menu.
  private let seenWaiting: [Double]

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
    let menuLoad = arrivalRate * meanMenuTime
    let agentLoad = arrivalRate * proportionToAgents * meanHandleTime
    let menu = ErlangB.byLines(load: menuLoad, upTo: trunks)
    var law = BirthDeath.stationary(upTo: trunks) { number in
      agentLoad / Double(min(number + 1, agents)) * menu.free[trunks - number]
    }
    var (full, enters, busy, waits, queue) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for number in law.indices {
      busy += law[number] * Double(min(number, agents))
      full += law[number] * menu.blocking[trunks - number]
      // With one trunk less, each number is less likely by the part that enters.
      let seen = law[number] * menu.free[trunks - number]
      law[number] = seen
      enters += seen
      if number >= agents {
        waits += seen
        queue += seen * Double(number - agents + 1)
      }
    }
    blockingProbability = full
    occupancy = busy / Double(agents)
    waitProbability = waits / enters
    seenWaiting = law.dropFirst(agents).map { $0 / enters }
    let serviceRate = Double(agents) / meanHandleTime
    position = QueuePosition(serviceRate: serviceRate, abandonmentRate: 0)
    averageSpeedOfAnswer = queue / enters / serviceRate
  }

  /// P(W ≤ T) of the calls that reach the agents; T in seconds, ≥ 0.
  public func serviceLevel(within acceptableWait: Double) -> Double {
    precondition(acceptableWait >= 0, "a wait is ≥ 0")
    let tails = position.offeredWaitTails(
      longerThan: acceptableWait, upTo: seenWaiting.count - 1)
    return 1 - zip(seenWaiting, tails).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
