import CGSL
import ContactCenter

/// What chance leaves open of a share of contacts, persons or ratings whose replications were all alike.
///
/// That chance never showed says nothing of how large it is: the number counted does.
package enum CountedShare {
  /// The shares that so many counted ones do not rule out.
  ///
  /// With n of which none is counted, a share p has probability (1 - p)ⁿ of that: the limit is
  /// 1 - α^(1/n), about 3/n at 95 %, and α^(1/n) where all are (Clopper & Pearson, Biometrika 26, 1934,
  /// one-sided). Of other shares it is Wilson's interval.
  ///
  /// Example: no blocked call among 1,600: at most 0.187 % at 95 %.
  /// - Parameters:
  ///   - share: 0…1.
  ///   - trials: What the share is of, all replications together, > 0.
  ///   - confidence: 1 - α.
  /// - Returns: An interval that holds the share.
  package static func bounds(
    _ share: Double, among trials: Double, confidence: Double
  ) -> ClosedRange<Double> {
    let logarithm = PortableMath.log(1 - confidence) / trials
    if share == 0 { return 0 ... -gsl_expm1(logarithm) }
    if share == 1 { return PortableMath.exp(logarithm)...1 }
    let wilson = WilsonInterval.estimate(share: share, of: trials, confidence: confidence)
    return wilson.bounds ?? share...share
  }

  /// The variance of a share of so many, with two more that are counted and two that are not, so that
  /// it is not 0 where none or all are (Agresti & Coull, The American Statistician 52, 1998).
  package static func variance(_ share: Double, among trials: Double) -> Double {
    let middle = (share * trials + 2) / (trials + 4)
    return middle * (1 - middle) / (trials + 4)
  }
}

extension Estimate {
  /// The estimate of a share of what is counted, with its `shareBounds` where it never varied.
  ///
  /// - Parameters:
  ///   - trials: Contacts of all replications together; nil: it is no such share.
  ///   - confidence: The level of the bounds.
  /// - Returns: The same estimate, with bounds where it has some.
  package func ofShare(among trials: Double?, confidence: Double) -> Estimate {
    guard halfWidth == 0, let trials, trials > 0, let value, (0...1).contains(value) else {
      return self
    }
    var estimate = self
    estimate.shareBounds = CountedShare.bounds(value, among: trials, confidence: confidence)
    return estimate
  }
}
