import ContactCenter

/// Wait histograms of several slots (a type, an interval, the center) pooled over the samples, and
/// what says how far the shares of waits up to a moment scatter from sample to sample.
package struct WaitFold: Sendable {
  /// Pooled histograms, one for each slot.
  package private(set) var pooled: [WaitHistogram]
  private let probabilities: [Double]
  private var scatters: [WaitScatter]
  /// The longest wait of each slot, in seconds.
  private var longest: [Seconds]
  /// Samples that may have waits, with or without them.
  private var samples: [Int]

  /// Empty histograms.
  package init(slots: Int, probabilities: [Double]) {
    pooled = Array(repeating: WaitHistogram(), count: slots)
    self.probabilities = probabilities
    scatters = Array(repeating: WaitScatter(), count: slots)
    longest = Array(repeating: 0, count: slots)
    samples = Array(repeating: 0, count: slots)
  }

  /// Folds one sample's histogram of a slot.
  ///
  /// O(buckets).
  ///
  /// - Parameters:
  ///   - histogram: its waits.
  ///   - slot: where they belong.
  ///   - wait: the longest of them, in seconds; a bucket does not say.
  ///   - isSample: false for what is pooled but is no sample of its own.
  package mutating func add(
    _ histogram: WaitHistogram, slot: Int, longest wait: Seconds, isSample: Bool = true
  ) {
    if isSample { samples[slot] += 1 }
    let total = histogram.total
    guard total > 0 else { return }
    pooled[slot].add(histogram)
    longest[slot] = max(longest[slot], wait)
    if isSample { scatters[slot].add(histogram, total: total) }
  }

  /// Folds the samples of another fold of the same slots.
  ///
  /// All sums are of whole numbers, and so exact: it is the same as adding the samples one by one.
  /// O(slots × buckets).
  package mutating func merge(_ other: WaitFold) {
    precondition(other.pooled.count == pooled.count, "folds of the same slots")
    for slot in pooled.indices {
      samples[slot] += other.samples[slot]
      longest[slot] = max(longest[slot], other.longest[slot])
      scatters[slot].merge(other.scatters[slot])
      if other.pooled[slot].total > 0 { pooled[slot].add(other.pooled[slot]) }
    }
  }

  /// What the numbers are.
  var parts: [String] {
    ["waits \(pooled.count) \(WaitHistogram.bucketCount) \(WaitScatter.width)"]
      + probabilities.map { "\($0)" }
  }

  /// Writes slot after slot.
  func write(to writer: inout WireWriter) {
    for slot in pooled.indices {
      writer.write(samples[slot])
      writer.write(longest[slot])
      writer.write(pooled[slot].counts)
      scatters[slot].write(to: &writer)
    }
  }

  /// Reads what a fold of the same slots wrote in place of its own.
  mutating func read(from reader: inout WireReader) throws(WireProblem) {
    for slot in pooled.indices {
      samples[slot] = try reader.count()
      longest[slot] = try reader.finite()
      pooled[slot].counts = try reader.finite(WaitHistogram.bucketCount)
      try scatters[slot].read(from: &reader)
    }
  }

  /// The estimate of a quantile q: its value from the pooled histogram, at most the longest wait; its
  /// interval by inverting the share of waits up to a moment.
  ///
  /// With the samples' waits up to q, A, and all of theirs, N, the share p = ΣA ÷ ΣN is a ratio whose
  /// standard error is s = √(Σ(A − pN)² n ÷ (n − 1)) ÷ ΣN; the interval has the quantiles of p ± ts
  /// (Woodruff, Journal of the American Statistical Association 47, 1952). Where p + ts is not below 1
  /// there are too few waits to bound the quantile from above: then it has no interval.
  package func estimate(slot: Int, probability index: Int, confidence: Double) -> Estimate {
    estimate(
      slot: slot, probability: probabilities[index],
      factor: factor(samples: samples[slot], confidence: confidence))
  }

  /// Student's t for so many samples; nil for fewer than two.
  private func factor(samples count: Int, confidence: Double) -> Double? {
    count < 2 ? nil : StudentsT.factor(confidence: confidence, degreesOfFreedom: count - 1)
  }

  private func estimate(slot: Int, probability: Double, factor: Double?) -> Estimate {
    guard let value = quantile(probability, slot: slot) else { return .undefined }
    let count = samples[slot]
    guard let factor, !scatters[slot].isEmpty else { return Estimate(value: value) }
    let squares = scatters[slot].squares(probability, in: pooled[slot])
    let correction = Double(count) / Double(count - 1)
    let reach = factor * (squares * correction).squareRoot() / pooled[slot].total
    guard probability + reach < 1,
      let low = quantile(max(0, probability - reach), slot: slot),
      let high = quantile(probability + reach, slot: slot)
    else { return Estimate(value: value) }
    let half = (high - low) / 2
    return Estimate(
      value: value, halfWidth: half, standardError: half / factor, degreesOfFreedom: count - 1,
      bounds: min(low, value)...max(high, value))
  }

  private func quantile(_ probability: Double, slot: Int) -> Seconds? {
    pooled[slot].quantile(probability).map { min($0, longest[slot]) }
  }

  /// The estimates of all quantiles: slot × probabilities.
  package func estimates(confidence: Double) -> [Estimate] {
    // Most slots have as many samples as the one before, and t takes longer than all else.
    var (count, factor) = (0, Double?.none)
    return pooled.indices.flatMap { slot -> [Estimate] in
      if samples[slot] != count {
        count = samples[slot]
        factor = self.factor(samples: count, confidence: confidence)
      }
      return probabilities.map { estimate(slot: slot, probability: $0, factor: factor) }
    }
  }
}

