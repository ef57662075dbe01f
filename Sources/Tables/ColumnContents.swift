import ContactCenter

/// What most fields of a column hold.
enum ColumnContents {
  /// Times of day that nobody takes for numbers.
  case clocks
  /// Dates with times.
  case moments
  case dates, weekdays, numbers, other, empty
  /// Days and months.
  case yearless
}

extension ColumnPlanner {
  /// What stands in the first fields of a column.
  func contents(_ place: Int) -> ColumnContents {
    if let known = finder.memory.columns[place] { return known }
    let contents = lookedAt(place)
    finder.memory.columns[place] = contents
    return contents
  }

  private func lookedAt(_ place: Int) -> ColumnContents {
    var counts: [ColumnContents: Int] = [:]
    var rows = 0
    for row in layout.firstRow..<min(sheet.rowCount, layout.firstRow + 50) where !sheet.isEmpty(row, place) {
      rows += 1
      counts[contents(sheet.kind(row, place), sheet.text(row, place)), default: 0] += 1
    }
    guard rows > 0 else { return .empty }
    return counts.first { $0.value * 2 > rows }?.key ?? .other
  }

  /// Whether a column has numbers 1, 2, 3 … that count its rows.
  func isCount(_ place: Int) -> Bool {
    let rows = layout.firstRow..<min(sheet.rowCount, layout.firstRow + 50)
    let numbers = rows.compactMap { sheet.isEmpty($0, place) ? nil : Int(sheet.text($0, place)) }
    return numbers.count > 1 && numbers[0] <= 1
      && zip(numbers.dropFirst(), numbers).allSatisfy { $0 == $1 &+ 1 || $0 <= 1 }
  }

  private func contents(_ kind: Sheet.Kind, _ text: String) -> ColumnContents {
    switch kind {
    case .number: return .numbers
    case .date: return .dates
    case .time: return .clocks
    case .dateAndTime: return .moments
    case .text: break
    }
    if let known = finder.memory.contents[text] { return known }
    let contents = Self.contents(text)
    finder.memory.contents[text] = contents
    return contents
  }

  private static func contents(_ text: String) -> ColumnContents {
    // 8 digits may be a date; other numbers are none, though spreadsheets count days.
    var evidence = NumberEvidence()
    if text.utf8.count != 8, text.withBytes({ evidence.note($0, row: 0) }) {
      return text.contains(".") && (20_000..<80_000).contains(Double(text) ?? 0) ? .moments : .numbers
    }
    if KnownWords.weekday(text) != nil { return .weekdays }
    let (date, time) = MomentText.split(text)
    let known = date.isEmpty ? nil : DateText.read(date)
    let hasDate = known != nil
    if case .clock? = ClockText(time)?.start { return hasDate ? .moments : date.isEmpty ? .clocks : .other }
    if hasDate { return time.isEmpty ? known?.date == .withoutYear ? .yearless : .dates : .moments }
    if ClockText(time) != nil { return .numbers }
    if let alone = DateText.read(text)?.date, alone != .withoutYear { return .dates }
    return hasDate || DateText.read(text) != nil ? .yearless : .other
  }

  /// What a column means whose fields contradict its heading; nil: they do not.
  private static func role(
    _ role: TableRole, of contents: ColumnContents, besideClocks: Bool
  ) -> TableRole? {
    let areDates = [.dates, .yearless].contains(contents)
    switch role {
    case .day: return areDates ? .date : nil
    case .time:
      if areDates { return besideClocks ? .date : nil }
      return contents == .weekdays ? .day : nil
    case .date: return contents == .clocks ? .time : contents == .weekdays ? .day : nil
    case .end, .type, .calls, .aht, .totalHandleTime, .handled, .agents: return nil
    }
  }

