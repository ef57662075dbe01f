import ContactCenter
import Testing

@Suite("Policies of ranks and scores, delays, regions and rings")
struct PreferencePolicyTests {
  // MARK: Agents' preference, push

  @Test("Agents' preference: the smallest preference, then the largest score")
  func agentScores() throws {
    var scenario = routed(.agentsPreference, (2, "a"), (1, "a"), (1, "a"))
    scenario.skill(2, "a") { $0.preference = 2 }
    // Idle 100 s and 50 s in the first group, 90 s in the second, 999 s in the third.
    let idle = moment(idle: [(0, 900), (1, 950), (2, 910), (3, 1)])
    #expect(try scenario.push(0, idle) == .agent(0))
    scenario.skill(1, "a") { $0.preferenceWeight = 1.2 }
    #expect(try scenario.push(0, idle) == .agent(2))
    scenario.routing.agentScore = .idleAgents
    #expect(try scenario.push(0, idle) == .agent(0))
    scenario.skill(1, "a") { $0.preferenceWeight = 2.5 }
    #expect(try scenario.push(0, idle) == .agent(2))
    scenario.routing.agentScore = .weight
    scenario.skill(0, "a") { $0.preferenceWeight = 2.6 }
    #expect(try scenario.push(0, idle) == .agent(0))
    #expect(try scenario.push(0, moment(idle: [(3, 1)])) == .agent(3))
  }

  @Test(
    "Agents' preference: ties go to the group that stands first",
    arguments: Scenario.AgentScore.allCases)
  func agentTies(score: Scenario.AgentScore) throws {
    var scenario = routed(.agentsPreference, (1, "a"), (1, "a"))
    scenario.routing.agentScore = score
    #expect(try scenario.push(0, moment(idle: [(1, 10), (0, 10)])) == .agent(0))
    // A weight of 0 is a score of 0, not a ban.
    scenario.skill(0, "a") { $0.preferenceWeight = 0 }
    #expect(try scenario.push(0, moment(idle: [(1, 10), (0, 10)])) == .agent(1))
    #expect(try scenario.push(0, moment(idle: [(0, 10)])) == .agent(0))
  }

  @Test("Agents' preference by lot: chances in proportion to the scores")
  func agentLot() throws {
    var scenario = routed(.agentsPreference, (1, "a"), (1, "a"), (1, "a"))
    scenario.routing.isRandomised = true
    scenario.skill(2, "a") { $0.preference = 2 }
    let model = try scenario.model()
    // Idle 100 s and 300 s; the third group is of another rank.
    var situation = moment(idle: [(0, 900), (1, 700), (2, 1)])
    let counts = draws(2000) { seed in
      situation.seed = seed
      return situation.agent(for: .init(type: 0, since: 1000), in: model)
    }
    #expect(counts.keys.count == 2)
    #expect(misses(counts[.agent(0)], 0.25, of: 2000) < 4)
    // Without any score above 0 nothing is drawn.
    #expect(try scenario.push(0, moment(idle: [(1, 1000), (0, 1000)])) == .agent(0))
  }

  // MARK: Agents' preference, pull

  @Test("Agents' preference: the smallest rank, then the largest score")
  func contactScores() throws {
    var scenario = routed(.agentsPreference, types: "abc", (1, "abc"))
    scenario.skill(0, "c") { $0.rank = 2 }
    // Waits of 100 s in a, 90 s and 80 s in b, 999 s in c.
    let waiting = moment(waiting: [(0, 900), (1, 910), (1, 920), (2, 1)])
    #expect(try scenario.pull(0, waiting) == .contact(0))
    scenario.skill(0, "b") { $0.weight = 1.2 }
    #expect(try scenario.pull(0, waiting) == .contact(1))
    scenario.skill(0, "b") { $0.weight = 0.6 }
    scenario.routing.contactScore = .queueLength
    #expect(try scenario.pull(0, waiting) == .contact(1))
    scenario.routing.contactScore = .weight
    #expect(try scenario.pull(0, waiting) == .contact(0))
    #expect(try scenario.pull(0, moment(waiting: [(2, 1)])) == .contact(0))
  }

