import ContactCenter
import Testing

/// Places with the changes of their clocks in 2026, in universal time.
enum Place {
  static let zurich = TimeZoneRules(
    name: "Europe/Zurich", firstOffset: 3600,
    changes: [
      .init(moment: utc("2026-03-29", 1), offset: 7200),
      .init(moment: utc("2026-10-25", 1), offset: 3600),
    ])
  static let newYork = TimeZoneRules(
    name: "America/New_York", firstOffset: -18_000,
    changes: [
      .init(moment: utc("2026-03-08", 7), offset: -14_400),
      .init(moment: utc("2026-11-01", 6), offset: -18_000),
    ])
  static let lordHowe = TimeZoneRules(
    name: "Australia/Lord_Howe", firstOffset: 39_600,
    changes: [
      .init(moment: utc("2026-04-04", 15), offset: 37_800),
      .init(moment: utc("2026-10-03", 15.5), offset: 39_600),
    ])
  /// Clocks that are set back over midnight, at 00:30, and forward from midnight on.
  static let overMidnight = TimeZoneRules(
    name: "Nowhere/Midnight", firstOffset: 0,
    changes: [
      .init(moment: utc("2026-05-01", 0), offset: 3600),
      .init(moment: utc("2026-09-01", -0.5), offset: 0),
    ])

  static func date(_ text: String) -> CalendarDate { CalendarDate(iso: text)! }

  private static func utc(_ text: String, _ hour: Double) -> Int {
    date(text).dayNumber * 86_400 + Int(hour * 3600)
  }
}

@Suite("Clocks on the wall are set forward and back")
struct LocalClockTests {
  static let days: [(TimeZoneRules, String, Double)] = [
    (Place.zurich, "2026-03-29", 23), (Place.zurich, "2026-10-25", 25),
    (Place.zurich, "2026-10-24", 24), (Place.newYork, "2026-11-01", 25),
    (Place.newYork, "2026-03-08", 23), (Place.lordHowe, "2026-04-05", 24.5),
    (Place.lordHowe, "2026-10-04", 23.5), (Place.overMidnight, "2026-05-01", 23),
    (Place.overMidnight, "2026-08-31", 24),
  ]

  @Test("Days have 23, 25 or other numbers of hours", arguments: days)
  func lengths(_ rules: TimeZoneRules, _ date: String, _ hours: Double) {
    let clock = rules.clock(from: Place.date(date), days: 1)
    #expect(clock.midnight(ofDay: 1) == hours * 3600)
    #expect(clock.nextMidnight(after: 0) == hours * 3600)
    #expect(clock.midnight(ofDay: 0) == 0)
  }

  @Test("Every moment is found by what the clock shows then, once or twice", arguments: days)
  func bothWays(_ rules: TimeZoneRules, _ date: String, _ hours: Double) {
    let clock = rules.clock(from: Place.date(date).adding(days: -1), days: 3)
    for elapsed in stride(from: 0.0, to: 3 * 86_400, by: 450) {
      let shown = clock.shown(elapsed)
      let times = [clock.elapsed(shown), clock.secondElapsed(shown)]
      #expect(times.contains(elapsed), "\(elapsed)")
      #expect(clock.shows(shown))
      #expect(clock.nextMidnight(after: elapsed) > elapsed)
    }
  }

  @Test("In Zurich the hour from 02:00 is shown twice in autumn and never in spring")
  func zurich() {
    let autumn = Place.zurich.clock(from: Place.date("2026-10-25"), days: 1)
    #expect(autumn.elapsed(9000) == 9000)
    #expect(autumn.secondElapsed(9000) == 12_600)
    #expect(autumn.secondElapsed(10_800) == nil)
    #expect(autumn.elapsed(10_800) == 14_400)
    #expect(autumn.timeOfDay(at: 12_600) == 9000)
    let spring = Place.zurich.clock(from: Place.date("2026-03-29"), days: 1)
    #expect(!spring.shows(9000))
    #expect(spring.elapsed(9000) == 7200)
    #expect(spring.shown(7200) == 10_800)
    let dates = DatedClock(firstDate: Place.date("2026-10-25"), clock: autumn)
    #expect(dates.dateAndTime(at: 9000) == "Sun 25 Oct 02:30")
    #expect(dates.dateAndTime(at: 12_600) == "Sun 25 Oct 02:30 (2nd)")
    #expect(dates.span(from: 0, to: 25 * 3600) == "Sun 25 Oct 2026")
  }

  @Test("A span is cut where the clock is changed")
  func stretches() {
    let clock = Place.zurich.clock(from: Place.date("2026-10-25"), days: 1)
    func parts(_ clock: LocalClock, _ from: Seconds, _ to: Seconds) -> [[Seconds]] {
      clock.stretches(from: from, to: to).map { [$0.from, $0.to, $0.ahead] }
    }
    #expect(parts(clock, 3600, 20_000) == [[3600, 10_800, 0], [10_800, 20_000, -3600]])
    #expect(parts(clock, 0, 10_800) == [[0, 10_800, 0]])
    #expect(parts(clock, 10_800, 11_000) == [[10_800, 11_000, -3600]])
    #expect(parts(LocalClock(), 5, 6) == [[5, 6, 0]])
  }

  @Test("A clock set back over midnight begins the day twice")
  func overMidnight() {
    let clock = Place.overMidnight.clock(from: Place.date("2026-08-31"), days: 2)
    #expect(clock.nextMidnight(after: 0) == 86_400)
    #expect(clock.nextMidnight(after: 86_400) == 90_000)
    #expect(clock.nextMidnight(after: 87_000) == 90_000)
    #expect(clock.nextMidnight(after: 90_000) == 90_000 + 86_400)
  }

  @Test("A first day whose midnight is skipped begins an hour late")
  func skippedMidnight() {
    let clock = Place.overMidnight.clock(from: Place.date("2026-05-01"), days: 1)
    #expect(clock.shown(0) == 3600)
    #expect(clock.elapsed(0) == 0)
    #expect(clock.elapsed(28_800) == 25_200)
  }
}
