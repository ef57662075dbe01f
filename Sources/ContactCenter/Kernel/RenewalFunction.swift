/// m(t), the mean number of renewals in (0, t) where each gap, the first too, has the same law.
///
/// Rate × time is more than that where gaps are regular and less where they are irregular: m(t) →
/// t ÷ mean + (cv² − 1) ÷ 2. Short times are solved on a grid by the midpoint method (Xie, "On the
/// solution of renewal-type integral equations", Communications in Statistics B 18, 1989), later
/// ones are asymptotic. For example m(8 h) = 479 for gaps of exactly a minute: the last of 480
/// would come at the end.
struct RenewalFunction {
  private let gap: Distribution
  private let mean: Double
  private var step = 0.0
  private var values: [Double] = [0]

  /// The function for times up to a horizon.
  ///
  /// O(grid²), with a grid of at most 1,200 points.
  init(_ gap: Distribution, horizon: Seconds) {
    self.gap = gap
    mean = gap.mean
    guard Self.needsGrid(gap), mean > 0, horizon > 0 else { return }
    let points = 1200
    step = min(horizon, 20 * (mean.isFinite ? mean : horizon)) / Double(points)
    let (whole, half) = ((0...points), (1...points))
    let reach = whole.map { 1 - gap.survival(Double($0) * step) }
    let middle = half.map { 1 - gap.survival((Double($0) - 0.5) * step) }
    values.reserveCapacity(points + 1)
    var rises = [Double](repeating: 0, count: points + 1)
    for i in 1...points {
      var sum = reach[i] - middle[0] * values[i - 1]
      for j in 1..<i { sum += middle[i - j] * rises[j] }
      let value = max(values[i - 1], sum / (1 - middle[0]))
      rises[i] = value - values[i - 1]
      values.append(value)
    }
  }

  private static func needsGrid(_ gap: Distribution) -> Bool {
    switch gap {
    case .constant, .exponential, .never: return false
    case .uniform, .triangular, .erlang, .gamma, .lognormal, .weibull, .logLogistic,
      .hyperexponential, .truncatedNormal, .atomAtZero, .empirical, .histogram:
      return true
    }
  }

  /// m(t).
  func callAsFunction(_ time: Seconds) -> Double {
    guard time > 0 else { return 0 }
    switch gap {
    case .never: return 0
    case .constant(let length): return (time / length).rounded(.up) - 1
    case .exponential(let mean): return time / mean
    case .uniform, .triangular, .erlang, .gamma, .lognormal, .weibull, .logLogistic,
      .hyperexponential, .truncatedNormal, .atomAtZero, .empirical, .histogram:
      break
    }
    let place = time / step
    guard step > 0, place < Double(values.count - 1) else {
      // Beyond the grid the rate is the long-run one.
      return values[values.count - 1] + max(0, time - step * Double(values.count - 1)) / mean
    }
    let index = Int(place)
    return values[index] + (place - Double(index)) * (values[index + 1] - values[index])
  }
}
