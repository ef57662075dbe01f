import Tables
import Testing

@Suite("Daylight saving")
struct DaylightSavingTests {
  private func night(_ date: String, _ rows: [(String, Int)]) -> String {
    "date;time;calls\n" + rows.map { "\(date);\($0.0);\($0.1)\n" }.joined()
  }

  @Test("In autumn the second of two equal hours comes an hour later")
  func autumn() throws {
    let rows = [("00:30", 1), ("01:00", 2), ("01:30", 3), ("01:00", 4), ("01:30", 5), ("02:00", 6)]
    for text in [night("2026-11-01", rows), night("2026-11-01", rows.reversed())] {
      let table = try table(text) { $0.timeZone = newYork }
      #expect(table.rows.map { $0.start / 1800 } == [1, 2, 3, 4, 5, 6])
      #expect(table.rows.map(\.value) == [1, 2, 3, 4, 5, 6])
      #expect(table.shownMinutes == [30, 60, 90, 60, 90, 120])
    }
    #expect(problems(night("2026-11-01", rows)).first?.remedy.contains("--time-zone") == true)
  }

  @Test("An hour that comes twice but stands once is the first, and that is said")
  func once() throws {
    let rows = [("00:30", 1), ("01:00", 2), ("01:30", 3), ("02:00", 6), ("02:30", 7)]
    let table = try table(night("2026-11-01", rows)) { $0.timeZone = newYork }
    #expect(table.rows.map { $0.start / 1800 } == [1, 2, 3, 6, 7])
    #expect(table.lengths.allSatisfy { $0 == 30 })
    #expect(table.understood.contains("comes twice"))
    #expect(!problems(night("2026-11-01", rows)) { ($0.timeZone, $0.isStrict) = (newYork, true) }.isEmpty)
  }

  @Test("In spring the hour that is never shown is left out where it is empty")
  func spring() throws {
    let missing = [("01:00", 1), ("01:30", 2), ("03:00", 3)]
    let empty = [("01:00", 1), ("01:30", 2), ("02:00", 0), ("02:30", 0), ("03:00", 3)]
    for rows in [missing, empty] {
      let table = try table(night("2026-03-08", rows)) { $0.timeZone = newYork }
      #expect(table.rows.map { $0.start / 1800 } == [2, 3, 4])
      #expect(table.shownMinutes == [60, 90, 180])
      #expect(table.lengths == [30, 30, 30])
    }
    let wrong = problems(night("2026-03-08", [("01:30", 1), ("02:00", 4), ("03:00", 2)])) {
      $0.timeZone = newYork
    }
    #expect(wrong.first?.finding.contains("never shown") == true && wrong.first?.line == 3)
  }

  @Test("Universal time becomes that of the place")
  func universal() throws {
    let text = timesTable(["2026-03-08T06:00:00Z", "2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z"])
    let table = try table(text) { $0.timeZone = newYork }
    #expect(table.shownMinutes == [60, 90, 180])
    #expect(table.firstDate?.iso == "2026-03-08")
    let stands = try plain(text)
    #expect(stands.shownMinutes == [360, 390, 420])
    #expect(stands.understood.contains("times are UTC, as they stand"))
  }

  private func plain(_ text: String) throws -> TimeTable { try table(text) }

  @Test("Offsets that change move the clock without a named zone")
  func offsets() throws {
    let text = timesTable([
      "2026-10-25T01:30:00+02:00", "2026-10-25T02:00:00+02:00", "2026-10-25T02:30:00+02:00",
      "2026-10-25T02:00:00+01:00", "2026-10-25T02:30:00+01:00",
    ])
    let table = try table(text)
    #expect(table.rows.map { $0.start / 1800 } == [3, 4, 5, 6, 7])
    #expect(table.shownMinutes == [90, 120, 150, 120, 150])
    #expect(problems(timesTable(["2026-10-25T01:30:00+02:00", "2026-10-25 02:00:00"])).first?.line == 3)
  }
}
