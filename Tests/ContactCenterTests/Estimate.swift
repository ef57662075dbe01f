import CGSL
import ContactCenter

/// A random number generator with a fixed seed (SplitMix64), apart from the simulator's own.
struct FixedGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A ratio of means from independent replications, with its standard error (delta method).
struct Estimate: CustomStringConvertible {
  let value: Double
  let standardError: Double

  /// The mean of numbers.
  init(_ values: [Double]) { self.init(values, over: values.map { _ in 1 }) }

  /// The ratio of totals Σ tops / Σ bottoms.
  init(_ tops: [Double], over bottoms: [Double]) {
    let n = Double(tops.count)
    let total = bottoms.reduce(0, +)
    let ratio = tops.reduce(0, +) / total
    let squares = zip(tops, bottoms).reduce(0) { sum, pair in
      let residual = pair.0 - ratio * pair.1
      return sum + residual * residual
    }
    value = ratio
    standardError = (squares / (n - 1) * n).squareRoot() / total
  }

  /// How many standard errors the estimate lies from the exact value.
  func z(_ exact: Double) -> Double { (value - exact) / standardError }

  /// Standard error over the exact value: below 1 % an error of 5 % in the model cannot hide.
  func precision(_ exact: Double) -> Double { standardError / abs(exact) }

  var description: String { "\(value) ± \(standardError)" }
}

/// Replications of one scenario, of which several figures are asked.
struct Replications {
  let tallies: [Tallies]

  /// Runs `count` replications with conservation checks.
  init(_ scenario: Scenario, _ count: Int, seed: UInt64 = 1) throws {
    let simulator = Simulator(model: try scenario.model())
    tallies = try (0..<count).map {
      try simulate(with: simulator, seed: seed, replication: $0)
    }
  }

  /// The mean of a figure.
  func mean(_ figure: (Tallies) -> Double) -> Estimate { Estimate(tallies.map(figure)) }

  /// A ratio of totals of contact tallies, over all types or one.
  func ratio(
    _ top: (ContactTally) -> Double, _ bottom: (ContactTally) -> Double, type: Int = 0
  ) -> Estimate {
    let sums = tallies.map { $0.total(type) }
    return Estimate(sums.map(top), over: sums.map(bottom))
  }
}

// MARK: - Samples

/// Mean, variance and their standard errors of a sample.
struct Sample {
  let values: [Double]
  init(_ values: [Double]) { self.values = values }

  var count: Double { Double(values.count) }
  var mean: Double { values.reduce(0, +) / count }

  func moment(_ power: Int) -> Double {
    let center = mean
    return values.reduce(0) { $0 + gsl_pow_int($1 - center, Int32(power)) } / count
  }

  var variance: Double { moment(2) * count / (count - 1) }

  /// z-score of the sample's mean against a law's mean and variance.
  func zOfMean(_ exact: Double, variance: Double) -> Double {
    (mean - exact) / (variance / count).squareRoot()
  }

  /// z-score of the sample's variance, with the sample's own fourth moment.
  func zOfVariance(_ exact: Double) -> Double {
    let spread = (moment(4) - moment(2) * moment(2)) / count
    return (variance - exact) / spread.squareRoot()
  }

  /// √n times the largest distance between the sample's and the law's survival function
  /// (Kolmogorov and Smirnov); below 1.95 with a chance of 0.999 for a continuous law.
  func distance(from survival: (Double) -> Double) -> Double {
    let sorted = values.sorted()
    var largest = 0.0
    var first = 0
    while first < sorted.count {
      var end = first
      while end < sorted.count && sorted[end] == sorted[first] { end += 1 }
      let below = Double(first) / count
      let upTo = Double(end) / count
      let left = 1 - survival(sorted[first].nextDown)
      let right = 1 - survival(sorted[first])
      largest = max(largest, abs(upTo - right), abs(below - left))
      first = end
    }
    return largest * count.squareRoot()
  }

  /// The correlation with another sample of the same length.
  func correlation(with other: Sample) -> Double {
    let (a, b) = (mean, other.mean)
    let product = zip(values, other.values).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
    return product / count / (moment(2) * other.moment(2)).squareRoot()
  }
}
