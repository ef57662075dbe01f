import ContactCenter

/// Where in a sheet the heading stands, what its columns mean, and where the rows begin.
struct Layout {
  /// A column of figures, with what stands above it in a heading of two lines.
  struct Column {
    var place: Int
    var heading: Heading
    /// What the line above the heading says of this column, such as a queue over calls and AHT.
    var group: String
  }

  /// The columns that have a heading or figures.
  var columns: [Column]
  /// The first row of figures.
  var firstRow: Int
  /// The row whose texts are the columns' names; nil: there is none.
  var headingRow: Int?
  /// Lines above the heading that were passed over.
  var titleRows: [Int]

  /// The number of fields of the heading; as many as rows may have where there is none.
  func headingWidth(_ sheet: Sheet) -> Int {
    guard let headingRow, sheet.separator != nil else { return .max }
    let above =
      columns.contains { !$0.group.isEmpty } && headingRow > 0 ? sheet.fieldCount(headingRow - 1) : 0
    return max(
      sheet.fieldCount(headingRow), above, (columns.last { !$0.heading.text.isEmpty }?.place ?? 0) + 1)
  }

  func column(_ role: TableRole) -> Column? { columns.first { $0.heading.role == role } }
}

/// The shape of a field, as far as it shows in the field alone.
enum FieldShape {
  case empty, number, time, date, weekday, text
}

/// What texts are, so that each is looked at once.
final class TextMemory {
  var headings: [String: Heading] = [:]
  var shapes: [String: FieldShape] = [:]
  var contents: [String: ColumnContents] = [:]
  /// What the columns of the sheet hold, by their places.
  var columns: [Int: ColumnContents] = [:]
  /// Whether columns say handle times or agents, once that is known.
  var hasOthers: Bool?
  /// The texts of rows with those of merged cells in all their places.
  var filled: [Int: [String]] = [:]
}

/// Finds the heading of a sheet.
struct LayoutFinder {
  let sheet: Sheet
  let options: TableOptions
  /// Names that columns may have beside the known ones, such as contact types.
  var names: [String] = []
  let memory = TextMemory()

  init(sheet: Sheet, options: TableOptions, names: [String]) {
    self.sheet = sheet
    self.options = options
    self.names = names
  }

  private func heading(_ text: String) -> Heading {
    if let known = memory.headings[text] { return known }
    let heading = Heading(text)
    memory.headings[text] = heading
    return heading
  }

  /// Lines above which a heading is looked for.
  private static let deepest = 60

  func find() throws(TableProblem) -> Layout {
    guard sheet.rowCount > 0 else {
      throw TableProblem(file: sheet.name, "The table is empty.", "Add a heading and rows.")
    }
    // Figures follow a heading at once, or after the title of a first section.
    for distance in [1, 3] {
      var best: (score: Double, row: Int, lines: Int)?
      for row in 0..<min(sheet.rowCount, Self.deepest) {
        for lines in [1, 2] {
          guard let score = score(row, lines, distance) else { continue }
          if best == nil || score > best!.score { best = (score, row, lines) }
        }
      }
      if let best { return layout(heading: best.row + best.lines - 1, lines: best.lines) }
    }
    return try withoutHeading()
  }

  // MARK: - Headings

