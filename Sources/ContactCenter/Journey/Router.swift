// A contact's journey, step 5 of 8: being matched. Before: WaitingLines. After: Conversation.
//
// Two decisions, each a number that the engine then acts on: which idle agent takes an arriving
// contact (`idleAgent`), and which waiting contact a free agent takes (`waitingLine`). Ranks and
// preferences of skills come first; among equals a rule decides, one small function each.
//
// These and other questions to the engine are `mutating` though they change nothing: a mutating
// method gets the engine's address, where a borrowing one would be handed a copy of its kilobyte of
// pointers.

/// Walks over the set bits of a row of words.
struct BitCursor {
  var word: Int32 = -1
  var bits: UInt64 = 0

  /// The number of the lowest bit, which is taken out; `bits` must not be 0.
  @inline(__always)
  mutating func takeBit() -> Int32 {
    let index = word << 6 + Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
    bits &= bits &- 1
    return index
  }
}

extension Engine {
  // MARK: Agent selection

  /// The idle agent who should take a contact of a line now; −1: none.
  ///
  /// `waited` says whether the contact has waited, so that delayed skills may count.
  @inline(__always)
  mutating func idleAgent(for contact: Int32, line: Int32, waited: Bool) -> Int32 {
    let queue = lines.at(line).pointee.queue
    let sole = queues.at(queue).pointee.soleGroup
    if sole >= 0 { return groups.at(sole).pointee.idleHead }
    let words = routing.groupWords
    var tier = routing.firstPush[queue]
    let end = routing.firstPush[queue &+ 1]
    while tier < end {
      for word in 0..<words
      where routing.pushMasks[tier &* words &+ word] & idleMask[word] != 0 {
        let agent = agentOfTier(contact, queue, tier, waited: waited)
        if agent >= 0 { return agent }
        break
      }
      tier &+= 1
    }
    return -1
  }

  /// The choice within one preference, by the model's rule.
  @inline(__always)
  private mutating func agentOfTier(
    _ contact: Int32, _ queue: Int32, _ tier: Int32, waited: Bool
  ) -> Int32 {
    if selection == .longestIdle {
      return longestIdle(contact, queue, tier)
    }
    return agentByOtherRule(contact, queue, tier)
  }

  /// The next group of a tier, from the cursor on, that has idle agents and whose delay has passed;
  /// −1: none.
  @inline(__always)
  private mutating func nextIdleGroup(
    _ contact: Int32, _ queue: Int32, _ tier: Int32, _ cursor: inout BitCursor
  ) -> Int32 {
    let words = routing.groupWords
    while true {
      while cursor.bits == 0 {
        cursor.word += 1
        if cursor.word >= words { return -1 }
        cursor.bits = routing.pushMasks[tier * words + cursor.word] & idleMask[cursor.word]
      }
      let group = cursor.takeBit()
      if groups[group].hasDelays {
        let after = routing.skills[routing.skill(group: group, queue: queue)].after
        if contacts[contact].entered + after > now { continue }
      }
      return group
    }
  }

  /// Who has been idle longest over all groups of the tier; groups keep their idle agents in that
  /// order.
  @inline(__always)
  private mutating func longestIdle(_ contact: Int32, _ queue: Int32, _ tier: Int32) -> Int32 {
    if routing.groupWords == 1 {
      let bits = routing.pushMasks[tier] & idleMask[0]
      if bits & (bits &- 1) == 0 {
        // One group only, as often: its longest idle agent, unless the group must still wait.
        let group = Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
        if !groups.at(group).pointee.hasDelays { return groups.at(group).pointee.idleHead }
      }
    }
    return longestIdleOfSeveral(contact, queue, tier)
  }

  @inline(never)
  private mutating func longestIdleOfSeveral(
    _ contact: Int32, _ queue: Int32, _ tier: Int32
  ) -> Int32 {
    var best: Int32 = -1
    var since = Double.infinity
    var cursor = BitCursor()
    while true {
      let group = nextIdleGroup(contact, queue, tier, &cursor)
      if group < 0 { return best }
      let agent = groups[group].idleHead
      if agents[agent].idleSince < since {
        since = agents[agent].idleSince
        best = agent
      }
    }
  }

  @inline(never)
  private mutating func agentByOtherRule(
    _ contact: Int32, _ queue: Int32, _ tier: Int32
  ) -> Int32 {
    switch selection {
    case .longestIdle: return longestIdle(contact, queue, tier)
    case .mostIdleAgents: return ofMostIdleGroup(contact, queue, tier)
    case .random: return anyIdle(contact, queue, tier)
    case .fixedOrder, .leastOccupied, .proficiencyFirst: return leastBy(contact, queue, tier)
    }
  }

