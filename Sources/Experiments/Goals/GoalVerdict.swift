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

  /// The interval that judgements go by: `interval`, but of a share that never varied its binomial one.
  public var judgedInterval: ClosedRange<Double>? { shareBounds ?? interval }

  /// How many times as many replications put the whole interval on one side of a bound, about, if the
  /// value stays; nil without an interval, and infinite where none do.
  ///
  /// The half-width falls with the root of their number; for a share that was always 0 or 1 the
  /// logarithm of the limit falls with the number.
  public func growth(toDecide bound: Double) -> Double? {
    guard let value, let halfWidth else { return nil }
    if let shareBounds, value == 0 || value == 1 {
      // As shares of the contacts that are like all others so far.
      let isNone = value == 0
      let now = isNone ? 1 - shareBounds.upperBound : shareBounds.lowerBound
      let then = isNone ? 1 - bound : bound
      guard then > 0 else { return 0 }
      return then < 1 ? PortableMath.log(now) / PortableMath.log(then) : .infinity
    }
    let ends = shareBounds ?? value - halfWidth...value + halfWidth
    let half = bound > value ? ends.upperBound - value : value - ends.lowerBound
    let ratio = half / abs(value - bound)
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
