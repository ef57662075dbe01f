import Foundation
import ScenarioReading
import Testing

/// Tables of volumes; what is refused is tried with the whole program.
@Suite("Tables of volumes")
struct VolumeTableTests {
  private func table(_ text: String) throws -> VolumeTable {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("volumes-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try VolumeTable.read(path: file.path)
  }

  @Test("An interval lasts until the next row, the last as long as the others")
  func ends() throws {
    let rows = try table("time,calls\n08:00,10\n08:15,12\n08:30,9\n").rows
    #expect(rows.map(\.start) == [28_800, 29_700, 30_600])
    #expect(rows.map { $0.end - $0.start } == [900, 900, 900])
    #expect(rows.map(\.line) == [2, 3, 4])
  }

  @Test("Spreadsheets of other countries: semicolons, tabs, a byte order mark, CRLF, comments")
  func separators() throws {
    let plain = try table("time,calls,aht\n08:00,10.5,4min\n08:30,12,200\n").rows
    let semicolons = "\u{FEFF}# exported\r\nTime;Calls;AHT\r\n08:00;10.5;240 s\r\n08:30;12;200\r\n"
    let other = try table(semicolons).rows
    #expect(other.map(\.calls) == plain.map(\.calls))
    #expect(other.map(\.handleTime) == [240, 200])
    #expect(try table("time\tcalls\n08:00\t3\n").rows.map(\.calls) == [3])
  }

  @Test("Days may have a night between them, and types rows of their own")
  func days() throws {
    let read = try table(
      """
      day,time,type,calls
      1,08:00,a,1
      1,08:30,a,2
      1,08:30,b,3
      2,08:00,a,4
      2,08:30,a,5
      """)
    #expect(read.rows.map(\.calls) == [1, 2, 3, 4, 5])
    #expect(read.rows.map(\.start).last == 117_000.0)
    #expect(read.firstWeekday == nil)
    // The leap day of 2028 is a Tuesday.
    #expect(try table("date,time,calls\n2028-02-29,08:00,1\n").firstWeekday == 1)
  }

  @Test("One row a day lasts half an hour, not a day; with ends the center may close at noon")
  func sparseDays() throws {
    let sparse = try table("date,time,calls\n2026-03-02,09:00,50\n2026-03-03,09:00,60\n").rows
    #expect(sparse.map { $0.end - $0.start } == [1800, 1800])
    let noon = try table("time,end,calls\n08:00,12:00,100\n13:00,17:00,90\n").rows
    #expect(noon.map { $0.end - $0.start } == [14_400, 14_400])
  }

  @Test(
    "Dates exist, and types share their intervals",
    arguments: [
      ("date,time,calls\n2026-02-28,09:00,1\n2026-02-30,09:00,1\n", 3),
      ("date,time,calls\n2027-02-29,09:00,1\n", 2),
      ("time,end,type,calls\n08:00,09:00,a,3\n08:00,08:30,b,1\n08:30,09:00,b,2\n", 2),
      ("time,end,type,calls\n08:00,09:00,a,3\n08:15,08:45,b,1\n", 3),
    ])
  func refused(text: String, line: Int) throws {
    let errors = #expect(throws: ScenarioErrors.self) { try table(text) }
    #expect(errors?.problems.first?.line == line)
  }

  @Test("Every problem is told at once")
  func problems() throws {
    let text = "time,calls\n8h,10\n08:30,-1\n09:00,x\n"
    let errors = #expect(throws: ScenarioErrors.self) { try table(text) }
    #expect(errors?.problems.map(\.line) == [2, 3, 4])
    #expect(errors?.problems.map(\.column) == [1, 7, 7])
  }
}
