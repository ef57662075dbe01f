import Foundation

/// M/M/n/K+M: n agents and K trunks; a call that finds all trunks taken is blocked and lost.
///
/// A birth-and-death chain on 0…K with deaths kμ up to n and nμ + (k - n)θ beyond; waits from the
/// beta law of ``QueuePosition``. Without patience (M/M/n/K) it is stable under any load; with
/// K = n it is Erlang B. Proportions are of all calls offered, blocked calls counting as missed;
/// the waits are of the calls that enter. Example: 10 erlangs on 14 agents who never see a caller
/// give up: 19 trunks block 0.95 %.
///
/// Valid for load ≥ 0, 1 ≤ n ≤ K. Relative error below 1e-11. O(K), a tenth of a millisecond at
/// 20,000 trunks.
///
/// Source: O. Garnett, A. Mandelbaum and M. Reiman, "Designing a call center with impatient
/// customers", M&SOM 4, 2002, and the M/M/N/B+M of Whitt, "Engineering solution of a basic
/// call-center model", Management Science 51, 2005, section 2.
public struct TrunkedQueue: Sendable {
  /// Calls per second.
  public let arrivalRate: Double
  /// h, in seconds.
  public let meanHandleTime: Double
  /// n.
  public let agents: Int
  /// K, calls in service and waiting.
  public let trunks: Int
  /// 1/θ in seconds; nil when nobody gives up.
  public let meanPatience: Double?
  /// The probability of each number of calls present, 0…K.
  public let stateProbabilities: [Double]

  /// - Parameters:
  ///   - arrivalRate: calls per second, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - trunks: K ≥ n.
  ///   - meanPatience: seconds, > 0; nil when nobody gives up.
  public init(
    arrivalRate: Double, meanHandleTime: Double, agents: Int, trunks: Int, meanPatience: Double?
  ) {
    precondition(arrivalRate >= 0 && arrivalRate.isFinite, "the arrival rate is finite and ≥ 0")
    precondition(meanHandleTime > 0 && meanHandleTime.isFinite, "the mean handle time is > 0")
    precondition(agents >= 1 && trunks >= agents, "1 ≤ agents ≤ trunks")
    precondition(meanPatience.map { $0 > 0 } ?? true, "the mean patience is > 0")
    self.arrivalRate = arrivalRate
    self.meanHandleTime = meanHandleTime
    self.agents = agents
    self.trunks = trunks
    self.meanPatience = meanPatience
    let abandonment = meanPatience.map { meanHandleTime / $0 } ?? 0
    let load = arrivalRate * meanHandleTime
    stateProbabilities = BirthDeath.stationary(upTo: trunks) { state in
      let next = state + 1
      return load / (Double(min(next, agents)) + Double(max(0, next - agents)) * abandonment)
    }
  }

  /// P(all trunks taken): the part of the calls blocked.
  public var blockingProbability: Double { stateProbabilities[trunks] }

  /// The part of the calls that enter.
  public var enteredProportion: Double { sum(over: 0..<trunks) { _ in 1 } }

  /// P(all agents busy), trunks full or not, as a part of the time.
  public var allBusyProbability: Double { sum(over: agents..<trunks + 1) { _ in 1 } }

  /// P(wait > 0 | not blocked).
  public var waitProbabilityOfEntered: Double { waitProbability / enteredProportion }

  /// Mean calls present over trunks, 0…1.
  public var trunkOccupancy: Double {
    sum(over: 0..<trunks + 1) { Double($0) } / Double(trunks)
  }

  /// nμ and θ.
  private var position: QueuePosition {
    QueuePosition(
      serviceRate: Double(agents) / meanHandleTime,
      abandonmentRate: meanPatience.map { 1 / $0 } ?? 0)
  }

  /// The number of waiting places at which a caller can arrive.
  private var waitingPlaces: Int { trunks - agents }

  private func sum(over states: Range<Int>, _ weight: (Int) -> Double) -> Double {
    var sum = 0.0
    for state in states { sum += stateProbabilities[state] * weight(state) }
    return sum
  }
}

