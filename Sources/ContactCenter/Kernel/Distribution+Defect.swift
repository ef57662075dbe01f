extension Distribution {
  /// How many phases an Erlang law may have.
  public static let phases = 1...10_000

  /// Why no value can be drawn from this law, in one sentence without a full stop; nil if one can.
  ///
  /// Every law is of a non-negative quantity, so negative values are defects too.
  public var defect: String? {
    switch self {
    case .constant(let value): return Self.negative(value, "the value")
    case .uniform(let low, let high):
      return Self.negative(low, "the lower end")
        ?? (high >= low && high.isFinite ? nil : "the upper end is below the lower end")
    case .triangular(let low, let mode, let high):
      let ordered = low <= mode && mode <= high && low < high && high.isFinite
      return Self.negative(low, "the lower end")
        ?? (ordered ? nil : "the lower end, the mode and the upper end do not rise")
    case .exponential(let mean): return Self.notPositive(mean, "the mean")
    case .erlang(let phases, let mean):
      return Self.notPositive(mean, "the mean")
        ?? (Self.phases.contains(phases)
          ? nil : "the number of phases is not 1 to \(Self.phases.upperBound)")
    case .gamma(let shape, let scale), .weibull(let shape, let scale),
      .logLogistic(let shape, let scale):
      return Self.notPositive(shape, "the shape") ?? Self.notPositive(scale, "the scale")
    case .lognormal(let mu, let sigma):
      return mu.isFinite ? Self.negative(sigma, "sigma") : "mu is not a finite number"
    case .hyperexponential(let branches): return Self.branchDefect(branches)
    case .truncatedNormal(let mean, let deviation):
      return mean.isFinite && mean >= -30 * deviation
        ? Self.notPositive(deviation, "the standard deviation")
        : "the mean is so far below 0 that nothing is left after the truncation"
    case .atomAtZero(let atom, let otherwise):
      return atom >= 0 && atom <= 1 ? otherwise.defect : "the atom at zero is not 0 to 1"
    case .empirical(let values):
      if values.isEmpty { return "there is no value" }
      return values.allSatisfy { $0 >= 0 && $0.isFinite } ? nil : "a value is negative"
    case .histogram(let edges, let weights): return Self.histogramDefect(edges, weights)
    case .never: return nil
    }
  }

  private static func negative(_ value: Double, _ what: String) -> String? {
    if !value.isFinite { return "\(what) is not a finite number" }
    return value < 0 ? "\(what) is negative" : nil
  }

  private static func notPositive(_ value: Double, _ what: String) -> String? {
    if !value.isFinite { return "\(what) is not a finite number" }
    return value <= 0 ? "\(what) is not above 0" : nil
  }

  private static func branchDefect(_ branches: [Branch]) -> String? {
    if branches.isEmpty { return "there is no branch" }
    for branch in branches {
      if !(branch.probability >= 0 && branch.probability <= 1) {
        return "a branch's share is not 0 to 1"
      }
      if let defect = negative(branch.mean, "a branch's mean") { return defect }
    }
    let sum = branches.reduce(0) { $0 + $1.probability }
    return abs(sum - 1) <= 1e-9 ? nil : "the branches' shares add up to \(sum.plain), not 1"
  }

  private static func histogramDefect(_ edges: [Double], _ weights: [Double]) -> String? {
    if weights.isEmpty { return "there is no bin" }
    if edges.count != weights.count + 1 {
      return "\(weights.count) bins need \(weights.count + 1) edges, and there are \(edges.count)"
    }
    if let defect = negative(edges[0], "the first edge") { return defect }
    if !zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 && $1.isFinite }) {
      return "the edges do not rise"
    }
    if !weights.allSatisfy({ $0 >= 0 && $0.isFinite }) { return "a weight is negative" }
    return weights.contains { $0 > 0 } ? nil : "all weights are 0"
  }
}
