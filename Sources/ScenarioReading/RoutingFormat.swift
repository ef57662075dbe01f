import ContactCenter
import Yams

// The format of routing: the policy, what it may be told, and scripts.

extension ScenarioFormat {
  static var routing: ObjectFormat<Scenario.Routing> {
    ObjectFormat(
      name: "routing",
      doc: "How agents and contacts find each other. Without a policy, ranks and preferences of "
        + "skills come first, and the two selections decide among equals. A policy decides by "
        + "itself, and heeds only the settings that name it.",
      blank: Scenario.Routing(),
      fields: choiceFields + preferenceFields + predictionFields + policyFields + ruleFields)
  }

  private static var choiceFields: [Field<Scenario.Routing>] {
    [
      Field(
        "policy", \.policy, .choice(policyDocs), default: "ranks, preferences, selections",
        example: "longestQueueFirst", "The named policy."),
      Field(
        "agentSelection", \.agentSelection, .choice(agentSelectionDocs),
        default: "longestIdle", "Which idle agent takes an arriving contact."),
      Field(
        "contactSelection", \.contactSelection, .choice(contactSelectionDocs),
        default: "priority", "Which waiting contact a free agent takes."),
    ]
  }

  private static var preferenceFields: [Field<Scenario.Routing>] {
    [
      Field(
        "agentScore", \.agentScore, .choice(agentScoreDocs), default: "idleTime",
        "What agentsPreference compares groups of equal rank by."),
      Field(
        "contactScore", \.contactScore, .choice(contactScoreDocs), default: "wait",
        "What agentsPreference compares queues of equal rank by."),
      Field(
        "randomised", \.isRandomised, .flag, default: "false",
        "true: agentsPreference draws with chances in proportion to the scores."),
      Field(
        "overflowTransfer", \.overflowTransfer, .flag, default: "false",
        "true: a contact leaves the groups of earlier steps when a delay or change comes in; for "
          + "agentsPreferenceWithDelays."),
      Field(
        "localFirst", \.localFirst, .flag, default: "false",
        "true: agents take contacts that need not have waited for them before those that had to; "
          + "for agentsPreferenceWithDelays."),
      Field(
        "overflowDelay", \.overflowDelay, .duration, example: "30 s",
        "The wait after which other regions may help; for localSpecialist."),
      Field(
        "copies", \.copies, .flag, default: "false",
        "true: a contact waits for all groups of its set; for queueRatioOverflow."),
      Field(
        "promotion", \.promotion, .flag, default: "false",
        "true: it waits for the groups of earlier sets too; for queueRatioOverflow."),
    ]
  }

  private static var predictionFields: [Field<Scenario.Routing>] {
    [
      Field(
        "predictor", \.predictor, .choice(predictorDocs),
        default: "lastWait for expectedDelay, else none", "How waits are foretold."),
      Field(
        "predictorWaits", \.predictorWaits, .integer(1...1000), default: "10",
        "How many recent waits the predictors' means have."),
      Field(
        "predictorCountsAbandoned", \.predictorCountsAbandoned, .flag, default: "false",
        "true: predictors learn from those who abandoned too."),
      Field(
        "delayChoice", \.isDelayChoiceRandom,
        Kind<DelayChoice>.choice([
          "smallest": "The group with the shortest predicted wait.",
          "random": "Drawn, with chances inverse to the predicted waits.",
        ]).map { $0 == .random }, default: "smallest", "How expectedDelay chooses the group."),
    ]
  }

  private static var policyFields: [Field<Scenario.Routing>] {
    [
      Field(
        "idleShareScore", \.idleShareScore, .number(-1e9...1e9), default: "0",
        "The score of an agent who was always idle; for scoreRouting."),
      Field(
        "idleTimeScore", \.idleTimeScore, .number(-1e6...1e6), default: "0",
        "The score of each second since the agent's last contact; for scoreRouting."),
      Field(
        "widenEvery", \.widenEvery, .duration, example: "15 s",
        "The wait after which each further ring comes in; for bullseye."),
      Field(
        "window", \.window, .duration, default: "30 min",
        "The length of the sliding window of recent statistics."),
      Field(
        "windowParts", \.windowParts, .integer(1...1000), default: "30",
        "How many parts the window has: it moves on by one part at a time."),
      Field(
        "affinityWait", \.affinityWait, .duration, default: "0 s",
        "How long a caller who comes back waits for the known agent alone; for "
          + "lastAgentAffinity."),
    ]
  }

  private static var ruleFields: [Field<Scenario.Routing>] {
    [
      Field(
        "scripts", \.scripts, list(of: routingScript.kind, 0...ScenarioLimits.items),
        default: "none",
        "What happens to contacts of a type as they wait; for overflowAndPriority."),
      Field(
        "agentRule", \.agentRule, .text(2000), example: "idleTime - 600 * preference",
        "A formula for the score of an idle agent, the largest is chosen; for ownRules."),
      Field(
        "contactRule", \.contactRule, .text(2000), example: "value * wait / handling",
        "A formula for the score of a waiting contact, the largest is chosen; for ownRules."),
    ]
  }
}

