import ContactCenter
import Testing

@Suite("Policies that steer: reserves, ratios, goals, known agents, own formulas")
struct ControlPolicyTests {
  // MARK: Threshold reservation

  private func reserved() -> Scenario {
    var scenario = routed(.thresholdReservation, (3, "ab"))
    scenario.skill(0, "b") { ($0.reserve, $0.rank) = (1, 2) }
    return scenario
  }

  @Test("Reserve: a contact is taken only while more agents are idle than must stay so")
  func reserve() throws {
    let scenario = reserved()
    #expect(try scenario.push(1, moment(idle: [(0, 1)])) == .waits(state: 0))
    #expect(try scenario.push(1, moment(idle: [(0, 2), (1, 1)])) == .agent(1))
    #expect(try scenario.push(0, moment(idle: [(0, 1)])) == .agent(0))
    let waiting = moment(waiting: [(1, 100)])
    #expect(try scenario.pull(0, waiting) == .staysIdle)
    #expect(try scenario.pull(0, moment(idle: [(1, 50)], waiting: [(1, 100)])) == .contact(0))
    #expect(try scenario.pull(0, moment(waiting: [(1, 100), (0, 999)])) == .contact(1))
  }

  @Test("Reserve: after closing nobody is held back")
  func reserveAfterClosing() throws {
    var closed = moment(idle: [(0, 1)], waiting: [(1, 500)])
    closed.isOpen = false
    #expect(try reserved().push(1, closed) == .agent(0))
    #expect(try reserved().pull(1, closed) == .contact(0))
    closed.idle = []
    #expect(try reserved().pull(1, closed) == .contact(0))
  }

  @Test("Reserve: at closing idle agents take who waited for them, in order of rank")
  func closing() throws {
    var scenario = routed(.thresholdReservation, (1, "ab"))
    scenario.calendar.hours = .init(open: 0, close: 3600)
    for name in ["a", "b"] { scenario.skill(0, name) { $0.reserve = 1 } }
    scenario.skill(0, "a") { $0.rank = 2 }
    scenario.contactTypes = [calls("a", at: [10]), calls("b", at: [20])]
    let story = try Story(scenario)
    #expect(story.servedTypes == [1, 0])
    #expect(story.times(.startsTalk) == [3600, 3700])
  }

  @Test("Reserve: who gave up would have met nobody while agents are held back")
  func virtualWait() throws {
    var scenario = routed(.thresholdReservation, (2, "ab"))
    scenario.contactTypes = [
      calls("a", at: [0], talk: 16), calls("b", at: [10], patience: .constant(5)),
    ]
    func met(_ reserve: Int) throws -> Double {
      scenario.skill(0, "b") { $0.reserve = reserve }
      return try simulate(scenario).total(1).virtualWithin
    }
    #expect(try met(2) == 0)
    // Both agents are at work at 10, and both are free at 17.
    scenario.contactTypes[0] = calls("a", at: [0, 1], talk: 16)
    #expect(try met(1) == 1)
  }

  @Test("Reserve: groups by preference; the next one where the first holds back")
  func reserveElsewhere() throws {
    var scenario = routed(.thresholdReservation, (1, "b"), (1, "ab"))
    scenario.contactTypes[0].queue = "a"
    scenario.skill(0, "b") { $0.reserve = 1 }
    scenario.skill(1, "b") { $0.preference = 2 }
    #expect(try scenario.push(1, moment(idle: [(0, 1), (1, 900)])) == .agent(1))
    scenario.skill(0, "b") { $0.reserve = 0 }
    scenario.skill(1, "b") { $0.reserve = 1 }
    #expect(try scenario.push(1, moment(idle: [(0, 1), (1, 900)])) == .agent(0))
  }

  // MARK: Ratios

  private func shares(_ policy: Scenario.RoutingPolicy) -> Scenario {
    var scenario = routed(policy, types: "abc", (2, "ab"), (2, "abc"))
    for (place, share) in [0.2, 0.5, 0.3].enumerated() { scenario.queues[place].share = share }
    for (place, share) in [0.25, 0.75].enumerated() {
      scenario.agentGroups[place].idleShare = share
    }
    return scenario
  }

  @Test(
    "Queue ratio: the queue that most exceeds its share of all that wait",
    arguments: [Scenario.RoutingPolicy.fixedQueueRatio, .queueAndIdlenessRatio])
  func queueShares(policy: Scenario.RoutingPolicy) throws {
    let scenario = shares(policy)
    // Of 4: a has 1 against 0.8, b has 2 against 2, c has 1 against 1.2.
    let four = [(0, 900.0), (1, 100), (1, 99), (2, 1)]
    #expect(try scenario.pull(0, moment(waiting: four)) == .contact(0))
    // Of 5: a has 1 against 1, b 3 against 2.5.
    #expect(try scenario.pull(0, moment(waiting: four + [(1, 50)])) == .contact(4))
    // Of 7, with what the group does not serve: a has 1 against 1.4, b 2 against 3.5.
    let seven = moment(waiting: four + [(2, 2), (2, 3), (2, 4)])
    #expect(try scenario.pull(0, seven) == .contact(0))
    #expect(try scenario.pull(2, seven) == .contact(3))
  }

