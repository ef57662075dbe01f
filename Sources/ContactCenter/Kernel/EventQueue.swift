/// What an event is about; with the timer's number it says everything.
package enum EventKind: UInt8 {
  case arrival, conversationEnds, menuEnds, patienceEnds, queueStep, alertEnds, phaseEnds, redial
  case wrapUpEnds, agentStateEnds, rosterChange, unscheduledBreak, staffingChange, trunkChange
  case intervalEnds, opening, closing, warmUpEnds, sessionEnds, turnEnds
  case ticketDue, dialEnds, ticketWakes, agentLetGo, turn, botSessionEnds, chases, stretchEnds
  case askDialers, campaignDue, lineTimeEnds, blockChange
}

/// The future events, soonest first; those of one moment in the order in which they were scheduled.
///
/// An event is one 128-bit key: the bits of its time (non-negative doubles order like their bits), a
/// sequence number, its kind and its timer. Every timer has at most one pending event, so events are
/// found, and truly cancelled, by their timer.
///
/// Events of the near future lie on a wheel of buckets, each a sorted list of the events of a short
/// span of time, with a bit for every bucket that is not empty; those beyond the wheel's turn lie in a
/// heap. With about one event to a bucket, scheduling, taking and cancelling cost a few steps each,
/// whatever the number of events. The wheel's measures change the speed only, never the order.
package struct EventQueue: ~Copyable {
  /// The bits of a key that hold the timer.
  private static let timerBits: UInt32 = 27
  /// A list in which an event's place lies further back is too long: the heap takes the event.
  private static let mostSteps = 64
  /// The most timers; a contact uses up to four.
  static let timerLimit = 1 << 27

  /// The pending event of each timer.
  private var nodes: Table<EventNode>
  private var sequence: UInt32 = 0

  // The wheel. Bucket b of all time is slot b & mask, for b in current ... current + mask.
  private var heads: Table<Int32>
  private var filled: Table<UInt64>
  private let bucketsPerSecond: Double
  /// The number of slots, less one.
  private let mask: Int
  private var current = 0
  private var wheelCount = 0

  private var far: FarEvents

  /// Pending events.
  package var count: Int { wheelCount + far.count }

  /// An empty list for timers 0 ..< timers.
  ///
  /// - Parameters:
  ///   - timers: how many timers there are.
  ///   - spacing: the span of a bucket, about the mean time between events.
  ///   - slots: buckets on the wheel, rounded up to a power of two of at least 64.
  package init(timers: Int, spacing: Seconds = 1, slots: Int = 1024) {
    let size = 1 << (Int.bitWidth - (max(slots, 64) - 1).leadingZeroBitCount)
    nodes = Table(repeating: EventNode(), count: timers)
    heads = Table(repeating: -1, count: size)
    filled = Table(repeating: 0, count: size / 64)
    bucketsPerSecond = 1 / spacing
    mask = size - 1
    far = FarEvents()
  }

  /// Forgets all events and starts the sequence anew, O(timers + slots).
  ///
  /// No event may be scheduled before `start` from then on.
  package mutating func removeAll(start: Seconds = 0) {
    nodes.fill(EventNode())
    heads.fill(-1)
    filled.fill(0)
    current = bucket(of: start)
    wheelCount = 0
    sequence = 0
    far.removeAll()
  }

  /// Admits timers up to `timers`.
  package mutating func grow(timers: Int) {
    precondition(timers <= EventQueue.timerLimit, "more than 2^27 timers in one simulation")
    nodes.grow(to: timers, with: EventNode())
  }

  /// The bits of an event key's time, which order like times.
  @inline(__always)
  static func bits(_ key: UInt128) -> UInt64 { UInt64(truncatingIfNeeded: key >> 64) }

  /// The time of an event key.
  @inline(__always)
  package static func time(_ key: UInt128) -> Seconds {
    Double(bitPattern: bits(key))
  }

  /// The kind of an event key.
  @inline(__always)
  package static func kind(_ key: UInt128) -> EventKind {
    // Only kinds are ever packed here, and an enumeration without payload is its raw byte.
    unsafeBitCast(UInt8(truncatingIfNeeded: key >> 27) & 31, to: EventKind.self)
  }

  /// The timer of an event key.
  @inline(__always)
  package static func timer(_ key: UInt128) -> Int {
    Int(UInt32(truncatingIfNeeded: key) & (1 << 27 - 1))
  }

  /// Schedules `kind` for `timer`, which must have no pending event, at `time`.
  @inline(__always)
  package mutating func schedule(_ kind: EventKind, timer: Int, at time: Seconds) {
    let (next, overflow) = sequence.addingReportingOverflow(1)
    precondition(!overflow, "more than 2^32 events in one replication")
    sequence = next
    insert(kind, Int32(truncatingIfNeeded: timer), time, sequence)
  }

  /// Schedules `kind` for `timer` before all else that happens at `time`.
  ///
  /// At most one kind of event may ask for this.
  package mutating func scheduleFirst(_ kind: EventKind, timer: Int, at time: Seconds) {
    insert(kind, Int32(truncatingIfNeeded: timer), time, 0)
  }

  /// The bucket of a moment: its span, counted to the nearest.
  ///
  /// Adding 2^52 leaves the count in the lowest bits of the sum, in three instructions and without a
  /// check. Larger counts, which laws without a mean can bring about, still order like their moments;
  /// they are far off, and that is all that is asked of them.
  @inline(__always)
  private func bucket(of time: Seconds) -> Int {
    let sum = time * bucketsPerSecond + 0x1p52
    return Int(truncatingIfNeeded: sum.bitPattern &- (0x1p52 as Double).bitPattern)
  }

  /// Whether `timer` has a pending event.
  @inline(__always)
  package mutating func isPending(_ timer: Int) -> Bool {
    nodes.at(Int32(truncatingIfNeeded: timer)).pointee.place != EventNode.nowhere
  }

  /// The pending event of `timer`; nil: there is none.
  func pending(_ timer: Int) -> UInt128? {
    let node = nodes.at(Int32(truncatingIfNeeded: timer))
    return node.pointee.place == EventNode.nowhere ? nil : node.pointee.key
  }

  @inline(__always)
  private mutating func insert(
    _ kind: EventKind, _ timer: Int32, _ time: Seconds, _ sequence: UInt32
  ) {
    let node = nodes.at(timer)
    assert(node.pointee.place == EventNode.nowhere && time >= 0)
    let low = UInt32(kind.rawValue) << EventQueue.timerBits | UInt32(bitPattern: timer)
    let key = UInt128(time.bitPattern) << 64 | UInt128(sequence) << 32 | UInt128(low)
    node.pointee.key = key
    let bucket = bucket(of: time)
    if bucket &- current > mask {
      far.push(key, nodes.base)
      return
    }
    node.pointee.place = EventNode.onWheel
    wheelCount &+= 1
    let slot = bucket & mask
    let head = heads.base + slot
    let first = head.pointee
    if first < 0 {
      node.pointee.next = -1
      node.pointee.previous = -1
      head.pointee = timer
      filled.base[slot &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: slot)
    } else {
      link(timer, head, first)
    }
  }

  /// Puts a timer into its place of a bucket that is not empty.
  @inline(__always)
  private mutating func link(
    _ timer: Int32, _ head: UnsafeMutablePointer<Int32>, _ first: Int32
  ) {
    let nodes = self.nodes.base
    let key = nodes[Int(timer)].key
    var before: Int32 = -1
    var after = first
    var steps = 0
    while after >= 0 && nodes[Int(after)].key < key {
      before = after
      after = nodes[Int(after)].next
      steps &+= 1
      if steps == EventQueue.mostSteps {
        moveFar(timer)
        return
      }
    }
    nodes[Int(timer)].next = after
    nodes[Int(timer)].previous = before
    if before >= 0 { nodes[Int(before)].next = timer } else { head.pointee = timer }
    if after >= 0 { nodes[Int(after)].previous = timer }
  }

  /// The heap takes an event of the wheel that is in no list yet.
  @inline(never)
  private mutating func moveFar(_ timer: Int32) {
    nodes.at(timer).pointee.place = EventNode.nowhere
    wheelCount &-= 1
    far.push(nodes.at(timer).pointee.key, nodes.base)
  }

  /// Takes the soonest event out; nil when there is none.
  @inline(__always)
  package mutating func next() -> UInt128? {
    if wheelCount == 0 { return nextFar() }
    let start = current & mask
    let words = filled.base
    // Mostly the next bucket with an event has its bit in the same word.
    let rest = words[start &>> 6] &>> UInt64(truncatingIfNeeded: start)
    var slot = start &+ rest.trailingZeroBitCount
    var ahead = rest.trailingZeroBitCount
    if rest == 0 {
      var word = start &>> 6
      repeat { word = (word &+ 1) & (mask &>> 6) } while words[word] == 0
      slot = word &<< 6 &+ words[word].trailingZeroBitCount
      ahead = (slot &- start) & mask
    }
    let timer = heads.base[slot]
    let node = nodes.at(timer)
    let key = node.pointee.key
    // Nearly always the time alone decides.
    if far.leastTime <= EventQueue.bits(key) && far.least < key { return nextFar() }
    let after = node.pointee.next
    heads.base[slot] = after
    if after >= 0 {
      nodes.at(after).pointee.previous = -1
    } else {
      words[slot &>> 6] &= ~(1 &<< UInt64(truncatingIfNeeded: slot))
    }
    node.pointee.place = EventNode.nowhere
    wheelCount &-= 1
    current &+= ahead
    return key
  }

  @inline(never)
  private mutating func nextFar() -> UInt128? {
    guard let key = far.pop(nodes.base) else { return nil }
    current = bucket(of: EventQueue.time(key))
    return key
  }

  /// Takes a pending event of `timer` out; does nothing if there is none.
  @inline(__always)
  package mutating func cancel(_ timer: Int) {
    let node = nodes.at(Int32(truncatingIfNeeded: timer))
    if node.pointee.place == EventNode.nowhere { return }
    if node.pointee.place != EventNode.onWheel {
      far.remove(at: Int(node.pointee.place), nodes.base)
      node.pointee.place = EventNode.nowhere
      return
    }
    node.pointee.place = EventNode.nowhere
    wheelCount &-= 1
    let before = node.pointee.previous
    let after = node.pointee.next
    if after >= 0 { nodes.at(after).pointee.previous = before }
    if before >= 0 {
      nodes.at(before).pointee.next = after
      return
    }
    let slot = bucket(of: EventQueue.time(node.pointee.key)) & mask
    heads.base[slot] = after
    if after < 0 {
      filled.base[slot &>> 6] &= ~(1 &<< UInt64(truncatingIfNeeded: slot))
    }
  }
}

