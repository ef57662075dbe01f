import ContactCenter
import QueueingTheory
import Testing

@Suite("Waiting lines")
struct WaitingLineTests {
  // MARK: Against the formulas

  @Test("Patient callers wait as in Erlang C")
  func erlangC() throws {
    let scenario = oneQueue(perHour: 160, agents: 10, warmUp: 2 * 3600)
    let exact = try ErlangC(offeredLoad: 8, meanHandleTime: 180, agents: 10)
    let replications = try Replications(scenario, 700)
    let wait = replications.ratio(\.waitAnswered, \.answered)
    #expect(abs(wait.z(exact.averageSpeedOfAnswer)) < 4)
    #expect(wait.precision(exact.averageSpeedOfAnswer) < 0.0125)
    #expect(abs(replications.ratio(\.queued, \.offered).z(exact.waitProbability)) < 4)
    let within = replications.ratio(\.answeredWithin, \.offered)
    #expect(abs(within.z(exact.served(within: 20))) < 4)
    let excess = exact.probabilityOfWaiting(longerThan: 20) * exact.averageWaitIfWaiting
    #expect(abs(replications.ratio(\.excessWait, \.answered).z(excess)) < 4)
    let length = Estimate(
      replications.tallies.map { $0.queues[12].lengthIntegral },
      over: replications.tallies.map { $0.queues[12].time })
    #expect(abs(length.z(exact.meanQueue)) < 4)
  }

  @Test("Impatient callers wait and leave as in Erlang A")
  func erlangA() throws {
    let scenario = oneQueue(
      perHour: 220, agents: 10, patience: .exponential(mean: 120), warmUp: 2 * 3600)
    let exact = ErlangA(offeredLoad: 11, meanHandleTime: 180, agents: 10, meanPatience: 120)
    let replications = try Replications(scenario, 150)
    let left = replications.ratio(\.abandoned, \.offered)
    #expect(abs(left.z(exact.abandonedProportion)) < 4)
    #expect(left.precision(exact.abandonedProportion) < 0.0125)
    let speed = replications.ratio(\.waitAnswered, \.answered)
    #expect(abs(speed.z(exact.averageSpeedOfAnswer)) < 4)
    let toAbandon = replications.ratio(\.waitAbandoned, \.abandoned)
    #expect(abs(toAbandon.z(exact.averageWaitOfAbandoned)) < 4)
    let within = replications.ratio(\.answeredWithin, \.offered)
    #expect(abs(within.z(exact.served(within: 20))) < 4)
    let leftWithin = replications.ratio(\.abandonedWithin, \.offered)
    #expect(abs(leftWithin.z(exact.abandoned(within: 20))) < 4)
    let leftShort = replications.ratio(\.abandonedShort, \.offered)
    #expect(abs(leftShort.z(exact.abandoned(within: 5))) < 4)
    let occupancy = Estimate(
      replications.tallies.map { $0.groups[12].handling },
      over: replications.tallies.map { $0.groups[12].loggedIn })
    #expect(abs(occupancy.z(exact.occupancy)) < 4)
  }

  @Test(
    "Patience of other laws is M/M/n+G",
    arguments: [
      (
        Distribution.lognormal(mean: 90, cv: 1),
        DurationLaw.lognormal(mean: 90, coefficientOfVariation: 1)
      ),
      (.uniform(low: 0, high: 200), .uniform(low: 0, high: 200)),
      (.constant(60), .deterministic(60)),
      (
        .atomAtZero(atom: 0.2, otherwise: .weibull(shape: 0.7, scale: 80)),
        .zero(probability: 0.2, otherwise: .weibull(scale: 80, shape: 0.7))
      ),
    ])
  func generalPatience(law: Distribution, exactLaw: DurationLaw) throws {
    let scenario = oneQueue(perHour: 220, agents: 10, patience: law, warmUp: 2 * 3600)
    let exact = try GeneralPatience(
      offeredLoad: 11, meanHandleTime: 180, agents: 10, patience: exactLaw)
    let replications = try Replications(scenario, 80)
    let left = replications.ratio(\.abandoned, \.offered)
    #expect(abs(left.z(exact.abandonedProportion)) < 4)
    let wait = replications.ratio({ $0.waitAnswered + $0.waitAbandoned }, \.offered)
    #expect(abs(wait.z(exact.averageWait)) < 4)
  }

  // MARK: Limits

  @Test("With no places to wait it is Erlang B, with some M/M/n/K", arguments: [0, 3])
  func capacity(places: Int) throws {
    var scenario = oneQueue(perHour: 180, agents: 10, warmUp: 2 * 3600)
    var queue = Scenario.Queue(name: "calls")
    queue.capacity = places
    scenario.queues = [queue]
    let exact = TrunkedQueue(
      arrivalRate: 180 / 3600.0, meanHandleTime: 180, agents: 10, trunks: 10 + places,
      meanPatience: nil)
    let blocked = try Replications(scenario, 100).ratio(\.blockedByQueue, \.fresh)
    #expect(abs(blocked.z(exact.blockingProbability)) < 4)
    #expect(blocked.precision(exact.blockingProbability) < 0.0125)
  }

