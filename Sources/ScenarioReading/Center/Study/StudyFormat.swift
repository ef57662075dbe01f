import ContactCenter
import Experiments
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
          example: "[serviceLevel±0.5%]",
          "Replicate until these half-widths are reached, of figures as goals name them; rel: makes one "
            + "relative, as in asa±rel:2%; = may stand for ±."),
        Field(
          "maximumReplications", \.maximumReplications,
          .integer(ScenarioLimits.replicationCounts), default: "10000",
          "The most replications that a precision goal may ask for."),
      ])
  }

  private static var serviceLevelKeys: ObjectFormat<Scenario.ServiceLevelGoal> {
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

  /// The keys of a service level, or a goal such as `80/20` in their place; what is inherited holds where
  /// keys are missing.
  static func serviceLevel(
    _ inherited: @escaping (Reading) -> Scenario.ServiceLevelGoal
  ) -> Kind<Scenario.ServiceLevelGoal> {
    let format = serviceLevelKeys
    let text = Shape.Scalar(
      name: "service level", types: ["string"], pattern: #"^[0-9.]+%?\s*/\s*[0-9.]+\s*(s|min|h)?$"#)
    return Kind(
      shape: .either([format.kind.shape, .scalar(text)]), placeholder: format.blank,
      settings: format.settings
    ) { node, reading in
      var format = format
      format.blank = inherited(reading)
      guard case .scalar(let scalar) = node else { return format.kind.read(node, &reading) }
      guard let goal = serviceLevel(scalar.string, over: format.blank) else {
        return reading.fail(
          node, "\"\(scalar.string.shortened)\" is no service level.",
          "Write 80/20 for 80 % within 20 s, or the keys within and target.")
      }
      format.finish?(goal, &reading)
      return goal
    }
  }

  /// The service level that a goal bounds; nil where the text is no such goal.
  private static func serviceLevel(
    _ text: String, over blank: Scenario.ServiceLevelGoal
  ) -> Scenario.ServiceLevelGoal? {
    guard let goals = try? GoalText(judge: .staffing).goals(text), goals.count == 1, goals[0].part == nil,
      case .serviceLevel(.abandonedCountAgainst, let wait) = goals[0].measure,
      goals[0].period == .interval
    else { return nil }
    var goal = blank
    (goal.target, goal.acceptableWait) = (goals[0].bound, wait)
    goal.shortAbandon = min(goal.shortAbandon, wait)
    return goal
  }
}
