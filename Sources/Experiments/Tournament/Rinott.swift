import CGSL

/// The constant of Rinott's two-stage selection procedure.
///
/// Of k entrants simulated independently, n₀ replications of each in a first stage with variance
/// S²ᵢ, then Nᵢ = max(n₀, ⌈h² S²ᵢ ÷ δ²⌉) in all: the one with the best mean is the best with
/// probability 1 − α if it is better by δ than every other. Rinott, "On two-stage selection
/// procedures and related probability-inequalities", Communications in Statistics A7 (1978).
public enum Rinott {
  /// The constant h.
  ///
  /// It solves
  ///
  ///     ∫ [∫ Φ(h ÷ √(ν (1 ÷ x + 1 ÷ y))) f(x) dx]^(k − 1) f(y) dy = 1 − α
  ///
  /// with f the density of χ² with ν = n₀ − 1 degrees of freedom.
  ///
  /// Example: two entrants, n₀ = 10 000, 95 %: 2.33 = √2 · 1.645. The integrals are taken over the
  /// quantiles u = v⁶, by Gauss and Legendre with 96 points v each: small variances, which decide for
  /// short first stages and many entrants, lie in the lowest quantiles.
  ///
  /// - Parameters:
  ///   - entrants: k ≥ 2.
  ///   - firstStage: n₀ ≥ 2.
  ///   - probability: 1 − α, above 1 ÷ k and below 1.
  /// - Returns: h.
  public static func constant(entrants: Int, firstStage: Int, probability: Double) -> Double {
    precondition(entrants >= 2 && firstStage >= 2)
    precondition(probability > 1 / Double(entrants) && probability < 1)
    let degrees = Double(firstStage - 1)
    let points = quadrature(96).map {
      (place: gsl_pow_int($0.place, 6), weight: 6 * gsl_pow_int($0.place, 5) * $0.weight)
    }
    let inverses = points.map { degrees / chiSquareQuantile($0.place, degrees) }
    func correct(_ h: Double) -> Double {
      var outer = 0.0
      for (point, inverse) in zip(points, inverses) {
        var inner = 0.0
        for (other, otherInverse) in zip(points, inverses) {
          inner += other.weight * gsl_cdf_ugaussian_P(h / (inverse + otherInverse).squareRoot())
        }
        outer += point.weight * gsl_pow_int(inner, Int32(entrants - 1))
      }
      return outer
    }
    var (low, high) = (0.0, 4.0)
    while correct(high) < probability { (low, high) = (high, 2 * high) }
    while high - low > 1e-4 * high {
      let middle = (low + high) / 2
      if correct(middle) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Nᵢ for an entrant of the first stage's variance S², capped at a million million.
  public static func replications(
    constant: Double, firstStage: Int, variance: Double, indifference: Double
  ) -> Int {
    let wanted = constant * constant * variance / (indifference * indifference)
    return max(firstStage, Int(min(1e12, wanted.rounded(.up))))
  }

  /// The quantile of χ² with ν degrees of freedom.
  ///
  /// From 500 degrees on by Wilson and Hilferty (1931), which is good to six figures there; GSL's
  /// search need not end for the smallest probabilities.
  private static func chiSquareQuantile(_ probability: Double, _ degrees: Double) -> Double {
    if degrees < 500 { return gsl_cdf_chisq_Pinv(probability, degrees) }
    let part = 2 / (9 * degrees)
    let root = 1 - part + gsl_cdf_ugaussian_Pinv(probability) * part.squareRoot()
    return degrees * root * root * root
  }

  /// Points in (0, 1) and their weights.
  private static func quadrature(_ count: Int) -> [(place: Double, weight: Double)] {
    guard let table = gsl_integration_glfixed_table_alloc(count) else { return [] }
    defer { gsl_integration_glfixed_table_free(table) }
    return (0..<count).map { index in
      var (place, weight) = (0.0, 0.0)
      gsl_integration_glfixed_point(0, 1, index, &place, &weight, table)
      return (place, weight)
    }
  }
}
