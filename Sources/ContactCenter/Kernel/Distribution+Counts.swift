import Glibc

extension Distribution {
  /// The largest count that is drawn: laws without a mean can draw any number.
  package static let largestCount = 1_000_000

  /// A drawn number taken as a count: rounded (halves up), at least 1, at most `largestCount`.
  package static func count(_ drawn: Double) -> Int {
    Int(min(max(1, drawn.rounded()), Double(largestCount)))
  }

  /// E max(1, round X), the mean of `count` of a drawn number: what batches bring.
  ///
  /// For example 1.353 for `exponential(mean: 1)`: 1 + Σ e^−(k − ½) over k from 2 on.
  ///
  /// Closed forms for constants, values, uniform and exponential laws and their mixtures; elsewhere
  /// 1 + Σ P(X ≥ k − ½), above 1024 in blocks of 1/64 of an octave, each by its middle.
  package var meanOfCount: Double {
    switch self {
    case .constant(let value): return Double(Self.count(value))
    case .never: return Double(Self.largestCount)
    case .empirical(let values):
      return values.reduce(0) { $0 + Double(Self.count($1)) } / Double(values.count)
    case .exponential(let mean): return Self.meanCount(ofExponential: mean)
    case .hyperexponential(let branches):
      return branches.reduce(0) { $0 + $1.probability * Self.meanCount(ofExponential: $1.mean) }
    case .atomAtZero(let atom, let otherwise): return atom + (1 - atom) * otherwise.meanOfCount
    case .uniform(let low, let high): return Self.meanCount(from: low, to: high)
    case .histogram(let edges, let weights):
      let sum = weights.indices.reduce(0) {
        $0 + weights[$1] * Self.meanCount(from: edges[$1], to: edges[$1 + 1])
      }
      return sum / weights.reduce(0, +)
    case .triangular, .erlang, .gamma, .lognormal, .weibull, .logLogistic, .truncatedNormal:
      return 1 + sumOfRoundedSurvival(from: 2)
    }
  }

  /// E round X, halves up: the mean of a volume that is brought as a whole number.
  package var meanOfRounded: Double { sumOfRoundedSurvival(from: 1) }

  /// Σ P(X ≥ k − ½) over k from `first` to `largestCount`.
  private func sumOfRoundedSurvival(from first: Int) -> Double {
    var sum = 0.0
    var next = first
    while next <= Self.largestCount {
      let length = next < 1024 ? 1 : min(next / 64, Self.largestCount + 1 - next)
      let middle = Double(next) + Double(length) / 2 - 1
      let part = survival(middle.nextDown)
      // Beyond its greatest number a law has nothing, and what a tail can still add is nothing.
      if part * Double(Self.largestCount) < 1e-10 { break }
      sum += Double(length) * part
      next += length
    }
    return sum
  }

  private static func meanCount(ofExponential mean: Double) -> Double {
    guard mean > 0 else { return 1 }
    let cut = -expm1(-Double(largestCount - 1) / mean)
    return 1 + exp(-1.5 / mean) * cut / -expm1(-1 / mean)
  }

  /// Of a uniform law, from ∫ max(1, round t) dt.
  private static func meanCount(from low: Double, to high: Double) -> Double {
    guard high > low else { return Double(count(low)) }
    func integral(_ x: Double) -> Double {
      guard x > 1.5 else { return x }
      let last = min(x.rounded(), Double(largestCount))
      // 1.5 + Σ k from 2 to last − 1, then the piece of the last one.
      return 0.5 + (last - 1) * last / 2 + last * (x - last + 0.5)
    }
    return (integral(high) - integral(low)) / (high - low)
  }
}
