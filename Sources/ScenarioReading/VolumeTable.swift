import ContactCenter
import Foundation

/// A spreadsheet of volumes: how many calls come when, and optionally how long they take.
///
/// A CSV file with a heading (RFC 4180; commas, semicolons or tabs). Columns, in any order:
///
/// | Column | What it holds |
/// | --- | --- |
/// | `time` or `start` | the interval's begin: 08:30, or seconds after midnight; required |
/// | `calls` | the calls expected in the interval, 0 or more; required |
/// | `end` | the interval's end, where intervals differ in length |
/// | `date` or `day` | 2026-01-31, or 1, 2, 3 …; for more than one day |
/// | `type` | the contact type; rows of several types may stand in any order |
/// | `aht` | the average handle time: seconds, or with a unit such as 4min |
/// | `scheduled` | agents already planned, for comparison |
public struct VolumeTable: Sendable {
  /// The calls of one type in one interval.
  public struct Row: Sendable, Equatable {
    /// The contact type; empty where the table has no such column.
    public var type: String
    /// The interval's begin, in seconds since the first midnight.
    public var start: Seconds
    /// Its end.
    public var end: Seconds
    /// Expected calls, ≥ 0.
    public var calls: Double
    /// The average handle time in seconds; nil where the table has no such column.
    public var handleTime: Seconds?
    /// Agents already planned; nil where the table has no such column.
    public var scheduled: Double?
    /// The line of the file, from 1.
    public var line: Int
  }

  /// In rising order of time, then in the order of the file.
  public let rows: [Row]
  /// The weekday of the first day, Monday 0; nil without dates.
  public let firstWeekday: Int?
  /// The date of the first day; nil without dates.
  public let firstDate: CalendarDate?

  /// Reads a table.
  ///
  /// - Parameter path: the file, as the user named it.
  /// - Returns: rows without gaps or overlaps within a day.
  /// - Throws: ``ScenarioErrors`` with every problem found, each with its place: columns that are not
  ///   known or missing, fields that are no numbers or out of range, intervals that overlap, leave
  ///   gaps within a day or do not rise.
  public static func read(path: String) throws(ScenarioErrors) -> VolumeTable {
    var reader: VolumeReader
    do throws(Attachments.Problem) {
      let url = URL(fileURLWithPath: path)
      let bytes = try Attachments.bytes(of: url, shown: path, limit: Attachments.sizeLimit)
      reader = VolumeReader(text: try Attachments.text(bytes, file: path), file: path)
    } catch {
      throw ScenarioErrors(problems: [error.located])
    }
    reader.read()
    guard reader.problems.isEmpty else { throw ScenarioErrors(problems: reader.problems) }
    return VolumeTable(
      rows: reader.rows.sorted { ($0.start, $0.line) < ($1.start, $1.line) },
      firstWeekday: reader.firstDate?.weekday.rawValue, firstDate: reader.firstDate)
  }
}

/// Reads a table of volumes and notes everything that is wrong with it.
private struct VolumeReader {
  let file: String
  private let lines: [Substring]
  private let text: String
  private(set) var rows: [VolumeTable.Row] = []
  private(set) var problems: [LocatedProblem] = []
  private(set) var firstDate: CalendarDate?
  /// The row that a type's interval comes from, for messages about its place.
  private var cells: [CSVTable.Cell] = []
  private var hasEnds = false

  private static let columns = [
    "time", "start", "end", "date", "day", "type", "calls", "aht", "scheduled",
  ]
  /// More problems are not listed.
  private static let problemLimit = 20

