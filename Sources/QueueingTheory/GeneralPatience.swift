import Foundation

/// M/M/n+G: Poisson calls, exponential handle times, n agents, any law of patience.
///
/// With V the offered wait, P(V > 0) = λJ/(λJ + 1/B(n-1, a)), J = ∫₀^∞ exp(φ(t)) dt,
/// φ(t) = λ∫₀ᵗ(1 - G) - nμt; every other measure is such an integral with another weight.
/// A caller of zero patience who finds all agents busy abandons at once, with wait 0. Example: 100
/// calls an hour of 180 s with 5 agents and a patience of exactly 120 s: 14.6 % abandon.
///
/// With K trunks it is M/M/n/K+G, and calls that find K present are blocked. Those who came during
/// an offered wait t and still wait are Poisson with mean λH(t), H(t) = ∫₀ᵗ(1 - G), so that exp(φ)
/// gets the factor P(Poisson < K - n), and the blocked ones P(Poisson = K - n). Proportions are of
/// all calls offered, blocked ones included; mean waits are of the calls that enter.
///
/// Valid for load ≥ 0, 1 ≤ n ≤ K. Relative error about 1e-10 (1e-12 for smooth laws without
/// trunks). Some 500 evaluations of the law, whatever the number of agents, plus one Erlang B sum;
/// with trunks as many incomplete gamma functions, and stable under any load.
///
/// Source: F. Baccelli and G. Hebuterne, "On queues with impatient customers", 1981; S. Zeltyn and
/// A. Mandelbaum, "Call centers with impatient customers: many-server asymptotics of the M/M/n+G
/// queue", QUESTA 51, 2005, section 3; with trunks A. Movaghar, "On queueing with customer
/// impatience until the beginning of service", QUESTA 29, 1998, theorem 1.
public struct GeneralPatience: Sendable {
  /// a, in erlangs.
  public let offeredLoad: Double
  /// h, in seconds.
  public let meanHandleTime: Double
  /// n ≥ 1; of a number between two whole ones the lower one.
  public let agents: Int
  /// n itself.
  private let servers: Double
  /// The law of patience.
  public let patience: DurationLaw
  /// K, calls in service and waiting; nil: no limit.
  public let trunks: Int?
  /// P(all n agents busy and a trunk free at arrival).
  public let waitProbability: Double
  /// P(all K trunks taken); 0 without a limit.
  public let blockingProbability: Double
  /// P(an agent free at arrival).
  private let immediateProportion: Double
  /// The part of all calls that abandon.
  public let abandonedProportion: Double
  /// E[W] over all calls that enter, W = min(offered wait, patience), zeros included, in seconds.
  public let averageWait: Double
  /// E[W; served]: seconds waited by the served, per call offered.
  private let servedWait: Double
  /// E[W | abandoned] in seconds.
  public let averageWaitOfAbandoned: Double
  /// Time average of the number waiting: λ times the wait per call (Little 1961).
  public let meanQueue: Double
  private let offeredWait: OfferedWait
  /// The integrals over all positive waits; probabilities are P(V > 0) · integral/mass.
  private let total: OfferedWait.Integrals

  /// - Parameters:
  ///   - arrivalRate: calls per second, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - patience: the law of patience.
  /// - Throws: ``UnstableQueue`` when those who never give up are too many for the agents.
  public init(
    arrivalRate: Double, meanHandleTime: Double, agents: Int, patience: DurationLaw
  ) throws(UnstableQueue) {
    try self.init(
      offeredLoad: arrivalRate * meanHandleTime, meanHandleTime: meanHandleTime,
      agents: agents, patience: patience)
  }

  /// - Parameters:
  ///   - offeredLoad: erlangs, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - patience: the law of patience.
  /// - Throws: ``UnstableQueue`` when those who never give up are too many for the agents.
  public init(
    offeredLoad: Double, meanHandleTime: Double, agents: Int, patience: DurationLaw
  ) throws(UnstableQueue) {
    precondition(agents >= 1, "the number of agents is ≥ 1")
    precondition(patience.isValid, "the patience has parameters in their ranges")
    let remaining = offeredLoad * patience.probabilityOfNeverEnding
    guard remaining < Double(agents) else {
      throw UnstableQueue(offeredLoad: remaining, agents: agents)
    }
    self.init(
      stableLoad: offeredLoad, meanHandleTime: meanHandleTime, agents: agents, patience: patience)
  }

