import ContactCenter
import Foundation
import Testing

@Suite("Callers who do not wait to be called back, and tickets that expire")
struct CallbackMatterTests {
  /// One agent and two calls; the second is promised a call, so many seconds after it came at 10.
  private func desk(
    promise: Seconds = 1000, talk: Seconds = 100, _ change: (inout Scenario.Callback) -> Void
  ) -> Scenario {
    var scenario = center(hours: 2)
    scenario.contactTypes = [calls(at: [0, 10], talk: talk)]
    scenario.agentGroups = [agents(1)]
    scenario.queues = [Scenario.Queue(name: "calls")]
    var callback = Scenario.Callback()
    callback.acceptance = .probability(1)
    callback.kind = .promised
    callback.promise = promise
    callback.dialing.ring = 10
    change(&callback)
    scenario.queues[0].callback = callback
    return scenario
  }

  private func again(
    after: Seconds, _ cancelled: Scenario.Callback.CallsAgain.Cancelling = .whenServed
  ) -> Scenario.Callback.CallsAgain {
    var again = Scenario.Callback.CallsAgain(rate: 1)
    (again.after, again.cancelled) = (after, cancelled)
    return again
  }

  @Test("Who calls in and is served is not called back: one person, two contacts")
  func cancelled() throws {
    for rule in [Scenario.Callback.CallsAgain.Cancelling.whenServed, .whenCalling] {
      let tallies = try simulate(desk { $0.callsAgain = again(after: 300, rule) })
      let tally = tallies.callbacks[0]
      #expect((tally.callsAgain, tally.cancelled, tally.ended, tally.dials) == (1, 1, 1, 0))
      #expect(tally.otherDelay > 300 && tally.otherDelay < 320)
      let total = tallies.total()
      #expect((total.answered, total.calledBack, total.repeats) == (2, 0, 1))
      #expect((total.fresh, total.personsServed, total.personsLost) == (2, 2, 0))
    }
  }

  @Test("A ticket that is not cancelled is dialed in vain")
  func inVain() throws {
    let scenario = desk {
      $0.callsAgain = again(after: 300, .never)
      $0.callsAgain?.notice = 20
    }
    let story = try Story(scenario)
    #expect(story.times(.isDialed) == [1010] && story.times(.endsUncalled) == [1040])
    let tallies = try simulate(scenario)
    let tally = tallies.callbacks[0]
    #expect((tally.superfluous, tally.dials, tally.wastedDials, tally.reached) == (1, 1, 1, 1))
    #expect(tally.agentDialing == 30)
    #expect(tallies.total().personsServed == 2)
  }

  @Test("Who calls in while he is being dialed is served once")
  func glare() throws {
    for rule in Scenario.Callback.CallsAgain.Cancelling.allCases {
      let scenario = desk(promise: 100) {
        $0.callsAgain = again(after: 110, rule)
        $0.dialing.ring = 60
        $0.dialing.attempts = 1
      }
      let story = try Story(scenario)
      #expect(story.times(.isDialed) == [110] && story.times(.isNotReached) == [170])
      #expect(story.times(.startsTalk) == [0, 170])
      let tallies = try simulate(scenario)
      let tally = tallies.callbacks[0]
      #expect((tally.connected, tally.wastedDials, tally.ended) == (0, 1, 1))
      // Where nothing is cancelled the only attempt has failed; the person is the one who is served.
      #expect(tally.cancelled == (rule == .never || rule == .whenServed ? 0 : 1))
      #expect((tallies.total().personsServed, tallies.total().personsLost) == (2, 0))
    }
  }

  @Test("An attempt to somebody who waits on the line meets the busy signal")
  func onLine() throws {
    // Dialed without an agent being there: his call waits for the only one, who is busy.
    var scenario = desk(promise: 120, talk: 300) {
      $0.callsAgain = again(after: 50)
      $0.dialing.first = .customer
      $0.dialing.gap = .constant(60)
    }
    scenario.agentGroups.append(agents(1, "others", serving: ["calls"]))
    scenario.agentGroups[1].skills[0].after = 1000
    let story = try Story(scenario)
    #expect(story.times(.startsTalk) == [0, 300])
    let tally = try simulate(scenario).callbacks[0]
    #expect((tally.cancelled, tally.connected) == (1, 0))
  }

