import ContactCenter
import Yams

// The format of monitoring.

extension ScenarioFormat {
  static var quality: ObjectFormat<Scenario.Quality> {
    let points = Kind<Double>.number(ScenarioLimits.qualityScores)
    let count = Kind<Int>.integer(ScenarioLimits.monitoring)
    return ObjectFormat(
      name: "quality",
      doc: "Monitoring of contacts: evaluators hear a few contacts of each agent in a month and give "
        + "scores from 0 to 100. A score is the agent's own, plus the evaluator's leniency, plus what "
        + "the contact makes of it.",
      blank: Scenario.Quality(),
      fields: [
        Field("mean", \.mean, points, default: "85", "The mean score of all agents."),
        Field(
          "between", \.between, points, default: "5",
          "The standard deviation of the agents' own scores."),
        Field(
          "within", \.within, points, default: "10",
          "The standard deviation of the contacts of one agent."),
        Field(
          "evaluator", \.evaluator, points, default: "2",
          "The standard deviation of the evaluators' leniency."),
        Field(
          "evaluators", \.evaluators, count, default: "3",
          "How many evaluators there are; one of them hears each contact."),
        Field(
          "samples", \.samples, count, default: "5",
          "Contacts heard of each agent in a month."),
        Field(
          "plan", \.plan,
          .choice([
            "random": "Any of the agent's contacts.",
            "stratified": "Kinds of contacts in proportion.",
            "outliers":
              "The worst of three; their scores are too low and stay out of the monitoring score.",
          ]), default: "random", "Which contacts are picked."),
        Field(
          "strata", \.strata, .proportion, default: "30%",
          "The share of the variance within an agent that lies between kinds of contacts; for the plan "
            + "stratified."),
        Field(
          "standard", \.standard, points, default: "85",
          "An agent passes whose mean score in a month is at least this."),
      ])
  }
}
