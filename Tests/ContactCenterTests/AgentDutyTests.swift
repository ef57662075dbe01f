import ContactCenter
import Testing

@Suite("Agents come, take breaks and go")
struct AgentDutyTests {
  /// Open from 0 to 10 h, one shift from 1 h to 9 h with half an hour's break at 4 h.
  private func shift(agents count: Int = 1, at times: [Seconds] = [36_000 - 1]) -> Scenario {
    var scenario = center(hours: 10)
    scenario.contactTypes = [calls(at: times)]
    var shift = Scenario.Shift(start: 3600, end: 9 * 3600)
    shift.agents = count
    shift.breaks = [.init(start: 4 * 3600, length: 1800)]
    scenario.agentGroups = [agents(1)]
    scenario.agentGroups[0].staffing = .shifts([shift])
    return scenario
  }

  @Test("Scheduled time is the shift without its breaks, time on duty the shift with them")
  func shiftTimes() throws {
    let tallies = try simulate(shift(agents: 3))
    let group = tallies.group()
    #expect(group.scheduled == 3 * 7.5 * 3600)
    #expect(group.loggedIn == 3 * 8 * 3600)
    #expect(group.scheduledBreak == 3 * 1800)
    #expect(group.idle == 3 * 7.5 * 3600)
    #expect(tallies.groups[0].loggedIn == 0)
    #expect(tallies.groups[1].loggedIn == 3 * 3600)
    #expect(tallies.groups[4].scheduledBreak == 3 * 1800)
    #expect(tallies.groups[4].scheduled == 3 * 1800)
    #expect(tallies.agents.allSatisfy { $0.loggedIn == 8 * 3600 })
  }

  @Test("A break waits for the end of the call, and lasts its full length")
  func lateBreak() throws {
    let pause: Seconds = 4 * 3600
    var scenario = shift(at: [pause - 50, pause + 60])
    scenario.contactTypes[0].patience = .init(.never)
    let story = try Story(scenario)
    // The call ends 50 s into the break, which then lasts until 1850 s after its planned start.
    #expect(story.times(.startsTalk) == [pause - 50, pause + 1850])
  }

  @Test("At the end of the shift the call is finished, and no other one is taken")
  func endOfShift() throws {
    let end = 9.0 * 3600
    var scenario = shift(at: [end - 50, end - 40])
    scenario.contactTypes[0].patience = .init(.constant(600))
    let story = try Story(scenario)
    #expect(story.times(.endsTalk) == [end + 50])
    #expect(story.times(.abandons) == [end - 40 + 600])
    #expect(try simulate(scenario).group().loggedIn == 8 * 3600 + 50)
  }

