import ContactCenter
import Experiments
import Foundation
import Testing

@Suite("Quantiles of waits")
struct WaitFoldTests {
  /// Waits of an interval with a Poisson number of calls, 13 in the mean: 30 % of 0, the others
  /// exponential with a mean that the day makes longer or shorter.
  private func sample(_ numbers: inout SampleNumbers, dayFactor: Double) -> [Double] {
    var (count, left) = (0, exp(-13.0))
    var u = numbers.uniform()
    while u > left {
      u -= left
      count += 1
      left *= 13 / Double(count)
    }
    return (0..<count).map { _ in
      numbers.uniform() < 0.3 ? 0 : -60 * dayFactor * log(1 - numbers.uniform())
    }
  }

  private static let probabilities = [0.5, 0.8, 0.9]

  private func fold(_ replications: Int, _ numbers: inout SampleNumbers) -> WaitFold {
    var fold = WaitFold(slots: 1, probabilities: Self.probabilities)
    for _ in 0..<replications {
      let waits = sample(&numbers, dayFactor: numbers.uniform() < 0.5 ? 0.7 : 1.3)
      var histogram = WaitHistogram()
      for wait in waits { histogram.counts[WaitHistogram.bucket(of: wait)] += 1 }
      fold.add(histogram, slot: 0, longest: waits.max() ?? 0)
    }
    return fold
  }

  /// The quantile of that mixture, by bisection.
  private func exact(_ probability: Double) -> Double {
    var (low, high) = (0.0, 1000.0)
    for _ in 0..<60 {
      let x = (low + high) / 2
      let above = 0.35 * (exp(-x / 42) + exp(-x / 78))
      if 1 - above < probability { low = x } else { high = x }
    }
    return low
  }

  // Of 4,000 intervals, 95 % have a standard error of 0.34 points, of 1,500 one of 0.56.
  @Test("Intervals cover 93 to 97 % with 13 calls an interval", arguments: [20, 100, 1000])
  func coverage(replications: Int) throws {
    let studies = replications == 1000 ? 1500 : 4000
    var numbers = SampleNumbers(seed: 17)
    let probabilities = Self.probabilities
    var covered = probabilities.map { _ in 0 }
    for _ in 0..<studies {
      let fold = fold(replications, &numbers)
      for (index, probability) in probabilities.enumerated() {
        let estimate = fold.estimate(slot: 0, probability: index, confidence: 0.95)
        if let bounds = estimate.bounds, bounds.contains(exact(probability)) { covered[index] += 1 }
      }
    }
    for (index, count) in covered.enumerated() {
      let share = Double(count) / Double(studies)
      #expect((0.93...0.97).contains(share), "\(probabilities[index]): \(share), seed 17")
    }
  }

  @Test("No quantile is above the longest wait; too few waits give no interval")
  func longest() throws {
    var fold = WaitFold(slots: 1, probabilities: [0.5, 0.99])
    for wait in [10.0, 100.0] {
      var histogram = WaitHistogram()
      histogram.counts[WaitHistogram.bucket(of: wait)] = 1
      fold.add(histogram, slot: 0, longest: wait)
    }
    let estimate = fold.estimate(slot: 0, probability: 1, confidence: 0.95)
    #expect(estimate.value == 100)
    #expect(estimate.halfWidth == nil && estimate.bounds == nil)
  }

  @Test("A quantile within many waits of 0 is 0 with an interval of 0")
  func atZero() throws {
    var fold = WaitFold(slots: 1, probabilities: [0.5])
    for wait in [10.0, 20, 30, 40] {
      var histogram = WaitHistogram()
      histogram.counts[0] = 90
      histogram.counts[WaitHistogram.bucket(of: wait)] = 10
      fold.add(histogram, slot: 0, longest: wait)
    }
    #expect(fold.estimate(slot: 0, probability: 0, confidence: 0.95).bounds == 0...0)
  }
}
