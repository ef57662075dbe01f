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
}

/// The laws of a bot.
struct BotLaws {
  /// By intent.
  let sessions: [Int32]
  let returnAfter: Int32

  init(_ bot: Scenario.Bot, _ laws: inout LawCollector) {
    sessions = bot.allIntents.map { laws.add($0.session ?? bot.session) }
    returnAfter = laws.add(bot.returnAfter)
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
  let laws: [BotLaws]

  init(_ model: Model, _ prepared: PreparedModel) {
    let has = !model.bots.isEmpty
    visits = Table(repeating: BotVisit(), count: has ? ContactSlots.first : 0)
    tallies = Table(repeating: BotTally(), count: has ? model.contactTypes.count : 0)
    taken = Table(repeating: 0, count: model.bots.count)
    capacities = model.bots.map { $0.sessions.map { Int32(clamping: $0) } ?? Int32.max }
    laws = prepared.botLaws
  }

  mutating func reset() {
    visits.fill(BotVisit())
    tallies.fill(BotTally())
    taken.fill(0)
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

  /// Sessions taken of all bots.
  var inSession: Int32 { taken.array().reduce(0, +) }
}
