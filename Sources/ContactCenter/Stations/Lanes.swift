// Where contacts wait: the lists themselves. What happens to those in them is in Waiting and QueueSteps.

/// All lanes, each a list of those who wait in it, first come first.
///
/// The links lie in the contacts' own rows.
struct Lanes: ~Copyable {
  private var rows: Table<Lane>
  private let empty: [Lane]
  /// type × queues + queue → lane; −1: none.
  private let laneOf: Table<Int32>
  private let queueCount: Int32
  /// The milestones of all lanes, one stretch after the other.
  let milestones: Table<Milestone>
  /// For each lane where its `moves` begin: to which lane each change of its plan leads.
  private let firstMove: Table<Int32>
  private let moves: Table<Int32>
  /// One bit for each lane that is not empty.
  private var filled: Table<UInt64>

  /// Channel × words + word: one bit for each lane of the channel.
  private let ofChannel: Table<UInt64>
  /// One bit for each lane of work that waits while the center is closed.
  private let kept: Table<UInt64>
  /// Of those that are filled the ones that are hidden at present.
  private var hidden: Table<UInt64>

  init(_ prepared: PreparedModel) {
    ofChannel = Table(
      Scenario.Channel.allCases.flatMap { channel in
        var bits = [UInt64](repeating: 0, count: prepared.laneWords)
        for (lane, row) in prepared.lanes.enumerated()
        where Int(prepared.types[Int(row.type)].channel) == channel.number {
          bits[lane / 64] |= 1 << UInt64(lane % 64)
        }
        return bits
      })
    var bits = [UInt64](repeating: 0, count: prepared.laneWords)
    for (lane, row) in prepared.lanes.enumerated() where prepared.types[Int(row.type)].keepsOverClosing {
      bits[lane / 64] |= 1 << UInt64(lane % 64)
    }
    kept = Table(bits)
    hidden = Table(repeating: 0, count: prepared.laneWords)
    empty = prepared.lanes
    rows = Table(empty)
    laneOf = Table(prepared.laneOf)
    queueCount = Int32(prepared.queueCount)
    milestones = Table(prepared.milestones)
    firstMove = Table(prepared.firstMove)
    moves = Table(prepared.moves)
    filled = Table(repeating: 0, count: prepared.laneWords)
  }

  mutating func reset() {
    for lane in empty.indices { rows[lane] = empty[lane] }
    filled.fill(0)
    hidden.fill(0)
  }

  // MARK: Which lane

  var count: Int { rows.count }

  /// The addresses of lanes; the table never grows.
  @inline(__always)
  func at(_ lane: Int32) -> UnsafeMutablePointer<Lane> { rows.at(lane) }

  @inline(__always)
  var view: TableView<Lane> { rows.view }

  subscript(lane: Int32) -> Lane {
    @inline(__always) unsafeAddress { UnsafePointer(rows.at(lane)) }
  }

  /// The lane of a type in the first state of its wait in a queue, which must be one that it may come to.
  @inline(__always)
  func lane(of type: Int32, in queue: Int32) -> Int32 {
    laneOf.at(type &* queueCount &+ queue).pointee
  }

  /// The lane of the first state of a lane's type and queue.
  @inline(__always)
  func first(of lane: Int32) -> Int32 {
    self.lane(of: rows.at(lane).pointee.type, in: rows.at(lane).pointee.queue)
  }

  /// The lane that a change of its plan leads to from a lane.
  func next(from lane: Int32, change: Int32) -> Int32 { moves[firstMove[lane] + change] }

  /// 64 lanes, a bit each: those in which somebody waits.
  @inline(__always)
  func filled(_ word: Int32) -> UInt64 { filled.at(word).pointee }

