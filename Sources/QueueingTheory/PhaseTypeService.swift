/// M/PH/n: handle times of two exponential phases, exact: hyperexponential and Erlang-2 laws, and
/// every Coxian law of two phases.
///
/// The number present and the number of agents in the second phase form a Markov chain. Above n
/// present its blocks repeat, π(n + q) = π(n) R^q, with R by logarithmic reduction; below, the
/// levels are eliminated one by one. The wait of a caller is the time of q + 1 departures.
///
/// Needs load < n. Relative error about 1e-10. O(n⁴): milliseconds at 20 agents, seconds at 200.
///
/// Source: M. F. Neuts, "Matrix-Geometric Solutions in Stochastic Models", 1981, chapter 3; G.
/// Latouche and V. Ramaswami, "A logarithmic reduction algorithm for quasi-birth-death processes",
/// J. Appl. Prob. 30, 1993.
public struct PhaseTypeService: Sendable {
  /// Handle times of two phases.
  public struct Law: Sendable, Equatable {
    /// The probability of starting in the first phase (else in the second).
    public var startsInFirst: Double
    /// Means of the phases, in seconds.
    public var means: (first: Double, second: Double)
    /// The probability of going on to the second phase after the first.
    public var goesOn: Double

    /// The sum of two exponential times with this total mean, in seconds.
    public static func erlang2(mean: Double) -> Law {
      Law(startsInFirst: 1, means: (mean / 2, mean / 2), goesOn: 1)
    }

    /// One of two exponential times, the first with this probability.
    public static func hyperexponential(
      probability: Double, first: Double, second: Double
    ) -> Law {
      Law(startsInFirst: probability, means: (first, second), goesOn: 0)
    }

    /// Any law of two phases; means in seconds, > 0.
    public init(startsInFirst: Double, means: (first: Double, second: Double), goesOn: Double) {
      precondition(startsInFirst >= 0 && startsInFirst <= 1, "a probability lies in [0, 1]")
      precondition(goesOn >= 0 && goesOn <= 1, "a probability lies in [0, 1]")
      precondition(means.first > 0 && means.second > 0, "the means are > 0")
      self.startsInFirst = startsInFirst
      self.means = means
      self.goesOn = goesOn
    }

    /// The mean handle time, in seconds.
    public var mean: Double {
      startsInFirst * (means.first + goesOn * means.second) + (1 - startsInFirst) * means.second
    }

    /// Equal parameters.
    public static func == (left: Law, right: Law) -> Bool {
      left.startsInFirst == right.startsInFirst && left.means == right.means
        && left.goesOn == right.goesOn
    }
  }

  /// Calls per second.
  public let arrivalRate: Double
  /// The law of the handle time.
  public let law: Law
  /// n.
  public let agents: Int
  /// P(W > 0).
  public let waitProbability: Double
  /// Time average of the number waiting.
  public let meanQueue: Double
  private let blocks: PhaseTypeBlocks
  /// π(n), by the number of agents in the second phase, and R.
  private let full: [Double]
  private let growth: DenseMatrix

  /// - Parameters:
  ///   - arrivalRate: calls per second, > 0.
  ///   - law: the handle time.
  ///   - agents: n ≥ 1.
  /// - Throws: ``UnstableQueue`` when the load is not below n.
  public init(arrivalRate: Double, law: Law, agents: Int) throws(UnstableQueue) {
    precondition(arrivalRate > 0 && agents >= 1, "the rate is > 0, the agents ≥ 1")
    let load = arrivalRate * law.mean
    guard load < Double(agents) else { throw UnstableQueue(offeredLoad: load, agents: agents) }
    self.arrivalRate = arrivalRate
    self.law = law
    self.agents = agents
    blocks = PhaseTypeBlocks(arrivalRate: arrivalRate, law: law)
    growth = blocks.growth(agents: agents)
    let sums = (DenseMatrix.identity(agents + 1) - growth).inverse()
    let (below, top) = blocks.levels(agents: agents, growth: growth)
    let above = zip(top, sums.rowSums).reduce(0) { $0 + $1.0 * $1.1 }
    let all = below + above
    full = top.map { $0 / all }
    waitProbability = above / all
    let queues = (growth * sums * sums).rowSums
    meanQueue = zip(full, queues).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// E[W] over all calls, zeros included, in seconds (Little 1961).
  public var averageSpeedOfAnswer: Double { meanQueue / arrivalRate }

  /// E[W | W > 0] in seconds.
  public var averageWaitIfWaiting: Double { averageSpeedOfAnswer / waitProbability }

  /// a/n, 0…1.
  public var occupancy: Double { arrivalRate * law.mean / Double(agents) }

  /// P(W ≤ T); T in seconds, ≥ 0.
  ///
  /// Uniformisation of the departures while all agents are busy: O(queue · n) per departure within
  /// T, the queue being cut at 1e-14.
  public func serviceLevel(within acceptableWait: Double) -> Double {
    precondition(acceptableWait >= 0, "a wait is ≥ 0")
    var ahead: [[Double]] = []
    var level = full
    while level.reduce(0, +) > 1e-14 * waitProbability {
      ahead.append(level)
      level = growth.leftMultiplied(by: level)
    }
    let stepRate = Double(agents) * (1 / law.means.first + 1 / law.means.second)
    let mean = stepRate * acceptableWait
    var (tail, steps) = (0.0, 0)
    var weight = SpecialFunctions.poissonProbability(0, mean: mean)
    // Σ_k Poisson(k) · P(still waiting after k steps).
    while steps == 0 || Double(steps) < mean || weight > 1e-17 {
      tail += weight * ahead.reduce(0) { $0 + $1.reduce(0, +) }
      blocks.step(&ahead, agents: agents, unit: 1 / stepRate)
      steps += 1
      weight = SpecialFunctions.poissonProbability(Double(steps), mean: mean)
    }
    return 1 - tail
  }
}
