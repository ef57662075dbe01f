import Foundation
import Testing

@Suite("Runs that are shared out")
struct ShardCommandTests {
  private let scenario = Program.root.appendingPathComponent("Scenarios/small-center.yaml").path
  private let place: TemporaryFolder
  private var folder: URL { place.url }

  init() throws { place = try TemporaryFolder() }

  private func run(_ out: String, _ more: [String]) throws -> Program.Result {
    try Program.run(
      ["run", scenario, "--no-archive", "--quiet", "--out", folder.appendingPathComponent(out).path] + more)
  }

  /// All files of a folder, by name.
  private func files(_ name: String) throws -> [String: Data] {
    let place = folder.appendingPathComponent(name)
    let names = try FileManager.default.subpathsOfDirectory(atPath: place.path)
    var files: [String: Data] = [:]
    for name in names {
      let file = place.appendingPathComponent(name)
      if let data = try? Data(contentsOf: file) { files[name] = data }
    }
    return files
  }

  @Test(
    "Shards by processes give the bytes of threads, up to a number and to a half-width",
    arguments: [
      ["--replications", "300"],
      ["--replications", "20", "--precision", "serviceLevel=1%", "--max-replications", "2000"],
    ])
  func sameBytes(study: [String]) throws {
    #expect(try run("threads", study).status == 0)
    let shared = try run("shards", study + ["--engine", "processes", "--tasks", "5"])
    #expect(shared.status == 0, "\(shared.errors)")
    let (one, other) = (try files("threads"), try files("shards"))
    #expect(one == other && one["report.json"] != nil)
    #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("shards.shards").path))
  }

  @Test("Foreign files stay, tables may lie in folders, and places may be called anything")
  func strangePlaces() throws {
    let here = folder.appendingPathComponent("a; b $(c) '=")
    try FileManager.default.createDirectory(
      at: here.appendingPathComponent("tables"), withIntermediateDirectories: true)
    let text = try String(
      contentsOf: Program.root.appendingPathComponent("Scenarios/08-a-week.yaml"), encoding: .utf8)
    try text.replacing("08-a-week.csv", with: "tables/week.csv").write(
      to: here.appendingPathComponent("week.yaml"), atomically: true, encoding: .utf8)
    try FileManager.default.copyItem(
      at: Program.root.appendingPathComponent("Scenarios/08-a-week.csv"),
      to: here.appendingPathComponent("tables/week.csv"))
    let mine = here.appendingPathComponent("out.shards")
    try FileManager.default.createDirectory(at: mine, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: mine.appendingPathComponent("thesis.txt"))
    let result = try Program.run(
      [
        "run", "week.yaml", "--replications", "3", "--no-archive", "--quiet", "--out", "out", "--engine",
        "processes", "--tasks", "2",
      ], in: here)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: mine.path) == ["thesis.txt"])
  }

  @Test("A plan can be done by hand, shard by shard in any order, and merged")
  func byHand() throws {
    let study = ["--replications", "40"]
    #expect(try run("threads", study).status == 0)
    let shards = folder.appendingPathComponent("plan").path
    let made = try run("made", study + ["--engine", "processes", "--tasks", "4", "--shards", shards])
    #expect(made.status == 0, "\(made.errors)")
    let plan = shards + "/plan.json"
    for index in [2, 0] { try FileManager.default.removeItem(atPath: shards + "/shard-0000\(index).sbd") }
    let merged = folder.appendingPathComponent("merged").path
    let lacking = try Program.run(["merge", plan, "--out", merged])
    #expect(lacking.status == 2 && lacking.errors.contains("2 of 4 shards are missing: 0, 2"))
    #expect(try Program.run(["shard", plan, "--index", "2"]).status == 0)
    let partial = try Program.run(["merge", plan, "--partial", "--out", merged])
    #expect(partial.status == 2, "without the first shard there is nothing in order")
    let first = try Program.run(["shard", plan, "--index", "0"])
    #expect(first.status == 0 && first.text.contains("is done"))
    #expect(try Program.run(["shard", plan, "--index", "0"]).text.contains("was done before"))
    #expect(try Program.run(["merge", plan, "--out", merged]).status == 0)
    #expect(try files("merged") == files("threads"))
  }

  @Test("What cannot be shared out, or is another plan's, is said before anything runs")
  func refusals() throws {
    func complaint(_ more: [String]) throws -> String {
      let result = try run("none", more)
      #expect(result.status == 2)
      return result.errors
    }
    #expect(try complaint(["--tasks", "3"]).contains("--tasks goes only with --engine"))
    #expect(try complaint(["--engine", "slurm", "--slots", "3"]).contains("--slots goes only with"))
    #expect(try complaint(["--engine", "processes", "--contacts-csv"]).contains("simulated elsewhere"))
    let shards = folder.appendingPathComponent("plan").path
    let mine = ["--engine", "processes", "--tasks", "2", "--shards", shards]
    #expect(try run("made", ["--replications", "4"] + mine).status == 0)
    #expect(try complaint(["--replications", "6"] + mine).contains("the plan of another run"))
    let plan = shards + "/plan.json"
    let text = try String(contentsOfFile: plan, encoding: .utf8)
    try text.replacing("\"program\" : \"", with: "\"program\" : \"0.0.1 ").write(
      toFile: plan, atomically: true, encoding: .utf8)
    let other = try Program.run(["shard", plan, "--index", "0"])
    #expect(other.status == 65 && other.errors.contains("must run the same one"))
    try text.replacing("\"version\" : 1", with: "\"version\" : 9").write(
      toFile: plan, atomically: true, encoding: .utf8)
    #expect(try Program.run(["merge", plan]).errors.contains("version 9"))
    let none = try Program.run(["shard", folder.appendingPathComponent("no.json").path, "--index", "0"])
    #expect(none.status == 65)
  }
}
