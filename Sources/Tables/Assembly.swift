import ContactCenter

/// A figure of a table before it is known when its interval ends.
struct Entry {
  /// The place of the row among the rows read.
  var place: Int32
  var series: Int32
  /// Seconds that the clock on the wall shows, counted from the first midnight.
  var shown: Seconds
  /// The same of the end; NaN where the table does not say.
  var shownEnd: Seconds
  /// Seconds ahead of universal time; `Int32.min` where the table does not say.
  var offset: Int32
  var value: Double
  var handleTime: Double
  var agents: Double
}

extension TimeTableReader {
  /// Rows and blocks become entries, entries a table.
  mutating func assemble() throws(TableProblem) -> TimeTable {
    let spans = try resolvedTimes()
    let endSpans = try resolvedEnds()
    let dateValues = try resolvedDates()
    try dropUntimed(spans, dateValues)
    guard problems.isEmpty else { throw problems[0] }
    var names = SeriesNames(types: types.texts)
    var entries: [Entry] = []
    entries.reserveCapacity(rows.count * plan.blocks.count)
    let daysOfRows = try dayNumbers(dateValues)
    for block in plan.blocks {
      let figures = try self.figures(block)
      guard problems.isEmpty else { throw problems[0] }
      let span = try block.time.map { text throws(TableProblem) in try headingTime(text) }
      let date = try block.date.map { text throws(TableProblem) in try headingDate(text) }
      let series = block.series.map { names.number(of: $0) }
      for place in rows.indices {
        guard let span = span ?? spans[safe: Int(times.numbers[place])] ?? nil else { continue }
        let day = date.map { $0.dayNumber } ?? block.weekday ?? daysOfRows[place]
        let midnight = Double(day) * 86_400
        let end = endSpans[safe: ends.numbers.isEmpty ? -1 : Int(ends.numbers[place])] ?? nil
        var last = span.end ?? end?.start
        if let known = last, known <= span.start { last = known + 86_400 }
        entries.append(
          Entry(
            place: Int32(place),
            series: Int32(
              series ?? names.number(ofType: types.numbers.isEmpty ? -1 : Int(types.numbers[place]))),
            shown: midnight + span.start, shownEnd: last.map { midnight + $0 } ?? .nan,
            offset: span.offset.map { Int32($0) } ?? .min, value: figures.values[place],
            handleTime: figures.handleTimes[place], agents: figures.agents?[place] ?? .nan))
      }
    }
    guard !entries.isEmpty else {
      throw problem(row: layout.headingRow ?? 0, nil, "No row has a time and figures.", "")
    }
    if plan.blocks.contains(where: { $0.handleTime != nil || $0.totalHandleTime != nil }) {
      fillHandleTimes(&entries, seriesCount: names.names.count)
      guard problems.isEmpty else { throw problems[0] }
    } else if let given = options.handleTime {
      for place in entries.indices { entries[place].handleTime = given }
    }
    var table = TimeTable(name: sheet.name, series: names.names, rows: [])
    table.hasHandleTimes = plan.blocks.contains { $0.handleTime != nil || $0.totalHandleTime != nil }
    table.hasAgents = plan.blocks.contains { $0.agents != nil }
    let hasDates = plan.date != nil || !dates.texts.isEmpty || plan.blocks.contains { $0.date != nil }
    if hasDates {
      table.days = .dates
    } else if plan.day != nil || hasWeekdays {
      table.days = hasWeekdays ? .weekdays : .numbers
    }
    var timeline = Timeline(reader: self, entries: entries, hasDates: hasDates, names: names.names)
    try timeline.place(into: &table)
    remarks = timeline.remarks
    finish(&table, timeline)
    return table
  }

  // MARK: - Times and dates

  /// The numbers of the texts in the order of the rows.
  private func sequence(_ column: TextColumn) -> [Int] {
    column.numbers.lazy.filter { $0 >= 0 }.prefix(5000).map(Int.init)
  }

