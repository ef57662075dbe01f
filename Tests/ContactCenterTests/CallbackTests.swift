import ContactCenter
import Testing

@Suite("Callers who are called back")
struct CallbackTests {
  // MARK: One thing at a time

  /// One agent and calls at exactly these moments, who all accept.
  private func desk(
    at times: [Seconds], hours: Double = 2, agents count: Int = 1, _ change: (inout Scenario.Callback) -> Void
  ) -> Scenario {
    var scenario = center(hours: hours)
    scenario.contactTypes = [calls(at: times)]
    scenario.agentGroups = [agents(count)]
    scenario.queues = [Scenario.Queue(name: "calls")]
    var callback = Scenario.Callback()
    callback.acceptance = .probability(1)
    callback.dialing.ring = 0
    callback.dialing.timeOut = 25
    change(&callback)
    scenario.queues[0].callback = callback
    return scenario
  }

  @Test("A ticket keeps its place, without line and patience")
  func placeKept() throws {
    var scenario = desk(at: [0, 10, 20]) { $0.offer.after = [5] }
    scenario.contactTypes[0].patience = .init(.constant(50))
    scenario.trunkGroups = [Scenario.TrunkGroup(name: "lines", lines: 10)]
    scenario.contactTypes[0].trunks = "lines"
    let story = try Story(scenario)
    #expect(story.times(.acceptsCallback) == [15, 25])
    #expect(story.times(.startsTalk) == [0, 100, 200])
    #expect(story.times(.releasesLine) == [15, 25, 100])
    #expect(story.served == [0, 1, 2])
    let tallies = try simulate(scenario)
    let tally = tallies.callbacks[0]
    #expect((tally.offers, tally.accepted, tally.connected) == (2, 2, 2))
    #expect(tally.delay == 85 + 175)
    #expect(tally.openIntegral == 260 && tally.time == 7200)
    #expect(tallies.total().answered == 1 && tallies.total().calledBack == 2)
    #expect(tallies.total().personsServed == 3)
    #expect(tallies.total().talkTime == 100 && tally.handleTime == 200)
  }

  @Test("A customer who is not there is dialed again after a gap and is still the first")
  func attempts() throws {
    let scenario = desk(at: [0, 10, 20, 30]) {
      $0.dialing.reach = [0, 1]
      $0.dialing.ring = 10
      $0.dialing.gap = .constant(60)
      $0.offer.share = 1
      $0.offer.whenQueue = 0
      $0.dialing.attempts = 2
    }
    let story = try Story(scenario)
    // At 100 the agent dials the first in vain, then the second and the third, 25 s each; the first is due
    // again at 185.
    #expect(story.times(.isDialed) == [100, 125, 150, 185, 295, 405])
    #expect(story.times(.isNotReached) == [125, 150, 175])
    #expect(story.times(.startsTalk) == [0, 195, 305, 415])
    #expect(story.served == [0, 1, 2, 3])
    let tally = try simulate(scenario).callbacks[0]
    #expect((tally.dials, tally.reached, tally.agentDialing) == (6, 3, 105))
    #expect(tally.lineTime == 105 + 300)
  }

  @Test("Tickets fail after the last attempt, or end with a message")
  func failures() throws {
    let failing = desk(at: [0, 10]) {
      $0.dialing.reach = [0, 1]
      $0.dialing.attempts = 1
    }
    var tally = try simulate(failing).callbacks[0]
    #expect((tally.failed, tally.connected, tally.otherDelay) == (1, 0, 115))
    let closing = desk(at: [0, 10]) {
      $0.dialing.reach = [0, 1]
      $0.dialing.machineShare = 1
      $0.dialing.machineTime = 40
      $0.dialing.messageCloses = true
    }
    let tallies = try simulate(closing)
    tally = tallies.callbacks[0]
    #expect((tally.messages, tally.dials, tally.otherDelay) == (1, 1, 130))
    #expect(tallies.total().personsLost == 1)
  }

