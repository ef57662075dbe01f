import ContactCenter

/// The values of a formula over the replications of a study, and what can be said about them.
///
/// The value is the formula of the means over replications (a ratio of sums, never a mean of ratios; a
/// count is that of a replication); its interval comes from the jackknife: with θ₋ₖ the value without replication k, the variance is
/// (R − 1)/R · Σ (θ₋ₖ − mean θ₋)². Miller, Biometrika 61 (1974).
public struct KPIValues: Sendable {
  /// The value over all replications; nil: undefined.
  public let value: Double?
  /// The values of the single replications; nil: undefined, as a quotient by 0.
  public let days: [Double?]
  /// The values without one replication each; empty where some of them are undefined.
  let without: [Double]
  let formula: KPIFormula
  let record: KPIRecord

  /// The values of a formula in a record.
  ///
  /// O(replications × events of the formula).
  public init(_ formula: KPIFormula, in record: KPIRecord) {
    self.formula = formula
    self.record = record
    let names = formula.events
    let places = names.compactMap(record.place)
    let count = record.replications
    guard formula.isOfTotals, places.count == names.count, count > 0 else {
      value = nil
      days = []
      without = []
      return
    }
    let place = Dictionary(uniqueKeysWithValues: zip(names, places))
    var totals: [String: Double] = [:]
    for (name, place) in place {
      totals[name] = (0..<count).reduce(0) { $0 + record.value(place, replication: $1) }
    }
    let sums = totals
    value = formula.value { name in sums[name].map { $0 / Double(count) } }
    days = (0..<count).map { day in
      formula.value { name in place[name].map { record.value($0, replication: day) } }
    }
    let left = (0..<count).map { day in
      formula.value { name in
        place[name].map {
          ((sums[name] ?? 0) - record.value($0, replication: day)) / Double(count - 1)
        }
      }
    }
    without = left.contains { $0 == nil } ? [] : left.compactMap { $0 }
  }

  /// The value with its confidence interval; nil where it is undefined.
  public func estimate(confidence: Double, within bounds: ClosedRange<Double>? = nil)
    -> KPIEstimate?
  {
    guard let value else { return nil }
    return KPIValues.interval(value, without, confidence: confidence, within: bounds)
  }

  /// The difference to another series of the same replications with the same random numbers.
  ///
  /// - Returns: `self` less `base`; nil where one of them is undefined.
  public func difference(to base: KPIValues, confidence: Double) -> KPIEstimate? {
    guard let value, let old = base.value else { return nil }
    let paired =
      without.count == base.without.count ? zip(without, base.without).map { $0 - $1 } : []
    return KPIValues.interval(value - old, paired, confidence: confidence)
  }

  /// The quotient of two differences, such as the change of a KPI for each unit of another one.
  ///
  /// - Returns: nil where the denominator's interval includes 0.
  public static func slope(
    of parent: (KPIValues, KPIValues), per child: (KPIValues, KPIValues), confidence: Double
  ) -> KPIEstimate? {
    guard let change = child.0.difference(to: child.1, confidence: confidence), change.isBeyondChance,
      let effect = parent.0.difference(to: parent.1, confidence: confidence)
    else { return nil }
    let all = [parent.0.without, parent.1.without, child.0.without, child.1.without]
    var paired: [Double] = []
    if let count = all.map(\.count).min(), all.allSatisfy({ $0.count == count }) {
      paired = (0..<count).map { (all[0][$0] - all[1][$0]) / (all[2][$0] - all[3][$0]) }
    }
    if paired.contains(where: { !$0.isFinite }) { paired = [] }
    return interval(effect.value / change.value, paired, confidence: confidence)
  }

  /// The jackknife's standard error of a value.
  static func standardError(_ value: Double, _ without: [Double]) -> Double {
    let count = without.count
    let mean = without.reduce(0, +) / Double(count)
    let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares * Double(count - 1) / Double(count)).squareRoot()
    // What is the same in all replications leaves a trace of rounding.
    return error <= 1e-12 * abs(value) * Double(count) ? 0 : error
  }

  private static func interval(
    _ value: Double, _ without: [Double], confidence: Double,
    within bounds: ClosedRange<Double>? = nil
  ) -> KPIEstimate {
    let count = without.count
    guard count >= 2 else { return KPIEstimate(value: value) }
    let error = standardError(value, without)
    let half =
      error == 0
      ? 0 : error * StudentsT.factor(confidence: confidence, degreesOfFreedom: count - 1)
    let low = bounds.map { max($0.lowerBound, value - half) } ?? value - half
    let high = bounds.map { min($0.upperBound, value + half) } ?? value + half
    return KPIEstimate(value: value, low: min(low, value), high: max(high, value))
  }
}
