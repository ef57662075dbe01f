import ContactCenter

/// The constants of the sequential selection procedure KN.
///
/// Kim and Nelson, "A fully sequential procedure for indifference-zone selection in simulation",
/// ACM Transactions on Modeling and Computer Simulation 11 (2001), with c = 1. Two sums of r
/// observations whose paired differences have the first stage's variance S² are told apart where
/// they differ by more than
///
///     W(r) = max(0, η (n₀ − 1) S² ÷ δ − δ r ÷ 2)
///
/// with η = ½ ((2β)^(−2 ÷ (n₀ − 1)) − 1). For normal observations, correlated between entrants or
/// not, an entrant that is better by δ then loses to the other with probability at most β. The same
/// bound on the sum of observations less a constant decides whether a mean is above it, with
/// tolerance δ: Andradóttir and Kim, "Fully sequential procedures for comparing constrained systems
/// via simulation", Naval Research Logistics 57 (2010); Batur and Kim, "Finding feasible systems in
/// the presence of constraints on multiple performance measures", ACM TOMACS 20 (2010).
public struct KimNelson: Sendable, Equatable {
  /// Observations of each entrant in the first stage, n₀.
  public let firstStage: Int
  /// η.
  public let eta: Double

  /// Constants for a first stage of n₀ ≥ 2 observations and an error probability 0 < β < ½ of each
  /// comparison.
  ///
  /// Example: n₀ = 10 and β = 0.05 ÷ 9: η = ½ (0.0111^(−2/9) − 1) = 0.859.
  public init(firstStage: Int, error: Double) {
    precondition(firstStage >= 2 && error > 0 && error < 0.5)
    self.firstStage = firstStage
    let exponent = -2 / Double(firstStage - 1)
    eta = (PortableMath.exp(exponent * PortableMath.log(2 * error)) - 1) / 2
  }

  /// W(r): by how much two sums of `count` observations must differ to be told apart.
  ///
  /// From r = 2 η (n₀ − 1) S² ÷ δ² on it is 0: by then everything is decided.
  ///
  /// - Parameters:
  ///   - count: r, the observations in each sum.
  ///   - variance: S² of the first stage, ≥ 0.
  ///   - indifference: δ > 0.
  /// - Returns: the bound on the difference of the sums, ≥ 0.
  public func bound(after count: Int, variance: Double, indifference: Double) -> Double {
    let start = eta * Double(firstStage - 1) * variance / indifference
    return max(0, start - indifference * Double(count) / 2)
  }
}