  @Test("A list that comes after all who wait, with agents kept idle for others")
  func whenIdle() throws {
    // The second accepts, the third declines by its own queue.
    var scenario = desk(at: [0, 10]) { $0.kind = .whenIdle }
    scenario.contactTypes.append(calls("others", at: [20, 90], talk: 50))
    scenario.agentGroups = [agents(1, serving: ["calls", "others"])]
    var story = try Story(scenario)
    #expect(story.times(.startsTalk) == [0, 100, 150, 200])
    #expect(story.servedTypes == [0, 1, 1, 0])
    scenario = desk(at: [0, 1, 10], agents: 2) {
      $0.kind = .whenIdle
      $0.reserve = 1
    }
    story = try Story(scenario)
    // At 100 only one agent is idle, at 101 both.
    #expect(story.times(.startsTalk) == [0, 1, 101])
  }

  @Test("A promised time comes before all who wait, when it has come")
  func promised() throws {
    let scenario = desk(at: [0, 10, 20, 30]) {
      $0.kind = .promised
      $0.promise = 200
      $0.tolerance = 5
      $0.offer.share = 1
    }
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [0, 210, 310, 410])
    let tally = try simulate(scenario).callbacks[0]
    #expect((tally.connected, tally.promiseKept) == (3, 1))
  }

  @Test("Customers who are dialed first join at the head and may give up again")
  func customerFirst() throws {
    var scenario = desk(at: [0, 10, 20]) {
      $0.dialing.first = .customer
      $0.dialing.ring = 10
      $0.dialing.patience = .constant(30)
    }
    var story = try Story(scenario)
    // The first is dialed at 100 and the second, too, when he speaks: an agent is free for one only.
    #expect(story.times(.isDialed) == [100, 210])
    #expect(story.times(.startsTalk) == [0, 110, 220])
    var tally = try simulate(scenario).callbacks[0]
    #expect((tally.agentDialing, tally.lineTime, tally.connected) == (0, 220, 2))
    // Somebody else takes the agent while it rings; who answered waits 30 s.
    scenario.contactTypes.append(calls("others", at: [105]))
    scenario.agentGroups = [agents(1, serving: ["calls", "others"])]
    story = try Story(scenario)
    #expect(story.times(.isReached) == [110, 215])
    tally = try simulate(scenario).callbacks[0]
    #expect((tally.abandoned, tally.connected) == (1, 1))
  }

  @Test("A button on a page: a ticket though an agent is idle, with lines that may all be taken")
  func everyone() throws {
    var scenario = desk(at: [0, 5], agents: 2) {
      $0.offer.to = .everyone
      $0.initialDelay = 30
      $0.trunks = "out"
    }
    scenario.trunkGroups = [Scenario.TrunkGroup(name: "out", lines: 1)]
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [30, 135])
    let tallies = try simulate(scenario)
    #expect(tallies.callbacks[0].lineRefused == 10)
    #expect(tallies.trunk().busyIntegral == 200)
  }

  @Test("Closing: tickets are carried over, dropped or worked off")
  func closing() throws {
    func tally(_ end: Scenario.Callback.AtClosing, _ kind: Scenario.Callback.Kind) throws -> CallbackTally {
      var scenario = desk(at: [3590, 3591, 3592], hours: 1) {
        $0.kind = kind
        $0.atClosing = end
      }
      scenario.calendar.days = 2
      scenario.calendar.closing = .drain
      let tallies = try simulate(scenario)
      return tallies.callbacks[0]
    }
    for kind in [Scenario.Callback.Kind.virtualHold, .whenIdle] {
      let carried = try tally(.carriedOver, kind)
      #expect((carried.connected, carried.delay) == (2, 86_400.0 - 3591 + 86_500 - 3592))
      let dropped = try tally(.dropped, kind)
      #expect((dropped.connected, dropped.dropped, dropped.otherDelay) == (0, 2, 17))
      let worked = try tally(.workedOff, kind)
      #expect((worked.connected, worked.delay) == (2, 99 + 198))
    }
  }

  @Test("Offers are made by queue, by expected wait, until some time before closing, to a share")
  func offers() throws {
    let times = (0..<20).map { Seconds($0) }
    func offers(_ change: (inout Scenario.Callback) -> Void) throws -> Double {
      let scenario = desk(at: times) {
        $0.acceptance = .probability(0)
        change(&$0)
      }
      return try simulate(scenario).callbacks[0].offers
    }
    #expect(try offers { _ in } == 19)
    #expect(try offers { $0.offer.whenQueue = 5 } == 14)
    // (waiting + 1) × 100 s for one agent.
    #expect(try offers { $0.offer.whenExpectedWait = 300 } == 17)
    #expect(try offers { $0.offer.untilBeforeClosing = 7191 } == 9)
    #expect(try offers { $0.offer.after = [0, 150] } == 19 + 18)
    let shared = try offers { $0.offer.share = 0.5 }
    #expect(shared > 3 && shared < 16)
  }

  @Test("Who declines or never gets an offer waits as if there were none, bit for bit")
  func samePath() throws {
    var scenario = oneQueue(perHour: 100, agents: 5, patience: .exponential(mean: 200))
    scenario.queues = [Scenario.Queue(name: "calls")]
    let plain = try simulate(scenario, seed: 5)
    for change: (inout Scenario.Callback) -> Void in [
      { $0.acceptance = .probability(0) },
      { $0.offer.whenExpectedWait = 1e6 },
      { $0.offer.share = 0 },
      {
        $0.acceptance = .probability(0)
        $0.kind = .whenIdle
      },
    ] {
      var callback = Scenario.Callback()
      change(&callback)
      scenario.queues[0].callback = callback
      var offered = try simulate(scenario, seed: 5)
      #expect(offered.callbacks[0].accepted == 0)
      offered.outcomes = plain.outcomes
      #expect(offered == plain)
    }
  }

  @Test("Wild centers with callbacks keep the laws of conservation")
  func conservation() throws {
    for seed in UInt64(1)...24 {
      var scenario = center(hours: 10, days: 2, warmUp: seed % 4 == 3 ? 1800 : 0)
      var first = calls(
        "calls", perHour: 90, talk: .exponential(mean: 300), patience: .exponential(mean: 120))
      first.wrapUp = .init(.exponential(mean: 40))
      first.hold = .init(probability: 0.3, length: .exponential(mean: 30))
      first.trunks = "lines"
      first.redialAfterAbandon = .init(probabilities: [0.3], delay: .exponential(mean: 300))
      var second = calls("others", perHour: 40, patience: .exponential(mean: 90))
      if seed % 2 == 0 {
        second.transfers = [
          .init(kind: .warm, probability: 0.1, to: "calls", together: .exponential(mean: 20)),
          .init(kind: .conference, probability: 0.1, to: "calls", together: .exponential(mean: 20)),
        ]
      }
      scenario.contactTypes = [first, second]
      scenario.trunkGroups = [
        Scenario.TrunkGroup(name: "lines", lines: 30), Scenario.TrunkGroup(name: "out", lines: 3),
      ]
      scenario.queues = ["calls", "others"].map { Scenario.Queue(name: $0) }
      scenario.queues[0].steps = [
        .init(after: 30, action: .announcement(hangUp: 0.1, patienceFactor: 0.8)),
        .init(after: 200, action: .overflow(to: "others")),
      ]
      for queue in 0...1 {
        var callback = Scenario.Callback()
        callback.kind = Scenario.Callback.Kind.allCases[(Int(seed) + queue) % 3]
        callback.promise = 600
        callback.acceptance = .probability(0.6)
        callback.offer.after = seed % 2 == 0 ? [0, 60] : [20]
        callback.offer.to = seed % 5 == 0 ? .everyone : .waiting
        callback.capture = 10
        callback.initialDelay = seed % 3 == 0 ? 30 : 0
        callback.reserve = callback.kind == .whenIdle && seed % 2 == 1 ? 1 : 0
        callback.dialing.first = seed / 3 % 2 == 0 ? .agent : .customer
        callback.dialing.reach = [0.6, 0.4]
        callback.dialing.machineShare = 0.4
        callback.dialing.messageCloses = seed % 2 == 0
        callback.dialing.busyShare = 0.2
        callback.dialing.gap = .exponential(mean: 400)
        callback.dialing.patience = .exponential(mean: 25)
        callback.trunks = "out"
        callback.atClosing = Scenario.Callback.AtClosing.allCases[(Int(seed) / 2) % 3]
        if seed % 4 == 0 {
          callback.callsAgain = .init(rate: 1.0 / 900)
          callback.callsAgain?.after = seed % 8 == 0 ? 0 : nil
          callback.callsAgain?.cancelled = .allCases[Int(seed) / 4 % 3]
        }
        if seed % 6 == 0 { callback.expiresAfter = 3000 }
        scenario.queues[queue].callback = callback
      }
      if seed % 7 == 0 { scenario.queues[1].callback = nil }
      scenario.calendar.closing = seed % 3 == 1 ? .sendAway : .drain
      var group = agents(1, serving: ["calls", "others"])
      group.staffing = .counts([
        .init(time: 0, agents: 10), .init(time: 7200, agents: 7), .init(time: 14_400, agents: 11),
        .init(time: 35_000, agents: 4),
      ])
      group.alert = .constant(4)
      group.noAnswer = .init(probability: 0.1, after: 12, away: 60)
      scenario.agentGroups = [group]
      let tallies = try simulate(scenario, seed: seed)
      #expect(tallies.callbacks[0].connected > 20, "seed \(seed)")
    }
  }

  @Test("Bad callbacks are refused")
  func checks() {
    func problems(_ change: (inout Scenario.Callback) -> Void) -> [String] {
      do { _ = try desk(at: [0], change).model() } catch { return error.problems.map(\.path) }
      return []
    }
    #expect(problems { _ in }.isEmpty)
    #expect(problems { $0.kind = .promised } == ["queues[0].callback.promise"])
    #expect(problems { $0.reserve = 1 } == ["queues[0].callback.reserve"])
    #expect(problems { $0.offer.after = [10, 5] } == ["queues[0].callback.offer.after[1]"])
    #expect(problems { $0.acceptance = .probability(1.5) } == ["queues[0].callback.accepts"])
    #expect(problems { $0.dialing.reach = [0] } == ["queues[0].callback.dialing.reach"])
    #expect(problems { $0.dialing.attempts = 0 } == ["queues[0].callback.dialing.attempts"])
    #expect(problems { $0.trunks = "nowhere" } == ["queues[0].callback.trunks"])
    #expect(
      problems {
        $0.kind = .whenIdle
        $0.reserve = 1
      } == ["queues[0].callback.reserve"])
    #expect(
      problems {
        $0.dialing.machineShare = 0.7
        $0.dialing.busyShare = 0.7
      } == ["queues[0].callback.dialing"])
  }

  // MARK: Exact values

  /// Calls with offers at entry to all who find no agent, dialed at once and always reached.
  private func steady(
    perHour: Double, agents count: Int, talk: Seconds, patience: Distribution = .never, within: Seconds = 20,
    days: Int = 30, _ change: (inout Scenario.Callback) -> Void
  ) throws -> [Tallies] {
    var scenario = center(days: days, warmUp: 36_000)
    scenario.contactTypes = [calls(perHour: perHour, talk: .exponential(mean: talk), patience: patience)]
    scenario.serviceLevel.acceptableWait = within
    scenario.agentGroups = [agents(count)]
    scenario.queues = [Scenario.Queue(name: "calls")]
    var callback = Scenario.Callback()
    callback.dialing.ring = 0
    change(&callback)
    scenario.queues[0].callback = callback
    return try replications(scenario)
  }

  private func replications(_ scenario: Scenario, seed: UInt64 = 11) throws -> [Tallies] {
    let simulator = Simulator(model: try scenario.model())
    return try (0..<16).map { try simulate(with: simulator, seed: seed, replication: $0) }
  }

  /// Whether the mean is within 3.5 standard errors of the exact value.
  private func expect(
    _ runs: [Tallies], _ exact: Double, _ name: String, _ location: SourceLocation = #_sourceLocation,
    _ value: (Tallies) -> Double
  ) {
    let values = runs.map(value)
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
    let z = (mean - exact) / error
    #expect(abs(z) < 3.5, "\(name): \(mean) for \(exact), z \(z)", sourceLocation: location)
  }

  @Test("Offers from a queue of two on, a list that comes last: exact chain")
  func listWhenQueue() throws {
    let runs = try steady(perHour: 100, agents: 6, talk: 200, patience: .exponential(mean: 300)) {
      $0.kind = .whenIdle
      $0.offer.whenQueue = 2
      $0.acceptance = .probability(0.6)
      $0.talk = .exponential(mean: 240)
    }
    expect(runs, 0.13024619382632563, "p_callback") { $0.total().callbacks / $0.total().offered }
    expect(runs, 0.08594904190859148, "p_abandon") { $0.total().abandoned / $0.total().offered }
    expect(runs, 0.6546727518789723, "p_all_busy") { $0.total().queued / $0.total().offered }
    expect(runs, 641.3807127516926, "delay") { $0.callbacks[0].delay / $0.callbacks[0].connected }
    expect(runs, 2.320483239708995, "list") { $0.callbacks[0].openIntegral / $0.callbacks[0].time }
    expect(runs, 0.7162420159049289, "queue") { $0.queueInside.lengthIntegral / $0.callbacks[0].time }
    expect(runs, 0.8704631452376607, "occupancy") { $0.groupInside.handling / $0.callbacks[0].time / 6 }
  }

  @Test("The same with one agent kept idle for callers")
  func listWithReserve() throws {
    let runs = try steady(perHour: 130, agents: 8, talk: 200, patience: .exponential(mean: 200)) {
      $0.kind = .whenIdle
      $0.offer.whenQueue = 3
      $0.acceptance = .probability(0.8)
      $0.reserve = 1
      $0.talk = .exponential(mean: 180)
    }
    expect(runs, 0.05588999633155847, "p_callback") { $0.total().callbacks / $0.total().offered }
    expect(runs, 0.07449776170570761, "p_abandon") { $0.total().abandoned / $0.total().offered }
    expect(runs, 561.9433770808154, "delay") { $0.callbacks[0].delay / $0.callbacks[0].connected }
    expect(runs, 0.8304772293468594, "occupancy") { $0.groupInside.handling / $0.callbacks[0].time / 8 }
  }

  @Test("Place-keeping virtual hold moves nobody: M/M/n")
  func virtualHold() throws {
    let runs = try steady(perHour: 100, agents: 6, talk: 200, within: 300, days: 60) {
      $0.acceptance = .probability(0.5)
    }
    expect(runs, 0.8040360801951647, "p_wait") { $0.total().queued / $0.total().offered }
    expect(runs, 361.8162360878239, "asa_all") {
      ($0.total().waitAnswered + $0.callbacks[0].delay) / $0.total().offered
    }
    expect(runs, 0.5871941121079406, "sl_offered") {
      ($0.total().answeredWithin + $0.callbacks[0].connectedWithin) / $0.total().offered
    }
    expect(runs, 450, "ticket delay") { $0.callbacks[0].delay / $0.callbacks[0].connected }
    expect(runs, 5.025225501219776, "tickets held") { $0.callbacks[0].openIntegral / $0.callbacks[0].time }
  }

  @Test("Virtual hold beside callers who give up: exact chain")
  func virtualHoldWithAbandonment() throws {
    let runs = try steady(
      perHour: 110, agents: 6, talk: 200, patience: .exponential(mean: 90), within: 300
    ) { $0.acceptance = .probability(0.6) }
    expect(runs, 0.6339641490323945, "p_wait") { $0.total().queued / $0.total().offered }
    expect(runs, 0.146260187076699, "p_abandon") { $0.total().abandoned / $0.total().offered }
    expect(runs, 110.43370874739098, "ticket delay") { $0.callbacks[0].delay / $0.callbacks[0].connected }
    expect(runs, 1.2835352234930688, "tickets held") { $0.callbacks[0].openIntegral / $0.callbacks[0].time }
    expect(runs, 51.909153131900055, "decliners") {
      ($0.total().waitAnswered + $0.total().waitAbandoned) / ($0.total().queued - $0.total().callbacks)
    }
    expect(runs, 0.834685748819791, "sl_offered") {
      ($0.total().answeredWithin + $0.callbacks[0].connectedWithin) / $0.total().offered
    }
  }

  /// Two classes by a coin: one calls, the other is called back from a list that comes last.
  private func twoClasses(
    perHour: Double, share: Double, agents count: Int, talk: Seconds, callbackTalk: Seconds,
    patience: Distribution, within: Seconds, limit: Seconds
  ) throws -> [Tallies] {
    var scenario = center(days: 30, warmUp: 36_000)
    scenario.contactTypes = [
      calls("calls", perHour: perHour * (1 - share), talk: .exponential(mean: talk), patience: patience),
      calls("others", perHour: perHour * share, talk: .exponential(mean: callbackTalk)),
    ]
    scenario.serviceLevel.acceptableWait = within
    scenario.agentGroups = [agents(count, serving: ["calls", "others"])]
    scenario.queues = ["calls", "others"].map { Scenario.Queue(name: $0) }
    var callback = Scenario.Callback()
    callback.kind = .whenIdle
    callback.acceptance = .probability(1)
    callback.promise = limit
    callback.dialing.ring = 0
    scenario.queues[1].callback = callback
    return try replications(scenario)
  }

  @Test("A second class by a coin, callers patient: priority queue")
  func secondClass() throws {
    let runs = try twoClasses(
      perHour: 100, share: 0.5, agents: 6, talk: 200, callbackTalk: 200, patience: .never, within: 20,
      limit: 600)
    expect(runs, 49.90568773625159, "asa_inbound") { $0.total().waitAnswered / $0.total().offered }
    expect(runs, 673.7267844393964, "delay") { $0.callbacks[1].delay / $0.total(1).offered }
    expect(runs, 0.41744597855694054, "sl_inbound") { $0.total().answeredWithin / $0.total().offered }
    expect(runs, 9.357316450547117, "list") { $0.callbacks[1].openIntegral / $0.callbacks[1].time }
    expect(runs, 0.3814179814469607, "late") {
      ($0.callbacks[1].connected - $0.callbacks[1].promiseKept) / $0.total(1).offered
    }
  }

  @Test("A second class whose calls take longer, callers impatient: exact chain")
  func secondClassUnlike() throws {
    let runs = try twoClasses(
      perHour: 90, share: 0.3, agents: 6, talk: 200, callbackTalk: 240, patience: .exponential(mean: 120),
      within: 20, limit: 600)
    expect(runs, 17.73352109591814, "asa_inbound") {
      ($0.total().waitAnswered + $0.total().waitAbandoned) / $0.total().offered
    }
    expect(runs, 78.57474320888794, "delay") { $0.callbacks[1].delay / $0.total(1).offered }
    expect(runs, 0.1477793424659845, "p_abandon") { $0.total().abandoned / $0.total().offered }
    expect(runs, 0.6489570847154704, "sl_inbound") { $0.total().answeredWithin / $0.total().offered }
    expect(runs, 0.7971287168948428, "occupancy") { $0.groupInside.handling / $0.callbacks[1].time / 6 }
  }

  @Test("Attempts, machines and busy signals, the agent or the customer first: closed forms")
  func attemptsInTheMean() throws {
    for first in Scenario.Callback.Dialing.Order.allCases {
      let runs = try steady(perHour: 63, agents: 60, talk: 300, days: 10) {
        $0.offer.to = .everyone
        $0.acceptance = .probability(1)
        $0.initialDelay = 300
        $0.dialing.first = first
        $0.dialing.reach = [0.6, 0.4]
        $0.dialing.attempts = 5
        $0.dialing.ring = 8
        $0.dialing.timeOut = 30
        $0.dialing.gap = .exponential(mean: 3600)
        $0.dialing.machineShare = 0.4
        $0.dialing.machineTime = 23
        $0.dialing.messageCloses = true
        $0.dialing.busyShare = 0.1
        $0.dialing.busyTime = 3
        $0.atClosing = .workedOff
      }
      expect(runs, 0.747480576, "reached") { $0.callbacks[0].connected / $0.callbacks[0].ended }
      expect(runs, 1.36870144, "dials") { $0.callbacks[0].dials / $0.callbacks[0].ended }
      expect(runs, 0.2484883456, "messages") { $0.callbacks[0].messages / $0.callbacks[0].ended }
      expect(runs, 1376.8140374526602, "delay") { $0.callbacks[0].delay / $0.callbacks[0].connected }
      expect(runs, 245.443928576, "line") { $0.callbacks[0].lineTime / $0.callbacks[0].ended }
      let perTicket = first == .agent ? 245.443928576 : 224.2441728
      expect(runs, perTicket * 63 / 3600, "agents") { $0.groupInside.handling / $0.callbacks[0].time }
    }
  }

  @Test("Logit choice at an announced mean: fixed point")
  func announcedMean() throws {
    let runs = try steady(perHour: 100, agents: 6, talk: 200) {
      $0.kind = .whenIdle
      $0.acceptance = .logit(intercept: -1.5, perMinute: 1)
      $0.announced = 62.12685248043493
    }
    expect(runs, 0.3859064113402723, "share") { $0.callbacks[0].accepted / $0.callbacks[0].offers }
    expect(runs, 77.26873707627, "decliners") {
      $0.total().waitAnswered / ($0.total().queued - $0.total().callbacks)
    }
    expect(runs, 1043.127950529645, "delay") { $0.callbacks[0].delay / $0.callbacks[0].connected }
  }

  @Test("Logit choice by the queue's length, decliners impatient: exact chain")
  func announcedByQueue() throws {
    let runs = try steady(perHour: 130, agents: 6, talk: 200, patience: .exponential(mean: 90)) {
      $0.kind = .whenIdle
      $0.acceptance = .logit(intercept: -2, perMinute: 1.5)
    }
    expect(runs, 0.36754058953678903, "share") { $0.callbacks[0].accepted / $0.callbacks[0].offers }
    expect(runs, 30.776708762533787, "decliners") {
      ($0.total().waitAnswered + $0.total().waitAbandoned) / ($0.total().queued - $0.total().callbacks)
    }
    expect(runs, 1004.2285005862224, "delay") { $0.callbacks[0].delay / $0.callbacks[0].connected }
    expect(runs, 12.03454542524391, "list") { $0.callbacks[0].openIntegral / $0.callbacks[0].time }
    expect(runs, 0.3419634306948198, "abandoned") {
      $0.total().abandoned / ($0.total().queued - $0.total().callbacks)
    }
  }
}

extension Tallies {
  /// What became of callbacks, by type.
  var callbacks: [CallbackTally] { outcomes.map(\.callback) }

  /// Everything of the first group, and of the first queue, within the planned intervals.
  fileprivate var groupInside: AgentTally {
    var sum = AgentTally()
    for row in 0..<intervals { sum.add(groups[row]) }
    return sum
  }

  fileprivate var queueInside: QueueTally {
    var sum = QueueTally()
    for row in 0..<intervals { sum.add(queues[row]) }
    return sum
  }
}
