import ContactCenter
import Experiments
import Foundation
import Reporting
import Testing

@Suite("Reports carry dates and what the clocks show")
struct DatedReportTests {
  private static let autumn = DatedClock(
    firstDate: CalendarDate(iso: "2026-10-25"),
    clock: LocalClock(shifts: [.init(at: 10_800, ahead: -3600)]), timeZone: "Europe/Zurich")
  private static let week = DatedClock(firstDate: CalendarDate(iso: "2026-11-30"))

  private func axis(_ starts: [Seconds], _ dates: DatedClock) -> TimeAxis {
    TimeAxis(starts: starts, ends: starts.map { $0 + 1800 }, firstWeekday: nil, dates: dates)
  }

  private func dated(_ dates: DatedClock, intervals: Int = 24, days: Int = 1) -> StudyResult {
    var result = ReportSample.result(intervals: intervals, days: days)
    result.dates = dates
    return result
  }

  @Test("Labels have the date on several days, and tell the repeated hour apart")
  func labels() {
    let long = axis((0..<50).map { Double($0) * 1800 }, Self.autumn)
    #expect(
      (3...9).map(long.label) == [
        "01:30", "02:00", "02:30", "02:00 (2nd)", "02:30 (2nd)", "03:00", "03:30",
      ])
    #expect(long.span(5) == "02:30–03:00")
    #expect(long.span(7) == "02:30 (2nd)–03:00")
    #expect(long.span(49) == "23:30–24:00")
    let several = axis([9000, 12_600, 90_000 + 34_200], Self.autumn)
    #expect(
      [0, 1, 2].map(several.label) == [
        "Sun 25 Oct 02:30", "Sun 25 Oct 02:30 (2nd)", "Mon 26 Oct 09:30",
      ])
    let week = axis((0..<7).map { Double($0) * 86_400 + 34_200 }, Self.week)
    #expect(week.label(0) == "Mon 30 Nov 09:30")
    #expect(week.label(6) == "Sun 6 Dec 09:30")
  }

  @Test("The terminal, the page and Markdown name the days and the time zone")
  func headings() throws {
    var zoned = Self.week
    zoned.timeZone = "Europe/Zurich"
    let result = dated(zoned, intervals: 48, days: 2)
    let span = "Mon 30 Nov to Tue 1 Dec 2026"
    let terminal = ReportSample.text(result)
    #expect(terminal.contains("\(span), Europe/Zurich"))
    #expect(terminal.contains("Tue 1 Dec 08:00"))
    let markdown = ReportSample.markdown(result)
    #expect(markdown.contains("\(span), Europe/Zurich"))
    #expect(markdown.contains("Tue 1 Dec 08:00"))
    let page = ReportSample.page(result)
    #expect(page.contains("\(span), Europe/Zurich"))
    let chart = try #require(ReportSample.charts(result).first)
    guard case .points(_, let axis, _) = chart.kind else { throw TestFailure() }
    #expect(axis.labels.map(\.text).contains("Tue 1 Dec 08:00"))
    #expect(ReportSample.text(result, .zh).contains("2026年11月30日 – 2026年12月1日，Europe/Zurich"))
  }

  private struct TestFailure: Error {}

  @Test("Tables have the columns date and start only where there are dates")
  func tables() {
    let plain = ReportCSV.intervals(of: ReportSample.result())
    #expect(plain.hasPrefix("contactType,interval,from_s,to_s,attempts"))
    let tables = ReportCSV.intervals(of: dated(Self.week)).split(separator: "\r\n")
    #expect(tables[0].hasPrefix("contactType,interval,from_s,to_s,date,start,attempts"))
    #expect(tables[1].hasPrefix("all,0,28800,30600,2026-11-30,08:00,"))
    let groups = ReportCSV.groups(of: dated(Self.week)).split(separator: "\r\n")
    #expect(groups[0].hasPrefix("group,interval,from_s,date,start,"))
    #expect(groups[1].hasPrefix("all,,,,,"))
    #expect(groups[2].hasPrefix("all,0,28800,2026-11-30,08:00,"))
  }

  @Test("The document has dates and times beside the seconds only where there are dates")
  func document() throws {
    #expect(!ReportJSON.text(of: ReportSample.result()).contains("\"date\""))
    let text = ReportJSON.text(of: dated(Self.autumn))
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let intervals = try #require(object?["intervals"] as? [String: Any])
    #expect(intervals["timeZone"] as? String == "Europe/Zurich")
    #expect((intervals["dates"] as? [String])?.first == "2026-10-25")
    // Eight hours have passed, but the clocks show seven.
    #expect((intervals["starts"] as? [String])?.first == "07:00")
    let figures = try #require(object?["figures"] as? [[String: Any]])
    let first = figures.first { $0["interval"] as? Int == 1 }
    #expect(first?["date"] as? String == "2026-10-25")
    #expect(first?["start"] as? String == "07:30")
  }

  @Test("Traces name the date and the time that the clocks show")
  func trace() {
    var model = Model()
    model.calendar.firstDate = Self.autumn.firstDate
    model.calendar.clock = Self.autumn.clock
    let record = TraceRecord(time: 12_600.5, contact: 0, attempt: 1, type: 0, event: .arrives)
    let trace = ContactTrace(model: model)
    #expect(trace.text([record]).contains("Sun 25 Oct 02:30:00.5 (2nd)  arrives"))
    #expect(trace.csv([record]).hasPrefix((ContactTrace.header + ["date", "time"]).joined(separator: ",")))
    #expect(trace.csv([record]).contains(",2026-10-25,02:30:00.5"))
    #expect(trace.json([record]).contains("\"date\": \"2026-10-25\""))
    #expect(ContactTrace(model: Model()).header == ContactTrace.header)
  }
}
