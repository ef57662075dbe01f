import Foundation

/// n agents behind K lines that are free again while an agent wraps up: M/M/n/K(+M) in which the
/// line ends with the conversation and the agent is free after the wrap-up.
///
/// The state is (i, j): i calls in conversation or waiting, j agents in wrap-up; min(i, n - j) calls
/// are in conversation. Both parts of the handle time are exponential. Callers in a menu hold lines
/// before, as many as a Poisson law cut at the K - i lines left says (the product form of
/// ``VoiceMenuTrunks``), so that the rate into the queue is λ(1 - B(K - i, menu load)). Blocked calls
/// are lost. Example: 350 calls an hour of 160 s and 20 s of wrap-up on 21 agents: 28 lines block
/// 0.93 %, and the mean wait is 9.1 s; 27 lines block 1.15 %.
///
/// The stationary law is found by aggregation and disaggregation: with the law of j for each i, the law
/// of i is that of a birth-and-death chain; with that, one sweep over the columns makes better laws of j;
/// until queue and blocking change by less than 1e-8 and 1e-7 of themselves. Numbers of calls beyond which less
/// than 1e-20 of the law lies are left out, so that very many lines cost no more than those that are used.
/// Blocking above 1e-12, queue and the mean wait without patience are exact to 1e-5 of themselves; tails of
/// waits take n/(mean handle time) as the rate at which busy agents get free. O(calls · agents in wrap-up) for a
/// sweep, some 50 to 500 sweeps, at most 1e8 updates: systems so large that these do not suffice (some 1,000
/// agents) come out a little too pessimistic.
///
/// Valid for positive rates, n ≥ 1, K ≥ 1. Source of the method: W. J. Stewart, "Introduction to the
/// numerical solution of Markov chains", 1994, chapter 6.
public struct LinesFreeInWrapUp: Sendable {
  /// What comes and what there is.
  public struct Center: Sendable, Equatable {
    /// Calls per second that want an agent, > 0.
    public var arrivalRate: Double
    /// The mean time with an agent on the line, in seconds, > 0.
    public var lineTime: Double
    /// The mean wrap-up in seconds, ≥ 0.
    public var wrapUp: Double
    /// n ≥ 1.
    public var agents: Int
    /// K ≥ 1.
    public var lines: Int
    /// The most calls that wait; nil: as many as there are lines.
    public var waitingPlaces: Int?
    /// The mean number of callers in menus if nobody were blocked, in erlangs.
    public var menuLoad = 0.0
    /// In seconds, exponential; nil: nobody gives up.
    public var meanPatience: Double?

    /// Calls, agents and lines.
    public init(
      arrivalRate: Double, lineTime: Double, wrapUp: Double, agents: Int, lines: Int
    ) {
      self.arrivalRate = arrivalRate
      self.lineTime = lineTime
      self.wrapUp = wrapUp
      self.agents = agents
      self.lines = lines
    }
  }

  /// What was solved.
  public let center: Center
  /// The part of the calls that find no line free, or no place to wait.
  public let blockingProbability: Double
  /// Time average of the number waiting.
  public let meanQueue: Double
  /// The part of all calls that find an agent free.
  private let immediateProportion: Double
  /// By number of those who wait already: the part of all calls that come and wait then.
  private let waiting: [Double]

  /// Solves a center.
  public init(_ center: Center) {
    precondition(center.arrivalRate > 0 && center.lineTime > 0 && center.wrapUp >= 0, "rates are > 0")
    precondition(center.agents >= 1 && center.lines >= 1, "agents and lines are ≥ 1")
    self.center = center
    var chain = WrapUpChain(center)
    chain.solve()
    (blockingProbability, meanQueue) = (chain.blocked, chain.meanQueue)
    (immediateProportion, waiting) = (chain.immediate, chain.waiting)
  }

  private var position: QueuePosition {
    QueuePosition(
      serviceRate: Double(center.agents) / (center.lineTime + center.wrapUp),
      abandonmentRate: center.meanPatience.map { 1 / $0 } ?? 0)
  }

  private var enteredProportion: Double { 1 - blockingProbability }

  /// P(V > T) over all calls that enter, V the wait of one who never gives up, as a part of all
  /// calls offered; T in seconds, ≥ 0.
  public func probabilityOfOfferedWait(longerThan time: Double) -> Double {
    let tails = position.offeredWaitTails(longerThan: time, upTo: waiting.count - 1)
    return zip(waiting, tails).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension LinesFreeInWrapUp: QueueMeasures {
  /// The part of all calls that enter and wait.
  public var waitProbability: Double { waiting.reduce(0, +) }

  /// θ E[queue]/λ.
  public var abandonedProportion: Double {
    center.meanPatience.map { meanQueue / ($0 * center.arrivalRate) } ?? 0
  }

  /// The part of all calls that are served.
  public var answeredProportion: Double { enteredProportion - abandonedProportion }

  /// E[W] over the calls that enter (Little 1961).
  public var averageWait: Double { meanQueue / (center.arrivalRate * enteredProportion) }

  /// E[W | served] in seconds.
  public var averageSpeedOfAnswer: Double {
    guard center.meanPatience != nil else { return averageWait }
    let position = position
    var (wait, total, served) = (0.0, 0.0, immediateProportion)
    for place in waiting.indices {
      wait += 1 / (position.serviceRate + Double(place + 1) * position.abandonmentRate)
      let answered = waiting[place] * position.servedProbability(place)
      total += answered * wait
      served += answered
    }
    return total / served
  }

  /// Mean agents in conversation or wrap-up over n.
  public var occupancy: Double {
    center.arrivalRate * answeredProportion * (center.lineTime + center.wrapUp)
      / Double(center.agents)
  }

  /// P(served and W ≤ T) over all calls offered; T in seconds, ≥ 0.
  public func served(within acceptableWait: Double) -> Double {
    let late = position.servedAfter(acceptableWait, upTo: waiting.count - 1)
    return answeredProportion - zip(waiting, late).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// P(abandoned and W ≤ T) over all calls offered; T in seconds, ≥ 0.
  public func abandoned(within time: Double) -> Double {
    let position = position
    guard position.abandonmentRate > 0, !waiting.isEmpty else { return 0 }
    let tails = position.offeredWaitTails(longerThan: time, upTo: waiting.count)
    let givesUp = -expm1(-position.abandonmentRate * time)
    return waiting.indices.reduce(0) { sum, place in
      sum + waiting[place]
        * (position.abandonedProbability(place) * (1 - tails[place + 1]) + givesUp * tails[place])
    }
  }
}
