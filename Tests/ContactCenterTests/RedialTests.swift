import ContactCenter
import QueueingTheory
import Testing

@Suite("Callers who come back")
struct RedialTests {
  /// Sums over the hours of the day, without what happens after closing.
  private func sums(_ tallies: Tallies) -> ContactTally {
    var sum = ContactTally()
    for row in 0..<tallies.intervals { sum.add(tallies.contacts[row]) }
    return sum
  }

  @Test("Loss with retrials: attempts, blocking and persons served as Falin and Templeton say")
  func retrials() throws {
    var scenario = oneQueue(perHour: 160, agents: 10, warmUp: 3 * 3600)
    var queue = Scenario.Queue(name: "calls")
    queue.capacity = 0
    scenario.queues = [queue]
    scenario.contactTypes[0].redialAfterBusy = .init(
      probabilities: [0.8], delay: .exponential(mean: 120))
    let exact = try Retrials(
      arrivalRate: 160 / 3600.0, meanHandleTime: 180, agents: 10, meanRetryTime: 120,
      persistence: 0.8)
    let rows = try Replications(scenario, 150).tallies.map(sums)
    let attempts = Estimate(rows.map { $0.fresh + $0.redials }, over: rows.map(\.fresh))
    #expect(abs(attempts.z(exact.attemptsPerCall)) < 4)
    let blocked = Estimate(
      rows.map(\.blockedByQueue), over: rows.map { $0.fresh + $0.redials })
    #expect(abs(blocked.z(exact.blockingProbabilityPerAttempt)) < 4)
    #expect(blocked.precision(exact.blockingProbabilityPerAttempt) < 0.0125)
    let served = Estimate(rows.map(\.personsServed), over: rows.map(\.fresh))
    #expect(abs(served.z(exact.servedProportion)) < 4)
  }

  @Test("Erlang A with redial after abandoning")
  func redialAfterAbandon() throws {
    var scenario = oneQueue(
      perHour: 200, agents: 10, patience: .exponential(mean: 60), warmUp: 3 * 3600)
    scenario.contactTypes[0].redialAfterAbandon = .init(
      probabilities: [0.6], delay: .exponential(mean: 200))
    let exact = try Redial(
      arrivalRate: 200 / 3600.0, meanHandleTime: 180, agents: 10, meanPatience: 60,
      redialProbability: 0.6, meanRedialTime: 200)
    let tallies = try Replications(scenario, 150).tallies
    let rows = tallies.map(sums)
    let attempts = Estimate(rows.map { $0.fresh + $0.redials }, over: rows.map(\.fresh))
    #expect(abs(attempts.z(exact.attemptsPerCall)) < 4)
    let left = Estimate(rows.map(\.abandoned), over: rows.map(\.offered))
    #expect(abs(left.z(exact.abandonedProportionPerAttempt)) < 4)
    let orbit = Estimate(tallies.map(\.orbitIntegral), over: tallies.map(\.observedTime))
    #expect(abs(orbit.z(exact.meanOrbit)) < 4)
  }

  @Test("The chance of a redial goes by the attempt")
  func byAttempt() throws {
    var scenario = center()
    scenario.contactTypes = [calls(perHour: 300)]
    var queue = Scenario.Queue(name: "calls")
    queue.capacity = 0
    scenario.queues = [queue]
    scenario.agentGroups = [agents(0)]
    scenario.contactTypes[0].redialAfterBusy = .init(
      probabilities: [1, 0.5, 0], delay: .constant(1))
    let tally = try simulate(scenario).total()
    // All redial once, half of them again.
    let third = tally.redials - tally.fresh
    #expect(abs(third - tally.fresh / 2) / (tally.fresh / 4).squareRoot() < 4)
    #expect(tally.personsLost == tally.fresh)
    #expect(tally.blockedByQueue == tally.fresh + tally.redials)
    #expect(tally.freshBlocked == tally.fresh)
  }

