import ContactCenter
import Yams

// The format of dialers.

extension ScenarioFormat {
  static var dialer: ObjectFormat<Scenario.Dialer> {
    ObjectFormat(
      name: "dialer",
      doc: "How many lines a campaign dials at once. Settings that are not those of the kind are not used.",
      blank: Scenario.Dialer(),
      fields: [
        Field(
          "kind", \.kind,
          .choice([
            "manual": "An agent dials and hears the ringing.",
            "preview": "An agent reads the record first, may skip it, then dials.",
            "progressive": "One line for each idle agent.",
            "ratio": "`linesPerAgent` lines for each agent of `tally`.",
            "perFree": "`factor` lines for each idle agent and `plus` more: the rule of ContactCenters.",
            "adaptive": "Lines for each agent that follow from how many were idle of late, as VICIdial does.",
            "predictive": "As many lines as `dropLimit` allows, by a forecast of free agents and answers.",
            "agentless": "Who answers hears the campaign's message; no agent is there.",
          ]), default: "progressive", "The rule."),
        Field(
          "linesPerAgent", \.linesPerAgent, .number(ScenarioLimits.linesPerAgent), default: "1",
          example: "1.2", "For ratio: lines for each agent that is counted."),
        Field(
          "tally", \.tally,
          .choice([
            "idle": "Idle agents.",
            "all": "All agents on duty, of whose lines those with a contact are taken off.",
          ]), default: "idle", "For ratio: the agents that are counted."),
        Field("preview", \.preview, .law, default: "15 s", "For preview: how long an agent reads."),
        Field(
          "skip", \.skip, .proportion, default: "0%", "For preview: the share of records that agents skip."),
        Field(
          "factor", \.factor, .number(ScenarioLimits.linesPerAgent), default: "1",
          "For perFree: lines for each idle agent."),
        Field(
          "plus", \.plus, .integer(ScenarioLimits.lineCounts), default: "0", "For perFree: lines besides."),
        Field(
          "leastIdle", \.leastIdle, .integer(ScenarioLimits.agentCounts), default: "1",
          "For perFree: nobody is dialed while fewer agents are idle."),
        Field(
          "dropLimit", \.dropLimit, .proportion, default: "3%",
          "For adaptive and predictive: the most dropped of the people who answer."),
        Field(
          "window", \.window,
          .choice(["day": "Each opening of the center.", "campaign": "The whole campaign."]), default: "day",
          "For adaptive and predictive: the time over which that is counted."),
        Field(
          "mostPerAgent", \.mostPerAgent, .number(1...ScenarioLimits.linesPerAgent.upperBound), default: "3",
          "For adaptive and predictive: the most lines for each agent on duty."),
        Field(
          "aim", \.aim, .number(-1000...1000), default: "1",
          "For adaptive: idle agents less waiting calls, which it aims at."),
        Field(
          "intensity", \.intensity, .number(-99...1000), default: "0",
          "For adaptive: by how many per cent more, or less, the lines change."),
        Field(
          "cap", \.cap,
          .choice([
            "hard": "One line for each agent while the rate is above the limit.",
            "tapered": "The limit is twice as high at the begin of the time and strict at its end.",
            "average": "Above the limit the lines fall step by step.",
          ]), default: "hard", "For adaptive: how it keeps to its limit."),
      ])
  }
}