  @Test("Who gives up a call in is still called back, and nobody calls in while it is closed")
  func stillOpen() throws {
    var scenario = desk(promise: 1000, talk: 1100) {
      $0.callsAgain = again(after: 300)
      $0.callsAgain?.rate = 0.005
    }
    scenario.contactTypes[0].patience = .init(.constant(30))
    var tallies = try simulate(scenario, seed: 3)
    #expect(tallies.callbacks[0].connected == 1)
    #expect(tallies.callbacks[0].callsAgain > 1 && tallies.total().abandoned > 1)
    #expect((tallies.total().personsServed, tallies.total().personsLost) == (2, 0))
    // Carried over to the next day: calls come in the first hour of each.
    scenario = desk(promise: 90_000) { $0.callsAgain = again(after: 7300) }
    scenario.calendar.days = 2
    tallies = try simulate(scenario)
    #expect((tallies.callbacks[0].cancelled, tallies.total().closed) == (1, 0))
    #expect(tallies.callbacks[0].otherDelay > 86_390)
  }

  @Test("No second callback for who has one")
  func oneTicket() throws {
    let scenario = desk(promise: 3000, talk: 900) { $0.callsAgain = again(after: 300) }
    let tallies = try simulate(scenario)
    #expect((tallies.callbacks[0].accepted, tallies.callbacks[0].cancelled) == (1, 1))
    #expect(tallies.total().personsServed == 2)
  }

  @Test("A ticket expires where it rests or waits, and not while an attempt goes on")
  func expiry() throws {
    var tally = try simulate(desk(promise: 100, talk: 400) { $0.expiresAfter = 300 }).callbacks[0]
    #expect((tally.expired, tally.dials, tally.otherDelay) == (1, 0, 300))
    for kind in [Scenario.Callback.Kind.virtualHold, .whenIdle] {
      let scenario = desk(talk: 400) {
        $0.kind = kind
        $0.promise = nil
        $0.expiresAfter = 300
      }
      tally = try simulate(scenario).callbacks[0]
      #expect((tally.expired, tally.dials, tally.otherDelay) == (1, 0, 300))
    }
    let resting = desk(promise: 100) {
      $0.expiresAfter = 300
      $0.dialing.reach = [0, 1]
      $0.dialing.gap = .constant(600)
    }
    tally = try simulate(resting).callbacks[0]
    #expect((tally.expired, tally.dials, tally.otherDelay) == (1, 1, 300))
    let ringing = desk(promise: 100) {
      $0.expiresAfter = 105
      $0.dialing.ring = 20
    }
    tally = try simulate(ringing).callbacks[0]
    #expect((tally.expired, tally.connected, tally.delay) == (0, 1, 120))
    let inVain = desk(promise: 100) {
      $0.expiresAfter = 105
      $0.dialing.reach = [0, 1]
    }
    tally = try simulate(inVain).callbacks[0]
    #expect((tally.expired, tally.otherDelay) == (1, 125))
  }

  /// Tickets for all, due after ten minutes, whose customers call in at random moments, one in ten minutes in
  /// the mean, and find an agent at once.
  private func many(_ rule: Scenario.Callback.CallsAgain.Cancelling) throws -> CallbackTally {
    var scenario = center(days: 10)
    scenario.contactTypes = [calls(perHour: 100, talk: .constant(0.001))]
    scenario.agentGroups = [agents(60)]
    scenario.queues = [Scenario.Queue(name: "calls")]
    var callback = Scenario.Callback()
    callback.acceptance = .probability(1)
    callback.offer.to = .everyone
    callback.kind = .promised
    callback.promise = 600
    callback.dialing.ring = 0
    callback.callsAgain = again(after: 0, rule)
    callback.callsAgain?.rate = 1.0 / 600
    scenario.queues[0].callback = callback
    return try simulate(scenario, seed: 17).callbacks[0]
  }

