import Foundation

/// Chat: n agents who have up to m chats at a time, each at a speed that depends on their number.
///
/// Chats come in a Poisson stream; a chat of work x, its length alone with an agent, ends when the integral
/// of its speed s(k) is x; work is exponential. A new chat goes to the agent with the fewest chats, or with
/// the most who has a slot free. With all slots taken chats wait in order of arrival; a slot that gets free
/// takes the first of them at once. Patience in the queue and during the chat is exponential.
///
/// Below nm chats ``ChatOccupancy``; while some wait all agents have m, so that the queue is a birth-and-death
/// chain with deaths D + jθ, D = nm(s(m)μ + θₛ). With s = 1 it is Erlang C or A with nm servers, whatever
/// the routing; with one agent, k s(k) = 1 and m = ∞ it is M/G/1 processor sharing
/// (``ProcessorSharing``), where the law of the work does not matter. Example: 60 chats an hour of 240 s, 4
/// agents with speeds 1, 0.8, 0.65 and a patience of 180 s: a chat lasts 276.8 s.
///
/// Proportions are of all chats offered. Valid for m s(m) > 0; relative error below 1e-8.
///
/// Source: Z. Luo and J. Zhang, "Staffing and control of instant messaging contact centers", Operations
/// Research 61, 2013 (the model); the chain is solved, not approximated.
public struct ChatAgents: Sendable {
  /// Chats per second.
  public let arrivalRate: Double
  /// 1/μ: the mean length of a chat alone with an agent, in seconds.
  public let meanWork: Double
  /// n.
  public let agents: Int
  /// s(1), …, s(m).
  public let speeds: [Double]
  /// 1/θ in seconds; nil: nobody in the queue gives up.
  public let meanPatience: Double?
  /// 1/θₛ in seconds; nil: nobody leaves during a chat.
  public let meanSessionPatience: Double?
  /// The most who may wait; nil: any number.
  public let queueLimit: Int?
  /// The part of the time that an agent has k chats, k = 0…m; nil where the chain is too large and all
  /// speeds are alike, so that the rest is known without it.
  public let loadShares: [Double]?

  /// P(all slots taken, j wait) for j = 0…, as far as it matters; with a patience or a limit.
  private let waiting: [Double]
  /// P(all slots taken), where the queue is geometric.
  private let geometric: Double?
  /// Mean chats with agents.
  public let meanChats: Double

  /// To whom a chat goes.
  public enum Routing: String, Sendable, CaseIterable {
    /// To an agent with the fewest chats.
    case leastLoaded
    /// To an agent with the most chats of those with a slot free.
    case mostLoaded
  }

  /// - Parameters:
  ///   - arrivalRate: chats per second, > 0.
  ///   - meanWork: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - speeds: s(1), …, s(m), each > 0; m ≥ 1.
  ///   - meanPatience: seconds, > 0; nil: nobody in the queue gives up.
  ///   - meanSessionPatience: seconds, > 0; nil: nobody leaves during a chat.
  ///   - queueLimit: the most who may wait, ≥ 0; nil: any number.
  ///   - routing: to whom a chat goes.
  /// - Throws: ``UnstableQueue`` where as many come as can be answered, or more; ``QueueTooLarge``.
  public init(
    arrivalRate: Double, meanWork: Double, agents: Int, speeds: [Double], meanPatience: Double? = nil,
    meanSessionPatience: Double? = nil, queueLimit: Int? = nil, routing: Routing = .leastLoaded
  ) throws {
    precondition(arrivalRate > 0 && arrivalRate.isFinite, "the arrival rate is finite and > 0")
    precondition(meanWork > 0 && meanWork.isFinite, "the mean work is finite and > 0")
    precondition(agents >= 1 && !speeds.isEmpty && speeds.allSatisfy { $0 > 0 }, "n, m and s(k) are > 0")
    self.arrivalRate = arrivalRate
    self.meanWork = meanWork
    self.agents = agents
    self.speeds = speeds
    self.meanPatience = meanPatience
    self.meanSessionPatience = meanSessionPatience
    self.queueLimit = queueLimit
    let leaving = meanSessionPatience.map { 1 / $0 } ?? 0
    let rates = [0] + speeds.enumerated().map { Double($0.offset + 1) * ($0.element / meanWork + leaving) }
    let full = Double(agents) * rates[speeds.count]
    let isGeometric = meanPatience == nil && queueLimit == nil
    if isGeometric && arrivalRate >= full {
      throw UnstableQueue(
        offeredLoad: arrivalRate / rates[speeds.count], agents: agents)
    }
    let law = try Self.law(agents: agents, rates: rates, arrivalRate: arrivalRate, routing: routing)
    let last = law.levels[agents * speeds.count]
    let slots = Double(agents * speeds.count)
    let queue = try Self.queue(
      arrivalRate: arrivalRate, full: full, patience: meanPatience, limit: queueLimit)
    // The chain below, and the queue above its last state.
    let above = isGeometric ? last * arrivalRate / (full - arrivalRate) : last * (queue.reduce(0, +) - 1)
    let all = 1 + above
    geometric = isGeometric ? (last + above) / all : nil
    waiting = queue.map { $0 * last / all }
    let below = law.levels.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    meanChats = (below + above * slots) / all
    guard law.agents[0].count == rates.count else {
      loadShares = nil
      return
    }
    loadShares = rates.indices.map { load in
      let below = zip(law.levels, law.agents).reduce(0) { $0 + $1.0 * $1.1[load] }
      let busy = load == speeds.count ? above * Double(agents) : 0
      return (below + busy) / all / Double(agents)
    }
  }

