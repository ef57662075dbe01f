/// What must be kept: a bound on a figure, for some part of a center, over some period.
///
/// It is the one form of goals in the program: staffing, comparisons and formulas judge by it, and
/// `GoalText` reads and writes it. A figure stands to its bound as `Estimate.verdict(_:_:)` says.
public struct Goal: Sendable, Hashable {
  /// What is bounded.
  ///
  /// Durations are in seconds.
  public enum Measure: Sendable, Hashable {
    /// The service level of a definition, within an acceptable wait.
    case serviceLevel(ServiceLevelDefinition, within: Double)
    /// The mean wait of the answered, in seconds.
    case averageSpeedOfAnswer
    /// Abandoned ÷ offered.
    case abandonment
    /// The part of the offered that waits.
    case waitProbability
    /// Handling time ÷ (handling + idle time).
    case occupancy
    /// Blocked ÷ attempts.
    case blocking
    /// A figure that only simulations have, or a service level without a wait of its own.
    case other(FigureName)

    /// The measure of a figure's name.
    public init(_ figure: FigureName) {
      switch figure {
      case .averageSpeedOfAnswer: self = .averageSpeedOfAnswer
      case .abandonedProportion: self = .abandonment
      case .queuedProportion: self = .waitProbability
      case .occupancy: self = .occupancy
      case .blockingProbability: self = .blocking
      case let name: self = .other(name)
      }
    }

    /// The figure's name in the catalogue.
    public var figure: FigureName {
      switch self {
      case .serviceLevel(let definition, _): FigureName(definition)
      case .averageSpeedOfAnswer: .averageSpeedOfAnswer
      case .abandonment: .abandonedProportion
      case .waitProbability: .queuedProportion
      case .occupancy: .occupancy
      case .blocking: .blockingProbability
      case .other(let name): name
      }
    }

    /// Whether contacts are counted, of which it is a share.
    package var isShareOfContacts: Bool {
      switch self {
      case .serviceLevel, .abandonment, .waitProbability, .blocking: true
      case .averageSpeedOfAnswer, .occupancy, .other: false
      }
    }

    /// On which side of a bound it is good: a service level above it, all else below; of other figures
    /// as their direction says.
    public var sense: GoalSense {
      switch self {
      case .serviceLevel: .atLeast
      case .averageSpeedOfAnswer, .abandonment, .waitProbability, .occupancy, .blocking: .atMost
      case .other(let name): name.direction == .larger ? .atLeast : .atMost
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
  /// On which side of the bound the figure must be; the bound itself is kept.
  public var sense: GoalSense
  /// The least or greatest value allowed, in the figure's unit: a proportion 0…1, seconds.
  public var bound: Double
  /// Values that lie no further from the bound may be judged either way, in the figure's unit; nil: as
  /// the judge has it.
  public var tolerance: Double?
  /// Over which time.
  public var period: Period
  /// The part of the center that it is about, by name: a contact type, or what else the figure is kept
  /// for, such as an agent group; nil: the whole, or in staffing each contact type of its own.
  public var part: String?

  /// A bound; by default on the measure's good side, for every interval and every part.
  public init(
    _ measure: Measure, _ bound: Double, sense: GoalSense? = nil, period: Period = .interval,
    part: String? = nil
  ) {
    self.measure = measure
    self.sense = sense ?? measure.sense
    self.bound = bound
    self.period = period
    self.part = part
  }

  /// Whether the figure must be at least the bound.
  public var isLowerBound: Bool { sense == .atLeast }

  /// Whether a value meets the goal.
  public func isMet(by value: Double) -> Bool { isLowerBound ? value >= bound : value <= bound }
}
