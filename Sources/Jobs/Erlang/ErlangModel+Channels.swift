import Foundation
import QueueingTheory

extension ErlangModel {
  /// Chat: agents with several contacts at a time, at speeds that depend on their number.
  static func chat(_ chat: ChatWork, within wait: Double) -> ErlangModel {
    var model = ErlangModel(kind: .chat(slots: chat.speeds.count)) { load, agents in
      let queue = try chat.queue(load: load, agents: agents)
      var figures = figures(
        of: queue, within: wait,
        [.waitProbability, .serviceLevel, .averageSpeedOfAnswer, .meanQueue]
          + (chat.patience == nil ? [] : [.abandonedProportion])
          + (chat.queueLimit == nil ? [] : [.blockingProbability]))
      if let active = queue.activeProportion { figures.insert(ErlangFigure(.occupancy, active), at: 0) }
      figures.insert(ErlangFigure(.slotUse, queue.slotUse), at: figures.first?.key == .occupancy ? 1 : 0)
      if let effort = queue.effort { figures.append(ErlangFigure(.effort, effort)) }
      if let concurrency = queue.meanConcurrency {
        figures.append(ErlangFigure(.meanConcurrency, concurrency))
      }
      figures.append(ErlangFigure(.sessionDuration, queue.meanSessionDuration))
      if chat.sessionPatience != nil {
        figures.append(ErlangFigure(.abandonedInSession, queue.abandonedInSession))
      }
      return figures
    }
    model.hasOneAtATime = false
    model.others = { load, agents in
      // The planner's shortcut: as many agents, the handle time divided by the slots.
      let time = chat.work / Double(chat.speeds.count)
      let shortcut = load / Double(chat.speeds.count)
      guard chat.speeds.count > 1 else { return [] }
      if let patience = chat.patience {
        let queue = ErlangA(
          offeredLoad: shortcut, meanHandleTime: time, agents: agents, meanPatience: patience)
        return [("shortcutErlangA", queue.averageSpeedOfAnswer)]
      }
      guard let queue = try? ErlangC(offeredLoad: shortcut, meanHandleTime: time, agents: agents) else {
        return []
      }
      return [("shortcutErlangC", queue.averageSpeedOfAnswer)]
    }
    return model
  }

  /// One agent who works on all at once.
  static func sharing(work: Double) -> ErlangModel {
    var model = ErlangModel(kind: .sharing, most: 1) { load, _ in
      let queue = try ProcessorSharing(arrivalRate: load / work, meanWork: work)
      return [
        ErlangFigure(.occupancy, queue.load), ErlangFigure(.meanPresent, queue.meanPresent),
        ErlangFigure(.sessionDuration, queue.meanDuration),
      ]
    }
    model.hasOneAtATime = false
    return model
  }

  /// Threads whose customers come back; the load is that of all turns.
  static func returning(_ threads: ThreadWork, within wait: Double) -> ErlangModel {
    ErlangModel(
      kind: .returning, hasSquareRootRule: true,
      queueLengths: { load, agents, longest in
        QueueLengthLaw(
          try ErlangC(offeredLoad: load, meanHandleTime: threads.turn, agents: agents), upTo: longest)
      }
    ) { load, agents in
      let ends = 1 - threads.returning
      let queue = try ReturningWork(
        arrivalRate: load * ends / threads.turn, meanTurn: threads.turn,
        returnProbability: threads.returning, meanThinking: threads.thinking, agents: agents)
      var figures =
        figures(of: queue.turns, within: wait, usual) + [
          ErlangFigure(.turnsPerThread, queue.turnsPerThread),
          ErlangFigure(.meanThinkers, queue.meanThinkers), ErlangFigure(.meanOpen, queue.meanOpen),
          ErlangFigure(.threadDuration, queue.meanDuration),
        ]
      if let period = threads.period {
        let wave = ReturningWave(
          period: period, turn: .exponential(threads.turn), returnProbability: threads.returning,
          thinking: .exponential(threads.thinking))
        figures += [
          ErlangFigure(.waveAmplitude, wave.load.amplitude), ErlangFigure(.waveLag, wave.load.lag),
        ]
      }
      return figures
    }
  }

