/// Something a rule may ask, such as `wait` or `idle(experts)`.
///
/// `RuleFactInfo` says of each its name, its unit and its bounds; the order is the same there.
package enum RuleFact: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  /// `time`: hours since midnight.
  case time
  /// `waiting`: contacts waiting in all queues.
  case waitingOverall
  /// `waiting(QUEUE)`.
  case waiting
  /// `longestWait(QUEUE)`.
  case longestWait
  /// `idle`: idle agents of all groups.
  case idleOverall
  /// `idle(GROUP)`.
  case idle
  /// `busy(GROUP)`.
  case busy
  /// `onDuty(GROUP)`.
  case onDuty
  /// `busyShare(GROUP)`.
  case busyShare

  /// `serviceLevel(TYPE)`, over the sliding window as the next three.
  case serviceLevel
  /// `abandonedShare(TYPE)`.
  case abandonedShare
  /// `answered(TYPE)`.
  case answered
  /// `averageWait(TYPE)`.
  case averageWait

  /// `wait` of the contact in question, as all down to `expectedHandling`.
  case wait
  /// `priority`.
  case priority
  /// `value`.
  case value
  /// `weight`.
  case weight
  /// `waitingCost`.
  case waitingCost
  /// `length`.
  case length
  /// `goal`.
  case goal
  /// `level`: over the sliding window.
  case level
  /// `expectedHandling`.
  case expectedHandling

  /// `rank` of the pair of contact and group, as the next three.
  case rank
  /// `preference`.
  case preference
  /// `skillWeight`.
  case skillWeight
  /// `handling`.
  case handling

  /// `idleTime` of the agent in question, as all that follow.
  case idleTime
  /// `occupancy`.
  case occupancy
  /// `factor`.
  case factor
  /// `idleAgents`.
  case idleAgents
  /// `groupSize`.
  case groupSize
}

extension RuleFact {
  /// What the name in parentheses must name.
  package enum Argument: String, Sendable {
    /// There are no parentheses.
    case none = ""
    /// A queue.
    case queue
    /// A group of agents.
    case group
    /// A contact type.
    case type

    /// As in messages: "a queue".
    var phrase: String { self == .group ? "an agent group" : "a \(noun)" }

    /// As in messages: "queue".
    var noun: String {
      switch self {
      case .none: ""
      case .queue: "queue"
      case .group: "agent group"
      case .type: "contact type"
      }
    }
  }

  /// What it is a fact about, and so in which rules it is known.
  package enum Subject: Sendable {
    /// The center as a whole: known everywhere.
    case center
    /// The contact in question: known everywhere.
    case contact
    /// The contact and the agent's group: known where a score is sought.
    case pair
    /// The idle agent: known where an agent is sought.
    case agent
  }

  /// The unit of its values.
  package enum Unit: Sendable {
    /// A whole number of contacts or agents.
    case count
    /// Seconds.
    case seconds
    /// Hours since midnight.
    case hours
    /// A share between 0 and 1, which may be written as a percentage.
    case share
    /// A number of no unit, or of the user's own.
    case number
  }

  /// All about it.
  package var info: RuleFactInfo { RuleFactInfo.all[Int(rawValue)] }

  /// Whether its values are whole numbers.
  package var isWhole: Bool { info.unit == .count }

  /// Whether it is taken from the sliding window of recent statistics.
  package var needsWindow: Bool {
    switch self {
    case .serviceLevel, .abandonedShare, .answered, .averageWait, .level: true
    case .time, .waitingOverall, .waiting, .longestWait, .idleOverall, .idle, .busy, .onDuty,
      .busyShare, .wait, .priority, .value, .weight, .waitingCost, .length, .goal, .expectedHandling,
      .rank, .preference, .skillWeight, .handling, .idleTime, .occupancy, .factor, .idleAgents,
      .groupSize:
      false
    }
  }
}

/// What a rule is for; it decides what may be asked and what the result must be.
package enum RuleUse: Sendable, CaseIterable {
  /// A condition of a routing script: true or false.
  case condition
  /// The score of an idle agent for a contact; the largest is chosen.
  case agentScore
  /// The score of a waiting contact for an agent's group; the largest is chosen.
  case contactScore

  /// Whether rules of this use may ask about a subject.
  package func knows(_ subject: RuleFact.Subject) -> Bool {
    switch subject {
    case .center, .contact: true
    case .pair: self != .condition
    case .agent: self == .agentScore
    }
  }

  /// As in messages.
  var phrase: String {
    switch self {
    case .condition: "a condition"
    case .agentScore: "a rule that scores agents"
    case .contactScore: "a rule that scores contacts"
    }
  }
}