  @Test("Tickets whose customers call in meanwhile: 1 − exp(−1)")
  func hazard() throws {
    // Seed 17, 24 000 tickets: 3.5 standard errors of a share.
    let exact = 1 - exp(-1.0)
    for rule in Scenario.Callback.CallsAgain.Cancelling.allCases {
      let tally = try many(rule)
      let error = (exact * (1 - exact) / tally.ended).squareRoot()
      let share = (rule == .never ? tally.superfluous : tally.cancelled) / tally.ended
      #expect(abs(share - exact) < 3.5 * error, "\(rule): \(share)")
      // Who has been served on the last day may still wait to be called in vain.
      #expect(tally.callsAgain == tally.cancelled || rule == .never)
      #expect(tally.wastedDials == tally.superfluous)
    }
  }
}

extension CallbackMatterTests {
  // MARK: Dialing many

  /// So many tickets that fall due at one moment, and agents who are idle.
  private func crowd(
    _ tickets: Int, agents count: Int, _ change: (inout Scenario.Callback) -> Void
  ) -> Scenario {
    var scenario = center(hours: 10)
    scenario.contactTypes = [calls(at: (0..<tickets).map { Double($0) * 0.01 }, talk: 60)]
    scenario.agentGroups = [agents(count)]
    scenario.queues = [Scenario.Queue(name: "calls")]
    var callback = Scenario.Callback()
    callback.acceptance = .probability(1)
    callback.offer.to = .everyone
    callback.dialing.ring = 10
    change(&callback)
    scenario.queues[0].callback = callback
    return scenario
  }

  /// The most customers who were being dialed at one time.
  private func mostDialed(_ story: Story) -> Int {
    var (now, most) = (0, 0)
    for record in story.records {
      if record.event == .isDialed { now += 1 }
      if record.event == .isReached || record.event == .isNotReached { now -= 1 }
      most = max(most, now)
    }
    return most
  }

  @Test("Hundreds are due at once: as many are dialed as agents are free, less the reserve")
  func pacing() throws {
    for first in Scenario.Callback.Dialing.Order.allCases {
      let scenario = crowd(300, agents: 5) {
        $0.kind = .whenIdle
        $0.initialDelay = 600
        $0.reserve = 2
        $0.dialing.first = first
      }
      let story = try Story(scenario)
      #expect(mostDialed(story) == 3 && story.count(.startsTalk) == 300)
    }
  }

  @Test("Customers of two queues are dialed for the same agents: none for two at a time")
  func pacingOverQueues() throws {
    var scenario = crowd(20, agents: 2) {
      $0.kind = .whenIdle
      $0.initialDelay = 600
      $0.dialing.first = .customer
    }
    var others = calls("others", at: (0..<20).map { Double($0) * 0.01 }, talk: 60)
    others.queue = "others"
    scenario.contactTypes.append(others)
    var queue = scenario.queues[0]
    queue.name = "others"
    scenario.queues.append(queue)
    scenario.agentGroups = [agents(2, serving: ["calls", "others"])]
    let story = try Story(scenario)
    #expect(mostDialed(story) == 2 && story.count(.startsTalk) == 40)
    #expect(try simulate(scenario).callbacks.map(\.lineTime) == [20 * 70, 20 * 70])
  }

  @Test("No line to dial on: tried again later, however many tickets stand in line, and nobody fails")
  func noLines() throws {
    for kind in [Scenario.Callback.Kind.virtualHold, .whenIdle] {
      for first in Scenario.Callback.Dialing.Order.allCases {
        var scenario = crowd(1000, agents: 2) {
          $0.kind = kind
          $0.initialDelay = 600
          $0.dialing.first = first
          $0.trunks = "out"
        }
        scenario.trunkGroups = [Scenario.TrunkGroup(name: "out", lines: 1)]
        scenario.trunkGroups[0].outages = [.init(from: 0, to: 1200, lines: 0)]
        scenario.contactTypes[0].talk = .init(.constant(2))
        scenario.calendar.hours = .init(open: 0, close: 86_400)
        let tallies = try simulate(scenario)
        let tally = tallies.callbacks[0]
        #expect(tally.lineRefused > 0 && tally.failed == 0 && tally.dropped == 0)
        #expect(tally.connected == 1000 && tallies.trunk().busyIntegral == 1000 * 12)
      }
    }
  }

