import Foundation

/// M/M/n+M with two priority classes that give up: class 1 goes first, calls in progress are not
/// interrupted, each class has its own exponential patience and is first come first served.
///
/// While all agents are busy, the numbers (q₁, q₂) waiting form a Markov chain, left only through
/// (0, 0); it is cut where at most 1e-14 of the probability lies beyond, and solved exactly. Waits
/// of class 1 come from the beta law of ``QueuePosition``, those of class 2 from the chain of a
/// marked caller, stepped by uniformisation.
///
/// Always stable. Accuracy about 1e-10. O(q₁³ q₂) for the chain, with both lengths some ten to a
/// hundred; milliseconds to tenths of a second.
///
/// Source: the chain of O. Jouini and A. Roubos, "On multiple priority multi-server queues with
/// impatience", JORS 65, 2014, section 3; uniformisation by A. Jensen 1953.
public struct PatientPriorities: Sendable {
  /// Calls per second of the urgent and of the other class.
  public let arrivalRates: (urgent: Double, other: Double)
  /// 1/θ of both classes, in seconds.
  public let meanPatiences: (urgent: Double, other: Double)
  /// P(all agents busy).
  public let waitProbability: Double
  /// Time averages of the numbers waiting.
  public let meanQueues: (urgent: Double, other: Double)
  private let serviceRate: Double
  private let lattice: (urgent: Int, other: Int)
  /// P(q₁, q₂ waiting), row by row of q₂.
  private let law: [Double]

  /// - Parameters:
  ///   - arrivalRates: calls per second, > 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - meanPatiences: seconds, finite and > 0.
  public init(
    arrivalRates: (urgent: Double, other: Double), meanHandleTime: Double, agents: Int,
    meanPatiences: (urgent: Double, other: Double)
  ) {
    precondition(arrivalRates.urgent > 0 && arrivalRates.other > 0, "the rates are > 0")
    precondition(meanHandleTime > 0 && agents >= 1, "the time is > 0, the agents ≥ 1")
    precondition(meanPatiences.urgent > 0 && meanPatiences.other > 0, "the patiences are > 0")
    self.arrivalRates = arrivalRates
    self.meanPatiences = meanPatiences
    let serviceRate = Double(agents) / meanHandleTime
    let rate = arrivalRates.urgent + arrivalRates.other
    let longest = max(meanPatiences.urgent, meanPatiences.other)
    lattice = (
      Self.length(arrivalRates.urgent, serviceRate, 1 / meanPatiences.urgent),
      Self.length(rate, serviceRate, 1 / longest)
    )
    let waiting = Self.chain(arrivalRates, serviceRate, meanPatiences, lattice).stationary()
    let idle = LossSeries(agents: agents, offeredLoad: rate * meanHandleTime).value
    // The chain's (0, 0) is the state n of the whole, and `idle` times as much lies below it.
    let busy = 1 / (1 + idle * waiting[0])
    law = waiting.map { $0 * busy }
    waitProbability = busy
    self.serviceRate = serviceRate
    var queues = (0.0, 0.0)
    for (index, part) in law.enumerated() {
      queues.0 += part * Double(index % (lattice.urgent + 1))
      queues.1 += part * Double(index / (lattice.urgent + 1))
    }
    meanQueues = (queues.0, queues.1)
  }

  /// The parts of the calls that abandon: θ E[queue]/λ.
  public var abandonedProportions: (urgent: Double, other: Double) {
    (averageWaits.urgent / meanPatiences.urgent, averageWaits.other / meanPatiences.other)
  }

  /// E[W] over served and abandoned calls, zeros included, in seconds (Little 1961).
  public var averageWaits: (urgent: Double, other: Double) {
    (meanQueues.urgent / arrivalRates.urgent, meanQueues.other / arrivalRates.other)
  }

  /// P(served and W ≤ T) of the urgent class over its calls offered; T in seconds, ≥ 0.
  public func urgentServed(within acceptableWait: Double) -> Double {
    let position = QueuePosition(
      serviceRate: serviceRate, abandonmentRate: 1 / meanPatiences.urgent)
    let late = position.servedAfter(acceptableWait, upTo: lattice.urgent)
    var result = 1 - waitProbability
    for (index, part) in law.enumerated() {
      let ahead = index % (lattice.urgent + 1)
      result += part * (position.servedProbability(ahead) - late[ahead])
    }
    return result
  }

