import ContactCenter
import Testing

@Suite("Work that is put aside")
struct InterruptionTests {
  /// E-mails, and calls that come before them, for the same agents.
  private func blend(
    _ count: Int, mails: Scenario.ContactType, calls: Scenario.ContactType, hours: Double = 2,
    _ change: (inout Scenario.Interruption) -> Void = { _ in }
  ) -> Scenario {
    var scenario = center(hours: hours)
    var mails = mails
    mails.channel = .email
    mails.priority = 2
    scenario.contactTypes = [mails, calls]
    scenario.agentGroups = [agents(count, serving: ["mails", "calls"])]
    scenario.routing.contactSelection = .priority
    var rule = Scenario.Interruption(of: "email", by: "calls")
    change(&rule)
    scenario.interruptions = [rule]
    return scenario
  }

  @Test("A call comes in the middle of a mail: what is left is done afterwards")
  func resume() throws {
    let scenario = blend(
      1, mails: calls("mails", at: [0, 10]), calls: calls("calls", at: [30, 250], talk: 50)
    ) {
      $0.switchBack = 5
    }
    let story = try Story(scenario)
    // 30 s of the mail, the call, 5 s and the 70 s left, 100 s of the second, of which 95 by 250 s.
    #expect(story.times(.startsTalk) == [0, 30, 155, 250])
    #expect(story.times(.endsTalk) == [80, 155, 300, 310])
    #expect(story.times(.isInterrupted) == [30, 250])
    #expect(story.times(.takesUp) == [80, 300])
    let tallies = try simulate(scenario)
    let tally = tallies.interruptions[0]
    #expect(tally.interruptions == 2 && tally.interrupted == 2 && tally.resumed == 2)
    #expect(tally.waited == 100 && tally.switchBack == 10 && tally.lost == 0)
    #expect(tallies.interruptions[1].preferred == 2)
    let mails = tallies.total(0)
    #expect(mails.answered == 2 && mails.talkTime == 210 && mails.queued == 1)
    #expect(mails.waitAnswered == 145)
    #expect(tallies.total(1).queued == 0)
  }

  @Test("What was done is lost, or a share of it")
  func loss() throws {
    let parts = (calls("mails", at: [0]), calls("calls", at: [30, 100], talk: 50))
    let again = blend(1, mails: parts.0, calls: parts.1) { $0.mode = .repeat }
    #expect(try Story(again).times(.endsTalk) == [80, 150, 250])
    #expect(try simulate(again).interruptions[0].lost == 50)
    let half = blend(1, mails: parts.0, calls: parts.1) { $0.loss = 0.5 }
    // 85 s are left at 80 s and 65 s at 100 s; half of the 20 s done since then is lost, and no more of the
    // 15 s that were kept the first time.
    #expect(try Story(half).times(.endsTalk) == [80, 150, 150 + 65 + 10])
    #expect(try simulate(half).interruptions[0].lost == 25)
  }

  @Test("At most once, and only after a stretch of work")
  func limits() throws {
    let parts = (calls("mails", at: [0]), calls("calls", at: [30, 100], talk: 50))
    let once = blend(1, mails: parts.0, calls: parts.1) { $0.most = 1 }
    #expect(try Story(once).times(.startsTalk) == [0, 30, 150])
    let stretch = blend(1, mails: parts.0, calls: parts.1) { $0.minimumStretch = 40 }
    // The first call waits until 40 s, the second comes 10 s after the mail was taken up again, at 90 s.
    #expect(try Story(stretch).times(.isInterrupted) == [40, 130])
    #expect(try Story(stretch).times(.startsTalk) == [0, 40, 130])
    let never = blend(1, mails: parts.0, calls: parts.1) { $0.mode = .forbidden }
    #expect(try Story(never).times(.startsTalk) == [0, 100, 150])
  }

