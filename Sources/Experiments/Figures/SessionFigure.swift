import ContactCenter

/// What happens in conversations in writing.
package enum SessionFigure: String, DeclaredFigure {
  case leftInSession, timedOutInSession, answersPerSession, answerDelay

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .leftInSession:
      ratio(
        "Left in conversation", zh: "会话中离开率", better: .smaller, .proportion, .sessionsLeft, over: .sessions,
        "Share of the conversations in writing that the customer leaves before they are over.",
        formula: "conversations left ÷ conversations begun")
    case .timedOutInSession:
      ratio(
        "Timed out", zh: "会话超时率", better: .neither, .proportion, .sessionsTimedOut, over: .sessions,
        "Share of the conversations in writing that the agent ends because the customer falls silent.",
        formula: "conversations timed out ÷ conversations begun")
    case .answersPerSession:
      ratio(
        "Answers per conversation", zh: "每次会话回复数", better: .neither, .ratio, .answers, over: .sessions,
        "Mean number of the agent's turns in a conversation in writing.",
        formula: "turns of agents ÷ conversations begun")
    case .answerDelay:
      ratio(
        "Delay of an answer", zh: "回复间隔", better: .smaller, .seconds, .answerTime, over: .answers,
        "Mean time from what the customer wrote to the end of the agent's answer.",
        formula: "Σ (end of the answer − customer wrote) ÷ turns of agents")
    }
  }
}
