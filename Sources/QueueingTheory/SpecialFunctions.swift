import CGSL
import Foundation

/// The special functions the formulas share, from GSL and the C library.
enum SpecialFunctions {
  /// GSL's default handler aborts the program; underflow here is an answer, not an error.
  private static let handlerIsOff: Bool = {
    gsl_set_error_handler_off()
    return true
  }()

  /// P(a, x), the regularised lower incomplete gamma function, for a > 0 and x ≥ 0.
  static func lowerGamma(_ shape: Double, _ x: Double) -> Double {
    guard handlerIsOff, x > 0 else { return 0 }
    if x == .infinity { return 1 }
    var result = gsl_sf_result()
    _ = gsl_sf_gamma_inc_P_e(shape, x, &result)
    return result.val
  }

  /// Q(a, x) = 1 - P(a, x), accurate in its tail.
  static func upperGamma(_ shape: Double, _ x: Double) -> Double {
    guard handlerIsOff, x > 0 else { return 1 }
    if x == .infinity { return 0 }
    var result = gsl_sf_result()
    _ = gsl_sf_gamma_inc_Q_e(shape, x, &result)
    return result.val
  }

  /// P(N ≥ count) for a Poisson variable N.
  static func poissonTail(mean: Double, atLeast count: Int) -> Double {
    count <= 0 ? 1 : lowerGamma(Double(count), mean)
  }

  /// Φ(x), the standard normal distribution function, accurate in the left tail.
  static func normalCDF(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

  /// γ(2, z) = 1 - (1 + z) e⁻ᶻ without cancellation for small z.
  static func lowerGammaOfTwo(_ z: Double) -> Double {
    if z > 0.5 { return 1 - (1 + z) * exp(-z) }
    // z² Σ (-z)ᵏ / (k! (k + 2))
    var (power, sum) = (1.0, 0.0)
    for index in 0..<20 {
      sum += power / Double(index + 2)
      power *= -z / Double(index + 1)
      if abs(power) < 1e-18 { break }
    }
    return z * z * sum
  }

  /// P(Poisson(mean) = count), with Stirling's series for large counts.
  static func poissonProbability(_ count: Double, mean: Double) -> Double {
    exp(logPoissonProbability(count, mean: mean))
  }

  /// ln P(Poisson(mean) = count).
  static func logPoissonProbability(_ count: Double, mean: Double) -> Double {
    if mean == 0 { return count == 0 ? 0 : -.infinity }
    if count < 30 { return count * log(mean) - mean - lgamma(count + 1) }
    let excess = (count - mean) / mean
    let deviance = mean * ((1 + excess) * log1p(excess) - excess)
    let square = count * count
    let correction = (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / count
    return -deviance - correction - log(2 * Double.pi * count) / 2
  }

  /// ln P(Poisson(mean) < count), finite however small the probability; count ≥ 1.
  ///
  /// Above the mean the sum is near 1 and from GSL. Below it, the terms fall from the last one on:
  /// the sum is that of ``LossSeries``.
  static func logPoissonHead(mean: Double, below count: Int) -> Double {
    let last = Double(count - 1)
    if mean <= last + 3 * last.squareRoot() { return log(upperGamma(Double(count), mean)) }
    return logPoissonProbability(last, mean: mean)
      + LossSeries(agents: count - 1, offeredLoad: mean).logOfOnePlus
  }
}
