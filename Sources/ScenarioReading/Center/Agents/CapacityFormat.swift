import ContactCenter

// The format of how many contacts an agent is in at once.

extension ScenarioFormat {
  static var capacity: ObjectFormat<Scenario.Capacity> {
    ObjectFormat(
      name: "capacity",
      doc: "How many contacts each agent of a group is in at once: slots by channel, or weights of a total.",
      blank: Scenario.Capacity(),
      fields: [
        Field(
          "slots", \.slots, slots.kind, default: "one of each channel", example: "{chat: 3, messaging: 6}",
          "Contacts of a channel at once; calls have their agent for themselves."),
        Field(
          "together", \.together, list(of: list(of: .choice(), 1...9), 0...9),
          default: "one channel at a time",
          example: "[[chat, messaging]]",
          "Channels of which an agent has contacts at the same time; with 3 slots for chats and 6 for messages "
            + "a chat takes a third of him, a message a sixth."),
        Field(
          "total", \.total, .integer(ScenarioLimits.capacityWeights), default: "slots say it", example: "6",
          "What an agent's contacts may weigh together; any of them that fit, of whatever channel."),
        Field(
          "weights", \.weights, weights.kind, default: "the whole agent", example: "{chat: 2, messaging: 1}",
          "What a contact of a channel weighs of the total; one that is not named needs the whole agent."),
        Field(
          "speeds", \.speeds, list(of: .number(ScenarioLimits.speeds), 1...32), default: "[1]",
          example: "[1, 0.8, 0.65]",
          "How fast each contact goes on when its agent has 1, 2, 3 … of them: at 0.5 it takes twice as long. The "
            + "last one holds for all further numbers. Conversations that have turns do not heed it."),
        Field(
          "fill", \.fill, .choice(slotOrderDocs), default: "fewest", "Who takes another contact first."),
        Field(
          "wrapUpTakes", \.wrapUpTakes, .choice(wrapUpPlaceDocs), default: "slot",
          "What the work after a contact occupies."),
      ])
  }

  private static let slotOrderDocs = [
    "fewest": "Idle agents first, then those with the fewest contacts.",
    "most": "Those with the most contacts who have room, idle agents last: they stay free for other work.",
  ]

  private static let wrapUpPlaceDocs = [
    "slot": "Its slot alone.",
    "agent": "The agent, who takes no further contact until it is done; those he has go on.",
  ]

  private static var slots: ObjectFormat<[Scenario.Channel: Int]> {
    byChannel(
      "table of slots", "Contacts at once, by channel.", .integer(ScenarioLimits.slots), default: "1",
      example: "3")
  }

  private static var weights: ObjectFormat<[Scenario.Channel: Int]> {
    byChannel(
      "table of weights", "What a contact weighs, by channel.", .integer(ScenarioLimits.capacityWeights),
      default: "the whole agent", example: "2")
  }

  private static func byChannel(
    _ name: String, _ doc: String, _ kind: Kind<Int>, default missing: String, example: String
  ) -> ObjectFormat<[Scenario.Channel: Int]> {
    ObjectFormat(
      name: name, doc: doc, blank: [:],
      fields: Scenario.Channel.allCases.map { channel in
        Field(
          channel.rawValue, \.[channel], kind, default: missing, example: example,
          "Of \(channelDocs[channel.rawValue] ?? "").")
      })
  }

  /// What the channels bring.
  static let channelDocs = [
    "voice": "telephone calls", "video": "calls with a picture", "chat": "conversations on a web page",
    "messaging": "messages of an app or a social network", "sms": "text messages of a telephone",
    "email": "electronic mail", "fax": "pages over a telephone line",
    "voicemail": "messages that callers left",
    "letter": "letters, forms and the work of a back office",
  ]
}
