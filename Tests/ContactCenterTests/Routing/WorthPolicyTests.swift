import ContactCenter
import Testing

@Suite("Policies of costs, values, scores and fairness")
struct WorthPolicyTests {
  // MARK: cμ

  private func costs(_ policy: Scenario.RoutingPolicy, power: Double = 1) -> Scenario {
    var scenario = routed(policy, (1, "ab"), (1, "ab"))
    for type in 0..<2 {
      scenario.contactTypes[type].waitingCost = .init(perMinute: 1)
      scenario.contactTypes[type].waitingCost?.power = power
    }
    return scenario
  }

  static let bothCosts = [Scenario.RoutingPolicy.cMu, .generalisedCMu]

  @Test("cμ: the largest cost per minute of handling; equals by age", arguments: bothCosts)
  func cost(policy: Scenario.RoutingPolicy) throws {
    var scenario = costs(policy)
    let waiting = moment(waiting: [(0, 900), (1, 950), (1, 1000)])
    #expect(try scenario.pull(0, waiting) == .contact(0))
    // 1 ÷ 100 s against 1 ÷ 90 s.
    scenario.contactTypes[1].talk = .init(.constant(90))
    #expect(try scenario.pull(0, waiting) == .contact(1))
    scenario.contactTypes[0].waitingCost?.perMinute = 1.2
    #expect(try scenario.pull(0, waiting) == .contact(0))
    // The group's own times count: 1.2 ÷ 200 s.
    scenario.skill(0, "a") { $0.handlingFactor = 2 }
    #expect(try scenario.pull(0, waiting) == .contact(1))
    #expect(try scenario.pull(1, waiting) == .contact(0))
    // Even at the very moment of its coming.
    #expect(try scenario.pull(0, moment(waiting: [(0, 1), (1, 1000)])) == .contact(1))
  }

  @Test("cμ: an equal product leaves it to age", arguments: bothCosts)
  func equalCost(policy: Scenario.RoutingPolicy) throws {
    var scenario = costs(policy)
    scenario.contactTypes[0].waitingCost?.perMinute = 3
    scenario.contactTypes[0].talk = .init(.constant(180))
    scenario.contactTypes[1].talk = .init(.constant(60))
    #expect(try scenario.pull(0, moment(waiting: [(0, 900), (1, 800)])) == .contact(1))
    #expect(try scenario.pull(0, moment(waiting: [(0, 700), (1, 800)])) == .contact(0))
  }

  @Test("cμ: the group that handles the contact fastest", arguments: bothCosts)
  func fastest(policy: Scenario.RoutingPolicy) throws {
    var scenario = costs(policy)
    let idle = moment(idle: [(0, 900), (1, 950)])
    #expect(try scenario.push(0, idle) == .agent(0))
    scenario.skill(1, "a") { $0.handlingFactor = 0.9 }
    #expect(try scenario.push(0, idle) == .agent(1))
    #expect(try scenario.push(1, idle) == .agent(0))
  }

  @Test("Generalised cμ: the marginal cost of the wait so far")
  func marginal() throws {
    let scenario = {
      var scenario = costs(.generalisedCMu, power: 2)
      scenario.contactTypes[1].waitingCost = .init(perMinute: 3)
      return scenario
    }()
    // 2·W against 3: more than 1.5 minutes count for more.
    #expect(try scenario.pull(0, moment(waiting: [(0, 909), (1, 999)])) == .contact(0))
    #expect(try scenario.pull(0, moment(waiting: [(0, 911), (1, 1)])) == .contact(1))
  }

  // MARK: Handling and value

  @Test("Shortest expected handling: the fastest group, then the fastest agent")
  func fastestAgent() throws {
    var scenario = routed(.shortestExpectedHandling, (1, "ab"), (1, "ab"))
    let idle = moment(idle: [(0, 900), (1, 950), (2, 960)])
    var shifts = [1.0, 0.9].map { factor in
      var shift = Scenario.Shift(start: 0, end: 86_400)
      shift.handlingFactor = factor
      return shift
    }
    scenario.agentGroups[1].staffing = .shifts(shifts)
    #expect(try scenario.push(0, idle) == .agent(2))
    shifts[1].handlingFactor = 1
    scenario.agentGroups[1].staffing = .shifts(shifts)
    #expect(try scenario.push(0, idle) == .agent(0))
    scenario.skill(1, "a") { $0.talk = .constant(80) }
    #expect(try scenario.push(0, idle) == .agent(1))
    // As fast a group by another law: the agents' own factors decide, not the skill's.
    scenario.skill(1, "a") { ($0.talk, $0.handlingFactor) = (.constant(200), 0.5) }
    #expect(try scenario.push(0, idle) == .agent(0))
  }

  @Test("Shortest expected handling: the contact that the group handles fastest")
  func shortestJob() throws {
    var scenario = routed(.shortestExpectedHandling, (1, "ab"), (1, "ab"))
    scenario.skill(0, "a") { $0.handlingFactor = 1.1 }
    let waiting = moment(waiting: [(0, 1), (1, 999)])
    #expect(try scenario.pull(0, waiting) == .contact(1))
    #expect(try scenario.pull(1, waiting) == .contact(0))
  }

