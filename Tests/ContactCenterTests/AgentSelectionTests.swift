import ContactCenter
import QueueingTheory
import Testing

@Suite("Which idle agent takes a contact")
struct AgentSelectionTests {
  /// Two groups of some agents, and calls at the given moments.
  private func twoGroups(
    _ first: Int, _ second: Int, at times: [Seconds], talk: Seconds = 10,
    _ rule: Scenario.AgentSelection
  ) -> Scenario {
    var scenario = center()
    scenario.contactTypes = [calls(at: times, talk: talk)]
    scenario.agentGroups = [agents(first, "first"), agents(second, "second")]
    scenario.routing.agentSelection = rule
    return scenario
  }

  @Test("The longest idle, over all groups")
  func longestIdle() throws {
    // Free again: agent 0 at 10, agent 1 at 12, agent 2 (of the second group) at 14.
    let scenario = twoGroups(2, 1, at: [0, 2, 4, 20, 21, 22], .longestIdle)
    #expect(try Story(scenario).servers == [0, 1, 2, 0, 1, 2])
  }

  @Test("Fixed order: the first of the first group who is idle")
  func fixedOrder() throws {
    let scenario = twoGroups(2, 1, at: [0, 2, 4, 11, 20, 31], .fixedOrder)
    #expect(try Story(scenario).servers == [0, 1, 2, 0, 1, 0])
  }

  @Test("The group with the most idle agents")
  func mostIdle() throws {
    let scenario = twoGroups(2, 3, at: [0, 1, 2, 3, 4], talk: 100, .mostIdleAgents)
    // Idle 2:3, then 2:2 (a tie goes to the first group), 1:2, 1:1, 0:1.
    #expect(try Story(scenario).servers.map { $0 < 2 ? 0 : 1 } == [1, 0, 1, 0, 1])
  }

  @Test("The most proficient: the least handling factor")
  func proficiency() throws {
    var scenario = twoGroups(1, 1, at: [0, 100, 101, 200], .proficiencyFirst)
    scenario.agentGroups[0].skills[0].handlingFactor = 1.2
    #expect(try Story(scenario).servers == [1, 1, 0, 1])
    scenario.agentGroups[1].skills[0].handlingFactor = 1.3
    #expect(try Story(scenario).servers == [0, 0, 1, 0])
  }

  @Test("An agent's own factor counts for proficiency too")
  func ownProficiency() throws {
    var scenario = twoGroups(1, 1, at: [0, 100], .proficiencyFirst)
    scenario.agentGroups[0].skills[0].handlingFactor = 0.9
    var slow = Scenario.Shift(start: 0, end: 86_400)
    slow.handlingFactor = 1.5
    scenario.agentGroups[0].staffing = .shifts([slow])
    #expect(try Story(scenario).servers == [1, 1])
  }

  @Test("The least occupied: the smallest share of time with contacts")
  func leastOccupied() throws {
    var scenario = twoGroups(1, 1, at: [0, 200, 250, 400], .leastOccupied)
    scenario.agentGroups[0].skills[0].talk = .constant(100)
    // At 200 agent 0 is at ½, agent 1 at 0; at 250 agent 1 at 10/250, agent 0 at 100/250.
    #expect(try Story(scenario).servers == [0, 1, 1, 1])
  }

  @Test("Occupancies count from the opening on, in later planning intervals too")
  func leastOccupiedAllDay() throws {
    var scenario = twoGroups(1, 1, at: [0, 110, 700], .leastOccupied)
    scenario.calendar.interval = 600
    scenario.agentGroups[0].skills[0].talk = .constant(100)
    // At 700 agent 0 is at 100/700, agent 1 at 10/700, though 0 has been idle for longer.
    #expect(try Story(scenario).servers == [0, 1, 1])
  }

  @Test("A preference comes before the rule")
  func preference() throws {
    var scenario = twoGroups(1, 2, at: [0, 1, 2, 50], .longestIdle)
    scenario.agentGroups[0].skills[0].preference = 2
    #expect(try Story(scenario).servers == [1, 2, 0, 1])
  }

  // MARK: In the long run

  private func longRun(_ rule: Scenario.AgentSelection) throws -> Tallies {
    var scenario = oneQueue(perHour: 240, talk: .exponential(mean: 60), agents: 6)
    var queue = Scenario.Queue(name: "calls")
    queue.capacity = 0
    scenario.queues = [queue]
    scenario.calendar.days = 20
    scenario.routing.agentSelection = rule
    return try simulate(scenario)
  }

  @Test("Fixed order concentrates the work on the first: agent k gets a(B(k−1) − B(k))")
  func concentration() throws {
    let tallies = try longRun(.fixedOrder)
    for agent in 0..<6 {
      let before = agent == 0 ? 1 : ErlangB(offeredLoad: 4, agents: agent).blockingProbability
      let after = ErlangB(offeredLoad: 4, agents: agent + 1).blockingProbability
      let share = tallies.agents[agent].handling / tallies.agents[agent].loggedIn
      #expect(abs(share / (4 * (before - after)) - 1) < 0.02)
    }
  }

  @Test(
    "Other rules share the work equally",
    arguments: [
      Scenario.AgentSelection.longestIdle, .random, .leastOccupied,
    ])
  func equality(rule: Scenario.AgentSelection) throws {
    let tallies = try longRun(rule)
    let answered = tallies.agents.map(\.answered)
    let mean = answered.reduce(0, +) / 6
    // Some 16 000 calls each: a standard error of at most 0.8 %.
    for count in answered { #expect(abs(count / mean - 1) < 0.03) }
    // The longest idle takes turns: the counts are closer than chance would have them.
    if rule == .longestIdle {
      for count in answered { #expect(abs(count / mean - 1) < 0.01) }
    }
  }

  @Test("A random choice is uniform over the agents of all groups")
  func random() throws {
    let times = (0..<6000).map { Double($0) * 10 }
    let scenario = twoGroups(2, 4, at: times, talk: 1, .random)
    let servers = try Story(scenario).servers
    var square = 0.0
    for agent in 0..<6 {
      let count = Double(servers.count { $0 == agent })
      square += (count - 1000) * (count - 1000) / 1000
    }
    // Chi-square of five degrees of freedom: above 25.7 with a chance of 1 in 10 000.
    #expect(square < 25.7)
  }
}
