import ContactCenter

/// The numbers read from a `MatterTally`: outcomes, callbacks, threads, bots.
package enum OutcomeMeasure: Int, Measure {
  case conversations, solved, issues, issuesSolvedAtOnce, issuesNotRepeated
  case asked, satisfied, ratings, goodRatings, ratingSum, netPromoters
  case ringing, ringsHeard
  case sessions, sessionsLeft, sessionsTimedOut, answers, answerTime, sessionTime
  case firstReplies, firstReplyTime, firstRepliesWithin
  case callbackOffered, callbackOffers, callbackAnnounced, callbackAccepted, callbackDials
  case callbackReached, callbackConnected, callbackDelay, callbackPromised, callbackPromiseKept
  case callbackLost, callbackEnded, callbackOpen, callbackTime, callbackAgentDialing
  case callbackHandleTime, callbackLineSaved, callbackLineTime
  case withinAtAcceptance, withinInbound, callbackInbound, withinByDelay
  case turns, turnsQueued, turnWait, turnsWithin, laterTurns, handOvers
  case resolved, turnsOfResolved, timeToResolve, reopened, openThreadTime, thinkingTime, threadTime
  case botAttempts, botOverflow, botSessionsEnded, botContained, botSolved, botEscalated
  case botSessionTime, botAwaitingTime, botWork, botOfferedWork, botPlannedWork, botTime

  /// The measure's value in one tally.
  package func value(in matter: MatterTally) -> Double {
    let (tally, threads, bots) = (matter.outcome, matter.threads, matter.bots)
    let calls = tally.callback
    switch self {
    case .conversations: return tally.conversations
    case .solved: return tally.solved
    case .issues: return tally.issues
    case .issuesSolvedAtOnce: return tally.issuesSolvedAtOnce
    case .issuesNotRepeated: return tally.issues - tally.issuesRepeated
    case .asked: return tally.asked
    case .satisfied: return tally.satisfied
    case .ratings: return tally.ratings
    case .goodRatings: return tally.goodRatings
    case .ratingSum: return tally.ratingSum
    case .netPromoters: return 100 * (tally.promoters - tally.detractors)
    case .ringing: return tally.ringing
    case .ringsHeard: return tally.ringsHeard
    case .sessions: return tally.sessions
    case .sessionsLeft: return tally.sessionsLeft
    case .sessionsTimedOut: return tally.sessionsTimedOut
    case .answers: return tally.answers
    case .answerTime: return tally.answerTime
    case .sessionTime: return tally.sessionTime
    case .firstReplies: return tally.firstReplies
    case .firstReplyTime: return tally.firstReplyTime
    case .firstRepliesWithin: return tally.firstRepliesWithin
    case .turns: return threads.turns.answered
    case .turnsQueued: return threads.turns.queued
    case .turnWait: return threads.turns.wait
    case .turnsWithin: return threads.turns.within
    case .laterTurns: return threads.laterTurns
    case .handOvers: return threads.handOvers
    case .resolved: return threads.resolved
    case .turnsOfResolved: return threads.turnsOfResolved
    case .timeToResolve: return threads.timeToResolve
    case .reopened: return threads.reopened
    case .openThreadTime: return threads.openTime
    case .thinkingTime: return threads.thinkingTime
    case .threadTime: return threads.time
    case .botAttempts: return bots.attempts
    case .botOverflow: return bots.overflow
    case .botSessionsEnded: return bots.sessions
    case .botContained: return bots.contained
    case .botSolved: return bots.solved
    case .botEscalated: return bots.escalated
    case .botSessionTime: return bots.sessionTime
    case .botAwaitingTime: return bots.awaitingTime
    case .botWork: return bots.work
    case .botOfferedWork:
      // As if nobody who asked for an agent had given up.
      return bots.conversations > 0 ? bots.toAgents * bots.work / bots.conversations : 0
    case .botPlannedWork: return bots.workBySubtraction
    case .botTime: return bots.time
    case .callbackOffered: return calls.offered
    case .callbackOffers: return calls.offers
    case .callbackAnnounced: return calls.announced
    case .callbackAccepted: return calls.accepted
    case .callbackDials: return calls.dials
    case .callbackReached: return calls.reached
    case .callbackConnected: return calls.connected
    case .callbackDelay: return calls.delay
    case .callbackPromised: return calls.promised
    case .callbackPromiseKept: return calls.promiseKept
    case .callbackLost: return calls.failed + calls.abandoned + calls.dropped
    case .callbackEnded: return calls.ended
    case .callbackOpen: return calls.openIntegral
    case .callbackTime: return calls.time
    case .callbackAgentDialing: return calls.agentDialing
    case .callbackHandleTime: return calls.handleTime
    case .callbackLineSaved: return calls.lineSaved
    case .callbackLineTime: return calls.lineTime
    case .withinAtAcceptance: return calls.answeredWithin + calls.acceptedWithin
    case .withinInbound: return calls.answeredWithin
    case .callbackInbound: return calls.offered - calls.accepted
    case .withinByDelay: return calls.answeredWithin + calls.connectedWithin
    }
  }

  /// All add up, but for the length of the time observed.
  package var combination: Combination {
    switch self {
    case .threadTime, .botTime, .callbackTime: return .duration
    case .conversations, .solved, .issues, .issuesSolvedAtOnce, .issuesNotRepeated, .asked, .satisfied,
      .ratings, .goodRatings, .ratingSum, .netPromoters, .ringing, .ringsHeard, .sessions,
      .sessionsLeft, .sessionsTimedOut, .answers, .answerTime, .sessionTime, .firstReplies, .firstReplyTime,
      .firstRepliesWithin, .callbackOffered, .callbackOffers, .callbackAnnounced, .callbackAccepted,
      .callbackDials, .callbackReached, .callbackConnected,
      .callbackDelay, .callbackPromised, .callbackPromiseKept, .callbackLost, .callbackEnded,
      .callbackOpen, .callbackAgentDialing, .callbackHandleTime, .callbackLineSaved, .callbackLineTime,
      .withinAtAcceptance, .withinInbound, .callbackInbound, .withinByDelay, .turns, .turnsQueued,
      .turnWait, .turnsWithin, .laterTurns, .handOvers, .resolved, .turnsOfResolved, .timeToResolve,
      .reopened, .openThreadTime, .thinkingTime, .botAttempts, .botOverflow, .botSessionsEnded,
      .botContained, .botSolved, .botEscalated, .botSessionTime, .botAwaitingTime, .botWork,
      .botOfferedWork, .botPlannedWork:
      return .sum
    }
  }
}

