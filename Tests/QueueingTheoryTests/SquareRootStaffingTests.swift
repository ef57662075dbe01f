import QueueingTheory
import Testing

@Suite("Square-root staffing")
struct SquareRootStaffingTests {
  @Test("β = 1 lets 22.3 % wait (Halfin and Whitt 1981)")
  func halfinWhitt() {
    #expect(abs(SquareRootStaffing.waitProbability(gradeOfService: 1) - 0.22336) < 1e-5)
    #expect(SquareRootStaffing.requiredAgents(offeredLoad: 100, waitProbability: 0.2) == 111)
  }

  @Test("The limits are close to the exact formulas for large loads")
  func limits() throws {
    let load = 10_000.0
    for agents in [10_010, 10_050, 10_200] {
      let beta = SquareRootStaffing.gradeOfService(offeredLoad: load, agents: agents)
      let queue = try ErlangC(offeredLoad: load, meanHandleTime: 200, agents: agents)
      let limit = SquareRootStaffing.waitProbability(gradeOfService: beta)
      #expect(abs(limit - queue.waitProbability) < 0.005)
    }
    for agents in [9_900, 10_000, 10_100] {
      let beta = SquareRootStaffing.gradeOfService(offeredLoad: load, agents: agents)
      let queue = ErlangA(
        offeredLoad: load, meanHandleTime: 200, agents: agents, meanPatience: 100)
      let limit = SquareRootStaffing.waitProbability(gradeOfService: beta, patienceRatio: 0.5)
      #expect(abs(limit - queue.waitProbability) < 0.005)
      let left = SquareRootStaffing.abandonedProportion(
        offeredLoad: load, agents: agents, patienceRatio: 0.5)
      #expect(abs(left / queue.abandonedProportion - 1) < 0.03)
    }
  }

  @Test("The rule is within one agent of Erlang C", arguments: [10.0, 83.3, 1000, 15_000])
  func oneAgent(load: Double) {
    for goal in [0.05, 0.2, 0.5] {
      let rule = SquareRootStaffing.requiredAgents(offeredLoad: load, waitProbability: goal)
      let exact = ErlangC.requiredAgents(
        offeredLoad: load, meanHandleTime: 200, goals: [.waitProbability(atMost: goal)])
      #expect(abs(rule - exact) <= 1, "load \(load), goal \(goal)")
    }
  }

  @Test("Extreme grades stay finite, and have their regime")
  func extremes() {
    for beta in [-60.0, -30, 0.001, 30, 60] {
      for ratio in [1e-3, 1, 1e3] {
        let waits = SquareRootStaffing.waitProbability(
          gradeOfService: beta, patienceRatio: ratio)
        #expect(waits >= 0 && waits <= 1)
      }
    }
    #expect(SquareRootStaffing.regime(offeredLoad: 100, agents: 70) == .efficiencyDriven)
    #expect(SquareRootStaffing.regime(offeredLoad: 100, agents: 140) == .qualityDriven)
    let middle = SquareRootStaffing.regime(offeredLoad: 100, agents: 110)
    #expect(middle == .qualityAndEfficiencyDriven)
  }
}
