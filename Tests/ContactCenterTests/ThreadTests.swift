import ContactCenter
import Foundation
import Testing

@Suite("Threads: turns, silences, resolutions")
struct ThreadTests {
  /// Messages at exactly these moments, each turn of the same length.
  private func messages(
    at times: [Seconds], talk: Seconds = 100, turns count: Double = 2, thinking: Seconds = 300
  ) -> Scenario.ContactType {
    var type = calls("messages", at: times, talk: talk)
    type.channel = .messaging
    type.turns = .init(count: .constant(count), thinking: .constant(thinking))
    return type
  }

  private func desk(_ count: Int) -> Scenario.AgentGroup { agents(count, serving: ["messages"]) }

  // MARK: One thread

  @Test("A thread of three turns: the agent is free while the customer is silent")
  func oneThread() throws {
    var scenario = center(hours: 2)
    scenario.contactTypes = [messages(at: [0], turns: 3), calls("calls", at: [150], talk: 200)]
    scenario.agentGroups = [agents(1, serving: ["messages", "calls"])]
    let story = try Story(scenario)
    // The second turn comes at 400, the third at 800 s; between them there is time for a call.
    #expect(story.times(.startsTalk) == [0, 150, 400, 800])
    #expect(story.times(.writesAgain) == [400, 800])
    #expect(story.times(.isResolved) == [900])
    let tallies = try simulate(scenario)
    #expect(tallies.total().answered == 1 && tallies.total().offered == 1)
    #expect(tallies.total().talkTime == 300)
    #expect(tallies.total().personsServed == 1)
    let tally = tallies.threads[0]
    #expect(tally.turns.answered == 3 && tally.firstTurns == 1 && tally.turns.queued == 0)
    #expect(tally.resolved == 1 && tally.turnsOfResolved == 3 && tally.timeToResolve == 900)
    #expect(tally.thinkingTime == 600 && tally.openTime == 900)
    #expect(tally.time == 7200)
    #expect(tallies.threads[1] == ThreadTally())
  }

  @Test("A turn that finds nobody waits, and its wait is no contact's")
  func waitingTurn() throws {
    var scenario = center(hours: 2)
    scenario.contactTypes = [messages(at: [0, 350])]
    scenario.agentGroups = [desk(1)]
    let tallies = try simulate(scenario)
    // The second turn of the first thread comes at 400 and waits until 450, that of the other comes at 750.
    #expect(tallies.total().waitAnswered == 0 && tallies.total().queued == 0)
    let tally = tallies.threads[0]
    #expect(tally.turns.answered == 4 && tally.turns.queued == 1 && tally.turns.wait == 50)
    #expect(tally.timeToResolve == 550 + 500)
    #expect(tallies.queue().lengthIntegral == 50)
  }

  @Test("Turns of threads under way come first, if so wished")
  func knownFirst() throws {
    var type = messages(at: [0, 350, 360])
    var scenario = center(hours: 2)
    scenario.contactTypes = [type]
    scenario.agentGroups = [desk(1)]
    #expect(try Story(scenario).served.prefix(4) == [0, 1, 2, 0])
    type.turns?.knownFirst = true
    scenario.contactTypes = [type]
    #expect(try Story(scenario).served.prefix(4) == [0, 1, 0, 2])
  }

  @Test("Another agent reads what came before; the same one, if he is idle, need not")
  func handOver() throws {
    var type = messages(at: [0, 10, 20], talk: 100, turns: 2, thinking: 200)
    type.turns?.handOver = 30
    var scenario = center(hours: 2)
    scenario.contactTypes = [type]
    scenario.agentGroups = [desk(3)]
    // All are idle when the turns come; the longest idle one is the same as before.
    #expect(try simulate(scenario).threads[0].handOvers == 0)
    // Where the first agents are idle again before, the third has been so for longest.
    type.arrivals.process = .replay([0, 150])
    scenario.contactTypes = [type]
    var tallies = try simulate(scenario)
    #expect(tallies.threads[0].handOvers == 2)
    #expect(tallies.total().talkTime == 4 * 100 + 2 * 30)
    type.turns?.sameAgent = true
    scenario.contactTypes = [type]
    tallies = try simulate(scenario)
    #expect(tallies.threads[0].handOvers == 0)
    #expect(tallies.total().talkTime == 400)
  }

