import ContactCenter

/// What happens in conversations in writing.
package enum SessionFigure: String, DeclaredFigure {
  case firstResponse, firstResponseWithin, answerDelay, sessionDuration
  case leftInSession, timedOutInSession, answersPerSession

  package static let kind = IndicatorKind.outcome
  package static let isOnlyWhereUsed = true

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .firstResponse:
      ratio(
        "First response", zh: "首次响应时间", better: .smaller, .seconds, .session(.firstReplyTime),
        over: .session(.firstReplies),
        "Mean time from when the customer asked for an agent to the end of the agent's first answer, in "
          + "conversations that go in turns.",
        formula: "Σ (end of the first answer − asked for an agent) ÷ first answers")
    case .firstResponseWithin:
      ratio(
        "First response within the goal", zh: "首次响应达标率", better: .larger, .proportion,
        .session(.firstRepliesWithin), over: .session(.firstReplies),
        "Share of the first answers, in conversations that go in turns, that were written within the "
          + "acceptable wait.",
        formula: "first answers within the acceptable wait ÷ first answers")
    case .sessionDuration:
      ratio(
        "Duration of a conversation", zh: "聊天时长", better: .neither, .seconds, .session(.time),
        over: .session(.sessions),
        "Mean time from the begin of a conversation in writing to its end, pauses of the customer included.",
        formula: "Σ (end − begin) ÷ conversations begun")
    case .leftInSession:
      ratio(
        "Left in conversation", zh: "聊天中离开率", better: .smaller, .proportion, .session(.left),
        over: .session(.sessions),
        "Share of the conversations in writing that the customer leaves before they are over.",
        formula: "conversations left ÷ conversations begun")
    case .timedOutInSession:
      ratio(
        "Timed out", zh: "聊天超时率", better: .neither, .proportion, .session(.timedOut),
        over: .session(.sessions),
        "Share of the conversations in writing that the agent ends because the customer falls silent.",
        formula: "conversations timed out ÷ conversations begun")
    case .answersPerSession:
      ratio(
        "Answers per conversation", zh: "每次聊天回复数", better: .neither, .ratio, .session(.answers),
        over: .session(.sessions),
        "Mean number of the agent's turns in a conversation in writing.",
        formula: "turns of agents ÷ conversations begun")
    case .answerDelay:
      ratio(
        "Delay of an answer", zh: "回复间隔", better: .smaller, .seconds, .session(.answerTime),
        over: .session(.answers),
        "Mean time from what the customer wrote to the end of the agent's answer.",
        formula: "Σ (end of the answer − customer wrote) ÷ turns of agents")
    }
  }
}
