import ContactCenter
import Experiments
import QueueingTheory

/// The work of one pool of agents in one planning interval, as the formulas need it.
public struct QueueLoad: Sendable, Equatable {
  /// Calls per second that want an agent, > 0.
  public var arrivalRate: Double
  /// The mean handle time in seconds, > 0: what a call takes of an agent.
  public var handleTime: Double
  /// Variance ÷ mean² of the handle time; 1 for the exponential law.
  public var squaredVariation = 1.0
  /// Whether the handle time is exponential, or its law not known.
  public var isExponential = true
  /// How long callers wait before they give up.
  public var patience = DurationLaw.unlimited
  /// The lines, for calls in menus, waiting and in conversation; nil: no limit.
  public var lines: Int?
  /// The part of the handle time in which a call's line is free again, in seconds: the wrap-up.
  public var wrapUp = 0.0
  /// The mean number of callers who hold a line in menus before, in erlangs.
  public var menuLoad = 0.0
  /// The most calls waiting; nil: no limit.
  public var waitingPlaces: Int?
  /// Abandonments after at most this many seconds are short.
  public var shortAbandon = 5.0

  /// Where they are chats of agents who have several at once; nil: one at a time.
  ///
  /// The handle time is then the shortcut's.
  public var chat: ChatLoad?

  /// Calls that wait as long as it takes, of an exponential handle time.
  public init(arrivalRate: Double, handleTime: Double) {
    self.arrivalRate = arrivalRate
    self.handleTime = handleTime
  }

  /// The offered load in erlangs: arrival rate × handle time.
  public var offeredLoad: Double { arrivalRate * handleTime }

  /// The mean number of lines held in menus and conversation, in erlangs, if nobody is blocked.
  public var lineLoad: Double { arrivalRate * (handleTime - wrapUp) + menuLoad }

  /// Whether lines are held for another time than agents are.
  var hasOwnLineTime: Bool { lines != nil && (wrapUp > 0 || menuLoad > 0) }

  /// The most agents that can be busy at the same time; nil: no limit.
  ///
  /// Behind K lines at most K are in conversation; with them as many in wrap-up as there ever are.
  var usefulAgents: Int? {
    guard wrapUp > 0 else { return lines }
    let load = arrivalRate * wrapUp
    return lines.map { $0 + Int(clamping: (load + 9 * load.squareRoot() + 12).rounded(.up)) }
  }

  /// The fewest lines that can do the work.
  var leastLines: Int { hasPatience ? 1 : Int(clamping: lineLoad.rounded(.down)) + 1 }

  /// The most calls that n agents and those who wait make up; nil: no limit.
  func places(agents: Int) -> Int? {
    let behind = waitingPlaces.map { agents + $0 }
    return [lines, behind].compactMap { $0 }.min()
  }

  /// Whether callers give up, at least some of them.
  public var hasPatience: Bool { patience != .unlimited }

  fileprivate var hasPlaces: Bool { lines != nil || waitingPlaces != nil }

  /// The fewest agents that are ever proposed.
  ///
  /// Without patience more agents than erlangs, even where few lines would keep fewer agents stable
  /// by turning callers away; with patience one.
  public var leastAgents: Int { hasPatience ? 1 : Int(clamping: offeredLoad.rounded(.down)) + 1 }

  /// The model of the queue, such as "Erlang A (M/M/n+M)".
  public var model: QueueModelName {
    if let chat, !hasPlaces {
      return QueueModelName(
        name: "chats, up to \(chat.speeds.count) at once (Luo and Zhang)",
        isApproximation: !chat.isExponential)
    }
    let places = hasPlaces ? "/K" : ""
    var end = ""
    if case .exponential = patience { end = "+M" } else if hasPatience { end = "+G" }
    if hasOwnLineTime {
      let parts = [
        menuLoad > 0 ? "held in menus" : nil, wrapUp > 0 ? "free in wrap-up" : nil,
      ].compactMap { $0 }
      let chain = "M/M/n/K\(hasPatience ? "+M" : "")"
      return QueueModelName(
        name: "\(chain), lines \(parts.joined(separator: " and "))",
        isApproximation: !isExponential || end == "+G")
    }
    let known = ["": "Erlang C (M/M/n)", "+M": "Erlang A (M/M/n+M)"]
    let exact = (hasPlaces ? nil : known[end]) ?? "M/M/n\(places)\(end)"
    guard !isExponential else { return QueueModelName(name: exact, isApproximation: false) }
    let general = "M/G/n\(places)\(end)"
    let way = hasPlaces || hasPatience ? "by \(exact)" : "after Allen and Cunneen"
    return QueueModelName(name: "\(general), approximated \(way)", isApproximation: true)
  }

  /// The queue with that many agents; nil where it would grow without bound.
  ///
  /// Cost: that of the formula, some 10 to 500 µs.
  public func queue(agents: Int) -> StaffedQueue? { StaffedQueue(self, agents: agents) }

