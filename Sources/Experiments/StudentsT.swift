import CGSL

/// Student's t law, for confidence intervals of means.
public enum StudentsT {
  /// The factor by which a standard error becomes a half-width: the quantile at (1 + confidence) /
  /// 2.
  ///
  /// Example: 95 % with 9 degrees of freedom: 2.262.
  /// The confidence must lie strictly between 0 and 1, and there must be a degree of freedom.
  public static func factor(confidence: Double, degreesOfFreedom: Int) -> Double {
    precondition(confidence > 0 && confidence < 1 && degreesOfFreedom >= 1)
    return gsl_cdf_tdist_Qinv((1 - confidence) / 2, Double(degreesOfFreedom))
  }
}