  /// A number of agents between whole ones, by Erlang B between whole numbers of lines.
  ///
  /// Example: 48 calls a minute of 60 s, 50.5 agents, a mean patience of 120 s: 2.75 % abandon.
  /// - Parameters:
  ///   - offeredLoad: erlangs, > 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - fractionalAgents: n > 0.
  ///   - patience: the law of patience.
  /// - Throws: ``UnstableQueue`` when those who never give up are too many for the agents.
  public init(
    offeredLoad: Double, meanHandleTime: Double, fractionalAgents: Double, patience: DurationLaw
  ) throws(UnstableQueue) {
    precondition(fractionalAgents > 0, "the number of agents is > 0")
    precondition(patience.isValid, "the patience has parameters in their ranges")
    let remaining = offeredLoad * patience.probabilityOfNeverEnding
    guard remaining < fractionalAgents else {
      throw UnstableQueue(
        offeredLoad: remaining, agents: Int(clamping: fractionalAgents.rounded(.down)))
    }
    self.init(
      stableLoad: offeredLoad, meanHandleTime: meanHandleTime, servers: fractionalAgents,
      patience: patience)
  }

  /// M/M/n/K+G: always stable.
  ///
  /// - Parameters:
  ///   - offeredLoad: erlangs, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - patience: the law of patience.
  ///   - trunks: K ≥ n.
  public init(
    offeredLoad: Double, meanHandleTime: Double, agents: Int, patience: DurationLaw, trunks: Int
  ) {
    precondition(trunks >= agents, "agents ≤ trunks")
    precondition(patience.isValid, "the patience has parameters in their ranges")
    self.init(
      stableLoad: offeredLoad, meanHandleTime: meanHandleTime, agents: agents, patience: patience,
      trunks: trunks)
  }

  /// For a load, a patience and trunks known to keep the queue stable.
  init(
    stableLoad load: Double, meanHandleTime: Double, agents: Int, patience: DurationLaw,
    trunks: Int? = nil
  ) {
    precondition(agents >= 1, "the number of agents is ≥ 1")
    self.init(
      stableLoad: load, meanHandleTime: meanHandleTime, servers: Double(agents),
      patience: patience, trunks: trunks)
  }

  private init(
    stableLoad load: Double, meanHandleTime: Double, servers: Double, patience: DurationLaw,
    trunks: Int? = nil
  ) {
    precondition(load >= 0 && load.isFinite, "the offered load is finite and ≥ 0")
    precondition(meanHandleTime > 0 && meanHandleTime.isFinite, "the mean handle time is > 0")
    let agents = Int(clamping: servers.rounded(.down))
    self.servers = servers
    offeredLoad = load
    self.meanHandleTime = meanHandleTime
    self.agents = agents
    self.patience = patience
    self.trunks = trunks
    let rate = load / meanHandleTime
    let surplus = (load - servers) / meanHandleTime
    func waits(_ behind: OfferedWait.Behind) -> OfferedWait {
      OfferedWait(arrivalRate: rate, surplus: surplus, patience: patience, behind: behind)
    }
    let places = trunks.map { $0 - agents }
    offeredWait = waits(places.map { .fewer(max(1, $0)) } ?? .any)
    total = places == 0 ? .none : offeredWait.integrals(from: 0, to: .infinity)
    let blocked = places.flatMap { places in
      load > 0 ? waits(.exactly(places)).integrals(from: 0, to: .infinity) : nil
    }
    // Odds of waiting and of being blocked against finding an agent free.
    let logIdle =
      servers == Double(agents)
      ? ErlangB(offeredLoad: load, agents: agents - 1).logBlockingProbability
      : FractionalErlangB(offeredLoad: load, lines: servers - 1).logBlockingProbability
    func logOdds(_ part: OfferedWait.Integrals) -> Double {
      log(rate * part.mass) + part.logScale + logIdle
    }
    let odds = (waiting: logOdds(total), blocked: blocked.map(logOdds) ?? -.infinity)
    let top = max(0, odds.waiting, odds.blocked)
    let sum = exp(-top) + exp(odds.waiting - top) + exp(odds.blocked - top)
    immediateProportion = exp(-top) / sum
    waitProbability = exp(odds.waiting - top) / sum
    blockingProbability = exp(odds.blocked - top) / sum
    abandonedProportion = waitProbability * total.mean(\.abandoned)
    // ∫ φ' exp(φ) dt = -1: what comes in is served or gives up, by another integral.
    let balance = rate * total.served + exp(-total.logScale) - servers / meanHandleTime * total.mass
    precondition(
      trunks != nil || load == 0 || abs(balance) <= 1e-6 * servers / meanHandleTime * total.mass,
      "the integrals over waits with \(patience) have not converged")
    servedWait = waitProbability * total.mean(\.servedWait)
    let wait = servedWait + waitProbability * total.mean(\.abandonedWait)
    let entered = immediateProportion + waitProbability
    averageWait = wait / entered
    meanQueue = rate * wait
    averageWaitOfAbandoned = total.abandoned > 0 ? total.abandonedWait / total.abandoned : 0
  }