  @Test("With last-agent affinity a turn waits for the agent of the last one")
  func affinity() throws {
    var scenario = center(hours: 2)
    scenario.contactTypes = [
      messages(at: [0], talk: 100, thinking: 200), calls("calls", at: [250], talk: 300),
    ]
    scenario.agentGroups = [agents(2, serving: ["messages", "calls"])]
    scenario.agentGroups[0].staffing = .constant(2)
    scenario.routing.policy = .lastAgentAffinity
    scenario.routing.affinityWait = 1000
    let story = try Story(scenario)
    let messages = story.all(.startsTalk).filter { $0.type == 0 }
    #expect(messages.map(\.agent) == [0, 0])
  }

  @Test("A resolved thread is opened again, and resolved again")
  func reopening() throws {
    var scenario = center(hours: 24)
    var type = calls("messages", perHour: 30, talk: .constant(60))
    type.turns = .init(again: 0.5, thinking: .exponential(mean: 200))
    type.turns?.reopening = .init(probability: 0.25, delay: .constant(600))
    scenario.contactTypes = [type]
    scenario.agentGroups = [desk(20)]
    let tally = try simulate(scenario).threads[0]
    #expect(tally.resolved > tally.firstTurns && tally.reopened > 0)
    let share = tally.reopened / tally.resolved
    #expect(abs(share - 0.25) < 3.5 * (0.25 * 0.75 / tally.resolved).squareRoot())
    #expect(abs(tally.turnsOfResolved / tally.resolved - 2) < 3.5 * (2 / tally.resolved).squareRoot())
    #expect(type.meanTurns == 2 / 0.75)
  }

  @Test("While the center is closed turns join the queue, or wait outside until it opens")
  func closing() throws {
    var scenario = center(hours: 8, days: 2)
    // The customer writes again an hour after closing.
    var type = messages(at: [7.9 * 3600], talk: 100, thinking: 3600)
    type.waitsOverClosing = false
    scenario.contactTypes = [type]
    scenario.agentGroups = [desk(1)]
    #expect(try Story(scenario).times(.writesAgain) == [86_400])
    var tally = try simulate(scenario).threads[0]
    #expect(tally.resolved == 1 && tally.turns.wait == 0 && tally.timeToResolve == 86_500 - 7.9 * 3600)
    #expect(tally.thinkingTime == 3600)
    // Without another day nobody answers it.
    scenario.calendar.days = 1
    tally = try simulate(scenario).threads[0]
    #expect(tally.resolved == 0 && tally.unfinished + tally.lost == 1)
    // Who works over night answers it at once.
    scenario.calendar.days = 2
    scenario.contactTypes[0].waitsOverClosing = nil
    tally = try simulate(scenario).threads[0]
    #expect(tally.resolved == 1)
  }

