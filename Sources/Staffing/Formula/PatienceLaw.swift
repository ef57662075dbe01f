import ContactCenter
import QueueingTheory

extension DurationLaw {
  /// A law of the simulation as one of the formulas.
  ///
  /// Exact for all laws but four: triangular, log-logistic and truncated normal laws, and samples of
  /// more than 40 values, become 40 uniform pieces of equal chance, the last one up to the quantile of
  /// 1 − 10⁻⁴ (what lasts longer than that counts as that long).
  package init(_ law: Distribution) {
    switch law {
    case .never: self = .unlimited
    case .constant(let value): self = value > 0 ? .deterministic(value) : .atOnce
    case .uniform(let low, let high):
      self = high > low ? .uniform(low: low, high: high) : Self(.constant(low))
    case .exponential(let mean): self = mean > 0 ? .exponential(mean: mean) : .atOnce
    case .erlang(let phases, let mean):
      self = mean > 0 ? .gamma(shape: Double(phases), mean: mean) : .atOnce
    case .gamma(let shape, let scale): self = .gamma(shape: shape, mean: shape * scale)
    case .lognormal(_, let sigma):
      self =
        sigma > 0
        ? .lognormal(mean: law.mean, coefficientOfVariation: law.cv ?? 1)
        : .deterministic(law.mean)
    case .weibull(let shape, let scale): self = .weibull(scale: scale, shape: shape)
    case .hyperexponential(let branches) where branches.allSatisfy { $0.mean > 0 }:
      self = .hyperexponential(branches.map { Phase(weight: $0.probability, mean: $0.mean) })
    case .hyperexponential(let branches):
      self = .mixture(
        branches.map {
          Part(weight: $0.probability, law: Self(.exponential(mean: $0.mean)))
        })
    case .atomAtZero(let atom, let otherwise):
      self = .zero(probability: atom, otherwise: Self(otherwise))
    case .empirical(let values) where values.count <= Self.pieces:
      let share = 1 / Double(values.count)
      self = .mixture(values.map { Part(weight: share, law: Self(.constant($0))) })
    case .histogram(let edges, let weights): self = Self.bins(edges, weights)
    case .triangular, .logLogistic, .truncatedNormal, .empirical: self = Self.tabulated(law)
    }
  }

  /// Ends at once.
  private static var atOnce: DurationLaw {
    .zero(probability: 1, otherwise: .exponential(mean: 1))
  }

  private static func bins(_ edges: [Double], _ weights: [Double]) -> DurationLaw {
    let sum = weights.reduce(0, +)
    return .mixture(
      weights.indices.filter { weights[$0] > 0 }.map { bin in
        Part(
          weight: weights[bin] / sum, law: Self(.uniform(low: edges[bin], high: edges[bin + 1])))
      })
  }

  /// How many pieces a law without a formula is cut into.
  private static let pieces = 40

  private static func tabulated(_ law: Distribution) -> DurationLaw {
    let share = 1 / Double(pieces)
    var edges = (0..<pieces).map { quantile(of: law, leaving: 1 - Double($0) * share) }
    edges.append(quantile(of: law, leaving: 1e-4))
    return .mixture(
      (0..<pieces).map { piece in
        Part(weight: share, law: Self(.uniform(low: edges[piece], high: edges[piece + 1])))
      })
  }

  /// The time beyond which the law lasts with a probability, by bisection.
  private static func quantile(of law: Distribution, leaving rest: Double) -> Double {
    var high = 1.0
    while law.survival(high) > rest, high < 1e9 { high *= 2 }
    var low = 0.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if law.survival(middle) > rest { low = middle } else { high = middle }
    }
    return high
  }
}

extension QueueLoad {
  /// The mean of the exponential patience that makes those who wait for n agents, lines without limit,
  /// give up as often as the law of patience does: E[queue] ÷ abandonments per second; nil: nobody
  /// gives up.
  func exponentialPatience(agents: Int) -> Double? {
    if case .exponential(let mean) = patience { return mean }
    guard hasPatience else { return nil }
    let queue = try? GeneralPatience(
      offeredLoad: offeredLoad, meanHandleTime: handleTime, agents: agents, patience: patience)
    guard let queue, queue.abandonedProportion > 0 else { return nil }
    return max(1e-3, queue.meanQueue / (arrivalRate * queue.abandonedProportion))
  }
}
