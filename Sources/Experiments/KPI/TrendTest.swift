import CGSL
import ContactCenter

/// Whether values of periods rise or fall, how fast, and where that leads.
public enum TrendTest {
  /// The two-sided p-value of the Mann-Kendall test: the chance of as many rising (or falling) pairs
  /// among periods in random order.
  ///
  /// Exact without ties up to 30 values (all orders counted by their inversions), otherwise by the
  /// normal law with the variance for ties and a correction for continuity. Mann, Econometrica 13
  /// (1945); Kendall, Rank Correlation Methods (1975). `[1, 2, 3, 4]` gives 1/12.
  ///
  /// - Parameter values: One for each period, in order; at least two.
  /// - Returns: 0…1; 1 for fewer values.
  public static func mannKendall(_ values: [Double]) -> Double {
    let count = values.count
    guard count >= 2 else { return 1 }
    var statistic = 0
    for (place, first) in values.enumerated() {
      for second in values[(place + 1)...] where second != first {
        statistic += second > first ? 1 : -1
      }
    }
    var ties: [Double: Int] = [:]
    for value in values { ties[value, default: 0] += 1 }
    if ties.count == count && count <= 30 { return exact(abs(statistic), count) }
    func part(_ size: Int) -> Double { Double(size * (size - 1) * (2 * size + 5)) }
    let variance = (part(count) - ties.values.reduce(0) { $0 + part($1) }) / 18
    guard variance > 0, statistic != 0 else { return 1 }
    let distance = (Double(abs(statistic)) - 1) / variance.squareRoot()
    return min(1, 2 * gsl_cdf_ugaussian_Q(distance))
  }

  /// The chance that rising less falling pairs of `count` values differ by at least `statistic`.
  private static func exact(_ statistic: Int, _ count: Int) -> Double {
    // Shares of orders with 0, 1, … falling pairs: the k-th value adds 0 … k − 1 of them.
    var shares = [1.0]
    for size in 2...count {
      var next = [Double](repeating: 0, count: shares.count + size - 1)
      for (falling, share) in shares.enumerated() {
        for more in 0..<size { next[falling + more] += share / Double(size) }
      }
      shares = next
    }
    let pairs = count * (count - 1) / 2
    let tail = shares.enumerated().reduce(0) { sum, entry in
      abs(pairs - 2 * entry.offset) >= statistic ? sum + entry.element : sum
    }
    return min(1, tail)
  }

  /// The median of the slopes of all pairs of periods, with its interval.
  ///
  /// Theil (1950); Sen, Journal of the American Statistical Association 63 (1968): the ends are the
  /// slopes whose ranks lie z · √variance of Kendall's statistic apart.
  ///
  /// - Parameters:
  ///   - times: When the periods were, in days.
  ///   - values: One for each period.
  ///   - confidence: The level of the interval.
  /// - Returns: Change for each day; nil: fewer than two different times.
  public static func theilSen(
    times: [Double], values: [Double], confidence: Double
  ) -> (slope: Double, low: Double?, high: Double?)? {
    var slopes: [Double] = []
    for (place, time) in times.enumerated() {
      for other in times.indices.dropFirst(place + 1) where times[other] != time {
        slopes.append((values[other] - values[place]) / (times[other] - time))
      }
    }
    guard !slopes.isEmpty else { return nil }
    slopes.sort()
    let middle = slopes.count / 2
    let median =
      slopes.count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2
    let count = Double(times.count)
    let spread =
      gsl_cdf_ugaussian_Qinv((1 - confidence) / 2)
      * (count * (count - 1) * (2 * count + 5) / 18).squareRoot()
    let below = Int(clamping: ((Double(slopes.count) - spread) / 2).rounded(.down))
    guard below >= 1 else { return (median, nil, nil) }
    return (median, slopes[below - 1], slopes[slopes.count - below])
  }

  /// The value at a later time by least squares, with the interval of a new observation.
  ///
  /// - Returns: nil with fewer than two different times; without interval below three periods.
  public static func forecast(
    times: [Double], values: [Double], at time: Double, confidence: Double
  ) -> KPIEstimate? {
    let count = Double(times.count)
    guard count >= 2 else { return nil }
    let mean = times.reduce(0, +) / count
    let level = values.reduce(0, +) / count
    let square = times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard square > 0 else { return nil }
    let slope = zip(times, values).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - level) } / square
    let value = level + slope * (time - mean)
    guard times.count >= 3 else { return KPIEstimate(value: value) }
    let rest = zip(times, values).reduce(0) { sum, point in
      let error = point.1 - level - slope * (point.0 - mean)
      return sum + error * error
    }
    let variance = rest / (count - 2) * (1 + 1 / count + (time - mean) * (time - mean) / square)
    let half =
      variance.squareRoot()
      * StudentsT.factor(confidence: confidence, degreesOfFreedom: times.count - 2)
    return KPIEstimate(value: value, low: value - half, high: value + half)
  }
}