  /// The chats present while nobody waits.
  private static func law(
    agents: Int, rates: [Double], arrivalRate: Double, routing: Routing
  ) throws -> ChatOccupancy.Law {
    let slots = rates.count - 1
    let states = ChatOccupancy.states(agents: agents, slots: slots)
    if states <= Double(ChatOccupancy.mostStates) {
      return ChatOccupancy(
        agents: agents, endingRates: rates, packs: routing == .mostLoaded, arrivalRate: arrivalRate
      ).law()
    }
    let each = (1...slots).map { rates[$0] / Double($0) }
    guard let least = each.min(), let most = each.max(), most - least <= 1e-12 * most else {
      throw QueueTooLarge(states: states)
    }
    // Each chat ends at one rate, with whomever it is.
    let levels = BirthDeath.stationary(upTo: agents * slots) { arrivalRate / (Double($0 + 1) * most) }
    return ChatOccupancy.Law(levels: levels, agents: [[]])
  }

  /// The weights of 0, 1, … waiting over that of none; empty where the queue is geometric.
  private static func queue(
    arrivalRate: Double, full: Double, patience: Double?, limit: Int?
  ) throws -> [Double] {
    guard patience != nil || limit != nil else { return [] }
    let leaving = patience.map { 1 / $0 } ?? 0
    var weights = [1.0]
    var (weight, peak) = (1.0, 1.0)
    while weights.count <= limit ?? .max, limit != nil || weight >= 1e-18 * peak {
      weight *= arrivalRate / (full + Double(weights.count) * leaving)
      peak = max(peak, weight)
      weights.append(weight)
      guard peak < 1e280, weights.count <= Self.mostPlaces else {
        throw QueueTooLarge(states: Double(weights.count))
      }
    }
    return weights
  }

  /// More places in the queue are not looked at.
  private static let mostPlaces = 5_000_000

  /// m.
  public var slots: Int { speeds.count }

  /// D and θ.
  private var position: QueuePosition {
    let leaving = meanSessionPatience.map { 1 / $0 } ?? 0
    return QueuePosition(
      serviceRate: Double(agents * slots) * (speeds[slots - 1] / meanWork + leaving),
      abandonmentRate: meanPatience.map { 1 / $0 } ?? 0)
  }

  /// P(all slots taken and j wait) of those who join the queue.
  private var joining: ArraySlice<Double> { queueLimit == nil ? waiting[...] : waiting.dropLast() }

  /// Sums over those who join, by how many are ahead of them.
  private func sum(_ weight: (Int) -> Double) -> Double {
    joining.enumerated().reduce(0) { $0 + $1.element * weight($1.offset) }
  }
}

// MARK: - Chats and agents

extension ChatAgents {
  /// Mean chats over slots, 0…1.
  public var slotUse: Double { meanChats / Double(agents * slots) }

