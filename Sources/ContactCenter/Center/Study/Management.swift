// What a management report is held against.

extension Scenario {
  /// What a management report is held against, unless the command line says otherwise.
  public struct Management: Sendable, Equatable {
    /// The profile of targets, such as `anton23_us_1990s`.
    public var profile: String?
    /// The most that a replication may cost, in the currency of the costs.
    public var budget: Double?
    /// The day by which targets should be reached, "2027-03-31".
    public var deadline: String?
    /// The day of the figures that the targets were set from.
    public var baseline: String?
    /// Days of a month on which the center is open; nil: as the costs or the calendar say.
    public var daysPerMonth: Int?
    /// Staffings that are tried, as multiples of the scenario's; empty: the program's.
    public var plans: [Double] = []

    /// Nothing said.
    public init() {}
  }
}

extension ScenarioLimits {
  /// What a replication may cost at most.
  public static let budgets = 0...1e12
  /// Staffings that are tried, as multiples of the scenario's.
  public static let planFactors = 0.1...10
  /// How many such staffings there may be.
  public static let plans = 1...40
}
