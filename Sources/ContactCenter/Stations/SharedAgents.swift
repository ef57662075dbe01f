// Agents who are in several contacts at once. Between steps 5 and 7 of a contact's journey.

/// An agent as far as he is shared by several contacts.
struct SharedAgent: BitwiseCopyable {
  /// Contacts that he is in.
  var taken: Int32 = 0
  /// Their channel, the same for all.
  var channel: Int32 = 0
  var previous: Int32 = -1
  var next: Int32 = -1
  /// Whether he takes another one.
  var isListed = false
  /// When the number of his contacts changed, or its time was last counted.
  var since: Seconds = 0
  /// ∫ contacts dt since counting began.
  var slotTime: Seconds = 0
  /// ∫ contacts · (1 − speed) dt in the present interval, and in those before.
  var slowed: Seconds = 0
  var slowedBefore: Seconds = 0
}

/// Those of a group who are in so many contacts of a channel and take another one, first come first.
struct SharedList: BitwiseCopyable {
  var head: Int32 = -1
  var tail: Int32 = -1
}

/// How many contacts each agent is in, and who of a group takes another one: agents who are engaged and
/// therefore in no idle list.
///
/// Empty in a model whose agents are in one contact at a time.
struct SharedAgents: ~Copyable {
  private var rows: Table<SharedAgent>
  /// (group × channels + channel) × most + contacts.
  private var lists: Table<SharedList>
  /// group × channels + channel → contacts at once.
  private let capacities: Table<Int32>
  /// group × (most + 1) + contacts → speed of each.
  private let speeds: Table<Double>
  private let channels = Int32(Scenario.Channel.allCases.count)
  /// The most contacts at once that any agent is in.
  let most: Int32

  init(_ model: Model, agents: Int) {
    let groups = model.groups
    let most = groups.map(\.written.capacity.most).max() ?? 1
    self.most = Int32(most)
    rows = Table(repeating: SharedAgent(), count: most > 1 ? agents : 0)
    lists = Table(
      repeating: SharedList(), count: groups.count * Scenario.Channel.allCases.count * most)
    capacities = Table(
      groups.flatMap { group in
        Scenario.Channel.allCases.map { Int32(group.written.capacity.slots($0)) }
      })
    speeds = Table(
      groups.flatMap { group in (0...most).map { group.written.capacity.speed(of: $0) } })
  }

  mutating func reset() {
    rows.fill(SharedAgent())
    lists.fill(SharedList())
  }

  subscript(agent: Int32) -> SharedAgent {
    @inline(__always) unsafeAddress { UnsafePointer(rows.at(agent)) }
  }

  /// Contacts of a channel at once in a group.
  func capacity(_ group: Int32, _ channel: Int32) -> Int32 { capacities[group * channels + channel] }

  /// How fast each of so many contacts of an agent of a group goes on.
  func speed(_ group: Int32, _ taken: Int32) -> Double { speeds[group * (most + 1) + taken] }

  // MARK: Contacts come and go

  /// An agent, who is in no list, begins another contact.
  func take(_ agent: Int32, _ group: Int32, _ channel: Int32, at now: Seconds) {
    let row = rows.at(agent)
    assert(!row.pointee.isListed && (row.pointee.taken == 0 || row.pointee.channel == channel))
    assert(row.pointee.taken < capacity(group, channel), "an agent takes more contacts than he may")
    count(agent, group, until: now)
    row.pointee.taken += 1
    row.pointee.channel = channel
  }

  /// An agent, who is in no list, ends a contact.
  func end(_ agent: Int32, _ group: Int32, at now: Seconds) {
    assert(!rows.at(agent).pointee.isListed && rows.at(agent).pointee.taken > 0)
    count(agent, group, until: now)
    rows.at(agent).pointee.taken -= 1
  }

  // MARK: Who takes another one

  /// An agent takes another contact of his channel, if he has room.
  func listIfRoom(_ agent: Int32, _ group: Int32) {
    let row = rows.at(agent)
    let (taken, channel) = (row.pointee.taken, row.pointee.channel)
    guard !row.pointee.isListed, taken > 0, taken < capacity(group, channel) else { return }
    let list = list(group, channel, taken)
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

  /// Of a group's agents who take another contact of a channel, one with the fewest: the one who has
  /// had that many for the longest time; −1: there is none.
  func leastTaken(_ group: Int32, _ channel: Int32) -> Int32 {
    for taken in 1..<max(capacity(group, channel), 1) {
      let head = list(group, channel, taken).pointee.head
      if head >= 0 { return head }
    }
    return -1
  }

  private func list(
    _ group: Int32, _ channel: Int32, _ taken: Int32
  ) -> UnsafeMutablePointer<SharedList> {
    lists.at((group * channels + channel) * most + taken)
  }

  // MARK: The books

  private func count(_ agent: Int32, _ group: Int32, until now: Seconds) {
    let row = rows.at(agent)
    let slotTime = Double(row.pointee.taken) * (now - row.pointee.since)
    row.pointee.slotTime += slotTime
    row.pointee.slowed += slotTime * (1 - speed(group, row.pointee.taken))
    row.pointee.since = now
  }

  /// Counting begins: what was before is forgotten.
  func restart(_ agent: Int32, at now: Seconds) {
    let row = rows.at(agent)
    row.pointee.since = now
    (row.pointee.slotTime, row.pointee.slowed, row.pointee.slowedBefore) = (0, 0, 0)
  }

  /// The slowed time of an agent in the present interval, which ends; the next one starts at zero.
  func flush(_ agent: Int32, _ group: Int32, at now: Seconds) -> Seconds {
    count(agent, group, until: now)
    let row = rows.at(agent)
    defer { row.pointee.slowed = 0 }
    row.pointee.slowedBefore += row.pointee.slowed
    return row.pointee.slowed
  }
}
