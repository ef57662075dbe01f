import ContactCenter
import Experiments
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
          "name", \.name, .name, required: true, example: "One queue",
          "Shown as the report's title."),
        Field("description", \.description, .text(), "What this scenario is about."),
        Field(
          "notes", \.notes, list(of: .text(), 0...1000),
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
          "contactTypes", \.contactTypes, list(of: contactType.kind), required: true,
          example: "[{name: sales, arrivals: {perHour: 60}}]", "The flows of contacts."),
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
          "queues", \.queues, list(of: queue.kind, 0...ScenarioLimits.items),
          default: "one without limit for each contact type",
          "The queues that differ from the default."),
        Field(
          "waitingRoom", \.waitingRoom, .integer(0...ScenarioLimits.lines),
          default: "no limit", "The most contacts that may wait in all queues together."),
        Field(
          "agentGroups", \.agentGroups, list(of: agentGroup.kind, 0...ScenarioLimits.items),
          required: true, example: "[{name: sales agents, agents: 5, skills: [sales]}]",
          "The agents."),
        Field(
          "routing", \.routing, routing.kind, default: "longestIdle, priority",
          "Who is chosen when there is a choice."),
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

// MARK: - Calendar and study

extension ScenarioFormat {
  static var calendar: ObjectFormat<Scenario.OpeningCalendar> {
    let weekday = Kind<Scenario.Weekday>.weekday
    return ObjectFormat(
      name: "calendar", doc: "Opening hours, planning intervals and warm-up.",
      blank: Scenario.OpeningCalendar(),
      fields: [
        Field(
          "days", \.days, .integer(1...ScenarioLimits.days), default: "1",
          "How many days are simulated in one replication."),
        Field("firstDay", \.firstDay, weekday, default: "monday", "The weekday of the first day."),
        Field(
          "firstDate", \.firstDate, .date, default: "days without dates", example: "2026-11-30",
          "The date of the first day, which also says its weekday."),
        Field(
          "timeZone", \.timeZone, .timeZone, default: "clocks never change",
          example: "Europe/Zurich",
          "Where the clocks are that opening hours and all other times of day go by. Where they "
            + "are set back, that day has 25 hours; where forward, 23."),
        Field(
          "hours", \.hours, .openingHours, default: "08:00-20:00", example: "08:00-20:00",
          "The opening hours; 24x7 means always, 20:00-26:00 closes at 2 in the morning."),
        Field(
          "weekdays", \.weekdayHours, .byWeekday(.hoursOrClosed),
          example: "{sat: 09:00-13:00, sun: closed}", "Weekdays whose hours differ."),
        Field(
          "specialDays", \.specialDays, list(of: specialDay.kind, 0...ScenarioLimits.days),
          example: "[{date: 2026-12-25, name: Christmas, hours: closed}]",
          "Dates that differ from their weekday."),
        Field(
          "interval", \.interval, .duration, default: "30 min",
          "The length of a planning interval, usually 15, 30 or 60 min."),
        Field(
          "warmUp", \.warmUp, .duration, default: "0 s",
          "Statistics begin this long after the first opening."),
        Field(
          "closing", \.closing,
          .choice([
            "drain": "Contacts that wait at closing are still served.",
            "sendAway": "Contacts that wait at closing are told that the center has closed.",
          ]), default: "drain", "What happens to contacts that wait at closing."),
      ],
      finish: { calendar, reading in
        reading.calendar = calendar
        reading.checkFirstDay(calendar)
        // Files of any length fit into a number of days that cannot be read.
        if reading.isUnreadable("calendar.days") { reading.calendar.days = ScenarioLimits.days }
      })
  }

  static var study: ObjectFormat<Scenario.Study> {
    ObjectFormat(
      name: "study", doc: "How much is simulated.", blank: Scenario.Study(),
      fields: [
        Field(
          "method", \.method,
          .choice([
            "replications": "Independent replications of the whole calendar.",
            "batchMeans": "One long run, cut into batches after the warm-up.",
          ]), default: "replications", "How confidence intervals are made."),
        Field(
          "replications", \.replications, .integer(1...ScenarioLimits.replications),
          default: "100", "How many independent replications."),
        Field(
          "batches", \.batches, .integer(2...100_000), default: "30",
          "Batches of a batch-means study."),
        Field(
          "seed", \.seed, .seed, default: "1",
          "The same seed gives the same result to the last digit."),
        Field(
          "confidence", \.confidence, .proportion, default: "95%",
          "The level of confidence intervals."),
        Field(
          "precision", \.precision, list(of: .precisionGoal, 0...100),
          example: "[serviceLevel±0.5%]",
          "Replicate until these half-widths are reached, of figures as goals name them; rel: makes one "
            + "relative, as in asa±rel:2%; = may stand for ±."),
        Field(
          "maximumReplications", \.maximumReplications,
          .integer(1...ScenarioLimits.replications), default: "10000",
          "The most replications that a precision goal may ask for."),
      ])
  }

  private static var serviceLevelKeys: ObjectFormat<Scenario.ServiceLevelGoal> {
    ObjectFormat(
      name: "service level", doc: "\"80 % within 20 s\".", blank: Scenario.ServiceLevelGoal(),
      fields: [
        Field(
          "within", \.acceptableWait, .duration, default: "20 s",
          "The acceptable wait; a wait of exactly this length is within."),
        Field("target", \.target, .proportion, example: "80%", "The share to reach."),
        Field(
          "shortAbandon", \.shortAbandon, .duration, default: "5 s",
          "Abandonments after at most this wait are short."),
      ],
      finish: { goal, reading in
        if reading.path == "serviceLevel" { reading.serviceLevel = goal }
      })
  }

