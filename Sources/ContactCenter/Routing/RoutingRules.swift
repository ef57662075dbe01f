// The interface of routing rules. A rule is a value that answers one question from what it may ask
// the engine; it changes nothing.
//
// Rules get the engine `inout` because that hands over its address; see the note in `Router`.

/// Which idle agent takes an arriving contact, among groups of equal preference.
protocol AgentRule: Sendable {
  /// The number of the agent; −1 if none of them may take the contact yet.
  func agent(among idle: inout IdleGroups, in engine: inout Engine) -> Int32
}

/// Which waiting contact a free agent takes, among lanes of equal rank.
protocol ContactRule: Sendable {
  /// The number of the contact; −1 if the agent may take none of them yet.
  func contact(among lanes: inout LaneWalk, in engine: inout Engine) -> Int32
}

/// A contact rule that compares the first contacts of two lanes.
protocol OrderRule: ContactRule {
  /// Negative if the first contact of lane `a` goes before that of lane `b`, positive if after; 0 if
  /// the rule does not mind, which leaves it to the order of the group's skills.
  ///
  /// Both lanes hold contacts.
  func compare(_ a: Int32, _ b: Int32, in engine: inout Engine) -> Int
}

extension OrderRule {
  func contact(among lanes: inout LaneWalk, in engine: inout Engine) -> Int32 {
    var best: Int32 = -1
    while case let lane = lanes.next(in: &engine), lane >= 0 {
      if best < 0 {
        best = lane
        continue
      }
      let answer = compare(lane, best, in: &engine)
      if answer < 0
        || (answer == 0 && engine.order(lane, lanes.group) < engine.order(best, lanes.group))
      {
        best = lane
      }
    }
    return best < 0 ? -1 : engine.lanes[best].head
  }

  /// Compares numbers as `compare` does: the smaller one goes first.
  @inline(__always)
  func smallerFirst(_ a: Double, _ b: Double) -> Int { a < b ? -1 : a > b ? 1 : 0 }
}

/// A contact rule that gives the first contact of each lane a number: the largest goes first, and
/// among equals the one whose skill stands first in the group's list.
protocol ContactScoreRule: ContactRule {
  /// The score of the first contact of a lane for an agent of a group.
  func score(_ lane: Int32, group: Int32, in engine: inout Engine) -> Double
}

extension ContactScoreRule {
  func contact(among lanes: inout LaneWalk, in engine: inout Engine) -> Int32 {
    var best: Int32 = -1
    var most = 0.0
    while case let lane = lanes.next(in: &engine), lane >= 0 {
      let value = score(lane, group: lanes.group, in: &engine)
      if best < 0 || value > most
        || (value == most && engine.order(lane, lanes.group) < engine.order(best, lanes.group))
      {
        most = value
        best = lane
      }
    }
    return best < 0 ? -1 : engine.lanes[best].head
  }
}

/// Walks over the groups of one preference that have idle agents and may take the contact.
struct IdleGroups {
  let contact: Int32
  let lane: Int32
  let tier: Int32
  private var word: Int32 = -1
  private var bits: UInt64 = 0

  init(contact: Int32, lane: Int32, tier: Int32) {
    self.contact = contact
    self.lane = lane
    self.tier = tier
  }

  /// Begins anew.
  mutating func restart() { (word, bits) = (-1, 0) }

  /// The next group that may take the contact by now; −1: there are no more.
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
      if engine.groups[group].isSelective
        && !engine.mayBeGiven(contact, queue: engine.lanes[lane].queue, to: group)
      {
        continue
      }
      return group
    }
  }
}

/// Walks over the lanes of one rank that hold contacts and whose first one the agent may take.
struct LaneWalk {
  let agent: Int32
  let group: Int32
  private let tier: Int32
  private var word: Int32 = -1
  private var bits: UInt64 = 0

  init(agent: Int32, group: Int32, tier: Int32) {
    self.agent = agent
    self.group = group
    self.tier = tier
  }

  /// Begins anew.
  mutating func restart() { (word, bits) = (-1, 0) }

  /// The next lane; −1: there are no more.
  @inline(__always)
  mutating func next(in engine: inout Engine) -> Int32 {
    let words = engine.routing.laneWords
    while true {
      while bits == 0 {
        word += 1
        if word >= words { return -1 }
        bits = engine.routing.tierMasks[tier * words + word] & engine.waitingMask[word]
      }
      let lane = word << 6 + Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
      bits &= bits &- 1
      if engine.groups[group].isSelective && !engine.mayBeTaken(lane, by: group) { continue }
      return lane
    }
  }
}

extension Engine {
  /// When the first contact of a lane asked for an agent.
  @inline(__always)
  mutating func firstEntered(_ lane: Int32) -> Seconds { contacts[lanes[lane].head].entered }

  /// How long the first contact of a lane has waited.
  @inline(__always)
  mutating func firstWait(_ lane: Int32) -> Seconds { now - firstEntered(lane) }

  /// Whether an idle agent of a group may have a contact of a queue: it has waited long enough, and
  /// as many others stay idle as must.
  @inline(__always)
  mutating func mayBeGiven(_ contact: Int32, queue: Int32, to group: Int32) -> Bool {
    let skill = routing.skills.at(routing.skill(group: group, queue: queue))
    if !skill.pointee.isLimited { return true }
    if contacts[contact].entered + skill.pointee.after > now { return false }
    return skill.pointee.reserve == 0 || !hours.isOpen || groups[group].idleCount > skill.pointee.reserve
  }

  /// Whether a free agent of a group, who is in no idle list, may take the first contact of a lane.
  @inline(__always)
  mutating func mayBeTaken(_ lane: Int32, by group: Int32) -> Bool {
    let skill = routing.skills.at(routing.skill(group: group, queue: lanes[lane].queue))
    if !skill.pointee.isLimited { return true }
    if firstEntered(lane) + skill.pointee.after > now { return false }
    return skill.pointee.reserve == 0 || !hours.isOpen || groups[group].idleCount >= skill.pointee.reserve
  }

  /// A lane's place in the group's list of skills: by rank, then as it stands in the scenario.
  @inline(__always)
  mutating func order(_ lane: Int32, _ group: Int32) -> Int32 {
    routing.skills[routing.skill(group: group, queue: lanes[lane].queue)].order
  }
}