  init(text: String, file: String) {
    self.text = text
    self.file = file
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  mutating func read() {
    let table: CSVTable
    do {
      table = try CSVTable(text)
    } catch {
      return tell(error.line, error.column, error.finding, error.remedy)
    }
    guard let places = columns(of: table) else { return }
    guard !table.rows.isEmpty else {
      return tell(1, 1, "The file has a heading but no rows.", "Add a row for each interval.")
    }
    hasEnds = places["end"] != nil
    let days = days(of: table, places)
    for (place, row) in table.rows.enumerated() where problems.count < Self.problemLimit {
      add(row, places, day: days[place])
    }
    guard problems.isEmpty else { return }
    findEnds()
    checkOrder()
  }

  private mutating func tell(_ line: Int, _ column: Int, _ finding: String, _ remedy: String) {
    guard problems.count < Self.problemLimit else { return }
    let source = line >= 1 && line <= lines.count ? String(lines[line - 1].prefix(200)) : ""
    problems.append(
      LocatedProblem(
        severity: .error, file: file, line: line, column: column, finding: finding,
        remedy: remedy, sourceLine: source))
  }

  private mutating func tell(_ cell: CSVTable.Cell, _ finding: String, _ remedy: String) {
    tell(cell.line, cell.column, finding, remedy)
  }

  // MARK: - Heading

  private mutating func columns(of table: CSVTable) -> [String: Int]? {
    var places: [String: Int] = [:]
    for (place, cell) in table.heading.enumerated() {
      let name = cell.text.lowercased()
      guard Self.columns.contains(name) else {
        let near = NearestName.nearest(to: name, in: Self.columns).map { "Did you mean \"\($0)\"? " }
        tell(
          cell, "There is no column \"\(cell.text.shortened)\" in a table of volumes.",
          (near ?? "") + "Columns are \(Self.columns.joined(separator: ", ")).")
        continue
      }
      let key = name == "start" ? "time" : name
      if places[key] != nil {
        tell(cell, "The column \"\(name)\" is there twice.", "Keep one of them.")
      }
      places[key] = place
    }
    for name in ["time", "calls"] where places[name] == nil && problems.isEmpty {
      tell(
        table.heading[0].line, 1, "The column \"\(name)\" is missing.",
        "Name the columns in the first line, such as time,calls.")
    }
    if places["date"] != nil, let day = places["day"] {
      tell(table.heading[day], "There is both a date and a day.", "Keep one of them.")
    }
    return problems.isEmpty ? places : nil
  }

  // MARK: - Fields

  /// The day of each row, the first of the table being 0.
  private mutating func days(of table: CSVTable, _ places: [String: Int]) -> [Double] {
    guard let place = places["date"] ?? places["day"] else { return table.rows.map { _ in 0 } }
    let isDate = places["date"] != nil
    var days: [Double] = []
    for row in table.rows {
      let cell = row[place]
      let day = isDate ? Attachments.dayNumber(cell.text) : Double(Int(cell.text) ?? 0)
      if day ?? 0 < 1 {
        tell(
          cell, "\"\(cell.text.shortened)\" is no \(isDate ? "date" : "day").",
          isDate ? "Write dates as 2026-01-31." : "Days are numbered 1, 2, 3, …")
      }
      days.append(day ?? 0)
    }
    let first = days.min() ?? 0
    if isDate, problems.isEmpty {
      firstDate = table.rows.compactMap { CalendarDate(iso: $0[place].text) }.min()
    }
    return days.map { $0 - first }
  }

  private mutating func add(_ row: [CSVTable.Cell], _ places: [String: Int], day: Double) {
    let before = problems.count
    func cell(_ name: String) -> CSVTable.Cell? { places[name].map { row[$0] } }
    let start = time(cell("time"))
    let end = time(cell("end"))
    let calls = calls(cell("calls"))
    let handleTime = cell("aht").flatMap { duration($0) }
    let scheduled = cell("scheduled").flatMap { number($0) }
    if let cell = cell("scheduled"), let scheduled, scheduled < 0 {
      tell(cell, "\(cell.text) agents are fewer than none.", "Give 0 or more.")
    }
    if let start, let end, end <= start, let cell = cell("end") {
      tell(
        cell, "The interval ends at \(cell.text), not after it begins.",
        "Write times after midnight as 24:30.")
    }
    guard problems.count == before, let start, let calls, let place = cell("time") else { return }
    let midnight = day * 86_400
    rows.append(
      VolumeTable.Row(
        type: cell("type")?.text ?? "", start: midnight + start,
        end: midnight + (end ?? start), calls: calls, handleTime: handleTime,
        scheduled: scheduled, line: place.line))
    cells.append(place)
  }

  private mutating func time(_ cell: CSVTable.Cell?) -> Seconds? {
    guard let cell else { return nil }
    if let seconds = TimeOfDayText.seconds(cell.text) { return seconds }
    if case .value(let value) = NumberText.parse(cell.text), value >= 0,
      value <= ScenarioLimits.length
    {
      return value
    }
    tell(
      cell, "\"\(cell.text.shortened)\" is no time of day.",
      "Write 08:30, 08:30:15, or seconds after midnight.")
    return nil
  }

  private mutating func number(_ cell: CSVTable.Cell) -> Double? {
    switch NumberText.parse(cell.text) {
    case .value(let value): return value
    case .problem(let finding, let remedy):
      tell(cell, finding, remedy)
      return nil
    }
  }

  private mutating func calls(_ cell: CSVTable.Cell?) -> Double? {
    guard let cell, let value = number(cell) else { return nil }
    guard value >= 0, value <= 1e9 else {
      tell(
        cell, "\(cell.text) calls: a number from 0 to 1000000000 is needed.",
        "Give what is expected, such as 0.4, or leave the row out if the center is closed.")
      return nil
    }
    return value
  }

  /// `240`, `240 s` or `4min`.
  private mutating func duration(_ cell: CSVTable.Cell) -> Seconds? {
    let units: [(String, Double)] = [("min", 60), ("s", 1), ("h", 3600), ("", 1)]
    let unit = units.first { cell.text.hasSuffix($0.0) } ?? ("", 1)
    var digits = cell
    digits.text = String(cell.text.dropLast(unit.0.count)).trimmed
    guard let value = number(digits) else { return nil }
    guard value > 0, value * unit.1 <= 86_400 else {
      tell(
        cell, "An average handle time of \(cell.text) makes no sense.",
        "Give seconds above 0 and up to a day, such as 240 or 4min.")
      return nil
    }
    return value * unit.1
  }

  // MARK: - Intervals

  /// The places of the rows of each type, in the order of the file.
  private var placesByType: [[Int]] {
    let types = Dictionary(grouping: rows.indices) { rows[$0].type }
    return types.values.sorted { $0[0] < $1[0] }
  }

  /// Without ends an interval lasts as long as most rows of the table are apart.
  private mutating func findEnds() {
    guard !hasEnds else { return }
    var counts: [Seconds: Int] = [:]
    for places in placesByType {
      for (first, second) in zip(places, places.dropFirst()) {
        let distance = rows[second].start - rows[first].start
        let isSameDay = Self.day(rows[first].start) == Self.day(rows[second].start)
        if distance > 0 && isSameDay { counts[distance, default: 0] += 1 }
      }
    }
    let usual = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    let length = usual ?? 1800
    for place in rows.indices { rows[place].end = rows[place].start + length }
  }

  private mutating func checkOrder() {
    for places in placesByType {
      for (first, second) in zip(places, places.dropFirst()) {
        let (before, after) = (rows[first], rows[second])
        let isSameDay = Self.day(before.start) == Self.day(after.start)
        if after.start < before.start {
          tell(
            cells[second], "The times of the rows do not rise: line \(before.line) is later.",
            "Sort the rows; for several days add a column date or day.")
        } else if after.start < before.end {
          tell(
            cells[second],
            "The interval overlaps that of line \(before.line), which lasts "
              + "\((before.end - before.start).plain) s.",
            "Give each interval once\(hasEnds ? "." : ", all of the same length, or a column end.")")
        } else if after.start > before.end, isSameDay, !hasEnds {
          tell(
            cells[second],
            "There is a gap of \(((after.start - before.end) / 60).plain) min after line "
              + "\(before.line).",
            "Add the missing rows; if the center is closed then, say so by a column end; further "
              + "days need a column date or day.")
        }
      }
    }
    if problems.isEmpty { checkCommonIntervals() }
  }

  private static func day(_ time: Seconds) -> Double { (time / 86_400).rounded(.down) }

  /// Types share their intervals: a row of one must not begin within another one's of another length.
  private mutating func checkCommonIntervals() {
    let order = rows.indices.sorted {
      (rows[$0].start, rows[$0].end, $0) < (rows[$1].start, rows[$1].end, $1)
    }
    for (first, second) in zip(order, order.dropFirst()) {
      let (before, after) = (rows[first], rows[second])
      guard after.start < before.end, after.start != before.start || after.end != before.end
      else { continue }
      tell(
        cells[second],
        "The interval is neither that of line \(before.line), of another type, nor apart from it.",
        "Give all types the same intervals.")
    }
  }
}
