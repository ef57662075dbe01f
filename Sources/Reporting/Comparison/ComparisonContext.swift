import ContactCenter
import Experiments

/// What a reader must know about a comparison besides its figures.
public struct ComparisonContext: Sendable {
  /// How the entrants belong together.
  public enum Form: Sendable {
    /// A choice between entrants.
    case choice
    /// All combinations of settings' values: the entrant of each cell, the last axis running
    /// fastest; nil: it could not be simulated.
    case grid([Axis], cells: [Int?])
    /// The scenario as it is, entrant 0, and one setting at a time in other values.
    case tornado([Factor])
  }

  /// A setting of a grid.
  public struct Axis: Sendable {
    /// The setting's path.
    public var path: String
    /// Its values with their units.
    public var values: [String]
    /// Its values; nil: words.
    public var numbers: [Double?]
    /// The place of the value that the scenario has; nil: none of them.
    public var current: Int?

    /// A setting with its values.
    public init(path: String, values: [String], numbers: [Double?], current: Int?) {
      self.path = path
      self.values = values
      self.numbers = numbers
      self.current = current
    }
  }

  /// A setting of a tornado.
  public struct Factor: Sendable {
    /// The setting's path.
    public var path: String
    /// What the scenario says; nil: nothing.
    public var current: String?
    /// Values with their units, and the entrants that have them.
    public var points: [(text: String, entrant: Int)]

    /// A setting with its values.
    public init(path: String, current: String?, points: [(text: String, entrant: Int)]) {
      self.path = path
      self.current = current
      self.points = points
    }
  }

  /// Who set the goals of a comparison.
  public enum GoalOrigin: String, Sendable {
    /// Whoever called, also by asking for none.
    case given
    /// The scenario, whose own service levels are judged.
    case scenario
  }

  /// The name of an entrant that is the scenario without changes.
  public static let asItIs = "as it is"

  /// Somebody who does not take part.
  public struct LeftOut: Sendable, Equatable {
    /// The name.
    public var name: String
    /// What is missing.
    public var reason: String

    /// A name and what is missing.
    public init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  /// What would keep goals that nobody keeps, as a search with more agents found.
  public struct Remedy: Sendable, Equatable {
    /// The command that finds it.
    public var command: String
    /// The groups with the agents that keep all goals, or the most that were simulated.
    public var staffings: [Staffing]
    /// Whether these surely keep all goals.
    public var isKept: Bool
    /// What they cost, in money or paid hours; not defined where that cannot be compared.
    public var cost: Estimate
    /// Simulated replications of each staffing.
    public var replications: Int

    /// What a search found.
    public init(
      command: String, staffings: [Staffing], isKept: Bool, cost: Estimate, replications: Int
    ) {
      (self.command, self.staffings, self.isKept) = (command, staffings, isKept)
      (self.cost, self.replications) = (cost, replications)
    }

    /// A group with more agents.
    public struct Staffing: Sendable, Equatable {
      /// The group.
      public var group: String
      /// Its agents, all shifts together or the most at a time.
      public var now: Int
      /// Its agents then.
      public var then: Int

      /// A group with its agents.
      public init(group: String, now: Int, then: Int) {
        (self.group, self.now, self.then) = (group, now, then)
      }
    }
  }

  /// The report's title.
  public var title: String
  /// The command that gives the same figures again.
  public var command: String
  /// The version of the program.
  public var programVersion: String
  /// How the entrants belong together.
  public var form = Form.choice
  /// The goals as they were written, in the order of the settings' goals.
  public var goals: [String] = []
  /// Who set the goals.
  public var goalOrigin = GoalOrigin.given
  /// Goals of some scenarios that are not judged, since not all have them.
  public var goalsNotShared: [String] = []
  /// Whether the reference is the scenario as it is, under the name of its settings' values.
  public var isReferenceTheScenario = false
  /// Entrants that are the same scenario as an earlier one, by their place: numbers of agents are whole.
  public var sameAs: [Int: Int] = [:]
  /// By entrant, the agents that a factor left: "3 agents in team".
  public var roundedAgents: [Int: String] = [:]
  /// Factors of agents that whole numbers change, each once.
  public var roundings: [Rounding] = []
  /// KPIs to show, in this order; empty: the objective and the further ones.
  public var shown: [TournamentKPI] = []
  /// Dates and clocks of the scenario, for the names of intervals.
  public var dates = DatedClock()
  /// The days and the time zone, as a heading says them; nil: days have no dates.
  public var dateHeading: String?
  /// The first and the last of the days; nil: days have no dates.
  public var days: ClosedRange<CalendarDate>?
  /// Entrants that could not take part.
  public var leftOut: [LeftOut] = []
  /// Digests of the entrants' scenarios and the settings that differ from them.
  public var digests: [String] = []
  /// Whether all entrants meet the same contacts with the same needs, and not only use the same
  /// random numbers.
  public var haveSameContacts = true
  /// What amounts of money are in.
  public var money = MoneyUnit(currency: nil, days: 1)
  /// What would keep the goals that the nearest entrant misses; nil: somebody keeps them, or nothing was
  /// searched for.
  public var remedy: Remedy?

  /// A comparison without goals.
  public init(title: String, command: String, programVersion: String) {
    self.title = title
    self.command = command
    self.programVersion = programVersion
  }
}

extension ComparisonContext {
  /// Takes dates and clocks, and what amounts of money are in, from the model of an entrant.
  public mutating func describe(_ model: Model) {
    dates = model.calendar.dates
    let (start, end) = (model.calendar.start, model.calendar.end)
    dateHeading = dates.heading(from: start, to: end)
    if let first = dates.date(at: start), let last = dates.date(at: max(start, end - 1)) {
      days = first...max(first, last)
    }
    money = MoneyUnit(of: model)
  }
}

extension ComparisonContext {
  /// A factor of a group's agents that whole numbers change.
  public struct Rounding: Sendable, Equatable {
    /// The change as it was asked for: "agents.desk.scale=0.75".
    public var change: String
    /// The group.
    public var group: String
    /// How many times its planned hours the group has instead.
    public var factor: Double

    /// A change with what it comes to.
    public init(change: String, group: String, factor: Double) {
      (self.change, self.group, self.factor) = (change, group, factor)
    }
  }
}
