import ContactCenter

// Tables that say when intervals end, and not when they begin.
extension Timeline {
  /// Takes the times for ends: each interval begins a step before.
  mutating func takeEnds(_ table: inout TimeTable) throws(TableProblem) {
    let open = entries.indices.filter { entries[$0].shownEnd.isNaN }
    guard let first = open.first else { return }
    let step = try stepOfEnds(entries[first])
    let isInclusive = open.allSatisfy { (entries[$0].shown + 60).truncatingRemainder(dividingBy: 300) == 0 }
    let missing = isInclusive ? 60.0 : 0
    for place in open {
      entries[place].shownEnd = entries[place].shown + missing
      entries[place].shown += missing - step
    }
    let name = reader.plan.time?.heading.text ?? ""
    remarks.append(
      "\(name.isEmpty ? "times" : name) says when intervals end; they begin \(TimeColumn.minutes(step)) before"
    )
    try moveBeforeFirstDay(&table, entries[first])
  }

  /// An end at the first midnight belongs to the day before.
  private mutating func moveBeforeFirstDay(_ table: inout TimeTable, _ first: Entry) throws(TableProblem) {
    guard let least = entries.map(\.shown).min(), least < 0 else { return }
    if !hasDates, table.firstWeekday != nil {
      for place in entries.indices where entries[place].shown < 0 {
        entries[place].shown += 7 * 86_400
        entries[place].shownEnd += 7 * 86_400
      }
      return
    }
    guard table.clock.shifts.isEmpty else {
      throw problem(first, "The first interval ends at midnight.", "Leave it out, or add a column of begins.")
    }
    for place in entries.indices {
      entries[place].shown += 86_400
      entries[place].shownEnd += 86_400
    }
    table.firstDate = table.firstDate?.adding(days: -1)
    table.firstWeekday = table.firstDate?.weekday.rawValue
  }

  /// The step between ends: the one that is the smallest and the most frequent.
  private func stepOfEnds(_ first: Entry) throws(TableProblem) -> Seconds {
    if let interval = options.interval { return interval }
    var counts: [Seconds: Int] = [:]
    var before: [Int32: Seconds] = [:]
    for entry in entries {
      if let last = before[entry.series], entry.shown != last {
        counts[abs(entry.shown - last), default: 0] += 1
      }
      before[entry.series] = entry.shown
    }
    let usual = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    guard let usual, usual == counts.keys.min(), usual <= 4 * 3600 else {
      throw problem(
        first, "The table says when intervals end, but not when they begin.",
        "Say \(options.say(.interval, "30min")), or another length, or add a column of begins.")
    }
    return usual
  }
}
