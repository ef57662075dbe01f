import ContactCenter
import Yams

// The format of contact types, except their arrivals.

extension ScenarioFormat {
  static var contactType: ObjectFormat<Scenario.ContactType> {
    ObjectFormat(
      name: "contact type",
      doc: "One flow of contacts: when they come, what they need, how patient they are.",
      blank: Scenario.ContactType(name: ""),
      fields: identityFields + serviceFields + returnFields + deferrableFields + mediaFields
        + worthFields)
  }

  private static var identityFields: [Field<Scenario.ContactType>] {
    [
      Field("name", \.name, .typeName, required: "sales", "A name of its own."),
      Field(
        "channel", \.channel, .choice(channelDocs.mapValues { $0.capitalizedFirst + "." }), default: "voice",
        "How its contacts reach their agents."),
      Field(
        "arrivals", \.arrivals, .arrivals, default: "none", example: "{perHour: 60}",
        "When contacts come; may be missing if other types become this one."),
      Field(
        "trunks", \.trunks, .link(), default: "a line is always free",
        "The trunk group tried first."),
      Field(
        "menu", \.menu, .link(), default: "straight to the queue",
        "The menu a contact hears first."),
      Field(
        "bot", \.bot, .link(), default: "none", example: "assistant",
        "The bot that a contact meets after its menu and before its queue."),
      Field(
        "queue", \.queue, .link(), default: "a queue named like the type",
        "The queue it waits in."),
      Field(
        "priority", \.priority, .number(ScenarioLimits.scores), default: "1",
        "Urgency: 1 is served before 2 where the contact selection heeds priority."),
      Field(
        "priorityGrowth", \.priorityGrowth, .number(ScenarioLimits.scoresPerSecond), default: "0",
        "By how much the priority number falls per second of waiting."),
      Field(
        "serviceLevel", \.serviceLevel, .inheritedServiceLevel, default: "the scenario's",
        "What counts as answered in time for this type."),
    ]
  }

  private static var serviceFields: [Field<Scenario.ContactType>] {
    [
      Field(
        "patience", \.patience, .timed(.patienceLaw, named: "patience by time"), default: "never",
        example: "{law: exponential, mean: 3 min}",
        "How long a caller waits in the queue before giving up."),
      Field(
        "talk", \.talk, .timed(.law, named: "law by time"),
        default: "{law: exponential, mean: 3 min}",
        "Conversation, without hold; where a session has turns, each of the agent's."),
      Field(
        "session", \.session, session.kind, default: "goes on to its end",
        example: "{again: 75%, customerTurn: 40 s}",
        "What may happen in a conversation in writing: customers who leave, and turns."),
      Field(
        "hold", \.hold, hold.kind, default: "never on hold",
        "How often and how long a caller is put on hold."),
      Field(
        "wrapUp", \.wrapUp, .timed(.law, named: "law by time"), default: "0 s",
        "Work after the conversation; the line is free by then."),
      Field(
        "transfers", \.transfers, list(of: transfer.kind, ScenarioLimits.transfers), default: "none",
        "What may follow a conversation, at most one of them."),
      Field(
        "knowledgeGap", \.knowledgeGap, knowledgeGap.kind, default: "agents know the answer",
        example: "{probability: 20%, holdShare: 60%}",
        "Agents who must find out or pass on; instead of the chances of the hold and of the first "
          + "transfer."),
      Field(
        "turns", \.turns, turns.kind, default: "one contact, one conversation",
        example: "{again: 0.75, thinking: 7 min}",
        "Threads of several turns, between which the customer is silent."),
      Field(
        "recognition", \.recognition, recognition.kind, default: "nobody is asked",
        "Callers whom the center recognises; the others are asked who they are."),
    ]
  }

  private static var returnFields: [Field<Scenario.ContactType>] {
    [
      Field(
        "redialAfterBusy", \.redialAfterBusy, redial.kind, default: "nobody",
        "Who tries again after a busy signal."),
      Field(
        "redialAfterAbandon", \.redialAfterAbandon, redial.kind, default: "nobody",
        "Who tries again after giving up."),
      Field(
        "repeatCall", \.repeatCall, repeatCall.kind, default: "every problem is solved",
        "Who calls again because the problem was not solved."),
    ]
  }

