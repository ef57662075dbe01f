/// M/M/c with retrials: a blocked caller joins an orbit with probability H (else is lost) and tries
/// again after an exponential time, each on his own.
///
/// Example: 10 calls an hour of 180 s on one agent, retried after 60 s for ever, make 5 attempts a
/// call, of which 80 % are blocked.
///
/// The chain (busy i, orbit j) is cut at an orbit whose probability is below 1e-15. Level by level
/// from the top: the cut between two levels gives the state with all agents busy, and the other
/// states solve a tridiagonal system of positive terms.
///
/// With H = 1 it needs load < c. Relative error about 1e-10. O(c · orbit).
///
/// Source: G. I. Falin and J. G. C. Templeton, "Retrial Queues", 1997, sections 2.2 and 2.5.
public struct Retrials: Sendable {
  /// First calls per second.
  public let arrivalRate: Double
  /// c.
  public let agents: Int
  /// The part of the time, not of the attempts, that finds all agents busy.
  public let allBusyProbability: Double
  /// Time average of the callers in orbit.
  public let meanOrbit: Double
  /// Time average of the busy agents.
  public let meanBusy: Double
  /// Blocked attempts per second.
  private let blockedRate: Double
  private let retryRate: Double
  private let meanHandleTime: Double

  /// - Parameters:
  ///   - arrivalRate: first calls per second, > 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: c ≥ 1.
  ///   - meanRetryTime: seconds, > 0.
  ///   - persistence: H in (0, 1], the probability of trying again after each blocked attempt.
  /// - Throws: ``QueueTooLarge`` above 2e7 states, ``UnstableQueue`` when H = 1 and the load is not below c.
  public init(
    arrivalRate: Double, meanHandleTime: Double, agents: Int, meanRetryTime: Double,
    persistence: Double
  ) throws {
    precondition(arrivalRate > 0 && meanHandleTime > 0 && meanRetryTime > 0, "rates are > 0")
    precondition(agents >= 1, "the number of agents is ≥ 1")
    precondition(persistence > 0 && persistence <= 1, "the persistence is in (0, 1]")
    let load = arrivalRate * meanHandleTime
    if persistence == 1 && load >= Double(agents) {
      throw UnstableQueue(offeredLoad: load, agents: agents)
    }
    // Retries only add to the load of Erlang's loss system, so at least so many are in orbit.
    let blocked = ErlangB(offeredLoad: load, agents: agents).blockingProbability
    let leastOrbit = arrivalRate * blocked * persistence * meanRetryTime
    let leastStates = leastOrbit * Double(agents + 1)
    if !(leastStates <= OrbitLevels.mostStates) { throw QueueTooLarge(states: leastStates) }
    self.arrivalRate = arrivalRate
    self.agents = agents
    self.meanHandleTime = meanHandleTime
    retryRate = 1 / meanRetryTime
    let levels = OrbitLevels(
      arrivalRate: arrivalRate, handleRate: 1 / meanHandleTime, agents: agents,
      retryRate: retryRate, persistence: persistence)
    let totals = try levels.totals()
    allBusyProbability = totals.allBusy
    meanOrbit = totals.orbit
    meanBusy = totals.busy
    blockedRate = totals.allBusy * arrivalRate + totals.blockedOrbit * retryRate
  }

  /// All attempts per second, first calls and retries.
  private var attemptRate: Double { arrivalRate + meanOrbit * retryRate }

  /// Attempts per first call.
  public var attemptsPerCall: Double { attemptRate / arrivalRate }

  /// Blocked attempts over all attempts.
  public var blockingProbabilityPerAttempt: Double { blockedRate / attemptRate }

  /// The part of the first calls that are served in the end.
  public var servedProportion: Double { meanBusy / (arrivalRate * meanHandleTime) }
}

/// The stationary law of the chain (busy, orbit), level by level.
private struct OrbitLevels {
  let arrivalRate: Double
  let handleRate: Double
  let agents: Int
  let retryRate: Double
  let persistence: Double

  struct Totals {
    var mass = 0.0
    var allBusy = 0.0
    var orbit = 0.0
    var busy = 0.0
    /// E[orbit; all agents busy].
    var blockedOrbit = 0.0

    mutating func add(_ level: [Double], orbit number: Int) {
      let sum = level.reduce(0, +)
      mass += sum
      allBusy += level[level.count - 1]
      orbit += Double(number) * sum
      busy += level.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
      blockedOrbit += Double(number) * level[level.count - 1]
    }

    mutating func scale(by factor: Double) {
      mass *= factor
      allBusy *= factor
      orbit *= factor
      busy *= factor
      blockedOrbit *= factor
    }
  }

  /// More states than this take longer than a second.
  static let mostStates = 2e7

  /// Doubles the cut until the highest level holds nothing.
  func totals() throws(QueueTooLarge) -> Totals {
    var highest = 64
    while true {
      let states = Double(highest) * Double(agents + 1)
      if states > Self.mostStates { throw QueueTooLarge(states: states) }
      let (totals, top) = totals(highest: highest)
      if top < 1e-15 { return totals }
      highest *= 2
    }
  }

  private func totals(highest: Int) -> (Totals, top: Double) {
    var totals = Totals()
    var level = solve(orbit: highest, allBusy: 1, above: nil)
    totals.add(level, orbit: highest)
    var top = totals.mass
    for orbit in stride(from: highest - 1, through: 0, by: -1) {
      let free = level.dropLast().reduce(0, +)
      let leaving = Double(orbit + 1) * retryRate * (free + (1 - persistence) * level[agents])
      level = solve(
        orbit: orbit, allBusy: leaving / (arrivalRate * persistence), above: level)
      totals.add(level, orbit: orbit)
      if totals.mass > 1e200 {
        totals.scale(by: 1e-200)
        top *= 1e-200
        level = level.map { $0 * 1e-200 }
      }
    }
    top /= totals.mass
    totals.scale(by: 1 / totals.mass)
    return (totals, top)
  }

  /// One level from its last state and the level above: for i < c
  /// (λ + iμ + jν) p(i) = λ p(i - 1) + (i + 1)μ p(i + 1) + (j + 1)ν p_above(i - 1).
  private func solve(orbit: Int, allBusy: Double, above: [Double]?) -> [Double] {
    var level = [Double](repeating: 0, count: agents + 1)
    var (upper, right) = (level, level)
    for busy in 0..<agents {
      let retried = busy > 0 ? above?[busy - 1] ?? 0 : 0
      let inflow = Double(orbit + 1) * retryRate * retried
      let carried = busy > 0 ? arrivalRate * upper[busy - 1] : 0
      let out = arrivalRate + Double(busy) * handleRate + Double(orbit) * retryRate - carried
      upper[busy] = Double(busy + 1) * handleRate / out
      right[busy] = (inflow + (busy > 0 ? arrivalRate * right[busy - 1] : 0)) / out
    }
    level[agents] = allBusy
    for busy in stride(from: agents - 1, through: 0, by: -1) {
      level[busy] = right[busy] + upper[busy] * level[busy + 1]
    }
    return level
  }
}
