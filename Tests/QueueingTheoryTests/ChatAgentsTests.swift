import Foundation
import QueueingTheory
import Testing

/// Close to within a part of the value.
private func isClose(_ value: Double?, _ expected: Double, within part: Double = 1e-9) -> Bool {
  value.map { abs($0 - expected) <= part * max(abs(expected), 1e-3) } ?? false
}

@Suite("Agents with several chats at a time")
struct ChatAgentsTests {
  @Test("With one slot it is Erlang A")
  func oneSlot() throws {
    let chat = try ChatAgents(
      arrivalRate: 100 / 3600.0, meanWork: 300, agents: 8, speeds: [1], meanPatience: 120)
    let queue = ErlangA(
      arrivalRate: 100 / 3600.0, meanHandleTime: 300, agents: 8, meanPatience: 120)
    #expect(isClose(chat.waitProbability, queue.waitProbability))
    #expect(isClose(chat.abandonedProportion, queue.abandonedProportion))
    #expect(isClose(chat.averageSpeedOfAnswer, queue.averageSpeedOfAnswer))
    #expect(isClose(chat.served(within: 20), queue.served(within: 20)))
    #expect(isClose(chat.abandoned(within: 20), queue.abandoned(within: 20)))
    #expect(isClose(chat.activeProportion, queue.occupancy) && isClose(chat.effort, queue.occupancy))
  }

  @Test("At full speed in all slots it is Erlang C with as many servers, whatever the routing")
  func fullSpeed() throws {
    let queue = try ErlangC(arrivalRate: 100 / 3600.0, meanHandleTime: 480, agents: 15)
    // 30 % less than the shortcut of 5 agents and a third of the time.
    #expect(isClose(queue.averageSpeedOfAnswer, 162.884, within: 1e-5))
    var active: [Double] = []
    for routing in ChatAgents.Routing.allCases {
      let chat = try ChatAgents(
        arrivalRate: 100 / 3600.0, meanWork: 480, agents: 5, speeds: [1, 1, 1], routing: routing)
      #expect(isClose(chat.waitProbability, queue.waitProbability))
      #expect(isClose(chat.averageSpeedOfAnswer, queue.averageSpeedOfAnswer))
      #expect(isClose(chat.served(within: 20), queue.served(within: 20)))
      #expect(isClose(chat.meanSessionDuration, 480))
      active.append(try #require(chat.activeProportion))
    }
    // Packing leaves agents without any chat.
    #expect(isClose(active[0], 0.9953850540835666) && isClose(active[1], 0.96233205192151))
  }

  @Test("Forty agents with five slots at full speed need no chain")
  func largeFullSpeed() throws {
    let chat = try ChatAgents(
      arrivalRate: 1450 / 3600.0, meanWork: 480, agents: 40, speeds: [1, 1, 1, 1, 1])
    let queue = try ErlangC(arrivalRate: 1450 / 3600.0, meanHandleTime: 480, agents: 200)
    #expect(isClose(chat.averageSpeedOfAnswer, queue.averageSpeedOfAnswer, within: 1e-8))
    #expect(isClose(chat.slotUse, queue.occupancy) && chat.loadShares == nil)
    #expect(throws: QueueTooLarge.self) {
      try ChatAgents(
        arrivalRate: 800 / 3600.0, meanWork: 480, agents: 40, speeds: [1, 0.9, 0.8, 0.7, 0.6])
    }
  }

  @Test("One agent at 1/k of the speed with m slots waits as M/M/1 does beyond m", arguments: [1, 2, 4])
  func limitedSharing(slots: Int) throws {
    let chat = try ChatAgents(
      arrivalRate: 9 / 3600.0, meanWork: 300, agents: 1, speeds: (1...slots).map { 1 / Double($0) })
    let expected = [1: (0.75, 900.0), 2: (0.5625, 675.0), 4: (0.31640625, 379.6875)]
    let (waiting, wait) = try #require(expected[slots])
    #expect(isClose(chat.waitProbability, waiting) && isClose(chat.averageWait, wait))
    #expect(isClose(chat.averageWait + chat.meanSessionDuration, 1200))
  }

