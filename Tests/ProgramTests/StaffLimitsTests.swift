import Foundation
import Testing

/// What `staff` says about limits, lines with agents, verdicts and rounding.
@Suite("`staff` within limits")
struct StaffLimitsTests {
  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  private func run(
    _ file: String, named name: String = "center.yaml", _ line: String
  ) throws -> Program.Result {
    let folder = try TemporaryFolder()
    _ = try folder.write(file, to: name)
    return try Program.run(["staff", name] + words(line), in: folder.url)
  }

  private func document(_ result: Program.Result) throws -> [String: Any] {
    try #require(result.status == 0, "\(result.errors)")
    return try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  private static let lines = """
    name: Agents and lines
    calendar: {hours: 24x7, days: 3, interval: 60 min, warmUp: 2 h}
    study: {replications: 30, seed: 5}
    contactTypes:
      - name: calls
        trunks: main
        arrivals: {perHour: 350}
        talk: {law: exponential, mean: 160 s}
        wrapUp: {law: exponential, mean: 20 s}
    trunkGroups: [{name: main, lines: 28}]
    agentGroups:
      - {name: agents, agents: 20, skills: [calls]}
    """

  @Test("Agents and lines are planned together, and the pair is simulated")
  func jointly() throws {
    let line = "--goal asa<25s --size-lines --blocking 1% --no-report"
    let found = try document(try run(Self.lines, line + " --format json"))
    let size = try #require((found["lines"] as? [[String: Any]])?.first)
    #expect(size["needed"] as? Int == 28 && size["agents"] as? Int == 21)
    #expect(size["leanerAgents"] as? Int == 20 && size["leanerLines"] as? Int == 31)
    #expect(abs(try #require(size["blockingProbability"] as? Double) - 0.00928) < 1e-5)
    let check = try #require(found["lineCheck"] as? [String: Any])
    let judged = try #require(check["lines"] as? [String: Any])
    let figures = try #require(judged["figures"] as? [[String: Any]])
    let known = ["asa<25s@month": 9.08, "blocking<1%@month": 0.00928]
    #expect(figures.map { $0["goal"] as? String } == ["asa<25s@month", "blocking<1%@month"])
    for figure in figures {
      let exact = try #require(known[figure["goal"] as? String ?? ""])
      let (value, half) = try (
        #require(figure["value"] as? Double), #require(figure["halfWidth"] as? Double)
      )
      // Twice the half-width is four standard errors; seed 5.
      #expect(abs(value - exact) < 2 * half, "\(figure)")
    }
    let text = try run(Self.lines, line).text
    #expect(text.contains(/main +28 +28 +21/), "\(text)")
    #expect(text.contains("main: 20 agents would do with 31 lines."))
    #expect(text.contains("Plan 1,512 agent-hours, at most 21 agents at once"))
  }

  private static let day = """
    name: A morning
    calendar: {hours: "08:00-12:00", interval: 30 min}
    study: {replications: 60, seed: 1}
    contactTypes:
      - name: a
        arrivals: {volumes: [20, 35, 50, 60, 55, 45, 30, 20], dayFactor: {law: gamma, cv: 0.1}}
        talk: {law: lognormal, mean: 240 s, cv: 1}
        wrapUp: 30 s
        patience: {law: exponential, mean: 150 s}
    agentGroups:
      - {name: g, staffing: [5, 7, 9, 10, 10, 8, 6, 5], skills: [a], absence: 3%}
    """

  @Test("What cannot be had within the limits is said with the nearest, and no search goes beyond them")
  func limits() throws {
    let line = "--goal 80/20 --max-agents 9 --min-agents 6"
    let formula = try run(Self.day, line)
    #expect(formula.status == 2 && formula.errors.contains("--max-agents 9 contradict each other"))
    let found = try document(
      try run(Self.day, line + " --simulate --risk --format json --no-report"))
    let decision = try #require(found["decision"] as? String)
    // One verdict, that of the simulation.
    #expect(
      decision.contains(
        "Within --min-agents 6 --max-agents 9 no staffing was found that meets all goals: this is"))
    #expect(!decision.contains("as near to") && !decision.contains("no goal is surely missed"))
    let remarks = try #require(found["remarks"] as? [String])
    #expect(remarks.contains { $0.contains("The simulation begins with the nearest plan") })
    let simulation = try #require(found["simulation"] as? [String: Any])
    let repair = try #require(simulation["repair"] as? [String: Any])
    #expect(repair["isFeasible"] as? Bool == false)
    let risk = try #require(simulation["risk"] as? [String: Any])
    let levels = try #require(risk["levels"] as? [[String: Any]])
    let judged =
      levels.compactMap { $0["judgement"] as? [String: Any] }
      + [try #require(repair["repaired"] as? [String: Any])]
    #expect(judged.count == 4)
    for judgement in judged {
      let staffing = try #require(judgement["staffing"] as? [String: Any])
      let agents = try #require(staffing["agents"] as? [[Int]])
      #expect(agents[0].allSatisfy { (6...9).contains($0) }, "\(agents)")
    }
    let text = try run(Self.day, line + " --simulate --no-report").text
    #expect(text.contains("Within --min-agents 6 --max-agents 9 no staffing was found"))
  }

  @Test("Every goal has a verdict from its interval, and an open one says what would tell")
  func verdicts() throws {
    let found = try document(
      try run(Self.day, "--goal 80/20 --simulate --format json --no-report"))
    let simulation = try #require(found["simulation"] as? [String: Any])
    let repair = try #require(simulation["repair"] as? [String: Any])
    let proposal = try #require(repair["proposal"] as? [String: Any])
    for figure in try #require(proposal["figures"] as? [[String: Any]]) {
      let (value, half) = try (
        #require(figure["value"] as? Double), #require(figure["halfWidth"] as? Double)
      )
      let verdict = value - half >= 0.8 ? "met" : value + half < 0.8 ? "missed" : "undecided"
      #expect(figure["verdict"] as? String == verdict, "\(figure)")
      #expect(figure["replicationsToDecide"] == nil || verdict == "undecided")
    }
  }

