// How many contacts an agent is in at once.

extension Scenario {
  /// How many contacts of a channel each agent of a group is in at once, and how fast they go on.
  ///
  /// Either `slots` say it by channel, and `together` which channels an agent has at the same time; or each
  /// contact weighs something of a `total`, and an agent has any contacts whose weights fit into it.
  public struct Capacity: Sendable, Equatable {
    /// Contacts at once, by channel; 1 for a channel that is not named.
    public var slots: [Channel: Int] = [:]
    /// Channels of which an agent has contacts at the same time; each set by itself.
    ///
    /// Their contacts share him: with 3 slots for chats and 6 for messages a chat takes a third of him, a
    /// message a sixth.
    public var together: [[Channel]] = []
    /// What an agent's contacts may weigh together; nil: slots say how many he has.
    public var total: Int?
    /// What a contact of a channel weighs; one that is not named needs the whole agent.
    public var weights: [Channel: Int] = [:]
    /// How fast each contact goes on when its agent is in 1, 2, 3 … of them: at 0.5 a conversation takes
    /// twice as long.
    ///
    /// The last one holds for all further numbers; empty: always 1.
    public var speeds: [Double] = []
    /// Who takes another contact first.
    public var fill = SlotOrder.fewest
    /// What a wrap-up occupies.
    public var wrapUpTakes = WrapUpPlace.slot

    /// One contact at a time.
    public init() {}

    /// Contacts of a channel at once, of an agent who has no others.
    public func slots(_ channel: Channel) -> Int {
      guard let total else { return slots[channel] ?? 1 }
      guard let weight = weights[channel], weight > 0 else { return 1 }
      return max(total / weight, 1)
    }

    /// The most contacts at once, of any channel.
    public var most: Int { Channel.allCases.map { slots($0) }.max() ?? 1 }

    /// How fast each of so many contacts goes on, from 1 on.
    public func speed(of count: Int) -> Double {
      let place = max(count, 1) - 1
      return place < speeds.count ? speeds[place] : speeds.last ?? 1
    }

    /// The most work per second of an agent who has contacts of one channel only: the largest k · s(k) of up to
    /// so many as he may have.
    package func throughput(_ channel: Channel) -> Double {
      (1...slots(channel)).map { Double($0) * speed(of: $0) }.max() ?? 1
    }

    /// What all contacts of an agent may add up to, in whole parts of him.
    package var parts: Int {
      total ?? Channel.allCases.reduce(1) { Capacity.commonMultiple($0, slots($1)) }
    }

    /// The parts of its agent that a contact of a channel takes.
    package func parts(_ channel: Channel) -> Int {
      total == nil ? parts / slots(channel) : weights[channel] ?? parts
    }

    /// Whether an agent may have contacts of both channels at the same time.
    public func mayMix(_ one: Channel, _ other: Channel) -> Bool {
      if one == other { return true }
      if one.work == .exclusive || other.work == .exclusive { return false }
      if total != nil { return weights[one] != nil && weights[other] != nil }
      return together.contains { $0.contains(one) && $0.contains(other) }
    }

    /// Whether any two channels may be had at the same time.
    public var mixes: Bool {
      Channel.allCases.contains { one in Channel.allCases.contains { $0 != one && mayMix(one, $0) } }
    }

    private static func commonMultiple(_ one: Int, _ other: Int) -> Int {
      var (a, b) = (one, other)
      while b != 0 { (a, b) = (b, a % b) }
      return one / max(a, 1) * other
    }
  }

  /// In what order agents who are in contacts already take further ones.
  public enum SlotOrder: String, Sendable, CaseIterable {
    /// Idle agents first, then those with the fewest contacts.
    case fewest
    /// Those with the most contacts who have room, idle agents last: they stay free for other work.
    case most
  }

  /// What the work after a contact occupies; like conversations it goes on at the speed of so many contacts.
  public enum WrapUpPlace: String, Sendable, CaseIterable {
    /// Its slot alone.
    case slot
    /// The agent: he takes no further contact until it is done; those he has go on.
    case agent
  }
}

extension Model {
  /// Whether agents may be in several contacts at once, or in conversations that go in turns.
  public var sharesAgents: Bool {
    groups.contains { $0.written.capacity.most > 1 }
      || contactTypes.contains { $0.written.session?.hasTurns == true }
  }
}

extension ScenarioLimits {
  /// Contacts at once of one agent.
  public static let slots = 1...32
  /// What the contacts of an agent weigh.
  public static let capacityWeights = 1...1000
  /// How fast a contact goes on.
  public static let speeds = 0.01...10
}

