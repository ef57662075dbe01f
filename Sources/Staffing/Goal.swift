import Experiments

/// What a staffing is for: a bound on an indicator, for some contacts, over some period.
public struct Goal: Sendable, Equatable {
  /// What is bounded.
  ///
  /// Durations are in seconds.
  public enum Measure: Sendable, Equatable {
    /// At least the bound: the service level of a definition, within an acceptable wait.
    case serviceLevel(ServiceLevelDefinition, within: Double)
    /// At most the bound, in seconds: the mean wait of the answered.
    case averageSpeedOfAnswer
    /// At most the bound: abandoned ÷ offered.
    case abandonment
    /// At most the bound: the part of the offered that waits.
    case waitProbability
    /// At most the bound: handling time ÷ (handling + idle time).
    case occupancy
    /// At most the bound: blocked ÷ attempts.
    case blocking

    /// Whether contacts are counted, of which it is a share.
    var isShareOfContacts: Bool {
      switch self {
      case .serviceLevel, .abandonment, .waitProbability, .blocking: return true
      case .averageSpeedOfAnswer, .occupancy: return false
      }
    }
  }

  /// Over which time the goal must hold.
  public enum Period: String, Sendable, CaseIterable {
    /// In every planning interval.
    case interval
    /// Over each day as a whole.
    case day
    /// Over the month, or the whole horizon of the scenario.
    case month
  }

  /// What is bounded.
  public var measure: Measure
  /// The least or greatest value allowed: a proportion 0…1, or seconds.
  public var bound: Double
  /// Over which time.
  public var period: Period
  /// The contact type it is about; nil: each type of its own, or the whole where there are no types.
  public var contactType: String?

  /// A bound; by default for every interval and every contact type.
  public init(
    _ measure: Measure, _ bound: Double, period: Period = .interval, contactType: String? = nil
  ) {
    self.measure = measure
    self.bound = bound
    self.period = period
    self.contactType = contactType
  }

  /// Whether larger values are better.
  public var isLowerBound: Bool {
    if case .serviceLevel = measure { return true }
    return false
  }

  /// On which side of the bound the figure must be.
  public var sense: GoalSense { isLowerBound ? .atLeast : .atMost }

  /// Whether a value meets the goal.
  public func isMet(by value: Double) -> Bool { isLowerBound ? value >= bound : value <= bound }
}
