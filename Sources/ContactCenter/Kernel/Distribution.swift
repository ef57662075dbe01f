/// A probability law of a non-negative quantity: a duration in seconds, a count, a factor.
///
/// Every law is held by its natural parameters; `Distribution+Moments` has the constructors by mean
/// and coefficient of variation (cv = standard deviation / mean).
public indirect enum Distribution: Sendable, Equatable {
  /// Always `value`.
  case constant(Double)
  /// Uniform on [low, high].
  case uniform(low: Double, high: Double)
  /// Triangular on [low, high] with its peak at mode.
  case triangular(low: Double, mode: Double, high: Double)
  /// Exponential with the given mean.
  case exponential(mean: Double)
  /// Sum of `phases` independent exponentials, with the given total mean.
  case erlang(phases: Int, mean: Double)
  /// Gamma; mean = shape × scale, cv = 1 / √shape.
  case gamma(shape: Double, scale: Double)
  /// exp(N(mu, sigma²)); mean = exp(mu + sigma²/2), cv² = exp(sigma²) − 1.
  case lognormal(mu: Double, sigma: Double)
  /// Survival S(x) = exp(−(x/scale)^shape).
  case weibull(shape: Double, scale: Double)
  /// Survival S(x) = 1 / (1 + (x/scale)^shape); its mean is infinite for shape ≤ 1.
  case logLogistic(shape: Double, scale: Double)
  /// Exponential with the mean of a branch, chosen by the branches' chances, which add up to 1.
  case hyperexponential([Branch])
  /// Normal conditioned on being ≥ 0; the parameters are those before truncation.
  case truncatedNormal(mean: Double, standardDeviation: Double)
  /// 0 with probability `atom`, else drawn from the other law.
  case atomAtZero(atom: Double, otherwise: Distribution)
  /// One of the given values, each equally likely.
  case empirical([Double])
  /// Uniform within a bin [edges[i], edges[i+1]), chosen with probability ∝ weights[i].
  case histogram(edges: [Double], weights: [Double])
  /// Infinite: a caller who never gives up.
  case never

  /// One exponential branch of a hyperexponential law.
  public struct Branch: Sendable, Equatable {
    /// The chance of this branch, 0…1.
    public var probability: Double
    /// The mean of this branch.
    public var mean: Double

    /// A branch taken with `probability`, exponential with `mean`.
    public init(probability: Double, mean: Double) {
      self.probability = probability
      self.mean = mean
    }
  }
}
