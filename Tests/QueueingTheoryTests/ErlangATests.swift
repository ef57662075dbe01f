import QueueingTheory
import Testing

@Suite("Erlang A")
struct ErlangATests {
  @Test("The example of Garnett, Mandelbaum and Reiman (2002) holds")
  func garnett() {
    let queue = ErlangA(
      arrivalRate: 48 / 60.0, meanHandleTime: 60, agents: 50, meanPatience: 120)
    #expect(abs(queue.abandonedProportion - 0.030912249162193216) < 1e-12)
    #expect(abs(queue.averageWait - 3.709469899463186) < 1e-10)
    #expect(abs(queue.meanQueue - 2.967575919570549) < 1e-10)
    #expect(abs(queue.occupancy - 0.9303242408042945) < 1e-12)
    #expect(abs(queue.waitQuantile(0.9) - 12.444647715180759) < 1e-8)
    #expect(queue.waitQuantile(0.3) == 0)
  }

  @Test(
    "Abandonment is the abandonment rate times the mean wait",
    arguments: [(10.0, 8), (83.3, 84), (1000, 900), (19_990, 20_000)])
  func abandonmentAndWait(load: Double, agents: Int) {
    for patience in [1.0, 120, 1e6] {
      let queue = ErlangA(
        offeredLoad: load, meanHandleTime: 300, agents: agents, meanPatience: patience)
      #expect(abs(queue.averageWait / patience / queue.abandonedProportion - 1) < 1e-10)
      let carried = queue.occupancy * Double(agents)
      #expect(abs(carried + load * queue.abandonedProportion - load) < 1e-10 * load)
    }
  }

  @Test("With endless patience Erlang A tends to Erlang C")
  func tendsToErlangC() throws {
    for (load, agents) in [(10.0, 14), (99.9, 100), (19_990, 20_000)] {
      let patient = ErlangA(
        offeredLoad: load, meanHandleTime: 180, agents: agents, meanPatience: 1e18)
      let endless = try ErlangC(offeredLoad: load, meanHandleTime: 180, agents: agents)
      #expect(abs(patient.waitProbability / endless.waitProbability - 1) < 1e-9)
      #expect(abs(patient.averageWait / endless.averageSpeedOfAnswer - 1) < 1e-9)
      let level = endless.serviceLevel(within: 20)
      #expect(abs(patient.serviceLevel(within: 20) - level) < 1e-9)
    }
  }

  @Test("With no patience Erlang A tends to Erlang B")
  func tendsToErlangB() {
    let hasty = ErlangA(offeredLoad: 10, meanHandleTime: 180, agents: 12, meanPatience: 1e-9)
    let loss = ErlangB(offeredLoad: 10, agents: 12)
    #expect(abs(hasty.abandonedProportion / loss.blockingProbability - 1) < 1e-9)
  }

  @Test("With patience like the handle time the number present is Poisson")
  func poissonCase() {
    // P(N ≥ 2) for mean 1.
    let queue = ErlangA(offeredLoad: 1, meanHandleTime: 60, agents: 2, meanPatience: 60)
    #expect(abs(queue.waitProbability - 0.26424111765711533) < 1e-13)
  }

  @Test("Tails far below the smallest digit of 1 keep theirs")
  func tails() {
    let queue = ErlangA(
      offeredLoad: 450, meanHandleTime: 300, agents: 300, meanPatience: 0.3)
    #expect(abs(queue.served(after: 20) / 2.4549976504290763e-39 - 1) < 1e-9)
    #expect(abs(queue.probabilityOfWaiting(longerThan: 20) / 1.0638323151723801e-38 - 1) < 1e-9)
    let quiet = ErlangA(offeredLoad: 0.02, meanHandleTime: 300, agents: 20, meanPatience: 90)
    #expect(abs(quiet.waitProbability / 4.228260917147699e-53 - 1) < 1e-12)
  }

  @Test("Nobody calling means nobody waiting")
  func noLoad() {
    let queue = ErlangA(offeredLoad: 0, meanHandleTime: 180, agents: 1, meanPatience: 60)
    #expect(queue.waitProbability == 0 && queue.served(within: 0) == 1)
    #expect(queue.averageSpeedOfAnswer == 0 && queue.abandonedProportion == 0)
    #expect(queue.abandoned(within: 20) == 0 && queue.waitQuantile(0.99) == 0)
  }

  @Test("All calls are served or abandoned, within the threshold or after it")
  func conservation() {
    for wait in [0.0, 1e-3, 20, 500] {
      let queue = ErlangA(
        offeredLoad: 25, meanHandleTime: 200, agents: 20, meanPatience: 90)
      let served = queue.served(within: wait) + queue.served(after: wait)
      #expect(abs(served - queue.answeredProportion) < 1e-12)
      let ended = queue.served(within: wait) + queue.abandoned(within: wait)
      #expect(abs(ended + queue.probabilityOfWaiting(longerThan: wait) - 1) < 1e-12)
    }
  }
}
