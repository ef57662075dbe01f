import ContactCenter

/// Puts entries on the line of elapsed seconds: days, nights, clock changes, ends.
struct Timeline {
  let reader: TimeTableReader
  var entries: [Entry]
  let hasDates: Bool
  let names: [String]
  var remarks: [String]
  var warnings: [TableProblem] = []
  /// Whether rows stood in falling order of time.
  var isReversed = false
  /// The lengths of intervals in seconds, and how many there are of each.
  var lengths: [Seconds: Int] = [:]
  /// The entries of each series in the order of the file.
  private var bySeries: [[Int32]] = []

  init(reader: TimeTableReader, entries: [Entry], hasDates: Bool, names: [String]) {
    self.reader = reader
    self.entries = entries
    self.hasDates = hasDates
    self.names = names
    remarks = reader.remarks
  }

  private var options: TableOptions { reader.options }

  mutating func place(into table: inout TimeTable) throws(TableProblem) {
    turnAround()
    groupBySeries()
    if hasDates {
      try moveNights()
    } else if reader.hasWeekdays {
      orderWeekdays(&table)
    } else if reader.plan.day == nil {
      try unrollNights()
    }
    try setClock(&table)
    dropNothing()
    groupBySeries()
    try checkTwice(table.firstDate)
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

  private func problem(
    _ entry: Entry, _ finding: String, _ remedy: String
  ) -> TableProblem {
    reader.problem(
      row: Int(reader.rows[Int(entry.place)]), reader.plan.time?.place ?? reader.plan.date?.place,
      finding, remedy)
  }

  private func line(_ entry: Entry) -> Int {
    reader.sheet.line(Int(reader.rows[Int(entry.place)]))
  }

  private mutating func groupBySeries() {
    bySeries = [[Int32]](repeating: [], count: names.count)
    for place in entries.indices { bySeries[Int(entries[place].series)].append(Int32(place)) }
  }

  // MARK: - Order

  /// Rows with the newest first are turned around.
  private mutating func turnAround() {
    guard let series = entries.first?.series else { return }
    var (rises, falls) = (0, 0)
    var before: Entry?
    for entry in entries where entry.series == series {
      if let before {
        // The next block of columns begins again at the first row.
        if entry.place < before.place { break }
        if entry.shown > before.shown { rises += 1 } else if entry.shown < before.shown { falls += 1 }
      }
      before = entry
    }
    // A night without dates rises once in a table that falls.
    let isNight = !hasDates && rises == 1 && falls > 2
    guard falls > 0, rises == 0 || isNight else { return }
    entries.reverse()
    isReversed = true
    remarks.append("rows stood newest first")
  }

  /// Times without dates go on past midnight: 23:30, 00:00, 00:30.
  private mutating func unrollNights() throws(TableProblem) {
    for members in bySeries {
      guard let first = members.first.map({ entries[Int($0)] }) else { continue }
      var shift = 0.0
      var before = first
      var latest = first.shown
      for place in members.dropFirst() {
        let entry = entries[Int(place)]
        if entry.shown < before.shown {
          if shift > 0 || entry.shown + 86_400 - before.shown > 3 * 3600 || entry.shown >= first.shown {
            throw anew(entry, before)
          }
          if isTwelveHours(members, from: entry) { throw halfDay(entry, before) }
          shift = 86_400
        } else if shift > 0, entry.shown >= first.shown {
          throw anew(entry, before)
        } else if entry.shown == before.shown {
          throw twice(entry, before, nil)
        }
        entries[Int(place)].shown += shift
        if entry.shownEnd < entry.shown { entries[Int(place)].shownEnd += 86_400 }
        entries[Int(place)].shownEnd += shift
        latest = max(latest, entries[Int(place)].shown)
        before = entry
      }
    }
  }

  private func anew(_ entry: Entry, _ before: Entry) -> TableProblem {
    problem(
      entry,
      "The times begin anew at \(TimeColumn.clock(entry.shown)), after "
        + "\(TimeColumn.clock(before.shown)) in line \(line(before)): a further day, or rows out of order?",
      "Add a column date or day for several days, or a column type for several queues; else sort the rows.")
  }

  /// Whether times from 1:00 on after noon may lack PM.
  private func isTwelveHours(_ members: [Int32], from entry: Entry) -> Bool {
    guard entry.shown >= 3600, entry.shown < 2 * 3600 else { return false }
    return members.allSatisfy { entries[Int($0)].shown.truncatingRemainder(dividingBy: 86_400) < 13 * 3600 }
  }

  private func halfDay(_ entry: Entry, _ before: Entry) -> TableProblem {
    problem(
      entry,
      "\(TimeColumn.clock(entry.shown)) after \(TimeColumn.clock(before.shown)) may be 1 o'clock in the "
        + "afternoon or in the night after.",
      "Write 13:00, or 1:00 PM; for the night after add a column date.")
  }

  // MARK: - Dates and weekdays

  /// Weekdays count from the first that the table has.
  private mutating func orderWeekdays(_ table: inout TimeTable) {
    let appearance =
      reader.plan.blocks.compactMap(\.weekday).first
      ?? Int((entries[0].shown / 86_400).rounded(.down))
    let present = Set(entries.map { Int(($0.shown / 86_400).rounded(.down)) })
    // A week that begins in its middle, such as Sat, Sun, Mon, keeps its order; one that has Monday
    // first, or is sorted otherwise, counts from Monday.
    let first = isRising(from: appearance) ? appearance : present.min() ?? 0
    for place in entries.indices {
      let day = Int((entries[place].shown / 86_400).rounded(.down))
      let moved = Double(((day - first) % 7 + 7) % 7 - day) * 86_400
      entries[place].shown += moved
      entries[place].shownEnd += moved
    }
    table.firstWeekday = first
  }

  private func isRising(from first: Int) -> Bool {
    let order = reader.plan.blocks.compactMap(\.weekday)
    let days =
      order.isEmpty
      ? reader.days.texts.compactMap { KnownWords.weekday($0) } : order
    let moved = days.map { (($0 - first) % 7 + 7) % 7 }
    return zip(moved, moved.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Rows of a working day's date that come after midnight.
  private mutating func moveNights() throws(TableProblem) {
    if options.night == .sameDay { return }
    for members in bySeries {
      var start = 0
      while start < members.count {
        let day = dayNumber(entries[Int(members[start])])
        var end = start + 1
        var falls: [Int] = []
        while end < members.count, dayNumber(entries[Int(members[end])]) == day {
          if entries[Int(members[end])].shown < entries[Int(members[end - 1])].shown { falls.append(end) }
          end += 1
        }
        if falls.count == 1 { try moveNight(members, start, falls[0], end) }
        start = end
      }
    }
  }

  private func dayNumber(_ entry: Entry) -> Int { Int((entry.shown / 86_400).rounded(.down)) }

  private mutating func moveNight(
    _ members: [Int32], _ start: Int, _ fall: Int, _ end: Int
  ) throws(TableProblem) {
    let first = entries[Int(members[start])]
    let before = entries[Int(members[fall - 1])]
    let after = entries[Int(members[fall])]
    let last = entries[Int(members[end - 1])]
    guard last.shown < first.shown, after.shown + 86_400 - before.shown <= 2 * 3600 else { return }
    guard options.night == .nextDay else {
      let date = CalendarDate(dayNumber: dayNumber(after))
      throw problem(
        after,
        "\(TimeColumn.clock(after.shown - Double(date.dayNumber) * 86_400)) follows the evening of "
          + "\(date.long) under the same date: the night after, or the begin of that day?",
        "Say \(options.say(.night, "nextDay")) or \(options.say(.night, "sameDay")).")
    }
    for place in members[fall..<end] {
      entries[Int(place)].shown += 86_400
      entries[Int(place)].shownEnd += 86_400
    }
  }

  // MARK: - Clocks

  /// From what the clock on the wall shows to elapsed seconds.
  private mutating func setClock(_ table: inout TimeTable) throws(TableProblem) {
    if reader.isUniversalTime {
      for place in entries.indices where entries[place].offset == .min { entries[place].offset = 0 }
    }
    guard hasDates else {
      if options.timeZone != nil, !reader.isPartOfScenario {
        remarks.append("the time zone changes nothing, since there are no dates")
      }
      return
    }
    let offsets = Set(entries.map(\.offset))
    if let zone = options.timeZone, !offsets.contains(.min) {
      for place in entries.indices {
        let moment = entries[place].shown - Double(entries[place].offset)
        let ahead = Double(zone.offset(at: Int(moment)))
        let moved = ahead - Double(entries[place].offset)
        entries[place].shown += moved
        entries[place].shownEnd += moved
        entries[place].offset = Int32(ahead)
      }
    }
    let first = entries.map(dayNumber).min() ?? 0
    let date = CalendarDate(dayNumber: first)
    table.firstDate = date
    table.firstWeekday = date.weekday.rawValue
    for place in entries.indices {
      entries[place].shown -= Double(first) * 86_400
      entries[place].shownEnd -= Double(first) * 86_400
    }
    if let zone = options.timeZone {
      let days = Int(((entries.map(\.shown).max() ?? 0) / 86_400).rounded(.up)) + 1
      table.clock = zone.clock(from: date, days: days)
      table.timeZone = zone.name
      if offsets.contains(.min) { return try fromWallClock(&table, zone, date) }
      let base = zone.offset(at: zone.midnight(of: date))
      return fromOffsets(&table, base: base)
    }
    try withoutZone(&table, offsets)
  }

  /// Without a time zone: all rows of one offset are taken as they stand.
  private mutating func withoutZone(_ table: inout TimeTable, _ offsets: Set<Int32>) throws(TableProblem) {
    if offsets == [.min] { return }
    guard !offsets.contains(.min) else {
      let entry = entries.first { $0.offset == .min }!
      throw problem(
        entry, "The time has no offset from universal time, though others have one.",
        "Write all times alike.")
    }
    if offsets.count == 1 {
      remarks.append("times are \(Self.name(ofOffset: Int(offsets.first!))), as they stand")
      return
    }
    let base = Int(entries.min { $0.shown < $1.shown }!.offset)
    remarks.append("clocks change as the times' offsets say")
    fromOffsets(&table, base: base)
  }

  static func name(ofOffset seconds: Int) -> String {
    if seconds == 0 { return "UTC" }
    let clock = TimeColumn.clock(Double(abs(seconds)))
    return "UTC\(seconds < 0 ? "-" : "+")\(clock)"
  }

  /// Elapsed seconds from what clocks show and how far they are ahead.
  private mutating func fromOffsets(_ table: inout TimeTable, base: Int) {
    var shifts: [LocalClock.Shift] = []
    for place in entries.indices {
      let ahead = Double(Int(entries[place].offset) - base)
      entries[place].shown -= ahead
      entries[place].shownEnd -= ahead
    }
    if options.timeZone == nil {
      var ahead = 0.0
      for entry in entries.sorted(by: { $0.shown < $1.shown }) {
        let own = Double(Int(entry.offset) - base)
        if own != ahead { shifts.append(.init(at: entry.shown, ahead: own)) }
        ahead = own
      }
      table.clock = LocalClock(shifts: shifts)
    }
  }

  /// Elapsed seconds from what clocks show: of the hour that comes twice the first rows are the first.
  private mutating func fromWallClock(
    _ table: inout TimeTable, _ zone: TimeZoneRules, _ date: CalendarDate
  ) throws(TableProblem) {
    let clock = table.clock
    guard !clock.shifts.isEmpty else { return }
    var seen: Set<TwoKeys> = []
    var skipped = 0
    var once: [TwoKeys: Entry] = [:]
    for place in entries.indices {
      let entry = entries[place]
      let length = entry.shownEnd - entry.shown
      guard clock.shows(entry.shown) else {
        if entry.value > 0 {
          throw problem(
            entry,
            "\(moment(entry.shown, date)) is never shown in \(zone.name): the clocks are set forward then.",
            "Check the time zone, or move its \(entry.value.plain) to another row.")
        }
        skipped += 1
        entries[place].shown = .nan
        continue
      }
      var start = clock.elapsed(entry.shown)
      if let second = clock.secondElapsed(entry.shown) {
        let key = TwoKeys(series: entry.series, time: entry.shown)
        if seen.insert(key).inserted {
          once[key] = entry
        } else {
          start = second
          once[key] = nil
        }
      }
      entries[place].shown = start
      entries[place].shownEnd = start + length
    }
    if skipped > 0 {
      remarks.append("\(skipped) empty rows of the hour that the clocks skip were left out")
    }
    try noteOnce(Array(once.values), zone, date)
  }

  private struct TwoKeys: Hashable {
    var series: Int32
    var time: Double
  }

  private mutating func noteOnce(
    _ once: [Entry], _ zone: TimeZoneRules, _ date: CalendarDate
  ) throws(TableProblem) {
    guard let first = once.min(by: { $0.shown < $1.shown }) else { return }
    let text =
      "\(moment(first.shown, date)) comes twice in \(zone.name), but the table has it once, which is taken "
      + "as the first; nothing comes in the second"
    if options.isStrict { throw problem(first, text + ".", "Give both, or leave --strict out.") }
    remarks.append(text)
  }

  /// "01:00 on Sun 1 Nov 2026".
  private func moment(_ shown: Seconds, _ date: CalendarDate) -> String {
    let day = (shown / 86_400).rounded(.down)
    return "\(TimeColumn.clock(shown - day * 86_400)) on \(date.adding(days: Int(day)).long)"
  }

  /// Entries of an hour that never was.
  private mutating func dropNothing() {
    if entries.contains(where: { $0.shown.isNaN }) { entries.removeAll { $0.shown.isNaN } }
  }

  // MARK: - Twice

  /// Sorts each series and finds intervals given twice.
  private mutating func checkTwice(_ date: CalendarDate?) throws(TableProblem) {
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
        throw twice(entries[Int(b)], entries[Int(a)], date)
      }
    }
    if wasSorted { remarks.append("rows were put in order of time") }
  }

  private func twice(_ entry: Entry, _ before: Entry, _ date: CalendarDate?) -> TableProblem {
    let name = names[Int(entry.series)]
    let day = date.map { $0.adding(days: Int((entry.shown / 86_400).rounded(.down))) }
    let clock = TimeColumn.clock(entry.shown - (entry.shown / 86_400).rounded(.down) * 86_400)
    let isAutumn = day.map { $0.weekday == .sunday && [4, 9, 10, 11].contains($0.parts.month) } ?? false
    let zone =
      isAutumn && options.timeZone == nil
      ? "Where the clocks were set back then, say \(options.say(.timeZone, "America/New_York")), or your place. "
      : ""
    return problem(
      entry,
      "\(clock)\(day.map { " on \($0.long)" } ?? "")\(name.isEmpty ? "" : " of \(name)") stands here and in "
        + "line \(line(before)).",
      zone + "Give each interval once; a column date or day tells days apart, a column type queues.")
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
