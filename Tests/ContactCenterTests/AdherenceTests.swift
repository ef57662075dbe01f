import ContactCenter
import Testing

@Suite("What the plan asks of agents, and what they do")
struct AdherenceTests {
  /// Agents on shifts, in a center that is open from 0 to 24 h and has hardly any contacts.
  private func people(
    _ count: Int, shifts: [Scenario.Shift], calls: [Seconds] = [86_000],
    _ change: (inout Scenario.AgentGroup) -> Void = { _ in }
  ) -> Scenario {
    var scenario = center()
    scenario.contactTypes = [ContactCenterTests.calls(at: calls)]
    scenario.agentGroups = [agents(1)]
    scenario.agentGroups[0].staffing = .shifts(
      shifts.map { shift in
        var shift = shift
        shift.agents = count
        return shift
      })
    change(&scenario.agentGroups[0])
    return scenario
  }

  private func shift(breaks: [Seconds] = [], length: Seconds = 900) -> Scenario.Shift {
    var shift = Scenario.Shift(start: 3600, end: 9 * 3600)
    shift.breaks = breaks.map { .init(start: $0, length: length) }
    return shift
  }

  // MARK: Exact cases

  @Test("A call over the begin of a break and the end of a shift runs over by its rest")
  func overrunOfCalls() throws {
    // The first call ends 60 s into the break, the second one 70 s after the shift.
    let scenario = people(
      1, shifts: [shift(breaks: [4 * 3600])], calls: [4 * 3600 - 40, 9 * 3600 - 30])
    let tallies = try simulate(scenario)
    let group = tallies.group()
    #expect(group.scheduled == 7.75 * 3600 && group.expected == group.scheduled)
    #expect(group.paid == 8 * 3600)
    #expect(group.overrun == 130)
    // The break begins late and is as long, so that it takes of the plan what it left before.
    #expect(group.ready == 7.75 * 3600 + 70)
    let agent = tallies.agents[0]
    #expect(agent.scheduled == group.scheduled && agent.expected == group.expected)
    #expect(agent.overrun == group.overrun && agent.paid == group.paid)
    #expect(tallies.groups[4].overrun == 60 && tallies.groups[9].overrun == 70)
  }

  @Test("A call over a whole break runs over by the break only")
  func longCall() throws {
    var scenario = people(1, shifts: [shift(breaks: [4 * 3600])], calls: [4 * 3600 - 100])
    scenario.contactTypes[0].talk = .init(.constant(3000))
    #expect(try simulate(scenario).group().overrun == 900)
  }

  @Test("Lateness lowers the time ready, absence the time expected")
  func latenessAndAbsence() throws {
    let late = try simulate(
      people(4, shifts: [shift()]) {
        $0.lateness = .init(probability: 1, delay: .constant(600))
      }
    ).group()
    #expect(late.expected == 4 * 8 * 3600 && late.ready == 4 * (8 * 3600 - 600))
    let absent = try simulate(people(4, shifts: [shift()]) { $0.absence = 1 }).group()
    #expect(absent.scheduled == 4 * 8 * 3600 && absent.expected == 0)
    #expect(absent.paid == absent.scheduled)
  }

  @Test("Where only the numbers count, those who are more than planned run over")
  func counts() throws {
    var scenario = center(hours: 4)
    scenario.contactTypes = [calls(at: [3550, 3560])]
    scenario.agentGroups = [agents(1)]
    scenario.agentGroups[0].staffing = .counts([
      .init(time: 0, agents: 2), .init(time: 3600, agents: 1), .init(time: 7200, agents: 3),
    ])
    let group = try simulate(scenario).group()
    // Both talk when one should leave: until the first one has ended.
    #expect(group.overrun == 50)
    #expect(group.expected == group.scheduled && group.paid == group.scheduled)
    #expect(group.ready - group.overrun == group.expected)
  }

  @Test("Work after the last closing is outside the plan")
  func afterClosing() throws {
    var scenario = oneQueue(perHour: 0, agents: 2, hours: 1)
    scenario.contactTypes = [calls(at: [3590])]
    let tallies = try simulate(scenario)
    // One talks for 90 s more; the other one, who waits for nobody, is no longer ready.
    #expect(tallies.groups[1].overrun == 90 && tallies.groups[1].expected == 0)
    #expect(tallies.groups[1].idle == 0 && tallies.groups[1].ready == 90)
  }

