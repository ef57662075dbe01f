/// Erlang A: the queue M/M/n+M, whose callers give up after an exponential patience.
///
/// Palm's model: P(W > 0) = λJ/(λJ + 1/B(n-1, a)), J = ∫₀^∞ exp((λ/θ)(1 - e^{-θt}) - nμt) dt, with
/// 1/θ the mean patience; always stable. Example: 48 calls a minute of 60 s with 50 agents and a
/// patience of 120 s: 3.1 % abandon, the average wait is 3.71 s.
///
/// Valid for load ≥ 0, agents ≥ 1, patience > 0. Relative error below 1e-10 up to 20,000 agents
/// and for patience from far below to far above the handle time. Some 500 evaluations of an
/// exponential whatever the size, plus one Erlang B sum.
///
/// Source: C. Palm, "Research on telephone traffic carried by full availability groups", Tele 1,
/// 1957; A. Mandelbaum and S. Zeltyn, "Service engineering in action: the Palm/Erlang-A queue",
/// 2007, section 3.
public struct ErlangA: Sendable, QueueMeasures {
  /// 1/θ, in seconds.
  public let meanPatience: Double
  private let queue: GeneralPatience

  /// - Parameters:
  ///   - arrivalRate: calls per second, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - meanPatience: seconds, finite and > 0.
  public init(arrivalRate: Double, meanHandleTime: Double, agents: Int, meanPatience: Double) {
    self.init(
      offeredLoad: arrivalRate * meanHandleTime, meanHandleTime: meanHandleTime,
      agents: agents, meanPatience: meanPatience)
  }

  /// - Parameters:
  ///   - offeredLoad: erlangs, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - meanPatience: seconds, finite and > 0.
  public init(offeredLoad: Double, meanHandleTime: Double, agents: Int, meanPatience: Double) {
    precondition(meanPatience > 0 && meanPatience.isFinite, "the mean patience is finite and > 0")
    self.meanPatience = meanPatience
    queue = GeneralPatience(
      stableLoad: offeredLoad, meanHandleTime: meanHandleTime, agents: agents,
      patience: .exponential(mean: meanPatience))
  }

  /// a, in erlangs.
  public var offeredLoad: Double { queue.offeredLoad }
  /// h, in seconds.
  public var meanHandleTime: Double { queue.meanHandleTime }
  /// n.
  public var agents: Int { queue.agents }
  /// Calls per second.
  public var arrivalRate: Double { queue.arrivalRate }

  /// P(all n agents busy at arrival).
  public var waitProbability: Double { queue.waitProbability }
  /// The part of all calls that abandon; equals θ E[W].
  public var abandonedProportion: Double { queue.abandonedProportion }
  /// The part of all calls that are served.
  public var answeredProportion: Double { queue.answeredProportion }
  /// E[W] over served and abandoned calls, zeros included, in seconds.
  public var averageWait: Double { queue.averageWait }
  /// E[W | served] in seconds.
  public var averageSpeedOfAnswer: Double { queue.averageSpeedOfAnswer }
  /// E[W | abandoned] in seconds.
  public var averageWaitOfAbandoned: Double { queue.averageWaitOfAbandoned }
  /// Time average of the number waiting: λ E[W].
  public var meanQueue: Double { queue.meanQueue }
  /// Mean busy agents over n, 0…1.
  public var occupancy: Double { queue.occupancy }

  /// P(served and W ≤ T) over all calls offered; T in seconds, ≥ 0.
  public func served(within acceptableWait: Double) -> Double {
    queue.served(within: acceptableWait)
  }

  /// P(served and W > T) over all calls offered; T in seconds, ≥ 0.
  public func served(after acceptableWait: Double) -> Double {
    queue.served(after: acceptableWait)
  }

  /// P(abandoned and W ≤ T) over all calls offered; T in seconds, ≥ 0.
  public func abandoned(within time: Double) -> Double { queue.abandoned(within: time) }

  /// P(W > T), W = min(offered wait, patience); T in seconds, ≥ 0.
  public func probabilityOfWaiting(longerThan wait: Double) -> Double {
    queue.probabilityOfWaiting(longerThan: wait)
  }

  /// The shortest time that the part `proportion` of all calls do not wait beyond, in seconds.
  ///
  /// See ``GeneralPatience/waitQuantile(_:)``; proportion in [0, 1).
  public func waitQuantile(_ proportion: Double) -> Double { queue.waitQuantile(proportion) }
}

extension ErlangA {
  /// The fewest agents that reach every goal; O(log n) evaluations of Erlang A.
  ///
  /// Example: 1000 calls an hour of 300 s with a patience of 120 s need 88 agents to keep
  /// abandonment below 3 %.
  /// - Parameters:
  ///   - offeredLoad: erlangs, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - meanPatience: seconds, finite and > 0.
  ///   - goals: see ``StaffingGoal``.
  /// - Returns: n ≥ 1.
  public static func requiredAgents(
    offeredLoad: Double, meanHandleTime: Double, meanPatience: Double, goals: [StaffingGoal]
  ) -> Int {
    StaffingGoal.fewestAgents(from: 1, reaching: goals) {
      ErlangA(
        offeredLoad: offeredLoad, meanHandleTime: meanHandleTime, agents: $0,
        meanPatience: meanPatience)
    }
  }
}
