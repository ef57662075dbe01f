/// Who has been idle longest; groups keep their idle agents in that order.
struct LongestIdle: AgentRule {
  func agent(among idle: inout IdleGroups, on floor: Floor) -> Int32 {
    var best: Int32 = -1
    var since = Double.infinity
    while case let group = idle.next(on: floor), group >= 0 {
      let agent = floor.groups[group].idleHead
      if floor.agents[agent].idleSince < since {
        since = floor.agents[agent].idleSince
        best = agent
      }
    }
    return best
  }
}
