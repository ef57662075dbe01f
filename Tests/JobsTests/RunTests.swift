import Foundation
import Jobs
import Synchronization
import Testing

/// Runs as jobs.
@Suite("Runs")
struct RunTests {
  @Test("A run writes its report into the workshop and tells of its progress")
  func run() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    let told = Mutex<[JobProgress]>([])
    var workshop = bench.workshop
    workshop.progress = { progress in told.withLock { $0.append(progress) } }
    var request = RunRequest(file: "a.yaml")
    request.form = "json,md"
    let outcome = try await request.run(in: workshop)
    #expect(outcome.folder == "Reports/a")
    #expect(bench.files == ["Reports", "Reports/a", "Reports/a/report.json", "Reports/a/report.md"])
    #expect(outcome.result.replications == 4)
    #expect(outcome.context.commandLine == "switchboard run a.yaml --replications 4 --seed 7")
    #expect(told.withLock { $0.map(\.done) } == [1, 2, 3, 4])
    let written = try String(
      contentsOf: bench.folder.appendingPathComponent("Reports/a/report.json"), encoding: .utf8)
    #expect(written == outcome.document)
  }

  @Test("The command of a report reads an amount back as it was given")
  func budget() async throws {
    let bench = try Bench()
    try bench.write(
      Bench.scenario() + "\ncosts: {currency: EUR, wage: 20}\n", to: "a.yaml")
    var request = RunRequest(file: "a.yaml")
    (request.management.smart, request.management.budget) = (true, 6000)
    (request.form, request.management.smartReplications) = ("md", 2)
    _ = try await request.run(in: bench.workshop)
    let written = try String(
      contentsOf: bench.folder.appendingPathComponent("Reports/a/management.md"), encoding: .utf8)
    #expect(written.contains("--budget 6000 "))
  }

  @Test("Two runs side by side give what they give alone, each with its own processor time")
  func sideBySide() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario("Small"), to: "a.yaml")
    try bench.write(Bench.scenario("Large", rate: 600, agents: 40), to: "b.yaml")
    func run(_ file: String) async throws -> RunOutcome {
      var request = RunRequest(file: file)
      request.form = "json"
      return try await request.run(in: bench.workshop)
    }
    async let small = run("a.yaml")
    async let large = run("b.yaml")
    let together = try await [small, large]
    #expect(together.map(\.folder) == ["Reports/a", "Reports/b"])
    for (outcome, file) in zip(together, ["a.yaml", "b.yaml"]) {
      #expect(try await run(file).document == outcome.document)
      // The work of one job cannot take its one worker longer than the job took.
      #expect(outcome.result.processorSeconds > 0)
      #expect(outcome.result.processorSeconds <= outcome.result.wallSeconds * 1.05 + 0.01)
    }
  }

  @Test("A second run with other figures goes beside the first, and says so")
  func beside() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    let notices = Mutex<[JobNotice]>([])
    var workshop = bench.workshop
    workshop.notice = { notice in notices.withLock { $0.append(notice) } }
    var request = RunRequest(file: "a.yaml")
    request.form = "md"
    _ = try await request.run(in: workshop)
    request.study.seed = 8
    let outcome = try await request.run(in: workshop)
    #expect(outcome.folder == "Reports/a-2")
    let texts = notices.withLock { $0.map { $0.words.text() } }
    #expect(texts.count == 1 && texts[0].contains("force replaces the other"))
  }

  private static let mistakes: [Mistake<RunRequest>] = [
    .init(.replications) { $0.study.replications = 0 },
    .init(.confidence) { $0.study.confidence = "95" },
    .init(.precision) { $0.study.precision = ["nonsense"] },
    .init(.threads) { $0.study.threads = 0 },
    .init(.maxReplications) { $0.study.maxReplications = 10 },
    .init(.form) { $0.form = "nix" },
    .init(.lang) { $0.management.lang = "fr" },
    .init(.date) { $0.management.date = "today" },
    .init(.profile) { $0.management.profile = "nix" },
    .init(.budget) { $0.management.budget = -1 },
    .init(.catalogue) { $0.management.catalogue = ["none.yaml"] },
    .init(.out) { $0.out = " " },
    .init(.smart) { ($0.management.smart, $0.noReport) = (true, true) },
  ]

  @Test("Failures of a run name the field", arguments: mistakes)
  func failures(mistake: Mistake<RunRequest>) async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    var request = RunRequest(file: "a.yaml")
    mistake.change(&request)
    let failure = await thrown(by: request, in: bench.workshop)
    #expect(failure?.field == mistake.field)
    #expect(bench.files.isEmpty, "nothing is written")
  }

  @Test("A run that is stopped keeps the replications that are done")
  func stop() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    var workshop = bench.workshop
    let count = Counter()
    workshop.progress = { _ in count.add() }
    workshop.isStopped = { count.value >= 2 }
    var request = RunRequest(file: "a.yaml")
    request.form = "json"
    let outcome = try await request.run(in: workshop)
    #expect(outcome.result.isPartial)
    #expect((2..<4).contains(outcome.result.replications))
  }

  @Test("The report of a recorded run is made anew from the archive")
  func report() async throws {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    var workshop = bench.workshop
    workshop.archive = bench.folder.appendingPathComponent("archive.sqlite")
    var run = RunRequest(file: "a.yaml")
    run.noReport = true
    #expect(try await run.run(in: workshop).number == 1)
    #expect(try await RunsRequest().run(in: workshop).runs.map(\.scenario) == ["Small"])
    var report = ReportRequest(runs: ["last"])
    report.form = "html,md"
    #expect(try await report.run(in: workshop).folder == "Reports/run-1")
    // One text alone is told, not written.
    report.form = "md"
    #expect(try await report.run(in: workshop).folder == nil)
    report.out = "-"
    let outcome = try await report.run(in: workshop)
    #expect(outcome.files.map(\.name) == ["management.md"] && outcome.folder == nil)
    report.runs = ["9"]
    let failure = await thrown(by: report, in: workshop)
    #expect(failure?.field == .runs)
  }
}
