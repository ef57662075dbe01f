import Foundation

/// The offered wait V of M/M/n+G: how long a caller of endless patience would wait.
///
/// Its density at t > 0 is proportional to exp(φ(t)), φ(t) = λ∫₀ᵗ(1 - G) - nμt (Baccelli &
/// Hebuterne 1981; Zeltyn & Mandelbaum 2005, eq. (3.1)). φ is concave, so the mass sits around one
/// peak; everything here is relative to that peak and cannot overflow.
struct OfferedWait {
  let arrivalRate: Double
  /// λ - nμ, per second, kept apart because the difference of the two may lose digits.
  let surplus: Double
  let patience: DurationLaw
  private let peak: Double

  /// ∫ over waits in some range of exp(φ(t) - `logScale`) times four weights.
  struct Integrals {
    var logScale: Double
    /// Weight 1.
    var mass: Double
    /// Weight G(t): gives up before being offered an agent.
    var abandoned: Double
    /// Weight t (1 - G(t)): the wait of the served.
    var servedWait: Double
    /// Weight ∫₀ᵗ u dG(u): the wait of the abandoned.
    var abandonedWait: Double
    /// Weight 1 - G(t): is offered an agent in time.
    var served: Double

    static let none = Integrals(
      logScale: 0, mass: 0, abandoned: 0, servedWait: 0, abandonedWait: 0, served: 0)
  }

  init(arrivalRate: Double, surplus: Double, patience: DurationLaw) {
    self.arrivalRate = arrivalRate
    self.surplus = surplus
    self.patience = patience
    peak = Self.peak(arrivalRate, surplus, patience)
  }

  /// φ(t).
  func exponent(_ time: Double) -> Double {
    let lost = time * patience.probabilityOfEnding(by: time) - patience.partialMean(upTo: time)
    return surplus * time - arrivalRate * lost
  }

  /// The integrals over (from, upTo].
  func integrals(from low: Double, to high: Double) -> Integrals {
    guard high > low else { return .none }
    let top = min(max(peak, low), high)
    let scale = exponent(top)
    let left = edge(from: top, towards: low, below: scale)
    let right = edge(from: top, towards: high, below: scale)
    let points = breaks(left, top, right)
    let sums = Quadrature.integrate(over: points) { time in
      let gone = patience.probabilityOfEnding(by: time)
      let partial = patience.partialMean(upTo: time)
      let exponent = surplus * time - arrivalRate * (time * gone - partial) - scale
      let stays = patience.probabilityOfLasting(beyond: time)
      let weights = Quadrature.Vector(1, gone, time * stays, partial, stays, 0, 0, 0)
      return weights * exp(exponent)
    }
    return Integrals(
      logScale: scale, mass: sums[0], abandoned: sums[1], servedWait: sums[2],
      abandonedWait: sums[3], served: sums[4])
  }

  /// Beyond this drop of φ below its peak (e⁻¹⁰⁰) nothing counts.
  private static let drop = 100.0

  /// The point, on one side of the top, where φ has fallen by ``drop``.
  private func edge(from top: Double, towards end: Double, below scale: Double) -> Double {
    let goal = scale - Self.drop
    if end.isFinite && exponent(end) >= goal { return end }
    var inner = top
    var outer = end
    if !end.isFinite {
      var step = max(top, Self.drop / max(abs(surplus), arrivalRate)) * 1e-3
      outer = top + step
      while exponent(outer) > goal {
        step *= 2
        outer = top + step
      }
    }
    for _ in 0..<12 {
      let middle = (inner + outer) / 2
      if exponent(middle) > goal { inner = middle } else { outer = middle }
    }
    return outer
  }

  private func breaks(_ left: Double, _ top: Double, _ right: Double) -> [Double] {
    let inside = (patience.kinks + patience.scales).filter { $0 > left && $0 < right }
    let even =
      Quadrature.steps(from: left, to: top, count: 6)
      + Quadrature.steps(from: top, to: right, count: 8)
    // Near 0 a law may behave like a root of t.
    let graded = left == 0 ? [1e-4, 1e-3, 1e-2].map { $0 * right } : []
    return (even + inside + graded).sorted()
  }

  /// Where φ is largest: 0, or where G(t) first reaches the part of the work that must leave.
  private static func peak(
    _ arrivalRate: Double, _ surplus: Double, _ patience: DurationLaw
  ) -> Double {
    let excess = surplus / arrivalRate
    if excess <= patience.probabilityOfEnding(by: 0) { return 0 }
    var high = 1.0
    while patience.probabilityOfEnding(by: high) < excess { high *= 2 }
    while high > 1e-12 && patience.probabilityOfEnding(by: high / 2) >= excess { high /= 2 }
    var low = high / 2
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if patience.probabilityOfEnding(by: middle) < excess { low = middle } else { high = middle }
    }
    return high
  }
}
