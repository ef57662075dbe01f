import ContactCenter
import Foundation
import Tables
import Yams

// Volumes, moments and staffing in tables beside the scenario.

/// A table that was read, for all who use it.
struct TableSource: Hashable {
  var file: String
  var measure: TimeTable.Measure
  var options: TableOptions
  /// The column that was asked for by name; nil: the table as a whole.
  var column: String?
}

/// Figures of a table on the calendar's days.
private enum Placement {
  /// The same every day, in seconds after midnight.
  case everyDay([TimeTable.Row])
  /// In elapsed seconds since the calendar's first midnight.
  case dated([TimeTable.Row])
}

/// What a table says of volumes.
enum TableVolumes {
  case points([Scenario.RatePoint])
  case dated([Scenario.DatedVolume])
}

extension Reading {
  // MARK: - Volumes, agents, moments

  /// The volumes of a contact type; nil after noting what is wrong.
  mutating func volumes(
    _ draft: TableDraft, outside: Scenario.OutsideHours, _ node: Node
  ) -> TableVolumes? {
    guard let placement = placement(draft, .calls, of: typeName, node) else { return nil }
    switch placement {
    case .dated(let rows):
      return .dated(
        rows.map { Scenario.DatedVolume(start: $0.start, end: $0.end, contacts: $0.value) })
    case .everyDay(let rows):
      guard checkHours(rows, draft, outside, node) else { return nil }
      return .points(
        Self.steps(rows) { $0.value / ($0.end - $0.start) }.map {
          Scenario.RatePoint(time: $0.time, rate: $0.value)
        })
    }
  }

  /// The agents of a group; nil after noting what is wrong.
  mutating func staffing(_ draft: TableDraft, _ node: Node) -> Scenario.Staffing? {
    guard let placement = placement(draft, .agents, of: groupName, node) else { return nil }
    let rows =
      switch placement {
      case .dated(let rows), .everyDay(let rows): rows
      }
    if let row = rows.first(where: { $0.value != $0.value.rounded() }) {
      fail(
        Attachments.Problem(
          file: attachments.shown(draft.file ?? ""), line: row.line,
          finding: "\(row.value.plain) is not a whole number.",
          remedy: "Give a whole number of agents."), at: node)
      return nil
    }
    switch placement {
    case .dated:
      return .dated(
        rows.map { Scenario.DatedStaffing(start: $0.start, end: $0.end, agents: Int(clamping: $0.value)) })
    case .everyDay:
      if !isUnreadable("calendar") {
        noteUncovered(rows, openHours, draft, node, nothing: "Nobody is there")
      }
      return .counts(
        Self.steps(rows, \.value).map {
          Scenario.StaffingPoint(time: $0.time, agents: Int(clamping: $0.value))
        })
    }
  }

  /// Rates by the hour at times of day; nil after noting what is wrong.
  mutating func rates(_ draft: TableDraft, _ node: Node) -> [Scenario.RatePoint]? {
    var draft = draft
    if draft.column == nil, draft.map[.calls] == nil, let file = draft.file,
      let sheet = try? attachments.sheet(file)
    {
      // A table of rates calls its figures so.
      draft.map[.calls] = ["rate", "rates", "perHour"].first(where: sheet.hasColumn)
    }
    guard let placement = placement(draft, .calls, of: typeName, node) else { return nil }
    guard case .everyDay(let rows) = placement else {
      return fail(
        node, "Points are rates of every day, but the table has days.",
        "Use the table as file, with volumes of its days.")
    }
    if !isUnreadable("calendar") {
      noteUncovered(rows, openHours, draft, node, nothing: "Nothing comes")
    }
    return Self.steps(rows, \.value).map {
      Scenario.RatePoint(time: $0.time, rate: $0.value / 3600)
    }
  }

  /// Moments of arrival, sorted.
  mutating func moments(_ draft: TableDraft, _ node: Node) -> [Seconds]? {
    guard let file = draft.file else { return nil }
    do throws(Attachments.Problem) {
      let sheet = try attachments.sheet(file)
      do throws(TableProblems) {
        let table = try MomentTable.read(
          draft.column, of: sheet, options: draft.options(in: calendar))
        note(understood: "\(sheet.name): \(table.understood)")
        guard let shift = shift(of: table.firstDate, sheet.name, node) else { return nil }
        return table.moments.map { $0 + shift }
      } catch {
        for problem in error.problems { fail(Attachments.Problem(problem), at: node) }
        return nil
      }
    } catch {
      fail(error, at: node)
      return nil
    }
  }