  @Test("An agent whose shift ends while it rings speaks to the customer and goes")
  func shiftEndsWhileRinging() throws {
    var scenario = crowd(2, agents: 1) {
      $0.kind = .whenIdle
      $0.initialDelay = 95
    }
    scenario.agentGroups[0].staffing = .counts([.init(time: 0, agents: 1), .init(time: 100, agents: 0)])
    let story = try Story(scenario)
    #expect(story.times(.isDialed) == [95] && story.times(.startsTalk) == [105])
    let group = try simulate(scenario).group()
    #expect(group.loggedIn == 165)
  }
}

extension CallbackMatterTests {
  // MARK: What has no effect

  private func warnings(_ change: (inout Scenario.Callback) -> Void) throws -> [String] {
    try desk(change).modelAndWarnings().warnings.map(\.path)
  }

  @Test("What is written about callbacks and has no effect is told")
  func unused() throws {
    let path = "queues[0].callback"
    #expect(try warnings { _ in } == [])
    #expect(try warnings { $0.dialing.patience = .constant(20) } == ["\(path).dialing.patience"])
    #expect(try warnings { $0.dialing.messageCloses = true } == ["\(path).dialing.messageCloses"])
    #expect(try warnings { $0.dialing.machineTime = 20 } == ["\(path).dialing.machineTime"])
    #expect(try warnings { $0.dialing.busyTime = 20 } == ["\(path).dialing.busyTime"])
    #expect(try warnings { $0.dialing.busyShare = 0.2 } == ["\(path).dialing.busyShare"])
    #expect(try warnings { $0.dialing.reach = [0.5, 0.5, 0.5, 0.5] } == ["\(path).dialing.reach[3]"])
    #expect(
      try warnings {
        ($0.kind, $0.promise, $0.tolerance) = (.whenIdle, nil, 60)
      } == ["\(path).tolerance"])
    #expect(try warnings { $0.callsAgain = .init(rate: 0) } == ["\(path).callsAgain.perHour"])
    #expect(
      try warnings {
        $0.callsAgain = .init(rate: 1)
        $0.callsAgain?.notice = 60
      } == ["\(path).callsAgain.notice"])
  }

  @Test("Callbacks that end before anybody may be called, and calls without number, are refused")
  func refused() {
    func problems(_ change: (inout Scenario.Callback) -> Void) -> [String] {
      do { _ = try desk(change).model() } catch { return error.problems.map(\.path) }
      return []
    }
    let path = "queues[0].callback"
    #expect(problems { $0.expiresAfter = 1000 } == ["\(path).expiresAfter"])
    #expect(problems { $0.expiresAfter = -1 }.first == "\(path).expiresAfter")
    #expect(problems { $0.callsAgain = .init(rate: 2) } == ["\(path).callsAgain.perHour"])
    #expect(
      problems {
        $0.callsAgain = .init(rate: 0.1)
        $0.callsAgain?.after = -1
        $0.callsAgain?.notice = .nan
      } == ["\(path).callsAgain.after", "\(path).callsAgain.notice"])
  }

  @Test("Rules, slots and bots that are never asked for are told")
  func unusedElsewhere() throws {
    var scenario = desk { _ in }
    scenario.queues[0].callback = nil
    scenario.contactTypes[0].bot = "bot"
    scenario.bots = [.init(name: "bot", session: .constant(60), containment: 0.3)]
    scenario.bots[0].becomes = "calls"
    var mails = calls("mails", at: [5])
    (mails.channel, mails.queue) = (.email, "mails")
    scenario.contactTypes.append(mails)
    scenario.queues.append(.init(name: "mails"))
    scenario.agentGroups = [agents(1, serving: ["calls", "mails"])]
    scenario.agentGroups[0].capacity.slots = [.chat: 3]
    scenario.agentGroups[0].capacity.speeds = [1]
    scenario.interruptions = [.init(of: "email", by: "voice"), .init(of: "mails", by: "calls")]
    scenario.interruptions[1].mode = .forbidden
    #expect(
      try scenario.modelAndWarnings().warnings.map(\.path) == [
        "agentGroups[0].capacity.slots.chat", "bots[0].becomes", "interruptions[1]",
      ])
    scenario.interruptions.removeLast()
    scenario.bots[0].falseContainment = 0.1
    scenario.agentGroups[0].capacity = .init()
    #expect(try scenario.modelAndWarnings().warnings.isEmpty)
  }
}