  /// What routing policies and costs heed.
  private static var worthFields: [Field<Scenario.ContactType>] {
    let score = Kind<Double>.number(ScenarioLimits.scores)
    return [
      Field(
        "region", \.region, .name, default: "none", example: "north",
        "Where its callers are; for the policy localSpecialist."),
      Field(
        "value", \.value, .number(ScenarioLimits.amounts), default: "nothing", example: "12",
        "What a contact is worth, in the unit of the costs; lost with an abandonment."),
      Field(
        "waitingCost", \.waitingCost, .waitingCost, default: "nothing",
        example: "{perMinute: 2, power: 2}",
        "What waiting costs; a number alone is the cost of each minute."),
      Field(
        "score", \.score, score, default: "0",
        "Added to the score of its contacts; for the policy scoreRouting."),
      Field(
        "transferredScore", \.transferredScore, score, default: "0",
        "Added to the score of a contact that was passed on; for the policy scoreRouting."),
      Field(
        "waitScore", \.waitScore, .number(ScenarioLimits.scoresPerSecond), default: "0",
        "Added to the score for each second of the wait; for the policy scoreRouting."),
    ]
  }

  static var waitingCost: ObjectFormat<Scenario.WaitingCost> {
    ObjectFormat(
      name: "waiting cost", doc: "What a wait costs: perMinute × (minutes waited) ^ power.",
      blank: Scenario.WaitingCost(perMinute: 0),
      fields: [
        Field(
          "perMinute", \.perMinute, .number(ScenarioLimits.amounts), required: "2",
          "The cost of the first minute, in the unit of the agents' costs."),
        Field(
          "power", \.power, .number(ScenarioLimits.waitPowers), default: "1",
          "1: every minute costs the same; 2: the cost grows with the square of the wait."),
      ])
  }

  private static var hold: ObjectFormat<Scenario.Hold> {
    ObjectFormat(
      name: "hold", doc: "Holds during the conversation; they add to it.",
      blank: Scenario.Hold(probability: nil, length: .constant(0)),
      fields: [
        Field(
          "probability", \.probability, .proportion, default: "the knowledge gap's", example: "15%",
          "The chance of a hold; needed unless the type has a knowledgeGap, which says so."),
        Field("again", \.again, .proportion, default: "0%", "After a hold, the chance of another."),
        Field("length", \.length, .law, required: "30 s", "How long it takes."),
      ])
  }

  private static var transfer: ObjectFormat<Scenario.Transfer> {
    ObjectFormat(
      name: "transfer",
      doc: "A transfer to, or a conference with, an agent of another type's queue.",
      blank: Scenario.Transfer(kind: .cold, probability: nil, to: "", together: .constant(0)),
      fields: [
        Field(
          "kind", \.kind,
          .choice([
            "cold": "The caller goes back to a queue; the first agent starts wrap-up.",
            "warm": "The first agent stays until the second one has been told.",
            "conference": "A second agent joins for a while; the first one ends the contact.",
          ]), required: "cold", "How the contact is passed on."),
        Field(
          "probability", \.probability, .proportion, default: "the knowledge gap's", example: "10%",
          "The chance; all transfers of a type together at most 100%. Needed unless a knowledgeGap "
            + "says how often the first transfer is."),
        Field(
          "to", \.to, .link(), required: "complaints",
          "The contact type it becomes, or the expert's type."),
        Field("together", \.together, .law, default: "0 s", "Both agents on the line together."),
        Field(
          "giveUpAfter", \.giveUpAfter, .duration, default: "for ever",
          "How long the first agent waits for the second one (conference only)."),
      ])
  }

  private static var knowledgeGap: ObjectFormat<Scenario.KnowledgeGap> {
    ObjectFormat(
      name: "knowledge gap",
      doc: "An agent does not know the answer, and finds out while the caller is on hold or passes "
        + "him on.",
      blank: Scenario.KnowledgeGap(probability: 0, holdShare: 1),
      fields: [
        Field(
          "probability", \.probability, .proportion, required: "20%",
          "The chance that an answered contact meets a gap."),
        Field(
          "holdShare", \.holdShare, .proportion, required: "60%",
          "The share of gaps that end with a hold, of the length of the type's holds; the others end "
            + "with the first of its transfers."),
      ])
  }

  private static var redial: ObjectFormat<Scenario.Redial> {
    ObjectFormat(
      name: "redial", doc: "Whether and when a caller tries again.",
      blank: Scenario.Redial(probabilities: [], delay: .constant(0)),
      fields: [
        Field(
          "probability", \.probabilities, .probabilities, required: "[60%, 40%]",
          "The chance; a list goes by attempt, its last value holds for all further ones."),
        Field(
          "delay", \.delay, .law, required: "{law: exponential, mean: 5 min}", "How much later."),
        Field(
          "becomes", \.becomes, .link(), default: "the same",
          "The contact type of the new attempt."),
      ])
  }

