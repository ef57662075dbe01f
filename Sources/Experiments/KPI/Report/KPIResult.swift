// The parts of a management report about one KPI: its value, its target, its checks.

/// An estimate with its confidence interval.
public struct KPIEstimate: Sendable, Codable, Equatable {
  /// The value, in the KPI's unit; a proportion of 80 % is 0.8.
  public var value: Double
  /// The lower end of its confidence interval; nil: unknown.
  public var low: Double?
  /// The upper end of its confidence interval; nil: unknown.
  public var high: Double?

  /// A value with an interval, if one is known.
  public init(value: Double, low: Double? = nil, high: Double? = nil) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// Whether the interval excludes 0; without interval nothing is certain.
  public var isBeyondChance: Bool {
    guard let low, let high else { return false }
    return low * high > 0
  }

  /// Half the length of the interval; nil: unknown.
  public var halfWidth: Double? {
    guard let low, let high else { return nil }
    return (high - low) / 2
  }

  /// The estimate times a number, with its interval.
  public func scaled(by factor: Double) -> KPIEstimate {
    let ends = [low, high].compactMap { $0.map { $0 * factor } }.sorted()
    guard ends.count == 2 else { return KPIEstimate(value: value * factor) }
    return KPIEstimate(value: value * factor, low: ends[0], high: ends[1])
  }

  /// Whether the figure keeps a bound, told from the interval; undecided without one.
  public func verdict(_ sense: GoalSense, _ bound: Double) -> GoalVerdict {
    var bounds: ClosedRange<Double>?
    if let low, let high, low <= high { bounds = low...high }
    return Estimate(value: value, bounds: bounds).verdict(sense, bound)
  }
}

/// What a run says about one KPI.
public struct KPIResult: Sendable, Codable, Equatable {
  /// Its identifier in the catalogue.
  public var identifier: String
  /// Its value over all replications, a quotient of totals; nil: not measured.
  public var estimate: KPIEstimate?
  /// Why it is not measured, one finding for each missing mechanism; empty where it is.
  public var notMeasured: [Finding] = []
  /// The target of the report's profile; nil: it has none.
  public var target: TargetFigure?
  /// What others found or recommend, all profiles.
  public var references: [TargetFigure] = []
  /// How value and target stand to each other.
  public var verdict: Verdict
  /// The share of simulated days (replications) that meet the target, with its Wilson interval.
  public var dayShare: KPIEstimate?
  /// The chance that a month meets the target, from resampled months, with its interval.
  public var monthShare: KPIEstimate?
  /// 0…1 for the balanced scorecard; nil: no target, or not measured.
  public var score: Double?
  /// The value of each replication.
  ///
  /// Undefined ones are nil; at most 400 are kept.
  public var days: [Double?] = []
  /// The value of each planning interval over all replications; empty: not by interval.
  public var intervals: [Double?] = []
  /// The five checks.
  public var smart = SMARTChecks()
  /// What it does to its parent in the tree when it changes; nil: not examined, or no such lever.
  public var elasticity: Elasticity?
  /// Where the value missed: cause, action and what the action brings.
  public var remedy: Remedy?
  /// The trend over periods; nil: fewer than three are known.
  public var trend: Trend?

  /// A result without figures.
  public init(identifier: String, verdict: Verdict) {
    self.identifier = identifier
    self.verdict = verdict
  }

  /// How value and target stand to each other.
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// The whole confidence interval is on the target's side.
    case met
    /// The whole confidence interval is on the other side.
    case missed
    /// The interval holds an end of the target, or there is none: not yet told apart.
    case undecided
    /// Better than the good end of a range: the center may do more than it needs to.
    case overService
    /// It has no target in this profile.
    case noTarget
    /// The run lacks a mechanism.
    case notMeasured

    /// Whether cause and action are due.
    public var isMiss: Bool { self == .missed }

    /// Whether the interval is on one side of the target.
    public var isDecided: Bool { self == .missed || isKept }

    /// Whether the target is surely kept, with more service than needed or without.
    public var isKept: Bool { self == .met || self == .overService }
  }
}

/// A target, mean or reference as it is printed.
public struct TargetFigure: Sendable, Codable, Equatable {
  /// The profile.
  public var profile: String
  /// target, mean or reference.
  public var kind: String
  /// The least value; nil: none.
  public var low: Double?
  /// The largest value; nil: none.
  public var high: Double?
  /// The currency of an amount of money.
  public var currency: String?
  /// The acceptable wait, in seconds.
  public var within: Double?
  /// interval, day, week, month or year.
  public var period: String
  /// Where it comes from, an identifier of the catalogue's provenance.
  public var provenance: String
  /// Whether the figure was read in that source.
  public var isVerified: Bool

  /// The figures of a catalogue's target.
  public init(_ target: KPITarget) {
    profile = target.profile
    kind = target.kind.rawValue
    low = target.low
    high = target.high
    currency = target.currency
    within = target.within
    period = target.period.rawValue
    provenance = target.provenance
    isVerified = target.isVerified
  }
}

/// A sentence of a report without its language: a phrase of the catalogue's texts with what fills it.
public struct Finding: Sendable, Codable, Equatable {
  /// The phrase's key in the texts' section `phrases`.
  public var phrase: String
  /// What its places in braces are filled with.
  public var values: [String: Value]

  /// A phrase with its values.
  public init(_ phrase: String, _ values: [String: Value] = [:]) {
    self.phrase = phrase
    self.values = values
  }

  /// What fills a place of a phrase.
  public enum Value: Sendable, Codable, Equatable {
    /// A number in a unit of `KPI.Unit`, or "count", "money", "hours", "plain", "percentPoints", "signedPercent",
    /// "signedPercentPoints" (0.01 is one point), "signed" plus a KPI's unit as "signed:seconds".
    case number(Double, unit: String)
    /// A number with its interval, in the units of a number; "chance" for the chance of an event.
    case estimate(KPIEstimate, unit: String)
    /// KPIs or objectives, by identifier.
    case names([String])
    /// A word list's entry, such as a level ("level.agent") or lever ("lever.staffing").
    case word(String)
    /// A text that is the same in every language, such as a name of the scenario or a day.
    case text(String)
  }
}

/// The five checks of a KPI.
public struct SMARTChecks: Sendable, Codable, Equatable {
  /// Complete definition, and an owner who controls it.
  public var specific = Check()
  /// Events present, value with interval, precise enough.
  public var measurable = Check()
  /// Reachable within the budget, neither too easy nor impossible.
  public var attainable = Check()
  /// Leads to the goal of the center, with the sign that it should have.
  public var relevant = Check()
  /// Interval, period, deadline, baseline, trend.
  public var timeBound = Check()

  /// Nothing examined.
  public init() {}

  /// The checks in the order S, M, A, R, T.
  public var all: [(letter: String, check: Check)] {
    [
      ("S", specific), ("M", measurable), ("A", attainable), ("R", relevant), ("T", timeBound),
    ]
  }

  /// One check with its evidence.
  public struct Check: Sendable, Codable, Equatable {
    /// What came out.
    public var verdict: Outcome
    /// For A: infeasible, stretch, undecided, attainable, tooEasy, overService.
    public var grade: String?
    /// The evidence, the most important first.
    public var evidence: [Finding]

    /// A check; not examined unless said otherwise.
    public init(_ verdict: Outcome = .notExamined, grade: String? = nil, evidence: [Finding] = []) {
      self.verdict = verdict
      self.grade = grade
      self.evidence = evidence
    }

    /// What came out of a check.
    public enum Outcome: String, Sendable, Codable, CaseIterable {
      case pass, warning, fail, notExamined
    }
  }
}
