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

  @Test("Ctrl-C keeps the finished replications, marks them partial and gives exit code 130")
  func interruption() async throws {
    let folder = try TemporaryFolder()
    let running = try Program.start([
      "run", "Scenarios/05-a-real-day.yaml", "--replications", "1000000", "--threads", "1",
      "--no-archive", "--out", folder.url.appendingPathComponent("report").path,
    ])
    try await Task.sleep(for: .seconds(2))
    running.process.interrupt()
    let result = try running.finish()
    #expect(result.status == 130, "\(result.errors)")
    let document = try #require(
      JSONSerialization.jsonObject(with: folder.data("report/report.json")) as? [String: Any])
    let study = try #require(document["study"] as? [String: Any])
    #expect(study["isPartial"] as? Bool == true)
    let replications = try #require(study["replications"] as? Int)
    #expect((1..<1_000_000).contains(replications))
    #expect(folder.names(in: "report") == Self.reportFiles)
  }
}
