import ContactCenter

extension TimeTableReader {
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
      let text = dates.texts.first ?? ""
      if plan.time != nil, Int(text) != nil, text.utf8.count < 8 {
        throw problem(
          row: Int(rows[0]), plan.time?.place,
          "\(PlainText.quoted(text)) may be a date as spreadsheets count, without a time, or seconds after midnight.",
          "Write 08:30, or say \(options.say(.times, "seconds")).")
      }
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
    let isDate = dates.texts.map { DateText.read($0) != nil }
    let isMissing = rows.indices.contains {
      times.numbers[$0] < 0 && dates.numbers[$0] >= 0 && isDate[Int(dates.numbers[$0])]
    }
    guard isMissing else { return }
    let midnight = times.texts.contains { $0.hasPrefix("0.") } ? "0.000" : "00:00"
    var column = TextColumn()
    for place in rows.indices {
      let (time, date) = (Int(times.numbers[place]), Int(dates.numbers[place]))
      let text = time >= 0 ? times.texts[time] : date >= 0 && isDate[date] ? midnight : ""
      column.append(text, row: Int(rows[place]))
    }
    times = column
  }

  private mutating func resolve(
    _ column: TextColumn, _ place: Int?, _ what: String
  ) throws(TableProblem) -> [TimeColumn.Span?] {
    let isUsed = column.isUsed
    let parsed = column.texts.enumerated().map { isUsed[$0] ? ClockText($1) : nil }
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

  mutating func resolvedEnds() throws(TableProblem) -> [TimeColumn.Span?] {
    guard plan.end != nil, !ends.texts.isEmpty else { return [] }
    var column = ends
    column.replaceTexts { MomentText.split($0).time }
    return try resolve(column, plan.end?.place, "end")
  }

  mutating func resolvedDates() throws(TableProblem) -> [CalendarDate?] {
    guard !dates.texts.isEmpty else { return [] }
    let filled = dates.fillDown()
    if filled > 0 {
      remarks.append(
        filled == 1
          ? "1 empty date is that of the row above" : "\(filled) empty dates are those of the rows above")
    }
    let isUsed = dates.isUsed
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
      texts: dates.texts.enumerated().map { isUsed[$0] ? DateText.read($1) : nil },
      shown: dates.texts, beside: weekdays, options: options)
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

  mutating func headingTime(_ text: String) throws(TableProblem) -> TimeColumn.Span {
    if let known = headingTimes[text] { return known }
    let texts = plan.blocks.compactMap(\.time)
    do throws(TimeColumn.Doubt) {
      let result = try TimeColumn(
        texts: texts.map { ClockText($0) }, shown: texts, sequence: Array(texts.indices),
        options: options
      ).resolve()
      for (text, span) in zip(texts, result.spans) { headingTimes[text] = headingTimes[text] ?? span }
      if let span = headingTimes[text] { return span }
    } catch {
      throw problem(row: layout.headingRow ?? 0, nil, error.finding, error.remedy)
    }
    throw problem(row: layout.headingRow ?? 0, nil, "\(PlainText.quoted(text)) is no time.", "")
  }

  mutating func headingDate(_ text: String) throws(TableProblem) -> CalendarDate {
    if let known = headingDates[text] { return known }
    let texts = plan.blocks.compactMap(\.date)
    do throws(TimeColumn.Doubt) {
      let result = try DateColumn(
        texts: texts.map { DateText.read($0) }, shown: texts, beside: [], options: options
      ).resolve()
      for (text, date) in zip(texts, result.dates) { headingDates[text] = headingDates[text] ?? date }
      if let date = headingDates[text] { return date }
    } catch {
      throw problem(row: layout.headingRow ?? 0, nil, error.finding, error.remedy)
    }
    throw problem(row: layout.headingRow ?? 0, nil, "\(PlainText.quoted(text)) is no date.", "")
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
