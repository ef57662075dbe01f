import ContactCenter

/// Reads a table by time: finds its columns, decides how they are written, and puts rows in order.
struct TimeTableReader {
  let sheet: Sheet
  let measure: TimeTable.Measure
  let names: [String]
  let options: TableOptions

  var layout = Layout(columns: [], firstRow: 0, headingRow: nil, titleRows: [])
  var plan = ColumnPlan()
  /// The rows of figures, as numbers of the sheet's rows.
  var rows: [Int32] = []
  var times = TextColumn()
  var ends = TextColumn()
  var dates = TextColumn()
  var days = TextColumn()
  var types = TextColumn()
  var problems: [TableProblem] = []
  var warnings: [TableProblem] = []
  var remarks: [String] = []
  /// The unit that handle times were written in.
  var handleTimeWords = "seconds"
  /// Rows left out, by what they are.
  var leftOut: [SummaryRow: Int] = [:]

  /// More problems are not listed.
  static let problemLimit = 20

  init(sheet: Sheet, measure: TimeTable.Measure, names: [String], options: TableOptions) {
    self.sheet = sheet
    self.measure = measure
    self.names = names
    self.options = options
  }

  mutating func read() throws(TableProblems) -> TimeTable {
    do throws(TableProblem) {
      let finder = LayoutFinder(sheet: sheet, options: options, names: names)
      layout = try finder.find()
      plan = try ColumnPlanner(
        sheet: sheet, layout: layout, finder: finder, measure: measure, names: names,
        options: options
      ).plan()
      guard layout.firstRow < sheet.rowCount else {
        throw problem(
          row: layout.headingRow ?? 0, nil, "The table has a heading but no rows.",
          "Add a row for each interval.")
      }
      collectTexts()
      try dropSummaries()
      guard !rows.isEmpty else {
        throw problem(row: layout.headingRow ?? 0, nil, "No row has a time and figures.", "")
      }
      return try assemble()
    } catch {
      throw TableProblems(problems.isEmpty ? [error] : problems)
    }
  }

  // MARK: - Problems

  /// A problem at a field of a row of the sheet.
  func problem(
    row: Int, _ column: Int?, _ finding: String, _ remedy: String
  ) -> TableProblem {
    var problem = TableProblem(
      file: sheet.name, line: sheet.line(row), field: column.map { $0 + 1 }, finding, remedy)
    problem.isSpreadsheet = sheet.separator == nil
    problem.sourceLine = sheet.line(text: row)
    problem.column = (0..<(column ?? 0)).reduce(1) { $0 + sheet.text(row, $1).count + 1 }
    return problem
  }

  mutating func tell(_ problem: TableProblem) {
    if problems.count < Self.problemLimit { problems.append(problem) }
  }

  /// A question about a column, at the row where the text concerned stands first.
  func question(_ doubt: TimeColumn.Doubt, _ column: TextColumn, _ place: Int?) -> TableProblem {
    let row = column.firstRows.indices.contains(doubt.text) ? column.firstRows[doubt.text] : 0
    return problem(row: row, place, doubt.finding, doubt.remedy)
  }

  // MARK: - Texts

  /// Whether dates and times stand in one column.
  private var timeColumn: Int? { plan.time?.place ?? plan.date?.place }

  mutating func collectTexts() {
    let headings = layout.columns.map { $0.heading.text }
    let timePlace = plan.time?.place
    let hasOwnDate = plan.date != nil && plan.time != nil
    for row in layout.firstRow..<sheet.rowCount {
      if isRepeatedHeading(row, headings) { continue }
      rows.append(Int32(row))
      if let place = timePlace ?? plan.date?.place {
        split(row, place, isDateWanted: !hasOwnDate)
      } else {
        times.append("", row: row)
        dates.append("", row: row)
      }
      if hasOwnDate, let place = plan.date?.place { appendDate(row, place) }
      append(row, plan.end?.place, to: &ends)
      append(row, plan.day?.place, to: &days)
      append(row, plan.type?.place, to: &types)
    }
  }

  private func append(_ row: Int, _ place: Int?, to column: inout TextColumn) {
    guard let place else { return }
    sheet.withField(row, place) { column.append($0, row: row) }
  }

