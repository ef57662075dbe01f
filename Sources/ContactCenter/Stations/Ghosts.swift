/// A caller who left and would still be waiting had he been patient.
struct Ghost: BitwiseCopyable {
  var entered: Seconds
  /// The row of his tally.
  var row: Int32
  var next: Int32
}

/// Those who left a lane early: when an agent would have come tells their virtual wait.
struct Ghosts: ~Copyable {
  private var slots: Table<Ghost>
  private var free: Int32 = -1
  /// Slots ever used.
  private var used = 0
  /// Ghosts now in lanes.
  private(set) var count = 0
  /// By lane: the last one who left; −1: none.
  private var heads: Table<Int32>
  /// By lane: how long a wait is within its contacts' goal.
  private let acceptableWaits: Table<Seconds>
  /// One bit for each lane with ghosts.
  private var lanes: Table<UInt64>

  /// No ghosts yet; one number for each lane.
  init(acceptableWaits: [Seconds]) {
    slots = Table(repeating: Ghost(entered: 0, row: 0, next: -1), count: 64)
    heads = Table(repeating: -1, count: acceptableWaits.count)
    lanes = Table(repeating: 0, count: max(1, (acceptableWaits.count + 63) / 64))
    self.acceptableWaits = Table(acceptableWaits)
  }

  mutating func reset() {
    (free, used, count) = (-1, 0, 0)
    heads.fill(-1)
    lanes.fill(0)
  }

  /// 64 lanes, a bit each: those with ghosts.
  @inline(__always)
  func mask(_ word: Int32) -> UInt64 { lanes[word] }

  @inline(__always)
  func hasAny(in lane: Int32) -> Bool { heads.at(lane).pointee >= 0 }

  /// Somebody leaves a lane, who asked for an agent at `entered`.
  mutating func add(
    _ lane: Int32, entered: Seconds, row: Int32, now: Seconds, _ rows: borrowing Table<ContactTally>
  ) {
    if free < 0 && used == slots.count { makeRoom(now, rows) }
    let slot: Int32
    if free >= 0 {
      slot = free
      free = slots[slot].next
    } else {
      slot = Int32(used)
      used += 1
    }
    count += 1
    slots[slot] = Ghost(entered: entered, row: row, next: heads[lane])
    heads[lane] = slot
    lanes[lane >> 6] |= 1 << UInt64(lane & 63)
  }

  /// Forgets those whose answer is known by now; a lane that no agent looks at would keep them.
  private mutating func makeRoom(_ now: Seconds, _ rows: borrowing Table<ContactTally>) {
    resolveAll(now, rows)
    if 2 * count > slots.count {
      slots.grow(to: slots.count * 2, with: Ghost(entered: 0, row: 0, next: -1))
    }
  }

  /// Every lane's, with no agent there.
  mutating func resolveAll(_ now: Seconds, _ rows: borrowing Table<ContactTally>) {
    for lane in 0..<Int32(heads.count) { resolve(lane, askedBy: -1, now, rows) }
  }

  /// An agent is here for a lane: those who left and asked before `entered` would be served now.
  mutating func resolve(
    _ lane: Int32, askedBy entered: Seconds, _ now: Seconds, _ rows: borrowing Table<ContactTally>
  ) {
    let limit = acceptableWaits[lane]
    var kept: Int32 = -1
    var slot = heads[lane]
    while slot >= 0 {
      let ghost = slots[slot]
      let wait = now - ghost.entered
      if ghost.entered <= entered || wait > limit {
        let row = rows.at(ghost.row)
        row.pointee.virtualKnown += 1
        if wait <= limit { row.pointee.virtualWithin += 1 }
        slots[slot].next = free
        free = slot
        count -= 1
      } else {
        slots[slot].next = kept
        kept = slot
      }
      slot = ghost.next
    }
    heads[lane] = kept
    if kept < 0 { lanes[lane >> 6] &= ~(1 << UInt64(lane & 63)) }
  }
}
