import ContactCenter

extension WildScenario {
  /// A policy, with everything that any policy may need.
  mutating func routing(_ policy: Scenario.RoutingPolicy?) {
    scenario.routing.policy = policy
    for index in scenario.contactTypes.indices { contactType(index) }
    for name in scenario.contactTypes.map(\.name)
    where !scenario.queues.contains(where: { $0.name == name }) {
      scenario.queues.append(.init(name: name))
    }
    for index in scenario.queues.indices {
      scenario.queues[index].share = number(0...1)
      scenario.queues[index].weight = number(0.5...3)
    }
    if scenario.agentGroups.count == 1 {
      scenario.agentGroups.append(scenario.agentGroups[0])
      scenario.agentGroups[1].name = "group 1"
    }
    for index in scenario.agentGroups.indices { group(index) }
    // Rings, delays and reserves must be somewhere.
    scenario.agentGroups[0].skills[0].preference = 1
    scenario.agentGroups[0].skills[0].reserve = 1
    scenario.agentGroups[0].skills[0].after = 10
    let first = scenario.agentGroups[0].skills[0].queue
    for group in scenario.agentGroups.indices.dropFirst() {
      for skill in scenario.agentGroups[group].skills.indices
      where scenario.agentGroups[group].skills[skill].queue == first {
        scenario.agentGroups[group].skills[skill].preference = 2
      }
    }
    if !scenario.agentGroups.dropFirst().contains(where: {
      $0.skills.contains { $0.queue == first }
    }) {
      var skill = Scenario.Skill(queue: first.name)
      skill.preference = 3
      scenario.agentGroups[1].skills.append(skill)
    }
    if scenario.contactTypes[0].repeatCall == nil {
      scenario.contactTypes[0].repeatCall = .init(
        unsolved: 0.4, callsAgain: 0.7, delay: law(300))
    }
    settings()
    scripts()
    rules()
  }

  private mutating func contactType(_ index: Int) {
    scenario.contactTypes[index].region = one(of: ["north", "south"])
    scenario.contactTypes[index].value = number(0...100)
    var cost = Scenario.WaitingCost(perMinute: number(0...5))
    cost.power = one(of: [1, 1, 2, 2.7])
    scenario.contactTypes[index].waitingCost = cost
    scenario.contactTypes[index].score = number(-10...10)
    scenario.contactTypes[index].transferredScore = number(-5...20)
    scenario.contactTypes[index].waitScore = number(0...1)
  }

  private mutating func group(_ index: Int) {
    scenario.agentGroups[index].region = one(of: ["north", "south", "west"])
    scenario.agentGroups[index].score = number(-10...10)
    scenario.agentGroups[index].targetRatio = number(0...2)
    scenario.agentGroups[index].idleShare = number(0...1)
    for place in scenario.agentGroups[index].skills.indices {
      var skill = scenario.agentGroups[index].skills[place]
      skill.preference = whole(1...3)
      skill.weight = flip(0.2) ? 0 : number(0...3)
      skill.preferenceWeight = flip(0.2) ? 0 : number(0...3)
      skill.score = number(-5...5)
      skill.reserve = flip(0.3) ? whole(1...2) : 0
      if flip(0.3) {
        var change = Scenario.SkillChange(after: number(1...100))
        (change.rank, change.preference) = (whole(1...3), whole(1...3))
        skill.changes = [change]
      }
      scenario.agentGroups[index].skills[place] = skill
    }
  }

  private mutating func settings() {
    var routing = scenario.routing
    routing.agentScore = one(of: Scenario.AgentScore.allCases)
    routing.contactScore = one(of: Scenario.ContactScore.allCases)
    routing.isRandomised = flip(0.5)
    routing.overflowTransfer = flip(0.5)
    routing.localFirst = flip(0.5)
    routing.overflowDelay = one(of: [0, 10, 60])
    routing.copies = flip(0.5)
    routing.promotion = flip(0.5)
    routing.predictor = flip(0.5) ? one(of: Scenario.WaitPredictor.allCases) : nil
    routing.predictorWaits = whole(1...20)
    routing.predictorCountsAbandoned = flip(0.5)
    routing.isDelayChoiceRandom = flip(0.5)
    routing.idleShareScore = number(-5...5)
    routing.idleTimeScore = number(-0.1...0.1)
    routing.widenEvery = number(1...60)
    routing.window = number(60...3600)
    routing.windowParts = whole(1...30)
    routing.affinityWait = one(of: [0, 30, 600])
    scenario.routing = routing
    scenario.serviceLevel.target = number(0.1...0.9)
  }

  // MARK: Scripts and rules

  private static let conditions = [
    "waiting > 2", "serviceLevel(type 0) < 70%", "time > 10.2", "abandonedShare(type 0) > 20%",
    "wait > 30 s or waiting(type 0) == 0", "idle == 0", "waiting(type 0) > onDuty(group 0)",
    "busyShare(group 1) > 90%", "longestWait(type 0) > 40 s and not (answered(type 0) > 3)",
  ]

  private mutating func scripts() {
    for type in scenario.contactTypes.map(\.name) where type == "type 0" || flip(0.6) {
      var script = Scenario.RoutingScript(type: type)
      var after = 0.0
      for _ in 0..<whole(1...4) {
        var stage = Scenario.RoutingStage(after: after)
        for _ in 0..<whole(0...2) {
          stage.cases.append(.init(when: one(of: Self.conditions), ranks: table()))
        }
        stage.otherwise = flip(0.7) ? table() : nil
        script.stages.append(stage)
        after += number(1...60)
      }
      scenario.routing.scripts.append(script)
    }
  }

  private mutating func table() -> Scenario.RankTable {
    var table = Scenario.RankTable()
    if flip(0.7) { table.agents = ranks() }
    if flip(0.7) { table.queues = ranks() }
    if flip(0.2) { table.agentsBy = ranks() }
    if flip(0.2) { table.queuesBy = ranks() }
    return table
  }

  private mutating func ranks() -> [Scenario.GroupRank] {
    var ranks: [Scenario.GroupRank] = []
    for name in scenario.agentGroups.map(\.name) where flip(0.6) {
      ranks.append(.init(group: name, rank: Double(whole(1...3))))
    }
    return ranks
  }

  private mutating func rules() {
    let agentRules = [
      nil, "idleTime", "-occupancy", "skillWeight / handling", "idleAgents / groupSize",
      "if wait > 20 s then factor else -preference",
    ]
    let contactRules = [
      "wait", "value * wait / handling", "goal - level", "weight * length", "-priority",
      "waitingCost / expectedHandling", "if wait > 60 s then wait else -rank",
    ]
    scenario.routing.agentRule = one(of: agentRules)
    scenario.routing.contactRule = one(of: contactRules)
  }
}
