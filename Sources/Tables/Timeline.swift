import ContactCenter

/// Puts entries on the line of elapsed seconds: days, nights, clock changes, ends.
struct Timeline {
  let reader: TimeTableReader
  var entries: [Entry]
  let hasDates: Bool
  let names: [String]
  /// Whether entries are moments, of which several may be equal, and no intervals.
  var areMoments = false
  var remarks: [String]
  var warnings: [TableProblem] = []
  /// Whether rows stood in falling order of time.
  var isReversed = false
  /// The lengths of intervals in seconds, and how many there are of each.
  var lengths: [Seconds: Int] = [:]
  /// The entries of each series in the order of the file.
  var bySeries: [[Int32]] = []

  init(reader: TimeTableReader, entries: [Entry], hasDates: Bool, names: [String]) {
    self.reader = reader
    self.entries = entries
    self.hasDates = hasDates
    self.names = names
    remarks = reader.remarks
  }

  var options: TableOptions { reader.options }

  mutating func place(into table: inout TimeTable) throws(TableProblem) {
    turnAround()
    groupBySeries()
    try checkHalves()
    if hasDates {
      try moveNights(nil)
    } else if reader.hasWeekdays {
      orderWeekdays(&table)
      try moveNights(table.firstWeekday)
    } else if reader.plan.day == nil {
      try unrollNights()
    } else {
      try moveNights(nil)
    }
    try setClock(&table)
    dropNothing()
    if reader.plan.areEnds { try takeEnds(&table) }
    groupBySeries()
    try checkTwice(table)
    try IntervalEnds(reader: reader, firstDate: table.firstDate, clock: table.clock)
      .find(&entries, bySeries, &remarks, &lengths)
    table.rows = entries.map {
      TimeTable.Row(
        series: Int($0.series), start: $0.shown, end: $0.shownEnd, value: $0.value,
        handleTime: $0.handleTime, agents: $0.agents,
        line: reader.sheet.line(Int(reader.rows[Int($0.place)])))
    }
    let isSorted = zip(table.rows, table.rows.dropFirst()).allSatisfy {
      ($0.start, $0.series) <= ($1.start, $1.series)
    }
    if !isSorted { table.rows.sort { ($0.start, $0.series, $0.line) < ($1.start, $1.series, $1.line) } }
  }

  func problem(
    _ entry: Entry, _ finding: String, _ remedy: String
  ) -> TableProblem {
    reader.problem(
      row: Int(reader.rows[Int(entry.place)]), reader.plan.time?.place ?? reader.plan.date?.place,
      finding, remedy)
  }

  func line(_ entry: Entry) -> Int {
    reader.sheet.line(Int(reader.rows[Int(entry.place)]))
  }

  mutating func groupBySeries() {
    bySeries = [[Int32]](repeating: [], count: names.count)
    for place in entries.indices { bySeries[Int(entries[place].series)].append(Int32(place)) }
  }

  // MARK: - Order

  /// Rows with the newest first are turned around.
  private mutating func turnAround() {
    guard let series = entries.first?.series else { return }
    // A row that ends where the next one begins stands before it.
    let own = entries.lazy.filter { $0.series == series }.prefix(2)
    if let first = own.first, let second = own.dropFirst().first, isFollowed(first, second) { return }
    var (rises, falls, back) = (0, 0, 0)
    var before: Entry?
    for entry in entries where entry.series == series {
      if let before {
        // The next block of columns begins again at the first row.
        if entry.place < before.place { break }
        let step = entry.shown - before.shown
        if step > 0 { rises += 1 } else if step < 0 { falls += 1 }
        // In autumn the clock goes back within a table that falls.
        if step > 0, step <= 3600, dayNumber(entry) == dayNumber(before) { back += 1 }
      }
      before = entry
    }
    // A night without dates rises once in a table that falls.
    let isNight = !hasDates && rises == 1 && falls > 2
    let isAutumn = hasDates && rises == back && falls > 2 * rises
    // 23:30 and 00:00 alone are the begin of a night, not the newest first.
    if !hasDates, falls == 1, rises == 0, let first = entries.first, let before,
      before.shown + 86_400 - first.shown <= 2 * 3600
    {
      return
    }
    guard falls > 0, rises == 0 || isNight || isAutumn else { return }
    entries.reverse()
    isReversed = true
    remarks.append("rows stood newest first")
  }

  /// Whether a row over midnight ends when the clock shows the begin of the next one.
  func isFollowed(_ entry: Entry, _ next: Entry) -> Bool {
    entry.shownEnd - 86_400 == next.shown
  }

  func dayNumber(_ entry: Entry) -> Int { Int(clamping: (entry.shown / 86_400).rounded(.down)) }

  // MARK: - Twice

  /// A table that has no dates yet, for messages.
  var bare: TimeTable { TimeTable(name: reader.sheet.name, series: names, rows: []) }

  /// Sorts each series and finds intervals given twice.
  private mutating func checkTwice(_ table: TimeTable) throws(TableProblem) {
    var wasSorted = false
    for number in bySeries.indices {
      let members = bySeries[number]
      let isSorted = zip(members, members.dropFirst()).allSatisfy {
        entries[Int($0)].shown <= entries[Int($1)].shown
      }
      if !isSorted {
        bySeries[number].sort { (entries[Int($0)].shown, $0) < (entries[Int($1)].shown, $1) }
        wasSorted = wasSorted || !reader.hasBlocksOfDays
      }
      for (a, b) in zip(bySeries[number], bySeries[number].dropFirst())
      where entries[Int(a)].shown == entries[Int(b)].shown {
        throw twice(entries[Int(b)], entries[Int(a)], table)
      }
    }
    if wasSorted { remarks.append("rows were put in order of time") }
  }

  func twice(_ entry: Entry, _ before: Entry, _ table: TimeTable) -> TableProblem {
    let name = names[Int(entry.series)]
    let number = table.clock.day(at: entry.shown)
    let date = table.firstDate.map { $0.adding(days: number) }
    var when = TimeColumn.clock(table.clock.timeOfDay(at: entry.shown))
    if let date {
      when += " on \(date.long)"
    } else if let first = table.firstWeekday {
      when += " on \("\(Scenario.Weekday(rawValue: (first + number) % 7)!)".capitalizedFirst)"
    } else if reader.plan.day != nil {
      when += " on day \(number + 1)"
    }
    let isAutumn = date.map { $0.weekday == .sunday && [4, 9, 10, 11].contains($0.parts.month) } ?? false
    let zone =
      isAutumn && options.timeZone == nil
      ? "Where the clocks were set back then, say \(options.say(.timeZone, "America/New_York")), or your place. "
      : ""
    let help =
      date != nil
      ? "Give each interval once; a column type tells queues apart."
      : table.firstWeekday != nil
        ? "For several weeks add a column date; for several queues a column type."
        : "Give each interval once; a column date or day tells days apart, a column type queues."
    return problem(
      entry,
      "\(when)\(name.isEmpty ? "" : " of \(name)") stands here and in line \(line(before)).", zone + help)
  }
}

extension TimeTableReader {
  /// Whether days stand across, so that rows of one block follow those of another.
  var hasBlocksOfDays: Bool {
    plan.blocks.contains { $0.weekday != nil || $0.date != nil || $0.time != nil }
  }

  /// Whether the times' heading says that they are universal time.
  var isUniversalTime: Bool {
    (plan.time ?? plan.date)?.heading.isUniversalTime ?? false
  }

  /// Whether a scenario's calendar has the time zone, which then is no option of this table.
  var isPartOfScenario: Bool { options.isInScenario }
}
