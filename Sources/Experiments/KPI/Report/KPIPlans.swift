// The parts of a management report about plans, levers, tables and periods.

/// A step of the cascade from the center's target down to an agent's.
public struct CascadeStep: Sendable, Codable, Equatable {
  /// center, team or agent.
  public var level: String
  /// What is asked at this level.
  public var finding: Finding

  /// A step at a level.
  public init(level: String, finding: Finding) {
    self.level = level
    self.finding = finding
  }
}

/// Which targets can be reached with which staffing.
public struct Attainability: Sendable, Codable, Equatable {
  /// The most that a replication may cost; nil: no budget was given.
  public var budget: Double?
  /// Paid hours of a replication that the formulas ask for the service-level goal; nil: no goal.
  public var formulaHours: Double?
  /// Plans by staffing, fewest hours first; the one as it is has `factor` 1.
  public var plans: [Plan]
  /// The same hours at better times; nil: not tried, or nothing better was found.
  public var moved: Plan?
  /// More or fewer agents in some groups only, or more or fewer hours at better times; nil: none was
  /// simulated.
  public var others: [Plan]?
  /// The shifts of `moved`; empty where there is none.
  public var shifts: [PlacedShift] = []
  /// KPIs whose targets one plan within the budget surely meets, the largest such set.
  public var jointlyMet: [String]
  /// The plan's factor that meets `jointlyMet`; nil: none.
  public var bestFactor: Double?
  /// The plan that meets `jointlyMet`, the cheapest of those; nil: none.
  public var best: Plan?
  /// Pairs of KPIs that are surely met by some plan each, while every plan surely misses one of them.
  public var conflicts: [[String]]

  /// Every plan that was simulated.
  public var all: [Plan] { plans + [moved].compactMap { $0 } + (others ?? []) }

  /// Whether a budget was given and no plan within it was simulated.
  public var isBudgetUntried: Bool { budget != nil && !all.contains(where: allows) }

  /// Whether the budget, if there is one, allows a plan.
  public func allows(_ plan: Plan) -> Bool {
    budget.map { (plan.cost ?? 0) <= $0 } ?? true
  }

  /// An examination without plans.
  public init(budget: Double?) {
    self.budget = budget
    plans = []
    jointlyMet = []
    conflicts = []
  }

  /// Agents of a group who work the same hours, now and after moving them.
  public struct PlacedShift: Sendable, Codable, Equatable {
    /// The group of agents.
    public var group: String
    /// The begin, in seconds after midnight.
    public var start: Double
    /// The end, in seconds after the same midnight.
    public var end: Double
    /// Agents as it is.
    public var now: Int
    /// Agents as advised.
    public var then: Int

    /// A shift with its agents.
    public init(group: String, start: Double, end: Double, now: Int, then: Int) {
      self.group = group
      self.start = start
      self.end = end
      self.now = now
      self.then = then
    }
  }

  /// A group with more or fewer agents.
  public struct GroupChange: Sendable, Codable, Equatable {
    /// The group of agents.
    public var group: String
    /// Agents as it is: of all shifts, or the most at a time.
    public var now: Int
    /// Agents in the plan.
    public var then: Int

    /// A group with its agents.
    public init(group: String, now: Int, then: Int) {
      self.group = group
      self.now = now
      self.then = then
    }
  }

  /// One staffing with its figures.
  public struct Plan: Sendable, Codable, Equatable {
    /// Staffing as a multiple of the scenario's.
    public var factor: Double
    /// Scheduled agent hours of a replication.
    public var hours: Double
    /// Cost of a replication; nil: not modelled.
    public var cost: Double?
    /// Values of the KPIs with targets, by identifier.
    public var values: [String: KPIEstimate]
    /// The share of days that meet the target, with its interval, by identifier.
    public var dayShares: [String: KPIEstimate]
    /// The chance that a month meets the target, with its interval, by identifier.
    public var monthShares: [String: KPIEstimate]
    /// The chance that the period of the target meets it, with its interval, by identifier.
    public var periodShares: [String: KPIEstimate]
    /// The groups that alone have more or fewer agents; nil: all groups alike.
    public var groups: [GroupChange]?
    /// Whether the hours stand at other times than now; nil: they do not.
    public var isMoved: Bool?
    /// The scenario's goals for its contact types in this plan; nil: it sets none.
    public var goals: [ScopedGoal]?

    /// What plans are compared by: the cost, or where nothing has a price the hours.
    public var price: Double { cost ?? hours }

    /// A plan without figures.
    public init(factor: Double, hours: Double, cost: Double?) {
      self.factor = factor
      self.hours = hours
      self.cost = cost
      values = [:]
      dayShares = [:]
      monthShares = [:]
      periodShares = [:]
    }
  }
}

/// What one change does to every KPI, with the same random numbers.
public struct LeverResult: Sendable, Codable, Equatable {
  /// Its name, such as `staffing`.
  public var lever: String
  /// Its size, such as 0.05 for five percent more.
  public var size: Double
  /// Changes by identifier of KPI.
  public var changes: [String: KPIEstimate]

  /// A lever's effects.
  public init(lever: String, size: Double, changes: [String: KPIEstimate]) {
    self.lever = lever
    self.size = size
    self.changes = changes
  }
}

/// KPIs by group, agent or contact type.
public struct KPITable: Sendable, Codable, Equatable {
  /// group, agent or contactType.
  public var scope: String
  /// Identifiers of KPIs or, for figures that are no KPI, of columns in the texts.
  public var columns: [Column]
  /// One for each member.
  public var rows: [Row]

  /// A table without rows.
  public init(scope: String, columns: [Column]) {
    self.scope = scope
    self.columns = columns
    rows = []
  }

  /// A column of a table.
  public struct Column: Sendable, Codable, Equatable {
    /// A KPI, or an entry of the texts' words such as "column.trueQuality".
    public var identifier: String
    /// The unit, one of `KPI.Unit`, or "hours", "count".
    public var unit: String

    /// A column.
    public init(identifier: String, unit: String) {
      self.identifier = identifier
      self.unit = unit
    }
  }

  /// A row of a table.
  public struct Row: Sendable, Codable, Equatable {
    /// The member's name.
    public var name: String
    /// One for each column; nil: undefined.
    public var values: [KPIEstimate?]

    /// A row.
    public init(name: String, values: [KPIEstimate?]) {
      self.name = name
      self.values = values
    }
  }
}

/// A KPI by planning interval, one row for the center and one for each contact type or group.
public struct HeatMap: Sendable, Codable, Equatable {
  /// The KPI.
  public var kpi: String
  /// Names of the rows; the first, empty one is the whole center.
  public var rows: [String]
  /// Row after row, one for each planning interval; nil: undefined.
  public var values: [[Double?]]

  /// A map.
  public init(kpi: String, rows: [String], values: [[Double?]]) {
    self.kpi = kpi
    self.rows = rows
    self.values = values
  }
}

/// One period's values, for comparisons and trends.
public struct PeriodFigures: Sendable, Codable, Equatable {
  /// The run's number in the archive, or its scenario's name.
  public var name: String
  /// The day of its figures, "2026-11-22".
  public var day: String
  /// Values by identifier of KPI.
  public var values: [String: KPIEstimate]

  /// A period.
  public init(name: String, day: String, values: [String: KPIEstimate]) {
    self.name = name
    self.day = day
    self.values = values
  }
}
