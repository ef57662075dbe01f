import ContactCenter
import Experiments
import Foundation
import Reporting
import Testing

@Suite("Charts of a study")
struct StudyChartTests {
  private let charts = ReportSample.charts()

  private struct NoPoints: Error {}

  private func chart(_ identifier: String) throws -> DocumentChart {
    try #require(charts.first { $0.identifier == identifier })
  }

  private func series(_ chart: DocumentChart) throws -> [DocumentChart.Series] {
    guard case .points(let series, _, _) = chart.kind else { throw NoPoints() }
    return series
  }

  @Test("A day has a chart of each subject, in a report's order", arguments: KPILanguage.allCases)
  func subjects(language: KPILanguage) {
    let charts = ReportSample.charts(ReportSample.result(), language)
    #expect(
      charts.map(\.identifier) == [
        "contacts", "staffing", "service-level", "waits", "abandonment", "queue-length",
        "work-waiting", "oldest-waiting", "occupancy", "wait-histogram", "wait-cumulative",
      ])
    #expect(charts.allSatisfy { !$0.title.isEmpty && $0.altText.count > 20 })
  }

  @Test(
    "Estimates are drawn with their confidence band",
    arguments: ["service-level", "waits", "queue-length"])
  func band(identifier: String) throws {
    let bands = try series(try chart(identifier)).filter { $0.form == .band }
    #expect(bands.contains { $0.points.contains { $0.low != nil && $0.high != nil } })
    #expect(ReportSample.page().contains("spread"))
  }

  @Test("The service level's target is a line of its own")
  func target() throws {
    guard case .points(_, _, let axis) = try chart("service-level").kind else { throw NoPoints() }
    #expect(axis.references.map(\.value) == [0.8])
  }

  @Test("The band holds value − half-width and value + half-width, and stays within 0…1")
  func bandFigures() throws {
    let points = try series(try chart("service-level"))[0].points
    let result = ReportSample.result()
    for interval in 0..<result.intervals {
      let estimate = try #require(result.estimate("serviceLevel", interval: interval))
      let (value, half) = (try #require(estimate.value), try #require(estimate.halfWidth))
      #expect(points[interval].low == max(0, value - half))
      #expect(points[interval].high == min(1, value + half))
    }
  }

  @Test("Lines end at the closing of a day and begin anew at the next opening")
  func gapsBetweenDays() throws {
    let result = ReportSample.result(intervals: 48, days: 2)
    let chart = try #require(ReportSample.charts(result).first { $0.identifier == "waits" })
    let points = try series(chart)[0].points
    // 48 intervals, and one that is no number between the days.
    #expect(points.count == 49 && points[24].y.isNaN)
  }

  @Test("A reader is told the figures of every series in each interval")
  func spans() throws {
    let chart = try chart("staffing")
    #expect(chart.spans.count == 24)
    #expect(chart.spans[0].label.hasPrefix("08:00–08:30: Scheduled "))
    #expect(try series(chart).allSatisfy { chart.spans[0].label.contains($0.name) })
  }

  @Test("A study without intervals has the charts of waits only")
  func batchMeans() {
    let charts = ReportSample.charts(ReportSample.result(intervals: 0))
    #expect(charts.map(\.identifier) == ["wait-histogram", "wait-cumulative"])
  }

  @Test("A file has title, words and colors of its own, and is well-formed")
  func files() throws {
    let document = ReportSample.study(ReportSample.result()).document
    let files = try ChartFile.files(of: document, as: .svg)
    #expect(files.map(\.name) == charts.map { "charts/\($0.identifier).svg" })
    for (file, chart) in zip(files, charts) {
      let text = String(decoding: file.data, as: UTF8.self)
      #expect(text.contains(chart.title) && !text.contains("var(--"))
      #expect(text.ranges(of: "<g").count == text.ranges(of: "</g>").count)
      #expect(text.ranges(of: "<svg").count == 1 && text.hasSuffix("</svg>\n"))
    }
  }

  @Test("Pixels are drawn where Chromium is installed", .enabled(if: PDFRenderer.installed != nil))
  func pixels() throws {
    var document = ReportSample.study(ReportSample.result()).document
    document.sections = document.sections.filter { $0.identifier == "charts" }
    document.sections[0].blocks = Array(document.sections[0].blocks.prefix(1))
    let files = try ChartFile.files(of: document, as: .png)
    #expect(files.count == 1 && files[0].data.starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }
}
