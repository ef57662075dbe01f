// A scenario becomes a model: opening hours.

extension ModelBuilder {
  mutating func buildCalendar() {
    let calendar = scenario.calendar
    guard checkCalendar(calendar) else { return }
    tellSpecialDaysOutside(calendar)
    let special = specialDays(calendar)
    let clock = calendar.clock
    for day in 0..<calendar.days {
      let weekday = weekday(ofDay: day)
      guard let hours = hours(on: weekday, special[day]) else { continue }
      let midnight = Double(day) * 86_400
      let span = Model.Span(
        from: clock.elapsed(midnight + hours.open), to: clock.elapsed(midnight + hours.close))
      // A clock that is set forward may skip a short day's hours altogether.
      guard span.from < span.to else { continue }
      openDays.append(
        OpenDay(day: day, weekday: weekday, span: span, factor: special[day]?.factor ?? 1))
    }
    setClock(clock, calendar)
    checkOverlap()
    guard let first = openDays.first, let last = openDays.last else {
      error("calendar", "The center is closed on every day.", "Open it on at least one.")
      return
    }
    fill(from: first.span.from, to: last.span.to)
  }

  private mutating func fill(from start: Seconds, to end: Seconds) {
    let calendar = scenario.calendar
    let intervals = ((end - start) / calendar.interval).rounded(.up)
    if intervals > Double(ScenarioLimits.intervals) {
      error(
        "calendar.interval", "The calendar has \(Int(clamping: intervals)) planning intervals.",
        "At most \(ScenarioLimits.intervals) are allowed: take longer ones or fewer days.")
      openDays = []
      return
    }
    let lengthIsKnown = isSound("calendar", ["days", "hours", "weekdays"])
    if lengthIsKnown, !(calendar.warmUp >= 0 && calendar.warmUp < end - start) {
      error(
        "calendar.warmUp", "The warm-up is longer than the calendar.",
        "Give less than \(((end - start) / 60).plain) min.")
    }
    model.calendar.start = start
    model.calendar.end = end
    model.calendar.interval = calendar.interval
    model.calendar.intervals = Int(clamping: intervals)
    model.calendar.warmUpEnd = start + calendar.warmUp
    model.calendar.open = openDays.map(\.span)
    model.calendar.closing = calendar.closing
  }

  private mutating func checkCalendar(_ calendar: Scenario.OpeningCalendar) -> Bool {
    let before = problems.count
    if !ScenarioLimits.dayCounts.contains(calendar.days) {
      error(
        "calendar.days", "The calendar has \(calendar.days) days.",
        "Give 1 to \(ScenarioLimits.days).")
    }
    if !ScenarioLimits.planningIntervals.contains(calendar.interval) {
      error(
        "calendar.interval", "The planning interval is \(calendar.interval.plain) s.",
        "Give 1 s to 24 h, usually 15, 30 or 60 min.")
    }
    checkDates(calendar)
    checkHours(calendar.hours, at: "calendar.hours")
    for weekday in Scenario.Weekday.allCases {
      if case .some(.some(let hours)) = calendar.weekdayHours[weekday] {
        checkHours(hours, at: "calendar.weekdays.\(weekday)")
      }
    }
    let parts = 86_400 / calendar.interval
    if calendar.days > 1, problems.count == before, abs(parts - parts.rounded()) > 1e-9 {
      error(
        "calendar.interval",
        "Planning intervals of \(calendar.interval.plain) s do not fit into a day "
          + "a whole number of times.",
        "With several days, take a length such as 15, 30 or 60 min.")
    }
    return problems.count == before
  }

  mutating func checkHours(_ hours: Scenario.OpeningHours, at path: String) {
    let fits = hours.open >= 0 && hours.open < 86_400 && hours.close <= hours.open + 86_400
    if !fits || !(hours.close > hours.open) {
      error(
        path, "The center closes before it opens, or more than 24 hours later.",
        "Give hours such as 08:00-20:00, or 20:00-26:00 to close at 2 in the morning.")
    }
  }

  private mutating func checkOverlap() {
    for (day, next) in zip(openDays, openDays.dropFirst()) where next.span.from < day.span.to {
      error(
        "calendar.hours",
        "The center opens on \(name(ofDay: next.day)) before it has closed.",
        "Let each day's hours end before the next day's begin.")
      return
    }
  }

  func weekday(ofDay day: Int) -> Scenario.Weekday {
    Scenario.Weekday(rawValue: (scenario.calendar.firstWeekday.rawValue + day) % 7)!
  }

  /// "a monday", or the date.
  private func name(ofDay day: Int) -> String {
    scenario.calendar.firstDate.map { $0.adding(days: day).long } ?? "a \(weekday(ofDay: day))"
  }

  /// The hours of a weekday that may be a special day; nil: closed.
  func hours(
    on weekday: Scenario.Weekday, _ day: Scenario.SpecialDay? = nil
  ) -> Scenario.OpeningHours? {
    if let hours = day?.hours { return hours }
    if let special = scenario.calendar.weekdayHours[weekday] { return special }
    return scenario.calendar.hours
  }

  /// The planning interval that a moment of the horizon belongs to.
  func interval(at time: Seconds) -> Int {
    let calendar = model.calendar
    let index = Int(clamping: ((time - calendar.start) / calendar.interval).rounded(.down))
    return min(max(0, index), calendar.intervals - 1)
  }
}
