import Foundation
import Jobs
import Testing

/// Formulas, exact cases and the catalogue as jobs.
@Suite("Formulas and catalogues")
struct FormulaTests {
  private func queue(_ model: ErlangRequest.Queue = .patient) -> ErlangRequest {
    var request = ErlangRequest(model: model)
    (request.load, request.aht) = ("10", "180s")
    return request
  }

  /// The members of an outcome's document.
  private func members(_ outcome: ErlangOutcome) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(outcome.json().utf8))
    return try #require(value as? [String: Any])
  }

  @Test("Erlang C of 10 erlangs and 14 agents: 17.413 % wait, 7.836 s on the average")
  func erlang() async throws {
    var request = queue()
    request.agents = "14"
    let found = try members(try await request.run(in: Bench().workshop))
    let wait = try #require(found["waitProbability"] as? Double)
    #expect(abs(wait - 0.17413193359504983) < 1e-12)
    let speed = try #require(found["averageSpeedOfAnswer"] as? Double)
    #expect(abs(speed - 7.835937011777243) < 1e-9)
  }

  @Test("A goal that was given twice counts once")
  func goalTwice() async throws {
    var request = queue()
    request.goal = ["80/20", "80/20 asa<10s"]
    let goals = try members(try await request.run(in: Bench().workshop))["goals"] as? [Any]
    #expect(goals?.count == 2)
  }

  @Test("Without agents the fewest for the goals, and lists make a table with files")
  func search() async throws {
    let bench = try Bench()
    var request = queue()
    request.serviceLevel = "80%"
    #expect(try members(try await request.run(in: bench.workshop))["agents"] as? Double == 14)
    request.serviceLevel = nil
    (request.agents, request.out) = ("12..14", "page")
    let outcome = try await request.run(in: bench.workshop)
    #expect(outcome.folder == "page")
    #expect(bench.files == ["page", "page/erlang.csv", "page/erlang.html", "page/erlang.json"])
    #expect(outcome.csv.split(whereSeparator: \.isNewline).count == 4)
  }

  @Test("Chat takes a table of speeds, searches for agents, and tells what the shortcut would say")
  func chat() async throws {
    let workshop = try Bench().workshop
    var request = ErlangRequest(model: .chat)
    (request.calls, request.per, request.aht) = (["100"], "1h", "480s")
    (request.speed, request.concurrency, request.agents) = ("1", "3", "5")
    let found = try members(try await request.run(in: workshop))
    let speed = try #require(found["averageSpeedOfAnswer"] as? Double)
    #expect(abs(speed - 162.88406423734506) < 1e-6)
    let shortcut = try #require(found["shortcutErlangC"] as? Double)
    #expect(abs(shortcut - 212.49938392817756) < 1e-6)
    (request.agents, request.serviceLevel) = (nil, "80%")
    #expect(try members(try await request.run(in: workshop))["agents"] as? Double == 6)
    // A column for what was asked, and another for what came of it.
    (request.serviceLevel, request.concurrency, request.agents) = (nil, "3..4", "6")
    let heads = try await request.run(in: workshop).csv.prefix { !$0.isNewline }.split(separator: ",")
    #expect(heads.contains("concurrency") && Set(heads).count == heads.count)
    (request.concurrency, request.agents) = ("3", nil)
    request.speed = "1,0.8"
    await #expect(throws: JobFailure.self) { try await request.run(in: workshop) }
  }

  @Test("Processor sharing has no waits to judge")
  func sharing() async throws {
    var request = ErlangRequest(model: .sharing)
    (request.calls, request.per, request.aht) = (["9"], "1h", "300s")
    let workshop = try Bench().workshop
    #expect(try members(try await request.run(in: workshop))["sessionDuration"] as? Double == 1200)
    request.serviceLevel = "80%"
    await #expect(throws: JobFailure.self) { try await request.run(in: workshop) }
  }

  @Test("Threads are loaded by all their turns, and mail is done by both clocks")
  func threadsAndMail() async throws {
    let workshop = try Bench().workshop
    var threads = ErlangRequest(model: .returning)
    (threads.calls, threads.per, threads.aht) = (["60"], "1h", "90s")
    (threads.returning, threads.thinking, threads.wave) = ("75%", "7min", "8h")
    threads.waiting = "20%"
    let found = try members(try await threads.run(in: workshop))
    #expect(found["agents"] as? Double == 9)
    let lag = try #require(found["waveLag"] as? Double)
    #expect(abs(lag / 60 - 25.214135) < 1e-5)
    var mail = ErlangRequest(model: .deferrable)
    (mail.calls, mail.per, mail.aht) = (["20"], "1h", "6min")
    (mail.hours, mail.agents, mail.within) = ("9-17", "8", "4h")
    var night = try members(try await mail.run(in: workshop))
    #expect(abs((night["serviceLevel"] as? Double ?? 0) - 1 / 3.0) < 1e-9)
    #expect(abs((night["meanAge"] as? Double ?? 0) - 64 / 9.0) < 1e-9)
    #expect(abs((night["clearedAfter"] as? Double ?? 0) - (5 + 1 / 3.0)) < 1e-9)
    mail.business = true
    night = try members(try await mail.run(in: workshop))
    #expect(night["serviceLevel"] as? Double == 1)
    // A week's mail: as many agents as its work needs in its hours, and no fewer.
    (mail.calls, mail.per, mail.agents) = ([], nil, "6")
    (mail.hours, mail.arriving) = ("mon-fri 8-18", "mon-fri 8-18=30, mon-fri 18-8=7, sat-sun 0-24=8")
    await #expect(throws: Never.self) { try await mail.run(in: workshop) }
    mail.agents = "1"
    await #expect(throws: JobFailure.self) { try await mail.run(in: workshop) }
    (mail.agents, mail.hours) = ("6", "mon 25-26")
    await #expect(throws: JobFailure.self) { try await mail.run(in: workshop) }
  }

  @Test("A goal as a text asks for what the fields of goals do, with a wait of its own")
  func goals() async throws {
    let bench = try Bench()
    var (fields, text) = (queue(.impatient), queue(.impatient))
    (fields.patience, text.patience) = ("120s", "120s")
    (fields.within, fields.serviceLevel) = ("30s", "80%")
    (fields.asa, fields.abandonment) = ("10s", "3%")
    text.goal = ["80/30 asa<10s", "abandonment < 3%"]
    let found = try members(try await text.run(in: bench.workshop))
    let expected = try members(try await fields.run(in: bench.workshop))
    for name in ["agents", "acceptableWait", "serviceLevel", "abandonedProportion"] {
      let value = try #require(expected[name] as? Double)
      #expect(found[name] as? Double == value, "\(name)")
    }
    #expect(found["bindingGoal"] as? String == "abandonedProportion")
  }

  private static let mistakes: [Mistake<ErlangRequest>] = [
    .init(.goal) { $0.goal = ["vip 80/20"] },
    .init(.goal) { $0.goal = ["80/20@day"] },
    .init(.goal) { $0.goal = ["cost<5"] },
    .init(.goal) { $0.goal = ["80/20", "90/30"] },
    .init(.agents) { $0.agents = "x" },
    .init(.aht) { $0.aht = nil },
    .init(.calls) { $0.load = nil },
    .init(.load) { $0.calls = ["3"] },
    .init(.per) { ($0.load, $0.calls) = (nil, ["3"]) },
    .init(.ahtCv) { $0.ahtCv = "1" },
    .init(.sources) { $0.sources = "3" },
    .init(.preemptive) { $0.preemptive = true },
    .init(.queue) { ($0.agents, $0.queue) = ("12", "x") },
    .init(.within) { ($0.agents, $0.within) = ("12", "-1") },
    .init(.solve) { $0.solve = .lines },
    .init(.serviceLevel) { $0.serviceLevel = "0.8.1" },
    .init(.out) { $0.out = "../page" },
    .init(.lines) { ($0.agents, $0.lines) = ("12", "5") },
    .init(.retryAfter) { $0.model = .retrial },
  ]

  @Test("Failures of a formula name the field", arguments: mistakes)
  func failures(mistake: Mistake<ErlangRequest>) async throws {
    let bench = try Bench()
    var request = queue()
    if mistake.field == .out { request.agents = "12" }
    mistake.change(&request)
    let failure = await thrown(by: request, in: bench.workshop)
    #expect(failure?.field == mistake.field, "\(failure?.text() ?? "")")
  }

  @Test("KPIs are found by number, code and name; others are named with the nearest")
  func kpis() async throws {
    let workshop = try Bench().workshop
    var request = KPIRequest()
    request.names = ["21", "SL2", "serviceLevel"]
    #expect(try await request.run(in: workshop).json().contains("serviceLevel"))
    request.names = ["servicelevle"]
    let failure = await thrown(by: request, in: workshop)
    #expect(failure?.field == .names)
    #expect(failure?.text().contains("Did you mean serviceLevel?") == true)
  }

  private static let cases = """
    {"schema": "truth/1", "family": "erlang_c", "cases": [{
      "id": "EC", "model": "M/M/n (Erlang C)",
      "params": {"servers": 14, "load_erlang": 10, "aht_s": 180, "threshold_s": 20},
      "outputs": {"asa_s": {"value": 7.835937011777243, "ref_err": 1e-12}}}]}
    """

  @Test("Exact cases are judged, kept and chosen by name")
  func verify() async throws {
    let bench = try Bench()
    try bench.write(Self.cases, to: "cases.json")
    try bench.write(Self.cases.replacing("7.8359", with: "9.8359"), to: "wrong.json")
    var request = VerifyRequest(paths: ["cases.json"])
    (request.only, request.keep) = (.solver, "kept")
    #expect(try await request.run(in: bench.workshop).result.hasPassed)
    #expect(bench.files.contains("kept/verification.json"))
    request.paths = ["wrong.json"]
    #expect(try await request.run(in: bench.workshop).result.hasPassed == false)
    request.case = ["nix"]
    let failure = await thrown(by: request, in: bench.workshop)
    #expect(failure?.field == .case)
    request.effort = 0
    #expect(throws: JobFailure.self) { try request.checkFields() }
  }
}
