import Foundation

/// Calls in and calls out by the same agents, of whom some stay free for those who call.
///
/// Whenever nobody waits and more than r agents are idle, outbound calls begin until r are; they connect at once and
/// never run out, so that beside what calls in there is always work. Nothing is interrupted. Calls in come in a
/// Poisson stream, take any idle agent, else wait in order and may give up after an exponential patience. Both
/// kinds of calls are exponential. With r as many as the agents there is no outbound call.
///
/// Exact, but for queues longer than those of less than 1e-14 of the time; the chain of outbound calls in talk and of
/// idle agents or queue, O(states · agents²). Times in seconds, rates per second. Example: 60 calls an hour, six
/// agents, one reserved, 180 s each, nobody gives up: half of the calls wait, 30 s in the mean, and 50 outbound
/// calls an hour are made.
public struct ReservedBlend: Sendable {
  /// λ, calls in per second.
  public let arrivalRate: Double
  /// n.
  public let agents: Int
  /// In seconds, of calls in.
  public let meanInbound: Double
  /// In seconds, of calls out.
  public let meanOutbound: Double
  /// In seconds; nil: nobody gives up.
  public let meanPatience: Double?
  /// r.
  public let reserve: Int
  /// Calls that find no idle agent.
  public private(set) var waitProbability = 0.0
  /// Mean number waiting.
  public private(set) var meanQueue = 0.0
  /// Mean agents with a call in.
  public private(set) var busyInbound = 0.0
  /// Mean agents with a call out.
  public private(set) var busyOutbound = 0.0
  /// By number waiting, from 0, the probability that all are busy with so many outbound calls, from 0.
  private var waiting: [[Double]] = []

  /// - Parameters:
  ///   - arrivalRate: calls in per second, > 0.
  ///   - agents: n ≥ 1.
  ///   - meanInbound: seconds, > 0.
  ///   - meanOutbound: seconds, > 0.
  ///   - meanPatience: seconds, > 0; nil: nobody gives up.
  ///   - reserve: r, 0…n.
  /// - Throws: `UnstableQueue` where more calls come than all agents can take and nobody gives up;
  ///   `QueueTooLarge`.
  public init(
    arrivalRate: Double, agents: Int, meanInbound: Double, meanOutbound: Double, meanPatience: Double?,
    reserve: Int
  ) throws {
    precondition((0...agents).contains(reserve), "a reserve is 0 to all agents")
    (self.arrivalRate, self.agents, self.reserve) = (arrivalRate, agents, reserve)
    (self.meanInbound, self.meanOutbound, self.meanPatience) = (meanInbound, meanOutbound, meanPatience)
    if meanPatience == nil, arrivalRate * meanInbound >= Double(agents) {
      throw UnstableQueue(offeredLoad: arrivalRate * meanInbound, agents: agents)
    }
    var longest = 50
    while try !solve(longest: longest) { longest *= 2 }
  }

  /// In talk, of the agents' time.
  public var occupancy: Double { (busyInbound + busyOutbound) / Double(agents) }
  /// Outbound calls per second.
  public var outboundRate: Double { busyOutbound / meanOutbound }
  /// Calls in that are given up.
  public var abandonedProportion: Double {
    meanPatience.map { meanQueue / $0 / arrivalRate } ?? 0
  }
  /// Seconds, over all calls in, those who give up and those who do not wait included.
  public var averageWait: Double { meanQueue / arrivalRate }

  /// Level z: idle agents down from the reserve, then callers waiting; in it the outbound calls in talk.
  private mutating func solve(longest: Int) throws(QueueTooLarge) -> Bool {
    let (width, levels) = (agents + 1, reserve + 1 + longest)
    guard Double(width * levels) * Double(width) <= 1e7 else {
      throw QueueTooLarge(states: Double(width * levels))
    }
    var chain = BandedChain(states: width * levels, band: width + 1)
    for level in 0..<levels {
      let (idle, queue) = (max(0, reserve - level), max(0, level - reserve))
      for outbound in 0...(agents - idle) {
        add(
          level * width + outbound, idle: idle, queue: queue, outbound: outbound, isLast: level == levels - 1,
          to: &chain)
      }
      // States that cannot be: they leave for one that can.
      for outbound in (agents - idle + 1)..<max(width, agents - idle + 1) {
        chain.add(1, from: level * width + outbound, to: level * width + outbound - 1)
      }
    }
    let law = chain.stationary()
    guard law[((levels - 1) * width)...].reduce(0, +) < 1e-14 else { return false }
    collect(law, levels: levels)
    return true
  }

