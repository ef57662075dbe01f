extension Distribution {
  /// The law of the quantity times a factor above 0: the same shape, the mean times the factor.
  ///
  /// `Distribution.gamma(shape: 2, scale: 90).scaled(by: 1.1)` is gamma with shape 2 and scale 99.
  /// Truncated normals keep their shape too, since both parameters grow alike; `never` stays.
  package func scaled(by factor: Double) -> Distribution {
    switch self {
    case .constant(let value): return .constant(value * factor)
    case .uniform(let low, let high): return .uniform(low: low * factor, high: high * factor)
    case .triangular(let low, let mode, let high):
      return .triangular(low: low * factor, mode: mode * factor, high: high * factor)
    case .exponential(let mean): return .exponential(mean: mean * factor)
    case .erlang(let phases, let mean): return .erlang(phases: phases, mean: mean * factor)
    case .gamma(let shape, let scale): return .gamma(shape: shape, scale: scale * factor)
    case .lognormal(let mu, let sigma):
      return .lognormal(mu: mu + PortableMath.log(factor), sigma: sigma)
    case .weibull(let shape, let scale): return .weibull(shape: shape, scale: scale * factor)
    case .logLogistic(let shape, let scale):
      return .logLogistic(shape: shape, scale: scale * factor)
    case .hyperexponential(let branches):
      return .hyperexponential(
        branches.map { Branch(probability: $0.probability, mean: $0.mean * factor) })
    case .truncatedNormal(let mean, let deviation):
      return .truncatedNormal(mean: mean * factor, standardDeviation: deviation * factor)
    case .atomAtZero(let atom, let otherwise):
      return .atomAtZero(atom: atom, otherwise: otherwise.scaled(by: factor))
    case .empirical(let values): return .empirical(values.map { $0 * factor })
    case .histogram(let edges, let weights):
      return .histogram(edges: edges.map { $0 * factor }, weights: weights)
    case .never: return .never
    }
  }
}
