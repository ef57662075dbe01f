import Foundation

/// c_m = Σ_{k ≥ 1} P(Poisson(ka) = kn + m)/k, m ≥ 1: the weights behind ``DeterministicService``.
///
/// The first rounds k are added one by one. Close to saturation there are millions of them; beyond
/// ``exactRounds`` the terms are so smooth in k that the midpoint formula of Euler and Maclaurin,
/// Σ_{k > K} f(k) = ∫_{K+½}^∞ f + f'(K + ½)/24, is right to 1e-10.
struct SpitzerSum {
  static let exactRounds = 200

  let load: Double
  let agents: Int
  /// c_m by m; the entry 0 is unused.
  private(set) var weights = [0.0]
  /// Whether the last round added nothing that counts.
  private(set) var isComplete = false

  init(load: Double, agents: Int) {
    self.load = load
    self.agents = agents
  }

  /// Adds `weight` times the terms of one round, which need not be an integer.
  mutating func add(round: Double, weight: Double) {
    let (mean, base) = (round * load, round * Double(agents))
    let first = SpecialFunctions.poissonProbability(base + 1, mean: mean) / round
    var part = weight * first
    let negligible = abs(part) * 1e-18
    var step = 1
    while abs(part) > negligible {
      if step == weights.count { weights.append(0) }
      weights[step] += part
      step += 1
      part *= mean / (base + Double(step))
    }
    // What the rounds about this one add to the mean queue, against what there is already.
    let spread = mean.squareRoot() + 1
    let largest = weights.count > 1 ? weights[1] : 0
    isComplete = !(first * spread * spread * max(1, weight) > 1e-17 * largest)
  }

  /// The rounds beyond ``exactRounds``, on panels that lengthen with k.
  mutating func addRemainingRounds() {
    let last = Double(Self.exactRounds)
    add(round: last + 1, weight: 1 / 24)
    add(round: last, weight: -1 / 24)
    var low = last + 0.5
    repeat {
      let high = low * 1.5
      for (round, weight) in Quadrature.nodes(from: low, to: high, perLength: 0) {
        add(round: round, weight: weight)
      }
      low = high
    } while !isComplete
  }
}
