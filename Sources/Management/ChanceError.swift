import Foundation

/// By how much numbers of calls differ from their means where nothing but chance is at work.
enum ChanceError {
  /// Σ E|X − λ| ÷ Σ λ over Poisson numbers X with these means; nil: nothing is expected.
  ///
  /// E|X − λ| = 2 · e^−λ · λ^(⌊λ⌋ + 1) ÷ ⌊λ⌋!, near √(2λ/π): with 53 calls 10.9 %.
  static func share(of means: [Double]) -> Double? {
    let known = means.filter { $0 > 0 && $0.isFinite }
    let sum = known.reduce(0, +)
    guard sum > 0 else { return nil }
    var deviation = 0.0
    for mean in known {
      let whole = mean.rounded(.down)
      let exponent: Double = (whole + 1) * log(mean) - mean - lgamma(whole + 1)
      deviation += 2 * exp(exponent)
    }
    return deviation / sum
  }
}