  /// The idle agent with the least score; ties go to the longest idle of the earliest group.
  private mutating func leastBy(_ contact: Int32, _ queue: Int32, _ tier: Int32) -> Int32 {
    var best: Int32 = -1
    var least = Double.infinity
    var cursor = BitCursor()
    while true {
      let group = nextIdleGroup(contact, queue, tier, &cursor)
      if group < 0 { return best }
      var agent = groups[group].idleHead
      while agent >= 0 {
        let value = score(agent, group, queue)
        if best < 0 || value < least {
          least = value
          best = agent
        }
        agent = agents[agent].next
      }
    }
  }

  private mutating func score(_ agent: Int32, _ group: Int32, _ queue: Int32) -> Double {
    switch selection {
    case .leastOccupied: return occupancy(agent)
    case .proficiencyFirst:
      return agents[agent].factor
        * routing.skills[routing.skill(group: group, queue: queue)].factor
    default: return Double(agent)
    }
  }

  private mutating func ofMostIdleGroup(
    _ contact: Int32, _ queue: Int32, _ tier: Int32
  ) -> Int32 {
    var best: Int32 = -1
    var most: Int32 = 0
    var cursor = BitCursor()
    while true {
      let group = nextIdleGroup(contact, queue, tier, &cursor)
      if group < 0 { return best }
      if groups[group].idleCount > most {
        most = groups[group].idleCount
        best = groups[group].idleHead
      }
    }
  }

  private mutating func anyIdle(_ contact: Int32, _ queue: Int32, _ tier: Int32) -> Int32 {
    var count: Int32 = 0
    var cursor = BitCursor()
    while case let group = nextIdleGroup(contact, queue, tier, &cursor), group >= 0 {
      count += groups[group].idleCount
    }
    let visit = UInt64(details[contact].visits) << 8 | UInt64(contacts[contact].legs)
    var stream = CallerStream(seed: contacts[contact].random, purpose: .routing, visit: visit)
    var left = Int32(stream.uniform() * Double(count))
    cursor = BitCursor()
    while case let group = nextIdleGroup(contact, queue, tier, &cursor), group >= 0 {
      if left < groups[group].idleCount {
        var agent = groups[group].idleHead
        for _ in 0..<left { agent = agents[agent].next }
        return agent
      }
      left -= groups[group].idleCount
    }
    return -1
  }

  /// Share of the time on duty so far that an agent spent with contacts.
  private mutating func occupancy(_ agent: Int32) -> Double {
    let times = stateTimes.at(agent * 8)
    let earlier = books.agents[Int(agent)]
    let handling = earlier.handling + times[2] + times[3] + times[4] + times[5]
    let idle = earlier.idle + times[1] + now - agents[agent].since
    return handling + idle > 0 ? handling / (handling + idle) : 0
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

  /// The best of some non-empty lines and of `best`, if that is one.
  @inline(__always)
  private mutating func bestLine(
    of lines: UInt64, firstLine: Int32, _ state: UnsafeMutablePointer<GroupState>, _ group: Int32,
    _ first: Int32
  ) -> Int32 {
    var bits = lines
    var best = first
    while bits != 0 {
      let line = firstLine &+ Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
      bits &= bits &- 1
      if state.pointee.hasDelays && !isEligible(line, group) { continue }
      if best < 0 || isBetter(line, than: best, group) { best = line }
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

  /// Whether a group serves line `a` before line `b`; both hold contacts.
  @inline(__always)
  private mutating func isBetter(_ a: Int32, than b: Int32, _ group: Int32) -> Bool {
    let first = contacts[lines[a].head].entered
    let second = contacts[lines[b].head].entered
    switch groups[group].rule {
    case .oldestFirst:
      if first != second { return first < second }
    case .priority:
      let one = lines[a].priority - lines[a].growth * (now - first)
      let other = lines[b].priority - lines[b].growth * (now - second)
      if one != other { return one < other }
      if first != second { return first < second }
    case .longestQueue:
      let one = queues[lines[a].queue].length
      let other = queues[lines[b].queue].length
      if one != other { return one > other }
      if lines[a].queue == lines[b].queue { return first < second }
    case .weightedWait:
      let one = queues[lines[a].queue].weight * (now - first)
      let other = queues[lines[b].queue].weight * (now - second)
      if one != other { return one > other }
    }
    return order(a, group) < order(b, group)
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
