// Agents who are in several contacts at once. Between steps 5 and 7 of a contact's journey.

/// An agent as far as he is shared by several contacts.
struct SharedAgent: BitwiseCopyable {
  /// Contacts that he is in.
  var taken: Int32 = 0
  /// The channel of his first one: of all, where channels are not mixed.
  var channel: Int32 = 0
  /// Contacts by channel, six bits each.
  var held: UInt64 = 0
  /// The parts of him that they take.
  var parts = 0
  var previous: Int32 = -1
  var next: Int32 = -1
  /// Whether he takes another one.
  var isListed = false
  /// Of his contacts those in conversations that have turns.
  var turns: Int32 = 0
  /// The engagement whose customer he is writing to; −1: none.
  var serving: Int32 = -1
  /// When the number of his contacts changed, or its time was last counted.
  var since: Seconds = 0
  /// ∫ contacts dt since counting began.
  var slotTime: Seconds = 0
  /// ∫ contacts · (1 − speed) dt in the present interval, and in those before; of conversations that have
  /// turns all but the one whose turn is the agent's.
  var slowed: Seconds = 0
  var slowedBefore: Seconds = 0
  /// ∫ share of his room that is used dt, likewise.
  var used: Seconds = 0
  var usedBefore: Seconds = 0
}

/// Those of a group who are in so many contacts and take another one, first come first.
struct SharedList: BitwiseCopyable {
  var head: Int32 = -1
  var tail: Int32 = -1
}

/// What an agent of a group may have at once.
private struct SharedGroup: BitwiseCopyable {
  /// All the parts of an agent.
  var parts = 1
  /// Whether agents have several contacts at once.
  var isShared = false
  /// Whether agents have contacts of several channels at the same time.
  var mixes = false
  /// Whether those with the most contacts take the next one.
  var packs = false
  /// Whether an agent takes no contact during a wrap-up.
  var pausesInWrapUp = false
}

/// How many contacts each agent is in, and who of a group takes another one: agents who are engaged and
/// therefore in no idle list.
///
/// Empty in a model whose agents are in one contact at a time.
struct SharedAgents: ~Copyable {
  private var rows: Table<SharedAgent>
  /// (group × channels + channel) × most + contacts; the channel is 0 where a group mixes them.
  private var lists: Table<SharedList>
  private let groups: Table<SharedGroup>
  /// group × channels + channel → parts of an agent that a contact takes.
  private let weights: Table<Int>
  /// group × channels + channel → the bits of `held` that must be zero.
  private let clashes: Table<UInt64>
  /// group × (most + 1) + contacts → speed of each.
  private let speeds: Table<Double>
  /// group × (most + 1) + contacts → agent-seconds with so many since counting began, off duty included.
  private var times: Table<Double>
  private let channels = Int32(Scenario.Channel.allCases.count)
  /// The most contacts at once that any agent is in.
  let most: Int32
  /// Whether any group gives contacts to those with the most.
  let pack: Bool

  init(_ model: Model, agents: Int) {
    let capacities = model.groups.map(\.written.capacity)
    let haveTurns = model.contactTypes.contains { $0.written.session?.hasTurns == true }
    let most = max(capacities.map(\.most).max() ?? 1, haveTurns ? 2 : 1)
    self.most = Int32(most)
    pack = most > 1 && capacities.contains { $0.fill == .most }
    rows = Table(repeating: SharedAgent(), count: most > 1 ? agents : 0)
    lists = Table(
      repeating: SharedList(), count: capacities.count * Scenario.Channel.allCases.count * most)
    groups = Table(
      capacities.map {
        SharedGroup(
          parts: $0.parts, isShared: $0.most > 1, mixes: $0.mixes, packs: $0.fill == .most,
          pausesInWrapUp: $0.wrapUpTakes == .agent)
      })
    weights = Table(
      capacities.flatMap { capacity in Scenario.Channel.allCases.map { capacity.parts($0) } })
    clashes = Table(
      capacities.flatMap { capacity in
        Scenario.Channel.allCases.map { one in
          Scenario.Channel.allCases.reduce(0 as UInt64) { bits, other in
            capacity.mayMix(one, other) ? bits : bits | 63 << UInt64(6 * other.number)
          }
        }
      })
    speeds = Table(
      capacities.flatMap { capacity in (0...most).map { capacity.speed(of: $0) } })
    times = Table(repeating: 0, count: most > 1 ? capacities.count * (most + 1) : 0)
  }

