import ContactCenter

/// A figure by which entrants are compared: an indicator, or a cost, of a scope.
///
/// Its name is the indicator's identifier, such as `serviceLevel`, for the whole center, or
/// `serviceLevel:vip` for a contact type, `occupancy:back office` for a group.
public struct TournamentKPI: Sendable, Hashable {
  /// What of a center the figure is about.
  public enum Part: Sendable, Hashable {
    /// All of it.
    case center
    /// A contact type, by name.
    case contactType(String)
    /// A group of agents, by name.
    case group(String)
    /// A queue, by name.
    case queue(String)
    /// A trunk group, by name.
    case trunkGroup(String)
  }

  /// The figure: an indicator of the catalogue, or one that only tournaments have.
  public let figure: FigureName
  /// What the figure is about.
  public let part: Part
  /// A heading, such as "Service level, vip".
  public let label: String
  /// The unit of its values, which are never scaled.
  public let unit: IndicatorUnit
  /// One sentence that says what is measured.
  public let definition: String
  /// Which values are better; may be set otherwise.
  public var direction: Indicator.Direction

  /// The figure's name as files have it, such as `cost`.
  public var identifier: String { figure.rawValue }

  /// The identifier, and after a colon the part's name.
  public var name: String { partName.map { "\(identifier):\($0)" } ?? identifier }

  /// The name of the part; nil: the whole center.
  public var partName: String? {
    switch part {
    case .center: return nil
    case .contactType(let name), .group(let name), .queue(let name), .trunkGroup(let name):
      return name
    }
  }

  /// True if smaller values are better.
  public var smallerIsBetter: Bool { direction == .smaller }

  /// 1 if larger values are better, else −1.
  var sign: Double { direction == .larger ? 1 : -1 }
}

// MARK: - Names

extension TournamentKPI {
  /// The KPI of a name, such as `asa`, `cost` or `serviceLevel:vip`.
  ///
  /// The part before the colon is one of `identifiers` or an alias, in upper or lower case; the part
  /// after it is the name of a contact type, group, queue or trunk group of the center.
  ///
  /// - Throws: a `TournamentError` that tells what was found and what is allowed.
  public init(_ name: String, in names: ModelNames) throws(TournamentError) {
    let pieces = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map { TournamentKPI.trimmed($0) }
    let asked = pieces.first ?? ""
    guard let figure = TournamentKPI.figure(asked) else {
      throw .unknownKPI(
        asked,
        nearest: NearestName.nearest(
          to: asked, in: TournamentKPI.identifiers + TournamentKPI.aliases.keys.sorted()))
    }
    try self.init(figure, of: pieces.count > 1 ? pieces[1] : nil, in: names)
  }

  /// The KPI of a figure, of a part of the center by its name; nil: of all of it.
  ///
  /// - Throws: a `TournamentError` about a part that the figure is not kept for.
  public init(
    _ name: FigureName, of part: String?, in names: ModelNames
  ) throws(TournamentError) {
    guard let figure = TournamentKPI.figure(name.rawValue) else {
      throw .unknownKPI(name.rawValue, nearest: nil)
    }
    try self.init(figure, of: part, in: names)
  }

  private init(_ figure: Figure, of scope: String?, in names: ModelNames) throws(TournamentError) {
    let part = try figure.parts.part(scope, of: figure.name.rawValue, in: names)
    self.init(names.money == nil ? figure.inHours : figure, part: part)
  }

  /// A KPI of a part, without looking whether a model has it.
  private init(_ figure: Figure, part: Part) {
    self.figure = figure.name
    self.part = part
    unit = figure.unit
    definition = figure.definition
    direction = figure.direction
    switch part {
    case .center: label = figure.label
    case .contactType(let name), .group(let name), .queue(let name), .trunkGroup(let name):
      label = "\(figure.label), \(name)"
    }
  }

  /// Without blanks at both ends.
  static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// Short names and what they stand for.
  ///
  /// None is the name of another figure.
  public static let aliases: [String: String] = [
    "abandonment": "abandonedProportion", "answering": "answeredProportion",
    "asa": "averageSpeedOfAnswer",
    "aht": "averageHandleTime", "sl": "serviceLevel", "wait": "averageWait",
    "blocking": "blockingProbability", "spread": "occupancySpread",
  ]

  /// Words that were shares in goals and comparisons while studies count contacts by them, with the words to
  /// write in their place; they are still read, as those.
  static let oldWords = ["abandoned": "abandonment", "answered": "answering"]

