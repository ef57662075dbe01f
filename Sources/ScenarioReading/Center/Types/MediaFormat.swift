import ContactCenter

// The format of what comes in over a line before it is work, and of what else is part of a contact.

extension ScenarioFormat {
  /// What contact types have of it.
  static var mediaFields: [Field<Scenario.ContactType>] {
    [
      Field(
        "voiceMail", \.voiceMail, voiceMail.kind, default: "messages are counted, and nothing follows",
        example: "{becomes: messages, recording: 40 s}",
        "What becomes of the messages that callers leave, where their queue leads to voice mail, or after closing."
      ),
      Field(
        "transmission", \.transmission, transmission.kind, default: "it is work at once",
        example: "{pages: {law: exponential, mean: 3}, perPage: 40 s}",
        "Pages that come in over a line of the type's `trunks`, the fax ports, before they are work."),
      Field(
        "video", \.video, video.kind, default: "a picture changes nothing",
        example: "{setupFailure: 4%, talkFactor: 1.15}",
        "What a picture does to calls of the channel video; `trunks` may be the bandwidth that they need."),
      Field(
        "coBrowsing", \.coBrowsing, coBrowsing.kind, default: "none",
        example: "{share: 20%, delay: 30 s, talkFactor: 0.85}",
        "Agents who look at a page together with the customer."),
      Field(
        "text", \.text, text.kind, default: "answers are not counted in segments",
        example: "{characters: {law: exponential, mean: 200}}",
        "Answers that are sent as text messages, in segments for which the carrier is paid."),
    ]
  }

  private static var voiceMail: ObjectFormat<Scenario.VoiceMail> {
    ObjectFormat(
      name: "voice mail", doc: "Messages that callers leave instead of speaking to an agent.",
      blank: Scenario.VoiceMail(becomes: Link(""), recording: .constant(0)),
      fields: [
        Field(
          "becomes", \.becomes, .link(), required: "messages",
          "The contact type of a message: work that waits, whose talk is how long an agent listens, and whose "
            + "transfers may lead to calling back."),
        Field("recording", \.recording, .law, required: "40 s", "The message, on the caller's line."),
        Field(
          "tooShort", \.tooShort, .proportion, default: "0%", example: "15%",
          "The share of recordings that are empty or too short to be worked on."),
        Field(
          "whenClosed", \.whenClosed, .proportion, default: "0%", example: "30%",
          "The share of callers who leave a message when they find the center closed and a line free."),
      ])
  }

  private static var transmission: ObjectFormat<Scenario.Transmission> {
    ObjectFormat(
      name: "transmission", doc: "Pages that come in over a line before they are work.",
      blank: Scenario.Transmission(pages: .constant(1), perPage: 0),
      fields: [
        Field(
          "pages", \.pages, .numberLaw, required: "{law: exponential, mean: 3}",
          "The number of pages: draws are rounded, at least 1."),
        Field("perPage", \.perPage, .duration, required: "40 s", "How long a page takes."),
      ])
  }

  private static var video: ObjectFormat<Scenario.Video> {
    ObjectFormat(
      name: "video", doc: "What a picture does to a call.", blank: Scenario.Video(),
      fields: [
        Field(
          "setupFailure", \.setupFailure, .proportion, default: "0%", example: "4%",
          "The share of conversations in which it cannot be set up: they go on by voice, and the line is free."
        ),
        Field(
          "talkFactor", \.talkFactor, .number(ScenarioLimits.mediaFactors), default: "1", example: "1.15",
          "By what the talk, which is that of a call by voice, is multiplied with a picture."),
      ])
  }

  private static var coBrowsing: ObjectFormat<Scenario.CoBrowsing> {
    ObjectFormat(
      name: "co-browsing", doc: "Agent and customer look at the same page while they talk.",
      blank: Scenario.CoBrowsing(share: 0, delay: .constant(0)),
      fields: [
        Field(
          "share", \.share, .proportion, required: "20%", "The share of conversations in which it is wanted."),
        Field(
          "delay", \.delay, .law, default: "0 s", example: "30 s",
          "How long it takes to start; it adds to the talk."),
        Field(
          "talkFactor", \.talkFactor, .number(ScenarioLimits.mediaFactors), default: "1", example: "0.85",
          "By what the talk is multiplied then."),
      ])
  }

  private static var text: ObjectFormat<Scenario.Text> {
    ObjectFormat(
      name: "text message", doc: "An answer in segments: characters ÷ characters of a segment, rounded up.",
      blank: Scenario.Text(characters: .constant(0)),
      fields: [
        Field(
          "characters", \.characters, .numberLaw, required: "{law: exponential, mean: 200}",
          "Characters of an answer, in each turn."),
        Field(
          "perSegment", \.perSegment, .number(ScenarioLimits.segmentLengths), default: "160", example: "153",
          "Characters of a segment: 160 of one alone, 153 of those that are put together, 70 and 67 in Chinese."
        ),
      ])
  }

  static var block: ObjectFormat<Scenario.Block> {
    ObjectFormat(
      name: "block", doc: "A time of day in which a group takes only some types, or all but some.",
      blank: Scenario.Block(from: 0, to: 0),
      fields: [
        Field(
          "from", \.from, .timeOfDay, required: "13:00",
          "Begin, each day; what has begun by then is finished."),
        Field("to", \.to, .timeOfDay, required: "14:00", "End; at closing a block ends in any case."),
        Field(
          "only", \.only, list(of: .link()), .oneOfSeveral, example: "[e-mail]", "The types that are taken."),
        Field(
          "without", \.without, list(of: .link()), .oneOfSeveral, example: "[e-mail]",
          "The types that are not taken, while all others are."),
      ], alternatives: [.init(keys: ["only", "without"], needed: true)])
  }
}