  @Test("At a turn: where the mail would be put on hold")
  func turn() throws {
    var mails = calls("mails", at: [0])
    mails.hold = .init(probability: 1, length: .constant(20))
    let scenario = blend(1, mails: mails, calls: calls("calls", at: [30], talk: 50)) { $0.mode = .turn }
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [0, 50])
    #expect(story.times(.isInterrupted) == [50])
    #expect(story.times(.endsTalk) == [100, 170])
  }

  @Test("Whoever was interrupted least gives way, and of these who began last; another may go on")
  func choice() throws {
    let scenario = blend(
      2, mails: calls("mails", at: [0, 10]), calls: calls("calls", at: [20, 30, 120], talk: 60))
    let story = try Story(scenario)
    // The second agent at 20, the first at 30; both mails go on at 80 and 90, in the order they came.
    #expect(story.all(.isInterrupted).map(\.agent).prefix(2) == [1, 0])
    #expect(story.all(.takesUp).map(\.contact).prefix(2) == [0, 1])
    #expect(story.all(.takesUp).map(\.agent).prefix(2) == [1, 0])
    #expect(story.all(.isInterrupted).map(\.contact) == [1, 0, 1])
  }

  @Test("Wild blends keep the laws of conservation")
  func conservation() throws {
    for seed in UInt64(1)...8 {
      var mails = calls("mails", perHour: 60, talk: .exponential(mean: 200))
      mails.hold = .init(probability: 0.3, length: .exponential(mean: 30))
      mails.wrapUp = .init(.exponential(mean: 10))
      var first = calls("calls", perHour: 60, patience: .exponential(mean: 90))
      first.wrapUp = .init(.exponential(mean: 40))
      var chats = calls("chats", perHour: 60, talk: .exponential(mean: 200), patience: .exponential(mean: 90))
      chats.channel = .chat
      var scenario = blend(3, mails: mails, calls: first, hours: 8) {
        $0.switchBack = 10
        $0.loss = 0.2
        $0.minimumStretch = seed % 2 == 0 ? 30 : 0
      }
      scenario.calendar.days = 3
      scenario.calendar.closing = seed % 3 == 0 ? .sendAway : .drain
      scenario.contactTypes.append(chats)
      scenario.interruptions.append(.init(of: "mails", by: "chat"))
      var group = agents(4, serving: ["mails", "calls", "chats"])
      group.capacity.slots = [.chat: seed % 4 == 1 ? 1 : 3]
      group.capacity.speeds = seed % 4 == 1 ? [] : [1, 0.8, 0.65]
      group.alert = seed % 4 == 3 ? .constant(4) : nil
      group.noAnswer = seed % 4 == 3 ? .init(probability: 0.1, after: 12, away: 60) : nil
      group.unscheduledBreaks = .init(perHour: 0.5, length: .exponential(mean: 300))
      group.staffing = .counts([
        .init(time: 0, agents: 6), .init(time: 7200, agents: 3), .init(time: 14_400, agents: 7),
      ])
      scenario.agentGroups = [group, agents(1, "others", serving: ["mails"])]
      let tallies = try simulate(scenario, seed: seed)
      let tally = tallies.interruptions[0]
      #expect(tally.interruptions > 10 && tally.switchBack > 0 && tally.lost > 0)
      #expect(tally.resumed <= tally.interruptions)
      #expect(tallies.backlogs[0].answered > 0)
    }
  }

  /// Exponential times, calls that interrupt mails, ten days after a warm-up of one.
  private func steady(
    calls perHour: Double, mails: Double, agents count: Int, talk: Seconds, work: Seconds,
    patience: Distribution = .never, within: Seconds = 20, seed: UInt64 = 15, runs: Int = 20
  ) throws -> [Tallies] {
    var first = calls("calls", perHour: perHour, talk: .exponential(mean: talk), patience: patience)
    var goal = Scenario.ServiceLevelGoal()
    goal.acceptableWait = within
    first.serviceLevel = goal
    var scenario = blend(
      count, mails: calls("mails", perHour: mails, talk: .exponential(mean: work)), calls: first, hours: 24)
    scenario.calendar.days = 31
    scenario.calendar.warmUp = 86_400
    let simulator = Simulator(model: try scenario.model())
    return try (0..<runs).map { try simulate(with: simulator, seed: seed, replication: $0) }
  }

  /// The distance of a mean from a value, in standard errors.
  private func z(_ runs: [Tallies], _ value: Double, _ read: (Tallies) -> Double) -> Double {
    let values = runs.map(read)
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    return (mean - value) / (variance / Double(values.count)).squareRoot()
  }

  @Test("Ten agents, 6 erl of calls and 2 erl of mails: the calls do not see the mails")
  func exact() throws {
    let runs = try steady(calls: 90, mails: 30, agents: 10, talk: 240, work: 240)
    let scores = [
      z(runs, 0.1013) { $0.total(1).queued / $0.total(1).offered },
      z(runs, 6.078) { $0.total(1).waitAnswered / $0.total(1).answered },
      z(runs, 418.173) {
        let mails = $0.total(0)
        return (mails.waitAnswered + mails.talkTime + $0.interruptions[0].waited) / mails.answered
      },
    ]
    #expect(scores.allSatisfy { abs($0) < 3.5 })
  }

  @Test("Impatient calls and unlike times")
  func impatient() throws {
    let runs = try steady(
      calls: 60, mails: 200, agents: 10, talk: 240, work: 90, patience: .exponential(mean: 15))
    let scores = [
      z(runs, 0.006201946) { $0.total(1).queued / $0.total(1).offered },
      z(runs, 0.0039540224) { $0.total(1).abandoned / $0.total(1).offered },
      z(runs, 256.700724) {
        let mails = $0.total(0)
        return (mails.waitAnswered + mails.talkTime + $0.interruptions[0].waited) / mails.answered
      },
      z(runs, 0.20042394) { $0.interruptions[0].interruptions / $0.total(0).answered },
      z(runs, 0.32571825) { 1 - $0.total(0).queued / $0.total(0).offered },
    ]
    #expect(scores.allSatisfy { abs($0) < 3.5 })
  }
}
