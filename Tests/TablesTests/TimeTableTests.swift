import Foundation
import Tables
import Testing

@Suite("Tables by time")
struct TimeTableTests {
  @Test("Says what it understood in one line")
  func understood() throws {
    var text = "date,time,queue,calls,aht\n"
    for day in ["2026-11-30", "2026-12-01"] {
      for time in ["08:00", "08:30", "09:00"] {
        for queue in ["Sales", "Care"] { text += "\(day),\(time),\(queue),10,240\n" }
      }
    }
    text += "Total,,,120,240\n"
    #expect(
      try table(text).understood
        == "read 6 half hours, Mon 30 Nov to Tue 1 Dec 2026, 2 queues, handle times in seconds; "
        + "1 row of totals left out")
    #expect(try table(timesTable(["08:00", "09:00"])).understood == "read 2 hours, 08:00 to 10:00")
    let night = try table(timesTable(["23:30", "00:00"])).understood
    #expect(night == "read 2 half hours, 23:30 to 00:30 of the next day")
  }

  @Test("Each row lasts to the next, or to its end")
  func lengths() throws {
    let mixed = try table(timesTable(["08:00", "08:15", "08:30", "09:00", "09:30"]))
    #expect(mixed.lengths == [15, 15, 30, 30, 30])
    let ends = try table("start;end;calls\n08:00;08:30;1\n08:30;10:00;2\n10:00;0:00;3\n")
    #expect(ends.lengths == [30, 90, 840])
    #expect(problems("start;end;calls\n08:00;08:30;1\n08:30;08:00;2\n").first?.line == 3)
    #expect(problems("start;end;calls\n08:00;09:00;1\n08:30;09:30;2\n").first?.line == 3)
    #expect(problems(timesTable(["08:00"])).first?.remedy.contains("--interval") == true)
    #expect(try table(timesTable(["08:00"])) { $0.interval = 900 }.lengths == [15])
    let open = problems(timesTable(["08:00", "08:30", "10:00"])).first
    #expect(open?.finding.contains("may last 90 min") == true)
  }

  @Test("A gap inside of opening hours is nothing, with a note; strictly it is an error")
  func gaps() throws {
    let text = timesTable(["08:00", "08:30", "09:00", "11:00", "11:30", "12:00"])
    let table = try table(text)
    #expect(table.lengths.allSatisfy { $0 == 30 })
    #expect(table.understood.contains("a gap from 09:30 to 11:00, in which nothing comes"))
    #expect(problems(text) { $0.isStrict = true }.first?.finding.contains("gap") == true)
    let empty = column("calls", ["1", "", "3"])
    #expect(try Double(rowsOf(empty)) == 3)
    #expect(!problems(empty) { $0.isStrict = true }.isEmpty)
  }

  private func rowsOf(_ text: String) throws -> Int { try table(text).rows.count }

  @Test("Zero intervals are ordinary, also all of them")
  func zeros() throws {
    let table = try table(column("calls", ["0", "0", "0"]))
    #expect(table.sum == 0 && table.rows.count == 3 && table.warnings.isEmpty)
  }

  @Test("The same interval twice is refused with both lines")
  func twice() throws {
    let text = "date;time;calls\n2026-03-16;08:00;1\n2026-03-16;08:30;2\n2026-03-16;08:00;3\n"
    let problem = try #require(problems(text).first)
    #expect(problem.finding == "08:00 on Mon 16 Mar 2026 stands here and in line 2.")
    #expect(problem.line == 4)
  }

  @Test("Doubtful figures are used with a warning")
  func warnings() throws {
    let short = try table(timesTable(["00:00:00", "00:00:10", "00:00:20"]))
    #expect(short.warnings.count == 2)
    #expect(short.warnings[0].finding == "The interval lasts 10 s, less than a minute.")
    let agents = try table("time;agents\n08:00;25000\n08:30;3\n", .agents)
    #expect(agents.warnings.first?.finding.contains("25000 agents") == true)
    let work = try table(column("calls;aht", ["900000;300", "5;300"]))
    #expect(work.warnings.first?.remedy.contains("decimal mark") == true)
  }

  @Test("Messages for scenarios name their keys")
  func scenarioKeys() {
    let found = problems(timesTable(["1", "2", "3"])) { $0.isInScenario = true }
    #expect(found.first?.remedy.contains("times: hours") == true)
  }

  @Test("A table without rows or figures says so")
  func empty() {
    #expect(problems("time,calls\n").first?.finding == "The table has a heading but no rows.")
    #expect(problems("time,calls\nno,rows\n").count == 1)
    #expect(problems("").first?.finding == "The table is empty.")
  }

  @Test("Exports of the usual systems are read")
  func exports() throws {
    let cms =
      "Split/Skill Interval,,,\nDate:,1/26/2026,,\nSplit/Skill:,Sales,,\n\nTime,Avg Speed Ans,ACD Calls,% Answ Calls\n"
      + "Totals,0:12,108,97.7\n8:00AM-8:30AM,0:10,41,95.3\n8:30AM-9:00AM,0:11,67,97.1\n"
    #expect(try table(cms).sum == 108)
    let genesys =
      "Interval Start,Interval End,Media Type,Queue Id,Queue Name,Offered,Answered,Abandoned,Avg Handle\n"
      + "1/26/26 8:00 AM,1/26/26 8:30 AM,voice,a-1,Sales,41,39,2,262000\n"
      + "1/26/26 8:30 AM,1/26/26 9:00 AM,voice,a-1,Sales,67,65,2,271000\n"
    let cloud = try table(genesys)
    #expect(cloud.series == ["Sales"] && abs(cloud.erlangs - 16.055) < 1e-9)
    let connect =
      "Queue,StartInterval,EndInterval,Contacts queued,Contacts handled,Average handle time\n"
      + "Basic,2026-01-26T08:00:00Z,2026-01-26T08:30:00Z,41,39,262\n"
      + "Basic,2026-01-26T08:30:00Z,2026-01-26T09:00:00Z,67,65,271\n"
    #expect(try abs(table(connect).erlangs - 16.055) < 1e-9)
    let uccx =
      "CSQ Name,Interval Start Time,Interval End Time,Calls Presented,Calls Handled,Avg Handle Time\n"
      + "CSQ_Sales,1/26/26 8:00:00 AM,1/26/26 8:30:00 AM,41,39,0:04:22\n"
      + "CSQ_Sales,1/26/26 8:30:00 AM,1/26/26 9:00:00 AM,67,65,0:04:31\n"
    #expect(try abs(table(uccx).erlangs - 16.055) < 1e-9)
  }
}
