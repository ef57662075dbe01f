import ContactCenter
import QueueingTheory
import Staffing
import Testing

/// Which formula fits a scenario, and what it says.
@Suite("The formula of a scenario")
struct ScenarioFormulaTests {
  /// Ten days around the clock, the first one warm-up.
  private func center(agents: Int = 14, talk: Distribution = .exponential(mean: 180)) -> Scenario {
    var scenario = Scenario(name: "test")
    scenario.calendar.days = 10
    scenario.calendar.hours = .init(open: 0, close: 86_400)
    scenario.calendar.warmUp = 86_400
    var type = Scenario.ContactType(name: "calls")
    type.arrivals.points = [.init(time: 0, rate: 200 / 3600)]
    type.talk = .init(talk)
    scenario.contactTypes = [type]
    var group = Scenario.AgentGroup(name: "agents")
    group.staffing = .constant(agents)
    group.skills = [.init(queue: "calls")]
    scenario.agentGroups = [group]
    return scenario
  }

  private func formula(_ scenario: Scenario) throws -> ScenarioFormula? {
    ScenarioFormula(try scenario.model())
  }

  private func value(_ name: String, _ formula: ScenarioFormula) -> Double? {
    formula.figures.first { $0.indicator.rawValue == name }?.value
  }

  @Test("One queue of patient callers is Erlang C, exactly")
  func erlangC() throws {
    let found = try #require(try formula(center()))
    #expect(found.model.name == "Erlang C (M/M/n)")
    #expect(found.isExact && !found.isByInterval && found.leftOut == [])
    let queue = try ErlangC(offeredLoad: 10, meanHandleTime: 180, agents: 14)
    let pairs: [(String, Double)] = [
      ("offered", 200 * 24 * 9), ("serviceLevel", queue.serviceLevel(within: 20)),
      ("averageSpeedOfAnswer", queue.averageSpeedOfAnswer),
      ("queuedProportion", queue.waitProbability), ("averageQueueLength", queue.meanQueue),
      ("occupancy", queue.occupancy),
    ]
    for (name, expected) in pairs {
      let figure = try #require(value(name, found))
      #expect(abs(figure / expected - 1) < 1e-10, "\(name): \(figure)")
    }
    #expect(value("abandonedProportion", found) == nil)
  }

  @Test("With patience and lines it is M/M/n/K+M; lines are free in wrap-up there too")
  func lines() throws {
    var scenario = center(agents: 9)
    scenario.contactTypes[0].patience = .init(.exponential(mean: 120))
    scenario.contactTypes[0].trunks = "lines"
    scenario.trunkGroups = [.init(name: "lines", lines: 12)]
    let found = try #require(try formula(scenario))
    #expect(found.model.name == "M/M/n/K+M" && found.isExact)
    let queue = TrunkedQueue(
      arrivalRate: 200 / 3600, meanHandleTime: 180, agents: 9, trunks: 12, meanPatience: 120)
    let blocked = try #require(value("blockingProbability", found))
    #expect(abs(blocked / queue.blockingProbability - 1) < 1e-9)
    scenario.contactTypes[0].wrapUp = .init(.exponential(mean: 30))
    let other = try #require(try formula(scenario))
    #expect(other.model.name == "M/M/n/K+M, lines free in wrap-up")
    #expect(!other.isExact && other.leftOut == ["the law of the handle time in full"])
    // Blocking by the lines' own formula.
    var behind = LinesFreeInWrapUp.Center(
      arrivalRate: 200 / 3600, lineTime: 180, wrapUp: 30, agents: 9, lines: 12)
    behind.meanPatience = 120
    let exact = LinesFreeInWrapUp(behind).blockingProbability
    #expect(abs(try #require(value("blockingProbability", other)) / exact - 1) < 1e-9)
  }

  @Test("Days that change are computed interval by interval; quotients are of totals")
  func intervals() throws {
    var scenario = center(agents: 14)
    scenario.calendar.days = 1
    scenario.calendar.warmUp = 0
    scenario.calendar.interval = 43_200
    scenario.contactTypes[0].arrivals.points = [
      .init(time: 0, rate: 100 / 3600), .init(time: 43_200, rate: 200 / 3600),
    ]
    let found = try #require(try formula(scenario))
    #expect(found.isByInterval && !found.isExact)
    #expect(found.leftOut == ["work carried over from one interval to the next"])
    let halves = try [5.0, 10].map {
      try ErlangC(offeredLoad: $0, meanHandleTime: 180, agents: 14)
    }
    let mean = (halves[0].averageSpeedOfAnswer + 2 * halves[1].averageSpeedOfAnswer) / 3
    let found2 = try #require(value("averageSpeedOfAnswer", found))
    #expect(abs(found2 / mean - 1) < 1e-9)
  }

  @Test("What the formula leaves out is named; other laws are approximations")
  func leftOut() throws {
    var scenario = center(talk: .constant(180))
    scenario.contactTypes[0].arrivals.dayFactor = .init(law: .gamma, cv: 0.1)
    let found = try #require(try formula(scenario))
    #expect(found.model.name.hasPrefix("M/G/n, approximated"))
    #expect(found.leftOut == ["the law of the handle time in full", "busy and quiet days"])
  }

  @Test("No formula: several skills, no agents for calls that come, a queue without bound")
  func none() throws {
    #expect(try formula(center(agents: 10)) == nil)
    var two = center()
    var other = two.contactTypes[0]
    other.name = "others"
    two.contactTypes.append(other)
    var group = Scenario.AgentGroup(name: "more")
    group.staffing = .constant(14)
    group.skills = [.init(queue: "others")]
    two.agentGroups.append(group)
    #expect(try formula(two) == nil)
  }
}