  /// Work that can wait, as a fluid.
  static func deferrable(_ mail: DeferrableWork) -> ErlangModel {
    var model = ErlangModel(kind: .deferrable(isBusiness: mail.isBusiness)) { load, agents in
      let backlog = try mail.backlog(load: load, agents: agents)
      let hour = 3600.0
      let clock: DeferrableBacklog.Clock = mail.isBusiness ? .business : .elapsed
      var figures = [
        ErlangFigure(.occupancy, load * mail.cycle / (Double(agents) * mail.openTime)),
        ErlangFigure(.serviceLevel, backlog.share(within: mail.goal, clock)),
        ErlangFigure(.meanAge, backlog.meanAge(.elapsed) / hour),
        ErlangFigure(.longestAge, backlog.longestAge(.elapsed) / hour),
        ErlangFigure(.meanBusinessAge, backlog.meanAge(.business) / hour),
        ErlangFigure(.longestBusinessAge, backlog.longestAge(.business) / hour),
        ErlangFigure(.meanBacklog, backlog.meanBacklog),
        ErlangFigure(.largestBacklog, backlog.largestBacklog),
      ]
      if let opening = backlog.backlogAtOpening {
        figures.append(ErlangFigure(.backlogAtOpening, opening))
      }
      if let cleared = backlog.clearedAt, let opening = mail.firstOpening {
        figures.append(ErlangFigure(.clearedAfter, (cleared - opening) / hour))
      }
      return figures
    }
    (model.hasOneAtATime, model.hasChance) = (false, false)
    return model
  }
}

/// What chat is like, but for how much comes and how many agents there are.
struct ChatWork: Sendable {
  /// Seconds alone with an agent.
  var work: Double
  /// s(1), …, s(m).
  var speeds: [Double]
  /// Seconds; nil: nobody gives up.
  var patience: Double?
  var sessionPatience: Double?
  var queueLimit: Int?
  /// Whether the agent with the most chats gets the next.
  var packs: Bool

  /// - Throws: `UnstableQueue`, `QueueTooLarge`.
  func queue(load: Double, agents: Int) throws -> ChatAgents {
    try ChatAgents(
      arrivalRate: load / work, meanWork: work, agents: agents, speeds: speeds, meanPatience: patience,
      meanSessionPatience: sessionPatience, queueLimit: queueLimit,
      routing: packs ? .mostLoaded : .leastLoaded)
  }
}

/// What threads are like, but for how much comes and how many agents there are.
struct ThreadWork: Sendable {
  /// Seconds of a turn.
  var turn: Double
  /// The probability that a customer comes back.
  var returning: Double
  /// Seconds until then.
  var thinking: Double
  /// Seconds of a wave of arrivals; nil: none is asked about.
  var period: Double?
}

/// What work that can wait is like, but for how much comes and how many do it.
struct DeferrableWork: Sendable {
  /// Seconds of one piece.
  var time: Double
  /// What part of the cycle's pieces comes in each stage, and whether it is open.
  var stages: [(length: Double, share: Double, isOpen: Bool)]
  /// Seconds within which pieces are to be done.
  var goal: Double
  /// Whether the goal is on the clock of the opening hours.
  var isBusiness: Bool

  /// In seconds.
  var cycle: Double { stages.reduce(0) { $0 + $1.length } }
  var openTime: Double { stages.reduce(0) { $0 + ($1.isOpen ? $1.length : 0) } }
  /// Seconds from the cycle's beginning to the first opening.
  var firstOpening: Double? {
    stages.firstIndex { $0.isOpen }.map { stages[..<$0].reduce(0) { $0 + $1.length } }
  }

  /// - Throws: `UnstableQueue` where the agents cannot do what comes.
  func backlog(load: Double, agents: Int) throws(UnstableQueue) -> DeferrableBacklog {
    let pieces = load / time * cycle
    do {
      return try DeferrableBacklog(
        stages: stages.map {
          DeferrableBacklog.Stage(
            length: $0.length, arrivalRate: pieces * $0.share / $0.length,
            capacity: $0.isOpen ? Double(agents) / time : 0)
        }, isCyclic: true)
    } catch {
      throw UnstableQueue(offeredLoad: load * cycle / openTime, agents: agents)
    }
  }
}
