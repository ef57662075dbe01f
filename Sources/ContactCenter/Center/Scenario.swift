/// A contact center as its user wrote it: with names, and with times of day.
///
/// Names refer to one another, times of day are seconds after midnight, lengths are in seconds,
/// rates per second, proportions 0…1. A scenario may be wrong (a name that leads nowhere, agents
/// whom no work reaches). `Model` is the validated form that the simulation runs; making one
/// collects every problem.
public struct Scenario: Sendable, Equatable {
  /// Shown as the report's title.
  public var name: String
  /// What this scenario is about, for its readers.
  public var description = ""
  /// Remarks printed in the report, such as recorded figures to compare with.
  public var notes: [String] = []
  /// When the center is open, and how a day is cut into planning intervals.
  public var calendar = OpeningCalendar()
  /// How many days are simulated, and how precisely.
  public var study = Study()
  /// What counts as answered in time, unless a contact type says otherwise.
  public var serviceLevel = ServiceLevelGoal()
  /// The flows of contacts.
  public var contactTypes: [ContactType] = []
  /// A correlation between the day factors of the contact types.
  public var dayFactorCorrelation: DayFactorCorrelation?
  /// The lines that calls come in on; empty: lines without limit.
  public var trunkGroups: [TrunkGroup] = []
  /// The voice response unit's ports and menus.
  public var ivr = InteractiveVoiceResponse()
  /// The bots that contacts meet before an agent.
  public var bots: [Bot] = []
  /// The queues that differ from the default (unlimited, one for each contact type).
  public var queues: [Queue] = []
  /// The most contacts that may wait in all queues together; nil: no limit.
  public var waitingRoom: Int?
  /// The agents.
  public var agentGroups: [AgentGroup] = []
  /// Who is chosen when there is a choice.
  public var routing = Routing()
  /// Contacts that may look at a page with their agents at once, of all types with `coBrowsing`; nil: no limit.
  public var coBrowsingLicences: Int?
  /// Which work agents put aside for which contacts, the first rule that fits holding; empty: none.
  public var interruptions: [Interruption] = []
  /// Lists of people whom it calls.
  public var campaigns: [Campaign] = []
  /// What running the center costs; nil: not said.
  public var costs: Costs?
  /// How contacts are monitored; nil: they are not.
  public var quality: Quality?
  /// What its management report is held against; nil: the program's defaults.
  public var management: Management?
  /// The ringing that callers hear; nil: not counted.
  public var rings: Rings?
  /// How satisfied callers are; nil: nobody asks.
  public var satisfaction: Satisfaction?

  /// An empty scenario of that name.
  public init(name: String) { self.name = name }
}