  @Test("Wild centers with threads keep the laws of conservation")
  func conservation() throws {
    for seed in UInt64(1)...8 {
      var scenario = center(hours: 10, days: 2, warmUp: seed % 4 == 0 ? 1800 : 0)
      var first = calls(
        "messages", perHour: 60, talk: .exponential(mean: 100), patience: .exponential(mean: 900))
      first.channel = .messaging
      first.wrapUp = .init(.exponential(mean: 20))
      first.hold = .init(probability: 0.3, length: .exponential(mean: 30))
      first.turns = .init(again: 0.7, thinking: .exponential(mean: 900))
      first.turns?.handOver = 20
      first.turns?.sameAgent = seed % 2 == 0
      first.turns?.knownFirst = seed % 3 == 0
      first.turns?.reopening = .init(probability: 0.1, delay: .exponential(mean: 3600))
      first.waitsOverClosing = seed % 2 == 1
      first.redialAfterAbandon = .init(probabilities: [0.5], delay: .exponential(mean: 600))
      first.repeatCall = .init(unsolved: 0.1, callsAgain: 0.5, delay: .exponential(mean: 3600))
      var second = calls("calls", perHour: 40, patience: .exponential(mean: 90))
      second.transfers = [
        .init(
          kind: first.waitsOverClosing == true ? .cold : .warm, probability: 0.1, to: "messages",
          together: .exponential(mean: 20))
      ]
      scenario.contactTypes = [first, second]
      scenario.queues = [.init(name: "messages"), .init(name: "calls")]
      scenario.queues[0].steps = [.init(after: 60, action: .overflow(to: "calls"))]
      var group = agents(1, serving: ["messages", "calls"])
      if seed > 4 { group.capacity.slots = [.messaging: 3] }
      group.staffing = .counts([
        .init(time: 0, agents: 8), .init(time: 7200, agents: 4), .init(time: 14_400, agents: 9),
      ])
      group.alert = .constant(4)
      group.noAnswer = .init(probability: 0.1, after: 12, away: 60)
      group.unscheduledBreaks = .init(perHour: 0.5, length: .exponential(mean: 300))
      scenario.agentGroups = [group]
      let tally = try simulate(scenario, seed: seed).threads[0]
      #expect(tally.turns.answered > tally.firstTurns && tally.resolved > 0 && tally.handOvers > 0)
    }
  }