  private static var repeatCall: ObjectFormat<Scenario.RepeatCall> {
    ObjectFormat(
      name: "repeat call", doc: "A problem that was not solved makes its caller come back.",
      blank: Scenario.RepeatCall(unsolved: 0, callsAgain: 0, delay: .constant(0)),
      fields: [
        Field(
          "unsolved", \.unsolved, .proportion, required: "20%",
          "The chance that an answered contact leaves its problem unsolved."),
        Field(
          "callsAgain", \.callsAgain, .proportion, required: "70%",
          "The chance that a caller with an unsolved problem calls again."),
        Field("delay", \.delay, .law, required: "1 h", "How much later."),
        Field(
          "becomes", \.becomes, .link(), default: "the same",
          "The contact type of the new call."),
        Field(
          "afterTransfer", \.afterTransfer, .proportion, default: "0%", example: "14%",
          "Added to unsolved when the contact was transferred."),
        Field(
          "window", \.window, .duration, default: "7 d",
          "Whoever calls again within it counts against first-call resolution."),
      ])
  }

  private static var recognition: ObjectFormat<Scenario.Recognition> {
    ObjectFormat(
      name: "recognition", doc: "Whether the caller is known before the conversation.",
      blank: Scenario.Recognition(share: 1, identification: .constant(0)),
      fields: [
        Field(
          "share", \.share, .proportion, required: "60%",
          "The share of callers who are recognised."),
        Field(
          "identification", \.identification, .law, required: "20 s",
          "How long it takes to ask the others; it adds to the conversation."),
      ])
  }

  static var dayFactorCorrelation: ObjectFormat<Scenario.DayFactorCorrelation> {
    ObjectFormat(
      name: "day factor correlation",
      doc: "Correlations of the normal scores behind the day factors (a normal copula).",
      blank: Scenario.DayFactorCorrelation(types: [], matrix: []),
      fields: [
        Field(
          "types", \.types, list(of: .link()), required: "[sales, service]",
          "The contact types, in the order of the rows."),
        Field(
          "matrix", \.matrix, list(of: list(of: .correlation)), required: "[[1, 0.5], [0.5, 1]]",
          "Symmetric, with ones on the diagonal."),
      ])
  }
}

// MARK: - Kinds for contact types

extension Kind where Value == String {
  /// The name of a contact type, remembered because it names a column of CSV files.
  static var typeName: Kind<String> {
    var kind = Kind.name
    kind.read = { node, reading in
      let value = Kind.name.read(node, &reading)
      reading.typeName = value
      return value
    }
    return kind
  }
}

extension Kind where Value == Scenario.WaitingCost {
  /// The cost of a minute, or a mapping.
  static var waitingCost: Kind<Scenario.WaitingCost> {
    either(
      scalar: Kind<Double>.number(ScenarioLimits.amounts).map {
        Scenario.WaitingCost(perMinute: $0)
      } back: {
        $0.power == 1 ? $0.perMinute : nil
      },
      object: ScenarioFormat.waitingCost.kind)
  }
}

extension Kind where Value == [Double] {
  /// One proportion or a list of them.
  static var probabilities: Kind<[Double]> {
    either(
      scalar: Kind<Double>.proportion.map {
        [$0]
      } back: {
        $0.count == 1 ? $0[0] : nil
      },
      list: ScenarioReading.list(of: Kind<Double>.proportion, ScenarioLimits.redialAttempts))
  }
}

extension Kind where Value == Scenario.ServiceLevelGoal {
  /// A goal of which missing keys are the scenario's.
  static var inheritedServiceLevel: Kind<Scenario.ServiceLevelGoal> {
    ScenarioFormat.serviceLevel { $0.serviceLevel }
  }
}

extension Kind where Value == Scenario.TimedLaw {
  /// One law, or a list of laws that hold from times of day on.
  static func timed(_ law: Kind<Distribution>, named name: String) -> Kind<Scenario.TimedLaw> {
    let piece = ObjectFormat(
      name: name, doc: "A law that holds from a time of day on.",
      blank: Scenario.TimedLaw.Piece(from: 0, law: .constant(0)),
      fields: [
        Field(
          "from", \.from, .timeOfDay, required: "12:00",
          "Since when; the last law of the day also holds before the first."),
        Field("law", \.law, law, required: "4 min", "The law."),
      ])
    let pieces = ScenarioReading.list(of: piece.kind, ScenarioLimits.lawsOfDay)
    let shape = Shape.either([law.shape, pieces.shape])
    let settings = { (focus: SettingFocus<Scenario.TimedLaw>) in
      let single: SettingFocus<Distribution> = focus.through(
        { $0.pieces.count == 1 && $0.pieces[0].from == 0 ? $0.pieces[0].law : nil },
        { Scenario.TimedLaw($0) })
      return SettingTree.merged([law.settings(single), pieces.settings(focus.part(\.pieces))])
    }
    return Kind(shape: shape, settings: settings) { node, reading in
      if case .sequence = node {
        return pieces.read(node, &reading).map { Scenario.TimedLaw(pieces: $0) }
      }
      return law.read(node, &reading).map { Scenario.TimedLaw($0) }
    }
  }
}
