// A contact's journey, step 5 of 8: being matched. Before: WaitingLines. After: Conversation.
//
// Two decisions, each a number that the engine then acts on: which idle agent takes an arriving contact
// (`idleAgent`), and which waiting contact a free agent takes (`waitingContact`). Ranks and preferences
// of skills come first; among equals a rule decides, one small function each.

extension Engine {
  // MARK: Agent selection

  /// The idle agent who should take a contact of a line now; −1: none.
  ///
  /// - Parameter waited: whether the contact has waited, so that delayed skills may count.
  @inline(__always)
  func idleAgent(for contact: Int32, line: Int32, waited: Bool) -> Int32 {
    let queue = lines[line].queue
    let words = routing.groupWords
    for tier in routing.firstPush[queue]..<routing.firstPush[queue + 1] {
      for word in 0..<words {
        let bits = routing.pushMasks[tier * words + word] & idleMask[word]
        if bits != 0 {
          let agent = agentOfTier(contact, queue, tier, waited: waited)
          if agent >= 0 { return agent }
          break
        }
      }
    }
    return -1
  }

  /// The choice within one preference, by the model's rule.
  @inline(__always)
  private func agentOfTier(
    _ contact: Int32, _ queue: Int32, _ tier: Int32, waited: Bool
  ) -> Int32 {
    if model.agentSelection == .longestIdle {
      return longestIdle(contact, queue, tier)
    }
    return agentByOtherRule(contact, queue, tier)
  }

  /// Calls `body` with each group of a tier that has idle agents and whose delay has passed.
  @inline(__always)
  private func forEachIdleGroup(
    _ contact: Int32, _ queue: Int32, _ tier: Int32, _ body: (Int32) -> Void
  ) {
    let words = routing.groupWords
    for word in 0..<words {
      var bits = routing.pushMasks[tier * words + word] & idleMask[word]
      while bits != 0 {
        let group = word << 6 + Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
        bits &= bits &- 1
        if groups[group].hasDelays {
          let after = routing.skills[routing.skill(group: group, queue: queue)].after
          if contacts[contact].entered + after > now { continue }
        }
        body(group)
      }
    }
  }

  /// Who has been idle longest over all groups of the tier; groups keep their idle agents in that order.
  @inline(__always)
  private func longestIdle(_ contact: Int32, _ queue: Int32, _ tier: Int32) -> Int32 {
    var best: Int32 = -1
    var since = Double.infinity
    forEachIdleGroup(contact, queue, tier) { group in
      let agent = groups[group].idleHead
      if agents[agent].since < since {
        since = agents[agent].since
        best = agent
      }
    }
    return best
  }

  @inline(never)
  private func agentByOtherRule(_ contact: Int32, _ queue: Int32, _ tier: Int32) -> Int32 {
    switch model.agentSelection {
    case .longestIdle: return longestIdle(contact, queue, tier)
    case .mostIdleAgents: return ofMostIdleGroup(contact, queue, tier)
    case .random: return anyIdle(contact, queue, tier)
    case .fixedOrder: return leastBy(contact, queue, tier) { agent, _ in Double(agent) }
    case .leastOccupied: return leastBy(contact, queue, tier) { agent, _ in occupancy(agent) }
    case .proficiencyFirst:
      return leastBy(contact, queue, tier) { agent, group in
        agents[agent].factor * routing.skills[routing.skill(group: group, queue: queue)].factor
      }
    }
  }

  /// The idle agent with the least score; ties go to the longest idle of the earliest group.
  @inline(__always)
  private func leastBy(
    _ contact: Int32, _ queue: Int32, _ tier: Int32, _ score: (Int32, Int32) -> Double
  ) -> Int32 {
    var best: Int32 = -1
    var least = Double.infinity
    forEachIdleGroup(contact, queue, tier) { group in
      var agent = groups[group].idleHead
      while agent >= 0 {
        let value = score(agent, group)
        if best < 0 || value < least {
          least = value
          best = agent
        }
        agent = agents[agent].next
      }
    }
    return best
  }

  private func ofMostIdleGroup(_ contact: Int32, _ queue: Int32, _ tier: Int32) -> Int32 {
    var best: Int32 = -1
    var most: Int32 = 0
    forEachIdleGroup(contact, queue, tier) { group in
      if groups[group].idleCount > most {
        most = groups[group].idleCount
        best = groups[group].idleHead
      }
    }
    return best
  }

  private func anyIdle(_ contact: Int32, _ queue: Int32, _ tier: Int32) -> Int32 {
    var count: Int32 = 0
    forEachIdleGroup(contact, queue, tier) { count += groups[$0].idleCount }
    var stream = CallerStream(
      seed: contacts[contact].random, purpose: .routing, visit: UInt64(contacts[contact].legs))
    var left = Int32(stream.uniform() * Double(count))
    var chosen: Int32 = -1
    forEachIdleGroup(contact, queue, tier) { group in
      if chosen >= 0 { return }
      if left >= groups[group].idleCount {
        left -= groups[group].idleCount
        return
      }
      chosen = groups[group].idleHead
      for _ in 0..<left { chosen = agents[chosen].next }
    }
    return chosen
  }

  /// Share of the time on duty so far that an agent spent with contacts.
  private func occupancy(_ agent: Int32) -> Double {
    let sums = Int(agent) * 8
    let handling =
      agentSums[sums + 2] + agentSums[sums + 3] + agentSums[sums + 4] + agentSums[sums + 5]
    let idle = agentSums[sums + 1] + (now - agents[agent].since)
    return handling + idle > 0 ? handling / (handling + idle) : 0
  }

  // MARK: Contact selection

  /// The line whose first contact an agent of a group should take now; −1: none.
  @inline(__always)
  func waitingLine(forGroup group: Int32) -> Int32 {
    if waiting == 0 { return -1 }
    let words = routing.lineWords
    for tier in groups[group].firstTier..<groups[group].endTier {
      var best: Int32 = -1
      for word in 0..<words {
        var bits = routing.tierMasks[tier * words + word] & waitingMask[word]
        while bits != 0 {
          let line = word << 6 + Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
          bits &= bits &- 1
          if groups[group].hasDelays && !isEligible(line, group) { continue }
          if best < 0 || isBetter(line, than: best, group) { best = line }
        }
      }
      if best >= 0 { return best }
    }
    return -1
  }

  /// Whether a line's first contact has waited long enough for a group.
  @inline(__always)
  private func isEligible(_ line: Int32, _ group: Int32) -> Bool {
    let skill = routing.skill(group: group, queue: lines[line].queue)
    return contacts[lines[line].head].entered + routing.skills[skill].after <= now
  }

  /// Whether a group serves line `a` before line `b`; both hold contacts.
  @inline(__always)
  private func isBetter(_ a: Int32, than b: Int32, _ group: Int32) -> Bool {
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
  private func order(_ line: Int32, _ group: Int32) -> Int32 {
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
