import ContactCenter
import Testing

@Suite("Agents in several contacts at once")
struct SharingTests {
  /// Chats at exactly these moments, or Poisson chats.
  private func chats(_ type: Scenario.ContactType) -> Scenario.ContactType {
    var type = type
    type.channel = .chat
    return type
  }

  private func desk(
    _ count: Int, slots: Int, speeds: [Double] = [], serving queues: [String] = ["chats"]
  ) -> Scenario.AgentGroup {
    var group = agents(count, serving: queues)
    group.capacity.slots = [.chat: slots]
    group.capacity.speeds = speeds
    return group
  }

  @Test("An agent takes as many chats as he has slots, and the next when one ends")
  func slots() throws {
    var scenario = center(hours: 2)
    scenario.contactTypes = [chats(calls("chats", at: [0, 10, 20, 25]))]
    scenario.agentGroups = [desk(1, slots: 2)]
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [0, 10, 100, 110])
    #expect(story.times(.endsTalk) == [100, 110, 200, 210])
    let tallies = try simulate(scenario)
    let group = tallies.group()
    // 400 contact-seconds in 210 s.
    #expect(group.slotTime == 400)
    #expect(group.handling == 210)
    #expect(group.effort == 400)
    #expect(group.idle + group.handling == 7200)
  }

  @Test("Two chats at half speed: each goes on at once when the other comes or ends")
  func speeds() throws {
    var scenario = center(hours: 2)
    scenario.contactTypes = [chats(calls("chats", at: [0, 50]))]
    scenario.agentGroups = [desk(1, slots: 2, speeds: [1, 0.5])]
    let story = try Story(scenario)
    #expect(story.times(.endsTalk) == [150, 200])
    let tallies = try simulate(scenario)
    #expect(tallies.total().talkTime == 300)
    #expect(tallies.group().slotTime == 300)
    #expect(tallies.group().handling == 200)
    #expect(tallies.group().effort == 200)
  }

  @Test("Wrap-ups on their slots share the agent as conversations do: effort is the work done")
  func wrapUpsAreSlowed() throws {
    var scenario = center(hours: 2)
    scenario.contactTypes = [chats(calls("chats", at: [0, 0, 250]))]
    scenario.contactTypes[0].wrapUp = .init(.constant(50))
    scenario.agentGroups = [desk(1, slots: 2, speeds: [1, 0.5])]
    let story = try Story(scenario)
    // Both talk till 200 and wrap up till 300. The third waits for a slot till then and is alone.
    #expect(story.times(.endsTalk) == [200, 200, 400] && story.times(.endsWrapUp) == [300, 300, 450])
    let tallies = try simulate(scenario)
    #expect(tallies.total().talkTime == 500 && tallies.total().wrapUpTime == 250)
    let group = tallies.group()
    #expect((group.slotTime, group.handling, group.effort) == (750, 450, 450))
    // One joins another's wrap-up: 20 s at full speed, the other 30 s at half of it.
    scenario.contactTypes[0].arrivals.process = .replay([0, 120])
    #expect(try Story(scenario).times(.endsWrapUp) == [180, 300])
    #expect(try simulate(scenario).total().wrapUpTime == 80 + 50)
    #expect(try simulate(scenario).group().effort == 300)
  }

  @Test("Slot use is of the room that an agent has, whatever he could have instead")
  func roomUsed() throws {
    var scenario = center(hours: 1)
    scenario.contactTypes = [chats(calls("chats", at: [0, 0, 200]))]
    scenario.agentGroups = [desk(1, slots: 2)]
    scenario.agentGroups[0].capacity.slots[.messaging] = 4
    for together in [[], [[Scenario.Channel.chat, .messaging]]] {
      scenario.agentGroups[0].capacity.together = together
      let tallies = try simulate(scenario)
      #expect((tallies.group().roomUsed, tallies.group().roomOffered) == (150, 3600))
      #expect(tallies.agents[0].roomUsed == 150)
      #expect(tallies.timesWith == [[3400, 100, 100, 0, 0]])
    }
    scenario.agentGroups[0].capacity = .init()
    #expect(try simulate(scenario).group().roomOffered == 0)
  }

  @Test("A new chat goes to the agent with the fewest")
  func leastTaken() throws {
    var scenario = center(hours: 1)
    scenario.contactTypes = [chats(calls("chats", at: [0, 1, 2, 3, 4], talk: 50))]
    scenario.agentGroups = [desk(2, slots: 3)]
    let story = try Story(scenario)
    #expect(story.servers == [0, 1, 0, 1, 0])
  }

  @Test("A call has its agent for itself, and who chats takes no call")
  func channels() throws {
    var scenario = center(hours: 1)
    scenario.contactTypes = [
      chats(calls("chats", at: [0, 10, 120])), calls("calls", at: [20, 130], talk: 30),
    ]
    scenario.agentGroups = [desk(1, slots: 3, serving: ["chats", "calls"])]
    let story = try Story(scenario)
    // The call of 20 s waits for the end of both chats, the chat of 120 s for the end of the call.
    #expect(story.times(.startsTalk) == [0, 10, 110, 140, 240])
    #expect(story.servedTypes == [0, 0, 1, 0, 1])
  }

  @Test("Channels that are had together share the agent: a chat takes a third, a message a sixth")
  func together() throws {
    var scenario = center(hours: 1)
    var messages = calls("messages", at: [1, 2, 3], talk: 50)
    messages.channel = .messaging
    scenario.contactTypes = [chats(calls("chats", at: [0, 10])), messages]
    var group = desk(1, slots: 3, serving: ["chats", "messages"])
    group.capacity.slots = [.chat: 3, .messaging: 6]
    group.capacity.together = [[.chat, .messaging]]
    scenario.agentGroups = [group]
    // One chat and three messages take five sixths: the second chat waits for the first message's end, which
    // leaves two sixths free.
    var story = try Story(scenario)
    #expect(story.times(.startsTalk) == [0, 1, 2, 3, 51])
    scenario.agentGroups[0].capacity.together = []
    story = try Story(scenario)
    // Chats alone, then messages alone.
    #expect(story.times(.startsTalk) == [0, 10, 110, 110, 110])
  }

  @Test("Weights of a total allow any contacts that fit")
  func weights() throws {
    var scenario = center(hours: 1)
    var mails = calls("mails", at: [1, 2, 3], talk: 50)
    mails.channel = .messaging
    scenario.contactTypes = [chats(calls("chats", at: [0])), mails, calls("calls", at: [5], talk: 10)]
    var group = agents(1, serving: ["chats", "mails", "calls"])
    group.capacity.total = 4
    group.capacity.weights = [.chat: 2, .messaging: 1]
    scenario.agentGroups = [group]
    let story = try Story(scenario)
    // Two beside the chat, the third message when the first is done, the call when all are.
    #expect(story.times(.startsTalk) == [0, 1, 2, 51, 101])
    #expect(story.servedTypes == [0, 1, 1, 1, 2])
  }

  @Test("Agents who pack take another chat before an idle one does")
  func packing() throws {
    var scenario = center(hours: 1)
    scenario.contactTypes = [chats(calls("chats", at: [0, 1, 2, 3], talk: 50))]
    var group = desk(2, slots: 3)
    group.capacity.fill = .most
    scenario.agentGroups = [group]
    #expect(try Story(scenario).servers == [0, 0, 0, 1])
  }

  @Test("A wrap-up that takes the agent keeps others away until it is done")
  func wrapUpTakesAgent() throws {
    var scenario = center(hours: 1)
    var type = chats(calls("chats", at: [0, 10, 60], talk: 50))
    type.wrapUp = .init(.constant(30))
    scenario.contactTypes = [type]
    var group = desk(1, slots: 3)
    scenario.agentGroups = [group]
    #expect(try Story(scenario).times(.startsTalk) == [0, 10, 60])
    group.capacity.wrapUpTakes = .agent
    scenario.agentGroups = [group]
    // In wrap-up from 50 to 80 s, and again from 60 to 90 s.
    #expect(try Story(scenario).times(.startsTalk) == [0, 10, 90])
  }

  @Test("Who is to leave ends his chats and takes no more")
  func leaving() throws {
    var scenario = center(hours: 2)
    scenario.contactTypes = [chats(calls("chats", at: [3400, 3500, 3550, 3610, 3620]))]
    var group = desk(1, slots: 2)
    group.staffing = .counts([.init(time: 0, agents: 2), .init(time: 3600, agents: 1)])
    scenario.agentGroups = [group]
    let story = try Story(scenario)
    // One has the first and the third, the other the second; the latter leaves.
    #expect(story.servers == [0, 1, 0, 0, 0])
    #expect(story.times(.startsTalk) == [3400, 3500, 3550, 3610, 3650])
  }

  @Test("Wild centers with chats keep the laws of conservation")
  func conservation() throws {
    for seed in UInt64(1)...6 {
      var scenario = center(hours: 10, warmUp: seed % 2 == 0 ? 1800 : 0)
      var first = chats(
        calls("chats", perHour: 90, talk: .exponential(mean: 300), patience: .exponential(mean: 120)))
      first.wrapUp = .init(.exponential(mean: 40))
      first.hold = .init(probability: 0.3, length: .exponential(mean: 30))
      var second = calls("calls", perHour: 40, patience: .exponential(mean: 90))
      second.transfers = [
        .init(kind: .warm, probability: 0.1, to: "chats", together: .exponential(mean: 20))
      ]
      scenario.contactTypes = [first, second]
      var group = desk(1, slots: 3, speeds: [1, 0.8, 0.65], serving: ["chats", "calls"])
      group.staffing = .counts([
        .init(time: 0, agents: 6), .init(time: 7200, agents: 3), .init(time: 14_400, agents: 7),
      ])
      group.alert = .constant(4)
      group.noAnswer = .init(probability: 0.1, after: 12, away: 60)
      group.unscheduledBreaks = .init(perHour: 0.5, length: .exponential(mean: 300))
      scenario.agentGroups = [group]
      let tallies = try simulate(scenario, seed: seed)
      let sum = tallies.group()
      #expect(sum.overlap > 0 && sum.slowed > 0)
      #expect(sum.handling < sum.slotTime && sum.effort < sum.slotTime)
    }
  }

  /// Chats for agents with a queue, long enough for the steady state.
  private func steady(
    perHour: Double, work: Seconds, patience: Distribution, within: Seconds, _ group: Scenario.AgentGroup
  ) throws -> [Tallies] {
    var scenario = center(days: 30, warmUp: 36_000)
    scenario.contactTypes = [
      chats(calls("chats", perHour: perHour, talk: .exponential(mean: work), patience: patience))
    ]
    scenario.serviceLevel.acceptableWait = within
    scenario.agentGroups = [group]
    let simulator = Simulator(model: try scenario.model())
    return try (0..<24).map { try simulate(with: simulator, seed: 11, replication: $0) }
  }

  /// The distance of a mean from its exact value, in standard errors.
  private func z(_ values: [Double], _ exact: Double) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
    return (mean - exact) / error
  }

  @Test("Five agents with three slots at full speed wait like fifteen servers")
  func fullSpeed() throws {
    let runs = try steady(
      perHour: 100, work: 480, patience: .never, within: 20, desk(5, slots: 3))
    // Erlang C with 15 servers; agents active by the chain on occupancy counts.
    let hours = 720.0 - 10
    #expect(abs(z(runs.map { 1 - $0.unqueued / $0.total().offered }, 0.5655696674907816)) < 4)
    #expect(abs(z(runs.map { $0.total().waitAnswered / $0.total().offered }, 162.88406423734505)) < 4)
    #expect(abs(z(runs.map { $0.total().answeredWithin / $0.total().offered }, 0.47237329276566775)) < 4)
    #expect(abs(z(runs.map { $0.inside.slotTime / (hours * 3600) / 15 }, 0.8888888888888888)) < 4)
    #expect(abs(z(runs.map { $0.inside.handling / (hours * 3600) / 5 }, 0.9953850540835666)) < 4)
    #expect(
      abs(z(runs.map { $0.inside.slotTime / $0.inside.handling }, 2.6790302463621165)) < 4)
  }

  @Test("Four agents with three slots that slow one another down: exact chain of occupancy counts")
  func sharedProcessor() throws {
    let runs = try steady(
      perHour: 60, work: 240, patience: .exponential(mean: 180), within: 20,
      desk(4, slots: 3, speeds: [1, 0.8, 0.65]))
    let time = (720.0 - 10) * 3600
    #expect(abs(z(runs.map { $0.total().abandoned / $0.total().offered }, 0.0017008074652045942)) < 4)
    #expect(abs(z(runs.map { $0.total().answeredWithin / $0.total().offered }, 0.9943418932956412)) < 4)
    #expect(
      abs(
        z(
          runs.map { ($0.total().waitAnswered + $0.total().waitAbandoned) / $0.total().offered },
          0.3061453437368269)) < 4)
    #expect(abs(z(runs.map { $0.inside.slotTime / time }, 4.604859747317048)) < 4)
    #expect(abs(z(runs.map { $0.inside.handling / time / 4 }, 0.7973315260452704)) < 4)
    #expect(abs(z(runs.map { $0.total().talkTime / $0.total().answered }, 276.7623042321481)) < 4)
    // Work done is work brought by those who are served: 60 / h · 240 s.
    #expect(
      abs(z(runs.map { $0.inside.effort / time }, 4 * (1 - 0.0017008074652045942))) < 4)
  }

  @Test("Slots are checked: none, too many, two calls at once, speeds that rise")
  func checks() {
    func problems(_ capacity: Scenario.Capacity) -> [String] {
      var scenario = oneQueue(perHour: 10, agents: 1)
      scenario.agentGroups[0].capacity = capacity
      do { _ = try scenario.model() } catch {
        return error.problems.filter { $0.severity == .error }.map(\.path)
      }
      return []
    }
    var capacity = Scenario.Capacity()
    capacity.slots = [.chat: 3]
    capacity.speeds = [1, 0.8, 0.65]
    #expect(problems(capacity).isEmpty)
    capacity.speeds = [1, 0]
    #expect(problems(capacity) == ["agentGroups[0].capacity.speeds[1]"])
    capacity.speeds = []
    capacity.slots = [.chat: 0]
    #expect(problems(capacity) == ["agentGroups[0].capacity.slots.chat"])
    capacity.slots = [.voice: 2]
    #expect(problems(capacity) == ["agentGroups[0].capacity.slots.voice"])
    capacity.slots = [.chat: 3]
    capacity.speeds = [1, 0.8, 0.9]
    #expect(problems(capacity) == ["agentGroups[0].capacity.speeds[2]"])
    capacity.speeds = [1]
    capacity.together = [[.chat, .voice], [.chat]]
    #expect(
      problems(capacity) == ["agentGroups[0].capacity.together[0]", "agentGroups[0].capacity.together[1]"])
    capacity.together = []
    capacity.weights = [.chat: 2]
    #expect(problems(capacity) == ["agentGroups[0].capacity.weights"])
    capacity.total = 6
    #expect(problems(capacity) == ["agentGroups[0].capacity.slots"])
    capacity.slots = [:]
    capacity.weights = [.chat: 7, .voice: 3]
    #expect(
      problems(capacity) == ["agentGroups[0].capacity.weights.voice", "agentGroups[0].capacity.weights.chat"])
  }

  @Test("What no combination fills, and contacts at once at full speed, are told")
  func warnings() throws {
    var scenario = center(hours: 1)
    scenario.contactTypes = [chats(calls("chats", at: [0]))]
    scenario.agentGroups = [desk(1, slots: 3)]
    #expect(try scenario.modelAndWarnings().warnings.map(\.path).contains("agentGroups[0].capacity.speeds"))
    scenario.agentGroups[0].capacity.speeds = [1, 0.8, 0.65, 0.5]
    #expect(try scenario.modelAndWarnings().warnings.map(\.path) == ["agentGroups[0].capacity.speeds[3]"])
    scenario.agentGroups[0].capacity.speeds = [1]
    #expect(try !scenario.modelAndWarnings().warnings.map(\.path).contains("agentGroups[0].capacity.speeds"))
    scenario.agentGroups[0].capacity.slots = [:]
    scenario.agentGroups[0].capacity.total = 5
    scenario.agentGroups[0].capacity.weights = [.chat: 2]
    #expect(try scenario.modelAndWarnings().warnings.map(\.path).contains("agentGroups[0].capacity.total"))
  }
}

extension Tallies {
  /// Everything of the first group within the planned intervals.
  fileprivate var inside: AgentTally {
    var sum = AgentTally()
    for row in 0..<intervals { sum.add(groups[row]) }
    return sum
  }

  /// Contacts of the first type that did not wait.
  fileprivate var unqueued: Double { total().offered - total().queued }
}
