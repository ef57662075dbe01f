/// Whether values of a KPI meet its target, and how far they are from it.
public struct TargetRule: Sendable {
  /// The least value; nil: none.
  public let low: Double?
  /// The largest value; nil: none.
  public let high: Double?
  /// The side of the target on which the center does more than it needs to; nil: neither.
  public let overService: KPI.Side?

  /// A rule from its ends and the side of over-service.
  public init(low: Double?, high: Double?, overService: KPI.Side?) {
    self.low = low
    self.high = high
    self.overService = overService
  }

  /// The rule of a KPI's target.
  public init(_ kpi: KPI, _ target: KPITarget) {
    self.init(low: target.low, high: target.high, overService: kpi.overService)
  }

  /// The rule of a target as it is printed.
  public init(_ kpi: KPI, _ target: TargetFigure) {
    self.init(low: target.low, high: target.high, overService: kpi.overService)
  }

  /// Whether a single value, such as that of a day, is on the target's side; more service than
  /// needed meets it too.
  public func meets(_ value: Double) -> Bool {
    let slack = Self.slack(value)
    if let low = ends.low, value < low - slack { return false }
    if let high = ends.high, value > high + slack { return false }
    return true
  }

  /// A hair of tolerance: shares of whole contacts are not exact in binary numbers.
  private static func slack(_ value: Double) -> Double { 1e-9 * max(1, abs(value)) }

  /// Whether a value is beyond the good end of a range.
  public func isOverService(_ value: Double) -> Bool {
    switch overService {
    case .below: return low.map { value < $0 } ?? false
    case .above: return high.map { value > $0 } ?? false
    case nil: return false
    }
  }

  /// What is missing to the target: positive where a value is too small, negative where too large.
  public func gap(_ value: Double) -> Double {
    if meets(value) { return 0 }
    if let low = ends.low, value < low { return low - value }
    if let high = ends.high { return high - value }
    return 0
  }

  /// The end that a gap leads to.
  public func edge(of gap: Double) -> Double { (gap > 0 ? low : high) ?? 0 }

  /// The ends that can be missed: not the one beyond which there is over-service.
  public var ends: (low: Double?, high: Double?) {
    (overService == .below ? nil : low, overService == .above ? nil : high)
  }

  /// The distance to the nearest end that can be missed.
  public func distance(_ value: Double) -> Double {
    [ends.low, ends.high].compactMap { $0.map { abs(value - $0) } }.min() ?? 0
  }

  /// How an estimate stands to the ends that can be missed, told from its interval.
  public func goal(_ estimate: KPIEstimate) -> GoalVerdict {
    let slack = Self.slack(estimate.value)
    let verdicts = [
      ends.low.map { estimate.verdict(.atLeast, $0 - slack) },
      ends.high.map { estimate.verdict(.atMost, $0 + slack) },
    ].compactMap { $0 }
    return verdicts.isEmpty && estimate.halfWidth == nil ? .undecided : .all(of: verdicts)
  }

  /// How an estimate stands to the target, told from its interval and never from the value alone.
  public func verdict(_ estimate: KPIEstimate) -> KPIResult.Verdict {
    switch goal(estimate) {
    case .missed: return .missed
    case .undecided: return .undecided
    case .met:
      let isBeyond = [estimate.low, estimate.high].allSatisfy { $0.map(isOverService) ?? false }
      return isBeyond ? .overService : .met
    }
  }

  /// 0…1 for a scorecard: 1 on the target's side, falling to 0 at half the missed end from it.
  ///
  /// A range counts fully over all of its width (a plateau), and less and less beyond its ends.
  public func score(_ value: Double) -> Double {
    let gap = gap(value)
    guard gap != 0, let end = gap > 0 ? low : high else { return 1 }
    return max(0, 1 - abs(gap) / (0.5 * max(abs(end), 1e-9)))
  }
}
