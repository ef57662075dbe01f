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
    guard !rows.isEmpty else {
      throw problem(
        row: layout.headingRow ?? 0, nil, "The table has no row with a time.", "Add one for each moment.")
    }
    let spans = try resolvedTimes()
    let dateValues = try resolvedDates()
    checkDates(dateValues)
    guard problems.isEmpty else { throw problems[0] }
    var entries: [Entry] = []
    entries.reserveCapacity(rows.count)
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
      entries.append(
        Entry(
          place: Int32(place), series: 0, shown: Double(day) * 86_400 + span.start, shownEnd: .nan,
          offset: span.offset.map { Int32($0) } ?? .min, value: 1, handleTime: .nan, agents: .nan))
    }
    guard problems.isEmpty else { throw problems[0] }
    var timeline = Timeline(
      reader: self, entries: entries, hasDates: !dateValues.isEmpty && !entries.isEmpty, names: [""])
    timeline.areMoments = true
    var table = timeline.bare
    try timeline.setClock(&table)
    var moments = timeline.entries.map(\.shown)
    moments.sort()
    let parts = ["read \(Self.count(moments.count, "moment"))"] + timeline.remarks
    return MomentTable(
      moments: moments, firstDate: table.firstDate, understood: parts.joined(separator: "; "))
  }
}
