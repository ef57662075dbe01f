import ContactCenter
import Testing
import Verification

/// The text of a file with one case.
private func file(family: String, params: String, outputs: String = "{}") -> String {
  "{\"family\": \"\(family)\", \"cases\": [{\"id\": \"A\", \"params\": \(params), "
    + "\"outputs\": \(outputs)}]}"
}

private func plan(_ family: String, _ params: String, outputs: String = "{}") throws -> CasePlan {
  let cases = CaseReader.read(
    text: file(family: family, params: params, outputs: outputs), file: "f.json"
  ).cases
  return try Families.plan(cases[0], Effort(factor: 0.01))
}

@Suite("Cases become scenarios")
struct MappingTests {
  @Test("A loss system has a queue without room")
  func loss() throws {
    let scenario = try plan("erlang_b", "{\"servers\": 10, \"load_erlang\": 8}").runs[0].scenario
    #expect(scenario.queues[0].capacity == 0)
    #expect(scenario.agentGroups[0].staffing == .constant(10))
    #expect(scenario.contactTypes[0].arrivals.points[0].rate == 1)
  }

  @Test("Priority rules become ranks, longest queue and first come a choice among equal ranks")
  func rules() throws {
    let scenario = try plan(
      "multiskill",
      """
      {"calls_per_hour": [60, 40], "aht_s": {"type0_group0": 100, "type0_group1": 200,
       "type1_group1": 300}, "mean_patience_s": [120, null], "servers": [3, 4],
       "route": [[0, 1], [1]], "rules": {"0": ["fcfs", [0]], "1": ["prio", [1, 0]]},
       "queue_capacity_per_type": null, "queue_capacity_total": 8}
      """
    ).runs[0].scenario
    let group = scenario.agentGroups[1]
    #expect(group.skills.map(\.queue) == ["queue 1", "queue 0"])
    #expect(group.skills.map(\.rank) == [1, 2])
    #expect(group.skills.map(\.preference) == [1, 2])
    #expect(group.skills[1].talk == .exponential(mean: 200))
    #expect(scenario.waitingRoom == 8)
    #expect(scenario.contactTypes[1].patience == Scenario.TimedLaw(.never))
    #expect(scenario.agentGroups[0].contactSelection == .oldestFirst)
    #expect(scenario.routing.policy == .queuePriority)
  }

  @Test("Groups that choose by different rules keep them")
  func mixedRules() throws {
    let scenario = try plan(
      "multiskill",
      """
      {"calls_per_hour": [60, 40], "aht_s": 180, "mean_patience_s": [120, 90], "servers": [3, 4],
       "route": [[0, 1], [1, 0]], "rules": {"0": ["fcfs", [0, 1]], "1": ["longest", [1, 0]]}}
      """
    ).runs[0].scenario
    #expect(scenario.routing.policy == nil)
    #expect(scenario.agentGroups.map(\.contactSelection) == [.oldestFirst, .longestQueue])
  }

  /// The designs of several skills: routes by type, and the types of each group.
  private static let designs = [
    "N": ("[[0, 1], [1]]", ["[0]", "[1, 0]"]), "X": ("[[0, 1], [1, 0]]", ["[0, 1]", "[1, 0]"]),
    "W": ("[[0], [0, 1], [1]]", ["[0, 1]", "[2, 1]"]), "V": ("[[0], [0]]", ["[1, 0]"]),
    "M": ("[[0, 2], [1, 2]]", ["[0]", "[1]", "[0, 1]"]),
  ]

  private func scenario(design: String, rule: String) throws -> Scenario {
    let (route, lists) = try #require(Self.designs[design])
    let types = design == "W" ? 3 : 2
    func list(_ text: String, _ count: Int) -> String {
      "[" + [String](repeating: text, count: count).joined(separator: ", ") + "]"
    }
    let rules = lists.enumerated().map { index, types in
      // A group of one type has nothing to choose, whatever its rule.
      "\"\(index)\": [\"\(types == "[0]" ? "prio" : rule)\", \(types)]"
    }
    return try plan(
      "multiskill",
      """
      {"calls_per_hour": \(list("60", types)), "aht_s": 180,
       "mean_patience_s": \(list("200", types)), "servers": \(list("3", lists.count)),
       "route": \(route), "rules": {\(rules.joined(separator: ", "))},
       "queue_capacity_per_type": \(list("12", types))}
      """
    ).runs[0].scenario
  }

  @Test(
    "Where all groups choose by one rule it is a policy, which decides as ranks and selections do",
    arguments: ["N", "X", "W", "V", "M"],
    [
      ("prio", Scenario.RoutingPolicy.queuePriority), ("longest", .longestQueueFirst),
      ("fcfs", .singleFifoQueue),
    ])
  func policies(design: String, rule: (String, Scenario.RoutingPolicy)) throws {
    var scenario = try scenario(design: design, rule: rule.0)
    #expect(scenario.routing.policy == rule.1)
    (scenario.calendar.days, scenario.calendar.warmUp) = (1, 0)
    let named = Simulator(model: try scenario.model()).run(seed: 1, replication: 0)
    scenario.routing.policy = nil
    let plain = Simulator(model: try scenario.model()).run(seed: 1, replication: 0)
    let isSame = try #require(named).tallies == #require(plain).tallies
    #expect(isSame)
    #expect(try #require(named).tallies.contacts.reduce(0) { $0 + $1.waitAnswered } > 100)
  }

