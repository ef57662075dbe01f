import ContactCenter
import Yams

// The format of the calendar.

extension ScenarioFormat {
  static var calendar: ObjectFormat<Scenario.OpeningCalendar> {
    let weekday = Kind<Scenario.Weekday>.weekday
    return ObjectFormat(
      name: "calendar", doc: "Opening hours, planning intervals and warm-up.",
      blank: Scenario.OpeningCalendar(),
      fields: [
        Field(
          "days", \.days, .integer(ScenarioLimits.dayCounts), default: "1",
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
          "weekdays", \.weekdayHours, .byWeekday(.hoursOrClosed), default: "none differs",
          example: "{sat: 09:00-13:00, sun: closed}", "Weekdays whose hours differ."),
        Field(
          "specialDays", \.specialDays, list(of: specialDay.kind, 0...ScenarioLimits.days), default: "none",
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
}

extension Kind where Value == Scenario.Weekday {
  /// `mon` or `monday`.
  static var weekday: Kind<Scenario.Weekday> {
    let words =
      Scenario.Weekday.allCases.map { ("\($0)".prefix(3).description, "") }
      + Scenario.Weekday.allCases.map { ("\($0)", "") }
    return Kind(
      shape: .choice(words.map { (word: $0.0, doc: $0.1) }),
      notVaried: "It is a day of the week: write a scenario for each."
    ) { node, reading in
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

/// Why opening hours are no settings.
private let hoursAreFixed =
  "Arrivals and staffing are given for the opening hours: write a scenario for each."

extension Kind where Value == Scenario.OpeningHours {
  /// `08:00-20:00` or `24x7`.
  static var openingHours: Kind<Scenario.OpeningHours> {
    let shape = Shape.Scalar(
      name: "opening hours", types: ["string"],
      pattern: #"^(24x7|[0-9]{1,2}:[0-5][0-9]\s*[-–]\s*[0-9]{1,2}:[0-5][0-9])$"#)
    return Kind(shape: .scalar(shape), notVaried: hoursAreFixed) { node, reading in
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
    return Kind(shape: shape, notVaried: hoursAreFixed) { node, reading in
      if node.string?.trimmed == "closed" { return .some(nil) }
      return hours.read(node, &reading).map { .some($0) }
    }
  }
}
