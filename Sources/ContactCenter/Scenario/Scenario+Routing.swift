// A scenario becomes a model: what routing policies are told.
//
// Which of it a policy needs is checked with the policy.

extension ModelBuilder {
  /// Everything of the scenario that only routing heeds, in itself.
  mutating func checkRouting() {
    checkRoutingSettings()
    checkScripts()
    for (i, type) in scenario.contactTypes.enumerated() {
      checkRouting(of: type, "contactTypes[\(i)]")
    }
    for (i, queue) in scenario.queues.enumerated() {
      if let share = queue.share {
        checkProportion(share, at: "queues[\(i)].share", "The queue's share")
      }
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
      Double(routing.windowParts), in: 1...1000, at: "routing.windowParts",
      "The number of the window's parts")
    checkNumber(
      Double(routing.predictorWaits), in: 1...1000, at: "routing.predictorWaits",
      "The number of recent waits")
    checkNumber(
      routing.idleShareScore, in: -1e9...1e9, at: "routing.idleShareScore", "The score of idleness")
    checkNumber(
      routing.idleTimeScore, in: -1e6...1e6, at: "routing.idleTimeScore",
      "The score of an idle second")
  }

  private mutating func checkRouting(of type: Scenario.ContactType, _ path: String) {
    if let value = type.value {
      checkNumber(value, in: 0...1e9, at: "\(path).value", "The value of a contact")
    }
    if let cost = type.waitingCost {
      let place = "\(path).waitingCost"
      checkNumber(
        cost.perMinute, in: 0...1e9, at: "\(place).perMinute", "The cost of the first minute")
      // Below 1 the marginal cost would fall with the wait.
      checkNumber(cost.power, in: 1...10, at: "\(place).power", "The power of the wait")
    }
    checkNumber(type.score, in: -1e9...1e9, at: "\(path).score", "The score")
    checkNumber(
      type.transferredScore, in: -1e9...1e9, at: "\(path).transferredScore",
      "The score of a contact passed on")
    checkNumber(
      type.waitScore, in: -1e6...1e6, at: "\(path).waitScore", "The score of a second's wait")
  }

  private mutating func checkRouting(of group: Scenario.AgentGroup, _ path: String) {
    checkNumber(group.score, in: -1e9...1e9, at: "\(path).score", "The score")
    if let ratio = group.targetRatio {
      checkNumber(ratio, in: 0...1e6, at: "\(path).targetRatio", "The target ratio")
    }
    if let share = group.idleShare {
      checkProportion(share, at: "\(path).idleShare", "The idle share")
    }
    for (j, skill) in group.skills.enumerated() {
      checkRouting(of: skill, "\(path).skills[\(j)]")
    }
  }

  private mutating func checkRouting(of skill: Scenario.Skill, _ path: String) {
    checkNumber(skill.weight, in: 0...1e9, at: "\(path).weight", "The weight")
    checkNumber(
      skill.preferenceWeight, in: 0...1e9, at: "\(path).preferenceWeight",
      "The weight of the preference")
    checkNumber(skill.score, in: -1e9...1e9, at: "\(path).score", "The score")
    if skill.reserve < 0 || skill.reserve > ScenarioLimits.agents {
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
        if let number, !(1...1_000_000).contains(number) {
          error("\(place).\(key)", "The \(key) is \(number).", "Give 1 to 1000000.")
        }
      }
    }
  }

  private var sortByWait: String { "Sort by the wait, and let it rise." }
}

// MARK: - Scripts

extension ModelBuilder {
  private mutating func checkScripts() {
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
      let type = resolve(script.type, in: typeIndex, what: "contact type", at: place)
      if let type, isSound(place), !types.insert(type).inserted {
        error(place, "\"\(script.type)\" has a script already.", "Give each type one script.")
      }
      checkStages(script.stages, "\(path).stages")
    }
  }

  private mutating func checkStages(_ stages: [Scenario.RoutingStage], _ path: String) {
    if stages.isEmpty || stages.count > 50 {
      error(path, "There are \(stages.count) stages.", "Give 1 to 50.")
      return
    }
    for (i, stage) in stages.enumerated() {
      let place = "\(path)[\(i)]"
      checkLength(stage.after, at: "\(place).after", "The wait")
      if i == 0, stage.after > 0 {
        error("\(place).after", "The first stage begins later than 0 s.", "Let it begin at 0 s.")
      }
      if i > 0, stage.after <= stages[i - 1].after, isSound("\(path)[\(i - 1)].after") {
        error("\(place).after", "This stage does not come after the one above it.", sortByWait)
      }
      if stage.cases.count > 20 {
        error("\(place).cases", "There are \(stage.cases.count) cases.", "At most 20 are allowed.")
      }
      for (j, one) in stage.cases.enumerated() { checkRanks(one.ranks, "\(place).cases[\(j)]") }
      if let table = stage.otherwise { checkRanks(table, "\(place).otherwise") }
    }
  }

  private mutating func checkRanks(_ table: Scenario.RankTable, _ path: String) {
    let lists = [
      ("agents", table.agents ?? []), ("queues", table.queues ?? []),
      ("agentsBy", table.agentsBy), ("queuesBy", table.queuesBy),
    ]
    for (key, ranks) in lists {
      var groups: Set<Int> = []
      for (i, rank) in ranks.enumerated() {
        let place = "\(path).\(key)[\(i)]"
        let group = resolve(rank.group, in: groupIndex, what: "agent group", at: place)
        if let group, isSound(place), !groups.insert(group).inserted {
          error(place, "The group \"\(rank.group)\" is named twice.", "Name it once.")
        }
        checkNumber(rank.rank, in: -1e9...1e9, at: place, "The rank")
      }
    }
  }
}
