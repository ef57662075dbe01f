import Foundation
import Jobs
import Testing

/// The jobs that simulate nothing, or little.
@Suite("Checks and traces")
struct CheckAndTraceTests {
  @Test("A check says of every file whether it can be used, with places of problems")
  func check() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "good.yaml")
    try bench.write("name: x\nnix: 3\n", to: "bad.yaml")
    let outcome = try await CheckRequest(files: ["good.yaml", "bad.yaml", "none.yaml"])
      .run(in: bench.workshop)
    #expect(outcome.files.map(\.valid) == [true, false, false])
    #expect(outcome.hasErrors)
    #expect(outcome.files[0].digest?.count == 16)
    let problem = try #require(outcome.files[1].problems.first { $0.located.line == 2 })
    #expect(problem.located.file == "bad.yaml")
    #expect(problem.isError)
  }

  @Test("The outcome of a check travels as JSON, which its schema describes")
  func outcome() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "good.yaml")
    try bench.write("name: x\nnix: 3\n", to: "bad.yaml")
    let outcome = try await CheckRequest(files: ["good.yaml", "bad.yaml"]).run(in: bench.workshop)
    let data = Data(try outcome.json().utf8)
    let again = try JSONDecoder().decode(CheckOutcome.self, from: data)
    #expect(try again.json() == outcome.json())
    let text = try RequestSchema.text(of: CheckOutcome.self, title: "Check")
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let files = try #require(schema["properties"] as? [String: [String: Any]])["files"]
    let file = try #require(files?["items"] as? [String: Any])
    #expect(file["required"] as? [String] == ["file", "problems", "valid"])
    let written = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let entries = try #require(written["files"] as? [[String: Any]])
    let known = try #require(file["properties"] as? [String: Any])
    #expect(entries.allSatisfy { Set($0.keys).isSubset(of: known.keys) })
    #expect(try RequestSchema.text(of: RunsOutcome.self, title: "Runs").contains("comparisons"))
  }

  @Test("A deadline that the workshop's clock has passed is an error of the scenario")
  func deadline() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario() + "\nmanagement: {deadline: 2030-01-01}\n", to: "a.yaml")
    var workshop = bench.workshop
    workshop.now = { Date(timeIntervalSince1970: 1_800_000_000) }
    #expect(try await CheckRequest(files: ["a.yaml"]).run(in: workshop).hasErrors == false)
    workshop.now = { Date(timeIntervalSince1970: 1_900_000_000) }
    #expect(try await CheckRequest(files: ["a.yaml"]).run(in: workshop).hasErrors)
  }

  @Test("A trace tells of the contacts asked for, the same for the same seed")
  func trace() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    var request = TraceRequest(file: "a.yaml")
    request.contacts = 3
    let first = try await request.run(in: bench.workshop)
    #expect(Set(first.records.map(\.contact)) == [0, 1, 2])
    #expect(try await request.run(in: bench.workshop).csv() == first.csv())
    request.seed = 8
    #expect(try await request.run(in: bench.workshop).csv() != first.csv())
  }

  @Test("Failures of a trace name the field")
  func failures() async throws {
    let bench = try Bench()
    var request = TraceRequest(file: "a.yaml")
    request.contacts = 0
    #expect(throws: JobFailure.self) { try request.checkFields() }
    let failure = await thrown(by: request, in: bench.workshop)
    #expect(failure?.field == .contacts)
    let missing = await thrown(by: TraceRequest(file: "a.yaml"), in: bench.workshop)
    #expect(missing?.field == .file)
    #expect(missing?.problems.first?.located.file == "a.yaml")
  }

  @Test("A workshop that is stopped ends a trace")
  func stop() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    var workshop = bench.workshop
    workshop.isStopped = { true }
    let failure = await thrown(by: TraceRequest(file: "a.yaml"), in: workshop)
    #expect(failure?.kind == .stopped)
  }
}
