import ContactCenter
import Foundation
import ScenarioReading
import Testing

/// Tables beside scenarios: volumes and agents go to the calendar's days, and what does not fit is
/// named.
@Suite("Tables of scenarios")
struct TableInScenarioTests {
  /// A folder with tables, and a scenario in it.
  private func read(
    _ tables: [String: String], calendar: String, arrivals: String, staffing: String = "agents: 5",
    talk: String = "60 s"
  ) throws -> ScenarioFile {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tables-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in tables {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    let text = """
      name: Test
      calendar: {\(calendar)}
      contactTypes:
        - name: sales
          arrivals: {\(arrivals)}
          talk: \(talk)
      agentGroups:
        - {name: agents, \(staffing), skills: [sales]}

      """
    return try ScenarioFile.read(text: text, baseFolder: folder.path)
  }

  private func problems(
    _ tables: [String: String], calendar: String, arrivals: String, staffing: String = "agents: 5"
  ) -> String {
    do {
      let file = try read(tables, calendar: calendar, arrivals: arrivals, staffing: staffing)
      return file.warnings.map(\.summary).joined(separator: "\n")
    } catch let error as ScenarioErrors {
      return "refused: " + error.problems.map(\.summary).joined(separator: "\n")
    } catch {
      return "\(error)"
    }
  }

  /// Expected contacts by day of the calendar.
  private func volumes(_ file: ScenarioFile) -> [Double] {
    let model = file.model
    var days: [Double] = []
    for segment in model.contactTypes[0].segments {
      while days.count <= segment.day { days.append(0) }
      days[segment.day] += segment.c0 * (segment.to - segment.from)
    }
    return days.map { ($0 * 1e6).rounded() / 1e6 }
  }

  static let week =
    "date,time,sales\n2026-11-30,08:00,10\n2026-11-30,08:30,20\n2026-12-01,08:00,30\n2026-12-01,08:30,40\n"

  @Test("Rows of dates go to their dates")
  func dates() throws {
    let calendar = "firstDate: 2026-11-30, days: 2, hours: 08:00-09:00"
    let file = try read(["v.csv": Self.week], calendar: calendar, arrivals: "file: v.csv")
    #expect(volumes(file) == [30, 70])
    #expect(file.tables == ["v.csv: read 4 half hours, Mon 30 Nov to Tue 1 Dec 2026, queue sales"])
    // The calendar begins a day earlier, which has no rows.
    let earlier = "firstDate: 2026-11-29, days: 3, hours: 08:00-09:00"
    let shifted = try read(["v.csv": Self.week], calendar: earlier, arrivals: "file: v.csv")
    #expect(volumes(shifted) == [0, 30, 70])
    #expect(shifted.warnings.map(\.finding) == ["1 open day has no volume: Sun 29 Nov 2026."])
  }

  @Test("Rows beyond the calendar or outside its hours are an error with counts, or dropped with a warning")
  func outside() {
    let short = "firstDate: 2026-11-30, hours: 08:00-09:00"
    let refused = problems(["v.csv": Self.week], calendar: short, arrivals: "file: v.csv")
    #expect(refused.contains("refused"))
    #expect(refused.contains("2 intervals of the volumes with 70 contacts lie beyond the calendar"))
    #expect(refused.contains("another firstDate or more days"))
    let dropped = problems(
      ["v.csv": Self.week], calendar: short, arrivals: "file: v.csv, outside: drop")
    #expect(dropped.contains("warning: 2 intervals of the volumes with 70 contacts"))
    let late = problems(
      ["v.csv": "time,sales\n08:00,10\n08:30,20\n"], calendar: "hours: 08:00-08:30",
      arrivals: "file: v.csv")
    #expect(late.contains("refused") && late.contains("1 row of v.csv with 20 contacts"))
  }

  @Test("A file that begins on another weekday than the calendar is refused, with the date to give")
  func wrongWeekday() {
    let saturday = Self.week.replacingOccurrences(of: "2026-11-30", with: "2026-11-28")
    let found = problems(
      ["v.csv": saturday], calendar: "days: 4, hours: 08:00-09:00", arrivals: "file: v.csv")
    #expect(found.contains("begins on Sat 28 Nov 2026, but the calendar's first day is a monday"))
    #expect(found.contains("firstDate: 2026-11-28"))
  }

  @Test("Factors of weekdays on volumes of dates are refused")
  func weekdayFactors() {
    let found = problems(
      ["v.csv": Self.week], calendar: "firstDate: 2026-11-30, days: 2, hours: 08:00-09:00",
      arrivals: "file: v.csv, weekdayFactors: {mon: 2}")
    #expect(found.contains("refused") && found.contains("weekdayFactors on dated volumes"))
  }

  @Test("Weekdays of a table are those of the calendar, week after week")
  func weekdays() throws {
    let table = "time,Mon,Tue\n08:00,1,2\n08:30,3,4\n"
    let calendar = "firstDay: tue, days: 8, hours: 08:00-09:00"
    let file = try read(["v.csv": table], calendar: calendar, arrivals: "file: v.csv")
    #expect(volumes(file) == [6, 0, 0, 0, 0, 0, 4, 6])
  }

  @Test("A table of one day is every day's, and nothing comes before and after its rows")
  func oneDay() throws {
    let file = try read(
      ["v.csv": "time,calls\n09:00,10\n09:30,20\n"], calendar: "days: 2, hours: 08:00-12:00",
      arrivals: "file: v.csv")
    #expect(volumes(file) == [30, 30])
    #expect(file.warnings.count == 2)
    let first = try #require(file.model.contactTypes[0].segments.first)
    #expect(first.from == 9 * 3600)
  }

  @Test("Rows of different lengths, and a gap between them")
  func lengths() throws {
    let table = "time,end,calls\n08:00,08:15,10\n08:15,08:30,20\n09:00,10:00,60\n"
    let file = try read(
      ["v.csv": table], calendar: "hours: 08:00-10:00", arrivals: "file: v.csv")
    #expect(volumes(file) == [90])
    let rates = file.model.contactTypes[0].segments.map { ($0.from / 3600, $0.c0 * 3600) }
    #expect(rates.map(\.0) == [8, 8.25, 9])
    #expect(rates.map { $0.1.rounded() } == [40, 80, 60])
  }

  @Test("A name in the column of types comes before a column of that name")
  func typeBeforeColumn() throws {
    let table = "time,type,calls\n08:00,sales,10\n08:00,calls,1\n08:30,sales,20\n08:30,calls,1\n"
    let own = try read(
      ["v.csv": table], calendar: "hours: 08:00-09:00", arrivals: "file: v.csv")
    #expect(volumes(own) == [30])
    let other = try read(
      ["v.csv": table], calendar: "hours: 08:00-09:00", arrivals: "file: v.csv, column: calls")
    #expect(volumes(other) == [2])
  }

  @Test("What one table leaves open is asked by the keys of a scenario")
  func questions() throws {
    let table = "date;time;calls\n30.11.2026;08:00;1.041\n30.11.2026;08:30;1.067\n"
    let calendar = "firstDate: 2026-11-30, hours: 08:00-09:00"
    let found = problems(["v.csv": table], calendar: calendar, arrivals: "file: v.csv")
    #expect(found.contains("decimal: comma") && found.contains("decimal: point"), "\(found)")
    let file = try read(
      ["v.csv": table], calendar: calendar,
      arrivals: "file: v.csv, read: {decimal: comma}, map: {calls: calls}")
    #expect(volumes(file) == [2108])
    let without = problems([:], calendar: calendar, arrivals: "perHour: 5, read: {decimal: comma}")
    #expect(without.contains("there is no file"))
  }

  @Test("Figures that no type names serve one type only")
  func countedTwice() {
    let table = ["v.csv": "time,calls\n08:00,10\n08:30,20\n"]
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tables-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try? Data(table["v.csv"]!.utf8).write(to: folder.appendingPathComponent("v.csv"))
    let text = """
      name: Test
      calendar: {hours: 08:00-09:00}
      contactTypes:
        - {name: a, arrivals: {file: v.csv}, talk: 60 s}
        - {name: b, arrivals: {file: v.csv}, talk: 60 s}
      agentGroups:
        - {name: agents, agents: 5, skills: [a, b]}

      """
    #expect(throws: ScenarioErrors.self) {
      try ScenarioFile.read(text: text, baseFolder: folder.path)
    }
  }

