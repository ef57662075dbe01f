import Foundation

/// The law of the number of callers waiting: P(k wait) at any moment, and for a caller who arrives.
///
/// π(s) with s calls present is that of the birth-and-death chain of M/M/n, M/M/n/K or M/M/n(/K)+M; k ≥ 1 wait in
/// state n + k, nobody waits in the states up to n. Example: 10 erlangs with 14 agents: nobody waits 87.6 % of the
/// time, one caller 3.6 %.
///
/// Relative error below 1e-10 of probabilities above 1e-250. Cost: that of the chain, cut where less than 1e-17
/// lies beyond.
public struct QueueLengthLaw: Sendable {
  /// P(k wait) for k = 0, 1, …; beyond the last one next to nothing.
  public let probabilities: [Double]

  /// The chain without a limit of lines where nobody gives up: P(k) = C (1 − ρ) ρᵏ for k ≥ 1.
  ///
  /// - Parameters:
  ///   - queue: Erlang C.
  ///   - longest: the largest k that is asked for.
  public init(_ queue: ErlangC, upTo longest: Int) {
    let ratio = queue.occupancy
    let first = queue.waitProbability * (1 - ratio)
    probabilities =
      [1 - queue.waitProbability * ratio]
      + (0..<max(0, longest)).map { first * pow(ratio, Double($0 + 1)) }
  }

  /// The chain of a number of lines.
  public init(_ queue: TrunkedQueue) {
    let states = queue.stateProbabilities
    probabilities =
      [states[...queue.agents].reduce(0, +)] + states[(queue.agents + 1)...]
  }

  /// The chain without a limit of lines, whose callers give up.
  public init(_ queue: ErlangA) {
    let ratio = queue.meanHandleTime / queue.meanPatience
    // Beyond the mean and so many standard deviations of what would be there with unlimited room.
    let load = queue.offeredLoad
    let spread = (load * max(1, 1 / ratio)).squareRoot() + 1 / ratio + 10
    let excess = max(0, load - Double(queue.agents)) / ratio
    let places = Int(clamping: (excess + 60 * spread).rounded(.up))
    self.init(
      TrunkedQueue(
        arrivalRate: queue.arrivalRate, meanHandleTime: queue.meanHandleTime, agents: queue.agents,
        trunks: queue.agents + min(places, 5_000_000), meanPatience: queue.meanPatience))
  }

  /// P(exactly k wait); 0 beyond the chain.
  public func probability(of count: Int) -> Double {
    probabilities.indices.contains(count) ? probabilities[count] : 0
  }

  /// P(at most k wait).
  public func probability(upTo count: Int) -> Double {
    min(1, probabilities.prefix(count + 1).reduce(0, +))
  }
}
