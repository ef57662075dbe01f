import ContactCenter
import Yams

// The format of campaigns.

extension ScenarioFormat {
  static var campaign: ObjectFormat<Scenario.Campaign> {
    ObjectFormat(
      name: "campaign",
      doc:
        "A list of people whom the center calls. Who answers becomes a contact of the type, meets an idle agent "
        + "who serves its queue, or is dropped; the type's talk and wrapUp are those with the right party.",
      blank: Scenario.Campaign(name: "", type: ""),
      fields: [
        Field("name", \.name, .name, required: "survey", "What reports call it."),
        Field(
          "type", \.type, .link(), required: "people",
          "The contact type of who answers; it has no arrivals and belongs to no other campaign."),
        Field(
          "list", \.list, dialList.kind, default: "without end, everybody answers", "The people."),
        Field("setup", \.setup, .law, default: "0 s", "From seizing a line to the first ring."),
        Field("rings", \.rings, dialRings.kind, default: "10 s until a person answers", "How long it rings."),
        Field(
          "detection", \.detection, machineDetection.kind, default: "all machines reach an agent",
          example: "{analysis: 2 s, humanHungUp: 3%}",
          "How machines are told from people; {} takes all defaults."),
        Field(
          "retries", \.retries, dialRetries.kind, default: "after an hour, 3 attempts",
          "When who was not reached is dialed again."),
        Field(
          "window", \.window, callingWindow.kind, default: "while the center is open",
          example: "{from: 08:00, to: 21:00}", "When people may be called, by their own clocks."),
        Field("dialer", \.dialer, dialer.kind, default: "progressive", "How many lines are dialed at once."),
      ] + dropFields + partyFields)
  }

  private static var dropFields: [Field<Scenario.Campaign>] {
    [
      Field(
        "dropAfter", \.dropAfter, .duration, default: "2 s",
        "How long who answers waits for an agent before the call is dropped."),
      Field(
        "message", \.message, .duration, default: "0 s", example: "8 s",
        "The message that a dropped person hears, or everybody of an agentless campaign; it holds the line."),
      Field(
        "lateAfter", \.lateAfter, .duration, default: "2 s",
        "A conversation that begins later than this after the answer is counted as late."),
      Field(
        "trunks", \.trunks, .link(), default: "always a free line",
        "The trunk group whose lines are dialed on; where all are taken it is tried again after 10 s."),
      Field(
        "mostLines", \.mostLines, .integer(1...ScenarioLimits.lines), default: "no limit", example: "40",
        "The most lines that are dialed at once."),
      Field(
        "reserve", \.reserve, .integer(ScenarioLimits.agentCounts), default: "0",
        "Idle agents, of those who serve the queue, for whom nobody is dialed."),
      Field(
        "pauseAt", \.pauseAt, .integer(ScenarioLimits.pauses), default: "nobody stops it", example: "3",
        "Contacts of other types that wait for its agents, from which on nobody is dialed."),
      Field(
        "weight", \.weight, .number(ScenarioLimits.campaignWeights), default: "1",
        "Its part of the agents where several campaigns share them."),
    ]
  }

  private static var partyFields: [Field<Scenario.Campaign>] {
    let work = ObjectFormat(
      name: "work with others", doc: "What a conversation takes that does not reach the right party.",
      blank: Scenario.Campaign.PartyWork(talk: .constant(0)),
      fields: [
        Field("talk", \.talk, .law, required: "35 s", "The conversation."),
        Field("wrapUp", \.wrapUp, .law, default: "0 s", "The work after it."),
      ])
    return [
      Field(
        "wrongParty", \.wrongParty, work.kind, default: "as with the right party",
        example: "{talk: 35 s, wrapUp: 10 s}", "The work with a person who is not the one that is wanted."),
      Field(
        "machine", \.machine, work.kind, default: "as with the right party", example: "{talk: 8 s}",
        "The work with a machine that reaches an agent."),
      Field(
        "success", \.success, .proportion, default: "100%", example: "20%",
        "The share of right parties that are a success: a promise, a sale, an interview."),
      Field(
        "quota", \.quota, .integer(ScenarioLimits.records), default: "none", example: "400",
        "Successes after which nobody is called any more."),
    ]
  }

  // MARK: The list