  /// One agent who talks for 100 s, and callers one second apart.
  private func line(_ count: Int, patience: Distribution = .never) -> Scenario {
    var scenario = center()
    let times = (0..<count).map { Double($0) }
    scenario.contactTypes = [calls(at: times, patience: patience)]
    scenario.agentGroups = [agents(1)]
    scenario.queues = [.init(name: "calls")]
    return scenario
  }

  @Test("First come, first served")
  func order() throws {
    let story = try Story(line(5))
    #expect(story.served == [0, 1, 2, 3, 4])
    #expect(story.times(.startsTalk) == [0, 100, 200, 300, 400])
    let tallies = try simulate(line(5))
    #expect(tallies.contacts[0].longestWait == 396)
    #expect(tallies.contacts[0].excessWait == 79 + 178 + 277 + 376)
    #expect(tallies.queues[0].longest == 4)
    #expect(tallies.queues[0].lengthIntegral == 99 + 198 + 297 + 396)
  }

  @Test("A full queue gives the busy signal, or takes a message")
  func full() throws {
    var scenario = line(5)
    scenario.queues[0].capacity = 2
    let story = try Story(scenario)
    #expect(story.times(.getsBusySignal) == [3, 4])
    #expect(try simulate(scenario).total().freshBlocked == 2)
    scenario.queues[0].whenFull = .voiceMail
    let tally = try simulate(scenario).total()
    #expect(tally.voiceMail == 2)
    #expect(tally.offered == 5)
  }

  @Test("A full queue may lead to another one, whose agents serve")
  func fullLeadsOn() throws {
    var scenario = line(4)
    scenario.queues[0].capacity = 1
    scenario.queues[0].whenFull = .queue("spare")
    scenario.queues.append(.init(name: "spare"))
    scenario.agentGroups.append(agents(1, "spare agents", serving: ["spare"]))
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [0, 2, 100, 102])
    #expect(story.servers == [0, 1, 0, 1])
  }

  @Test("The waiting room is one for all queues")
  func waitingRoom() throws {
    var scenario = line(3)
    scenario.contactTypes.append(calls("other", at: [0.5, 1.5, 2.5]))
    scenario.agentGroups.append(agents(1, "others", serving: ["other"]))
    scenario.waitingRoom = 2
    let story = try Story(scenario)
    #expect(story.times(.getsBusySignal) == [2, 2.5])
  }

  // MARK: Giving up

  @Test("A caller whose patience ends leaves the queue")
  func patienceEnds() throws {
    let story = try Story(line(3, patience: .constant(50)))
    #expect(story.times(.abandons) == [51, 52])
    #expect(story.served == [0])
  }

  @Test("A caller without any patience leaves at once and has waited 0 s")
  func noPatience() throws {
    let tally = try simulate(line(3, patience: .constant(0))).total()
    #expect(tally.abandoned == 2)
    #expect(tally.abandonedShort == 2)
    #expect(tally.waitAbandoned == 0)
  }

  @Test("Patience may depend on the time of day")
  func patienceByTime() throws {
    var scenario = line(2)
    scenario.contactTypes = [calls(at: [0, 1, 7200, 7201])]
    scenario.contactTypes[0].patience = .init(pieces: [
      .init(from: 3600, law: .constant(5)), .init(from: 7200.5, law: .constant(9)),
    ])
    #expect(try Story(scenario).times(.abandons) == [10, 7210])
  }

  @Test("Callers balk at a long queue")
  func balkingByLength() throws {
    var scenario = line(6)
    scenario.queues[0].balking = .init(
      by: .queueLength, points: [.init(at: 1, probability: 0), .init(at: 2, probability: 1)])
    let story = try Story(scenario)
    #expect(story.times(.balks) == [3, 4, 5])
    #expect(story.times(.abandons) == [3, 4, 5])
    #expect(try simulate(scenario).total().balked == 3)
  }

  @Test("Callers balk at a long expected wait: (waiting + 1) × mean handle time / agents")
  func balkingByWait() throws {
    var scenario = line(6)
    scenario.agentGroups[0].staffing = .constant(2)
    scenario.queues[0].balking = .init(
      by: .expectedWait, points: [.init(at: 100, probability: 0), .init(at: 101, probability: 1)])
    // Two talk; the next two find 50 and 100 s expected, and stay.
    #expect(try Story(scenario).times(.balks) == [4, 5])
  }

  @Test("Between two points the chance of balking is linear")
  func balkingShare() throws {
    var scenario = center(hours: 6)
    scenario.contactTypes = [calls(at: [0] + (0..<20_000).map { 1 + Double($0) }, talk: 1e6)]
    scenario.agentGroups = [agents(1)]
    var queue = Scenario.Queue(name: "calls")
    queue.balking = .init(
      by: .queueLength, points: [.init(at: 0, probability: 0.3), .init(at: 1e6, probability: 0.3)])
    queue.capacity = 1_000_000
    scenario.queues = [queue]
    let tally = try simulate(scenario).total()
    #expect(abs(tally.balked - 6000) / (6000 * 0.7).squareRoot() < 4)
  }
}
