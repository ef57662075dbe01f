import ContactCenter

/// What has to be staffed: the work of each pool of agents by planning interval.
public struct StaffingDemand: Sendable {
  /// A planning interval, in seconds since the first midnight.
  public struct Interval: Sendable, Equatable {
    /// Its begin.
    public var start: Double
    /// Its end, no longer part of it.
    public var end: Double

    /// The seconds of it in which the center is open: what calls and hours are counted over.
    public var open: Double

    /// From `start` to `end`.
    ///
    /// - Parameters:
    ///   - start: Its begin.
    ///   - end: Its end.
    ///   - open: The open seconds in it; nil: all.
    public init(start: Double, end: Double, open: Double? = nil) {
      self.start = start
      self.end = end
      self.open = open ?? (end - start)
    }

    /// Its length in seconds.
    public var length: Double { end - start }
  }

  /// Agents who do the same work.
  public struct Pool: Sendable {
    /// The agent groups' names, or that of the contact type where groups are not known.
    public var name: String
    /// The places of its groups in the model; empty where there is none.
    public var groups: [Int] = []
    /// Groups of other pools, by their places in the model, that serve some of its types too.
    public var helpers: [Int] = []
    /// The contact types whose calls are (mostly) its own.
    public var types: [String]
    /// By interval; nil: closed, or nobody calls.
    public var loads: [QueueLoad?]
    /// By interval, whether somebody could call; where it is open without a load, nobody does.
    public var isOpen: [Bool]
    /// The scenario's own staffing by interval, averaged over its open time: agents planned and not at a
    /// planned break; nil where there is none.
    public var scheduled: [Double]?

    /// A pool whose staffing is open; it counts as open where there is work.
    public init(name: String, types: [String], loads: [QueueLoad?]) {
      self.name = name
      self.types = types
      self.loads = loads
      isOpen = loads.map { $0 != nil }
    }
  }

  /// The planning intervals in rising order.
  public var intervals: [Interval]
  /// The pools.
  public var pools: [Pool]
  /// All pools of a part of the center as one, where agents of several skills share the work.
  ///
  /// What it would take if everybody could do everything; empty where pools share nothing.
  public var wholes: [Pool] = []
  /// What the formulas leave out, and what was assumed.
  public var remarks: [StaffingRemark] = []
  /// The weekday of the first day, Monday 0; nil where it is not known.
  public var firstWeekday: Int?
  /// The date of the first day; nil where days have none.
  public var firstDate: CalendarDate?
  /// What the clocks show while the intervals pass.
  public var clock = LocalClock()
  /// The name of the clock's time zone; nil where it is not known.
  public var timeZone: String?

  /// Dates and clocks, for the names of moments.
  public var dates: DatedClock {
    DatedClock(firstDate: firstDate, clock: clock, timeZone: timeZone)
  }

  /// The work of pools by interval.
  public init(intervals: [Interval], pools: [Pool]) {
    self.intervals = intervals
    self.pools = pools
  }

  /// The day that an interval begins on, the first being 0.
  public func day(of interval: Int) -> Int { clock.day(at: intervals[interval].start) }

  /// The names of all contact types, in the order of the pools.
  public var types: [String] {
    var seen: Set<String> = []
    return pools.flatMap(\.types).filter { seen.insert($0).inserted }
  }
}
