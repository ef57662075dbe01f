import ContactCenter

/// Threads and their turns.
package enum ThreadMeasure: Int, PartMeasure {
  case turns, turnsQueued, turnWait, turnsWithin, laterTurns, handOvers, resolved, turnsOfResolved
  case timeToResolve, reopened, openThreadTime, thinkingTime, time

  /// What each reads, how it combines, and what it is in formulas of KPIs.
  package var reading: Reading {
    switch self {
    case .turns: .sum(.one("turns")) { $0.threads.turns.answered }
    case .turnsQueued: .sum { $0.threads.turns.queued }
    case .turnWait: .sum(.one("turnWait")) { $0.threads.turns.wait }
    case .turnsWithin: .sum(.one("turnsWithin")) { $0.threads.turns.within }
    case .laterTurns: .sum(.one("laterTurns")) { $0.threads.laterTurns }
    case .handOvers: .sum(.one("handOvers")) { $0.threads.handOvers }
    case .resolved: .sum(.one("resolved")) { $0.threads.resolved }
    case .turnsOfResolved: .sum(.one("turnsOfResolved")) { $0.threads.turnsOfResolved }
    case .timeToResolve: .sum(.one("timeToResolve")) { $0.threads.timeToResolve }
    case .reopened: .sum(.one("reopened")) { $0.threads.reopened }
    case .openThreadTime: .sum { $0.threads.openTime }
    case .thinkingTime: .sum { $0.threads.thinkingTime }
    case .time: .duration { $0.threads.time }
    }
  }
}
