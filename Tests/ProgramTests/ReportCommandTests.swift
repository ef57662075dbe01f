import Foundation
import Testing

/// Management reports as a user makes them.
@Suite("The program's management reports")
struct ReportCommandTests {
  private let folder: TemporaryFolder
  private let archive: String

  init() throws {
    folder = try TemporaryFolder()
    archive = folder.url.appendingPathComponent("archive.sqlite").path
    try FileManager.default.createSymbolicLink(
      at: folder.url.appendingPathComponent("Scenarios"),
      withDestinationURL: Program.root.appendingPathComponent("Scenarios"))
  }

  private func run(_ words: [String]) throws -> Program.Result {
    try Program.start(words, in: folder.url, archive: archive).finish()
  }

  private func content(_ name: String) throws -> Data {
    try Data(contentsOf: folder.url.appendingPathComponent(name))
  }

  private static let worked = [
    "run", "Scenarios/worked-example.yaml", "--replications", "10", "--quiet",
  ]

  @Test("run --smart writes all forms; report makes the same from the archive without simulating")
  func sameFromArchive() throws {
    let made = try run(Self.worked + ["--smart", "--lang", "en,zh", "--out", "made"])
    #expect(made.status == 0, "\(made.errors)")
    let again = try run(["report", "last", "--lang", "en,zh", "--out", "again"])
    #expect(again.status == 0, "\(again.errors)")
    for name in [
      "management.html", "management.json", "management.en.md", "management.zh.md",
      "management.en.xlsx", "management.zh.xlsx", "kpis.csv", "plans.csv", "heat.csv",
    ] {
      #expect(try content("made/\(name)") == content("again/\(name)"), "\(name)")
    }
    let page = String(decoding: try content("made/management.html"), as: UTF8.self)
    #expect(page.contains("Service level") && page.contains("服务水平"))
    #expect(!page.contains("http://") || !page.contains("<script src"))
    let printed = try run(["report", "1", "--form", "json", "--out", "-"])
    #expect(try printed.output == content("made/management.json"))
  }

