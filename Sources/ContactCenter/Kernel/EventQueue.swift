/// What an event is about; with the timer's number it says everything.
package enum EventKind: UInt8 {
  case arrival, menuEnds, patienceEnds, queueStep, alertEnds, phaseEnds, redial
  case agentStateEnds, rosterChange, unscheduledBreak, staffingChange, trunkChange
  case intervalEnds, opening, closing, warmUpEnds
}

/// The future events, soonest first; those of one moment in the order in which they were scheduled.
///
/// An event is one 128-bit key: the bits of its time (non-negative doubles order like their bits),
/// a sequence number, its kind and its timer. A 4-ary heap of such keys needs one comparison
/// without a branch where a structure would need three. Every timer has at most one pending event,
/// found by its place in `places`, so events are truly cancelled. After `next()` the root is
/// vacant, and the first `schedule` fills it: the usual "take one, put one" costs a single sift.
package struct EventQueue: ~Copyable {
  /// Computed: a stored 128-bit constant would be set up lazily, with a check at every use.
  private static var vacant: UInt128 { @inline(__always) get { UInt128.max } }
  /// Room for the children of the last key, which compare as larger than any.
  private static let padding = 8
  private static let timerBits: UInt32 = 27
  /// The most timers; a contact uses two.
  static let timerLimit = 1 << 27

  private var keys: Table<UInt128>
  /// The heap index of each timer's event; −1: none.
  private var places: Table<Int32>
  package private(set) var count = 0
  private var rootIsVacant = false
  private var sequence: UInt32 = 0

  /// An empty list for timers 0 ..< timers.
  package init(timers: Int) {
    keys = Table(repeating: EventQueue.vacant, count: 256)
    places = Table(repeating: -1, count: timers)
  }

  /// Forgets all events and starts the sequence anew.
  ///
  /// O(timers).
  package mutating func removeAll() {
    keys.fill(EventQueue.vacant)
    places.fill(-1)
    count = 0
    rootIsVacant = false
    sequence = 0
  }

  /// Admits timers up to `timers`.
  package mutating func grow(timers: Int) {
    precondition(timers <= EventQueue.timerLimit, "more than 2^27 timers in one simulation")
    places.grow(to: timers, with: -1)
  }

  /// The time of an event key.
  @inline(__always)
  package static func time(_ key: UInt128) -> Seconds {
    Double(bitPattern: UInt64(truncatingIfNeeded: key >> 64))
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
  ///
  /// O(log n). An event that `isSoon`, likely to be among the next few, such as an arrival, looks
  /// for its place from the top; the result is the same either way.
  @inline(__always)
  package mutating func schedule(
    _ kind: EventKind, timer: Int, at time: Seconds, isSoon: Bool = false
  ) {
    assert(places[timer] < 0 && time >= 0)
    let (next, overflow) = sequence.addingReportingOverflow(1)
    precondition(!overflow, "more than 2^32 events in one replication")
    sequence = next
    insert(EventQueue.key(kind, timer, time, sequence), isSoon: isSoon)
  }

  /// Schedules `kind` for `timer` before all else that happens at `time`.
  ///
  /// At most one kind of event may ask for this. O(log n).
  package mutating func scheduleFirst(_ kind: EventKind, timer: Int, at time: Seconds) {
    assert(places[timer] < 0 && time >= 0)
    insert(EventQueue.key(kind, timer, time, 0), isSoon: false)
  }

  @inline(__always)
  private static func key(
    _ kind: EventKind, _ timer: Int, _ time: Seconds, _ sequence: UInt32
  ) -> UInt128 {
    UInt128(time.bitPattern) << 64 | UInt128(sequence) << 32
      | UInt128(UInt32(kind.rawValue) << timerBits | UInt32(truncatingIfNeeded: timer))
  }

  @inline(__always)
  private mutating func insert(_ key: UInt128, isSoon: Bool) {
    if rootIsVacant {
      rootIsVacant = false
      if isSoon { sinkFromTop(key) } else { sink(key, from: 0) }
    } else {
      if count + EventQueue.padding >= keys.count {
        keys.grow(to: keys.count * 2, with: EventQueue.vacant)
      }
      count += 1
      rise(key, from: count - 1)
    }
  }

  /// Whether `timer` has a pending event.
  @inline(__always)
  package mutating func isPending(_ timer: Int) -> Bool { places[timer] >= 0 }

  /// Takes the soonest event out; nil when there is none.
  @inline(__always)
  package mutating func next() -> UInt128? {
    if rootIsVacant { closeRoot() }
    if count == 0 { return nil }
    let key = keys[0]
    places[EventQueue.timer(key)] = -1
    rootIsVacant = true
    return key
  }

  /// Takes a pending event of `timer` out; does nothing if there is none.
  ///
  /// O(log n).
  @inline(__always)
  package mutating func cancel(_ timer: Int) {
    let place = Int(places[timer])
    if place < 0 { return }
    places[timer] = -1
    // A vacant root still holds the key that was taken, the least of all: the heap stays in order.
    removeKey(at: place)
  }

  private mutating func closeRoot() {
    rootIsVacant = false
    count -= 1
    let last = keys[count]
    keys[count] = EventQueue.vacant
    if count > 0 { sink(last, from: 0) }
  }

  private mutating func removeKey(at place: Int) {
    count -= 1
    let last = keys[count]
    keys[count] = EventQueue.vacant
    if place == count { return }
    if place > 0 && last < keys[(place - 1) >> 2] {
      rise(last, from: place)
    } else {
      sink(last, from: place)
    }
  }

  /// Fills the root's place with a key that belongs near it: stops where it fits.
  @inline(__always)
  private mutating func sinkFromTop(_ key: UInt128) {
    let keys = self.keys.base
    let places = self.places.base
    let count = self.count
    var hole = 0
    var child = 1
    while child < count {
      let children = keys + child
      let least = EventQueue.leastOfFour(children)
      let moved = children[least]
      if key < moved { break }
      keys[hole] = moved
      places[EventQueue.timer(moved)] = Int32(truncatingIfNeeded: hole)
      hole = child &+ least
      child = hole &<< 2 &+ 1
    }
    keys[hole] = key
    places[EventQueue.timer(key)] = Int32(truncatingIfNeeded: hole)
  }

  /// The index of the smallest of four keys, without a branch.
  @inline(__always)
  private static func leastOfFour(_ keys: UnsafeMutablePointer<UInt128>) -> Int {
    let first = keys[1] < keys[0] ? 1 : 0
    let second = 2 &+ (keys[3] < keys[2] ? 1 : 0)
    let isSecond = keys[second] < keys[first] ? -1 : 0
    return first &+ ((second &- first) & isSecond)
  }

  /// Moves the hole down along the smallest children to a leaf, then the key up from there: fewer
  /// comparisons than stopping on the way, since a new event usually lies in the far future.
  @inline(__always)
  private mutating func sink(_ key: UInt128, from start: Int) {
    let keys = self.keys.base
    let places = self.places.base
    let count = self.count
    var hole = start
    var child = hole &<< 2 &+ 1
    while child < count {
      let children = keys + child
      let least = EventQueue.leastOfFour(children)
      let moved = children[least]
      keys[hole] = moved
      places[EventQueue.timer(moved)] = Int32(truncatingIfNeeded: hole)
      hole = child &+ least
      child = hole &<< 2 &+ 1
    }
    rise(key, from: hole, notAbove: start)
  }

  @inline(__always)
  private mutating func rise(_ key: UInt128, from start: Int, notAbove top: Int = 0) {
    let keys = self.keys.base
    let places = self.places.base
    var hole = start
    while hole > top {
      let parent = (hole &- 1) &>> 2
      let above = keys[parent]
      if above < key { break }
      keys[hole] = above
      places[EventQueue.timer(above)] = Int32(truncatingIfNeeded: hole)
      hole = parent
    }
    keys[hole] = key
    places[EventQueue.timer(key)] = Int32(truncatingIfNeeded: hole)
  }
}
