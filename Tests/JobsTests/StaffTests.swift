import Foundation
import Jobs
import Testing

/// Staffing and scenarios to begin with, as jobs.
@Suite("Staffing")
struct StaffTests {
  private static let volumes = "time,calls\n08:00,20\n08:30,40\n09:00,30\n09:30,10\n"

  private func bench() throws -> Bench {
    let bench = try Bench()
    try bench.write(Bench.scenario(), to: "a.yaml")
    try bench.write(Self.volumes, to: "volumes.csv")
    return bench
  }

  private func table() -> StaffRequest {
    var request = StaffRequest(file: "volumes.csv")
    request.behaviour.aht = "300s"
    request.goals.goal = ["80/20"]
    return request
  }

  private func text(_ file: String, _ bench: Bench) throws -> String {
    String(decoding: try Data(contentsOf: bench.folder.appendingPathComponent(file)), as: UTF8.self)
  }

  /// Members of the document that a request has for an outcome.
  private func members(_ request: StaffRequest, _ bench: Bench) async throws -> [String: Any] {
    let text = try await request.run(in: bench.workshop).document()
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("That a scenario has one handle time for all days is said where a table has others")
  func handleTimes() async throws {
    let bench = try bench()
    let days = ["2026-11-30,08:00,60,200", "2026-12-01,08:00,60,600"]
    let rows = days.flatMap { [$0, $0.replacing("08:00", with: "08:30")] }
    try bench.write(
      "date,time,calls,aht_s\n" + rows.joined(separator: "\n") + "\n", to: "volumes.csv")
    var request = table()
    request.behaviour.aht = nil
    let plan = try #require(try await members(request, bench)["remarks"] as? [String])
    #expect(!plan.contains { $0.contains("differ between days") })
    (request.simulation.simulate, request.simulation.replications) = (true, 5)
    let remarks = try #require(try await members(request, bench)["remarks"] as? [String])
    let told = try #require(remarks.first { $0.contains("differ between days") })
    #expect(told.contains("at 08:00 from 200 s to 600 s") && told.contains("400 s here"))
  }

  @Test("The sign of a currency without a name is explained, in both languages")
  func unnamedMoney() async throws {
    let bench = try bench()
    try bench.write(Bench.scenario() + "\ncosts: {wage: 30}\n", to: "cost.yaml")
    var request = StaffRequest(file: "cost.yaml")
    request.goals.goal = ["80/20"]
    request.noReport = true
    let english = try await request.run(in: bench.workshop).text
    #expect(english.contains("¤") && english.contains("names no currency"), "\(english)")
    request.noReport = false
    request.lang = "zh"
    let chinese = try await request.run(in: bench.workshop).text
    #expect(chinese.contains("场景未给出货币"), "\(chinese)")
    try bench.write(Bench.scenario() + "\ncosts: {wage: 30, currency: EUR}\n", to: "cost.yaml")
    #expect(!(try await request.run(in: bench.workshop).text.contains("场景未给出货币")))
  }

  @Test("What simulations say of the plan has a table of its own, beside that of the formulas")
  func goalTable() async throws {
    let bench = try bench()
    var request = table()
    request.simulation.simulate = true
    request.simulation.replications = 5
    (request.out, request.form) = ("plan", "csv")
    let outcome = try await request.run(in: bench.workshop)
    #expect(outcome.names == ["staffing.csv", "staffing-goals.csv"])
    let lines = try text("plan/staffing-goals.csv", bench).split(separator: "\r\n")
    #expect(lines.count == 5, "a heading and four half hours with one goal")
    #expect(
      lines[0].hasPrefix("goal,period,contactType,group,firstDay,start,lastDay,end,unit,bound,simulated,low"))
    #expect(lines[1].hasPrefix("80/20,interval,calls,,") && lines[1].contains(",08:00,"), "\(lines[1])")
    // By formula is what its name says, of the plan that was found.
    let head = try text("plan/staffing.csv", bench).prefix { $0 != "\r\n" }
    #expect(head.contains(",formulaServiceLevel_share,") && !head.contains(",serviceLevel_share,"))
    request.simulation = .init()
    request.out = "formulas"
    #expect(try await request.run(in: bench.workshop).names == ["staffing.csv"])
  }

