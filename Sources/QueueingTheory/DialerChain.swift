import Foundation

/// A dialer that keeps so many lines ringing for each agent, as a Markov chain of agents in talk and lines that ring.
///
/// A line rings for an exponential time and is answered with probability q, else not; talk is exponential, the list
/// without end. After every event the dialer dials at once up to its target and never takes a ringing line back.
/// Who is answered while no agent is idle is dropped. What the lines are counted by, the tally, matters more than
/// their number: idle agents a, ⌊L a⌋ lines ring, or all agents n, ⌊L n⌋ lines ring or talk.
///
/// Exact. By the idle tally the states (idle agents, ringing lines) are solved level by level: within a level lines
/// only fall away, so that one sweep solves it from the levels beside it, and the levels themselves are a birth-and-
/// death chain, solved anew after each sweep. O(states) a sweep, some 60 sweeps for a hundred agents and 400 for a
/// thousand; levels whose probability is below 1e-15 are left out. By the other tally it is a birth-and-death chain.
/// Rates per second. Example: ten agents, two lines an idle agent, ring 20 s, q = 0.3, talk 180 s: occupancy 0.85106, of
/// the answered 4.877 % are dropped.
///
/// Source: the chain itself; the sweeps are iterative aggregation and disaggregation (Y. Takahashi, Research Report
/// B-18, Tokyo Institute of Technology, 1975; W. Stewart, "Introduction to the Numerical Solution of Markov Chains",
/// 1994, chapter 6).
public struct DialerChain: Sendable {
  /// What the dialer counts lines by.
  public enum Tally: String, Sendable, CaseIterable {
    /// ⌊L · idle agents⌋ lines ring.
    case idle
    /// ⌊L · agents⌋ lines ring or are in talk.
    case all
  }

  /// n.
  public let agents: Int
  /// L.
  public let linesPerAgent: Double
  /// How they are counted.
  public let tally: Tally
  /// In seconds.
  public let meanRing: Double
  /// q.
  public let answerProbability: Double
  /// In seconds.
  public let meanTalk: Double
  /// Mean agents in talk.
  public private(set) var meanBusy = 0.0
  /// Mean lines that ring.
  public private(set) var meanRinging = 0.0
  /// The part of the time in which all agents are in talk.
  public private(set) var allBusyProbability = 0.0
  /// Dropped calls per second.
  public private(set) var droppedRate = 0.0

  /// - Parameters:
  ///   - agents: n ≥ 1.
  ///   - linesPerAgent: L > 0; with less than one line for all agents nobody is dialed.
  ///   - tally: what they are counted by.
  ///   - meanRing: seconds, > 0.
  ///   - answerProbability: q, above 0, at most 1.
  ///   - meanTalk: seconds, > 0.
  /// - Throws: `QueueTooLarge` where the chain has more than 20 million states.
  public init(
    agents: Int, linesPerAgent: Double, tally: Tally, meanRing: Double, answerProbability: Double,
    meanTalk: Double
  ) throws(QueueTooLarge) {
    precondition(agents >= 1 && linesPerAgent > 0 && meanRing > 0 && meanTalk > 0, "numbers are above 0")
    precondition(answerProbability > 0 && answerProbability <= 1, "calls are answered")
    (self.agents, self.linesPerAgent, self.tally) = (agents, linesPerAgent, tally)
    (self.meanRing, self.answerProbability, self.meanTalk) = (meanRing, answerProbability, meanTalk)
    switch tally {
    case .idle: try solveByIdle()
    case .all: solveByAll()
    }
  }

  /// In talk, of the agents' time.
  public var occupancy: Double { meanBusy / Double(agents) }
  /// Calls that an agent takes, per second.
  public var connectedRate: Double { meanBusy / meanTalk }
  /// Answered calls per second.
  public var answeredRate: Double { dialRate * answerProbability }
  /// Attempts per second.
  public var dialRate: Double { meanRinging / meanRing }
  /// Dropped calls, of the answered ones; 0 where nobody is dialed.
  public var dropRate: Double { answeredRate > 0 ? droppedRate / answeredRate : 0 }
  /// An agent's wait between two calls, in seconds.
  public var meanWait: Double { meanTalk * (Double(agents) - meanBusy) / meanBusy }

  /// ⌊L · count⌋, where a product that misses a whole number by rounding has reached it.
  private func lines(for count: Int) -> Int { Int((linesPerAgent * Double(count) + 1e-9).rounded(.down)) }

  // MARK: - All agents

  /// Ringing lines are what is missing to the target: a chain of the agents in talk alone.
  private mutating func solveByAll() {
    let target = lines(for: agents)
    let law = BirthDeath.stationary(upTo: min(agents, target)) { busy in
      Double(target - busy) * answerProbability / meanRing / (Double(busy + 1) / meanTalk)
    }
    for (busy, probability) in law.enumerated() {
      meanBusy += Double(busy) * probability
      meanRinging += Double(target - busy) * probability
    }
    guard target >= agents else { return }
    allBusyProbability = law[agents]
    droppedRate = law[agents] * Double(target - agents) * answerProbability / meanRing
  }

  // MARK: - Idle agents

  private mutating func solveByIdle() throws(QueueTooLarge) {
    guard lines(for: agents) > 0 else { return }
    let (answer, end) = (answerProbability / meanRing * linesPerAgent, 1 / meanTalk)
    let usual = Double(agents) * end / (end + answer)
    var levels = min(agents, Int(usual + 10 * usual.squareRoot() + 20))
    var chain = try solved(levels: levels)
    while levels < agents, chain.last > 1e-15 {
      levels = min(agents, 2 * levels)
      chain = try solved(levels: levels)
    }
    let sums = chain.sums
    (meanBusy, meanRinging) = (Double(agents) - sums.idle, sums.ringing)
    allBusyProbability = sums.allBusy
    droppedRate = sums.ringingWhileBusy * answerProbability / meanRing
  }

