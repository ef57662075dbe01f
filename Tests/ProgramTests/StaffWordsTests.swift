import Foundation
import Testing

/// What `staff` says of goals, lines and agents, each figure of the plan that it stands beside.
@Suite("The words of `staff`")
struct StaffWordsTests {
  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  private func run(_ file: String, named name: String, _ line: String) throws -> Program.Result {
    let folder = try TemporaryFolder()
    _ = try folder.write(file, to: name)
    let result = try Program.run(["staff", name] + words(line) + ["--no-report"], in: folder.url)
    try #require(result.status == 0, "\(result.errors)")
    return result
  }

  private func document(_ result: Program.Result) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  /// Words with single spaces.
  private func flat(_ result: Program.Result) -> String {
    result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let volumes = "time,calls\n09:00,60\n09:30,2\n10:00,60\n"

  @Test("A goal that is given again counts once, and one that follows from another is left out, with a word")
  func goalsTwice() throws {
    let line = "--aht 300s --goal 80/20 --goal 80/20@day --goal 80/20"
    let found = try document(try run(Self.volumes, named: "v.csv", line + " --format json"))
    let goals = try #require(found["goals"] as? [[String: Any]])
    #expect(goals.map { $0["goal"] as? String } == ["80/20"])
    let text = flat(try run(Self.volumes, named: "v.csv", line))
    #expect(text.contains("The goal 80/20 was given more than once; it counts once."), "\(text)")
    #expect(text.contains("The goal 80/20@day follows from 80/20 in every interval; it is left out."))
    #expect(text.contains("for 80/20."))
    // What is not implied stays: a stricter goal over the day, and both where they are simulated.
    let other = try document(
      try run(Self.volumes, named: "v.csv", "--aht 300s --goal 80/20 --goal 90/20@day --format json"))
    #expect((other["goals"] as? [Any])?.count == 2)
  }

  @Test("How many calls too few lines turn away is said, and that agents are for the others")
  func turnedAway() throws {
    let line = "--aht 300s --goal 80/20 --patience 120s --lines 8"
    let found = try document(try run(Self.volumes, named: "v.csv", line + " --format json"))
    let remark = try #require((found["remarks"] as? [String])?.first { $0.contains("turned away") })
    let pools = try #require(found["pools"] as? [[String: Any]])
    let cells = try #require(pools[0]["intervals"] as? [[String: Any]])
    // Calls × the part that is blocked with the planned agents.
    let away = try cells.reduce(0.0) { sum, cell in
      let agents = try #require(cell["agents"] as? Int)
      let rows = try #require(cell["rows"] as? [[String: Any]])
      let row = try #require(rows.first { $0["agents"] as? Int == agents })
      let (calls, share) = try (
        #require(cell["calls"] as? Double), #require(row["blockingProbability"] as? Double)
      )
      return sum + calls * share
    }
    #expect(away > 10 && remark.contains("\(Int(away.rounded())) of 122 calls"), "\(away): \(remark)")
    let plenty = try document(
      try run(Self.volumes, named: "v.csv", "--aht 300s --goal 80/20 --lines 60 --format json"))
    #expect(!((plenty["remarks"] as? [String]) ?? []).contains { $0.contains("turned away") })
  }

  @Test("One agent, whom any work takes, is no matter of the load")
  func atLeastOne() throws {
    let found = try document(
      try run(Self.volumes, named: "v.csv", "--aht 300s --goal asa<900s --format json"))
    let pools = try #require(found["pools"] as? [[String: Any]])
    let cells = try #require(pools[0]["intervals"] as? [[String: Any]])
    #expect(cells.map { $0["bindingGoal"] as? String } == ["the load", "at least one agent", "the load"])
    let text = flat(try run(Self.volumes, named: "v.csv", "--aht 300s --goal asa<900s --lang zh"))
    #expect(text.contains("至少一名座席"))
  }

  @Test("A caption speaks of brackets only where there are some")
  func brackets() throws {
    let week =
      "date,time,calls\n" + ["02", "03"].map { "2026-11-\($0),08:00,20\n2026-11-\($0),08:30,30\n" }.joined()
    let line = "--aht 300s --goal 80/20 --shrinkage 30%"
    #expect(!(try run(week, named: "w.csv", line).text.contains("in brackets")))
    let folder = try TemporaryFolder()
    _ = try folder.write(week, to: "w.csv")
    let page = ["staff", "w.csv"] + words(line) + ["--form", "md", "--out", "page"]
    #expect(try Program.run(page, in: folder.url).status == 0)
    let text = try String(contentsOf: folder.url.appendingPathComponent("page/staffing.md"), encoding: .utf8)
    #expect(text.contains("in brackets"), "\(text)")
  }

  private static let lines = """
    name: Agents and lines
    calendar: {hours: 24x7, days: 1, interval: 60 min}
    study: {replications: 30, seed: 5}
    contactTypes:
      - name: calls
        trunks: main
        arrivals: {perHour: 350}
        talk: {law: exponential, mean: 160 s}
        wrapUp: {law: exponential, mean: 20 s}
        patience: {law: exponential, mean: 120 s}
    trunkGroups: [{name: main, lines: 28, outages: [{from: "00:00", to: "06:00", lines: 20}]}]
    agentGroups:
      - {name: agents, agents: 20, skills: [calls], absence: 25%}
    """

  @Test("Lines stand beside the agents that the simulation found, judged by the replications asked for")
  func linesOfTheFoundPlan() throws {
    let line = "--goal 80/20 --size-lines --blocking 1% --simulate --replications 12 --no-archive"
    let found = try document(try run(Self.lines, named: "c.yaml", line + " --format json"))
    let size = try #require((found["lines"] as? [[String: Any]])?.first)
    let pools = try #require(found["pools"] as? [[String: Any]])
    let cells = try #require(pools[0]["intervals"] as? [[String: Any]])
    let label = try #require(size["interval"] as? String)
    let cell = try #require(cells.first { $0["interval"] as? String == label })
    // Formulas know nothing of who is absent.
    #expect(
      Set(cells.compactMap { $0["agents"] as? Int }) != Set(cells.compactMap { $0["formulaAgents"] as? Int }))
    #expect(size["agents"] as? Int == cell["agents"] as? Int)
    #expect(size["presentLeast"] as? Int == 20 && size["presentMost"] as? Int == 28)
    let check = try #require(found["lineCheck"] as? [String: Any])
    let judged = try #require(check["lines"] as? [String: Any])
    #expect(judged["replications"] as? Int == 12)
    let staffing = try #require(judged["staffing"] as? [String: Any])
    #expect((staffing["agents"] as? [[Int]])?[0] == cells.compactMap { $0["agents"] as? Int })
    #expect(try run(Self.lines, named: "c.yaml", line).text.contains("20–28"))
  }

