/// Who has been idle longest; groups keep their idle agents in that order.
struct LongestIdle: AgentRule {
  func agent(among idle: inout IdleGroups, in engine: inout Engine) -> Int32 {
    var best: Int32 = -1
    var since = Double.infinity
    while case let group = idle.next(in: &engine), group >= 0 {
      let agent = engine.groups[group].idleHead
      if engine.agents[agent].idleSince < since {
        since = engine.agents[agent].idleSince
        best = agent
      }
    }
    return best
  }
}