  /// The part of the time that an agent has at least one chat; nil: see ``loadShares``.
  public var activeProportion: Double? { loadShares.map { 1 - $0[0] } }

  /// E[k s(k)] of an agent: work done per second; nil: see ``loadShares``.
  public var effort: Double? {
    loadShares.map { shares in
      speeds.enumerated().reduce(0) { $0 + shares[$1.offset + 1] * Double($1.offset + 1) * $1.element }
    }
  }

  /// Mean chats of an agent who has at least one; nil: see ``loadShares``.
  public var meanConcurrency: Double? {
    activeProportion.map { $0 > 0 ? meanChats / Double(agents) / $0 : 0 }
  }

  /// From a slot taken to the slot free, of those finished and those who left, in seconds.
  public var meanSessionDuration: Double { meanChats / (arrivalRate * answeredProportion) }

  /// The part of all chats that leave while they are with an agent.
  public var abandonedInSession: Double { meanSessionPatience.map { meanChats / $0 / arrivalRate } ?? 0 }
}

extension ChatAgents: QueueMeasures {
  /// P(all slots taken, room in the queue).
  public var waitProbability: Double { geometric ?? joining.reduce(0, +) }

  /// P(the queue is at its limit).
  public var blockingProbability: Double { queueLimit == nil ? 0 : waiting.last ?? 0 }

  /// The part of the chats offered that give up in the queue.
  public var abandonedProportion: Double {
    let position = position
    return geometric == nil ? sum { position.abandonedProbability($0) } : 0
  }

  /// The part of the chats offered that get a slot.
  public var answeredProportion: Double { 1 - blockingProbability - abandonedProportion }

  /// Mean time in the queue of those who are not refused, zeros included, in seconds.
  public var averageWait: Double { meanQueue / (arrivalRate * (1 - blockingProbability)) }

  /// Mean time in the queue of those who get a slot, zeros included, in seconds.
  public var averageSpeedOfAnswer: Double {
    guard geometric == nil else { return averageWait }
    let position = position
    var wait = 0.0
    var total = 0.0
    for (place, probability) in joining.enumerated() {
      // Given that a slot is had, the departures ahead come at rates D + θ, D + 2θ, ….
      wait += 1 / (position.serviceRate + Double(place + 1) * position.abandonmentRate)
      total += probability * position.servedProbability(place) * wait
    }
    return total / answeredProportion
  }

  /// Time average of the number waiting.
  public var meanQueue: Double {
    if let geometric { return geometric * arrivalRate / (position.serviceRate - arrivalRate) }
    return waiting.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }

  /// Mean chats over slots, 0…1: the same as ``slotUse``.
  public var occupancy: Double { slotUse }

  /// P(a slot within T) over all chats offered; T in seconds, ≥ 0.
  public func served(within acceptableWait: Double) -> Double {
    answeredProportion - served(after: acceptableWait)
  }

  /// P(a slot after more than T) over all chats offered; T in seconds, ≥ 0.
  public func served(after acceptableWait: Double) -> Double {
    precondition(acceptableWait >= 0, "a wait is ≥ 0")
    if let geometric { return geometric * exp(-(position.serviceRate - arrivalRate) * acceptableWait) }
    let late = position.servedAfter(acceptableWait, upTo: joining.count - 1)
    return sum { late[$0] }
  }

  /// P(V > T), V the wait of one who never gives up; T in seconds, ≥ 0.
  public func probabilityOfOfferedWait(longerThan time: Double) -> Double {
    precondition(time >= 0, "a wait is ≥ 0")
    if geometric != nil { return served(after: time) }
    let tails = position.offeredWaitTails(longerThan: time, upTo: joining.count)
    return sum { tails[$0 + 1] }
  }

  /// P(given up in the queue by T) over all chats offered; T in seconds, ≥ 0.
  public func abandoned(within time: Double) -> Double {
    precondition(time >= 0, "a wait is ≥ 0")
    let position = position
    guard geometric == nil, position.abandonmentRate > 0, !joining.isEmpty else { return 0 }
    let tails = position.offeredWaitTails(longerThan: time, upTo: joining.count)
    let givesUp = -expm1(-position.abandonmentRate * time)
    return sum { position.abandonedProbability($0) * (1 - tails[$0 + 1]) + givesUp * tails[$0] }
  }
}
