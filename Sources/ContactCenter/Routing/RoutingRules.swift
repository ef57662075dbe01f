// The interface of routing rules. A rule is a value that answers one question from what it may ask
// the engine; it changes nothing.
//
// Rules get the engine `inout` because that hands over its address; see the note in `Router`.

/// Which idle agent takes an arriving contact, among groups of equal preference.
protocol AgentRule: Sendable {
  /// The number of the agent; −1 if none of them may take the contact yet.
  func agent(among idle: inout IdleGroups, in engine: inout Engine) -> Int32
}

/// Which waiting contact a free agent takes, among lines of equal rank.
protocol ContactRule: Sendable {
  /// The number of the contact; −1 if the agent may take none of them yet.
  func contact(among lines: inout WaitingLines, in engine: inout Engine) -> Int32
}

/// A contact rule that compares the first contacts of two lines.
protocol OrderRule: ContactRule {
  /// Negative if the first contact of line `a` goes before that of line `b`, positive if after; 0 if
  /// the rule does not mind, which leaves it to the order of the group's skills.
  ///
  /// Both lines hold contacts.
  func compare(_ a: Int32, _ b: Int32, in engine: inout Engine) -> Int
}

extension OrderRule {
  func contact(among lines: inout WaitingLines, in engine: inout Engine) -> Int32 {
    var best: Int32 = -1
    while case let line = lines.next(in: &engine), line >= 0 {
      if best < 0 {
        best = line
        continue
      }
      let answer = compare(line, best, in: &engine)
      if answer < 0
        || (answer == 0 && engine.order(line, lines.group) < engine.order(best, lines.group))
      {
        best = line
      }
    }
    return best < 0 ? -1 : engine.lines[best].head
  }

  /// Compares numbers as `compare` does: the smaller one goes first.
  @inline(__always)
  func smallerFirst(_ a: Double, _ b: Double) -> Int { a < b ? -1 : a > b ? 1 : 0 }
}

/// A contact rule that gives the first contact of each line a number: the largest goes first, and
/// among equals the one whose skill stands first in the group's list.
protocol ContactScoreRule: ContactRule {
  /// The score of the first contact of a line for an agent of a group.
  func score(_ line: Int32, group: Int32, in engine: inout Engine) -> Double
}

extension ContactScoreRule {
  func contact(among lines: inout WaitingLines, in engine: inout Engine) -> Int32 {
    var best: Int32 = -1
    var most = 0.0
    while case let line = lines.next(in: &engine), line >= 0 {
      let value = score(line, group: lines.group, in: &engine)
      if best < 0 || value > most
        || (value == most && engine.order(line, lines.group) < engine.order(best, lines.group))
      {
        most = value
        best = line
      }
    }
    return best < 0 ? -1 : engine.lines[best].head
  }
}

/// Walks over the groups of one preference that have idle agents and may take the contact.
struct IdleGroups {
  let contact: Int32
  let line: Int32
  let tier: Int32
  private var word: Int32 = -1
  private var bits: UInt64 = 0

  init(contact: Int32, line: Int32, tier: Int32) {
    self.contact = contact
    self.line = line
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
        && !engine.mayBeGiven(contact, queue: engine.lines[line].queue, to: group)
      {
        continue
      }
      return group
    }
  }
}

/// Walks over the lines of one rank that hold contacts and whose first one the agent may take.
struct WaitingLines {
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

  /// The next line; −1: there are no more.
  @inline(__always)
  mutating func next(in engine: inout Engine) -> Int32 {
    let words = engine.routing.lineWords
    while true {
      while bits == 0 {
        word += 1
        if word >= words { return -1 }
        bits = engine.routing.tierMasks[tier * words + word] & engine.waitingMask[word]
      }
      let line = word << 6 + Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
      bits &= bits &- 1
      if engine.groups[group].isSelective && !engine.mayBeTaken(line, by: group) { continue }
      return line
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

  /// Whether an idle agent of a group may have a contact of a queue: it has waited long enough, and
  /// as many others stay idle as must.
  @inline(__always)
  mutating func mayBeGiven(_ contact: Int32, queue: Int32, to group: Int32) -> Bool {
    let skill = routing.skills.at(routing.skill(group: group, queue: queue))
    if !skill.pointee.isLimited { return true }
    if contacts[contact].entered + skill.pointee.after > now { return false }
    return skill.pointee.reserve == 0 || !isOpen || groups[group].idleCount > skill.pointee.reserve
  }

  /// Whether a free agent of a group, who is in no idle list, may take the first contact of a line.
  @inline(__always)
  mutating func mayBeTaken(_ line: Int32, by group: Int32) -> Bool {
    let skill = routing.skills.at(routing.skill(group: group, queue: lines[line].queue))
    if !skill.pointee.isLimited { return true }
    if firstEntered(line) + skill.pointee.after > now { return false }
    return skill.pointee.reserve == 0 || !isOpen || groups[group].idleCount >= skill.pointee.reserve
  }

  /// A line's place in the group's list of skills: by rank, then as it stands in the scenario.
  @inline(__always)
  mutating func order(_ line: Int32, _ group: Int32) -> Int32 {
    routing.skills[routing.skill(group: group, queue: lines[line].queue)].order
  }
}
