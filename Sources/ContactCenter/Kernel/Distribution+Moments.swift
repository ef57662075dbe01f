import CGSL
import Glibc

// MARK: - Moments

extension Distribution {
  /// The expected value; infinite for `never` and for a log-logistic law of shape ≤ 1.
  ///
  /// For a normal law truncated at 0 it is the mean after truncation, which is larger than the
  /// law's parameter: `truncatedNormal(mean: 0, standardDeviation: 1)` has mean √(2/π) = 0.798.
  public var mean: Double {
    switch self {
    case .constant(let value): return value
    case .uniform(let low, let high): return low + (high - low) / 2
    case .triangular(let low, let mode, let high): return (low + mode + high) / 3
    case .exponential(let mean), .erlang(_, let mean): return mean
    case .gamma(let shape, let scale): return shape * scale
    case .lognormal(let mu, let sigma): return exp(mu + sigma * sigma / 2)
    case .weibull(let shape, let scale): return scale * tgamma(1 + 1 / shape)
    case .logLogistic(let shape, let scale):
      return shape <= 1 ? .infinity : scale * (.pi / shape) / sin(.pi / shape)
    case .hyperexponential(let branches):
      return branches.reduce(0) { $0 + $1.probability * $1.mean }
    case .truncatedNormal(let mean, let deviation):
      return deviation == 0 ? mean : mean + deviation * gsl_sf_hazard(-mean / deviation)
    case .atomAtZero(let atom, let otherwise): return atom == 1 ? 0 : (1 - atom) * otherwise.mean
    case .empirical(let values): return values.reduce(0, +) / Double(values.count)
    case .histogram(let edges, let weights):
      return Self.histogramMoment(edges, weights) { ($0 + $1) / 2 }
    case .never: return .infinity
    }
  }

  /// The variance; infinite where it, or the mean, does not exist.
  public var variance: Double {
    switch self {
    case .constant: return 0
    case .uniform(let low, let high): return (high - low) * (high - low) / 12
    case .triangular(let low, let mode, let high):
      let width = high - low
      let rise = mode - low
      return (width * width - width * rise + rise * rise) / 18
    case .exponential(let mean): return mean * mean
    case .erlang(let phases, let mean): return mean * mean / Double(phases)
    case .gamma(let shape, let scale): return shape * scale * scale
    case .lognormal(let mu, let sigma):
      return expm1(sigma * sigma) * exp(2 * mu + sigma * sigma)
    case .weibull(let shape, let scale):
      return scale * scale * (tgamma(1 + 2 / shape) - pow(tgamma(1 + 1 / shape), 2))
    case .logLogistic(let shape, let scale):
      guard shape > 2 else { return .infinity }
      let angle = Double.pi / shape
      let first = angle / sin(angle)
      return scale * scale * (2 * angle / sin(2 * angle) - first * first)
    case .truncatedNormal(_, 0): return 0
    case .truncatedNormal(let mean, let deviation):
      let start = -mean / deviation
      let hazard = gsl_sf_hazard(start)
      return deviation * deviation * max(0, 1 + start * hazard - hazard * hazard)
    case .never: return .infinity
    case .hyperexponential, .atomAtZero, .empirical, .histogram:
      let mean = self.mean
      return max(0, secondMoment - mean * mean)
    }
  }

  /// The coefficient of variation, standard deviation / mean; nil where the mean is 0 or infinite.
  ///
  /// It may be infinite (log-logistic of shape between 1 and 2).
  public var cv: Double? {
    let mean = self.mean
    guard mean > 0, mean.isFinite else { return nil }
    return variance.squareRoot() / mean
  }

  /// Whether nothing but 0 can come out.
  public var isConstantZero: Bool { mean == 0 }

  /// E[X²] of the laws that are mixtures.
  private var secondMoment: Double {
    switch self {
    case .hyperexponential(let branches):
      return branches.reduce(0) { $0 + $1.probability * 2 * $1.mean * $1.mean }
    case .atomAtZero(let atom, let otherwise):
      guard atom < 1 else { return 0 }
      let mean = otherwise.mean
      return (1 - atom) * (otherwise.variance + mean * mean)
    case .empirical(let values):
      return values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    case .histogram(let edges, let weights):
      return Self.histogramMoment(edges, weights) { ($0 * $0 + $0 * $1 + $1 * $1) / 3 }
    case .constant, .uniform, .triangular, .exponential, .erlang, .gamma, .lognormal, .weibull,
      .logLogistic, .truncatedNormal, .never:
      let mean = self.mean
      return variance + mean * mean
    }
  }

