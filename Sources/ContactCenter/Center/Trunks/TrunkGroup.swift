// Groups of lines.

extension Scenario {
  /// A finite group of lines.
  ///
  /// A line is held from seizure to release: menu, queue, talk and hold, never wrap-up.
  public struct TrunkGroup: Sendable, Equatable {
    /// What the scenario and its reports call the group.
    public var name: String
    /// How many lines it has.
    public var lines: Int
    /// The group tried next when all lines are taken; nil: busy signal.
    public var overflowTo: Link<TrunkGroup>?
    /// Windows with fewer lines.
    public var outages: [Outage] = []

    /// A group that overflows nowhere and has no outages.
    public init(name: String, lines: Int) {
      self.name = name
      self.lines = lines
    }
  }

  /// A window in which the carrier offers fewer lines; calls in progress go on.
  public struct Outage: Sendable, Equatable {
    /// Its begin, in seconds after the first midnight.
    public var from: Seconds
    /// Its end, in seconds after the first midnight.
    public var to: Seconds
    /// How many lines are left.
    public var lines: Int

    /// An outage that leaves `lines` lines.
    public init(from: Seconds, to: Seconds, lines: Int) {
      self.from = from
      self.to = to
      self.lines = lines
    }
  }
}

extension Model {
  /// A group of lines with what it has at each time.
  public struct TrunkGroup: LinkedThing, Sendable {
    /// The group as it was written, linked.
    public var written: Scenario.TrunkGroup
    /// Lines over time, the first step from the horizon's start.
    public var capacity: [Step]

    /// A group that overflows nowhere.
    public init(name: String, capacity: [Step]) {
      self.init(Scenario.TrunkGroup(name: name, lines: 0), capacity: capacity)
    }

    init(_ written: Scenario.TrunkGroup, capacity: [Step]) {
      self.written = written
      self.capacity = capacity
    }
  }
}

extension ScenarioLimits {
  /// Outages of a trunk group.
  public static let outages = 0...10_000
}
