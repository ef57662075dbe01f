import Foundation
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
    #expect(folder.names(in: "1") == Self.reportFiles)
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

  /// Whether `make setup` has installed what draws charts as files.
  static let canDraw: Bool = {
    let python = Program.root.appendingPathComponent(".tools/venv/bin/python")
    let process = Process()
    process.executableURL = python
    process.arguments = ["-c", "import vl_convert"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  @Test(
    "`--charts` writes every chart as a picture that the report in Markdown shows",
    .enabled(if: canDraw, "vl-convert is not installed: run `make setup`"),
    arguments: [("svg", Data("<svg".utf8)), ("png", Data([0x89, 0x50, 0x4E, 0x47]))])
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
      #expect(picture.starts(with: start) && picture.count > 5000, "\(name)")
      #expect(report.contains("charts/\(name)"))
    }
  }

  @Test(
    "A stopped run keeps the finished replications, marks them partial and says who stopped it",
    arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func interruption(signal: Int32, code: Int32) async throws {
    let folder = try TemporaryFolder()
    let running = try Program.start([
      "run", "Scenarios/05-a-real-day.yaml", "--replications", "1000000", "--threads", "1",
      "--no-archive", "--out", folder.url.appendingPathComponent("report").path,
    ])
    try await Task.sleep(for: .seconds(2))
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
