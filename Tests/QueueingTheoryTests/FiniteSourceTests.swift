import QueueingTheory
import Testing

@Suite("A finite number of sources")
struct FiniteSourceTests {
  @Test("One source and one line never block each other")
  func oneSource() {
    let system = Engset(sources: 1, lines: 1, idleSourceRate: 1 / 300.0, meanHoldTime: 300)
    #expect(system.callCongestion == 0)
    #expect(abs(system.timeCongestion - 0.5) < 1e-15 && abs(system.meanBusy - 0.5) < 1e-15)
    let ample = Engset(sources: 4, lines: 9, idleSourceRate: 1 / 300.0, meanHoldTime: 300)
    #expect(ample.timeCongestion == 0 && abs(ample.meanBusy - 2) < 1e-14)
  }

  @Test("Very many sources give Erlang B")
  func manySources() {
    let system = Engset(
      sources: 1_000_000_000, lines: 12, idleSourceRate: 1e-8, meanHoldTime: 1)
    let loss = ErlangB(offeredLoad: 10, agents: 12)
    #expect(abs(system.callCongestion / loss.blockingProbability - 1) < 1e-7)
  }

  @Test("Very many sources give Erlang C")
  func manyWaitingSources() throws {
    let queue = FiniteSourceQueue(
      sources: 1_000_000, agents: 12, idleSourceRate: 1e-5, meanHandleTime: 1)
    let endless = try ErlangC(offeredLoad: 10, meanHandleTime: 1, agents: 12)
    #expect(abs(queue.waitProbability / endless.waitProbability - 1) < 1e-4)
  }

  @Test(
    "Every exact case agrees", .needsTruthFolder,
    arguments: try TruthFolder.cases(of: "finite_source"))
  func exactCases(_ exact: TruthCase) {
    let (sources, servers) = (exact.count("sources"), exact.count("servers"))
    let rate = exact.number("idle_source_rate_per_s")
    if exact.params["mean_hold_s"] != nil {
      let system = Engset(
        sources: sources, lines: servers, idleSourceRate: rate,
        meanHoldTime: exact.number("mean_hold_s"))
      exact.expect([
        "time_congestion": system.timeCongestion, "call_congestion": system.callCongestion,
        "mean_busy": system.meanBusy,
      ])
    } else {
      let queue = FiniteSourceQueue(
        sources: sources, agents: servers, idleSourceRate: rate,
        meanHandleTime: exact.number("mean_service_s"))
      exact.expect([
        "p_wait_arrival": queue.waitProbability, "asa_s": queue.averageSpeedOfAnswer,
        "mean_queue": queue.meanQueue, "throughput_per_s": queue.throughput,
        "occupancy": queue.occupancy,
      ])
    }
  }
}
