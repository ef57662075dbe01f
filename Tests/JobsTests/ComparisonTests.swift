import Foundation
import Jobs
import Synchronization
import Testing

/// Comparisons and variations as jobs.
@Suite("Comparisons")
struct ComparisonTests {
  private func request(_ vary: [String] = ["agents.team.count=4,6"]) -> CompareRequest {
    var request = CompareRequest(files: ["a.yaml"])
    request.vary = vary
    request.replications = 4
    return request
  }

  private func bench() throws -> Bench {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    return bench
  }

  @Test("A comparison writes its report and says how to make it again")
  func compare() async throws {
    let bench = try bench()
    let outcome = try await request().run(in: bench.workshop)
    #expect(outcome.folder == "Reports/a")
    #expect(
      bench.files.dropFirst(2)
        == ["Reports/a/comparison.csv", "Reports/a/comparison.html", "Reports/a/comparison.json"])
    #expect(
      outcome.comparison.context.command
        == "switchboard compare a.yaml --vary 'agents.team.count=4,6' --replications 4 --seed 7")
  }

  @Test("A goal that was given twice counts once, and that is said")
  func goalTwice() async throws {
    let bench = try bench()
    let notices = Mutex<[String]>([])
    var workshop = bench.workshop
    workshop.notice = { notice in notices.withLock { $0.append(notice.words.text()) } }
    var request = request()
    request.comparison.goal = ["80/20", "80%/20s, abandonment<5%"]
    request.comparison.noReport = true
    let outcome = try await request.run(in: workshop)
    #expect(outcome.comparison.context.goals == ["80/20", "abandonment<5%"])
    let told = notices.withLock { $0 }
    #expect(told.contains { $0.contains("The goal 80/20 was given more than once") }, "\(told)")
  }

  @Test("Settings are varied over a grid, or one at a time")
  func vary() async throws {
    let bench = try bench()
    var request = VaryRequest(file: "a.yaml", set: ["arrivals.scale=0.9,1.1", "handling.scale=1,1.2"])
    request.replications = 2
    request.comparison.noReport = true
    #expect(try await request.run(in: bench.workshop).comparison.result.entrants.count == 4)
    request.tornado = true
    // As it is, two rates of arrival, and the one handle time that differs.
    #expect(try await request.run(in: bench.workshop).comparison.result.entrants.count == 4)
    #expect(bench.files.isEmpty)
  }

  @Test(
    "Whatever has a field is varied, also under names with dots and quotes",
    arguments: [
      #"contactTypes["a.b"].arrivals.rates[2]=45,60"#, #"contactTypes["a.b"].arrivals.every=30min,1h"#,
      #"contactTypes["a.b"].talk.sd=1min,2min"#, #"contactTypes["a.b"].patience.atomAtZero=5%,10%"#,
      #"agentGroups["say \"hi\""].shifts[1].end=09:30,10:00"#, "routing.copies=true,false",
    ])
  func fields(setting: String) async throws {
    let bench = try Bench()
    try bench.write(
      #"""
      name: Names
      calendar: {hours: 08:00-10:00, interval: 30 min}
      study: {replications: 2, seed: 7}
      contactTypes:
        - name: a.b
          arrivals: {rates: [60, 30], repeat: true}
          talk: {law: gamma, mean: 3 min, cv: 0.5}
          patience: {law: exponential, mean: 2 min}
      agentGroups:
        - {name: 'say "hi"', shifts: [{start: 08:00, end: 10:00, agents: 5}], skills: [a.b]}
      """#, to: "names.yaml")
    var request = VaryRequest(file: "names.yaml", set: [setting])
    request.replications = 2
    request.comparison.noReport = true
    let entrants = try await request.run(in: bench.workshop).comparison.result.entrants
    #expect(entrants.count == 2)
  }

  @Test("A stopped comparison goes on with what the archive has")
  func goesOn() async throws {
    let bench = try bench()
    let count = Counter()
    let notices = Mutex<[JobNotice]>([])
    var workshop = bench.workshop
    workshop.archive = bench.folder.appendingPathComponent("archive.sqlite")
    workshop.progress = { _ in count.add() }
    workshop.notice = { notice in notices.withLock { $0.append(notice) } }
    workshop.isStopped = { count.value >= 3 }
    let stopped = await thrown(by: request(), in: workshop)
    #expect(stopped?.kind == .stopped && stopped?.canGoOn == true)
    workshop.isStopped = { false }
    let outcome = try await request().run(in: workshop)
    let alone = try await request().run(in: bench.workshop)
    #expect(outcome.csv == alone.csv)
    #expect(notices.withLock { $0.first?.words.text().hasPrefix("Going on with ") } == true)
  }

  @Test("Two comparisons side by side do not mix")
  func sideBySide() async throws {
    let bench = try bench()
    try bench.write(Bench.scenario("Large", rate: 300, agents: 20), to: "b.yaml")
    func csv(_ file: String) async throws -> String {
      var request = request(["arrivals.scale=0.9,1.1"])
      request.files = [file]
      request.comparison.noReport = true
      return try await request.run(in: bench.workshop).csv
    }
    async let small = csv("a.yaml")
    async let large = csv("b.yaml")
    let together = try await [small, large]
    #expect(try await [csv("a.yaml"), csv("b.yaml")] == together)
  }

  private static let mistakes: [Mistake<CompareRequest>] = [
    .init(.files) { $0.vary = [] },
    .init(.vary) { $0.vary = ["nix=1"] },
    .init(.goal) { $0.comparison.goal = ["nix"] },
    .init(.kpi) { $0.comparison.kpi = "nix" },
    .init(.objective) { $0.objective = "nix" },
    .init(.pareto) { $0.pareto = "cost" },
    .init(.indifference) { $0.indifference = "x" },
    .init(.replications) { $0.replications = 1 },
    .init(.maxReplications) { $0.maxReplications = 9 },
    .init(.strata) { $0.strata = 1 },
    .init(.probability) { $0.comparison.probability = "40%" },
    .init(.threads) { $0.comparison.threads = 0 },
    .init(.out) { $0.comparison.out = "" },
  ]

  @Test("Failures of a comparison name the field", arguments: mistakes)
  func failures(mistake: Mistake<CompareRequest>) async throws {
    let bench = try bench()
    var request = request()
    mistake.change(&request)
    let failure = await thrown(by: request, in: bench.workshop)
    #expect(failure?.field == mistake.field)
    #expect(bench.files.isEmpty, "nothing is written")
  }

  @Test("A grid larger than was confirmed is refused before anything is simulated")
  func points() async throws {
    let bench = try bench()
    let request = VaryRequest(file: "a.yaml", set: ["arrivals.scale=1..2:0.001"])
    let failure = await thrown(by: request, in: bench.workshop)
    #expect(failure?.field == .set)
    #expect(failure?.text().contains("confirm with points 1001") == true)
  }
}
