/// The longest idle agent of the group with the most idle agents; ties go to the earliest group.
struct MostIdleAgents: AgentRule {
  func agent(among idle: inout IdleGroups, on floor: Floor) -> Int32 {
    var best: Int32 = -1
    var most: Int32 = 0
    while case let group = idle.next(on: floor), group >= 0 {
      if floor.groups[group].idleCount > most {
        most = floor.groups[group].idleCount
        best = floor.groups[group].idleHead
      }
    }
    return best
  }
}
