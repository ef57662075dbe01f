/// A rate over time as pieces of polynomials of at most third degree.
struct RateCurve {
  /// c0 + c1·x + c2·x² + c3·x³ with x = t − origin, from one moment to another.
  struct Piece {
    var from: Seconds
    var to: Seconds
    var origin: Seconds
    var c: (Double, Double, Double, Double)
  }

  var pieces: [Piece]

  /// The curve through the points: constant before the first and after the last one.
  ///
  /// Precondition: at least one point, in strictly rising order of time.
  init(points: [Scenario.RatePoint], interpolation: Scenario.Interpolation) {
    pieces = []
    let first = points[0]
    pieces.append(Self.flat(from: -.infinity, to: first.time, first.rate))
    let curvature = interpolation == .spline ? Self.curvature(points) : []
    for i in 0..<(points.count - 1) {
      let (a, b) = (points[i], points[i + 1])
      let width = b.time - a.time
      let slope = (b.rate - a.rate) / width
      var c = (a.rate, 0.0, 0.0, 0.0)
      switch interpolation {
      case .constant: break
      case .linear: c.1 = slope
      case .spline:
        c.1 = slope - width * (2 * curvature[i] + curvature[i + 1]) / 6
        c.2 = curvature[i] / 2
        c.3 = (curvature[i + 1] - curvature[i]) / (6 * width)
      }
      pieces.append(Piece(from: a.time, to: b.time, origin: a.time, c: c))
    }
    pieces.append(Self.flat(from: points.last!.time, to: .infinity, points.last!.rate))
  }

  private static func flat(from: Seconds, to: Seconds, _ rate: Double) -> Piece {
    Piece(from: from, to: to, origin: 0, c: (rate, 0, 0, 0))
  }

  /// Second derivatives of the natural cubic spline at the points (a tridiagonal system, solved by
  /// elimination).
  ///
  /// Linear in the number of points.
  private static func curvature(_ points: [Scenario.RatePoint]) -> [Double] {
    let n = points.count
    var result = [Double](repeating: 0, count: n)
    guard n > 2 else { return result }
    var upper = result
    var right = result
    for i in 1..<(n - 1) {
      let before = points[i].time - points[i - 1].time
      let after = points[i + 1].time - points[i].time
      let bend =
        (points[i + 1].rate - points[i].rate) / after
        - (points[i].rate - points[i - 1].rate) / before
      let pivot = 2 * (before + after) - before * upper[i - 1]
      upper[i] = after / pivot
      right[i] = (6 * bend - before * right[i - 1]) / pivot
    }
    for i in stride(from: n - 2, to: 0, by: -1) {
      result[i] = right[i] - upper[i] * result[i + 1]
    }
    return result
  }
}

extension RateCurve.Piece {
  var isConstant: Bool { c.1 == 0 && c.2 == 0 && c.3 == 0 }

  /// The same polynomial, written around another origin and multiplied.
  func coefficients(around moment: Seconds, times factor: Double) -> (
    Double, Double, Double, Double
  ) {
    guard !isConstant else { return (c.0 * factor, 0, 0, 0) }
    let d = moment - origin
    return (
      (c.0 + d * (c.1 + d * (c.2 + d * c.3))) * factor,
      (c.1 + d * (2 * c.2 + 3 * d * c.3)) * factor,
      (c.2 + 3 * d * c.3) * factor, c.3 * factor
    )
  }
}

extension Model.RateSegment {
  var isConstant: Bool { c1 == 0 && c2 == 0 && c3 == 0 }

  /// λ at x seconds after `from`, as the polynomial gives it.
  func rate(after x: Seconds) -> Double { c0 + x * (c1 + x * (c2 + x * c3)) }

  /// The smallest and the largest λ in the segment: at its ends or where the slope is 0.
  var extremes: (low: Double, high: Double) {
    let values = [rate(after: 0), rate(after: to - from)] + turningPoints.map(rate)
    return (values.min()!, values.max()!)
  }

  /// Seconds after `from`, inside the segment, where the slope of λ is 0.
  var turningPoints: [Double] {
    var candidates: [Double] = []
    if c3 != 0 {
      let root = c2 * c2 - 3 * c3 * c1
      if root >= 0 {
        candidates = [
          (-c2 + root.squareRoot()) / (3 * c3), (-c2 - root.squareRoot()) / (3 * c3),
        ]
      }
    } else if c2 != 0 {
      candidates = [-c1 / (2 * c2)]
    }
    return candidates.filter { $0 > 0 && $0 < to - from }
  }
}