  /// P(served and W ≤ T) of the other class over its calls offered; T in seconds, ≥ 0.
  public func otherServed(within acceptableWait: Double) -> Double {
    let marked = MarkedCaller(
      urgentRate: arrivalRates.urgent, serviceRate: serviceRate,
      abandonmentRates: (1 / meanPatiences.urgent, 1 / meanPatiences.other), lattice: lattice)
    return 1 - waitProbability + marked.served(within: acceptableWait, from: law)
  }

  /// Where the weight of a queue with these rates has fallen to 1e-15 of its peak.
  private static func length(_ arrival: Double, _ service: Double, _ abandonment: Double) -> Int {
    var (weight, peak, length) = (1.0, 1.0, 0)
    while weight > 1e-15 * peak {
      length += 1
      weight *= arrival / (service + Double(length) * abandonment)
      peak = max(peak, weight)
    }
    return length
  }

  private static func chain(
    _ arrivals: (urgent: Double, other: Double), _ serviceRate: Double,
    _ patiences: (urgent: Double, other: Double), _ lattice: (urgent: Int, other: Int)
  ) -> BandedChain {
    let width = lattice.urgent + 1
    var chain = BandedChain(states: width * (lattice.other + 1), band: width)
    for other in 0...lattice.other {
      for urgent in 0...lattice.urgent {
        let state = other * width + urgent
        if urgent < lattice.urgent { chain.add(arrivals.urgent, from: state, to: state + 1) }
        if other < lattice.other { chain.add(arrivals.other, from: state, to: state + width) }
        if urgent > 0 {
          let rate = serviceRate + Double(urgent) / patiences.urgent
          chain.add(rate, from: state, to: state - 1)
        }
        if other > 0 {
          let rate = Double(other) / patiences.other + (urgent == 0 ? serviceRate : 0)
          chain.add(rate, from: state, to: state - width)
        }
      }
    }
    return chain
  }
}

/// A caller of the less urgent class: q₁ urgent callers and q₂ of his own are before him, urgent
/// ones keep coming, and he may give up.
private struct MarkedCaller {
  let urgentRate: Double
  let serviceRate: Double
  let abandonmentRates: (urgent: Double, other: Double)
  let lattice: (urgent: Int, other: Int)

  /// The rate of the uniformised steps, at least that out of every state.
  private var stepRate: Double {
    urgentRate + serviceRate + Double(lattice.urgent) * abandonmentRates.urgent
      + Double(lattice.other + 1) * abandonmentRates.other
  }

  /// P(served within T, not given up) when the numbers before him have this law.
  func served(within time: Double, from start: [Double]) -> Double {
    guard time > 0 else { return 0 }
    let mean = stepRate * time
    var (law, next) = (start, start)
    var (served, result) = (0.0, 0.0)
    var step = 0
    // P(at least k steps by T) times what step k adds.
    while true {
      served = advance(law, into: &next)
      swap(&law, &next)
      step += 1
      let reached = SpecialFunctions.poissonTail(mean: mean, atLeast: step)
      result += served * reached
      if reached < 1e-14 { return result }
    }
  }

  /// One step; returns the probability of being served in it.
  private func advance(_ law: [Double], into next: inout [Double]) -> Double {
    let width = lattice.urgent + 1
    let unit = 1 / stepRate
    for index in next.indices { next[index] = 0 }
    for other in 0...lattice.other {
      for urgent in 0...lattice.urgent {
        let state = other * width + urgent
        let flow = law[state] * unit
        if flow == 0 { continue }
        let urgentDown =
          Double(urgent) * abandonmentRates.urgent + (urgent > 0 ? serviceRate : 0)
        let otherDown =
          Double(other) * abandonmentRates.other + (urgent == 0 && other > 0 ? serviceRate : 0)
        let up = urgent < lattice.urgent ? urgentRate : 0
        let leaves = abandonmentRates.other + (urgent + other == 0 ? serviceRate : 0)
        if urgent > 0 { next[state - 1] += flow * urgentDown }
        if other > 0 { next[state - width] += flow * otherDown }
        if up > 0 { next[state + 1] += flow * up }
        next[state] += flow * (stepRate - urgentDown - otherDown - up - leaves)
      }
    }
    return law[0] * unit * serviceRate
  }
}
