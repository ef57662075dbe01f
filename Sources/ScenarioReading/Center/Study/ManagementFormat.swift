import ContactCenter
import Experiments
import Yams

// The format of what a management report is held against.

extension ScenarioFormat {
  static var management: ObjectFormat<Scenario.Management> {
    ObjectFormat(
      name: "management", doc: "What the management report is held against.",
      blank: Scenario.Management(),
      fields: [
        Field(
          "profile", \.profile, .name, default: "custom", example: "anton23_us_1990s",
          "The profile of targets; `switchboard kpi list --profile NAME` shows it."),
        Field(
          "budget", \.budget, .number(ScenarioLimits.budgets), default: "no limit", example: "21100",
          "The most that a replication may cost."),
        Field(
          "deadline", \.deadline, .day, default: "none", example: "2027-03-31",
          "The day by which targets should be reached."),
        Field(
          "baseline", \.baseline, .day, default: "none", example: "2026-09-30",
          "The day of the figures that the targets were set from."),
        Field(
          "daysPerMonth", \.daysPerMonth, .integer(ScenarioLimits.daysOfMonth),
          default: "that of costs; of a calendar of a week or more its share of open days; else 22",
          example: "26", "Days of a month on which the center is open."),
        Field(
          "plans", \.plans, list(of: .number(ScenarioLimits.planFactors), ScenarioLimits.plans),
          default: "0.8 to 1.25",
          example: "[0.9, 1, 1.1]",
          "Staffings that are tried, as multiples of the scenario's."),
      ])
  }
}

extension Kind where Value == String {
  /// A day of the calendar, such as 2027-03-31.
  static var day: Kind<String> {
    Kind(
      shape: .scalar(.init(name: "day", types: ["string"])),
      notVaried: "It is a date, which only the management report shows."
    ) { node, reading in
      guard let text = reading.scalar(node, "a day") else { return nil }
      guard Day.number(text) != nil else {
        return reading.fail(
          node, "\"\(text.shortened)\" is not a day of the calendar.",
          "Write year, month and day, such as 2027-03-31.")
      }
      return text
    }
  }
}
