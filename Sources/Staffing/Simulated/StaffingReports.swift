import ContactCenter
import Experiments

/// What a simulation says about a goal at one place.
public struct PlaceFigure: Sendable, Equatable, Codable {
  /// The goal, as it is written on the command line.
  public var goal: String
  /// The goal's least or greatest value: a proportion, or seconds.
  public var bound: Double
  /// Which of the two.
  public var sense: GoalSense
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
  /// Half-width of its confidence interval, which holds together with those of all other places.
  public var halfWidth: Double?
  /// How the value stands to the bound, told from its interval; met where nobody counts.
  public var verdict: GoalVerdict
  /// About how many replications would tell, where it is undecided; nil where it is decided, or more
  /// than a million would not do.
  public var replicationsToDecide: Int?
  /// The share of replications whose own value meets the bound.
  public var shareOfDaysMet: Double
  /// The Wilson interval of that share.
  public var shareLow: Double
  /// The upper end of that interval.
  public var shareHigh: Double
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
  /// The level at which the intervals of all places hold together (Bonferroni).
  public var confidence: Double
  /// The goals at all places.
  public var figures: [PlaceFigure]

  /// All goals together: missed where one is missed, met where all are met.
  public var verdict: GoalVerdict { .all(of: figures.map(\.verdict)) }

  /// How many places have a verdict.
  public func count(_ verdict: GoalVerdict) -> Int { figures.count { $0.verdict == verdict } }

  /// The replications with which half of the undecided places would be decided; nil where there are
  /// none, or a million would not do.
  public var replicationsToDecideHalf: Int? {
    let open = figures.filter { $0.verdict == .undecided }
      .map { $0.replicationsToDecide ?? .max }.sorted()
    guard !open.isEmpty else { return nil }
    let middle = open[(open.count - 1) / 2]
    return middle == .max ? nil : middle
  }
}

/// A proposal, where it was wrong, and the staffing that a repair made of it.
public struct RepairReport: Sendable, Equatable, Codable {
  /// The proposal under the repair's random numbers.
  public var proposal: StaffingJudgement
  /// The repaired staffing under fresh random numbers.
  public var repaired: StaffingJudgement
  /// The probability with which each goal was to be met; nil: agents were bought for what is surely
  /// missed.
  public var sure: Double?
  /// Whether nothing more is to be bought under the repair's random numbers, or under the fresh ones;
  /// false: no staffing within the limits was found that does, and the repaired one is the nearest.
  public var isFeasible: Bool
  /// Whether every removal of an agent, and every exchange for a cheaper one, was tried in vain.
  public var isLocallyMinimal: Bool
  /// Removals of one agent tried in vain.
  public var refutedRemovals: Int
  /// Exchanges tried in vain.
  public var refutedExchanges: Int
  /// Staffings simulated.
  public var evaluations: Int
  /// Whether it was stopped before its end.
  public var isInterrupted: Bool
}

/// The cheapest staffing for a share of days.
public struct RiskLevel: Sendable, Equatable, Codable {
  /// A share of days is reached by half a point less: days that would tell so little apart cost more
  /// time than it is worth, and the search would end elsewhere with every seed.
  public static let indifference = 0.005

  /// The share of days on which every goal must be met, each by itself.
  public var shareOfDays: Double
  /// The staffing, judged under fresh days.
  public var judgement: StaffingJudgement
  /// Whether the search's own days reach the share, or `indifference` less.
  public var isFeasible: Bool
  /// Whether fresh days keep the share, or `indifference` less, told from its interval at the goal that is met least.
  public var verdict: GoalVerdict
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
  /// The scenario's own staffing on the days by which the levels are judged; nil where there is none.
  public var plan: StaffingJudgement?
  /// The staffing that was given, on the same days; nil where there are no levels.
  public var judged: StaffingJudgement?
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
  /// Whether the numbers meet all goals under the search's random numbers; false: none were found
  /// within the limits, and these are the most allowed, or the last ones tried.
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

extension StaffingJudgement {
  /// The goal that is met on the fewest days.
  public var worstShare: PlaceFigure? { figures.min { $0.shareOfDaysMet < $1.shareOfDaysMet } }

  /// Whether every goal is met on a share of days, or `RiskLevel.indifference` less, told from the
  /// interval of the worst.
  public func verdict(ofShare share: Double) -> GoalVerdict {
    .all(of: figures.map { $0.verdict(ofShare: share - RiskLevel.indifference) })
  }
}

extension PlaceFigure {
  /// Whether the value by itself, without its interval, is on the wrong side of the bound.
  public var isBelow: Bool {
    guard let value else { return false }
    return sense == .atLeast ? value < bound : value > bound
  }

  /// Whether the goal is met on a share of days, told from that share's interval.
  public func verdict(ofShare share: Double) -> GoalVerdict {
    let estimate = Estimate(
      value: shareOfDaysMet, halfWidth: (shareHigh - shareLow) / 2, bounds: shareLow...shareHigh)
    return estimate.verdict(.atLeast, share)
  }
}
