import ContactCenter

extension TimeTableReader {
  /// Says what was understood, and what is doubtful.
  mutating func finish(_ table: inout TimeTable, _ timeline: Timeline) {
    var parts = ["read \(Self.intervals(timeline.lengths, table))"]
    parts[0] += ", \(span(table))"
    let named = table.series.filter { !$0.isEmpty }
    if named.count == 1 { parts[0] += ", \(word) \(named[0])" }
    if named.count > 1 {
      parts[0] += ", \(named.count) \(word)s"
      // Columns of unknown names were taken for types: the reader of the line sees which.
      if !plan.typesAcross.isEmpty, named.count <= 8 { parts[0] += " (\(named.joined(separator: ", ")))" }
    }
    if table.hasHandleTimes { parts[0] += ", handle times in \(handleTimeWords)" }
    for (kind, name) in [(SummaryRow.total, "totals"), (.average, "averages")] {
      guard let count = leftOut[kind] else { continue }
      parts.append("\(count) \(count == 1 ? "row" : "rows") of \(name) left out")
    }
    if !layout.titleRows.isEmpty {
      parts.append("\(Self.count(layout.titleRows.count, "line")) above the heading left out")
    }
    if !plan.totals.isEmpty {
      parts.append(
        "\(plan.totals.count == 1 ? "column" : "columns") \(plan.totals.joined(separator: ", ")) left out")
    }
    if !plan.unused.isEmpty {
      let shown = plan.unused.prefix(8).joined(separator: ", ")
      parts.append("not used: \(shown)\(plan.unused.count > 8 ? " and \(plan.unused.count - 8) more" : "")")
    }
    if !sheet.otherSheets.isEmpty {
      let name = sheet.name.split(separator: "#").last ?? ""
      parts.append("sheet \(name); not read: \(sheet.otherSheets.prefix(8).joined(separator: ", "))")
    }
    if sheet.hiddenRows > 0 {
      let isOne = sheet.hiddenRows == 1
      parts.append("\(Self.count(sheet.hiddenRows, "hidden row")) \(isOne ? "is" : "are") read too")
    }
    if !table.hasHandleTimes { table.handleTimeCandidates = handleTimeCandidates }
    remarks += plan.empty.map { "\($0) is empty" }
    table.remarks = remarks
    table.understood = (parts + remarks).joined(separator: "; ")
    table.warnings = warnings
    checkPlausible(&table, timeline)
  }

  /// Columns without use whose names speak of time and whose fields may be lengths.
  private var handleTimeCandidates: [String] {
    let row = rows.first.map { Int($0) } ?? 0
    return layout.columns.filter { column in
      plan.unused.contains(column.fullName) && HeadingVocabulary.isLength(column.heading.text)
        && (Double(sheet.text(row, column.place)) != nil
          || DurationText(sheet.text(row, column.place), decimal: 0x2E) != nil)
    }.map(\.heading.text)
  }

  /// What types are called.
  var word: String { measure == .calls ? "queue" : "group" }