  @Test("What was before the warm-up's end does not count")
  func warmUp() throws {
    var scenario = people(3, shifts: [shift(breaks: [4 * 3600])])
    scenario.calendar.warmUp = 2 * 3600
    let tallies = try simulate(scenario)
    let group = tallies.group()
    #expect(group.scheduled == 3 * 6.75 * 3600 && group.expected == group.scheduled)
    #expect(group.paid == 3 * 7 * 3600)
    #expect(tallies.agents.allSatisfy { $0.scheduled == 6.75 * 3600 && $0.paid == 7 * 3600 })
  }

  // MARK: Laws

  @Test("Overrun at a planned moment is the residual life of a call, not half of it")
  func residualLife() throws {
    let (mean, cv) = (390.0, 0.8)
    var scenario = people(
      40, shifts: [shift(breaks: [3 * 3600, 5.5 * 3600], length: 3600)])
    scenario.contactTypes = [
      calls(perHour: 3000, talk: .lognormal(mean: mean, cv: cv), patience: .constant(7200))
    ]
    let runs = try Replications(scenario, 25)
    let overrun = Estimate(
      runs.tallies.map { $0.group().overrun }, over: runs.tallies.map { _ in 40 * 3 })
    // E[S²] ÷ (2 E[S]); the break, of an hour, is longer than nearly every call.
    let residual = mean * (1 + cv * cv) / 2
    #expect(abs(overrun.z(residual)) < 4, "\(overrun)")
    #expect(overrun.z(mean / 2) > 8)
    for tallies in runs.tallies {
      let group = tallies.group()
      #expect(group.ready - group.overrun <= group.expected * (1 + 1e-12))
      #expect(abs(tallies.agents.map(\.overrun).reduce(0, +) - group.overrun) < 1e-6)
    }
  }

  @Test("Conformance is 1 − breaks − lateness: 92.5 % with an agent's usual habits")
  func conformance() throws {
    // Four times two hours, each with a chance of a late start, stand for a shift of 480 minutes
    // with four planned moments.
    let shifts = (0..<4).map {
      Scenario.Shift(start: 3600 + Double($0) * 7200, end: 3600 + Double($0 + 1) * 7200)
    }
    let scenario = people(100, shifts: shifts) {
      $0.lateness = .init(probability: 0.25, delay: .exponential(mean: 240))
      $0.unscheduledBreaks = .init(perHour: 1, length: .lognormal(mean: 240, cv: 0.8))
    }
    let runs = try Replications(scenario, 40)
    let adherence = Estimate(
      runs.tallies.map { $0.group().ready }, over: runs.tallies.map { $0.group().expected })
    #expect(adherence.standardError < 0.001)
    // Breaks cut off by a shift's end, and none while an agent is late, are of the second order.
    let exact = 1 - 4.0 / 60 - 4 * 0.25 * 4 / 480
    #expect(abs(adherence.value - exact) < 0.004, "\(adherence)")
  }

  @Test("The share present on a day has the variance of a beta-binomial number")
  func absentShare() throws {
    let (present, concentration, count) = (0.9, 30.0, 20)
    for isShift in [false, true] {
      var scenario = people(count, shifts: [.init(start: 0, end: 3600)]) {
        $0.absence = 1 - present
        $0.absenceConcentration = concentration
      }
      if !isShift { scenario.agentGroups[0].staffing = .constant(count) }
      scenario.calendar.hours = .init(open: 0, close: 3600)
      scenario.contactTypes = [calls(at: [1800])]
      let runs = try Replications(scenario, 4000)
      let shares = Sample(runs.tallies.map { $0.group().expected / $0.group().scheduled })
      let factor = 1 + Double(count - 1) / (concentration + 1)
      let variance = present * (1 - present) * factor / Double(count)
      #expect(abs(shares.zOfMean(present, variance: variance)) < 4)
      #expect(abs(shares.zOfVariance(variance)) < 4, "\(shares.variance)")
      // A binomial share would have three fifths of it.
      #expect(abs(shares.zOfVariance(variance / factor)) > 8)
    }
  }

  @Test("Agents who differ in their breaks have counts of a Poisson-gamma number")
  func breaksDiffer() throws {
    let cv = 0.5
    let scenario = people(200, shifts: [shift()]) {
      $0.unscheduledBreaks = .init(perHour: 2, length: .constant(1))
      $0.unscheduledBreaks?.cv = cv
    }
    let runs = try Replications(scenario, 40)
    let counts = Sample(runs.tallies.flatMap { $0.agents.map { $0.away.rounded() } })
    let mean = 16.0
    let variance = mean + mean * mean * cv * cv
    #expect(abs(counts.zOfMean(mean, variance: variance)) < 4)
    #expect(abs(counts.zOfVariance(variance)) < 4, "\(counts.variance)")
  }
}
