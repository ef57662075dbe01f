/// The management report of a run as data: every KPI with its value, its target, its SMART checks and
/// its place in the tree, without words of any language.
///
/// It is kept in the archive, so that `switchboard report` can print it again in any form and
/// language. KPIs are named by their identifiers in the catalogue, whose words printing needs.
public struct ManagementReport: Sendable, Codable, Equatable {
  /// The version of this structure; readers refuse a later one.
  public static let currentVersion = 2

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
  /// What to do; nil: no KPI with a target that staffing moves was measured.
  public var decision: Decision?
  /// What helps beside the plan that is advised, simulated with it; nil: no plan is advised.
  public var followUps: [FollowUp]?
  /// The goals that the scenario sets for its contact types; empty: none.
  public var goals: [ScopedGoal] = []
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
    /// The date of each planning interval, "2026-11-30"; nil: days have no dates.
    public var intervalDates: [String]?
    /// What the clocks show at the beginning of each planning interval, in seconds after midnight;
    /// nil: days have no dates.
    public var intervalClocks: [Double]?
    /// The time zone of those clocks; nil: not said.
    public var timeZone: String?
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
