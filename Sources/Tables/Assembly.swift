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
    dropUntimed(spans)
    guard problems.isEmpty else { throw problems[0] }
    guard !rows.isEmpty else {
      throw problem(row: layout.headingRow ?? 0, nil, "No row has a time and figures.", "")
    }
    let endSpans = try resolvedEnds()
    let dateValues = try resolvedDates()
    checkDates(dateValues)
    guard problems.isEmpty else { throw problems[0] }
    var names = SeriesNames(types: types.texts)
    var entries: [Entry] = []
    entries.reserveCapacity(rows.count * plan.blocks.count)
    let daysOfRows = try dayNumbers(dateValues)
    var closedCount = 0
    for block in plan.blocks {
      let figures = try self.figures(block)
      guard problems.isEmpty else { throw problems[0] }
      let span = try block.time.map { text throws(TableProblem) in try headingTime(text) }
      let date = try block.date.map { text throws(TableProblem) in try headingDate(text) }
      let series = block.series.map { names.number(of: $0) }
      let skipped = figures.closed.union(emptyTwins(figures, block))
      closedCount += figures.closed.count
      for place in rows.indices where skipped.isEmpty || !skipped.contains(place) {
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
    if closedCount > 0 {
      remarks.append(
        "\(Self.count(closedCount, "interval")) called closed \(closedCount == 1 ? "is" : "are") left out")
    }
    try giveHandleTimes(&entries, seriesCount: names.names.count)
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
    try leaveOutSums(&table)
    finish(&table, timeline)
    return table
  }
}

extension TimeTableReader {
  /// Handle times for rows that have none of their own.
  private mutating func giveHandleTimes(_ entries: inout [Entry], seriesCount: Int) throws(TableProblem) {
    if plan.blocks.contains(where: { $0.handleTime != nil || $0.totalHandleTime != nil }) {
      fillHandleTimes(&entries, seriesCount: seriesCount)
      guard problems.isEmpty else { throw problems[0] }
    } else if let given = options.handleTime {
      for place in entries.indices { entries[place].handleTime = given }
    }
  }

  /// In autumn a grid of days has an hour twice, which other days have once: their other field is empty.
  private func emptyTwins(_ figures: BlockFigures, _ block: ColumnPlan.Block) -> Set<Int> {
    guard !figures.empty.isEmpty, block.weekday != nil || block.date != nil else { return [] }
    var ofTime: [Int32: [Int]] = [:]
    for place in rows.indices where place < times.numbers.count {
      ofTime[times.numbers[place], default: []].append(place)
    }
    var twins: Set<Int> = []
    for places in ofTime.values where places.count == 2 {
      let empty = places.filter(figures.empty.contains)
      if empty.count == 1 { twins.insert(empty[0]) }
    }
    return twins
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
