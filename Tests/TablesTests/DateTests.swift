import ContactCenter
import Tables
import Testing

@Suite("Dates")
struct DateTests {
  private func dated(_ dates: [String]) -> String {
    "date;time;calls\n" + dates.flatMap { ["\($0);08:00;10\n", "\($0);08:30;20\n"] }.joined()
  }

  @Test(
    "Dates are read in all the ways people write them",
    arguments: [
      "2026-03-16", "2026/3/16", "16.03.2026", "16.3.26", "16/03/2026", "3/16/2026", "3/16/26",
      "16 Mar 2026", "16-Mar-26", "Mar 16, 2026", "16. März 2026", "16 mars 2026", "20260316",
      "2026年3月16日", "Mon 16.03.2026", "Monday, March 16, 2026", "16.03.2026 (Mo)", "46097",
      "2026-03-16 00:00:00",
    ])
  func styles(text: String) throws {
    let table = try table(dated([text]))
    #expect(table.firstDate?.iso == "2026-03-16")
    #expect(table.firstWeekday == 0)
    #expect(table.sum == 30)
  }

  @Test(
    "Date and time in one column",
    arguments: [
      ["2026-03-16 08:00", "2026-03-16 08:30"], ["2026-03-16T08:00:00", "2026-03-16T08:30:00"],
      ["16.03.2026 08:00", "16.03.2026 08:30"], ["3/16/2026 8:00 AM", "3/16/2026 8:30 AM"],
      ["2026-03-16T08:00Z", "2026-03-16T08:30Z"], ["46097.333333333", "46097.354166667"],
      ["2026-03-16T08:00:00.000Z", "2026-03-16T08:30:00.000Z"],
      ["2026-03-16 08:00 - 2026-03-16 08:30", "2026-03-16 08:30 - 2026-03-16 09:00"],
      ["3/16/2026 8:00 AM - 8:30 AM", "3/16/2026 8:30 AM - 9:00 AM"],
      ["2026年3月16日 8:00", "2026年3月16日 8:30"],
    ])
  func moments(times: [String]) throws {
    let table = try table(timesTable(times))
    #expect(table.firstDate?.iso == "2026-03-16")
    #expect(table.shownMinutes == [480, 510])
    #expect(table.lengths == [30, 30])
  }

  @Test("Which part comes first is asked, and decided by what else there is")
  func order() throws {
    let problem = try #require(problems(dated(["05/06/2026"])).first)
    #expect(problem.finding.contains("Fri 5 Jun 2026 or Wed 6 May 2026"))
    #expect(problem.remedy.contains("--dates day-first or --dates month-first"))
    #expect(try table(dated(["05/06/2026"])) { $0.dates = .monthFirst }.firstDate?.iso == "2026-05-06")
    #expect(try table(dated(["05/06/2026", "13/06/2026"])).firstDate?.iso == "2026-06-05")
    let weekday = "day;date;time;calls\nWed;05/06/2026;08:00;1\nWed;05/06/2026;08:30;2\n"
    #expect(try table(weekday).firstDate?.iso == "2026-05-06")
    let year = try #require(problems(dated(["26/03/16"])).first)
    #expect(year.finding.contains("Sat 26 Mar 2016 or Mon 16 Mar 2026"))
    #expect(try table(dated(["26/03/16"])) { $0.dates = .yearFirst }.firstDate?.iso == "2026-03-16")
    let days = ["04/05/2026", "05/05/2026", "06/05/2026", "07/05/2026"]
    #expect(try table(dated(days)).firstDate?.iso == "2026-05-04")
  }

  @Test(
    "What is no date is refused",
    arguments: [
      "2026-02-29", "31.04.2026", "26.01.", "Mon 26 Jan", "1月26日", "2026-W05-1", "soon", "19.03.0026",
    ])
  func nonsense(text: String) {
    #expect(problems(dated([text])).first?.line == 2)
  }

  @Test("A weekday beside a date must be that of the date")
  func weekdays() {
    let text = "day;date;time;calls\nTue;2026-03-16;08:00;1\nTue;2026-03-16;08:30;2\n"
    #expect(problems(text).first?.finding.contains("beside it stands") == true)
  }

  @Test("Empty dates and days are those above; a first row without one is refused")
  func filled() throws {
    let text = "date;time;calls\n2026-03-16;08:00;1\n;08:30;2\n2026-03-17;08:00;3\n;08:30;4\n"
    let table = try table(text)
    #expect(table.rows.map(\.start) == [28_800, 30_600, 115_200, 117_000])
    #expect(table.understood.contains("2 empty dates are those of the rows above"))
    #expect(problems("date;time;calls\n;08:00;1\n2026-03-16;08:30;2\n").first?.line == 2)
  }

  @Test("Rows after midnight under the date of the evening are asked for")
  func nights() throws {
    let text =
      "date;time;calls\n" + ["22:00", "23:00", "00:00", "01:00"].map { "2026-03-16;\($0);5\n" }.joined()
    let problem = try #require(problems(text).first)
    #expect(problem.remedy.contains("--night next-day or --night same-day"))
    #expect(try table(text) { $0.night = .nextDay }.rows.map { $0.start / 3600 } == [22, 23, 24, 25])
    #expect(try table(text) { $0.night = .sameDay }.rows.map { $0.start / 3600 } == [0, 1, 22, 23])
    let weekdays = text.replacing("2026-03-16", with: "Mon").replacing("date", with: "day")
    #expect(problems(weekdays).first?.finding.contains("Monday") == true)
  }

  @Test("Without dates the times go on past midnight; a second day is refused")
  func undated() throws {
    let table = try table(timesTable(["23:00", "23:30", "00:00", "00:30"]))
    #expect(table.rows.map { $0.start / 3600 } == [23, 23.5, 24, 24.5])
    #expect(problems(timesTable(["08:00", "08:30", "08:00", "08:30"])).first?.line == 4)
  }

  @Test("Far dates are doubted, one row a day is asked for, the newest may stand first")
  func odd() throws {
    let far = try table(dated(["2026-03-16", "2062-03-17"]))
    #expect(far.warnings.first?.finding.contains("nothing between") == true)
    #expect(
      problems("date;time;calls\n2026-03-16;08:00;1\n2026-03-17;08:00;1\n").first?.remedy.contains(
        "--interval") == true)
    let newest =
      "date;time;calls\n2026-03-17;08:30;4\n2026-03-17;08:00;3\n2026-03-16;08:30;2\n2026-03-16;08:00;1\n"
    let turned = try table(newest)
    #expect(turned.rows.map(\.value) == [1, 2, 3, 4])
    #expect(turned.understood.contains("newest first"))
  }
}
