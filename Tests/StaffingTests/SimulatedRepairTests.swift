import ContactCenter
import Experiments
import QueueingTheory
import Staffing
import Testing

@Suite("Staffings judged and repaired by simulation")
struct SimulatedRepairTests {
  @Test("A table gives the same figures as the scenario's own numbers")
  func tableIsScenario() throws {
    let scenario = threeShifts(perHour: [60, 125, 28], agents: 6)
    let model = try scenario.model()
    let table = StaffingTable(model: model)
    #expect(table == StaffingTable(constant: [6], intervals: 3))
    #expect(table.cost(in: model) == 6 * 24)
    let own = Simulator(model: model).run(seed: 5, replication: 0)
    let given = Simulator(model: table.applied(to: model)).run(seed: 5, replication: 0)
    #expect(own?.tallies == given?.tallies)
  }

  @Test("Between two days nobody is there")
  func closedHours() throws {
    var scenario = threeShifts(perHour: [60])
    scenario.calendar.days = 2
    scenario.calendar.hours = .init(open: 8 * 3600, close: 16 * 3600)
    let model = try scenario.model()
    #expect(StaffingTable(model: model).agents == [[1, 0, 0, 1]])
    let table = StaffingTable(agents: [[3, 7, 7, 4]])
    #expect(table.cost(in: model) == 3 * 8 + 4 * 8)
    #expect(StaffingTable(model: table.applied(to: model)).agents == [[3, 0, 0, 4]])
  }

  @Test("A judged service level is Erlang A's, within four standard errors")
  func judgement() throws {
    let scenario = threeShifts(perHour: [60, 125, 28], agents: 7)
    let simulation = try simulation(scenario, [eightyTwenty(.interval)], replications: 60)
    let judgement = try #require(simulation.judge(StaffingTable(agents: [[5, 8, 2]])))
    #expect(judgement.figures.map(\.isMet) == [true, true, false])
    for (figure, (calls, agents)) in zip(judgement.figures, [(60.0, 5), (125, 8), (28, 2)]) {
      let exact = ErlangA(
        offeredLoad: calls / 20, meanHandleTime: 180, agents: agents, meanPatience: 120
      ).serviceLevel(within: 20, rule: .ofOffered)
      let value = try #require(figure.value)
      let half = try #require(figure.halfWidth)
      // The 95 % half-width is two standard errors; the first minutes are a little too good.
      #expect(abs(value - exact) < 2 * half + 0.002, "seed 11: \(value), exact \(exact)")
    }
  }

  @Test("A repair finds Erlang A's numbers where intervals are long", arguments: [1, 12])
  func repairIsExact(start: Int) throws {
    let calls = [60.0, 125, 28]
    let simulation = try simulation(
      threeShifts(perHour: calls), [eightyTwenty(.interval)], replications: 60)
    let report = try #require(simulation.repair(StaffingTable(constant: [start], intervals: 3)))
    let exact = calls.map {
      ErlangA.requiredAgents(
        offeredLoad: $0 / 20, meanHandleTime: 180, meanPatience: 120,
        goals: [.serviceLevel(atLeast: 0.8, within: 20, rule: .ofOffered)])
    }
    #expect(exact == [5, 8, 3])
    #expect(report.repaired.staffing.agents == [exact], "seed 11")
    #expect(report.isFeasible && report.isLocallyMinimal && report.repaired.isMet)
    #expect(report.refutedRemovals == 3)
    #expect(report.proposal.isMet == (start == 12))
  }

  @Test("Agents go to the hours of a day where they bring most")
  func dayGoal() throws {
    let simulation = try simulation(
      threeShifts(perHour: [60, 125, 28]), [eightyTwenty(.day)], replications: 40)
    let report = try #require(simulation.repair(StaffingTable(constant: [1], intervals: 3)))
    let agents = report.repaired.staffing.agents[0]
    // The cheapest of all staffings by Erlang A, weighted by calls, needs 15 agents; 5, 8, 3 are 16.
    #expect(report.isFeasible && report.isLocallyMinimal)
    #expect(agents.reduce(0, +) <= 16 && agents[1] > agents[0] && agents[0] > agents[2], "\(agents)")
  }

  @Test("An agent is exchanged for a cheaper one who does the same")
  func exchange() throws {
    var scenario = threeShifts(perHour: [60])
    var other = scenario.agentGroups[0]
    other.name = "cheaper"
    other.cost = 0.5
    scenario.agentGroups.append(other)
    let simulation = try simulation(scenario, [eightyTwenty(.day)], replications: 20)
    let proposal = StaffingTable(constant: [5, 0], intervals: 3)
    let report = try #require(simulation.repair(proposal))
    #expect(report.repaired.staffing.agents[0] == [0, 0, 0])
    #expect(report.repaired.cost <= report.proposal.cost / 2)
  }

  @Test("Results do not depend on the number of threads")
  func threads() throws {
    let reports = try [1, 3].map { threads in
      let simulation = try simulation(
        threeShifts(perHour: [60, 125, 28]), [eightyTwenty(.interval)], replications: 20,
        threads: threads)
      return simulation.repair(StaffingTable(constant: [4], intervals: 3))
    }
    #expect(reports[0] != nil && reports[0] == reports[1])
  }

  @Test("A repair that is stopped tells the best so far")
  func interruption() throws {
    var simulation = try simulation(
      threeShifts(perHour: [60, 125, 28]), [eightyTwenty(.interval)], replications: 20)
    let calls = Counter()
    simulation.isCancelled = { calls.next() > 200 }
    let report = try #require(simulation.repair(StaffingTable(constant: [9], intervals: 3)))
    #expect(report.isInterrupted && !report.isLocallyMinimal)
    #expect(report.repaired.replications == 20)
  }

  @Test("Goals that cannot be judged are refused")
  func refusals() throws {
    let model = try threeShifts(perHour: [60]).model()
    var unknown = eightyTwenty(.day)
    unknown.contactType = "sales"
    #expect(throws: StaffingProblem.self) {
      _ = try StaffingSimulation(model: model, goals: [unknown])
    }
    let other = Goal(.serviceLevel(.abandonedCountAgainst, within: 30), 0.9, period: .day)
    #expect(throws: StaffingProblem.self) {
      _ = try StaffingSimulation(model: model, goals: [eightyTwenty(.day), other])
    }
    #expect(throws: StaffingProblem.self) {
      _ = try StaffingSimulation(model: model, goals: [])
    }
  }
}
