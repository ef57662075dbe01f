import Foundation

/// Threads whose customers come back, turn by turn: Erlang-R.
///
/// Threads come in a Poisson stream. Each turn needs one of n agents, first come first served; after it the
/// customer returns with the probability p after a time of thinking, during which nobody is busy with him.
/// The turns are an open Jackson network: with exponential turns the agents see Erlang C with the load
/// λR/(1 - p), whatever the law of the thinking. Example: 60 threads an hour, turns of 90 s, p = 0.75 and 420
/// s of thinking: 4 turns, 6 erlangs, 21 customers thinking; 9 agents keep one turn in five waiting.
///
/// Source: G. Yom-Tov and A. Mandelbaum, "Erlang-R: a time-varying queue with reentrant customers, in support
/// of healthcare staffing", M&SOM 16, 2014.
public struct ReturningWork: Sendable {
  /// Threads per second.
  public let arrivalRate: Double
  /// R, in seconds.
  public let meanTurn: Double
  /// p, 0 ≤ p < 1.
  public let returnProbability: Double
  /// In seconds, ≥ 0.
  public let meanThinking: Double
  /// The turns as a queue.
  public let turns: ErlangC

  /// - Parameters:
  ///   - arrivalRate: threads per second, > 0.
  ///   - meanTurn: seconds, > 0.
  ///   - returnProbability: p, 0 ≤ p < 1.
  ///   - meanThinking: seconds, ≥ 0.
  ///   - agents: n ≥ 1.
  /// - Throws: ``UnstableQueue`` where as much comes as can be done, or more.
  public init(
    arrivalRate: Double, meanTurn: Double, returnProbability: Double, meanThinking: Double, agents: Int
  ) throws(UnstableQueue) {
    precondition(returnProbability >= 0 && returnProbability < 1, "0 ≤ p < 1")
    precondition(meanThinking >= 0 && meanThinking.isFinite, "the mean thinking is ≥ 0")
    self.arrivalRate = arrivalRate
    self.meanTurn = meanTurn
    self.returnProbability = returnProbability
    self.meanThinking = meanThinking
    turns = try ErlangC(
      offeredLoad: arrivalRate * meanTurn / (1 - returnProbability), meanHandleTime: meanTurn,
      agents: agents)
  }

  /// Turns of a thread, on average: 1/(1 - p).
  public var turnsPerThread: Double { 1 / (1 - returnProbability) }

  /// Mean customers who think: λ(turns - 1) times the thinking.
  public var meanThinkers: Double { arrivalRate * (turnsPerThread - 1) * meanThinking }

  /// Mean threads that are not resolved: those thinking, waiting and with agents.
  public var meanOpen: Double { meanThinkers + turns.meanQueue + turns.offeredLoad }

  /// From the first arrival to the end of the last turn, in seconds.
  public var meanDuration: Double { meanOpen / arrivalRate }
}

/// What a wave of arrivals becomes in the agents' load when customers come back: Erlang-R with agents for all.
///
/// With λ(t) = λ(1 + a sin ωt) the expected load is λR/(1 - p) (1 + a A sin(ω(t - lag))): the turns come
/// later than the threads, in a lower wave. With G(iω) = ((1 - R̂(iω))/iω)/(1 - p R̂(iω)T̂(iω)), A = |G(iω)|/G(0)
/// and lag = -arg G(iω)/ω. Example: 60 threads an hour in waves of 8 hours, turns of 90 s, p = 0.75, 420 s of
/// thinking, both exponential: 0.923 of the wave, 25.2 minutes late; a plan with threads × 360 s says 0.997
/// and 6 minutes.
///
/// Exact for every law of turns and thinking (all are independent, nobody waits). Source: as
/// ``ReturningWork``, section 4.
public struct ReturningWave: Sendable {
  /// The law of a length of time.
  public enum Law: Sendable, Equatable {
    /// By its mean, in seconds.
    case exponential(Double)
    /// Always as long, in seconds.
    case constant(Double)
    /// From 0 to twice the mean, in seconds.
    case uniform(Double)

