/// What the report advises, for the figure that decides: the target of the center that the number of
/// agents moves, the service level where there is one.
public struct Decision: Sendable, Codable, Equatable {
  /// What to do.
  public var kind: Kind
  /// The KPI whose target decides.
  public var goal: String
  /// The plan as it is; nil: no plans were simulated.
  public var present: Attainability.Plan?
  /// The plan that is advised, or the nearest one where none reaches the target.
  public var plan: Attainability.Plan?
  /// The KPI's value under the advice.
  public var after: KPIEstimate?
  /// How that value stands to the target.
  public var outcome: GoalVerdict?
  /// The chance that the period of the target keeps it under the advice.
  public var chance: KPIEstimate?
  /// The scenario's goals for its contact types under the advice; empty: it sets none, or nothing is
  /// to change.
  public var goals: [ScopedGoal] = []
  /// The change of the cost of a replication; nil: costs are not modelled.
  public var cost: KPIEstimate?
  /// The change that helps where the number of agents does not.
  public var lever: String?
  /// The size of that change, such as −0.05.
  public var size: Double?
  /// KPIs that would be better under the advice, beyond chance, and miss their targets now.
  public var improves: [String] = []
  /// KPIs that do not surely miss their targets now and surely would.
  public var breaks: [String] = []
  /// KPIs that surely miss their targets already and would be worse, beyond chance.
  public var worsens: [String] = []
  /// Missed targets that pull in two directions; nil: none do.
  public var conflict: Conflict?
  /// Simulated days that would tell the value from the target; nil: it is told, or has no interval.
  public var days: Double?
  /// The distance from the target that those days would tell.
  public var difference: Double?
  /// The cost of a replication as it is; nil: costs are not modelled.
  public var presentCost: KPIEstimate?
  /// The change of cost that the same hours at better times bring, where that is not the advice; nil: it
  /// is, they were not tried or are no better, or costs are not modelled.
  public var movedCost: KPIEstimate?
  /// The cheapest plan that surely reaches the goals where the budget has none; nil: none does, or one
  /// within the budget does.
  public var beyondBudget: Attainability.Plan?
  /// A cheaper plan that reaches the goals too, but not surely over the period of the target; nil: none does.
  public var leaner: Attainability.Plan?
  /// Whether the goals of contact types decide, since the scenario sets none for the center; nil: no.
  public var isOfTypes: Bool?

  /// What to do.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The target is kept, and nothing leaner keeps it as surely.
    case keep
    /// More agent hours.
    case add
    /// Fewer agent hours: what is kept stays kept.
    case save
    /// The same agent hours at other times.
    case move
    /// Another change than the number of agents.
    case lever
    /// Nothing that was simulated reaches the target.
    case beyond
    /// The simulated days do not tell whether the target is kept.
    case undecided
    /// The target is missed, and nothing was simulated that might help.
    case unexamined
  }

  /// Missed targets of which one part asks for more agents and the other for fewer.
  public struct Conflict: Sendable, Codable, Equatable {
    /// KPIs that more agents bring nearer to their targets.
    public var more: [String]
    /// KPIs that fewer agents bring nearer to their targets.
    public var fewer: [String]

    /// A conflict of two sides.
    public init(more: [String], fewer: [String]) {
      self.more = more
      self.fewer = fewer
    }
  }

  /// Advice without figures.
  public init(_ kind: Kind, goal: String) {
    self.kind = kind
    self.goal = goal
  }
}

/// A goal that the scenario sets for a contact type, with what became of it.
public struct ScopedGoal: Sendable, Codable, Equatable {
  /// The contact type.
  public var name: String
  /// The service level within the type's own acceptable wait; nil: nobody called.
  public var estimate: KPIEstimate?
  /// The least service level, 0…1.
  public var low: Double
  /// The acceptable wait, in seconds.
  public var within: Double
  /// How they stand, told from the interval.
  public var verdict: GoalVerdict
  /// Where it is surely missed as it is: cause and what helps; nil: it is not, or in a plan.
  public var remedy: Remedy?

  /// What stands for the goal of a contact type where KPIs are named: "serviceLevel:gold".
  public static func identifier(of name: String) -> String { "serviceLevel:" + name }

  /// A goal with its figure.
  public init(
    name: String, estimate: KPIEstimate?, low: Double, within: Double, verdict: GoalVerdict
  ) {
    self.name = name
    self.estimate = estimate
    self.low = low
    self.within = within
    self.verdict = verdict
  }
}
