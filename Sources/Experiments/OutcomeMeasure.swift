import ContactCenter

/// The numbers read from an `OutcomeTally`.
package enum OutcomeMeasure: Int, Measure {
  case conversations, solved, issues, issuesSolvedAtOnce, issuesNotRepeated
  case asked, satisfied, ratings, goodRatings, ratingSum, netPromoters
  case ringing, ringsHeard
  case sessions, sessionsLeft, sessionsTimedOut, answers, answerTime

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
    case .sessions: return tally.sessions
    case .sessionsLeft: return tally.sessionsLeft
    case .sessionsTimedOut: return tally.sessionsTimedOut
    case .answers: return tally.answers
    case .answerTime: return tally.answerTime
    }
  }

  /// All add up.
  package var combination: Combination { .sum }
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
      .answers, .answerTime:
      .none
    }
  }
}
