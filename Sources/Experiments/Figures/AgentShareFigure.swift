import ContactCenter

/// Shares of the time that agents are logged in.
package enum AgentShareFigure: String, DeclaredFigure {
  case idleShare, alertingShare, talkingShare, holdingShare, wrapUpShare
  case breakShare, awayShare

  package static let kind = IndicatorKind.agents

  /// What each is.
  package var entry: IndicatorEntry<AgentMeasure> {
    switch self {
    case .idleShare:
      share(
        "Idle", zh: "空闲占比", better: .neither, .idle,
        "ready for contacts")
    case .alertingShare:
      share(
        "Ringing", zh: "振铃占比", better: .neither, .alerting,
        "with a contact that rings")
    case .talkingShare:
      share(
        "Talking", zh: "交谈占比", better: .neither, .talking,
        "talking")
    case .holdingShare:
      share(
        "Holding", zh: "持线占比", better: .neither, .holding,
        "with a contact on hold")
    case .wrapUpShare:
      share(
        "Wrap-up", zh: "事后处理占比", better: .neither, .wrapUp,
        "on work after conversations")
    case .breakShare:
      share(
        "Break", zh: "小休占比", better: .neither, .scheduledBreak,
        "on scheduled breaks")
    case .awayShare:
      share(
        "Away", zh: "离席占比", better: .neither, .away,
        "on unscheduled breaks or not ready after no answer")
    }
  }
}
