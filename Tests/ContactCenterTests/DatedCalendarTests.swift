import ContactCenter
import Testing

@Suite("Calendars have dates, clocks that change, and special days")
struct DatedCalendarTests {
  /// A center from a date on in Zurich.
  private func dated(
    _ date: String, days: Int = 1, hours: Scenario.OpeningHours = .init(open: 0, close: 86_400),
    perHour: Double = 100, interval: Seconds = 1800
  ) -> Scenario {
    var scenario = oneQueue(perHour: perHour, agents: 8, patience: .exponential(mean: 60))
    scenario.calendar.days = days
    scenario.calendar.hours = hours
    scenario.calendar.interval = interval
    scenario.calendar.firstDate = Place.date(date)
    scenario.calendar.timeZone = Place.zurich
    return scenario
  }

  private func volume(_ model: Model, from: Seconds = 0, to: Seconds = .infinity) -> Double {
    model.contactTypes[0].segments.reduce(0) { sum, segment in
      let span = min(to, segment.to) - max(from, segment.from)
      return sum + max(0, span) * segment.c0
    }
  }

  private func problems(_ scenario: Scenario) -> [ScenarioProblem] {
    do throws(ScenarioProblems) {
      return try scenario.modelAndWarnings().warnings
    } catch {
      return error.problems
    }
  }

  // MARK: Clocks

  @Test(
    "A center open around the clock has 50, 46 or 48 half hours",
    arguments: [("2026-10-25", 50), ("2026-03-29", 46), ("2026-10-24", 48)])
  func intervals(_ date: String, _ count: Int) throws {
    let model = try dated(date).model()
    #expect(model.calendar.intervals == count)
    #expect(model.calendar.end == Double(count) * 1800)
    #expect(abs(volume(model) - Double(count) * 50) < 1e-9)
    #expect(model.calendar.clock.shifts.isEmpty == (count == 48))
  }

  @Test("The long day's calls come, all of them")
  func simulated() throws {
    let scenario = dated("2026-10-25")
    let totals = try (0..<200).map { replication in
      let tallies = try simulate(scenario, seed: 25, replication: replication)
      return (0...tallies.intervals).reduce(0) { $0 + tallies.contacts[$1].fresh }
    }
    #expect(abs(Sample(totals).zOfMean(2500, variance: 2500)) < 4)
  }

  @Test("Rates by time of day hold at what the clock shows, twice in the repeated hour")
  func rates() throws {
    var scenario = dated("2026-10-25")
    scenario.contactTypes[0].arrivals.points = (0..<24).map {
      .init(time: Double($0) * 3600, rate: Double($0) / 3600)
    }
    let model = try scenario.model()
    // 0 + 1 + … + 23, and the hour from 02:00 once more.
    #expect(abs(volume(model) - 278) < 1e-9)
    #expect(abs(volume(model, from: 10_800, to: 14_400) - 2) < 1e-9)
    #expect(abs(volume(model, from: 14_400, to: 18_000) - 3) < 1e-9)
  }

  @Test("A line from rate to rate runs by the clock too")
  func linearRates() throws {
    var scenario = dated("2026-10-25")
    scenario.contactTypes[0].arrivals.points = [
      .init(time: 0, rate: 0), .init(time: 86_400, rate: 24),
    ]
    scenario.contactTypes[0].arrivals.interpolation = .linear
    let model = try scenario.model()
    let expected = 24.0 * 43_200 + 2.5 * 3600
    #expect(abs(ArrivalVolume(model.contactTypes[0], model.calendar).total / expected - 1) < 1e-12)
  }

  @Test("Opening hours after the change begin at the right elapsed second")
  func openings() throws {
    let hours = Scenario.OpeningHours(open: 8 * 3600, close: 20 * 3600)
    let model = try dated("2026-10-24", days: 3, hours: hours).model()
    #expect(model.calendar.open.map(\.from) == [28_800, 118_800, 205_200])
    #expect(model.calendar.open.map(\.to) == [72_000, 162_000, 248_400])
    let spring = try dated("2026-03-28", days: 3, hours: hours).model()
    #expect(spring.calendar.open[2].from == 2 * 86_400 - 3600 + 28_800)
  }

  @Test("Where the clocks do not change, a time zone changes nothing but the names")
  func noChange() throws {
    let scenario = dated("2026-07-06", days: 7)
    var plain = scenario
    plain.calendar.firstDate = nil
    plain.calendar.timeZone = nil
    #expect(try simulate(scenario).contacts[20] == simulate(plain).contacts[20])
    #expect(try scenario.model().calendar.clock.shifts.isEmpty)
  }

