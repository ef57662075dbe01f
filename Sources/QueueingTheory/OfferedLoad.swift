import Foundation

/// The load a day of changing call volumes offers: the number busy if there were agents for all.
///
/// m(t) = Σ λ_i (H(t - start_i) - H(t - end_i)), H(x) = ∫₀ˣ P(handle time > u) du: calls of the
/// past still in progress. With infinitely many agents (M(t)/G/∞) the number busy is Poisson with
/// this mean; it is also the number present in M(t)/M/s(t)+M when patience and handle time have the
/// same mean, whatever s(t). Staffing for m(t) instead of λ(t)·h is the modified-offered-load
/// method: it is right about the lag behind a rising volume.
///
/// Valid for any intervals, starting empty. Full accuracy for the laws of ``DurationLaw``; O(number
/// of intervals) per value.
///
/// Source: S. G. Eick, W. A. Massey and W. Whitt, "The physics of the M_t/G/∞ queue", Operations
/// Research 41, 1993, eq. (1); O. B. Jennings, A. Mandelbaum, W. A. Massey and W. Whitt, "Server
/// staffing to meet time-varying demand", Management Science 42, 1996.
public struct OfferedLoad: Sendable {
  /// A time of constant volume.
  public struct Interval: Sendable, Equatable {
    /// Seconds, > 0.
    public var length: Double
    /// Calls per second, ≥ 0.
    public var arrivalRate: Double

    /// A length in seconds and calls per second.
    public init(length: Double, arrivalRate: Double) {
      self.length = length
      self.arrivalRate = arrivalRate
    }
  }

  /// The day, from time 0.
  public let intervals: [Interval]
  /// The law of the handle time.
  public let handleTime: DurationLaw
  private let starts: [Double]

  /// - Parameters:
  ///   - intervals: the day, from time 0; nothing before it and nothing after.
  ///   - handleTime: the law of the handle time.
  public init(intervals: [Interval], handleTime: DurationLaw) {
    precondition(
      intervals.allSatisfy { $0.length > 0 && $0.arrivalRate >= 0 },
      "lengths are > 0, rates ≥ 0")
    precondition(handleTime.isValid, "the handle time has parameters in their ranges")
    self.intervals = intervals
    self.handleTime = handleTime
    starts = intervals.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1.length) }
  }

  /// m(t), in erlangs; t in seconds from the start of the day.
  public func load(at time: Double) -> Double {
    var result = 0.0
    for (index, interval) in intervals.enumerated() where starts[index] < time {
      let since = handleTime.restrictedMean(upTo: time - starts[index])
      let until = handleTime.restrictedMean(upTo: max(0, time - starts[index + 1]))
      result += interval.arrivalRate * (since - until)
    }
    return result
  }

  /// The mean of m(t) over an interval, counted from 0, in erlangs.
  public func meanLoad(inInterval index: Int) -> Double {
    average(over: index) { load(at: $0) }
  }

  /// P(N ≥ n) for N Poisson with mean m(t); t in seconds.
  public func probability(ofAtLeast agents: Int, at time: Double) -> Double {
    SpecialFunctions.poissonTail(mean: load(at: time), atLeast: agents)
  }

  /// The time average of P(N ≥ n) over an interval: the part of its calls that find n busy.
  ///
  /// - Parameters:
  ///   - agents: n.
  ///   - index: of the interval, from 0.
  /// - Returns: a part 0…1.
  public func meanProbability(ofAtLeast agents: Int, inInterval index: Int) -> Double {
    average(over: index) { probability(ofAtLeast: agents, at: $0) }
  }

  private func average(over index: Int, _ function: (Double) -> Double) -> Double {
    let (start, end) = (starts[index], starts[index + 1])
    let kinks = handleTime.kinks.flatMap { kink in starts.map { $0 + kink } }
    let inside = kinks.filter { $0 > start && $0 < end }
    let breaks = (Quadrature.steps(from: start, to: end, count: 8) + inside).sorted()
    let integral = Quadrature.integrate(over: breaks, tolerance: 1e-11) { time in
      Quadrature.Vector(function(time), 0, 0, 0, 0, 0, 0, 0)
    }
    return integral[0] / (end - start)
  }
}
