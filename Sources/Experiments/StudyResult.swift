import ContactCenter

/// What the figures of a study are about.
public enum Scope: Sendable, Hashable, Codable {
  /// All contact types, queues, groups and trunk groups together.
  case center
  case contactType(Int)
  /// A queue: who waits in it, and the contacts of the types whose home queue it is.
  case queue(Int)
  case group(Int)
  /// An agent, by its index over all groups.
  case agent(Int)
  case trunkGroup(Int)
  /// The ports of the voice response unit.
  case ports
}

/// An estimated figure with its uncertainty.
///
/// `value` is nil where the figure is not defined (no contact was answered, so there is no average
/// speed of answer). `halfWidth` is nil with fewer than two replications.
public struct Estimate: Sendable, Equatable, Codable {
  /// The estimate, in the indicator's unit.
  public var value: Double?
  /// Half the length of the confidence interval: value ± halfWidth.
  public var halfWidth: Double?
  /// The standard error of `value`.
  public var standardError: Double?
  /// The degrees of freedom of Student's t.
  public var degreesOfFreedom: Int?
  /// The confidence interval where it is not symmetric about the value; `halfWidth` is then half
  /// its length.
  public var bounds: ClosedRange<Double>?
  /// Of a share of contacts that was the same in all replications: the shares that so many contacts do
  /// not rule out, as `CountedShare` tells; nil for all other figures.
  ///
  /// Not printed: judgements alone ask for it.
  public var shareBounds: ClosedRange<Double>?

  /// An estimate; without arguments a figure that is not defined.
  public init(
    value: Double? = nil, halfWidth: Double? = nil, standardError: Double? = nil,
    degreesOfFreedom: Int? = nil, bounds: ClosedRange<Double>? = nil,
    shareBounds: ClosedRange<Double>? = nil
  ) {
    self.value = value
    self.halfWidth = halfWidth
    self.standardError = standardError
    self.degreesOfFreedom = degreesOfFreedom
    self.bounds = bounds
    self.shareBounds = shareBounds
  }

  /// A figure that is not defined.
  public static let undefined = Estimate()
}

/// What the amounts of a study are in.
public struct StudyMoney: Sendable, Equatable {
  /// The currency's name; nil: the scenario names none.
  public var currency: String?
  /// Opening days that the amounts of a replication are for.
  public var days: Double
  /// Whether agents' wages are known, and in the costs.
  public var hasWages: Bool

  /// What a model's amounts are in; nil: nothing has a price.
  public init?(_ model: Model) {
    guard model.isPriced else { return nil }
    currency = model.costs?.prices.currency
    days = model.openingDays
    hasWages = model.hasWages
  }
}

/// A half-width that was asked for, and what was reached.
public struct PrecisionOutcome: Sendable, Equatable {
  /// What was asked for.
  public var goal: Scenario.PrecisionGoal
  /// The half-width that the goal came down to, in the indicator's unit; nil: not defined.
  public var required: Double?
  /// The half-width at the end.
  public var reached: Double?
  /// True when the half-width at the end is small enough.
  public var isMet: Bool

  /// What became of a goal.
  public init(
    goal: Scenario.PrecisionGoal, required: Double?, reached: Double?, isMet: Bool
  ) {
    self.goal = goal
    self.required = required
    self.reached = reached
    self.isMet = isMet
  }
}

/// The figures of a study: every indicator of every scope, for every interval and the whole
/// horizon, with confidence intervals.
///
/// ```swift
/// result.value("serviceLevel", of: .contactType(2), interval: 5)
/// result.estimate("occupancy")?.halfWidth
/// ```
public struct StudyResult: Sendable {
  // What was simulated.
  /// The scenario's name.
  public var scenarioName = ""
  /// The digest of the scenario and the files it reads.
  public var scenarioDigest = ""
  /// The version of the program that simulated.
  public var programVersion = ""
  /// The seed of all random streams.
  public var seed: UInt64 = 0
  /// How confidence intervals were made.
  public var method = Scenario.StudyMethod.replications
  /// The level of confidence, such as 0.95.
  public var confidence = 0.95
  /// Replications asked for: the number, or with precision goals the most allowed.
  public var replicationsAskedFor = 0
  /// Replications that the figures come from.
  public var replications = 0
  /// The samples behind each confidence interval: replications, or batches.
  public var samples = 0
  /// True if the study was interrupted before it was done.
  public var isPartial = false
  /// Precision goals and what became of them.
  public var precision: [PrecisionOutcome] = []
  /// Doubts about the figures, in sentences, such as correlated batches.
  public var warnings: [String] = []
  /// Conservation laws that did not hold; filled only when checks were asked for.
  public var violations: [String] = []