extension TrunkedQueue: QueueMeasures {
  /// P(all agents busy, a trunk free): the part of the calls offered that wait.
  public var waitProbability: Double { sum(over: agents..<trunks) { _ in 1 } }

  /// The part of the calls offered that abandon: θ E[queue]/λ.
  public var abandonedProportion: Double {
    let position = position
    return sum(over: agents..<trunks) { position.abandonedProbability($0 - agents) }
  }

  /// The part of the calls offered that are served.
  public var answeredProportion: Double {
    let position = position
    return sum(over: 0..<agents) { _ in 1 }
      + sum(over: agents..<trunks) { position.servedProbability($0 - agents) }
  }

  /// E[W] over the calls that enter, zeros included, in seconds (Little 1961).
  public var averageWait: Double {
    arrivalRate == 0 ? 0 : meanQueue / (arrivalRate * enteredProportion)
  }

  /// E[W | served] in seconds.
  public var averageSpeedOfAnswer: Double {
    let position = position
    var wait = 0.0
    var total = 0.0
    for place in 0..<waitingPlaces {
      // Given that he is served, his departures ahead come at rates nμ + θ, nμ + 2θ, ….
      wait += 1 / (position.serviceRate + Double(place + 1) * position.abandonmentRate)
      total += stateProbabilities[agents + place] * position.servedProbability(place) * wait
    }
    return total / answeredProportion
  }

  /// Time average of the number waiting.
  public var meanQueue: Double { sum(over: agents..<trunks + 1) { Double($0 - agents) } }

  /// Mean busy agents over n, 0…1.
  public var occupancy: Double {
    sum(over: 0..<trunks + 1) { Double(min($0, agents)) } / Double(agents)
  }

  /// P(served and W ≤ T) over all calls offered; T in seconds, ≥ 0.
  public func served(within acceptableWait: Double) -> Double {
    answeredProportion - served(after: acceptableWait)
  }

  /// P(served and W > T) over all calls offered; T in seconds, ≥ 0.
  public func served(after acceptableWait: Double) -> Double {
    precondition(acceptableWait >= 0, "a wait is ≥ 0")
    let late = position.servedAfter(acceptableWait, upTo: waitingPlaces - 1)
    return sum(over: agents..<trunks) { late[$0 - agents] }
  }

  /// P(abandoned and W ≤ T) over all calls offered; T in seconds, ≥ 0.
  public func abandoned(within time: Double) -> Double {
    precondition(time >= 0, "a wait is ≥ 0")
    let position = position
    guard position.abandonmentRate > 0, waitingPlaces > 0 else { return 0 }
    let tails = position.offeredWaitTails(longerThan: time, upTo: waitingPlaces)
    let givesUp = -expm1(-position.abandonmentRate * time)
    return sum(over: agents..<trunks) { state in
      let place = state - agents
      return position.abandonedProbability(place) * (1 - tails[place + 1])
        + givesUp * tails[place]
    }
  }

  /// The fewest trunks ≥ agents that keep blocking at most at `blocking`.
  ///
  /// O(log K) evaluations. Without patience and with agents ≤ load the blocking stays above
  /// 1 - n/a, and a goal below that is refused.
  /// - Parameters:
  ///   - arrivalRate: calls per second, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - meanPatience: seconds; nil when nobody gives up.
  ///   - blocking: in (0, 1].
  /// - Returns: K ≥ agents.
  /// - Throws: ``UnstableQueue`` when no number of trunks is enough.
  public static func requiredTrunks(
    arrivalRate: Double, meanHandleTime: Double, agents: Int, meanPatience: Double?,
    blocking: Double
  ) throws(UnstableQueue) -> Int {
    precondition(blocking > 0, "the blocking goal is > 0")
    let load = arrivalRate * meanHandleTime
    if meanPatience == nil && load >= Double(agents) && blocking <= 1 - Double(agents) / load {
      throw UnstableQueue(offeredLoad: load, agents: agents)
    }
    return Roots.smallestInteger(from: agents) { trunks in
      TrunkedQueue(
        arrivalRate: arrivalRate, meanHandleTime: meanHandleTime, agents: agents, trunks: trunks,
        meanPatience: meanPatience
      ).blockingProbability <= blocking
    }
  }
}