  @Test("Shifts and numbers of agents go by the clock")
  func agentsByClock() throws {
    var scenario = dated("2026-10-24", days: 2)
    var night = Scenario.Shift(start: 22 * 3600, end: 30 * 3600)
    night.breaks = [.init(start: 27 * 3600, length: 1800)]
    scenario.agentGroups[0].staffing = .shifts([night])
    guard case .rosters(let roster) = try scenario.model().groups[0].staffing else {
      Issue.record("no roster")
      return
    }
    let duty = roster[0].duties[0]
    #expect(duty.from == 79_200)
    #expect(duty.to - duty.from == 9 * 3600)
    #expect(duty.breaks.map(\.from) == [86_400 + 14_400])
    #expect(duty.breaks.map(\.to) == [86_400 + 16_200])

    scenario.agentGroups[0].staffing = .counts([
      .init(time: 0, agents: 1), .init(time: 9000, agents: 5), .init(time: 36_000, agents: 2),
    ])
    guard case .counts(let steps) = try scenario.model().groups[0].staffing else { return }
    // On the second day it is 02:00 again at 03:00.
    let moments: [Seconds] = [0, 9000, 36_000, 86_400, 95_400, 97_200, 99_000, 126_000]
    #expect(steps.map(\.from) == moments)
    #expect(steps.map(\.value) == [1, 5, 2, 1, 5, 1, 5, 2])
  }

  @Test("Laws by time of day and the formula word time go by the clock")
  func laws() throws {
    var scenario = dated("2026-10-25", perHour: 0)
    // Before 03:00 by the clock, which is 4 h after midnight, a call takes 10 s, then 30 s.
    scenario.contactTypes = [calls(at: [7000, 13_000, 14_000, 14_500, 20_000])]
    scenario.contactTypes[0].talk = .init(pieces: [
      .init(from: 0, law: .constant(10)), .init(from: 10_800, law: .constant(30)),
    ])
    let tallies = try simulate(scenario)
    let talk = (0...tallies.intervals).reduce(0.0) { $0 + tallies.groups[$1].talking }
    #expect(talk == 3 * 10 + 2 * 30)
  }

