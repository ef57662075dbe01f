// Checks of what routing policies are told.
//
// Which of it a policy needs is checked with the policy.

extension ModelBuilder {
  /// Everything of the scenario that only routing heeds, in itself.
  mutating func checkRouting() {
    checkRoutingSettings()
    model.routing = scenario.routing
    linkScripts()
    for (i, type) in scenario.contactTypes.enumerated() {
      checkRouting(of: type, "contactTypes[\(i)]")
    }
    for (i, queue) in scenario.queues.enumerated() {
      checkProportion(queue.share, at: "queues[\(i)].share", "The queue's share")
    }
    for (i, group) in scenario.agentGroups.enumerated() {
      checkRouting(of: group, "agentGroups[\(i)]")
    }
  }

  private mutating func checkRoutingSettings() {
    let routing = scenario.routing
    if let delay = routing.overflowDelay {
      checkLength(delay, at: "routing.overflowDelay", "The overflow delay")
    }
    if let step = routing.widenEvery {
      checkLength(step, at: "routing.widenEvery", "The wait for the next ring", aboveZero: true)
    }
    checkLength(routing.window, at: "routing.window", "The window", aboveZero: true)
    checkLength(routing.affinityWait, at: "routing.affinityWait", "The wait for the known agent")
    checkNumber(
      Double(routing.windowParts), in: ScenarioLimits.memories.numbers, at: "routing.windowParts",
      "The number of the window's parts")
    checkNumber(
      Double(routing.predictorWaits), in: ScenarioLimits.memories.numbers, at: "routing.predictorWaits",
      "The number of recent waits")
    checkNumber(
      routing.idleShareScore, in: ScenarioLimits.scores, at: "routing.idleShareScore",
      "The score of idleness")
    checkNumber(
      routing.idleTimeScore, in: ScenarioLimits.scoresPerSecond, at: "routing.idleTimeScore",
      "The score of an idle second")
  }

  private mutating func checkRouting(of type: Scenario.ContactType, _ path: String) {
    checkNumber(type.value, in: ScenarioLimits.amounts, at: "\(path).value", "The value of a contact")
    if let cost = type.waitingCost {
      let place = "\(path).waitingCost"
      checkNumber(
        cost.perMinute, in: ScenarioLimits.amounts, at: "\(place).perMinute", "The cost of the first minute")
      checkNumber(
        cost.power, in: ScenarioLimits.waitPowers, at: "\(place).power", "The power of the wait")
    }
    checkNumber(type.score, in: ScenarioLimits.scores, at: "\(path).score", "The score")
    checkNumber(
      type.transferredScore, in: ScenarioLimits.scores, at: "\(path).transferredScore",
      "The score of a contact passed on")
    checkNumber(
      type.waitScore, in: ScenarioLimits.scoresPerSecond, at: "\(path).waitScore",
      "The score of a second's wait")
  }

  private mutating func checkRouting(of group: Scenario.AgentGroup, _ path: String) {
    checkNumber(group.score, in: ScenarioLimits.scores, at: "\(path).score", "The score")
    checkNumber(
      group.targetRatio, in: ScenarioLimits.targetRatios, at: "\(path).targetRatio",
      "The target ratio")
    checkProportion(group.idleShare, at: "\(path).idleShare", "The idle share")
    for (j, skill) in group.skills.enumerated() {
      checkRouting(of: skill, "\(path).skills[\(j)]")
    }
  }

  private mutating func checkRouting(of skill: Scenario.Skill, _ path: String) {
    checkNumber(skill.weight, in: ScenarioLimits.weights, at: "\(path).weight", "The weight")
    checkNumber(
      skill.preferenceWeight, in: ScenarioLimits.weights, at: "\(path).preferenceWeight",
      "The weight of the preference")
    checkNumber(skill.score, in: ScenarioLimits.scores, at: "\(path).score", "The score")
    if !ScenarioLimits.agentCounts.contains(skill.reserve) {
      error(
        "\(path).reserve", "The reserve is \(skill.reserve) agents.",
        "Give 0 to \(ScenarioLimits.agents).")
    }
    for (k, change) in skill.changes.enumerated() {
      let place = "\(path).changes[\(k)]"
      checkLength(change.after, at: "\(place).after", "The wait", aboveZero: true)
      if k > 0, change.after <= skill.changes[k - 1].after, isSound("\(path).changes[\(k - 1)]") {
        error("\(place).after", "This change does not come after the one above it.", sortByWait)
      }
      if change.rank == nil && change.preference == nil {
        error(place, "Nothing changes.", "Give a rank or a preference.")
      }
      for (key, number) in [("rank", change.rank), ("preference", change.preference)] {
        if let number, !ScenarioLimits.ranks.contains(number) {
          error(
            "\(place).\(key)", "The \(key) is \(number).",
            "Give 1 to \(ScenarioLimits.ranks.upperBound).")
        }
      }
    }
  }

  var sortByWait: String { "Sort by the wait, and let it rise." }
}