  /// Steps that hold what rows say, and nothing before, between and after them.
  private static func steps(
    _ rows: [TimeTable.Row], _ value: (TimeTable.Row) -> Double
  ) -> [(time: Seconds, value: Double)] {
    var steps: [(time: Seconds, value: Double)] = []
    if let first = rows.first, first.start > 0 { steps.append((0, 0)) }
    for (i, row) in rows.enumerated() {
      steps.append((row.start, value(row)))
      if i + 1 == rows.count || rows[i + 1].start > row.end + 0.5 { steps.append((row.end, 0)) }
    }
    return steps
  }

  // MARK: - Rows of one type or group

  private mutating func placement(
    _ draft: TableDraft, _ measure: TimeTable.Measure, of owner: String?, _ node: Node
  ) -> Placement? {
    guard let file = draft.file, let (table, source) = table(draft, measure, owner, node),
      let rows = rows(of: table, source, draft.column ?? owner ?? "", owner, node)
    else { return nil }
    switch table.days {
    case .dates:
      guard let shift = shift(of: table.firstDate, attachments.shown(file), node) else { return nil }
      if measure == .calls { noteFactors(node) }
      return .dated(rows.map { Self.moved($0, by: shift) })
    case .numbers:
      if measure == .calls { noteFactors(node) }
      return .dated(
        rows.flatMap { onClock($0, shift: 0, measure) }.sorted { $0.start < $1.start })
    case .weekdays:
      return .dated(onWeekdays(rows, first: table.firstWeekday ?? 0, measure))
    case .one:
      return .everyDay(folded(rows))
    }
  }

  /// Says that volumes of days of their own take no factors of special days.
  private mutating func noteFactors(_ node: Node) {
    let days = calendar.specialDays.filter { $0.factor != 1 }
    guard let first = days.first else { return }
    warn(
      at: node,
      "The factor of \(first.date.long)\(days.count > 1 ? " and others" : "") does not change these volumes.",
      "The table says itself what comes on its days.")
  }

  private static func moved(_ row: TimeTable.Row, by shift: Seconds) -> TimeTable.Row {
    var row = row
    row.start += shift
    row.end += shift
    return row
  }

  /// From what the clock shows to elapsed seconds: what an hour that comes twice has holds twice, what
  /// is said of a skipped one for nothing.
  private func onClock(
    _ row: TimeTable.Row, shift: Seconds, _ measure: TimeTable.Measure
  ) -> [TimeTable.Row] {
    let moved = Self.moved(row, by: shift)
    let clock = calendar.clock
    if clock.shifts.isEmpty { return [moved] }
    let length = moved.end - moved.start
    var pieces: [TimeTable.Row] = []
    var (from, ahead) = (-Seconds.infinity, 0.0)
    for (to, next) in clock.shifts.map({ ($0.at, $0.ahead) }) + [(.infinity, 0)] {
      var piece = moved
      piece.start = max(from, moved.start - ahead)
      piece.end = min(to, moved.end - ahead)
      if piece.start < piece.end {
        // A rate, so that parts have their share.
        if measure == .calls { piece.value = moved.value * (piece.end - piece.start) / length }
        pieces.append(piece)
      }
      (from, ahead) = (to, next)
    }
    return pieces
  }

  /// The rows of weekdays on every such day of the calendar.
  ///
  /// Rows after midnight that lie within the hours of the day before are that day's.
  private func onWeekdays(
    _ rows: [TimeTable.Row], first: Int, _ measure: TimeTable.Measure
  ) -> [TimeTable.Row] {
    let late = max(0, calendar.hours.close - 86_400)
    let ahead = ((calendar.firstWeekday.rawValue - first) % 7 + 7) % 7
    let factors = specialFactors
    var placed: [TimeTable.Row] = []
    for week in stride(from: -ahead, to: calendar.days, by: 7) {
      for row in rows {
        let own = Int(clamping: ((row.start - late) / 86_400).rounded(.down))
        guard (0..<calendar.days).contains(week + own) else { continue }
        var row = row
        if measure == .calls { row.value *= factors[week + own] ?? 1 }
        placed += onClock(row, shift: Double(week) * 86_400, measure)
      }
    }
    return placed.sorted { $0.start < $1.start }
  }

