import CGSL
import Foundation

/// The special functions the formulas share, from GSL and the C library.
enum SpecialFunctions {
  /// GSL's default handler aborts the program; underflow here is an answer, not an error.
  static let handlerIsOff: Bool = {
    gsl_set_error_handler_off()
    return true
  }()

  /// P(a, x), the regularised lower incomplete gamma function, for a > 0 and x ≥ 0.
  static func lowerGamma(_ shape: Double, _ x: Double) -> Double {
    guard handlerIsOff, x > 0 else { return 0 }
    if x == .infinity { return 1 }
    if shape > mostShape { return largeGamma(shape, x).lower }
    var result = gsl_sf_result()
    _ = gsl_sf_gamma_inc_P_e(shape, x, &result)
    return result.val
  }

  /// Q(a, x) = 1 - P(a, x), accurate in its tail.
  static func upperGamma(_ shape: Double, _ x: Double) -> Double {
    guard handlerIsOff, x > 0 else { return 1 }
    if x == .infinity { return 0 }
    if shape > mostShape { return largeGamma(shape, x).upper }
    var result = gsl_sf_result()
    _ = gsl_sf_gamma_inc_Q_e(shape, x, &result)
    return result.val
  }

  /// From here on GSL's sums end before they have converged.
  private static let mostShape = 20_000.0

  /// P(a, x) and Q(a, x) for large a by Temme's uniform expansion, with a relative error below 1e-10 even
  /// far out in the tails.
  ///
  /// Q = erfc(η√(a/2))/2 + e^(-aη²/2)/√(2πa) · (c₀ + c₁/a), η²/2 = ε - ln(1 + ε), ε = x/a - 1. Source:
  /// N. M. Temme, "The asymptotic expansion of the incomplete gamma functions", SIAM J. Math. Anal. 10,
  /// 1979.
  private static func largeGamma(_ shape: Double, _ x: Double) -> (lower: Double, upper: Double) {
    let excess = (x - shape) / shape
    let half = excess - log1p(excess)
    let eta = (excess < 0 ? -1 : 1) * (2 * half).squareRoot()
    let first: Double
    let second: Double
    if abs(excess) < 0.03 {
      let (a, b, c, d) = (1.0 / 12, 23.0 / 540, 353.0 / 12960, 589.0 / 30240)
      first = -1.0 / 3 + excess * (a - excess * (b - excess * (c - excess * d)))
      second = -1.0 / 540 - excess / 288
    } else {
      let (one, other) = (1 / excess, 1 / eta)
      first = one - other
      second = other * other * other - one * one * one - one * one - one / 12
    }
    let rest =
      exp(-shape * half) / (2 * Double.pi * shape).squareRoot() * (first + second / shape)
    let root = (shape * half).squareRoot() * (excess < 0 ? -1 : 1)
    return (erfc(-root) / 2 - rest, erfc(root) / 2 + rest)
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
