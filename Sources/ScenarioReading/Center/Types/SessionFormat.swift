import ContactCenter

// The format of conversations in writing.

extension ScenarioFormat {
  static var session: ObjectFormat<Scenario.Session> {
    ObjectFormat(
      name: "session",
      doc:
        "A conversation in writing that its customer may leave, or that goes back and forth in turns. Without "
        + "turns an agent's conversations go on at once, each at the speed of his capacity; with turns he writes "
        + "one answer at a time, to who has waited longest for one.",
      blank: Scenario.Session(),
      fields: [
        Field(
          "patience", \.patience, .law, default: "stays to the end",
          example: "{law: exponential, mean: 30 min}",
          "How long after the conversation's begin the customer leaves if it is not over."),
        Field(
          "turns", \.turns, .numberLaw, default: "no turns", example: "4",
          "Answers of the agent in a conversation (rounded, at least 1); talk is then the length of each."),
        Field(
          "again", \.again, .proportion, default: "no turns", example: "75%",
          "The chance that the customer writes again after an answer; instead of turns."),
        Field(
          "customerTurn", \.customerTurn, .law, default: "0 s", example: "40 s",
          "How long the customer reads and writes between two answers; the slot is kept."),
        Field(
          "replyPatience", \.replyPatience, .law, default: "waits as long as it takes",
          example: "{law: exponential, mean: 5 min}",
          "How long a customer waits for an answer to begin before he leaves."),
        Field(
          "timeOut", \.timeOut, .duration, default: "never", example: "5 min",
          "After how long without a word of the customer the agent ends the conversation."),
      ])
  }
}
