// A contact's journey, step 5 of 8: being matched. Before: Lanes. After: Conversation.
//
// Two decisions, each a number that the engine then acts on: which idle agent takes an arriving
// contact (`idleAgent`), and which waiting contact a free agent takes (`waitingContact`). Ranks and
// preferences of skills come first; among equals a rule decides: the values of `Routing`.
//
// Questions to the engine are `mutating` though they change nothing: a mutating method gets the engine's
// address, where a borrowing one would be handed a copy of its kilobyte of pointers. Rules get a `Floor`.

extension Engine {
  // MARK: Agent selection

  /// The idle agent who should take a contact of a lane now, or one who has room for another; −1: none.
  @inline(__always)
  mutating func idleAgent(for contact: Int32, lane: Int32) -> Int32 {
    let place = lanes.at(lane)
    let sole = place.pointee.soleGroup
    if sole >= 0 { return groups.at(sole).pointee.idleHead }
    if sharing.pack {
      let agent = agentWithRoom(for: contact, lane: lane, packing: true)
      if agent >= 0 { return agent }
    }
    let words = routing.groupWords
    var tier = place.pointee.firstPush
    let end = place.pointee.endPush
    while tier < end {
      for word in 0..<words
      where routing.pushMasks[tier &* words &+ word] & groups.idle(word) != 0 {
        let agent = agentOfTier(contact, lane, tier)
        if agent >= 0 { return agent }
        break
      }
      tier &+= 1
    }
    return engagements.areShared ? agentWithRoom(for: contact, lane: lane, packing: false) : -1
  }

  /// The same, or one who puts his work aside for the contact.
  @inline(__always)
  mutating func agentNow(for contact: Int32, lane: Int32) -> Int32 {
    let agent = idleAgent(for: contact, lane: lane)
    return agent < 0 && kept.interruptions ? agentInterrupted(for: contact, lane: lane) : agent
  }

  /// The choice within one preference, by the model's rule.
  @inline(__always)
  private mutating func agentOfTier(_ contact: Int32, _ lane: Int32, _ tier: Int32) -> Int32 {
    if rules.takesLongestIdle && routing.groupWords == 1 {
      let bits = routing.pushMasks[tier] & groups.idle(0)
      if bits & (bits &- 1) == 0 {
        // One group only, as often: its longest idle agent, unless the group must still wait.
        let group = Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
        if !groups.at(group).pointee.isSelective { return groups.at(group).pointee.idleHead }
      }
    }
    return agentByRule(contact, lane, tier)
  }

  @inline(never)
  private mutating func agentByRule(_ contact: Int32, _ lane: Int32, _ tier: Int32) -> Int32 {
    var idle = IdleGroups(contact: contact, lane: lane, tier: tier)
    if rules.takesLongestIdle { return ask { LongestIdle().agent(among: &idle, on: $0) } }
    let rule = rules.agent
    return ask { rule.agent(among: &idle, on: $0) }
  }

  // MARK: Contact selection

  /// The waiting contact that an agent of a group should take now; −1: none.
  @inline(__always)
  mutating func waitingContact(for agent: Int32, group: Int32) -> Int32 {
    if queues.waiting == 0 { return -1 }
    let state = groups.at(group)
    let sole = state.pointee.soleLane
    if sole >= 0 { return lanes.at(sole).pointee.head }
    if routing.laneWords > 1 { return waitingContactOfMany(agent, group) }
    let nonEmpty = lanes.filled(0)
    var tier = state.pointee.firstTier
    let end = state.pointee.endTier
    while tier < end {
      let bits = routing.tierMasks[tier] & nonEmpty
      if bits != 0 {
        if bits & (bits &- 1) == 0 && !state.pointee.isSelective {
          let lane = Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
          return lanes.at(lane).pointee.head
        }
        let contact = contactByRule(agent, group, tier)
        if contact >= 0 { return contact }
      }
      tier &+= 1
    }
    return -1
  }

  @inline(never)
  private mutating func contactByRule(_ agent: Int32, _ group: Int32, _ tier: Int32) -> Int32 {
    let rule = rules.contact[Int(group)]
    var lanes = LaneWalk(agent: agent, group: group, tier: tier)
    return ask { rule.contact(among: &lanes, on: $0) }
  }

  @inline(never)
  private mutating func waitingContactOfMany(_ agent: Int32, _ group: Int32) -> Int32 {
    let words = routing.laneWords
    for tier in groups[group].firstTier..<groups[group].endTier {
      for word in 0..<words where routing.tierMasks[tier * words + word] & lanes.filled(word) != 0 {
        let contact = contactByRule(agent, group, tier)
        if contact >= 0 { return contact }
        break
      }
    }
    return -1
  }

  /// Ghosts of every lane that a group serves, of these channels, a bit each, now meet an agent.
  mutating func resolveGhosts(forGroup group: Int32, channels: UInt32 = .max) {
    let words = routing.laneWords
    for tier in groups[group].firstTier..<groups[group].endTier {
      for word in 0..<words {
        var bits = routing.tierMasks[tier * words + word] & ghosts.mask(word)
        while bits != 0 {
          let lane = word << 6 + Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
          bits &= bits &- 1
          if channels & 1 << UInt32(types[lanes[lane].type].channel) == 0 { continue }
          let skill = routing.skills.at(routing.skill(group: group, queue: lanes[lane].queue))
          // Whoever left meets nobody while the group holds its idle agents back.
          let reserve = skill.pointee.reserve
          if reserve > 0 && groups[group].idleCount <= reserve && sites.isOpen(groups[group].site) {
            continue
          }
          ghosts.resolve(lane, askedBy: now - skill.pointee.after, now, books.rows)
        }
      }
    }
  }
}
