import ContactCenter
import Experiments

/// The time axis of the charts by planning interval, and the intervals' names in tables.
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
  package func span(_ index: Int) -> String {
    // By the clock of its begin: an interval ends when that shows its end.
    let shown = dates.clock.shown(starts[index]) + (ends[index] - starts[index])
    var end = (dates.clock.shifts.isEmpty ? ends[index] : shown).truncatingRemainder(
      dividingBy: 86_400)
    if end == 0 { end = 86_400 }
    return "\(label(index))–\(TimeAxis.clock(end))"
  }

  /// Hours and minutes, with seconds only where there are any: "09:30", "09:30:15".
  package static func clock(_ time: Seconds) -> String {
    DatedClock.text(ofTime: time)
  }

  // MARK: - In a specification

  /// Moments that get a label: at most 13, at round hours or midnights.
  var ticks: [Seconds] {
    guard let first = starts.first, let last = ends.last, last > first else { return [] }
    let hours = [0.25, 0.5, 1, 2, 3, 4, 6, 12, 24, 48, 168, 336, 720, 2160, 8760]
    let step = 3600 * (hours.first { (last - first) / ($0 * 3600) <= 13 } ?? 87_600)
    let clock = dates.clock
    if clock.shifts.isEmpty {
      return Array(stride(from: (first / step).rounded(.up) * step, through: last, by: step))
    }
    let begin = (clock.shown(first) / step).rounded(.up) * step
    let moments = stride(from: begin, through: clock.shown(last), by: step).map(clock.elapsed)
    return moments.enumerated().filter { $0.offset == 0 || $0.element > moments[$0.offset - 1] }
      .map(\.element)
  }

  /// A text for each tick, since no formula knows the calendar.
  private var datedLabels: String {
    let texts = ticks.map { moment -> String in
      let isMidnight = dates.clock.timeOfDay(at: moment) == 0
      let date = dates.date(at: moment).map { "\($0.weekday.short) \($0.short)" } ?? ""
      let isEnd = moment == ends.last && !isOverDays
      let midnight = isOverDays ? date : isEnd ? "24:00" : "00:00"
      let text = isMidnight ? midnight : dates.time(at: moment)
      return "'\(moment.plain)':'\(text)'"
    }
    return "({\(texts.joined(separator: ","))})[datum.value]"
  }

  private var title: String {
    let name = isOverDays ? "Day and time" : "Time of day"
    guard !isOverDays, let first = starts.first, let date = dates.date(at: first) else {
      return name
    }
    return "\(name), \(date.long)"
  }

  /// The x encoding of a field that holds seconds after the first midnight.
  func encoding(_ field: String) -> VegaValue {
    let names = TimeAxis.weekdays.indices.map {
      "'\(TimeAxis.weekdays[($0 + firstWeekday) % 7])'"
    }
    let day =
      (starts.last ?? 0) < 7 * 86_400
      ? "[\(names.joined(separator: ","))][floor(datum.value/86400)]"
      : "'day ' + (floor(datum.value/86400) + 1)"
    let clock =
      "format(floor((datum.value - (floor(datum.value/86400) * 86400)) / 3600), '02d')"
      + " + ':' + format(floor(datum.value/60) % 60, '02d')"
    let label =
      dates.firstDate != nil
      ? datedLabels
      : isOverDays
        ? "datum.value % 86400 == 0 ? \(day) : \(clock)"
        : "datum.value == 86400 ? '24:00' : \(clock)"
    return [
      "field": .text(field), "type": "quantitative",
      "scale": [
        "domain": [.number(starts.first ?? 0), .number(ends.last ?? 1)], "nice": false,
        "zero": false,
      ],
      "axis": [
        "title": .text(title), "grid": false,
        "values": .array(ticks.map { .number($0) }),
        "labelExpr": .text(label),
      ],
    ]
  }
}
