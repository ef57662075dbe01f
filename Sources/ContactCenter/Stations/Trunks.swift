/// The telephone lines of a trunk group, or the ports of the voice response, while the simulation runs.
struct TrunkState: BitwiseCopyable {
  var busy: Int32 = 0
  /// `Int32.max`: as many as are asked for.
  var capacity: Int32
  /// The group that is tried next; −1: none.
  var overflowTo: Int32
  /// Σ ± time of the present interval; ∫ busy dt = sum + busy × (end − start).
  var sum = 0.0
  var capacitySum = 0.0
  var mostBusy: Int32 = 0
  var seized = 0.0
  var released = 0.0
  var refused = 0.0
  var nextStep: Int32 = 1
  /// The site that it belongs to.
  var site: Int32

  init(capacity: Int32, overflowTo: Int32 = -1, site: Int = 0) {
    self.capacity = capacity
    self.site = Int32(site)
    self.overflowTo = overflowTo
  }

  /// Lines offered; lines without limit count as none.
  fileprivate var offered: Double { capacity == Int32.max ? 0 : Double(capacity) }
}

/// All telephone lines: those of the trunk groups, and as last groups the ports of each site's voice
/// response.
///
/// Moments are told as seconds since the present planning interval began.
struct Trunks: ~Copyable {
  private var groups: Table<TrunkState>
  private let empty: [TrunkState]
  /// By trunk group: lines over time.
  private let steps: [[Model.Step]]

  /// Of the next change of each trunk group's number of lines.
  let timers: TimerRange

  init(_ model: Model, _ sites: [Model.Site], _ timers: inout TimerPlan) {
    self.timers = timers.reserve(model.trunkGroups.count)
    empty =
      model.trunkGroups.enumerated().map { place, group in
        TrunkState(
          capacity: Int32(clamping: group.capacity.first?.value ?? 0),
          overflowTo: group.overflowTo.map { Int32($0.place) } ?? -1,
          site: sites.firstIndex { $0.trunkGroups.contains(place) } ?? 0)
      }
      + sites.enumerated().map { number, site in
        TrunkState(capacity: site.ports.map { Int32(clamping: $0) } ?? Int32.max, site: number)
      }
    groups = Table(empty)
    steps = model.trunkGroups.map(\.capacity)
  }

  /// Groups, the ports among them.
  var count: Int { groups.count }

  /// The site of a group of lines or ports.
  func site(of group: Int) -> Int32 { groups[group].site }

  /// The group of a site's ports.
  func ports(of site: Int32) -> Int32 { Int32(steps.count) + site }

  /// The group that is tried when all lines of one are taken; −1: none.
  func overflow(of group: Int32) -> Int32 { groups.at(group).pointee.overflowTo }

  func busy(_ group: Int) -> Int32 { groups[group].busy }

  mutating func reset() {
    for group in empty.indices { groups[group] = empty[group] }
  }

  /// Whether a group has a free line.
  func isFree(_ group: Int32) -> Bool { groups.at(group).pointee.busy < groups.at(group).pointee.capacity }

  /// Takes one of a group's lines; false: all are taken.
  @inline(__always)
  mutating func seize(_ group: Int32, after elapsed: Seconds) -> Bool {
    let lines = groups.at(group)
    guard lines.pointee.busy < lines.pointee.capacity else {
      lines.pointee.refused += 1
      return false
    }
    lines.pointee.busy += 1
    lines.pointee.sum -= elapsed
    lines.pointee.seized += 1
    lines.pointee.mostBusy = max(lines.pointee.mostBusy, lines.pointee.busy)
    return true
  }

  /// Gives a line back.
  @inline(__always)
  mutating func release(_ group: Int32, after elapsed: Seconds) {
    let lines = groups.at(group)
    assert(lines.pointee.busy > 0, "a line is given back that nobody took")
    lines.pointee.busy -= 1
    lines.pointee.sum += elapsed
    lines.pointee.released += 1
  }

  /// The carrier makes the change of a group's number of lines that is due.
  mutating func changeCapacity(_ group: Int32, after elapsed: Seconds) {
    let step = steps[Int(group)][Int(groups[group].nextStep)]
    if groups[group].capacity != Int32.max {
      groups[group].capacitySum += Double(groups[group].capacity - Int32(clamping: step.value)) * elapsed
    }
    groups[group].capacity = Int32(clamping: step.value)
    groups[group].nextStep += 1
  }

  /// When a group's number of lines changes next; nil: never.
  func nextChange(of group: Int32) -> Seconds? {
    let place = Int(groups.at(group).pointee.nextStep)
    return place < steps[Int(group)].count ? steps[Int(group)][place].from : nil
  }

  // MARK: The books

  /// Counting begins anew.
  mutating func restart(after elapsed: Seconds) {
    for group in 0..<groups.count {
      groups[group].sum = -Double(groups[group].busy) * elapsed
      groups[group].capacitySum = -groups[group].offered * elapsed
      groups[group].mostBusy = groups[group].busy
      (groups[group].seized, groups[group].released, groups[group].refused) = (0, 0, 0)
    }
  }

  /// ∫ busy dt and ∫ offered dt over the present interval so far.
  func integrals(_ group: Int, after elapsed: Seconds) -> (busy: Double, offered: Double) {
    let lines = groups[group]
    return (
      lines.sum + Double(lines.busy) * elapsed, lines.capacitySum + lines.offered * elapsed
    )
  }

  /// What a group did in the present interval, which ends; the next one starts at zero.
  mutating func flush(_ group: Int, length: Seconds) -> TrunkTally {
    let lines = groups[group]
    var tally = TrunkTally()
    (tally.busyIntegral, tally.capacityIntegral) = integrals(group, after: length)
    (tally.seized, tally.released, tally.refused) = (lines.seized, lines.released, lines.refused)
    tally.mostBusy = Double(lines.mostBusy)
    tally.busyAtEnd = Double(lines.busy)
    (groups[group].sum, groups[group].capacitySum) = (0, 0)
    (groups[group].seized, groups[group].released, groups[group].refused) = (0, 0, 0)
    groups[group].mostBusy = lines.busy
    return tally
  }
}
