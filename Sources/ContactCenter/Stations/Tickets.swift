// Those who are to be called back.

/// What a contact is that is to be called back, as long as it is.
///
/// `random` is the seed of the contact whose ticket it is: the row of a slot belongs to no other.
struct Ticket: BitwiseCopyable {
  enum State: UInt8 {
    /// Waits on the line like everybody.
    case none
    /// Accepted: the number is being taken.
    case captured
    /// Rests until a timer ends.
    case resting
    /// In one of the lists, or in its lane.
    case listed
    /// Is being dialed.
    case dialed
    /// The customer has answered and waits for an agent.
    case answered
    /// In conversation, or passed on after it.
    case connected
    /// The call is over.
    case closed
  }
  var random: UInt64 = 0
  var accepted: Seconds = 0
  /// Its place in a list: the least comes first.
  var turn: Seconds = 0
  /// When it began to wait in its lane; negative: it does not.
  var joined: Seconds = -1
  /// Since when the customer is on the line: since he answered alone, or spoke to an agent.
  var connected: Seconds = 0
  /// Length of the attempt under way.
  var dialing: Seconds = 0
  var dials: Int32 = 0
  /// The queue whose offer was accepted.
  var queue: Int32 = -1
  var list: Int32 = -1
  var outcome = DialOutcome.reached
  var state = State.none
  /// Nobody needs it any more: its customer has been served otherwise, or calls in instead.
  var isVoid = false
  /// How often it was looked at when its customer would call in.
  var wakes: Int32 = 0
  /// The end of the time in which he may be called.
  var expires: Seconds = .infinity
  /// Another contact of the same person: of a ticket the call of its customer, of such a call the ticket.
  ///
  /// The link holds as long as the slot has this seed.
  var other: Int32 = -1
  var otherRandom: UInt64 = 0

  /// Accepted, and neither connected nor closed.
  var isOpen: Bool { state != .none && state.rawValue < State.connected.rawValue }
}

/// What comes of an attempt to reach a customer.
enum DialOutcome: UInt8 {
  case reached, noAnswer, machine, busy
  /// The customer answers, and has been served already.
  case served
}

/// Tickets in order of their turn.
struct TicketList: BitwiseCopyable {
  var head: Int32 = -1
  var tail: Int32 = -1
}

/// The open tickets of a type over time.
struct TicketCount: BitwiseCopyable {
  private var count = 0.0
  /// Σ ± time; ∫ number dt = sum + number × end.
  private var sum = 0.0
  private var counted = 0.0

  /// The number changes; `time` is the moment as far as it is counted.
  mutating func change(by change: Double, at now: Seconds, counted time: Seconds) {
    count += change
    sum -= change * now
    counted -= change * time
  }

  /// ∫ number dt over all time.
  func whole(until now: Seconds) -> Double { sum + count * now }

  /// The same over the time that is counted.
  func integral(until time: Seconds) -> Double { counted + count * time }
}

/// All tickets, by slot of their contact, and the lists of those whose turn is to come.
///
/// Tickets that keep their place in the queue wait in its lanes; all others in a list of their queue, or,
/// when they come before everybody, in the queue's urgent list. The links lie in the contacts' own rows.
struct Tickets: ~Copyable {
  private var rows: Table<Ticket>
  /// queue × 2: the list that comes after those who wait, and the urgent one.
  private var lists: Table<TicketList>
  /// By queue: customers who are being dialed while no agent is held for them.
  private var underWay: Table<Int32>
  /// Σ time of tickets in lanes that they have left.
  var laneTime: Seconds = 0
  /// By type.
  private var open: Table<TicketCount>
  /// The queues with callbacks.
  let queues: [Int32]
  /// By queue: laws of the gap, the conversation and the patience of who has answered; −1: none.
  let gapLaws: [Int32]
  let talkLaws: [Int32]
  let patienceLaws: [Int32]
  /// By queue: the queues with callbacks whose customers its agents are called for.
  private let rivals: [[Int32]]
  /// By queue: nobody is dialed before this moment, since all lines were taken.
  private var lineFree: Table<Seconds>

  init(_ model: Model, _ prepared: PreparedModel) {
    queues = model.queues.indices.filter { model.queues[$0].callback != nil }.map { Int32($0) }
    rows = Table(repeating: Ticket(), count: queues.isEmpty ? 0 : ContactSlots.first)
    lists = Table(repeating: TicketList(), count: model.queues.count * 2)
    underWay = Table(repeating: 0, count: model.queues.count)
    lineFree = Table(repeating: -.infinity, count: model.queues.count)
    let called = queues
    rivals = model.queues.indices.map { queue in
      let groups = model.groups.filter { $0.skills.contains { $0.queue.place == queue } }
      return called.filter { other in
        groups.contains { $0.skills.contains { $0.queue.place == Int(other) } }
      }
    }
    open = Table(repeating: TicketCount(), count: queues.isEmpty ? 0 : model.contactTypes.count)
    gapLaws = prepared.callbackLaws.map(\.gap)
    talkLaws = prepared.callbackLaws.map(\.talk)
    patienceLaws = prepared.callbackLaws.map(\.patience)
  }

