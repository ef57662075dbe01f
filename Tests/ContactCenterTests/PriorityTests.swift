import ContactCenter
import QueueingTheory
import Testing

@Suite("Priorities")
struct PriorityTests {
  /// Two types that the same agents serve, the second less urgent.
  private func twoTypes(_ first: Scenario.ContactType, _ second: Scenario.ContactType) -> Scenario {
    var scenario = center(warmUp: 2 * 3600)
    scenario.contactTypes = [first, second]
    scenario.contactTypes[1].priority = 2
    scenario.agentGroups = [agents(10, serving: [first.name, second.name])]
    return scenario
  }

  @Test("Urgent and other calls wait as Kella and Yechiali say")
  func kellaYechiali() throws {
    let scenario = twoTypes(calls("urgent", perHour: 60), calls("other", perHour: 110))
    let exact = try Priorities(
      arrivalRates: [60 / 3600.0, 110 / 3600.0], meanHandleTime: 180, agents: 10)
    let replications = try Replications(scenario, 250)
    for type in 0..<2 {
      let wait = replications.ratio(\.waitAnswered, \.answered, type: type)
      #expect(abs(wait.z(exact.averageSpeedOfAnswer(ofClass: type))) < 4)
      let within = replications.ratio(\.answeredWithin, \.answered, type: type)
      #expect(abs(within.z(exact.serviceLevel(within: 20, ofClass: type))) < 4)
    }
  }

  @Test("Whatever the order, the mean wait of all is Erlang C's")
  func conservation() throws {
    let exact = try ErlangC(offeredLoad: 8.5, meanHandleTime: 180, agents: 10)
    for rule in Scenario.ContactSelection.allCases {
      var scenario = twoTypes(calls("urgent", perHour: 60), calls("other", perHour: 110))
      scenario.routing.contactSelection = rule
      let tallies = try Replications(scenario, 100).tallies
      let wait = Estimate(
        tallies.map { $0.total(0).waitAnswered + $0.total(1).waitAnswered },
        over: tallies.map { $0.total(0).answered + $0.total(1).answered })
      #expect(abs(wait.z(exact.averageSpeedOfAnswer)) < 4)
    }
  }

  /// One agent, busy until 1000 with the first call.
  private func queueOf(_ first: [Seconds], _ second: [Seconds], growth: Double) -> Scenario {
    var scenario = center()
    scenario.contactTypes = [
      calls("blocker", at: [0], talk: 1000), calls("urgent", at: first, talk: 10),
      calls("other", at: second, talk: 10),
    ]
    scenario.contactTypes[1].priority = 1
    scenario.contactTypes[2].priority = 2
    scenario.contactTypes[2].priorityGrowth = growth
    scenario.agentGroups = [agents(1, serving: ["blocker", "urgent", "other"])]
    return scenario
  }

  @Test("The urgent call comes first, though it came last")
  func urgentFirst() throws {
    let scenario = queueOf([900, 950], [100, 200], growth: 0)
    #expect(try Story(scenario).servedTypes == [0, 1, 1, 2, 2])
  }

  @Test("A priority that grows with the wait overtakes in time")
  func growth() throws {
    // At 1000 the one of 100 has waited 900 s and stands at 2 − 0.00112 × 900 = 0.992, before 1;
    // at 1020 the one of 200 still stands at 1.08.
    let scenario = queueOf([900, 950], [100, 200], growth: 0.00112)
    #expect(try Story(scenario).served == [0, 1, 3, 4, 2])
  }

  @Test("A group's ranks come before the priorities")
  func ranks() throws {
    var scenario = queueOf([100, 200], [900, 950], growth: 0)
    scenario.agentGroups[0].skills[1].rank = 2
    scenario.agentGroups[0].skills[2].rank = 1
    #expect(try Story(scenario).servedTypes == [0, 2, 2, 1, 1])
  }
}