  private static var dialList: ObjectFormat<Scenario.Campaign.DialList> {
    let hour = pair(Kind<Double>.timeOfDay, Kind<Double>.number(ScenarioLimits.answerFactors), "factor") {
      Scenario.Campaign.HourFactor(from: $0, factor: $1)
    } parts: {
      ($0.from, $0.factor)
    }
    return ObjectFormat(
      name: "dial list", doc: "The people of a campaign, and what their telephones answer.",
      blank: Scenario.Campaign.DialList(),
      fields: [
        Field(
          "size", \.size, .integer(ScenarioLimits.records), default: "without end, each dialed once",
          example: "20000", "Records."),
        Field("answers", \.answers, dialAnswers.kind, default: "people", "What comes of an attempt."),
        Field(
          "byAttempt", \.byAttempt, .answerFactors, default: "1", example: "[1, 0.9, 0.8]",
          "What multiplies the share of people, by attempt; the last value holds for all further ones."),
        Field(
          "byHour", \.byHour, list(of: hour, ScenarioLimits.listParts, tracksPlaces: false), default: "none",
          example: "[[09:00, 0.8], [17:00, 1.3]]",
          "What multiplies the share of people from times of day on, by the clocks of those who are called; "
            + "the last one also holds before the first."),
        Field(
          "rightParty", \.rightParty, .proportion, default: "100%", example: "45%",
          "The share of people who answer that are the ones who are wanted."),
        Field(
          "concentration", \.concentration, .number(ScenarioLimits.betaSums),
          default: "records do not differ",
          example: "10",
          "a + b of a Beta law of each record's own share of people, whose mean is that of `answers`: the less, "
            + "the more records differ."),
        Field(
          "segments", \.segments, list(of: dialSegment.kind, ScenarioLimits.listParts), default: "all alike",
          "Parts of the list with numbers of their own; the shares add up to 100%."),
      ])
  }

  private static var dialAnswers: ObjectFormat<Scenario.Campaign.Answers> {
    ObjectFormat(
      name: "dial answers", doc: "Shares of what comes of an attempt; the rest of 100% is nobody.",
      blank: Scenario.Campaign.Answers(),
      fields: [
        Field("human", \.human, .proportion, default: "100%", example: "22%", "A person answers."),
        Field("machine", \.machine, .proportion, default: "0%", example: "33%", "A machine answers."),
        Field("busy", \.busy, .proportion, default: "0%", example: "6%", "The busy signal."),
        Field(
          "invalid", \.invalid, .proportion, default: "0%", example: "4%",
          "There is no such number, and the record is closed."),
      ])
  }

  private static var dialSegment: ObjectFormat<Scenario.Campaign.Segment> {
    ObjectFormat(
      name: "list segment", doc: "A part of the list; what is not said is as for the whole list.",
      blank: Scenario.Campaign.Segment(name: "", share: 0),
      fields: [
        Field("name", \.name, .name, required: "east", "What it is called."),
        Field(
          "share", \.share, .proportion, required: "40%",
          "The chance that a record belongs to it."),
        Field(
          "answers", \.answers, dialAnswers.kind, default: "the list's", example: "{human: 30%}",
          "What comes of an attempt."),
        Field(
          "rightParty", \.rightParty, .proportion, default: "the list's", example: "60%",
          "The share of right parties."),
        Field(
          "concentration", \.concentration, .number(ScenarioLimits.betaSums), default: "the list's",
          example: "5", "By how much its records differ."),
        Field(
          "ahead", \.ahead, .clockDifference, default: "0 s", example: "-1 h",
          "How far its clocks are ahead of the center's; with a minus sign: behind."),
      ])
  }

  // MARK: Attempts

  private static var dialRings: ObjectFormat<Scenario.Campaign.Rings> {
    ObjectFormat(
      name: "dialed rings", doc: "How long attempts take after their setup.",
      blank: Scenario.Campaign.Rings(),
      fields: [
        Field(
          "human", \.human, .law, default: "10 s", example: "{law: gamma, mean: 10 s, cv: 0.58}",
          "Until a person picks up."),
        Field("machine", \.machine, .law, default: "20 s", "Until a machine picks up."),
        Field(
          "nobody", \.nobody, .law, default: "the time-out", "Until the dialer gives up where nobody answers."
        ),
        Field("busy", \.busy, .law, default: "3 s", "The busy signal."),
        Field("invalid", \.invalid, .law, default: "3 s", "The message that there is no such number."),
        Field(
          "timeOut", \.timeOut, .duration, default: "26 s",
          "The most that it rings; who would pick up later does not answer."),
      ])
  }