  /// How much a row, or a row and the next, looks like a heading; nil where it cannot be one.
  private func score(_ row: Int, _ lines: Int, _ distance: Int) -> Double? {
    let last = row + lines - 1
    guard last < sheet.rowCount else { return nil }
    if lines == 2, sheet.line(last) != sheet.line(row) + 1 { return nil }
    let isLastRow = last + 1 == sheet.rowCount
    let next = (last + 1)..<min(sheet.rowCount, last + 1 + distance)
    if !isLastRow, !next.contains(where: hasFigures) { return nil }
    if lines == 2, hasPlainFigures(row) { return nil }
    // One text alone below the names is the title of a section, or a note.
    if lines == 2, sheet.fieldCount(last) == 1, sheet.fieldCount(row) > 1 { return nil }
    // Names are looked at only where figures leave the row a chance.
    let figures = (0..<sheet.fieldCount(last)).count { shape(last, $0) == .number }
    if options.map.isEmpty {
      if lines == 2, figures > 0 { return nil }
      if 3 * (sheet.fieldCount(last) - figures) <= 4 * figures { return nil }
    }
    var score = 0.0
    var (roles, across) = (0, 0)
    var seen: Set<String> = []
    for place in 0..<sheet.fieldCount(last) {
      let (heading, group) = heading(at: place, last, lines)
      if isMapped(heading.text, place) {
        score += 6
        roles += 1
        continue
      }
      switch heading.meaning {
      case .role(let role, _):
        // The same figure twice is told apart by a line above, which then belongs to the heading.
        let isTwice = [.calls, .aht, .agents].contains(role) && !seen.insert("\(role) \(group)").inserted
        score += isTwice ? -2 : 3
        roles += 1
      case .other, .total: score += 1
      case .unknown:
        switch shape(last, place) {
        case .number: score -= 4
        case .weekday, .date, .time:
          score += 1
          across += 1
        case .text: score += names.contains { $0.lowercased() == heading.text.lowercased() } ? 3 : 0
        case .empty: break
        }
      }
    }
    // Days or times across need no name over the column at the left.
    if roles == 0, lines == 1, across >= 2, !isLastRow, isAcross(last) { return score }
    // A title and its value, such as "Date:" and a date, is no heading.
    guard roles > 0, score > 0 else { return nil }
    return score - (lines == 2 ? 2.5 : 0)
  }

  /// Whether a row without known names has days or times over figures, and the rows below begin with
  /// the others.
  private func isAcross(_ row: Int) -> Bool {
    switch shape(row, 0) {
    case .empty, .text: break
    case .number, .time, .date, .weekday: return false
    }
    let first = shape(row + 1, 0)
    guard [.time, .date, .weekday].contains(first) else { return false }
    let below = (1..<max(2, sheet.fieldCount(row + 1))).filter { shape(row + 1, $0) == .number }
    return !below.isEmpty && below.allSatisfy { shape(row, $0) != .number }
  }

  private func isMapped(_ text: String, _ place: Int) -> Bool {
    // Positions are no names: a figure 2 is none of the heading.
    options.map.values.contains { Int($0) == nil && $0.lowercased() == text.lowercased() }
  }

  /// The name of a column, from one line or two, and what the upper of two says.
  private func heading(at place: Int, _ row: Int, _ lines: Int) -> (Heading, group: String) {
    let own = sheet.text(row, place).trimmedSpaces
    guard lines == 2 else { return (heading(own), "") }
    let above = filled(row - 1, place)
    let exact = sheet.text(row - 1, place).trimmedSpaces
    let lower = heading(own)
    if own.isEmpty { return (heading(exact), "") }
    if isMapped(own, place) || lower.role != nil, !exact.isEmpty || !above.isEmpty {
      let upper = heading(above)
      // The upper line may be the first words of the same name: "Calls" over "Offered".
      if upper.role == nil {
        // What stands over times and dates is a title; over figures it is whose they are.
        return (lower, [.calls, .aht, .agents, .totalHandleTime, .handled].contains(lower.role) ? above : "")
      }
      let both = heading("\(above) \(own)")
      return (both.role != nil ? both : lower, "")
    }
    let both = heading("\(exact) \(own)".trimmedSpaces)
    if let measure = measure(above, over: place, row) { return (measure, own) }
    if both.role != nil { return (both, "") }
    let upper = heading(exact)
    if upper.role != nil {
      // A line of units below the names.
      var named = upper
      named.unit = lower.unit ?? upper.unit
      return (named, "")
    }
    return (both, "")
  }

  /// The figure that stands above several groups, or days, one of which is at a place.
  private func measure(_ above: String, over place: Int, _ row: Int) -> Heading? {
    let upper = heading(above)
    guard let role = upper.role, [.calls, .aht, .agents, .totalHandleTime, .handled].contains(role) else {
      return nil
    }
    var names: Set<String> = []
    var count = 0
    for other in 0..<sheet.fieldCount(row) where filled(row - 1, other) == above {
      let own = sheet.text(row, other).trimmedSpaces
      if own.isEmpty { continue }
      let lower = heading(own)
      guard lower.role == nil || shape(row, other) != .text, lower.meaning != .other else { return nil }
      count += 1
      names.insert(own)
    }
    return count > 1 && names.count == count ? upper : nil
  }