  /// A heading that comes again, as on every printed page.
  private mutating func isRepeatedHeading(_ row: Int, _ headings: [String]) -> Bool {
    guard let heading = layout.headingRow, let place = timeColumn ?? plan.blocks.first?.value,
      sheet.fieldCount(row) == sheet.fieldCount(heading), place < headings.count,
      !headings[place].isEmpty, sheet.text(row, place) == headings[place]
    else { return false }
    return (0..<headings.count).allSatisfy { sheet.text(row, $0) == headings[$0] }
  }

  /// The parts before and after the first hour with a colon; general texts by ``MomentText``.
  private mutating func split(_ row: Int, _ place: Int, isDateWanted: Bool) {
    if sheet.kind(row, place) == .number {
      let parts = MomentText.split(sheet.text(row, place))
      if isDateWanted { dates.append(parts.date, row: row) }
      times.append(parts.time, row: row)
      return
    }
    let isSimple = sheet.withField(row, place) { text -> Bool in
      guard let cut = Self.cut(text) else { return false }
      if isDateWanted {
        dates.append(UnsafeBufferPointer(rebasing: text[..<cut.date]), row: row)
      }
      times.append(UnsafeBufferPointer(rebasing: text[cut.time...]), row: row)
      return true
    }
    if isSimple { return }
    let parts = MomentText.split(sheet.text(row, place))
    if isDateWanted { dates.append(parts.date, row: row) }
    times.append(parts.time, row: row)
  }

  /// Where an ASCII text with a colon has its date's end and its time's begin.
  private static func cut(_ text: UnsafeBufferPointer<UInt8>) -> (date: Int, time: Int)? {
    guard let colon = text.firstIndex(of: 0x3A) else { return nil }
    var start = colon
    while start > 0, (0x30...0x39).contains(text[start - 1]) { start -= 1 }
    guard start < colon else { return nil }
    var end = start
    if end > 1, text[end - 1] | 0x20 == 0x74, (0x30...0x39).contains(text[end - 2]) { end -= 1 }
    while end > 0, text[end - 1] == 0x20 || text[end - 1] == 0x2C { end -= 1 }
    for byte in text where byte >= 0x80 { return nil }
    // A dash before the time belongs to a range or to a date with a dash.
    return end > 0 && text[end - 1] == 0x2D ? nil : (end, start)
  }

  /// The date in its own column; a time beside it there says nothing.
  private mutating func appendDate(_ row: Int, _ place: Int) {
    let text = sheet.text(row, place)
    guard text.contains(":") || text.contains(".") else { return dates.append(text, row: row) }
    let parts = MomentText.split(text)
    dates.append(parts.date.isEmpty ? text : parts.date, row: row)
  }

  // MARK: - Rows of sums

  /// Leaves out the rows whose texts say that they sum up others.
  private mutating func dropSummaries() throws(TableProblem) {
    var kinds: [[SummaryRow?]] = []
    for column in [times, dates, days, types] {
      kinds.append(column.texts.map { KnownWords.summary($0) })
    }
    let columns = [times, dates, days, types]
    let textColumns = layout.columns.filter { column in
      !column.heading.text.isEmpty && plan.unused.contains(column.heading.text)
    }.map(\.place)
    var kept: [Int] = []
    kept.reserveCapacity(rows.count)
    for place in rows.indices {
      var summary: SummaryRow?
      for (number, column) in columns.enumerated() where summary == nil {
        guard place < column.numbers.count, column.numbers[place] >= 0 else { continue }
        summary = kinds[number][Int(column.numbers[place])]
      }
      if summary == nil, times.numbers[place] < 0 {
        let row = Int(rows[place])
        summary = textColumns.compactMap { KnownWords.summary(sheet.text(row, $0)) }.first
      }
      if let summary { leftOut[summary, default: 0] += 1 } else { kept.append(place) }
    }
    if kept.count < rows.count { keep(kept) }
  }

  /// Keeps some of the rows.
  mutating func keep(_ places: [Int]) {
    rows = places.map { rows[$0] }
    times.keep(places)
    ends.keep(places)
    dates.keep(places)
    days.keep(places)
    types.keep(places)
  }
}

extension TextColumn {
  mutating func keep(_ places: [Int]) {
    guard !numbers.isEmpty else { return }
    self.replaceNumbers(places.map { numbers[$0] })
  }
}
