/// What groups take at times of day, and when that changes; empty where all groups always take all they serve.
struct Blocks: ~Copyable {
  /// What a group takes from a moment on: one of its blocks, or −1: all that it serves.
  struct Change {
    var time: Seconds
    var block: Int32
  }

  /// By group.
  private let changes: [[Change]]
  private var next: [Int]
  /// By group: bits of the lanes that each of its blocks takes.
  let lanes: [[[UInt64]]]
  /// The masks of routing without blocks.
  let tierMasks: [UInt64]
  let pushMasks: [UInt64]
  /// Of the next change of each group.
  let timers: TimerRange

  init(_ model: Model, _ prepared: PreparedModel, _ timers: inout TimerPlan) {
    let has = model.groups.contains { !$0.blocks.isEmpty }
    self.timers = timers.reserve(has ? model.groups.count : 0)
    changes = model.groups.map { group in
      var list: [Change] = []
      for block in group.blockDays {
        if list.last?.time == block.span.from { list.removeLast() }
        list.append(Change(time: block.span.from, block: Int32(block.written)))
        list.append(Change(time: block.span.to, block: -1))
      }
      return list
    }
    next = Array(repeating: 0, count: model.groups.count)
    lanes = model.groups.map { group in
      group.written.blocks.map { block in
        var mask = [UInt64](repeating: 0, count: prepared.laneWords)
        for (place, lane) in prepared.lanes.enumerated() where block.takes(Int(lane.type)) {
          mask[place / 64] |= 1 << UInt64(place % 64)
        }
        return mask
      }
    }
    tierMasks = has ? prepared.tierMasks : []
    pushMasks = has ? prepared.pushMasks : []
  }

  mutating func reset() {
    for group in next.indices { next[group] = 0 }
  }

  /// Whether a group has any.
  func has(_ group: Int32) -> Bool { !changes[Int(group)].isEmpty }

  /// The next change of a group; nil: there is none.
  func ahead(_ group: Int32) -> Change? {
    let place = next[Int(group)]
    return place < changes[Int(group)].count ? changes[Int(group)][place] : nil
  }

  /// The change of a group that is due, which is then behind.
  mutating func take(_ group: Int32) -> Change? {
    guard let change = ahead(group) else { return nil }
    next[Int(group)] += 1
    return change
  }
}