  mutating func resolvedTimes() throws(TableProblem) -> [TimeColumn.Span?] {
    // A spreadsheet's midnight is a date alone.
    let hasTimes = times.numbers.contains { $0 >= 0 }
    if plan.time == nil, !hasTimes, plan.blocks.contains(where: { $0.time != nil }) { return [] }
    guard hasTimes else {
      throw problem(
        row: Int(rows[0]), plan.time?.place ?? plan.date?.place,
        "The rows have dates but no times of day.",
        "Intervals of a day are needed, such as half hours; add a column of times.")
    }
    if !dates.texts.isEmpty, plan.date == nil || plan.time == nil { fillMidnights() }
    return try resolve(times, plan.time?.place ?? plan.date?.place, "time")
  }

  /// Dates of a column of moments that have no time are midnights.
  private mutating func fillMidnights() {
    var numbers = times.numbers
    var changed: [Int] = []
    for place in rows.indices where numbers[place] < 0 && dates.numbers[place] >= 0 {
      let date = dates.texts[Int(dates.numbers[place])]
      if DateText.read(date) != nil { changed.append(place) }
    }
    guard !changed.isEmpty else { return }
    let isFraction = times.texts.contains { $0.hasPrefix("0.") }
    var column = TextColumn()
    var next = 0
    for place in rows.indices {
      if next < changed.count, changed[next] == place {
        column.append(isFraction ? "0.000" : "00:00", row: Int(rows[place]))
        next += 1
      } else if numbers[place] >= 0 {
        column.append(times.texts[Int(numbers[place])], row: Int(rows[place]))
      } else {
        column.append("", row: Int(rows[place]))
      }
    }
    numbers = []
    times = column
  }

  private mutating func resolve(
    _ column: TextColumn, _ place: Int?, _ what: String
  ) throws(TableProblem) -> [TimeColumn.Span?] {
    let parsed = column.texts.map { ClockText($0) }
    guard parsed.contains(where: { $0 != nil }) else {
      throw problem(
        row: column.firstRows.first ?? 0, place,
        "\(PlainText.quoted(column.texts.first ?? "")) is no time of day.",
        "Write 08:30, 8:30 AM or 08:00-08:30; another column is named by "
          + options.say(.map, "\(what)=NAME") + ".")
    }
    do throws(TimeColumn.Doubt) {
      let result = try TimeColumn(
        texts: parsed, shown: column.texts, sequence: sequence(column), options: options
      ).resolve()
      if let remark = result.remark, !remarks.contains(remark) { remarks.append(remark) }
      return result.spans
    } catch {
      throw question(error, column, place)
    }
  }

  private mutating func resolvedEnds() throws(TableProblem) -> [TimeColumn.Span?] {
    guard plan.end != nil, !ends.texts.isEmpty else { return [] }
    var column = ends
    column.replaceTexts { MomentText.split($0).time }
    return try resolve(column, plan.end?.place, "end")
  }

  mutating func resolvedDates() throws(TableProblem) -> [CalendarDate?] {
    guard !dates.texts.isEmpty else { return [] }
    let filled = dates.fillDown()
    if filled > 0 { remarks.append("\(filled) empty dates are those of the rows above") }
    var beside: Set<Pair> = []
    if plan.day != nil {
      for place in rows.indices where days.numbers[place] >= 0 && dates.numbers[place] >= 0 {
        beside.insert(Pair(text: Int(dates.numbers[place]), day: Int(days.numbers[place])))
        if beside.count > 5000 { break }
      }
    }
    let weekdays = beside.sorted { ($0.text, $0.day) < ($1.text, $1.day) }.compactMap { pair in
      KnownWords.weekday(days.texts[pair.day]).map { (text: pair.text, weekday: $0) }
    }
    let column = DateColumn(
      texts: dates.texts.map { DateText.read($0) }, shown: dates.texts, beside: weekdays,
      options: options)
    do throws(TimeColumn.Doubt) {
      let result = try column.resolve()
      if let remark = result.remark { remarks.append(remark) }
      try checkWeekdays(result.dates, weekdays)
      return result.dates
    } catch {
      throw question(error, dates, plan.date?.place ?? plan.time?.place)
    }
  }

