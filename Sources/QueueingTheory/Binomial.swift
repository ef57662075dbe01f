import CGSL
import Foundation

/// How many of n independent trials succeed, each with the probability p.
///
/// Sums of positive terms outwards from the largest, so that small probabilities keep their relative
/// accuracy. O(n) at most, O(√n) near the mean. Example: P(3 of 4 at 0.3) = 0.0756.
struct Binomial {
  /// n, 0 to 4 billion.
  let trials: Int
  /// p, 0…1.
  let probability: Double

  /// P(X = count), relative error below 1e-11.
  func mass(_ count: Int) -> Double {
    guard SpecialFunctions.handlerIsOff, (0...trials).contains(count) else { return 0 }
    if probability == 0 || probability == 1 {
      return count == (probability == 0 ? 0 : trials) ? 1 : 0
    }
    return gsl_ran_binomial_pdf(UInt32(count), probability, UInt32(trials))
  }

  /// P(X > count), E[(X - count)⁺] and E[((X - count)⁺)²].
  func beyond(_ count: Int) -> (probability: Double, excess: Double, square: Double) {
    if probability == 1 {
      let excess = Double(max(0, trials - count))
      return (trials > count ? 1 : 0, excess, excess * excess)
    }
    guard count < trials, probability > 0 else { return (0, 0, 0) }
    let odds = probability / (1 - probability)
    let mode = min(trials, Int(Double(trials + 1) * probability))
    let start = max(count + 1, mode)
    var (chance, excess, square) = (0.0, 0.0, 0.0)
    func add(_ value: Int, _ mass: Double) {
      let over = Double(value - count)
      (chance, excess, square) = (chance + mass, excess + over * mass, square + over * over * mass)
    }
    var mass = mass(start)
    let first = mass
    for value in start...trials {
      add(value, mass)
      mass *= Double(trials - value) / Double(value + 1) * odds
      if mass * Double(trials) * Double(trials) <= 1e-20 * square { break }
    }
    mass = first
    for value in stride(from: start - 1, to: count, by: -1) {
      mass *= Double(value + 1) / Double(trials - value) / odds
      add(value, mass)
      if mass * Double(trials) <= 1e-20 * chance { break }
    }
    return (chance, excess, square)
  }
}
