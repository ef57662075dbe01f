import ContactCenter

/// What became of matters, and how callers found it.
package enum ResultMeasure: Int, PartMeasure {
  case conversations, solved, issues, issuesSolvedAtOnce, issuesNotRepeated, asked, satisfied
  case ratings, goodRatings, ratingSum, netPromoters, ringing, ringsHeard

  /// What each reads, how it combines, and what it is in formulas of KPIs.
  package var reading: Reading {
    switch self {
    case .conversations: .sum { $0.outcome.conversations }
    case .solved: .sum(.one("issuesSolved")) { $0.outcome.solved }
    case .issues: .sum(.one("issues")) { $0.outcome.issues }
    case .issuesSolvedAtOnce: .sum(.one("issuesSolvedAtOnce")) { $0.outcome.issuesSolvedAtOnce }
    case .issuesNotRepeated:
      .sum(.sum("issues - issuesRepeated")) { $0.outcome.issues - $0.outcome.issuesRepeated }
    case .asked: .sum { $0.outcome.asked }
    case .satisfied: .sum { $0.outcome.satisfied }
    case .ratings: .sum(.one("ratings")) { $0.outcome.ratings }
    case .goodRatings: .sum(.one("goodRatings")) { $0.outcome.goodRatings }
    case .ratingSum: .sum { $0.outcome.ratingSum }
    case .netPromoters:
      .sum(.product("100 * (promoters - detractors)")) {
        100 * ($0.outcome.promoters - $0.outcome.detractors)
      }
    case .ringing: .sum(.one("ringingCalls")) { $0.outcome.ringing }
    case .ringsHeard: .sum(.one("ringsHeard")) { $0.outcome.ringsHeard }
    }
  }
}
