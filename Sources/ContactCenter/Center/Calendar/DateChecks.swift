// A scenario becomes a model: dates, special days and clocks.

extension ModelBuilder {
  /// The special days by the calendar's days, from 0.
  func specialDays(_ calendar: Scenario.OpeningCalendar) -> [Int: Scenario.SpecialDay] {
    guard let first = calendar.firstDate else { return [:] }
    var result: [Int: Scenario.SpecialDay] = [:]
    for day in calendar.specialDays {
      result[day.date.dayNumber - first.dayNumber] = day
    }
    return result
  }

  mutating func checkDates(_ calendar: Scenario.OpeningCalendar) {
    guard isSound("calendar.firstDate") else { return }
    guard calendar.firstDate != nil else {
      if !calendar.specialDays.isEmpty {
        error(
          "calendar.specialDays", "The special days have dates, but the calendar has none.",
          "Give the calendar a firstDate.")
      }
      if calendar.timeZone != nil {
        error(
          "calendar.timeZone", "A time zone needs dates, but the calendar has none.",
          "Give the calendar a firstDate.")
      }
      return
    }
    var places: [CalendarDate: Int] = [:]
    for (i, day) in calendar.specialDays.enumerated() {
      let path = "calendar.specialDays[\(i)]"
      if let other = places[day.date] {
        error(
          path, "\(day.date.long) is special day number \(other + 1) already.",
          "Give each date once.")
      }
      places[day.date] = i
      if case .some(.some(let hours)) = day.hours { checkHours(hours, at: "\(path).hours") }
      checkNumber(
        day.factor, in: ScenarioLimits.dayFactors, at: "\(path).factor", "The factor of \(day.date.long)")
    }
  }

  /// Warns of special days that are not among the calendar's days.
  mutating func tellSpecialDaysOutside(_ calendar: Scenario.OpeningCalendar) {
    guard let first = calendar.firstDate, isSound("calendar", ["days", "firstDate"]) else { return }
    let days = first.dayNumber..<first.dayNumber + calendar.days
    let dates = calendar.specialDays.map(\.date).filter { !days.contains($0.dayNumber) }
    guard let earliest = dates.min() else { return }
    let count = dates.count == 1 ? "1 special day lies" : "\(dates.count) special days lie"
    let span = DatedClock(firstDate: first).span(from: 0, to: Double(calendar.days) * 86_400)!
    warn(
      "calendar.specialDays",
      "\(count) outside the calendar's days, \(span)"
        + (dates.count == 1 ? ": \(earliest.long)." : "; the first is \(earliest.long)."))
  }

  /// Gives the model its dates, and its clock as far as it is changed within the horizon.
  mutating func setClock(_ clock: LocalClock, _ calendar: Scenario.OpeningCalendar) {
    model.calendar.firstDate = calendar.firstDate
    model.calendar.timeZone = calendar.timeZone?.name
    guard let last = openDays.last else { return }
    let shifts = clock.shifts.filter { $0.at < last.span.to }
    model.calendar.clock = LocalClock(shifts: shifts)
    var before = 0.0
    for shift in shifts {
      let parts = (shift.ahead - before) / calendar.interval
      before = shift.ahead
      guard shift.at > 0, abs(parts - parts.rounded()) > 1e-9 else { continue }
      error(
        "calendar.interval",
        "Planning intervals of \((calendar.interval / 60).plain) min do not fit the change of the "
          + "clocks on \(model.calendar.dates.date(at: shift.at)!.long) by "
          + "\((abs(parts * calendar.interval) / 60).plain) min.",
        "Take a length of which that is a multiple, such as 15 or 30 min.")
      return
    }
  }
}