/// The two ways of `expectedDelay`, as they are written after `delayChoice:`.
enum DelayChoice: String, CaseIterable {
  case smallest, random
}

// MARK: - Words

extension ScenarioFormat {
  private static let policyDocs = [
    "queuePriority": "Groups and queues in the order of preferences and ranks.",
    "queueAtLastGroup":
      "Groups in order of preference; who finds none waits for the last one only.",
    "longestQueueFirst": "The longest queue first.",
    "singleFifoQueue": "Who has waited longest, over all queues of an agent.",
    "longestWeightedWait": "The largest product of a queue's weight and its first contact's wait.",
    "agentsPreference": "Ranks both ways; among equal ranks a weighted score.",
    "agentsPreferenceWithDelays": "The same with delays, and with ranks that change with the wait.",
    "localSpecialist": "Groups of the contact's region first, all others after a delay.",
    "queueRatioOverflow":
      "A queue for each group; sets of groups are asked in order while too many wait per agent.",
    "expectedDelay": "A queue for each group; the one with the shortest predicted wait.",
    "overflowAndPriority":
      "Scripts of stages that give groups and queues new ranks under conditions.",
    "scoreRouting":
      "The sums of scores of agents, skills, idle times; of contacts and their waits.",
    "cMu": "The largest waiting cost saved per minute of work: c·μ.",
    "generalisedCMu": "The same for costs that grow faster than the wait: C′(W)·μ.",
    "thresholdReservation": "Some agents stay idle for better contacts.",
    "fixedQueueRatio": "Queue lengths are kept in fixed proportions.",
    "queueAndIdlenessRatio":
      "Queue lengths and numbers of idle agents are kept in fixed proportions.",
    "leastOccupied": "The idle agent who has worked the smallest share of the time.",
    "shortestExpectedHandling":
      "The group that handles the contact fastest; the contact that is handled fastest.",
    "bullseye": "Rings of skill that widen with the wait.",
    "serviceLevelBased": "The type furthest below its service level goal.",
    "lastAgentAffinity": "Callers who come back meet the agent whom they know.",
    "valueBased": "The contact that is worth most.",
    "ownRules": "The scenario's own rules, written as formulas.",
  ]

  static let agentSelectionDocs = [
    "longestIdle": "Who has been free the longest.",
    "leastOccupied": "Who has worked the least of the time on duty.",
    "mostIdleAgents": "Someone of the group with the most free agents.",
    "fixedOrder": "The first free one in the order of the scenario.",
    "proficiencyFirst": "Who handles this queue's contacts the fastest.",
    "random": "Anyone, with equal chances.",
  ]

  static let contactSelectionDocs = [
    "oldestFirst": "Who has waited the longest in any queue.",
    "priority": "The most urgent; among equals, who has waited the longest.",
    "longestQueue": "The first of the queue with the most contacts.",
    "weightedWait": "The largest product of wait and the queue's weight.",
  ]

  private static let agentScoreDocs = [
    "weight": "The skill's preferenceWeight alone.",
    "idleAgents": "Idle agents × preferenceWeight.",
    "idleTime": "The longest idle time × preferenceWeight.",
  ]

  private static let contactScoreDocs = [
    "weight": "The skill's weight alone.",
    "queueLength": "Contacts waiting × weight.",
    "wait": "The first contact's wait × weight.",
  ]

  private static let predictorDocs = [
    "lastWait": "The wait of the contact of this queue that was answered last.",
    "lastWaitOverall": "The wait of the contact of any queue that was answered last.",
    "meanWait": "The mean wait of the last contacts of this queue.",
    "meanWaitOverall": "The mean wait of the last contacts of all queues.",
    "headOfLine": "The wait so far of the contact that is next in this queue; 0 if nobody waits.",
    "queueLength": "(waiting + 1) × mean handle time ÷ agents.",
    "queueLengthWithAbandonment":
      "The same with those who will give up: (1/θ)·ln(1 + θ·(waiting + 1)·handle time ÷ agents), "
      + "θ the rate of abandonment.",
  ]
}

// MARK: - Scripts

/// The keys of a stage as they were read.
struct RoutingStageDraft {
  var stage = Scenario.RoutingStage(after: 0)
  /// The ranks that stand beside `after`: what holds without cases.
  var ranks = Scenario.RankTable()

  /// The keys of a new stage.
  fileprivate init() {}

  /// The keys of a stage: without cases its ranks stand beside `after`.
  fileprivate init(_ stage: Scenario.RoutingStage) {
    self.stage = stage
    guard stage.cases.isEmpty, let otherwise = stage.otherwise else { return }
    (ranks, self.stage.otherwise) = (otherwise, nil)
  }

  /// The stage that the keys describe.
  fileprivate var whole: Scenario.RoutingStage {
    var whole = stage
    if ranks != Scenario.RankTable() { whole.otherwise = ranks }
    return whole
  }
}

