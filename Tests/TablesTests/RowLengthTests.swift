import Tables
import Testing

@Suite("How long rows last where some are missing")
struct RowLengthTests {
  @Test(
    "Missing rows are gaps where other days or queues have them",
    arguments: [
      "date,time,calls\n2026-11-30,08:00,1\n2026-11-30,08:30,1\n2026-11-30,09:00,1\n"
        + "2026-12-01,08:00,1\n2026-12-01,09:00,1\n",
      "queue,time,calls\nSales,08:00,1\nSales,08:30,1\nSales,09:00,1\nCare,08:00,1\nCare,09:00,1\n",
      "date,time,calls\n2026-11-28,09:30,1\n2026-11-28,10:00,1\n2026-11-28,10:30,1\n"
        + "2026-11-29,10:00,1\n2026-11-29,14:00,1\n",
    ])
  func gaps(text: String) throws {
    let table = try table(text)
    #expect(table.lengths == [30, 30, 30, 30, 30])
    #expect(table.understood.contains("a gap from"))
    #expect(problems(text) { $0.isStrict = true }.first?.finding.contains("gap") == true)
  }

  @Test("A day without rows is named where its weekday has some in another week")
  func missingDay() throws {
    let days = ["2026-11-30", "2026-12-01", "2026-12-07", "2026-12-14", "2026-12-15"]
    let text = days.reduce("date,time,calls\n") { $0 + "\($1),08:00,1\n\($1),08:30,1\n" }
    // Of the Tuesdays the 8th is missing; nobody works on other days.
    #expect(try table(text).understood.contains("no rows for Tue 8 Dec 2026"))
    let strict = problems(text) { $0.isStrict = true }
    #expect(strict.first?.finding.contains("no rows for Tue 8 Dec 2026") == true)
    let whole = text + "2026-12-08,08:00,1\n2026-12-08,08:30,1\n"
    #expect(try !table(whole).understood.contains("no rows"))
  }

  @Test("A day of hours among days of half hours is asked for")
  func hours() throws {
    let text =
      "date,time,calls\n2026-11-27,10:00,1\n2026-11-27,10:30,1\n2026-11-27,11:00,1\n"
      + "2026-11-28,10:00,3\n2026-11-28,11:00,4\n2026-11-28,12:00,4\n"
    let problem = try #require(problems(text).first)
    #expect(problem.line == 5 && problem.finding.contains("60 min each, or 30 min"))
    #expect(problem.remedy.contains("--interval 30min"))
    #expect(try table(text) { $0.interval = 1800 }.lengths == [30, 30, 30, 30, 30, 30])
    let apart = text.replacing("2026-11-28,1", with: "2026-11-28,2")
    #expect(try table(apart).lengths == [30, 30, 30, 60, 60, 60])
  }
}
