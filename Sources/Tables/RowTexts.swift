import ContactCenter

/// The texts that say when and whose each row is, taken from a sheet in one pass.
struct RowTexts {
  /// The rows of figures, as numbers of the sheet's rows.
  var rows: [Int32] = []
  var times = TextColumn()
  var ends = TextColumn()
  var dates = TextColumn()
  var days = TextColumn()
  var types = TextColumn()
  /// Rows that have no figure in any column, but a text that is no time.
  var notes: [Int32] = []
  /// Rows with a field beyond the last that the heading has.
  var overlong: [Int32] = []

  /// Takes the texts of all rows below the heading but for headings that come again.
  ///
  /// Bare numbers of a column of times count days, as spreadsheets do, unless `areNumbersTimes`.
  init(_ sheet: Sheet, _ layout: Layout, _ plan: ColumnPlan, areNumbersTimes: Bool) {
    let headings = layout.columns.map { $0.heading.text }
    let hasOwnDate = plan.date != nil && plan.time != nil
    let momentPlace = plan.time?.place ?? plan.date?.place
    let figures = plan.blocks.map(\.value)
    let all =
      figures + plan.blocks.flatMap { [$0.handleTime?.place, $0.totalHandleTime?.place] }.compactMap { $0 }
    let key = momentPlace ?? plan.day?.place ?? plan.type?.place ?? 0
    let width = layout.headingWidth(sheet)
    rows.reserveCapacity(sheet.rowCount)
    var moments = MomentMemory()
    for row in layout.firstRow..<sheet.rowCount {
      if Self.isHeading(sheet, row, layout, headings, key) { continue }
      if Self.isNote(sheet, row, key, figures, all, isAcross: plan.time == nil, &moments) {
        notes.append(Int32(row))
        continue
      }
      if sheet.fieldCount(row) > width { overlong.append(Int32(row)) }
      rows.append(Int32(row))
      if let momentPlace {
        if areNumbersTimes, Int(sheet.text(row, momentPlace)) != nil {
          Self.append(sheet, row, momentPlace, to: &times)
          if !hasOwnDate { dates.append("", row: row) }
        } else {
          Self.split(sheet, row, momentPlace, isDateWanted: !hasOwnDate, &times, &dates)
        }
      } else {
        times.append("", row: row)
        dates.append("", row: row)
      }
      if hasOwnDate, let place = plan.date?.place { Self.appendDate(sheet, row, place, &dates) }
      Self.append(sheet, row, plan.end?.place, to: &ends)
      Self.append(sheet, row, plan.day?.place, to: &days)
      Self.append(sheet, row, plan.type?.place, to: &types)
    }
  }

  @inline(__always)
  private static func append(_ sheet: Sheet, _ row: Int, _ place: Int?, to column: inout TextColumn) {
    guard let place else { return }
    sheet.withField(row, place) { column.append($0, row: row) }
  }

  /// A heading that comes again, as on every printed page.
  private static func isHeading(
    _ sheet: Sheet, _ row: Int, _ layout: Layout, _ headings: [String], _ key: Int
  ) -> Bool {
    guard let heading = layout.headingRow, sheet.fieldCount(row) == sheet.fieldCount(heading) else {
      return false
    }
    guard sheet.isSame(row, key, heading, key) else { return false }
    return (0..<sheet.fieldCount(row)).allSatisfy { sheet.isSame(row, $0, heading, $0) }
  }

  /// Whether a row has a text that is no time, and no figures.
  private static func isNote(
    _ sheet: Sheet, _ row: Int, _ key: Int, _ figures: [Int], _ all: [Int], isAcross: Bool,
    _ moments: inout MomentMemory
  ) -> Bool {
    // The usual row has a figure; the rest is for the few others.
    if figures.contains(where: { sheet.beginsWithDigit(row, $0) }) { return false }
    if all.contains(where: { !sheet.isEmpty(row, $0) && isNumber(sheet.text(row, $0)) }) { return false }
    if all.contains(where: { !sheet.isEmpty(row, $0) }) {
      let text = sheet.text(row, key)
      // "Printed by:" and a name are a note; a time and a text are a figure that is none.
      return !text.isEmpty && text.allSatisfy { !$0.isNumber } && KnownWords.summary(text) == nil
        && KnownWords.weekday(text) == nil
    }
    if sheet.kind(row, key) != .text || sheet.withField(row, key, { moments.isMoment($0) }) { return false }
    let text = sheet.text(row, key)
    return !(isAcross && (KnownWords.weekday(text) != nil || DateText.read(text) != nil))
  }

