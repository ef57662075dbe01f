import ContactCenter

// The format of what contacts are to their callers: rings, satisfaction.

extension ScenarioFormat {
  static var rings: ObjectFormat<Scenario.Rings> {
    ObjectFormat(
      name: "rings",
      doc: "The ringing that callers hear before anything picks up. A caller without a menu who is "
        + "given to an idle agent at once hears the ringing at that agent, where the group has a "
        + "law of alert; all others hear beforeAnswer rings.",
      blank: Scenario.Rings(),
      fields: [
        Field(
          "cycle", \.cycle, .duration, default: "5 s",
          "From one ring to the next, which is 5 s in China and 6 s in North America."),
        Field(
          "beforeAnswer", \.beforeAnswer, .integer(ScenarioLimits.ringsHeard), default: "2",
          "Rings before a menu or a queue picks up; they take no simulated time."),
      ])
  }

  static var satisfaction: ObjectFormat<Scenario.Satisfaction> {
    ObjectFormat(
      name: "satisfaction",
      doc: "How satisfied callers are after their last conversation: a feeling, the sum of these "
        + "effects and a logistic random number, gives the ratings (an ordered logit).",
      blank: Scenario.Satisfaction(), fields: feelingFields + surveyFields)
  }

  private static var effect: Kind<Double> { .number(ScenarioLimits.feelings) }

  private static func cuts(_ count: Int) -> Kind<[Double]> { list(of: effect, count...count) }

  private static var feelingFields: [Field<Scenario.Satisfaction>] {
    [
      Field(
        "base", \.base, effect, default: "-1",
        "The feeling where the matter is not solved and nothing else annoys."),
      Field("resolved", \.resolved, effect, default: "3", "Added when the matter is solved."),
      Field(
        "waitMinute", \.waitMinute, effect, default: "0.1",
        "Taken off for each minute in queues."),
      Field(
        "mostWait", \.mostWait, .duration, default: "10 min",
        "The wait after which it gets no worse."),
      Field("transfer", \.transfer, effect, default: "0.8", "Taken off for each transfer."),
      Field(
        "holdMinute", \.holdMinute, effect, default: "0.1",
        "Taken off for each minute on hold."),
      Field(
        "earlierCall", \.earlierCall, effect, default: "0.5",
        "Taken off for each earlier conversation about the same matter."),
    ]
  }

  private static var surveyFields: [Field<Scenario.Satisfaction>] {
    [
      Field(
        "ratings", \.ratings, cuts(Scenario.Satisfaction.ratingCuts), default: "[-3, -1.5, 0, 2]",
        "The feelings above which the rating is 2, 3, 4 and 5."),
      Field(
        "recommendations", \.recommendations, cuts(Scenario.Satisfaction.recommendationCuts),
        default: "[-4, -3.5, -3, -2.5, -2, -1.25, -0.5, 0.5, 1.5, 2.5]",
        "The feelings above which the caller would recommend the center with 1, 2, … 10 points."),
      Field(
        "response", \.response, effect, default: "-2",
        "The log-odds that a caller without any feeling answers the survey."),
      Field(
        "responseOfExtremes", \.responseOfExtremes, effect, default: "0.5",
        "Added to the log-odds for each unit of the feeling, for or against."),
    ]
  }
}
