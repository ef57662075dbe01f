// How contacts are monitored and scored, as the scenario's user wrote it, and the check of it.

extension Scenario {
  /// Monitoring of contacts: scores from 0 to 100 by evaluators who listen to a few per agent.
  public struct Quality: Sendable, Equatable {
    /// The mean score of all agents.
    public var mean = 85.0
    /// The standard deviation of the agents' true scores.
    public var between = 5.0
    /// The standard deviation of one agent's contacts.
    public var within = 10.0
    /// The standard deviation of the evaluators' leniency.
    public var evaluator = 2.0
    /// How many evaluators there are; each contact is scored by one of them.
    public var evaluators = 3
    /// Contacts scored for each agent in a month.
    public var samples = 5
    /// Which contacts are picked.
    public var plan = MonitoringPlan.random
    /// The share of the scatter of one agent's contacts that lies between kinds of contacts, which
    /// a stratified plan takes in proportion.
    public var strata = 0.3
    /// The least mean score of an agent who passes.
    public var standard = 85.0

    /// Mean 85, standard deviations 5, 10 and 2, five random contacts for each agent and month.
    public init() {}
  }

  /// Which contacts are picked for monitoring.
  public enum MonitoringPlan: String, Sendable, CaseIterable {
    /// Any of the agent's contacts.
    case random
    /// Kinds of contacts in proportion.
    case stratified
    /// Those that look worst; their scores are too low and stay out of the monitoring score.
    case outliers
  }
}

extension ScenarioLimits {
  /// Contacts heard of each agent in a month, and evaluators.
  public static let monitoring = 1...1000
  /// Scores of monitored contacts, and their standard deviations.
  public static let qualityScores = 0.0...100
}

extension ModelBuilder {
  mutating func buildQuality() {
    guard let quality = scenario.quality else { return }
    let scores = [
      ("mean", quality.mean, "The mean score"), ("standard", quality.standard, "The standard"),
      ("between", quality.between, "The scatter between agents"),
      ("within", quality.within, "The scatter within an agent"),
      ("evaluator", quality.evaluator, "The scatter between evaluators"),
    ]
    for (key, value, what) in scores {
      checkNumber(value, in: ScenarioLimits.qualityScores, at: "quality.\(key)", what)
    }
    checkProportion(quality.strata, at: "quality.strata", "The share between kinds of contacts")
    let counts = [
      ("samples", quality.samples, "contacts for each agent"),
      ("evaluators", quality.evaluators, "evaluators"),
    ]
    for (key, count, what) in counts where !ScenarioLimits.monitoring.contains(count) {
      error(
        "quality.\(key)", "There are \(count) \(what).",
        "Give \(ScenarioLimits.monitoring.lowerBound) to \(ScenarioLimits.monitoring.upperBound).")
    }
    if quality.plan == .outliers {
      warn(
        "quality.plan", "Scores of the contacts that look worst are too low for an agent's mean.",
        "They stay out of the monitoring score; the plans random and stratified give one.")
    }
    model.quality = quality
  }
}
