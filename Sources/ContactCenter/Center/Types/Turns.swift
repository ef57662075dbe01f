// Threads: a customer writes, is answered, thinks, and writes again.

extension Scenario {
  /// The turns of a thread.
  ///
  /// A thread is one contact of several turns. In each of them an agent answers (its work is the type's talk
  /// and wrap-up); between them the customer is silent and holds no agent and no slot. The first turn counts
  /// as the contact; the others are counted as turns.
  public struct Turns: Sendable, Equatable {
    /// The chance that after a turn there is another one, so that numbers are geometric, with the mean
    /// 1 ÷ (1 − chance); nil: `count` says how many there are.
    public var again: Double?
    /// How many turns a thread has: a law whose draws are rounded, at least 1; nil: `again` says so.
    public var count: Distribution?
    /// Seconds from the end of an agent's turn to the customer's next message.
    public var thinking: Distribution
    /// Whether a customer who comes back gets the agent of his last turn if that one has room, before others.
    public var sameAgent = false
    /// Seconds by which a turn is longer when another agent takes it than the one before.
    public var handOver: Seconds = 0
    /// Whether turns of threads under way come before new threads in the lane of their type.
    public var knownFirst = false
    /// Resolved threads that are opened again; nil: none are.
    public var reopening: Reopening?

    /// Turns that any agent takes, in the order in which they come; one of `again` and `count` is needed.
    public init(again: Double? = nil, count: Distribution? = nil, thinking: Distribution) {
      self.again = again
      self.count = count
      self.thinking = thinking
    }
  }

  /// A resolved thread is opened again by its customer.
  public struct Reopening: Sendable, Equatable {
    /// The chance of it after a resolution.
    public var probability: Double
    /// Seconds from the resolution to the customer's new message.
    public var delay: Distribution

    /// A thread is opened again with this chance, after a delay.
    public init(probability: Double, delay: Distribution) {
      self.probability = probability
      self.delay = delay
    }
  }
}

extension Scenario.ContactType {
  /// Turns of a thread and of its reopenings, in the mean; 1 without turns.
  public var meanTurns: Double {
    guard let turns else { return 1 }
    let mean = turns.count.map(\.meanOfCount) ?? 1 / (1 - (turns.again ?? 0))
    return mean / (1 - (turns.reopening?.probability ?? 0))
  }
}

extension ScenarioLimits {
  /// Chances of another turn, or of another opening of a thread: below 1, or it would never end.
  public static let turnChances = 0...0.999
}

extension Model {
  /// Whether contacts are threads.
  public var hasThreads: Bool { contactTypes.contains { $0.turns != nil } }
}

extension ModelBuilder {
  mutating func checkTurns(of type: Scenario.ContactType, _ path: String) {
    guard let turns = type.turns else { return }
    let place = "\(path).turns"
    if (turns.again == nil) == (turns.count == nil) {
      error(place, "It is not said, or said twice, how many turns there are.", "Give `again` or `count`.")
    }
    if let again = turns.again {
      checkTurnChance(again, at: "\(place).again", "The chance of another turn")
    }
    checkLaw(turns.count, at: "\(place).count", "The number of turns")
    checkLaw(turns.thinking, at: "\(place).thinking", "The customer's silence")
    checkLength(turns.handOver, at: "\(place).handOver", "What a hand-over takes")
    if let reopening = turns.reopening {
      checkTurnChance(
        reopening.probability, at: "\(place).reopen.probability", "The chance of another opening")
      checkLaw(reopening.delay, at: "\(place).reopen.delay", "The delay")
    }
    if let other = type.transfers.firstIndex(where: { $0.kind != .conference }) {
      error(
        "\(path).transfers[\(other)]", "A thread is passed on for good, and its turns would be lost.",
        "Leave out the turns or the transfer; `handOver` is what another agent adds, and a conference may "
          + "bring a second one in.")
    }
  }

  private mutating func checkTurnChance(_ chance: Double, at path: String, _ what: String) {
    if !ScenarioLimits.turnChances.contains(chance) {
      error(path, "\(what) is \(chance.plain).", "Give 0 to 0.999: a thread must come to an end.")
    }
  }
}
