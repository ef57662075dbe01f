import ContactCenter

/// Conversations in writing.
package enum SessionMeasure: Int, PartMeasure {
  case sessions, left, timedOut, answers, answerTime, time, firstReplies, firstReplyTime
  case firstRepliesWithin

  /// What each reads, how it combines, and what it is in formulas of KPIs.
  package var reading: Reading {
    switch self {
    case .sessions: .sum(.one("sessions")) { $0.outcome.sessions }
    case .left: .sum(.one("sessionsLeft")) { $0.outcome.sessionsLeft }
    case .timedOut: .sum { $0.outcome.sessionsTimedOut }
    case .answers: .sum(.one("answers")) { $0.outcome.answers }
    case .answerTime: .sum(.one("answerTime")) { $0.outcome.answerTime }
    case .time: .sum(.one("sessionTime")) { $0.outcome.sessionTime }
    case .firstReplies: .sum(.one("firstReplies")) { $0.outcome.firstReplies }
    case .firstReplyTime: .sum(.one("firstReplyTime")) { $0.outcome.firstReplyTime }
    case .firstRepliesWithin: .sum(.one("firstRepliesWithin")) { $0.outcome.firstRepliesWithin }
    }
  }
}