  @Test("Risk judges the staffing that there is beside what it proposes")
  func risk() throws {
    let found = try document(
      try run(Self.day, "--goal 80/20 --risk --format json --no-report"))
    let simulation = try #require(found["simulation"] as? [String: Any])
    let risk = try #require(simulation["risk"] as? [String: Any])
    let plan = try #require(risk["plan"] as? [String: Any])
    // 60 agents for half an hour each.
    #expect(plan["cost"] as? Double == 30)
    let levels = try #require(risk["levels"] as? [[String: Any]])
    let costs = try levels.map {
      try #require(($0["judgement"] as? [String: Any])?["cost"] as? Double)
    }
    // 38 agent-hours have 95.1 % of days by a search of many starts.
    #expect(costs.count == 3 && costs[2] <= 38.5 && costs == costs.sorted(), "\(costs)")
  }

  @Test("Another plan goes beside the one that is there, and says so; --force replaces it")
  func beside() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Self.day, to: "center.yaml")
    func plan(_ line: String) throws -> Program.Result {
      let result = try Program.run(["staff", "center.yaml"] + words(line), in: folder.url)
      try #require(result.status == 0, "\(result.errors)")
      return result
    }
    _ = try plan("--goal 80/20")
    let first = try folder.data("Reports/center/staffing.json")
    #expect(try plan("--goal 80/20").errors.isEmpty)
    #expect(folder.names(in: "Reports") == ["center"])
    let other = try plan("--goal 70/20")
    #expect(folder.names(in: "Reports").sorted() == ["center", "center-2"])
    #expect(other.errors.contains("Reports/center-2") && other.text.contains("Reports/center-2/"))
    #expect(try folder.data("Reports/center/staffing.json") == first)
    let forced = try plan("--goal 70/20 --force")
    #expect(forced.errors.isEmpty && forced.text.contains("Reports/center/staffing.html"))
    #expect(try folder.data("Reports/center/staffing.json") != first)
    #expect(folder.names(in: "Reports").sorted() == ["center", "center-2"])
  }

  @Test("What a plan costs is what one adds up by hand, part by part, with currency and period")
  func costs() throws {
    let costs = "costs: {currency: EUR, wage: 20, loading: 25%, perSeatDay: 4, perDay: 100}\n"
    let priced = Self.day + "\n" + costs
    let line = "--goal 80/20 --shrinkage breaks=20%,vacation=10% --no-report"
    let found = try document(try run(priced, line + " --format json"))
    let pool = try #require((found["pools"] as? [[String: Any]])?.first)
    let cells = try #require(pool["intervals"] as? [[String: Any]])
    let rosters = cells.compactMap { $0["scheduledAgents"] as? Int }
    #expect(rosters.count == 8)
    // Half hours; those on leave are paid beside those on the roster.
    let hours = Double(rosters.reduce(0, +)) / 2 / 0.9
    let seats = try #require(rosters.max())
    let account = try #require(found["costs"] as? [String: Any])
    #expect(account["currency"] as? String == "EUR" && account["days"] as? Double == 1)
    #expect(abs(try #require(account["paidHours"] as? Double) - hours) < 1e-9)
    let parts = try #require(account["parts"] as? [[String: Any]])
    let amounts = parts.compactMap { $0["amount"] as? Double }
    let byHand = [hours * 20 * 1.25, Double(seats) * 4, 100]
    #expect(amounts.count == 4)
    for (amount, hand) in zip(amounts, byHand + [byHand.reduce(0, +)]) {
      #expect(abs(amount - hand) < 1e-9, "\(parts)")
    }
    let text = try run(priced, line + " --simulate --replications 4").text.replacing(/\n */, with: " ")
    #expect(text.contains("Costs (a day)") && text.contains("goals; cost EUR "), "\(text)")
    #expect(try run(Self.day, line).text.contains("Costs: hours only, since the scenario names no wages"))
  }

  @Test("Rows that only --min-agents asks for say so")
  func binds() throws {
    let found = try document(
      try run(Self.day, "--goal 10/20 --min-agents 6 --format json --no-report"))
    let pool = try #require((found["pools"] as? [[String: Any]])?.first)
    let cells = try #require(pool["intervals"] as? [[String: Any]])
    let quiet = try #require(cells.first)
    #expect(quiet["agents"] as? Int == 6 && quiet["bindingGoal"] as? String == "--min-agents")
  }

  @Test("Scheduled agents are whole in each group and interval, and all totals are their sums")
  func rounding() throws {
    let table = """
      date,start,end,type,calls,aht
      2026-01-31,09:00,09:30,sales,60,5min
      2026-01-31,09:00,09:30,service,90,180
      2026-01-31,09:30,10:00,sales,30,5min
      2026-01-31,09:30,10:00,service,45,180
      2026-02-01,09:00,09:30,sales,31,5min
      2026-02-01,09:00,09:30,service,44,180
      """
    let found = try document(
      try run(
        table, named: "volumes.csv",
        "--goal 80/20 --shrinkage breaks=13%,vacation=10% --format json --no-report"))
    let pools = try #require(found["pools"] as? [[String: Any]])
    let cells = pools.flatMap { $0["intervals"] as? [[String: Any]] ?? [] }
    let heads = cells.compactMap { $0["scheduledAgents"] as? Int }
    #expect(heads.count == 6)
    for (cell, whole) in zip(cells, heads) {
      let exact = try #require(cell["scheduled"] as? Double)
      #expect(Double(whole) >= exact - 1e-9 && Double(whole) < exact + 1)
    }
    let hours = Double(heads.reduce(0, +)) / 2
    #expect(found["scheduledHours"] as? Double == hours)
    let together = try #require(found["intervals"] as? [[String: Any]])
    let sums = together.compactMap { $0["scheduledAgents"] as? Int }
    #expect(sums.reduce(0, +) == heads.reduce(0, +))
    for parts in [[found], pools] {
      let days = parts.flatMap { $0["days"] as? [[String: Any]] ?? [] }
      let sum = days.compactMap { $0["scheduledHours"] as? Double }.reduce(0, +)
      #expect(abs(sum - hours) < 1e-9)
    }
    let paid = try #require(found["paidHours"] as? Double)
    #expect(abs(paid - hours / 0.9) < 1e-9)
  }
}
