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

extension Engine: RuleFacts {
  /// The value of a rule about somebody.
  mutating func value(of rule: RuleProgram, about subject: RuleSubject) -> Double {
    ruleSubject = subject
    return rule.evaluate(&self)
  }

  package mutating func value(_ fact: RuleFact, _ index: Int32) -> Double {
    switch fact {
    case .time: return model.calendar.clock.timeOfDay(at: now) / 3600
    case .waitingOverall: return Double(waiting)
    case .waiting: return Double(queues[index].length)
    case .longestWait: return longestWait(queue: index)
    case .idleOverall:
      var idle: Int32 = 0
      for group in 0..<groupCount { idle += groups[group].idleCount }
      return Double(idle)
    case .idle: return Double(groups[index].idleCount)
    case .busy: return Double(busyAgents(index))
    case .onDuty: return Double(groups[index].onDuty)
    case .busyShare:
      let agents = groups[index].onDuty
      return agents > 0 ? Double(busyAgents(index)) / Double(agents) : 0
    case .serviceLevel: return recentLevel(index)
    case .abandonedShare:
      let counts = recent.counts(index, at: now)
      let all = counts.answered + counts.abandoned
      return all > 0.5 ? counts.abandoned / all : 0
    case .answered: return recent.counts(index, at: now).answered.rounded()
    case .averageWait:
      let counts = recent.counts(index, at: now)
      return counts.answered > 0.5 ? max(0, counts.wait / counts.answered) : 0
    case .wait, .priority, .value, .weight, .waitingCost, .length, .goal, .level, .expectedHandling:
      return contactValue(fact)
    case .rank, .preference, .skillWeight, .handling, .idleTime, .occupancy, .factor, .idleAgents,
      .groupSize:
      return agentValue(fact)
    }
  }

  /// The service level of a type in the sliding window; 1 where nobody came.
  private mutating func recentLevel(_ type: Int32) -> Double {
    let counts = recent.counts(type, at: now)
    let all = counts.answered + counts.abandoned
    return all > 0.5 ? counts.within / all : 1
  }

  private mutating func longestWait(queue: Int32) -> Seconds {
    var longest = 0.0
    for lane in 0..<Int32(lanes.count) where lanes[lane].queue == queue && lanes[lane].head >= 0 {
      longest = max(longest, firstWait(lane))
    }
    return longest
  }

  private mutating func busyAgents(_ group: Int32) -> Int32 {
    var busy: Int32 = 0
    let first = groups[group].firstAgent
    for agent in first..<(first + groups[group].agentCount) where agents[agent].state == .engaged {
      busy += 1
    }
    return busy
  }

  private mutating func contactValue(_ fact: RuleFact) -> Double {
    let lane = lanes.at(ruleSubject.lane)
    let type = Int(lane.pointee.type)
    let wait = now - contacts[ruleSubject.contact].entered
    switch fact {
    case .wait: return wait
    case .priority: return lane.pointee.priority - lane.pointee.growth * wait
    case .value: return model.contactTypes[type].value ?? 0
    case .weight: return queues[lane.pointee.queue].weight
    case .waitingCost: return types[type].costPerMinute
    case .length: return Double(queues[lane.pointee.queue].length)
    case .goal: return model.contactTypes[type].target ?? 0
    case .level: return recentLevel(lane.pointee.type)
    case .expectedHandling: return types[type].meanHandleTime
    case .time, .waitingOverall, .waiting, .longestWait, .idleOverall, .idle, .busy, .onDuty,
      .busyShare, .serviceLevel, .abandonedShare, .answered, .averageWait, .rank, .preference,
      .skillWeight, .handling, .idleTime, .occupancy, .factor, .idleAgents, .groupSize:
      preconditionFailure("no fact about a contact")
    }
  }

  private mutating func agentValue(_ fact: RuleFact) -> Double {
    let group = ruleSubject.group
    let skill = routing.skill(group: group, queue: lanes[ruleSubject.lane].queue)
    let scores = routing.scores.at(skill)
    let agent = ruleSubject.agent
    switch fact {
    case .rank: return scores.pointee.rank
    case .preference: return scores.pointee.preference
    case .skillWeight: return scores.pointee.weight
    case .handling:
      let time = handling[ruleSubject.lane * groupCount + group]
      return time < .infinity ? time : types[lanes[ruleSubject.lane].type].meanHandleTime
    case .idleTime: return now - agents[agent].idleSince
    case .occupancy: return occupancy(of: agent)
    case .factor: return agents[agent].factor
    case .idleAgents: return Double(groups[group].idleCount)
    case .groupSize: return Double(groups[group].onDuty)
    case .time, .waitingOverall, .waiting, .longestWait, .idleOverall, .idle, .busy, .onDuty,
      .busyShare, .serviceLevel, .abandonedShare, .answered, .averageWait, .wait, .priority, .value,
      .weight, .waitingCost, .length, .goal, .level, .expectedHandling:
      preconditionFailure("no fact about an agent")
    }
  }
}
