/// The longest idle agent of the group with the most idle agents; ties go to the earliest group.
struct MostIdleAgents: AgentRule {
  func agent(among idle: inout IdleGroups, in engine: inout Engine) -> Int32 {
    var best: Int32 = -1
    var most: Int32 = 0
    while case let group = idle.next(in: &engine), group >= 0 {
      if engine.groups[group].idleCount > most {
        most = engine.groups[group].idleCount
        best = engine.groups[group].idleHead
      }
    }
    return best
  }
}