  @Test("Intervals of unlike length share their greatest common divisor")
  func unlikeIntervals() throws {
    let run = try plan(
      "transient_day",
      """
      {"intervals": [{"length_s": 1800, "calls_per_hour": 60, "agents": 3},
       {"length_s": 1200, "calls_per_hour": 30, "agents": 2}], "aht_s": 180,
       "mean_patience_s": 120, "threshold_s": 20}
      """
    ).runs[0]
    #expect(run.scenario.calendar.interval == 600)
    #expect(run.window == 0..<5)
    #expect(run.contacts == 40)
  }

  @Test("The lines of a sinusoidal rate have the areas of the sine")
  func sinusoid() {
    let wave = DayPlan.Wave(base: 2, amplitude: 1, frequency: 0.01, step: 60)
    let points = wave.points(until: 600)
    let area = (points[3].rate + points[4].rate) / 2 * 60
    // ∫ 2 + sin(0.01 t) dt from 180 to 240 = 120 + 100·(cos 1.8 − cos 2.4).
    #expect(abs(area - (120 + 100 * (-0.2272020947 + 0.7373937155))) < 1e-6)
  }

  @Test(
    "Laws in words",
    arguments: [
      ("lognormal mean 300 s cv 1.2", Distribution.lognormal(mean: 300, cv: 1.2)),
      ("Weibull scale 120 s shape 0.8", .weibull(shape: 0.8, scale: 120)),
      ("infinite", .never), ("exp 300 s all", .exponential(mean: 300)),
      ("E2(4)", .erlang(phases: 2, mean: 4)), ("D", .constant(7)),
      ("LN(1,4)", .lognormal(mean: 1, cv: 2)),
    ])
  func laws(text: String, law: Distribution) throws {
    #expect(try LawReading.law(text: text, mean: 7) == law)
  }

  @Test("Laws by type and by group")
  func lawTables() throws {
    let byType = try LawTable(.string("exp [120,90] s"), types: 2, workOfGroups: [1, 1])
    #expect(byType.law(type: 1, group: 0) == .exponential(mean: 90))
    let text = "lognormal cv 1: specialists 240 s, generalists (group 2) 290 s"
    let byGroup = try LawTable(.string(text), types: 2, workOfGroups: [1, 1, 2])
    #expect(byGroup.law(type: 0, group: 1) == .lognormal(mean: 240, cv: 1))
    #expect(byGroup.law(type: 0, group: 2) == .lognormal(mean: 290, cv: 1))
  }

  @Test("Plain names join figures over cases")
  func plainNames() {
    func plain(_ name: String) -> String {
      FigureResult(
        label: "", output: name, exact: 0, exactError: 0, simulated: nil, standardError: 0, z: 0,
        status: .judged
      ).plainName
    }
    #expect(plain("p_abandon[0]") == "p_abandon")
    #expect(plain("served_by_group_frac[0][1]") == "served_by_group_frac")
    #expect(plain("interval12.mean_busy") == "mean_busy")
    #expect(plain("np_asa2_s") == "np_asa_s")
  }
}

@Suite("Unreadable input names file, case and finding")
struct BadInputTests {
  @Test(
    "Files that are no case files",
    arguments: [
      ("nonsense", "not JSON"), ("{}", "`cases`"), ("{\"cases\": []}", "`family`"),
      ("{\"family\": \"x\", \"cases\": [{}]}", "`id`"),
      ("{\"family\": \"x\", \"cases\": [{\"id\": \"A\"}]}", "`params`"),
    ])
  func files(text: String, finding: String) throws {
    let (cases, problems) = CaseReader.read(text: text, file: "bad.json")
    #expect(cases.isEmpty)
    let problem = try #require(problems.first)
    #expect(problem.description.contains("bad.json"))
    #expect(problem.description.contains(finding))
  }

  @Test("A case that is wrong keeps nobody from reading the others")
  func partly() {
    let text = """
      {"family": "erlang_b", "cases": [{"id": "A"}, {"id": "B", "params": {}},
       {"id": "B", "params": {}}, {"id": "C", "params": {}, "outputs": 5}]}
      """
    let (cases, problems) = CaseReader.read(text: text, file: "partly.json")
    #expect(cases.map(\.id) == ["B"])
    #expect(problems.map(\.caseID) == ["A", "C", "B"])
  }

  @Test(
    "Parameters that are missing or impossible",
    arguments: [
      ("{\"load_erlang\": 8}", "`servers` is missing"),
      ("{\"servers\": 2.5, \"load_erlang\": 8}", "whole number"),
      ("{\"servers\": 2, \"load_erlang\": -8}", "above 0"),
      ("{\"servers\": 2, \"load_erlang\": \"many\"}", "the text \"many\""),
    ])
  func parameters(params: String, finding: String) throws {
    let problem = #expect(throws: CaseProblem.self) { try plan("erlang_b", params) }
    #expect(problem?.caseID == "A")
    #expect(problem?.finding.contains(finding) == true, "\(problem?.finding ?? "")")
  }

  @Test("A value that is no number")
  func value() {
    #expect(throws: CaseProblem.self) {
      try plan(
        "erlang_b", "{\"servers\": 2, \"load_erlang\": 1}",
        outputs: "{\"blocking\": {\"value\": \"high\"}}")
    }
  }
}
