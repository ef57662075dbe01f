import ContactCenter

/// One of the centers, or one of the policies of a center, that are compared.
public struct Entrant: Sendable {
  /// What reports call it; unique in a tournament.
  public var name: String
  /// A remark for the reader, such as what differs from the reference; may be empty.
  public var note: String
  /// What is simulated.
  public var model: Model

  /// A model with a name.
  public init(name: String, note: String = "", model: Model) {
    self.name = name
    self.note = note
    self.model = model
  }
}

/// A goal on a KPI of a model, which an entrant must keep to be eligible.
public struct TournamentGoal: Sendable, Hashable {
  /// What is bounded.
  public var kpi: TournamentKPI
  /// On which side of the bound the KPI must be.
  public var sense: GoalSense
  /// The bound, in the KPI's unit (a proportion of 80 % is 0.8).
  public var bound: Double
  /// In selection mode values within ± tolerance of the bound may be judged either way, in the KPI's
  /// unit; nil: 1 percentage point for proportions, else 1 % of the bound.
  public var tolerance: Double?

  /// A bound on a KPI.
  public init(
    _ kpi: TournamentKPI, _ sense: GoalSense, _ bound: Double, tolerance: Double? = nil
  ) {
    self.kpi = kpi
    self.sense = sense
    self.bound = bound
    self.tolerance = tolerance
  }

  /// A goal in a center with these names.
  ///
  /// - Throws: a `TournamentError` about a part that the goal's figure is not kept for.
  public init(_ goal: Goal, in names: ModelNames) throws(TournamentError) {
    self.init(
      try TournamentKPI(goal.measure.figure, of: goal.part, in: names), goal.sense, goal.bound,
      tolerance: goal.tolerance)
  }

  /// True if a value is on the bound's good side, the bound included; false without a value.
  func isKept(by value: Double?) -> Bool {
    guard let value else { return false }
    return sense == .atLeast ? value >= bound : value <= bound
  }
}

/// From which difference on it matters which of two entrants is better.
public enum IndifferenceZone: Sendable, Hashable {
  /// δ in the objective's unit.
  case absolute(Double)
  /// δ as a share of the best mean of the first stage, such as 0.01: of the entrants that keep the
  /// goals in it, or of all where none does.
  case relative(Double)
  /// 1 percentage point for proportions, else 1 % of that best mean.
  case standard
}

/// How replications are spent.
public enum TournamentMode: Sendable, Hashable {
  /// Every entrant is simulated so often; all intervals hold together.
  case fixed(replications: Int)
  /// The sequential procedure of Kim and Nelson: entrants that are beaten, or certainly miss a goal,
  /// are simulated no further.
  ///
  /// - firstStage: replications of every entrant from which variances are estimated, at least 5.
  /// - maximum: the most replications of an entrant, at least `firstStage`.
  case selection(indifference: IndifferenceZone, firstStage: Int, maximum: Int)
}

/// How a tournament is carried out.
public struct TournamentSettings: Sendable {
  /// What is to be best.
  public var objective: TournamentKPI
  /// Further KPIs that are estimated and compared; the objective need not be among them.
  public var kpis: [TournamentKPI] = []
  /// What an entrant must keep to be eligible.
  public var goals: [TournamentGoal] = []
  /// How replications are spent.
  public var mode = TournamentMode.fixed(replications: 50)
  /// From which difference on it matters who is better, with a fixed number of replications; the
  /// selection mode has its own.
  public var indifference = IndifferenceZone.standard
  /// The index of the entrant that the others are compared with.
  public var reference = 0
  /// The confidence of intervals and the promised probability of correct selection.
  public var confidence = 0.95
  /// All random numbers come from it.
  public var seed: UInt64 = 1
  /// Replications simulated at the same time; results do not depend on it.
  public var threads = 1
  /// Strata of the day's busyness (see `SimulationOptions.dayScorePoint`); 1: none.
  ///
  /// Replication r lies in stratum r mod `strata`. The mean of each block of as many consecutive
  /// replications is one observation, so that numbers of replications are rounded up to whole
  /// blocks and intervals have as many degrees of freedom as there are blocks, less one.
  public var strata = 1
  /// The KPIs on the axes of the Pareto front; nil: the objective and cost, or the objective and
  /// service level where the objective is a cost.
  public var pareto: (x: TournamentKPI, y: TournamentKPI)?
  /// Observations of an earlier run of the same tournament, in any order; they are used in place of
  /// simulations.
  public var saved: [TournamentRow] = []

