import ContactCenter

extension Scenario {
  /// Adds what any policy may need, so that none changes what comes and who is there.
  ///
  /// Costs, values and weights differ from type to type, a group without agents has a reserve and a
  /// delay, and one that nobody comes back to has repeat calls.
  mutating func supply() {
    for index in contactTypes.indices {
      contactTypes[index].value = Double(10 - index)
      contactTypes[index].waitingCost = .init(perMinute: Double(10 - index))
      contactTypes[index].waitScore = 1
      contactTypes[index].region = "north"
      contactTypes[index].repeatCall = .init(unsolved: 0, callsAgain: 0, delay: .constant(60))
      let name = contactTypes[index].queue?.name ?? contactTypes[index].name
      if !queues.contains(where: { $0.name == name }) { queues.append(.init(name: name)) }
      var script = RoutingScript(type: contactTypes[index].name)
      script.stages = [.init(after: 0)]
      routing.scripts.append(script)
    }
    for index in queues.indices {
      queues[index].weight = 2
      queues[index].share = 1 / Double(queues.count)
    }
    var empty = AgentGroup(name: "nobody")
    empty.staffing = .constant(0)
    empty.skills = [.init(queue: queues[0].name)]
    (empty.skills[0].reserve, empty.skills[0].after, empty.skills[0].preference) = (1, 60, 9)
    agentGroups.append(empty)
    for index in agentGroups.indices {
      agentGroups[index].region = "north"
      agentGroups[index].targetRatio = 1
      agentGroups[index].idleShare = 1 / Double(agentGroups.count)
    }
    serviceLevel.target = 0.8
    routing.overflowDelay = 0
    routing.widenEvery = 60
    routing.contactRule = "wait"
  }

  /// The same under a policy, or another choice.
  func with(_ change: (inout Scenario) -> Void) -> Scenario {
    var scenario = self
    change(&scenario)
    return scenario
  }
}
