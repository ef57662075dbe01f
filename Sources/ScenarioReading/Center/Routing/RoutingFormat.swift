import ContactCenter
import Yams

// The format of routing: the policy, and what it may be told.

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
        example: "longestQueueFirst",
        "The named policy. It decides alike for contacts of all channels. Where nobody is idle, and an agent has "
          + "room for another contact, the policy's order of groups decides and in it who has the fewest (or, "
          + "with fill: most, the most); what waits is taken by the policy's rule as soon as an agent has room "
          + "for it."),
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
        "overflowDelay", \.overflowDelay, .duration, default: "none", example: "30 s",
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
        "predictorWaits", \.predictorWaits, .integer(ScenarioLimits.memories), default: "10",
        "How many recent waits the predictors' means have."),
      Field(
        "predictorCountsAbandoned", \.predictorCountsAbandoned, .flag, default: "false",
        "true: predictors learn from those who abandoned too."),
      Field(
        "delayChoice", \.isDelayChoiceRandom,
        Kind<DelayChoice>.choice([
          "smallest": "The group with the shortest predicted wait.",
          "random": "Drawn, with chances inverse to the predicted waits.",
        ]).map {
          $0 == .random
        } back: {
          $0 ? .random : .smallest
        }, default: "smallest", "How expectedDelay chooses the group."),
    ]
  }

  private static var policyFields: [Field<Scenario.Routing>] {
    [
      Field(
        "idleShareScore", \.idleShareScore, .number(ScenarioLimits.scores), default: "0",
        "The score of an agent who was always idle; for scoreRouting."),
      Field(
        "idleTimeScore", \.idleTimeScore, .number(ScenarioLimits.scoresPerSecond), default: "0",
        "The score of each second since the agent's last contact; for scoreRouting."),
      Field(
        "widenEvery", \.widenEvery, .duration, default: "none", example: "15 s",
        "The wait after which each further ring comes in; for bullseye."),
      Field(
        "window", \.window, .duration, default: "30 min",
        "The length of the sliding window of recent statistics."),
      Field(
        "windowParts", \.windowParts, .integer(ScenarioLimits.memories), default: "30",
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
        "agentRule", \.agentRule, .text(2000), default: "none", example: "idleTime - 600 * preference",
        "A formula for the score of an idle agent, the largest is chosen; for ownRules."),
      Field(
        "contactRule", \.contactRule, .text(2000), default: "none", example: "value * wait / handling",
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
