// Times of day that a group keeps for some of its work.

extension Scenario {
  /// A time of day in which a group takes only some types of contacts, or all but some.
  public struct Block: Sendable, Equatable {
    /// Its begin, in seconds after midnight.
    public var from: Seconds
    /// Its end, in seconds after midnight.
    public var to: Seconds
    /// The types that are taken, and no others; empty: `without` says which are not.
    public var only: [Link<ContactType>] = []
    /// The types that are not taken; empty: `only` says which are.
    public var without: [Link<ContactType>] = []

    /// From one time of day to another, for types that are still to be named.
    public init(from: Seconds, to: Seconds) {
      self.from = from
      self.to = to
    }
  }
}

extension ScenarioLimits {
  /// Blocks of a group, and types of a block.
  public static let blocks = 0...100
}

extension Model {
  /// A block of a group on one day.
  public struct Block: Sendable, Equatable {
    /// Its begin and end, within opening hours, in elapsed seconds since the first midnight.
    public var span: Span
    /// The block as it was written, by its place in the group.
    public var written: Int
  }
}

extension Scenario.Block {
  /// Whether contacts of a type are taken in it.
  func takes(_ type: Int) -> Bool {
    only.isEmpty ? !without.contains { $0.place == type } : only.contains { $0.place == type }
  }
}

extension ModelBuilder {
  /// Checks and links the blocks of a group, and puts them on the calendar's days.
  mutating func buildBlocks(of group: inout Model.Group, _ path: String) {
    for (i, block) in group.written.blocks.enumerated() {
      let place = "\(path).blocks[\(i)]"
      if !(block.from >= 0 && block.to > block.from && block.to <= 86_400) {
        error(
          place, "The block goes from \(block.from.plain) s to \(block.to.plain) s after midnight.",
          "Let it end after it begins, by 24:00.")
      }
      if i > 0, block.from < group.written.blocks[i - 1].to {
        error(
          "\(place).from", "The block begins before the one before it has ended.",
          "Put blocks in rising order, each after the end of the one before.")
      }
      if block.only.isEmpty == block.without.isEmpty {
        error(place, "It is not said, or said twice, what is taken.", "Name types in `only` or in `without`.")
      }
      group.written.blocks[i].only = linked(block.only, at: "\(place).only")
      group.written.blocks[i].without = linked(block.without, at: "\(place).without")
    }
    group.blockDays = blockDays(group.written.blocks)
  }

  private mutating func linked(
    _ types: [Link<Scenario.ContactType>], at path: String
  ) -> [Link<Scenario.ContactType>] {
    types.enumerated().compactMap { place, type in linked(type, at: "\(path)[\(place)]") }
  }

  private func blockDays(_ blocks: [Scenario.Block]) -> [Model.Block] {
    var days: [Model.Block] = []
    for day in openDays {
      for stretch in model.calendar.clock.stretches(from: day.span.from, to: day.span.to) {
        // Blocks are what the clock shows; a day may go on behind midnight.
        for midnight in [day.midnight, day.midnight + 86_400] {
          for (place, block) in blocks.enumerated() {
            let shift = midnight - stretch.ahead
            let from = max(block.from + shift, stretch.from)
            let to = min(block.to + shift, stretch.to)
            if to > from {
              days.append(Model.Block(span: Model.Span(from: from, to: to), written: place))
            }
          }
        }
      }
    }
    return days.sorted { $0.span.from < $1.span.from }
  }

  /// Blocks in which a group takes nothing that comes to it, once all types and groups are there.
  mutating func checkBlocks() {
    for (i, group) in model.groups.enumerated() {
      for (j, block) in group.written.blocks.enumerated() {
        let own = model.contactTypes.indices.filter { type in
          let queues = PreparedModel.queuesReached(from: model.contactTypes[type].queue, model, isFull: true)
          return group.skills.contains { queues.contains($0.queue.place) }
        }
        let taken = own.filter(block.takes)
        if taken.isEmpty {
          warn(
            "agentGroups[\(i)].blocks[\(j)]", "The group serves nothing that it may take in this time.",
            "Name types whose queues are among its skills.")
        } else if taken.count == own.count {
          warn(
            "agentGroups[\(i)].blocks[\(j)]",
            "The group takes all that it serves, so that this has no effect.",
            "Name fewer types, or leave it out.")
        }
      }
    }
  }
}
