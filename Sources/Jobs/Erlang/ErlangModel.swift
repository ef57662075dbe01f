import Foundation
import QueueingTheory
import Reporting

/// A queue whose number of agents, or lines, is still open.
struct ErlangModel {
  /// The models, with what tells one from another.
  enum Kind: Sendable {
    case loss
    case patient
    case squareRoot
    case trunked(lines: Int)
    case impatient(lines: Int?)
    case generalPatience(lines: Int?)
    case general
    case engset(sources: Int)
    case retrials
    case redials
    case priorities(isPreemptive: Bool)
    case chat(slots: Int)
    case sharing
    case returning
    case deferrable(isBusiness: Bool)
  }

  /// Which model it is.
  var kind: Kind
  /// What is counted: agents, or lines.
  var unit = "agents"
  /// Mean patience over mean handle time, where both are exponential and there are lines for all.
  var patienceRatio: Double?
  /// Whether an agent has one contact at a time, at once: what rules of staffing suppose.
  var hasOneAtATime = true
  /// Whether chance makes a queue, so that as many agents as erlangs are too few.
  var hasChance = true
  /// Whether the square-root rule of Halfin and Whitt is for this model.
  var hasSquareRootRule = false
  /// The most agents that make sense, such as the number of lines.
  var most = ErlangRequest.mostAgents
  /// Whether another load can be asked about.
  var hasOpenLoad = true
  /// Named values in seconds beside the figures.
  var others: (@Sendable (_ load: Double, _ agents: Int) throws -> [(name: String, seconds: Double)])?
  /// The law of the number waiting, up to a length that is asked about; nil: not known.
  var queueLengths: (@Sendable (_ load: Double, _ agents: Int, _ longest: Int) throws -> QueueLengthLaw)?
  /// The figures between whole numbers of agents; nil: there are none.
  var fractional: (@Sendable (_ load: Double, _ agents: Double) throws -> [ErlangFigure])?
  /// The figures of a load in erlangs and a whole number of agents.
  var whole: @Sendable (_ load: Double, _ agents: Int) throws -> [ErlangFigure]

  /// Such as "Erlang C (M/M/n)".
  var name: String { EnglishWords().name(of: kind) }
  /// What it supposes, in a sentence.
  var supposes: String { EnglishWords().supposition(of: kind) }

  /// The figures of a load in erlangs and a number of agents.
  ///
  /// - Throws: `UnstableQueue`, `QueueTooLarge`; numbers between whole ones only where there are figures
  ///   for them.
  func figures(_ load: Double, _ agents: Double) throws -> [ErlangFigure] {
    if agents == agents.rounded(), let count = Int(exactly: agents), count >= 1 {
      return try whole(load, count)
    }
    guard let fractional else { throw UnstableQueue(offeredLoad: load, agents: 0) }
    return try fractional(load, agents)
  }
}

extension ErlangModel {
  /// A model with the usual figures.
  static func figures(
    of queue: some QueueMeasures, within wait: Double, _ keys: [ErlangFigure.Key]
  ) -> [ErlangFigure] {
    keys.compactMap { key in
      switch key {
      case .occupancy: ErlangFigure(key, queue.occupancy)
      case .waitProbability: ErlangFigure(key, queue.waitProbability)
      case .serviceLevel: ErlangFigure(key, queue.serviceLevel(within: wait))
      case .averageSpeedOfAnswer: ErlangFigure(key, queue.averageSpeedOfAnswer)
      case .averageWait: ErlangFigure(key, queue.averageWait)
      case .abandonedProportion: ErlangFigure(key, queue.abandonedProportion)
      case .blockingProbability: ErlangFigure(key, queue.blockingProbability)
      case .meanQueue: ErlangFigure(key, queue.meanQueue)
      case .averageWaitOfAbandoned, .carriedLoad, .timeCongestion, .attemptsPerCall, .meanOrbit,
        .lostProportion, .slotUse, .effort, .meanConcurrency, .meanPresent, .sessionDuration,
        .abandonedInSession, .turnsPerThread, .meanThinkers, .meanOpen, .threadDuration, .waveAmplitude,
        .waveLag, .meanAge, .longestAge, .meanBusinessAge, .longestBusinessAge, .meanBacklog,
        .largestBacklog, .backlogAtOpening, .clearedAfter:
        nil
      }
    }
  }