extension OutcomeMeasure: CountedMeasure {
  /// What the measure is in formulas of KPIs.
  package var events: MeasureEvents {
    switch self {
    case .issues: .one("issues")
    case .issuesSolvedAtOnce: .one("issuesSolvedAtOnce")
    case .issuesNotRepeated: .sum("issues - issuesRepeated")
    case .solved: .one("issuesSolved")
    case .ratings: .one("ratings")
    case .goodRatings: .one("goodRatings")
    case .netPromoters: .product("100 * (promoters - detractors)")
    case .ringsHeard: .one("ringsHeard")
    case .ringing: .one("ringingCalls")
    case .sessions, .sessionsLeft, .answers, .answerTime, .sessionTime, .firstReplies, .firstReplyTime,
      .firstRepliesWithin, .callbackOffered, .callbackOffers, .callbackAccepted, .callbackDials,
      .callbackReached, .callbackConnected, .callbackDelay, .callbackPromised, .callbackPromiseKept,
      .callbackLost, .callbackEnded, .withinAtAcceptance, .withinInbound, .callbackInbound, .withinByDelay,
      .turns, .turnWait, .turnsWithin, .laterTurns, .handOvers, .resolved, .turnsOfResolved,
      .timeToResolve, .reopened, .botAttempts, .botOverflow, .botSessionsEnded, .botContained, .botSolved,
      .botEscalated, .botWork, .botOfferedWork, .botPlannedWork:
      .one("\(self)")
    case .conversations, .asked, .satisfied, .ratingSum, .sessionsTimedOut, .callbackAnnounced,
      .callbackOpen, .callbackTime, .callbackAgentDialing, .callbackHandleTime, .callbackLineSaved,
      .callbackLineTime, .turnsQueued, .openThreadTime, .thinkingTime, .threadTime, .botSessionTime,
      .botAwaitingTime, .botTime:
      .none
    }
  }
}
