import ContactCenter
import Yams

// The format of the staff over months.

extension ScenarioFormat {
  static var workforce: ObjectFormat<Scenario.Workforce> {
    ObjectFormat(
      name: "workforce",
      doc: "The group's staff over months: who leaves, who comes, and how new agents learn.",
      blank: Scenario.Workforce(),
      fields: [
        Field(
          "turnover", \.turnover, turnover.kind, required: "{perMonth: 4%}",
          "The rate at which agents leave."),
        Field(
          "headcount", \.headcount, .integer(ScenarioLimits.agentCounts),
          default: "the group's agents", "How many positions there are."),
        Field(
          "replacement", \.replacement, replacement.kind, default: "at once",
          "How leavers are replaced."),
        Field(
          "learning", \.learning, learning.kind, default: "all are alike",
          "New agents take longer: in each replication an agent has a tenure drawn from the long run of "
            + "turnover."),
        Field(
          "overload", \.overload, overload.kind, default: "no effect",
          "More agents leave when occupancy is high."),
      ])
  }

  private static var turnover: ObjectFormat<Scenario.Turnover> {
    ObjectFormat(
      name: "turnover",
      doc: "The rate of leaving at a tenure of t months: perMonth + (atStart - perMonth) x "
        + "e^(-t/settles).",
      blank: Scenario.Turnover(perMonth: 0),
      fields: [
        Field(
          "perMonth", \.perMonth, .proportion, required: "4%",
          "The rate per month of experienced agents."),
        Field(
          "atStart", \.atStart, .proportion, default: "the same", example: "10%",
          "The rate per month of new agents."),
        Field(
          "settles", \.settles, .months, default: "3 months",
          "After this time 63% of the difference is gone."),
      ])
  }

  private static var replacement: ObjectFormat<Scenario.Replacement> {
    ObjectFormat(
      name: "replacement", doc: "How leavers are replaced.", blank: Scenario.Replacement(),
      fields: [
        Field(
          "lead", \.lead, .months, default: "0", example: "1 month",
          "From the leaver's last day to the successor's first."),
        Field(
          "training", \.training, .months, default: "0", example: "1 month",
          "Then until the successor takes contacts."),
      ])
  }

  private static var learning: ObjectFormat<Scenario.Learning> {
    ObjectFormat(
      name: "learning",
      doc: "Handling times at a tenure of t months are 1 + extra x e^(-t/months) times as long.",
      blank: Scenario.Learning(extra: 0, months: 1),
      fields: [
        Field(
          "extra", \.extra, .surcharge, required: "50%",
          "By how much longer a new agent takes."),
        Field(
          "months", \.months, .number(ScenarioLimits.learningMonths), required: "2",
          "After so many months 63% of that is gone."),
      ])
  }

  private static var overload: ObjectFormat<Scenario.Overload> {
    ObjectFormat(
      name: "overload", doc: "More agents leave when occupancy is high.",
      blank: Scenario.Overload(above: 1, factor: 1),
      fields: [
        Field(
          "above", \.above, .proportion, required: "88%",
          "The highest occupancy without effect."),
        Field(
          "factor", \.factor, .number(ScenarioLimits.overloadFactors), required: "1.5",
          "What multiplies the rate of leaving when occupancy is higher."),
      ])
  }
}
