import ContactCenter
import Testing

@Suite("What happens to those who wait")
struct QueueStepTests {
  /// One agent who is busy for ten thousand seconds from 0 on; more callers at the given moments.
  private func busyCenter(
    at times: [Seconds], patience: Distribution = .never, steps: [Scenario.QueueStep]
  ) -> Scenario {
    var scenario = center()
    scenario.contactTypes = [calls(at: [0] + times, talk: 10_000, patience: patience)]
    scenario.agentGroups = [agents(1)]
    var queue = Scenario.Queue(name: "calls")
    queue.steps = steps
    scenario.queues = [queue]
    return scenario
  }

  @Test("A step that falls due while the contact rings comes after the ringing")
  func stepWhileRinging() throws {
    var scenario = busyCenter(at: [1], steps: [.init(after: 20, action: .disconnect)])
    scenario.contactTypes[0].arrivals.process = .replay([1])
    scenario.agentGroups[0].noAnswer = .init(probability: 0.999_999, after: 30, away: 5)
    let story = try Story(scenario)
    #expect(story.times(.rings) == [1])
    #expect(story.times(.isDisconnected) == [31])
  }

  private let many = (0..<20_000).map { 1 + Double($0) * 0.375 }

  @Test("An announcement makes its share hang up at its moment")
  func hangUps() throws {
    let scenario = busyCenter(
      at: many,
      steps: [.init(after: 20, action: .announcement(hangUp: 0.3, patienceFactor: 1))])
    let story = try Story(scenario)
    let left = story.all(.abandons)
    #expect(abs(Double(left.count) - 6000) / (6000 * 0.7).squareRoot() < 4)
    let arrivals = Dictionary(uniqueKeysWithValues: story.all(.arrives).map { ($0.contact, $0) })
    #expect(left.allSatisfy { $0.time == arrivals[$0.contact]!.time + 20 })
  }

  @Test(
    "An announcement multiplies the patience that is left",
    arguments: [(0.5, 61.0), (0, 21), (2, 181)])
  func patience(factor: Double, end: Seconds) throws {
    let scenario = busyCenter(
      at: [1], patience: .constant(100),
      steps: [.init(after: 20, action: .announcement(hangUp: 0, patienceFactor: factor))])
    #expect(try Story(scenario).times(.abandons) == [end])
  }

  @Test("Announcements of two kinds are independent draws")
  func twoAnnouncements() throws {
    let step = Scenario.QueueAction.announcement(hangUp: 0.5, patienceFactor: 1)
    let scenario = busyCenter(
      at: many, steps: [.init(after: 20, action: step), .init(after: 40, action: step)])
    let tally = try simulate(scenario).total()
    #expect(abs(tally.abandoned - 15_000) / (15_000 * 0.25).squareRoot() < 4)
  }

  @Test("Voice mail takes its share, a disconnection everyone")
  func waysOut() throws {
    let scenario = busyCenter(
      at: many,
      steps: [
        .init(after: 30, action: .voiceMail(share: 0.4)), .init(after: 60, action: .disconnect),
      ])
    let tally = try simulate(scenario).total()
    #expect(abs(tally.voiceMail - 8000) / (8000 * 0.6).squareRoot() < 4)
    #expect(tally.disconnected == 20_000 - tally.voiceMail)
    #expect(abs(tally.waitOther - 30 * tally.voiceMail - 60 * tally.disconnected) < 1e-6)
    #expect(tally.personsLost == 20_000)
  }

  // MARK: Overflow

  private func withSpareQueue(_ scenario: Scenario, agents count: Int) -> Scenario {
    var scenario = scenario
    scenario.queues.append(.init(name: "spare"))
    scenario.contactTypes.append(calls("spare", at: [0.5], talk: 10))
    scenario.agentGroups.append(agents(count, "spare agents", serving: ["spare"]))
    return scenario
  }

  @Test("After its delay a contact overflows to agents of another queue")
  func overflow() throws {
    let scenario = withSpareQueue(
      busyCenter(at: [1], steps: [.init(after: 30, action: .overflow(to: "spare"))]), agents: 1)
    let story = try Story(scenario)
    #expect(story.times(.overflows) == [31])
    #expect(story.all(.startsTalk).last?.time == 31)
    #expect(story.servers == [0, 1, 1])
    let tallies = try simulate(scenario)
    #expect(tallies.total().overflowed == 1)
    #expect(tallies.total().waitAnswered == 30)
    #expect(tallies.queue(0).lengthIntegral == 30)
  }

  @Test("Overflow keeps the patience left and the place by the time waited")
  func overflowKeeps() throws {
    let step = Scenario.QueueStep(after: 30, action: .overflow(to: "spare"))
    var scenario = withSpareQueue(
      busyCenter(at: [1], patience: .constant(80), steps: [step]), agents: 1)
    scenario.contactTypes[1] = calls("spare", at: [0.5, 20], talk: 60)
    scenario.routing.contactSelection = .oldestFirst
    // At 60.5 the spare agent is free: the one who asked at 1 comes before the one who asked at 20.
    #expect(try Story(scenario).all(.startsTalk).map(\.time) == [0, 0.5, 60.5, 10_060.5])
    scenario.contactTypes[1] = calls("spare", at: [0.5], talk: 1000)
    #expect(try Story(scenario).times(.abandons) == [81])
  }

  @Test("Nobody overflows into a full queue")
  func overflowFull() throws {
    var scenario = withSpareQueue(
      busyCenter(at: [1], steps: [.init(after: 30, action: .overflow(to: "spare"))]), agents: 1)
    scenario.contactTypes[1] = calls("spare", at: [0.5], talk: 50)
    scenario.queues[1].capacity = 0
    let story = try Story(scenario)
    #expect(story.count(.overflows) == 0)
    #expect(story.all(.startsTalk).last?.time == 10_000)
  }

  // MARK: Agents who come in later

  @Test("Agents with a delayed skill take a contact when it has waited long enough")
  func delayedSkill() throws {
    var scenario = busyCenter(at: [1, 2], steps: [])
    var second = agents(1, "second")
    second.skills[0].after = 40
    second.skills[0].talk = .constant(5)
    scenario.agentGroups.append(second)
    let story = try Story(scenario)
    // The second caller finds the delayed agent busy at 42 and gets him at 46.
    #expect(story.times(.startsTalk) == [0, 41, 46])
    #expect(story.servers == [0, 1, 1])
  }

  @Test("A free agent with a delayed skill leaves those who have not waited long enough")
  func notYetEligible() throws {
    var scenario = busyCenter(at: [30], steps: [])
    var second = agents(1, "second", serving: ["calls", "other"])
    second.skills[0].after = 40
    scenario.agentGroups.append(second)
    scenario.contactTypes.append(calls("other", at: [0], talk: 50))
    // Free at 50, when the caller of 30 has waited 20 s only.
    #expect(try Story(scenario).times(.startsTalk) == [0, 0, 70])
  }
}
