import ContactCenter
import Testing

@Suite("Campaigns: lists, attempts, and who answers")
struct CampaignTests {
  /// A campaign of a type of its own, and agents who serve it.
  private func scenario(
    agents count: Int, hours: Double = 2, talk: Distribution = .constant(100),
    _ change: (inout Scenario.Campaign) -> Void = { _ in }
  ) -> Scenario {
    var scenario = center(hours: hours)
    var type = Scenario.ContactType(name: "people")
    type.talk = .init(talk)
    scenario.contactTypes = [type]
    scenario.agentGroups = [agents(count, serving: ["people"])]
    var campaign = Scenario.Campaign(name: "survey", type: "people")
    campaign.dropAfter = 0
    change(&campaign)
    scenario.campaigns = [campaign]
    return scenario
  }

  private func tally(_ scenario: Scenario, seed: UInt64 = 1) throws -> CampaignTally {
    try simulate(scenario, seed: seed).campaigns[0]
  }

  // MARK: One record after another

  @Test("A progressive dialer has one line for each idle agent, and drops nobody")
  func progressive() throws {
    let scenario = scenario(agents: 1) {
      $0.list.size = 3
      $0.setup = .constant(2)
    }
    let story = try Story(scenario)
    #expect(story.times(.isDialed) == [0, 112, 224])
    #expect(story.times(.isReached) == [12, 124, 236])
    #expect(story.times(.endsTalk) == [112, 224, 336])
    let tallies = try simulate(scenario)
    let tally = tallies.campaigns[0]
    #expect(tally.dials == 3 && tally.humans == 3 && tally.connected == 3 && tally.rightParties == 3)
    #expect(tally.lineTime == 336 && tally.dialTime == 36 && tally.idleBefore == 36)
    #expect(tally.dialingIntegral == 36 && tally.time == 7200)
    #expect(tally.records == 3 && tally.reached == 3 && tally.fresh == 0)
    #expect(tallies.total().fresh == 3 && tallies.total().answered == 3 && tallies.total().attempts == 3)
    #expect(tallies.total().personsServed == 3 && tallies.total().talkTime == 300)
  }

  @Test("Who is not reached is dialed again after the gap of what came of it, as often as allowed")
  func retries() throws {
    let scenario = scenario(agents: 1, hours: 4) {
      $0.list.size = 1
      $0.list.answers.human = 0
      $0.rings.timeOut = 20
      $0.retries.attempts = 3
      $0.retries.nobody = .constant(1000)
    }
    let story = try Story(scenario)
    #expect(story.times(.isDialed) == [0, 1020, 2040] && story.count(.isNotReached) == 3)
    let tally = try tally(scenario)
    #expect(tally.nobody == 3 && tally.exhausted == 1 && tally.dials1 == 1 && tally.dials3 == 1)
    #expect(try simulate(scenario).total().attempts == 0)
  }

  @Test("Each result has its own ringing, gap and end")
  func results() throws {
    var busy = scenario(agents: 1, hours: 1) {
      $0.list.size = 1
      $0.list.answers = .init()
      $0.list.answers.human = 0
      $0.list.answers.busy = 1
      $0.retries.attempts = 2
      $0.retries.busy = .constant(500)
    }
    #expect(try Story(busy).times(.isNotReached) == [3, 506])
    busy.campaigns[0].retries.busy = .never
    #expect(try tally(busy).closed == 1 && tally(busy).busy == 1)
    busy.campaigns[0].list.answers.busy = 0
    busy.campaigns[0].list.answers.invalid = 1
    #expect(try tally(busy).invalidRecords == 1)
    busy.campaigns[0].list.answers.invalid = 0
    busy.campaigns[0].list.answers.machine = 1
    busy.campaigns[0].machine = .init(talk: .constant(8))
    busy.campaigns[0].retries.machine = .never
    let machine = try tally(busy)
    #expect(machine.machineCalls == 1 && machine.connected == 0 && machine.lineTime == 28)
    busy.campaigns[0].detection = .init()
    busy.campaigns[0].detection?.machineConnected = 0
    let heard = try tally(busy)
    #expect(heard.machineCalls == 0 && heard.lineTime == 22 && heard.closed == 1)
  }

