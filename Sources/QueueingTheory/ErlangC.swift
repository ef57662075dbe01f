import Foundation

/// Erlang C: the queue M/M/n without abandonment, first come first served.
///
/// C(n, a) = 1 / (ρ + (1 - ρ)/B(n, a)), ρ = a/n; the wait of those who wait is exponential with
/// mean h/(n - a). Example: 100 calls per half hour of 180 s are 10 erlangs; 14 agents let 17.4 %
/// wait and answer 88.8 % within 20 s.
///
/// Needs a < n. Relative error below 1e-11 plus that of n - a: give the load itself when it lies
/// close to n, because a product of rate and time loses digits of n - a. Cost that of ``ErlangB``.
///
/// Source: A. K. Erlang 1917; R. B. Cooper, "Introduction to Queueing Theory", 2nd ed. 1981,
/// eqs. (4.8)–(4.15) of chapter 3.
public struct ErlangC: Sendable {
  /// a, in erlangs.
  public let offeredLoad: Double
  /// h, in seconds.
  public let meanHandleTime: Double
  /// n.
  public let agents: Int
  /// C(n, a) = P(W > 0), the part of the calls that wait.
  public let waitProbability: Double

  /// - Parameters:
  ///   - arrivalRate: calls per second, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  /// - Throws: ``UnstableQueue`` when arrivalRate × meanHandleTime ≥ agents.
  public init(arrivalRate: Double, meanHandleTime: Double, agents: Int) throws(UnstableQueue) {
    try self.init(
      offeredLoad: arrivalRate * meanHandleTime, meanHandleTime: meanHandleTime, agents: agents)
  }

  /// - Parameters:
  ///   - offeredLoad: erlangs, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  /// - Throws: ``UnstableQueue`` when offeredLoad ≥ agents.
  public init(offeredLoad: Double, meanHandleTime: Double, agents: Int) throws(UnstableQueue) {
    precondition(offeredLoad >= 0 && offeredLoad.isFinite, "the offered load is finite and ≥ 0")
    precondition(meanHandleTime > 0 && meanHandleTime.isFinite, "the mean handle time is > 0")
    precondition(agents >= 0, "the number of agents is ≥ 0")
    guard offeredLoad < Double(agents) else {
      throw UnstableQueue(offeredLoad: offeredLoad, agents: agents)
    }
    self.offeredLoad = offeredLoad
    self.meanHandleTime = meanHandleTime
    self.agents = agents
    // 1/C = 1 + (1 - ρ) r with r = 1/B - 1: no subtraction but n - a.
    let series = LossSeries(agents: agents, offeredLoad: offeredLoad)
    let idle = (Double(agents) - offeredLoad) / Double(agents)
    let scaled = LossSeries(mantissa: series.mantissa * idle, logScale: series.logScale)
    waitProbability = exp(-scaled.logOfOnePlus)
  }

  /// (n - a)/h: the rate at which the wait of those who wait ends, per second.
  private var waitEndRate: Double { (Double(agents) - offeredLoad) / meanHandleTime }

  /// Calls per second.
  public var arrivalRate: Double { offeredLoad / meanHandleTime }

  /// ρ = a/n, 0…1.
  public var occupancy: Double { offeredLoad / Double(agents) }

  /// E[W] over all calls, zeros included, in seconds: C h/(n - a).
  public var averageSpeedOfAnswer: Double { waitProbability / waitEndRate }

  /// E[W | W > 0] in seconds: h/(n - a).
  public var averageWaitIfWaiting: Double { 1 / waitEndRate }

  /// Time average of the number waiting: C a/(n - a).
  public var meanQueue: Double {
    waitProbability * offeredLoad / (Double(agents) - offeredLoad)
  }

  /// P(W > T) = C exp(-(n - a) T/h), with full relative accuracy however small.
  ///
  /// - Parameter wait: T in seconds, ≥ 0.
  /// - Returns: a part of all calls.
  public func probabilityOfWaiting(longerThan wait: Double) -> Double {
    precondition(wait >= 0, "a wait is ≥ 0")
    return waitProbability * exp(-waitEndRate * wait)
  }

  /// The shortest time within which the part `proportion` of the calls is answered, in seconds:
  /// max(0, h/(n - a) · ln(C/(1 - p))).
  ///
  /// - Parameter proportion: p in [0, 1).
  /// - Returns: 0 when that many do not wait at all.
  public func waitQuantile(_ proportion: Double) -> Double {
    precondition(proportion >= 0 && proportion < 1, "the proportion lies in [0, 1)")
    let remaining = 1 - proportion
    return remaining >= waitProbability ? 0 : log(waitProbability / remaining) / waitEndRate
  }
}

extension ErlangC: QueueMeasures {
  /// 0: nobody gives up.
  public var abandonedProportion: Double { 0 }
  /// 1: everybody is served in the end.
  public var answeredProportion: Double { 1 }
  /// The same as ``averageSpeedOfAnswer``, in seconds.
  public var averageWait: Double { averageSpeedOfAnswer }
  /// P(W ≤ T), the same as the service level.
  public func served(within acceptableWait: Double) -> Double {
    1 - probabilityOfWaiting(longerThan: acceptableWait)
  }
  /// 0: nobody gives up.
  public func abandoned(within time: Double) -> Double { 0 }

  /// The fewest agents that reach every goal; every measure improves with each agent.
  ///
  /// Example: 240 calls an hour of 300 s with 90 % within 30 s need 26 agents.
  /// O(log √a) evaluations of Erlang C.
  /// - Parameters:
  ///   - offeredLoad: erlangs, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - goals: see ``StaffingGoal``.
  /// - Returns: n, at least the fewest that are stable.
  public static func requiredAgents(
    offeredLoad: Double, meanHandleTime: Double, goals: [StaffingGoal]
  ) -> Int {
    StaffingGoal.fewestAgents(from: Int(clamping: offeredLoad.rounded(.down)) + 1, reaching: goals) {
      try? ErlangC(offeredLoad: offeredLoad, meanHandleTime: meanHandleTime, agents: $0)
    }
  }
}
