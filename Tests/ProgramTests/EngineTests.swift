import Foundation
import Testing

/// Processes of the program that simulate for another one.
@Suite("Processes as workers")
struct EngineTests {
  @Test("Processes lead to the same report as threads")
  func sameBytes() throws {
    let folder = try TemporaryFolder()
    let scenario = Program.root.appendingPathComponent("Scenarios/06-callers-who-come-back.yaml").path
    func report(_ words: [String], _ name: String) throws -> Data {
      let result = try Program.run(
        ["run", scenario, "--replications", "6", "--quiet", "--form", "json", "--out", name] + words,
        in: folder.url)
      #expect(result.status == 0, "\(result.errors)")
      return try Data(contentsOf: folder.url.appendingPathComponent("\(name)/report.json"))
    }
    let threads = try report(["--check"], "first")
    #expect(try report(["--check", "--engine", "processes", "--threads", "3"], "other") == threads)
  }

  @Test("A worker that is asked nothing ends, and one that is asked nonsense says so")
  func nonsense() throws {
    #expect(try Program.run(["worker"]).status == 0)
    let result = try Program.run(["run", "--engine", "magic", "Scenarios/01-one-queue.yaml"])
    #expect(result.status == 2 && result.errors.contains("processes"))
  }
}