  @Test("Idleness ratio: the group whose idle agents most exceed their share")
  func idleShares() throws {
    let scenario = shares(.queueAndIdlenessRatio)
    // 1 against ½, and 1 against 1½.
    #expect(try scenario.push(0, moment(idle: [(0, 900), (2, 1)])) == .agent(0))
    // 1 against ¾, 2 against 2¼.
    #expect(try scenario.push(0, moment(idle: [(0, 900), (2, 1), (3, 2)])) == .agent(0))
    #expect(try scenario.push(2, moment(idle: [(0, 900), (3, 1), (2, 2)])) == .agent(3))
    var fair = scenario
    fair.agentGroups[0].idleShare = 0.9
    #expect(try fair.push(0, moment(idle: [(0, 900), (2, 950), (3, 940)])) == .agent(3))
    let fixed = shares(.fixedQueueRatio)
    #expect(try fixed.push(0, moment(idle: [(0, 900), (2, 1)])) == .agent(2))
  }

  // MARK: Service levels

  private func goals() -> Scenario {
    var scenario = routed(.serviceLevelBased, (1, "ab"))
    scenario.serviceLevel.acceptableWait = 20
    scenario.serviceLevel.target = 0.8
    scenario.routing.window = 300
    scenario.routing.windowParts = 3
    return scenario
  }

  @Test("Service levels: the type furthest below its goal; equals by age")
  func goal() throws {
    var scenario = goals()
    var now = moment(waiting: [(0, 990), (1, 100)])
    #expect(try scenario.pull(0, now) == .contact(1))
    // One of two in time against all: −30 % and +20 %.
    now.past = [
      .init(type: 0, wait: 20, endedAt: 950), .init(type: 0, wait: 21, endedAt: 960),
      .init(type: 1, wait: 5, endedAt: 970),
    ]
    #expect(try scenario.pull(0, now) == .contact(0))
    // −30 % against +20 % − 55 %.
    scenario.contactTypes[1].serviceLevel = .init()
    scenario.contactTypes[1].serviceLevel?.acceptableWait = 4
    scenario.contactTypes[1].serviceLevel?.target = 0.5
    #expect(try scenario.pull(0, now) == .contact(1))
  }

  @Test("Service levels: abandoned contacts count against it, old ones not at all")
  func window() throws {
    let scenario = goals()
    var now = moment(waiting: [(0, 990), (1, 100)])
    now.past = [.init(type: 0, wait: 5, endedAt: 950)]
    now.past[0].isAbandoned = true
    #expect(try scenario.pull(0, now) == .contact(0))
    // The window is the present part from 1000 on and two before it.
    now.past[0].endedAt = 800
    #expect(try scenario.pull(0, now) == .contact(0))
    now.past[0].endedAt = 799
    #expect(try scenario.pull(0, now) == .contact(1))
  }

  // MARK: Known agents

  private func known(_ wait: Seconds) -> Scenario {
    var scenario = routed(.lastAgentAffinity, (2, "ab"), (1, "a"))
    scenario.contactTypes[0].repeatCall = .init(
      unsolved: 0.5, callsAgain: 0.5, delay: .constant(100))
    scenario.routing.affinityWait = wait
    return scenario
  }

  @Test("Affinity: the known agent if idle, else a wait for that one alone, then anyone")
  func affinity() throws {
    let scenario = known(30)
    let model = try scenario.model()
    func ask(_ type: Int = 0, since: Seconds, knows agent: Int, _ now: RoutingSituation)
      -> RoutingDecision
    {
      now.agent(for: .init(type: type, since: since, lastAgent: agent), in: model)
    }
    #expect(ask(since: 1000, knows: 1, moment(idle: [(0, 1), (1, 900)])) == .agent(1))
    #expect(ask(since: 1000, knows: 1, moment(idle: [(0, 1)])) == .waits(state: 1))
    #expect(ask(since: 971, knows: 1, moment(idle: [(0, 1)])) == .waits(state: 1))
    #expect(ask(since: 970, knows: 1, moment(idle: [(0, 1)])) == .agent(0))
    #expect(ask(since: 1000, knows: 1, moment(idle: [(0, 1)], off: [1])) == .agent(0))
    // The known agent cannot help with another matter.
    #expect(ask(1, since: 1000, knows: 2, moment(idle: [(0, 1), (2, 5)])) == .agent(0))
    #expect(try known(0).push(0, moment(idle: [(0, 1), (1, 900)])) == .agent(0))
    let atOnce = try known(0).model()
    let caller = RoutingSituation.Caller(type: 0, since: 1000, lastAgent: 1)
    #expect(moment(idle: [(0, 1)]).agent(for: caller, in: atOnce) == .agent(0))
    #expect(moment(idle: [(0, 1), (1, 5)]).agent(for: caller, in: atOnce) == .agent(1))
    #expect(moment().agent(for: caller, in: atOnce) == .waits(state: 0))
  }

