/// The idle agent with the least score; ties go to the agent idle longest.
protocol ScoreRule: AgentRule {
  /// The score of an idle agent of a group for a contact of a queue.
  func score(
    _ agent: Int32, group: Int32, queue: Int32, on floor: Floor
  ) -> Double
}

extension ScoreRule {
  func agent(among idle: inout IdleGroups, on floor: Floor) -> Int32 {
    var best: Int32 = -1
    var least = Double.infinity
    while case let group = idle.next(on: floor), group >= 0 {
      var agent = floor.groups[group].idleHead
      while agent >= 0 {
        let value = score(agent, group: group, queue: floor.lanes[idle.lane].queue, on: floor)
        if best < 0 || value < least
          || (value == least && floor.agents[agent].idleSince < floor.agents[best].idleSince)
        {
          least = value
          best = agent
        }
        agent = floor.agents[agent].next
      }
    }
    return best
  }
}

/// The first in the order of groups, and of agents within a group.
struct FixedOrder: ScoreRule {
  func score(_ agent: Int32, group: Int32, queue: Int32, on floor: Floor) -> Double {
    Double(agent)
  }
}

/// Who has the smallest handling-time factor for the queue, the agent's own times the skill's.
struct ProficiencyFirst: ScoreRule {
  func score(_ agent: Int32, group: Int32, queue: Int32, on floor: Floor) -> Double {
    let skill = floor.skill(group: group, queue: queue)
    return floor.agents[agent].factor * floor.skills[skill].factor
  }
}

/// Who has spent the smallest share of handling and idle time so far with contacts.
struct LeastOccupiedAgent: ScoreRule {
  func score(_ agent: Int32, group: Int32, queue: Int32, on floor: Floor) -> Double {
    floor.occupancy(of: agent)
  }
}