  /// Calls per second.
  public var arrivalRate: Double { offeredLoad / meanHandleTime }

  /// The part of all calls that are served.
  public var answeredProportion: Double {
    immediateProportion + waitProbability * total.mean(\.served)
  }

  /// E[W | served] in seconds.
  public var averageSpeedOfAnswer: Double { servedWait / answeredProportion }

  /// Mean busy agents over n, 0…1: ρ (1 - P(abandon)).
  public var occupancy: Double { offeredLoad / servers * answeredProportion }
}

extension GeneralPatience {
  /// P(served and W ≤ T): a part of all calls offered; T in seconds, ≥ 0.
  public func served(within acceptableWait: Double) -> Double {
    immediateProportion + waiting(upTo: acceptableWait, \.served)
  }

  /// P(served and W > T): a part of all calls offered; T in seconds, ≥ 0.
  public func served(after acceptableWait: Double) -> Double {
    waiting(beyond: acceptableWait, \.served)
  }

  /// P(abandoned and W ≤ T): a part of all calls offered; T in seconds, ≥ 0.
  public func abandoned(within time: Double) -> Double {
    waiting(upTo: time, \.abandoned)
      + patience.probabilityOfEnding(by: time) * waiting(beyond: time, \.mass)
  }

  /// P(W > T), W = min(offered wait, patience), accurate however small; T in seconds, ≥ 0.
  public func probabilityOfWaiting(longerThan wait: Double) -> Double {
    patience.probabilityOfLasting(beyond: wait) * waiting(beyond: wait, \.mass)
  }

  /// The shortest time that the part `proportion` of all calls do not wait beyond, in seconds.
  ///
  /// Bisection on P(W > T) to 1e-13; some fifty evaluations. Example: with 48 calls a minute of
  /// 60 s, 50 agents and a mean patience of 120 s, 90 % wait at most 12.4 s.
  /// - Parameter proportion: in [0, 1).
  /// - Returns: 0 when that many do not wait at all.
  public func waitQuantile(_ proportion: Double) -> Double {
    precondition(proportion >= 0 && proportion < 1, "the proportion lies in [0, 1)")
    let remaining = 1 - proportion
    if probabilityOfWaiting(longerThan: 0) <= remaining { return 0 }
    var high = meanHandleTime
    while probabilityOfWaiting(longerThan: high) > remaining { high *= 2 }
    var low = 0.0
    while high - low > 1e-13 * high {
      let middle = (low + high) / 2
      if !(middle > low && middle < high) { break }
      let isBeyond = probabilityOfWaiting(longerThan: middle) <= remaining
      if isBeyond { high = middle } else { low = middle }
    }
    return high
  }

  /// P(V > T), V the wait of a caller who would never give up; T in seconds, ≥ 0.
  public func probabilityOfOfferedWait(longerThan wait: Double) -> Double {
    waiting(beyond: wait, \.mass)
  }

  private func waiting(
    upTo time: Double, _ weight: KeyPath<OfferedWait.Integrals, Double>
  ) -> Double {
    precondition(time >= 0, "a wait is ≥ 0")
    return probability(of: offeredWait.integrals(from: 0, to: time), weight)
  }

  private func waiting(
    beyond time: Double, _ weight: KeyPath<OfferedWait.Integrals, Double>
  ) -> Double {
    precondition(time >= 0, "a wait is ≥ 0")
    if time == 0 { return probability(of: total, weight) }
    return probability(of: offeredWait.integrals(from: time, to: .infinity), weight)
  }

  private func probability(
    of part: OfferedWait.Integrals, _ weight: KeyPath<OfferedWait.Integrals, Double>
  ) -> Double {
    guard total.mass > 0 else { return 0 }
    let scale = exp(part.logScale - total.logScale)
    return waitProbability * (part[keyPath: weight] * scale / total.mass)
  }
}

extension GeneralPatience: QueueMeasures {
  /// The fewest agents that reach every goal; O(log n) evaluations of the model.
  ///
  /// - Parameters:
  ///   - offeredLoad: erlangs, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - patience: the law of patience.
  ///   - goals: see ``StaffingGoal``.
  /// - Returns: n ≥ 1.
  public static func requiredAgents(
    offeredLoad: Double, meanHandleTime: Double, patience: DurationLaw, goals: [StaffingGoal]
  ) -> Int {
    StaffingGoal.fewestAgents(from: 1, reaching: goals) {
      try? GeneralPatience(
        offeredLoad: offeredLoad, meanHandleTime: meanHandleTime, agents: $0, patience: patience)
    }
  }
}