/// A timer's pending event, if it has one.
struct EventNode: BitwiseCopyable {
  /// `place` of a timer without an event, and of one on the wheel; others are an index of the heap.
  static var nowhere: Int32 { -1 }
  static var onWheel: Int32 { -2 }

  var key: UInt128 = 0
  var next: Int32 = -1
  var previous: Int32 = -1
  var place: Int32 = -1
}

/// A 4-ary heap of event keys, which notes in the timers' nodes where their keys are.
struct FarEvents: ~Copyable {
  /// Computed, not stored: a stored 128-bit constant would be set up lazily, with a check at every use.
  private static var vacant: UInt128 { UInt128.max }
  /// Room for the children of the last key, which compare as larger than any.
  private static let padding = 8

  private var keys: Table<UInt128>
  private(set) var count = 0
  /// The bits of the soonest key's time; the largest number when there is none.
  private(set) var leastTime = UInt64.max

  init() { keys = Table(repeating: FarEvents.vacant, count: 256) }

  /// The soonest key; larger than any when there is none.
  var least: UInt128 { keys[0] }

  mutating func removeAll() {
    keys.fill(FarEvents.vacant)
    count = 0
    leastTime = UInt64.max
  }

  mutating func push(_ key: UInt128, _ nodes: UnsafeMutablePointer<EventNode>) {
    if count + FarEvents.padding >= keys.count {
      keys.grow(to: keys.count * 2, with: FarEvents.vacant)
    }
    count += 1
    rise(key, from: count - 1, nodes)
    leastTime = EventQueue.bits(least)
  }