  /// Four agents, three slots, patience in the queue and during the chat.
  @Test("Speeds, both patiences and a limit of the queue, from a chain solved elsewhere")
  func impatient() throws {
    let chat = try ChatAgents(
      arrivalRate: 60 / 3600.0, meanWork: 240, agents: 4, speeds: [1, 0.8, 0.65], meanPatience: 180,
      meanSessionPatience: 1200)
    #expect(isClose(chat.waitProbability, 0.0011483332088804974, within: 1e-8))
    #expect(isClose(chat.abandonedInSession, 0.17994236217533402, within: 1e-8))
    #expect(isClose(chat.served(within: 20), 0.9993340250083427, within: 1e-8))
    #expect(isClose(chat.effort, 0.819879119579006, within: 1e-8))
    #expect(isClose(chat.meanConcurrency, 1.270999064890601, within: 1e-8))
    #expect(isClose(chat.loadShares?[3], 0.012396082195157327, within: 1e-8))
    let limited = try ChatAgents(
      arrivalRate: 100 / 3600.0, meanWork: 200, agents: 4, speeds: [1, 0.75, 0.55], queueLimit: 4)
    #expect(isClose(limited.waitProbability, 0.1864497861691634, within: 1e-8))
    #expect(isClose(limited.blockingProbability, 0.029746711434446363, within: 1e-8))
    #expect(isClose(limited.averageSpeedOfAnswer, 13.314497929558335, within: 1e-8))
    #expect(isClose(limited.served(within: 30), 0.8379787147748071, within: 1e-8))
  }

  @Test("What comes goes, and Little's law holds for the chats")
  func conservation() throws {
    let chat = try ChatAgents(
      arrivalRate: 230 / 3600.0, meanWork: 300, agents: 6, speeds: [1, 0.85, 0.7, 0.58, 0.5],
      meanPatience: 15)
    // All that is done: λ × answered = n E[k s(k)] / work.
    let done = 6 * (try #require(chat.effort)) / 300
    #expect(isClose(done, chat.arrivalRate * chat.answeredProportion, within: 1e-9))
    #expect(isClose(chat.meanQueue / 15, chat.arrivalRate * chat.abandonedProportion, within: 1e-9))
    #expect(isClose(chat.loadShares?.reduce(0, +), 1))
  }

  @Test("More chats than can be answered have no figures")
  func unstable() {
    #expect(throws: UnstableQueue.self) {
      try ChatAgents(arrivalRate: 12 / 3600.0, meanWork: 300, agents: 1, speeds: [1, 0.5])
    }
  }
}

@Suite("Processor sharing, threads, backlogs and bots")
struct OtherChannelTests {
  @Test("Nine chats an hour of 300 s with one agent: three at a time, 1200 s each")
  func sharing() throws {
    let queue = try ProcessorSharing(arrivalRate: 9 / 3600.0, meanWork: 300)
    #expect(isClose(queue.meanPresent, 3) && isClose(queue.meanDuration, 1200))
    #expect(isClose(queue.meanDuration(ofWork: 600), 2400))
    #expect(isClose(queue.probability(of: 2), 0.25 * 0.5625))
  }

  @Test("Threads that come back load agents with all their turns")
  func returning() throws {
    let threads = try ReturningWork(
      arrivalRate: 60 / 3600.0, meanTurn: 90, returnProbability: 0.75, meanThinking: 420, agents: 9)
    #expect(isClose(threads.turns.offeredLoad, 6) && isClose(threads.turnsPerThread, 4))
    #expect(isClose(threads.meanThinkers, 21) && isClose(threads.meanOpen, 27.391962, within: 1e-7))
    #expect(isClose(threads.turns.waitProbability, 0.1959809126957457))
    #expect(isClose(threads.meanDuration, 1643.51771, within: 1e-8))
  }

  @Test("A wave of threads comes back lower and later than a plan with blocks of work says")
  func wave() {
    let wave = ReturningWave(
      period: 28_800, turn: .exponential(90), returnProbability: 0.75, thinking: .exponential(420))
    #expect(isClose(wave.load.amplitude, 0.922971, within: 1e-6))
    #expect(isClose(wave.load.lag / 60, 25.214135, within: 1e-7))
    #expect(isClose(wave.oneBlock.lag / 60, 5.987708, within: 1e-6))
    let constant = ReturningWave(
      period: 28_800, turn: .constant(90), returnProbability: 0.75, thinking: .constant(420))
    #expect(isClose(constant.load.amplitude, 0.933137, within: 1e-6))
    #expect(isClose(constant.load.lag / 60, 24.896361, within: 1e-7))
    // Where nobody comes back the load is that of M/G/∞.
    let once = ReturningWave(
      period: 28_800, turn: .exponential(360), returnProbability: 0, thinking: .constant(0))
    #expect(isClose(once.load.amplitude, wave.oneBlock.amplitude))
  }

  /// 20 an hour round the clock, worked off from 9 to 17.
  private func night(perHour capacity: Double) throws -> DeferrableBacklog {
    try DeferrableBacklog(
      stages: [(9.0, 0.0), (8, capacity), (7, 0)].map {
        .init(length: $0.0 * 3600, arrivalRate: 20 / 3600.0, capacity: $0.1 / 3600)
      }, isCyclic: true)
  }

