import ContactCenter
import QueueingTheory
import Testing

@Suite("Trunk groups")
struct TrunkGroupTests {
  /// 8 erlangs on some lines in front of agents who are never short.
  private func lossSystem(lines: Int, talk: Distribution = .exponential(mean: 90)) -> Scenario {
    var scenario = oneQueue(perHour: 320, talk: talk, agents: 60, warmUp: 2 * 3600)
    scenario.trunkGroups = [.init(name: "main", lines: lines)]
    scenario.contactTypes[0].trunks = "main"
    return scenario
  }

  @Test(
    "Blocking is Erlang B, whatever the law of the talk time",
    arguments: [
      Distribution.exponential(mean: 90), .constant(90), .lognormal(mean: 90, cv: 1.5),
    ])
  func erlangB(talk: Distribution) throws {
    let exact = ErlangB(offeredLoad: 8, agents: 10)
    let replications = try Replications(lossSystem(lines: 10, talk: talk), 100)
    let blocked = replications.ratio(\.blockedByTrunks, \.fresh)
    #expect(abs(blocked.z(exact.blockingProbability)) < 4, "\(blocked)")
    #expect(blocked.precision(exact.blockingProbability) < 0.0125)
    let carried = Estimate(
      replications.tallies.map { $0.trunks[12].busyIntegral },
      over: replications.tallies.map { $0.trunks[12].time })
    #expect(abs(carried.z(exact.carriedLoad)) < 4)
  }

  @Test("A second group takes what the first one overflows")
  func overflow() throws {
    var scenario = lossSystem(lines: 6)
    scenario.trunkGroups[0].overflowTo = "spare"
    scenario.trunkGroups.append(.init(name: "spare", lines: 4))
    let replications = try Replications(scenario, 100)
    let blocked = replications.ratio(\.blockedByTrunks, \.fresh)
    #expect(abs(blocked.z(ErlangB(offeredLoad: 8, agents: 10).blockingProbability)) < 4)
    let refused = Estimate(
      replications.tallies.map { $0.trunk(0).refused },
      over: replications.tallies.map { $0.trunk(0).refused + $0.trunk(0).seized })
    #expect(abs(refused.z(ErlangB(offeredLoad: 8, agents: 6).blockingProbability)) < 4)
  }

  @Test("Agents behind lines with impatient callers are M/M/n/K+M")
  func trunkedQueue() throws {
    var scenario = oneQueue(
      perHour: 200, agents: 10, patience: .exponential(mean: 120), warmUp: 2 * 3600)
    scenario.trunkGroups = [.init(name: "main", lines: 14)]
    scenario.contactTypes[0].trunks = "main"
    let exact = TrunkedQueue(
      arrivalRate: 200 / 3600.0, meanHandleTime: 180, agents: 10, trunks: 14, meanPatience: 120)
    let replications = try Replications(scenario, 150)
    let blocked = replications.ratio(\.blockedByTrunks, \.fresh)
    #expect(abs(blocked.z(exact.blockingProbability)) < 4)
    let left = replications.ratio(\.abandoned, \.fresh)
    #expect(abs(left.z(exact.abandonedProportion)) < 4)
    let within = replications.ratio(\.answeredWithin, \.fresh)
    #expect(abs(within.z(exact.served(within: 20))) < 4)
  }

  @Test("A line is held through menu, queue, talk and hold, but not through wrap-up")
  func held() throws {
    var scenario = center()
    var type = calls(at: [0, 10], talk: 100)
    type.trunks = "main"
    type.menu = "menu"
    type.wrapUp = .init(.constant(50))
    type.hold = .init(probability: 1, length: .constant(30))
    scenario.contactTypes = [type]
    scenario.trunkGroups = [.init(name: "main", lines: 2)]
    var menu = Scenario.Menu(name: "menu", prompt: .constant(20))
    menu.zeroOut = 1
    scenario.ivr.menus = [menu]
    scenario.agentGroups = [agents(1)]
    let story = try Story(scenario)
    #expect(story.times(.seizesLine) == [0, 10])
    #expect(story.times(.startsTalk) == [20, 200])
    #expect(story.times(.releasesLine) == [150, 330])
    #expect(story.times(.endsWrapUp) == [200, 380])
    let tally = try simulate(scenario).trunk()
    #expect(tally.busyIntegral == 150 + 320)
  }

  @Test("An outage takes free lines away and leaves calls in progress alone")
  func outage() throws {
    var scenario = center()
    var type = calls(at: [0, 10, 120, 305, 400, 405, 410], talk: 300)
    type.trunks = "main"
    scenario.contactTypes = [type]
    var group = Scenario.TrunkGroup(name: "main", lines: 2)
    group.outages = [.init(from: 100, to: 400, lines: 1)]
    scenario.trunkGroups = [group]
    scenario.agentGroups = [agents(10)]
    let story = try Story(scenario)
    // At 305 one of two calls is over, but only one line is offered; at 400 the second is back.
    #expect(story.times(.seizesLine) == [0, 10, 400, 405])
    #expect(story.times(.getsBusySignal) == [120, 305, 410])
    let tallies = try simulate(scenario)
    let row = tallies.trunks[0]
    #expect(row.capacityIntegral == 2 * 3600 - 300)
    #expect(row.seized == 4)
    #expect(row.refused == 3)
    #expect(row.mostBusy == 2)
  }

  @Test("Lines are given back once by everyone who leaves, however")
  func releasedOnce() throws {
    var scenario = lossSystem(lines: 9)
    scenario.agentGroups[0].staffing = .constant(7)
    scenario.contactTypes[0].patience = .init(.exponential(mean: 30))
    scenario.contactTypes[0].redialAfterAbandon = .init(
      probabilities: [0.5], delay: .exponential(mean: 60))
    scenario.calendar.warmUp = 0
    let story = try Story(scenario)
    #expect(story.count(.abandons) > 100)
    #expect(story.count(.seizesLine) == story.count(.releasesLine))
  }
}
