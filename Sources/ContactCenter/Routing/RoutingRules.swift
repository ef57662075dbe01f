// The interface of routing rules. A rule is a value that answers one question from what it may ask
// the engine; it changes nothing. A new rule is one file here and one case of the scenario's
// `AgentSelection` or `ContactSelection`.
//
// Rules get the engine `inout` because that hands over its address; see the note in `Router`.

/// Which idle agent takes an arriving contact, among groups of equal preference.
protocol AgentRule: Sendable {
  /// The number of the agent; −1 if none of them may take the contact yet.
  func agent(among idle: inout IdleGroups, in engine: inout Engine) -> Int32
}

/// Which waiting contact a free agent takes, among lines of equal rank.
protocol ContactRule: Sendable {
  /// Negative if the first contact of line `a` goes before that of line `b`, positive if after; 0 if
  /// the rule does not mind, which leaves it to the order of the group's skills.
  ///
  /// Both lines hold contacts.
  func compare(_ a: Int32, _ b: Int32, in engine: inout Engine) -> Int
}

/// Walks over the groups of one preference that have idle agents and may take the contact.
struct IdleGroups {
  let contact: Int32
  let queue: Int32
  let tier: Int32
  private var word: Int32 = -1
  private var bits: UInt64 = 0

  init(contact: Int32, queue: Int32, tier: Int32) {
    self.contact = contact
    self.queue = queue
    self.tier = tier
  }

  /// Begins anew.
  mutating func restart() { (word, bits) = (-1, 0) }

  /// The next group whose delay has passed; −1: there are no more.
  @inline(__always)
  mutating func next(in engine: inout Engine) -> Int32 {
    let words = engine.routing.groupWords
    while true {
      while bits == 0 {
        word += 1
        if word >= words { return -1 }
        bits = engine.routing.pushMasks[tier * words + word] & engine.idleMask[word]
      }
      let group = word << 6 + Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
      bits &= bits &- 1
      if engine.groups[group].hasDelays {
        let skill = engine.routing.skill(group: group, queue: queue)
        let earliest = engine.contacts[contact].entered + engine.routing.skills[skill].after
        if earliest > engine.now { continue }
      }
      return group
    }
  }
}

extension Engine {
  /// When the first contact of a line asked for an agent.
  @inline(__always)
  mutating func firstEntered(_ line: Int32) -> Seconds { contacts[lines[line].head].entered }

  /// How long the first contact of a line has waited.
  @inline(__always)
  mutating func firstWait(_ line: Int32) -> Seconds { now - firstEntered(line) }
}

extension ContactRule {
  /// Compares numbers as `compare` does: the smaller one goes first.
  @inline(__always)
  func smallerFirst(_ a: Double, _ b: Double) -> Int { a < b ? -1 : a > b ? 1 : 0 }
}

extension Scenario.AgentSelection {
  /// The rule of this name.
  var rule: any AgentRule {
    switch self {
    case .longestIdle: return LongestIdle()
    case .leastOccupied: return LeastOccupied()
    case .mostIdleAgents: return MostIdleAgents()
    case .fixedOrder: return FixedOrder()
    case .proficiencyFirst: return ProficiencyFirst()
    case .random: return AnyIdle()
    }
  }
}

extension Scenario.ContactSelection {
  /// The rule of this name.
  var rule: any ContactRule {
    switch self {
    case .oldestFirst: return OldestFirst()
    case .priority: return PriorityFirst()
    case .longestQueue: return LongestQueueFirst()
    case .weightedWait: return WeightedWait()
    }
  }
}