  @Test("Affinity: a free agent first takes who knows it, then by rank and age")
  func knownCaller() throws {
    var scenario = known(30)
    scenario.skill(0, "a") { $0.rank = 2 }
    var now = moment(waiting: [(0, 500), (1, 800), (1, 700), (0, 980), (0, 975)])
    #expect(try scenario.pull(0, now) == .contact(2))
    now.waiting[3].lastAgent = 0
    #expect(try scenario.pull(0, now) == .contact(3))
    now.waiting[4].lastAgent = 0
    #expect(try scenario.pull(0, now) == .contact(4))
    #expect(try scenario.pull(1, now) == .contact(2))
    // Whoever waits for another agent is not taken before the time is over.
    var alone = moment(waiting: [(0, 975)])
    alone.waiting[0].lastAgent = 0
    #expect(try scenario.pull(1, alone) == .staysIdle)
    #expect(try scenario.pull(0, alone) == .contact(0))
    alone.waiting[0].since = 970
    #expect(try scenario.pull(1, alone) == .contact(0))
  }

  @Test("Affinity: callers who come back do meet their agent")
  func comeBack() throws {
    var scenario = routed(.lastAgentAffinity, types: "a", (3, "a"))
    scenario.contactTypes = [calls("a", at: [0, 1, 2], talk: 100)]
    scenario.contactTypes[0].repeatCall = .init(
      unsolved: 0.9, callsAgain: 0.9, delay: .constant(500))
    scenario.routing.affinityWait = 1000
    let story = try Story(scenario)
    #expect(story.all(.startsTalk).count > 6)
    for record in story.all(.startsTalk) { #expect(record.agent == record.contact) }
  }

  // MARK: Own rules

  @Test("Own rules: the largest value of the formula for agents, ties by idle time")
  func agentFormula() throws {
    var scenario = routed(.ownRules, (2, "ab"), (2, "a"))
    let idle = moment(idle: [(0, 900), (1, 950), (2, 800)])
    for (rule, agent) in [
      ("idleTime", 2), ("-idleTime", 1), ("1", 2), ("idleAgents", 0), ("groupSize - idleAgents", 2),
    ] {
      scenario.routing.agentRule = rule
      #expect(try scenario.push(0, idle) == .agent(agent), "\(rule)")
    }
    scenario.skill(1, "a") { $0.after = 30 }
    scenario.routing.agentRule = "idleTime"
    #expect(try scenario.push(0, idle) == .agent(0))
    #expect(try scenario.push(0, since: 970, idle) == .agent(2))
    // Without a formula for contacts: by rank and age.
    scenario.skill(0, "a") { $0.rank = 2 }
    #expect(try scenario.pull(0, moment(waiting: [(0, 1), (1, 900), (1, 800)])) == .contact(2))
  }

  @Test("Own rules: the largest value of the formula for contacts, ties by the list")
  func contactFormula() throws {
    var scenario = routed(.ownRules, (1, "ab"), (1, "ab"))
    scenario.skill(0, "a") { $0.rank = 2 }
    scenario.contactTypes[0].value = 5
    scenario.queues[1].weight = 3
    let waiting = moment(waiting: [(0, 900), (1, 950), (1, 960)])
    for (rule, contact) in [
      ("wait", 0), ("value", 0), ("weight * wait", 1), ("length", 1), ("0", 1), ("-rank", 1),
      ("rank", 0),
    ] {
      scenario.routing.contactRule = rule
      #expect(try scenario.pull(0, waiting) == .contact(contact), "\(rule)")
    }
    // Without a formula for agents: by preference, then the longest idle.
    scenario.skill(0, "a") { $0.preference = 2 }
    #expect(try scenario.push(0, moment(idle: [(0, 1), (1, 900)])) == .agent(1))
    #expect(try scenario.push(1, moment(idle: [(0, 1), (1, 900)])) == .agent(0))
  }

  @Test(
    "Own rules that cannot be read are errors", arguments: ["", "wait +", "nonsense", "idleTime"])
  func defects(rule: String) throws {
    var scenario = routed(.ownRules, (1, "ab"))
    scenario.routing.contactRule = rule
    let found = try #require(throws: ScenarioProblems.self) { try scenario.model() }
    #expect(found.problems.map(\.path) == ["routing.contactRule"])
  }
}
