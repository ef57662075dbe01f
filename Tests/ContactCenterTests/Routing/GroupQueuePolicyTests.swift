import ContactCenter
import Testing

@Suite("Policies where each group has a queue")
struct GroupQueuePolicyTests {
  // MARK: Queue-ratio overflow

  /// A set of two groups of two and one agents, then one of a single agent.
  private func ratios(_ target: Double = 1) -> Scenario {
    var scenario = routed(.queueRatioOverflow, types: "a", (2, "a"), (1, "a"), (1, "a"))
    scenario.skill(2, "a") { $0.preference = 2 }
    for group in 0..<3 { scenario.agentGroups[group].targetRatio = target }
    return scenario
  }

  @Test("Queue ratio: an idle agent of the first set, the longest idle one")
  func idleOfSet() throws {
    let scenario = ratios()
    #expect(try scenario.push(0, moment(idle: [(0, 50), (2, 20), (3, 1)])) == .agent(2))
  }

  @Test("Queue ratio: while few wait per agent, the contact waits for the set")
  func candidates() throws {
    let scenario = ratios()
    let idle = moment(idle: [(3, 1)])
    #expect(try scenario.push(0, idle) == .waits(state: 0))
    // One waits for the first group: (1 + 1) ÷ 2 against (0 + 1) ÷ 1; a tie goes to the first.
    #expect(try scenario.push(0, moment(idle: [(3, 999)], waiting: [(0, 1)])) == .waits(state: 0))
    // With two there it would be 3 ÷ 2; the second group is at its target and not above it.
    let two = moment(idle: [(3, 999)], waiting: [(0, 1), (0, 2)])
    #expect(try scenario.push(0, two) == .waits(state: 1))
  }

  @Test("Queue ratio: where too many wait, the next set is asked")
  func overflow() throws {
    let scenario = ratios(0.4)
    #expect(try scenario.push(0, moment(idle: [(3, 1)])) == .agent(3))
    // Nobody qualifies: the smallest ratio of all, ½.
    #expect(try scenario.push(0, moment()) == .waits(state: 0))
    // Then 2 ÷ 2 against 1 ÷ 1 and 1 ÷ 1: the first of equals; with two waiting the second group.
    #expect(try scenario.push(0, moment(waiting: [(0, 1)])) == .waits(state: 0))
    #expect(try scenario.push(0, moment(waiting: [(0, 1), (0, 2)])) == .waits(state: 1))
    // Agents who are not there do not count.
    #expect(try scenario.push(0, moment(off: [0, 1, 2])) == .waits(state: 2))
  }

  @Test("Queue ratio: who takes a contact: the chosen group, its set, earlier sets")
  func copies() throws {
    var scenario = ratios(0.4)
    scenario.agentGroups[2].targetRatio = 1
    // The contact waits for the third group, which alone may have one per agent.
    func takers(_ scenario: Scenario) throws -> [Int] {
      try [0, 2, 3].filter {
        try scenario.pull($0, moment(waiting: [(0, 500)])) == .contact(0)
      }
    }
    #expect(try takers(scenario) == [3])
    scenario.routing.promotion = true
    #expect(try takers(scenario) == [0, 2, 3])
    scenario.routing.promotion = false
    scenario.agentGroups[0].targetRatio = 1
    #expect(try takers(scenario) == [0])
    scenario.routing.copies = true
    #expect(try takers(scenario) == [0, 2])
  }

  @Test("Queue ratio: a copy counts for every group of its set, and is gone with the contact")
  func copiesCount() throws {
    var scenario = ratios()
    scenario.routing.copies = true
    // Two wait for both: 3 ÷ 2 and 3 ÷ 1 are too many, the third set has 1 ÷ 1.
    let two = moment(waiting: [(0, 1), (0, 2)])
    #expect(try scenario.push(0, two) == .waits(state: 2))
    scenario.contactTypes = [calls("a", at: [0, 1, 2, 3, 4, 5], talk: 100)]
    #expect(try Story(scenario).served.sorted() == [0, 1, 2, 3, 4, 5])
  }

  @Test("Queue ratio: the oldest of those who wait for the group")
  func oldestOfGroup() throws {
    let scenario = ratios()
    #expect(try scenario.pull(0, moment(waiting: [(0, 700), (0, 600)])) == .contact(1))
  }

  // MARK: Expected delay

  private func delays() -> Scenario {
    routed(.expectedDelay, types: "a", (1, "a"), (1, "a"), (1, "a"))
  }

  /// Waits that ended in each group's queue, one after another.
  private func past(_ waits: [(group: Int, wait: Seconds)], _ now: RoutingSituation)
    -> RoutingSituation
  {
    var moment = now
    for (place, item) in waits.enumerated() {
      var wait = RoutingSituation.PastWait(type: 0, wait: item.wait, endedAt: Double(place))
      wait.state = 1 + item.group
      moment.past.append(wait)
    }
    return moment
  }