    /// In seconds.
    public var mean: Double {
      switch self {
      case .exponential(let mean), .constant(let mean), .uniform(let mean): mean
      }
    }

    /// E[exp(-iωX)].
    func transform(_ frequency: Double) -> Complex {
      switch self {
      case .exponential(let mean): Complex(1, 0) / Complex(1, frequency * mean)
      case .constant(let time): Complex(cos(frequency * time), -sin(frequency * time))
      case .uniform(let mean):
        mean == 0
          ? Complex(1, 0)
          : Self.constant(mean).transform(frequency) * (sin(frequency * mean) / (frequency * mean))
      }
    }
  }

  /// A wave as part of the arrivals' wave, and by how much it is later.
  public struct Wave: Sendable, Equatable {
    /// The amplitude over the mean, over that of the arrivals.
    public var amplitude: Double
    /// In seconds.
    public var lag: Double
    /// The part of the mean in sin ωt, over the arrivals' amplitude.
    public var sine: Double
    /// The same in cos ωt.
    public var cosine: Double

    /// From the transfer function, and what it is at rest.
    init(_ transfer: Complex, rest: Double, frequency: Double) {
      let relative = transfer * (1 / rest)
      amplitude = relative.magnitude
      lag = -atan2(relative.imaginary, relative.real) / frequency
      (sine, cosine) = (relative.real, relative.imaginary)
    }
  }

  /// The load of agents.
  public let load: Wave
  /// The customers who think.
  public let thinking: Wave
  /// The load by a plan that takes a thread for one block of work.
  public let oneBlock: Wave
  /// The load by a plan in which all turns come with the thread.
  public let instant: Wave

  /// - Parameters:
  ///   - period: of the arrivals, in seconds, > 0.
  ///   - turn: the law of a turn, its mean > 0.
  ///   - returnProbability: p, 0 ≤ p < 1.
  ///   - thinking: the law of the thinking.
  public init(period: Double, turn: Law, returnProbability: Double, thinking: Law) {
    precondition(period > 0 && turn.mean > 0, "period and mean turn are > 0")
    precondition(returnProbability >= 0 && returnProbability < 1, "0 ≤ p < 1")
    let frequency = 2 * Double.pi / period
    func present(_ law: Law) -> Complex {
      law.mean == 0 ? Complex(0, 0) : (Complex(1, 0) - law.transform(frequency)) / Complex(0, frequency)
    }
    func wave(_ transfer: Complex, _ rest: Double) -> Wave {
      Wave(transfer, rest: rest, frequency: frequency)
    }
    let (turns, thoughts) = (turn.transform(frequency), thinking.transform(frequency))
    let visits = Complex(1, 0) / (Complex(1, 0) - turns * thoughts * returnProbability)
    let ends = 1 - returnProbability
    load = wave(present(turn) * visits, turn.mean / ends)
    self.thinking =
      thinking.mean == 0 || returnProbability == 0
      ? Wave(Complex(0, 0), rest: 1, frequency: frequency)
      : wave(
        present(thinking) * turns * visits * returnProbability,
        thinking.mean * returnProbability / ends)
    oneBlock = wave(present(.exponential(turn.mean / ends)), turn.mean / ends)
    instant = wave(present(turn) * (1 / ends), turn.mean / ends)
  }
}

/// A complex number, with as much as transfer functions need.
struct Complex {
  var real: Double
  var imaginary: Double

  init(_ real: Double, _ imaginary: Double) { (self.real, self.imaginary) = (real, imaginary) }

  var magnitude: Double { hypot(real, imaginary) }

  static func - (a: Complex, b: Complex) -> Complex { Complex(a.real - b.real, a.imaginary - b.imaginary) }
  static func * (a: Complex, b: Double) -> Complex { Complex(a.real * b, a.imaginary * b) }
  static func * (a: Complex, b: Complex) -> Complex {
    Complex(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }
  static func / (a: Complex, b: Complex) -> Complex {
    let square = b.real * b.real + b.imaginary * b.imaginary
    return a * Complex(b.real, -b.imaginary) * (1 / square)
  }
}
