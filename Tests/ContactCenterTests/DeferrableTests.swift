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

  @Test("What waits is told by age at the end of every interval, at night too")
  func ages() throws {
    let h = 3600.0
    var scenario = office()
    scenario.calendar.interval = h
    scenario.contactTypes = [mails(at: [20 * h, 26 * h, 41 * h - 60, 41 * h - 60])]
    scenario.agentGroups = [agents(1, serving: ["mails"])]
    let queues = try simulate(scenario).queues
    // Intervals of an hour from 9 h on: that which ends at 21 h, at 33 h (the opening), and the last.
    let (evening, morning, last) = (queues[11].work, queues[23].work, queues[31].work)
    #expect(evening.moments == 1 && evening.waiting == 1 && evening.upTo4Hours == 1)
    #expect(evening.oldest == h && evening.oldestBusiness == 0)
    #expect(morning.waiting == 2 && morning.upTo8Hours == 1 && morning.upTo24Hours == 1)
    #expect(morning.oldest == 13 * h && morning.oldestBusiness == 0 && morning.hasWaiting == 1)
    #expect(last.waiting == 1 && last.oldest == 60 && last.oldestBusiness == 60)
    #expect(queues[5].work.moments == 1 && queues[5].work.waiting == 0 && queues[5].work.hasWaiting == 0)
    // After the last closing nothing is looked at.
    #expect(queues[32].work == WorkMoment())
  }

  @Test("By business hours a night takes no time")
  func goalClock() throws {
    let h = 3600.0
    var scenario = office()
    var type = mails(at: [10 * h, 20 * h, 26 * h])
    var goal = Scenario.ServiceLevelGoal()
    goal.acceptableWait = 50
    type.serviceLevel = goal
    scenario.agentGroups = [agents(1, serving: ["mails"])]
    for (clock, within) in [(Scenario.GoalClock.elapsed, 1.0), (.businessHours, 2)] {
      type.goalClock = clock
      scenario.contactTypes = [type]
      let tallies = try simulate(scenario)
      #expect(tallies.total().answeredWithin == within)
      #expect(tallies.backlogs[0].answeredWithin == 1 && tallies.backlogs[0].answeredWithinBusiness == 2)
    }
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
      deviations.append(worst.max()!)
    }
    // One piece of work in a tenth and in a hundredth of the size.
    #expect(deviations[0] < 4e-4 && deviations[1] < deviations[0] / 9)
  }

  @Test("The critical night: 60 an hour from 9 to 17 h clear just what comes")
  func fluidCriticalNight() throws {
    for scale in [10.0, 100] {
      let tally = try fluid(scale, rate: 20, capacity: 60, cycles: 5, within: 8 * 3600)
      #expect(abs(tally.ageAnswered / tally.answered / 3600 - 8) < 0.1 / scale)
      #expect(abs(tally.oldestAnsweredBusiness / 3600 - 16.0 / 3) < 0.1 / scale)
      #expect(abs(tally.answeredWithin / tally.answered - 0.5) < 0.05 / scale)
    }
  }

  @Test("A week of fluid arithmetic: 10 an hour, 44 an hour from Monday to Friday, 9 to 17 h")
  func fluidWeek() throws {
    var scenario = office(days: 28)
    for day in [Scenario.Weekday.saturday, .sunday] { scenario.calendar.weekdayHours[day] = .some(nil) }
    scenario.calendar.warmUp = 14 * 86_400
    for scale in [10.0, 100] {
      var type = mails(at: [])
      type.arrivals.process = .evenlySpaced
      type.arrivals.points = [.init(time: 0, rate: 10 * scale / 3600)]
      type.talk = .init(.constant(3600 / 44 / scale))
      var goal = Scenario.ServiceLevelGoal()
      goal.acceptableWait = 8 * 3600
      type.serviceLevel = goal
      scenario.contactTypes = [type]
      scenario.agentGroups = [agents(1, serving: ["mails"])]
      let tally = try simulate(scenario).backlogs[0]
      #expect(abs(tally.answered / 2 / scale - 1680) < 4 / scale)
      #expect(abs(tally.ageAnswered / tally.answered / 3600 - 3520.0 / 119) < 1 / scale)
      #expect(abs(tally.ageAnsweredBusiness / tally.answered / 3600 - 800.0 / 119) < 1 / scale)
      #expect(abs(tally.oldestAnswered / 3600 - 64) < 1 / scale)
      #expect(abs(tally.oldestAnsweredBusiness / 3600 - 160.0 / 11) < 1 / scale)
      #expect(abs(tally.answeredWithinBusiness / tally.answered - 1081.0 / 1785) < 0.1 / scale)
      #expect(abs(tally.most / scale - 640) < 4 / scale)
    }
  }

  @Test("Nobody stays for the backlog, calls are served to the end, and no mail is sent away")
  func closing() throws {
    let h = 3600.0
    for closing in [Scenario.Closing.drain, .sendAway] {
      var scenario = office()
      scenario.calendar.closing = closing
      var type = mails(at: [17 * h - 150, 17 * h - 140, 17 * h - 130])
      type.priority = 2
      scenario.contactTypes = [type, calls(at: [17 * h - 100], talk: 30)]
      scenario.agentGroups = [agents(1, serving: ["mails", "calls"])]
      let story = try Story(scenario)
      // The first mail until 50 s before closing, the call, the second mail beyond closing.
      #expect(story.times(.startsTalk) == [17 * h - 150, 17 * h - 50, 17 * h - 20, 33 * h])
      #expect(try simulate(scenario).backlogs[0].carriedOver == 1)
    }
  }

  @Test("Agents with shifts begin with the backlog before the opening, and work on after closing")
  func shifts() throws {
    let h = 3600.0
    var scenario = office()
    scenario.contactTypes = [mails(at: [16.9 * h, 20 * h, 25 * h], work: 600)]
    var group = agents(1, serving: ["mails"])
    group.staffing = .shifts([Scenario.Shift(start: 8 * h, end: 18 * h)])
    scenario.agentGroups = [group]
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [16.9 * h, 32 * h, 32 * h + 600])
  }

  @Test("A starting backlog has its ages, is no arrival, and is answered oldest first")
  func startingBacklog() throws {
    let h = 3600.0
    var scenario = office(days: 1)
    var type = mails(at: [10 * h], work: 60)
    type.backlog = [.init(age: 2 * h, count: 2), .init(age: 16 * h, count: 1)]
    var letters = mails(at: [12 * h], work: 60)
    letters.name = "letters"
    letters.channel = .letter
    letters.backlog = [.init(age: 5 * h, count: 1)]
    scenario.contactTypes = [type, letters]
    scenario.agentGroups = [agents(1, serving: ["mails", "letters"])]
    let story = try Story(scenario)
    #expect(story.servedTypes.prefix(4) == [0, 1, 0, 0])
    let tallies = try simulate(scenario)
    let backlog = tallies.backlogs[0]
    #expect(backlog.initial == 3 && backlog.answered == 4 && backlog.oldestAnswered == 16 * h)
    #expect(backlog.ageAnswered == 20 * h + 120 + 180)
    #expect(backlog.ageAnsweredBusiness == 300)
    #expect(tallies.total().fresh == 1 && tallies.total().offered == 4)
  }

  @Test("Customers who ask again: merged or further work, and only while nobody has answered")
  func chasers() throws {
    let h = 3600.0
    var scenario = office()
    scenario.calendar.closing = .sendAway
    var type = mails(at: [10 * h, 18 * h], work: 60)
    type.chasers = .init(after: 4 * h, law: .once(chance: 1, delay: .constant(h)))
    type.chasers?.becomes = "calls"
    scenario.contactTypes = [type, calls(at: [34 * h])]
    scenario.agentGroups = [agents(1, serving: ["mails", "calls"])]
    var tallies = try simulate(scenario)
    // At 23 h the center is closed to calls.
    #expect(tallies.backlogs[0].chasers == 1 && tallies.backlogs[0].merged == 0)
    #expect(tallies.total(1).repeats == 1 && tallies.total(1).closed == 1)
    type.chasers?.becomes = nil
    scenario.contactTypes[0] = type
    tallies = try simulate(scenario)
    // The mail of 23 h is what its customer asks with: it does not ask again.
    #expect(tallies.total().repeats == 1 && tallies.total().answered == 3)
    type.chasers?.merges = 1
    scenario.contactTypes[0] = type
    tallies = try simulate(scenario)
    #expect(tallies.backlogs[0].merged == 1 && tallies.total().repeats == 0)
  }

  @Test("As often per hour as the rate says")
  func chaserRate() throws {
    var scenario = office(days: 1)
    var type = Scenario.ContactType(name: "mails")
    type.channel = .email
    type.backlog = [.init(age: 30 * 3600, count: 2000)]
    type.chasers = .init(after: 24 * 3600, law: .rate(0.5 / 3600))
    type.chasers?.merges = 1
    scenario.contactTypes = [type, calls(at: [10 * 3600])]
    scenario.agentGroups = [agents(1)]
    scenario.agentGroups[0].skills.append(.init(queue: "mails"))
    scenario.agentGroups[0].staffing = .constant(0)
    let tally = try simulate(scenario).backlogs[0]
    // 2000 customers for 8 h: Poisson with the mean 8000.
    #expect(abs(tally.chasers - 8000) < 3.5 * 8000.0.squareRoot())
    #expect(tally.waitingAtEnd == 2000 && tally.over72Hours == 0 && tally.upTo72Hours == 2000)
  }

  @Test("Spam is looked at, and nothing follows")
  func spam() throws {
    var scenario = office(days: 1)
    var type = calls("mails", perHour: 400, talk: .constant(100))
    type.channel = .email
    type.wrapUp = .init(.constant(20))
    type.spam = .init(share: 0.2, look: 5)
    scenario.contactTypes = [type]
    scenario.agentGroups = [agents(20, serving: ["mails"])]
    let tallies = try simulate(scenario, seed: 3)
    let (backlog, sum) = (tallies.backlogs[0], tallies.total())
    let deviation = (0.16 * backlog.completed).squareRoot()
    #expect(abs(backlog.spam - 0.2 * backlog.completed) < 3.5 * deviation)
    #expect(sum.talkTime == 100 * (sum.answered - backlog.spam) + 5 * backlog.spam)
    #expect(sum.wrapUpTime == 20 * (sum.answered - backlog.spam))
  }

  @Test("A fax holds its line while it comes, not while it waits")
  func faxLines() throws {
    var scenario = office(days: 1)
    let h = 3600.0
    var type = mails(at: [10 * h, 10 * h + 30, 10 * h + 70], work: 600)
    type.channel = .fax
    type.trunks = "fax lines"
    type.menu = "transmission"
    var menu = Scenario.Menu(name: "transmission", prompt: .constant(60))
    menu.choices = [.init(label: "in", share: 1, to: .agent)]
    scenario.ivr.menus = [menu]
    scenario.trunkGroups = [.init(name: "fax lines", lines: 1)]
    scenario.contactTypes = [type]
    scenario.agentGroups = [agents(1, serving: ["mails"])]
    let sum = try simulate(scenario).total()
    #expect(sum.blockedByTrunks == 1 && sum.answered == 2)
  }

  @Test("Callers have the waiting room for themselves")
  func waitingRoom() throws {
    var scenario = office(days: 1)
    let h = 3600.0
    scenario.waitingRoom = 1
    scenario.contactTypes = [
      mails(at: [9 * h, 9 * h + 1, 9 * h + 2], work: 1000), calls(at: [9 * h + 10, 9 * h + 20]),
    ]
    scenario.agentGroups = [agents(1, serving: ["mails", "calls"])]
    let tallies = try simulate(scenario)
    #expect(tallies.total(0).answered == 3)
    #expect(tallies.total(1).answered == 1 && tallies.total(1).blockedByQueue == 1)
  }

  @Test("What makes no sense is refused")
  func refusals() throws {
    func findings(_ change: (inout Scenario) -> Void) -> String {
      var scenario = office()
      scenario.contactTypes = [mails(at: [3600 * 10.0]), calls(at: [3600 * 10.0])]
      scenario.agentGroups = [agents(1, serving: ["mails", "calls"])]
      change(&scenario)
      do {
        _ = try scenario.model()
        return ""
      } catch {
        return error.problems.map(\.finding).joined(separator: " ")
      }
    }
    #expect(findings { _ in } == "")
    #expect(findings { $0.contactTypes[1].backlog = [.init(age: 0, count: 1)] }.contains("waits while"))
    #expect(
      findings {
        $0.contactTypes[1].transfers = [
          .init(kind: .warm, probability: 0.1, to: "mails", together: .constant(0))
        ]
      }.contains("kept on the line"))
    #expect(
      findings {
        $0.contactTypes[0].patience = .init(.constant(60))
        $0.contactTypes[0].chasers = .init(after: 60, law: .rate(1))
      }.contains("patience"))
    #expect(
      findings {
        $0.contactTypes[0].chasers = .init(after: 0, law: .once(chance: 1, delay: .constant(0)))
      }.contains("time would stand still"))
    #expect(findings { $0.interruptions = [.init(of: "calls", by: "mails")] }.contains("left alone"))
    #expect(findings { $0.interruptions = [.init(of: "mail", by: "calls")] }.contains("no contact type"))
    #expect(findings { $0.interruptions = [.init(of: "email", by: "chat")] }.contains("has the channel"))
  }

  @Test("Wild centers with nights keep the laws of conservation")
  func conservation() throws {
    for seed in UInt64(1)...8 {
      var scenario = office(days: 4)
      scenario.calendar.closing = seed % 2 == 0 ? .drain : .sendAway
      var type = calls("mails", perHour: 30, talk: .exponential(mean: 300))
      type.channel = .email
      type.backlog = [.init(age: 20 * 3600, count: 50)]
      type.chasers = .init(after: 3600, law: .rate(0.05 / 3600))
      type.chasers?.merges = 0.5
      type.spam = .init(share: 0.1, look: 5)
      type.hold = .init(probability: 0.2, length: .exponential(mean: 60))
      if seed > 4 { type.patience = .init(.exponential(mean: 20 * 3600)) }
      if seed > 4 { type.chasers = nil }
      var phone = calls(perHour: 60, patience: .exponential(mean: 100))
      if seed % 3 == 0 {
        phone.transfers = [.init(kind: .cold, probability: 0.1, to: "mails", together: .constant(0))]
      }
      scenario.contactTypes = [type, phone]
      var group = agents(6, serving: ["mails", "calls"])
      group.alert = seed % 4 == 0 ? .constant(4) : nil
      group.noAnswer = seed % 4 == 0 ? .init(probability: 0.1, after: 12, away: 60) : nil
      scenario.agentGroups = [group]
      let tallies = try simulate(scenario, seed: seed)
      #expect(tallies.backlogs[0].answered > 100)
      #expect(tallies.total().disconnected == 0 && tallies.total().closed == 0)
    }
  }
}