  /// The nearest text at or left of a place, as merged cells have theirs at the left end.
  private func filled(_ row: Int, _ place: Int) -> String {
    if let known = memory.filled[row] { return known[safe: min(place, known.count - 1)] ?? "" }
    var texts: [String] = []
    texts.reserveCapacity(sheet.fieldCount(row))
    for column in 0..<sheet.fieldCount(row) {
      let text = sheet.text(row, column).trimmedSpaces
      texts.append(text.isEmpty ? texts.last ?? "" : text)
    }
    memory.filled[row] = texts
    return filled(row, place)
  }

  func shape(_ row: Int, _ column: Int) -> FieldShape {
    switch sheet.kind(row, column) {
    case .number: return .number
    case .date, .dateAndTime: return .date
    case .time: return .time
    case .text: break
    }
    let text = sheet.text(row, column)
    if text.isEmpty { return .empty }
    if let known = memory.shapes[text] { return known }
    let shape = Self.shape(text.trimmedSpaces)
    memory.shapes[text] = shape
    return shape
  }

  private static func shape(_ text: String) -> FieldShape {
    if text.isEmpty { return .empty }
    var evidence = NumberEvidence()
    if PlainText.of(text).withBytes({ evidence.note($0, row: 0) }) { return .number }
    if KnownWords.weekday(text) != nil { return .weekday }
    if DateText.read(text) != nil { return .date }
    let (date, time) = MomentText.split(text)
    if !date.isEmpty, DateText.read(date) != nil { return .date }
    return ClockText(time) != nil ? .time : .text
  }

  /// Whether a row has something that looks like a figure.
  private func hasFigures(_ row: Int) -> Bool {
    (0..<sheet.fieldCount(row)).contains { place in
      switch shape(row, place) {
      case .number, .time, .date: true
      case .empty, .weekday, .text: false
      }
    }
  }

  private func hasPlainFigures(_ row: Int) -> Bool {
    (0..<sheet.fieldCount(row)).contains { shape(row, $0) == .number }
  }

  // MARK: - Columns

  private func layout(heading row: Int, lines: Int) -> Layout {
    let first = row + 1
    var width = max(sheet.fieldCount(row), lines == 2 ? sheet.fieldCount(row - 1) : 0)
    for other in first..<min(sheet.rowCount, first + 200) {
      width = max(width, sheet.fieldCount(other))
    }
    let columns = (0..<width).map { place -> Layout.Column in
      let (heading, group) = heading(at: place, row, lines)
      return Layout.Column(place: place, heading: heading, group: group)
    }
    return Layout(
      columns: columns, firstRow: first, headingRow: row,
      titleRows: Array(0..<(row + 1 - lines)))
  }

  /// Columns named by their positions in the options.
  private func withoutHeading() throws(TableProblem) -> Layout {
    let width = (0..<min(sheet.rowCount, 200)).map { sheet.fieldCount($0) }.max() ?? 0
    let positions = options.map.values.compactMap { Int($0) }
    if !positions.isEmpty, positions.count == options.map.count,
      positions.allSatisfy({ (1...max(1, width)).contains($0) })
    {
      // Names that nobody knows may stand above the figures.
      let first =
        (0..<min(sheet.rowCount, Self.deepest)).first { row in
          positions.contains { ![.text, .empty].contains(shape(row, $0 - 1)) }
        } ?? 0
      let names = first > 0 ? first - 1 : nil
      return Layout(
        columns: (0..<width).map { place in
          var heading = Heading("")
          if let names { heading.text = sheet.text(names, place).trimmedSpaces }
          return .init(place: place, heading: heading, group: "")
        },
        firstRow: first, headingRow: names, titleRows: Array(0..<max(0, first - 1)))
    }
    var problem = TableProblem(
      file: sheet.name, line: sheet.line(0),
      "There is no heading that names a column of times and one of figures.",
      "Name the columns in the first line, such as time,calls, or say which are which: "
        + options.say(.map, guess(width)) + ".")
    problem.sourceLine = sheet.line(text: 0)
    if hasFigures(0) { problem.finding = "There is no heading; the columns are \(positionsText(width))." }
    throw problem
  }

