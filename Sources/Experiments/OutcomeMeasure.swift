import ContactCenter

/// The numbers read from an `OutcomeTally`.
package enum OutcomeMeasure: Int, Measure {
  case conversations, solved, issues, issuesSolvedAtOnce, issuesNotRepeated
  case asked, satisfied, ratings, goodRatings, ratingSum, netPromoters
  case ringing, ringsHeard
  case callbackOffered, callbackOffers, callbackAnnounced, callbackAccepted, callbackDials
  case callbackReached, callbackConnected, callbackDelay, callbackPromised, callbackPromiseKept
  case callbackLost, callbackEnded, callbackOpen, callbackTime, callbackAgentDialing
  case callbackHandleTime, callbackLineSaved, callbackLineTime
  case withinAtAcceptance, withinInbound, callbackInbound, withinByDelay

  /// The measure's value in one tally.
  package func value(in tally: OutcomeTally) -> Double {
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
    default: return callbacks(in: tally.callback)
    }
  }

  /// The same of callbacks.
  private func callbacks(in tally: CallbackTally) -> Double {
    switch self {
    case .callbackOffered: return tally.offered
    case .callbackOffers: return tally.offers
    case .callbackAnnounced: return tally.announced
    case .callbackAccepted: return tally.accepted
    case .callbackDials: return tally.dials
    case .callbackReached: return tally.reached
    case .callbackConnected: return tally.connected
    case .callbackDelay: return tally.delay
    case .callbackPromised: return tally.promised
    case .callbackPromiseKept: return tally.promiseKept
    case .callbackLost: return tally.failed + tally.abandoned + tally.dropped
    case .callbackEnded: return tally.ended
    case .callbackOpen: return tally.openIntegral
    case .callbackTime: return tally.time
    case .callbackAgentDialing: return tally.agentDialing
    case .callbackHandleTime: return tally.handleTime
    case .callbackLineSaved: return tally.lineSaved
    case .callbackLineTime: return tally.lineTime
    case .withinAtAcceptance: return tally.answeredWithin + tally.acceptedWithin
    case .withinInbound: return tally.answeredWithin
    case .callbackInbound: return tally.offered - tally.accepted
    case .withinByDelay: return tally.answeredWithin + tally.connectedWithin
    default: return 0
    }
  }

  /// All add up but the time observed, which all types share.
  package var combination: Combination { self == .callbackTime ? .duration : .sum }
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
    case .conversations, .asked, .satisfied, .ratingSum, .callbackOffered, .callbackOffers,
      .callbackAnnounced, .callbackAccepted, .callbackDials, .callbackReached, .callbackConnected,
      .callbackDelay, .callbackPromised, .callbackPromiseKept, .callbackLost, .callbackEnded,
      .callbackOpen, .callbackTime, .callbackAgentDialing, .callbackHandleTime, .callbackLineSaved,
      .callbackLineTime, .withinAtAcceptance, .withinInbound, .callbackInbound, .withinByDelay:
      .none
    }
  }
}