  mutating func pop(_ nodes: UnsafeMutablePointer<EventNode>) -> UInt128? {
    if count == 0 { return nil }
    let key = keys[0]
    remove(at: 0, nodes)
    nodes[EventQueue.timer(key)].place = EventNode.nowhere
    return key
  }

  mutating func remove(at place: Int, _ nodes: UnsafeMutablePointer<EventNode>) {
    count -= 1
    let last = keys[count]
    keys[count] = FarEvents.vacant
    if place < count {
      if place > 0 && last < keys[(place - 1) / 4] {
        rise(last, from: place, nodes)
      } else {
        sink(last, from: place, nodes)
      }
    }
    leastTime = EventQueue.bits(least)
  }

  private mutating func sink(
    _ key: UInt128, from start: Int, _ nodes: UnsafeMutablePointer<EventNode>
  ) {
    var hole = start
    var child = hole * 4 + 1
    while child < count {
      let first = keys[child + 1] < keys[child] ? child + 1 : child
      let second = keys[child + 3] < keys[child + 2] ? child + 3 : child + 2
      let least = keys[second] < keys[first] ? second : first
      if key < keys[least] { break }
      place(keys[least], at: hole, nodes)
      hole = least
      child = hole * 4 + 1
    }
    place(key, at: hole, nodes)
  }

  private mutating func rise(
    _ key: UInt128, from start: Int, _ nodes: UnsafeMutablePointer<EventNode>
  ) {
    var hole = start
    while hole > 0 {
      let parent = (hole - 1) / 4
      if keys[parent] < key { break }
      place(keys[parent], at: hole, nodes)
      hole = parent
    }
    place(key, at: hole, nodes)
  }

  private mutating func place(
    _ key: UInt128, at index: Int, _ nodes: UnsafeMutablePointer<EventNode>
  ) {
    keys[index] = key
    nodes[EventQueue.timer(key)].place = Int32(truncatingIfNeeded: index)
  }
}
