import Foundation

/// M/G/1 processor sharing: one agent who works on all that is there at once, each piece at the speed
/// 1/k when there are k.
///
/// P(k present) = (1 - ρ)ρᵏ, and a piece of work x lasts x/(1 - ρ) on average: both for every law of the
/// work, of which only the mean counts. It is what chat comes to with many slots and short turns. Example:
/// 9 chats an hour of 300 s: ρ = 0.75, three chats at a time, 1200 s each, 2400 s for one of 600 s.
///
/// Valid for ρ < 1. Source: L. Kleinrock, "Queueing systems", volume II, 1976, section 4.4.
public struct ProcessorSharing: Sendable {
  /// ρ, 0…1.
  public let load: Double
  /// E[x], in seconds.
  public let meanWork: Double

  /// - Parameters:
  ///   - arrivalRate: per second, ≥ 0.
  ///   - meanWork: seconds alone, > 0.
  /// - Throws: ``UnstableQueue`` where as much comes as can be done, or more.
  public init(arrivalRate: Double, meanWork: Double) throws(UnstableQueue) {
    precondition(arrivalRate >= 0 && meanWork > 0, "the arrival rate is ≥ 0, the mean work > 0")
    load = arrivalRate * meanWork
    self.meanWork = meanWork
    guard load < 1 else { throw UnstableQueue(offeredLoad: load, agents: 1) }
  }

  /// Mean number present.
  public var meanPresent: Double { load / (1 - load) }

  /// Mean time from coming to going, in seconds.
  public var meanDuration: Double { meanDuration(ofWork: meanWork) }

  /// The same of a piece of work that takes so many seconds alone.
  public func meanDuration(ofWork work: Double) -> Double { work / (1 - load) }

  /// P(k present).
  public func probability(of count: Int) -> Double { (1 - load) * pow(load, Double(count)) }
}