  mutating func reset() {
    rows.fill(Ticket())
    lists.fill(TicketList())
    underWay.fill(0)
    lineFree.fill(-.infinity)
    open.fill(TicketCount())
    laneTime = 0
  }

  /// Rows for so many slots.
  mutating func grow(to slots: Int) {
    if rows.count > 0 { rows.grow(to: slots, with: Ticket()) }
  }

  // MARK: Rows

  /// The ticket of a contact; one without a state if it has none.
  func of(_ contact: Int32, _ contacts: borrowing ContactSlots) -> UnsafeMutablePointer<Ticket> {
    let row = rows.at(contact)
    let random = contacts.at(contact).pointee.random
    if row.pointee.random != random { row.pointee = Ticket(random: random) }
    return row
  }

  /// A contact becomes a ticket (1), or is none any more (−1).
  func count(_ type: Int32, by change: Double, at now: Seconds, counted time: Seconds) {
    open.at(type).pointee.change(by: change, at: now, counted: time)
  }

  func openCount(_ type: Int32) -> TicketCount { open.at(type).pointee }

  /// Two contacts are one person's.
  func join(_ ticket: Int32, _ call: Int32, _ contacts: borrowing ContactSlots) {
    for (one, other) in [(ticket, call), (call, ticket)] {
      let row = of(one, contacts)
      row.pointee.other = other
      row.pointee.otherRandom = contacts.at(other).pointee.random
    }
  }

  /// The other contact of the same person; −1: there is none any more.
  func other(of contact: Int32, _ contacts: borrowing ContactSlots) -> Int32 {
    let row = of(contact, contacts).pointee
    guard row.other >= 0, case let other = contacts.at(row.other),
      other.pointee.random == row.otherRandom, other.pointee.stage != .free
    else { return -1 }
    return row.other
  }

  /// The next attempt of a caller, which has another seed, is still of the same person.
  func keepOther(of contact: Int32, after old: UInt64, _ contacts: borrowing ContactSlots) {
    let before = rows.at(contact).pointee
    guard before.random == old, before.other >= 0 else { return }
    let ticket = of(before.other, contacts)
    if ticket.pointee.random == before.otherRandom && ticket.pointee.other == contact {
      join(before.other, contact, contacts)
    }
  }

  // MARK: Dialing without an agent

  /// Customers whom agents of a queue are to be free for, as they are being dialed.
  func underWay(_ queue: Int32) -> Int32 {
    rivals[Int(queue)].reduce(0) { $0 + underWay.at($1).pointee }
  }

  func noteDialing(_ queue: Int32, by change: Int32) { underWay.at(queue).pointee += change }

  /// Whether a line may be free on which customers of a queue are dialed.
  func mayHaveLine(_ queue: Int32, at now: Seconds) -> Bool { lineFree.at(queue).pointee <= now }

  /// All lines are taken: the customers of a queue are dialed from a moment on.
  func noteLines(_ queue: Int32, freeAt moment: Seconds) { lineFree.at(queue).pointee = moment }

  // MARK: Lists

  /// The list of a queue; −1: nobody is in it.
  func first(_ queue: Int32, urgent isUrgent: Bool) -> Int32 {
    lists.at(queue * 2 + (isUrgent ? 1 : 0)).pointee.head
  }

  /// Puts a contact into a list, behind all whose turn comes no later.
  func enter(
    _ contact: Int32, _ queue: Int32, urgent isUrgent: Bool, _ contacts: borrowing ContactSlots
  ) {
    let ticket = of(contact, contacts)
    assert(ticket.pointee.list < 0, "a ticket is in two lists")
    ticket.pointee.list = queue * 2 + (isUrgent ? 1 : 0)
    let list = lists.at(ticket.pointee.list)
    var before = list.pointee.tail
    while before >= 0 && rows.at(before).pointee.turn > ticket.pointee.turn {
      before = contacts.at(before).pointee.previous
    }
    let after = before >= 0 ? contacts.at(before).pointee.next : list.pointee.head
    contacts.at(contact).pointee.previous = before
    contacts.at(contact).pointee.next = after
    if before >= 0 { contacts.at(before).pointee.next = contact } else { list.pointee.head = contact }
    if after >= 0 { contacts.at(after).pointee.previous = contact } else { list.pointee.tail = contact }
  }

  /// Takes a contact out of its list.
  func leave(_ contact: Int32, _ contacts: borrowing ContactSlots) {
    let ticket = of(contact, contacts)
    assert(ticket.pointee.list >= 0, "a ticket leaves no list")
    let list = lists.at(ticket.pointee.list)
    ticket.pointee.list = -1
    let before = contacts.at(contact).pointee.previous
    let after = contacts.at(contact).pointee.next
    if before >= 0 { contacts.at(before).pointee.next = after } else { list.pointee.head = after }
    if after >= 0 { contacts.at(after).pointee.previous = before } else { list.pointee.tail = before }
  }

  /// Everyone in a list of a queue, in order.
  func everyone(_ queue: Int32, urgent isUrgent: Bool, _ contacts: borrowing ContactSlots) -> [Int32] {
    var all: [Int32] = []
    var contact = first(queue, urgent: isUrgent)
    while contact >= 0 {
      all.append(contact)
      contact = contacts.at(contact).pointee.next
    }
    return all
  }
}
