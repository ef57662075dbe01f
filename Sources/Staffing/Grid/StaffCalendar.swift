import ContactCenter

/// What planners call the days and intervals of a demand: dates, weekdays, weeks and clock times.
///
/// Times are those on the wall, counted from the midnight of the day that an interval begins on, so
/// that an end beyond it is 24:00 or 25:30. In the autumn hour that the clocks show twice, the second
/// time is told apart by `isSecond`.
public struct StaffCalendar: Sendable {
  /// The demand's intervals.
  private let intervals: [StaffingDemand.Interval]
  private let clock: LocalClock
  private let firstWeekday: Int?
  /// The date of the first day; nil where days have none.
  public let firstDate: CalendarDate?
  /// Whether there are more days than a week has, so that weekdays alone do not name them.
  public let isOverWeeks: Bool

  /// The calendar of a demand.
  public init(_ demand: StaffingDemand) {
    intervals = demand.intervals
    clock = demand.clock
    firstDate = demand.firstDate
    firstWeekday = demand.firstDate?.weekday.rawValue ?? demand.firstWeekday
    let last = demand.intervals.indices.last.map(demand.day(of:)) ?? 0
    isOverWeeks = last >= 7
  }

  // MARK: - Days

  /// The day that an interval begins on, the first being 0.
  public func day(of interval: Int) -> Int { clock.day(at: intervals[interval].start) }

  /// The date of a day; nil where days have none.
  public func date(ofDay day: Int) -> CalendarDate? { firstDate?.adding(days: day) }

  /// "Mon 30 Nov"; without dates "Mon", or "Mon day 8" where there is more than a week; "Day 2" where
  /// not even weekdays are known.
  public func name(ofDay day: Int) -> String { lines(ofDay: day).joined(separator: " ") }

  /// The same in one or two lines for a narrow column: "Mon" and "30 Nov".
  public func lines(ofDay day: Int) -> [String] {
    guard let weekday = weekday(ofDay: day) else { return ["Day \(day + 1)"] }
    if let date = date(ofDay: day) { return [weekday, date.short] }
    return isOverWeeks ? [weekday, "day \(day + 1)"] : [weekday]
  }

  /// "Mon"; nil where weekdays are not known.
  public func weekday(ofDay day: Int) -> String? { weekdayNumber(ofDay: day).map { Self.weekdays[$0] } }

  /// The weekday's number from Monday 0; nil where weekdays are not known.
  public func weekdayNumber(ofDay day: Int) -> Int? { firstWeekday.map { ($0 + day) % 7 } }

  /// What files call a day without a date: the weekday, or a number from 1 where weekdays are not
  /// known or name several days.
  public func key(ofDay day: Int) -> String {
    (isOverWeeks ? nil : weekday(ofDay: day)) ?? "\(day + 1)"
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  // MARK: - Weeks

  /// The week of a day: the one of the ISO calendar, or seven days from the first one where there are
  /// no dates.
  public func week(ofDay day: Int) -> StaffWeek {
    date(ofDay: day).map(StaffWeek.init(of:)) ?? StaffWeek(year: nil, number: day / 7 + 1)
  }

  // MARK: - Times

  /// When an interval begins, in seconds after the midnight of its day by the clock.
  public func start(of interval: Int) -> Seconds {
    clock.timeOfDay(at: intervals[interval].start)
  }

  /// When an interval ends, in seconds after the same midnight.
  ///
  /// Where the clocks change within the interval, it is what they show at the end; where they change
  /// just at the end, what they showed before.
  public func end(of interval: Int) -> Seconds {
    let (from, to) = (intervals[interval].start, intervals[interval].end)
    let start = start(of: interval)
    let changes = clock.shifts.contains { $0.at > from && $0.at < to }
    let passed = changes ? clock.shown(to) - clock.shown(from) : to - from
    return start + (passed > 0 ? passed : to - from)
  }

  /// Whether the clocks show the interval's begin for the second time on its day.
  public func isSecond(_ interval: Int) -> Bool { occurrence(of: interval) == 2 }

  /// Whether the clocks ever show the interval's begin twice, and which time it is; nil: only once.
  public func occurrence(of interval: Int) -> Int? {
    guard !clock.shifts.isEmpty else { return nil }
    let start = intervals[interval].start
    return clock.secondElapsed(clock.shown(start)).map { start >= $0 ? 2 : 1 }
  }

  /// Whether any interval begins at a time that the clocks show twice.
  public var repeatsAnHour: Bool {
    intervals.indices.contains { occurrence(of: $0) != nil }
  }

  /// The clock time that the second showing leads up to: 03:00 where 02:00 to 03:00 comes twice.
  func changeTime(of interval: Int) -> Seconds {
    let start = intervals[interval].start
    guard let place = clock.shifts.lastIndex(where: { $0.at <= start }) else {
      return self.start(of: interval)
    }
    let before = place > 0 ? clock.shifts[place - 1].ahead : 0
    let shown = clock.shifts[place].at + before
    return shown - Seconds(day(of: interval)) * 86_400
  }

  /// "09:30", "24:00"; with seconds only where there are any: "09:30:15", "09:30:15.5".
  public static func text(of time: Seconds) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let whole = Int(clamping: time.rounded(.down))
    var text = "\(two(whole / 3600)):\(two(whole / 60 % 60))"
    let fraction = ((time - Seconds(whole)) * 1000).rounded() / 1000
    if whole % 60 != 0 || fraction > 0 { text += ":\(two(whole % 60))" }
    if fraction > 0, fraction < 1 { text += "\(fraction)".dropFirst() }
    return text
  }
}

/// A week of a plan.
public struct StaffWeek: Sendable, Hashable {
  /// The year of the ISO calendar that the week belongs to; nil without dates.
  public var year: Int?
  /// Its number in the year; without dates in the plan, from 1.
  public var number: Int

  init(year: Int?, number: Int) {
    self.year = year
    self.number = number
  }

  /// The week of a date by ISO 8601: from Monday to Sunday, of the year that its Thursday is in.
  ///
  /// 1 January 2027 is in week 53 of 2026.
  public init(of date: CalendarDate) {
    let thursday = date.adding(days: 3 - date.weekday.rawValue)
    let year = thursday.parts.year
    let first = CalendarDate(year: year, month: 1, day: 1)?.dayNumber ?? thursday.dayNumber
    self.init(year: year, number: (thursday.dayNumber - first) / 7 + 1)
  }
}
