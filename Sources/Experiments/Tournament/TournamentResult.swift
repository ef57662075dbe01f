import ContactCenter

/// The difference of a KPI between two entrants that met the same contacts.
///
/// With D the entrant's value less the reference's: for means the mean of the replications'
/// differences, for quotients the difference of the quotients of totals; the standard error comes
/// from the replications' paired (linearised) differences, as many as both entrants have.
public struct PairedDifference: Sendable, Equatable {
  /// What was found.
  public enum Verdict: String, Sendable, Codable {
    /// The entrant is better than the reference.
    case better
    /// The entrant is worse than the reference.
    case worse
    /// Different, where neither more nor less is better.
    case different
    /// The difference cannot be told from chance.
    case notTold
  }

  /// The KPI.
  public var kpi: TournamentKPI
  /// The entrant.
  public var entrant: Int
  /// The entrant it is compared with.
  public var reference: Int
  /// Entrant less reference, with the interval for this difference alone.
  public var estimate: Estimate
  /// The interval that holds together with those of the whole family (Bonferroni).
  public var simultaneous: ClosedRange<Double>?
  /// The probability of so large a difference of either sign if there were none (Student's t).
  public var pValue: Double?
  /// The judgement at the tournament's confidence by Holm's step-down over the family.
  public var verdict: Verdict
  /// Pairs of replications (or blocks of them) behind it.
  public var pairs: Int
}

/// Whether an entrant keeps a goal.
public struct GoalOutcome: Sendable, Equatable {
  /// The goal.
  public var goal: TournamentGoal
  /// The KPI's value over the replications that all entrants have.
  public var estimate: Estimate
  /// The same over all replications of the entrant, which it is judged by.
  public var ownEstimate: Estimate
  /// What could be said with the promised probability.
  public var verdict: GoalVerdict
  /// Values this near to the bound may have been judged either way, in the KPI's unit; 0 with a fixed
  /// number of replications.
  public var tolerance: Double
  /// The replications after which it was decided; nil: it was not.
  public var decidedAfter: Int?

  /// True if the estimate over all replications of the entrant keeps the goal.
  public var isObservedKept: Bool { goal.isKept(by: ownEstimate.value) }
}

/// When and why an entrant left the race.
public struct Elimination: Sendable, Equatable {
  /// After so many replications.
  public var after: Int
  /// The entrant that beat it; nil: it missed a goal.
  public var by: Int?
}

/// What a tournament says about one entrant; estimates are over the replications that all entrants
/// have.
public struct EntrantResult: Sendable {
  /// Its name.
  public var name: String
  /// Its note.
  public var note: String
  /// Replications simulated.
  public var replications: Int
  /// Place in the order of the objective among the eligible, from 1, equal estimates equal places;
  /// nil: a goal is missed, or the objective is not defined.
  public var rank: Int?
  /// The objective.
  public var objective = Estimate()
  /// The further KPIs, in the order of the settings.
  public var kpis: [Estimate] = []
  /// The goals, in the order of the settings.
  public var goals: [GoalOutcome] = []
  /// In selection mode, when and why it left the race; nil: it did not.
  public var elimination: Elimination?
  /// Contact types in the model's order.
  public var types: [TypeFigures] = []
  /// Agent groups in the model's order.
  public var groups: [GroupFigures] = []
  /// Spread of the occupancies over all agents; a small one is fair.
  public var occupancySpread = Estimate()
  /// Highest less lowest occupancy over all agents.
  public var occupancyRange = Estimate()
  /// Costs.
  public var costs = TournamentCosts()
  /// The three planning intervals with the lowest service level of the center, worst first.
  public var worstIntervals: [IntervalFigures] = []

  /// True if every goal is kept, or undecided with an estimate that keeps it.
  public var isEligible: Bool {
    goals.allSatisfy { $0.verdict == .met || $0.verdict == .undecided && $0.isObservedKept }
  }
}

/// Which entrant is the best, and how sure that is.
public struct Selection: Sendable, Equatable {
  /// What could be said.
  public enum Status: String, Sendable, Codable {
    /// `best` is the best with the promised probability, if it is better than every other by at
    /// least δ; and it can be told apart from every other.
    case selected
    /// `best` was chosen with the promised probability, but `tied` cannot be told apart from it: they
    /// may be as good, or better by less than δ.
    case tie
    /// Every entrant misses a goal.
    case noneFeasible
    /// The replications ended before one entrant was left, or before it was known whether it keeps
    /// the goals; `remaining` are.
    case budgetExhausted
    /// The tournament was cancelled before the best could be told.
    case cancelled
  }

