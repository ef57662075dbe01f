/// A linked contact center: a scenario's own things, whose links know their places in the arrays here, and
/// tables derived from them.
///
/// What has no tables is the scenario's type itself (`Scenario.Queue`, `Scenario.Menu`, `Scenario.Skill` …);
/// `ContactType`, `Group` and `TrunkGroup` have what was written and the tables beside it. Moments in tables
/// are elapsed seconds since the first midnight. Only making a model can fail (`Scenario.model()`); a
/// simulation of it cannot.
public struct Model: Sendable {
  /// The scenario's name.
  public var name = ""
  /// Open times and planning intervals.
  public var calendar = Calendar()
  /// The parts of a center of several sites; empty: the whole center is one.
  public var sites: [Site] = []
  /// The flows of contacts.
  public var contactTypes: [ContactType] = []
  /// All queues: the scenario's, then those that contact types have of their own.
  public var queues: [Scenario.Queue] = []
  /// The groups of agents.
  public var groups: [Group] = []
  /// The groups of lines.
  public var trunkGroups: [TrunkGroup] = []
  /// The menus of the voice response unit.
  public var menus: [Scenario.Menu] = []
  /// The bots.
  public var bots: [Scenario.Bot] = []
  /// Ports of the voice response unit; nil: no limit.
  public var ports: Int?
  /// What a caller meets when all ports are taken.
  public var whenPortsFull = Scenario.PortsFull.busy
  /// Most waiting in all queues together; nil: no limit.
  public var waitingRoom: Int?
  /// The policy and its settings.
  public var routing = Scenario.Routing()
  /// Contacts that may look at a page with their agents at once; nil: no limit.
  public var coBrowsingLicences: Int?
  /// Which work is put aside for which contacts, the first rule that fits holding.
  public var interruptions: [Interruption] = []
  /// The lists of people whom it calls.
  public var campaigns: [Scenario.Campaign] = []
  /// Lower triangle L of the day factors' normal scores; empty: independent.
  ///
  /// L·Lᵀ is their correlation over all contact types.
  public var dayFactorRoot: [[Double]] = []
  /// What running the center costs; nil: not said.
  public var costs: Costs?
  /// How contacts are monitored; nil: they are not.
  public var quality: Scenario.Quality?
  /// The ringing that callers hear; nil: not counted.
  public var rings: Scenario.Rings?
  /// How satisfied callers are; nil: nobody asks.
  public var satisfaction: Scenario.Satisfaction?

  /// Nothing yet; `Scenario.model()` fills it.
  public init() {}
}
