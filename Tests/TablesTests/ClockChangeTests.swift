import ContactCenter
import Tables
import Testing

@Suite("Changes of the clock")
struct ClockChangeTests {
  private let zurich = TimeZoneRules.named("Europe/Zurich")

  private func hours(_ text: String) throws -> [[Double]] {
    try table(text) { $0.timeZone = zurich }.rows.map { [$0.start / 3600, $0.end / 3600] }
  }

  private func moments(_ times: [String], heading: String = "time") throws -> [Double] {
    let text = "\(heading)\n" + times.map { $0 + "\n" }.joined()
    let sheet = try Sheet.read(bytes: Array(text.utf8), name: "moments.csv")
    var options = TableOptions()
    options.timeZone = zurich
    return try MomentTable.read(nil, of: sheet, options: options).moments.map { ($0 / 60).rounded() }
  }

  @Test("Given ends are what the clock shows, also where a row lasts over a change")
  func ends() throws {
    func text(_ date: String) -> String {
      "date,start,end,calls\n\(date),00:00,06:00,5\n\(date),06:00,12:00,5\n\(date),12:00,24:00,5\n"
    }
    #expect(try hours(text("2026-10-25")) == [[0, 7], [7, 13], [13, 25]])
    #expect(try hours(text("2026-03-29")) == [[0, 5], [5, 11], [11, 23]])
    let autumn = try table(text("2026-10-25")) { $0.timeZone = zurich }
    #expect(!autumn.understood.contains("gap"))
  }

  @Test(
    "An end that the clock shows twice is the one that leads to the next row",
    arguments: [
      (["01:30-02:00", "02:00-02:30", "02:30-03:00", "02:00-02:30", "02:30-03:00", "03:00-03:30"], 6.0),
      (["01:30-02:00", "02:00-02:30", "02:30-02:00", "02:00-02:30", "02:30-03:00", "03:00-03:30"], 6.0),
      (["01:00-02:30", "02:30-03:00"], 4), (["00:00-03:00", "03:00-04:00"], 10),
      (["01:00-02:00", "02:00-03:00", "02:00-03:00", "03:00-04:00"], 8),
    ] as [([String], Double)])
  func repeatedEnds(times: [String], halves: Double) throws {
    let text = timesTable(times.map { "2026-10-25 " + $0 })
    let rows = try hours(text)
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0[1] == $1[0] }, "\(rows)")
    #expect(rows.last![1] - rows[0][0] == halves / 2, "\(rows)")
  }

  @Test("An hour that comes twice but stands once keeps its rows as long as they say")
  func once() throws {
    let times = ["01:30-02:00", "02:00-02:30", "02:30-03:00", "03:00-03:30"]
    let text = timesTable(times.map { "2026-10-25 " + $0 })
    #expect(try hours(text) == [[1.5, 2], [2, 2.5], [2.5, 3], [4, 4.5]])
  }

  @Test("Times with and without an offset are refused, with a time zone as without")
  func mixed() {
    let text = timesTable(["2026-07-01T06:00Z", "2026-07-01 08:30", "2026-07-01 09:00"])
    #expect(problems(text).first?.line == 3)
    #expect(problems(text) { $0.timeZone = zurich }.first?.line == 3)
  }

  @Test("Moments have offsets, universal time and the hour that comes twice as intervals do")
  func ofMoments() throws {
    let autumn = ["02:10", "02:50", "02:10", "02:50", "03:10"].map { "2026-10-25 " + $0 }
    #expect(try moments(autumn) == [130, 170, 190, 230, 250])
    #expect(try moments(autumn.reversed()) == [130, 170, 190, 230, 250])
    #expect(try moments(["2026-10-25 01:00", "2026-10-25 02:10", "2026-10-25 02:10"]) == [60, 130, 130])
    #expect(try moments(["2026-07-01 08:00:00"], heading: "time (UTC)") == [600])
    #expect(try moments(["2026-07-01T08:00:00Z", "2026-07-01T08:20:00+02:00"]) == [500, 600])
    #expect(throws: TableProblems.self) { try moments(["2026-07-01T08:00:00Z", "2026-07-01 08:20:00"]) }
    #expect(throws: TableProblems.self) { try moments(["2026-03-29 02:10"]) }
    #expect(throws: TableProblems.self) { try moments([]) }
    let unclear = ["02:10", "02:50", "02:10", "02:50", "02:20", "03:10"].map { "2026-10-25 " + $0 }
    #expect(throws: TableProblems.self) { try moments(unclear) }
    #expect(throws: TableProblems.self) { try moments(["2026-10-25 02:50", "2026-10-25 02:10"]) }
  }
}