  private struct Pair: Hashable {
    var text: Int
    var day: Int
  }

  /// A weekday that is not that of the date beside it.
  private func checkWeekdays(
    _ values: [CalendarDate?], _ beside: [(text: Int, weekday: Int)]
  ) throws(TimeColumn.Doubt) {
    for (text, weekday) in beside {
      guard let date = values[text], date.weekday.rawValue != weekday else { continue }
      throw TimeColumn.Doubt(
        text: text,
        finding: "\(PlainText.quoted(dates.texts[text])) is \(date.long), but beside it stands "
          + "\(Scenario.Weekday(rawValue: weekday)!).",
        remedy: "Correct one of them, or leave the column of weekdays out.")
    }
  }

  private func headingTime(_ text: String) throws(TableProblem) -> TimeColumn.Span {
    let texts = plan.blocks.compactMap(\.time)
    do throws(TimeColumn.Doubt) {
      let result = try TimeColumn(
        texts: texts.map { ClockText($0) }, shown: texts, sequence: Array(texts.indices),
        options: options
      ).resolve()
      if let place = texts.firstIndex(of: text), let span = result.spans[place] { return span }
    } catch {
      throw problem(row: layout.headingRow ?? 0, nil, error.finding, error.remedy)
    }
    throw problem(row: layout.headingRow ?? 0, nil, "\(PlainText.quoted(text)) is no time.", "")
  }

  private func headingDate(_ text: String) throws(TableProblem) -> CalendarDate {
    let texts = plan.blocks.compactMap(\.date)
    do throws(TimeColumn.Doubt) {
      let result = try DateColumn(
        texts: texts.map { DateText.read($0) }, shown: texts, beside: [], options: options
      ).resolve()
      if let place = texts.firstIndex(of: text), let date = result.dates[place] { return date }
    } catch {
      throw problem(row: layout.headingRow ?? 0, nil, error.finding, error.remedy)
    }
    throw problem(row: layout.headingRow ?? 0, nil, "\(PlainText.quoted(text)) is no date.", "")
  }

  // MARK: - Rows without times

  /// Rows whose time cannot be read are problems; those without any are sums, or hold nothing.
  private mutating func dropUntimed(
    _ spans: [TimeColumn.Span?], _ dateValues: [CalendarDate?]
  ) throws(TableProblem) {
    if plan.time == nil, times.texts.isEmpty { return }
    var kept: [Int] = []
    kept.reserveCapacity(rows.count)
    var untimed: [Int] = []
    var told: Set<Int32> = []
    for place in rows.indices {
      let number = times.numbers[place]
      if number >= 0, spans[Int(number)] != nil {
        kept.append(place)
      } else if number >= 0 {
        guard told.insert(number).inserted else { continue }
        tell(
          problem(
            row: Int(rows[place]), plan.time?.place ?? plan.date?.place,
            "\(PlainText.quoted(times.texts[Int(number)])) is no time of day.",
            "Write 08:30, 8:30 AM or 08:00-08:30."))
      } else {
        untimed.append(place)
      }
    }
    try dropSums(untimed, kept)
    for (number, date) in dateValues.enumerated() where date == nil {
      let row = dates.firstRows[number]
      tell(
        problem(
          row: row, plan.date?.place ?? plan.time?.place,
          "\(PlainText.quoted(dates.texts[number])) is no date.", "Write dates as 2026-01-31."))
    }
    if kept.count < rows.count, problems.isEmpty { keep(kept) }
  }

