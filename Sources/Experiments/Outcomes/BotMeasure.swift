import ContactCenter

/// Bots, and the work that they leave to agents.
package enum BotMeasure: Int, PartMeasure {
  case attempts, overflow, sessionsEnded, contained, solved, escalated, sessionTime, awaitingTime
  case work, offeredWork, plannedWork, time, waited, gaveUp, waitTime

  /// What each reads, how it combines, and what it is in formulas of KPIs.
  package var reading: Reading {
    switch self {
    case .attempts: .sum(.one("botAttempts")) { $0.bots.attempts }
    case .overflow: .sum(.one("botOverflow")) { $0.bots.overflow }
    case .sessionsEnded: .sum(.one("botSessionsEnded")) { $0.bots.sessions }
    case .contained: .sum(.one("botContained")) { $0.bots.contained }
    case .solved: .sum(.one("botSolved")) { $0.bots.solved }
    case .escalated: .sum(.one("botEscalated")) { $0.bots.escalated }
    case .sessionTime: .sum { $0.bots.sessionTime }
    case .awaitingTime: .sum { $0.bots.awaitingTime }
    case .work: .sum(.one("botWork")) { $0.bots.work }
    case .offeredWork:
      .sum(.one("botOfferedWork")) {
        $0.bots.conversations > 0 ? $0.bots.toAgents * $0.bots.work / $0.bots.conversations : 0
      }
    case .plannedWork: .sum(.one("botPlannedWork")) { $0.bots.workBySubtraction }
    case .time: .duration { $0.bots.time }
    case .waited: .sum { $0.bots.waited }
    case .gaveUp: .sum { $0.bots.gaveUp }
    case .waitTime: .sum { $0.bots.waitTime }
    }
  }
}
