import ContactCenter

/// The values of a formula over the replications of a study, and what can be said about them.
///
/// The value is the formula of the means over replications (a ratio of sums, never a mean of ratios; a
/// count is that of a replication); its interval comes from the delta method, as those of the run's indicators: with
/// Lₖ the change of the formula at the means in the direction of replication k, the variance is
/// Σ Lₖ² ÷ (R (R − 1)).
public struct KPIValues: Sendable {
  /// The value over all replications; nil: undefined.
  public let value: Double?
  /// The values of the single replications; nil: undefined, as a quotient by 0.
  public let days: [Double?]
  /// By replication, by how much the value would change if the means went to that replication's events, to
  /// first order (its influence); empty where the value is undefined.
  let influences: [Double]
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
      influences = []
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
    let found = (0..<count).map { day in
      formula.rate { name in
        guard let place = place[name], let sum = sums[name] else { return nil }
        let mean = sum / Double(count)
        return (mean, record.value(place, replication: day) - mean)
      }?.change
    }
    influences = found.contains { $0 == nil } ? [] : found.compactMap { $0 }
  }

  /// The value with its confidence interval; nil where it is undefined.
  public func estimate(confidence: Double, within bounds: ClosedRange<Double>? = nil)
    -> KPIEstimate?
  {
    guard let value else { return nil }
    return KPIValues.interval(value, influences, confidence: confidence, within: bounds)
  }

  /// The difference to another series of the same replications with the same random numbers.
  ///
  /// - Returns: `self` less `base`; nil where one of them is undefined.
  public func difference(to base: KPIValues, confidence: Double) -> KPIEstimate? {
    guard let value, let old = base.value else { return nil }
    let paired =
      influences.count == base.influences.count
      ? zip(influences, base.influences).map { $0 - $1 } : []
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
    let all = [parent.0, parent.1, child.0, child.1].map(\.influences)
    let quotient = effect.value / change.value
    var paired: [Double] = []
    if let count = all.map(\.count).min(), all.allSatisfy({ $0.count == count }) {
      paired = (0..<count).map {
        (all[0][$0] - all[1][$0] - quotient * (all[2][$0] - all[3][$0])) / change.value
      }
    }
    if paired.contains(where: { !$0.isFinite }) { paired = [] }
    return interval(quotient, paired, confidence: confidence)
  }

  /// The standard error of a value by the influences of its replications.
  static func standardError(_ value: Double, _ influences: [Double]) -> Double {
    let count = Double(influences.count)
    let squares = influences.reduce(0) { $0 + $1 * $1 }
    let error = (squares / (count * (count - 1))).squareRoot()
    // What is the same in all replications leaves a trace of rounding.
    return error <= 1e-10 * abs(value) ? 0 : error
  }

  private static func interval(
    _ value: Double, _ influences: [Double], confidence: Double,
    within bounds: ClosedRange<Double>? = nil
  ) -> KPIEstimate {
    let count = influences.count
    guard count >= 2 else { return KPIEstimate(value: value) }
    let error = standardError(value, influences)
    let half =
      error == 0
      ? 0 : error * StudentsT.factor(confidence: confidence, degreesOfFreedom: count - 1)
    let low = bounds.map { max($0.lowerBound, value - half) } ?? value - half
    let high = bounds.map { min($0.upperBound, value + half) } ?? value + half
    return KPIEstimate(value: value, low: min(low, value), high: max(high, value))
  }
}