  @Test("A person taken for a machine is a silent call; the analysis delays all others")
  func detection() throws {
    var scenario = scenario(agents: 1, hours: 1) {
      $0.list.size = 1
      $0.detection = .init()
      $0.detection?.analysis = .constant(3)
      $0.detection?.humanHungUp = 1
      $0.retries.attempts = 1
    }
    let silent = try tally(scenario)
    #expect(silent.humans == 1 && silent.silent == 1 && silent.connected == 0 && silent.exhausted == 1)
    #expect(silent.liveAnswers == 0 && silent.lineTime == 13)
    scenario.campaigns[0].detection?.humanHungUp = 0
    scenario.campaigns[0].lateAfter = 2
    let late = try tally(scenario)
    #expect(late.connected == 1 && late.late == 1 && late.dialTime == 13)
  }

  @Test("Wrong parties and machines take their own time and come back after their own gap")
  func parties() throws {
    let scenario = scenario(agents: 1, hours: 1) {
      $0.list.size = 1
      $0.list.rightParty = 0
      $0.wrongParty = .init(talk: .constant(30))
      $0.wrongParty?.wrapUp = .constant(10)
      $0.retries.attempts = 2
      $0.retries.wrongParty = .constant(600)
    }
    let story = try Story(scenario)
    #expect(story.times(.endsTalk) == [40, 680] && story.times(.endsWrapUp) == [50, 690])
    let tally = try tally(scenario)
    #expect(tally.connected == 2 && tally.rightParties == 0 && tally.exhausted == 1)
    #expect(tally.contacts1 == 1 && tally.contacts2 == 1)
  }

  // MARK: Drops

  @Test("Who answers while no agent is free is dropped at once, or after a wait, with a message or without")
  func drops() throws {
    var scenario = scenario(agents: 1, hours: 1) {
      $0.list.size = 2
      $0.dialer.kind = .ratio
      $0.dialer.linesPerAgent = 2
      $0.retries.dropped = .never
    }
    let tallies = try simulate(scenario)
    #expect(tallies.campaigns[0].dropped == 1 && tallies.campaigns[0].connected == 1)
    #expect(tallies.total().disconnected == 1 && tallies.total().personsLost == 1)
    #expect(tallies.campaigns[0].lineTime == 120 && tallies.dialing[0].dropped == 1)
    scenario.campaigns[0].message = 8
    #expect(try tally(scenario).lineTime == 128 && Story(scenario).times(.isDisconnected) == [18])
    #expect(try simulate(scenario).total().waitOther == 0)
    scenario.campaigns[0].dropAfter = 100
    #expect(try tally(scenario).dropped == 0 && tally(scenario).connected == 2)
    scenario.campaigns[0].dropAfter = 99
    #expect(try tally(scenario).dropped == 1 && Story(scenario).times(.isDisconnected) == [117])
    scenario.contactTypes[0].patience = .init(.constant(20))
    #expect(try tally(scenario).hungUp == 1 && tally(scenario).dropped == 0)
  }

  @Test("Agents who leave while it rings leave their answers to be dropped")
  func leaving() throws {
    var scenario = scenario(agents: 1, hours: 2) {
      $0.list.size = 1
      $0.rings.human = .constant(100)
      $0.rings.timeOut = 200
      $0.retries.attempts = 1
    }
    scenario.agentGroups[0].staffing = .counts([.init(time: 0, agents: 1), .init(time: 60, agents: 0)])
    #expect(try tally(scenario).dropped == 1 && tally(scenario).exhausted == 1)
  }

  // MARK: Hours

