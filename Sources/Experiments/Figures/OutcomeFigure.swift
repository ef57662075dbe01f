import ContactCenter

/// What contacts are to their callers: quotients only, so that what a scenario does not model is not
/// defined instead of 0.
package enum OutcomeFigure: String, DeclaredFigure {
  case firstCallResolution, solvedAtOnce, solvedConversations, customerSatisfaction, averageRating
  case netPromoterScore, responseRate, satisfiedCallers, ringsToAnswer

  package static let kind = IndicatorKind.outcome

  /// What each is.
  package var entry: IndicatorEntry<OutcomeMeasure> {
    switch self {
    case .firstCallResolution:
      ratio(
        "First-call resolution", zh: "一次性解决率", better: .larger, .proportion, .result(.issuesNotRepeated),
        over: .result(.issues),
        "Share of the matters whose callers do not call again within the window of repeated calls "
          + "after their first conversation, which is what a center can measure.",
        formula: "(issues − issues called about again in the window) ÷ issues")
    case .solvedAtOnce:
      ratio(
        "Solved at once", zh: "一次解决数", better: .larger, .proportion, .result(.issuesSolvedAtOnce),
        over: .result(.issues),
        "Share of the matters that the first conversation solves, whether or not callers come "
          + "back.",
        formula: "issues solved in the first conversation ÷ issues")
    case .solvedConversations:
      ratio(
        "Solved", zh: "已解决比例", better: .larger, .proportion, .result(.solved), over: .result(.conversations),
        "Share of the last conversations of contacts, repeated calls included, that solve the "
          + "matter.",
        formula: "conversations that solve the matter ÷ conversations")
    case .customerSatisfaction:
      ratio(
        "Customer satisfaction", zh: "客户满意度", better: .larger, .proportion, .result(.goodRatings),
        over: .result(.ratings),
        "Share of the ratings given that are 4 or 5 of 5.",
        formula: "ratings of 4 or 5 ÷ ratings")
    case .averageRating:
      ratio(
        "Average rating", zh: "平均评分", better: .larger, .points, .result(.ratingSum), over: .result(.ratings),
        "Mean of the ratings given, 1 to 5.", formula: "Σ ratings ÷ ratings")
    case .netPromoterScore:
      ratio(
        "Net promoter score", zh: "净推荐值", better: .larger, .points, .result(.netPromoters),
        over: .result(.ratings),
        "How many in a hundred answering callers would recommend the center (9 or 10 of 10) less "
          + "those who would not (0 to 6).",
        formula: "100 × (promoters − detractors) ÷ ratings")
    case .responseRate:
      ratio(
        "Survey response", zh: "调查回复率", better: .neither, .proportion, .result(.ratings),
        over: .result(.asked),
        "Share of the callers asked how satisfied they are who answer.",
        formula: "ratings ÷ callers asked")
    case .satisfiedCallers:
      ratio(
        "Satisfied callers", zh: "满意客户比例", better: .larger, .proportion, .result(.satisfied),
        over: .result(.asked),
        "Share of all callers asked who would rate 4 or 5, whether or not they answer: what the "
          + "survey would find if everybody answered.",
        formula: "callers who would rate 4 or 5 ÷ callers asked")
    case .ringsToAnswer:
      ratio(
        "Rings before an answer", zh: "应答前振铃次数", better: .smaller, .rings, .result(.ringsHeard),
        over: .result(.ringing),
        "Mean number of rings that callers hear before an agent, a menu or a queue picks up; busy "
          + "signals and closed hours left out.",
        formula: "Σ rings ÷ attempts neither blocked nor closed")
    }
  }
}