  /// What amounts of money are in; nil: nothing has a price.
  public var money: StudyMoney?

  /// The totals of every replication for KPIs; nil: not wanted, or one long run.
  public var record: KPIRecord?

  // What it took.
  /// Wall-clock time of the study in seconds.
  public var wallSeconds = 0.0
  /// Processor time of all threads in seconds.
  public var processorSeconds = 0.0
  /// Events handled by all schedulers.
  public var events = 0.0
  /// Attempts simulated in all replications.
  public var contacts = 0.0

  // Names, in the model's order.
  /// Names of the contact types.
  public var contactTypeNames: [String] = []
  /// Names of the queues.
  public var queueNames: [String] = []
  /// The contact types whose home queue it is, for each queue.
  public var queueTypes: [[Int]] { homeQueues.types }
  /// Names of the agent groups.
  public var groupNames: [String] = []
  /// Names of the agents, over all groups; numbered within the group where the scenario has no
  /// names.
  public var agentNames: [String] = []
  /// The group of each agent.
  public var agentGroups: [Int] = []
  /// Names of the trunk groups.
  public var trunkGroupNames: [String] = []
  /// True if the model has menus or ports, so that figures of ports mean something.
  public var hasPorts = false

  // Time.
  /// Start of each planning interval, seconds after the first midnight.
  ///
  /// Interval indices in lookups go from 0 to `intervals`; index `intervals` holds what came after
  /// the horizon's end.
  public var intervalStarts: [Seconds] = []
  /// Dates and clocks of the center, for the names of intervals.
  public var dates = DatedClock()
  /// The end of the last planning interval, seconds after the first midnight.
  public var horizonEnd: Seconds = 0
  /// The length of a planning interval; the last one may be shorter.
  public var intervalLength: Seconds = 0
  /// Number of planning intervals; 0 in a batch-means study, which has figures of the whole run
  /// only.
  public var intervals: Int { intervalStarts.count }

  // Waits and flows, pooled over all replications.
  /// Waits of answered contacts, by contact type.
  public var waitsByType: [WaitHistogram] = []
  /// Waits of answered contacts by their type's home queue.
  public var waitsByQueue: [WaitHistogram] = []
  /// Waits of answered contacts by interval of arrival, the after-closing row last.
  public var waitsByInterval: [WaitHistogram] = []
  /// Waits of all answered contacts.
  public var waits = WaitHistogram()
  /// Mean number of contacts of a type answered by a group, per replication: type × groups + group.
  public var answeredByGroup: [Double] = []

  // The figures.
  package var contactTable = EstimateTable(kind: .contact, members: 0, rows: 0, estimates: [])
  package var homeQueues = HomeQueues()
  package var sharedQueueTable = EstimateTable(
    kind: .contact, members: 0, rows: 0, estimates: [])
  package var queueTable = EstimateTable(kind: .queue, members: 0, rows: 0, estimates: [])
  package var groupTable = EstimateTable(kind: .agents, members: 0, rows: 0, estimates: [])
  package var agentTable = EstimateTable(kind: .agents, members: 0, rows: 0, estimates: [])
  package var trunkTable = EstimateTable(kind: .lines, members: 0, rows: 0, estimates: [])
  package var portTable = EstimateTable(kind: .lines, members: 0, rows: 0, estimates: [])
  package var systemTable = EstimateTable(kind: .system, members: 0, rows: 0, estimates: [])
  package var outcomeTable = EstimateTable(kind: .outcome, members: 0, rows: 0, estimates: [])
  package var groupOutcomeTable = EstimateTable(
    kind: .outcome, members: 0, rows: 0, estimates: [])
  package var backlogTable = EstimateTable(kind: .backlog, members: 0, rows: 0, estimates: [])
  package var costTable = EstimateTable(kind: .cost, members: 0, rows: 0, estimates: [])
  /// Whether an indicator is shown, by kind, in the catalogue's order; all of a kind that is missing.
  private var shown: [IndicatorKind: [Bool]] = [:]

  /// An empty result.
  public init() {}
}

// MARK: - Looking figures up