  @Test(
    "Agents' preference: ties go to the queue that stands first",
    arguments: Scenario.ContactScore.allCases)
  func contactTies(score: Scenario.ContactScore) throws {
    var scenario = routed(.agentsPreference, (1, "ab"))
    scenario.routing.contactScore = score
    #expect(try scenario.pull(0, moment(waiting: [(1, 10), (0, 10)])) == .contact(1))
    scenario.skill(0, "a") { $0.weight = 0 }
    #expect(try scenario.pull(0, moment(waiting: [(1, 10), (0, 10)])) == .contact(0))
    #expect(try scenario.pull(0, moment(waiting: [(0, 10)])) == .contact(0))
  }

  @Test("Agents' preference by lot: chances of queues in proportion to the scores")
  func contactLot() throws {
    var scenario = routed(.agentsPreference, types: "abc", (1, "ab"))
    scenario.contactTypes[2].queue = "b"
    scenario.queues.removeLast()
    scenario.routing.isRandomised = true
    let model = try scenario.model()
    // Waits of 100 s in queue a, 300 s and 50 s in queue b, which two types share.
    var situation = moment(waiting: [(0, 900), (1, 950), (2, 700)])
    let counts = draws(2000) { seed in
      situation.seed = seed
      return situation.contact(forAgent: 0, in: model)
    }
    #expect(counts.keys.count == 2)
    #expect(misses(counts[.contact(0)], 0.25, of: 2000) < 4)
  }

  // MARK: Delays

  private func delayed() -> Scenario {
    var scenario = routed(.agentsPreferenceWithDelays, (1, "ab"), (1, "ab"))
    scenario.skill(1, "a") { $0.after = 30 }
    return scenario
  }

  @Test("Delays: a group helps once the wait has reached the delay")
  func delays() throws {
    let scenario = delayed()
    let idle = moment(idle: [(1, 1)])
    #expect(try scenario.push(0, since: 971, idle) == .waits(state: 0))
    #expect(try scenario.push(0, since: 970, idle) == .agent(1))
    #expect(try scenario.push(1, idle) == .agent(1))
    #expect(try scenario.pull(1, moment(waiting: [(0, 971)])) == .staysIdle)
    #expect(try scenario.pull(1, moment(waiting: [(0, 970)])) == .contact(0))
    #expect(try scenario.pull(0, moment(waiting: [(0, 999)])) == .contact(0))
  }

  @Test("Delays: at that moment an idle agent is asked")
  func asksAgain() throws {
    var scenario = delayed()
    scenario.contactTypes = [calls("a", at: [0, 10], talk: 100), calls("b", at: [5000])]
    #expect(try Story(scenario).times(.startsTalk) == [0, 40, 5000])
  }

  @Test("Delays: with transfer the groups of earlier steps are left")
  func transfer() throws {
    var scenario = delayed()
    let old = moment(waiting: [(0, 960)])
    #expect(try scenario.pull(0, old) == .contact(0))
    scenario.routing.overflowTransfer = true
    #expect(try scenario.pull(0, old) == .staysIdle)
    #expect(try scenario.pull(1, old) == .contact(0))
    #expect(try scenario.push(0, since: 960, moment(idle: [(0, 1)])) == .waits(state: 1))
  }

  @Test("Delays: an agent may take its own contacts first, or all by one score")
  func localFirst() throws {
    var scenario = delayed()
    let waiting = moment(waiting: [(0, 500), (1, 990)])
    #expect(try scenario.pull(1, waiting) == .contact(0))
    scenario.routing.localFirst = true
    #expect(try scenario.pull(1, waiting) == .contact(1))
    #expect(try scenario.pull(0, waiting) == .contact(0))
  }

