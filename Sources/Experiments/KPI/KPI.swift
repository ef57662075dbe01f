/// A key performance indicator: what a manager sets targets for, beside the `Indicator`s that a study
/// computes.
///
/// The list is in `KPICatalogue`; its words are in `KPITexts`.
public struct KPI: Sendable, Equatable {
  /// The name used in files, such as `averageSpeedOfAnswer`; unique in the catalogue.
  public var identifier: String
  /// Its place among the classic 23, if it is one of them.
  public var number: Int?
  /// A short name of the field, such as "SL2"; for those that are not among the 23.
  public var code: String?
  /// What its value counts.
  public var unit: Unit
  /// Which values are good.
  public var direction: Direction
  /// What it is, from named events.
  public var formula: KPIFormula
  /// What it may be asked of.
  public var scope: [ScopeKind]
  /// The lowest level that may answer for it.
  public var owner: Level
  /// Who records the events of the formula.
  public var sources: [Source]
  /// How often it is reported.
  public var frequency: [Period]
  /// Whether the owner's own acts decide it.
  public var control: Control
  /// Its place in the balanced scorecard.
  public var perspective: Perspective
  /// What it serves: an objective or another KPI.
  public var parent: String
  /// How it acts on its parent.
  public var edge: Edge
  /// Its share of what the parent counts, 0…1; nil: it informs and does not count.
  public var weight: Double?
  /// On which side of its target the center does more than it needs to, which is no miss.
  public var overService: Side?
  /// What the simulated world must have for it to say anything; nil: nothing special.
  public var needs: KPIMechanism?
  /// What a manager changes to move it; nil: nothing that a scenario has.
  public var lever: KPILever?
  /// Figures of the simulator that it is, or that measure the same; empty where there is none.
  public var measuredBy: [FigureName]
  /// What it should be, and what others found, by profile.
  public var targets: [KPITarget]

  /// A KPI with everything that says what it is.
  public init(
    identifier: String, number: Int? = nil, code: String? = nil, unit: Unit, direction: Direction,
    formula: KPIFormula, scope: [ScopeKind], owner: Level, sources: [Source],
    frequency: [Period], control: Control, perspective: Perspective, parent: String, edge: Edge,
    weight: Double? = nil, overService: Side? = nil, needs: KPIMechanism? = nil,
    lever: KPILever? = nil, measuredBy: [FigureName] = [], targets: [KPITarget] = []
  ) {
    self.identifier = identifier
    self.number = number
    self.code = code
    self.unit = unit
    self.direction = direction
    self.formula = formula
    self.scope = scope
    self.owner = owner
    self.sources = sources
    self.frequency = frequency
    self.control = control
    self.perspective = perspective
    self.parent = parent
    self.edge = edge
    self.weight = weight
    self.overService = overService
    self.needs = needs
    self.lever = lever
    self.measuredBy = measuredBy
    self.targets = targets
  }

  /// The number or the code: "21", "SL2"; the identifier where there is neither.
  public var mark: String { number.map(String.init) ?? code ?? identifier }

  /// Whether a profile has a target for it.
  public func hasTarget(in profile: String) -> Bool {
    targets.contains { $0.profile == profile && $0.kind == .target }
  }

  /// Whether a simulation can have its value, if the scenario has what it needs.
  public var isMeasured: Bool { formula.isOfTotals || !measuredBy.isEmpty }

  /// What its value counts; a proportion of 80 % is 0.8.
  public enum Unit: String, Sendable, CaseIterable {
    case proportion, seconds, rings, points, money, perHour, contacts, ratio
  }

  /// Which values are good.
  public enum Direction: String, Sendable, CaseIterable {
    /// More is better.
    case up
    /// Less is better.
    case down
    /// Both ends matter.
    case range
    /// It has no good or bad.
    case information
  }

  /// A side of a target.
  public enum Side: String, Sendable, CaseIterable {
    case below, above
  }

  /// What it may be asked of.
  public enum ScopeKind: String, Sendable, CaseIterable {
    case center, contactType, queue, group, agent, lines
  }

  /// Who answers for it.
  public enum Level: String, Sendable, CaseIterable {
    case center, team, agent
  }

  /// Where its events are recorded.
  public enum Source: String, Sendable, CaseIterable {
    case acd, carrier, menu, wfm, crm, quality, survey, finance, hr
  }

  /// A length of time that a value is about.
  public enum Period: String, Sendable, CaseIterable {
    case interval, day, week, month, year
  }

  /// Whether the owner's own acts decide it.
  public enum Control: String, Sendable, CaseIterable {
    case direct, shared, outside
  }

  /// The perspectives of the balanced scorecard.
  public enum Perspective: String, Sendable, CaseIterable {
    case financial, customer, process, learning
  }

  /// How a KPI acts on what it serves.
  public enum Edge: String, Sendable, CaseIterable {
    /// The parent follows from it by arithmetic.
    case identity
    /// Queueing relates the two; a simulation shows how much.
    case model
    /// Data show a relation that no model explains here.
    case statistical
    /// Somebody decided so.
    case policy
  }
}

/// What a KPI should be, or what somebody found, in one profile.
public struct KPITarget: Sendable, Equatable {
  /// The profile it belongs to.
  public var profile: String
  /// What the value is for.
  public var kind: Kind
  /// The least value, in the KPI's unit; nil: none.
  public var low: Double?
  /// The largest value, in the KPI's unit; nil: none.
  public var high: Double?
  /// The currency of an amount of money, such as "USD".
  public var currency: String?
  /// The acceptable wait that the value is about, in seconds; nil: none.
  public var within: Double?
  /// The length of time over which it should hold.
  public var period: KPI.Period
  /// Where it comes from, an identifier of `KPICatalogue.provenance`.
  public var provenance: String
  /// Whether the figure was read in that source.
  public var isVerified: Bool

  /// What the value is for.
  public enum Kind: String, Sendable, CaseIterable {
    /// What should be reached.
    case target
    /// An average that was found elsewhere.
    case mean
    /// A range to look at, without duty.
    case reference
  }

  /// A target, mean or reference.
  public init(
    profile: String, kind: Kind = .target, low: Double? = nil, high: Double? = nil,
    currency: String? = nil, within: Double? = nil, period: KPI.Period, provenance: String,
    isVerified: Bool
  ) {
    self.profile = profile
    self.kind = kind
    self.low = low
    self.high = high
    self.currency = currency
    self.within = within
    self.period = period
    self.provenance = provenance
    self.isVerified = isVerified
  }

  /// The values that it allows.
  public var allowed: ClosedRange<Double> { (low ?? -.infinity)...(high ?? .infinity) }
}
