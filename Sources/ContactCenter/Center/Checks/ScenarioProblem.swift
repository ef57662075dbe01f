/// Something wrong, or doubtful, in a scenario: where, what was found, what to do.
public struct ScenarioProblem: Error, Sendable, Equatable {
  /// An error makes the scenario unusable; a warning does not.
  public enum Severity: String, Sendable {
    /// The scenario cannot be run.
    case error
    /// The scenario can be run, but perhaps not as it was meant.
    case warning
  }

  /// Whether the scenario can be run all the same.
  public var severity: Severity
  /// The place in the scenario as a path of keys and 0-based indices, such as
  /// `agentGroups[0].skills[1].queue`; the reader of the file finds line and column by it.
  public var path: String
  /// What was found, in one sentence.
  public var finding: String
  /// What is allowed or what to change, in one sentence; may be empty.
  public var remedy: String

  /// A problem at `path`.
  public init(
    _ severity: Severity = .error, at path: String, _ finding: String, remedy: String = ""
  ) {
    self.severity = severity
    self.path = path
    self.finding = finding
    self.remedy = remedy
  }
}