  private static func isNumber(_ text: String) -> Bool {
    var evidence = NumberEvidence()
    return PlainText.of(text).withBytes { evidence.note($0, row: 0) }
      || DurationText(text, decimal: 0x2E) != nil || DurationText(text, decimal: 0x2C) != nil
  }

  /// The parts before and after the first hour with a colon; general texts by ``MomentText``.
  private static func split(
    _ sheet: Sheet, _ row: Int, _ place: Int, isDateWanted: Bool, _ times: inout TextColumn,
    _ dates: inout TextColumn
  ) {
    if sheet.kind(row, place) != .number {
      let isSimple = sheet.withField(row, place) { text -> Bool in
        guard let cut = cut(text) else { return false }
        if isDateWanted {
          dates.append(UnsafeBufferPointer(rebasing: text[..<cut.date]), row: row)
        }
        times.append(UnsafeBufferPointer(rebasing: text[cut.time...]), row: row)
        return true
      }
      if isSimple { return }
    }
    let parts = MomentText.split(sheet.text(row, place))
    if isDateWanted { dates.append(parts.date, row: row) }
    times.append(parts.time, row: row)
  }

  /// Where an ASCII text with a colon has its date's end and its time's begin.
  static func cut(_ text: UnsafeBufferPointer<UInt8>) -> (date: Int, time: Int)? {
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
  private static func appendDate(_ sheet: Sheet, _ row: Int, _ place: Int, _ dates: inout TextColumn) {
    let isPlain = sheet.withField(row, place) { text -> Bool in
      if text.contains(where: { $0 == 0x3A || $0 == 0x2E }) { return false }
      dates.append(text, row: row)
      return true
    }
    if isPlain { return }
    let text = sheet.text(row, place)
    let parts = MomentText.split(text)
    dates.append(parts.date.isEmpty ? text : parts.date, row: row)
  }
}

extension Sheet {
  /// Whether two fields have the same characters.
  func isSame(_ row: Int, _ column: Int, _ otherRow: Int, _ otherColumn: Int) -> Bool {
    withField(row, column) { text in
      withField(otherRow, otherColumn) { other in text.elementsEqual(other) }
    }
  }

  @inline(__always)
  func beginsWithDigit(_ row: Int, _ column: Int) -> Bool {
    withField(row, column) { text in text.first.map { (0x30...0x39).contains($0) } ?? false }
  }
}

/// Which texts are times, with or without dates: each is looked at once.
private struct MomentMemory {
  private var times = Answers()
  private var dates = Answers()
  private var others = Answers()

  mutating func isMoment(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let cut = RowTexts.cut(text) else {
      return others.answer(text) { text in
        let (date, time) = MomentText.split(text)
        return ClockText(time) != nil && (date.isEmpty || DateText.read(date) != nil)
      }
    }
    // Few dates and few times of day make many moments.
    return times.answer(UnsafeBufferPointer(rebasing: text[cut.time...])) { ClockText($0) != nil }
      && dates.answer(UnsafeBufferPointer(rebasing: text[..<cut.date])) {
        $0.isEmpty || DateText.read($0) != nil
      }
  }

  private struct Answers {
    var texts = Interner()
    var answers: [Bool] = []

    mutating func answer(_ text: UnsafeBufferPointer<UInt8>, _ find: (String) -> Bool) -> Bool {
      let number = texts.number(of: text)
      if number == answers.count { answers.append(find(texts.texts[number])) }
      return answers[number]
    }
  }
}
