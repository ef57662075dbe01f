import ContactCenter
import Experiments

/// What a simulation says about a goal at one place.
public struct PlaceFigure: Sendable, Equatable, Codable {
  /// The goal, as it is written on the command line.
  public var goal: String
  /// The goal's least or greatest value: a proportion, or seconds.
  public var bound: Double
  /// `interval`, `day` or `month`.
  public var period: String
  /// The contact type it is about; nil: a group.
  public var contactType: String?
  /// The group it is about (occupancy only).
  public var group: String?
  /// The first planning interval (0-based).
  public var firstInterval: Int
  /// The last planning interval (0-based).
  public var lastInterval: Int
  /// Begin, in seconds since the first midnight.
  public var from: Double
  /// End, in seconds since the first midnight.
  public var to: Double
  /// The indicator as a ratio of totals over all replications; nil where nobody counts.
  public var value: Double?
  /// Half-width of its confidence interval.
  public var halfWidth: Double?
  /// Whether the value meets the bound; true where nobody counts.
  public var isMet: Bool
  /// The share of replications whose own value meets the bound.
  public var shareOfDaysMet: Double
  /// The Wilson interval of that share.
  public var shareLow: Double
  /// The upper end of that interval.
  public var shareHigh: Double

  /// Whether the confidence interval lies wholly on one side of the bound.
  public var isClear: Bool {
    guard let value, let halfWidth else { return false }
    return abs(value - bound) > halfWidth
  }
}

/// A staffing judged by simulation.
public struct StaffingJudgement: Sendable, Equatable, Codable {
  /// Agents by group and interval.
  public var staffing: StaffingTable
  /// What they cost over the horizon, in the unit of the groups' hourly cost.
  public var cost: Double
  /// Replications simulated.
  public var replications: Int
  /// The number of the first one; the next ones follow.
  public var firstReplication: Int
  /// The level of the intervals.
  public var confidence: Double
  /// The goals at all places.
  public var figures: [PlaceFigure]

  /// Whether all goals are met.
  public var isMet: Bool { figures.allSatisfy(\.isMet) }
}

/// A proposal, where it was wrong, and the staffing that a repair made of it.
public struct RepairReport: Sendable, Equatable, Codable {
  /// The proposal under the repair's random numbers.
  public var proposal: StaffingJudgement
  /// The repaired staffing under fresh random numbers.
  public var repaired: StaffingJudgement
  /// Whether the repaired staffing meets all goals under the repair's random numbers.
  public var isFeasible: Bool
  /// Whether no single removal, and no exchange for a cheaper agent at the same time, keeps them.
  public var isLocallyMinimal: Bool
  /// Removals of one agent tried at the end, each of which misses a goal.
  public var refutedRemovals: Int
  /// Exchanges tried at the end, each of which misses a goal.
  public var refutedExchanges: Int
  /// Staffings simulated.
  public var evaluations: Int
  /// Whether it was stopped before its end.
  public var isInterrupted: Bool
}

/// The cheapest staffing for a share of days.
public struct RiskLevel: Sendable, Equatable, Codable {
  /// The share of days on which every goal must be met, each by itself.
  public var shareOfDays: Double
  /// The staffing, judged under fresh days.
  public var judgement: StaffingJudgement
  /// Whether the search's own days reach the share.
  public var isFeasible: Bool
}

/// Where the variance of a day's indicator comes from.
public struct VarianceFigure: Sendable, Equatable, Codable {
  /// The goal whose indicator it is.
  public var goal: String
  /// The contact type or group.
  public var subject: String
  /// The mean of a day's value.
  public var mean: Double
  /// The shares, in the indicator's unit squared.
  public var variance: VarianceShares
}

/// The risk of missing goals.
public struct RiskReport: Sendable, Equatable, Codable {
  /// Coefficient of variation of the forecast error.
  public var forecastError: Double
  /// Months simulated, each with a forecast error of its own.
  public var months: Int
  /// Days in each.
  public var daysPerMonth: Int
  /// Each interval's goals over the simulated days.
  public var intervals: [PlaceFigure]
  /// The same goals over days.
  public var days: [PlaceFigure]
  /// The same goals over months; `shareOfDaysMet` is the share of months.
  public var monthly: [PlaceFigure]
  /// Where a day's variance comes from.
  public var variances: [VarianceFigure]
  /// The cheapest staffings for shares of days, in rising order.
  public var levels: [RiskLevel]
  /// Whether it was stopped before its end.
  public var isInterrupted: Bool
}

/// The cheapest numbers per group, and how they compare.
public struct SkillReport: Sendable, Equatable, Codable {
  /// A group's number.
  public struct Group: Sendable, Equatable, Codable {
    /// The group's name.
    public var name: String
    /// Its agents.
    public var agents: Int
    /// The cost of an agent's hour.
    public var hourlyCost: Double
  }

  /// A bound on the agents of some groups together.
  public struct Bound: Sendable, Equatable, Codable {
    /// The contact types whose work it is.
    public var contactTypes: [String]
    /// The groups that can do it.
    public var groups: [String]
    /// The load that must be carried, in erlangs.
    public var load: Double
    /// So many agents at least.
    public var atLeast: Int
    /// So many there are.
    public var agents: Int
  }

  /// The groups with their numbers.
  public var groups: [Group]
  /// The cost of an hour.
  public var hourlyCost: Double
  /// No staffing that meets the goals costs less an hour.
  public var lowerBound: Double
  /// (hourly cost − lower bound) ÷ hourly cost.
  public var gap: Double
  /// What an hour would cost if no routing served better than one queue in order of arrival
  /// (`WorkloadBounds`): close to the least possible, but no proof; nil where no formula applies.
  public var pooledEstimate: Double?
  /// Whether every cheaper staffing that the bounds allow was found to miss a goal.
  public var isProven: Bool
  /// Whether the numbers meet all goals under the search's random numbers.
  public var isFeasible: Bool
  /// Staffings simulated.
  public var evaluations: Int
  /// Cuts added from simulated gradients.
  public var cuts: Int
  /// What separate pools by Erlang A or C would cost an hour, each type with agents of its cheapest
  /// group; nil where no formula applies.
  public var separatePools: Double?
  /// Agents of the separate pools, by contact type.
  public var separateAgents: [Int]?
  /// The bounds that bind, those with the least room first.
  public var bounds: [Bound]
  /// The numbers under fresh random numbers.
  public var judgement: StaffingJudgement
  /// Whether the search was stopped before its end.
  public var isInterrupted: Bool
}