  @Test("Expected delay: an idle agent: the largest weight, then the longest idle")
  func noWait() throws {
    var scenario = delays()
    let idle = moment(idle: [(0, 90), (1, 50), (2, 60)])
    #expect(try scenario.push(0, idle) == .agent(1))
    scenario.skill(2, "a") { $0.preferenceWeight = 2 }
    #expect(try scenario.push(0, idle) == .agent(2))
    scenario.skill(2, "a") { $0.preferenceWeight = 0 }
    #expect(try scenario.push(0, moment(idle: [(2, 60)])) == .waits(state: 1))
  }

  @Test("Expected delay: the smallest last wait by weight; ties go to the first")
  func lastWaits() throws {
    var scenario = delays()
    #expect(try scenario.push(0, moment()) == .waits(state: 1))
    let now = past([(0, 1), (0, 60), (1, 40), (2, 50)], moment())
    #expect(try scenario.push(0, now) == .waits(state: 2))
    scenario.skill(0, "a") { $0.preferenceWeight = 2 }
    #expect(try scenario.push(0, now) == .waits(state: 1))
    scenario.skill(0, "a") { $0.preferenceWeight = 0 }
    scenario.skill(1, "a") { $0.preferenceWeight = 0 }
    #expect(try scenario.push(0, now) == .waits(state: 3))
    var gaveUp = now
    gaveUp.past.append(.init(type: 0, wait: 1, endedAt: 900))
    gaveUp.past[gaveUp.past.count - 1].isAbandoned = true
    gaveUp.past[gaveUp.past.count - 1].state = 1
    scenario = delays()
    #expect(try scenario.push(0, gaveUp) == .waits(state: 2))
    scenario.routing.predictorCountsAbandoned = true
    #expect(try scenario.push(0, gaveUp) == .waits(state: 1))
  }

  @Test("Expected delay: other predictors", arguments: Scenario.WaitPredictor.allCases)
  func predictors(predictor: Scenario.WaitPredictor) throws {
    var scenario = delays()
    scenario.routing.predictor = predictor
    // Last waits 60, 40, 50; means 35, 40, 50.
    let ended = past([(0, 10), (0, 60), (1, 40), (2, 50)], moment())
    switch predictor {
    case .lastWait: #expect(try scenario.push(0, ended) == .waits(state: 2))
    case .meanWait: #expect(try scenario.push(0, ended) == .waits(state: 1))
    case .lastWaitOverall, .meanWaitOverall:
      // The same for all groups.
      #expect(try scenario.push(0, ended) == .waits(state: 1))
    case .headOfLine, .queueLength, .queueLengthWithAbandonment:
      scenario.contactTypes[0].patience = .init(.exponential(mean: 100))
      let two = moment(waiting: [(0, 900), (0, 950)])
      #expect(try scenario.push(0, two) == .waits(state: 3))
      #expect(try scenario.pull(0, two) == .contact(0))
      #expect(try scenario.pull(1, two) == .contact(1))
    }
  }

  @Test("Expected delay: groups without agents on duty are the last resort")
  func nobodyThere() throws {
    let scenario = delays()
    var now = past([(0, 1), (1, 40), (2, 50)], moment())
    now.offDuty = [0]
    #expect(try scenario.push(0, now) == .waits(state: 2))
    now.offDuty = [0, 1, 2]
    #expect(try scenario.push(0, now) == .waits(state: 1))
  }

  @Test("Expected delay by lot: chances in proportion to weight ÷ wait")
  func lot() throws {
    var scenario = delays()
    scenario.routing.isDelayChoiceRandom = true
    scenario.skill(1, "a") { $0.preferenceWeight = 2 }
    let model = try scenario.model()
    // 1/20 : 2/80 : 1/40, which is a half and two quarters.
    var situation = past([(0, 20), (1, 80), (2, 40)], moment())
    let counts = draws(2000) { seed in
      situation.seed = seed
      return situation.agent(for: .init(type: 0, since: 1000), in: model)
    }
    #expect(misses(counts[.waits(state: 1)], 0.5, of: 2000) < 4)
    #expect(misses(counts[.waits(state: 2)], 0.25, of: 2000) < 4)
    #expect(misses(counts[.waits(state: 3)], 0.25, of: 2000) < 4)
  }

  @Test("Expected delay: nobody changes queues")
  func noJockeying() throws {
    let now = past([(0, 60), (1, 40), (2, 50)], moment(waiting: [(0, 500), (0, 400)]))
    #expect(try delays().pull(1, now) == .contact(1))
    #expect(try delays().pull(0, now) == .staysIdle)
    #expect(try delays().pull(2, now) == .staysIdle)
  }

  @Test(
    "Who rang in vain chooses anew",
    arguments: [
      Scenario.RoutingPolicy.expectedDelay, .queueRatioOverflow, .queueAtLastGroup,
    ])
  func rangInVain(policy: Scenario.RoutingPolicy) throws {
    var scenario = routed(policy, types: "a", (1, "a"), (1, "a"))
    scenario.contactTypes = [calls("a", at: [0, 1], talk: 100)]
    scenario.agentGroups[0].noAnswer = .init(probability: 0.999_999, after: 10, away: 5000)
    for group in 0..<2 { scenario.agentGroups[group].targetRatio = 0 }
    scenario.skill(0, "a") { $0.preferenceWeight = 2 }
    let story = try Story(scenario)
    #expect(story.count(.startsTalk) == 2)
    #expect(story.servers == [1, 1])
  }
}
