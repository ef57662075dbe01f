/// The idle agent with the least score; ties go to the longest idle of the earliest group.
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
        let value = score(agent, group: group, queue: idle.queue, in: &engine)
        if best < 0 || value < least {
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
struct LeastOccupied: ScoreRule {
  func score(_ agent: Int32, group: Int32, queue: Int32, in engine: inout Engine) -> Double {
    let times = engine.stateTimes.at(agent * 8)
    let earlier = engine.books.agents[Int(agent)]
    func time(_ state: AgentState) -> Seconds { times[Int(state.rawValue)] }
    let recent = time(.alerting) + time(.talking) + time(.holding) + time(.wrapUp)
    let handling = earlier.handling + recent
    let idle = earlier.idle + time(.idle) + engine.now - engine.agents[agent].since
    return handling + idle > 0 ? handling / (handling + idle) : 0
  }
}
