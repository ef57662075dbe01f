import CGSL
import Foundation

/// By chance alone the measured drop rate of a window goes over its limit: how often, and which true rate is safe.
///
/// Of n answered calls each is dropped with the probability p, independently: P(X > limit · n), X ~ Bin(n, p).
/// Dropped calls come in clusters, when many answer at once, so that real windows breach more often than this: it
/// is the least that must be reckoned with.
///
/// Exact. Example: 2.5 % of 1000 calls are dropped: more than 3 % with the probability 0.134, of 10,000 calls
/// 0.0008. The largest true rate that stays within 3 % in 95 % of windows is 2.02 % of 500 calls, 2.63 % of 5000.
///
/// Source: C. Clopper and E. Pearson, "The use of confidence or fiducial limits", Biometrika 26, 1934, for the
/// inverse.
public enum BreachProbability {
  /// The most dropped calls that are within the limit; 30 of 1000 at 3 %.
  public static func mostDropped(answered: Int, limit: Double) -> Int {
    min(answered, Int((limit * Double(answered) * (1 + 1e-12)).rounded(.down)))
  }

  /// P(more than the limit is dropped).
  ///
  /// - Parameters:
  ///   - answered: calls of the window, ≥ 1.
  ///   - rate: true probability that a call is dropped, 0…1.
  ///   - limit: of the measured rate, 0…1.
  /// - Returns: 0…1.
  public static func breach(answered: Int, rate: Double, limit: Double) -> Double {
    precondition(answered >= 1, "calls are answered")
    return min(
      1,
      Binomial(trials: answered, probability: rate)
        .beyond(mostDropped(answered: answered, limit: limit)).probability)
  }

  /// The largest true rate whose windows are within the limit with a probability.
  ///
  /// - Parameters:
  ///   - answered: calls of the window, ≥ 1.
  ///   - limit: of the measured rate, 0…1.
  ///   - confidence: that a window is within, above 0, below 1.
  /// - Returns: p with P(X > limit · n) = 1 - confidence; 1 where no window can be over.
  public static func largestSafeRate(answered: Int, limit: Double, confidence: Double) -> Double {
    precondition(answered >= 1 && confidence > 0 && confidence < 1, "calls are answered")
    let most = mostDropped(answered: answered, limit: limit)
    guard most < answered, SpecialFunctions.handlerIsOff else { return 1 }
    // P(X ≥ k) of a binomial is the law of Beta(k, n - k + 1) at p, which rises with p.
    let (first, second) = (Double(most + 1), Double(answered - most))
    return Roots.increasing(from: 0, to: 1) { rate in
      (
        gsl_cdf_beta_P(rate, first, second) - (1 - confidence),
        gsl_ran_beta_pdf(rate, first, second)
      )
    }
  }
}
