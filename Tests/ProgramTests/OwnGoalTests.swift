import Foundation
import Testing

/// `compare` and `vary` judge by the goals that a scenario sets itself.
@Suite("A scenario's own goals in `compare` and `vary`")
struct OwnGoalTests {
  /// Two types with a group each; the target of 80 % is far above what two agents of "team" reach and far
  /// below what ten do (Erlang A with 2.67 erlangs).
  private static let center = """
    name: Own goals
    calendar: {hours: 09:00-17:00}
    study: {replications: 20, seed: 1}
    serviceLevel: {within: 20 s, target: 80%}
    costs: {currency: EUR, wage: 20}
    contactTypes:
      - {name: calls, arrivals: {perHour: 40}, talk: {law: exponential, mean: 4 min}, patience: {law: exponential, mean: 2 min}}
    agentGroups:
      - {name: team, agents: 4, skills: [calls]}

    """

  /// The same without a target for all, but one of its own for a second type with its own two agents.
  private static let skills = """
    name: By type
    calendar: {hours: 09:00-17:00}
    study: {replications: 20, seed: 1}
    contactTypes:
      - name: sales
        arrivals: {perHour: 40}
        talk: {law: exponential, mean: 4 min}
        patience: {law: exponential, mean: 2 min}
      - name: billing
        arrivals: {perHour: 16}
        talk: {law: exponential, mean: 6 min}
        patience: {law: exponential, mean: 4 min}
        serviceLevel: {within: 60 s, target: 85%}
    agentGroups:
      - {name: desk, agents: 10, skills: [sales]}
      - {name: billing team, agents: 2, skills: [billing]}

    """

  private func run(_ scenario: String, _ words: [String]) throws -> String {
    let folder = try TemporaryFolder()
    _ = try folder.write(scenario, to: "center.yaml")
    let result = try Program.run(
      [words[0], "center.yaml"] + words.dropFirst() + ["--no-report"], in: folder.url)
    try #require(result.status == 0, "\(result.errors)")
    return result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private let counts = ["--vary", "agents.team.count=2,4,10"]

  @Test("The cheapest that keeps the scenario's own goal is best, and not a disaster")
  func cheapest() throws {
    let text = try run(Self.center, ["compare"] + counts)
    #expect(
      text.contains(
        "count=10 is best by cost of those that keep the scenario's own goal (80/20): EUR 960 a day "
          + "more than count=4, as the scenario is"), "\(text)")
    #expect(text.contains("count=2 misses 80/20"))
  }

  @Test("A goal that chance hides is not told as missed")
  func undecided() throws {
    // Four agents have 79.2 ± 1.5 % with this seed.
    let text = try run(Self.center, ["compare"] + counts + ["--replications", "20"])
    #expect(
      text.contains(
        "count=4, as the scenario is, whose goals are not yet told apart"), "\(text)")
    #expect(text.contains("whether count=4 keeps 80/20 is not known"))
  }

  @Test("Without goals the sentence says that there are none to keep")
  func noGoals() throws {
    let words = counts + ["--replications", "20", "--goal", "none"]
    let text = try run(Self.center, ["compare"] + words)
    #expect(
      text.contains("count=2 is best by cost alone, with no goal to keep: EUR 320 a day less"), "\(text)")
    let grid = try run(
      Self.center, ["vary", "--set", "agents.team.count=2,4,10", "--goal", "none"])
    #expect(grid.contains("Best by service level alone, with no goal to keep, is count=10"), "\(grid)")
  }

  @Test("A grid says which points keep the scenario's own goal")
  func grid() throws {
    let text = try run(Self.center, ["vary", "--set", "agents.team.count=2,4,10"])
    #expect(text.contains("The scenario's own goal 80/20 is kept by count=10."), "\(text)")
    #expect(text.contains("Missed by count=2. Not yet told apart, more replications may decide: count=4."))
  }

  @Test("Goals of contact types count, and the remedy is more agents where a goal is missed")
  func types() throws {
    let words = ["compare", "--vary", "agents.desk.scale=0.8,1", "--replications", "20"]
    let text = try run(Self.skills, words)
    #expect(text.contains("No entrant keeps the scenario's own goal (billing 85/60)"), "\(text)")
    #expect(text.contains("it keeps them all, in 13 replications"), "\(text)")
    #expect(!text.contains("agents.desk.scale=1.."))
    let both = try run(Self.skills, words + ["--goal", "sales 80/20, billing 85/60"])
    #expect(both.contains("--set 'agents.billing team.count=2..7' --replications 13 --goal"), "\(both)")
    #expect(!both.contains("agents.desk.scale=1.."))
  }

  @Test("Factors that round to the same agents are one scenario")
  func rounding() throws {
    let text = try run(
      Self.center,
      [
        "compare", "--vary", "agents.team.scale=0.7,0.85,1", "--replications", "20", "--goal", "none",
      ])
    #expect(text.contains("The same scenario as it: scale=0.85."), "\(text)")
    #expect(text.contains("scale=0.7, scale=0.85: 3 agents in team."))
    #expect(!text.contains("Not yet told apart from it"))
    #expect(text.contains("scale=0.85 EUR 0 ○ the same"))
  }

  @Test("Files with goals that differ are judged by those that all have, which is said")
  func files() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write(Self.center, to: "a.yaml")
    _ = try folder.write(
      Self.center.replacing("target: 80%", with: "target: 90%")
        .replacing("agents: 4", with: "agents: 10"), to: "b.yaml")
    let result = try Program.run(
      ["compare", "a.yaml", "b.yaml", "--replications", "5", "--objective", "sl", "--no-report"],
      in: folder.url)
    let text = result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains(
        "b is best by service level alone: the scenarios' own goals differ and are not judged "
          + "(80/20, 90/20): "), "\(text)")
  }
}
