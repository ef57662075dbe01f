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

  /// What the numbers of columns tell, as far as they were asked.
  var evidenceByColumn: [Int: NumberEvidence] = [:]
  /// How many columns of figures have numbers with a decimal point, and with a decimal comma.
  var marksOfColumns: (points: Int, commas: Int)?
  /// The times and dates in the headings of columns, once they are decided.
  var headingTimes: [String: TimeColumn.Span] = [:]
  var headingDates: [String: CalendarDate] = [:]

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
      try collectTexts()
      try dropSummaries()
      try fillTypes()
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

  mutating func collectTexts() throws(TableProblem) {
    let texts = RowTexts(
      sheet, layout, plan, areNumbersTimes: options.times.map { $0 != .fractions } ?? false)
    rows = texts.rows
    times = texts.times
    ends = texts.ends
    dates = texts.dates
    days = texts.days
    types = texts.types
    try leaveOutNotes(texts.notes)
    let width = layout.headingWidth(sheet)
    for row in texts.overlong.prefix(Self.problemLimit) {
      tell(
        problem(
          row: Int(row), width,
          "The line has \(Self.count(sheet.fieldCount(Int(row)), "field")), but the heading has \(width).",
          sheet.separator == 0x2C
            ? "Put numbers with a comma into quotation marks, or take out what is too much."
            : "Take out what is too much, or name all columns in the heading."))
    }
    if !problems.isEmpty { throw problems[0] }
  }

  /// Types that stand only in the first of their rows, as merged cells have them.
  private mutating func fillTypes() throws(TableProblem) {
    let filled = types.fillDown()
    if filled > 0 {
      let text =
        filled == 1
        ? "1 empty \(word) is that of the row above"
        : "\(filled) empty \(word)s are those of the rows above"
      remarks.append(text)
    }
    if let place = types.numbers.firstIndex(where: { $0 < 0 }), !types.texts.isEmpty {
      throw problem(
        row: Int(rows[place]), plan.type?.place, "The row has no \(word), though others have one.",
        "Add it.")
    }
  }

  /// Texts below the figures say something of the table; between them they divide it.
  private mutating func leaveOutNotes(_ notes: [Int32]) throws(TableProblem) {
    guard let last = rows.last else { return }
    for note in notes where note < last && !Self.isPageMark(sheet.line(text: Int(note))) {
      let place = (0..<sheet.fieldCount(Int(note))).first { !sheet.isEmpty(Int(note), $0) } ?? 0
      let text = sheet.text(Int(note), place)
      if KnownWords.summary(text) != nil { continue }
      throw problem(
        row: Int(note), place,
        "\(PlainText.quoted(text)) stands without figures among the rows: does a new section begin?",
        "Write the day or \(word) beside each row, in a column of its own; else take the line out.")
    }
    if !notes.isEmpty { remarks.append("\(Self.count(notes.count, "line")) of text left out") }
  }

  private static func isPageMark(_ text: String) -> Bool {
    let plain = PlainText.of(text).lowercased()
    return ["page", "seite", "página", "pagina", "---", "===", "***"].contains(where: plain.hasPrefix)
      || plain.hasPrefix("第") && plain.contains("页") || plain.allSatisfy { !$0.isLetter && !$0.isNumber }
  }

  // MARK: - Rows of sums

  /// Leaves out the rows whose texts say that they sum up others.
  private mutating func dropSummaries() throws(TableProblem) {
    let columns = [times, dates, days]
    let kinds = columns.map { column in column.texts.map { KnownWords.summary($0) } }
    let untimed = summaryTypes()
    let named = try SummaryTypes(self).found()
    let isAcross = plan.blocks.contains { $0.time != nil }
    guard
      untimed.contains(where: { $0 != nil }) || kinds.contains(where: { $0.contains { $0 != nil } })
        || times.numbers.contains(where: { $0 < 0 })
    else { return }
    let unused = Set(plan.unused)
    let textColumns = layout.columns.filter { column in
      !column.heading.text.isEmpty && unused.contains(column.heading.text)
    }.map(\.place)
    var kept: [Int] = []
    kept.reserveCapacity(rows.count)
    for place in rows.indices {
      var summary: SummaryRow?
      for (number, column) in columns.enumerated() where summary == nil {
        guard place < column.numbers.count, column.numbers[place] >= 0 else { continue }
        summary = kinds[number][Int(column.numbers[place])]
      }
      let hasTime = place < times.numbers.count && times.numbers[place] >= 0
      if summary == nil, place < types.numbers.count, types.numbers[place] >= 0 {
        let type = Int(types.numbers[place])
        let isOpen = !hasTime && plan.time != nil
        summary = hasTime || isAcross ? named[type] : untimed[type]
        if summary == nil, isOpen { summary = KnownWords.summary(types.texts[type]) }
      }
      if summary == nil, !hasTime {
        let row = Int(rows[place])
        summary = textColumns.compactMap { KnownWords.summary(sheet.text(row, $0)) }.first
      }
      if let summary { leftOut[summary, default: 0] += 1 } else { kept.append(place) }
    }
    if kept.count < rows.count { keep(kept) }
  }

  /// Types that are called totals: by no other word, or with the name of another type.
  private func summaryTypes() -> [SummaryRow?] {
    let all = Set(types.texts.map { $0.lowercased() })
    return types.texts.map { text in
      guard let (kind, rest) = KnownWords.summaryAndRest(text) else { return nil }
      return rest.isEmpty || all.contains(rest) ? kind : nil
    }
  }

  /// Keeps some of the rows.
  mutating func keep(_ places: [Int]) {
    rows = places.map { rows[$0] }
    evidenceByColumn.removeAll()
    marksOfColumns = nil
    times.keep(places)
    ends.keep(places)
    dates.keep(places)
    days.keep(places)
    types.keep(places)
  }
}
