/// The sizes beyond which a scenario is refused, so that a slip of the finger ends in a message and
/// not in a full memory.
///
/// What the format of a file allows and what a check says are made from these; the bounds of a single kind of
/// thing stand beside it.
public enum ScenarioLimits {
  /// Contact types, queues, agent groups, trunk groups and menus, each.
  public static let items = 1000
  /// Agents of all groups together.
  public static let agents = 100_000
  /// Agents of a group, a shift or a reserve, and positions.
  public static let agentCounts = 0...agents
  /// Days of the calendar (ten years).
  public static let days = 3660
  /// Days of the calendar, at least one.
  public static let dayCounts = 1...days
  /// Planning intervals from the first opening to the last closing.
  public static let intervals = 100_000
  /// Planning intervals, times contact types, queues, agent groups and trunk groups together: each
  /// of these rows of figures takes three kilobytes.
  public static let rows = 400_000
  /// Expected contacts of one replication.
  public static let contacts = 5e8
  /// Shifts of single agents over all days.
  public static let duties = 5_000_000
  /// Stretches of the arrival rate of one contact type.
  public static let segments = 2_000_000
  /// Replications of a study.
  public static let replications = 1_000_000
  /// Replications of a study, at least one.
  public static let replicationCounts = 1...replications
  /// Lines of a trunk group and ports.
  public static let lines = 1_000_000
  /// Lines of a trunk group, ports, and places of a queue.
  public static let lineCounts = 0...lines
  /// The longest length of time, ten years in seconds.
  public static let length = 3660 * 86_400.0
  /// Lengths of time, in seconds.
  public static let lengths = 0...length
  /// Parts of a whole, and chances.
  public static let proportions = 0.0...1
  /// Correlations.
  public static let correlations = -1.0...1
  /// Expected attempts of one contact, and menus that a caller hears.
  public static let attempts = 1000.0
  /// Expected rings of one call until somebody answers, where ringing takes time.
  public static let rings = 1e6
  /// Whoever comes back sooner, in seconds, comes back at once as far as the number of attempts goes.
  public static let shortestReturn = 0.1
}

extension ClosedRange<Int> {
  /// The same bounds for a number that need not be whole.
  package var numbers: ClosedRange<Double> { Double(lowerBound)...Double(upperBound) }
}
