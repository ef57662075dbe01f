/// The idle agent with the least score; ties go to the agent idle longest.
protocol ScoreRule: AgentRule {
  /// The score of an idle agent of a group for a contact of a queue.
  func score(
    _ agent: Int32, group: Int32, queue: Int32, in engine: inout Engine
  ) -> Double
}

extension ScoreRule {
  func agent(among idle: inout IdleGroups, in engine: inout Engine) -> Int32 {
    var best: Int32 = -1
    var least = Double.infinity
    while case let group = idle.next(in: &engine), group >= 0 {
      var agent = engine.groups[group].idleHead
      while agent >= 0 {
        let value = score(agent, group: group, queue: engine.lanes[idle.lane].queue, in: &engine)
        if best < 0 || value < least
          || (value == least && engine.agents[agent].idleSince < engine.agents[best].idleSince)
        {
          least = value
          best = agent
        }
        agent = engine.agents[agent].next
      }
    }
    return best
  }
}

/// The first in the order of groups, and of agents within a group.
struct FixedOrder: ScoreRule {
  func score(_ agent: Int32, group: Int32, queue: Int32, in engine: inout Engine) -> Double {
    Double(agent)
  }
}

/// Who has the smallest handling-time factor for the queue, the agent's own times the skill's.
struct ProficiencyFirst: ScoreRule {
  func score(_ agent: Int32, group: Int32, queue: Int32, in engine: inout Engine) -> Double {
    let skill = engine.routing.skill(group: group, queue: queue)
    return engine.agents[agent].factor * engine.routing.skills[skill].factor
  }
}

/// Who has spent the smallest share of handling and idle time so far with contacts.
struct LeastOccupiedAgent: ScoreRule {
  func score(_ agent: Int32, group: Int32, queue: Int32, in engine: inout Engine) -> Double {
    engine.occupancy(of: agent)
  }
}

extension Engine {
  /// The share of an idle agent's handling and idle time so far that it spent with contacts.
  mutating func occupancy(of agent: Int32) -> Double {
    let handling = agentTimes.handling(agent)
    let idle = agentTimes.time(.idle, agent, ofWholeRun: true) + now - agents[agent].since
    return handling + idle > 0 ? handling / (handling + idle) : 0
  }
}
