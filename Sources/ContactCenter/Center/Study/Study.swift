// How much is simulated, and what counts as good service.

extension Scenario {
  /// How a study gets its confidence intervals.
  public enum StudyMethod: String, Sendable, CaseIterable {
    /// Independent replications of the whole calendar.
    case replications
    /// One long run cut into batches after the warm-up.
    case batchMeans
  }

  /// How much is simulated.
  public struct Study: Sendable, Equatable {
    /// How the study gets its confidence intervals.
    public var method = StudyMethod.replications
    /// How many replications are simulated; with precision goals, the least number.
    public var replications = 100
    /// Batches of a batch-means study; the planning intervals are spread evenly over them.
    public var batches = 30
    /// What all random numbers are derived from; equal seeds give equal results.
    public var seed: UInt64 = 1
    /// The level of confidence intervals, such as 0.95.
    public var confidence = 0.95
    /// Stop when every one of these half-widths is reached.
    public var precision: [PrecisionGoal] = []
    /// The most replications that a precision goal may ask for.
    public var maximumReplications = 10_000

    /// A hundred replications with seed 1.
    public init() {}
  }

  /// A half-width to reach: absolute in the indicator's unit, or relative to its value.
  public struct PrecisionGoal: Sendable, Equatable {
    /// The indicator's identifier, such as `serviceLevel`.
    public var indicator: String
    /// The half-width of the confidence interval, in the indicator's unit or relative.
    public var halfWidth: Double
    /// Whether `halfWidth` is a share of the indicator's value.
    public var isRelative: Bool

    /// The goal that the indicator's half-width be at most `halfWidth`.
    public init(indicator: String, halfWidth: Double, isRelative: Bool) {
      self.indicator = indicator
      self.halfWidth = halfWidth
      self.isRelative = isRelative
    }
  }

  /// "80 % within 20 s": the acceptable wait, and what counts as a short abandonment.
  public struct ServiceLevelGoal: Sendable, Equatable {
    /// The longest wait, in seconds, that counts as within.
    public var acceptableWait: Seconds = 20
    /// Abandonments after at most this wait, in seconds, are short.
    public var shortAbandon: Seconds = 5
    /// The share to reach, 0…1, shown beside the result; nil: none.
    public var target: Double?

    /// Within 20 s, short up to 5 s, no target.
    public init() {}
  }
}

extension ScenarioLimits {
  /// Levels of confidence.
  public static let confidences = 0.5...0.9999
  /// Batches of a batch-means study.
  public static let batches = 2...intervals
  /// Half-widths to reach.
  public static let precisionGoals = 0...100
}
