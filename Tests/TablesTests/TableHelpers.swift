import ContactCenter
import Tables
import Testing

/// Reads a table from text.
func table(
  _ text: String, _ measure: TimeTable.Measure = .calls, names: [String] = [],
  _ change: (inout TableOptions) -> Void = { _ in }
) throws -> TimeTable {
  var options = TableOptions()
  change(&options)
  let sheet = try Sheet.read(bytes: Array(text.utf8), name: "calls.csv")
  return try TimeTable.read(sheet, measure: measure, names: names, options: options)
}

/// The problems of a table that cannot be read; empty where it can.
func problems(
  _ text: String, _ measure: TimeTable.Measure = .calls, _ change: (inout TableOptions) -> Void = { _ in }
) -> [TableProblem] {
  do {
    _ = try table(text, measure, change)
    return []
  } catch let error as TableProblems {
    return error.problems
  } catch {
    return (error as? TableProblem).map { [$0] } ?? []
  }
}

/// A table of times and calls with some times, 10 calls the first, 20 the second and so on.
func timesTable(_ times: [String]) -> String {
  "time;calls\n" + times.enumerated().map { "\($1);\(($0 + 1) * 10)\n" }.joined()
}

/// A table of half hours from 08:00 with some fields below a heading.
func column(_ heading: String, _ fields: [String], separator: String = ";") -> String {
  "time\(separator)\(heading)\n"
    + fields.enumerated().map { number, field in
      "\(number < 4 ? "0" : "")\(8 + number / 2):\(number % 2 * 3)0\(separator)\(field)\n"
    }.joined()
}

extension TimeTable {
  var sum: Double { rows.reduce(0) { $0 + $1.value } }
  /// The work of all contacts in erlangs, interval by interval.
  var erlangs: Double { rows.reduce(0) { $0 + $1.value * $1.handleTime / ($1.end - $1.start) } }
  /// What clocks show at the begins of the rows, in minutes since the first midnight.
  var shownMinutes: [Int] { rows.map { Int(clock.shown($0.start) / 60) } }
  /// The lengths of the rows in minutes.
  var lengths: [Double] { rows.map { ($0.end - $0.start) / 60 } }
}

/// New York in 2026.
let newYork = TimeZoneRules(
  name: "America/New_York", firstOffset: -18_000,
  changes: [
    .init(moment: CalendarDate(iso: "2026-03-08")!.dayNumber * 86_400 + 7 * 3600, offset: -14_400),
    .init(moment: CalendarDate(iso: "2026-11-01")!.dayNumber * 86_400 + 6 * 3600, offset: -18_000),
  ])
