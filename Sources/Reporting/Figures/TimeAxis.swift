import ContactCenter
import Experiments

/// Planning intervals along the time, and their names in tables and charts.
package struct TimeAxis {
  /// The result's numbers of the intervals shown: those after the warm-up.
  let numbers: [Int]
  /// Seconds after the first midnight.
  let starts: [Seconds]
  let ends: [Seconds]
  /// The weekday of the first day, Monday 0.
  let firstWeekday: Int
  /// Dates and clocks, where the days have dates.
  let dates: DatedClock

  /// The first `limit` planning intervals that were observed.
  init(_ result: StudyResult, firstDay: Scenario.Weekday, limit: Int = .max) {
    let all = result.intervalStarts
    // A time average is not defined where no time was observed, which is during the warm-up.
    let isObserved = { result.value(.averageQueueLength, interval: $0) != nil }
    let first = all.indices.first(where: isObserved) ?? 0
    let shown = Array(all.indices.dropFirst(first).prefix(limit))
    numbers = shown
    starts = shown.map { all[$0] }
    ends = shown.map { number in
      let next = number + 1 < all.count ? all[number + 1] : result.horizonEnd
      return min(all[number] + result.intervalLength, next)
    }
    firstWeekday = firstDay.rawValue
    dates = result.dates
  }

  /// Intervals that are not a study's, in seconds since the first midnight.
  package init(
    starts: [Seconds], ends: [Seconds], firstWeekday: Int?, dates: DatedClock = DatedClock()
  ) {
    numbers = Array(starts.indices)
    self.starts = starts
    self.ends = ends
    self.firstWeekday = firstWeekday ?? 0
    self.dates = dates
  }

  /// True when the intervals lie on more than one day.
  var isOverDays: Bool {
    guard let first = starts.first, let last = starts.last else { return false }
    return dates.clock.day(at: first) != dates.clock.day(at: last)
  }

  /// Whether the center is closed after the interval, so that lines should not be drawn across.
  func isLastBeforeGap(_ index: Int) -> Bool {
    index + 1 == starts.count || starts[index + 1] > ends[index] + 1
  }

  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// "09:30"; on several days "Mon 30 Nov 09:30", without dates "Tue 09:30" within a week and
  /// "day 9, 09:30" beyond; "02:30 (2nd)" where the clocks have been set back.
  package func label(_ index: Int) -> String {
    let start = starts[index]
    if dates.firstDate != nil {
      return isOverDays ? dates.dateAndTime(at: start) : dates.time(at: start)
    }
    let clock = TimeAxis.clock(start.truncatingRemainder(dividingBy: 86_400))
    guard isOverDays else { return clock }
    let day = Int(clamping: start / 86_400)
    guard let last = starts.last, last < 7 * 86_400 else { return "day \(day + 1), \(clock)" }
    return "\(TimeAxis.weekdays[(day + firstWeekday) % 7]) \(clock)"
  }

  /// "09:30–10:00", for tooltips and headings.
  package func span(_ index: Int) -> String { "\(label(index))–\(endClock(index))" }

  /// What the clocks show at the end: "10:00", and "24:00" at midnight.
  package func endClock(_ index: Int) -> String {
    // By the clock of its begin: an interval ends when that shows its end.
    let shown = dates.clock.shown(starts[index]) + (ends[index] - starts[index])
    var end = (dates.clock.shifts.isEmpty ? ends[index] : shown).truncatingRemainder(
      dividingBy: 86_400)
    if end == 0 { end = 86_400 }
    return TimeAxis.clock(end)
  }

  /// Hours and minutes, with seconds only where there are any: "09:30", "09:30:15".
  package static func clock(_ time: Seconds) -> String {
    DatedClock.text(ofTime: time)
  }
}
