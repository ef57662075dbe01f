import ContactCenter

/// Moments, such as those of arrivals to be replayed: a column of times, perhaps with dates.
public struct MomentTable: Sendable {
  /// In elapsed seconds since the midnight of the first day, in rising order; equal ones may come.
  public var moments: [Seconds]
  /// The date of the first day; nil where the table has no dates.
  public var firstDate: CalendarDate?
  /// What was understood, in one line.
  public var understood: String

  /// Reads the moments of a column.
  ///
  /// - Parameters:
  ///   - column: Its name; nil: the column of times.
  ///   - sheet: The fields.
  ///   - options: What decides where the table leaves something open.
  /// - Returns: The moments in order.
  /// - Throws: ``TableProblems``, as ``TimeTable/read(_:measure:names:options:)`` does.
  public static func read(
    _ column: String?, of sheet: Sheet, options: TableOptions
  ) throws(TableProblems) -> MomentTable {
    var options = options
    if let column { options.map[.time] = column }
    var reader = TimeTableReader(sheet: sheet, measure: .calls, names: [], options: options)
    do throws(TableProblem) {
      return try reader.moments()
    } catch {
      throw TableProblems(reader.problems.isEmpty ? [error] : reader.problems)
    }
  }
}

extension TimeTableReader {
  fileprivate mutating func moments() throws(TableProblem) -> MomentTable {
    let finder = LayoutFinder(sheet: sheet, options: options, names: [])
    layout = try finder.find()
    plan = try ColumnPlanner(
      sheet: sheet, layout: layout, finder: finder, measure: .calls, names: [], options: options
    ).placesOnly()
    try collectTexts()
    let spans = try resolvedTimes()
    let dateValues = try resolvedDates()
    var moments: [Seconds] = []
    moments.reserveCapacity(rows.count)
    for place in rows.indices {
      let number = Int(times.numbers[place])
      guard let span = spans[safe: number] ?? nil else {
        tell(
          problem(
            row: Int(rows[place]), plan.time?.place,
            "\(PlainText.quoted(number >= 0 ? times.texts[number] : "")) is no time of day.",
            "Write 08:30:15, or 2026-01-31 08:30:15."))
        if problems.count >= Self.problemLimit { break }
        continue
      }
      let date = dates.numbers.isEmpty ? -1 : Int(dates.numbers[place])
      let day = (dateValues[safe: date] ?? nil)?.dayNumber ?? 0
      moments.append(Double(day) * 86_400 + span.start)
    }
    guard problems.isEmpty else { throw problems[0] }
    var firstDate: CalendarDate?
    if !dateValues.isEmpty, let first = moments.min() {
      let day = (first / 86_400).rounded(.down)
      firstDate = CalendarDate(dayNumber: Int(day))
      moments = moments.map { $0 - day * 86_400 }
      if let zone = options.timeZone, let date = firstDate {
        let clock = zone.clock(from: date, days: Int(clamping: (moments.max() ?? 0) / 86_400) + 1)
        moments = moments.map { clock.elapsed($0) }
      }
    }
    moments.sort()
    let understood = "read \(Self.count(moments.count, "moment"))"
    return MomentTable(moments: moments, firstDate: firstDate, understood: understood)
  }
}
