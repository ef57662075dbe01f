import CGSL

/// Counts the replications whose service level reaches its target: of each contact type, and of the
/// whole center.
package struct TargetFold: Sendable {
  /// Targets, 0…1; nil where there is none.
  private let targets: [Double?]
  private var counted: [Int]
  private var met: [Int]

  /// Nothing counted yet, for slots with these targets.
  package init(targets: [Double?]) {
    self.targets = targets
    counted = Array(repeating: 0, count: targets.count)
    met = counted
  }

  /// Counts one replication of a slot; one without offered contacts has no service level.
  package mutating func add(slot: Int, answeredWithin: Double, offered: Double) {
    guard let target = targets[slot], offered > 0 else { return }
    counted[slot] += 1
    // A hair of tolerance: 0.8 × 35 is a little more than 28 in binary numbers.
    if answeredWithin >= target * offered - 1e-9 * offered { met[slot] += 1 }
  }

  /// The share of replications on target, with its Wilson interval.
  package func estimate(slot: Int, confidence: Double) -> Estimate {
    guard counted[slot] > 0 else { return .undefined }
    return WilsonInterval.estimate(met[slot], of: counted[slot], confidence: confidence)
  }
}

/// The confidence interval of a share that is counted, which stays within 0…1 and has a length even
/// when all or none are counted.
///
/// Wilson, Journal of the American Statistical Association 22 (1927).
package enum WilsonInterval {
  /// The share with its interval, which is not symmetric about it.
  ///
  /// Example: 8 of 10 at 95 %: 0.8 within 0.490…0.943, half-width 0.227.
  package static func estimate(_ count: Int, of trials: Int, confidence: Double) -> Estimate {
    precondition(trials > 0 && confidence > 0 && confidence < 1)
    let share = Double(count) / Double(trials)
    let factor = gsl_cdf_ugaussian_Qinv((1 - confidence) / 2)
    let square = factor * factor / Double(trials)
    let middle = (share + square / 2) / (1 + square)
    let variance = share * (1 - share) / Double(trials)
    let spread = variance + square / (4 * Double(trials))
    let half = factor * spread.squareRoot() / (1 + square)
    return Estimate(
      value: share, halfWidth: half, standardError: variance.squareRoot(),
      bounds: max(0, min(share, middle - half))...min(1, max(share, middle + half)))
  }
}
