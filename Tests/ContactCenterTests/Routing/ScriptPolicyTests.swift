import ContactCenter
import Testing

@Suite("Scripts of stages: overflow and priority")
struct ScriptPolicyTests {
  typealias Ranks = [(Int, Double)]

  private func table(
    agents: Ranks? = nil, queues: Ranks? = nil, agentsBy: Ranks = [], queuesBy: Ranks = []
  ) -> Scenario.RankTable {
    func named(_ ranks: Ranks) -> [Scenario.GroupRank] {
      ranks.map { .init(group: "g\($0.0)", rank: $0.1) }
    }
    var table = Scenario.RankTable()
    table.agents = agents.map(named)
    table.queues = queues.map(named)
    table.agentsBy = named(agentsBy)
    table.queuesBy = named(queuesBy)
    return table
  }

  private func stage(
    _ after: Seconds, _ otherwise: Scenario.RankTable?, cases: [(String, Scenario.RankTable)] = []
  ) -> Scenario.RoutingStage {
    var stage = Scenario.RoutingStage(after: after)
    stage.otherwise = otherwise
    stage.cases = cases.map { .init(when: $0.0, ranks: $0.1) }
    return stage
  }

  /// A script for type a; two groups of one agent who serve a and b.
  private func scripted(_ stages: Scenario.RoutingStage...) -> Scenario {
    var scenario = routed(.overflowAndPriority, (1, "ab"), (1, "ab"))
    var script = Scenario.RoutingScript(type: "a")
    script.stages = stages
    scenario.routing.scripts = [script]
    return scenario
  }

  @Test("Groups are asked in the order of their ranks; who is not named is not asked")
  func push() throws {
    let scenario = scripted(
      stage(0, table(agents: [(1, 1)], queues: [(0, 1)])),
      stage(30, table(agents: [(0, 1), (1, 2)])))
    #expect(try scenario.push(0, moment(idle: [(0, 1), (1, 900)])) == .agent(1))
    #expect(try scenario.push(0, since: 971, moment(idle: [(0, 1)])) == .waits(state: 1))
    #expect(try scenario.push(0, since: 970, moment(idle: [(1, 1), (0, 900)])) == .agent(0))
  }

  @Test("Among equal ranks: longest idle time × weight")
  func equalRanks() throws {
    var scenario = scripted(stage(0, table(agents: [(0, 1), (1, 1)])))
    let idle = moment(idle: [(0, 900), (1, 910)])
    #expect(try scenario.push(0, idle) == .agent(0))
    scenario.skill(1, "a") { $0.preferenceWeight = 1.2 }
    #expect(try scenario.push(0, idle) == .agent(1))
  }

  @Test("A contact waits where its script says, until it says otherwise")
  func queues() throws {
    let scenario = scripted(
      stage(0, table(queues: [(0, 1)])), stage(30, table(queues: [(1, 1)])))
    let young = moment(waiting: [(0, 980)])
    let old = moment(waiting: [(0, 970)])
    #expect(try scenario.pull(0, young) == .contact(0))
    #expect(try scenario.pull(1, young) == .staysIdle)
    #expect(try scenario.pull(0, old) == .staysIdle)
    #expect(try scenario.pull(1, old) == .contact(0))
  }

  @Test("In a group's queue the smallest rank goes first, then the oldest")
  func priorities() throws {
    let scenario = scripted(
      stage(0, table(queues: [(0, 5)])), stage(30, table(queues: [(0, 0.5)])))
    // Type b has no script: its rank is the skill's, 1.
    #expect(try scenario.pull(0, moment(waiting: [(0, 980), (1, 990)])) == .contact(1))
    #expect(try scenario.pull(0, moment(waiting: [(0, 970), (1, 1)])) == .contact(0))
    #expect(try scenario.pull(0, moment(waiting: [(0, 960), (0, 950), (1, 1)])) == .contact(1))
  }

  @Test("Types without a script have the preferences and ranks of the skills")
  func withoutScript() throws {
    var scenario = scripted(stage(0, table(agents: [(1, 1)], queues: [(1, 1)])))
    scenario.skill(0, "b") { $0.preference = 2 }
    #expect(try scenario.push(1, moment(idle: [(0, 1), (1, 999)])) == .agent(1))
    #expect(try scenario.pull(0, moment(waiting: [(1, 1)])) == .contact(0))
  }

  @Test("A list left out stays as it was, and ranks may be added to")
  func relative() throws {
    let scenario = scripted(
      stage(0, table(agents: [(0, 1), (1, 2)], queues: [(0, 5), (1, 5)])),
      stage(30, table(agentsBy: [(1, -2)], queuesBy: [(0, -4.5)])),
      stage(60, table(agentsBy: [(0, -2)])))
    let idle = moment(idle: [(0, 1), (1, 2)])
    #expect(try scenario.push(0, idle) == .agent(0))
    #expect(try scenario.push(0, since: 970, idle) == .agent(1))
    #expect(try scenario.push(0, since: 940, idle) == .agent(0))
    // Rank 5, then 0.5 in the first group's queue alone, against 1.
    #expect(try scenario.pull(0, moment(waiting: [(0, 980), (1, 999)])) == .contact(1))
    #expect(try scenario.pull(0, moment(waiting: [(0, 970), (1, 1)])) == .contact(0))
    #expect(try scenario.pull(1, moment(waiting: [(0, 970), (1, 1)])) == .contact(1))
  }

