import ContactCenter
import Testing

@Suite("Policies of two ordered lists")
struct ListPolicyTests {
  // MARK: Queue priority

  @Test("Queue priority: the first group of the list with an idle agent, its longest idle one")
  func firstGroup() throws {
    var scenario = routed(.queuePriority, (2, "a"), (2, "a"))
    let idle = moment(idle: [(0, 10), (1, 5), (2, 1), (3, 2)])
    #expect(try scenario.push(0, idle) == .agent(1))
    #expect(try scenario.push(0, moment(idle: [(3, 2), (2, 1)])) == .agent(2))
    #expect(try scenario.push(0, moment()) == .waits(state: 0))
    scenario.skill(0, "a") { $0.preference = 2 }
    #expect(try scenario.push(0, idle) == .agent(2))
    #expect(try scenario.push(0, moment(idle: [(0, 10)])) == .agent(0))
  }

  @Test("Queue priority: the first queue of the list that is not empty, its first contact")
  func firstQueue() throws {
    var scenario = routed(.queuePriority, types: "abc", (1, "abc"))
    let waiting = moment(waiting: [(1, 100), (2, 50), (1, 90), (2, 40)])
    #expect(try scenario.pull(0, waiting) == .contact(2))
    scenario.skill(0, "c") { $0.rank = 1 }
    scenario.skill(0, "b") { $0.rank = 2 }
    #expect(try scenario.pull(0, waiting) == .contact(3))
    #expect(try scenario.pull(0, moment()) == .staysIdle)
  }

  @Test("Queue priority heeds neither delays nor priorities nor weights")
  func unheeded() throws {
    var scenario = routed(.queuePriority, (1, "ab"))
    scenario.skill(0, "a") { $0.after = 5000 }
    scenario.contactTypes[1].priority = 0.5
    scenario.queues[1].weight = 100
    #expect(try scenario.push(0, moment(idle: [(0, 1)])) == .agent(0))
    #expect(try scenario.pull(0, moment(waiting: [(1, 1), (0, 999)])) == .contact(1))
  }

  @Test("Nobody is given what he cannot do")
  func noSkill() throws {
    let scenario = routed(.queuePriority, (1, "a"), (1, "b"))
    #expect(try scenario.push(1, moment(idle: [(0, 1)])) == .waits(state: 0))
    #expect(try scenario.pull(0, moment(waiting: [(1, 1)])) == .staysIdle)
  }

  // MARK: Queue at last group

  @Test("Queue at last group: who finds no one idle waits for the last group alone")
  func lastGroup() throws {
    let scenario = routed(.queueAtLastGroup, (1, "a"), (1, "a"))
    #expect(try scenario.push(0, moment(idle: [(0, 9), (1, 1)])) == .agent(0))
    #expect(try scenario.push(0, moment()) == .waits(state: 1))
    let waiting = moment(waiting: [(0, 500), (0, 400)])
    #expect(try scenario.pull(0, waiting) == .staysIdle)
    #expect(try scenario.pull(1, waiting) == .contact(1))
  }

  @Test("Queue at last group: the last one with agents on duty")
  func lastOnDuty() throws {
    let scenario = routed(.queueAtLastGroup, (1, "a"), (1, "a"))
    #expect(try scenario.push(0, moment(off: [1])) == .waits(state: 0))
    #expect(try scenario.push(0, moment(off: [0, 1])) == .waits(state: 1))
    #expect(try scenario.pull(0, moment(waiting: [(0, 1)], off: [1])) == .contact(0))
  }

  @Test("Queue at last group: when its agents leave, those who wait for it choose anew")
  func groupGoesHome() throws {
    var scenario = routed(.queueAtLastGroup, types: "a", (1, "a"), (1, "a"))
    scenario.contactTypes = [calls("a", at: [0, 1, 3000], talk: 5000)]
    scenario.agentGroups[1].staffing = .counts([
      .init(time: 0, agents: 1), .init(time: 3600, agents: 0),
    ])
    let story = try Story(scenario)
    // The first agent is free from 5000 on, but the third call waits for the other group.
    #expect(story.servers == [0, 1, 0])
    #expect(story.times(.startsTalk) == [0, 1, 5001])
  }