  /// Rows without a time: nothing, or the sum of the rows before them.
  private mutating func dropSums(_ untimed: [Int], _ kept: [Int]) throws(TableProblem) {
    guard !untimed.isEmpty else { return }
    let columns = plan.blocks.map(\.value)
    func value(_ place: Int, _ column: Int) -> Double? {
      sheet.withField(Int(rows[place]), column) { text in
        NumberText.value(text, decimal: 0x2E) ?? NumberText.value(text, decimal: 0x2C)
      }
    }
    for place in untimed {
      let own = columns.map { value(place, $0) }
      if own.allSatisfy({ $0 == nil }) { continue }
      // All rows before, or those since the last such row.
      let before = kept.filter { $0 < place }
      let since = untimed.last { $0 < place }
      let sums = [before, before.filter { since == nil || $0 > since! }].map { part in
        columns.map { column in part.reduce(0.0) { $0 + (value($1, column) ?? 0) } }
      }
      let isSum = sums.contains { sum in
        zip(own, sum).allSatisfy { $0 == nil || abs($0! - $1) <= 1e-6 * max(1, abs($1)) }
      }
      if isSum {
        leftOut[.total, default: 0] += 1
      } else {
        tell(
          problem(
            row: Int(rows[place]), plan.time?.place, "The row has figures but no time.",
            "Add its time; a row of totals should be called so."))
      }
    }
  }

  // MARK: - Days

  /// The day of each row: the date's number, the weekday's, or 0.
  private mutating func dayNumbers(_ dateValues: [CalendarDate?]) throws(TableProblem) -> [Int] {
    if !dateValues.isEmpty {
      return rows.indices.map { place in
        let number = dates.numbers[place]
        return number >= 0 ? dateValues[Int(number)]?.dayNumber ?? 0 : 0
      }
    }
    guard let column = plan.day, !days.texts.isEmpty else { return rows.map { _ in 0 } }
    let filled = days.fillDown()
    if filled > 0 { remarks.append("\(filled) empty days are those of the rows above") }
    let weekdays = days.texts.map { KnownWords.weekday($0) }
    if weekdays.allSatisfy({ $0 != nil }) {
      return rows.indices.map { days.numbers[$0] >= 0 ? weekdays[Int(days.numbers[$0])]! : 0 }
    }
    let numbers = days.texts.map { text in Int(text).flatMap { (1...3660).contains($0) ? $0 - 1 : nil } }
    for (number, value) in numbers.enumerated() where value == nil {
      tell(
        problem(
          row: days.firstRows[number], column.place,
          "\(PlainText.quoted(days.texts[number])) is no day.",
          "Write weekdays (Monday, Mon, 周一), or days as 1, 2, 3 …, or add a column of dates."))
    }
    guard problems.isEmpty else { throw problems[0] }
    return rows.indices.map { days.numbers[$0] >= 0 ? numbers[Int(days.numbers[$0])]! : 0 }
  }

  /// Whether days are weekdays, not dates and not numbers.
  var hasWeekdays: Bool {
    if plan.blocks.contains(where: { $0.weekday != nil }) { return true }
    guard plan.date == nil, dates.texts.isEmpty, plan.day != nil else { return false }
    return days.texts.allSatisfy { KnownWords.weekday($0) != nil }
  }
}

extension TextColumn {
  mutating func replaceTexts(_ change: (String) -> String) {
    var column = TextColumn()
    let old = texts
    for (place, number) in numbers.enumerated() {
      column.append(
        number < 0 ? "" : change(old[Int(number)]), row: number < 0 ? place : firstRows[Int(number)])
    }
    self = column
  }
}

extension Array {
  /// The element at a place; nil beyond the ends.
  subscript(safe place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}

/// The names of types, each once.
struct SeriesNames {
  private(set) var names: [String] = []
  private var places: [String: Int] = [:]
  /// The place of each text of the column of types.
  private var ofTypes: [Int]
  private let types: [String]

  init(types: [String]) {
    self.types = types
    ofTypes = types.map { _ in -1 }
  }

  mutating func number(of name: String) -> Int {
    let name = name.trimmedSpaces
    if let place = places[name] { return place }
    places[name] = names.count
    names.append(name)
    return names.count - 1
  }

  /// The series of a text of the column of types; of no text, that without a name.
  mutating func number(ofType type: Int) -> Int {
    guard type >= 0 else { return number(of: "") }
    if ofTypes[type] < 0 { ofTypes[type] = number(of: types[type]) }
    return ofTypes[type]
  }
}
