/// Erlang A with redial: a caller who abandons calls again with probability p after an exponential
/// time, with fresh patience, at the end of the queue.
///
/// The chain (present i, orbit j) is cut where less than 1e-15 of the probability lies beyond, and
/// solved without subtractions; see ``BandedChain``.
///
/// Always stable. Relative error about 1e-10. O(present · orbit · min(present, orbit)²): meant for
/// up to some hundred agents.
///
/// Source: the model of Z. Aksin, M. Armony and V. Mehrotra, "The modern call center", POM 16,
/// 2007, section 2.4; S. Ding et al., "Call centers with redials and reconnects", 2015, section 3.
public struct Redial: Sendable {
  /// First calls per second.
  public let arrivalRate: Double
  /// Time average of the number waiting.
  public let meanQueue: Double
  /// Time average of the callers who will call again.
  public let meanOrbit: Double
  /// Mean busy agents over n, 0…1.
  public let occupancy: Double
  /// All attempts per second.
  private let attemptRate: Double
  private let waitingAttempts: Double
  private let abandonmentRate: Double
  private let redialProbability: Double

  /// - Parameters:
  ///   - arrivalRate: first calls per second, > 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n ≥ 1.
  ///   - meanPatience: seconds, > 0.
  ///   - redialProbability: p in [0, 1), the probability of calling again after abandoning.
  ///   - meanRedialTime: seconds, > 0.
  /// - Throws: ``QueueTooLarge`` above a billion steps of the elimination, a second or so.
  public init(
    arrivalRate: Double, meanHandleTime: Double, agents: Int, meanPatience: Double,
    redialProbability: Double, meanRedialTime: Double
  ) throws(QueueTooLarge) {
    precondition(arrivalRate > 0 && meanHandleTime > 0 && meanPatience > 0, "rates are > 0")
    precondition(agents >= 1 && meanRedialTime > 0, "agents are ≥ 1, the redial time is > 0")
    precondition(redialProbability >= 0 && redialProbability < 1, "the probability is in [0, 1)")
    self.arrivalRate = arrivalRate
    self.redialProbability = redialProbability
    abandonmentRate = 1 / meanPatience
    let chain = RedialChain(
      arrivalRate: arrivalRate, handleRate: 1 / meanHandleTime, agents: agents,
      abandonmentRate: 1 / meanPatience, redialProbability: redialProbability,
      redialRate: 1 / meanRedialTime)
    let means = try chain.means()
    meanQueue = means.queue
    meanOrbit = means.orbit
    occupancy = means.busy / Double(agents)
    attemptRate = arrivalRate + means.orbit / meanRedialTime
    waitingAttempts = means.allBusy * arrivalRate + means.blockedOrbit / meanRedialTime
  }

  /// Attempts per first call.
  public var attemptsPerCall: Double { attemptRate / arrivalRate }
  /// The part of the attempts that abandon.
  public var abandonedProportionPerAttempt: Double { abandonmentRate * meanQueue / attemptRate }
  /// E[W] over all attempts, zeros included, in seconds (Little 1961).
  public var averageWaitPerAttempt: Double { meanQueue / attemptRate }
  /// The part of the attempts that find all agents busy.
  public var waitProbabilityPerAttempt: Double { waitingAttempts / attemptRate }
  /// The part of the first calls that are never served.
  public var lostProportionPerCall: Double {
    abandonmentRate * meanQueue * (1 - redialProbability) / arrivalRate
  }
}

/// The chain of calls present and callers in orbit.
private struct RedialChain {
  let arrivalRate: Double
  let handleRate: Double
  let agents: Int
  let abandonmentRate: Double
  let redialProbability: Double
  let redialRate: Double

  struct Means {
    var queue = 0.0
    var orbit = 0.0
    var busy = 0.0
    var allBusy = 0.0
    /// E[orbit; all agents busy].
    var blockedOrbit = 0.0
    /// The probability of the edges of the lattice.
    var edge = 0.0
  }