extension StudyResult {
  /// The estimate of an indicator; nil if the scope, or the interval, has no such indicator.
  ///
  /// - Parameters:
  ///   - name: which indicator, such as `serviceLevel`.
  ///   - scope: what it is about. The whole center has the indicators of every kind; a queue also
  ///     those of contacts, from the contact types whose home queue it is.
  ///   - interval: a planning interval, `intervals` for the time after the horizon's end, or nil
  ///     for the whole horizon.
  /// - Returns: the estimate, whose value is nil where the figure is not defined.
  public func estimate(
    _ name: FigureName, of scope: Scope = .center, interval: Int? = nil
  ) -> Estimate? {
    guard let place = IndicatorCatalogue.place(of: name),
      let (table, member) = table(of: place.kind, scope: scope),
      interval.map({ $0 >= 0 && $0 < table.rows }) ?? true
    else { return nil }
    return table.estimate(place.index, member: member, interval: interval)
  }

  /// The same by the name that files have; nil also where no figure has it.
  public func estimate(
    _ identifier: String, of scope: Scope = .center, interval: Int? = nil
  ) -> Estimate? {
    FigureName(rawValue: identifier).flatMap { estimate($0, of: scope, interval: interval) }
  }

  /// The value of an indicator; nil if there is none or it is not defined.
  ///
  /// See `estimate`.
  public func value(
    _ name: FigureName, of scope: Scope = .center, interval: Int? = nil
  ) -> Double? {
    estimate(name, of: scope, interval: interval)?.value
  }

  /// The same by the name that files have; nil also where no figure has it.
  public func value(
    _ identifier: String, of scope: Scope = .center, interval: Int? = nil
  ) -> Double? {
    estimate(identifier, of: scope, interval: interval)?.value
  }

  /// The kinds of indicators that a scope has, for an interval or the whole horizon.
  package func kinds(of scope: Scope, interval: Int? = nil) -> [IndicatorKind] {
    IndicatorKind.allCases.filter { kind in
      guard let (table, _) = table(of: kind, scope: scope) else { return false }
      return !table.isEmpty && interval.map { $0 >= 0 && $0 < table.rows } ?? true
    }
  }

  /// The estimates of all indicators of a kind that the scope has, in the catalogue's order.
  ///
  /// Faster than asking for one after another by name.
  package func estimates(
    of kind: IndicatorKind, scope: Scope, interval: Int? = nil
  ) -> [Estimate] {
    guard let (table, member) = table(of: kind, scope: scope) else { return [] }
    return table.cell(member: member, interval: interval)
  }

  /// All indicators of a scope with their estimates, in the catalogue's order.
  public func figures(
    of scope: Scope, interval: Int? = nil
  ) -> [(indicator: Indicator, estimate: Estimate)] {
    kinds(of: scope, interval: interval).flatMap { kind in
      zip(
        indicators(of: kind),
        onlyShown(of: kind, estimates(of: kind, scope: scope, interval: interval))
      ).map { (indicator: $0, estimate: $1) }
    }
  }

  /// The indicators of a kind that this study has figures of, in the catalogue's order.
  public func indicators(of kind: IndicatorKind) -> [Indicator] {
    onlyShown(of: kind, IndicatorCatalogue.indicators(of: kind))
  }

  /// Of things in the catalogue's order those whose indicators this study has figures of.
  package func onlyShown<Element>(of kind: IndicatorKind, _ all: [Element]) -> [Element] {
    if kind == .backlog && !hasBacklogs { return [] }
    guard let mask = shown[kind] else { return all }
    return zip(all, mask).filter(\.1).map(\.0)
  }

  /// Leaves out what the scenario does not use: subjects of which no figure of the whole center is anything
  /// but zero.
  mutating func leaveOutUnused() {
    let center = IndicatorKind.allCases.map { kind in
      (kind, zip(IndicatorCatalogue.indicators(of: kind), estimates(of: kind, scope: .center)))
    }
    var used: Set<String?> = [nil]
    for (_, figures) in center {
      for (indicator, estimate) in figures where (estimate.value ?? 0) != 0 { used.insert(indicator.subject) }
    }
    for (kind, _) in center {
      let mask = IndicatorCatalogue.indicators(of: kind).map { used.contains($0.subject) }
      if mask.contains(false) { shown[kind] = mask }
    }
  }

