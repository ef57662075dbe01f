import ContactCenter
import Foundation
import ScenarioReading
import Testing

@Suite("Calendars with dates, time zones and special days are read")
struct CalendarFormatTests {
  private func text(_ calendar: String, arrivals: String = "perHour: 60") -> String {
    goodText.replacingOccurrences(of: "hours: 08:00-10:00, interval: 30 min", with: calendar)
      .replacingOccurrences(of: "perHour: 60", with: arrivals)
  }

  @Test("Every key of a dated calendar arrives in the model")
  func whole() throws {
    let file = try ScenarioFile.read(
      text: text(
        """
        firstDate: 2026-12-21, timeZone: Europe/Zurich, days: 7, hours: 08:00-10:00, \
        specialDays: [{date: 2026-12-25, name: Christmas, hours: closed}, \
        {date: 2026-12-24, hours: 08:00-09:00, factor: 0.6}]
        """))
    let calendar = file.scenario.calendar
    #expect(calendar.firstDate?.iso == "2026-12-21")
    #expect(calendar.timeZone?.name == "Europe/Zurich")
    #expect(calendar.specialDays.map(\.name) == ["Christmas", ""])
    #expect(calendar.specialDays.map(\.factor) == [1, 0.6])
    #expect(calendar.specialDays[0].hours == .some(nil))
    #expect(file.model.calendar.open.count == 6)
    #expect(file.model.calendar.firstDate?.iso == "2026-12-21")
    #expect(file.model.calendar.timeZone == "Europe/Zurich")
    let volume = file.model.contactTypes[0].segments.reduce(0) { $0 + ($1.to - $1.from) * $1.c0 }
    #expect(abs(volume - (5 * 120 + 36)) < 1e-9)
    #expect(file.warnings.isEmpty)
  }

  @Test("The first date decides the weekday, and firstDay may only agree")
  func firstDay() throws {
    let closed = "firstDate: 2026-11-28, days: 2, weekdays: {sun: closed}, hours: 08:00-10:00"
    #expect(try ScenarioFile.read(text: text(closed)).model.calendar.open.count == 1)
    _ = try ScenarioFile.read(text: text(closed + ", firstDay: sat"))
    let found = problems(of: text(closed + ", firstDay: mon"))
    #expect(found.count == 1)
    #expect(
      found.first?.finding
        == "firstDay is monday, but the firstDate 2026-11-28 is a saturday.")
  }

  @Test(
    "Mistakes in dates are named",
    arguments: [
      ("firstDate: 2026-02-30", "not a day of the calendar"),
      ("firstDate: 30.11.2026", "not a day of the calendar"),
      ("firstDate: 2026-11-30, timeZone: Europe/Zurch", "Did you mean Europe/Zurich?"),
      ("firstDate: 2026-11-30, timeZone: Zurich", "Did you mean Europe/Zurich?"),
      ("timeZone: Europe/Zurich", "needs dates"),
      ("specialDays: [{date: 2026-12-25}]", "Give the calendar a firstDate"),
      (
        "firstDate: 2026-11-30, specialDays: [{date: 2026-11-30}, {date: 2026-11-30}]",
        "Mon 30 Nov 2026 is special day number 1 already"
      ),
      ("firstDate: 2026-11-30, specialDays: [{hours: closed}]", "date"),
      ("firstDate: 2026-11-30, specialDays: [{date: 2026-11-30, factor: 2e6}]", "out of range"),
      (
        "firstDate: 2026-11-30, specialDays: [{date: 2026-11-30, hours: 10:00-09:00}]",
        "closes before it opens"
      ),
      ("firstDate: 2026-11-30, specialDays: [{date: 2026-11-30, hours: closed}]", "closed on every"),
      ("firstDate: 2026-11-30, specialDays: [{date: 2026-12-01}]", "1 special day lies outside"),
    ])
  func mistakes(_ calendar: String, _ words: String) {
    let found = problems(of: text(calendar + ", hours: 08:00-10:00"))
    #expect(found.count == 1, "\(found)")
    #expect(found.first.map { "\($0)" }?.contains(words) == true, "\(found)")
  }

  // MARK: Rates that do not last

  @Test("Rates that end before closing are an error that names the number, or begin anew")
  func repeats() throws {
    let day = "hours: 08:00-12:00"
    let found = problems(of: text(day, arrivals: "rates: [60, 30]"))
    #expect(found.count == 1)
    #expect(found.first?.finding.contains("there must be 4") == true)
    #expect(found.first?.remedy.contains("repeat: true") == true)
    let file = try ScenarioFile.read(
      text: text(day, arrivals: "rates: [60, 30, 0], repeat: true"))
    #expect(
      file.model.contactTypes[0].segments.map { [$0.from / 3600, ($0.c0 * 3600).rounded()] }
        == [[8, 60], [9, 30], [11, 60]])
    let whole = try ScenarioFile.read(text: text(day, arrivals: "rates: [60], every: 4 h"))
    #expect(whole.model.contactTypes[0].segments.count == 1)
  }

  @Test("To repeat goes only with rates")
  func repeatsAlone() {
    let found = problems(of: text("hours: 08:00-10:00", arrivals: "perHour: 60, repeat: true"))
    #expect(found.map(\.finding) == ["\"repeat\" goes only with \"rates\"."])
  }

  @Test("What becomes of volumes outside the opening hours is a word")
  func outside() {
    let calendar = "hours: 08:00-10:00"
    // It belongs to a table: of a rate it would say nothing.
    let found = problems(of: text(calendar, arrivals: "perHour: 60, outside: drop"))
    #expect(found.map(\.finding) == ["\"outside\" goes only with the volumes of a file."])
    #expect(!problems(of: text(calendar, arrivals: "perHour: 60, outside: ignore")).isEmpty)
  }

  @Test("Moments to replay are those that the clocks show")
  func replay() throws {
    let file = try ScenarioFile.read(
      text: text(
        "firstDate: 2026-10-25, timeZone: Europe/Zurich, hours: 24x7",
        arrivals: "process: replay, times: [01:00, 02:30, 03:00, 08:00]"))
    guard case .replay(let times) = file.model.contactTypes[0].arrivals.process else { return }
    #expect(times == [3600, 9000, 14_400, 32_400])
  }
}