  /// What could be said.
  public var status = Status.cancelled
  /// The best of the eligible entrants by what was observed; nil: there is none.
  public var best: Int?
  /// Entrants that cannot be told apart from the best, in the order of the objective.
  ///
  /// In selection mode: Holm's step-down does not tell the difference from 0, and no goal is missed
  /// for certain. With a fixed number of replications: the interval,
  /// one of as many as there are pairs, holds 0 or better values; with `budgetExhausted` they may be
  /// better by δ and more.
  public var tied: [Int] = []
  /// Entrants still in the race at the end, the best included.
  public var remaining: [Int] = []
  /// The promised probability of a correct selection; nil where nothing is promised
  /// (`budgetExhausted`, `noneFeasible` and `cancelled`).
  public var probability: Double?
  /// δ in the objective's unit; 0: not known.
  public var indifference = 0.0
  /// Where δ comes from.
  public var indifferenceSource = IndifferenceSource.unknown
  /// True if the best of which δ is a share is the best of those that seemed to keep the goals.
  public var isIndifferenceOfKeepers = false
  /// Replications that Rinott's two-stage procedure, which needs independent entrants, would want
  /// of each of them; nil: undefined (fewer than two replications).
  public var rinottReplications: [Int]?
  /// The best by Rinott's rule where all entrants had as many replications as it wants; else nil.
  public var rinottBest: Int?

  /// Where δ comes from.
  public enum IndifferenceSource: Sendable, Hashable {
    /// From the settings.
    case absolute
    /// This share, from the settings, of the best mean of the first stage.
    case relative(Double)
    /// Not given: 1 percentage point, since the objective is a proportion.
    case standardPoint
    /// Not given: 1 % of the best mean of the first stage.
    case standardShare
    /// Not known: the first stage was not finished.
    case unknown
  }
}

/// A point of two KPIs.
public struct ParetoPoint: Sendable, Equatable {
  /// The entrant.
  public var entrant: Int
  /// The first KPI.
  public var x: Estimate
  /// The second KPI.
  public var y: Estimate
  /// No entrant is at least as good in both and better in one.
  public var isOnFront: Bool
  /// Entrants that are at least as good in both and better in one, by the estimates.
  public var dominatedBy: [Int]
  /// Some entrant is better in both beyond chance (Bonferroni over all pairs and both KPIs).
  public var isSurelyDominated: Bool
}

/// The entrants in the plane of two KPIs.
public struct ParetoFront: Sendable {
  /// The first KPI.
  public var x: TournamentKPI
  /// The second KPI.
  public var y: TournamentKPI
  /// One point for each entrant whose KPIs are defined.
  public var points: [ParetoPoint]
}

/// How many replications a technique saves for the objective: needed without ÷ needed with it.
///
/// Replications needed for a precision are proportional to a variance, so each figure is a quotient
/// of variances; below 1 the technique does harm.
public struct VarianceReduction: Sendable {
  /// Two entrants.
  public struct Pair: Sendable, Equatable {
    /// One of them.
    public var entrant: Int
    /// The other one.
    public var reference: Int
    /// (S²ᵢ + S²ⱼ) ÷ S²ᵢⱼ, with S²ᵢⱼ the variance of the paired difference; nil: it is 0.
    public var commonRandomNumbers: Double?
    /// The gain of control variates for this difference; nil: there are none.
    public var controlVariates: Double?
  }

  /// Each entrant with the reference.
  public var pairs: [Pair] = []
  /// Common random numbers: Σ (S²ᵢ + S²ⱼ) ÷ Σ S²ᵢⱼ over the pairs.
  public var commonRandomNumbers: Double?
  /// What the control variates are, such as "fresh contacts of sales"; empty: none.
  public var controls: [String] = []
  /// Control variates, for an entrant's own value: Σ S² ÷ Σ S² after regression, with the loss of
  /// (n − 2) ÷ (n − q − 2) for estimating q coefficients.
  public var controlVariatesForValues: Double?
  /// The same for differences with the reference.
  public var controlVariatesForDifferences: Double?
  /// The objective of each entrant adjusted by its controls; empty: none.
  public var adjusted: [Estimate] = []
  /// Stratification of the day, for an entrant's own value; nil: it was not used.
  public var stratificationForValues: Double?
  /// The same for differences with the reference.
  public var stratificationForDifferences: Double?
}

/// A figure that differs between the winner and the reference, and is part of why it wins.
public struct TournamentChange: Sendable, Equatable {
  /// What changed.
  public enum Kind: String, Sendable, Codable {
    /// Contacts of a type that a group answered.
    case flow
    /// Wait of a type's contacts, in seconds.
    case wait
    /// Abandoned share of a type.
    case abandonment
    /// Occupancy of a group.
    case occupancy
    /// A part of the cost.
    case cost
  }