  /// The weighted mean of a moment of the bins.
  private static func histogramMoment(
    _ edges: [Double], _ weights: [Double], _ moment: (Double, Double) -> Double
  ) -> Double {
    var sum = 0.0
    var total = 0.0
    for (bin, weight) in weights.enumerated() {
      sum += weight * moment(edges[bin], edges[bin + 1])
      total += weight
    }
    return sum / total
  }
}

// MARK: - Survival

extension Distribution {
  /// P(X > x), 0…1.
  ///
  /// For example `exponential(mean: 60).survival(60)` = 1/e = 0.368.
  ///
  /// Complexity: linear in the number of branches, values or bins.
  public func survival(_ x: Double) -> Double {
    guard x >= 0 else { return 1 }
    switch self {
    case .constant(let value): return x < value ? 1 : 0
    case .uniform(let low, let high):
      return high == low ? (x < low ? 1 : 0) : min(1, max(0, (high - x) / (high - low)))
    case .triangular(let low, let mode, let high):
      return Self.triangularSurvival(x, low, mode, high)
    case .exponential(let mean): return mean == 0 ? 0 : exp(-x / mean)
    case .erlang(let phases, let mean):
      return mean == 0 ? 0 : gsl_cdf_gamma_Q(x, Double(phases), mean / Double(phases))
    case .gamma(let shape, let scale): return gsl_cdf_gamma_Q(x, shape, scale)
    case .lognormal(let mu, let sigma):
      guard x > 0 else { return 1 }
      return sigma == 0 ? (x < exp(mu) ? 1 : 0) : gsl_cdf_ugaussian_Q((log(x) - mu) / sigma)
    case .weibull(let shape, let scale): return exp(-pow(x / scale, shape))
    case .logLogistic(let shape, let scale): return 1 / (1 + pow(x / scale, shape))
    case .hyperexponential(let branches):
      return branches.reduce(0) {
        $0 + $1.probability * Distribution.exponential(mean: $1.mean).survival(x)
      }
    case .truncatedNormal(let mean, let deviation):
      guard deviation > 0 else { return x < mean ? 1 : 0 }
      return gsl_cdf_ugaussian_Q((x - mean) / deviation) / gsl_cdf_ugaussian_Q(-mean / deviation)
    case .atomAtZero(let atom, let otherwise): return (1 - atom) * otherwise.survival(x)
    case .empirical(let values):
      return Double(values.count { $0 > x }) / Double(values.count)
    case .histogram(let edges, let weights): return Self.histogramSurvival(x, edges, weights)
    case .never: return 1
    }
  }

  private static func triangularSurvival(
    _ x: Double, _ low: Double, _ mode: Double, _ high: Double
  ) -> Double {
    if x < low { return 1 }
    if x >= high { return 0 }
    if x < mode { return 1 - (x - low) * (x - low) / ((high - low) * (mode - low)) }
    return (high - x) * (high - x) / ((high - low) * (high - mode))
  }

  private static func histogramSurvival(
    _ x: Double, _ edges: [Double], _ weights: [Double]
  ) -> Double {
    var above = 0.0
    var total = 0.0
    for (bin, weight) in weights.enumerated() {
      let low = edges[bin]
      let high = edges[bin + 1]
      total += weight
      above += weight * min(1, max(0, (high - x) / (high - low)))
    }
    return above / total
  }
}

// MARK: - By mean and coefficient of variation

extension Distribution {
  /// The largest cv that the constructors by mean and cv accept.
  public static let largestCV = 100.0

  /// Gamma with that mean and cv: shape = 1/cv², scale = mean·cv².
  ///
  /// A cv of 0 is the constant.
  ///
  /// Precondition: mean > 0 and 0 ≤ cv ≤ `largestCV`.
  public static func gamma(mean: Double, cv: Double) -> Distribution {
    checkMoments(mean, cv)
    guard cv > 0 else { return .constant(mean) }
    return .gamma(shape: 1 / (cv * cv), scale: mean * cv * cv)
  }