  /// "time=1,calls=2", from what stands in the columns.
  private func guess(_ width: Int) -> String {
    let shapes = (0..<width).map { shape(min(1, sheet.rowCount - 1), $0) }
    let time = shapes.firstIndex { $0 == .time } ?? 0
    let date = shapes.firstIndex { $0 == .date }
    let calls = shapes.indices.first { shapes[$0] == .number && $0 != time } ?? min(1, width)
    return (date.map { $0 == time ? "" : "date=\($0 + 1)," } ?? "") + "time=\(time + 1),calls=\(calls + 1)"
  }

  /// "1 (08:00), 2 (41)".
  private func positionsText(_ width: Int) -> String {
    (0..<min(width, 12)).map { "\($0 + 1) (\(sheet.text(0, $0)))" }.joined(separator: ", ")
  }
}

extension Sheet {
  /// A row as text, with its fields one behind the other.
  func line(text row: Int) -> String {
    let mark = separator.map { $0 == 9 ? "\t" : String(UnicodeScalar($0)) } ?? "\t"
    return String((0..<fieldCount(row)).map { text(row, $0) }.joined(separator: mark).prefix(200))
  }
}

extension String {
  /// Calls `body` with the text's UTF-8.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    var text = self
    return text.withUTF8 { body($0) }
  }
}

/// A text with a date, a time, or both.
enum MomentText {
  /// The date and the time in a text; either may be empty.
  ///
  /// "2026-01-26T08:00:00Z" is "2026-01-26" and "08:00:00Z"; "46048.25" is "46048" and "0.25".
  static func split(_ raw: String) -> (date: String, time: String) {
    let text = raw.utf8.allSatisfy { $0 < 0x80 } ? raw : PlainText.of(raw)
    if let value = Double(text), (20_000..<80_000).contains(value),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E })
    {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? "0.\(parts[1])" : "")
    }
    guard let colon = text.firstIndex(of: ":") else { return withoutColon(text) }
    var start = colon
    while start > text.startIndex, text[text.index(before: start)].isNumber {
      start = text.index(before: start)
    }
    // 8 - 8:30 AM
    if isHourBeforeRange(text[..<start]), ClockText(text)?.end != nil { return ("", text) }
    // 2026-01-26T08 and 上午8 have letters before the hour.
    var before = text[..<start].trimmedSpaces
    var time = String(text[start...])
    for half in ["上午", "下午", "凌晨", "晚上", "中午"] where before.hasSuffix(half) {
      before = String(before.dropLast(half.count)).trimmedSpaces
      time = half + time
    }
    if before.last == "T" || before.last == "t", before.dropLast().last?.isNumber == true {
      before.removeLast()
    }
    if before.last == "," || before.last == "-" && before.dropLast().last == " " {
      before = String(before.dropLast()).trimmedSpaces
    }
    return (before, time)
  }

  /// Whether a text is an hour with a dash behind.
  private static func isHourBeforeRange(_ text: Substring) -> Bool {
    let plain = String(text).trimmedSpaces
    guard plain.last == "-" || plain.last == "~" else { return false }
    let hour = String(plain.dropLast()).trimmedSpaces
    return hour.utf8.count <= 5 && DateText.read(hour) == nil && ClockText(hour) != nil
  }

  private static func withoutColon(_ text: String) -> (String, String) {
    if let date = DateText.read(text)?.date, ClockText(text) == nil || text.count >= 8 || date.isPossible {
      return (text, "")
    }
    if text.contains(" "), ClockText(text) != nil { return ("", text) }
    if let space = text.lastIndex(of: " ") {
      let (date, time) = (text[..<space].trimmedSpaces, text[text.index(after: space)...])
      if DateText.read(date) != nil, ClockText(String(time)) != nil { return (date, String(time)) }
      // 1/26/2026 8 AM
      if let second = date.lastIndex(of: " "), ["am", "pm"].contains(time.lowercased()) {
        return (date[..<second].trimmedSpaces, date[date.index(after: second)...] + " " + time)
      }
    }
    return ("", text)
  }
}