  @Test(
    "Who came while nobody was there chooses anew when the first agent comes",
    arguments: [Scenario.RoutingPolicy.queueAtLastGroup, .queueRatioOverflow, .expectedDelay])
  func firstComes(policy: Scenario.RoutingPolicy) throws {
    var scenario = routed(policy, types: "a", (1, "a"), (1, "a"), (1, "a"))
    scenario.contactTypes = [calls("a", at: [1000, 1001], talk: 100)]
    for (group, start) in [(0, 7200.0), (1, 2000), (2, 7200)] {
      scenario.agentGroups[group].staffing = .counts([
        .init(time: 0, agents: 0), .init(time: start, agents: 1),
      ])
      scenario.agentGroups[group].targetRatio = 1
    }
    let story = try Story(scenario)
    #expect(story.servers == [1, 1])
    #expect(story.times(.startsTalk) == [2000, 2100])
  }

  // MARK: Longest queue first

  @Test("Longest queue first: the longest, its oldest; ties by the group's list")
  func longest() throws {
    var scenario = routed(.longestQueueFirst, (1, "ab"))
    let two = moment(waiting: [(0, 1), (1, 20), (1, 10)])
    #expect(try scenario.pull(0, two) == .contact(2))
    let tie = moment(waiting: [(1, 1), (0, 2)])
    #expect(try scenario.pull(0, tie) == .contact(1))
    scenario.skill(0, "a") { $0.rank = 2 }
    #expect(try scenario.pull(0, tie) == .contact(0))
    // Ranks break ties only.
    #expect(try scenario.pull(0, moment(waiting: [(1, 1), (0, 2), (0, 3)])) == .contact(1))
  }

  @Test("Longest queue first: two types may share the longest queue")
  func sharedQueue() throws {
    var scenario = routed(.longestQueueFirst, types: "abc", (1, "ab"))
    scenario.contactTypes[2].queue = "b"
    scenario.queues.removeLast()
    let waiting = moment(waiting: [(0, 1), (1, 20), (2, 10)])
    #expect(try scenario.pull(0, waiting) == .contact(2))
  }

  // MARK: Single FIFO queue

  @Test("Single FIFO queue: the oldest of all, whatever the ranks; equals by the list")
  func fifo() throws {
    var scenario = routed(.singleFifoQueue, types: "abc", (1, "ab"), (1, "abc"))
    let waiting = moment(waiting: [(0, 300), (1, 200), (2, 100), (0, 250)])
    #expect(try scenario.pull(0, waiting) == .contact(1))
    #expect(try scenario.pull(1, waiting) == .contact(2))
    scenario.skill(0, "a") { $0.rank = 1 }
    scenario.skill(0, "b") { $0.rank = 9 }
    #expect(try scenario.pull(0, waiting) == .contact(1))
    #expect(try scenario.pull(0, moment(waiting: [(1, 5), (0, 5)])) == .contact(1))
  }

  // MARK: Longest weighted wait

  @Test("Longest weighted wait: weight × wait; ties by the list")
  func weighted() throws {
    var scenario = routed(.longestWeightedWait, (1, "ab"))
    scenario.queues[1].weight = 3
    #expect(try scenario.pull(0, moment(waiting: [(0, 100), (1, 701)])) == .contact(0))
    #expect(try scenario.pull(0, moment(waiting: [(0, 100), (1, 699)])) == .contact(1))
    let tie = moment(waiting: [(1, 700), (0, 100)])
    #expect(try scenario.pull(0, tie) == .contact(1))
    scenario.queues[0].weight = 0
    #expect(try scenario.pull(0, moment(waiting: [(0, 100), (1, 999)])) == .contact(1))
    #expect(try scenario.pull(0, moment(waiting: [(0, 100)])) == .contact(0))
  }

  @Test(
    "All of them ask groups in the order of the list",
    arguments: [
      Scenario.RoutingPolicy.longestQueueFirst, .singleFifoQueue, .longestWeightedWait,
      .queueAtLastGroup,
    ])
  func pushByList(policy: Scenario.RoutingPolicy) throws {
    var scenario = routed(policy, (1, "ab"), (1, "ab"))
    scenario.queues[0].weight = 2
    let idle = moment(idle: [(0, 500), (1, 1)])
    #expect(try scenario.push(0, idle) == .agent(0))
    scenario.skill(0, "a") { $0.preference = 2 }
    #expect(try scenario.push(0, idle) == .agent(1))
    #expect(try scenario.push(1, idle) == .agent(0))
  }
}