  /// What changed.
  public var kind: Kind
  /// The contact type's name.
  public var contactType: String?
  /// The group's name.
  public var group: String?
  /// For costs the KPI's label; else what is compared, in a few words.
  public var label: String
  /// The unit of the values.
  public var unit: IndicatorUnit
  /// The reference's value.
  public var before: Double
  /// The winner's value.
  public var after: Double
  /// Winner less reference, with the interval for this difference alone.
  public var difference: Estimate
  /// The share of the type's answered contacts that the group answered, for flows.
  public var shareBefore: Double?
  /// The same of the winner.
  public var shareAfter: Double?
}

/// Why the winner wins: the largest differences beyond chance.
public struct TournamentExplanation: Sendable, Equatable {
  /// The winner.
  public var winner: Int
  /// Whom it is compared with: the reference, or the second best where the reference wins.
  public var reference: Int
  /// Differences that Holm's rule over all of one kind keeps, the largest of each kind first: flows
  /// by contacts moved, waits by seconds × contacts, abandonment by contacts, occupancy by hours.
  public var changes: [TournamentChange]
}

/// A contact type that a policy lets down.
public struct StarvedType: Sendable, Equatable {
  /// By which of the rules.
  public enum Rule: String, Sendable, CaseIterable, Codable {
    /// At most 5 % of the type's offered contacts are answered, of the others' at least half.
    case neverAnswered
    /// Mean wait at least 5 times that of all other types together whose customers wait there, and over a minute.
    case averageWait
    /// Mean longest wait at least 10 times the median of the other types', and over half an hour.
    case longestWait
    /// Odds of abandonment at least 5 times those of all other types together, and over 20 % abandon.
    case abandonment
    /// The mean age of work that waits while the center is closed, by opening hours, is beyond its acceptable
    /// wait.
    case pastGoal
  }

  /// The entrant.
  public var entrant: Int
  /// The type's name.
  public var contactType: String
  /// By which rule.
  public var rule: Rule
  /// The type's figure: answered share, seconds or abandoned share.
  public var value: Estimate
  /// The others' figure that it is measured by; of work past its goal the acceptable wait.
  public var others: Double
  /// Contacts of the type offered per replication.
  public var offered: Double
  /// The best figure that any entrant has for this type, and which entrant; nil: none is defined.
  public var bestElsewhere: Elsewhere?

  /// A figure of another entrant.
  public struct Elsewhere: Sendable, Equatable {
    /// The entrant.
    public var entrant: Int
    /// The figure.
    public var value: Double
  }
}

/// What a tournament found.
public struct TournamentResult: Sendable {
  /// The settings, without the saved rows.
  public internal(set) var settings: TournamentSettings
  /// The entrants in their order.
  public internal(set) var entrants: [EntrantResult] = []
  /// Every entrant with the reference: the objective, then the further KPIs.
  ///
  /// The family is all of them. A KPI of a part that an entrant does not have is left out.
  public internal(set) var comparisons: [PairedDifference] = []
  /// Every other entrant with the best in the objective, which is the `reference` here.
  ///
  /// The family is all pairs of entrants, since the best is known only from the data.
  public internal(set) var againstBest: [PairedDifference] = []
  /// Which entrant is the best.
  public internal(set) var selection = Selection()
  /// The entrants in the plane of two KPIs.
  public internal(set) var pareto: ParetoFront
  /// What common random numbers, control variates and strata save.
  public internal(set) var varianceReduction = VarianceReduction()
  /// Why the winner wins; nil: there is no winner, or nothing to compare it with.
  public internal(set) var explanation: TournamentExplanation?
  /// Contact types that an entrant starves.
  public internal(set) var starved: [StarvedType] = []
  /// True if it was cancelled before the end.
  public internal(set) var isPartial = false
  /// Replications simulated or taken from the saved rows, over all entrants.
  public internal(set) var replications = 0
  /// The first replications, as many as every entrant has: what all estimates of entrants are over.
  ///
  /// Paired differences are over as many as the two have.
  public internal(set) var commonReplications = 0
  /// Contact types are the same, by name and order, in all entrants.
  public internal(set) var haveSameTypes = true
  /// Agent groups are the same, by name and order, in all entrants.
  public internal(set) var haveSameGroups = true
  /// The observations by entrant, from which `estimate` and `difference` compute any KPI.
  public internal(set) var rows: [[TournamentRow]] = []
  /// The columns of each entrant's rows.
  public internal(set) var layouts: [TournamentLayout] = []
}