  /// What to say of a name that begins with such a word; nil: nothing.
  ///
  /// Example: of `abandoned:vip` that the word counts contacts and that `abandonment` is the share.
  ///
  /// In a goal `blocked` is a share too.
  public static func remark(on name: String, inGoal: Bool = false) -> String? {
    let word = name.split(separator: ":").first.map { trimmed($0).lowercased() } ?? ""
    let better = oldWords[word] ?? (inGoal && word == "blocked" ? "blocking" : nil)
    return better.map {
      "\"\(word)\" counts contacts in a study; here it is read as \"\($0)\", the share. Write \($0)."
    }
  }
}

// MARK: - Figures

extension TournamentKPI {
  /// Which parts of a center a figure is kept for, besides all of it.
  enum Parts: Sendable {
    case none
    case contactTypes
    case groups
    case queues
    case trunkGroups

    /// The part that a scope's name means.
    func part(
      _ scope: String?, of identifier: String, in names: ModelNames
    ) throws(TournamentError) -> Part {
      guard let scope, !scope.isEmpty else { return .center }
      let (allowed, make): ([String], (String) -> Part)
      switch self {
      case .none: throw .centerOnly(kpi: identifier, scope: scope)
      case .contactTypes: (allowed, make) = (names.contactTypes, Part.contactType)
      case .groups: (allowed, make) = (names.groups, Part.group)
      case .queues: (allowed, make) = (names.queues, Part.queue)
      case .trunkGroups: (allowed, make) = (names.trunkGroups, Part.trunkGroup)
      }
      let folded = scope.lowercased()
      guard
        let found = allowed.first(where: { $0 == scope })
          ?? allowed.first(where: { $0.lowercased() == folded })
      else {
        throw .unknownScope(
          kpi: identifier, scope: scope, allowed: allowed,
          nearest: NearestName.nearest(to: scope, in: allowed))
      }
      return make(found)
    }
  }

  /// What can be compared, without a part.
  struct Figure: Sendable {
    var name: FigureName
    var label: String
    var chinese: String
    var unit: IndicatorUnit
    var definition: String
    var direction: Indicator.Direction
    var parts: Parts

    /// The figure in a center where nothing has a price: what agents cost are their hours.
    var inHours: Figure {
      guard [.cost, .staffCost].contains(name) else { return self }
      var figure = self
      figure.label = "Paid hours"
      figure.chinese = "付薪工时"
      figure.unit = .hours
      figure.definition =
        "Agent hours that are paid, with paid breaks; the scenario has no wages and no other prices."
      return figure
    }
  }

  /// Figures that only tournaments have, by their identifiers.
  enum OwnFigure: String, CaseIterable, Sendable {
    case cost, staffCost, waitingCost, lostValue, occupancySpread, occupancyRange

    /// What it is, and which values are better.
    var figure: Figure {
      switch self {
      case .cost:
        Figure(
          name: FigureName(self), label: "Cost", chinese: "总成本", unit: .money,
          definition: "All that a replication costs: running the center, waiting, and lost value.",
          direction: .smaller, parts: .none)
      case .staffCost:
        Figure(
          name: FigureName(self), label: "Staff cost", chinese: "座席成本", unit: .money,
          definition: "Paid agent hours × wage, with what is paid on top of wages.",
          direction: .smaller, parts: .groups)
      case .waitingCost:
        Figure(
          name: FigureName(self), label: "Waiting cost", chinese: "等待成本", unit: .money,
          definition: "What the waits of offered contacts cost, for types with a waiting cost.",
          direction: .smaller, parts: .contactTypes)
      case .lostValue:
        Figure(
          name: FigureName(self), label: "Lost value", chinese: "流失价值", unit: .money,
          definition: "Value of a contact × abandoned contacts, for types with a value.",
          direction: .smaller, parts: .contactTypes)
      case .occupancySpread:
        Figure(
          name: FigureName(self), label: "Spread of occupancy", chinese: "占线率离差", unit: .proportion,
          definition: "Standard deviation of the agents' occupancies within a replication, weighted by "
            + "the time with or ready for contacts.",
          direction: .smaller, parts: .groups)
      case .occupancyRange:
        Figure(
          name: FigureName(self), label: "Range of occupancy", chinese: "占线率极差", unit: .proportion,
          definition: "Highest less lowest occupancy of the agents within a replication, of those with "
            + "or ready for contacts for at least a planning interval.",
          direction: .smaller, parts: .groups)
      }
    }
  }

  private static let figures: [Figure] = {
    let indicators = IndicatorCatalogue.all.filter { indicator in
      switch indicator.estimator {
      case .mean, .meanOfMaxima, .ratio:
        return OwnFigure(rawValue: indicator.identifier) == nil
          && oldWords[indicator.identifier] == nil
      case .waitQuantile, .shareOfDays: return false
      }
    }
    return indicators.map { indicator in
      Figure(
        name: indicator.name, label: indicator.label, chinese: indicator.chinese,
        unit: indicator.unit,
        definition: indicator.definition, direction: indicator.direction,
        parts: parts(of: indicator.kind))
    } + OwnFigure.allCases.map(\.figure)
  }()

