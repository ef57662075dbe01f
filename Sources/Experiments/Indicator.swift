/// A named figure of a contact center: what it is called, what it measures and by which formula.
///
/// The lists are in `IndicatorCatalogue`; a study's values are in `StudyResult`.
public struct Indicator: Sendable, Hashable {
  /// Which values of it are better.
  public enum Direction: String, Sendable, Hashable, Codable {
    /// Less is better, such as of waits.
    case smaller
    /// More is better, such as of service level.
    case larger
    /// Neither, such as of offered contacts.
    case neither
  }

  /// The name; unique in the catalogue.
  public let name: FigureName
  /// The name as files and options have it, such as `averageSpeedOfAnswer`.
  public var identifier: String { name.rawValue }
  /// A heading for tables, such as "Average speed of answer".
  public let label: String
  /// The heading in Chinese, such as "平均应答速度".
  public let chinese: String
  /// Which values are better.
  public let direction: Direction
  /// What the number counts.
  public let unit: IndicatorUnit
  /// One sentence that says what is measured.
  public let definition: String
  /// The formula in the field's terms, such as "Σ waits of answered ÷ answered".
  public let formula: String
  /// Which scopes have it.
  public let kind: IndicatorKind
  /// How replications become an estimate.
  public let estimator: IndicatorEstimator
  /// Of indicators that studies leave out together where a scenario does not use them: which; nil: they are
  /// always there.
  package let subject: String?
}

/// The unit that an indicator's value is in.
///
/// Values are never scaled: a proportion of 80 % is 0.8.
public enum IndicatorUnit: String, Sendable, CaseIterable, Codable {
  /// Contacts, persons or events in the interval.
  case count
  /// A length of time in seconds.
  case seconds
  /// Agent time in hours.
  case hours
  /// A share, 0…1.
  case proportion
  /// A number of contacts that wait at a time (a time average or a moment's value).
  case contacts
  /// A number of agents at a time.
  case agents
  /// A number of lines at a time.
  case lines
  /// Contacts per hour.
  case perHour
  /// A quotient of like quantities that may exceed 1.
  case ratio
  /// Money, in the unit of the scenario's costs.
  case money
  /// The square of a length of time, in s².
  case squareSeconds
  /// Points of a scale, such as a rating.
  case points
  /// Rings of a telephone.
  case rings
}

/// The kind of tally an indicator is computed from, hence the scopes that have it.
public enum IndicatorKind: String, Sendable, CaseIterable, Codable {
  /// Contact types, queues (of the types whose home queue it is) and the whole center.
  case contact
  /// Queues; for the whole center all queues together.
  case queue
  /// Groups and agents; for the whole center all groups together.
  case agents
  /// Trunk groups and ports; for the whole center all trunk groups together.
  case lines
  /// The whole center over the whole horizon only.
  case system
  /// Contact types, groups and the whole center, over the whole horizon only.
  case outcome
  /// The whole center over the whole horizon only, where something has a price.
  case cost
  /// Contact types and the whole center, over the whole horizon only, where work waits while the center is
  /// closed.
  case backlog
}

/// How an indicator's value and half-width come from the replications.
public enum IndicatorEstimator: Sendable, Hashable {
  /// The mean over replications of a count.
  case mean
  /// The mean over replications of a replication's largest value.
  case meanOfMaxima
  /// Ratio of totals; half-width by the delta method.
  case ratio
  /// The wait that this share of answered contacts does not exceed, from the pooled histogram;
  /// interval by inverting the share of waits up to it, a ratio.
  case waitQuantile(Double)
  /// The share of the opening days of all replications on which something holds, with its Wilson
  /// interval.
  case shareOfDays
}

/// Every indicator, in the order in which reports list them.
public enum IndicatorCatalogue {
  package typealias ContactEntry = IndicatorEntry<ContactMeasure>

