import Experiments

/// Whether values of a KPI meet its target, and how far they are from it.
struct TargetRule: Sendable {
  let low: Double?
  let high: Double?
  let overService: KPI.Side?

  /// A rule from its ends and the side of over-service.
  init(low: Double?, high: Double?, overService: KPI.Side?) {
    self.low = low
    self.high = high
    self.overService = overService
  }

  /// The rule of a KPI's target.
  init(_ kpi: KPI, _ target: KPITarget) {
    self.init(low: target.low, high: target.high, overService: kpi.overService)
  }

  /// Whether a value is on the target's side; more service than needed meets it too.
  func meets(_ value: Double) -> Bool {
    // A hair of tolerance: shares of whole contacts are not exact in binary numbers.
    let slack = 1e-9 * max(1, abs(value))
    if let low, value < low - slack, overService != .below { return false }
    if let high, value > high + slack, overService != .above { return false }
    return true
  }

  /// Whether a value is beyond the good end of a range.
  func isOverService(_ value: Double) -> Bool {
    switch overService {
    case .below: return low.map { value < $0 } ?? false
    case .above: return high.map { value > $0 } ?? false
    case nil: return false
    }
  }

  /// What is missing to the target: positive where a value is too small, negative where too large.
  func gap(_ value: Double) -> Double {
    if meets(value) { return 0 }
    if let low, value < low, overService != .below { return low - value }
    if let high { return high - value }
    return 0
  }

  /// The end that a gap leads to.
  func edge(of gap: Double) -> Double { (gap > 0 ? low : high) ?? 0 }

  /// The ends that can be missed: not the one beyond which there is over-service.
  private var ends: (low: Double?, high: Double?) {
    (overService == .below ? nil : low, overService == .above ? nil : high)
  }

  /// The distance to the nearest end that can be missed.
  func distance(_ value: Double) -> Double {
    [ends.low, ends.high].compactMap { $0.map { abs(value - $0) } }.min() ?? 0
  }

  /// How a value with its interval stands to the target; without interval nothing is certain.
  func verdict(_ estimate: KPIEstimate) -> KPIResult.Verdict {
    let value = estimate.value
    guard let low = estimate.low, let high = estimate.high else {
      return meets(value) ? .probablyMet : .probablyMissed
    }
    let isCertain = meets(low) && meets(high)
    if isOverService(value) && isCertain { return .overService }
    if meets(value) { return isCertain ? .met : .probablyMet }
    let touches = low <= (ends.high ?? .infinity) && high >= (ends.low ?? -.infinity)
    return touches ? .probablyMissed : .missed
  }

  /// 0…1 for a scorecard: 1 on the target's side, falling to 0 at half the missed end from it.
  ///
  /// A range counts fully over all of its width (a plateau), and less and less beyond its ends.
  func score(_ value: Double) -> Double {
    let gap = gap(value)
    guard gap != 0, let end = gap > 0 ? low : high else { return 1 }
    return max(0, 1 - abs(gap) / (0.5 * max(abs(end), 1e-9)))
  }
}
