// What goes on between the first word and the last of a conversation in writing.

extension Scenario {
  /// A conversation whose customer may leave before it is done, or that goes back and forth in turns.
  ///
  /// Without turns an agent's conversations all go on at once, each at the speed that his capacity says. With
  /// turns he writes one answer at a time, to whoever has waited longest for one: that conversations take
  /// longer when he has several comes out by itself.
  public struct Session: Sendable, Equatable {
    /// How long after the conversation's begin the customer leaves if it is not over; nil: never.
    public var patience: Distribution?
    /// Answers of the agent in a conversation, rounded to whole numbers of at least 1; nil: no turns, or as
    /// `again` says.
    ///
    /// The type's talk time is then the length of one.
    public var turns: Distribution?
    /// The chance that the customer writes again after an answer, 0 up to 1, instead of a number of turns.
    public var again: Double?
    /// Seconds in which the customer reads and writes between two answers; the agent has the slot still.
    public var customerTurn = Distribution.constant(0)
    /// How long a customer waits for an answer to begin before he leaves; nil: as long as it takes.
    public var replyPatience: Distribution?
    /// After how many seconds without a word of the customer the agent ends the conversation; nil: never.
    public var timeOut: Seconds?

    /// Whether the conversation goes in turns.
    public var hasTurns: Bool { turns != nil || again != nil }

    /// A conversation that goes on to its end.
    public init() {}
  }
}

extension ModelBuilder {
  mutating func checkSession(of type: Scenario.ContactType, _ path: String) {
    guard let session = type.session else { return }
    let place = "\(path).session"
    if type.channel.work != .shared {
      error(
        place, "\(type.name) comes by \(type.channel.rawValue).",
        "Only conversations in writing have sessions: give channel: chat, or leave the session out.")
    }
    if type.hold != nil || type.knowledgeGap?.holdShare ?? 0 > 0 {
      error(
        place, "The type has holds too.",
        "Leave one of them out: in a session nobody is put on hold.")
    }
    if let law = session.patience { checkLaw(law, at: "\(place).patience", "The patience") }
    if let law = session.replyPatience { checkLaw(law, at: "\(place).replyPatience", "The patience") }
    checkLaw(session.customerTurn, at: "\(place).customerTurn", "The customer's turn")
    if let law = session.turns {
      checkLaw(law, at: "\(place).turns", "The number of turns")
      if law.mean < 1 || law.mean > ScenarioLimits.meanTurns {
        error(
          "\(place).turns", "There are \(law.mean.plain) turns in the mean.",
          "Give 1 to \(ScenarioLimits.meanTurns.plain): the first answer is a turn.")
      }
    }
    if let chance = session.again {
      if session.turns != nil {
        error("\(place).again", "Both turns and again say how many there are.", "Give one of them.")
      }
      if !(chance >= 0 && chance <= ScenarioLimits.mostAgain + 1e-9) {
        error(
          "\(place).again", "The customer writes again with \((chance * 100).plain)%.",
          "Give 0% to \((ScenarioLimits.mostAgain * 100).plain)%.")
      }
    }
    if !session.hasTurns {
      needTurns(session.customerTurn != .constant(0), "customerTurn", place)
      needTurns(session.replyPatience != nil, "replyPatience", place)
      needTurns(session.timeOut != nil, "timeOut", place)
    }
    if let time = session.timeOut { checkLength(time, at: "\(place).timeOut", "The time-out") }
  }

  private mutating func needTurns(_ isGiven: Bool, _ key: String, _ place: String) {
    if isGiven {
      error("\(place).\(key)", "The session has no turns.", "Give turns or again too, or leave it out.")
    }
  }
}

extension ScenarioLimits {
  /// Answers of an agent in a conversation, in the mean.
  static let meanTurns = 1000.0
  /// The largest chance that a customer writes again.
  static let mostAgain = 0.999
}

extension Scenario.ContactType {
  /// The seconds of an agent that a contact takes at least, where others have their share of him at the same
  /// time, in the mean.
  ///
  /// `talk` is the length in seconds of a conversation alone, or of one turn of it, `wrapUp` the work after it.
  package func agentTime(talk: Seconds, wrapUp: Seconds, _ capacity: Scenario.Capacity) -> Seconds {
    // Beside contacts of other channels it may take as little as if there were only such.
    let slots = Double(capacity.mixes ? capacity.most : capacity.slots(channel))
    let after = capacity.wrapUpTakes == .agent ? wrapUp : wrapUp / slots
    let turns = session?.meanTurns ?? 1
    if capacity.mixes { return turns * talk / slots + after }
    guard let session, session.hasTurns else {
      let most = capacity.throughput(channel)
      return talk / most + (capacity.wrapUpTakes == .agent ? wrapUp : wrapUp / most)
    }
    let work = turns * talk
    return max(work, (work + (turns - 1) * session.customerTurn.mean) / slots) + after
  }
}

extension Scenario.Session {
  /// Answers of the agent in a conversation, in the mean; 1 where it has no turns.
  package var meanTurns: Double {
    if let again { return 1 / (1 - again) }
    return max(1, turns?.meanOfCount ?? 1)
  }
}
