import ContactCenter

// The format of interruptions.

extension ScenarioFormat {
  static var interruption: ObjectFormat<Scenario.Interruption> {
    ObjectFormat(
      name: "interruption",
      doc:
        "Work that agents put aside when a contact finds nobody idle. It must be work that waits while the "
        + "center is closed; it goes back to its queue, to the place that its age gives it, and any agent of the "
        + "queue may go on with it. Who has been interrupted least gives way, and among these who began last; "
        + "never during wrap-up, nor an agent who is in several contacts, is to leave or to have a break.",
      blank: Scenario.Interruption(of: "", by: ""),
      fields: [
        Field(
          "work", \.work, .name, required: "email",
          "What is put aside: a contact type, or a channel for all its types."),
        Field(
          "by", \.by, .name, required: "voice", "For what: a contact type, or a channel for all its types."),
        Field(
          "mode", \.mode,
          .choice([
            "resume": "It is put aside at once; an agent goes on later with what is left.",
            "repeat": "It is put aside at once, and what was done is lost.",
            "turn": "It is put aside where it would be put on hold; without holds it is finished first.",
            "forbidden": "It is finished first; for exceptions from the rules below it.",
          ]), default: "resume", "What happens."),
        Field(
          "switchBack", \.switchBack, .duration, default: "0 s", example: "20 s",
          "How long it takes to find one's way back, each time."),
        Field(
          "loss", \.loss, .proportion, default: "0%, with repeat 100%", example: "25%",
          "The share of the work done since it was begun or taken up that is lost."),
        Field(
          "most", \.most, .integer(ScenarioLimits.interruptions), default: "no limit", example: "3",
          "How often a contact is put aside at the most."),
        Field(
          "minimumStretch", \.minimumStretch, .duration, default: "0 s", example: "60 s",
          "How long an agent works on it at least before it is put aside."),
      ])
  }
}