  @Test("Delays: ranks and preferences change with the wait")
  func changes() throws {
    var scenario = delayed()
    var change = Scenario.SkillChange(after: 60)
    (change.rank, change.preference) = (1, 3)
    scenario.skill(0, "a") { ($0.rank, $0.preference, $0.changes) = (3, 1, [change]) }
    scenario.skill(0, "b") { $0.rank = 2 }
    scenario.skill(1, "a") { ($0.after, $0.preference) = (0, 2) }
    // The older one of a outranks b, the younger one does not.
    #expect(try scenario.pull(0, moment(waiting: [(1, 1), (0, 941)])) == .contact(0))
    #expect(try scenario.pull(0, moment(waiting: [(1, 1), (0, 940)])) == .contact(1))
    #expect(
      try scenario.pull(0, moment(waiting: [(1, 1), (0, 990), (0, 930), (0, 935)])) == .contact(2))
    let idle = moment(idle: [(0, 500), (1, 400)])
    #expect(try scenario.push(0, since: 950, idle) == .agent(0))
    #expect(try scenario.push(0, since: 940, idle) == .agent(1))
  }

  // MARK: Local specialist

  private func regions(delay: Seconds) -> Scenario {
    var scenario = routed(.localSpecialist, (1, "ab"), (1, "ab"))
    for (place, region) in ["north", "south"].enumerated() {
      scenario.contactTypes[place].region = region
      scenario.agentGroups[place].region = region
    }
    scenario.routing.overflowDelay = delay
    return scenario
  }

  @Test("Local specialist: other regions are asked after the delay")
  func regionsPush() throws {
    let scenario = regions(delay: 30)
    #expect(try scenario.push(0, moment(idle: [(1, 1)])) == .waits(state: 0))
    #expect(try scenario.push(0, moment(idle: [(0, 999), (1, 1)])) == .agent(0))
    #expect(try scenario.push(0, since: 970, moment(idle: [(1, 1)])) == .agent(1))
  }

  @Test("Local specialist: the own region first, whatever the ranks, then those who waited")
  func regionsPull() throws {
    var scenario = regions(delay: 30)
    scenario.skill(0, "a") { $0.rank = 1000 }
    #expect(try scenario.pull(0, moment(waiting: [(1, 1), (0, 999)])) == .contact(1))
    #expect(try scenario.pull(0, moment(waiting: [(1, 971)])) == .staysIdle)
    #expect(try scenario.pull(0, moment(waiting: [(1, 970)])) == .contact(0))
  }

  @Test("Local specialist: without a delay nobody must wait for other regions")
  func regionsAtOnce() throws {
    var scenario = regions(delay: 0)
    scenario.queues[0].capacity = 0
    scenario.contactTypes[0] = calls("a", at: [0, 1], talk: 100)
    scenario.contactTypes[0].region = "north"
    scenario.contactTypes[1] = calls("b", at: [500])
    scenario.contactTypes[1].region = "south"
    let story = try Story(scenario)
    #expect(story.servedTypes == [0, 0, 1])
    #expect(story.count(.getsBusySignal) == 0)
  }

  // MARK: Bullseye

  private func rings() -> Scenario {
    var scenario = routed(.bullseye, (1, "ab"), (1, "ab"), (1, "ab"))
    scenario.routing.widenEvery = 20
    for group in 0..<3 { scenario.skill(group, "a") { $0.preference = 1 + 2 * group } }
    return scenario
  }

  @Test("Bullseye: a ring comes in every so often; of all that are in, the longest idle")
  func widening() throws {
    let scenario = rings()
    let idle = moment(idle: [(1, 500), (2, 1)])
    #expect(try scenario.push(0, since: 981, idle) == .waits(state: 0))
    #expect(try scenario.push(0, since: 980, idle) == .agent(1))
    #expect(try scenario.push(0, since: 961, idle) == .agent(1))
    #expect(try scenario.push(0, since: 960, idle) == .agent(2))
    // The other queue has one ring only.
    #expect(try scenario.push(1, idle) == .agent(2))
  }

  @Test("Bullseye: the oldest contact whose rings have reached the agent")
  func reached() throws {
    let scenario = rings()
    let waiting = moment(waiting: [(0, 965), (1, 970), (0, 975)])
    #expect(try scenario.pull(0, waiting) == .contact(0))
    #expect(try scenario.pull(1, waiting) == .contact(0))
    #expect(try scenario.pull(2, waiting) == .contact(1))
    #expect(try scenario.pull(2, moment(waiting: [(0, 965)])) == .staysIdle)
  }

  @Test("Bullseye: a ring that comes in is asked at once")
  func ringAsked() throws {
    var scenario = rings()
    scenario.contactTypes = [calls("a", at: [0, 1, 2], talk: 1000), calls("b", at: [9000])]
    #expect(try Story(scenario).times(.startsTalk).prefix(3) == [0, 21, 42])
  }
}
