// A contact's journey, step 5 of 8: being matched. Before: WaitingLines. After: Conversation.
//
// Two decisions, each a number that the engine then acts on: which idle agent takes an arriving
// contact (`idleAgent`), and which waiting contact a free agent takes (`waitingLine`). Ranks and
// preferences of skills come first; among equals a rule decides: the values of `Routing`.
//
// These and other questions to the engine are `mutating` though they change nothing: a mutating
// method gets the engine's address, where a borrowing one would be handed a copy of its kilobyte of
// pointers.

extension Engine {
  // MARK: Agent selection

  /// The idle agent who should take a contact of a line now; −1: none.
  @inline(__always)
  mutating func idleAgent(for contact: Int32, line: Int32) -> Int32 {
    let queue = lines.at(line).pointee.queue
    let sole = queues.at(queue).pointee.soleGroup
    if sole >= 0 { return groups.at(sole).pointee.idleHead }
    let words = routing.groupWords
    var tier = routing.firstPush[queue]
    let end = routing.firstPush[queue &+ 1]
    while tier < end {
      for word in 0..<words
      where routing.pushMasks[tier &* words &+ word] & idleMask[word] != 0 {
        let agent = agentOfTier(contact, queue, tier)
        if agent >= 0 { return agent }
        break
      }
      tier &+= 1
    }
    return -1
  }

  /// The choice within one preference, by the model's rule.
  @inline(__always)
  private mutating func agentOfTier(_ contact: Int32, _ queue: Int32, _ tier: Int32) -> Int32 {
    if takesLongestIdle && routing.groupWords == 1 {
      let bits = routing.pushMasks[tier] & idleMask[0]
      if bits & (bits &- 1) == 0 {
        // One group only, as often: its longest idle agent, unless the group must still wait.
        let group = Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
        if !groups.at(group).pointee.hasDelays { return groups.at(group).pointee.idleHead }
      }
    }
    return agentByRule(contact, queue, tier)
  }

  @inline(never)
  private mutating func agentByRule(_ contact: Int32, _ queue: Int32, _ tier: Int32) -> Int32 {
    var idle = IdleGroups(contact: contact, queue: queue, tier: tier)
    if takesLongestIdle { return LongestIdle().agent(among: &idle, in: &self) }
    let rule = agentRule
    return rule.agent(among: &idle, in: &self)
  }

  // MARK: Contact selection

  /// The line whose first contact an agent of a group should take now; −1: none.
  @inline(__always)
  mutating func waitingLine(forGroup group: Int32) -> Int32 {
    if waiting == 0 { return -1 }
    let state = groups.at(group)
    let sole = state.pointee.soleLine
    if sole >= 0 { return lines.at(sole).pointee.head >= 0 ? sole : -1 }
    if routing.lineWords > 1 { return waitingLineOfMany(state, group) }
    let nonEmpty = waitingMask[0]
    var tier = state.pointee.firstTier
    let end = state.pointee.endTier
    while tier < end {
      let bits = routing.tierMasks[tier] & nonEmpty
      if bits != 0 {
        let line = bestLine(of: bits, firstLine: 0, state, group, -1)
        if line >= 0 { return line }
      }
      tier &+= 1
    }
    return -1
  }

  /// The best of some non-empty lines, at least one, and of `first`, if that is one.
  @inline(__always)
  private mutating func bestLine(
    of lines: UInt64, firstLine: Int32, _ state: UnsafeMutablePointer<GroupState>, _ group: Int32,
    _ first: Int32
  ) -> Int32 {
    if first < 0 && lines & (lines &- 1) == 0 && !state.pointee.hasDelays {
      return firstLine &+ Int32(truncatingIfNeeded: lines.trailingZeroBitCount)
    }
    return bestLineByRule(of: lines, firstLine: firstLine, state, group, first)
  }

  @inline(never)
  private mutating func bestLineByRule(
    of lines: UInt64, firstLine: Int32, _ state: UnsafeMutablePointer<GroupState>, _ group: Int32,
    _ first: Int32
  ) -> Int32 {
    let rule = contactRules[Int(group)]
    var bits = lines
    var best = first
    while bits != 0 {
      let line = firstLine &+ Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
      bits &= bits &- 1
      if state.pointee.hasDelays && !isEligible(line, group) { continue }
      if best < 0 {
        best = line
        continue
      }
      let answer = rule.compare(line, best, in: &self)
      if answer < 0 || (answer == 0 && order(line, group) < order(best, group)) { best = line }
    }
    return best
  }

  @inline(never)
  private mutating func waitingLineOfMany(
    _ state: UnsafeMutablePointer<GroupState>, _ group: Int32
  ) -> Int32 {
    let words = routing.lineWords
    for tier in state.pointee.firstTier..<state.pointee.endTier {
      var best: Int32 = -1
      for word in 0..<words {
        let bits = routing.tierMasks[tier * words + word] & waitingMask[word]
        if bits == 0 { continue }
        best = bestLine(of: bits, firstLine: word << 6, state, group, best)
      }
      if best >= 0 { return best }
    }
    return -1
  }

  /// Whether a line's first contact has waited long enough for a group.
  @inline(__always)
  private mutating func isEligible(_ line: Int32, _ group: Int32) -> Bool {
    let skill = routing.skill(group: group, queue: lines[line].queue)
    return contacts[lines[line].head].entered + routing.skills[skill].after <= now
  }

  /// A line's place in the group's list of skills.
  private mutating func order(_ line: Int32, _ group: Int32) -> Int32 {
    routing.skills[routing.skill(group: group, queue: lines[line].queue)].order
  }

  /// Ghosts of every line that a group serves now meet an agent.
  mutating func resolveGhosts(forGroup group: Int32) {
    let words = routing.lineWords
    for tier in groups[group].firstTier..<groups[group].endTier {
      for word in 0..<words {
        var bits = routing.tierMasks[tier * words + word] & ghostMask[word]
        while bits != 0 {
          let line = word << 6 + Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
          bits &= bits &- 1
          let skill = routing.skill(group: group, queue: lines[line].queue)
          resolveGhosts(line, askedBy: now - routing.skills[skill].after)
        }
      }
    }
  }
}
