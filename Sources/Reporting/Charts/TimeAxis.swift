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

  /// The first `limit` planning intervals that were observed.
  init(_ result: StudyResult, firstDay: Scenario.Weekday, limit: Int = .max) {
    let all = result.intervalStarts
    // A time average is not defined where no time was observed, which is during the warm-up.
    let isObserved = { result.value("averageQueueLength", interval: $0) != nil }
    let first = all.indices.first(where: isObserved) ?? 0
    let shown = Array(all.indices.dropFirst(first).prefix(limit))
    numbers = shown
    starts = shown.map { all[$0] }
    ends = shown.map { number in
      let next = number + 1 < all.count ? all[number + 1] : result.horizonEnd
      return min(all[number] + result.intervalLength, next)
    }
    firstWeekday = firstDay.rawValue
  }

  /// Intervals that are not a study's, in seconds since the first midnight.
  package init(starts: [Seconds], ends: [Seconds], firstWeekday: Int?) {
    numbers = Array(starts.indices)
    self.starts = starts
    self.ends = ends
    self.firstWeekday = firstWeekday ?? 0
  }

  /// True when the intervals lie on more than one day.
  var isOverDays: Bool {
    guard let first = starts.first, let last = starts.last else { return false }
    return (first / 86_400).rounded(.down) != (last / 86_400).rounded(.down)
  }

  /// Whether the center is closed after the interval, so that lines should not be drawn across.
  func isLastBeforeGap(_ index: Int) -> Bool {
    index + 1 == starts.count || starts[index + 1] > ends[index] + 1
  }

  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// "09:30"; "Tue 09:30" within a week, "day 9, 09:30" beyond.
  package func label(_ index: Int) -> String {
    let start = starts[index]
    let clock = TimeAxis.clock(start.truncatingRemainder(dividingBy: 86_400))
    guard isOverDays else { return clock }
    let day = Int(start / 86_400)
    guard let last = starts.last, last < 7 * 86_400 else { return "day \(day + 1), \(clock)" }
    return "\(TimeAxis.weekdays[(day + firstWeekday) % 7]) \(clock)"
  }

  /// "09:30–10:00", for tooltips and headings.
  package func span(_ index: Int) -> String {
    var end = ends[index].truncatingRemainder(dividingBy: 86_400)
    if end == 0 { end = 86_400 }
    return "\(label(index))–\(TimeAxis.clock(end))"
  }

  /// Hours and minutes, with seconds only where there are any: "09:30", "09:30:15".
  package static func clock(_ time: Seconds) -> String {
    let whole = Int(time.rounded())
    let parts = [whole / 3600, whole / 60 % 60] + (whole % 60 == 0 ? [] : [whole % 60])
    return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  // MARK: - In a specification

  /// Moments that get a label: at most 13, at round hours or midnights.
  var ticks: [Seconds] {
    guard let first = starts.first, let last = ends.last, last > first else { return [] }
    let hours = [0.25, 0.5, 1, 2, 3, 4, 6, 12, 24, 48, 168, 336, 720, 2160, 8760]
    let step = 3600 * (hours.first { (last - first) / ($0 * 3600) <= 13 } ?? 87_600)
    return Array(stride(from: (first / step).rounded(.up) * step, through: last, by: step))
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
      isOverDays
      ? "datum.value % 86400 == 0 ? \(day) : \(clock)"
      : "datum.value == 86400 ? '24:00' : \(clock)"
    return [
      "field": .text(field), "type": "quantitative",
      "scale": [
        "domain": [.number(starts.first ?? 0), .number(ends.last ?? 1)], "nice": false,
        "zero": false,
      ],
      "axis": [
        "title": isOverDays ? "Day and time" : "Time of day", "grid": false,
        "values": .array(ticks.map { .number($0) }),
        "labelExpr": .text(label),
      ],
    ]
  }
}
