/// How much of the work of a type waits.
struct BacklogState: BitwiseCopyable {
  /// Those who wait.
  var count: Int32 = 0
  /// When `count` was last booked.
  var since: Seconds = 0
  /// Those who wait after the last closing, of whom nobody was answered; they are in no lane any more.
  var left = 0.0
  var tally = BacklogTally()
}

/// The work of every type that waits while the center is closed, and what is counted of it.
struct Backlogs: ~Copyable {
  private var rows: Table<BacklogState>
  /// The types that have such work.
  let types: [Int32]
  private let sites: [Int32]
  /// Seconds that those waited who are in no lane any more.
  var waitLeft = 0.0

  init(_ prepared: PreparedModel) {
    types = prepared.types.indices.filter { prepared.types[$0].keepsOverClosing }.map(Int32.init)
    sites = prepared.types.map(\.site)
    rows = Table(repeating: BacklogState(), count: prepared.types.count)
  }

  mutating func reset(at now: Seconds) {
    rows.fill(BacklogState())
    for row in 0..<rows.count { rows[row].since = now }
    waitLeft = 0
  }

  subscript(type: Int32) -> BacklogState {
    @inline(__always) unsafeAddress { UnsafePointer(rows.at(type)) }
    @inline(__always) unsafeMutableAddress { rows.at(type) }
  }

  /// Work that waits at a site.
  func waiting(at site: Int32) -> Int32 {
    types.reduce(0) { sites[Int($1)] == site ? $0 + rows[$1].count : $0 }
  }

  /// Contacts begin to wait (1) or wait no more (−1).
  mutating func change(_ type: Int32, by change: Int32, at now: Seconds) {
    book(type, at: now)
    rows[type].count += change
    assert(rows[type].count >= 0)
    rows[type].tally.most = max(rows[type].tally.most, Double(rows[type].count))
  }

  /// Books how long as many waited as do now.
  private mutating func book(_ type: Int32, at now: Seconds) {
    let length = now - rows[type].since
    rows[type].tally.waitingIntegral += Double(rows[type].count) * length
    rows[type].tally.time += length
    rows[type].since = now
  }

  /// Counting begins.
  mutating func restart(at now: Seconds) {
    for type in types {
      rows[type].tally = BacklogTally()
      rows[type].tally.most = Double(rows[type].count)
      rows[type].since = now
    }
  }

  /// The site of a type opens.
  mutating func noteOpening(_ type: Int32) {
    rows[type].tally.openings += 1
    rows[type].tally.waitingAtOpenings += Double(rows[type].count)
  }

  /// The site of a type closes; those who wait are of these ages.
  mutating func noteClosing(_ type: Int32, _ ages: [Seconds], at now: Seconds) {
    book(type, at: now)
    let row = rows.at(type)
    row.pointee.tally.closings += 1
    row.pointee.tally.carriedOver += Double(ages.count)
    for age in ages {
      switch age {
      case ...14_400: row.pointee.tally.upTo4Hours += 1
      case ...28_800: row.pointee.tally.upTo8Hours += 1
      case ...86_400: row.pointee.tally.upTo24Hours += 1
      case ...259_200: row.pointee.tally.upTo72Hours += 1
      default: row.pointee.tally.over72Hours += 1
      }
    }
  }

  /// What was counted of all types.
  mutating func tallies() -> [BacklogTally] { (0..<rows.count).map { rows[$0].tally } }
}
