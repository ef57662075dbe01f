/// Any idle agent, each with the same chance, by the contact's own random numbers.
struct AnyIdle: AgentRule {
  func agent(among idle: inout IdleGroups, in engine: inout Engine) -> Int32 {
    var count: Int32 = 0
    while case let group = idle.next(in: &engine), group >= 0 {
      count += engine.groups[group].idleCount
    }
    let contact = engine.contacts[idle.contact]
    let visit = UInt64(engine.contacts.details[idle.contact].visits) << 8 | UInt64(contact.legs)
    var stream = CallerStream(seed: contact.random, purpose: .routing, visit: visit)
    var left = Int32(stream.uniform() * Double(count))
    idle.restart()
    while case let group = idle.next(in: &engine), group >= 0 {
      if left < engine.groups[group].idleCount {
        var agent = engine.groups[group].idleHead
        for _ in 0..<left { agent = engine.agents[agent].next }
        return agent
      }
      left -= engine.groups[group].idleCount
    }
    return -1
  }
}