  /// Corrects meanings that the columns' fields contradict, and gives one to columns of times, dates
  /// and weekdays whose names say nothing.
  func settle(_ columns: inout [Layout.Column]) {
    let hasClocks = columns.contains { [.clocks, .moments].contains(contents($0.place)) }
    for place in columns.indices {
      guard case .role(let role, let rank) = columns[place].heading.meaning, rank >= 0 else { continue }
      let found = contents(columns[place].place)
      if let other = Self.role(role, of: found, besideClocks: hasClocks) {
        columns[place].heading.meaning = .role(other, rank: 1)
      }
    }
    if all(.time, columns).isEmpty, !all(.date, columns).contains(where: { contents($0.place) == .moments }) {
      name(.time, open(.clocks, columns) + open(.moments, columns), &columns)
    }
    // "Updated" may stand over dates that say nothing of the calls.
    if all(.date, columns).isEmpty {
      name(.date, open(.dates, columns).filter { columns[$0].heading.text.isEmpty }, &columns)
    }
    if all(.day, columns).isEmpty { name(.day, open(.weekdays, columns), &columns) }
  }

  private func name(_ role: TableRole, _ places: [Int], _ columns: inout [Layout.Column]) {
    if places.count == 1 { columns[places[0]].heading.meaning = .role(role, rank: 5) }
  }

  /// Columns without a known name that hold such fields.
  func open(_ wanted: ColumnContents, _ columns: [Layout.Column]) -> [Int] {
    columns.indices.filter {
      columns[$0].heading.meaning == .unknown && contents(columns[$0].place) == wanted
    }
  }

  /// The column of times: one with clock times before one with numbers of intervals.
  func bestTime(_ columns: [Layout.Column]) throws(TableProblem) -> Layout.Column? {
    let best = all(.time, columns)
    guard let first = best.first, first.heading.meaning != .role(.time, rank: -1) else { return best.first }
    func isClock(_ column: Layout.Column) -> Bool {
      [.clocks, .moments].contains(contents(column.place))
    }
    let clocks = best.filter(isClock)
    if clocks.isEmpty {
      return columns.first { $0.heading.role == .time && isClock($0) } ?? first
    }
    if let other = clocks.dropFirst().first(where: { differ(clocks[0], $0) }) {
      throw several([clocks[0], other], "times", "time", clocks[0])
    }
    return clocks.first { contents($0.place) == .moments } ?? clocks.first { hasRanges($0) } ?? clocks[0]
  }

  private func parts(_ row: Int, _ column: Layout.Column) -> (date: String, time: ClockText?) {
    let (date, time) = MomentText.split(sheet.text(row, column.place))
    return (date, ClockText(time))
  }

  /// Whether two columns of times begin at different times in some row.
  private func differ(_ a: Layout.Column, _ b: Layout.Column) -> Bool {
    (layout.firstRow..<min(sheet.rowCount, layout.firstRow + 2000)).contains { row in
      guard let first = parts(row, a).time, let second = parts(row, b).time else { return false }
      guard case .clock(let one, _) = first.start, case .clock(let other, _) = second.start else {
        return first.start != second.start
      }
      return one != other
    }
  }

  private func hasRanges(_ column: Layout.Column) -> Bool {
    (layout.firstRow..<min(sheet.rowCount, layout.firstRow + 50)).contains {
      parts($0, column).time?.end != nil
    }
  }

  /// Several columns that may be the same thing, with the option that decides.
  func several(
    _ columns: [Layout.Column], _ what: String, _ role: String, _ example: Layout.Column
  ) -> TableProblem {
    let names = columns.map(\.heading.text)
    let isUnique = Set(names.map { $0.lowercased() }).count == names.count && !names.contains("")
    let list = columns.map {
      isUnique
        ? PlainText.quoted($0.heading.text)
        : "\(PlainText.quoted($0.heading.text)) in column \($0.place + 1)"
    }
    let say = isUnique ? example.heading.text : "\(example.place + 1)"
    return problem(
      "Several columns may be the \(what): \(list.dropLast().joined(separator: ", ")) and \(list.last ?? "").",
      "Say which: \(options.say(.map, "\(role)=\(say)")).")
  }
}
