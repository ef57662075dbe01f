import QueueingTheory
import Testing

@Suite("Erlang B")
struct ErlangBTests {
  @Test(
    "Small systems have the exact fractions",
    arguments: [
      (1, 1.0, 0.5), (2, 1.0, 0.2), (3, 2.0, 0.21052631578947367), (2, 2.0, 0.4), (0, 3.0, 1.0),
      (15, 10, 0.0364969454723708),
    ])
  func smallSystems(agents: Int, load: Double, blocking: Double) {
    let system = ErlangB(offeredLoad: load, agents: agents)
    #expect(abs(system.blockingProbability - blocking) < 1e-15)
  }

  @Test(
    "The inverse in load gives the classical traffic table",
    arguments: [
      (1, 0.01, 0.0101, 1e-4), (5, 0.01, 1.361, 1e-3), (10, 0.01, 4.461, 1e-3),
      (24, 0.02, 16.63, 1e-2), (100, 0.01, 84.06, 1e-2), (10, 0.1, 7.511, 1e-3),
    ])
  func trafficTable(agents: Int, blocking: Double, load: Double, digit: Double) {
    let found = ErlangB.maximumLoad(agents: agents, blocking: blocking)
    #expect(abs(found - load) <= 0.51 * digit)
  }

  @Test("The inverse in load undoes the formula", arguments: [1, 10, 400, 20_000])
  func inverseUndoes(agents: Int) {
    for blocking in [1e-30, 1e-6, 0.01, 0.5, 0.999] {
      let load = ErlangB.maximumLoad(agents: agents, blocking: blocking)
      let again = ErlangB(offeredLoad: load, agents: agents).blockingProbability
      #expect(abs(again / blocking - 1) < 1e-9, "n \(agents), B \(blocking)")
    }
  }

  @Test("What is offered is carried or lost", arguments: [0, 1e-6, 7, 990, 1e6])
  func conservation(load: Double) {
    let system = ErlangB(offeredLoad: load, agents: 1000)
    #expect(abs(system.carriedLoad + system.lostLoad - load) <= 1e-12 * load)
  }

  @Test("Blocking below the range of Double keeps its logarithm")
  func beyondDouble() {
    let system = ErlangB(offeredLoad: 15_000, agents: 20_000)
    #expect(system.blockingProbability == 0)
    // 1.4062761414552837e-330
    #expect(abs(system.logBlockingProbability - (-759.512135511758)) < 1e-8)
    #expect(ErlangB(offeredLoad: 0, agents: 3).blockingProbability == 0)
  }

  @Test(
    "Required agents are the fewest that keep the goal",
    arguments: [(6.0, 0.01), (83.3, 0.001), (5000, 0.05), (0, 0.5)])
  func requiredAgents(load: Double, goal: Double) {
    let agents = ErlangB.requiredAgents(offeredLoad: load, blocking: goal)
    #expect(ErlangB(offeredLoad: load, agents: agents).blockingProbability <= goal)
    if agents > 0 {
      #expect(ErlangB(offeredLoad: load, agents: agents - 1).blockingProbability > goal)
    }
  }
}