/// Sums over samples of A², A·N and N², with N a sample's waits and A those of them up to a moment.
///
/// Moments are the edges of every fourth bucket. A sample changes the sums only where it has waits,
/// so what is kept are the steps from one moment to the next.
private struct WaitScatter: Sendable {
  /// A² of each group of buckets less that of the one before, then the same of A·N; empty at first.
  private var steps: [Double] = []
  private var totals = 0.0

  static let width = 4
  private static let groups = 1 + (WaitHistogram.bucketCount + width - 2) / width

  var isEmpty: Bool { steps.isEmpty }

  /// Waits of zero have a group of their own.
  private static func group(of bucket: Int) -> Int {
    bucket == 0 ? 0 : 1 + (bucket - 1) / width
  }

  mutating func add(_ histogram: WaitHistogram, total: Double) {
    if steps.isEmpty { steps = Array(repeating: 0, count: 2 * WaitScatter.groups) }
    totals += total * total
    var below = 0.0
    histogram.counts.withUnsafeBufferPointer { counts in
      for bucket in 0..<counts.count where counts[bucket] > 0 {
        let count = counts[bucket]
        let group = WaitScatter.group(of: bucket)
        steps[group] += count * (2 * below + count)
        steps[WaitScatter.groups + group] += count * total
        below += count
      }
    }
  }

  mutating func merge(_ other: WaitScatter) {
    guard !other.isEmpty else { return }
    totals += other.totals
    if steps.isEmpty {
      steps = other.steps
    } else {
      for index in steps.indices { steps[index] += other.steps[index] }
    }
  }

  func write(to writer: inout WireWriter) {
    writer.write(steps.count)
    writer.write(steps)
    writer.write(totals)
  }

  mutating func read(from reader: inout WireReader) throws(WireProblem) {
    let count = try reader.count()
    guard count == 0 || count == 2 * WaitScatter.groups else { throw .damaged }
    steps = try reader.finite(count)
    totals = try reader.finite()
  }

  /// Σ(A − pN)² where the share of all waits is p, between two moments by interpolation.
  func squares(_ share: Double, in pooled: WaitHistogram) -> Double {
    let all = pooled.total
    var (counted, square, product) = (0.0, 0.0, 0.0)
    var (shareBefore, before) = (0.0, 0.0)
    var bucket = 0
    for group in 0..<WaitScatter.groups {
      while bucket < WaitHistogram.bucketCount, WaitScatter.group(of: bucket) == group {
        counted += pooled.counts[bucket]
        bucket += 1
      }
      square += steps[group]
      product += steps[WaitScatter.groups + group]
      let here = counted / all
      guard here > shareBefore else { continue }
      let sum = max(0, square - 2 * here * product + here * here * totals)
      if here >= share {
        return before + (sum - before) * (share - shareBefore) / (here - shareBefore)
      }
      (shareBefore, before) = (here, sum)
    }
    return before
  }
}
