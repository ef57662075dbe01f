import ContactCenter

/// The numbers read from an `OutcomeTally`.
package enum OutcomeMeasure: Int, Measure {
  case conversations, solved, issues, issuesSolvedAtOnce, issuesNotRepeated
  case asked, satisfied, ratings, goodRatings, ratingSum, netPromoters
  case ringing, ringsHeard

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
    }
  }

  /// All add up.
  package var combination: Combination { .sum }
}

/// The indicators of what contacts are to their callers: quotients only, so that what a scenario
/// does not model is not defined instead of 0.
extension IndicatorCatalogue {
  /// Indicators of outcomes with the measures they are computed from.
  package static let outcomeEntries: [IndicatorEntry<OutcomeMeasure>] = [
    .ratio(
      .outcome, .firstCallResolution, "First-call resolution", better: .larger, .proportion,
      .issuesNotRepeated,
      over: .issues,
      "Share of the matters whose callers do not call again within the window of repeated calls "
        + "after their first conversation, which is what a center can measure.",
      formula: "(issues − issues called about again in the window) ÷ issues"),
    .ratio(
      .outcome, .solvedAtOnce, "Solved at once", better: .larger, .proportion, .issuesSolvedAtOnce,
      over: .issues,
      "Share of the matters that the first conversation solves, whether or not callers come back.",
      formula: "issues solved in the first conversation ÷ issues"),
    .ratio(
      .outcome, .solvedConversations, "Solved", better: .larger, .proportion, .solved, over: .conversations,
      "Share of the last conversations of contacts, repeated calls included, that solve the matter.",
      formula: "conversations that solve the matter ÷ conversations"),
    .ratio(
      .outcome, .customerSatisfaction, "Customer satisfaction", better: .larger, .proportion, .goodRatings,
      over: .ratings, "Share of the ratings given that are 4 or 5 of 5.",
      formula: "ratings of 4 or 5 ÷ ratings"),
    .ratio(
      .outcome, .averageRating, "Average rating", better: .larger, .points, .ratingSum, over: .ratings,
      "Mean of the ratings given, 1 to 5.", formula: "Σ ratings ÷ ratings"),
    .ratio(
      .outcome, .netPromoterScore, "Net promoter score", better: .larger, .points, .netPromoters,
      over: .ratings,
      "How many in a hundred answering callers would recommend the center (9 or 10 of 10) less "
        + "those who would not (0 to 6).",
      formula: "100 × (promoters − detractors) ÷ ratings"),
    .ratio(
      .outcome, .responseRate, "Survey response", better: .neither, .proportion, .ratings, over: .asked,
      "Share of the callers asked how satisfied they are who answer.",
      formula: "ratings ÷ callers asked"),
    .ratio(
      .outcome, .satisfiedCallers, "Satisfied callers", better: .larger, .proportion, .satisfied,
      over: .asked,
      "Share of all callers asked who would rate 4 or 5, whether or not they answer: what the survey "
        + "would find if everybody answered.",
      formula: "callers who would rate 4 or 5 ÷ callers asked"),
    .ratio(
      .outcome, .ringsToAnswer, "Rings before an answer", better: .smaller, .rings, .ringsHeard,
      over: .ringing,
      "Mean number of rings that callers hear before an agent, a menu or a queue picks up; busy "
        + "signals and closed hours left out.",
      formula: "Σ rings ÷ attempts neither blocked nor closed"),
  ]
}
