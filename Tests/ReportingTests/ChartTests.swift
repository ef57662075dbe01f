import ContactCenter
import Experiments
import Foundation
import Reporting
import Testing

@Suite("Charts")
struct ChartTests {
  private let charts = Charts.all(ReportSample.result(), context: ReportSample.context)

  private func chart(_ identifier: String) throws -> Chart {
    try #require(charts.first { $0.identifier == identifier })
  }

  @Test("A day has a chart of each subject, in a report's order")
  func subjects() {
    #expect(
      charts.map(\.identifier) == [
        "contacts", "staffing", "service-level", "waits", "abandonment", "queue-length",
        "occupancy", "wait-histogram", "wait-cumulative",
      ])
    #expect(charts.map(\.identifier) == Charts.identifiers)
    #expect(charts.allSatisfy { !$0.title.isEmpty && $0.altText.count > 40 })
  }

  @Test("A specification is valid JSON for Vega-Lite 6 and says what it shows")
  func validJSON() throws {
    for chart in charts {
      let data = Data(chart.specification.json.utf8)
      let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(object["$schema"] as? String == "https://vega.github.io/schema/vega-lite/v6.json")
      #expect(object["description"] as? String == chart.altText)
      #expect(object["layer"] != nil || object["mark"] != nil)
    }
  }

  @Test(
    "Estimates are drawn with their confidence band",
    arguments: ["service-level", "waits", "queue-length"])
  func band(identifier: String) throws {
    let layers = try chart(identifier).specification["layer"]?.elements ?? []
    let band = try #require(layers.first { $0["mark"]?["type"] == "area" })
    #expect(band["encoding"]?["y2"] != nil)
  }

  @Test("The service level's target is a line of its own")
  func target() throws {
    let layers = try chart("service-level").specification["layer"]?.elements ?? []
    let rule = try #require(layers.first { $0["name"] == "target" })
    #expect(rule["encoding"]?["y"]?["datum"] == .number(0.8))
  }

  @Test("The band holds value − half-width and value + half-width, and stays within 0…1")
  func bandFigures() throws {
    let rows = try chart("service-level").specification["data"]?["values"]?.elements ?? []
    let result = ReportSample.result()
    for interval in 0..<result.intervals {
      let estimate = try #require(result.estimate("serviceLevel", interval: interval))
      let (value, half) = (try #require(estimate.value), try #require(estimate.halfWidth))
      #expect(rows[interval]["v0low"] == .number(max(0, value - half)))
      #expect(rows[interval]["v0high"] == .number(min(1, value + half)))
    }
  }

  @Test("Lines end at the closing of a day and begin anew at the next opening")
  func gapsBetweenDays() throws {
    let result = ReportSample.result(intervals: 48, days: 2)
    let chart = try #require(Charts.all(result).first { $0.identifier == "waits" })
    let rows = chart.specification["data"]?["values"]?.elements ?? []
    // 48 intervals, a row that ends each day's steps, and one that breaks the lines between the
    // days.
    #expect(rows.count == 48 + 2 + 1)
    #expect(rows[25]["v0"] == nil && rows[25]["mid"] != nil)
  }

  @Test("A study without intervals has the charts of waits only")
  func batchMeans() {
    let charts = Charts.all(ReportSample.result(intervals: 0))
    #expect(charts.map(\.identifier) == ["wait-histogram", "wait-cumulative"])
  }

  @Test("A file has title, paper and ink; the page's specification has none of them")
  func standalone() throws {
    let chart = try chart("contacts")
    #expect(chart.specification["title"] == nil && chart.specification["config"] == nil)
    let file = chart.standalone()
    #expect(file["title"]?["text"] == .text(chart.title))
    #expect(file["background"] == "#ffffff")
  }

  @Test("JSON escapes quotes, line ends and control characters, and writes no infinite number")
  func escaping() {
    let value: VegaValue = ["a\"b": "\u{1}\n\\", "c": [.number(.infinity), 1.5, 2, nil, true]]
    #expect(value.json == #"{"a\"b":"\u0001\n\\","c":[null,1.5,2,null,true]}"#)
  }

  @Test("The same result gives the same bytes")
  func deterministic() {
    let again = Charts.all(ReportSample.result(), context: ReportSample.context)
    #expect(again == charts)
    #expect(again.map(\.specification.json) == charts.map(\.specification.json))
  }

  @Test("The library is taken from the file that the environment names")
  func bundleVariable() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("bundle-\(UUID().uuidString).js")
    defer { try? FileManager.default.removeItem(at: file) }
    try "window.x = 1".write(to: file, atomically: true, encoding: .utf8)
    #expect(
      ChartTools.bundle(environment: [ChartTools.bundleVariable: file.path]) == "window.x = 1")
    #expect(ChartTools.bundle(environment: [ChartTools.bundleVariable: "/no/such/file"]) == nil)
  }

  @Test("Files are drawn by vl-convert", .enabled(if: ChartRenderer.installed != nil))
  func rendering() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("charts-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let renderer = try #require(ChartRenderer.installed)
    let files = try renderer.write(charts, as: .svg, to: folder)
    #expect(files.count == charts.count)
    for file in files {
      #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("<svg"))
    }
  }

  @Test("A failing script is reported with what it said")
  func failingScript() throws {
    let script = FileManager.default.temporaryDirectory
      .appendingPathComponent("fail-\(UUID().uuidString).sh")
    defer { try? FileManager.default.removeItem(at: script) }
    try "echo no luck >&2\nexit 3\n".write(to: script, atomically: true, encoding: .utf8)
    let renderer = ChartRenderer(python: URL(fileURLWithPath: "/bin/sh"), script: script)
    do {
      _ = try renderer.write(charts, as: .svg, to: FileManager.default.temporaryDirectory)
      Issue.record("the failure was not thrown")
    } catch ChartRenderer.Failure.script(let status, let message) {
      #expect(status == 3)
      #expect(message == "no luck")
    }
  }
}