  private func add(
    _ state: Int, idle: Int, queue: Int, outbound: Int, isLast: Bool, to chain: inout BandedChain
  ) {
    let width = agents + 1
    let inbound = agents - idle - outbound
    if !isLast { chain.add(arrivalRate, from: state, to: state + width) }
    let ends = (Double(inbound) / meanInbound, Double(outbound) / meanOutbound)
    if queue > 0 {
      // The first in the queue is served.
      chain.add(ends.0 + (meanPatience.map { Double(queue) / $0 } ?? 0), from: state, to: state - width)
      if outbound > 0 { chain.add(ends.1, from: state, to: state - width - 1) }
    } else if idle < reserve {
      chain.add(ends.0, from: state, to: state - width)
      if outbound > 0 { chain.add(ends.1, from: state, to: state - width - 1) }
    } else if inbound > 0 {
      // One more idle agent than the reserve: an outbound call begins.
      chain.add(ends.0, from: state, to: state + 1)
    }
  }

  private mutating func collect(_ law: [Double], levels: Int) {
    let width = agents + 1
    waiting = []
    (waitProbability, meanQueue, busyInbound, busyOutbound) = (0, 0, 0, 0)
    for level in 0..<levels {
      let (idle, queue) = (max(0, reserve - level), max(0, level - reserve))
      let row = law[(level * width)..<((level + 1) * width)]
      let mass = row.reduce(0, +)
      let outbound = zip(row, 0...).reduce(0) { $0 + $1.0 * Double($1.1) }
      busyOutbound += outbound
      busyInbound += Double(agents - idle) * mass - outbound
      meanQueue += Double(queue) * mass
      guard idle == 0 else { continue }
      waitProbability += mass
      waiting.append(Array(row))
    }
  }

  // MARK: - Service level

  /// The part of the calls in that are served within a wait of T seconds, of all that come.
  ///
  /// Who comes behind k others while o of the agents have outbound calls is served when k + 1 of those before have
  /// left; computed by uniformization over (o, k) with a relative error below 1e-12.
  ///
  /// - Throws: `QueueTooLarge` where the wait is so long against the shorter of the times that it takes minutes.
  public func served(within wait: Double) throws(QueueTooLarge) -> Double {
    let (width, leaves) = (agents + 1, meanPatience.map { 1 / $0 } ?? 0)
    let depth = waiting.count
    let fastest =
      Double(agents) * max(1 / meanInbound, 1 / meanOutbound) + Double(depth) * leaves
    var (served, power) = (
      [Double](repeating: 0, count: depth * width), [Double](repeating: 0, count: depth * width)
    )
    let mean = fastest * wait
    let steps = Int(clamping: mean + 10 * mean.squareRoot() + 40)
    var left = 1.0
    for step in 0...steps {
      guard step < Self.mostOperations / served.count else {
        throw QueueTooLarge(states: Double(served.count))
      }
      let weight = SpecialFunctions.poissonProbability(Double(step), mean: mean)
      left -= weight
      for place in served.indices { served[place] += weight * power[place] }
      var next = power
      for ahead in 0..<depth {
        for outbound in 0..<width {
          let place = ahead * width + outbound
          let inside = Double(agents - outbound) / meanInbound
          let outside = Double(outbound) / meanOutbound
          let gone = Double(ahead) * leaves
          let front = ahead == 0 ? 1 : power[place - width]
          let frontAfter = ahead == 0 || outbound == 0 ? 1 : power[place - width - 1]
          let stays = fastest - inside - outside - gone - leaves
          next[place] =
            (inside * front + outside * frontAfter + gone * front + stays * power[place]) / fastest
        }
      }
      let change = zip(next, power).reduce(0) { max($0, $1.0 - $1.1) }
      power = next
      // Whoever is served has been: nothing comes after that.
      if step > 0, change < 3e-16 {
        for place in served.indices { served[place] += left * power[place] }
        break
      }
    }
    var sum = 1 - waitProbability
    for (ahead, row) in waiting.enumerated() {
      for (outbound, mass) in row.enumerated() { sum += mass * served[ahead * width + outbound] }
    }
    return sum
  }

  /// What some ten seconds allow.
  private static let mostOperations = 2_000_000_000
}