  /// Lognormal with that mean and cv: sigma² = ln(1 + cv²), mu = ln(mean) − sigma²/2.
  ///
  /// Precondition: mean > 0 and 0 ≤ cv ≤ `largestCV`.
  public static func lognormal(mean: Double, cv: Double) -> Distribution {
    checkMoments(mean, cv)
    guard cv > 0 else { return .constant(mean) }
    let variance = log1p(cv * cv)
    return .lognormal(mu: log(mean) - variance / 2, sigma: variance.squareRoot())
  }

  /// Weibull with that mean and cv: the shape k solves Γ(1 + 2/k) / Γ(1 + 1/k)² = 1 + cv².
  ///
  /// Precondition: mean > 0 and 0 ≤ cv ≤ `largestCV`. A cv of 1 is the exponential law (shape 1).
  public static func weibull(mean: Double, cv: Double) -> Distribution {
    checkMoments(mean, cv)
    guard cv > 1e-6 else { return .constant(mean) }
    let target = log1p(cv * cv)
    let logShape = rootByBrent(from: log(0.05), to: log(1e7)) { logShape in
      let inverse = exp(-logShape)
      return lgamma(1 + 2 * inverse) - 2 * lgamma(1 + inverse) - target
    }
    let shape = exp(logShape)
    return .weibull(shape: shape, scale: mean / tgamma(1 + 1 / shape))
  }

  /// Log-logistic with that mean and cv: with b = π/shape, tan(b)/b = 1 + cv² and
  /// scale = mean·sin(b)/b.
  ///
  /// Precondition: mean > 0 and 0 ≤ cv ≤ `largestCV`. The shape is always above 2.
  public static func logLogistic(mean: Double, cv: Double) -> Distribution {
    checkMoments(mean, cv)
    guard cv > 1e-6 else { return .constant(mean) }
    let angle = rootByBrent(from: 1e-7, to: .pi / 2 - 1e-9) { tan($0) / $0 - 1 - cv * cv }
    return .logLogistic(shape: .pi / angle, scale: mean * sin(angle) / angle)
  }

  /// Two exponential branches with that mean and cv and balanced means (each branch has half of the
  /// mean): p = (1 + √((cv² − 1)/(cv² + 1))) / 2.
  ///
  /// A cv of 1 is the exponential law.
  ///
  /// Precondition: mean > 0 and 1 ≤ cv ≤ `largestCV`. Source: Whitt (1982), Approximating a point
  /// process by a renewal process I, equation 3.7.
  public static func hyperexponential(mean: Double, cv: Double) -> Distribution {
    checkMoments(mean, cv)
    precondition(cv >= 1, "a hyperexponential law has a cv of at least 1")
    guard cv > 1 else { return .exponential(mean: mean) }
    let squared = cv * cv
    let share = (1 + ((squared - 1) / (squared + 1)).squareRoot()) / 2
    return .hyperexponential([
      Branch(probability: share, mean: mean / (2 * share)),
      Branch(probability: 1 - share, mean: mean / (2 * (1 - share))),
    ])
  }

  private static func checkMoments(_ mean: Double, _ cv: Double) {
    precondition(mean > 0 && mean.isFinite, "the mean must be positive")
    precondition(cv >= 0 && cv <= largestCV, "the cv must be between 0 and \(largestCV)")
  }

  /// The root of a function that changes its sign between the two ends, by Brent's method (GSL).
  private static func rootByBrent(
    from low: Double, to high: Double, _ body: @escaping (Double) -> Double
  ) -> Double {
    final class Box {
      let body: (Double) -> Double
      init(_ body: @escaping (Double) -> Double) { self.body = body }
    }
    let box = Box(body)
    var function = gsl_function(
      function: { x, box in Unmanaged<Box>.fromOpaque(box!).takeUnretainedValue().body(x) },
      params: Unmanaged.passUnretained(box).toOpaque())
    let solver = gsl_root_fsolver_alloc(cgsl_root_brent())
    defer { gsl_root_fsolver_free(solver) }
    return withExtendedLifetime(box) {
      withUnsafeMutablePointer(to: &function) { function in
        gsl_root_fsolver_set(solver, function, low, high)
        for _ in 0..<200 {
          gsl_root_fsolver_iterate(solver)
          let (left, right) = (gsl_root_fsolver_x_lower(solver), gsl_root_fsolver_x_upper(solver))
          if right - left <= 1e-14 * max(abs(left), abs(right)) { break }
        }
        return gsl_root_fsolver_root(solver)
      }
    }
  }
}
