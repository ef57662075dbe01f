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
  private let formula: KPIFormula
  private let record: KPIRecord

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

  private static func interval(
    _ value: Double, _ without: [Double], confidence: Double,
    within bounds: ClosedRange<Double>? = nil
  ) -> KPIEstimate {
    let count = without.count
    guard count >= 2 else { return KPIEstimate(value: value) }
    let mean = without.reduce(0, +) / Double(count)
    let squares = without.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares * Double(count - 1) / Double(count)).squareRoot()
    // What is the same in all replications leaves a trace of rounding.
    let half =
      error <= 1e-12 * abs(value) * Double(count)
      ? 0 : error * StudentsT.factor(confidence: confidence, degreesOfFreedom: count - 1)
    let low = bounds.map { max($0.lowerBound, value - half) } ?? value - half
    let high = bounds.map { min($0.upperBound, value + half) } ?? value + half
    return KPIEstimate(value: value, low: min(low, value), high: max(high, value))
  }
}

// MARK: - Days and months

extension KPIValues {
  /// The share of replications that meet a target, with its Wilson interval; nil: none has a value.
  public func dayShare(confidence: Double, meets: (Double) -> Bool) -> KPIEstimate? {
    let known = days.compactMap { $0 }
    guard !known.isEmpty else { return nil }
    let share = WilsonInterval.estimate(
      known.count(where: meets), of: known.count, confidence: confidence)
    guard let value = share.value else { return nil }
    return KPIEstimate(value: value, low: share.bounds?.lowerBound, high: share.bounds?.upperBound)
  }

  /// The chance that a span of replications meets a target, by drawing spans with replacement.
  ///
  /// Efron, Annals of Statistics 7 (1979). The drawn spans are the same for all KPIs of a record.
  ///
  /// - Parameters:
  ///   - span: Replications in a span, such as 22 days of a month.
  ///   - meets: Whether a value meets the target.
  /// - Returns: 0…1; nil if the value is undefined.
  public func spanShare(_ span: Int, meets: (Double) -> Bool) -> Double? {
    let names = formula.events
    let places = names.compactMap(record.place)
    let count = record.replications
    guard value != nil, count > 1, places.count == names.count else { return nil }
    let columns = places.map { place in (0..<count).map { record.value(place, replication: $0) } }
    let position = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var random = SourceStream(seed: 1, replication: 0, entity: 0, purpose: .arrivals)
    var met = 0
    var known = 0
    var totals = [Double](repeating: 0, count: columns.count)
    for _ in 0..<KPIValues.spans {
      for index in totals.indices { totals[index] = 0 }
      for _ in 0..<span {
        let day = min(count - 1, Int(random.uniform() * Double(count)))
        for index in totals.indices { totals[index] += columns[index][day] }
      }
      let value = formula.value { name in position[name].map { totals[$0] / Double(span) } }
      guard let value else { continue }
      known += 1
      if meets(value) { met += 1 }
    }
    return known == 0 ? nil : Double(met) / Double(known)
  }

  /// Spans that are drawn for a share; its standard error is at most 1.1 points.
  static let spans = 2000
}
