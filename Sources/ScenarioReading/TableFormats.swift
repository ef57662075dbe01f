import ContactCenter
import Foundation
import Yams

// Volumes, moments and staffing in CSV files beside the scenario.

/// A row of a table by time: the moment in seconds after the first midnight, and its figure.
struct TimedValue {
  var time: Seconds
  var value: Double
  var cell: CSVTable.Cell
}

extension Reading {
  /// Volumes per row as rates.
  mutating func ratePoints(
    file: String, column: String?, _ node: Node
  ) -> [Scenario.RatePoint]? {
    do throws(Attachments.Problem) {
      let rows = try timedValues(file, column: column ?? typeName ?? "", node)
      guard let rows else { return nil }
      let length = Self.rowLength(rows, calendar.interval)
      var points: [Scenario.RatePoint] = []
      for (i, row) in rows.enumerated() {
        points.append(Scenario.RatePoint(time: row.time, rate: row.value / length))
        let end = row.time + length
        // Where rows are missing, as at night, nothing comes.
        if i + 1 == rows.count || rows[i + 1].time > end + 0.5 {
          points.append(Scenario.RatePoint(time: end, rate: 0))
        }
      }
      return points
    } catch {
      fail(error, at: node)
      return nil
    }
  }

  /// Agents per row.
  mutating func staffingPoints(
    file: String, column: String?, _ node: Node
  ) -> [Scenario.StaffingPoint]? {
    do throws(Attachments.Problem) {
      let rows = try timedValues(file, column: column ?? groupName ?? "", node)
      guard let rows else { return nil }
      var points: [Scenario.StaffingPoint] = []
      for row in rows {
        guard let count = Int(exactly: row.value) else {
          throw attachments.problem(
            file, line: row.cell.line, column: row.cell.column,
            "\(row.cell.text) is not a whole number.", "Give a whole number of agents.")
        }
        points.append(Scenario.StaffingPoint(time: row.time, agents: count))
      }
      return points
    } catch {
      fail(error, at: node)
      return nil
    }
  }

  /// The rows of a table by time; nil after noting what is wrong with some of its fields.
  private mutating func timedValues(
    _ file: String, column: String, _ node: Node
  ) throws(Attachments.Problem) -> [TimedValue]? {
    var problems: [Attachments.Problem] = []
    let rows = try attachments.timedValues(file, column: column, calendar, &problems)
    for problem in problems { fail(problem, at: node) }
    return problems.isEmpty ? rows : nil
  }

  /// Moments of arrival, sorted.
  mutating func moments(_ file: String, _ column: String?, _ node: Node) -> [Seconds]? {
    do throws(Attachments.Problem) {
      let table = try attachments.table(file)
      let place =
        column.flatMap { table.column($0) } ?? (column == nil ? table.column("time") : nil)
      guard let place else {
        throw attachments.missingColumn(column ?? "time", in: table, file)
      }
      let days = try attachments.days(of: table, file)
      var moments: [Seconds] = []
      for (i, row) in table.rows.enumerated() {
        moments.append(days[i] * 86_400 + (try attachments.time(row[place], file)))
      }
      return moments.sorted()
    } catch {
      fail(error, at: node)
      return nil
    }
  }

  /// The shortest distance between rows, or the planning interval where there is only one.
  private static func rowLength(_ rows: [TimedValue], _ interval: Seconds) -> Seconds {
    zip(rows.dropFirst(), rows).map { $0.time - $1.time }.min() ?? interval
  }
}

extension Attachments {
  /// More problems of one file are not listed.
  private static let problemLimit = 20