  /// Indicators of contacts with the measures they are computed from.
  package static let contactEntries: [ContactEntry] =
    ArrivalFigure.entries + OfferedFigure.entries + AccessFigure.entries
    + ServiceLevelDefinition.entries + DayFigure.entries + WaitFigure.entries
    + WaitPercentile.entries + HandlingFigure.entries + PersonFigure.entries
  /// Indicators of queues with the measures they are computed from.
  package static let queueEntries = QueueFigure.entries + WorkWaitingFigure.entries
  /// Indicators of groups and agents with the measures they are computed from.
  package static let agentEntries =
    AgentLoadFigure.entries + AgentNumberFigure.entries + AgentShareFigure.entries
    + AgentHoursFigure.entries + SharedLoadFigure.entries
  /// Indicators of trunk groups and ports with the measures they are computed from.
  package static let lineEntries = LineFigure.entries
  /// Indicators of the simulated world as a whole with the measures they are computed from.
  package static let systemEntries = SystemFigure.entries
  /// Indicators of outcomes with the measures they are computed from.
  package static let outcomeEntries =
    OutcomeFigure.entries + SessionFigure.entries + CallbackFigure.entries + ThreadFigure.entries
    + BotFigure.entries + BotQueueFigure.entries + VoiceMailFigure.entries + TransmissionFigure.entries
    + VideoFigure.entries + CoBrowsingFigure.entries + TextFigure.entries
    + AttemptFigure.entries + NuisanceFigure.entries + CampaignFigure.entries + DialListFigure.entries
  /// Indicators of what a replication costs with the measures they are computed from.
  package static let costEntries = CostFigure.entries + UsageCostFigure.entries
  /// Indicators of work that waits while the center is closed with the measures they are computed from.
  package static let backlogEntries =
    WorkAgeFigure.entries + BacklogFigure.entries + InterruptionFigure.entries + MisroutedFigure.entries

  /// The shares for which wait percentiles are kept.
  package static let waitProbabilities = WaitPercentile.allCases.map(\.probability)

  /// Indicators of contact types, of queues and of the whole center.
  public static let contact = contactEntries.map(\.indicator)
  /// Indicators of queues.
  public static let queue = queueEntries.map(\.indicator)
  /// Indicators of groups and agents.
  public static let agents = agentEntries.map(\.indicator)
  /// Indicators of trunk groups and ports.
  public static let lines = lineEntries.map(\.indicator)
  /// Indicators of the simulated world as a whole.
  public static let system = systemEntries.map(\.indicator)

  /// Indicators of what contacts are to their callers.
  public static let outcome = outcomeEntries.map(\.indicator)
  /// Indicators of what the center costs.
  public static let cost = costEntries.map(\.indicator)
  /// Indicators of work that waits while the center is closed.
  public static let backlog = backlogEntries.map(\.indicator)

  /// The indicators of a kind.
  public static func indicators(of kind: IndicatorKind) -> [Indicator] {
    switch kind {
    case .contact: return contact
    case .queue: return queue
    case .agents: return agents
    case .lines: return lines
    case .system: return system
    case .outcome: return outcome
    case .cost: return cost
    case .backlog: return backlog
    }
  }

  /// All indicators, kind after kind.
  public static let all = IndicatorKind.allCases.flatMap { indicators(of: $0) }

  /// The indicator of that identifier; nil if there is none.
  ///
  /// Complexity: O(1).
  public static func indicator(_ identifier: String) -> Indicator? {
    place(of: identifier).map { indicators(of: $0.kind)[$0.index] }
  }

  /// The indicator of that name; nil: only comparisons have the figure.
  ///
  /// Complexity: O(1).
  public static func indicator(_ name: FigureName) -> Indicator? {
    place(of: name).map { indicators(of: $0.kind)[$0.index] }
  }

  /// Where an indicator stands: its kind, and its index in the list of that kind.
  package static func place(of identifier: String) -> (kind: IndicatorKind, index: Int)? {
    places[identifier].map { ($0.kind, $0.index) }
  }

  /// Where an indicator stands: its kind, and its index in the list of that kind.
  package static func place(of name: FigureName) -> (kind: IndicatorKind, index: Int)? {
    place(of: name.rawValue)
  }

  private struct Place {
    var kind: IndicatorKind
    var index: Int
  }

  private static let places: [String: Place] = {
    var places: [String: Place] = [:]
    for kind in IndicatorKind.allCases {
      for (index, indicator) in indicators(of: kind).enumerated() {
        precondition(places[indicator.identifier] == nil, "\(indicator.identifier) twice")
        places[indicator.identifier] = Place(kind: kind, index: index)
      }
    }
    return places
  }()
}
