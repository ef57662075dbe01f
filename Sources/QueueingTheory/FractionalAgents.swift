import Foundation

/// Erlang B for a number of lines between whole numbers.
///
/// 1/B(x, a) = a ∫₀^∞ e^(−at) (1 + t)^x dt, which is Erlang B at every whole x and keeps its recursion
/// 1/B(x + 1, a) = 1 + (x + 1)/a · 1/B(x, a). Example: 10 erlangs on 12.5 lines lose 10.10 %.
///
/// Valid for load > 0 and lines > −1. Relative error below 1e-11. O(lines).
///
/// Source: Fortet's integral, after D. L. Jagerman, "Some properties of the Erlang loss function",
/// BSTJ 53, 1974.
public struct FractionalErlangB: Sendable {
  /// a, in erlangs.
  public let offeredLoad: Double
  /// x.
  public let lines: Double
  /// 1/B − 1 as mantissa · exp(scale).
  let series: LossSeries

  /// - Parameters:
  ///   - offeredLoad: erlangs, finite and > 0.
  ///   - lines: x > −1.
  public init(offeredLoad: Double, lines: Double) {
    precondition(offeredLoad > 0 && offeredLoad.isFinite, "the offered load is finite and > 0")
    precondition(lines > -1, "the number of lines is above −1")
    self.offeredLoad = offeredLoad
    self.lines = lines
    series = Self.series(load: offeredLoad, lines: lines)
  }

  /// ln B, finite where B itself is below the smallest `Double`.
  public var logBlockingProbability: Double { -series.logOfOnePlus }

  /// B(x, a): the part of the calls lost.
  public var blockingProbability: Double { exp(logBlockingProbability) }

  /// 1/B − 1 from the fractional part upwards: r(x) = x/a · (1 + r(x − 1)).
  private static func series(load: Double, lines: Double) -> LossSeries {
    let whole = lines.rounded(.down)
    let start = lines - whole
    if whole < 0 {
      // 1/B(x − 1) = (1/B(x) − 1) a/x.
      let next = excess(load: load, lines: lines + 1)
      return LossSeries(mantissa: next * load / (lines + 1) - 1, logScale: 0)
    }
    var (value, logScale) = (excess(load: load, lines: start), 0.0)
    var at = start
    while at < lines - 0.5 {
      at += 1
      value = at / load * (value + exp(-logScale))
      if value > 1e200 {
        value *= 1e-200
        logScale += 200 * log(10)
      }
    }
    return LossSeries(mantissa: value, logScale: logScale)
  }

  /// 1/B(x, a) − 1 for x in [0, 1): the integral less 1.
  private static func excess(load: Double, lines x: Double) -> Double {
    if x == 0 { return 0 }
    if load > 60 {
      // ∫ e^(−u) (1 + u/a)^x du term by term; the terms fall until the 60th.
      var (term, sum) = (1.0, 0.0)
      for index in 0..<60 {
        term *= (x - Double(index)) / load
        sum += term
        if abs(term) < 1e-18 * abs(sum) { break }
      }
      return sum
    }
    // Γ(x + 1, a) = x Γ(x, a) + a^x e^(−a): the second term is the 1.
    return exp(load - x * log(load)) * x * upperGamma(x, load)
  }

  /// Γ(x, a) for x in (0, 1).
  private static func upperGamma(_ x: Double, _ a: Double) -> Double {
    tgamma(x) * SpecialFunctions.upperGamma(x, a)
  }
}

/// Erlang C for a number of agents between whole numbers: C = 1/(1 + (1 − ρ)(1/B − 1)).
///
/// Example: 10 erlangs with 13.5 agents let 22.4 % wait. What holds of whole numbers of agents holds here: the
/// wait of those who wait has the mean h/(n − a).
public struct FractionalErlangC: Sendable, QueueMeasures {
  /// a, in erlangs.
  public let offeredLoad: Double
  /// h, in seconds.
  public let meanHandleTime: Double
  /// n > a.
  public let agents: Double
  /// C(n, a), the part of the calls that wait.
  public let waitProbability: Double

  /// - Parameters:
  ///   - offeredLoad: erlangs, > 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - agents: n > 0.
  /// - Throws: ``UnstableQueue`` when offeredLoad ≥ agents.
  public init(offeredLoad: Double, meanHandleTime: Double, agents: Double) throws(UnstableQueue) {
    guard offeredLoad < agents else {
      throw UnstableQueue(offeredLoad: offeredLoad, agents: Int(clamping: agents.rounded(.down)))
    }
    self.offeredLoad = offeredLoad
    self.meanHandleTime = meanHandleTime
    self.agents = agents
    let series = FractionalErlangB(offeredLoad: offeredLoad, lines: agents).series
    let idle = (agents - offeredLoad) / agents
    let scaled = LossSeries(mantissa: series.mantissa * idle, logScale: series.logScale)
    waitProbability = exp(-scaled.logOfOnePlus)
  }

  private var waitEndRate: Double { (agents - offeredLoad) / meanHandleTime }
  /// 0: nobody gives up.
  public var abandonedProportion: Double { 0 }
  /// 1: everybody is served in the end.
  public var answeredProportion: Double { 1 }
  /// The same as ``averageSpeedOfAnswer``, in seconds.
  public var averageWait: Double { averageSpeedOfAnswer }
  /// C h/(n − a), in seconds.
  public var averageSpeedOfAnswer: Double { waitProbability / waitEndRate }
  /// C a/(n − a).
  public var meanQueue: Double { waitProbability * offeredLoad / (agents - offeredLoad) }
  /// a/n.
  public var occupancy: Double { offeredLoad / agents }
  /// 1 − C exp(−(n − a)T/h).
  public func served(within acceptableWait: Double) -> Double {
    1 - waitProbability * exp(-waitEndRate * acceptableWait)
  }
  /// 0: nobody gives up.
  public func abandoned(within time: Double) -> Double { 0 }
}