  /// The chain up to so many idle agents.
  private func solved(levels: Int) throws(QueueTooLarge) -> IdleTally {
    let states = Double(levels + 1) * (linesPerAgent * Double(levels) + 1)
    guard states <= 2e7 else { throw QueueTooLarge(states: states) }
    var chain = IdleTally(self, levels: levels, target: lines)
    chain.solve()
    return chain
  }
}

/// The chain of the idle tally: a level for each number of idle agents, a place in it for each number of lines.
private struct IdleTally {
  private let agents: Int
  /// Rates per second: of the end of a talk, of a ringing line that is answered, and of one that is not.
  private let end: Double
  private let answered: Double
  private let missed: Double
  /// The lines that ring at least, by level.
  private let targets: [Int]
  private let width: Int
  /// Level by level the probability of each number of ringing lines.
  private var law: [Double]
  /// Of each level.
  private var marginal: [Double]

  init(_ dialer: DialerChain, levels: Int, target: (Int) -> Int) {
    agents = dialer.agents
    end = 1 / dialer.meanTalk
    answered = dialer.answerProbability / dialer.meanRing
    missed = (1 - dialer.answerProbability) / dialer.meanRing
    targets = (0...levels).map(target)
    width = targets[levels] + 1
    law = [Double](repeating: 0, count: (levels + 1) * width)
    marginal = [Double](repeating: 1 / Double(levels + 1), count: levels + 1)
    for level in 0...levels { law[level * width + targets[level]] = marginal[level] }
  }

  /// The probability of the last level.
  var last: Double { marginal[marginal.count - 1] }

  var sums: (idle: Double, ringing: Double, allBusy: Double, ringingWhileBusy: Double) {
    var sums = (idle: 0.0, ringing: 0.0, allBusy: marginal[0], ringingWhileBusy: 0.0)
    for level in marginal.indices {
      sums.idle += Double(level) * marginal[level]
      for lines in targets[level]..<width {
        let part = Double(lines) * law[level * width + lines]
        sums.ringing += part
        if level == 0 { sums.ringingWhileBusy += part }
      }
    }
    return sums
  }

  /// Sweeps until nothing changes any more.
  mutating func solve() {
    var previous = sums
    for sweep in 0..<20_000 {
      let up = sweep % 2 == 0
      let levels = up ? Array(marginal.indices) : marginal.indices.reversed()
      for level in levels { relax(level) }
      weigh()
      let next = sums
      func isSame(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= 1e-13 * abs(one) + 1e-300 }
      if isSame(previous.idle, next.idle), isSame(previous.ringing, next.ringing),
        isSame(previous.allBusy, next.allBusy),
        isSame(previous.ringingWhileBusy, next.ringingWhileBusy)
      {
        break
      }
      previous = next
    }
  }

  /// The law of a level from those beside it: in a level lines only fall away, so that its equations are solved
  /// from the most lines down.
  private mutating func relax(_ level: Int) {
    let (first, row) = (targets[level], level * width)
    let begins = level < marginal.count - 1 ? Double(agents - level) * end : 0
    // What comes from a level with fewer lines than the target is dialed up to it.
    var dialed = 0.0
    if level > 0 {
      for lines in targets[level - 1]..<max(targets[level - 1], first) {
        dialed += law[row - width + lines]
      }
      dialed *= Double(agents - level + 1) * end
    }
    for lines in stride(from: width - 1, through: first, by: -1) {
      var inflow = lines == first ? dialed : 0
      if lines < width - 1 {
        inflow += Double(lines + 1) * (level == 0 ? answered + missed : missed) * law[row + lines + 1]
        if level < marginal.count - 1 {
          inflow += Double(lines + 1) * answered * law[row + width + lines + 1]
        }
      }
      if lines == first, level < marginal.count - 1, targets[level + 1] == first {
        inflow += Double(lines) * answered * law[row + width + lines]
      }
      if level > 0, lines >= targets[level - 1] {
        inflow += Double(agents - level + 1) * end * law[row - width + lines]
      }
      // At the target a line that is not answered is dialed anew.
      let falls = level > 0 ? answered + (lines > first ? missed : 0) : answered + missed
      let leaving = begins + Double(lines) * falls
      law[row + lines] = leaving > 0 ? inflow / leaving : law[row + lines]
    }
  }

  /// Scales the levels so that as many agents come free as calls are connected.
  private mutating func weigh() {
    var logarithms = [0.0]
    for level in 1..<marginal.count {
      var (mass, lines) = (0.0, 0.0)
      for place in targets[level]..<width {
        mass += law[level * width + place]
        lines += Double(place) * law[level * width + place]
      }
      // Where no lines ring nobody comes down from a level.
      let connects = mass > 0 ? answered * lines / mass : 0
      let ratio = connects > 0 ? Double(agents - level + 1) * end / connects : 1e300
      logarithms.append(logarithms[level - 1] + log(ratio))
    }
    let peak = logarithms.max() ?? 0
    let weights = logarithms.map { exp($0 - peak) }
    let sum = weights.reduce(0, +)
    for level in marginal.indices {
      marginal[level] = weights[level] / sum
      let row = level * width
      let mass = law[row..<row + width].reduce(0, +)
      guard mass > 0 else { continue }
      for place in row..<row + width { law[place] *= marginal[level] / mass }
    }
  }
}