  /// The factors of special days by the calendar's days, from 0.
  private var specialFactors: [Int: Double] {
    guard let first = calendar.firstDate else { return [:] }
    return Dictionary(
      calendar.specialDays.map { ($0.date.dayNumber - first.dayNumber, $0.factor) },
      uniquingKeysWith: { $1 })
  }

  /// Rows after midnight as the early hours of a day, where the center's hours do not go on past it.
  private func folded(_ rows: [TimeTable.Row]) -> [TimeTable.Row] {
    guard calendar.hours.close <= 86_400, rows.contains(where: { $0.start >= 86_400 }) else {
      return rows
    }
    return rows.map { $0.start >= 86_400 ? Self.moved($0, by: -86_400) : $0 }
      .sorted { $0.start < $1.start }
  }

  /// Seconds from the calendar's first midnight to that of a table's first date; nil after noting
  /// that the calendar does not say which date its first day is.
  private mutating func shift(of date: CalendarDate?, _ file: String, _ node: Node) -> Seconds? {
    guard let date else { return 0 }
    if isUnreadable("calendar") { return giveUp() }
    guard let first = calendar.firstDate else {
      // Without a date the weekday at least must be that of the table.
      if date.weekday == calendar.firstDay { return 0 }
      return fail(
        node,
        "\(file) begins on \(date.long), but the calendar's first day is a \(calendar.firstDay).",
        "Give the calendar firstDate: \(date.iso), or another one.")
    }
    if let zone = calendar.timeZone {
      return Seconds(zone.midnight(of: date) - zone.midnight(of: first))
    }
    return Seconds(date.dayNumber - first.dayNumber) * 86_400
  }

  private mutating func table(
    _ draft: TableDraft, _ measure: TimeTable.Measure, _ owner: String?, _ node: Node
  ) -> (TimeTable, TableSource)? {
    guard let file = draft.file else { return nil }
    var source = TableSource(file: file, measure: measure, options: draft.options(in: calendar))
    let wanted = draft.column ?? owner ?? ""
    do throws(Attachments.Problem) {
      let sheet = try attachments.sheet(file)
      let whole = timeTable(sheet, source, node)
      // A name in the column of types comes first; then a column of that name; then the table that
      // names nothing.
      if case .success(let table) = whole, !wanted.isEmpty, table.has(wanted) {
        note(table, sheet, node)
        return (table, source)
      }
      var result = whole
      if !wanted.isEmpty, sheet.hasColumn(wanted) {
        source.column = wanted
        result = timeTable(sheet, source, node)
      }
      switch result {
      case .success(let table):
        note(table, sheet, node)
        return (table, source)
      case .failure(let error):
        for problem in error.problems { fail(Attachments.Problem(problem), at: node) }
        return nil
      }
    } catch {
      fail(error, at: node)
      return nil
    }
  }

  /// A table that has been read already, or is read now.
  private mutating func timeTable(
    _ sheet: Sheet, _ source: TableSource, _ node: Node
  ) -> Result<TimeTable, TableProblems> {
    if let known = attachments.timeTables[source] { return known }
    let result: Result<TimeTable, TableProblems>
    do throws(TableProblems) {
      result = .success(
        try TimeTable.read(
          sheet, measure: source.measure, names: source.column.map { [$0] } ?? [],
          options: source.options))
    } catch {
      result = .failure(error)
    }
    attachments.timeTables[source] = result
    return result
  }

  private mutating func note(_ table: TimeTable, _ sheet: Sheet, _ node: Node) {
    note(understood: "\(sheet.name): \(table.understood)")
    for warning in table.warnings {
      warn(at: node, "\(sheet.name): \(warning.finding)", warning.remedy)
    }
  }

