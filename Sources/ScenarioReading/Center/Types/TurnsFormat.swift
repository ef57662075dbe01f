import ContactCenter
import Yams

// The format of threads.

extension ScenarioFormat {
  static var turns: ObjectFormat<Scenario.Turns> {
    ObjectFormat(
      name: "turns",
      doc:
        "A thread: the customer writes, is answered, is silent, writes again. `talk` and `wrapUp` are those "
        + "of one turn; no agent and no slot is held in the silence.",
      blank: Scenario.Turns(thinking: .constant(0)),
      fields: [
        Field(
          "again", \.again, .proportion, .oneOfSeveral, example: "75%",
          "The chance that after a turn there is another one: 1 ÷ (1 − chance) turns in the mean."),
        Field(
          "count", \.count, .numberLaw, .oneOfSeveral, example: "4",
          "How many turns a thread has: a number, or a law whose draws are rounded."),
        Field(
          "thinking", \.thinking, .law, required: "{law: lognormal, mean: 20 min, cv: 1.5}",
          "The customer's silence from the end of a turn to the next message."),
        Field(
          "sameAgent", \.sameAgent, .flag, default: "false",
          "Whether the agent of the last turn takes the next one if he has room; the policy "
            + "lastAgentAffinity also waits for him."),
        Field(
          "handOver", \.handOver, .duration, default: "0 s", example: "40 s",
          "By how much a turn is longer when another agent takes it than the one before."),
        Field(
          "knownFirst", \.knownFirst, .flag, default: "false",
          "Whether turns of threads under way come before new threads of the type."),
        Field(
          "reopen", \.reopening, reopening.kind, default: "never",
          example: "{probability: 10%, delay: 1 d}", "Resolved threads that are opened again."),
      ], alternatives: [.init(keys: ["again", "count"], needed: true)])
  }

  private static var reopening: ObjectFormat<Scenario.Reopening> {
    ObjectFormat(
      name: "reopening", doc: "A resolved thread is opened again by its customer.",
      blank: Scenario.Reopening(probability: 0, delay: .constant(0)),
      fields: [
        Field(
          "probability", \.probability, .proportion, required: "10%",
          "The chance of it after a resolution."),
        Field(
          "delay", \.delay, .law, required: "{law: exponential, mean: 1 d}",
          "From the resolution to the customer's new message."),
      ])
  }
}
