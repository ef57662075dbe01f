// A contact's journey, beside step 5: times of day that groups keep for some of their work. What an agent has begun
// he finishes. Nothing here is asked for in a model without blocks.

extension Engine {
  /// Before the first event: all groups take what they serve, until their first block begins.
  mutating func startBlocks() {
    blocks.reset()
    for group in 0..<groups.count where blocks.has(group) {
      change(group, to: -1)
      scheduleBlock(group)
    }
  }

  private mutating func scheduleBlock(_ group: Int32) {
    if let change = blocks.ahead(group) {
      events.schedule(.blockChange, timer: blocks.timers.of(group), at: change.time)
    }
  }

  /// A block of a group begins or ends.
  mutating func blockChanges(_ group: Int32) {
    guard let due = blocks.take(group) else { return }
    change(group, to: due.block)
    scheduleBlock(group)
    takeAnew(group)
  }

  /// A site closes: its groups take again all that they serve, and callers who still wait.
  @inline(never)
  mutating func endBlocks(at site: Int32) {
    for group in 0..<groups.count where groups[group].site == site && blocks.has(group) {
      while let ahead = blocks.ahead(group), ahead.time <= now { _ = blocks.take(group) }
      events.cancel(blocks.timers.of(group))
      change(group, to: -1)
      scheduleBlock(group)
      takeAnew(group)
    }
  }

  /// Lets a group take the contacts of one of its blocks; −1: all that it serves.
  private mutating func change(_ group: Int32, to block: Int32) {
    let taken = block < 0 ? nil : blocks.lanes[Int(group)][Int(block)]
    let (laneWords, groupWords) = (routing.laneWords, routing.groupWords)
    for tier in groups[group].firstTier..<groups[group].endTier {
      for word in 0..<laneWords {
        let place = tier * laneWords + word
        let mask = taken?[Int(word)] ?? .max
        routing.tierMasks.at(place).pointee = blocks.tierMasks[Int(place)] & mask
      }
    }
    let bit: UInt64 = 1 << UInt64(group & 63)
    for lane in 0..<Int32(lanes.count) {
      let isTaken = taken.map { $0[Int(lane >> 6)] & 1 << UInt64(lane & 63) != 0 } ?? true
      for tier in lanes[lane].firstPush..<lanes[lane].endPush {
        let place = tier * groupWords + group >> 6
        let isAsked = isTaken && blocks.pushMasks[Int(place)] & bit != 0
        if isAsked {
          routing.pushMasks.at(place).pointee |= bit
        } else {
          routing.pushMasks.at(place).pointee &= ~bit
        }
      }
    }
  }

  /// What a group takes has changed: its idle agents, and those with room for more, take of those who wait.
  private mutating func takeAnew(_ group: Int32) {
    while groups[group].idleHead >= 0 {
      let agent = groups[group].idleHead
      let isOpen = sites.isOpen(groups[group].site)
      let contact = isOpen ? waitingContact(for: agent, group: group) : lastContact(for: agent, group: group)
      if contact < 0 { break }
      stopWaiting(contact)
      assign(contact, to: agent)
    }
    if engagements.areShared {
      for agent in groups.members(of: group) where agents[agent].state == .engaged { fillSlots(agent) }
    }
    if groups[group].idleHead >= 0 && ghosts.count > 0 { resolveGhosts(forGroup: group) }
    if kept.callbacks { for queue in tickets.queues { offerTickets(of: queue) } }
  }
}
