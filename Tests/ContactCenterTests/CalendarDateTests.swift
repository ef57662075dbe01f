import ContactCenter
import Testing

@Suite("Dates are those of the Gregorian calendar")
struct CalendarDateTests {
  @Test("Counting day by day from 1600 to 2400 gives every date and its number")
  func everyDay() throws {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    // 1600-01-01 is 135,140 days before 1970-01-01, and was a Saturday.
    var number = -135_140
    var weekday = 5
    for year in 1600...2400 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for month in 1...12 {
        let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
        for day in 1...length {
          let date = CalendarDate(dayNumber: number)
          let parts = date.parts
          try #require(parts == (year, month, day), "\(number)")
          try #require(CalendarDate(year: year, month: month, day: day)?.dayNumber == number)
          try #require(date.weekday.rawValue == weekday, "\(year)-\(month)-\(day)")
          number += 1
          weekday = (weekday + 1) % 7
        }
        #expect(CalendarDate(year: year, month: month, day: length + 1) == nil)
      }
    }
  }

  @Test(
    "A date is read as it is written",
    arguments: ["2026-11-30", "1970-01-01", "2000-02-29", "0001-01-01", "9999-12-31"])
  func iso(_ text: String) {
    #expect(CalendarDate(iso: text)?.iso == text)
  }

  @Test(
    "What is no date is refused",
    arguments: [
      "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-2-3", "26-01-02",
      "2026/01/02", "+026-01-02", "2026-01-0x", "", "2026-001-02",
    ])
  func noDate(_ text: String) {
    #expect(CalendarDate(iso: text) == nil)
  }

  @Test("Dates have names for headings and labels")
  func names() throws {
    let date = try #require(CalendarDate(iso: "2026-11-30"))
    #expect(date.short == "30 Nov")
    #expect(date.long == "Mon 30 Nov 2026")
    #expect(date.adding(days: 6).long == "Sun 6 Dec 2026")
    let dates = DatedClock(firstDate: date)
    #expect(dates.span(from: 28_800, to: 72_000) == "Mon 30 Nov 2026")
    #expect(dates.span(from: 0, to: 7 * 86_400) == "Mon 30 Nov to Sun 6 Dec 2026")
    #expect(
      dates.span(from: 0, to: 40 * 86_400) == "Mon 30 Nov 2026 to Fri 8 Jan 2027")
    #expect(dates.dateAndTime(at: 2 * 86_400 + 34_200) == "Wed 2 Dec 09:30")
    #expect(DatedClock().dateAndTime(at: 2 * 86_400 + 34_200) == "day 3, 09:30")
    #expect(DatedClock().span(from: 0, to: 86_400) == nil)
  }
}
