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

  /// Whether the figure keeps its bound, told from the interval.
  ///
  /// Undecided where the figure is not defined or has no interval.
  public func verdict(_ sense: GoalSense, _ bound: Double) -> GoalVerdict {
    guard let interval else { return .undecided }
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
