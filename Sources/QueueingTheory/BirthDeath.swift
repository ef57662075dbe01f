/// The stationary law of a birth-and-death chain on 0…count whose birth-to-death ratio falls, so
/// that the probabilities rise to one peak and fall after it.
///
/// Ratios are multiplied outwards from the peak: nothing overflows, and a probability keeps its
/// relative accuracy down to 1e-308. O(count).
enum BirthDeath {
  /// - Parameters:
  ///   - count: the last state.
  ///   - ratio: π(k + 1)/π(k) for k in 0..<count, non-increasing in k.
  /// - Returns: π(0), …, π(count).
  @inline(__always)
  static func stationary(upTo count: Int, ratio: (Int) -> Double) -> [Double] {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if ratio(middle) > 1 { low = middle + 1 } else { high = middle }
    }
    return [Double](unsafeUninitializedCapacity: count + 1) { weights, size in
      size = count + 1
      weights.initialize(repeating: 0)
      var (weight, sum) = (1.0, 1.0)
      weights[low] = 1
      for state in stride(from: low - 1, through: 0, by: -1) {
        weight /= ratio(state)
        // Numbers below the normal ones are slow and have no digits.
        if weight < .leastNormalMagnitude { break }
        sum += weight
        weights[state] = weight
      }
      weight = 1
      for state in low..<count {
        weight *= ratio(state)
        if weight < .leastNormalMagnitude { break }
        sum += weight
        weights[state + 1] = weight
      }
      let scale = 1 / sum
      for state in 0...count { weights[state] *= scale }
    }
  }
}
