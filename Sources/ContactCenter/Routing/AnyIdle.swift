/// Any idle agent, each with the same chance, by the contact's own random numbers.
struct AnyIdle: AgentRule {
  func agent(among idle: inout IdleGroups, on floor: Floor) -> Int32 {
    var count: Int32 = 0
    while case let group = idle.next(on: floor), group >= 0 {
      count += floor.groups[group].idleCount
    }
    let contact = floor.contacts[idle.contact]
    let visit = UInt64(floor.details[idle.contact].visits) << 8 | UInt64(contact.legs)
    var stream = CallerStream(seed: contact.random, purpose: .routing, visit: visit)
    var left = Int32(stream.uniform() * Double(count))
    idle.restart()
    while case let group = idle.next(on: floor), group >= 0 {
      if left < floor.groups[group].idleCount {
        var agent = floor.groups[group].idleHead
        for _ in 0..<left { agent = floor.agents[agent].next }
        return agent
      }
      left -= floor.groups[group].idleCount
    }
    return -1
  }
}