  @Test("Agents of a table hold for their rows alone, and the last stay until all are served")
  func staffing() throws {
    let table = "time,end,agents\n08:00,08:30,4\n08:30,09:00,6\n09:30,10:00,2\n"
    let file = try read(
      ["s.csv": table], calendar: "hours: 08:00-10:00", arrivals: "perHour: 5",
      staffing: "staffing: {file: s.csv}")
    guard case .counts(let steps) = file.model.groups[0].staffing else {
      Issue.record("no counts")
      return
    }
    #expect(steps.map(\.from) == [28_800, 30_600, 32_400, 34_200])
    #expect(steps.map(\.value) == [4, 6, 0, 2])
    let half = problems(
      ["s.csv": table.replacingOccurrences(of: ",6", with: ",6.5")], calendar: "hours: 08:00-10:00",
      arrivals: "perHour: 5", staffing: "staffing: {file: s.csv}")
    #expect(half.contains("6.5 is not a whole number"))
  }

  @Test("In the autumn night volumes of an hour that comes twice are both there")
  func autumn() throws {
    var table = "date,time,calls\n"
    for half in ["00:00", "00:30", "01:00", "01:30", "01:00", "01:30"] {
      table += "2026-11-01,\(half),10\n"
    }
    for half in 4..<48 {
      table += "2026-11-01,\(half / 2):\(half % 2 == 0 ? "00" : "30"),1\n"
    }
    let file = try read(
      ["v.csv": table],
      calendar: "firstDate: 2026-11-01, timeZone: America/New_York, hours: 24x7",
      arrivals: "file: v.csv")
    #expect(volumes(file) == [104])
    #expect(file.model.calendar.intervals == 50)
  }