  @Test("Value-based: the largest value, then the oldest; groups by preference")
  func value() throws {
    var scenario = routed(.valueBased, (1, "ab"), (1, "ab"))
    scenario.contactTypes[0].value = 10
    scenario.contactTypes[1].value = 20
    let waiting = moment(waiting: [(0, 1), (1, 998), (1, 997)])
    #expect(try scenario.pull(0, waiting) == .contact(2))
    scenario.contactTypes[0].value = 20
    #expect(try scenario.pull(0, waiting) == .contact(0))
    scenario.skill(0, "a") { $0.preference = 2 }
    #expect(try scenario.push(0, moment(idle: [(0, 1), (1, 900)])) == .agent(1))
    #expect(try scenario.push(1, moment(idle: [(0, 1), (1, 900)])) == .agent(0))
  }

  // MARK: Scores

  @Test("Score routing: the agent with the most points")
  func agentPoints() throws {
    var scenario = routed(.scoreRouting, (2, "a"), (1, "a"))
    scenario.routing.idleTimeScore = 0.01
    var idle = moment(idle: [(0, 900), (1, 950), (2, 960)])
    #expect(try scenario.push(0, idle) == .agent(0))
    scenario.agentGroups[1].score = 0.3
    scenario.skill(1, "a") { $0.score = 0.2 }
    #expect(try scenario.push(0, idle) == .agent(0))
    scenario.skill(1, "a") { $0.score = 0.4 }
    #expect(try scenario.push(0, idle) == .agent(2))
    // Idle shares of ¼, ½ and ⅕ are worth 2.5, 5 and 2 points.
    scenario.routing.idleShareScore = 10
    idle.idle[0].handled = 300
    idle.idle[1].handled = 50
    idle.idle[2].handled = 160
    #expect(try scenario.push(0, idle) == .agent(1))
    // Negative points are as good as any.
    scenario.agentGroups[0].score = -1000
    scenario.agentGroups[1].score = -2000
    #expect(try scenario.push(0, idle) == .agent(1))
  }

  @Test(
    "Equal points and equal occupancies go to the agent idle longest, of whatever group",
    arguments: [Scenario.RoutingPolicy.scoreRouting, .leastOccupied])
  func pointTies(policy: Scenario.RoutingPolicy) throws {
    var scenario = routed(policy, (2, "a"), (2, "a"))
    scenario.contactTypes[0].waitScore = 1
    let idle = moment(idle: [(0, 900), (1, 800), (2, 700), (3, 990)])
    #expect(try scenario.push(0, idle) == .agent(2))
    #expect(try scenario.push(0, moment(idle: [(3, 900), (0, 900)])) == .agent(0))
  }

  @Test("Score routing heeds delays")
  func pointDelays() throws {
    var scenario = routed(.scoreRouting, (1, "a"))
    scenario.contactTypes[0].waitScore = 1
    scenario.skill(0, "a") { $0.after = 30 }
    #expect(try scenario.push(0, since: 971, moment(idle: [(0, 1)])) == .waits(state: 0))
    #expect(try scenario.push(0, since: 970, moment(idle: [(0, 1)])) == .agent(0))
    #expect(try scenario.pull(0, moment(waiting: [(0, 971)])) == .staysIdle)
    #expect(try scenario.pull(0, moment(waiting: [(0, 970)])) == .contact(0))
  }

  @Test("Score routing: the contact with the most points")
  func contactPoints() throws {
    var scenario = routed(.scoreRouting, (1, "ab"))
    scenario.contactTypes[0].waitScore = 1
    scenario.contactTypes[1].waitScore = 2
    scenario.contactTypes[1].score = 50
    // 100 against 50 + 2·W.
    #expect(try scenario.pull(0, moment(waiting: [(0, 900), (1, 976)])) == .contact(0))
    #expect(try scenario.pull(0, moment(waiting: [(0, 900), (1, 974)])) == .contact(1))
    #expect(try scenario.pull(0, moment(waiting: [(1, 975), (0, 900)])) == .contact(1))
  }

  @Test("Score routing: points for those who were passed on")
  func passedOn() throws {
    var scenario = routed(.scoreRouting, (1, "ab"))
    scenario.contactTypes[0].waitScore = 1
    scenario.contactTypes[0].transferredScore = 50
    var waiting = moment(waiting: [(0, 900), (0, 940)])
    #expect(try scenario.pull(0, waiting) == .contact(0))
    waiting.waiting[1].isPassedOn = true
    #expect(try scenario.pull(0, waiting) == .contact(1))
    scenario.contactTypes[0].transferredScore = 30
    #expect(try scenario.pull(0, waiting) == .contact(0))
    var caller = RoutingSituation.Caller(type: 0, since: 1000)
    caller.isPassedOn = true
    #expect(moment().agent(for: caller, in: try scenario.model()) == .waits(state: 1))
  }

  @Test("Least occupied: the smallest share of work; the oldest contact")
  func leastOccupied() throws {
    let scenario = routed(.leastOccupied, (1, "ab"), (1, "ab"))
    var idle = moment(idle: [(0, 800), (1, 950)])
    idle.idle[0].handled = 600
    idle.idle[1].handled = 149
    #expect(try scenario.push(0, idle) == .agent(1))
    idle.idle[1].handled = 151
    #expect(try scenario.push(0, idle) == .agent(0))
    #expect(try scenario.pull(0, moment(waiting: [(0, 900), (1, 899)])) == .contact(1))
  }
}