  /// The load of both together, served by agents who do not tell them apart.
  ///
  /// Rates add up; the handle time and the patience are mixtures by rate. The lines are those of both
  /// where both have some.
  func joined(with other: QueueLoad) -> QueueLoad {
    let rate = arrivalRate + other.arrivalRate
    let (share, rest) = (arrivalRate / rate, other.arrivalRate / rate)
    let mean = share * handleTime + rest * other.handleTime
    let square =
      share * handleTime * handleTime * (1 + squaredVariation)
      + rest * other.handleTime * other.handleTime * (1 + other.squaredVariation)
    var result = QueueLoad(arrivalRate: rate, handleTime: mean)
    result.isExponential = isExponential && other.isExponential && handleTime == other.handleTime
    result.squaredVariation = result.isExponential ? 1 : max(0, square / (mean * mean) - 1)
    result.patience =
      patience == other.patience
      ? patience
      : Self.mixture(
        Self.parts(of: patience, weight: share) + Self.parts(of: other.patience, weight: rest))
    if let lines, let others = other.lines { result.lines = lines + others }
    result.wrapUp = share * wrapUp + rest * other.wrapUp
    result.menuLoad = menuLoad + other.menuLoad
    if let waitingPlaces, let others = other.waitingPlaces {
      result.waitingPlaces = waitingPlaces + others
    }
    result.shortAbandon = max(shortAbandon, other.shortAbandon)
    return result
  }

  /// Each law once, since types often share one.
  private static func mixture(_ parts: [DurationLaw.Part]) -> DurationLaw {
    var different: [DurationLaw.Part] = []
    for part in parts {
      if let place = different.firstIndex(where: { $0.law == part.law }) {
        different[place].weight += part.weight
      } else {
        different.append(part)
      }
    }
    return .mixture(different)
  }

  private static func parts(of law: DurationLaw, weight: Double) -> [DurationLaw.Part] {
    guard case .mixture(let parts) = law else { return [.init(weight: weight, law: law)] }
    return parts.map { .init(weight: weight * $0.weight, law: $0.law) }
  }
}

/// How a queue is computed.
public struct QueueModelName: Sendable, Hashable {
  /// Such as "M/G/n+G, approximated by M/M/n+G".
  public var name: String
  /// Whether the formula is exact for the queue's laws (the interval being stationary), or close.
  ///
  /// Close: means depend little on the handle time's law beyond its mean where callers give up
  /// (W. Whitt, "Engineering solution of a basic call-center model", Management Science 51, 2005,
  /// section 3); without patience see ``QueueingTheory/GeneralService``.
  public var isApproximation: Bool
}

/// A load with a number of agents: every figure that a goal may bound.
///
/// Proportions are of the calls offered, that is of those that get into the queue, except blocking,
/// which is of all attempts.
public struct StaffedQueue: Sendable {
  /// What comes.
  public let load: QueueLoad
  /// n, those included who never work since there are fewer lines.
  public let agents: Int
  private let formula: any QueueMeasures & Sendable
  /// The agents of the formula: those who can be busy.
  private let working: Int
  /// P(V > T), V the wait of one who never gives up; nil where it is the wait itself.
  private let offeredWait: (@Sendable (Double) -> Double)?
  /// The part of the time that an agent has any chat, where he may have several; nil: as the formula says.
  private let activeShare: Double?

  init?(_ load: QueueLoad, agents: Int) {
    guard agents >= 1 else { return nil }
    self.load = load
    self.agents = agents
    if load.hasOwnLineTime, let lines = load.lines {
      working = min(agents, load.usefulAgents ?? agents)
      activeShare = nil
      let queue = Self.behindLines(load, agents: working, lines: lines)
      formula = queue
      offeredWait = { queue.probabilityOfOfferedWait(longerThan: $0) }
      return
    }
    if let chat = load.chat, !load.hasPlaces {
      guard let queue = chat.queue(arrivalRate: load.arrivalRate, agents: agents) else { return nil }
      (working, formula, activeShare) = (agents, queue, queue.activeProportion)
      offeredWait = { queue.probabilityOfOfferedWait(longerThan: $0) }
      return
    }
    activeShare = nil
    let places = load.places(agents: agents)
    working = min(agents, places ?? agents)
    if load.hasPatience {
      guard let queue = Self.impatient(load, agents: working, places: places) else { return nil }
      formula = queue
      offeredWait = { queue.probabilityOfOfferedWait(longerThan: $0) }
      return
    }
    offeredWait = nil
    if let places {
      formula = TrunkedQueue(
        arrivalRate: load.arrivalRate, meanHandleTime: load.handleTime, agents: working,
        trunks: places, meanPatience: nil)
    } else if load.isExponential {
      guard let queue = Self.patient(load, agents: agents) else { return nil }
      formula = queue
    } else {
      guard let queue = Self.general(load, agents: agents) else { return nil }
      formula = queue
    }
  }

  private static func behindLines(
    _ load: QueueLoad, agents: Int, lines: Int
  ) -> LinesFreeInWrapUp {
    var center = LinesFreeInWrapUp.Center(
      arrivalRate: load.arrivalRate, lineTime: load.handleTime - load.wrapUp, wrapUp: load.wrapUp,
      agents: agents, lines: lines)
    center.waitingPlaces = load.waitingPlaces
    center.menuLoad = load.menuLoad
    center.meanPatience = load.exponentialPatience(agents: agents)
    return LinesFreeInWrapUp(center)
  }

