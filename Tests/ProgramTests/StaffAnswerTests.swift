import Foundation
import Testing

/// Reports of `staff` are about the plan that answers the question, and say each figure by one definition.
@Suite("The answer of `staff`")
struct StaffAnswerTests {
  private func run(_ file: String, _ words: [String]) throws -> Program.Result {
    let folder = try TemporaryFolder()
    _ = try folder.write(file, to: "center.yaml")
    let result = try Program.run([words[0], "center.yaml"] + words.dropFirst(), in: folder.url)
    try #require(result.status == 0, "\(result.errors)")
    return result
  }

  private func document(_ file: String, _ line: String) throws -> [String: Any] {
    let words = ["staff"] + line.split(separator: " ").map(String.init)
    let result = try run(file, words + ["--format", "json", "--no-report"])
    return try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  private func member<Value>(_ object: Any?, _ path: String) throws -> Value {
    let found = path.split(separator: ".").reduce(object) { ($0 as? [String: Any])?[String($1)] }
    return try #require(found as? Value, "\(path)")
  }

  /// Words with single spaces.
  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Days that differ so much that formulas plan too few; 60 replications, seed 1.
  private static let day = """
    name: A morning
    calendar: {hours: "08:00-12:00", interval: 30 min}
    study: {replications: 60, seed: 1}
    serviceLevel: 80/20
    costs: {currency: EUR, wage: 20, loading: 25%, perSeatDay: 4}
    contactTypes:
      - name: a
        arrivals: {volumes: [20, 35, 50, 60, 55, 45, 30, 20], dayFactor: {law: gamma, cv: 0.3}}
        talk: {law: lognormal, mean: 240 s, cv: 1}
        wrapUp: 30 s
        patience: {law: exponential, mean: 150 s}
    agentGroups:
      - {name: g, staffing: [5, 7, 9, 10, 10, 8, 6, 5], skills: [a], absence: 3%}
    """

  @Test("Sentence, sums, costs and rows are those of the plan that was found; the formulas' has its own name")
  func answer() throws {
    let found = try document(Self.day, "--simulate")
    let table: [[Int]] = try member(found, "simulation.repair.repaired.staffing.agents")
    let before: [[Int]] = try member(found, "simulation.repair.proposal.staffing.agents")
    try #require(table != before, "the scenario is one that the search changes")
    let (hours, formula) = (Double(table[0].reduce(0, +)) / 2, Double(before[0].reduce(0, +)) / 2)
    #expect(try member(found, "requiredHours") as Double == hours)
    #expect(try member(found, "formula.requiredHours") as Double == formula)
    #expect(try member(found, "answer.origin") as String == "simulation")
    let rows: [[String: Any]] = try member(found, "intervals")
    #expect(rows.compactMap { $0["agents"] as? Int } == table[0])
    #expect(rows.compactMap { $0["formulaAgents"] as? Int } == before[0])
    // By hand: wages with loading, and a seat for each agent of the busiest half hour.
    func cost(_ agents: [Int]) -> Double {
      Double(agents.reduce(0, +)) / 2 * 25 + Double(agents.max() ?? 0) * 4
    }
    func total(_ path: String) throws -> Double {
      let parts: [[String: Any]] = try member(found, path)
      return try #require(parts.last?["amount"] as? Double)
    }
    #expect(abs(try total("costs.parts") - cost(table[0])) < 1e-9)
    #expect(abs(try total("formula.costs.parts") - cost(before[0])) < 1e-9)
    let decision: String = try member(found, "decision")
    #expect(decision.hasPrefix("Plan \(hours == hours.rounded() ? "\(Int(hours))" : "\(hours)") agent-hours"))
    #expect(decision.contains("The plan by formulas has \(formula) agent-hours"), "\(decision)")
  }

  @Test("The table in CSV has each number once, by names of one kind")
  func columns() throws {
    let result = try run(Self.day, ["staff", "--simulate", "--no-report", "--format", "csv"])
    let heads = result.text.split(whereSeparator: \.isNewline)[0].split(separator: ",").map(String.init)
    #expect(Set(heads).count == heads.count)
    for name in ["agents", "scheduled_agents", "scheduledExact_agents", "formula_agents", "erlangC_agents"] {
      #expect(heads.contains(name), "\(heads)")
    }
    // camelCase figures, then the unit after the only underscore.
    #expect(heads.allSatisfy { $0.split(separator: "_").count <= 2 && !$0.hasSuffix("Agents") })
  }

  @Test("Risk judges the plan beside what shares of days take, with agents by interval, in both languages")
  func risk() throws {
    let line = ["staff", "--risk", "--months", "2", "--replications", "20", "--no-report"]
    let english = words(try run(Self.day, line).text)
    for text in [
      "Judged by whole days, it keeps the goal that is kept least on", "80 % of days: ", "Repaired",
      "Agents for shares of days From Plan 80 % 90 % 95 % 08:00",
    ] {
      #expect(english.contains(text), "\(text)")
    }
    let chinese = try run(Self.day, line + ["--lang", "zh"]).text.filter { !$0.isWhitespace }
    for text in ["按整日判断", "80%的日子达标", "公式计划", "每天", "用新的随机数核实"] {
      #expect(chinese.contains(text), "\(text)")
    }
    #expect(!chinese.contains("EUR每") && !chinese.contains("aday"))
  }

  /// Specialists of both types, and generalists who may help both.
  private static let shared = """
    name: Shared
    calendar: {hours: "09:00-11:00", interval: 30 min}
    study: {replications: 20, seed: 3}
    contactTypes:
      - {name: a, arrivals: {perHour: 60}, talk: {law: exponential, mean: 240 s}, patience: 2 min}
      - {name: b, arrivals: {perHour: 30}, talk: {law: exponential, mean: 240 s}, patience: 2 min}
    agentGroups:
      - {name: as, agents: 5, skills: [{queue: a, preference: 1}]}
      - {name: bs, agents: 4, skills: [{queue: b, preference: 1}]}
      - {name: all, agents: 3, skills: [{queue: a, preference: 2}, {queue: b, preference: 2}]}
    """

  @Test("Goals that helpers could keep are not said to contradict a limit; those that nobody could are")
  func helpers() throws {
    func refused(_ most: String) throws -> String {
      let folder = try TemporaryFolder()
      _ = try folder.write(Self.shared, to: "center.yaml")
      let result = try Program.run(
        ["staff", "center.yaml", "--goal", "80/20", "--max-agents", most, "--no-report"], in: folder.url)
      try #require(result.status == 2)
      return words(result.errors)
    }
    // 4 erlangs: 5 agents are too few, 10 are enough.
    let helped = try refused("5")
    #expect(!helped.contains("contradict"), "\(helped)")
    #expect(helped.contains("all, who can serve the same calls. Add --simulate"), "\(helped)")
    let hopeless = try refused("2")
    #expect(hopeless.contains("a: ") || hopeless.contains("as: "))
    #expect(hopeless.contains("contradict each other"), "\(hopeless)")
  }

  @Test("A type that no goal is about is named, and gets what its work keeps busy")
  func withoutGoal() throws {
    let found = try document(
      Self.shared.replacing(
        "- {name: all, agents: 3, skills: [{queue: a, preference: 2}, {queue: b, preference: 2}]}", with: ""),
      "--goal b:80/20")
    let remarks: [String] = try member(found, "remarks")
    #expect(remarks.contains { $0.hasPrefix("No goal is set for a:") })
    let pools: [[String: Any]] = try member(found, "pools")
    let cells = try #require(pools[0]["intervals"] as? [[String: Any]])
    // Four erlangs exactly; with patience one agent would not be refused.
    #expect(cells.allSatisfy { $0["agents"] as? Int == 5 && $0["bindingGoal"] as? String == "the load" })
  }

  @Test(
    "Planned hours are those in the opening hours, in `check` as in `staff`",
    arguments: [
      // Opens within an interval; a shift that begins before and one that ends after it, with a break.
      (
        "08:15-12:10",
        "shifts: [{agents: 2, start: 07:00, end: 12:00, breaks: [{start: 10:00, length: 30 min}]}, "
          + "{agents: 1, start: 10:00, end: 13:00}]", 2 * 3.25 + 2.0 + 1.0 / 6
      ),
      ("08:15-12:10", "agents: 3", 11.75),
    ])
  func plannedHours(hours: String, staffing: String, expected: Double) throws {
    let center = """
      name: Hours
      calendar: {hours: "\(hours)", interval: 30 min}
      study: {replications: 2, seed: 1}
      contactTypes:
        - {name: a, arrivals: {perHour: 10}, talk: {law: exponential, mean: 240 s}, patience: 2 min}
      agentGroups: [{name: g, \(staffing), skills: [a]}]
      """
    let check = try run(center, ["check"]).text
    let told = try #require(check.firstMatch(of: /with ([0-9.]+) agent-hours planned in the opening hours/))
    #expect(abs(try #require(Double(told.1)) - expected) < 0.005)
    let days: [[String: Any]] = try member(try document(center, "--goal 80/20"), "days")
    let own = days.compactMap { $0["ownHours"] as? Double }.reduce(0, +)
    #expect(abs(own - expected) < 1e-9)
  }

  @Test("Goals over days say which day")
  func days() throws {
    let center = Self.day.replacing("interval: 30 min", with: "interval: 30 min, days: 2")
      .replacing(
        "[20, 35, 50, 60, 55, 45, 30, 20]", with: "[20, 35, 50, 60, 55, 45, 30, 20, 9, 9, 9, 9, 9, 9, 9, 9]"
      )
      .replacing("staffing: [5, 7, 9, 10, 10, 8, 6, 5]", with: "agents: 7")
    let text = try run(
      center,
      ["staff", "--goal", "80/20@day", "--risk", "--months", "2", "--replications", "10", "--no-report"]
    ).text
    #expect(text.contains(/Day +For +Goal/))
    #expect(text.contains(/Mon +a +80\/20@day/) && text.contains(/Tue +a +80\/20@day/), "\(text)")
  }

  @Test("Lines are sized by the time that they are held: who gives up holds one only while waiting")
  func linesHeld() throws {
    let center = """
      name: Lines
      calendar: {hours: "09:00-10:00", interval: 60 min}
      study: {replications: 10, seed: 2}
      contactTypes:
        - name: a
          trunks: main
          arrivals: {perHour: 60}
          talk: {law: exponential, mean: 300 s}
          patience: {law: exponential, mean: 120 s}
      trunkGroups: [{name: main, lines: 40}]
      agentGroups: [{name: g, agents: 4, skills: [a]}]
      """
    let found = try document(center, "--goal abandonment<30% --size-lines --blocking 1%")
    let size = try #require((found["lines"] as? [[String: Any]])?.first)
    let pools: [[String: Any]] = try member(found, "pools")
    let cell = try #require((pools[0]["intervals"] as? [[String: Any]])?.first)
    let agents = try #require(size["agents"] as? Int)
    #expect(cell["agents"] as? Int == agents)
    // Erlang A without blocking: of λ = 1/60 a second the part P gives up, after a wait whose mean over all is
    // P times the mean patience (Little, with exponential patience).
    let answer = try Program.run([
      "erlang", "a", "--load", "5", "--aht", "300s", "--patience", "120s", "--agents", "\(agents)",
      "--format",
      "json",
    ])
    let figures = try #require(try JSONSerialization.jsonObject(with: answer.output) as? [String: Any])
    let lost = try #require(Self.number("abandonedProportion", in: figures))
    let held = (300 * (1 - lost) + 120 * lost) / 60
    #expect(abs(try #require(size["load"] as? Double) - held) < 1e-3 * held, "\(size)")
  }

  /// The first number of a name anywhere in a document.
  private static func number(_ name: String, in object: Any) -> Double? {
    if let members = object as? [String: Any] {
      if let value = members[name] as? Double { return value }
      return members.keys.sorted().lazy.compactMap { number(name, in: members[$0] as Any) }.first
    }
    return (object as? [Any])?.lazy.compactMap { number(name, in: $0) }.first
  }

  @Test("The command that a comparison prints as a remedy finds what keeps the goals")
  func remedy() throws {
    let center = """
      name: By type
      calendar: {hours: 09:00-17:00}
      study: {replications: 10, seed: 1}
      contactTypes:
        - name: a
          arrivals: {perHour: 160}
          talk: {law: exponential, mean: 6 min}
          patience: {law: exponential, mean: 4 min}
          serviceLevel: {within: 60 s, target: 85%}
      agentGroups: [{name: g, agents: 2, skills: [a]}]
      """
    let folder = try TemporaryFolder()
    _ = try folder.write(center, to: "center.yaml")
    let told = try Program.run(
      ["compare", "center.yaml", "--vary", "handling.scale=0.9,1", "--no-report", "--no-archive"],
      in: folder.url)
    let text = words(told.text)
    let command = try #require(text.firstMatch(of: /it keeps them all, .*?: switchboard (vary .*?--seed 1)/))
    let found = try Program.run(
      command.1.replacing("'", with: "").split(separator: " ").map(String.init) + [
        "--no-report", "--no-archive",
      ],
      in: folder.url)
    #expect(found.status == 0 && words(found.text).contains("is kept by"), "\(command.1) \(found.text)")
  }

  @Test(
    "A search for a goal that any number of agents meets is refused, and so are lines where there are none")
  func goalsOfNothing() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(
      Self.day.replacing("    patience: {law: exponential, mean: 150 s}\n", with: ""), to: "center.yaml")
    func refused(_ line: String) throws -> String {
      let words = ["staff", "center.yaml"] + line.split(separator: " ").map(String.init) + ["--no-report"]
      let result = try Program.run(words, in: folder.url)
      #expect(result.status == 2 && result.output.isEmpty, "\(result.text)")
      return self.words(result.errors)
    }
    #expect(try refused("--goal abandonment<3% --simulate").contains("any number of agents meets this"))
    #expect(try refused("--goal 80/20 --size-lines --blocking 1%").contains("every call has a line"))
    let brief = try Program.run(["run", "center.yaml", "--brief", "--no-archive"], in: folder.url)
    #expect(brief.status == 2 && brief.errors.contains("--brief belongs to --smart"), "\(brief.errors)")
  }

  @Test("Factors of agents that whole numbers change are said")
  func factors() throws {
    let words = [
      "compare", "--vary", "agents.g.scale=0.75,2", "--replications", "2", "--no-report", "--no-archive",
    ]
    let text = self.words(
      try run(Self.day.replacing("staffing: [5, 7, 9, 10, 10, 8, 6, 5]", with: "agents: 10"), words).text)
    // 7.5 agents become 8; 20 are 20.
    #expect(
      text.contains("Numbers of agents are whole: agents.g.scale=0.75 gives g 0.80 times its hours."),
      "\(text)")
  }
}
