import ContactCenter

extension TimeTableReader {
  // MARK: - Rows without times

  /// Rows whose time cannot be read are problems; those without any are sums, or hold nothing.
  mutating func dropUntimed(_ spans: [TimeColumn.Span?]) {
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
    guard kept.count < rows.count else { return }
    if !untimed.isEmpty { dropSums(untimed) }
    if problems.isEmpty { keep(kept) }
  }

  /// Rows without a time: nothing, or the sum of the rows before them.
  private mutating func dropSums(_ untimed: [Int]) {
    let columns = plan.blocks.map(\.value)
    func value(_ place: Int, _ column: Int) -> Double? {
      let row = Int(rows[place])
      if sheet.isEmpty(row, column) { return nil }
      let value = sheet.withField(row, column) { text in
        NumberText.value(text, decimal: 0x2E) ?? NumberText.value(text, decimal: 0x2C)
      }
      if let value { return value }
      // What cannot be read here is no sum, and must not go unseen.
      let plain = PlainText.of(sheet.text(row, column)).trimmedSpaces
      return plain.withBytes { NumberText.value($0, decimal: 0x2E) ?? NumberText.value($0, decimal: 0x2C) }
        ?? .nan
    }
    var all = [Double](repeating: 0, count: columns.count)
    var (since, ofDay) = (all, all)
    var (countSince, countAll, countOfDay) = (0, 0, 0)
    var day: Int32 = -1
    var next = 0
    for place in rows.indices where next < untimed.count {
      let own = columns.map { value(place, $0) }
      guard place == untimed[next] else {
        // Rows of one date may have a sum below them.
        let date = place < dates.numbers.count ? dates.numbers[place] : -1
        if date >= 0, date != day { (day, ofDay, countOfDay) = (date, ofDay.map { _ in 0 }, 0) }
        for column in columns.indices {
          all[column] += own[column] ?? 0
          since[column] += own[column] ?? 0
          ofDay[column] += own[column] ?? 0
        }
        (countSince, countAll, countOfDay) = (countSince + 1, countAll + 1, countOfDay + 1)
        continue
      }
      next += 1
      if own.allSatisfy({ $0 == nil }) { continue }
      func isSum(_ sums: [Double]) -> Bool {
        zip(own, sums).allSatisfy { $0 == nil || abs($0! - $1) <= 1e-6 * max(1, abs($1)) }
      }
      // A row that repeats the only one before it is no sum.
      if countSince > 1 && isSum(since) || countAll > 1 && isSum(all) || countOfDay > 1 && isSum(ofDay) {
        leftOut[.total, default: 0] += 1
      } else {
        tell(
          problem(
            row: Int(rows[place]), plan.time?.place, "The row has figures but no time.",
            "Add its time; a row of totals should be called so."))
      }
      since = since.map { _ in 0 }
      countSince = 0
    }
  }

  /// Texts that are no dates, and rows without a date among others.
  mutating func checkDates(_ values: [CalendarDate?]) {
    guard !values.isEmpty else { return }
    var told: Set<Int32> = []
    let column = plan.date?.place ?? plan.time?.place
    for place in rows.indices {
      let number = dates.numbers[place]
      if number >= 0, values[Int(number)] != nil { continue }
      guard told.insert(number).inserted else { continue }
      if number < 0 {
        tell(
          problem(
            row: Int(rows[place]), column, "The row has no date, though others have one.",
            "Write dates as 2026-01-31."))
      } else {
        tell(
          problem(
            row: Int(rows[place]), column, "\(PlainText.quoted(dates.texts[Int(number)])) is no date.",
            "Write dates as 2026-01-31."))
      }
    }
  }

  // MARK: - Days

  /// The day of each row: the date's number, the weekday's, or 0.
  mutating func dayNumbers(_ dateValues: [CalendarDate?]) throws(TableProblem) -> [Int] {
    if !dateValues.isEmpty {
      return rows.indices.map { place in
        let number = dates.numbers[place]
        return number >= 0 ? dateValues[Int(number)]?.dayNumber ?? 0 : 0
      }
    }
    guard let column = plan.day, !days.texts.isEmpty else { return rows.map { _ in 0 } }
    let filled = days.fillDown()
    if filled > 0 {
      remarks.append(
        filled == 1
          ? "1 empty day is that of the row above" : "\(filled) empty days are those of the rows above")
    }
    if let place = days.numbers.firstIndex(where: { $0 < 0 }) {
      throw problem(
        row: Int(rows[place]), column.place, "The row has no day, though others have one.", "Add it.")
    }
    let isUsed = days.isUsed
    let weekdays = days.texts.map { KnownWords.weekday($0) }
    if zip(weekdays, isUsed).allSatisfy({ $0 != nil || !$1 }) {
      return rows.indices.map { days.numbers[$0] >= 0 ? weekdays[Int(days.numbers[$0])]! : 0 }
    }
    let numbers = days.texts.map { text in Int(text).flatMap { (1...3660).contains($0) ? $0 - 1 : nil } }
    for (number, value) in numbers.enumerated() where value == nil && isUsed[number] {
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
    return zip(days.texts, days.isUsed).allSatisfy { !$1 || KnownWords.weekday($0) != nil }
  }
}