  @Test("A plan of a table is written in four forms, and says how to make it again")
  func plan() async throws {
    let bench = try bench()
    let found = try await members(table(), bench)
    #expect(found["version"] as? String == "1.2.3")
    #expect(
      found["command"] as? String == "switchboard staff volumes.csv --goal 80/20 --aht 300s")
    let names = ["csv", "html", "json", "xlsx"].map { "Reports/volumes/staffing.\($0)" }
    #expect(names.allSatisfy(bench.files.contains))
  }

  @Test("A plan is simulated where that is asked for, and can be stopped")
  func simulated() async throws {
    let bench = try bench()
    var request = StaffRequest(file: "a.yaml")
    request.goals.goal = ["80/20@month"]
    (request.simulation.simulate, request.simulation.replications) = (true, 2)
    request.noReport = true
    #expect(try await members(request, bench)["simulation"] != nil)
    #expect(bench.files == ["volumes.csv"])
    var workshop = bench.workshop
    workshop.isStopped = { true }
    let failure = await thrown(by: request, in: workshop)
    #expect(failure?.kind == .stopped)
  }

  @Test("Two plans side by side do not mix")
  func sideBySide() async throws {
    let bench = try bench()
    let other = {
      var other = table()
      (other.goals.goal, other.out) = (["95/10"], "other")
      return other
    }()
    async let first = table().run(in: bench.workshop)
    async let second = other.run(in: bench.workshop)
    let together = try await [first.csv, second.csv]
    #expect(together[0] != together[1])
    #expect(try await other.run(in: bench.workshop).csv == together[1])
  }

  private static let mistakes: [Mistake<StaffRequest>] = [
    .init(.aht) { $0.behaviour.aht = nil },
    .init(.goal) { $0.goals.goal = [] },
    .init(.goal) { $0.goals.goal = ["nix"] },
    .init(.goal) { $0.goals.goal = ["nobody:80/20"] },
    .init(.maxAgents) { $0.goals.maxAgents = "1" },
    .init(.shrinkage) { $0.shrinkage = "nix" },
    .init(.minAgents) { ($0.goals.minAgents, $0.goals.maxAgents) = ("5", "2") },
    .init(.blocking) { $0.sizeLines = true },
    .init(.explain) { $0.explain = "03:33" },
    .init(.map) { $0.table.map = ["nix=1"] },
    .init(.times) { $0.table.times = "nix" },
    .init(.opens) { $0.table.opens = "nix" },
    .init(.timeZone) { $0.table.timeZone = "Nix" },
    .init(.forecastError) { $0.simulation.forecastError = "10%" },
    .init(.months) { $0.simulation.months = 5 },
    .init(.months) { ($0.simulation.risk, $0.simulation.months) = (true, 1) },
    .init(.sure) { $0.simulation.sure = "90%" },
    .init(.sure) { ($0.simulation.simulate, $0.simulation.sure) = (true, "30%") },
    .init(.writeScenario) { $0.writeScenario = "../made.yaml" },
    .init(.out) { $0.out = "../out" },
    .init(.file) { $0.file = "none.yaml" },
    .init(.map) { ($0.file, $0.table.map) = ("a.yaml", ["calls=1"]) },
  ]

  @Test("Failures of a staffing name the field", arguments: mistakes)
  func failures(mistake: Mistake<StaffRequest>) async throws {
    let bench = try bench()
    var request = table()
    mistake.change(&request)
    if request.file != "volumes.csv" { request.behaviour.aht = nil }
    let failure = await thrown(by: request, in: bench.workshop)
    #expect(failure?.field == mistake.field, "\(failure?.text() ?? "")")
    #expect(bench.files == ["volumes.csv"], "nothing is written")
  }

  @Test("A scenario is made from a table, a shipped one, or nothing, and never over another")
  func begin() async throws {
    let bench = try bench()
    var workshop = bench.workshop
    workshop.shipped = {
      [ShippedScenario(name: "one", text: Bench.scenario("Shipped"), tables: [])]
    }
    var request = InitRequest()
    request.file = "new.yaml"
    try await request.run(in: workshop)
    #expect(try await CheckRequest(files: ["new.yaml"]).run(in: workshop).hasErrors == false)
    let there = await thrown(by: request, in: workshop)
    #expect(there?.field == .file)
    (request.from, request.force) = ("one", true)
    try await request.run(in: workshop)
    let run = RunRequest(file: "new.yaml")
    #expect(try await run.run(in: workshop).result.scenarioName == "Shipped")
    (request.from, request.behaviour.aht) = ("volumes.csv", "4min")
    try await request.run(in: workshop)
    #expect(try await CheckRequest(files: ["new.yaml"]).run(in: workshop).hasErrors == false)
    (request.from, request.behaviour.aht) = ("oen", nil)
    let unknown = await thrown(by: request, in: workshop)
    #expect(unknown?.field == .from && unknown?.text().contains("Did you mean one?") == true)
  }
}
