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

  /// The distance to the nearest end of the target.
  func distance(_ value: Double) -> Double {
    [low, high].compactMap { $0.map { abs(value - $0) } }.min() ?? 0
  }

  /// How a value with its interval stands to the target.
  func verdict(_ estimate: KPIEstimate) -> KPIResult.Verdict {
    let value = estimate.value
    if isOverService(value) { return .overService }
    let ends = [estimate.low ?? value, estimate.high ?? value]
    if meets(value) { return ends.allSatisfy(meets) ? .met : .probablyMet }
    return ends.contains(where: meets) ? .probablyMissed : .missed
  }

  /// 0…1 for a scorecard: 1 on the target's side, falling to 0 at a distance of half the target.
  ///
  /// A range counts fully over all of its width (a plateau), and less and less beyond its ends.
  func score(_ value: Double) -> Double {
    let gap = abs(gap(value))
    guard gap > 0 else { return 1 }
    let scale = 0.5 * max(abs(low ?? high ?? 1), 1e-9)
    return max(0, 1 - gap / scale)
  }
}
