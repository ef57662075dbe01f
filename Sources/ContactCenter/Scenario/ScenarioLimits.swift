/// The sizes beyond which a scenario is refused, so that a slip of the finger ends in a message and
/// not in a full memory.
public enum ScenarioLimits {
  /// Contact types, queues, agent groups, trunk groups and menus, each.
  public static let items = 1000
  /// Agents of all groups together.
  public static let agents = 100_000
  /// Days of the calendar (ten years).
  public static let days = 3660
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
  /// Lines of a trunk group and ports.
  public static let lines = 1_000_000
  /// The longest length of time, ten years in seconds.
  public static let length = 3660 * 86_400.0
  /// Expected attempts of one contact, and menus that a caller hears.
  public static let attempts = 1000.0
  /// Expected rings of one call until somebody answers, where ringing takes time.
  public static let rings = 1e6
  /// Whoever comes back sooner, in seconds, comes back at once as far as the number of attempts goes.
  public static let shortestReturn = 0.1
  /// The longest length of time that is given in months, ten years.
  public static let months = 120.0
  /// Contacts heard of each agent in a month, and evaluators.
  public static let monitoring = 1...1000
}
