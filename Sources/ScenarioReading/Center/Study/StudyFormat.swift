import ContactCenter
import Yams

// The format of how much is simulated, and of what counts as good service.

extension ScenarioFormat {
  static var study: ObjectFormat<Scenario.Study> {
    ObjectFormat(
      name: "study", doc: "How much is simulated.", blank: Scenario.Study(),
      fields: [
        Field(
          "method", \.method,
          .choice([
            "replications": "Independent replications of the whole calendar.",
            "batchMeans": "One long run, cut into batches after the warm-up.",
          ]), default: "replications", "How confidence intervals are made."),
        Field(
          "replications", \.replications, .integer(ScenarioLimits.replicationCounts),
          default: "100", "How many independent replications."),
        Field(
          "batches", \.batches, .integer(ScenarioLimits.batches), default: "30",
          "Batches of a batch-means study."),
        Field(
          "seed", \.seed, .seed, default: "1",
          "The same seed gives the same result to the last digit."),
        Field(
          "confidence", \.confidence, .proportion, default: "95%",
          "The level of confidence intervals."),
        Field(
          "precision", \.precision, list(of: .precisionGoal, ScenarioLimits.precisionGoals), default: "none",
          example: "[serviceLevel=0.5%]",
          "Replicate until these half-widths are reached; rel: makes one relative, as in "
            + "averageSpeedOfAnswer=rel:2%."),
        Field(
          "maximumReplications", \.maximumReplications,
          .integer(ScenarioLimits.replicationCounts), default: "10000",
          "The most replications that a precision goal may ask for."),
      ])
  }

  static var serviceLevel: ObjectFormat<Scenario.ServiceLevelGoal> {
    ObjectFormat(
      name: "service level", doc: "\"80 % within 20 s\".", blank: Scenario.ServiceLevelGoal(),
      fields: [
        Field(
          "within", \.acceptableWait, .duration, default: "20 s",
          "The acceptable wait; a wait of exactly this length is within."),
        Field("target", \.target, .proportion, default: "none", example: "80%", "The share to reach."),
        Field(
          "shortAbandon", \.shortAbandon, .duration, default: "5 s",
          "Abandonments after at most this wait are short."),
      ],
      finish: { goal, reading in
        if reading.path == "serviceLevel" { reading.serviceLevel = goal }
      })
  }
}
