import ContactCenter
import Yams

// The format of costs.

extension ScenarioFormat {
  static var costs: ObjectFormat<Scenario.Costs> {
    let amount = Kind<Double>.number(ScenarioLimits.amounts)
    return ObjectFormat(
      name: "costs",
      doc: "What running the center costs, in one currency; for figures of cost.",
      blank: Scenario.Costs(),
      fields: [
        Field("currency", \.currency, .name, default: "none", example: "CNY", "What the amounts are in."),
        Field(
          "wage", \.wage, amount, default: "none", example: "35",
          "The wage of a paid agent hour in groups that have no `cost` of their own."),
        Field(
          "loading", \.loading, .surcharge, default: "0%", example: "45%",
          "What the employer pays on top of wages."),
        Field(
          "overtime", \.overtime, overtime.kind, default: "none",
          "Hours of agents that are paid with a premium."),
        Field(
          "supervisors", \.supervisors, supervisors.kind, default: "none",
          "Those who lead agents, for as many hours as these are paid."),
        Field(
          "perDay", \.perDay, amount, default: "0", example: "3000",
          "The overhead of an opening day."),
        Field(
          "perLineDay", \.perLineDay, amount, default: "0",
          "The rent of a line of a trunk group for an opening day."),
        Field(
          "perLineMinute", \.perLineMinute, amount, default: "0", example: "0.06",
          "The carrier's charge for a minute of a taken line of a trunk group."),
        Field(
          "perBotSession", \.perBotSession, amount, default: "0", example: "0.25",
          "What a session of a bot costs, however it ends."),
        Field(
          "perTextSegment", \.perTextSegment, amount, default: "0", example: "0.045",
          "The carrier's charge for a segment of an answer by text message."),
        Field(
          "perSeatDay", \.perSeatDay, amount, default: "0",
          "A seat for an opening day; there are as many as agents planned at one time at most."),
        Field(
          "monitoringPerContact", \.monitoringPerContact, amount, default: "0",
          "The review of a monitored contact."),
        Field(
          "hiringPerLeaver", \.hiringPerLeaver, amount, default: "0",
          "Hiring and training somebody in the place of an agent who leaves."),
        Field(
          "daysPerMonth", \.daysPerMonth, .number(ScenarioLimits.daysOfMonth.numbers),
          default: "the calendar's share of open days of 30.4375", example: "22",
          "Opening days in a month, over which reviews and hiring are spread."),
      ])
  }

  private static var overtime: ObjectFormat<Scenario.Overtime> {
    ObjectFormat(
      name: "overtime", doc: "Hours of agents that are paid with a premium.",
      blank: Scenario.Overtime(share: 0, premium: 0),
      fields: [
        Field(
          "share", \.share, .proportion, required: "5%",
          "Their share of the paid hours."),
        Field(
          "premium", \.premium, .surcharge, required: "50%",
          "What is paid on top of the wage; the loading is not paid on it."),
      ])
  }

  private static var supervisors: ObjectFormat<Scenario.Supervisors> {
    ObjectFormat(
      name: "supervisors", doc: "Those who lead agents.",
      blank: Scenario.Supervisors(span: 15, wage: 0),
      fields: [
        Field(
          "span", \.span, .number(ScenarioLimits.spans), required: "15",
          "Agents for each of them."),
        Field(
          "wage", \.wage, .number(ScenarioLimits.amounts), required: "60",
          "The wage of an hour; the loading is paid on it too."),
      ])
  }
}