  static func count(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  /// "130 half hours", "5 intervals of 15 to 30 min".
  private static func intervals(_ lengths: [Seconds: Int], _ table: TimeTable) -> String {
    var intervals = 0
    var before: Seconds = -1
    for row in table.rows where row.start != before {
      intervals += 1
      before = row.start
    }
    guard lengths.count == 1, let length = lengths.first?.key else {
      let (low, high) = (lengths.keys.min() ?? 0, lengths.keys.max() ?? 0)
      return "\(intervals) intervals of \((low / 60).plain) to \((high / 60).plain) min"
    }
    switch length {
    case 900: return count(intervals, "quarter hour")
    case 1800: return count(intervals, "half hour")
    case 3600: return count(intervals, "hour")
    case ..<60: return "\(count(intervals, "interval")) of \(length.plain) s"
    default: return "\(count(intervals, "interval")) of \((length / 60).plain) min"
    }
  }

  /// "Mon 30 Nov to Fri 4 Dec 2026", "Mon to Fri", "08:00 to 11:00".
  private func span(_ table: TimeTable) -> String {
    guard let first = table.rows.first, let last = table.rows.last else { return "nothing" }
    let days = (table.clock.day(at: first.start), table.clock.day(at: last.start))
    if let date = table.firstDate {
      let (from, to) = (date.adding(days: days.0), date.adding(days: days.1))
      if from == to { return "\(from.long), \(clocks(table))" }
      let isSameYear = from.parts.year == to.parts.year
      let text = from.long
      return "\(isSameYear ? String(text.dropLast(5)) : text) to \(to.long)"
    }
    if let weekday = table.firstWeekday {
      func name(_ day: Int) -> String {
        Scenario.Weekday(rawValue: (weekday + day) % 7)!.short
      }
      return days.0 == days.1 ? "\(name(days.0)), \(clocks(table))" : "\(name(days.0)) to \(name(days.1))"
    }
    if days.0 != days.1, plan.day != nil { return "day \(days.0 + 1) to day \(days.1 + 1)" }
    return clocks(table)
  }

  /// "08:00 to 11:00"; "22:30 to 01:30 of the next day".
  private func clocks(_ table: TimeTable) -> String {
    let start = table.rows[0].start
    let end = table.rows.map(\.end).max() ?? start
    let from = TimeColumn.clock(table.clock.timeOfDay(at: start))
    let shown = table.clock.shown(end) - Double(table.clock.day(at: start)) * 86_400
    let isNext = shown > 86_400
    return "\(from) to \(TimeColumn.clock(isNext ? shown - 86_400 : shown))"
      + (isNext ? " of the next day" : "")
  }

  // MARK: - Plausibility

  private func warning(_ line: Int?, _ finding: String, _ remedy: String) -> TableProblem {
    var problem = TableProblem(file: sheet.name, line: line, finding, remedy)
    problem.isError = false
    problem.isSpreadsheet = sheet.separator == nil
    return problem
  }

  private func checkPlausible(_ table: inout TimeTable, _ timeline: Timeline) {
    let rows = table.rows
    guard let first = rows.first, let last = rows.last else { return }
    if let row = rows.first(where: { $0.end - $0.start < 60 }) {
      table.warnings.append(
        warning(
          row.line, "The interval lasts \((row.end - row.start).plain) s, less than a minute.",
          "Check how the times are read: they may be minutes or hours."))
    }
    if rows.count > 2, last.end - first.start < 900 {
      table.warnings.append(
        warning(
          first.line,
          "All \(measure == .calls ? "volume" : "agents") lies within "
            + "\(((last.end - first.start) / 60).plain) min of the day.",
          "Check how the times are read: they may be minutes or hours."))
    }
    warnOfFarDates(&table)
    if table.hasHandleTimes,
      let row = rows.first(where: {
        $0.value > 0 && !HandleTimes.plausible.contains($0.handleTime) && !$0.handleTime.isNaN
      })
    {
      let isShort = row.handleTime < HandleTimes.plausible.lowerBound
      table.warnings.append(
        warning(
          row.line, "A handle time of \(row.handleTime.plain) s, \(isShort ? "below 10 s" : "above 2 h").",
          doubt(of: rows, isShort: isShort)))
    }
    let most = 20_000.0
    if measure == .agents, let row = rows.first(where: { $0.value > most }) {
      table.warnings.append(
        warning(row.line, "\(row.value.plain) agents in one interval.", "More than 20000 are unusual."))
    }
    if let row = rows.first(where: {
      $0.handleTime > 0 && $0.value * $0.handleTime / ($0.end - $0.start) > most
    }) {
      table.warnings.append(
        warning(
          row.line, "The calls of the interval are work for more than 20000 agents.",
          "Check the decimal mark, the length of the intervals and the unit of handle times."))
    }
  }

  /// What may be wrong with a handle time that makes no sense: an option only where it would change something.
  private func doubt(of rows: [TimeTable.Row], isShort: Bool) -> String {
    let middle = HandleTimes.median(rows.filter { $0.value > 0 && $0.handleTime > 0 }.map(\.handleTime))
    if let middle, HandleTimes.plausible.contains(middle) {
      return "Check it: the middle one of all is \(middle.rounded().plain) s."
    }
    guard isShort else {
      return "It may be the sum of all contacts: say \(options.say(.map, "totalHandleTime=NAME"))."
    }
    // Lengths such as 04:30 have their unit, and who has named one knows it.
    return options.ahtUnit == nil && handleTimeWords != "minutes and seconds"
      ? "It may be in minutes: say \(options.say(.ahtUnit, "min"))." : "Check the handle times."
  }

  /// Dates far apart may be a slip of a digit.
  private func warnOfFarDates(_ table: inout TimeTable) {
    guard let date = table.firstDate else { return }
    for (row, next) in zip(table.rows, table.rows.dropFirst()) where next.start - row.start > 60 * 86_400 {
      let days = (table.clock.day(at: row.start), table.clock.day(at: next.start))
      table.warnings.append(
        warning(
          next.line,
          "There is nothing between \(date.adding(days: days.0).long) and \(date.adding(days: days.1).long).",
          "Check the dates."))
      return
    }
  }
}
