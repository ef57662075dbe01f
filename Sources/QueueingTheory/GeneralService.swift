import Foundation

/// Approximations of the mean wait in M/G/n, from two moments of the handle time.
///
/// They are not exact; see ``DeterministicService`` and ``PhaseTypeService``. Valid for load < n.
/// Usual errors are a few per cent for cs² ≤ 1 and grow with cs² and with light load. Cost that of
/// Erlang C.
public struct GeneralService: Sendable {
  /// The M/M/n queue of the same load.
  public let exponential: ErlangC
  /// cs² = variance/mean² of the handle time.
  public let squaredVariation: Double

  /// - Parameters:
  ///   - arrivalRate: calls per second, ≥ 0.
  ///   - meanHandleTime: seconds, > 0.
  ///   - squaredVariation: cs² ≥ 0.
  ///   - agents: n ≥ 1.
  /// - Throws: ``UnstableQueue`` when the load is not below n.
  public init(
    arrivalRate: Double, meanHandleTime: Double, squaredVariation: Double, agents: Int
  ) throws(UnstableQueue) {
    precondition(squaredVariation >= 0, "a squared coefficient of variation is ≥ 0")
    self.squaredVariation = squaredVariation
    exponential = try ErlangC(
      arrivalRate: arrivalRate, meanHandleTime: meanHandleTime, agents: agents)
  }

  /// (1 + cs²)/2 · E[W of M/M/n], in seconds.
  ///
  /// Source: A. M. Lee and P. A. Longton, 1959; A. O. Allen, "Probability, Statistics and Queueing
  /// Theory", 2nd ed. 1990, eq. (5.81), after Allen and Cunneen.
  public var allenCunneen: Double {
    (1 + squaredVariation) / 2 * exponential.averageSpeedOfAnswer
  }

  /// (1 + cs²)/2 · h ρ^(√(2(n + 1)) - 1)/(n(1 - ρ)), in seconds: no Erlang formula needed.
  ///
  /// Source: H. Sakasegawa, "An approximation formula L_q ≃ α ρ^β/(1 - ρ)", Ann. Inst. Stat.
  /// Math. 29, 1977.
  public var sakasegawa: Double {
    let count = Double(exponential.agents)
    let (rho, time) = (exponential.occupancy, exponential.meanHandleTime)
    let power = (2 * (count + 1)).squareRoot() - 1
    return (1 + squaredVariation) / 2 * time * pow(rho, power)
      / (count - exponential.offeredLoad)
  }

  /// The mean wait in M/D/n, in seconds: ½ (1 + f) E[W of M/M/n],
  /// f = (1 - ρ)(n - 1)(√(4 + 5n) - 2)/(16ρn).
  ///
  /// Source: G. P. Cosmetatos, "Some approximate equilibrium results for the multi-server queue
  /// (M/G/r)", Operational Research Quarterly 27, 1976.
  public var cosmetatosDeterministic: Double {
    let count = Double(exponential.agents)
    let rho = exponential.occupancy
    guard rho > 0 else { return 0 }
    let factor = (1 - rho) * (count - 1) * ((4 + 5 * count).squareRoot() - 2) / (16 * rho * count)
    return (1 + factor) / 2 * exponential.averageSpeedOfAnswer
  }

  /// Interpolation (1 + cs²) W_M W_D/(2cs² W_D + (1 - cs²) W_M) in seconds, W_M exact and W_D by
  /// ``cosmetatosDeterministic``.
  ///
  /// Source: T. Kimura, "A two-moment approximation for the mean waiting time in the GI/G/s queue",
  /// Management Science 32, 1986.
  public var kimura: Double {
    let (memoryless, constant) = (exponential.averageSpeedOfAnswer, cosmetatosDeterministic)
    guard memoryless > 0 else { return 0 }
    return (1 + squaredVariation) * memoryless * constant
      / (2 * squaredVariation * constant + (1 - squaredVariation) * memoryless)
  }
}

/// The measures of M/G/n, approximated: P(W > 0) is that of M/M/n, the mean wait
/// ``GeneralService/allenCunneen``, and the wait of those who wait exponential with the mean that
/// follows from the two (exact for cs² = 1; the usual practice, as in W. Whitt, "Approximations for
/// the GI/G/m queue", POM 2, 1993, section 4, in its simplest form).
extension GeneralService: QueueMeasures {
  /// P(W > 0) of M/M/n.
  public var waitProbability: Double { exponential.waitProbability }
  /// 0: nobody gives up.
  public var abandonedProportion: Double { 0 }
  /// 1: everybody is served in the end.
  public var answeredProportion: Double { 1 }
  /// The same as ``allenCunneen``, in seconds.
  public var averageSpeedOfAnswer: Double { allenCunneen }
  /// The same as ``allenCunneen``, in seconds.
  public var averageWait: Double { allenCunneen }
  /// λ times the mean wait (Little 1961).
  public var meanQueue: Double { exponential.arrivalRate * allenCunneen }
  /// ρ = a/n, 0…1; exact.
  public var occupancy: Double { exponential.occupancy }
  /// P(W ≤ T) = 1 - C exp(-T C/E[W]); T in seconds, ≥ 0.
  public func served(within acceptableWait: Double) -> Double {
    precondition(acceptableWait >= 0, "a wait is ≥ 0")
    guard allenCunneen > 0 else { return 1 }
    return 1 - waitProbability * exp(-acceptableWait * waitProbability / allenCunneen)
  }
  /// 0: nobody gives up.
  public func abandoned(within time: Double) -> Double { 0 }
}
