import ContactCenter

/// Costs of an entrant per replication, in the scenario's currency; all but the hours undefined or 0
/// where nothing has a price.
public struct TournamentCosts: Sendable, Equatable {
  /// What running the center costs, in the order of `partIndicators`.
  public var parts: [Estimate] = []
  /// What waiting costs, of types with a waiting cost.
  public var waiting = Estimate()
  /// Σ value × abandoned contacts, of types with a value.
  public var lostValue = Estimate()
  /// All parts, waiting and lost value together; without prices the paid hours.
  public var total = Estimate()
  /// Hours of agents that are paid.
  public var paidHours = Estimate()

  /// What the parts are.
  public static let partIndicators = CostMeasure.operatingParts.map(\.indicator)

  /// Wages of agents with what is paid on top of them.
  public var staff: Estimate { parts.first ?? .undefined }
}

/// What the contacts of one type met.
public struct TypeFigures: Sendable, Equatable {
  /// The type's name.
  public var name: String
  /// Contacts offered per replication.
  public var offered = Estimate()
  /// Answered within the type's own acceptable wait, of those offered.
  public var serviceLevel = Estimate()
  /// Answered, of those offered.
  public var answeredProportion = Estimate()
  /// Abandoned, of those offered.
  public var abandonedProportion = Estimate()
  /// Mean wait of the answered, in seconds.
  public var averageSpeedOfAnswer = Estimate()
  /// Mean wait of all offered contacts, in seconds.
  public var averageWait = Estimate()
  /// Mean over replications of the longest wait of an answered contact, in seconds.
  public var longestWait = Estimate()
  /// Of work that waits while the center is closed: its acceptable wait; nil: it is no such work.
  public var workGoal: Seconds?
  /// The mean age of such work when an agent begins with it, by opening hours, in seconds.
  public var ageByOpeningHours = Estimate()
  /// The longest wait of all replications, in seconds.
  public var longestWaitOfAll = 0.0
  /// The waiting cost per replication.
  public var waitingCost = Estimate()
  /// Share of the type's answered contacts that each group answered; empty where none was.
  public var answeredShares: [Double] = []
}

/// What the agents of one group did.
public struct GroupFigures: Sendable, Equatable {
  /// The group's name.
  public var name: String
  /// Handling ÷ (handling + idle).
  public var occupancy = Estimate()
  /// Standard deviation of its agents' occupancies within a replication (see `occupancySpread`).
  public var occupancySpread = Estimate()
  /// Highest less lowest occupancy of its agents within a replication.
  public var occupancyRange = Estimate()
  /// Contacts answered per replication.
  public var answered = Estimate()
  /// Scheduled agent-hours per replication.
  public var scheduledHours = Estimate()
}

/// The service level of the center in one planning interval.
public struct IntervalFigures: Sendable, Equatable {
  /// The interval's number, from 0.
  public var interval: Int
  /// Its begin, in seconds since the first midnight.
  public var start: Seconds
  /// Contacts offered per replication.
  public var offered = Estimate()
  /// Answered within the types' acceptable waits, of those offered.
  public var serviceLevel = Estimate()
}
