// The parts of a management report about causes, actions and trends.

/// What a change of a KPI does to what it serves, by simulation.
public struct Elasticity: Sendable, Codable, Equatable {
  /// The KPI that it acts on: the next one above it in the tree that has a value.
  public var parent: String
  /// The lever whose change moved both.
  public var lever: String
  /// Change of the KPI.
  public var childChange: KPIEstimate
  /// Change of the parent.
  public var parentChange: KPIEstimate
  /// Change of the parent per unit of the KPI.
  public var slope: KPIEstimate
  /// Whether the interval of the slope excludes 0.
  public var isSignificant: Bool
  /// Whether a change for the better of the KPI moves the parent for the better; nil: the parent or
  /// the KPI has no good direction.
  public var hasRightSign: Bool?

  /// A slope from the changes of both.
  public init(
    parent: String, lever: String, childChange: KPIEstimate, parentChange: KPIEstimate,
    slope: KPIEstimate, isSignificant: Bool, hasRightSign: Bool?
  ) {
    self.parent = parent
    self.lever = lever
    self.childChange = childChange
    self.parentChange = parentChange
    self.slope = slope
    self.isSignificant = isSignificant
    self.hasRightSign = hasRightSign
  }
}

/// Cause and action where a KPI misses its target.
public struct Remedy: Sendable, Codable, Equatable {
  /// From the KPI down the tree to the cause.
  public var path: [String]
  /// What each child contributes to the miss, the largest first, as far as chance alone could not do it.
  public var contributions: [Contribution]
  /// The cause in a sentence.
  public var cause: Finding
  /// The levers that were simulated as actions, the best first; empty: none was.
  public var actions: [Action]

  /// A remedy.
  public init(
    path: [String], contributions: [Contribution], cause: Finding, actions: [Action]
  ) {
    self.path = path
    self.contributions = contributions
    self.cause = cause
    self.actions = actions
  }

  /// What a child's own deviation does to the KPI, beyond chance.
  public struct Contribution: Sendable, Codable, Equatable {
    /// The child.
    public var child: String
    /// How far it is from its own target, which it surely misses, in its unit.
    public var gap: Double
    /// The KPI's change if the gap were closed, in the KPI's unit; nil: no slope is known.
    public var effect: Double?
    /// The lower end of the effect's interval.
    public var effectLow: Double?
    /// The upper end of the effect's interval.
    public var effectHigh: Double?

    /// A child's contribution.
    public init(child: String, gap: Double, effect: KPIEstimate?) {
      self.child = child
      self.gap = gap
      self.effect = effect?.value
      effectLow = effect?.low
      effectHigh = effect?.high
    }

    /// The effect with its interval.
    public var change: KPIEstimate? {
      effect.map { KPIEstimate(value: $0, low: effectLow, high: effectHigh) }
    }
  }

  /// An action that was simulated with the same random numbers.
  public struct Action: Sendable, Codable, Equatable {
    /// The lever.
    public var lever: String
    /// Its size, such as 0.05 for five percent more staff.
    public var size: Double
    /// The KPI's change, with its interval.
    public var recovery: KPIEstimate
    /// The KPI's value afterwards.
    public var after: KPIEstimate
    /// How the value afterwards stands to the target, told from its interval.
    public var outcome: GoalVerdict
    /// The change of the cost of a replication; nil: costs are not modelled.
    public var cost: KPIEstimate?
    /// KPIs that do not surely miss their targets now and surely would afterwards.
    public var breaks: [String] = []
    /// KPIs that surely miss their targets already and would be worse, beyond chance.
    public var worsens: [String] = []
    /// The groups that alone have more or fewer agents; nil: it is no such plan.
    public var groups: [Attainability.GroupChange]?
    /// The hours of a plan that is not a multiple of the present one; nil: it is no such plan.
    public var hours: Double?
    /// Whether the hours stand at other times than now; nil: they do not.
    public var isMoved: Bool?

    /// A simulated action.
    public init(
      lever: String, size: Double, recovery: KPIEstimate, after: KPIEstimate, outcome: GoalVerdict,
      cost: KPIEstimate?
    ) {
      self.lever = lever
      self.size = size
      self.recovery = recovery
      self.after = after
      self.outcome = outcome
      self.cost = cost
    }
  }
}

/// An action that helps once the advised plan is in place: simulated with that plan, and judged against it.
public struct FollowUp: Sendable, Codable, Equatable {
  /// The KPI whose target the plan alone does not reach.
  public var kpi: String
  /// The action; changes are from the plan, not from the present staffing.
  public var action: Remedy.Action

  /// An action beside the plan.
  public init(kpi: String, action: Remedy.Action) { (self.kpi, self.action) = (kpi, action) }
}

/// The trend of a KPI over periods.
public struct Trend: Sendable, Codable, Equatable {
  /// Change for each day, by Theil and Sen.
  public var slopePerDay: Double
  /// The lower end of the slope's interval.
  public var slopeLow: Double?
  /// The upper end of the slope's interval.
  public var slopeHigh: Double?
  /// The two-sided p-value of the Mann-Kendall test.
  public var pValue: Double
  /// The slope that the target needs by the deadline; nil: no deadline, or already met.
  public var requiredSlope: Double?
  /// The value at the deadline if the trend goes on, by least squares, within the unit's bounds.
  ///
  /// nil: no deadline, fewer than `leastPeriods`, or a trend that cannot be told from chance when all
  /// KPIs of the report are tested together (Holm).
  public var forecast: KPIEstimate?
  /// onTrack, atRisk or offTrack; nil: no forecast or no target.
  public var outlook: String?

  /// Periods that a forecast needs.
  public static let leastPeriods = 8

  /// A trend.
  public init(slopePerDay: Double, slopeLow: Double?, slopeHigh: Double?, pValue: Double) {
    self.slopePerDay = slopePerDay
    self.slopeLow = slopeLow
    self.slopeHigh = slopeHigh
    self.pValue = pValue
  }
}