  @Test("Turns are checked: how many, that they end, no transfers for good")
  func checks() {
    func problems(_ change: (inout Scenario.ContactType) -> Void) -> [String] {
      var scenario = oneQueue(perHour: 10, agents: 1)
      scenario.contactTypes[0].turns = .init(again: 0.5, thinking: .constant(60))
      change(&scenario.contactTypes[0])
      do { _ = try scenario.model() } catch { return error.problems.map(\.path) }
      return []
    }
    let path = "contactTypes[0].turns"
    #expect(problems { _ in }.isEmpty)
    #expect(problems { $0.turns?.again = 1 } == ["\(path).again"])
    #expect(problems { $0.turns?.again = nil } == [path])
    #expect(problems { $0.turns?.count = .constant(3) } == [path])
    #expect(problems { $0.turns?.thinking = .never } == ["\(path).thinking"])
    #expect(problems { $0.turns?.handOver = -1 } == ["\(path).handOver"])
    #expect(
      problems { $0.turns?.reopening = .init(probability: 1, delay: .constant(1)) }
        == ["\(path).reopen.probability"])
    #expect(
      problems {
        $0.transfers = [.init(kind: .cold, probability: 0.1, to: "calls", together: .constant(0))]
      }.contains("contactTypes[0].transfers[0]"))
  }

  // MARK: Exact values

  /// Messages around the clock for agents with a queue.
  private func steady(
    perHour: Double, agents count: Int, talk: Distribution, again: Double, thinking: Distribution,
    within: Seconds, days: Int, warmUp: Seconds, replications: Int
  ) throws -> [Tallies] {
    var scenario = center(days: days, warmUp: warmUp)
    var type = calls("messages", perHour: perHour, talk: talk)
    type.turns = .init(again: again, thinking: thinking)
    scenario.contactTypes = [type]
    scenario.serviceLevel.acceptableWait = within
    scenario.agentGroups = [desk(count)]
    let simulator = Simulator(model: try scenario.model())
    return try (0..<replications).map { try simulate(with: simulator, seed: 15, replication: $0) }
  }

  /// Erlang-R in steady state: the agents are M/M/n with all turns, the silent customers Poisson.
  @Test(
    "Turns that come back load the agents as Erlang-R says",
    arguments: [
      // 60 threads an hour, 4 turns of 90 s, 420 s of silence, 9 agents.
      (
        60.0, 9, 90.0, 0.75, Distribution.exponential(mean: 420), 20.0,
        [
          6.0, 21, 0.1959809126957457, 5.879427380872371, 0.8993800444183723, 27.39196182539149,
          1643.5177095234894, 4,
        ]
      ),
      // 30 threads an hour, 10 turns of 60 s, exactly half an hour of silence, 8 agents.
      (
        30.0, 8, 60.0, 0.9, .constant(1800), 30.0,
        [
          5.0, 135, 0.16726650666175677, 3.345330133235137, 0.9626777975810937, 140.27877751110296,
          16833.453301332356, 10,
        ]
      ),
    ])
  func steadyState(
    perHour: Double, count: Int, talk: Seconds, again: Double, thinking: Distribution, within: Seconds,
    exact: [Double]
  ) throws {
    let runs = try steady(
      perHour: perHour, agents: count, talk: .exponential(mean: talk), again: again, thinking: thinking,
      within: within, days: 40, warmUp: 10 * 86_400, replications: 12)
    let samples = runs.map { run in
      let (tally, group) = (run.threads[0], run.group())
      return [
        group.talking / tally.time, tally.thinkingTime / tally.time,
        tally.turns.queued / tally.turns.answered,
        tally.turns.wait / tally.turns.answered, tally.turns.within / tally.turns.answered,
        tally.openTime / tally.time,
        tally.timeToResolve / tally.resolved, tally.turnsOfResolved / tally.resolved,
      ]
    }
    for (place, value) in exact.enumerated() {
      let z = zScore(samples.map { $0[place] }, value)
      #expect(abs(z) < 3.5, "output \(place): z \(z)")
    }
  }

  /// Under a sinusoid the load comes late and damped: 60·(1 + ½ sin ωt) threads an hour, 8 hours' period,
  /// exponential turns of 90 s and silences of 420 s, agents without end.
  @Test("Under a sinusoid the agents' load lags by 25 minutes")
  func sinusoid() throws {
    var scenario = center(days: 40, warmUp: 10 * 86_400)
    scenario.calendar.interval = 900
    var type = calls("messages", perHour: 60, talk: .exponential(mean: 90))
    let (period, step) = (28_800.0, 300.0)
    // Steps of 300 s damp the first harmonic by sin(ωd/2) ÷ (ωd/2) = 0.99982 and shift nothing.
    type.arrivals.points = (0..<288).map { place in
      let middle = (Double(place) + 0.5) * step
      let rate = 1 + 0.5 * sin(2 * .pi * middle / period)
      return .init(time: Double(place) * step, rate: rate / 60)
    }
    type.turns = .init(again: 0.75, thinking: .exponential(mean: 420))
    scenario.contactTypes = [type]
    scenario.agentGroups = [desk(60)]
    let simulator = Simulator(model: try scenario.model())
    let samples = try (0..<12).map { replication -> [Double] in
      let run = try simulate(with: simulator, seed: 16, replication: replication)
      let first = 10 * 96
      var (sine, cosine, time) = (0.0, 0.0, 0.0)
      for row in first..<(40 * 96) {
        let middle = (Double(row) + 0.5) * 900
        let busy = run.groups[row].talking
        sine += 2 * busy * sin(2 * .pi * middle / period)
        cosine += 2 * busy * cos(2 * .pi * middle / period)
        time += 900
      }
      return [sine / time, cosine / time]
    }
    // The load is a mean over 900 s: another 0.9984 of damping.
    let damping = [300.0, 900].map { 2 * .pi / period * $0 / 2 }.map { sin($0) / $0 }.reduce(1, *)
    let exact = [2.6194624162597755, -0.8973839609451413]
    for place in 0...1 {
      let z = zScore(samples.map { $0[place] }, exact[place] * damping)
      #expect(abs(z) < 3.5, "component \(place): z \(z)")
    }
    let mean = [0, 1].map { place in samples.map { $0[place] }.reduce(0, +) / 12 }
    let lag = atan2(-mean[1], mean[0]) * period / (2 * .pi) / 60
    #expect(abs(lag - 25.21413502218198) < 1.5, "lag \(lag) min")
  }
}

/// How many standard errors the mean of independent samples is off a value.
func zScore(_ samples: [Double], _ exact: Double) -> Double {
  let count = Double(samples.count)
  let mean = samples.reduce(0, +) / count
  let variance = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
  return (mean - exact) / (variance / count).squareRoot()
}