  /// The keys of a service level, or a goal such as `80/20` in their place; what is inherited holds where
  /// keys are missing.
  static func serviceLevel(
    _ inherited: @escaping (Reading) -> Scenario.ServiceLevelGoal
  ) -> Kind<Scenario.ServiceLevelGoal> {
    let format = serviceLevelKeys
    let text = Shape.Scalar(
      name: "service level", types: ["string"], pattern: #"^[0-9.]+%?\s*/\s*[0-9.]+\s*(s|min|h)?$"#)
    return Kind(
      shape: .either([format.kind.shape, .scalar(text)]), placeholder: format.blank,
      settings: format.settings
    ) { node, reading in
      var format = format
      format.blank = inherited(reading)
      guard case .scalar(let scalar) = node else { return format.kind.read(node, &reading) }
      guard let goal = serviceLevel(scalar.string, over: format.blank) else {
        return reading.fail(
          node, "\"\(scalar.string.shortened)\" is no service level.",
          "Write 80/20 for 80 % within 20 s, or the keys within and target.")
      }
      format.finish?(goal, &reading)
      return goal
    }
  }

  /// The service level that a goal bounds; nil where the text is no such goal.
  private static func serviceLevel(
    _ text: String, over blank: Scenario.ServiceLevelGoal
  ) -> Scenario.ServiceLevelGoal? {
    guard let goals = try? GoalText(judge: .staffing).goals(text), goals.count == 1, goals[0].part == nil,
      case .serviceLevel(.abandonedCountAgainst, let wait) = goals[0].measure,
      goals[0].period == .interval
    else { return nil }
    var goal = blank
    (goal.target, goal.acceptableWait) = (goals[0].bound, wait)
    goal.shortAbandon = min(goal.shortAbandon, wait)
    return goal
  }
}

// MARK: - Kinds for calendars

extension Kind where Value == Scenario.Weekday {
  /// `mon` or `monday`.
  static var weekday: Kind<Scenario.Weekday> {
    let words =
      Scenario.Weekday.allCases.map { ("\($0)".prefix(3).description, "") }
      + Scenario.Weekday.allCases.map { ("\($0)", "") }
    return Kind(shape: .choice(words.map { (word: $0.0, doc: $0.1) })) { node, reading in
      guard let text = reading.scalar(node, "a weekday") else { return nil }
      return weekday(named: text)
        ?? reading.fail(
          node, "\"\(text.shortened)\" is no weekday.",
          "Allowed: mon, tue, wed, thu, fri, sat, sun, or the full names.")
    }
  }

  static func weekday(named text: String) -> Scenario.Weekday? {
    let word = text.lowercased()
    return Scenario.Weekday.allCases.first { "\($0)" == word || "\($0)".prefix(3) == word }
  }
}

extension Kind {
  /// A mapping by weekdays, such as `{sat: …, sunday: …}`.
  static func byWeekday<Element>(
    _ element: Kind<Element>
  ) -> Kind<[Scenario.Weekday: Element]> where Value == [Scenario.Weekday: Element] {
    let keys =
      Scenario.Weekday.allCases.map { "\($0)".prefix(3).description }
      + Scenario.Weekday.allCases.map { "\($0)" }
    let settings = { (focus: SettingFocus<Value>) in
      SettingTree(
        keys: zip(keys, Scenario.Weekday.allCases + Scenario.Weekday.allCases).map { key, day in
          (key, { element.settings(focus.part(\.[day]).unwrapped()) })
        })
    }
    return Kind(
      shape: .map(keys: keys, of: element.shape), settings: settings
    ) { node, reading in
      guard case .mapping(let mapping) = node else {
        return reading.fail(
          node, "\(node.described.capitalizedFirst) stands where weekdays are expected.",
          "For example {sat: …, sun: …}.")
      }
      var values: Value = [:]
      for (key, value) in mapping {
        guard let weekday = Kind<Scenario.Weekday>.weekday.read(key, &reading) else { continue }
        if values[weekday] != nil {
          let _: Void? = reading.fail(key, "\(weekday) is given twice.", "Give it once.")
        }
        values[weekday] = reading.inside(key: "\(weekday)", value) { element.read(value, &$0) }
      }
      return values
    }
  }
}

extension Kind where Value == Scenario.OpeningHours {
  /// `08:00-20:00` or `24x7`.
  static var openingHours: Kind<Scenario.OpeningHours> {
    let shape = Shape.Scalar(
      name: "opening hours", types: ["string"],
      pattern: #"^(24x7|[0-9]{1,2}:[0-5][0-9]\s*[-–]\s*[0-9]{1,2}:[0-5][0-9])$"#)
    return Kind(shape: .scalar(shape)) { node, reading in
      guard let text = reading.scalar(node, "opening hours") else { return nil }
      if text == "24x7" { return Scenario.OpeningHours(open: 0, close: 86_400) }
      let parts = text.split(whereSeparator: { $0 == "-" || $0 == "–" }).map { $0.trimmed }
      guard parts.count == 2, let open = TimeOfDayText.seconds(parts[0]),
        let close = TimeOfDayText.seconds(parts[1])
      else {
        return reading.fail(
          node, "\"\(text.shortened)\" are no opening hours.", "Write 08:00-20:00, or 24x7.")
      }
      return Scenario.OpeningHours(open: open, close: close)
    }
  }
}

extension Kind where Value == Scenario.OpeningHours? {
  /// Opening hours, or the word `closed`.
  static var hoursOrClosed: Kind<Scenario.OpeningHours?> {
    let hours = Kind<Scenario.OpeningHours>.openingHours
    let shape = Shape.either([hours.shape, .choice([("closed", "Not open that day.")])])
    return Kind(shape: shape) { node, reading in
      if node.string?.trimmed == "closed" { return .some(nil) }
      return hours.read(node, &reading).map { .some($0) }
    }
  }
}