  /// All identifiers that a name may begin with: the catalogue's means and quotients, in its order,
  /// then the tournament's own; without those that are aliases of others.
  public static let identifiers = comparable.map(\.rawValue)

  /// All figures that can be compared, in that order.
  static let comparable = figures.map(\.name)

  /// The figure of an identifier or its alias, in upper or lower case.
  static func figure(_ asked: String) -> Figure? {
    let folded = asked.lowercased()
    let identifier = aliases[folded] ?? oldWords[folded].flatMap { aliases[$0] } ?? asked
    return figures.first { $0.name.rawValue == identifier }
      ?? figures.first { $0.name.rawValue.lowercased() == folded }
  }

  private static func parts(of kind: IndicatorKind) -> Parts {
    switch kind {
    case .contact, .outcome, .backlog: return .contactTypes
    case .agents: return .groups
    case .queue: return .queues
    case .lines: return .trunkGroups
    case .system, .cost: return .none
    }
  }
}

// MARK: - Columns

/// Where a KPI stands in the rows of a layout.
struct KPIColumns: Sendable, Equatable {
  var numerator: Int
  /// Nil: a mean.
  var denominator: Int?
  /// Whether it is a share of contacts, persons or ratings, which are counted.
  var isShareOfCounted = false
}

extension TournamentLayout {
  /// True if the model has the part that a KPI is about.
  public func has(_ kpi: TournamentKPI) -> Bool { columns(kpi) != nil }

  /// Where a KPI stands; nil: the model has no such part.
  func columns(_ kpi: TournamentKPI) -> KPIColumns? {
    func place(_ list: [String]) -> Int?? {
      guard let name = kpi.partName else { return .some(nil) }
      return list.firstIndex(of: name).map { .some($0) }
    }
    if let own = TournamentKPI.OwnFigure(rawValue: kpi.identifier) {
      return column(own, of: kpi.part).map { KPIColumns(numerator: $0) }
    }
    guard let found = IndicatorCatalogue.place(of: kpi.figure) else { return nil }
    switch found.kind {
    case .contact:
      guard let type = place(names.contactTypes) else { return nil }
      return columns(IndicatorCatalogue.contactEntries[found.index]) { column($0, type: type) }
    case .agents:
      guard let group = place(names.groups) else { return nil }
      return columns(IndicatorCatalogue.agentEntries[found.index]) { column($0, group: group) }
    case .queue:
      guard let queue = place(names.queues) else { return nil }
      return columns(IndicatorCatalogue.queueEntries[found.index]) { column($0, queue: queue) }
    case .lines:
      guard let trunks = place(names.trunkGroups) else { return nil }
      return columns(IndicatorCatalogue.lineEntries[found.index]) { column($0, trunks: trunks) }
    case .outcome:
      guard let type = place(names.contactTypes) else { return nil }
      return columns(IndicatorCatalogue.outcomeEntries[found.index]) { column($0, type: type) }
    case .backlog:
      guard hasBacklogs, let type = place(names.contactTypes) else { return nil }
      return columns(IndicatorCatalogue.backlogEntries[found.index]) { column($0, type: type) }
    case .system:
      return columns(IndicatorCatalogue.systemEntries[found.index]) { column($0) }
    case .cost:
      return columns(IndicatorCatalogue.costEntries[found.index]) { column($0) }
    }
  }

  private func columns<M: Measure>(
    _ entry: IndicatorEntry<M>, _ column: (M) -> Int
  ) -> KPIColumns? {
    entry.numerator.map {
      KPIColumns(
        numerator: column($0), denominator: entry.denominator.map(column),
        isShareOfCounted: entry.isShareOfCounted)
    }
  }

  private func column(_ figure: TournamentKPI.OwnFigure, of part: TournamentKPI.Part) -> Int? {
    var member: Int?
    switch part {
    case .center, .queue, .trunkGroup: break
    case .group(let name): member = names.groups.firstIndex(of: name)
    case .contactType(let name): member = names.contactTypes.firstIndex(of: name)
    }
    if part != .center, member == nil { return nil }
    switch figure {
    case .cost: return column(CostMeasure.cost)
    case .staffCost: return staffCost(group: member)
    case .waitingCost: return waitingCost(type: member)
    case .lostValue: return lostValue(type: member)
    case .occupancySpread: return occupancySpread(group: member)
    case .occupancyRange: return occupancyRange(group: member)
    }
  }
}
