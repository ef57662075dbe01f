import ContactCenter
import Experiments
import Yams

// The format of what managers account for besides the contacts: costs, monitoring, the staff over
// months.

// MARK: - Report

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
          "budget", \.budget, .number(0...1e12), default: "no limit", example: "21100",
          "The most that a replication may cost."),
        Field(
          "deadline", \.deadline, .day, default: "none", example: "2027-03-31",
          "The day by which targets should be reached."),
        Field(
          "baseline", \.baseline, .day, default: "none", example: "2026-09-30",
          "The day of the figures that the targets were set from."),
        Field(
          "daysPerMonth", \.daysPerMonth, .integer(1...31),
          default: "that of costs; of a calendar of a week or more its share of open days; else 22",
          example: "26", "Days of a month on which the center is open."),
        Field(
          "plans", \.plans, list(of: .number(0.1...10), 1...40), default: "0.8 to 1.25",
          example: "[0.9, 1, 1.1]",
          "Staffings that are tried, as multiples of the scenario's."),
      ])
  }
}

extension Kind where Value == String {
  /// A day of the calendar, such as 2027-03-31.
  static var day: Kind<String> {
    Kind(shape: .scalar(.init(name: "day", types: ["string"]))) { node, reading in
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

// MARK: - Costs

extension ScenarioFormat {
  static var costs: ObjectFormat<Scenario.Costs> {
    let amount = Kind<Double>.number(0...1e9)
    return ObjectFormat(
      name: "costs",
      doc: "What running the center costs, in one currency; for figures of cost.",
      blank: Scenario.Costs(),
      fields: [
        Field("currency", \.currency, .name, example: "CNY", "What the amounts are in."),
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
          "perSeatDay", \.perSeatDay, amount, default: "0",
          "A seat for an opening day; there are as many as agents planned at one time at most."),
        Field(
          "monitoringPerContact", \.monitoringPerContact, amount, default: "0",
          "The review of a monitored contact."),
        Field(
          "hiringPerLeaver", \.hiringPerLeaver, amount, default: "0",
          "Hiring and training somebody in the place of an agent who leaves."),
        Field(
          "daysPerMonth", \.daysPerMonth, .number(1...31),
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
          "share", \.share, .proportion, required: true, example: "5%",
          "Their share of the paid hours."),
        Field(
          "premium", \.premium, .surcharge, required: true, example: "50%",
          "What is paid on top of the wage; the loading is not paid on it."),
      ])
  }

  private static var supervisors: ObjectFormat<Scenario.Supervisors> {
    ObjectFormat(
      name: "supervisors", doc: "Those who lead agents.",
      blank: Scenario.Supervisors(span: 15, wage: 0),
      fields: [
        Field(
          "span", \.span, .number(1...1000), required: true, example: "15",
          "Agents for each of them."),
        Field(
          "wage", \.wage, .number(0...1e9), required: true, example: "60",
          "The wage of an hour; the loading is paid on it too."),
      ])
  }
}

// MARK: - Monitoring

extension ScenarioFormat {
  static var quality: ObjectFormat<Scenario.Quality> {
    let points = Kind<Double>.number(0...100)
    let count = Kind<Int>.integer(ScenarioLimits.monitoring)
    return ObjectFormat(
      name: "quality",
      doc: "Monitoring of contacts: evaluators hear a few contacts of each agent in a month and give "
        + "scores from 0 to 100. A score is the agent's own, plus the evaluator's leniency, plus what "
        + "the contact makes of it.",
      blank: Scenario.Quality(),
      fields: [
        Field("mean", \.mean, points, default: "85", "The mean score of all agents."),
        Field(
          "between", \.between, points, default: "5",
          "The standard deviation of the agents' own scores."),
        Field(
          "within", \.within, points, default: "10",
          "The standard deviation of the contacts of one agent."),
        Field(
          "evaluator", \.evaluator, points, default: "2",
          "The standard deviation of the evaluators' leniency."),
        Field(
          "evaluators", \.evaluators, count, default: "3",
          "How many evaluators there are; one of them hears each contact."),
        Field(
          "samples", \.samples, count, default: "5",
          "Contacts heard of each agent in a month."),
        Field(
          "plan", \.plan,
          .choice([
            "random": "Any of the agent's contacts.",
            "stratified": "Kinds of contacts in proportion.",
            "outliers":
              "The worst of three; their scores are too low and stay out of the monitoring score.",
          ]), default: "random", "Which contacts are picked."),
        Field(
          "strata", \.strata, .proportion, default: "30%",
          "The share of the variance within an agent that lies between kinds of contacts; for the plan "
            + "stratified."),
        Field(
          "standard", \.standard, points, default: "85",
          "An agent passes whose mean score in a month is at least this."),
      ])
  }
}

// MARK: - Workforce

extension ScenarioFormat {
  static var workforce: ObjectFormat<Scenario.Workforce> {
    ObjectFormat(
      name: "workforce",
      doc: "The group's staff over months: who leaves, who comes, and how new agents learn.",
      blank: Scenario.Workforce(),
      fields: [
        Field(
          "turnover", \.turnover, turnover.kind, required: true, example: "{perMonth: 4%}",
          "The rate at which agents leave."),
        Field(
          "headcount", \.headcount, .integer(0...ScenarioLimits.agents),
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
          "perMonth", \.perMonth, .proportion, required: true, example: "4%",
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
          "extra", \.extra, .surcharge, required: true, example: "50%",
          "By how much longer a new agent takes."),
        Field(
          "months", \.months, .number(0.01...ScenarioLimits.months), required: true, example: "2",
          "After so many months 63% of that is gone."),
      ])
  }

  private static var overload: ObjectFormat<Scenario.Overload> {
    ObjectFormat(
      name: "overload", doc: "More agents leave when occupancy is high.",
      blank: Scenario.Overload(above: 1, factor: 1),
      fields: [
        Field(
          "above", \.above, .proportion, required: true, example: "88%",
          "The highest occupancy without effect."),
        Field(
          "factor", \.factor, .number(0...100), required: true, example: "1.5",
          "What multiplies the rate of leaving when occupancy is higher."),
      ])
  }
}

// MARK: - Kinds

extension Kind where Value == Double {
  /// What comes on top of a whole, as a share of it, which may exceed 1: `45%`, `1.5`, `150%`.
  static var surcharge: Kind<Double> {
    Kind<Double>(
      shape: .scalar(
        .init(
          name: "surcharge", types: ["number", "string"],
          pattern: #"^\s*[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\s*%\s*$"#, minimum: 0, maximum: 10)),
      settings: { SettingTree.number(.surcharge, $0) }
    ) { node, reading in
      guard let text = reading.scalar(node, "a surcharge") else { return nil }
      guard let share = reading.share(text, node) else { return nil }
      guard share >= 0, share <= 10 else {
        return reading.fail(node, "\(text) is out of range.", "Give 0% to 1000%, or 0 to 10.")
      }
      return share
    }
  }

  /// A length of time in months: `3 months`, `1 month`, `2 years`, `45 d`; 0 needs no unit.
  static var months: Kind<Double> {
    Kind<Double>(
      shape: .scalar(
        .init(
          name: "months", types: ["string", "integer"],
          pattern: #"^\s*[0-9]+(\.[0-9]+)?\s*(months?|years?|d)\s*$"#, minimum: 0, maximum: 0)),
      settings: { SettingTree.number(.months, $0) }
    ) { node, reading in
      guard let text = reading.scalar(node, "a number of months") else { return nil }
      let digits = text.prefix { !$0.isLetter }
      let unit = text.dropFirst(digits.count).trimmed
      guard let value = reading.number(String(digits).trimmed, node) else { return nil }
      let units: [String: Double] = [
        "month": 1, "months": 1, "year": 12, "years": 12, "d": 12 / 365.25,
      ]
      guard let factor = units[unit] ?? (unit.isEmpty && value == 0 ? 1 : nil) else {
        return reading.fail(
          node, unit.isEmpty ? "\(text) has no unit." : "\"\(unit)\" is no unit of months.",
          "Allowed are months, years and d: \(digits.trimmed) months.")
      }
      let months = value * factor
      guard months >= 0, months <= ScenarioLimits.months else {
        return reading.fail(
          node, "\(text) is out of range.",
          "Allowed are 0 to \(ScenarioLimits.months.plain) months.")
      }
      return months
    }
  }
}