  /// Erlang B.
  static func loss() -> ErlangModel {
    ErlangModel(
      kind: .loss, unit: "lines",
      fractional: { load, lines in
        let blocking = FractionalErlangB(offeredLoad: load, lines: lines).blockingProbability
        let carried = load * (1 - blocking)
        return [
          ErlangFigure(.occupancy, carried / lines), ErlangFigure(.blockingProbability, blocking),
          ErlangFigure(.carriedLoad, carried),
        ]
      }
    ) { load, lines in
      let system = ErlangB(offeredLoad: load, agents: lines)
      return figures(of: system, within: 0, [.occupancy, .blockingProbability])
        + [ErlangFigure(.carriedLoad, system.carriedLoad)]
    }
  }

  /// Erlang C, or M/M/n/K behind a number of lines.
  static func patient(handleTime: Double, within wait: Double, lines: Int?) -> ErlangModel {
    guard let lines else {
      return ErlangModel(
        kind: .patient, hasSquareRootRule: true,
        queueLengths: { load, agents, longest in
          QueueLengthLaw(
            try ErlangC(offeredLoad: load, meanHandleTime: handleTime, agents: agents),
            upTo: longest)
        },
        fractional: { load, agents in
          figures(
            of: try FractionalErlangC(
              offeredLoad: load, meanHandleTime: handleTime, agents: agents), within: wait, usual)
        }
      ) { load, agents in
        let queue = try ErlangC(offeredLoad: load, meanHandleTime: handleTime, agents: agents)
        return figures(of: queue, within: wait, usual)
      }
    }
    return ErlangModel(
      kind: .trunked(lines: lines), most: lines,
      queueLengths: { load, agents, _ in
        QueueLengthLaw(trunked(load, handleTime, agents, lines, patience: nil))
      }
    ) { load, agents in
      let queue = trunked(load, handleTime, agents, lines, patience: nil)
      return figures(of: queue, within: wait, usual + [.blockingProbability])
    }
  }

  private static func trunked(
    _ load: Double, _ handleTime: Double, _ agents: Int, _ lines: Int, patience: Double?
  ) -> TrunkedQueue {
    TrunkedQueue(
      arrivalRate: load / handleTime, meanHandleTime: handleTime, agents: agents, trunks: lines,
      meanPatience: patience)
  }

  /// Erlang A or M/M/n+G, behind a number of lines where there is one.
  static func impatient(
    handleTime: Double, within wait: Double, lines: Int?, patience: DurationLaw
  ) -> ErlangModel {
    let keys = usual + [.averageWait, .abandonedProportion] + (lines == nil ? [] : [.blockingProbability])
    let between: @Sendable (Double, Double) throws -> [ErlangFigure] = { load, agents in
      let queue = try GeneralPatience(
        offeredLoad: load, meanHandleTime: handleTime, fractionalAgents: agents,
        patience: patience)
      return figures(of: queue, within: wait, keys)
    }
    guard case .exponential(let mean) = patience else {
      return ErlangModel(
        kind: .generalPatience(lines: lines), most: lines ?? ErlangRequest.mostAgents,
        fractional: lines == nil ? between : nil
      ) { load, agents in
        let queue =
          try lines.map {
            GeneralPatience(
              offeredLoad: load, meanHandleTime: handleTime, agents: agents, patience: patience,
              trunks: $0)
          }
          ?? GeneralPatience(
            offeredLoad: load, meanHandleTime: handleTime, agents: agents, patience: patience)
        return figures(of: queue, within: wait, keys)
      }
    }
    if let lines {
      return ErlangModel(
        kind: .impatient(lines: lines), most: lines,
        queueLengths: { load, agents, _ in
          QueueLengthLaw(trunked(load, handleTime, agents, lines, patience: mean))
        }
      ) { load, agents in
        let queue = trunked(load, handleTime, agents, lines, patience: mean)
        return figures(of: queue, within: wait, keys)
      }
    }
    return ErlangModel(
      kind: .impatient(lines: nil), patienceRatio: mean / handleTime,
      queueLengths: { load, agents, _ in
        QueueLengthLaw(
          ErlangA(
            offeredLoad: load, meanHandleTime: handleTime, agents: agents, meanPatience: mean))
      },
      fractional: between
    ) { load, agents in
      let queue = ErlangA(
        offeredLoad: load, meanHandleTime: handleTime, agents: agents, meanPatience: mean)
      return figures(of: queue, within: wait, keys)
    }
  }

