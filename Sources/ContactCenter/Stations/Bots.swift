/// What a session will end with.
enum SessionEnd: UInt8 {
  case escalated, notUnderstood, solved, falselyContained
}

/// What a contact has to do with a bot.
struct BotVisit: BitwiseCopyable {
  /// Since when it is in its session, or away after one.
  var since: Seconds = 0
  /// What handling times are multiplied by.
  var factor = 1.0
  /// The type as which it met its bot; −1: it met none.
  var type: Int32 = -1
  /// What the session, present or last, ends with.
  var end = SessionEnd.escalated
  /// Whether it will come back because nothing was solved.
  var isAway = false
  /// Whether it asks for an agent, past the bot.
  var goesPast = false
  /// Whether it waits for a session.
  var waits = false
}

/// Those who wait for a session of a bot.
struct BotList: BitwiseCopyable {
  var head: Int32 = -1
  var tail: Int32 = -1
  var length: Int32 = 0
}

/// The laws of a bot.
struct BotLaws {
  /// By intent.
  let sessions: [Int32]
  let returnAfter: Int32
  /// Of who waits for a session; −1: nobody does.
  let patience: Int32

  init(_ bot: Scenario.Bot, _ laws: inout LawCollector) {
    sessions = bot.allIntents.map { laws.add($0.session ?? bot.session) }
    returnAfter = laws.add(bot.returnAfter)
    patience = laws.add(bot.queue?.patience)
  }
}

/// The bots' sessions, the contacts that met them, and what is counted of both; empty without bots.
struct Bots: ~Copyable {
  /// By contact slot.
  private var visits: Table<BotVisit>
  /// By type.
  private var tallies: Table<BotTally>
  /// By bot: sessions taken.
  private var taken: Table<Int32>
  private let capacities: [Int32]
  /// By bot: those who wait for a session, linked in the contacts' own rows; the most that may.
  private var lists: Table<BotList>
  private let places: [Int32]
  let laws: [BotLaws]

  init(_ model: Model, _ prepared: PreparedModel) {
    let has = !model.bots.isEmpty
    visits = Table(repeating: BotVisit(), count: has ? ContactSlots.first : 0)
    tallies = Table(repeating: BotTally(), count: has ? model.contactTypes.count : 0)
    taken = Table(repeating: 0, count: model.bots.count)
    capacities = model.bots.map { $0.sessions.map { Int32(clamping: $0) } ?? Int32.max }
    lists = Table(repeating: BotList(), count: model.bots.count)
    places = model.bots.map { $0.queue.map { $0.capacity.map { Int32(clamping: $0) } ?? Int32.max } ?? 0 }
    laws = prepared.botLaws
  }

  mutating func reset() {
    visits.fill(BotVisit())
    tallies.fill(BotTally())
    taken.fill(0)
    lists.fill(BotList())
  }

  /// Makes room for as many contacts as there are slots.
  mutating func grow(to count: Int) { visits.grow(to: count, with: BotVisit()) }

  /// A new contact, which has met no bot.
  @inline(never)
  func begin(_ contact: Int32) { visits.at(contact).pointee = BotVisit() }

  /// What a contact has to do with bots, good until there are more contacts.
  func at(_ contact: Int32) -> UnsafeMutablePointer<BotVisit> { visits.at(contact) }

  /// What is counted of a type.
  func tally(_ type: Int32) -> UnsafeMutablePointer<BotTally> { tallies.at(type) }

  /// What was counted, by type.
  var finished: [BotTally] { tallies.array() }

  /// Takes a session; false: all are taken.
  mutating func seize(_ bot: Int32) -> Bool {
    if taken[bot] >= capacities[Int(bot)] { return false }
    taken[bot] += 1
    return true
  }

  /// Gives a session back.
  mutating func release(_ bot: Int32) {
    assert(taken[bot] > 0, "a session ends that nobody was in")
    taken[bot] -= 1
  }

  // MARK: Those who wait for a session

  /// Whether one more may wait.
  func hasPlace(_ bot: Int32) -> Bool { lists[bot].length < places[Int(bot)] }

  /// Who has waited longest; −1: nobody waits.
  func first(_ bot: Int32) -> Int32 { lists[bot].head }

  /// A contact begins to wait, behind all others.
  mutating func enter(_ contact: Int32, _ bot: Int32, _ contacts: borrowing ContactSlots) {
    let last = lists[bot].tail
    contacts.at(contact).pointee.previous = last
    contacts.at(contact).pointee.next = -1
    if last >= 0 { contacts.at(last).pointee.next = contact } else { lists[bot].head = contact }
    lists[bot].tail = contact
    lists[bot].length += 1
    visits.at(contact).pointee.waits = true
  }

  /// A contact waits no more.
  mutating func leave(_ contact: Int32, _ bot: Int32, _ contacts: borrowing ContactSlots) {
    assert(visits.at(contact).pointee.waits)
    let (before, after) = (contacts.at(contact).pointee.previous, contacts.at(contact).pointee.next)
    if before >= 0 { contacts.at(before).pointee.next = after } else { lists[bot].head = after }
    if after >= 0 { contacts.at(after).pointee.previous = before } else { lists[bot].tail = before }
    lists[bot].length -= 1
    visits.at(contact).pointee.waits = false
  }

  /// Sessions taken of all bots.
  var inSession: Int32 { taken.array().reduce(0, +) }
}
