/// The management report of a run as data: every KPI with its value, its target, its SMART checks and
/// its place in the tree, without words of any language.
///
/// It is kept in the archive, so that `switchboard report` can print it again in any form and
/// language. KPIs are named by their identifiers in the catalogue, whose words printing needs.
public struct ManagementReport: Sendable, Codable, Equatable {
  /// The version of this structure; readers refuse a later one.
  public static let currentVersion = 1

  /// The version that this report was made with.
  public var version = ManagementReport.currentVersion
  /// Which run the figures come from.
  public var run: RunDescription
  /// The profile of targets that the KPIs are held against.
  public var profile: String
  /// Texts of the user's catalogue files that were read over the one that ships.
  public var catalogueFiles: [CatalogueText] = []
  /// What a replication, a month and a deadline are.
  public var time: TimeFrame
  /// The currency of amounts of money, such as "CNY"; nil: the scenario names none.
  public var currency: String?
  /// Every KPI of the catalogue, in its order.
  public var kpis: [KPIResult] = []
  /// What the whole set of KPIs lacks or risks.
  public var audit: [Finding] = []
  /// Relations that must hold by arithmetic, with what was found.
  public var identities: [IdentityCheck] = []
  /// From the goal of the center down to what an agent controls; empty where there is no goal.
  public var cascade: [CascadeStep] = []
  /// Which targets can be reached, with which plans; nil: not examined.
  public var attainability: Attainability?
  /// What single changes do to every KPI; empty: not examined.
  public var levers: [LeverResult] = []
  /// Figures by group of agents, by agent, and by contact type.
  public var tables: [KPITable] = []
  /// Figures by planning interval.
  public var heatMaps: [HeatMap] = []
  /// Earlier periods and this one, oldest first; empty: only this one is known.
  public var periods: [PeriodFigures] = []

  /// A report without figures yet.
  public init(run: RunDescription, profile: String, time: TimeFrame) {
    self.run = run
    self.profile = profile
    self.time = time
  }

  /// The result of a KPI; nil if the catalogue of the run did not have it.
  public func result(_ identifier: String) -> KPIResult? {
    kpis.first { $0.identifier == identifier }
  }
}

// MARK: - The run

extension ManagementReport {
  /// Which run the figures come from.
  public struct RunDescription: Sendable, Codable, Equatable {
    /// The scenario's name.
    public var scenario: String
    /// The scenario's description; may be empty.
    public var summary = ""
    /// When the run ended, in seconds since 1970.
    public var finished: Double
    /// The digest of the scenario and the files it reads.
    public var digest: String
    /// The seed, as a text since it may be larger than JSON's numbers.
    public var seed: String
    /// Replications behind the figures.
    public var replications: Int
    /// The level of the confidence intervals, such as 0.95.
    public var confidence: Double
    /// The version of the program.
    public var programVersion: String
    /// The command that gives the same figures again.
    public var commandLine: String
    /// Doubts about the scenario or the study, in sentences.
    public var warnings: [String] = []

    /// A run that ended at `finished`.
    public init(
      scenario: String, finished: Double, digest: String, seed: String, replications: Int,
      confidence: Double, programVersion: String, commandLine: String
    ) {
      self.scenario = scenario
      self.finished = finished
      self.digest = digest
      self.seed = seed
      self.replications = replications
      self.confidence = confidence
      self.programVersion = programVersion
      self.commandLine = commandLine
    }
  }

  /// A catalogue file of the user.
  public struct CatalogueText: Sendable, Codable, Equatable {
    /// The file's name, for messages.
    public var name: String
    /// All of it.
    public var text: String

    /// A file's text.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// What a replication, a month and a deadline are.
  public struct TimeFrame: Sendable, Codable, Equatable {
    /// Days that one replication simulates.
    public var daysPerReplication = 1
    /// Days of a month on which the center is open, for P(month meets target).
    public var daysPerMonth = 22
    /// The length of a planning interval, in seconds.
    public var interval: Double
    /// The beginning of each planning interval, in seconds after the first midnight.
    public var intervalStarts: [Double] = []
    /// The day of the figures, "2026-11-22".
    public var dataDate: String
    /// The day by which targets should be reached; nil: none was given.
    public var deadline: String?
    /// The day of the baseline that targets were set from; nil: none was given.
    public var baseline: String?