  private static var machineDetection: ObjectFormat<Scenario.Campaign.MachineDetection> {
    ObjectFormat(
      name: "machine detection", doc: "How answering machines are told from people.",
      blank: Scenario.Campaign.MachineDetection(),
      fields: [
        Field(
          "analysis", \.analysis, .law, default: "2 s",
          "Listening, in which nobody speaks to who has answered."),
        Field(
          "humanHungUp", \.humanHungUp, .proportion, default: "3%",
          "The share of people who are taken for a machine and hung up on: silent calls."),
        Field(
          "machineConnected", \.machineConnected, .proportion, default: "12%",
          "The share of machines that are taken for a person and reach an agent."),
      ])
  }

  private static var dialRetries: ObjectFormat<Scenario.Campaign.Retries> {
    let gap = "How long the record rests; never closes it."
    return ObjectFormat(
      name: "dialed again", doc: "Who is dialed again, and when.", blank: Scenario.Campaign.Retries(),
      fields: [
        Field(
          "attempts", \.attempts, .integer(ScenarioLimits.dials), default: "3, or 1 of a list without end",
          example: "6", "The most attempts on a record; a record that an agent skips has had one."),
        Field(
          "perDay", \.perDay, .integer(ScenarioLimits.dials), default: "no limit", example: "3",
          "The most attempts on a record in a day, by the clock of who is called."),
        Field("nobody", \.nobody, .patienceLaw, default: "1 h", "After nobody answered, or a skip. \(gap)"),
        Field("busy", \.busy, .patienceLaw, default: "10 min", "After the busy signal. \(gap)"),
        Field("machine", \.machine, .patienceLaw, default: "4 h", "After a machine. \(gap)"),
        Field(
          "dropped", \.dropped, .patienceLaw, default: "72 h",
          "After a dropped or silent call, and who hung up waiting. \(gap)"),
        Field("wrongParty", \.wrongParty, .patienceLaw, default: "4 h", "After a wrong party. \(gap)"),
      ])
  }

  private static var callingWindow: ObjectFormat<Scenario.Campaign.CallingWindow> {
    ObjectFormat(
      name: "calling window", doc: "From when to when people may be called, by their own clocks.",
      blank: Scenario.Campaign.CallingWindow(from: 0, to: 86_400),
      fields: [
        Field("from", \.from, .timeOfDay, required: "08:00", "Its begin."),
        Field(
          "to", \.to, .timeOfDay, required: "21:00", "Its end; an attempt that still rings then is cut off."),
      ])
  }
}

extension Kind where Value == [Double] {
  /// One factor or a list of them.
  fileprivate static var answerFactors: Kind<[Double]> {
    let factor = Kind<Double>.number(ScenarioLimits.answerFactors)
    return either(
      scalar: factor.map {
        [$0]
      } back: {
        $0.count == 1 ? $0[0] : nil
      },
      list: list(of: factor, 1...ScenarioLimits.listParts.upperBound))
  }
}

extension Kind where Value == Double {
  /// By how much clocks differ: a length of time, with a minus sign where they are behind.
  fileprivate static var clockDifference: Kind<Double> {
    let length = Kind<Double>.duration
    return Kind<Double>(
      shape: .scalar(
        .init(
          name: "difference of clocks", types: ["string", "integer"],
          pattern: #"^\s*-?\s*[0-9]+(\.[0-9]+)?\s*(s|min|h|d)\s*$"#, minimum: 0, maximum: 0)),
      notVaried: "It is where people live: write a scenario for each."
    ) { node, reading in
      guard let text = reading.scalar(node, "a difference of clocks") else { return nil }
      guard text.trimmed.hasPrefix("-"), case .scalar(var scalar) = node else {
        return length.read(node, &reading)
      }
      scalar.string = text.trimmed.dropFirst().trimmed
      return length.read(.scalar(scalar), &reading).map { -$0 }
    }
  }
}
