import CGSL
import ContactCenter

// How often days, weeks or months meet a target.

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

  /// The chance that a span of replications meets a target, with its interval.
  ///
  /// A span of one replication: the share of replications with its Wilson interval. Longer ones:
  /// the share among spans drawn with replacement (Efron, Annals of Statistics 7, 1979); the drawn
  /// spans are the same for all KPIs of a record. What the replications leave unknown is in the
  /// interval: with t the distance of the value from an end of the target in standard errors, R
  /// replications and m of them in a span, the chance is near Φ(t · √(m/R)), and t/√R is known to
  /// ± q · √(1/R + t²/(2R(R − 1))), q being Student's quantile. Of two ends, each keeps its share
  /// of the chance (Bonferroni). Of a share of what is counted that was the same in all replications, the
  /// interval holds what spans of each share within its bounds would do; of anything else without
  /// chance between replications it is the value.
  ///
  /// O(2,000 × span × events).
  ///
  /// - Parameters:
  ///   - span: Replications in a span, such as 22 days of a month.
  ///   - rule: The target.
  ///   - confidence: The level of the interval.
  /// - Returns: 0…1; nil if the value is undefined; without interval with one
  ///   replication.
  public func spanShare(_ span: Int, _ rule: TargetRule, confidence: Double) -> KPIEstimate? {
    guard span > 1 else { return dayShare(confidence: confidence) { rule.meets($0) } }
    guard let share = drawnShare(span, meets: rule.meets) else { return nil }
    guard let bounds = chance(span, rule, confidence: confidence) else {
      return KPIEstimate(value: share)
    }
    return KPIEstimate(
      value: share, low: min(share, bounds.lowerBound), high: max(share, bounds.upperBound))
  }

  /// The interval of the chance that a span meets a rule; nil: too few replications.
  private func chance(
    _ span: Int, _ rule: TargetRule, confidence: Double
  ) -> ClosedRange<Double>? {
    guard let value, influences.count >= 2 else { return nil }
    let error = KPIValues.standardError(value, influences)
    guard error > 0 else {
      if let share = alike(confidence: confidence) { return chance(span, rule, of: share) }
      let certain = rule.meets(value) ? 1.0 : 0
      return certain...certain
    }
    let ends = [rule.ends.low.map { value - $0 }, rule.ends.high.map { $0 - value }]
      .compactMap { $0 }
    let level = 1 - (1 - confidence) / Double(max(1, ends.count))
    let count = Double(influences.count)
    let factor = StudentsT.factor(confidence: level, degreesOfFreedom: influences.count - 1)
    let sides = ends.map { distance -> ClosedRange<Double> in
      let place = distance / error / count.squareRoot()
      let half = factor * (1 / count + place * place / (2 * (count - 1))).squareRoot()
      let scale = Double(span).squareRoot()
      return gsl_cdf_ugaussian_P(scale * (place - half))...gsl_cdf_ugaussian_P(scale * (place + half))
    }
    let low = 1 - sides.reduce(0) { $0 + 1 - $1.lowerBound }
    let high = 1 - sides.reduce(0) { $0 + 1 - $1.upperBound }
    return max(0, min(1, low))...max(0, min(1, high))
  }

  /// The chances that a span meets a rule if the share is anything in a range, by the normal law.
  private func chance(
    _ span: Int, _ rule: TargetRule, of shares: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    let count = (trials ?? 0) * Double(span) / Double(influences.count)
    func miss(_ distance: Double, _ share: Double) -> Double {
      let error = (share * (1 - share) / count).squareRoot()
      return error > 0 ? gsl_cdf_ugaussian_Q(distance / error) : distance < 0 ? 1 : 0
    }
    let (low, high) = (shares.lowerBound, shares.upperBound)
    let below = rule.ends.low.map { (miss(high - $0, high), miss(low - $0, low)) } ?? (0, 0)
    let above = rule.ends.high.map { (miss($0 - low, low), miss($0 - high, high)) } ?? (0, 0)
    return max(0, 1 - below.1 - above.1)...max(0, 1 - max(below.0, above.0))
  }

  /// The share of drawn spans that meet a target.
  private func drawnShare(_ span: Int, meets: (Double) -> Bool) -> Double? {
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
  private static let spans = 2000
}
