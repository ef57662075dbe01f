import ContactCenter

/// The numbers read from a `ContactTally`.
package enum ContactMeasure: Int, Measure {
  case attempts, fresh, redials, repeats, freshAndRedials, transfersIn
  case closed, blockedByTrunks, blockedByPorts, blockedByQueue, blocked, freshBlocked
  case menuAbandoned, selfServed, typeChanged, menuTime
  case offered, queued, balked, answered, answeredWithin, abandoned, abandonedWithin, abandonedShort
  case voiceMail, disconnected, overflowed, ringNoAnswer
  case waitAnswered, waitAbandoned, waitAll, waitQueued, excessWait, longestWait
  case virtualKnown, virtualWithin
  case alertTime, talkTime, holdTime, wrapUpTime, handleTime, held, transfersOut, conferences,
    unsolved
  case remaining, personsServed, personsLost, persons
  case offeredAndBlocked, offeredLessAbandonedWithin, answeredOrAbandonedWithin
  case offeredLessShort, answeredWithinOrShort

  /// The measure's value in one tally.
  package func value(in tally: ContactTally) -> Double {
    switch self {
    case .attempts: return tally.attempts
    case .fresh: return tally.fresh
    case .redials: return tally.redials
    case .repeats: return tally.repeats
    case .freshAndRedials: return tally.fresh + tally.redials
    case .transfersIn: return tally.transfersIn
    case .closed: return tally.closed
    case .blockedByTrunks: return tally.blockedByTrunks
    case .blockedByPorts: return tally.blockedByPorts
    case .blockedByQueue: return tally.blockedByQueue
    case .blocked: return tally.blocked
    case .freshBlocked: return tally.freshBlocked
    case .menuAbandoned: return tally.menuAbandoned
    case .selfServed: return tally.selfServed
    case .typeChanged: return tally.typeChanged
    case .menuTime: return tally.menuTime
    case .offered: return tally.offered
    case .queued: return tally.queued
    case .balked: return tally.balked
    case .answered: return tally.answered
    case .answeredWithin: return tally.answeredWithin
    case .abandoned: return tally.abandoned
    case .abandonedWithin: return tally.abandonedWithin
    case .abandonedShort: return tally.abandonedShort
    case .voiceMail: return tally.voiceMail
    case .disconnected: return tally.disconnected
    case .overflowed: return tally.overflowed
    case .ringNoAnswer: return tally.ringNoAnswer
    case .waitAnswered: return tally.waitAnswered
    case .waitAbandoned: return tally.waitAbandoned
    case .waitAll: return tally.waitAnswered + tally.waitAbandoned + tally.waitOther
    case .waitQueued:
      return tally.waitAnswered + tally.waitAbandoned + tally.waitOther - tally.waitUnqueued
    case .excessWait: return tally.excessWait
    case .longestWait: return tally.longestWait
    case .virtualKnown: return tally.virtualKnown
    case .virtualWithin: return tally.virtualWithin
    case .alertTime: return tally.alertTime
    case .talkTime: return tally.talkTime
    case .holdTime: return tally.holdTime
    case .wrapUpTime: return tally.wrapUpTime
    case .handleTime: return tally.talkTime + tally.holdTime + tally.wrapUpTime
    case .held: return tally.held
    case .transfersOut: return tally.transfersOut
    case .conferences: return tally.conferences
    case .unsolved: return tally.unsolved
    case .remaining: return tally.remaining
    case .personsServed: return tally.personsServed
    case .personsLost: return tally.personsLost
    case .persons: return tally.personsServed + tally.personsLost
    case .offeredAndBlocked: return tally.offered + tally.blocked
    case .offeredLessAbandonedWithin: return tally.offered - tally.abandonedWithin
    case .answeredOrAbandonedWithin: return tally.answeredWithin + tally.abandonedWithin
    case .offeredLessShort: return tally.offered - tally.abandonedShort
    case .answeredWithinOrShort: return tally.answeredWithin + tally.abandonedShort
    }
  }

  /// The longest wait is a maximum; all else adds up.
  package var combination: Combination { self == .longestWait ? .largest : .sum }
}

extension ContactMeasure: CountedMeasure {
  /// What the measure is in formulas of KPIs.
  package var events: MeasureEvents {
    switch self {
    case .attempts: .one("attempts")
    case .fresh: .one("freshCalls")
    case .blocked: .one("blocked")
    case .offered: .one("offered")
    case .queued: .one("queued")
    case .answered: .one("answered")
    case .answeredWithin: .one("answeredWithin")
    case .abandoned: .one("abandoned")
    case .abandonedWithin: .one("abandonedWithin")
    case .abandonedShort: .one("abandonedShort")
    case .waitAnswered: .one("waitOfAnswered")
    case .waitAbandoned: .one("waitOfAbandoned")
    case .waitQueued: .one("waitOfQueued")
    case .excessWait: .one("waitBeyond")
    case .virtualKnown: .one("virtualWaits")
    case .virtualWithin: .one("virtualWithin")
    case .talkTime: .one("talkTime")
    case .holdTime: .one("holdTime")
    case .wrapUpTime: .one("wrapUpTime")
    case .handleTime: .sum("talkTime + holdTime + wrapUpTime")
    case .transfersOut: .one("transferred")
    case .offeredAndBlocked: .sum("offered + blocked")
    case .offeredLessAbandonedWithin: .sum("offered - abandonedWithin")
    case .answeredOrAbandonedWithin: .sum("answeredWithin + abandonedWithin")
    case .offeredLessShort: .sum("offered - abandonedShort")
    case .answeredWithinOrShort: .sum("answeredWithin + abandonedShort")
    case .redials, .repeats, .freshAndRedials, .transfersIn, .closed, .blockedByTrunks,
      .blockedByPorts, .blockedByQueue, .freshBlocked, .menuAbandoned, .selfServed, .typeChanged,
      .menuTime, .balked, .voiceMail, .disconnected, .overflowed, .ringNoAnswer, .waitAll,
      .longestWait, .alertTime, .held, .conferences, .unsolved, .remaining, .personsServed,
      .personsLost, .persons:
      .none
    }
  }
}

extension ServiceLevelDefinition {
  /// The measures whose quotient it is.
  package var measures: (numerator: ContactMeasure, denominator: ContactMeasure) {
    switch self {
    case .includingBlocked: return (.answeredWithin, .offeredAndBlocked)
    case .abandonedCountAgainst: return (.answeredWithin, .offered)
    case .shortWaitAbandonsIgnored: return (.answeredWithin, .offeredLessAbandonedWithin)
    case .abandonedWithinCountAsMet: return (.answeredOrAbandonedWithin, .offered)
    case .answeredOnly: return (.answeredWithin, .answered)
    case .shortAbandonsIgnored: return (.answeredWithin, .offeredLessShort)
    case .shortAbandonsCredited: return (.answeredWithinOrShort, .offered)
    case .virtualWait: return (.virtualWithin, .virtualKnown)
    }
  }
}
