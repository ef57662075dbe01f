import ContactCenter
import Yams

/// The format of scenario files: every key once, with its kind, bounds, default and meaning.
///
/// The reader, the JSON Schema and Docs/Scenario-Format.md are all made from it, so they cannot
/// disagree.
enum ScenarioFormat {
  /// The whole file.
  static var scenario: ObjectFormat<Scenario> {
    ObjectFormat(
      name: "scenario",
      doc: "A contact center and what is to be studied about it.",
      blank: Scenario(name: ""),
      fields: [
        Field(
          "name", \.name, .name, required: "One queue",
          "Shown as the report's title."),
        Field("description", \.description, .text(), default: "none", "What this scenario is about."),
        Field(
          "notes", \.notes, list(of: .text(), 0...1000), default: "none",
          "Remarks printed in the report, such as recorded figures to compare with."),
        Field(
          "calendar", \.calendar, calendar.kind, default: "one day, 08:00-20:00",
          "When the center is open."),
        Field(
          "study", \.study, study.kind, default: "100 replications",
          "How much is simulated, and how precisely."),
        Field(
          "serviceLevel", \.serviceLevel, serviceLevel { _ in Scenario.ServiceLevelGoal() },
          default: "within 20 s",
          "What counts as answered in time, unless a contact type says otherwise."),
        Field(
          "contactTypes", \.contactTypes, list(of: contactType.kind),
          required: "[{name: sales, arrivals: {perHour: 60}}]", "The flows of contacts."),
        Field(
          "dayFactorCorrelation", \.dayFactorCorrelation, dayFactorCorrelation.kind,
          default: "independent", "How the day factors of contact types go together."),
        Field(
          "trunkGroups", \.trunkGroups, list(of: trunkGroup.kind, 0...ScenarioLimits.items),
          default: "lines without limit", "The lines that calls come in on."),
        Field(
          "ivr", \.ivr, ivr.kind, default: "no menus",
          "The ports and menus of the voice response unit."),
        Field(
          "bots", \.bots, list(of: bot.kind, 0...ScenarioLimits.items), default: "none",
          "The bots that contacts meet before an agent."),
        Field(
          "campaigns", \.campaigns, list(of: campaign.kind, 0...ScenarioLimits.campaigns), default: "none",
          "Lists of people whom the center calls."),
        Field(
          "queues", \.queues, list(of: queue.kind, 0...ScenarioLimits.items),
          default: "one without limit for each contact type",
          "The queues that differ from the default."),
        Field(
          "waitingRoom", \.waitingRoom, .integer(ScenarioLimits.lineCounts),
          default: "no limit", "The most contacts that may wait in all queues together."),
        Field(
          "agentGroups", \.agentGroups, list(of: agentGroup.kind, 0...ScenarioLimits.items),
          required: "[{name: sales agents, agents: 5, skills: [sales]}]",
          "The agents."),
        Field(
          "routing", \.routing, routing.kind, default: "longestIdle, priority",
          "Who is chosen when there is a choice."),
        Field(
          "interruptions", \.interruptions, list(of: interruption.kind, 0...ScenarioLimits.items),
          default: "none", example: "[{work: email, by: voice, switchBack: 20 s}]",
          "Which work agents put aside for which contacts, the first that fits holding."),
        Field(
          "coBrowsingLicences", \.coBrowsingLicences, .integer(ScenarioLimits.licences), default: "no limit",
          example: "10", "Contacts of all types with coBrowsing that look at a page with an agent at once."),
        Field(
          "costs", \.costs, costs.kind, default: "none", example: "{wage: 35, loading: 45%}",
          "What running the center costs."),
        Field(
          "management", \.management, management.kind, default: "the program's",
          example: "{profile: custom, budget: 21100, deadline: 2027-03-31}",
          "What the management report is held against."),
        Field(
          "quality", \.quality, quality.kind, default: "not monitored",
          example: "{samples: 5, standard: 85}", "How contacts are monitored and scored."),
        Field(
          "rings", \.rings, rings.kind, default: "not counted",
          example: "{cycle: 5 s, beforeAnswer: 2}",
          "The ringing that callers hear before anything picks up."),
        Field(
          "satisfaction", \.satisfaction, satisfaction.kind, default: "nobody is asked",
          example: "{resolved: 3, waitMinute: 0.1}",
          "How satisfied callers are, and who says so; {} takes all defaults."),
      ])
  }
}