extension ModelBuilder {
  mutating func checkCapacity(_ capacity: Scenario.Capacity, _ path: String) {
    if capacity.total == nil {
      checkSlots(capacity, path)
    } else {
      checkWeights(capacity, path)
    }
    for (index, speed) in capacity.speeds.enumerated() {
      checkNumber(speed, in: ScenarioLimits.speeds, at: "\(path).speeds[\(index)]", "The speed")
    }
    if capacity.speeds.count > max(capacity.most, 1) {
      warn(
        "\(path).speeds[\(max(capacity.most, 1))]",
        "There are \(capacity.speeds.count) speeds for \(capacity.most) contacts at once: the last are not used.",
        "Give one for each number of contacts, or fewer: the last holds for the rest.")
    }
    checkSpeeds(capacity, path)
  }

  private mutating func checkSlots(_ capacity: Scenario.Capacity, _ path: String) {
    if !capacity.weights.isEmpty {
      error(
        "\(path).weights", "There are weights, but nothing that they are a part of.",
        "Give total, the most that an agent's contacts may weigh together, or slots instead of weights.")
    }
    for channel in Scenario.Channel.allCases {
      guard let slots = capacity.slots[channel] else { continue }
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
    for (index, channels) in capacity.together.enumerated() {
      let place = "\(path).together[\(index)]"
      if let call = channels.first(where: { $0.work == .exclusive }) {
        error(place, "\(call.rawValue) shares its agent.", "Leave it out: a call has its agent for itself.")
      } else if Set(channels).count < 2 {
        error(place, "There are fewer than two channels.", "Name those that an agent has at the same time.")
      }
    }
  }

  private mutating func checkWeights(_ capacity: Scenario.Capacity, _ path: String) {
    guard let total = capacity.total else { return }
    if !ScenarioLimits.capacityWeights.contains(total) {
      error(
        "\(path).total", "It is \(total).", "Give 1 to \(ScenarioLimits.capacityWeights.upperBound).")
      return
    }
    if !capacity.slots.isEmpty || !capacity.together.isEmpty {
      error(
        "\(path).\(capacity.slots.isEmpty ? "together" : "slots")",
        "Both slots and weights say what an agent has at once.", "Give one of them.")
    }
    if capacity.weights.isEmpty {
      error(
        "\(path).weights", "Nothing has a weight, so that an agent has one contact at a time.",
        "Say what a contact of each channel weighs of \(total), as in {chat: 2}.")
    }
    for channel in Scenario.Channel.allCases {
      guard let weight = capacity.weights[channel] else { continue }
      let place = "\(path).weights.\(channel.rawValue)"
      if weight < 1 || weight > total {
        error(place, "A contact weighs \(weight) of \(total).", "Give 1 to \(total).")
      } else if channel.work == .exclusive && weight != total {
        error(
          place, "A call weighs \(weight) of \(total), so that others could come beside it.",
          "Give \(total), or leave it out: a call has its agent for itself.")
      } else if total / weight > ScenarioLimits.slots.upperBound {
        error(
          place, "An agent has \(total / weight) contacts at once.",
          "Up to \(ScenarioLimits.slots.upperBound) are possible: give \(total / ScenarioLimits.slots.upperBound) or more."
        )
      }
    }
    let fits = capacity.weights.values.filter { $0 > 0 && $0 <= total }
    if !fits.isEmpty && !capacity.canBeFilled {
      warn(
        "\(path).total", "No combination of contacts weighs \(total): a part of each agent is never used.",
        "Change the total or the weights so that some contacts fill it.")
    }
  }

  /// Speeds must not promise that more contacts at once mean less work done for each and more in all than
  /// one agent can do without saying so.
  private mutating func checkSpeeds(_ capacity: Scenario.Capacity, _ path: String) {
    let speeds = capacity.speeds
    let atOnce =
      scenario.contactTypes.filter { $0.session?.hasTurns != true }
      .map { capacity.slots($0.channel) }.max() ?? 1
    if speeds.isEmpty && atOnce > 1 {
      warn(
        "\(path).speeds",
        "Agents have up to \(atOnce) contacts at once, and each goes on as fast as one alone.",
        "Say how fast each goes on, as in [1, 0.8, 0.65], or give the session turns: [1] says that it is meant."
      )
    }
    for (index, pair) in zip(speeds, speeds.dropFirst()).enumerated() where pair.1 > pair.0 {
      error(
        "\(path).speeds[\(index + 1)]",
        "With \(index + 2) contacts each goes on at \(pair.1.plain), faster than with \(index + 1) (\(pair.0.plain)).",
        "Speeds of each contact fall, or stay, as an agent has more of them.")
      return
    }
    if let first = speeds.first, first != 1 {
      warn(
        "\(path).speeds[0]", "With one contact alone the speed is \(first.plain).",
        "Talk times are those of one contact alone: 1 is usual.")
    }
  }
}

extension Scenario.Capacity {
  /// Whether some contacts together weigh just the total.
  fileprivate var canBeFilled: Bool {
    guard let total else { return true }
    var isReached = [Bool](repeating: false, count: total + 1)
    isReached[0] = true
    for sum in 0...total where isReached[sum] {
      for weight in weights.values where weight > 0 && sum + weight <= total {
        isReached[sum + weight] = true
      }
    }
    return isReached[total]
  }
}
