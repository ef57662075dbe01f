/// What every queue model here can tell about its callers, and the service levels built on it.
///
/// Proportions are 0…1 of all calls offered unless said otherwise; times are seconds. The service
/// levels in use differ in what an abandoned call counts for. Range, accuracy, cost and source are
/// those of the model.
public protocol QueueMeasures {
  /// The part of the calls that find no agent free and wait.
  var waitProbability: Double { get }
  /// The part of the calls that find no line free and are lost.
  var blockingProbability: Double { get }
  /// The part of the calls that abandon.
  var abandonedProportion: Double { get }
  /// The part of the calls that are served.
  var answeredProportion: Double { get }
  /// Mean wait of all calls that enter, served and abandoned, zeros included.
  var averageWait: Double { get }
  /// Mean wait of the served calls, zeros included.
  var averageSpeedOfAnswer: Double { get }
  /// Time average of the number waiting.
  var meanQueue: Double { get }
  /// Mean busy agents over agents.
  var occupancy: Double { get }
  /// P(served and W ≤ T), T in seconds, ≥ 0.
  func served(within acceptableWait: Double) -> Double
  /// P(abandoned and W ≤ T), T in seconds, ≥ 0.
  func abandoned(within time: Double) -> Double
}

/// Which calls a service level counts, and against which.
public enum ServiceLevelRule: String, Sendable, CaseIterable {
  /// Served within T / offered: every abandoned call counts as missed.
  case ofOffered
  /// Served within T / served: abandoned calls do not count.
  case ofAnswered
  /// Served within T / (offered - abandoned within T): short abandons do not count.
  case excludingShortAbandons
  /// (Served or abandoned within T) / offered: short abandons count as reached.
  case countingShortAbandons
}

extension QueueMeasures {
  /// 0: there are lines for all.
  public var blockingProbability: Double { 0 }

  /// The service level by a rule.
  ///
  /// - Parameters:
  ///   - acceptableWait: T in seconds, ≥ 0; a call answered after exactly T counts.
  ///   - rule: which calls count; all offered calls by default.
  /// - Returns: a part 0…1.
  public func serviceLevel(
    within acceptableWait: Double, rule: ServiceLevelRule = .ofOffered
  ) -> Double {
    let reached = served(within: acceptableWait)
    switch rule {
    case .ofOffered: return reached
    case .ofAnswered: return min(1, reached / answeredProportion)
    case .excludingShortAbandons:
      return min(1, reached / (1 - abandoned(within: acceptableWait)))
    case .countingShortAbandons: return reached + abandoned(within: acceptableWait)
    }
  }
}
