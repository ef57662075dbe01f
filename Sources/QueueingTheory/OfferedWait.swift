import Foundation

/// The offered wait V of M/M/n+G: how long a caller of endless patience would wait.
///
/// Its density at t > 0 is proportional to exp(φ(t)), φ(t) = λH(t) - nμt, H(t) = ∫₀ᵗ(1 - G)
/// (Baccelli & Hebuterne 1981; Zeltyn & Mandelbaum 2005, eq. (3.1)). The callers who came during t
/// and are still there are Poisson with mean λH(t); where only some numbers of them are possible
/// (``Behind``), the density is multiplied by the probability of those. Its logarithm ψ is concave
/// all the same, so the mass sits around one peak; everything here is relative to that peak and
/// cannot overflow.
struct OfferedWait {
  /// How many callers may have come behind the one who waits and still be there.
  enum Behind {
    /// Any number.
    case any
    /// Fewer than this number of places, ≥ 1: the arrivals that find a place.
    case fewer(Int)
    /// Exactly this number: the arrivals that find all places taken.
    case exactly(Int)
  }

  let arrivalRate: Double
  /// λ - nμ, per second, kept apart because the difference of the two may lose digits.
  let surplus: Double
  let patience: DurationLaw
  let behind: Behind
  private let peak: Double

  /// ∫ over waits in some range of exp(ψ(t) - `logScale`) times four weights.
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

    /// The mean of a weight over the waits; 0 where nobody waits.
    func mean(_ weight: KeyPath<Integrals, Double>) -> Double {
      mass > 0 ? self[keyPath: weight] / mass : 0
    }
  }

  init(
    arrivalRate: Double, surplus: Double, patience: DurationLaw, behind: Behind = .any
  ) {
    self.arrivalRate = arrivalRate
    self.surplus = surplus
    self.patience = patience
    self.behind = behind
    peak = Self.peak { time in
      Self.isRising(at: time, arrivalRate, surplus, patience, behind)
    }
  }

  /// ψ(t).
  func exponent(_ time: Double) -> Double {
    exponent(
      time, gone: patience.probabilityOfEnding(by: time),
      partial: patience.partialMean(upTo: time),
      stays: patience.probabilityOfLasting(beyond: time))
  }

  /// ψ(t) from G(t), ∫₀ᵗ u dG(u) and 1 - G(t).
  private func exponent(
    _ time: Double, gone: Double, partial: Double, stays: Double
  ) -> Double {
    let all = surplus * time - arrivalRate * (time * gone - partial)
    let mean = arrivalRate * (partial + time * stays)
    switch behind {
    case .any: return all
    case .fewer(let places):
      return all + SpecialFunctions.logPoissonHead(mean: mean, below: places)
    case .exactly(let places):
      return all + SpecialFunctions.logPoissonProbability(Double(places), mean: mean)
    }
  }

  /// The integrals over (from, upTo].
  func integrals(from low: Double, to high: Double) -> Integrals {
    guard high > low else { return .none }
    let top = min(max(peak, low), high)
    let scale = exponent(top)
    // Nobody stays long enough to take all places.
    if scale == -.infinity { return .none }
    let left = edge(from: top, towards: low, below: scale)
    let right = edge(from: top, towards: high, below: scale)
    let points = breaks(left, top, right)
    let sums = Quadrature.integrate(over: points) { time in
      let gone = patience.probabilityOfEnding(by: time)
      let partial = patience.partialMean(upTo: time)
      let stays = patience.probabilityOfLasting(beyond: time)
      let height = exponent(time, gone: gone, partial: partial, stays: stays) - scale
      let weights = Quadrature.Vector(1, gone, time * stays, partial, stays, 0, 0, 0)
      return weights * exp(height)
    }
    return Integrals(
      logScale: scale, mass: sums[0], abandoned: sums[1], servedWait: sums[2],
      abandonedWait: sums[3], served: sums[4])
  }

  /// Beyond this drop of ψ below its peak (e⁻¹⁰⁰) nothing counts.
  private static let drop = 100.0

  /// The point, on one side of the top, where ψ has fallen by ``drop``.
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

  /// Whether ψ rises at a time.
  private static func isRising(
    at time: Double, _ arrivalRate: Double, _ surplus: Double, _ patience: DurationLaw,
    _ behind: Behind
  ) -> Bool {
    let stays = patience.probabilityOfLasting(beyond: time)
    let reach = patience.restrictedMean(upTo: time)
    let service = arrivalRate - surplus
    switch behind {
    case .any: return patience.probabilityOfEnding(by: time) < surplus / arrivalRate
    case .fewer(let places):
      // d/dz ln Σ_{i<M} zⁱ/i! is the same sum up to M - 1 over the sum.
      guard places > 1 else { return false }
      let mean = arrivalRate * reach
      let ratio = exp(
        SpecialFunctions.logPoissonHead(mean: mean, below: places - 1)
          - SpecialFunctions.logPoissonHead(mean: mean, below: places))
      return arrivalRate * stays * ratio > service
    case .exactly(let places): return Double(places) * stays > service * reach
    }
  }

  /// Where ψ is largest: 0, or where it stops rising.
  private static func peak(_ isRising: (Double) -> Bool) -> Double {
    if !isRising(0) { return 0 }
    var high = 1.0
    while isRising(high) { high *= 2 }
    while high > 1e-12 && !isRising(high / 2) { high /= 2 }
    var low = high / 2
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if isRising(middle) { low = middle } else { high = middle }
    }
    return high
  }
}
