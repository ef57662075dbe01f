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
  /// Of a share of what is counted: what it is of, in all replications; nil: it is no such share.
  let trials: Double?
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
      trials = nil
      return
    }
    let place = Dictionary(uniqueKeysWithValues: zip(names, places))
    var totals: [String: Double] = [:]
    for (name, place) in place {
      totals[name] = (0..<count).reduce(0) { $0 + record.value(place, replication: $1) }
    }
    let sums = totals
    let whole = formula.countedWhole?.value { sums[$0] }
    trials = whole.flatMap { $0 > 0 ? $0 : nil }
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
  ///
  /// A share of what is counted that was the same in all replications has the bounds of `CountedShare`.
  ///
  /// - Parameters:
  ///   - confidence: The level.
  ///   - bounds: What values can be; nil: any number.
  /// - Returns: The estimate; without interval with one replication.
  public func estimate(confidence: Double, within bounds: ClosedRange<Double>? = nil)
    -> KPIEstimate?
  {
    guard let value else { return nil }
    if let ends = alike(confidence: confidence) {
      return KPIEstimate(value: value, low: ends.lowerBound, high: ends.upperBound)
    }
    return KPIValues.interval(value, influences, confidence: confidence, within: bounds)
  }

  /// What is not ruled out of a share of what is counted that was the same in all replications; nil: it
  /// varied, is no such share, or there are fewer than two replications.
  func alike(confidence: Double) -> ClosedRange<Double>? {
    guard let value, let trials, (0...1).contains(value), influences.count >= 2,
      KPIValues.standardError(value, influences) == 0
    else { return nil }
    return CountedShare.bounds(value, among: trials, confidence: confidence)
  }

  /// The difference to another series of the same replications with the same random numbers.
  ///
  /// Of shares of what is counted whose difference never varied, the scatter is that of as many contacts
  /// that differ by chance.
  ///
  /// - Returns: `self` less `base`; nil where one of them is undefined.
  public func difference(to base: KPIValues, confidence: Double) -> KPIEstimate? {
    guard let value, let old = base.value else { return nil }
    let paired =
      influences.count == base.influences.count
      ? zip(influences, base.influences).map { $0 - $1 } : []
    let change = KPIValues.interval(value - old, paired, confidence: confidence)
    guard change.halfWidth == 0, value != old, let trials, let others = base.trials else {
      return change
    }
    let variance =
      CountedShare.variance(value, among: trials) + CountedShare.variance(old, among: others)
    let half =
      variance.squareRoot()
      * StudentsT.factor(confidence: confidence, degreesOfFreedom: paired.count - 1)
    return KPIEstimate(value: value - old, low: value - old - half, high: value - old + half)
  }

  /// The quotient of two differences, such as the change of a KPI for each unit of another one.
  ///
  /// - Returns: nil where the denominator's interval includes 0.
  public static func slope(
    of parent: (KPIValues, KPIValues), per child: (KPIValues, KPIValues), confidence: Double
  ) -> KPIEstimate? {
    linearSlope(of: parent, per: child, confidence: confidence).map {
      interval($0.value, $0.influences, confidence: confidence)
    }
  }

  /// What closing a KPI's gap would do to another one, less a share of the other's own gap, by a trial
  /// with the same random numbers that moved both.
  ///
  /// It is (end − child) × slope − share × (other end − parent), values without the trial. Its interval
  /// holds the chance in the slope and in both gaps, since all come from the same replications.
  ///
  /// - Parameters:
  ///   - child: The KPI whose gap is closed, in the trial and without it.
  ///   - end: The end of its target.
  ///   - parent: The other KPI, in the trial and without it.
  ///   - share: The share of the other's gap that is taken off, such as a half; 0: none.
  ///   - otherEnd: The end of the other's target.
  ///   - confidence: The level of the interval.
  /// - Returns: In the unit of `parent`; nil where no slope is known.
  public static func effect(
    closing child: (KPIValues, KPIValues), to end: Double, on parent: (KPIValues, KPIValues),
    beyond share: Double = 0, to otherEnd: Double = 0, confidence: Double
  ) -> KPIEstimate? {
    guard let slope = linearSlope(of: parent, per: child, confidence: confidence),
      let now = child.1.value, let other = parent.1.value
    else { return nil }
    let gap = end - now
    let influences = slope.influences.indices.map { place in
      gap * slope.influences[place] - slope.value * child.1.influences[place]
        + share * parent.1.influences[place]
    }
    return interval(
      gap * slope.value - share * (otherEnd - other), influences, confidence: confidence)
  }

  /// The quotient of two differences with the influences of the replications, which are empty where
  /// they are not known; nil where the denominator's interval includes 0.
  private static func linearSlope(
    of parent: (KPIValues, KPIValues), per child: (KPIValues, KPIValues), confidence: Double
  ) -> (value: Double, influences: [Double])? {
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
    return (quotient, paired)
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
