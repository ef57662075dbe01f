/// Whom a rule is asked about; −1 where there is nobody.
struct RuleSubject: BitwiseCopyable {
  var contact: Int32 = -1
  var lane: Int32 = -1
  var group: Int32 = -1
  var agent: Int32 = -1
}

extension RuleNames {
  /// The names of a model's queues, groups and contact types.
  init(_ model: Model) {
    self.init(
      queues: model.queues.map(\.name), groups: model.groups.map(\.name),
      types: model.contactTypes.map(\.name))
  }
}

extension Floor {
  /// The value of a rule about somebody.
  func value(of rule: RuleProgram, about subject: RuleSubject) -> Double {
    var question = RuleQuestion(floor: self, subject: subject)
    return rule.evaluate(&question)
  }
}

/// What a rule about somebody may ask.
struct RuleQuestion: RuleFacts {
  let floor: Floor
  let subject: RuleSubject

  func value(_ fact: RuleFact, _ index: Int32) -> Double {
    switch fact {
    case .time: return floor.clock.timeOfDay(at: floor.now) / 3600
    case .waitingOverall: return Double(floor.waiting)
    case .waiting: return Double(floor.queues[index].length)
    case .longestWait: return longestWait(queue: index)
    case .idleOverall: return Double(floor.idleOverall)
    case .idle: return Double(floor.groups[index].idleCount)
    case .busy: return Double(busyAgents(index))
    case .onDuty: return Double(floor.groups[index].onDuty)
    case .busyShare:
      let agents = floor.groups[index].onDuty
      return agents > 0 ? Double(busyAgents(index)) / Double(agents) : 0
    case .serviceLevel: return floor.recentServiceLevel(index)
    case .abandonedShare:
      let counts = floor.recentAnswers(index)
      let all = counts.answered + counts.abandoned
      return all > 0.5 ? counts.abandoned / all : 0
    case .answered: return floor.recentAnswers(index).answered.rounded()
    case .averageWait:
      let counts = floor.recentAnswers(index)
      return counts.answered > 0.5 ? max(0, counts.wait / counts.answered) : 0
    case .wait, .priority, .value, .weight, .waitingCost, .length, .goal, .level, .expectedHandling:
      return contactValue(fact)
    case .rank, .preference, .skillWeight, .handling, .idleTime, .occupancy, .factor, .idleAgents,
      .groupSize:
      return agentValue(fact)
    }
  }

  private func longestWait(queue: Int32) -> Seconds {
    var longest = 0.0
    for lane in 0..<floor.laneCount where floor.lanes[lane].queue == queue && floor.lanes[lane].head >= 0 {
      longest = max(longest, floor.firstWait(lane))
    }
    return longest
  }

  private func busyAgents(_ group: Int32) -> Int32 {
    var busy: Int32 = 0
    for agent in floor.members(of: group) where floor.agents[agent].state == .engaged {
      busy += 1
    }
    return busy
  }

  private func contactValue(_ fact: RuleFact) -> Double {
    let lane = floor.lanes[subject.lane]
    let wait = floor.now - floor.contacts[subject.contact].entered
    switch fact {
    case .wait: return wait
    case .priority: return lane.priority - lane.growth * wait
    case .value: return floor.model(of: lane.type).value ?? 0
    case .weight: return floor.queues[lane.queue].weight
    case .waitingCost: return floor.types[lane.type].costPerMinute
    case .length: return Double(floor.queues[lane.queue].length)
    case .goal: return floor.model(of: lane.type).target ?? 0
    case .level: return floor.recentServiceLevel(lane.type)
    case .expectedHandling: return floor.types[lane.type].meanHandleTime
    case .time, .waitingOverall, .waiting, .longestWait, .idleOverall, .idle, .busy, .onDuty,
      .busyShare, .serviceLevel, .abandonedShare, .answered, .averageWait, .rank, .preference,
      .skillWeight, .handling, .idleTime, .occupancy, .factor, .idleAgents, .groupSize:
      preconditionFailure("no fact about a contact")
    }
  }

  private func agentValue(_ fact: RuleFact) -> Double {
    let group = subject.group
    let skill = floor.skill(group: group, queue: floor.lanes[subject.lane].queue)
    let scores = floor.scores[skill]
    let agent = subject.agent
    switch fact {
    case .rank: return scores.rank
    case .preference: return scores.preference
    case .skillWeight: return scores.weight
    case .handling:
      let time = floor.handling(subject.lane, group)
      return time < .infinity ? time : floor.types[floor.lanes[subject.lane].type].meanHandleTime
    case .idleTime: return floor.now - floor.agents[agent].idleSince
    case .occupancy: return floor.occupancy(of: agent)
    case .factor: return floor.agents[agent].factor
    case .idleAgents: return Double(floor.groups[group].idleCount)
    case .groupSize: return Double(floor.groups[group].onDuty)
    case .time, .waitingOverall, .waiting, .longestWait, .idleOverall, .idle, .busy, .onDuty,
      .busyShare, .serviceLevel, .abandonedShare, .answered, .averageWait, .wait, .priority, .value,
      .weight, .waitingCost, .length, .goal, .level, .expectedHandling:
      preconditionFailure("no fact about an agent")
    }
  }
}
