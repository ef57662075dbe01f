/// A contact as a thread.
struct ThreadState: BitwiseCopyable {
  /// What the customer of a thread under way is at.
  enum Phase: UInt8 {
    /// Waiting for an agent or with one.
    case inTurn
    /// Silent, before the next turn.
    case thinking
    /// At a closed door, until the center opens.
    case outside
    /// Content for now; the thread will be opened again.
    case resolved
  }

  /// When the thread began, or was opened again.
  var began: Seconds = 0
  /// Since when it is in its phase.
  var since: Seconds = 0
  /// Turns answered since then.
  var turns: Int32 = 0
  /// How many there will be; 0: another one comes by chance.
  var count: Int32 = 0
  var phase = Phase.inTurn
  /// Whether the first turn was answered, before an earlier resolution perhaps.
  var isUnderWay = false
  /// Whether the present turn is with another agent than the one before.
  var isHandedOver = false
}

/// The contacts as threads, and what is counted of them; empty without types that have turns.
struct Threads: ~Copyable {
  /// By contact slot.
  private var rows: Table<ThreadState>
  /// Rows as those of contacts.
  private var turns: Table<TurnTally>
  /// By type.
  private var tallies: Table<ThreadTally>
  /// By type: the laws of the number of turns, of the silence and of the time to another opening; −1: none.
  let countLaws: [Int32]
  let thinkingLaws: [Int32]
  let reopeningLaws: [Int32]

  init(_ model: Model, _ prepared: PreparedModel, rows stride: Int32) {
    let has = model.hasThreads
    turns = Table(
      repeating: TurnTally(), count: has ? model.contactTypes.count * Int(stride) : 0)
    rows = Table(repeating: ThreadState(), count: has ? ContactSlots.first : 0)
    tallies = Table(repeating: ThreadTally(), count: has ? model.contactTypes.count : 0)
    countLaws = prepared.turnLaws.map(\.count)
    thinkingLaws = prepared.turnLaws.map(\.thinking)
    reopeningLaws = prepared.turnLaws.map(\.reopening)
  }

  mutating func reset() {
    rows.fill(ThreadState())
    tallies.fill(ThreadTally())
    turns.fill(TurnTally())
  }

  /// Makes room for as many contacts as there are slots.
  mutating func grow(to count: Int) { rows.grow(to: count, with: ThreadState()) }

  /// The thread of a contact, good until there are more of them.
  func at(_ contact: Int32) -> UnsafeMutablePointer<ThreadState> { rows.at(contact) }

  /// What is counted of the turns of a row.
  func turns(_ row: Int32) -> UnsafeMutablePointer<TurnTally> { turns.at(row) }

  /// What is counted of a type.
  func tally(_ type: Int32) -> UnsafeMutablePointer<ThreadTally> { tallies.at(type) }

  /// What was counted, by type.
  var finished: [ThreadTally] { tallies.array() }

  /// What was counted of turns, rows of the warm-up left out.
  func finishedTurns(stride: Int) -> [TurnTally] {
    turns.array().enumerated().filter { $0.offset % stride < stride - 1 }.map(\.element)
  }
}
