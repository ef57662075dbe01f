// The interface of routing rules. A rule is a value that answers one question from what it sees of the
// center, its `Floor`; it can change nothing.

/// Which idle agent takes an arriving contact, among groups of equal preference.
protocol AgentRule: Sendable {
  /// The number of the agent; −1 if none of them may take the contact yet.
  func agent(among idle: inout IdleGroups, on floor: Floor) -> Int32
}

/// Which waiting contact a free agent takes, among lanes of equal rank.
protocol ContactRule: Sendable {
  /// The number of the contact; −1 if the agent may take none of them yet.
  func contact(among lanes: inout LaneWalk, on floor: Floor) -> Int32
}

/// A contact rule that compares the first contacts of two lanes.
protocol OrderRule: ContactRule {
  /// Negative if the first contact of lane `a` goes before that of lane `b`, positive if after; 0 if
  /// the rule does not mind, which leaves it to the order of the group's skills.
  ///
  /// Both lanes hold contacts.
  func compare(_ a: Int32, _ b: Int32, on floor: Floor) -> Int
}

extension OrderRule {
  func contact(among lanes: inout LaneWalk, on floor: Floor) -> Int32 {
    var best: Int32 = -1
    while case let lane = lanes.next(on: floor), lane >= 0 {
      if best < 0 {
        best = lane
        continue
      }
      let answer = compare(lane, best, on: floor)
      if answer < 0
        || (answer == 0 && floor.order(lane, lanes.group) < floor.order(best, lanes.group))
      {
        best = lane
      }
    }
    return best < 0 ? -1 : floor.lanes[best].head
  }

  /// Compares numbers as `compare` does: the smaller one goes first.
  @inline(__always)
  func smallerFirst(_ a: Double, _ b: Double) -> Int { a < b ? -1 : a > b ? 1 : 0 }
}

/// A contact rule that gives the first contact of each lane a number: the largest goes first, and
/// among equals the one whose skill stands first in the group's list.
protocol ContactScoreRule: ContactRule {
  /// The score of the first contact of a lane for an agent of a group.
  func score(_ lane: Int32, group: Int32, on floor: Floor) -> Double
}

extension ContactScoreRule {
  func contact(among lanes: inout LaneWalk, on floor: Floor) -> Int32 {
    var best: Int32 = -1
    var most = 0.0
    while case let lane = lanes.next(on: floor), lane >= 0 {
      let value = score(lane, group: lanes.group, on: floor)
      if best < 0 || value > most
        || (value == most && floor.order(lane, lanes.group) < floor.order(best, lanes.group))
      {
        most = value
        best = lane
      }
    }
    return best < 0 ? -1 : floor.lanes[best].head
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
  mutating func next(on floor: Floor) -> Int32 {
    let words = floor.groupWords
    while true {
      while bits == 0 {
        word += 1
        if word >= words { return -1 }
        bits = floor.idleGroups(asked: tier, word)
      }
      let group = word << 6 + Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
      bits &= bits &- 1
      if floor.groups[group].isSelective
        && !floor.mayBeGiven(contact, queue: floor.lanes[lane].queue, to: group)
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
  mutating func next(on floor: Floor) -> Int32 {
    let words = floor.laneWords
    while true {
      while bits == 0 {
        word += 1
        if word >= words { return -1 }
        bits = floor.filledLanes(taken: tier, word)
      }
      let lane = word << 6 + Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
      bits &= bits &- 1
      if floor.groups[group].isSelective && !floor.mayBeTaken(lane, by: group) { continue }
      return lane
    }
  }
}