  /// Enlarges the lattice until its edges hold nothing.
  func means() throws(QueueTooLarge) -> Means {
    // A first guess: every caller tries 1/(1 - p) times, and the orbit is nearly Poisson.
    let attempts = arrivalRate / (1 - redialProbability)
    let crowded = ErlangA(
      arrivalRate: attempts, meanHandleTime: 1 / handleRate, agents: agents,
      meanPatience: 1 / abandonmentRate)
    let simple = ErlangA(
      arrivalRate: arrivalRate, meanHandleTime: 1 / handleRate, agents: agents,
      meanPatience: 1 / abandonmentRate)
    let returning = redialProbability * (simple.abandonedProportion + crowded.abandonedProportion)
    let inOrbit = attempts / 2 * returning / redialRate
    let waiting = crowded.meanQueue + 4 * crowded.meanQueue.squareRoot()
    let returned = inOrbit + 8 * inOrbit.squareRoot()
    try RedialChain.checkSize(Double(agents) + 24 + waiting, 16 + returned)
    var present = agents + 24 + Int(clamping: waiting)
    var orbit = 16 + Int(clamping: returned)
    while true {
      try RedialChain.checkSize(Double(present), Double(orbit))
      let means = means(present: present, orbit: orbit)
      if means.edge < 1e-14 { return means }
      present += (present - agents) / 3
      orbit += orbit / 3
    }
  }

  private static func checkSize(_ present: Double, _ orbit: Double) throws(QueueTooLarge) {
    let (states, band) = ((present + 1) * (orbit + 1), min(present, orbit) + 2)
    if !(states * band * band <= 1e9) { throw QueueTooLarge(states: states) }
  }

  private func means(present: Int, orbit: Int) -> Means {
    // The shorter side runs fastest, to keep the band narrow.
    let presentFirst = present <= orbit
    let law = chain(present, orbit, presentFirst).stationary()
    var means = Means()
    for inOrbit in 0...orbit {
      for number in 0...present {
        let state = index(number, inOrbit, present, orbit, presentFirst)
        let part = law[state]
        means.queue += part * Double(max(0, number - agents))
        means.busy += part * Double(min(number, agents))
        means.orbit += part * Double(inOrbit)
        if number >= agents {
          means.allBusy += part
          means.blockedOrbit += part * Double(inOrbit)
        }
        if number == present || inOrbit == orbit { means.edge += part }
      }
    }
    return means
  }

  private func index(
    _ number: Int, _ inOrbit: Int, _ present: Int, _ orbit: Int, _ presentFirst: Bool
  ) -> Int {
    presentFirst ? inOrbit * (present + 1) + number : number * (orbit + 1) + inOrbit
  }

  private func chain(_ present: Int, _ orbit: Int, _ presentFirst: Bool) -> BandedChain {
    let states = (present + 1) * (orbit + 1)
    var chain = BandedChain(states: states, band: min(present, orbit) + 2)
    for inOrbit in 0...orbit {
      for number in 0...present {
        let state = index(number, inOrbit, present, orbit, presentFirst)
        func go(_ rate: Double, _ toNumber: Int, _ toOrbit: Int) {
          guard toNumber >= 0, toNumber <= present, toOrbit >= 0, rate > 0 else { return }
          let cut = min(toOrbit, orbit)
          let target = index(toNumber, cut, present, orbit, presentFirst)
          chain.add(rate, from: state, to: target)
        }
        let gone = Double(max(0, number - agents)) * abandonmentRate
        let done = Double(min(number, agents)) * handleRate
        go(arrivalRate, number + 1, inOrbit)
        go(done + gone * (1 - redialProbability), number - 1, inOrbit)
        go(gone * redialProbability, number - 1, inOrbit + 1)
        go(Double(inOrbit) * redialRate, number + 1, inOrbit - 1)
      }
    }
    return chain
  }
}