  /// The rows of a type or group; those of a table without types serve one user only.
  private mutating func rows(
    of table: TimeTable, _ source: TableSource, _ wanted: String, _ owner: String?, _ node: Node
  ) -> [TimeTable.Row]? {
    if let place = table.place(of: wanted) {
      return table.series.count == 1 ? table.rows : table.rows.filter { $0.series == place }
    }
    let what = source.measure == .calls ? "contact type" : "agent group"
    guard table.series.count == 1, table.series[0].isEmpty else {
      let near = NearestName.nearest(to: wanted, in: table.series)
      let known = table.series.prefix(20).joined(separator: ", ")
      let remedy = near.map { "Did you mean \"\($0)\"? " } ?? ""
      return fail(
        node, "\(table.name) has no column and no type \"\(wanted.shortened)\".",
        "\(remedy)There are \(known); name one by column.")
    }
    if let other = usersOfWholeTables[source], other != owner {
      return fail(
        node,
        "\(table.name) has one column of figures, which \"\(other)\" uses already: they would count twice.",
        "Give the table a column for each \(what).")
    }
    usersOfWholeTables[source] = owner ?? ""
    return table.rows
  }

  // MARK: - Opening hours

  /// Whether rows of every day lie within the hours of some weekday; notes what does not.
  private mutating func checkHours(
    _ rows: [TimeTable.Row], _ draft: TableDraft, _ outside: Scenario.OutsideHours, _ node: Node
  ) -> Bool {
    if isUnreadable("calendar") { return true }
    let hours = openHours
    func inside(_ row: TimeTable.Row) -> Seconds {
      hours.map { span in
        [0.0, 86_400].map { shift in
          max(0, min(row.end + shift, span.close) - max(row.start + shift, span.open))
        }.max()!
      }.max() ?? 0
    }
    let lost = rows.filter { $0.value > 0 && inside($0) < ($0.end - $0.start) - 0.5 }
    if let first = lost.first {
      let contacts = lost.reduce(0.0) { $0 + $1.value * (1 - inside($1) / ($1.end - $1.start)) }
      let finding =
        "\(lost.count) row\(lost.count == 1 ? "" : "s") of \(attachments.shown(draft.file ?? "")) with "
        + "\(((contacts * 10).rounded() / 10).plain) contacts lie outside the opening hours, the first at "
        + "\(clock(first.start))."
      guard outside == .drop else {
        fail(
          at: Self.place(of: node), finding,
          "Give the calendar other hours, or leave them out with outside: drop.")
        return false
      }
      warn(at: node, finding, "They are left out.")
    }
    noteUncovered(rows, hours, draft, node, nothing: "Nothing comes")
    return true
  }

  /// The hours of all weekdays that are open.
  private var openHours: [Scenario.OpeningHours] {
    let weekdays = (0..<min(7, calendar.days)).map {
      Scenario.Weekday(rawValue: (calendar.firstWeekday.rawValue + $0) % 7)!
    }
    return weekdays.compactMap { weekday in
      if let special = calendar.weekdayHours[weekday] { return special }
      return calendar.hours
    }
  }

  /// Says when the center is open but the table has no rows.
  private mutating func noteUncovered(
    _ rows: [TimeTable.Row], _ hours: [Scenario.OpeningHours], _ draft: TableDraft, _ node: Node,
    nothing: String
  ) {
    guard let first = rows.first, let last = rows.last,
      let open = hours.map(\.open).min(), let close = hours.map(\.close).max()
    else { return }
    let file = attachments.shown(draft.file ?? "")
    if first.start > open + 0.5 {
      warn(
        at: node, "\(file) begins at \(clock(first.start)), the center opens at \(clock(open)).",
        "\(nothing) before its first row.")
    }
    if last.end < close - 0.5 {
      warn(
        at: node, "\(file) ends at \(clock(last.end)), the center closes at \(clock(close)).",
        "\(nothing) after its last row.")
    }
  }

  private func clock(_ time: Seconds) -> String {
    let minutes = Int(clamping: (time / 60).rounded())
    let (hour, minute) = (minutes / 60, minutes % 60)
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}

extension TimeTable {
  /// Whether a type or group is called so.
  fileprivate func has(_ name: String) -> Bool { place(of: name) != nil }

  /// The place of a type or group: that of the very name, else of the only one that differs by upper
  /// and lower case.
  fileprivate func place(of name: String) -> Int? {
    let name = name.trimmingCharacters(in: .whitespaces)
    if let exact = series.firstIndex(of: name) { return exact }
    let alike = series.indices.filter { series[$0].lowercased() == name.lowercased() }
    return alike.count == 1 ? alike[0] : nil
  }
}
