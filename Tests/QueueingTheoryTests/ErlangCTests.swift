import QueueingTheory
import Testing

@Suite("Erlang C")
struct ErlangCTests {
  @Test("Two agents at one erlang let one call in three wait")
  func twoAgents() throws {
    let queue = try ErlangC(arrivalRate: 20 / 3600.0, meanHandleTime: 180, agents: 2)
    #expect(abs(queue.waitProbability - 1.0 / 3) < 1e-15)
    #expect(abs(queue.averageSpeedOfAnswer - 60) < 1e-12)
    #expect(abs(queue.averageWaitIfWaiting - 180) < 1e-12)
    #expect(abs(queue.meanQueue - 1.0 / 3) < 1e-15)
    #expect(queue.occupancy == 0.5)
  }

  @Test("A hundred calls per half hour of 180 s on 14 agents (README of R's ErlangC)")
  func hundredCalls() throws {
    let queue = try ErlangC(arrivalRate: 100 / 1800.0, meanHandleTime: 180, agents: 14)
    #expect(abs(queue.waitProbability - 0.17413193359504983) < 1e-13)
    #expect(abs(queue.serviceLevel(within: 20) - 0.8883500191794669) < 1e-13)
    let agents = ErlangC.requiredAgents(
      offeredLoad: 20, meanHandleTime: 300, goals: [.serviceLevel(atLeast: 0.9, within: 30)])
    #expect(agents == 26)
  }

  @Test("One agent is the M/M/1 queue", arguments: [0.1, 0.5, 0.9, 0.999999])
  func singleServer(load: Double) throws {
    let queue = try ErlangC(offeredLoad: load, meanHandleTime: 60, agents: 1)
    #expect(abs(queue.waitProbability - load) < 1e-15)
    #expect(abs(queue.averageSpeedOfAnswer / (60 * load / (1 - load)) - 1) < 1e-12)
  }

  @Test("The example of Garnett, Mandelbaum and Reiman (2002) holds")
  func garnett() throws {
    let queue = try ErlangC(arrivalRate: 48 / 60.0, meanHandleTime: 60, agents: 50)
    #expect(abs(queue.averageSpeedOfAnswer - 20.8) < 0.05)
    #expect(abs(queue.waitQuantile(0.9) - 58.1) < 0.05)
  }

  @Test(
    "Overload is an error that says by how much",
    arguments: [(10.0, 10), (11, 10), (1e-9, 0)])
  func overload(load: Double, agents: Int) {
    #expect(throws: UnstableQueue(offeredLoad: load, agents: agents)) {
      try ErlangC(offeredLoad: load, meanHandleTime: 180, agents: agents)
    }
  }

  @Test("A threshold of 0 gives those who do not wait; the quantile undoes the service level")
  func thresholds() throws {
    let queue = try ErlangC(offeredLoad: 20, meanHandleTime: 180, agents: 24)
    #expect(queue.serviceLevel(within: 0) == 1 - queue.waitProbability)
    #expect(queue.waitQuantile(0.1) == 0)
    for part in [0.8, 0.95, 0.999] {
      #expect(abs(queue.serviceLevel(within: queue.waitQuantile(part)) - part) < 1e-14)
    }
  }

  @Test("Nobody calling means nobody waiting")
  func noLoad() throws {
    let queue = try ErlangC(offeredLoad: 0, meanHandleTime: 180, agents: 1)
    #expect(queue.waitProbability == 0 && queue.serviceLevel(within: 20) == 1)
    #expect(queue.averageSpeedOfAnswer == 0 && queue.meanQueue == 0)
  }

  @Test("Required agents satisfy all goals at once, and one agent fewer does not")
  func severalGoals() throws {
    let goals: [StaffingGoal] = [
      .serviceLevel(atLeast: 0.8, within: 20), .occupancy(atMost: 0.85),
      .averageSpeedOfAnswer(atMost: 10), .waitProbability(atMost: 0.3),
    ]
    for load in [0.0, 0.02, 3, 83.25, 9000] {
      let agents = ErlangC.requiredAgents(offeredLoad: load, meanHandleTime: 300, goals: goals)
      let queue = try ErlangC(offeredLoad: load, meanHandleTime: 300, agents: agents)
      #expect(goals.allSatisfy { $0.isMet(by: queue) })
      let fewer = try? ErlangC(offeredLoad: load, meanHandleTime: 300, agents: agents - 1)
      #expect(fewer.map { queue in goals.allSatisfy { $0.isMet(by: queue) } } != true)
    }
  }
}
