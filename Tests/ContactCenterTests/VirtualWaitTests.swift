import ContactCenter
import QueueingTheory
import Testing

@Suite("Virtual waits and service levels")
struct VirtualWaitTests {
  @Test(
    "The share of virtual waits within T is the offered wait's law",
    arguments: [Seconds(5), 20, 60, 150])
  func share(limit: Seconds) throws {
    var scenario = oneQueue(
      perHour: 220, agents: 10, patience: .exponential(mean: 90), warmUp: 2 * 3600)
    scenario.serviceLevel.acceptableWait = limit
    let exact = try GeneralPatience(
      offeredLoad: 11, meanHandleTime: 180, agents: 10, patience: .exponential(mean: 90))
    let replications = try Replications(scenario, 120)
    let share = replications.ratio(\.virtualWithin, \.virtualKnown)
    let truth = 1 - exact.probabilityOfOfferedWait(longerThan: limit)
    #expect(abs(share.z(truth)) < 4, "\(share) for \(truth)")
    #expect(share.precision(truth) < 0.02)
    // Hardly anyone's is unknown: only of those whose queue ends with the day.
    let known = replications.ratio(\.virtualKnown, { $0.answered + $0.abandoned })
    #expect(known.value > 0.999)
  }

  @Test("It is known where agents sleep for hours, and memory stays small")
  func starved() throws {
    var scenario = center(hours: 10)
    scenario.contactTypes = [calls(perHour: 3000, patience: .exponential(mean: 10))]
    scenario.agentGroups = [agents(1)]
    scenario.agentGroups[0].staffing = .counts([
      .init(time: 0, agents: 0), .init(time: 9 * 3600, agents: 200),
    ])
    let tally = try simulate(scenario).total()
    #expect(tally.virtualKnown == tally.answered + tally.abandoned)
    #expect(tally.virtualWithin - tally.answeredWithin < 200)
  }

  @Test("A ghost's wait ends when the next agent would have come")
  func ghost() throws {
    // Busy until 100; 1 leaves at 11, 50 leaves at 60, 90 stays and is served.
    var scenario = center()
    scenario.contactTypes = [calls(at: [0, 1, 50, 90], patience: .constant(10.5))]
    scenario.agentGroups = [agents(1)]
    scenario.serviceLevel.acceptableWait = 70
    let tally = try simulate(scenario).total()
    #expect(tally.abandoned == 2 && tally.answered == 2)
    #expect(tally.virtualKnown == 4)
    // 0 and 10 s of the answered, 50 s of the caller of 50; the caller of 1 would wait 99 s.
    #expect(tally.virtualWithin == 3)
  }

  @Test("Definitions of the service level keep their order", arguments: 0..<20)
  func inequalities(seed: Int) throws {
    var scenario = oneQueue(
      perHour: 60 + Double(seed) * 10, agents: 8, patience: .lognormal(mean: 60, cv: 1.5),
      hours: 10)
    scenario.serviceLevel.acceptableWait = Double(seed) * 4
    let tally = try simulate(scenario, seed: UInt64(seed)).total()
    #expect(tally.answeredWithin <= tally.answered)
    #expect(tally.abandonedWithin <= tally.abandoned)
    #expect(tally.offered == tally.answered + tally.abandoned)
    let answeredOfOffered = tally.answeredWithin / tally.offered
    let withoutShort = tally.answeredWithin / (tally.offered - tally.abandonedShort)
    let withoutWithin = tally.answeredWithin / (tally.offered - tally.abandonedWithin)
    let eitherWithin = (tally.answeredWithin + tally.abandonedWithin) / tally.offered
    let answered = tally.answeredWithin / tally.answered
    #expect(answeredOfOffered <= withoutShort)
    #expect(answeredOfOffered <= withoutWithin && withoutWithin <= answered)
    #expect(withoutWithin <= eitherWithin)
    let virtual = tally.virtualWithin / tally.virtualKnown
    #expect(virtual <= eitherWithin + 1e-12)
    #expect(virtual >= answeredOfOffered - 1e-12)
  }

  @Test("A patience without a mean does no harm")
  func endlessPatience() throws {
    let scenario = oneQueue(
      perHour: 100, agents: 4, patience: .logLogistic(shape: 0.05, scale: 30), hours: 10)
    let tally = try simulate(scenario).total()
    #expect(tally.offered == tally.answered + tally.abandoned)
    #expect(tally.abandoned > 100)
  }

  @Test("Histograms hold every answered contact, and their quantiles are near the exact ones")
  func histogram() throws {
    let scenario = oneQueue(perHour: 170, agents: 10, warmUp: 2 * 3600)
    let exact = try ErlangC(offeredLoad: 8.5, meanHandleTime: 180, agents: 10)
    let tallies = try Replications(scenario, 100).tallies
    var all = WaitHistogram()
    for tally in tallies {
      all.add(tally.waitsByType[0])
      #expect(tally.waitsByType[0].total == tally.total().answered)
      let byInterval = tally.waitsByInterval.reduce(0) { $0 + $1.total }
      #expect(byInterval == tally.total().answered)
    }
    #expect(all.quantile(0.2) == 0)
    for share in [0.6, 0.8, 0.95] {
      let quantile = try #require(all.quantile(share))
      #expect(abs(quantile / exact.waitQuantile(share) - 1) < 0.06)
    }
  }
}
