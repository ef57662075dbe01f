import ContactCenter

/// By how much numbers of calls differ from their means where nothing but chance is at work.
enum ChanceError {
  /// Σ E|X − λ| ÷ Σ λ over Poisson numbers X with these means; nil: nothing is expected.
  ///
  /// E|X − λ| = 2 · e^−λ · λ^(⌊λ⌋ + 1) ÷ ⌊λ⌋!, near √(2λ/π): with 53 calls 10.9 %.
  static func share(of means: [Double]) -> Double? {
    let known = means.filter { $0 > 0 && $0.isFinite }
    let sum = known.reduce(0, +)
    guard sum > 0 else { return nil }
    return known.reduce(0) { $0 + deviation($1) } / sum
  }

  /// From this mean on the normal law is exact to more digits than are printed.
  private static let large = 1000.0

  /// E|X − λ| of a Poisson number.
  private static func deviation(_ mean: Double) -> Double {
    guard mean < large else { return (2 * mean / .pi).squareRoot() }
    // Factor by factor e^−λ · λ^k ÷ k!, in logarithms.
    let whole = Int(mean)
    var exponent = PortableMath.log(mean) - mean
    for factor in 0..<whole { exponent += PortableMath.log(mean / Double(factor + 1)) }
    return 2 * PortableMath.exp(exponent)
  }
}
