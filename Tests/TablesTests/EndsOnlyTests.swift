import Tables
import Testing

@Suite("Tables with ends only, and doubtful columns")
struct EndsOnlyTests {
  @Test(
    "Headings that name ends",
    arguments: ["Hour ending", "Interval ending", "Period ending", "Ending Time", "Interval End", "bis"])
  func headings(name: String) throws {
    let table = try table("\(name),calls\n08:30,1\n09:00,2\n09:30,3\n")
    #expect(table.shownMinutes == [480, 510, 540] && table.lengths == [30, 30, 30])
    #expect(table.understood.contains("says when intervals end"))
  }

  @Test("Ends by option, over midnight, and of dates")
  func ends() throws {
    let mapped = try table("x,calls\n08:30,1\n09:00,2\n") { $0.map = [.end: "x"] }
    #expect(mapped.shownMinutes == [480, 510])
    let night = try table("Hour ending,calls\n23:00,1\n23:30,2\n00:00,3\n")
    #expect(night.shownMinutes == [1350, 1380, 1410])
    let dates = try table("Hour ending,calls\n2026-11-30 00:00,1\n2026-11-30 00:30,2\n2026-11-30 01:00,3\n")
    #expect(dates.firstDate?.iso == "2026-11-29" && dates.shownMinutes == [1410, 1440, 1470])
    #expect(problems("bis,calls\n08:30,1\n").first?.remedy.contains("--interval") == true)
    let both = try table("Starting Time,Ending Time,calls\n08:30,09:00,1\n09:00,10:00,2\n")
    #expect(both.lengths == [30, 60])
  }

  @Test("A time without offset among others is refused, also with a time zone")
  func offsets() throws {
    let text = "time,calls\n2026-11-30T08:00Z,1\n2026-11-30T08:30,2\n2026-11-30T09:00Z,3\n"
    #expect(problems(text) { $0.timeZone = newYork }.first?.line == 3)
  }

  @Test("The year may come first or last")
  func years() throws {
    let text = "date,time,calls\n26/11/12,08:00,1\n26/11/12,08:30,2\n26/11/13,08:00,1\n26/11/13,08:30,2\n"
    let problem = try #require(problems(text).first)
    #expect(problem.remedy.contains("day-first") && problem.remedy.contains("year-first"))
    #expect(try table(text) { $0.dates = .yearFirst }.firstDate?.iso == "2026-11-12")
  }

  @Test("Failed formulas are no empty fields", arguments: ["#N/A", "#DIV/0!", "#REF!", "#NAME?"])
  func formulas(field: String) throws {
    for text in [
      "time,calls,aht\n08:00,1,100\n08:30,\(field),100\n", "time,calls,aht\n08:00,1,100\n08:30,2,\(field)\n",
    ] {
      let problem = try #require(problems(text).first)
      #expect(problem.line == 3 && problem.finding.contains("error of a formula"))
    }
  }

  @Test("A plan is read back by the names of its columns, with units and as they were without")
  func planColumns() throws {
    for name in ["averageHandleTime_s", "averageHandleTime"] {
      let text =
        "start,end,group,calls,\(name),offeredLoad_erlangs,agents,scheduled_agents,scheduledExact_agents,"
        + "paid_agents,ownStaffing_agents,formula_agents,serviceLevel_share\n"
        + "08:00,08:30,a,10,240,1.3,3,4.2,5,6.1,7,8,0.9\n08:30,09:00,a,12,250,1.7,4,4.2,5,6.1,7,8,0.9\n"
      let read = try table(text)
      #expect(read.hasHandleTimes)
      #expect(read.understood.contains("handle times in seconds"), "\(read.understood)")
    }
  }

  @Test("What is no date by its name is none")
  func goals() throws {
    let text = "time,calls,aht,bindingGoal\n08:00,10,240,80/20\n08:30,10,240,80/20\n"
    #expect(try table(text).firstDate == nil)
    let dated = "date,time,calls,aht,Goal\n2026-11-30,08:00,10,240,80/20\n2026-11-30,08:30,10,240,80/20\n"
    #expect(try table(dated).firstDate?.iso == "2026-11-30")
    let updated = "time,calls,Updated\n08:00,10,2026-11-30\n08:30,10,2026-12-01\n"
    #expect(try table(updated).firstDate == nil && table(updated).understood.contains("not used: Updated"))
  }
}