  /// A comparison by an objective.
  public init(objective: TournamentKPI) { self.objective = objective }
}

/// What one replication of one entrant left: a row of plain numbers.
///
/// It depends on the entrant's model, the seed, the strata and the replication's number alone. What
/// the numbers are is told by `TournamentLayout`.
public struct TournamentRow: Sendable, Equatable {
  /// The entrant's index.
  public var entrant: Int
  /// The replication's number, from 0.
  public var replication: Int
  /// As many numbers as the layout of the entrant's model has columns.
  public var values: [Double]

  /// A row.
  public init(entrant: Int, replication: Int, values: [Double]) {
    self.entrant = entrant
    self.replication = replication
    self.values = values
  }
}

/// How far a tournament is.
public struct TournamentProgress: Sendable, Equatable {
  /// Rows that are there, simulated or saved.
  public var rows: Int
  /// Rows planned so far; in selection mode it grows.
  public var planned: Int
  /// Replications planned for each entrant so far.
  public var replications: [Int]
  /// Entrants still in the race.
  public var remaining: [Int]
}

/// What is wrong with what a tournament was asked to do.
public enum TournamentError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No entrant.
  case noEntrants
  /// Two entrants of one name.
  case sameName(String)
  /// A KPI that does not exist. `nearest` is the name that may have been meant.
  case unknownKPI(String, nearest: String?)
  /// The part after the colon names nothing that the KPI is kept for. `allowed` is what there is.
  case unknownScope(kpi: String, scope: String, allowed: [String], nearest: String?)
  /// The KPI is only kept for the whole center.
  case centerOnly(kpi: String, scope: String)
  /// An entrant does not have the contact type, group, queue or line of a KPI.
  case missing(kpi: String, entrant: String)
  /// A KPI of which neither more nor less is better cannot be an objective.
  case noDirection(kpi: String)
  /// A setting out of range, in a sentence.
  case setting(String)
  /// Saved rows do not fit the entrant's model.
  case foreignRow(entrant: Int, replication: Int)

  /// The error in a sentence or two: what was found, what is allowed.
  public var description: String {
    func meant(_ nearest: String?) -> String { nearest.map { " Did you mean \"\($0)\"?" } ?? "" }
    switch self {
    case .noEntrants: return "There is nothing to compare."
    case .sameName(let name): return "Two entrants are called \"\(name)\"."
    case .unknownKPI(let name, let nearest):
      return "There is no KPI \"\(name)\"." + meant(nearest)
    case .unknownScope(let kpi, let scope, let allowed, let nearest):
      return "\"\(scope)\" is nothing that \(kpi) is kept for; there is "
        + allowed.map { "\"\($0)\"" }.joined(separator: ", ") + "." + meant(nearest)
    case .centerOnly(let kpi, let scope):
      return "\(kpi) is kept for the whole center only, not for \"\(scope)\"."
    case .missing(let kpi, let entrant): return "\"\(entrant)\" has no \(kpi)."
    case .noDirection(let kpi):
      return "Neither more nor less of \(kpi) is better; choose another objective."
    case .setting(let sentence): return sentence
    case .foreignRow(let entrant, let replication):
      return "The saved observations of entrant \(entrant + 1), replication \(replication + 1), "
        + "do not fit its model."
    }
  }
}
