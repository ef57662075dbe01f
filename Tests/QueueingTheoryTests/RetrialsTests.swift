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
  func noRedial() throws {
    let queue = try Redial(
      arrivalRate: 0.03, meanHandleTime: 180, agents: 6, meanPatience: 100,
      redialProbability: 0, meanRedialTime: 300)
    let plain = ErlangA(arrivalRate: 0.03, meanHandleTime: 180, agents: 6, meanPatience: 100)
    #expect(abs(queue.meanQueue - plain.meanQueue) < 1e-11)
    #expect(abs(queue.lostProportionPerCall - plain.abandonedProportion) < 1e-12)
    #expect(queue.meanOrbit == 0 && queue.attemptsPerCall == 1)
  }
}