  /// As long as something is asked: nobody seems to wait in lanes of other channels than these, a bit each.
  mutating func showOnly(_ channels: UInt32) {
    for word in 0..<hidden.count {
      var shown: UInt64 = 0
      for channel in Scenario.Channel.allCases.indices where channels & 1 << UInt32(channel) != 0 {
        shown |= ofChannel[channel * hidden.count + word]
      }
      hidden[word] = filled[word] & ~shown
      filled[word] &= shown
    }
  }

  /// As long as something is asked: nothing seems to wait that waits while the center is closed.
  mutating func hideKept() {
    for word in 0..<hidden.count {
      hidden[word] = filled[word] & kept[word]
      filled[word] &= ~hidden[word]
    }
  }

  /// All is seen again.
  mutating func showAll() {
    for word in 0..<hidden.count { filled[word] |= hidden[word] }
  }

  // MARK: Coming and going

  /// Puts a contact into a lane, behind all that asked for an agent before it.
  @inline(__always)
  func enter(_ contact: Int32, _ lane: Int32, _ contacts: borrowing ContactSlots) {
    let caller = contacts.at(contact)
    let place = rows.at(lane)
    caller.pointee.lane = lane
    var before = place.pointee.tail
    while before >= 0 && contacts.at(before).pointee.entered > caller.pointee.entered {
      before = contacts.at(before).pointee.previous
    }
    insert(contact, lane, behind: before, contacts)
  }

  /// Puts a contact before all that are no turns of threads under way.
  func enterFirst(_ contact: Int32, _ lane: Int32, _ contacts: borrowing ContactSlots) {
    contacts.at(contact).pointee.lane = lane
    var before: Int32 = -1
    var next = rows.at(lane).pointee.head
    while next >= 0, contacts.at(next).pointee.consultation == .turn,
      contacts.at(next).pointee.entered <= contacts.at(contact).pointee.entered
    {
      before = next
      next = contacts.at(next).pointee.next
    }
    insert(contact, lane, behind: before, contacts)
  }

  @inline(__always)
  private func insert(
    _ contact: Int32, _ lane: Int32, behind before: Int32, _ contacts: borrowing ContactSlots
  ) {
    let caller = contacts.at(contact)
    let place = rows.at(lane)
    let after = before >= 0 ? contacts.at(before).pointee.next : place.pointee.head
    caller.pointee.previous = before
    caller.pointee.next = after
    if before >= 0 {
      contacts.at(before).pointee.next = contact
    } else {
      place.pointee.head = contact
    }
    if after >= 0 {
      contacts.at(after).pointee.previous = contact
    } else {
      place.pointee.tail = contact
    }
    place.pointee.length &+= 1
    filled.at(lane >> 6).pointee |= 1 &<< UInt64(truncatingIfNeeded: lane)
  }

  /// Takes a contact out of its lane.
  @inline(__always)
  func leave(_ contact: Int32, _ contacts: borrowing ContactSlots) {
    let caller = contacts.at(contact)
    let lane = caller.pointee.lane
    let place = rows.at(lane)
    assert(place.pointee.length > 0, "a contact leaves a lane that nobody is in")
    let before = caller.pointee.previous
    let after = caller.pointee.next
    if before >= 0 {
      contacts.at(before).pointee.next = after
    } else {
      place.pointee.head = after
    }
    if after >= 0 {
      contacts.at(after).pointee.previous = before
    } else {
      place.pointee.tail = before
    }
    if place.pointee.head < 0 {
      filled.at(lane >> 6).pointee &= ~(1 &<< UInt64(truncatingIfNeeded: lane))
    }
    place.pointee.length &-= 1
    assert((place.pointee.length == 0) == (place.pointee.head < 0))
  }

  /// Everyone who waits, lane by lane.
  func everyone(_ contacts: borrowing ContactSlots) -> [Int32] {
    var waiting: [Int32] = []
    for lane in 0..<Int32(rows.count) {
      var contact = rows[lane].head
      while contact >= 0 {
        waiting.append(contact)
        contact = contacts[contact].next
      }
    }
    return waiting
  }
}