  @Test("Absences are drawn anew when the clock shows midnight")
  func absences() throws {
    var scenario = dated("2026-10-24", days: 3, perHour: 0)
    scenario.contactTypes = [calls(at: [10])]
    scenario.agentGroups[0].staffing = .constant(100)
    scenario.agentGroups[0].absence = 0.5
    let tallies = try simulate(scenario)
    let present = (0..<tallies.intervals).map { tallies.groups[$0].idle.rounded() }
    // The second day has 50 half hours; within a day nobody comes or goes.
    let days = [present[1..<48], present[48..<98], present[98..<146]]
    for day in days { #expect(Set(day).count == 1, "\(day)") }
    #expect(Set(days.map { $0.first! }).count > 1)
  }

  @Test("Outages of lines are over when the clock says so")
  func outages() throws {
    var scenario = dated("2026-10-25")
    var trunks = Scenario.TrunkGroup(name: "main", lines: 30)
    trunks.outages = [.init(from: 36_000, to: 39_600, lines: 3)]
    scenario.trunkGroups = [trunks]
    scenario.contactTypes[0].trunks = "main"
    let model = try scenario.model()
    #expect(model.trunkGroups[0].capacity.map(\.from) == [0, 39_600, 43_200])
  }

  @Test("Planning intervals that the change of the clocks does not fit are refused")
  func interval() throws {
    var scenario = dated("2026-04-05", interval: 3600)
    scenario.calendar.timeZone = Place.lordHowe
    let errors = problems(scenario)
    #expect(errors.map(\.path) == ["calendar.interval"])
    #expect(errors[0].finding.contains("Sun 5 Apr 2026 by 30 min"))
    scenario.calendar.interval = 1800
    #expect(try scenario.model().calendar.intervals == 49)
  }

  // MARK: Special days

  @Test("Special days are closed, open at other hours, or busier")
  func specialDays() throws {
    var scenario = dated(
      "2026-12-21", days: 7, hours: .init(open: 8 * 3600, close: 20 * 3600), perHour: 10)
    var eve = Scenario.SpecialDay(date: Place.date("2026-12-24"))
    eve.hours = .some(.init(open: 8 * 3600, close: 12 * 3600))
    eve.factor = 0.5
    var christmas = Scenario.SpecialDay(date: Place.date("2026-12-25"))
    christmas.name = "Christmas"
    christmas.hours = .some(nil)
    var busy = Scenario.SpecialDay(date: Place.date("2026-12-22"))
    busy.factor = 3
    scenario.calendar.specialDays = [eve, christmas, busy]
    scenario.contactTypes[0].arrivals.weekdayFactors = [.tuesday: 2]
    let model = try scenario.model()
    let volumes = (0..<7).map {
      volume(model, from: Double($0) * 86_400, to: Double($0 + 1) * 86_400).rounded()
    }
    #expect(volumes == [120, 720, 120, 20, 0, 120, 120])
    #expect(model.calendar.open.count == 6)
    #expect(problems(scenario).isEmpty)
  }

  @Test("What cannot be about special days is said")
  func specialDayProblems() throws {
    var scenario = dated("2026-12-21", days: 3)
    scenario.calendar.specialDays = [
      .init(date: Place.date("2026-12-22")), .init(date: Place.date("2026-12-22")),
    ]
    #expect(problems(scenario).map(\.path) == ["calendar.specialDays[1]"])
    #expect(problems(scenario)[0].finding.contains("Tue 22 Dec 2026"))

    scenario.calendar.specialDays = [
      .init(date: Place.date("2026-12-25")), .init(date: Place.date("2026-12-20")),
    ]
    let warnings = try scenario.modelAndWarnings().warnings
    #expect(
      warnings.map(\.finding) == [
        "2 special days lie outside the calendar's days, Mon 21 Dec to Wed 23 Dec 2026; "
          + "the first is Sun 20 Dec 2026."
      ])
    #expect(try scenario.model().calendar.open.count == 3)

    scenario.calendar.firstDate = nil
    #expect(
      Set(problems(scenario).map(\.path)) == ["calendar.specialDays", "calendar.timeZone"])
  }

  // MARK: Dated volumes

  private func withVolumes(_ volumes: [Scenario.DatedVolume]) -> Scenario {
    var scenario = dated(
      "2026-10-24", days: 3, hours: .init(open: 8 * 3600, close: 20 * 3600), perHour: 0)
    scenario.contactTypes[0].arrivals.points = []
    scenario.contactTypes[0].arrivals.datedVolumes = volumes
    return scenario
  }

  @Test("Dated volumes come in their spans, whatever the day's factors are")
  func datedVolumes() throws {
    var scenario = withVolumes([
      .init(start: 28_800, end: 30_600, contacts: 20),
      .init(start: 118_800, end: 122_400, contacts: 30),
      .init(start: 205_200, end: 208_800, contacts: 0),
    ])
    var special = Scenario.SpecialDay(date: Place.date("2026-10-25"))
    special.factor = 5
    scenario.calendar.specialDays = [special]
    scenario.contactTypes[0].arrivals.scale = 2
    let model = try scenario.model()
    #expect(abs(volume(model, to: 86_400) - 40) < 1e-9)
    #expect(abs(volume(model) - 100) < 1e-9)
    #expect(model.contactTypes[0].segments.map(\.day) == [0, 1])
    #expect(problems(scenario).isEmpty)
  }

  @Test("Dated volumes while the center is closed are an error, or dropped with a warning")
  func outside() throws {
    var scenario = withVolumes([
      .init(start: 25_200, end: 28_800, contacts: 7),
      .init(start: 27_000 + 1800, end: 32_400, contacts: 10),
      .init(start: 70_200, end: 73_800, contacts: 6),
      .init(start: 118_800, end: 120_600, contacts: 4),
      .init(start: 205_200, end: 207_000, contacts: 4),
    ])
    let errors = problems(scenario)
    #expect(errors.map(\.severity) == [.error])
    #expect(
      errors[0].finding
        == "2 intervals of the volumes with 10 contacts lie outside the opening hours, the first "
        + "on Sat 24 Oct 07:00.")
    #expect(errors[0].remedy.contains("outside: drop"))
    scenario.contactTypes[0].arrivals.outside = .drop
    #expect(problems(scenario).map(\.severity) == [.warning])
    #expect(abs(volume(try scenario.model()) - 21) < 1e-9)
  }

  @Test("Open days without dated volumes are named")
  func emptyDays() {
    let scenario = withVolumes([.init(start: 28_800, end: 30_600, contacts: 20)])
    #expect(
      problems(scenario).map(\.finding) == [
        "2 open days have no volume; the first is Sun 25 Oct 2026."
      ])
  }

  @Test("Factors of weekdays on dated volumes, and volumes in disorder, are refused")
  func refusedVolumes() {
    var scenario = withVolumes([.init(start: 28_800, end: 30_600, contacts: 20)])
    scenario.contactTypes[0].arrivals.weekdayFactors = [.monday: 1.5]
    #expect(
      problems(scenario).contains { $0.finding == "There are weekdayFactors on dated volumes." })
    scenario = withVolumes([
      .init(start: 28_800, end: 32_400, contacts: 20), .init(start: 30_600, end: 34_200, contacts: 1),
    ])
    #expect(problems(scenario).contains { $0.finding.contains("Sat 24 Oct 08:30 overlaps") })
  }

  @Test("Numbers of agents of dates hold for their spans only")
  func datedStaffing() throws {
    var scenario = withVolumes([
      .init(start: 28_800, end: 72_000, contacts: 50),
      .init(start: 118_800, end: 162_000, contacts: 50),
      .init(start: 205_200, end: 248_400, contacts: 50),
    ])
    scenario.agentGroups[0].staffing = .dated([
      .init(start: 28_800, end: 36_000, agents: 3), .init(start: 36_000, end: 72_000, agents: 5),
      .init(start: 208_800, end: 248_400, agents: 4),
    ])
    guard case .counts(let steps) = try scenario.model().groups[0].staffing else { return }
    let moments: [Seconds] = [28_800, 36_000, 72_000, 208_800]
    #expect(steps.map(\.from) == moments)
    #expect(steps.map(\.value) == [3, 5, 0, 4])
    _ = try simulate(scenario)
  }
}