  @Test("A group that is not asked stays so, whatever is added to its rank")
  func relativeToNone() throws {
    let scenario = scripted(
      stage(0, table(agents: [(0, 1)], queues: [(0, 1)])),
      stage(30, table(agentsBy: [(1, -100)], queuesBy: [(1, -100)])))
    #expect(try scenario.push(0, since: 900, moment(idle: [(1, 1)])) == .waits(state: 1))
    #expect(try scenario.pull(1, moment(waiting: [(0, 900)])) == .staysIdle)
  }

  @Test("The first case that holds counts, else what is said otherwise, else nothing changes")
  func cases() throws {
    let toFirst = table(queues: [(0, 1)])
    let toSecond = table(queues: [(1, 0.5)])
    let scenario = scripted(
      stage(
        0, toFirst, cases: [("waiting(b) >= 2", toSecond), ("waiting(b) >= 1", table(queues: []))]),
      stage(30, nil, cases: [("idle(g1) >= 1", toSecond)]))
    #expect(try scenario.pull(0, moment(waiting: [(0, 990)])) == .contact(0))
    let one = moment(waiting: [(1, 980), (0, 990)])
    #expect(try scenario.pull(0, one) == .contact(0))
    #expect(try scenario.pull(1, moment(waiting: [(1, 979), (1, 980), (0, 990)])) == .contact(2))
    // The conditions are asked when the contact comes, not later.
    #expect(try scenario.pull(1, moment(waiting: [(0, 990), (1, 995), (1, 996)])) == .contact(1))
    #expect(try scenario.pull(0, moment(waiting: [(0, 900)])) == .contact(0))
    let idle = moment(idle: [(1, 920)], waiting: [(0, 900)])
    #expect(try scenario.pull(0, idle) == .staysIdle)
  }

  @Test("A contact in nobody's queue waits for its next stage")
  func nobodysQueue() throws {
    var scenario = scripted(
      stage(0, table(agents: [], queues: [])), stage(30, table(agents: [(1, 1)], queues: [(1, 1)])))
    #expect(try scenario.push(0, moment(idle: [(0, 1), (1, 1)])) == .waits(state: 1))
    #expect(try scenario.pull(0, moment(waiting: [(0, 980)])) == .staysIdle)
    scenario.contactTypes[0] = calls("a", at: [100, 101], talk: 50)
    scenario.contactTypes[1] = calls("b", at: [5000])
    let story = try Story(scenario)
    #expect(story.servers.prefix(2) == [1, 1])
    #expect(story.times(.startsTalk).prefix(2) == [130, 180])
  }

  @Test("Patience runs on through all stages")
  func patience() throws {
    var scenario = scripted(
      stage(0, table(agents: [], queues: [])), stage(30, table(agents: [], queues: [(0, 1)])),
      stage(60, table(agents: [], queues: [(1, 1)])))
    scenario.contactTypes[0] = calls("a", at: [100], patience: .constant(75))
    scenario.contactTypes[1] = calls("b", at: [5000])
    scenario.agentGroups[0].staffing = .counts([
      .init(time: 0, agents: 0), .init(time: 4000, agents: 1),
    ])
    scenario.agentGroups[1].staffing = scenario.agentGroups[0].staffing
    #expect(try Story(scenario).times(.abandons) == [175])
  }

  @Test("After closing, who is in nobody's queue and has no stage ahead is sent away")
  func closing() throws {
    var scenario = scripted(
      stage(0, table(agents: [], queues: [])), stage(600, table(queues: [])))
    scenario.calendar.days = 2
    scenario.calendar.hours = .init(open: 0, close: 3600)
    for group in 0..<2 {
      scenario.agentGroups[group].staffing = .shifts([.init(start: 0, end: 7200)])
    }
    scenario.contactTypes[0] = calls("a", at: [100, 3500])
    scenario.contactTypes[1] = calls("b", at: [86_500])
    let story = try Story(scenario)
    #expect(story.times(.isDisconnected) == [3600, 4100])
    #expect(story.servedTypes == [1])
  }

  @Test("Windowed statistics may be asked")
  func window() throws {
    let scenario = scripted(
      stage(0, table(queues: [(0, 1)]), cases: [("serviceLevel(b) < 50%", table(queues: [(1, 1)]))])
    )
    var now = moment(waiting: [(0, 900)])
    #expect(try scenario.pull(0, now) == .contact(0))
    now.past = [.init(type: 1, wait: 500, endedAt: 890)]
    #expect(try scenario.pull(0, now) == .staysIdle)
    #expect(try scenario.pull(1, now) == .contact(0))
  }

  // MARK: Mistakes

  private func paths(_ scenario: Scenario) throws -> [String] {
    try #require(throws: ScenarioProblems.self) { try scenario.model() }.problems.map(\.path)
  }

  @Test(
    "A condition that never holds is an error, and so is one that cannot be read",
    arguments: ["idle(g0) > 5", "waiting(b) < 0", "idle(g0) >", "idle(nobody) > 0", "idle(g0)"])
  func conditions(text: String) throws {
    let scenario = scripted(stage(0, table(queues: [(0, 1)]), cases: [(text, table(queues: []))]))
    #expect(try paths(scenario) == ["routing.scripts[0].stages[0].cases[0].when"])
  }

  @Test("A condition that always holds is a warning where something follows it")
  func always() throws {
    let scenario = scripted(
      stage(0, table(queues: [(0, 1)]), cases: [("waiting >= 0", table(queues: []))]))
    let warnings = try scenario.modelAndWarnings().warnings
    #expect(warnings.map(\.path).contains("routing.scripts[0].stages[0].cases[0].when"))
  }

  @Test("Stages out of order are an error")
  func order() throws {
    let scenario = scripted(
      stage(0, table(queues: [(0, 1)])), stage(30, nil), stage(20, table(queues: [])))
    #expect(try paths(scenario) == ["routing.scripts[0].stages[2].after"])
  }
}
