import ContactCenter

/// Finds when each interval ends: at its own end, or when the next row begins.
struct IntervalEnds {
  let reader: TimeTableReader
  let firstDate: CalendarDate?
  let clock: LocalClock

  private var options: TableOptions { reader.options }

  /// Fills `shownEnd` of all entries, which are in elapsed seconds by now.
  func find(
    _ entries: inout [Entry], _ bySeries: [[Int32]], _ remarks: inout [String],
    _ lengths: inout [Seconds: Int]
  ) throws(TableProblem) {
    makeInclusive(&entries, &remarks)
    let (usual, least) = usualStep(entries, bySeries)
    if options.interval == nil, let usual, usual >= 20 * 3600,
      let entry = entries.first(where: { $0.shownEnd.isNaN })
    {
      throw problem(
        entry, "There is one row a day: how long its interval lasts is not said.",
        "Say \(options.say(.interval, "30min")), or another length, or add a column end.")
    }
    let isOpen = options.interval == nil && entries.contains { $0.shownEnd.isNaN }
    let hasOthers =
      bySeries.count { !$0.isEmpty } > 1
      || bySeries.contains { members in
        let ends = [members.first, members.last].compactMap { $0.map { entries[Int($0)].shown } }
        return Set(ends.map { clock.day(at: $0) }).count > 1
      }
    let rows = RowLengths(
      usual: usual, least: least, hasOthers: isOpen && hasOthers,
      timesOfDay: entries.lazy.map { clock.timeOfDay(at: $0.shown) })
    var gaps: [(after: Entry, length: Seconds)] = []
    for members in bySeries {
      var start = 0
      while start < members.count {
        var end = start + 1
        let day = clock.day(at: entries[Int(members[start])].shown)
        while end < members.count, clock.day(at: entries[Int(members[end])].shown) == day { end += 1 }
        try findDay(&entries, members[start..<end], members[safe: end], rows, &gaps)
        start = end
      }
    }
    for entry in entries { lengths[(entry.shownEnd - entry.shown).rounded(), default: 0] += 1 }
    try note(gaps, &remarks)
    try noteMissingDays(entries, &remarks)
  }

  /// Dates without rows between the first and the last, whose weekday has rows in another week: a holiday,
  /// or a day that was forgotten.
  private func noteMissingDays(
    _ entries: [Entry], _ remarks: inout [String]
  ) throws(TableProblem) {
    guard let firstDate else { return }
    let days = Set(entries.map { clock.day(at: $0.shown) })
    guard let first = days.min(), let last = days.max() else { return }
    let weekdays = Set(days.map { ($0 - first) % 7 })
    let missing = (first...last).filter { !days.contains($0) && weekdays.contains(($0 - first) % 7) }
    guard let gap = missing.first,
      let before = entries.last(where: { clock.day(at: $0.shown) < gap })
    else { return }
    let more = missing.count > 1 ? " and \(missing.count - 1) more of such days" : ""
    let text = "no rows for \(firstDate.adding(days: gap).long)\(more)"
    if options.isStrict {
      throw problem(
        before, "There are \(text), though others of that weekday have some.",
        "Add the missing rows, or leave --strict out.")
    }
    remarks.append(text)
  }

  /// The most frequent and the smallest step between rows of a series; nil where there are no two rows.
  private func usualStep(_ entries: [Entry], _ bySeries: [[Int32]]) -> (usual: Seconds?, least: Seconds?) {
    if let interval = options.interval { return (interval, interval) }
    var counts: [Seconds: Int] = [:]
    for members in bySeries {
      for (a, b) in zip(members, members.dropFirst()) {
        counts[entries[Int(b)].shown - entries[Int(a)].shown, default: 0] += 1
      }
    }
    return (counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key, counts.keys.min())
  }

  /// 08:00-08:29 lasts until 08:30 where all ends are of this kind.
  private func makeInclusive(_ entries: inout [Entry], _ remarks: inout [String]) {
    for missing in [60.0, 1.0] {
      let isInclusive = entries.allSatisfy { entry in
        let length = entry.shownEnd - entry.shown
        return length > 0 && (length + missing).truncatingRemainder(dividingBy: 300) == 0
      }
      guard isInclusive else { continue }
      for place in entries.indices { entries[place].shownEnd += missing }
      remarks.append("ends are the last \(missing == 60 ? "minute" : "second") of their intervals")
      return
    }
  }

  private func problem(_ entry: Entry, _ finding: String, _ remedy: String) -> TableProblem {
    reader.problem(
      row: Int(reader.rows[Int(entry.place)]), reader.plan.time?.place ?? reader.plan.date?.place,
      finding, remedy)
  }

  private func clockText(_ entry: Entry) -> String {
    TimeColumn.clock(clock.timeOfDay(at: entry.shown))
  }