  @Test("The edition of two pages has the decision and all targets, and nothing else")
  func brief() throws {
    let made = try run(Self.worked + ["--smart", "--brief", "--out", "made"])
    #expect(made.status == 0, "\(made.errors)")
    let text = String(decoding: try content("made/management-brief.md"), as: UTF8.self)
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
    #expect(headings.count == 2 && headings.first == "## 1 On one page")
    #expect(text.contains("Service level") && !text.contains("Specific"))
    let again = try run(["report", "last", "--brief", "--out", "again"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(try content("made/management-brief.html") == content("again/management-brief.html"))
    let wrong = try run(["report", "last", "--brief", "--form", "xlsx", "--out", "wrong"])
    #expect(wrong.status != 0 && wrong.errors.contains("html, md, pdf"))
  }

  @Test("Fewer replications for plans are those of the figures too, and the report says so")
  func firstReplications() throws {
    let made = try run(Self.worked + ["--smart", "--smart-replications", "6", "--out", "made"])
    #expect(made.status == 0, "\(made.errors)")
    let text = String(decoding: try content("made/management.md"), as: UTF8.self)
    #expect(text.contains("first 6 of the run's 10 replications"))
    let report = try JSONSerialization.jsonObject(with: content("made/management.json"))
    let run = (report as? [String: Any])?["run"] as? [String: Any]
    #expect(run?["replications"] as? Int == 6)
  }

  @Test("The figures of management.json are those of report.json")
  func sameFigures() throws {
    #expect(try run(Self.worked + ["--smart", "--out", "made"]).status == 0)
    let report = try JSONSerialization.jsonObject(with: content("made/management.json"))
    let kpis = (report as? [String: Any])?["kpis"] as? [[String: Any]] ?? []
    func value(_ name: String) -> Double? {
      let line = kpis.first { $0["identifier"] as? String == name }
      return (line?["estimate"] as? [String: Any])?["value"] as? Double
    }
    let types = String(decoding: try content("made/types.csv"), as: UTF8.self)
      .split(whereSeparator: \.isNewline).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    for (kpi, column) in [
      ("serviceLevel", "serviceLevel_share"), ("averageSpeedOfAnswer", "averageSpeedOfAnswer_s"),
      ("averageQueueTime", "averageWaitOfQueued_s"), ("percentAbandoned", "abandonedProportion_share"),
    ] {
      let place = try #require(types.first?.firstIndex { $0 == column }, "\(column)")
      let own = try #require(Double(types[1][place]))
      #expect(abs((value(kpi) ?? -1) - own) < 1e-9 * max(1, own), "\(kpi)")
    }
    // 341.5 scheduled hours at 35 an hour with 45 % on top, and 3,000 a day.
    let cost = (value("costPerCall") ?? 0) * (value("totalCalls") ?? 0)
    #expect(cost > 20_331 && cost < 22_500)
  }

  @Test("Several runs are periods, with a trend from three on")
  func periods() throws {
    for day in ["2026-07-31", "2026-08-31", "2026-09-30"] {
      #expect(try run(Self.worked + ["--date", day]).status == 0)
    }
    let result = try run(["report", "1", "2", "3", "--form", "json,md", "--out", "periods"])
    #expect(result.status == 0, "\(result.errors)")
    let text = String(decoding: try content("periods/management.json"), as: UTF8.self)
    #expect(text.contains("2026-07-31") && text.contains("slopePerDay"))
    let two = try run(["report", "3", "--compare", "1", "--form", "csv", "--out", "two"])
    #expect(two.status == 0)
    #expect(String(decoding: try content("two/periods.csv"), as: UTF8.self).contains("2026-07-31"))
  }

  @Test(
    "Bad input ends with code 2 and a remedy, and writes nothing",
    arguments: [
      (["report", "7"], "switchboard run"), (["report", "last", "--form", "doc"], "xlsx"),
      (["report", "last", "--lang", "fr"], "en,zh"),
      (worked + ["--smart", "--budget", "-1"], "--budget"),
      (worked + ["--smart", "--deadline", "soon"], "2027-03-31"),
      (worked + ["--smart", "--profile", "mine"], "purdue_2003_us"),
      (worked + ["--smart", "--no-report"], "--smart"),
      (["run", "Scenarios/01-one-queue.yaml", "--smart", "--budget", "5"], "costs"),
    ])
  func badInput(words: [String], hint: String) throws {
    let result = try run(words)
    #expect(result.status == 2 || result.status == 64, "\(result.errors)")
    #expect(result.errors.contains(hint), "\(result.errors)")
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(left == ["Scenarios"])
  }

  @Test("A typo in a phrase of one's own is told with its place, before anything is simulated")
  func templateTypo() throws {
    let own = """
      texts:
        en:
          phrases:
            miss.state: "{kpi} is {valu}."
      """
    _ = try folder.write(own, to: "own.yaml")
    let result = try run(Self.worked + ["--smart", "--catalogue", "own.yaml"])
    #expect(result.status == 2)
    #expect(result.errors.contains("own.yaml:4:"), "\(result.errors)")
    #expect(result.errors.contains("valu"))
  }

  @Test("A run without a mechanism says so in every form")
  func notMeasured() throws {
    #expect(
      try run([
        "run", "Scenarios/01-one-queue.yaml", "--replications", "3", "--smart",
        "--smart-replications", "2", "--quiet", "--out", "made",
      ]).status == 0)
    let text = String(decoding: try content("made/management.md"), as: UTF8.self)
    #expect(text.contains("Issues are not modelled"))
    let csv = String(decoding: try content("made/kpis.csv"), as: UTF8.self)
    let line = try #require(
      csv.split(whereSeparator: \.isNewline).first { $0.contains("firstCallResolution") })
    #expect(line.contains("notMeasured") && line.contains(",,"))
  }

  @Test("The schema of reports is JSON")
  func schema() throws {
    let result = try run(["schema", "--report"])
    #expect(result.status == 0)
    let schema = try JSONSerialization.jsonObject(with: result.output) as? [String: Any]
    #expect((schema?["$schema"] as? String)?.contains("2020-12") == true)
  }
}