  private static func impatient(_ load: QueueLoad, agents: Int, places: Int?) -> GeneralPatience? {
    if let places {
      return GeneralPatience(
        offeredLoad: load.offeredLoad, meanHandleTime: load.handleTime, agents: agents,
        patience: load.patience, trunks: places)
    }
    return try? GeneralPatience(
      offeredLoad: load.offeredLoad, meanHandleTime: load.handleTime, agents: agents,
      patience: load.patience)
  }

  private static func patient(_ load: QueueLoad, agents: Int) -> ErlangC? {
    try? ErlangC(
      offeredLoad: load.offeredLoad, meanHandleTime: load.handleTime, agents: agents)
  }

  private static func general(_ load: QueueLoad, agents: Int) -> GeneralService? {
    try? GeneralService(
      arrivalRate: load.arrivalRate, meanHandleTime: load.handleTime,
      squaredVariation: load.squaredVariation, agents: agents)
  }

  /// The part of the attempts that get in.
  private var entered: Double { 1 - formula.blockingProbability }

  /// Mean busy agents over agents, 0…1.
  public var occupancy: Double {
    activeShare ?? formula.occupancy * Double(working) / Double(agents)
  }
  /// The part of the offered calls that wait.
  public var waitProbability: Double { entered > 0 ? formula.waitProbability / entered : 0 }
  /// The mean wait of the answered calls, in seconds.
  public var averageSpeedOfAnswer: Double { formula.averageSpeedOfAnswer }
  /// The part of the offered calls that abandon.
  public var abandonedProportion: Double {
    entered > 0 ? formula.abandonedProportion / entered : 0
  }
  /// The part of all attempts that are turned away.
  public var blockingProbability: Double { formula.blockingProbability }
  /// The mean number of calls that wait.
  public var meanQueue: Double { formula.meanQueue }

  /// The counts that a definition of the service level uses, per attempt; each costs an integral.
  ///
  /// - Parameters:
  ///   - definition: what is counted.
  ///   - wait: the acceptable wait in seconds, ≥ 0.
  /// - Returns: the counts; those that the definition does not use are left 0.
  private func counts(
    for definition: ServiceLevelDefinition, within wait: Double
  ) -> ServiceLevelCounts {
    var counts = ServiceLevelCounts(
      offered: entered, answered: formula.answeredProportion, answeredWithin: 0,
      blocked: formula.blockingProbability, virtualKnown: entered)
    if definition == .virtualWait, let offeredWait {
      counts.virtualWithin = entered - offeredWait(wait)
      return counts
    }
    counts.answeredWithin = formula.served(within: wait)
    // Who never gives up has his virtual wait.
    counts.virtualWithin = counts.answeredWithin
    switch definition {
    case .shortWaitAbandonsIgnored, .abandonedWithinCountAsMet:
      counts.abandonedWithin = formula.abandoned(within: wait)
    case .shortAbandonsIgnored, .shortAbandonsCredited:
      counts.abandonedShort = formula.abandoned(within: load.shortAbandon)
    case .includingBlocked, .abandonedCountAgainst, .answeredOnly, .virtualWait: break
    }
    return counts
  }

  /// The figure that a goal bounds; a proportion or seconds.
  public func value(of measure: Goal.Measure) -> Double {
    let (sum, base) = parts(of: measure)
    return base > 0 ? sum / base : 0
  }

  /// Whether a goal is met in this interval.
  public func meets(_ goal: Goal) -> Bool { goal.isMet(by: value(of: goal.measure)) }

  /// The figure of a measure as a quotient, both parts per attempt: over several intervals with v
  /// attempts each the figure is ΣvN ÷ ΣvD.
  ///
  /// Occupancy is a quotient of agents' times, per attempt as well.
  ///
  /// Precondition: the measure is none of simulations alone.
  public func parts(of measure: Goal.Measure) -> (sum: Double, base: Double) {
    switch measure {
    case .serviceLevel(let definition, let wait):
      let (met, base) = definition.quotient(of: counts(for: definition, within: wait))
      return (met, base)
    case .averageSpeedOfAnswer:
      return (averageSpeedOfAnswer * formula.answeredProportion, formula.answeredProportion)
    case .abandonment: return (formula.abandonedProportion, entered)
    case .waitProbability: return (formula.waitProbability, entered)
    case .occupancy:
      let time = Double(agents) / load.arrivalRate
      return (occupancy * time, time)
    case .blocking: return (blockingProbability, 1)
    case .other(let name): preconditionFailure("no formula has \(name.rawValue)")
    }
  }

  /// By how much a goal is surpassed, per attempt; below 0 where it is missed.
  ///
  /// A lower bound b is met over several intervals exactly where Σv(N − bD) ≥ 0.
  func surplus(over goal: Goal) -> Double {
    let (sum, base) = parts(of: goal.measure)
    let above = sum - goal.bound * base
    return goal.isLowerBound ? above : -above
  }
}
