import Foundation

/// M/M/n with priority classes and one mean handle time, without abandonment; calls in progress
/// are not interrupted, and each class is first come first served.
///
/// Class 1 is the most urgent. With σ_k = Σ_{i≤k} λ_i/(nμ) and Erlang C's probability C of waiting,
/// E[W_k] = C / (nμ (1 - σ_{k-1})(1 - σ_k)). Example: 40 urgent and 120 other calls an hour of
/// 180 s on 10 agents wait 9.2 and 46 s.
///
/// Needs total load < n. Relative error below 1e-11; service levels to 1e-10. O(√n) per class.
///
/// Source: O. Kella and U. Yechiali, "Waiting times in the non-preemptive priority M/M/c queue",
/// Stochastic Models 1, 1985, eqs. (8) and (12).
public struct Priorities: Sendable {
  /// Calls per second of each class, the most urgent first.
  public let arrivalRates: [Double]
  /// h, in seconds.
  public let meanHandleTime: Double
  /// n.
  public let agents: Int
  /// C: the part of the calls that wait, the same for every class.
  public let waitProbability: Double

  /// - Parameters:
  ///   - arrivalRates: calls per second by class, each ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  /// - Throws: ``UnstableQueue`` when the total load is not below n.
  public init(
    arrivalRates: [Double], meanHandleTime: Double, agents: Int
  ) throws(UnstableQueue) {
    precondition(arrivalRates.allSatisfy { $0 >= 0 }, "the arrival rates are ≥ 0")
    self.arrivalRates = arrivalRates
    self.meanHandleTime = meanHandleTime
    self.agents = agents
    waitProbability = try ErlangC(
      arrivalRate: arrivalRates.reduce(0, +), meanHandleTime: meanHandleTime, agents: agents
    ).waitProbability
  }

  /// nμ, per second.
  private var serviceRate: Double { Double(agents) / meanHandleTime }

  /// σ_k: the part of all agents' time taken by the classes before `index`.
  private func utilization(before index: Int) -> Double {
    arrivalRates.prefix(index).reduce(0, +) / serviceRate
  }

  /// E[W] of a class, zeros included, in seconds; 0 is the most urgent class.
  public func averageSpeedOfAnswer(ofClass index: Int) -> Double {
    let (before, with) = (utilization(before: index), utilization(before: index + 1))
    return waitProbability / (serviceRate * (1 - before) * (1 - with))
  }

  /// Time average of the number of a class waiting (Little 1961); 0 is the most urgent class.
  public func meanQueue(ofClass index: Int) -> Double {
    arrivalRates[index] * averageSpeedOfAnswer(ofClass: index)
  }

  /// P(W ≤ T) of a class.
  ///
  /// A caller of class k who waits finds a geometric number of calls of classes ≤ k before him, and
  /// waits for as many busy periods of the more urgent classes (R. H. Davis, "Waiting-time
  /// distribution of a multi-server, priority queuing system", Operations Research 14, 1966).
  /// - Parameters:
  ///   - acceptableWait: T in seconds, ≥ 0.
  ///   - index: 0 for the most urgent class.
  /// - Returns: a part of the calls of the class.
  public func serviceLevel(within acceptableWait: Double, ofClass index: Int) -> Double {
    precondition(acceptableWait >= 0, "a wait is ≥ 0")
    let wait = PriorityWait(
      urgentRate: arrivalRates.prefix(index).reduce(0, +), serviceRate: serviceRate,
      ratio: utilization(before: index + 1))
    return 1 - waitProbability * wait.tail(acceptableWait)
  }
}

/// The wait, given that there is one, of a class with more urgent classes before it.
///
/// Its Laplace transform is (1 - σ)η(s)/(1 - ση(s)), η the busy period of an M/M/1 queue with
/// arrival rate a and service rate m. The transform has a branch cut from -(√m + √a)² to
/// -(√m - √a)² and, when σ²m > a, a pole to the right of it; the tail is the integral along the
/// cut plus the residue.
struct PriorityWait {
  /// a: arrivals of the more urgent classes, per second.
  let urgentRate: Double
  /// m = nμ, per second.
  let serviceRate: Double
  /// σ of this class and all before it.
  let ratio: Double

  /// P(wait > T | wait > 0).
  func tail(_ time: Double) -> Double {
    let (a, m, sigma) = (urgentRate, serviceRate, ratio)
    if sigma == 0 || a == 0 { return exp(-(1 - sigma) * m * time) }
    var result = 0.0
    if sigma * sigma * m > a {
      let rate = (1 - sigma) * (m - a / sigma)
      result += (m * sigma * sigma - a) / (sigma * (m * sigma - a)) * exp(-rate * time)
    }
    return min(1, result + alongCut(time))
  }

  private func alongCut(_ time: Double) -> Double {
    let (a, m, sigma) = (urgentRate, serviceRate, ratio)
    let growth = (m / a).squareRoot()
    let breadth = 2 * (a * m).squareRoot()
    let gap = (m.squareRoot() - a.squareRoot()) * (m.squareRoot() - a.squareRoot())
    let distance = (1 - sigma * growth) * (1 - sigma * growth)
    // The angle folds the cut; its sharp features lie near 0, at the widths below.
    let widths =
      [distance.squareRoot(), (gap / breadth).squareRoot()]
      + (time > 0 ? [(2 / (breadth * time)).squareRoot()] : [])
    let breaks =
      Quadrature.steps(from: 0, to: Double.pi, count: 6)
      + widths.flatMap { [$0 / 3, $0, 3 * $0] }.filter { $0 > 0 && $0 < Double.pi }
    let integral = Quadrature.integrate(over: breaks.sorted()) { angle in
      let lift = 2 * sin(angle / 2) * sin(angle / 2)
      let rate = gap + breadth * lift
      let height = growth * sin(angle) / (distance + 2 * sigma * growth * lift)
      let value = height * breadth * sin(angle) / rate * exp(-rate * time)
      return Quadrature.Vector(value, 0, 0, 0, 0, 0, 0, 0)
    }
    return (1 - sigma) * integral[0] / Double.pi
  }
}
