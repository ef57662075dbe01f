import Tables
import Testing

@Suite("Times of day")
struct ClockTextTests {
  @Test(
    "Times are read in all the ways people write them",
    arguments: [
      (["7:45", "8:15", "8:45"], 465, 30.0), (["07.30", "07.45", "08.00"], 450, 15),
      (["0730", "0800", "0830"], 450, 30), (["730", "800", "830"], 450, 30),
      (["07:30-08:00", "08:00-08:30"], 450, 30), (["7:30 – 8:00", "8:00 – 8:30"], 450, 30),
      (["07:30 to 08:00", "08:00 to 08:30"], 450, 30), (["0730-0800", "0800-0830"], 450, 30),
      (["07:30-07:59", "08:00-08:29"], 450, 30), (["07:30:00-07:59:59", "08:00:00-08:29:59"], 450, 30),
      (["7-8", "8-9", "9-10"], 420, 60), (["7_8", "8_9", "9_10"], 420, 60),
      (["11:30 AM", "12:00 PM", "12:30 PM"], 690, 30), (["11:30am", "12pm", "12:30p.m."], 690, 30),
      (["12:00 AM", "12:30 AM", "1:00 AM"], 0, 30), (["11:30-12:00 PM", "12:00-12:30 PM"], 690, 30),
      (["11:00-11:30 PM", "11:30-12:00 AM"], 1380, 30), (["10-11 PM", "11-12 AM"], 1320, 60),
      (["7h30", "8h00", "8h30"], 450, 30), (["上午11:30", "下午12:00", "下午12:30"], 690, 30),
      (["7点", "8点"], 420, 60), (["７：３０", "８：００"], 450, 30), (["7", "8", "9"], 420, 60),
      (["7.5", "8.0", "8.5"], 450, 30), (["7.30", "8.00", "8.30"], 450, 30),
      (["0.3125", "0.333333", "0.354167"], 450, 30), (["23:00", "23:30", "24:00"], 1380, 30),
      (["23:30-24:00", "24:00-24:30"], 1410, 30), (["07:30:00", "07:45:00"], 450, 15),
    ] as [([String], Int, Double)])
  func styles(times: [String], first: Int, length: Double) throws {
    let table = try table(timesTable(times))
    #expect(table.rows.count == times.count)
    #expect(table.shownMinutes.first == first)
    #expect(table.lengths.allSatisfy { $0 == length }, "\(table.lengths)")
  }

  @Test("Numbers of intervals that fill a day are counted from midnight", arguments: [24, 48, 96])
  func intervalNumbers(count: Int) throws {
    let table = try table(timesTable((1...count).map(String.init)))
    #expect(table.rows.first?.start == 0)
    #expect(table.rows.last?.end == 86_400)
    #expect(table.rows.count == count)
  }

  @Test("Hours from 0 to 23 are hours")
  func hours() throws {
    let table = try table(timesTable((0...23).map(String.init)))
    #expect(table.lengths.allSatisfy { $0 == 60 })
    #expect(table.rows.last?.start == 82_800.0)
  }

  @Test("Options say what bare numbers are")
  func options() throws {
    let text = timesTable(["1", "2", "3"])
    let intervals = try table(text) {
      ($0.times, $0.interval, $0.opens) = (.intervals, 900, 8 * 3600)
    }
    #expect(intervals.shownMinutes == [480, 495, 510])
    #expect(try table(text) { $0.times = .hours }.shownMinutes == [60, 120, 180])
    let minutes = timesTable(["600", "615", "630"])
    #expect(try table(minutes) { $0.times = .minutes }.shownMinutes == [600, 615, 630])
    #expect(try table(minutes) { $0.times = .hhmm }.shownMinutes == [360, 375, 390])
    let seconds = timesTable(["28800", "30600"])
    #expect(try table(seconds) { $0.times = .seconds }.shownMinutes == [480, 510])
  }

  @Test(
    "Where two readings make sense the message has both and the option",
    arguments: [
      (["1", "2", "3"], ["hours", "intervals", "--times hours", "--times intervals"]),
      (["600", "615", "630"], ["06:00", "10:00", "--times hhmm", "--times minutes"]),
      (["0", "1800", "3600", "5400"], ["--times minutes", "--times seconds"]),
      (["8.00", "9.00", "10.00"], ["8.30 = 08:30", "8.5 = 08:30", "--times hours"]),
      (["0.25", "0.5", "0.75"], ["part of a day", "--times fractions"]),
      (["8:00", "9:00", "10:00", "11:00", "12:00", "1:00"], ["afternoon", "1:00 PM"]),
      (["49", "50", "51"], ["number of an interval", "--opens"]),
    ] as [([String], [String])])
  func questions(times: [String], parts: [String]) throws {
    let problem = try #require(problems(timesTable(times)).first)
    for part in parts { #expect("\(problem.finding) \(problem.remedy)".contains(part), "\(problem)") }
  }

  @Test(
    "What is no time is refused with its line and field",
    arguments: ["8:75", "x", "25:99", "08:00:99", "8;", "-1"])
  func nonsense(text: String) throws {
    let problem = try #require(problems(timesTable(["08:00", text, "09:00"])).first)
    #expect(problem.line == 3)
  }
}