  @Test("Columns by formula say so beside a plan that was found by simulation")
  func columns() throws {
    let line = "--goal 80/20 --format csv"
    func heads(_ more: String) throws -> [Substring] {
      try run(Self.lines, named: "c.yaml", line + more).text.split(whereSeparator: \.isNewline)[0].split(
        separator: ",")
    }
    let formula = try heads("")
    #expect(formula.contains("serviceLevel_share") && formula.contains("bindingGoal"))
    let found = try heads(" --simulate --replications 5 --no-archive")
    #expect(found.contains("formulaServiceLevel_share") && found.contains("formulaBindingGoal"))
    #expect(!found.contains("serviceLevel_share") && !found.contains("bindingGoal"))
    #expect(found.contains("agents") && found.contains("formula_agents") && found.count == formula.count)
  }

  @Test("Nobody is taken away where the goal is not yet told apart and its figure is below the bound")
  func nobodyGoes() throws {
    let result = try Program.run(
      words("staff Scenarios/05-a-real-day.yaml --goal 80/20@day --simulate --replications 10")
        + words("--no-report --no-archive --format json"))
    let simulation = try #require(try document(result)["simulation"] as? [String: Any])
    let repair = try #require(simulation["repair"] as? [String: Any])
    let (plan, repaired) = try (
      #require(repair["proposal"] as? [String: Any]), #require(repair["repaired"] as? [String: Any])
    )
    let figure = try #require((plan["figures"] as? [[String: Any]])?.first)
    // 76.9 ± 4.6 % with the scenario's seed: chance hides the goal.
    try #require(figure["verdict"] as? String == "undecided")
    try #require((figure["value"] as? Double ?? 1) < 0.8)
    let (before, after) = try (
      #require(plan["cost"] as? Double), #require(repaired["cost"] as? Double)
    )
    #expect(after >= before, "\(before) to \(after)")
  }
}