  /// M/G/n, approximated.
  static func general(handleTime: Double, variation: Double, within wait: Double) -> ErlangModel {
    @Sendable func queue(_ load: Double, _ agents: Int) throws -> GeneralService {
      try GeneralService(
        arrivalRate: load / handleTime, meanHandleTime: handleTime,
        squaredVariation: variation * variation, agents: agents)
    }
    return ErlangModel(
      kind: .general,
      others: { load, agents in
        let queue = try queue(load, agents)
        let named = [
          ("kimura", queue.kimura), ("sakasegawa", queue.sakasegawa),
          ("erlangC", queue.exponential.averageSpeedOfAnswer),
        ]
        return variation == 0
          ? named + [("cosmetatosDeterministic", queue.cosmetatosDeterministic)] : named
      },
      whole: { try figures(of: queue($0, $1), within: wait, usual) })
  }

  /// Engset: few callers, each silent while he talks; the load is that of the callers given.
  static func engset(sources: Int, idleRate: Double, holdTime: Double) -> ErlangModel {
    ErlangModel(
      kind: .engset(sources: sources), unit: "lines", most: sources, hasOpenLoad: false
    ) { _, lines in
      let system = Engset(
        sources: sources, lines: lines, idleSourceRate: idleRate, meanHoldTime: holdTime)
      return [
        ErlangFigure(.occupancy, system.meanBusy / Double(lines)),
        ErlangFigure(.blockingProbability, system.callCongestion),
        ErlangFigure(.timeCongestion, system.timeCongestion),
        ErlangFigure(.carriedLoad, system.meanBusy),
      ]
    }
  }

  /// Blocked callers try again.
  static func retrials(
    handleTime: Double, retryTime: Double, persistence: Double
  ) -> ErlangModel {
    ErlangModel(
      kind: .retrials, most: 2000
    ) { load, agents in
      let queue = try Retrials(
        arrivalRate: load / handleTime, meanHandleTime: handleTime, agents: agents,
        meanRetryTime: retryTime, persistence: persistence)
      return [
        ErlangFigure(.occupancy, queue.meanBusy / Double(agents)),
        ErlangFigure(.blockingProbability, queue.blockingProbabilityPerAttempt),
        ErlangFigure(.attemptsPerCall, queue.attemptsPerCall),
        ErlangFigure(.meanOrbit, queue.meanOrbit),
        ErlangFigure(.lostProportion, max(0, 1 - queue.servedProportion)),
      ]
    }
  }

  /// Callers who gave up call again.
  static func redials(
    handleTime: Double, retryTime: Double, probability: Double, patience: Double
  ) -> ErlangModel {
    ErlangModel(
      kind: .redials, most: 200
    ) { load, agents in
      let queue = try Redial(
        arrivalRate: load / handleTime, meanHandleTime: handleTime, agents: agents,
        meanPatience: patience, redialProbability: probability, meanRedialTime: retryTime)
      return [
        ErlangFigure(.occupancy, queue.occupancy),
        ErlangFigure(.waitProbability, queue.waitProbabilityPerAttempt),
        ErlangFigure(.averageWait, queue.averageWaitPerAttempt),
        ErlangFigure(.abandonedProportion, queue.abandonedProportionPerAttempt),
        ErlangFigure(.attemptsPerCall, queue.attemptsPerCall),
        ErlangFigure(.meanOrbit, queue.meanOrbit),
        ErlangFigure(.lostProportion, queue.lostProportionPerCall),
      ]
    }
  }

  /// Classes of callers, the first the most urgent, with these shares of the load.
  static func priorities(
    handleTime: Double, shares: [Double], within wait: Double, preemptive: Bool
  ) -> ErlangModel {
    ErlangModel(
      kind: .priorities(isPreemptive: preemptive)
    ) { load, agents in
      let rates = shares.map { $0 * load / handleTime }
      if preemptive {
        let queue = try PreemptivePriorities(
          arrivalRates: rates, meanHandleTime: handleTime, agents: agents)
        return [ErlangFigure(.occupancy, load / Double(agents))]
          + rates.indices.map {
            ErlangFigure(.averageWait, queue.averageWait(ofClass: $0), member: $0 + 1)
          }
      }
      let queue = try Priorities(arrivalRates: rates, meanHandleTime: handleTime, agents: agents)
      return [
        ErlangFigure(.occupancy, load / Double(agents)),
        ErlangFigure(.waitProbability, queue.waitProbability),
      ]
        + rates.indices.flatMap { index in
          [
            ErlangFigure(
              .serviceLevel, queue.serviceLevel(within: wait, ofClass: index), member: index + 1),
            ErlangFigure(
              .averageSpeedOfAnswer, queue.averageSpeedOfAnswer(ofClass: index),
              member: index + 1),
          ]
        }
    }
  }

  /// The figures of a queue whose callers wait.
  static let usual: [ErlangFigure.Key] = [
    .occupancy, .waitProbability, .serviceLevel, .averageSpeedOfAnswer, .meanQueue,
  ]
}
