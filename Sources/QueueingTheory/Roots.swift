/// Root finding shared by the inverse formulas.
enum Roots {
  /// The root of an increasing function between two points, by Newton steps that fall back to
  /// bisection whenever they would leave the bracket.
  ///
  /// - Parameters:
  ///   - lower: a point at or below the root.
  ///   - upper: a point at or above it.
  ///   - function: gives the value and the slope at a point.
  /// - Returns: the root, to the last digits.
  static func increasing(
    from lower: Double, to upper: Double,
    _ function: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    var (low, high) = (lower, upper)
    var point = (low + high) / 2
    for _ in 0..<200 {
      let (value, slope) = function(point)
      if value == 0 { return point }
      if value < 0 { low = point } else { high = point }
      var next = point - value / slope
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - point) <= 1e-15 * max(1, abs(next)) { return next }
      point = next
    }
    return point
  }

  /// The smallest integer ≥ `start` for which a condition holds that, once true, stays true.
  ///
  /// Doubling steps, then bisection: O(log distance) evaluations.
  static func smallestInteger(from start: Int, where condition: (Int) -> Bool) -> Int {
    if condition(start) { return start }
    var (failing, step) = (start, 1)
    while !condition(failing + step) {
      failing += step
      step *= 2
    }
    var holding = failing + step
    while holding - failing > 1 {
      let middle = failing + (holding - failing) / 2
      if condition(middle) { holding = middle } else { failing = middle }
    }
    return holding
  }
}