  @Test(
    "Windows go by the clocks of those who are called; an attempt ends with its window, and its record is not lost"
  )
  func windows() throws {
    var scenario = scenario(agents: 1, hours: 3) {
      $0.list.size = 1
      $0.window = .init(from: 3600, to: 7200)
    }
    #expect(try Story(scenario).times(.isDialed) == [3600])
    scenario.campaigns[0].list.segments = [.init(name: "east", share: 1)]
    scenario.campaigns[0].list.segments[0].ahead = 1800
    #expect(try Story(scenario).times(.isDialed) == [1800])
    scenario.campaigns[0].list.segments[0].ahead = -3600
    #expect(try Story(scenario).times(.isDialed) == [7200])
    scenario.campaigns[0].list.segments[0].ahead = 0
    scenario.campaigns[0].rings.human = .constant(4000)
    scenario.campaigns[0].rings.timeOut = 5000
    let cut = try tally(scenario)
    #expect(cut.cut == 1 && cut.open == 1 && cut.humans == 0 && cut.lineTime == 3600)
    // The center's own closing does the same, and agents go home with nobody on the line.
    scenario.campaigns[0].window = nil
    scenario.campaigns[0].rings.human = .constant(20_000)
    scenario.campaigns[0].rings.timeOut = 30_000
    #expect(try tally(scenario).cut == 1 && tally(scenario).lineTime == 10_800)
  }

  @Test("A list that is dry for a while goes on when records are due; a day's cap puts them off")
  func recycling() throws {
    var scenario = scenario(agents: 1, hours: 6) {
      $0.list.size = 1
      $0.list.answers.human = 0
      $0.rings.timeOut = 20
      $0.retries.attempts = 4
      $0.retries.nobody = .constant(600)
      $0.retries.perDay = 2
    }
    scenario.calendar.days = 2
    #expect(try Story(scenario).times(.isDialed) == [0, 620, 86_400, 87_020])
  }

  @Test("A quota ends the campaign")
  func quota() throws {
    let scenario = scenario(agents: 1, hours: 2) {
      $0.list.size = 100
      $0.quota = 3
    }
    let tally = try tally(scenario)
    #expect(tally.successes == 3 && tally.dials == 3 && tally.fresh == 97)
  }

  // MARK: Agents and lines

  @Test("Manual and preview dialing hold the agent from the first to the last")
  func held() throws {
    var scenario = scenario(agents: 1, hours: 1) {
      $0.list.size = 2
      $0.dialer.kind = .manual
      $0.list.answers.human = 0
      $0.rings.timeOut = 20
      $0.retries.attempts = 1
    }
    var tallies = try simulate(scenario)
    #expect(tallies.campaigns[0].agentDialing == 40 && tallies.campaigns[0].exhausted == 2)
    #expect(tallies.group().handling == 40)
    scenario.campaigns[0].dialer.kind = .preview
    scenario.campaigns[0].dialer.preview = .constant(30)
    scenario.campaigns[0].list.answers.human = 1
    tallies = try simulate(scenario)
    #expect(try Story(scenario).times(.startsTalk) == [40, 180])
    #expect(tallies.campaigns[0].agentDialing == 80 && tallies.campaigns[0].connected == 2)
    #expect(tallies.campaigns[0].lineTime == 220 && tallies.group().answered == 2)
  }

  @Test("Lines are shared with those who call in, and a full group stops the dialing")
  func lines() throws {
    var scenario = scenario(agents: 5, hours: 1) {
      $0.list.size = 4
      $0.trunks = "lines"
    }
    scenario.trunkGroups = [.init(name: "lines", lines: 2)]
    scenario.contactTypes.append(calls(at: [5], talk: 50))
    scenario.contactTypes[1].trunks = "lines"
    scenario.agentGroups = [agents(5, serving: ["people", "calls"])]
    let tallies = try simulate(scenario)
    #expect(tallies.total(1).blockedByTrunks == 1 && tallies.campaigns[0].connected == 4)
    #expect(tallies.campaigns[0].lineRefused > 0 && tallies.trunk().seized == 4)
  }

