import ContactCenter
import Testing

@Suite("Work that waits while the center is closed")
struct DeferrableTests {
  /// E-mails at exactly these moments.
  private func mails(at times: [Seconds], work: Seconds = 100) -> Scenario.ContactType {
    var type = calls("mails", at: times, talk: work)
    type.channel = .email
    return type
  }

  /// Two days, open from 9 to 17 h.
  private func office(days: Int = 2) -> Scenario {
    var scenario = center(days: days)
    scenario.calendar.hours = .init(open: 9 * 3600, close: 17 * 3600)
    return scenario
  }

  @Test("What comes at night waits for the opening, and what is left at the end remains")
  func night() throws {
    var scenario = office()
    let h = 3600.0
    // The third comes 40 s before closing, the last two 60 s before the last closing.
    scenario.contactTypes = [
      mails(at: [10 * h, 20 * h, 17 * h - 40, 26 * h, 41 * h - 60, 41 * h - 60].sorted())
    ]
    scenario.agentGroups = [agents(1, serving: ["mails"])]
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [10 * h, 17 * h - 40, 33 * h, 33 * h + 100, 41 * h - 60])
    #expect(story.count(.findsClosed) == 0 && story.count(.isDisconnected) == 0)
    let tallies = try simulate(scenario)
    let sum = tallies.total()
    #expect(sum.fresh == 6 && sum.answered == 5 && sum.remaining == 1)
    let backlog = tallies.backlogs[0]
    #expect(backlog.answered == 5 && backlog.waitingAtEnd == 1 && backlog.oldestAtEnd == 60)
    #expect(backlog.openings == 2 && backlog.waitingAtOpenings == 2)
    #expect(backlog.closings == 2 && backlog.carriedOver == 1)
    #expect(backlog.ageAnswered == 13 * h + 7 * h + 100)
    #expect(backlog.ageAnsweredBusiness == 100)
    #expect(backlog.oldestAnswered == 13 * h && backlog.oldestAnsweredBusiness == 100)
    #expect(backlog.waitingIntegral == 13 * h + 7 * h + 100 + 60)
    #expect(backlog.time == 32 * h && backlog.most == 2)
  }

  @Test("Rates go round the clock, and the volume of checks and formulas with them")
  func rates() throws {
    var scenario = office(days: 3)
    var type = mails(at: [])
    type.arrivals.process = .evenlySpaced
    type.arrivals.points = [.init(time: 0, rate: 10 / 3600), .init(time: 8 * 3600, rate: 20 / 3600)]
    type.talk = .init(.constant(10))
    scenario.contactTypes = [type]
    scenario.agentGroups = [agents(1, serving: ["mails"])]
    let model = try scenario.model()
    // From 9 h of the first day to 17 h of the third: 56 h, of which 16 h at 10.
    #expect(ArrivalVolume(model.contactTypes[0], model.calendar).total == 16 * 10 + 40 * 20)
    let tallies = try simulate(scenario)
    #expect(tallies.total().fresh == 960)
    type.waitsOverClosing = false
    scenario.contactTypes = [type]
    #expect(try simulate(scenario).total().fresh == 24 * 20)
  }

  /// The fluid cases: constant rates by hour of the week, evenly spaced, one fast agent with constant work.
  private func fluid(
    _ scale: Double, rate: Double, capacity: Double, cycles: Int, within: Seconds = 4 * 3600
  ) throws -> BacklogTally {
    var scenario = office(days: cycles + 1)
    scenario.calendar.warmUp = 86_400
    var type = mails(at: [])
    type.arrivals.process = .evenlySpaced
    type.arrivals.points = [.init(time: 0, rate: rate * scale / 3600)]
    type.talk = .init(.constant(3600 / capacity / scale))
    var goal = Scenario.ServiceLevelGoal()
    goal.acceptableWait = within
    type.serviceLevel = goal
    scenario.contactTypes = [type]
    scenario.agentGroups = [agents(1, serving: ["mails"])]
    return try simulate(scenario).backlogs[0]
  }

  @Test("The night of fluid arithmetic: 20 an hour round the clock, 80 an hour from 9 to 17 h")
  func fluidNight() throws {
    var deviations: [Double] = []
    for scale in [10.0, 100] {
      let tally = try fluid(scale, rate: 20, capacity: 80, cycles: 5)
      let age = tally.ageAnswered / tally.answered / 3600
      let business = tally.ageAnsweredBusiness / tally.answered / 3600
      let within = tally.answeredWithin / tally.answered
      let business4 = tally.answeredWithinBusiness / tally.answered
      let worst = [
        age / (64.0 / 9), business / (16.0 / 9), within / (1.0 / 3), business4 / 1,
        tally.oldestAnswered / 57_600, tally.oldestAnsweredBusiness / 14_400,
        tally.waitingAtOpenings / 5 / 320 / scale, tally.most / 320 / scale,
      ].map { abs($0 - 1) }
      print("K", scale, worst)
      deviations.append(worst.max()!)
    }
    #expect(deviations[0] < 0.01 && deviations[1] < 0.001)
    print(deviations)
  }
}
