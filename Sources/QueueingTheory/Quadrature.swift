import Foundation

/// Adaptive integration of several positive functions at once, so that the costly common factor is
/// evaluated once.
///
/// Gauss–Kronrod rule of 7 and 15 points on every panel (R. Piessens et al., QUADPACK, 1983);
/// panels whose error estimate is too large for any component are halved.
enum Quadrature {
  /// The components of one integrand.
  typealias Vector = SIMD8<Double>

  private struct Panel {
    var low: Double
    var high: Double
    var value: Vector
    var error: Vector
  }

  /// The integrals over [breaks.first, breaks.last].
  ///
  /// - Parameters:
  ///   - breaks: increasing points; kinks of the integrand belong among them.
  ///   - tolerance: relative error asked of each component.
  ///   - panelLimit: the work stops there at the latest.
  ///   - integrand: non-negative components.
  /// - Returns: one integral per component.
  static func integrate(
    over breaks: [Double], tolerance: Double = 1e-12, panelLimit: Int = 600,
    _ integrand: (Double) -> Vector
  ) -> Vector {
    var panels: [Panel] = []
    panels.reserveCapacity(64)
    for (low, high) in zip(breaks, breaks.dropFirst()) where high > low {
      panels.append(panel(from: low, to: high, integrand))
    }
    while panels.count < panelLimit {
      let total = panels.reduce(into: Vector()) { $0 += $1.value }
      let allowed = total * (tolerance / Double(max(1, panels.count)))
      var refined: [Panel] = []
      refined.reserveCapacity(panels.count * 2)
      for panel in panels {
        let middle = (panel.low + panel.high) / 2
        let isFine = all(panel.error .<= allowed)
        if isFine || !(middle > panel.low && middle < panel.high) {
          refined.append(panel)
        } else {
          refined.append(Self.panel(from: panel.low, to: middle, integrand))
          refined.append(Self.panel(from: middle, to: panel.high, integrand))
        }
      }
      let isDone = refined.count == panels.count
      panels = refined
      if isDone { break }
    }
    return panels.reduce(into: Vector()) { $0 += $1.value }
  }

  /// `count` equal steps from `low` to `high`, both ends included.
  static func steps(from low: Double, to high: Double, count: Int) -> [Double] {
    (0...count).map { low + (high - low) * (Double($0) / Double(count)) }
  }

  /// Points and weights of Gauss–Legendre rules of 8 points on equal panels, for functions too
  /// costly to adapt to.
  ///
  /// - Parameters:
  ///   - low: the lower end.
  ///   - high: the upper end.
  ///   - density: panels per unit of length; at least one is used.
  /// - Returns: points in order, with weights that add up to the length.
  static func nodes(
    from low: Double, to high: Double, perLength density: Double
  ) -> [(point: Double, weight: Double)] {
    guard high > low else { return [] }
    let count = max(1, Int(clamping: ((high - low) * density).rounded(.up)))
    let half = (high - low) / Double(2 * count)
    return (0..<count).flatMap { panel in
      let center = low + half * Double(2 * panel + 1)
      return legendre.map { (center + half * $0.0, half * $0.1) }
    }
  }

  /// The rule of 8 points on [-1, 1].
  private static let legendre = [
    (-0.9602898564975363, 0.1012285362903763), (-0.7966664774136267, 0.2223810344533745),
    (-0.5255324099163290, 0.3137066458778873), (-0.1834346424956498, 0.3626837833783620),
    (0.1834346424956498, 0.3626837833783620), (0.5255324099163290, 0.3137066458778873),
    (0.7966664774136267, 0.2223810344533745), (0.9602898564975363, 0.1012285362903763),
  ]

  private static func panel(
    from low: Double, to high: Double, _ integrand: (Double) -> Vector
  ) -> Panel {
    let (center, half) = ((low + high) / 2, (high - low) / 2)
    let middle = integrand(center)
    var kronrod = middle * kronrodCenter
    var gauss = middle * gaussWeights[3]
    for index in nodes.indices {
      let offset = half * nodes[index]
      let pair = integrand(center - offset) + integrand(center + offset)
      kronrod += pair * kronrodWeights[index]
      if index % 2 == 1 { gauss += pair * gaussWeights[index / 2] }
    }
    return Panel(
      low: low, high: high, value: kronrod * half, error: error(kronrod, gauss) * half)
  }

  /// QUADPACK's estimate: the difference of the two rules, sharpened by the power 3/2.
  private static func error(_ kronrod: Vector, _ gauss: Vector) -> Vector {
    var result = Vector()
    for index in result.indices where kronrod[index] != 0 {
      let relative = 200 * abs((kronrod[index] - gauss[index]) / kronrod[index])
      result[index] = abs(kronrod[index]) * min(1, relative * relative.squareRoot())
    }
    return result
  }

  private static let nodes = [
    0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
    0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
    0.586087235467691130294144691258297, 0.405845151377397166906606412076961,
    0.207784955007898467600689403773245,
  ]
  private static let kronrodWeights = [
    0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
    0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
    0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
    0.204432940075298892414161999234649,
  ]
  private static let kronrodCenter = 0.209482141084727828012999174891714
  private static let gaussWeights = [
    0.129484966168869693270611432679082, 0.279705391489276667901467771423780,
    0.381830050505118944950369775488975, 0.417959183673469387755102040816327,
  ]
}
