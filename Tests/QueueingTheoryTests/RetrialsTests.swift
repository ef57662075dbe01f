import QueueingTheory
import Testing

@Suite("Retrials and redials")
struct RetrialsTests {
  @Test("One agent has the closed form of Falin and Templeton (1997, section 1.2)")
  func oneAgent() throws {
    for (load, retry) in [(0.5, 60.0), (0.9, 600), (0.2, 1)] {
      let queue = try Retrials(
        arrivalRate: load / 180, meanHandleTime: 180, agents: 1, meanRetryTime: retry,
        persistence: 1)
      // E[orbit] = ρ(λ + ρν)/(ν(1 - ρ)).
      let rate = load / 180
      let orbit = load * (rate + load / retry) * retry / (1 - load)
      #expect(abs(queue.meanOrbit / orbit - 1) < 1e-10)
      #expect(abs(queue.allBusyProbability - load) < 1e-12)
    }
  }

  @Test("Who never gives up is served in the end; overload is refused")
  func persistent() throws {
    let queue = try Retrials(
      arrivalRate: 0.02, meanHandleTime: 200, agents: 5, meanRetryTime: 100, persistence: 1)
    #expect(abs(queue.servedProportion - 1) < 1e-11)
    #expect(throws: UnstableQueue(offeredLoad: 5, agents: 5)) {
      try Retrials(
        arrivalRate: 0.05, meanHandleTime: 100, agents: 5, meanRetryTime: 100, persistence: 1)
    }
  }

  @Test("With hardly any persistence it is Erlang B")
  func impatient() throws {
    let queue = try Retrials(
      arrivalRate: 0.05, meanHandleTime: 200, agents: 12, meanRetryTime: 100, persistence: 1e-12)
    let loss = ErlangB(offeredLoad: 10, agents: 12)
    #expect(abs(queue.allBusyProbability - loss.blockingProbability) < 1e-11)
    #expect(abs(queue.servedProportion - (1 - loss.blockingProbability)) < 1e-10)
  }

  @Test("Without redialling it is Erlang A")
  func noRedial() {
    let queue = Redial(
      arrivalRate: 0.03, meanHandleTime: 180, agents: 6, meanPatience: 100,
      redialProbability: 0, meanRedialTime: 300)
    let plain = ErlangA(arrivalRate: 0.03, meanHandleTime: 180, agents: 6, meanPatience: 100)
    #expect(abs(queue.meanQueue - plain.meanQueue) < 1e-11)
    #expect(abs(queue.lostProportionPerCall - plain.abandonedProportion) < 1e-12)
    #expect(queue.meanOrbit == 0 && queue.attemptsPerCall == 1)
  }

  @Test(
    "Every exact case agrees", .needsTruthFolder,
    arguments: try TruthFolder.cases(of: "retrial"))
  func exactCases(_ exact: TruthCase) throws {
    if exact.params["redial_prob"] != nil { return Self.checkRedial(exact) }
    let queue = try Retrials(
      arrivalRate: exact.perSecond(), meanHandleTime: exact.number("aht_s"),
      agents: exact.count("servers"), meanRetryTime: exact.number("mean_retry_s"),
      persistence: exact.number("persistence"))
    exact.expect([
      "p_all_busy": queue.allBusyProbability, "mean_orbit": queue.meanOrbit,
      "mean_busy": queue.meanBusy, "attempts_per_call": queue.attemptsPerCall,
      "p_block_per_attempt": queue.blockingProbabilityPerAttempt,
      "p_served": queue.servedProportion,
    ])
  }

  private static func checkRedial(_ exact: TruthCase) {
    let queue = Redial(
      arrivalRate: exact.perSecond(), meanHandleTime: exact.number("aht_s"),
      agents: exact.count("servers"), meanPatience: exact.number("mean_patience_s"),
      redialProbability: exact.number("redial_prob"),
      meanRedialTime: exact.number("mean_retry_s"))
    exact.expect([
      "mean_queue": queue.meanQueue, "mean_orbit": queue.meanOrbit,
      "attempts_per_call": queue.attemptsPerCall,
      "p_abandon_per_attempt": queue.abandonedProportionPerAttempt,
      "asa_per_attempt_s": queue.averageWaitPerAttempt,
      "p_wait_per_attempt": queue.waitProbabilityPerAttempt,
      "p_lost_per_call": queue.lostProportionPerCall, "occupancy": queue.occupancy,
    ])
  }
}
