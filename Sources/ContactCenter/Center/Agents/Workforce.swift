// How agents leave, are replaced and learn, as the scenario's user wrote it, and the check of it.
//
// Lengths here are in months.

extension Scenario {
  /// How agents of a group leave, are replaced and learn.
  public struct Workforce: Sendable, Equatable {
    /// Positions of the group; nil: as many as the plan has agents.
    public var headcount: Int?
    /// Who leaves when.
    public var turnover = Turnover(perMonth: 0)
    /// How leavers are replaced.
    public var replacement = Replacement()
    /// New agents take longer; nil: all are alike.
    public var learning: Learning?
    /// Too much work drives agents away; nil: it does not.
    public var overload: Overload?

    /// Nobody leaves.
    public init() {}
  }

  /// The rate at which agents leave: one at the start, another later on, and an exponential way
  /// from the one to the other.
  public struct Turnover: Sendable, Equatable {
    /// The rate per month of experienced agents.
    public var perMonth: Double
    /// The rate per month of new agents; nil: the same.
    public var atStart: Double?
    /// After so many months 63 % of the difference is gone.
    public var settles = 3.0

    /// All agents leave at that rate.
    public init(perMonth: Double) { self.perMonth = perMonth }
  }

  /// How leavers are replaced.
  public struct Replacement: Sendable, Equatable {
    /// Months until the successor is hired.
    public var lead = 0.0
    /// Months of training before the successor takes contacts.
    public var training = 0.0

    /// At once.
    public init() {}
  }

  /// Handling times of agents with a tenure of t months: 1 + extra · e^(−t/months) times as long.
  public struct Learning: Sendable, Equatable {
    /// By how much longer a new agent takes.
    public var extra: Double
    /// After so many months 63 % of that is gone.
    public var months: Double

    /// That much longer at first.
    public init(extra: Double, months: Double) {
      self.extra = extra
      self.months = months
    }

    /// The factor of handling times at a tenure in months.
    ///
    /// Example: extra 0.5, months 2: 1.5 for a new agent, 1.184 after two months.
    package func factor(atTenure tenure: Double) -> Double {
      1 + extra * PortableMath.exp(-tenure / months)
    }
  }

  /// More agents leave when occupancy is high.
  public struct Overload: Sendable, Equatable {
    /// The highest occupancy without effect.
    public var above: Double
    /// What multiplies the rate of leaving when occupancy is higher.
    public var factor: Double

    /// Above that occupancy, that many times as many leave.
    public init(above: Double, factor: Double) {
      self.above = above
      self.factor = factor
    }
  }
}

extension ScenarioLimits {
  /// The longest length of time that is given in months, ten years.
  public static let months = 120.0
  /// After how many months 63 % is learnt.
  public static let learningMonths = 0.01...months
  /// How many times as many agents leave when they have too much work.
  public static let overloadFactors = 0.0...100
}

extension Scenario.Workforce {
  /// The law of agents' tenure, where the rate of leaving is multiplied by a factor.
  package func tenure(leaving factor: Double = 1) -> TenureLaw {
    TenureLaw(
      first: (turnover.atStart ?? turnover.perMonth) * factor, last: turnover.perMonth * factor,
      settles: turnover.settles)
  }

  /// The law of agents' tenure at an occupancy.
  package func tenure(atOccupancy occupancy: Double) -> TenureLaw {
    guard let overload, occupancy > overload.above else { return tenure() }
    return tenure(leaving: overload.factor)
  }
}

extension ModelBuilder {
  /// Checks a group's workforce; its place is `path`.
  mutating func checkWorkforce(_ workforce: Scenario.Workforce?, at path: String) {
    guard let workforce else { return }
    if let count = workforce.headcount, !ScenarioLimits.agentCounts.contains(count) {
      error(
        "\(path).headcount", "There are \(count) positions.",
        "Give 0 to \(ScenarioLimits.agents).")
    }
    let turnover = workforce.turnover
    checkProportion(turnover.perMonth, at: "\(path).turnover.perMonth", "The rate of leaving")
    checkProportion(
      turnover.atStart, at: "\(path).turnover.atStart", "The rate of leaving at the start")
    if turnover.perMonth == 0, let atStart = turnover.atStart, atStart > 0 {
      error(
        "\(path).turnover.perMonth",
        "Experienced agents never leave, so that in the long run nobody is new.",
        "Give a rate above 0, or 0 for new agents too.")
    }
    checkMonths(turnover.settles, at: "\(path).turnover.settles", "The time to settle")
    checkMonths(workforce.replacement.lead, at: "\(path).replacement.lead", "The lead")
    checkMonths(workforce.replacement.training, at: "\(path).replacement.training", "The training")
    if let learning = workforce.learning {
      checkNumber(
        learning.extra, in: ScenarioLimits.surcharges, at: "\(path).learning.extra",
        "The extra time")
      checkNumber(
        learning.months, in: ScenarioLimits.learningMonths, at: "\(path).learning.months",
        "The number of months")
    }
    if let overload = workforce.overload {
      checkProportion(overload.above, at: "\(path).overload.above", "The occupancy")
      checkNumber(
        overload.factor, in: ScenarioLimits.overloadFactors, at: "\(path).overload.factor",
        "The factor")
    }
  }

  private mutating func checkMonths(_ months: Double, at path: String, _ what: String) {
    if !(0...ScenarioLimits.months).contains(months) {
      error(
        path, "\(what) is \(months.plain) months.",
        "Give 0 to \(ScenarioLimits.months.plain) months.")
    }
  }
}
