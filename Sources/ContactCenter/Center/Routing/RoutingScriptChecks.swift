// Checks and links of scripts.

extension ModelBuilder {
  /// The scripts, whose links know their places; ranks of groups that nobody knows are left out.
  mutating func linkScripts() {
    let scripts = scenario.routing.scripts
    if scripts.count > ScenarioLimits.items {
      error(
        "routing.scripts", "There are \(scripts.count) scripts.",
        "At most \(ScenarioLimits.items) are allowed.")
      return
    }
    var types: Set<Int> = []
    for (i, script) in scripts.enumerated() {
      let path = "routing.scripts[\(i)]"
      let place = "\(path).type"
      let type = linked(script.type, at: place)
      if let type, isSound(place), !types.insert(type.place).inserted {
        error(place, "\"\(type.name)\" has a script already.", "Give each type one script.")
      }
      if let type { model.routing.scripts[i].type = type }
      model.routing.scripts[i].stages = linked(script.stages, "\(path).stages")
    }
  }

  private mutating func linked(
    _ stages: [Scenario.RoutingStage], _ path: String
  ) -> [Scenario.RoutingStage] {
    let counts = ScenarioLimits.scriptStages
    if !counts.contains(stages.count) {
      error(path, "There are \(stages.count) stages.", "Give 1 to \(counts.upperBound).")
      return stages
    }
    var result = stages
    for (i, stage) in stages.enumerated() {
      let place = "\(path)[\(i)]"
      checkLength(stage.after, at: "\(place).after", "The wait")
      if i == 0, stage.after > 0 {
        error("\(place).after", "The first stage begins later than 0 s.", "Let it begin at 0 s.")
      }
      if i > 0, stage.after <= stages[i - 1].after, isSound("\(path)[\(i - 1)].after") {
        error("\(place).after", "This stage does not come after the one above it.", sortByWait)
      }
      if !ScenarioLimits.scriptCases.contains(stage.cases.count) {
        error(
          "\(place).cases", "There are \(stage.cases.count) cases.",
          "At most \(ScenarioLimits.scriptCases.upperBound) are allowed.")
      }
      for (j, one) in stage.cases.enumerated() {
        result[i].cases[j].ranks = linked(one.ranks, "\(place).cases[\(j)]")
      }
      if let table = stage.otherwise { result[i].otherwise = linked(table, "\(place).otherwise") }
    }
    return result
  }

  private mutating func linked(_ table: Scenario.RankTable, _ path: String) -> Scenario.RankTable {
    var result = table
    result.agents = table.agents.map { linked($0, "\(path).agents") }
    result.queues = table.queues.map { linked($0, "\(path).queues") }
    result.agentsBy = linked(table.agentsBy, "\(path).agentsBy")
    result.queuesBy = linked(table.queuesBy, "\(path).queuesBy")
    return result
  }

  private mutating func linked(
    _ ranks: [Scenario.GroupRank], _ path: String
  ) -> [Scenario.GroupRank] {
    var result: [Scenario.GroupRank] = []
    var groups: Set<Int> = []
    for (i, rank) in ranks.enumerated() {
      let place = "\(path)[\(i)]"
      let group = linked(rank.group, at: place)
      if let group, isSound(place), !groups.insert(group.place).inserted {
        error(place, "The group \"\(group.name)\" is named twice.", "Name it once.")
      }
      checkNumber(rank.rank, in: ScenarioLimits.scores, at: place, "The rank")
      if let group {
        var known = rank
        known.group = group
        result.append(known)
      }
    }
    return result
  }
}
