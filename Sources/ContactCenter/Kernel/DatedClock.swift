/// Dates and clocks of a place: what people there call the moments of a simulation.
public struct DatedClock: Sendable, Equatable {
  /// The date of the first midnight; nil: days have no dates.
  public var firstDate: CalendarDate?
  /// What the clocks on the wall show.
  public var clock: LocalClock
  /// The name of the time zone, such as Europe/Zurich; nil: not said.
  public var timeZone: String?

  /// Days without dates, on clocks that are never changed, unless something is said.
  public init(
    firstDate: CalendarDate? = nil, clock: LocalClock = LocalClock(), timeZone: String? = nil
  ) {
    self.firstDate = firstDate
    self.clock = clock
    self.timeZone = timeZone
  }

  /// The date of a day, the first being 0; nil without dates.
  public func date(ofDay day: Int) -> CalendarDate? { firstDate?.adding(days: day) }

  /// The date at a moment in elapsed seconds since the first midnight; nil without dates.
  public func date(at elapsed: Seconds) -> CalendarDate? {
    date(ofDay: clock.day(at: elapsed))
  }

  /// Whether the clocks show this time for the second time, having been set back.
  public func isRepeated(_ elapsed: Seconds) -> Bool {
    if clock.shifts.isEmpty { return false }
    return clock.elapsed(clock.shown(elapsed)) < elapsed
  }

  /// "09:30", with seconds only where there are any; "02:30 (2nd)" where the clocks show it again.
  public func time(at elapsed: Seconds) -> String {
    let text = DatedClock.text(ofTime: clock.timeOfDay(at: elapsed))
    return isRepeated(elapsed) ? text + " (2nd)" : text
  }

  /// "Mon 30 Nov 09:30"; without dates "day 9, 09:30".
  public func dateAndTime(at elapsed: Seconds) -> String {
    let day = clock.day(at: elapsed)
    guard let date = date(ofDay: day) else { return "day \(day + 1), \(time(at: elapsed))" }
    return "\(date.weekday.short) \(date.short) \(time(at: elapsed))"
  }

  /// "Mon 30 Nov 2026" of a single day, "Mon 30 Nov to Sun 6 Dec 2026" of several; nil without
  /// dates.
  ///
  /// The end is no longer part of the span.
  public func span(from: Seconds, to: Seconds) -> String? {
    guard let first = date(at: from) else { return nil }
    let end = clock.shown(max(from, to)) / 86_400
    let lastDay = max(clock.day(at: from), Int(clamping: end.rounded(.up)) - 1)
    guard let last = date(ofDay: lastDay), last != first else { return first.long }
    let isOneYear = first.parts.year == last.parts.year
    let begin = isOneYear ? "\(first.weekday.short) \(first.short)" : first.long
    return "\(begin) to \(last.long)"
  }

  /// The span and the time zone, as a heading says them: "Sun 25 Oct 2026, Europe/Zurich"; nil
  /// without dates.
  public func heading(from: Seconds, to: Seconds) -> String? {
    span(from: from, to: to).map { span in timeZone.map { "\(span), \($0)" } ?? span }
  }

  /// Hours and minutes, with seconds only where there are any: "09:30", "09:30:15".
  public static func text(ofTime time: Seconds) -> String {
    let whole = Int(clamping: time.rounded())
    let parts = [whole / 3600, whole / 60 % 60] + (whole % 60 == 0 ? [] : [whole % 60])
    return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}

extension Scenario.Weekday {
  /// "Mon", the day in three letters.
  public var short: String {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][rawValue]
  }
}
