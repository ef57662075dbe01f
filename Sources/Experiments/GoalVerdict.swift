import CGSL
import ContactCenter

/// How a figure stands to a bound, told from its confidence interval and never from the point alone.
///
/// Every judgement of every report is one of these three; whoever has a figure and a bound asks
/// `Estimate.verdict(_:_:)`.
public enum GoalVerdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// The whole confidence interval is on the bound's good side, the bound included.
  case met
  /// The whole confidence interval is on the other side.
  case missed
  /// The interval holds the bound, or there is none: these replications do not tell.
  case undecided

  /// All of several goals: missed where one is missed, met where all are met, undecided otherwise.
  ///
  /// Without goals: met.
  public static func all(of verdicts: some Sequence<GoalVerdict>) -> GoalVerdict {
    var common = GoalVerdict.met
    for verdict in verdicts {
      if verdict == .missed { return .missed }
      if verdict == .undecided { common = .undecided }
    }
    return common
  }
}

/// On which side of its bound a figure must be.
public enum GoalSense: String, Sendable, Hashable, Codable {
  /// Figure ≥ bound.
  case atLeast
  /// Figure ≤ bound.
  case atMost
}

extension Estimate {
  /// The ends of the confidence interval; nil: there is no value, or with fewer than two replications no
  /// interval.
  public var interval: ClosedRange<Double>? {
    if let bounds { return bounds }
    guard let value, let halfWidth else { return nil }
    return value - halfWidth...value + halfWidth
  }

  /// The interval that judgements go by: `interval`, but of a share without scatter the exact binomial one.
  public var judgedInterval: ClosedRange<Double>? {
    guard let value, let shareLimit else { return interval }
    return min(value, shareLimit)...max(value, shareLimit)
  }

  /// The estimate of a share of contacts, with its `shareLimit` where it is 0 or 1 without scatter.
  ///
  /// With n contacts of which none is counted, a share p has probability (1 - p)ⁿ of that: the limit is
  /// 1 - α^(1/n), about 3/n at 95 % (Clopper & Pearson, Biometrika 26, 1934, one-sided).
  ///
  /// Example: no blocked call among 1,600: at most 0.187 % at 95 %.
  /// - Parameters:
  ///   - trials: Contacts of all replications together, > 0.
  ///   - confidence: 1 - α.
  /// - Returns: The same estimate, with the limit where it has one.
  package func ofShare(among trials: Double, confidence: Double) -> Estimate {
    guard halfWidth == 0, trials > 0, value == 0 || value == 1 else { return self }
    var estimate = self
    let logarithm = PortableMath.log(1 - confidence) / trials
    estimate.shareLimit = value == 0 ? -gsl_expm1(logarithm) : PortableMath.exp(logarithm)
    return estimate
  }

  /// How many times as many replications put the whole interval on one side of a bound, about, if the
  /// value stays; nil without an interval, and infinite where none do.
  ///
  /// The half-width falls with the root of their number; for a share without scatter the logarithm of
  /// the limit falls with the number.
  public func growth(toDecide bound: Double) -> Double? {
    guard let value, let halfWidth else { return nil }
    if let shareLimit {
      // As shares of the contacts that are like all others so far.
      let (now, then) = value == 0 ? (1 - shareLimit, 1 - bound) : (shareLimit, bound)
      guard then > 0 else { return 0 }
      return then < 1 ? PortableMath.log(now) / PortableMath.log(then) : .infinity
    }
    let ratio = halfWidth / abs(value - bound)
    return ratio * ratio
  }

  /// Whether the figure keeps its bound, told from the interval.
  ///
  /// Undecided where the figure is not defined or has no interval.
  public func verdict(_ sense: GoalSense, _ bound: Double) -> GoalVerdict {
    guard let interval = judgedInterval else { return .undecided }
    switch sense {
    case .atLeast:
      if interval.lowerBound >= bound { return .met }
      return interval.upperBound < bound ? .missed : .undecided
    case .atMost:
      if interval.upperBound <= bound { return .met }
      return interval.lowerBound > bound ? .missed : .undecided
    }
  }
}
