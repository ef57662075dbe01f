import ContactCenter
import Tables
import Yams

extension ScenarioFormat {
  static var specialDay: ObjectFormat<Scenario.SpecialDay> {
    ObjectFormat(
      name: "special day",
      doc: "A date on which the center is closed, or open at other hours, or "
        + "busier or quieter than usual.",
      blank: Scenario.SpecialDay(date: CalendarDate(dayNumber: 0)),
      fields: [
        Field("date", \.date, .date, required: "2026-12-24", "Which day."),
        Field("name", \.name, .name, default: "none", example: "Christmas Eve", "What people call it."),
        Field(
          "hours", \.hours, .hoursOrClosed, default: "those of its weekday",
          example: "08:00-12:00", "The opening hours of that day."),
        Field(
          "factor", \.factor, .number(ScenarioLimits.dayFactors), default: "1", example: "0.6",
          "Multiplies all volumes of that day that do not have dates themselves."),
      ])
  }
}

extension Kind where Value == CalendarDate {
  /// A day such as 2026-11-30.
  static var date: Kind<CalendarDate> {
    let shape = Shape.Scalar(
      name: "date", types: ["string"], pattern: "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$")
    return Kind(
      shape: .scalar(shape), notVaried: "It is a date: write a scenario for each."
    ) { node, reading in
      guard let text = reading.scalar(node, "a date") else { return nil }
      return CalendarDate(iso: text)
        ?? reading.fail(
          node, "\"\(text.shortened)\" is not a day of the calendar.",
          "Write year, month and day, such as 2026-11-30.")
    }
  }
}

extension Kind where Value == TimeZoneRules {
  /// A name of the IANA database, such as Europe/Zurich.
  static var timeZone: Kind<TimeZoneRules> {
    let shape = Shape.Scalar(name: "time zone", types: ["string"])
    return Kind(
      shape: .scalar(shape), notVaried: "It is a place: write a scenario for each."
    ) { node, reading in
      guard let text = reading.scalar(node, "a time zone") else { return nil }
      if let rules = TimeZoneRules.named(text) { return rules }
      let nearest = TimeZoneRules.nearestName(to: text).map { "Did you mean \($0)?" }
      return reading.fail(
        node, "\"\(text.shortened)\" is no time zone.",
        nearest ?? "Write region and city, such as Europe/Zurich.")
    }
  }
}

extension Reading {
  /// Notes a first weekday that is not that of the first date.
  mutating func checkFirstDay(_ calendar: Scenario.OpeningCalendar) {
    guard let date = calendar.firstDate, !isUnreadable("calendar.firstDay"),
      places["calendar.firstDay"] != nil, date.weekday != calendar.firstDay
    else { return }
    fail(
      atKey: "firstDay",
      "firstDay is \(calendar.firstDay), but the firstDate \(date.iso) is a \(date.weekday).",
      "Leave firstDay out.")
  }
}
