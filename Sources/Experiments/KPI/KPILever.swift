/// What a manager can change: an action whose effect on every KPI is simulated.
public enum KPILever: String, Sendable, Codable, CaseIterable {
  /// More or fewer agents, in every interval and shift alike.
  case staffing
  /// Handle times of all kinds.
  case handling
  /// Conversations.
  case talk
  /// Work after the conversation.
  case wrapUp
  /// How long callers are on hold.
  case hold
  /// How many contacts come.
  case volume
  /// How many agents stay away.
  case absence
  /// Late starts and unscheduled breaks.
  case deviations
  /// How many problems stay unsolved.
  case issues
  /// How many contacts are passed on.
  case transfers
  /// Lines and ports.
  case lines
  /// Ringing at agents.
  case alert
  /// The quality of conversations.
  case quality
  /// How fast staff leaves.
  case turnover
  /// The same agent hours at other times.
  case placement

  /// The change that is simulated, as a share of what there is: a step that a manager could take.
  public var step: Double {
    switch self {
    case .staffing: return 0.05
    case .handling, .talk, .volume: return -0.05
    case .wrapUp: return -0.1
    case .lines: return 0.1
    case .quality: return 0.03
    case .placement: return 0
    case .hold, .absence, .deviations, .issues, .transfers, .alert, .turnover: return -0.25
    }
  }
}
