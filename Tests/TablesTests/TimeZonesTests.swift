import ContactCenter
import Tables
import Testing

@Suite("Time zones are found by name")
struct TimeZonesTests {
  @Test(
    "Days on which clocks change have their lengths",
    arguments: [
      ("Europe/Zurich", "2026-03-29", 23.0), ("Europe/Zurich", "2026-10-25", 25),
      ("Europe/Zurich", "2026-10-26", 24), ("America/New_York", "2026-11-01", 25),
      ("America/New_York", "2026-03-08", 23), ("Australia/Lord_Howe", "2026-04-05", 24.5),
      ("Australia/Lord_Howe", "2026-10-04", 23.5), ("Asia/Shanghai", "2026-10-25", 24),
      ("UTC", "2026-03-29", 24), ("Europe/Zurich", "1981-03-29", 23),
      ("Europe/Zurich", "2099-10-25", 25),
    ])
  func lengths(_ name: String, _ date: String, _ hours: Double) throws {
    let rules = try #require(TimeZoneRules.named(name))
    let first = try #require(CalendarDate(iso: date))
    #expect(rules.name == name)
    #expect(rules.clock(from: first, days: 1).midnight(ofDay: 1) == hours * 3600)
  }

  @Test(
    "Names that are no place are refused, and the one that was meant is found",
    arguments: [
      ("Europe/Zürich", "Europe/Zurich"), ("Zurich", "Europe/Zurich"),
      ("europe/zurich", "Europe/Zurich"), ("America/NewYork", "America/New_York"),
      ("New_York", "America/New_York"),
    ])
  func nearest(_ name: String, _ meant: String) {
    #expect(TimeZoneRules.named(name) == nil)
    #expect(TimeZoneRules.nearestName(to: name) == meant)
  }
}
