// How many contacts an agent is in at once.

extension Scenario {
  /// How many contacts of a channel each agent of a group is in at once, and how fast they go on.
  public struct Capacity: Sendable, Equatable {
    /// Contacts at once, by channel; 1 for a channel that is not named.
    public var slots: [Channel: Int] = [:]
    /// How fast each contact goes on when its agent is in 1, 2, 3 … of them: at 0.5 a conversation takes
    /// twice as long.
    ///
    /// The last one holds for all further numbers; empty: always 1.
    public var speeds: [Double] = []

    /// One contact at a time.
    public init() {}

    /// Contacts of a channel at once.
    public func slots(_ channel: Channel) -> Int { slots[channel] ?? 1 }

    /// The most contacts at once, of any channel.
    public var most: Int { Channel.allCases.map { slots($0) }.max() ?? 1 }

    /// How fast each of so many contacts goes on, from 1 on.
    public func speed(of count: Int) -> Double {
      let place = max(count, 1) - 1
      return place < speeds.count ? speeds[place] : speeds.last ?? 1
    }
  }
}

extension ScenarioLimits {
  /// Contacts at once of one agent.
  public static let slots = 1...32
  /// How fast a contact goes on.
  public static let speeds = 0.01...10
}

extension ModelBuilder {
  mutating func checkCapacity(_ capacity: Scenario.Capacity, _ path: String) {
    for channel in Scenario.Channel.allCases {
      let slots = capacity.slots(channel)
      let place = "\(path).slots.\(channel.rawValue)"
      if !ScenarioLimits.slots.contains(slots) {
        error(
          place, "An agent has \(slots) slots.",
          "Give \(ScenarioLimits.slots.lowerBound) to \(ScenarioLimits.slots.upperBound).")
      } else if channel.work == .exclusive && slots > 1 {
        error(
          place, "An agent has \(slots) calls at once.",
          "Give 1: a call has its agent for itself.")
      }
    }
    for (index, speed) in capacity.speeds.enumerated() {
      checkNumber(speed, in: ScenarioLimits.speeds, at: "\(path).speeds[\(index)]", "The speed")
    }
    if capacity.speeds.count > max(capacity.most, 1) {
      error(
        "\(path).speeds",
        "There are \(capacity.speeds.count) speeds for \(capacity.most) contacts at once.",
        "Give one for each number of contacts, or fewer: the last holds for the rest.")
    }
  }
}