  private func findDay(
    _ entries: inout [Entry], _ members: ArraySlice<Int32>, _ next: Int32?, _ rows: RowLengths,
    _ gaps: inout [(after: Entry, length: Seconds)]
  ) throws(TableProblem) {
    let places = members.map(Int.init)
    let starts = places.map { entries[$0].shown }
    let steps = zip(starts.dropFirst(), starts).map { $0 - $1 }
    for (i, place) in places.enumerated() {
      let isLast = i + 1 == places.count
      let isGiven = !entries[place].shownEnd.isNaN
      if !isGiven {
        let length: Seconds
        if let interval = options.interval {
          length = interval
        } else if isLast {
          length = try lastLength(entries, places, starts, rows)
        } else {
          length = try self.length(entries, places, steps, i, rows)
        }
        entries[place].shownEnd = starts[i] + length
      }
      let end = entries[place].shownEnd
      try checkEnd(entries[place], isGiven, rows.usual)
      let after = isLast ? next.map { entries[Int($0)].shown } : starts[i + 1]
      if let after, end > after + 0.5 {
        throw problem(
          entries[isLast ? Int(next!) : places[i + 1]],
          "The interval begins before that of line "
            + "\(reader.sheet.line(Int(reader.rows[Int(entries[place].place)]))) ends.",
          "Give each interval once; of different lengths, with a column end.")
      }
      if !isLast, end < starts[i + 1] - 0.5 { gaps.append((entries[place], starts[i + 1] - end)) }
    }
  }

  /// An end before the begin was taken for the day after, which makes sense at midnight only.
  private func checkEnd(_ entry: Entry, _ isGiven: Bool, _ usual: Seconds?) throws(TableProblem) {
    let (start, end) = (entry.shown, entry.shownEnd)
    let isOverMidnight = clock.day(at: end) > clock.day(at: start) && clock.timeOfDay(at: end) > 0
    let isLong = isGiven && isOverMidnight && end - start > max(usual ?? 0, 12 * 3600)
    guard end > start, !isLong else {
      throw problem(
        entry, "The interval ends before it begins.",
        "Write times after midnight as 24:30, or with their date.")
    }
  }

  /// The last row lasts as long as the one before it, or as rows usually do.
  private func lastLength(
    _ entries: [Entry], _ places: [Int], _ starts: [Seconds], _ rows: RowLengths
  ) throws(TableProblem) -> Seconds {
    let i = places.count - 1
    guard let last = i > 0 ? entries[places[i - 1]].shownEnd - starts[i - 1] : rows.usual else {
      throw problem(
        entries[places[i]], "There is one row: how long its interval lasts is not said.",
        "Say \(options.say(.interval, "30min")), or another length, or add a column end.")
    }
    return last
  }

  private func length(
    _ entries: [Entry], _ places: [Int], _ steps: [Seconds], _ i: Int, _ rows: RowLengths
  ) throws(TableProblem) -> Seconds {
    let entry = entries[places[i]]
    // Where the clocks were set back, an hour that the table has once leaves a gap.
    if let usual = rows.usual, steps[i] > usual, isWallStep(entry.shown, entry.shown + steps[i], usual) {
      return usual
    }
    switch rows.answer(steps, i, clock.timeOfDay(at: entry.shown)) {
    case .known(let length): return length
    case .shorter(let shorter):
      throw problem(
        entry,
        "The rows from \(clockText(entry)) on may last \(TimeColumn.minutes(steps[i])) each, or "
          + "\(TimeColumn.minutes(shorter)) with nothing in between, as others that begin within these.",
        "Say \(options.say(.interval, "\((shorter / 60).plain)min")) for rows of that length, or add a "
          + "column end.")
    case nil: return try lengthBeforeGap(entries, places, steps, i, rows.usual)
    }
  }

  /// Whether clocks on the wall show the usual step between two moments.
  private func isWallStep(_ start: Seconds, _ next: Seconds, _ usual: Seconds) -> Bool {
    !clock.shifts.isEmpty && abs(clock.shown(next) - clock.shown(start) - usual) < 0.5
  }

  /// A row before a step that comes alone: a gap follows in the midst of others; at the ends of a day
  /// nobody can tell.
  private func lengthBeforeGap(
    _ entries: [Entry], _ places: [Int], _ steps: [Seconds], _ i: Int, _ usual: Seconds?
  ) throws(TableProblem) -> Seconds {
    let near = i > 0 ? entries[places[i - 1]].shownEnd - entries[places[i - 1]].shown : steps[safe: i + 1]
    let length = min(near ?? usual ?? steps[i], usual ?? steps[i])
    let isAtEnd = i == 0 || i + 1 == steps.count
    let isMultiple = steps[i].truncatingRemainder(dividingBy: length) == 0
    if isAtEnd, isMultiple, steps[i] / length <= 4,
      steps.count < 20 || steps.count(where: { $0 == length }) < 8
    {
      let entry = entries[places[i]]
      throw problem(
        entry,
        "The row at \(clockText(entry)) may last \(TimeColumn.minutes(steps[i])), until the next one, or "
          + "\(TimeColumn.minutes(length)), with nothing in between.",
        "Add a column end, or say \(options.say(.interval, "\((length / 60).plain)min")).")
    }
    return length
  }

  private func note(
    _ gaps: [(after: Entry, length: Seconds)], _ remarks: inout [String]
  ) throws(TableProblem) {
    guard let first = gaps.min(by: { $0.after.shownEnd < $1.after.shownEnd }) else { return }
    let from = TimeColumn.clock(clock.timeOfDay(at: first.after.shownEnd))
    let to = TimeColumn.clock(clock.timeOfDay(at: first.after.shownEnd + first.length))
    let date = firstDate.map { " on \($0.adding(days: clock.day(at: first.after.shownEnd)).long)" } ?? ""
    let count = gaps.count == 1 ? "a gap" : "\(gaps.count) gaps, the first"
    let text = "\(count) from \(from) to \(to)\(date), in which nothing comes"
    if options.isStrict {
      throw problem(
        first.after, "There is \(text).", "Add the missing rows, or leave --strict out.")
    }
    remarks.append(text)
  }
}