  @Test("A redial may be of another type")
  func becomes() throws {
    var scenario = center()
    scenario.contactTypes = [calls(at: [0, 10], patience: .constant(5)), calls("angry", perHour: 0)]
    scenario.contactTypes[0].redialAfterAbandon = .init(probabilities: [1], delay: .constant(30))
    scenario.contactTypes[0].redialAfterAbandon?.becomes = "angry"
    scenario.agentGroups = [agents(1), agents(1, "others", serving: ["angry"])]
    let story = try Story(scenario)
    #expect(story.servedTypes == [0, 1])
    #expect(story.times(.startsTalk) == [0, 45])
    let again = try #require(story.all(.startsTalk).last)
    #expect(again.attempt == 2 && again.contact == 1)
    #expect(try simulate(scenario).total(1).redials == 1)
  }

  @Test("A redialling caller draws new patience and new talk")
  func freshDraws() throws {
    var scenario = oneQueue(
      perHour: 200, agents: 2, patience: .exponential(mean: 60), hours: 10)
    scenario.contactTypes[0].redialAfterAbandon = .init(probabilities: [1], delay: .constant(60))
    let story = try Story(scenario)
    var asked: [Int: Seconds] = [:]
    var waits: [Int: [Double]] = [:]
    for record in story.records {
      if record.event == .arrives { asked[record.contact] = record.time }
      if record.event == .abandons {
        waits[record.contact, default: []].append(record.time - asked[record.contact]!)
      }
    }
    let twice = waits.values.filter { $0.count > 1 }
    #expect(twice.count > 200)
    #expect(twice.allSatisfy { abs($0[0] - $0[1]) > 1e-9 })
  }

  @Test("Unsolved problems come back: 1/(1 − unsolved × calls again) answers a person")
  func repeats() throws {
    var scenario = center(days: 3)
    scenario.contactTypes = [calls(perHour: 300, talk: .constant(60))]
    scenario.contactTypes[0].repeatCall = .init(
      unsolved: 0.5, callsAgain: 0.6, delay: .exponential(mean: 60))
    scenario.agentGroups = [agents(50)]
    let tally = try simulate(scenario).total()
    // Answers a person are geometric with p = 0.3 of going on.
    let variance = tally.fresh * 0.3 / 0.49
    #expect(abs(tally.answered - tally.fresh / 0.7) / variance.squareRoot() < 4)
    #expect(tally.personsServed == tally.fresh)
    let unsolved = tally.answered / 2
    #expect(abs(tally.unsolved - unsolved) / (unsolved / 2).squareRoot() < 4)
    #expect(tally.redials == 0)
    #expect(tally.repeats + tally.closed >= tally.answered - tally.fresh)
  }

  @Test("A redial that falls into the night finds the center closed, and nobody is lost twice")
  func overnight() throws {
    var scenario = center(hours: 1, days: 2)
    scenario.contactTypes = [calls(at: [100, 3595, 86_410])]
    scenario.contactTypes[0].redialAfterBusy = .init(probabilities: [1], delay: .constant(20))
    scenario.trunkGroups = [.init(name: "main", lines: 0)]
    scenario.contactTypes[0].trunks = "main"
    scenario.agentGroups = [agents(1)]
    let tally = try simulate(scenario).total()
    #expect(tally.closed == 2)
    #expect(tally.personsLost + tally.remaining == 3)
  }

  @Test("Who calls again is known to the agent of the first call")
  func knownAgent() throws {
    var scenario = center(hours: 1)
    var first = calls(at: [0])
    first.repeatCall = .init(unsolved: 1, callsAgain: 1, delay: .constant(60))
    first.repeatCall?.becomes = "second calls"
    var second = Scenario.ContactType(name: "second calls")
    second.queue = "calls"
    second.talk = .init(.constant(100))
    scenario.contactTypes = [first, second]
    scenario.agentGroups = [agents(2)]
    let stranger = try Story(scenario).servers
    #expect(Set(stranger).count == 2)
    scenario.routing.policy = .lastAgentAffinity
    let known = try Story(scenario).servers
    #expect(known == [stranger[0], stranger[0]])
  }
}