  mutating func reset() {
    rows.fill(SharedAgent())
    times.fill(0)
    lists.fill(SharedList())
  }

  subscript(agent: Int32) -> SharedAgent {
    @inline(__always) unsafeAddress { UnsafePointer(rows.at(agent)) }
  }

  /// Whether agents of a group with the most contacts take the next one, before idle ones.
  func packs(_ group: Int32) -> Bool { groups[group].packs }

  /// Whether agents of a group have several contacts at once.
  func isShared(_ group: Int32) -> Bool { groups[group].isShared }

  /// Whether an agent of a group takes no contact during a wrap-up.
  func pausesInWrapUp(_ group: Int32) -> Bool { groups[group].pausesInWrapUp }

  /// How fast each of so many contacts of an agent of a group goes on.
  func speed(_ group: Int32, _ taken: Int32) -> Double { speeds[group * (most + 1) + taken] }

  /// Whether an agent has room for a contact of a channel.
  func fits(_ agent: Int32, _ group: Int32, _ channel: Int32) -> Bool {
    let row = rows.at(agent)
    let place = group * channels + channel
    return row.pointee.parts + weights[place] <= groups[group].parts
      && row.pointee.held & clashes[place] == 0
  }

  /// The channels of which an agent has room for one more contact, a bit each.
  func room(of agent: Int32, _ group: Int32) -> UInt32 {
    (0..<channels).reduce(0) { bits, channel in
      fits(agent, group, channel) ? bits | 1 << UInt32(channel) : bits
    }
  }

  // MARK: Contacts come and go

  /// An agent, who is in no list, begins another contact.
  func take(_ agent: Int32, _ group: Int32, _ channel: Int32, at now: Seconds) {
    let row = rows.at(agent)
    assert(!row.pointee.isListed)
    assert(fits(agent, group, channel), "an agent takes more contacts than he may")
    count(agent, group, until: now)
    if row.pointee.taken == 0 { row.pointee.channel = channel }
    row.pointee.taken += 1
    row.pointee.held += 1 << UInt64(6 * channel)
    row.pointee.parts += weights[group * channels + channel]
  }

  /// An agent, who is in no list, ends a contact and keeps these: so many by channel, six bits each.
  func end(_ agent: Int32, _ group: Int32, keeping held: UInt64, at now: Seconds) {
    let row = rows.at(agent)
    assert(!row.pointee.isListed && row.pointee.taken > 0)
    count(agent, group, until: now)
    row.pointee.taken -= 1
    row.pointee.held = held
    row.pointee.parts = (0..<channels).reduce(0) { sum, channel in
      sum + Int(held >> UInt64(6 * channel) & 63) * weights[group * channels + channel]
    }
  }

  // MARK: Turns

  /// An agent has one more, or one less, of the conversations that have turns.
  func changeTurns(_ agent: Int32, _ group: Int32, by change: Int32, at now: Seconds) {
    count(agent, group, until: now)
    rows.at(agent).pointee.turns += change
  }

  /// An agent begins to write to a customer, or to nobody.
  func serve(_ agent: Int32, _ group: Int32, _ engagement: Int32, at now: Seconds) {
    count(agent, group, until: now)
    rows.at(agent).pointee.serving = engagement
  }

  // MARK: Who takes another one