  @Test("A campaign without agents plays its message on as many lines as it has")
  func agentless() throws {
    var scenario = scenario(agents: 1, hours: 1) {
      $0.list.size = 6
      $0.dialer.kind = .agentless
      $0.mostLines = 2
      $0.message = 20
    }
    scenario.contactTypes.append(calls(at: [0], talk: 50))
    scenario.agentGroups = [agents(1, serving: ["calls"])]
    let tallies = try simulate(scenario)
    #expect(tallies.campaigns[0].connected == 6 && tallies.campaigns[0].reached == 6)
    #expect(tallies.campaigns[0].lineTime == 180 && tallies.total().offered == 0)
    #expect(try Story(scenario).times(.isDialed) == [0, 0, 30, 30, 60, 60])
  }

  @Test("A reserve stays idle; those who call in come first and are not made to wait by dialing")
  func reserve() throws {
    var scenario = scenario(agents: 3, hours: 1, talk: .constant(7200)) {
      $0.list.size = 10
      $0.reserve = 2
    }
    scenario.contactTypes.append(calls(at: [100, 200], talk: 50))
    scenario.agentGroups = [agents(3, serving: ["people", "calls"])]
    let tallies = try simulate(scenario)
    #expect(tallies.campaigns[0].connected == 1 && tallies.total(1).waitAnswered == 0)
    scenario.campaigns[0].reserve = 0
    #expect(try simulate(scenario).campaigns[0].connected == 3)
  }

  @Test("Who waits for its agents pauses a campaign")
  func pause() throws {
    // Half of the agents serve calls alone, so that some of the campaign's are idle while calls wait.
    var scenario = scenario(agents: 1, hours: 1) { $0.list.size = 5 }
    scenario.contactTypes.append(calls(at: [0, 0, 0], talk: 1000))
    scenario.agentGroups = [
      agents(1, "both", serving: ["people", "calls"]), agents(1, "own", serving: ["people"]),
    ]
    #expect(try Story(scenario).times(.isDialed).first == 0)
    scenario.campaigns[0].pauseAt = 1
    let paused = try simulate(scenario)
    #expect(paused.campaigns[0].connected + paused.campaigns[0].dropped == 5 && paused.total(1).answered == 3)
    let dialed = try Story(scenario).times(.isDialed)
    #expect(dialed.allSatisfy { $0 == 0 || $0 >= 2000 }, "\(dialed)")
  }

  @Test("Several campaigns share agents by their weights")
  func weights() throws {
    var scenario = scenario(agents: 30, hours: 8) { $0.weight = 2 }
    scenario.contactTypes.append(Scenario.ContactType(name: "others"))
    scenario.contactTypes[1].talk = .init(.constant(100))
    scenario.agentGroups = [agents(30, serving: ["people", "others"])]
    var other = Scenario.Campaign(name: "other", type: "others")
    other.dropAfter = 0
    scenario.campaigns.append(other)
    let tallies = try simulate(scenario)
    #expect(tallies.campaigns[0].dropped == 0 && tallies.campaigns[1].dropped == 0)
    let ratio = tallies.campaigns[0].dials / tallies.campaigns[1].dials
    #expect(abs(ratio - 2) < 0.1, "\(ratio)")
  }

  @Test("Campaigns that never stop still end: no answers, many lines, a limit of nothing")
  func extremes() throws {
    for kind in Scenario.Dialer.Kind.allCases where kind != .agentless {
      let scenario = scenario(agents: 4, hours: 1, talk: .exponential(mean: 60)) {
        $0.list.answers.human = 0.3
        $0.dialer.kind = kind
        $0.dialer.linesPerAgent = 1000
        $0.dialer.dropLimit = 0
        $0.mostLines = 50
        $0.dropAfter = 1
      }
      let tally = try tally(scenario)
      #expect(tally.dials > 50, "\(kind)")
      #expect(kind != .predictive || tally.dropped == 0)
    }
    let silence = scenario(agents: 4, hours: 1) { $0.list.answers.human = 0 }
    #expect(try tally(silence).connected == 0 && tally(silence).dials > 100)
  }
}