extension ScenarioFormat {
  private static var routingScript: ObjectFormat<Scenario.RoutingScript> {
    ObjectFormat(
      name: "routing script", doc: "What happens to contacts of a type as they wait.",
      blank: Scenario.RoutingScript(type: ""),
      fields: [
        Field("type", \.type, .name, required: true, example: "vip", "The contact type."),
        Field(
          "stages", \.stages, list(of: .routingStage, 1...50), required: true,
          example: "[{after: 0 s, agents: {vip team: 1}, queues: {vip team: 1}}]",
          "In rising order of the wait, the first from 0 s on."),
      ])
  }

  static var routingStage: ObjectFormat<RoutingStageDraft> {
    ObjectFormat(
      name: "routing stage",
      doc: "New ranks from a wait on: either cases, of which the first that is true counts, and "
        + "what holds otherwise; or ranks alone.",
      blank: RoutingStageDraft(),
      fields: [
        Field(
          "after", \.stage.after, .duration, required: true, example: "20 s",
          "Since the contact asked for an agent."),
        Field(
          "cases", \.stage.cases, list(of: routingCase.kind, 0...20), default: "none",
          "New ranks under conditions."),
        Field(
          "otherwise", \.stage.otherwise, rankTable.kind, default: "nothing changes",
          example: "{agentsBy: {generalists: -1}}", "The ranks if no case is true."),
      ] + rankFields(\.ranks) { $0.moved(under: "otherwise") },
      alternatives: rankAlternatives)
  }

  private static var routingCase: ObjectFormat<Scenario.RoutingCase> {
    ObjectFormat(
      name: "routing case", doc: "New ranks under a condition.",
      blank: Scenario.RoutingCase(when: "", ranks: Scenario.RankTable()),
      fields: [
        Field(
          "when", \.when, .text(2000), required: true,
          example: "idle(experts) >= 2 and waiting(gold) == 0",
          "A formula that is true or false.")
      ] + rankFields(\.ranks),
      alternatives: rankAlternatives)
  }

  private static var rankTable: ObjectFormat<Scenario.RankTable> {
    ObjectFormat(
      name: "ranks", doc: "Ranks of agent groups, the smallest first.",
      blank: Scenario.RankTable(), fields: rankFields(\.self), alternatives: rankAlternatives)
  }

  private static let rankAlternatives: [ObjectShape.Alternatives] = [
    .init(keys: ["agents", "agentsBy"], needed: false),
    .init(keys: ["queues", "queuesBy"], needed: false),
  ]

  private static func rankFields<Owner>(
    _ table: WritableKeyPath<Owner, Scenario.RankTable>,
    _ place: (Kind<[Scenario.GroupRank]>) -> Kind<[Scenario.GroupRank]> = { $0 }
  ) -> [Field<Owner>] {
    let ranks = place(
      named(by: "group", of: Kind<Double>.number(-1e9...1e9).standIn(0)) {
        Scenario.GroupRank(group: $0, rank: $1)
      } parts: {
        ($0.group, $0.rank)
      })
    return [
      Field(
        "agents", table.appending(path: \.agents), ranks, default: "as before",
        example: "{experts: 1, generalists: 2}",
        "The groups asked for an idle agent; those not named are not asked."),
      Field(
        "queues", table.appending(path: \.queues), ranks, default: "as before",
        example: "{experts: 1}",
        "The groups whose queues the contact is in; it leaves those not named."),
      Field(
        "agentsBy", table.appending(path: \.agentsBy), ranks, default: "nothing",
        example: "{generalists: -1}", "Added to the ranks of groups asked for an idle agent."),
      Field(
        "queuesBy", table.appending(path: \.queuesBy), ranks, default: "nothing",
        example: "{experts: -1}", "Added to the ranks in the queues of groups."),
    ]
  }
}

extension Kind {
  /// The same, kept in the scenario under the key `outer` beside which it is written.
  func moved(under outer: String) -> Kind<Value> {
    var kind = self
    kind.read = { node, reading in reading.moved(under: outer, node) { read(node, &$0) } }
    return kind
  }
}

extension Kind where Value == Scenario.RoutingStage {
  /// A stage with cases, or with ranks alone.
  static var routingStage: Kind<Scenario.RoutingStage> {
    let object = ScenarioFormat.routingStage
    let placeholder = object.blank.stage
    let settings = { (focus: SettingFocus<Scenario.RoutingStage>) in
      object.settings(focus.through({ RoutingStageDraft($0) }, { $0.whole }))
    }
    return Kind(shape: object.shape, placeholder: placeholder, settings: settings) { node, reading in
      guard let draft = object.kind.read(node, &reading) else { return nil }
      var stage = draft.stage
      guard draft.ranks != Scenario.RankTable() else { return stage }
      if !stage.cases.isEmpty || stage.otherwise != nil {
        reading.fail(
          at: Reading.place(of: node), "The stage has ranks beside cases or otherwise.",
          "Move the ranks under \"otherwise\".")
      } else {
        stage.otherwise = draft.ranks
      }
      return stage
    }
  }
}