  /// An agent takes another contact, if he has room.
  func listIfRoom(_ agent: Int32, _ group: Int32) {
    let row = rows.at(agent)
    guard !row.pointee.isListed, row.pointee.taken > 0, row.pointee.taken < most,
      room(of: agent, group) != 0
    else { return }
    let list = list(group, row.pointee.channel, row.pointee.taken)
    row.pointee.previous = list.pointee.tail
    row.pointee.next = -1
    row.pointee.isListed = true
    if list.pointee.tail >= 0 {
      rows.at(list.pointee.tail).pointee.next = agent
    } else {
      list.pointee.head = agent
    }
    list.pointee.tail = agent
  }

  /// An agent takes no other contact for the time being.
  func unlist(_ agent: Int32, _ group: Int32) {
    let row = rows.at(agent)
    guard row.pointee.isListed else { return }
    let list = list(group, row.pointee.channel, row.pointee.taken)
    let (before, after) = (row.pointee.previous, row.pointee.next)
    row.pointee.isListed = false
    if before >= 0 { rows.at(before).pointee.next = after } else { list.pointee.head = after }
    if after >= 0 { rows.at(after).pointee.previous = before } else { list.pointee.tail = before }
  }

  /// Of a group's agents who take another contact of a channel, one with the fewest, or where the group
  /// packs with the most: the one who has had that many for the longest time; −1: there is none.
  func next(_ group: Int32, _ channel: Int32) -> Int32 {
    let packs = groups[group].packs
    for step in 1..<max(most, 1) {
      let head = list(group, channel, packs ? most - step : step).pointee.head
      var agent = head
      while agent >= 0 {
        if fits(agent, group, channel) { return agent }
        agent = rows.at(agent).pointee.next
      }
    }
    return -1
  }

  private func list(
    _ group: Int32, _ channel: Int32, _ taken: Int32
  ) -> UnsafeMutablePointer<SharedList> {
    let key = groups[group].mixes ? 0 : channel
    return lists.at((group * channels + key) * most + taken)
  }

  // MARK: The books

  private func count(_ agent: Int32, _ group: Int32, until now: Seconds) {
    let row = rows.at(agent)
    let slotTime = Double(row.pointee.taken) * (now - row.pointee.since)
    row.pointee.slotTime += slotTime
    let unserved = row.pointee.turns - (row.pointee.serving >= 0 ? 1 : 0)
    let length = now - row.pointee.since
    row.pointee.slowed += Double(unserved) * length
    row.pointee.slowed +=
      Double(row.pointee.taken - row.pointee.turns) * length * (1 - speed(group, row.pointee.taken))
    row.pointee.used += length * Double(row.pointee.parts) / Double(groups[group].parts)
    times.at(group * (most + 1) + row.pointee.taken).pointee += length
    row.pointee.since = now
  }

  /// Counting begins: what was before is forgotten.
  mutating func restart(at now: Seconds) {
    times.fill(0)
    for agent in 0..<Int32(rows.count) {
      let row = rows.at(agent)
      row.pointee.since = now
      row.pointee.slotTime = 0
      (row.pointee.slowed, row.pointee.slowedBefore) = (0, 0)
      (row.pointee.used, row.pointee.usedBefore) = (0, 0)
    }
  }

  /// Adds the slowed and the used time of an agent in the present interval, which ends; the next one starts
  /// at zero.
  func flush(
    _ agent: Int32, _ group: Int32, at now: Seconds, into sum: inout (slowed: Seconds, used: Seconds)
  ) {
    count(agent, group, until: now)
    let row = rows.at(agent)
    sum.slowed += row.pointee.slowed
    sum.used += row.pointee.used
    row.pointee.slowedBefore += row.pointee.slowed
    row.pointee.usedBefore += row.pointee.used
    (row.pointee.slowed, row.pointee.used) = (0, 0)
  }

  /// Agent-seconds with 0, 1, 2 … contacts since counting began, group by group.
  func timesWith() -> [[Seconds]] {
    let all = times.array()
    return stride(from: 0, to: all.count, by: Int(most) + 1).map { Array(all[$0..<$0 + Int(most) + 1]) }
  }
}
