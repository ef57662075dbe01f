import Foundation
import Testing

/// Plans of several days on the command line: grid, totals and files.
@Suite("`staff` over several days")
struct StaffWeekTests {
  /// From Monday 30 November 2026 to Sunday; nobody calls `service` at ten, which is closed at the
  /// weekend.
  private static let week: String = {
    var lines = ["time,date,type,calls,aht"]
    for day in ["11-30", "12-01", "12-02", "12-03", "12-04", "12-05", "12-06"] {
      for (time, sales, service) in [("09:00", 60, 30), ("09:30", 100, 40), ("10:00", 120, 0)] {
        lines.append("\(time),2026-\(day),sales,\(sales),300")
        if day < "12-05" { lines.append("\(time),2026-\(day),=service,\(service),180") }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  private func run(
    _ options: String, _ table: String = week
  ) throws -> (Program.Result, TemporaryFolder) {
    let folder = try TemporaryFolder()
    _ = try folder.write(table, to: "week.csv")
    let words = options.split(separator: " ").map(String.init)
    let result = try Program.run(["staff", "week.csv", "--goal", "80/20"] + words, in: folder.url)
    try #require(result.status == 0, "\(result.errors)")
    return (result, folder)
  }

  private func document(_ options: String) throws -> [String: Any] {
    let (result, _) = try run(options + " --no-report --format json")
    return try #require(
      try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  /// The rows of a table in CSV, by the names of its columns.
  private func rows(_ text: String) -> [[String: String]] {
    let lines = text.split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  @Test("The terminal has the week as a grid of days by intervals, with totals, within 100 columns")
  func terminal() throws {
    let (result, _) = try run("--no-report --shrinkage 30%")
    let lines = result.text.components(separatedBy: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
    for line in [
      "2026 week 49, sales", "2026 week 49, all together",
      "Mon Tue Wed Thu Fri Sat Sun", "30 1 2 3 4 5 6", "From Nov Dec Dec Dec Dec Dec Dec Week",
      // Erlang C for 80/20: 14, 21 and 25; `service` needs 5 and 7, then none.
      "09:00 14 14 14 14 14 14 14", "09:30 28 28 28 28 28 21 21", "10:00 0 0 0 0 0 – –",
      "Calls 350 350 350 350 350 280 280 2,310", "Agent-hours 36 36 36 36 36 30 30 240",
      "Scheduled hours 52 52 52 52 52 43 43 346", "Peak agents 28 28 28 28 28 25 25 28",
    ] {
      #expect(lines.contains(line), "\(line)\n\(result.text)")
    }
    #expect(!result.text.contains("Mon 09:00"))
    #expect(result.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    let (all, _) = try run("--no-report --all-intervals")
    #expect(all.text.split(separator: "\n").count { $0.contains("09:30 ") } > 7)
  }

  @Test("staffing.csv has dates, clock times and every open interval, with calls or without")
  func csv() throws {
    let (result, folder) = try run("--shrinkage 30%")
    #expect(
      folder.names(in: "Reports/week")
        == ["staffing.json", "staffing.csv", "staffing.xlsx", "staffing.html"])
    let text = String(decoding: try folder.data("Reports/week/staffing.csv"), as: UTF8.self)
    #expect(text.hasPrefix("date,start,end,group,calls,averageHandleTime_s,"))
    let rows = rows(text)
    #expect(rows.count == 7 * 3 + 5 * 3)
    #expect(rows[0]["date"] == "2026-11-30" && rows[0]["group"] == "sales")
    #expect(rows[0]["start"] == "09:00" && rows[0]["end"] == "09:30")
    #expect(rows[0]["calls"] == "60" && rows[0]["averageHandleTime_s"] == "300")
    #expect(rows[0]["agents"] == "14" && rows[0]["scheduled_agents"] == "20")
    let idle = rows.filter { $0["calls"] == "0" }
    #expect(idle.count == 5)
    #expect(
      idle.allSatisfy {
        $0["group"] == "'=service" && $0["start"] == "10:00" && $0["agents"] == "0"
          && $0["bindingGoal"] == "no calls"
      })
    #expect(!result.text.isEmpty)
  }

  @Test("Where nobody calls, the fewest agents that were asked for are there all the same")
  func least() throws {
    let (result, _) = try run("--no-report --format csv --min-agents 3")
    let idle = rows(result.text).filter { $0["calls"] == "0" }
    #expect(idle.count == 5 && idle.allSatisfy { $0["agents"] == "3" })
    // Two and a half hours of three agents more than without.
    let kept = try document("--min-agents 3")
    let without = try document("")
    let hours = try #require(kept["requiredHours"] as? Double)
    #expect(try hours - #require(without["requiredHours"] as? Double) == 7.5)
    // Nobody ever calls: a plan without agents, in every form.
    let table = "date,time,calls,aht\n2026-11-30,09:00,0,60\n2026-12-01,09:00,0,60\n"
    let (none, folder) = try run("--interval 30min", table)
    #expect(none.text.contains(/Required +0 h/), "\(none.text)")
    #expect(folder.names(in: "Reports/week").count == 4)
  }

  @Test("staffing.json has dates and times beside seconds, and the sums of days and weeks")
  func json() throws {
    let found = try document("--shrinkage 30%")
    let days = try #require(found["days"] as? [[String: Any]])
    #expect(days.compactMap { $0["date"] as? String }.first == "2026-11-30")
    #expect(
      days.map { $0["day"] as? String } == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    #expect(days.map { $0["calls"] as? Double } == [350, 350, 350, 350, 350, 280, 280])
    #expect(days.map { $0["peakAgents"] as? Int } == [28, 28, 28, 28, 28, 25, 25])
    #expect(days.compactMap { $0["requiredHours"] as? Double }.reduce(0, +) == 240)
    #expect(found["requiredHours"] as? Double == 240)
    let weeks = try #require(found["weeks"] as? [[String: Any]])
    #expect(weeks.count == 1 && weeks[0]["week"] as? Int == 49 && weeks[0]["year"] as? Int == 2026)
    let pools = try #require(found["pools"] as? [[String: Any]])
    let cells = try #require(pools.last?["intervals"] as? [[String: Any]])
    #expect(cells.count == 15)
    #expect(cells[5]["date"] as? String == "2026-12-01" && cells[5]["start"] as? Double == 122_400)
    #expect(cells[5]["startTime"] as? String == "10:00" && cells[5]["endTime"] as? String == "10:30")
    #expect(cells[5]["calls"] as? Double == 0 && cells[5]["agents"] as? Int == 0)
  }

  // MARK: - The spreadsheet

  private static let unzip = "/usr/bin/unzip"

  /// A part of a spreadsheet as text.
  private func part(_ name: String, of file: URL) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.unzip)
    process.arguments = ["-p", file.path, name]
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test(
    "staffing.xlsx has the grid, the rows, totals, reasons and what was asked for",
    .enabled(if: FileManager.default.isExecutableFile(atPath: unzip)))
  func spreadsheet() throws {
    let (_, folder) = try run("--shrinkage 30%")
    let file = folder.url.appendingPathComponent("Reports/week/staffing.xlsx")
    let book = try part("xl/workbook.xml", of: file)
    for name in ["Grid", "Plan", "Totals", "Reasons", "Read me"] {
      #expect(book.contains("<sheet name=\"\(name)\""), "\(name)")
    }
    let words = try part("xl/sharedStrings.xml", of: file)
    // A group named like a formula stays a text, and nothing is a formula.
    #expect(words.contains("<t>=service</t>") && words.contains("Week 49"))
    #expect(words.contains("80/20 needs") && words.contains("30 % of paid time"))
    // The rows come first, where readers look; the grid is what is seen.
    let (grid, plan) = (
      try part("xl/worksheets/sheet2.xml", of: file), try part("xl/worksheets/sheet1.xml", of: file)
    )
    #expect(book.contains("activeTab=\"1\""))
    #expect(!grid.contains("<f>") && !plan.contains("<f>"))
    // 30 November 2026 is day 46,356, nine o'clock 0.375 of a day.
    #expect(grid.contains("<v>46356</v>") && grid.contains("<v>0.375</v>"))
    #expect(plan.contains("<v>46356</v>") && plan.contains("<v>0.375</v>"))
    #expect(grid.contains("<pane ") && plan.contains("<pane ") && plan.contains("<autoFilter"))
    #expect(try part("xl/styles.xml", of: file).contains("[hh]:mm"))
    // The heading and a row for each open interval and group.
    #expect(plan.components(separatedBy: "<row ").count - 1 == 37)
    // The same plan gives the same bytes.
    let first = try Data(contentsOf: file)
    _ = try Program.run(
      ["staff", "week.csv", "--goal", "80/20", "--shrinkage", "30%"], in: folder.url)
    #expect(try Data(contentsOf: file) == first)
  }

  @Test("The page has the week as a table, with numbers in every shade, and totals")
  func page() throws {
    let (_, folder) = try run("--shrinkage 30%")
    let page = String(decoding: try folder.data("Reports/week/staffing.html"), as: UTF8.self)
    #expect(page.contains("week 49, all together") && page.contains(">Mon 30 Nov</th>"))
    #expect(page.contains("<td class=\"number n8\" data-order=\"28\">28 (40)</td>"))
    #expect(page.contains("Totals by day") && page.contains("week 49, =service"))
  }

  @Test("A day without a name is every day, so its rows name none; a scenario's has its weekday")
  func oneDay() throws {
    let (table, _) = try run(
      "--no-report --format csv --aht 60s --interval 30min", "time,calls\n23:30,9\n")
    let row = try #require(rows(table.text).first)
    #expect(row["day"] == nil && row["start"] == "23:30" && row["end"] == "24:00")
    let (text, _) = try run(
      "--no-report --aht 60s --interval 30min", "time,calls\n23:30,9\n")
    #expect(!text.text.contains("Required agents"))
    let week = try Program.run([
      "staff", "Scenarios/08-a-week.yaml", "--goal", "80/20", "--no-report", "--format", "csv",
    ])
    #expect(rows(week.text).first?["day"] == "Mon")
  }
}
