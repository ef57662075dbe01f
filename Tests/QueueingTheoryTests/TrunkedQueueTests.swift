import QueueingTheory
import Testing

@Suite("Agents behind trunks")
struct TrunkedQueueTests {
  @Test("Without waiting places it is Erlang B")
  func erlangB() {
    let queue = TrunkedQueue(
      arrivalRate: 10 / 180.0, meanHandleTime: 180, agents: 12, trunks: 12, meanPatience: 60)
    let loss = ErlangB(offeredLoad: 10, agents: 12)
    #expect(abs(queue.blockingProbability / loss.blockingProbability - 1) < 1e-13)
    #expect(queue.waitProbability == 0 && queue.abandonedProportion == 0)
    #expect(queue.averageWait == 0 && queue.averageSpeedOfAnswer == 0)
  }

  @Test("With many trunks it is Erlang A", arguments: [0.0, 1e-3, 20, 300])
  func erlangA(threshold: Double) {
    let (rate, time) = (1000 / 3600.0, 300.0)
    let trunked = TrunkedQueue(
      arrivalRate: rate, meanHandleTime: time, agents: 84, trunks: 600, meanPatience: 120)
    let open = ErlangA(arrivalRate: rate, meanHandleTime: time, agents: 84, meanPatience: 120)
    #expect(abs(trunked.waitProbability - open.waitProbability) < 1e-12)
    #expect(abs(trunked.abandonedProportion - open.abandonedProportion) < 1e-12)
    #expect(abs(trunked.averageSpeedOfAnswer - open.averageSpeedOfAnswer) < 1e-10)
    #expect(abs(trunked.served(within: threshold) - open.served(within: threshold)) < 1e-12)
    let left = trunked.abandoned(within: threshold)
    #expect(abs(left - open.abandoned(within: threshold)) < 1e-12)
  }

  @Test("Every call is served, abandons or is blocked")
  func conservation() {
    for (agents, trunks, patience) in [(5, 8, 120.0), (70, 140, 10), (900, 1000, 1e5)] {
      let queue = TrunkedQueue(
        arrivalRate: 0.3, meanHandleTime: 300, agents: agents, trunks: trunks,
        meanPatience: patience)
      let ends = queue.answeredProportion + queue.abandonedProportion + queue.blockingProbability
      #expect(abs(ends - 1) < 1e-12)
      let left = queue.meanQueue / patience / queue.arrivalRate
      #expect(abs(left - queue.abandonedProportion) < 1e-12)
    }
  }

  @Test("Trunks are sized for a blocking goal, or refused when no number reaches it")
  func requiredTrunks() throws {
    let trunks = try TrunkedQueue.requiredTrunks(
      arrivalRate: 100 / 3600.0, meanHandleTime: 180, agents: 6, meanPatience: nil,
      blocking: 0.01)
    func blocking(_ trunks: Int) -> Double {
      TrunkedQueue(
        arrivalRate: 100 / 3600.0, meanHandleTime: 180, agents: 6, trunks: trunks,
        meanPatience: nil
      ).blockingProbability
    }
    #expect(blocking(trunks) <= 0.01 && blocking(trunks - 1) > 0.01)
    #expect(throws: UnstableQueue.self) {
      try TrunkedQueue.requiredTrunks(
        arrivalRate: 200 / 3600.0, meanHandleTime: 180, agents: 5, meanPatience: nil,
        blocking: 0.5)
    }
  }
}
