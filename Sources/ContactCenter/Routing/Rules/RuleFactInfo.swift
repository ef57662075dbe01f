/// What there is to say about a fact: for the parser, the analysis and the documentation.
package struct RuleFactInfo: Sendable {
  /// Which one.
  package let fact: RuleFact
  /// As it is written in rules.
  package let name: String
  /// What stands in parentheses behind the name.
  package let argument: RuleFact.Argument
  /// What it is about.
  package let subject: RuleFact.Subject
  /// The unit of its values.
  package let unit: RuleFact.Unit
  /// What it is, in one phrase.
  package let summary: String

  /// No value lies outside, whatever the scenario.
  package var bounds: ClosedRange<Double> {
    switch unit {
    case .count, .seconds: 0 ... .infinity
    case .hours: 0...24
    case .share: 0...1
    case .number: -.infinity ... .infinity
    }
  }

  /// As it is written, with a placeholder for the argument: `idle(GROUP)`.
  package var usage: String {
    argument == .none ? name : "\(name)(\(argument.rawValue.uppercased()))"
  }

  /// All facts, each at the place of its raw value.
  package static let all = center + window + contact + pair + agent

  private init(
    _ fact: RuleFact, _ name: String, of argument: RuleFact.Argument = .none,
    _ subject: RuleFact.Subject, _ unit: RuleFact.Unit, _ summary: String
  ) {
    self.fact = fact
    self.name = name
    self.argument = argument
    self.subject = subject
    self.unit = unit
    self.summary = summary
  }

  private static let center: [RuleFactInfo] = [
    .init(.time, "time", .center, .hours, "the time of day: 9.5 is half past nine"),
    .init(.waitingOverall, "waiting", .center, .count, "contacts waiting in all queues"),
    .init(.waiting, "waiting", of: .queue, .center, .count, "contacts waiting in the queue"),
    .init(
      .longestWait, "longestWait", of: .queue, .center, .seconds,
      "how long the queue's first contact has waited; 0 if nobody waits"),
    .init(.idleOverall, "idle", .center, .count, "idle agents of all groups"),
    .init(.idle, "idle", of: .group, .center, .count, "idle agents of the group"),
    .init(.busy, "busy", of: .group, .center, .count, "agents of the group at work on contacts"),
    .init(.onDuty, "onDuty", of: .group, .center, .count, "agents of the group logged in"),
    .init(
      .busyShare, "busyShare", of: .group, .center, .share,
      "the share of the group's agents logged in who are at work; 0 if nobody is"),
  ]

  private static let window: [RuleFactInfo] = [
    .init(
      .serviceLevel, "serviceLevel", of: .type, .center, .share,
      "the type's recent service level; 100% before the first contact"),
    .init(
      .abandonedShare, "abandonedShare", of: .type, .center, .share,
      "the share of the type's recent contacts that gave up; 0 before the first"),
    .init(
      .answered, "answered", of: .type, .center, .count,
      "how many of the type's contacts were answered recently"),
    .init(
      .averageWait, "averageWait", of: .type, .center, .seconds,
      "the mean wait of the type's contacts answered recently; 0 if there are none"),
  ]

  private static let contact: [RuleFactInfo] = [
    .init(.wait, "wait", .contact, .seconds, "how long the contact has waited"),
    .init(.priority, "priority", .contact, .number, "the contact's priority, as it is now"),
    .init(.value, "value", .contact, .number, "what the contact is worth"),
    .init(.weight, "weight", .contact, .number, "the weight of the contact's queue"),
    .init(.waitingCost, "waitingCost", .contact, .number, "what a minute of the contact's wait costs"),
    .init(.length, "length", .contact, .count, "contacts waiting in the contact's queue"),
    .init(.goal, "goal", .contact, .share, "the service-level goal of the contact's type; 0 if it has none"),
    .init(
      .level, "level", .contact, .share,
      "the recent service level of the contact's type; 100% before the first contact"),
    .init(
      .expectedHandling, "expectedHandling", .contact, .seconds,
      "the mean handle time of the contact's type over all groups"),
  ]

  private static let pair: [RuleFactInfo] = [
    .init(.rank, "rank", .pair, .number, "the rank of the contact's queue for the group"),
    .init(.preference, "preference", .pair, .number, "the group's preference for the contact"),
    .init(.skillWeight, "skillWeight", .pair, .number, "the weight of the group's skill"),
    .init(
      .handling, "handling", .pair, .seconds, "the mean handle time of the contact in the group"),
  ]

  private static let agent: [RuleFactInfo] = [
    .init(.idleTime, "idleTime", .agent, .seconds, "how long the agent has been idle"),
    .init(
      .occupancy, "occupancy", .agent, .share, "the share of the agent's time at work so far"),
    .init(
      .factor, "factor", .agent, .number, "the agent's handle time relative to the group's"),
    .init(.idleAgents, "idleAgents", .agent, .count, "idle agents of the agent's group"),
    .init(.groupSize, "groupSize", .agent, .count, "agents of the agent's group logged in"),
  ]
}