  /// The indicators that this study has figures of, in the catalogue's order.
  public var indicators: [Indicator] {
    IndicatorKind.allCases.filter { $0 != .cost || !costTable.isEmpty }.flatMap { indicators(of: $0) }
  }

  /// Whether any work waits while the center is closed.
  public var hasBacklogs: Bool { !backlogTable.isEmpty }

  /// The share of a type's answered contacts that a group answered; nil if none was answered.
  public func answeredShare(type: Int, group: Int) -> Double? {
    let groups = groupNames.count
    guard 0..<groups ~= group, type >= 0, (type + 1) * groups <= answeredByGroup.count
    else { return nil }
    let all = answeredByGroup[type * groups..<(type + 1) * groups].reduce(0, +)
    return all > 0 ? answeredByGroup[type * groups + group] / all : nil
  }

  /// The name of a scope's member; the scenario's name for the center.
  public func name(of scope: Scope) -> String {
    switch scope {
    case .center: return scenarioName
    case .contactType(let index): return contactTypeNames[index]
    case .queue(let index): return queueNames[index]
    case .group(let index): return groupNames[index]
    case .agent(let index): return agentNames[index]
    case .trunkGroup(let index): return trunkGroupNames[index]
    case .ports: return "ports"
    }
  }

  /// Every scope of this result: the center, then types, queues, groups, agents, trunk groups,
  /// ports.
  public var scopes: [Scope] {
    [.center] + contactTypeNames.indices.map { .contactType($0) }
      + queueNames.indices.map { .queue($0) } + groupNames.indices.map { .group($0) }
      + agentNames.indices.map { .agent($0) } + trunkGroupNames.indices.map { .trunkGroup($0) }
      + (hasPorts ? [.ports] : [])
  }

  /// The table and the member (nil: all together) in which a kind's figures of a scope stand.
  private func table(of kind: IndicatorKind, scope: Scope) -> (EstimateTable, Int?)? {
    switch (kind, scope) {
    case (.contact, .center): return (contactTable, nil)
    case (.contact, .contactType(let index)): return member(index, of: contactTable)
    case (.contact, .queue(let index)): return contactTable(ofQueue: index)
    case (.queue, .center): return (queueTable, nil)
    case (.queue, .queue(let index)): return member(index, of: queueTable)
    case (.agents, .center): return (groupTable, nil)
    case (.agents, .group(let index)): return member(index, of: groupTable)
    case (.agents, .agent(let index)): return member(index, of: agentTable)
    case (.lines, .center): return (trunkTable, nil)
    case (.lines, .trunkGroup(let index)): return member(index, of: trunkTable)
    case (.lines, .ports): return (portTable, nil)
    case (.system, .center): return (systemTable, nil)
    case (.outcome, .center): return (outcomeTable, nil)
    case (.cost, .center): return (costTable, nil)
    case (.backlog, .center): return (backlogTable, nil)
    case (.backlog, .contactType(let index)): return member(index, of: backlogTable)
    case (.outcome, .contactType(let index)): return member(index, of: outcomeTable)
    case (.outcome, .group(let index)): return member(index, of: groupOutcomeTable)
    case (.contact, .group), (.contact, .agent), (.contact, .trunkGroup), (.contact, .ports),
      (.queue, .contactType), (.queue, .group), (.queue, .agent), (.queue, .trunkGroup),
      (.queue, .ports), (.agents, .contactType), (.agents, .queue), (.agents, .trunkGroup),
      (.agents, .ports), (.lines, .contactType), (.lines, .queue), (.lines, .group),
      (.lines, .agent), (.outcome, .queue), (.outcome, .agent), (.outcome, .trunkGroup),
      (.outcome, .ports), (.system, _), (.cost, _), (.backlog, _):
      return nil
    }
  }

  /// The contact figures of a queue, which may be those of a contact type or of the center.
  private func contactTable(ofQueue index: Int) -> (EstimateTable, Int?)? {
    guard homeQueues.sources.indices.contains(index) else { return nil }
    switch homeQueues.sources[index] {
    case .nowhere: return nil
    case .contactType(let type): return member(type, of: contactTable)
    case .center: return (contactTable, nil)
    case .shared(let place): return member(place, of: sharedQueueTable)
    }
  }

  private func member(_ index: Int, of table: EstimateTable) -> (EstimateTable, Int?)? {
    index >= 0 && index < table.members ? (table, index) : nil
  }
}
