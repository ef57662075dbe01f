/// How many replications or days would tell what these do not: a rough number, said the same way everywhere.
public enum RoughCount {
  /// So many times as many, and a tenth more, since the half-width itself is uncertain; rounded up to two
  /// digits.
  ///
  /// Example: 20 replications and a growth of 4.1 make 91.
  ///
  /// - Parameters:
  ///   - count: Replications or days so far.
  ///   - growth: How many times as many are wanted, as `Estimate.growth(toDecide:)` tells; for a half-width
  ///     the square of what it is to shrink by.
  /// - Returns: The number, not below `count`; nil where none would do.
  public static func needed(_ count: Double, growth: Double) -> Double? {
    guard growth.isFinite else { return nil }
    return max(count, roundedUp(1.1 * count * growth))
  }

  /// A number above 0 rounded up to two digits.
  public static func roundedUp(_ value: Double) -> Double {
    var unit = 1.0
    while value > 100 * unit { unit *= 10 }
    // What arithmetic adds in the last place is no whole unit.
    return (value / unit - 1e-9).rounded(.up) * unit
  }
}

extension Estimate {
  /// About how many replications put the whole interval on one side of a bound, if the value stays; nil
  /// where none would.
  public func replications(toDecide bound: Double, of count: Int) -> Double? {
    growth(toDecide: bound).flatMap { RoughCount.needed(Double(count), growth: $0) }
  }
}