    /// A time frame without deadline.
    public init(interval: Double, dataDate: String) {
      self.interval = interval
      self.dataDate = dataDate
    }
  }

  /// A relation that must hold by arithmetic.
  public struct IdentityCheck: Sendable, Codable, Equatable {
    /// The relation in signs and identifiers, such as "talk + hold + wrap-up = handle time".
    public var identity: String
    /// The left side for the whole center; nil: undefined.
    public var left: Double?
    /// The right side for the whole center; nil: undefined.
    public var right: Double?
    /// In how many scopes and intervals it was looked at.
    public var places: Int
    /// In how many of them it did not hold.
    public var violations: Int

    /// What was found for a relation.
    public init(identity: String, left: Double?, right: Double?, places: Int, violations: Int) {
      self.identity = identity
      self.left = left
      self.right = right
      self.places = places
      self.violations = violations
    }
  }
}

// MARK: - KPIs

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
  /// The chance that a month meets the target, from resampled months.
  public var monthShare: Double?
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
    /// The value meets the target, but its interval reaches beyond.
    case probablyMet
    /// The value misses the target, but its interval reaches it.
    case probablyMissed
    /// Better than the good end of a range: the center may do more than it needs to.
    case overService
    /// It has no target in this profile.
    case noTarget
    /// The run lacks a mechanism.
    case notMeasured

    /// Whether cause and action are due.
    public var isMiss: Bool { self == .missed || self == .probablyMissed }
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

// MARK: - Findings

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
    /// For A: infeasible, stretch, attainable, tooEasy, overService.
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

// MARK: - Cause and action

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
  /// What each child contributes to the miss, the largest first.
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

  /// What a child's own deviation does to the KPI.
  public struct Contribution: Sendable, Codable, Equatable {
    /// The child.
    public var child: String
    /// How far it is from its own target, in its unit; 0 where it has none or meets it.
    public var gap: Double
    /// The KPI's change if the gap were closed, in the KPI's unit; nil: no slope is known.
    public var effect: Double?

    /// A child's contribution.
    public init(child: String, gap: Double, effect: Double?) {
      self.child = child
      self.gap = gap
      self.effect = effect
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
    /// Whether the value afterwards meets the target.
    public var meetsTarget: Bool
    /// The change of the cost of a replication; nil: costs are not modelled.
    public var cost: KPIEstimate?
    /// KPIs that meet their targets now and would miss them afterwards.
    public var breaks: [String] = []

    /// A simulated action.
    public init(
      lever: String, size: Double, recovery: KPIEstimate, after: KPIEstimate, meetsTarget: Bool,
      cost: KPIEstimate?
    ) {
      self.lever = lever
      self.size = size
      self.recovery = recovery
      self.after = after
      self.meetsTarget = meetsTarget
      self.cost = cost
    }
  }
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
  /// The value at the deadline if the trend goes on, by least squares; nil: no deadline.
  public var forecast: KPIEstimate?
  /// onTrack, atRisk or offTrack; nil: no deadline or no target.
  public var outlook: String?

  /// A trend.
  public init(slopePerDay: Double, slopeLow: Double?, slopeHigh: Double?, pValue: Double) {
    self.slopePerDay = slopePerDay
    self.slopeLow = slopeLow
    self.slopeHigh = slopeHigh
    self.pValue = pValue
  }
}

// MARK: - Plans

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
  /// KPIs with a target that some plan within the budget meets, the largest set that one plan meets.
  public var jointlyMet: [String]
  /// The plan's factor that meets `jointlyMet`; nil: none.
  public var bestFactor: Double?
  /// Pairs of KPIs that can be met one by one but by no plan together.
  public var conflicts: [[String]]

  /// An examination without plans.
  public init(budget: Double?) {
    self.budget = budget
    plans = []
    jointlyMet = []
    conflicts = []
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
    /// The share of days that meet the target, by identifier.
    public var dayShares: [String: Double]
    /// The chance that a month meets the target, by identifier.
    public var monthShares: [String: Double]
    /// The chance that the period of the target meets it, by identifier.
    public var periodShares: [String: Double]

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

// MARK: - Tables

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