  /// The rows of a table with the columns time (or start), optionally date (or day), and the one
  /// asked for; in rising order of time.
  ///
  /// Rows with a field that cannot be read are left out and noted in `problems`.
  mutating func timedValues(
    _ file: String, column: String, _ calendar: Scenario.OpeningCalendar,
    _ problems: inout [Problem]
  ) throws(Problem) -> [TimedValue] {
    let table = try table(file)
    guard let timeColumn = table.column("time") ?? table.column("start") else {
      throw missingColumn("time", in: table, file)
    }
    guard let valueColumn = table.column(column) else {
      throw missingColumn(column, in: table, file)
    }
    let days = try days(of: table, file)
    var rows: [TimedValue] = []
    for (i, row) in table.rows.enumerated() where problems.count < Self.problemLimit {
      do throws(Problem) {
        let cell = row[valueColumn]
        let time = days[i] * 86_400 + (try time(row[timeColumn], file))
        try checkOrder(rows.last?.time, time, row[timeColumn], file)
        rows.append(TimedValue(time: time, value: try volume(cell, file), cell: cell))
      } catch {
        problems.append(error)
      }
    }
    if !problems.isEmpty { return rows }
    guard let last = rows.last else {
      throw problem(file, line: 1, column: 1, "The file has a heading but no rows.")
    }
    if last.time >= Double(calendar.days) * 86_400 + 86_400 {
      let days = (last.time / 86_400).rounded(.down) + 1
      let isLong = days > Double(ScenarioLimits.days)
      throw problem(
        file, line: last.cell.line, column: 1,
        "The file has \(days.plain) days, the calendar has \(calendar.days).",
        isLong
          ? "At most \(ScenarioLimits.days) days are allowed."
          : "Set calendar.days to \(days.plain), or shorten the file.")
    }
    return rows
  }

  private func checkOrder(
    _ last: Seconds?, _ time: Seconds, _ cell: CSVTable.Cell, _ file: String
  ) throws(Problem) {
    guard let last, time <= last else { return }
    throw problem(
      file, line: cell.line, column: cell.column, "The times of the rows do not rise.",
      "Sort the rows; for several days add a column date or day.")
  }

  /// The day of each row, the first being 0: from a column date (2026-01-31) or day (1, 2, …).
  func days(of table: CSVTable, _ file: String) throws(Problem) -> [Double] {
    if let column = table.column("day") {
      var days: [Double] = []
      for row in table.rows {
        let day = try number(row[column], file)
        guard day >= 1, day == day.rounded() else {
          throw problem(
            file, line: row[column].line, column: row[column].column,
            "\"\(row[column].text)\" is no day.", "Days are numbered 1, 2, 3, …")
        }
        days.append(day - 1)
      }
      return days
    }
    guard let column = table.column("date") else {
      return [Double](repeating: 0, count: table.rows.count)
    }
    var days: [Double] = []
    for row in table.rows {
      guard let day = Self.dayNumber(row[column].text) else {
        throw problem(
          file, line: row[column].line, column: row[column].column,
          "\"\(row[column].text.shortened)\" is no date.", "Write dates as 2026-01-31.")
      }
      days.append(day)
    }
    let first = days.min() ?? 0
    return days.map { $0 - first }
  }

  /// The days from an ancient moment to a date of the Gregorian calendar, or nil.
  static func dayNumber(_ text: String) -> Double? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]),
      let month = Int(parts[1]),
      let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day), year > 0
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    // Count months from March, so that the leap day is the last of its year.
    let shifted = month > 2 ? year : year - 1
    let fromMarch = (month + 9) % 12
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    return Double(365 * shifted + leapDays + (153 * fromMarch + 2) / 5 + day - 1)
  }

  /// A time of day, or seconds after midnight.
  func time(_ cell: CSVTable.Cell, _ file: String) throws(Problem) -> Seconds {
    if let seconds = TimeOfDayText.seconds(cell.text) { return seconds }
    if case .value(let value) = NumberText.parse(cell.text), value >= 0,
      value <= ScenarioLimits.length
    {
      return value
    }
    throw problem(
      file, line: cell.line, column: cell.column, "\"\(cell.text.shortened)\" is no time of day.",
      "Write 08:30, 08:30:15, or seconds after midnight.")
  }
}
