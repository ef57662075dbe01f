import CGSL

/// Means, squares and products of numerators and denominators over replications (Welford's updates,
/// merged by the formulas of Chan, Golub and LeVeque 1983).
package struct PairMoments: Sendable {
  private(set) var count = 0.0
  private(set) var meanX = 0.0
  private(set) var meanY = 0.0
  private var sumXX = 0.0
  private var sumXY = 0.0
  private var sumYY = 0.0
  private(set) var support = 0.0

  /// No replication yet.
  package init() {}

  /// What the numbers of a row are.
  static let columns = ["count", "mean x", "mean y", "xx", "xy", "yy", "support"]

  /// Moments that were kept.
  init(row: [Double]) {
    (count, meanX, meanY) = (row[0], row[1], row[2])
    (sumXX, sumXY, sumYY, support) = (row[3], row[4], row[5], row[6])
  }

  /// All of them, to be kept.
  var row: [Double] { [count, meanX, meanY, sumXX, sumXY, sumYY, support] }

  /// Takes in a replication.
  ///
  /// O(1).
  package mutating func add(_ sample: Sample) {
    count += 1
    let dx = sample.x - meanX
    let dy = sample.y - meanY
    meanX += dx / count
    meanY += dy / count
    sumXX += dx * (sample.x - meanX)
    sumXY += dx * (sample.y - meanY)
    sumYY += dy * (sample.y - meanY)
    support += sample.support
  }

  /// Takes in the replications of another one.
  ///
  /// O(1).
  package mutating func merge(_ other: PairMoments) {
    guard other.count > 0 else { return }
    let total = count + other.count
    let dx = other.meanX - meanX
    let dy = other.meanY - meanY
    let weight = count * other.count / total
    sumXX += other.sumXX + dx * dx * weight
    sumXY += other.sumXY + dx * dy * weight
    sumYY += other.sumYY + dy * dy * weight
    meanX += dx * other.count / total
    meanY += dy * other.count / total
    support += other.support
    count = total
  }

  /// Ratio of totals; nil where the denominator is 0.
  package var ratio: Double? { meanY != 0 ? meanX / meanY : nil }

  /// Standard error of the ratio of totals by the delta method: √(Σ(x − r·y)²/(n(n − 1))) / mean y.
  ///
  /// 0 with fewer than two replications.
  package var standardError: Double {
    guard count > 1, let ratio else { return 0 }
    let squares = sumXX - 2 * ratio * sumXY + ratio * ratio * sumYY
    return (max(0, squares) / (count * (count - 1))).squareRoot() / abs(meanY)
  }

  /// The sum of all denominators: contacts, for shares.
  var total: Double { meanY * count }

  /// Degrees of freedom of the standard error.
  var degreesOfFreedom: Double { max(1, count - 1) }
}

/// Turns deviations into z-scores.
package enum NormalScore {
  /// The largest score shown; beyond it the tail probabilities underflow.
  package static let largest = 99.0

  /// The normal deviate with the same tail probability as `t` has under Student's t.
  package static func score(t: Double, degreesOfFreedom: Double) -> Double {
    guard t.isFinite else { return t > 0 ? largest : -largest }
    let tail = gsl_cdf_tdist_Q(abs(t), degreesOfFreedom)
    let score = tail > 1e-300 ? gsl_cdf_ugaussian_Qinv(tail) : largest
    return t < 0 ? -min(score, largest) : min(score, largest)
  }

  /// The two-sided bound that the largest of `count` scores exceeds with the chance `familyError`.
  package static func bound(familyError: Double, count: Int) -> Double {
    gsl_cdf_ugaussian_Qinv(familyError / Double(2 * max(1, count)))
  }
}
