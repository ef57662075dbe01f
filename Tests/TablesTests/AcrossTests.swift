import Tables
import Testing

@Suite("Tables with days, times or types across")
struct AcrossTests {
  @Test(
    "Days across and down are the same",
    arguments: [
      "time;Mon;Tue\n08:00;1;3\n08:30;2;4\n", "Zeit;Mo;Di\n08:00;1;3\n08:30;2;4\nSumme;3;7\n",
      "时段;周一;周二;合计\n08:00;1;3;4\n08:30;2;4;6\n", ";Monday;Tuesday;Total\n08:00;1;3;4\n08:30;2;4;6\n",
      "day;time;calls\nMon;08:00;1\nMon;08:30;2\nTue;08:00;3\nTue;08:30;4\n",
      "day;time;calls\nMon;08:00;1\n;08:30;2\nTue;08:00;3\n;08:30;4\n", "Day;08:00;08:30\nMon;1;2\nTue;3;4\n",
      "Day;08:00;08:30;Total\nMon;1;2;3\nTue;3;4;7\n", ";08:00-08:30;08:30-09:00\nMon;1;2\nTue;3;4\n",
      "day;time;calls\nTue;08:00;3\nTue;08:30;4\nMon;08:00;1\nMon;08:30;2\n",
    ])
  func weekdays(text: String) throws {
    let table = try table(text)
    #expect(table.rows.map(\.value) == [1, 2, 3, 4])
    #expect(table.rows.map { $0.start / 1800 } == [16, 17, 64, 65])
    #expect(table.firstWeekday == 0 && table.firstDate == nil)
  }

  @Test(
    "Dates across and down are the same",
    arguments: [
      "time;2026-03-16;2026-03-17\n08:00;1;3\n08:30;2;4\n",
      "Woche 12;;\n;16.03.2026;17.03.2026\n08:00;1;3\n08:30;2;4\n",
      ";Mo;Di\nZeit;16.03.2026;17.03.2026\n08:00;1;3\n08:30;2;4\n",
      "Date;08:00;08:30\n2026-03-16;1;2\n2026-03-17;3;4\n",
      "date;time;calls\n2026-03-17;08:00;3\n2026-03-17;08:30;4\n2026-03-16;08:00;1\n2026-03-16;08:30;2\n",
      ";16.03.2026;;17.03.2026;\nTime;Calls;AHT;Calls;AHT\n08:00;1;240;3;240\n08:30;2;240;4;240\n",
      "Day;Time;Calls\n16 Mar 2026;08:00;1\n16 Mar 2026;08:30;2\n17 Mar 2026;08:00;3\n17 Mar 2026;08:30;4\n",
    ])
  func dates(text: String) throws {
    let table = try table(text)
    #expect(table.rows.map(\.value) == [1, 2, 3, 4])
    #expect(table.rows.map { $0.start / 1800 } == [16, 17, 64, 65])
    #expect(table.firstDate?.iso == "2026-03-16")
  }

  @Test(
    "Types across and down are the same",
    arguments: [
      "time;Sales;Care\n08:00;1;3\n08:30;2;4\n", "time;Sales;Care;All\n08:00;1;3;4\n08:30;2;4;6\n",
      "queue;time;calls\nSales;08:00;1\nSales;08:30;2\nCare;08:00;3\nCare;08:30;4\n",
      "queue;time;calls\nSales;08:00;1\n;08:30;2\nCare;08:00;3\n;08:30;4\n",
      "Queue;08:00;08:30\nSales;1;2\nCare;3;4\n",
      ";Sales;;Care;\ntime;calls;aht;calls;aht\n08:00;1;240;3;300\n08:30;2;250;4;310\n",
      ";Sales;;Care;;Total;\ntime;calls;aht;calls;aht;calls;aht\n08:00;1;240;3;300;4;0\n08:30;2;250;4;310;6;0\n",
    ])
  func types(text: String) throws {
    let table = try table(text)
    #expect(table.series == ["Sales", "Care"])
    #expect(table.rows.map(\.value) == [1, 3, 2, 4])
    #expect(table.understood.contains("2 queues"))
  }

  @Test("Groups of agents stand across")
  func agents() throws {
    let text = "time;Early;Late\n08:00;5;0\n08:30;6;1\n"
    let table = try table(text, .agents)
    #expect(table.series == ["Early", "Late"] && table.sum == 12)
    #expect(table.understood.contains("2 groups (Early, Late)"))
    #expect(problems("time;agents\n08:00;25000\n08:30;3\n", .agents).isEmpty)
  }

  @Test("Columns named like known types are taken, others are not used")
  func named() throws {
    let text = "time;calls;Sales\n08:00;1;3\n08:30;2;4\n"
    let table = try table(text, names: ["Sales"])
    #expect(table.series == ["Sales"] && table.sum == 7)
  }

  @Test(
    "A column whose name does not fit the others is refused",
    arguments: [
      "time;Mon;Tux\n08:00;1;3\n08:30;2;4\n", "time;2026-03-16;2026-03-17%\n08:00;1;3\n08:30;2;4\n",
      "time;Mon;Tue;\n08:00;1;3;4\n08:30;2;4;5\n",
      "time;date;Mon;Tue\n08:00;2026-03-16;3;4\n08:30;2026-03-16;3;4\n",
      "time;callsx;aht\n08:00;1;3\n08:30;2;4\n", "time;2026-0316;2026-03/17\n08:00;1;3\n08:30;2;4\n",
      "time;sales\n08:00;1\n08:30;2\n", "time;;Sales;Care\n08:00;1;3;4\n08:30;2;3;4\n",
    ])
  func strange(text: String) {
    #expect(!problems(text).isEmpty)
  }

  @Test("A queue that is the sum of the others is doubted")
  func hiddenSum() throws {
    let text = "time;Sales;Care;Center\n08:00;1;3;4\n08:30;2;4;6\n"
    #expect(try table(text).warnings.first?.finding.contains("is the sum of the other queues") == true)
  }

  @Test("Two weeks without dates are asked for")
  func weeks() throws {
    let week = "Mon;08:00;1\nMon;08:30;2\nTue;08:00;3\nTue;08:30;4\n"
    let problem = try #require(problems("day;time;calls\n\(week)\(week)").first)
    #expect(problem.finding == "08:00 on Monday stands here and in line 2.")
    #expect(problem.remedy.contains("column date"))
  }
}