  @Test("A night's backlog by both clocks")
  func night() throws {
    let backlog = try night(perHour: 80)
    #expect(isClose(backlog.meanAge(.elapsed) / 3600, 64 / 9))
    #expect(isClose(backlog.longestAge(.elapsed) / 3600, 16))
    #expect(isClose(backlog.longestAge(.business) / 3600, 4))
    #expect(isClose(backlog.share(within: 4 * 3600, .elapsed), 1 / 3.0))
    #expect(isClose(backlog.share(within: 8 * 3600, .elapsed), 5 / 9.0))
    #expect(isClose(backlog.backlogAtOpening, 320) && isClose(backlog.backlogAtEnd, 140))
    #expect(isClose(backlog.clearedAt.map { $0 / 3600 }, 14 + 1 / 3.0))
    #expect(isClose(backlog.meanBacklog, 20 * 64 / 9))
  }

  @Test("As much as can be done is done just in time; more has no cycle")
  func critical() throws {
    let backlog = try night(perHour: 60)
    #expect(isClose(backlog.meanAge(.elapsed) / 3600, 8))
    #expect(isClose(backlog.longestAge(.business) / 3600, 16 / 3.0))
    #expect(isClose(backlog.clearedAt.map { $0 / 3600 }, 17))
    #expect(throws: DeferrableBacklog.TooLittleCapacity.self) {
      try night(perHour: 50)
    }
  }

  @Test("A bot loads agents by a third more than the subtraction plans")
  func bot() {
    let bot = BotSessions(
      arrivalRate: 400 / 3600.0, meanSession: 180, sessions: nil, containment: 0.45,
      falseContainment: 0.12, returnsToBot: false)
    #expect(isClose(bot.agentRate * 3600, 241.6))
    #expect(isClose(bot.agentLoad(handleTime: 300, uplift: 1.2), 24.16))
    #expect(isClose(bot.subtractionLoad(handleTime: 300), 18.333333333333332))
    let again = BotSessions(
      arrivalRate: 400 / 3600.0, meanSession: 180, sessions: nil, containment: 0.6,
      falseContainment: 0.35, meanReturnDelay: 1800, returnsToBot: true)
    #expect(isClose(again.agentRate * 3600, 202.53164556962025))
    #expect(isClose(again.meanAwaitingReturn, 53.164556962025316))
    // Whoever begins with the bot is helped by it or by an agent.
    #expect(isClose(again.solvedRate + again.agentRate, again.arrivalRate))
    let limited = BotSessions(
      arrivalRate: 400 / 3600.0, meanSession: 180, sessions: 25, containment: 0.45,
      falseContainment: 0.12, returnsToBot: false)
    #expect(isClose(limited.overflowProbability, 0.050221777890794614))
    #expect(isClose(limited.solvedRate + limited.agentRate, limited.arrivalRate))
  }

  @Test("A promise is kept in so many attempts, and every promise comes to an end")
  func attempts() {
    let found = CallbackAttempts(
      .init(
        reach: [0.6, 0.4], most: 5, ring: 8, timeout: 30, gap: 3600, delay: 300, machine: (0.4, 23),
        busy: (0.1, 3), messageCloses: true))
    #expect(isClose(found.reached, 0.747481, within: 1e-6) && isClose(found.attempts, 1.368701, within: 1e-6))
    #expect(isClose(found.reached + found.closedByMessage + found.failed, 1))
    let simple = CallbackAttempts(
      .init(
        reach: [0.7], most: 3, ring: 10, timeout: 25, gap: 600, delay: 0, machine: (0, 0), busy: (0, 0),
        messageCloses: false))
    #expect(isClose(simple.reached, 0.973) && isClose(simple.attempts, 1.39))
    #expect(isClose(simple.dialingTime + 240 * simple.reached, 253.675))
  }

  @Test("The share that is chosen at the wait that is told is the share that makes that wait")
  func choice() throws {
    for announcement in CallbackChoice.Announcement.allCases {
      let found = try CallbackChoice(
        arrivalRate: 100 / 3600.0, meanHandleTime: 200, agents: 6, constant: -1.5, perMinute: 1,
        announcement: announcement)
      #expect(isClose(found.share, 1 / (1 + exp(1.5 - found.announced / 60))))
      // Who comes first and who comes last wait as all do together.
      let all = try ErlangC(arrivalRate: 100 / 3600.0, meanHandleTime: 200, agents: 6)
      let mean = (1 - found.share) * found.waitOfWaiting + found.share * found.delay
      #expect(isClose(mean, all.averageWaitIfWaiting))
    }
  }
}
