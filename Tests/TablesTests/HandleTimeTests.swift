import Tables
import Testing

@Suite("Handle times")
struct HandleTimeTests {
  private func handled(_ heading: String, _ fields: [String]) -> String {
    column("calls;\(heading)", fields.map { "10;\($0)" })
  }

  @Test(
    "Units come from the heading, the writing, or what makes sense",
    arguments: [
      ("aht", ["240", "300"], 240.0), ("AHT (s)", ["25", "28"], 25), ("aht_min", ["4.5", "5"], 270),
      ("aht", ["04:30", "05:00"], 270), ("AHT (hh:mm:ss)", ["00:04:30", "00:05:00"], 270),
      ("aht", ["4m30s", "5m"], 270), ("aht", ["240 s", "5 min"], 240),
      ("aht", ["04:30:00", "05:00:00"], 270),
      ("Avg Handle", ["240000", "300000"], 240), ("aht", ["0.003125", "0.003472"], 270),
      ("平均处理时长（秒）", ["240", "300"], 240), ("DMT", ["240", "300"], 240),
      ("Average Handle Time (minutes)", ["4,5", "5,0"], 270), ("Ø Bearbeitungszeit", ["240", "300"], 240),
    ] as [(String, [String], Double)])
  func units(heading: String, fields: [String], first: Double) throws {
    let table = try table(handled(heading, fields))
    #expect(abs(table.rows[0].handleTime - first) < 0.001)
  }

  @Test("Seconds or minutes is asked where both make sense", arguments: [["4.4", "4.6"], ["25", "28"]])
  func asked(fields: [String]) throws {
    let problem = try #require(problems(handled("aht", fields)).first)
    #expect(problem.finding.contains("seconds") && problem.finding.contains("minutes"))
    #expect(problem.remedy.contains("--aht-unit min or --aht-unit s"))
  }

  @Test(
    "A slip of a few digits makes no column of milliseconds: it is asked, or doubted where the others make sense",
    arguments: [["999999", "0"], ["300", "999999"], ["999999", "300", "999999"]])
  func slips(fields: [String]) throws {
    let problem = try #require(problems(handled("aht", fields)).first)
    #expect(problem.finding.contains("999999") && problem.finding.contains("thousandths"))
    #expect(problem.remedy.contains("--aht-unit ms or --aht-unit s"))
    #expect(try table(handled("aht", fields)) { $0.ahtUnit = .ms }.rows.last?.handleTime ?? 0 < 1000)
    let doubt = try #require(try table(handled("aht", ["300", "999999", "280"])).warnings.first)
    #expect(doubt.finding.contains("above 2 h") && doubt.remedy.contains("the middle one of all is 300 s"))
  }

  @Test("A unit is proposed only where it would change something")
  func unitOfLengths() throws {
    let clocks = try #require(try table(handled("aht", ["00:04", "00:05"])).warnings.first)
    #expect(clocks.finding.contains("below 10 s") && !clocks.remedy.contains("--aht-unit"))
    let named = try #require(try table(handled("aht", ["4", "5"])) { $0.ahtUnit = .s }.warnings.first)
    #expect(!named.remedy.contains("--aht-unit"))
    let odd = try #require(try table(handled("aht", ["240", "5", "300"])).warnings.first)
    #expect(odd.remedy.contains("the middle one of all is 240 s"))
  }

  @Test("Total handle time is divided by the contacts handled")
  func totals() throws {
    func text(_ time: String) -> String {
      "time;offered;handled;total handle time\n08:00;10;8;\(time)\n08:30;12;10;\(time)\n"
    }
    #expect(try table(text("1920")).rows[0].handleTime == 240)
    #expect(try abs(table(text("1920000")).rows[0].handleTime - 240) < 1e-9)
    #expect(problems(text("32")).first?.remedy.contains("--aht-unit") == true)
    let alone = "time;offered;total handle time\n08:00;10;1920\n08:30;10;1920\n"
    #expect(problems(alone).first?.remedy.contains("handled=NAME") == true)
  }

  @Test("A column \"Handle Time\" beside the handled is the mean or the sum, or is asked for")
  func meanOrSum() throws {
    func text(_ time: String, _ handled: Int) -> String {
      "time;offered;handled;handle time\n08:00;60;\(handled);\(time)\n08:30;60;\(handled);\(time)\n"
    }
    #expect(try table(text("240", 60)).rows[0].handleTime == 240)
    #expect(try table(text("14400", 60)).rows[0].handleTime == 240)
    #expect(problems(text("2400", 60)).first?.finding.contains("sum of all") == true)
  }

  @Test("Rows without a handle time take the mean of the others, and that is said")
  func missing() throws {
    let table = try table(handled("aht", ["240", "0", "300"]))
    #expect(table.rows.map(\.handleTime) == [240, 270, 300])
    #expect(table.understood.contains("1 row without handle time takes the mean of the others"))
    #expect(problems(handled("aht", ["240", "", "300"])) { $0.isStrict = true }.first?.line == 3)
  }

  @Test(
    "Implausible lengths are doubted with the likely cause",
    arguments: [("aht_s", ["4", "5"], "--aht-unit min"), ("aht_s", ["90000", "80000"], "totalHandleTime")]
      as [(String, [String], String)])
  func implausible(heading: String, fields: [String], cause: String) throws {
    #expect(try table(handled(heading, fields)).warnings.first?.remedy.contains(cause) == true)
  }

  @Test("What is no length is refused", arguments: ["soon", "4:99", "-240", "4%"])
  func nonsense(field: String) {
    #expect(problems(handled("aht", ["240", field])).first?.line == 3)
  }
}
