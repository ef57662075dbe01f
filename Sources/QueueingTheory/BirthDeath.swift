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
  static func stationary(upTo count: Int, ratio: (Int) -> Double) -> [Double] {
    var weights = [Double](repeating: 0, count: count + 1)
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if ratio(middle) > 1 { low = middle + 1 } else { high = middle }
    }
    weights[low] = 1
    var sum = 1.0
    var state = low
    while state > 0, weights[state] > 0 {
      state -= 1
      weights[state] = weights[state + 1] / ratio(state)
      sum += weights[state]
    }
    state = low
    while state < count, weights[state] > 0 {
      weights[state + 1] = weights[state] * ratio(state)
      state += 1
      sum += weights[state]
    }
    for index in weights.indices { weights[index] /= sum }
    return weights
  }
}
