import ContactCenter

/// Wait histograms of several slots (a type, an interval, the center) pooled over the samples, and
/// the scatter of the samples' own quantiles.
package struct WaitFold: Sendable {
  /// Pooled histograms, one for each slot.
  package private(set) var pooled: [WaitHistogram]
  private let probabilities: [Double]
  /// For each slot and probability: samples in which the quantile exists, their mean, Σ(q − mean)².
  private var samples: [Int]
  private var means: [Double]
  private var squares: [Double]

  /// Empty histograms.
  package init(slots: Int, probabilities: [Double]) {
    pooled = Array(repeating: WaitHistogram(), count: slots)
    self.probabilities = probabilities
    samples = Array(repeating: 0, count: slots * probabilities.count)
    means = Array(repeating: 0, count: slots * probabilities.count)
    squares = means
  }

  /// Folds one sample's histogram of a slot.
  ///
  /// O(buckets).
  /// What is not a sample is pooled without counting its quantiles.
  package mutating func add(_ histogram: WaitHistogram, slot: Int, isSample: Bool = true) {
    let total = histogram.total
    guard total > 0 else { return }
    pooled[slot].add(histogram)
    guard isSample else { return }
    var index = slot * probabilities.count
    WaitFold.quantiles(of: histogram, total: total, probabilities) { quantile in
      samples[index] += 1
      let delta = quantile - means[index]
      means[index] += delta / Double(samples[index])
      squares[index] += delta * (quantile - means[index])
      index += 1
    }
  }

  /// The same as `WaitHistogram.quantile` for several probabilities in rising order, in one pass.
  package static func quantiles(
    of histogram: WaitHistogram, total: Double, _ probabilities: [Double],
    visit: (Double) -> Void
  ) {
    var next = 0
    var below = 0.0
    var last = 0
    histogram.counts.withUnsafeBufferPointer { counts in
      for bucket in 0..<counts.count where counts[bucket] > 0 {
        let count = counts[bucket]
        last = bucket
        while next < probabilities.count, below + count >= probabilities[next] * total {
          let (lower, upper) = WaitHistogram.edges(of: bucket)
          let share = max(0, (probabilities[next] * total - below) / count)
          visit(lower + (upper - lower) * share)
          next += 1
        }
        if next == probabilities.count { return }
        below += count
      }
    }
    // Rounding may leave the last probabilities a hair above the total.
    while next < probabilities.count {
      visit(WaitHistogram.edges(of: last).upper)
      next += 1
    }
  }

  /// The estimate of a quantile: its value from the pooled histogram, its half-width by sectioning,
  /// S² = Σ(q_k − q)² ÷ (n − 1) about the pooled value q.
  ///
  /// Asmussen and Glynn, Stochastic Simulation (2007), III.5.
  package func estimate(slot: Int, probability index: Int, confidence: Double) -> Estimate {
    guard let value = pooled[slot].quantile(probabilities[index]) else { return .undefined }
    let place = slot * probabilities.count + index
    let count = samples[place]
    guard count >= 2 else { return Estimate(value: value) }
    let bias = means[place] - value
    let sum = squares[place] + Double(count) * bias * bias
    let error = (sum / (Double(count) * Double(count - 1))).squareRoot()
    let factor = StudentsT.factor(confidence: confidence, degreesOfFreedom: count - 1)
    return Estimate(
      value: value, halfWidth: factor * error, standardError: error, degreesOfFreedom: count - 1)
  }

  /// The estimates of all quantiles: slot × probabilities.
  package func estimates(confidence: Double) -> [Estimate] {
    pooled.indices.flatMap { slot in
      probabilities.indices.map { estimate(slot: slot, probability: $0, confidence: confidence) }
    }
  }
}
