import ContactCenter

/// The numbers read from a `MatterTally`: outcomes, callbacks, threads, bots, campaigns.
package enum OutcomeMeasure: Int, Measure {
  case conversations, solved, issues, issuesSolvedAtOnce, issuesNotRepeated
  case asked, satisfied, ratings, goodRatings, ratingSum, netPromoters
  case ringing, ringsHeard
  case sessions, sessionsLeft, sessionsTimedOut, answers, answerTime
  case callbackOffered, callbackOffers, callbackAnnounced, callbackAccepted, callbackDials
  case callbackReached, callbackConnected, callbackDelay, callbackPromised, callbackPromiseKept
  case callbackLost, callbackEnded, callbackOpen, callbackTime, callbackAgentDialing
  case callbackHandleTime, callbackLineSaved, callbackLineTime
  case withinAtAcceptance, withinInbound, callbackInbound, withinByDelay
  case turns, turnsQueued, turnWait, turnsWithin, laterTurns, handOvers
  case resolved, turnsOfResolved, timeToResolve, reopened, openThreadTime, thinkingTime, threadTime
  case botAttempts, botOverflow, botSessionsEnded, botContained, botSolved, botEscalated
  case botSessionTime, botAwaitingTime, botWork, botPlannedWork, botTime
  case dials, dialHumans, dialMachines, dialNobody, dialBusy, dialInvalid, dialSilent, dialDropped
  case dialLive, dialHungUp, dialConnected, dialConversations, dialLate, dialRightParties, dialSuccesses
  case dialAgentHours, dialIdleBefore, dialTime, dialingIntegral, dialLineTime, dialRecords, dialReached
  case dialExhausted, dialFresh, dials1, dialContacts1, dials2, dialContacts2, dials3, dialContacts3, dials4
  case dialContacts4, dials5, dialContacts5, dials6, dialContacts6
  case dialWatch

  /// The measure's value in one tally.
  package func value(in matter: MatterTally) -> Double {
    let (tally, threads) = (matter.outcome, matter.threads)
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
    case .botAttempts, .botOverflow, .botSessionsEnded, .botContained, .botSolved, .botEscalated,
      .botSessionTime, .botAwaitingTime, .botWork, .botPlannedWork, .botTime, .dials, .dialHumans,
      .dialMachines, .dialNobody, .dialBusy, .dialInvalid, .dialSilent, .dialDropped, .dialLive, .dialHungUp,
      .dialConnected, .dialConversations, .dialLate, .dialRightParties, .dialSuccesses, .dialAgentHours,
      .dialIdleBefore, .dialTime, .dialingIntegral, .dialLineTime, .dialRecords, .dialReached, .dialExhausted,
      .dialFresh, .dials1, .dialContacts1, .dials2, .dialContacts2, .dials3, .dialContacts3, .dials4,
      .dialContacts4, .dials5, .dialContacts5, .dials6, .dialContacts6, .dialWatch:
      return ofBotsAndCampaigns(in: matter)
    }
  }

  /// The value of a measure of bots or campaigns.
  private func ofBotsAndCampaigns(in matter: MatterTally) -> Double {
    let (bots, people) = (matter.bots, matter.campaign)
    switch self {
    case .botAttempts: return bots.attempts
    case .botOverflow: return bots.overflow
    case .botSessionsEnded: return bots.sessions
    case .botContained: return bots.contained
    case .botSolved: return bots.solved
    case .botEscalated: return bots.escalated
    case .botSessionTime: return bots.sessionTime
    case .botAwaitingTime: return bots.awaitingTime
    case .botWork: return bots.work
    case .botPlannedWork: return bots.workBySubtraction
    case .botTime: return bots.time
    case .dials: return people.dials
    case .dialHumans: return people.humans
    case .dialMachines: return people.machines
    case .dialNobody: return people.nobody
    case .dialBusy: return people.busy
    case .dialInvalid: return people.invalid
    case .dialSilent: return people.silent
    case .dialDropped: return people.dropped
    case .dialLive: return people.liveAnswers
    case .dialHungUp: return people.hungUp
    case .dialConnected: return people.connected
    case .dialConversations: return people.connected + people.machineCalls
    case .dialLate: return people.late
    case .dialRightParties: return people.rightParties
    case .dialSuccesses: return people.successes
    case .dialAgentHours: return people.agentTime / 3600
    case .dialIdleBefore: return people.idleBefore
    case .dialTime: return people.dialTime
    case .dialingIntegral: return people.dialingIntegral
    case .dialLineTime: return people.lineTime
    case .dialRecords: return people.records
    case .dialReached: return people.reached
    case .dialExhausted: return people.exhausted
    case .dialFresh: return people.fresh
    case .dials1: return people.dials1
    case .dialContacts1: return people.contacts1
    case .dials2: return people.dials2
    case .dialContacts2: return people.contacts2
    case .dials3: return people.dials3
    case .dialContacts3: return people.contacts3
    case .dials4: return people.dials4
    case .dialContacts4: return people.contacts4
    case .dials5: return people.dials5
    case .dialContacts5: return people.contacts5
    case .dials6: return people.dials6
    case .dialContacts6: return people.contacts6
    case .dialWatch: return people.time
    case .conversations, .solved, .issues, .issuesSolvedAtOnce, .issuesNotRepeated, .asked, .satisfied,
      .ratings, .goodRatings, .ratingSum, .netPromoters, .ringing, .ringsHeard, .sessions, .sessionsLeft,
      .sessionsTimedOut, .answers, .answerTime, .turns, .turnsQueued, .turnWait, .turnsWithin, .laterTurns,
      .handOvers, .resolved, .turnsOfResolved, .timeToResolve, .reopened, .openThreadTime, .thinkingTime,
      .threadTime, .callbackOffered, .callbackOffers, .callbackAnnounced, .callbackAccepted, .callbackDials,
      .callbackReached, .callbackConnected, .callbackDelay, .callbackPromised, .callbackPromiseKept,
      .callbackLost, .callbackEnded, .callbackOpen, .callbackTime, .callbackAgentDialing, .callbackHandleTime,
      .callbackLineSaved, .callbackLineTime, .withinAtAcceptance, .withinInbound, .callbackInbound,
      .withinByDelay:
      return 0
    }
  }

  /// All add up, but for the length of the time observed.
  package var combination: Combination {
    switch self {
    case .threadTime, .botTime, .callbackTime, .dialWatch: return .duration
    case .conversations, .solved, .issues, .issuesSolvedAtOnce, .issuesNotRepeated, .asked, .satisfied,
      .ratings, .goodRatings, .ratingSum, .netPromoters, .ringing, .ringsHeard, .sessions,
      .sessionsLeft, .sessionsTimedOut, .answers, .answerTime, .callbackOffered, .callbackOffers,
      .callbackAnnounced, .callbackAccepted, .callbackDials, .callbackReached, .callbackConnected,
      .callbackDelay, .callbackPromised, .callbackPromiseKept, .callbackLost, .callbackEnded,
      .callbackOpen, .callbackAgentDialing, .callbackHandleTime, .callbackLineSaved, .callbackLineTime,
      .withinAtAcceptance, .withinInbound, .callbackInbound, .withinByDelay, .turns, .turnsQueued,
      .turnWait, .turnsWithin, .laterTurns, .handOvers, .resolved, .turnsOfResolved, .timeToResolve,
      .reopened, .openThreadTime, .thinkingTime, .botAttempts, .botOverflow, .botSessionsEnded,
      .botContained, .botSolved, .botEscalated, .botSessionTime, .botAwaitingTime, .botWork,
      .botPlannedWork,
      .dials, .dialHumans, .dialMachines, .dialNobody, .dialBusy, .dialInvalid, .dialSilent, .dialDropped,
      .dialLive, .dialHungUp, .dialConnected, .dialConversations, .dialLate, .dialRightParties,
      .dialSuccesses, .dialAgentHours, .dialIdleBefore, .dialTime, .dialingIntegral, .dialLineTime,
      .dialRecords, .dialReached, .dialExhausted, .dialFresh, .dials1, .dialContacts1, .dials2,
      .dialContacts2, .dials3, .dialContacts3, .dials4, .dialContacts4, .dials5, .dialContacts5, .dials6,
      .dialContacts6:
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
    case .conversations, .asked, .satisfied, .ratingSum, .sessions, .sessionsLeft, .sessionsTimedOut,
      .answers, .answerTime, .callbackOffered, .callbackOffers,
      .callbackAnnounced, .callbackAccepted, .callbackDials, .callbackReached, .callbackConnected,
      .callbackDelay, .callbackPromised, .callbackPromiseKept, .callbackLost, .callbackEnded,
      .callbackOpen, .callbackTime, .callbackAgentDialing, .callbackHandleTime, .callbackLineSaved,
      .callbackLineTime, .withinAtAcceptance, .withinInbound, .callbackInbound, .withinByDelay,
      .turns, .turnsQueued, .turnWait, .turnsWithin,
      .laterTurns, .handOvers, .resolved, .turnsOfResolved, .timeToResolve, .reopened, .openThreadTime,
      .thinkingTime, .threadTime, .botAttempts, .botOverflow, .botSessionsEnded, .botContained, .botSolved,
      .botEscalated, .botSessionTime, .botAwaitingTime, .botWork, .botPlannedWork, .botTime, .dialWatch,
      .dials, .dialHumans, .dialMachines, .dialNobody, .dialBusy, .dialInvalid, .dialSilent, .dialDropped,
      .dialLive, .dialHungUp, .dialConnected, .dialConversations, .dialLate, .dialRightParties,
      .dialSuccesses, .dialAgentHours, .dialIdleBefore, .dialTime, .dialingIntegral, .dialLineTime,
      .dialRecords, .dialReached, .dialExhausted, .dialFresh, .dials1, .dialContacts1, .dials2,
      .dialContacts2, .dials3, .dialContacts3, .dials4, .dialContacts4, .dials5, .dialContacts5, .dials6,
      .dialContacts6:
      .none
    }
  }
}
