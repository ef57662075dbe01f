import Foundation

/// Erlang B: the loss system M/G/n/n, where a call that finds all agents (or lines) busy is lost.
///
/// B(n, a) = (aⁿ/n!) / Σ_{k=0…n} aᵏ/k!, a = arrival rate × mean handle time. Insensitive to the
/// law of the handle time. Example: 10 erlangs on 15 lines lose 3.65 % of the calls.
///
/// Valid for every load ≥ 0 and every number of agents ≥ 0. Relative error below 1e-11 up to
/// 20,000 agents, also for blocking of 1e-300. About n - a + 9√n additions.
///
/// Source: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance
/// in automatic telephone exchanges", 1917, eq. for grade of service; the sum from state n
/// downwards is the inverse of D. L. Jagerman, "Some properties of the Erlang loss function",
/// BSTJ 53, 1974, eq. (3).
public struct ErlangB: Sendable {
  /// a, in erlangs.
  public let offeredLoad: Double
  /// n: agents, lines or trunks.
  public let agents: Int
  /// ln B, finite where B itself is below the smallest `Double`.
  public let logBlockingProbability: Double
  /// 1 - B without cancellation, the part of the calls that is carried.
  public let carriedProportion: Double

  /// - Parameters:
  ///   - arrivalRate: calls per second, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 0.
  public init(arrivalRate: Double, meanHandleTime: Double, agents: Int) {
    self.init(offeredLoad: arrivalRate * meanHandleTime, agents: agents)
  }

  /// - Parameters:
  ///   - offeredLoad: erlangs, finite and ≥ 0.
  ///   - agents: n ≥ 0.
  public init(offeredLoad: Double, agents: Int) {
    precondition(offeredLoad >= 0 && offeredLoad.isFinite, "the offered load is finite and ≥ 0")
    precondition(agents >= 0, "the number of agents is ≥ 0")
    self.offeredLoad = offeredLoad
    self.agents = agents
    let series = LossSeries(agents: agents, offeredLoad: offeredLoad)
    logBlockingProbability = -series.logOfOnePlus
    let below = series.value
    carriedProportion = below.isFinite ? below / (1 + below) : 1
  }

  /// B(n, a): the part of the calls lost, and of the time during which all agents are busy.
  ///
  /// Zero only when it is below the smallest `Double`; see ``logBlockingProbability``.
  public var blockingProbability: Double { exp(logBlockingProbability) }

  /// a (1 - B), the mean number of busy agents, in erlangs; relative error below 1e-13 at a ≥ n.
  public var carriedLoad: Double { offeredLoad * carriedProportion }

  /// a B, in erlangs.
  public var lostLoad: Double { offeredLoad * blockingProbability }

  /// Carried load per agent, 0…1; 0 without agents.
  public var occupancy: Double { agents == 0 ? 0 : carriedLoad / Double(agents) }
}

extension ErlangB: QueueMeasures {
  /// 0: a call that finds all agents busy is lost at once.
  public var waitProbability: Double { 0 }
  /// 0: nobody waits who could give up.
  public var abandonedProportion: Double { 0 }
  /// The same as ``carriedProportion``.
  public var answeredProportion: Double { carriedProportion }
  /// 0: nobody waits.
  public var averageWait: Double { 0 }
  /// 0: nobody waits.
  public var averageSpeedOfAnswer: Double { 0 }
  /// 0: nobody waits.
  public var meanQueue: Double { 0 }
  /// The part of the calls that is carried, whatever T.
  public func served(within acceptableWait: Double) -> Double { carriedProportion }
  /// 0: nobody waits who could give up.
  public func abandoned(within time: Double) -> Double { 0 }

  /// The fewest agents with B(n, a) ≤ `blocking`.
  ///
  /// Recursion 1/B(n) = 1 + (n/a)/B(n-1) (upwards, stable), so O(n). Example: 6 erlangs and 1 %
  /// need 13 lines.
  /// - Parameters:
  ///   - offeredLoad: erlangs, ≥ 0.
  ///   - blocking: the highest blocking allowed, in (0, 1].
  /// - Returns: n ≥ 0.
  public static func requiredAgents(offeredLoad: Double, blocking: Double) -> Int {
    precondition(offeredLoad >= 0 && offeredLoad.isFinite, "the offered load is finite and ≥ 0")
    precondition(blocking > 0 && blocking <= 1, "the blocking goal lies in (0, 1]")
    var inverse = 1.0
    var agents = 0
    while 1 / inverse > blocking {
      agents += 1
      inverse = 1 + Double(agents) / offeredLoad * inverse
    }
    return agents
  }

  /// The load at which n agents lose exactly the part `blocking` of the calls, in erlangs.
  ///
  /// Newton on ln B against ln a, whose slope is n - a(1 - B) (Jagerman 1974), kept in a bracket;
  /// relative error about 1e-13, some ten evaluations of B. Example: 10 lines lose 1 % at
  /// 4.461 erlangs.
  /// - Parameters:
  ///   - agents: n ≥ 1.
  ///   - blocking: in (0, 1).
  /// - Returns: erlangs.
  public static func maximumLoad(agents: Int, blocking: Double) -> Double {
    precondition(agents >= 1, "the number of agents is ≥ 1")
    precondition(blocking > 0 && blocking < 1, "the blocking goal lies in (0, 1)")
    let goal = log(blocking)
    let count = Double(agents)
    // B ≥ 1 - n/a bounds the load above. B ≤ aⁿ/n! bounds it below.
    let lower = (goal + lgamma(count + 1)) / count
    let upper = log(count) - log1p(-blocking)
    let root = Roots.increasing(from: lower, to: upper) { logLoad in
      let system = ErlangB(offeredLoad: exp(logLoad), agents: agents)
      let slope = count - system.carriedLoad
      return (system.logBlockingProbability - goal, slope)
    }
    return exp(root)
  }
}

extension ErlangB {
  /// B(k, a) and 1 - B(k, a) for k = 0…count lines, by Erlang's recursion without subtractions.
  static func byLines(
    load: Double, upTo count: Int
  ) -> (blocking: [Double], free: [Double]) {
    var blocking = [Double](repeating: 0, count: count + 1)
    var free = [Double](repeating: 1, count: count + 1)
    (blocking[0], free[0]) = (1, 0)
    for lines in 1...count {
      let before = load * blocking[lines - 1]
      if before < .leastNormalMagnitude { break }
      let whole = Double(lines) + before
      blocking[lines] = before / whole
      free[lines] = Double(lines) / whole
    }
    return (blocking, free)
  }
}