  @Test("Measured laws come through the same reader: decimal commas, with and without a heading")
  func laws() throws {
    for text in ["120.5\n60\n90.25\n", "talk;queue\n120,5;a\n60,0;b\n90,25;a\n"] {
      let file = try read(
        ["t.csv": text], calendar: "hours: 08:00-09:00", arrivals: "perHour: 5",
        talk: "{law: empirical, file: t.csv}")
      #expect(file.scenario.contactTypes[0].talk == .init(.empirical([120.5, 60, 90.25])))
    }
    // A comma may separate fields as well as decimals.
    #expect(throws: ScenarioErrors.self) {
      try read(
        ["t.csv": "120,5\n60,0\n90,25\n"], calendar: "hours: 08:00-09:00", arrivals: "perHour: 5",
        talk: "{law: empirical, file: t.csv}")
    }
  }

  @Test("Moments with dates are replayed on their dates")
  func moments() throws {
    let moments = try read(
      ["m.csv": "when\n2026-11-30 08:00:05\n2026-11-30 08:10:00\n2026-12-01 08:00:00\n"],
      calendar: "firstDate: 2026-11-30, days: 2, hours: 08:00-09:00",
      arrivals: "process: replay, file: m.csv, column: when")
    guard case .replay(let times) = moments.model.contactTypes[0].arrivals.process else {
      Issue.record("no replay")
      return
    }
    #expect(times == [28_805, 29_400, 115_200])
  }

  @Test("Rates of every day come from a table as well")
  func points() throws {
    let file = try read(
      ["r.csv": "time,calls\n08:00,60\n08:30,120\n"], calendar: "hours: 08:00-09:00",
      arrivals: "points: {file: r.csv}")
    #expect(volumes(file) == [90])
  }
}