  @Test("No new contact in the last part of a shift")
  func lastCall() throws {
    let end = 9.0 * 3600
    var scenario = shift(at: [end - 301, end - 100])
    scenario.agentGroups[0].lastCallBefore = 300
    scenario.contactTypes[0].patience = .init(.constant(50))
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [end - 301])
    #expect(story.times(.abandons) == [end - 50])
    #expect(try simulate(scenario).group().loggedIn == 8 * 3600)
  }

  @Test("Who comes late, after the last call, takes none")
  func lateAfterLastCall() throws {
    var scenario = shift(at: [8.5 * 3600 + 60])
    scenario.agentGroups[0].lastCallBefore = 3600
    scenario.agentGroups[0].lateness = .init(probability: 1, delay: .constant(7.5 * 3600))
    scenario.contactTypes[0].patience = .init(.constant(100))
    let story = try Story(scenario)
    #expect(story.served.isEmpty && story.count(.abandons) == 1)
  }

  @Test("A last contact before the shift's beginning is an error")
  func lastCallTooEarly() throws {
    var scenario = shift(at: [])
    scenario.agentGroups[0].lastCallBefore = 8 * 3600
    #expect(throws: ScenarioProblems.self) { try scenario.model() }
  }

  @Test("Two shifts follow each other without a gap")
  func backToBack() throws {
    var scenario = center(hours: 24, days: 3)
    scenario.contactTypes = [calls(at: [86_400 - 10, 86_400 + 20])]
    scenario.agentGroups = [agents(1)]
    scenario.agentGroups[0].staffing = .shifts([.init(start: 0, end: 86_400)])
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [86_390, 86_490])
    #expect(try simulate(scenario).group().loggedIn == 3 * 86_400)
  }

  // MARK: Numbers of agents

  @Test("Counts follow their steps; who talks stays until the call is over")
  func counts() throws {
    var scenario = center(hours: 4)
    scenario.contactTypes = [calls(at: [3550, 3560, 3570, 7000])]
    scenario.agentGroups = [agents(1)]
    scenario.agentGroups[0].staffing = .counts([
      .init(time: 0, agents: 2), .init(time: 3600, agents: 0), .init(time: 7200, agents: 3),
    ])
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [3550, 3560, 7200, 7200])
    let group = try simulate(scenario).group()
    let planned: Seconds = 2 * 3600 + 3 * 7200
    #expect(group.scheduled == planned)
    #expect(group.loggedIn == planned + 50 + 60)
  }

  @Test("Counts that fall and rise while agents talk keep the same agents")
  func fallAndRise() throws {
    var scenario = center(hours: 2)
    scenario.contactTypes = [calls(at: [3590, 3591, 3650], talk: 200)]
    scenario.agentGroups = [agents(1)]
    scenario.agentGroups[0].staffing = .counts([
      .init(time: 0, agents: 2), .init(time: 3600, agents: 1), .init(time: 3700, agents: 2),
    ])
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [3590, 3591, 3790])
    #expect(try simulate(scenario).group().loggedIn == 2 * 7200)
  }

  // MARK: People

  /// Shifts of eight hours over two hundred agents, without contacts.
  private func crowd(_ change: (inout Scenario.AgentGroup) -> Void) throws -> Replications {
    var scenario = shift(agents: 200)
    scenario.calendar.hours = .init(open: 0, close: 36_000)
    change(&scenario.agentGroups[0])
    return try Replications(scenario, 400)
  }

  @Test("Agents are absent the whole day with the given chance")
  func absence() throws {
    let replications = try crowd { $0.absence = 0.15 }
    let present = replications.tallies.map { $0.group().loggedIn / (8 * 3600) }.reduce(0, +)
    #expect(abs(present - 0.85 * 80_000) / (80_000 * 0.1275).squareRoot() < 4)
    #expect(replications.tallies[0].group().scheduled == 200 * 7.5 * 3600)
    let days = Set(replications.tallies[0].agents.map(\.loggedIn))
    let allOrNothing: Set<Seconds> = [0, 28_800]
    #expect(days == allOrNothing)
  }

  @Test("Absence lowers counts too, anew each day")
  func absentCounts() throws {
    var scenario = center(hours: 10, days: 100)
    scenario.contactTypes = [calls(at: [1])]
    scenario.agentGroups = [agents(20)]
    scenario.agentGroups[0].absence = 0.3
    let tallies = try simulate(scenario)
    let days = (0..<100).map { tallies.groups[$0 * 24 + 5].loggedIn / 3600 }
    let present = days.reduce(0, +)
    #expect(abs(present - 1400) / (2000 * 0.21).squareRoot() < 4)
    #expect(Set(days).count > 5)
    #expect(tallies.groups[29].scheduled == 20 * 3600)
  }

  @Test("Lateness shortens the shift by its delay")
  func lateness() throws {
    let replications = try crowd {
      $0.lateness = .init(probability: 0.4, delay: .exponential(mean: 900))
    }
    let lost = replications.tallies.map { 200 * 8 * 3600 - $0.group().loggedIn }.reduce(0, +)
    // 0.4 × 900 s each; variance 0.4 × 2 × 900² − 360².
    let variance = 80_000 * (0.4 * 2 * 810_000 - 129_600)
    #expect(abs(lost - 80_000.0 * 360) / variance.squareRoot() < 4)
  }

  @Test("Unscheduled breaks come at their rate per planned hour")
  func unscheduledBreaks() throws {
    let replications = try crowd {
      $0.unscheduledBreaks = .init(perHour: 0.5, length: .constant(60))
    }
    let away = replications.tallies.map { $0.group().away / 60 }.reduce(0, +)
    // 80 000 shifts of 7.5 planned hours; what falls due in the planned break is taken after it.
    let expected = 80_000 * 0.5 * 7.5
    #expect(abs(away - expected) / expected.squareRoot() < 4)
    #expect(abs(replications.tallies[0].group().loggedIn - 200 * 8 * 3600) < 1e-3)
  }

  @Test("An unscheduled break waits for the end of the call")
  func breakAfterCall() throws {
    var scenario = oneQueue(perHour: 200, talk: .constant(50), agents: 4)
    scenario.agentGroups[0].unscheduledBreaks = .init(perHour: 3, length: .constant(100))
    let story = try Story(scenario)
    let starts = Dictionary(uniqueKeysWithValues: story.all(.startsTalk).map { ($0.contact, $0) })
    for end in story.all(.endsTalk) {
      #expect(abs(end.time - starts[end.contact]!.time - 50) < 1e-6)
    }
    #expect(try simulate(scenario).group().away > 5000)
  }

  @Test("An unpaid break is no paid time, a paid one is")
  func unpaidBreak() throws {
    var scenario = shift(agents: 3)
    guard case .shifts(var shifts) = scenario.agentGroups[0].staffing else { return }
    shifts[0].breaks = [
      .init(start: 3 * 3600, length: 900), .init(start: 4 * 3600, length: 1800),
    ]
    shifts[0].breaks[1].isPaid = false
    scenario.agentGroups[0].staffing = .shifts(shifts)
    let tallies = try simulate(scenario)
    // 8 h less half an hour; on the phones another quarter less.
    #expect(tallies.group().paid == 3 * 7.5 * 3600)
    #expect(tallies.group().scheduled == 3 * 7.25 * 3600)
    #expect(tallies.groups[4].paid == 3 * 1800 && tallies.groups[3].paid == 3 * 3600)
    #expect(tallies.agents.allSatisfy { $0.paid == 7.5 * 3600 })
  }
}
