import Foundation
import Reporting
import Testing

/// `switchboard run` as a whole: from a file to a folder of reports.
@Suite("The program runs scenarios")
struct RunCommandTests {
  static let reportFiles: Set<String> = [
    "report.json", "report.html", "report.md", "intervals.csv", "types.csv", "groups.csv",
  ]

  @Test("There are scenarios to run")
  func thereAreScenarios() {
    #expect(ShippedScenarios.paths.count >= 8)
  }

  @Test(
    "A shipped scenario keeps all conservation laws and gives the same bytes on one thread and two",
    arguments: ShippedScenarios.paths)
  func scenarioRuns(path: String) throws {
    let folder = try TemporaryFolder()
    for threads in ["1", "2"] {
      let out = folder.url.appendingPathComponent(threads).path
      let result = try Program.run([
        "run", path, "--replications", "3", "--threads", threads, "--check", "--no-archive",
        "--format", "json", "--out", out,
      ])
      #expect(result.status == 0, "\(path): \(result.errors)")
      let document = try #require(
        JSONSerialization.jsonObject(with: result.output) as? [String: Any])
      #expect(document["figures"] != nil)
      #expect(result.output == (try folder.data("\(threads)/report.json")))
    }
    #expect(folder.names(in: "1").subtracting(["costs.csv"]) == Self.reportFiles)
    for name in Self.reportFiles.sorted() {
      let isSame = try folder.data("1/\(name)") == folder.data("2/\(name)")
      #expect(isSame, "\(path): \(name) depends on the number of threads")
    }
  }

  @Test("Another seed gives other figures, the same seed the same")
  func seeds() throws {
    func document(seed: String) throws -> Data {
      try Program.run([
        "run", "Scenarios/05-a-real-day.yaml", "--replications", "2", "--seed", seed, "--no-report",
        "--no-archive", "--format", "json",
      ]).output
    }
    let first = try document(seed: "7")
    #expect(try document(seed: "7") == first)
    #expect(try document(seed: "8") != first)
  }

  @Test("The table ends with the place of the report")
  func textOutput() throws {
    let folder = try TemporaryFolder()
    let result = try Program.run([
      "run", "Scenarios/05-a-real-day.yaml", "--replications", "2", "--out",
      folder.url.appendingPathComponent("mine").path,
    ])
    #expect(result.status == 0)
    #expect(result.text.contains("Service level"))
    #expect(result.text.hasSuffix("mine/report.html\n"))
  }

  @Test("A run is listed by `switchboard runs`")
  func archive() throws {
    let folder = try TemporaryFolder()
    let scenario = Program.root.appendingPathComponent("Scenarios/05-a-real-day.yaml").path
    // Program.start points the archive elsewhere, so the run and the list share its folder by name.
    let archive = folder.url.appendingPathComponent("runs.sqlite").path
    let process = Process()
    process.executableURL = Program.file
    process.arguments = ["run", scenario, "--replications", "2", "--quiet", "--no-report"]
    process.currentDirectoryURL = folder.url
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SWITCHBOARD_ARCHIVE": archive], uniquingKeysWith: { $1 })
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let list = try Program.run(["runs", "--archive", archive, "--format", "json"])
    #expect(list.status == 0)
    #expect(list.text.contains("A real day"))
  }

  @Test("A run with --out is found by `runs` and `report last`; another run's report stays")
  func archiveAndFolder() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Self.small, to: "x.yaml")
    let archive = folder.url.appendingPathComponent("Reports/archive.sqlite").path
    func run(_ words: String) throws -> Program.Result {
      try Program.start(
        words.split(separator: " ").map(String.init), in: folder.url, archive: archive
      ).finish()
    }
    for _ in 1...2 {
      let first = try run("run x.yaml --replications 2 --out made")
      #expect(first.status == 0 && first.text.hasSuffix("Report: made/report.html\n"))
      #expect(first.errors.isEmpty, "\(first.errors)")
    }
    let page = try folder.data("made/report.html")
    let other = try run("run x.yaml --replications 3 --out made --threads 1")
    #expect(other.status == 0 && other.text.hasSuffix("Report: made-2/report.html\n"))
    #expect(other.errors.contains("note: made holds another report, which stays"))
    #expect(try folder.data("made/report.html") == page)
    let list = try run("runs")
    #expect(list.text.contains("  made-2  ") && list.text.contains("  made  "), "\(list.text)")
    #expect(try run("report last --form md").text.hasPrefix("# "))
    #expect(try run("report last --form html,md").status == 0)
    #expect(folder.names(in: "Reports/run-3").contains("management.md"))
    let replaced = try run("run x.yaml --replications 3 --out made --force --quiet --form md,csv")
    #expect(replaced.status == 0 && replaced.errors.isEmpty)
    #expect(folder.names(in: "made") == ["report.md", "intervals.csv", "types.csv", "groups.csv"])
    // The two runs whose report was replaced have none now.
    let folders = try run("runs").text.components(separatedBy: "\n").map {
      $0.components(separatedBy: "  ").filter { !$0.isEmpty }.dropFirst(3).first?
        .trimmingCharacters(in: .whitespaces)
    }
    #expect(
      folders.drop { $0 != "Report" }.prefix(5) == ["Report", "made", "made-2", "–", "–"], "\(folders)")
  }

  @Test("Without the environment's archive it is the current folder's, wherever the report goes")
  func archiveOfFolder() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Self.small, to: "x.yaml")
    func run(_ words: [String]) throws -> Program.Result {
      try Program.start(words, in: folder.url, archive: "").finish()
    }
    let out = folder.url.appendingPathComponent("far/away").path
    #expect(try run(["run", "x.yaml", "--replications", "2", "--quiet", "--out", out]).status == 0)
    #expect(folder.names(in: "Reports").contains("archive.sqlite"))
    #expect(try run(["runs"]).text.contains("far/away"))
    let last = try run(["report", "last", "--form", "html,md"])
    #expect(last.text.contains("Reports/run-1/management.md\n"), "\(last.errors)")
    // One text without a folder goes to standard output, as the help says.
    let printed = try run(["report", "last", "--form", "md"])
    #expect(printed.text.hasPrefix("# "), "\(printed.errors)")
  }

  @Test(
    "`--form` refuses what is no form of this report",
    arguments: [
      (["--form", "doc"], "there is no form \"doc\""),
      (["--form", "md", "--no-report"], "--no-report has none"),
    ])
  func forms(words: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.small, to: "x.yaml")
    let result = try Program.run(["run", file.path] + words, in: folder.url)
    #expect(result.status != 0 && result.errors.contains(message), "\(result.errors)")
    #expect(folder.names(in: "") == ["x.yaml"])
  }

  private static let small = """
    name: Small
    calendar: {hours: "08:00-10:00"}
    contactTypes: [{name: calls, arrivals: {perHour: 60}, talk: 3 min, patience: 2 min}]
    agentGroups: [{name: agents, agents: 4, skills: [calls]}]
    """

  @Test("The formula stands beside the simulation, and agrees where it is exact")
  func formula() throws {
    let result = try Program.run([
      "run", "Scenarios/01-one-queue.yaml", "--replications", "20", "--no-report", "--no-archive",
      "--format", "json",
    ])
    let document = try #require(
      JSONSerialization.jsonObject(with: result.output) as? [String: Any])
    let formula = try #require(document["formula"] as? [String: Any])
    #expect(formula["model"] as? String == "Erlang C (M/M/n)")
    #expect(formula["isExact"] as? Bool == true)
    let figures = try #require(formula["figures"] as? [[String: Any]])
    for figure in figures {
      let expected = try #require(figure["formula"] as? Double)
      let value = try #require(figure["value"] as? Double)
      let half = try #require(figure["halfWidth"] as? Double)
      // Seed 1; 20 replications, so that 3 half-widths are more than six standard errors.
      #expect(abs(value - expected) < 3 * half, "\(figure)")
    }
    #expect(figures.count == 6)
  }

  @Test("A warning is printed once, with its place")
  func warnings() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      """
      name: Too much
      contactTypes: [{name: calls, arrivals: {perHour: 60}, talk: 3 min}]
      agentGroups: [{name: agents, agents: 2, skills: [calls]}]
      """, to: "much.yaml")
    let result = try Program.run(["run", file.path, "--no-report", "--replications", "2"])
    #expect(result.status == 0)
    #expect(result.errors.contains("much.yaml:2:16: warning: The load is 150% of what"))
    #expect(!result.text.contains("The load is"))
  }

  @Test("A report's folder has no charts and traces of an earlier run, and keeps other files")
  func oldFiles() throws {
    let folder = try TemporaryFolder()
    let out = folder.url.appendingPathComponent("report")
    let command = [
      "run", "Scenarios/01-one-queue.yaml", "--replications", "2", "--no-archive", "--quiet",
      "--out", out.path,
    ]
    #expect(try Program.run(command + ["--contacts-csv"]).status == 0)
    #expect(folder.names(in: "report") == Self.reportFiles.union(["contacts.csv"]))
    try FileManager.default.createDirectory(
      at: out.appendingPathComponent("charts"), withIntermediateDirectories: true)
    _ = try folder.write("old", to: "report/charts/waits.svg")
    _ = try folder.write("mine", to: "report/charts/mine.svg")
    _ = try folder.write("mine", to: "report/notes.txt")
    #expect(try Program.run(command).status == 0)
    #expect(folder.names(in: "report") == Self.reportFiles.union(["charts", "notes.txt"]))
    #expect(folder.names(in: "report/charts") == ["mine.svg"])
  }

  /// The forms of chart files that can be made here: pixels need Chromium.
  static let chartForms: [(String, Data)] =
    [("svg", Data("<?xml".utf8))]
    + (PDFRenderer.installed == nil ? [] : [("png", Data([0x89, 0x50, 0x4E, 0x47]))])

  @Test(
    "`--charts` writes every chart as a picture that the report in Markdown shows",
    arguments: chartForms)
  func charts(form: String, start: Data) throws {
    let folder = try TemporaryFolder()
    let result = try Program.run([
      "run", "Scenarios/05-a-real-day.yaml", "--replications", "3", "--no-archive", "--charts", form,
      "--out", folder.url.appendingPathComponent("report").path,
    ])
    #expect(result.status == 0, "\(result.errors)")
    let names = folder.names(in: "report/charts")
    #expect(names.contains("service-level.\(form)") && names.count >= 7, "\(names)")
    let report = String(decoding: try folder.data("report/report.md"), as: UTF8.self)
    for name in names.sorted() {
      let picture = try folder.data("report/charts/\(name)")
      #expect(picture.starts(with: start) && picture.count > 3000, "\(name)")
      #expect(report.contains("charts/\(name)"))
    }
  }

  @Test(
    "A stopped run keeps the finished replications, marks them partial and says who stopped it",
    arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func interruption(signal: Int32, code: Int32) throws {
    let folder = try TemporaryFolder()
    let running = try Program.start([
      "run", "Scenarios/05-a-real-day.yaml", "--replications", "1000000", "--threads", "1",
      "--no-archive", "--out", folder.url.appendingPathComponent("report").path,
    ])
    // A task that sleeps is woken late where all threads of tests are busy, and the run goes on.
    Thread.sleep(forTimeInterval: 2)
    kill(running.process.processIdentifier, signal)
    let result = try running.finish()
    #expect(result.status == code, "\(result.errors)")
    let document = try #require(
      JSONSerialization.jsonObject(with: folder.data("report/report.json")) as? [String: Any])
    let study = try #require(document["study"] as? [String: Any])
    #expect(study["isPartial"] as? Bool == true)
    let replications = try #require(study["replications"] as? Int)
    #expect((1..<1_000_000).contains(replications))
    #expect(folder.names(in: "report") == Self.reportFiles)
  }
}
