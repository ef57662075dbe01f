import CGSL
import ContactCenter

/// A KPI's observations of one entrant: a numerator and, for a quotient, a denominator for each
/// replication, or for each block of them.
///
/// The KPI's value is the mean of the numerators, or Σ numerators ÷ Σ denominators, as in all
/// reports: not the mean of the days' quotients, in which a contact of a busy day would count less.
/// Its scatter is that of the linearised values
///
///     ψⱼ = R + (Nⱼ − R Dⱼ) ÷ D̄
///
/// whose mean is the quotient R = N̄ ÷ D̄ and whose differences between entrants of the same
/// replication give the delta method's variance of a difference of quotients.
package struct KPISeries: Sendable {
  /// Numerators, or the values of a mean.
  package let numerators: [Double]
  /// Denominators of a quotient; nil: a mean.
  package let denominators: [Double]?
  /// Of a share of what is counted: what a denominator of 1 stands for, which is a block's size; nil: no
  /// such share.
  private let counted: Double?
  /// Running sums: of the first r observations at index r.
  private let sums: [Double]
  private let sumsBelow: [Double]

  /// Observations of a mean, or of a quotient.
  package init(
    numerators: [Double], denominators: [Double]? = nil, counted: Double? = nil
  ) {
    precondition(denominators.map { $0.count == numerators.count } ?? true)
    self.numerators = numerators
    self.denominators = denominators
    self.counted = counted
    func running(_ values: [Double]) -> [Double] {
      var sum = 0.0
      return [0]
        + values.map {
          sum += $0
          return sum
        }
    }
    sums = running(numerators)
    sumsBelow = denominators.map(running) ?? []
  }

  /// The means of consecutive blocks of `block` rows' values; an unfinished block is left out.
  init(_ rows: [TournamentRow], _ columns: KPIColumns, block: Int) {
    let count = rows.count / block
    func blocks(_ column: Int) -> [Double] {
      (0..<count).map { number in
        var sum = 0.0
        for row in rows[number * block..<(number + 1) * block] { sum += row.values[column] }
        return sum / Double(block)
      }
    }
    self.init(
      numerators: blocks(columns.numerator), denominators: columns.denominator.map(blocks),
      counted: columns.isShareOfCounted ? Double(block) : nil)
  }

  /// Observations.
  package var count: Int { numerators.count }

  /// The value from the first `count` observations; nil where it is not defined.
  ///
  /// O(1).
  package func value(first count: Int) -> Double? {
    guard count > 0 else { return nil }
    guard denominators != nil else { return sums[count] / Double(count) }
    return sumsBelow[count] != 0 ? sums[count] / sumsBelow[count] : nil
  }

  /// The linearised values of the first `count` observations; nil where the value is not defined.
  package func linearised(first count: Int) -> [Double]? {
    guard let ratio = value(first: count) else { return nil }
    guard let denominators else { return Array(numerators[0..<count]) }
    let scale = Double(count) / sumsBelow[count]
    return (0..<count).map { ratio + (numerators[$0] - ratio * denominators[$0]) * scale }
  }

  /// The estimate with its interval from the first `first` observations; nil: from all.
  package func estimate(first: Int? = nil, confidence: Double) -> Estimate {
    let count = min(first ?? count, count)
    guard let value = value(first: count), let values = linearised(first: count) else {
      return .undefined
    }
    return SampleMoments(values, size: abs(value)).estimate(value, confidence: confidence)
      .ofShare(among: trials(first: count), confidence: confidence)
  }

  /// The variance of the first `count` observations' linearised values, for a test at a level.
  ///
  /// Of a share that never varied it is that of the share among its bounds at that level which would
  /// vary most: without it the first observations would decide for good.
  func variance(first count: Int, confidence: Double) -> Double {
    guard let value = value(first: count), let values = linearised(first: count) else { return 0 }
    let variance = SampleMoments(values, size: abs(value)).variance
    return variance > 0 ? variance : unseenVariance(of: value, first: count, confidence) ?? 0
  }

  /// The same of the paired differences from another series: of two shares that never varied the sum
  /// of what each may vary.
  func differenceVariance(from other: KPISeries, first count: Int, confidence: Double) -> Double {
    let variance = differenceMoments(from: other, first: count)?.variance ?? 0
    guard variance == 0, let mine = value(first: count), let theirs = other.value(first: count),
      let values = linearised(first: count), SampleMoments(values, size: abs(mine)).variance == 0,
      let own = unseenVariance(of: mine, first: count, confidence),
      let others = other.unseenVariance(of: theirs, first: count, confidence)
    else { return variance }
    return own + others
  }

  /// What a share that never varied may vary by; nil: it is no share of what is counted.
  private func unseenVariance(of value: Double, first count: Int, _ confidence: Double) -> Double? {
    guard let trials = trials(first: count), trials > 0, (0...1).contains(value) else { return nil }
    let bounds = CountedShare.bounds(value, among: trials, confidence: confidence)
    let share = min(bounds.upperBound, max(bounds.lowerBound, 0.5))
    return share * (1 - share) * Double(count) / trials
  }

  /// What a share of the first `count` observations is of; nil: it is no share of what is counted.
  private func trials(first count: Int) -> Double? {
    counted.flatMap { denominators == nil ? nil : $0 * sumsBelow[count] }
  }

  /// The paired difference of two series, self less other, from as many observations as both have.
  ///
  /// Of shares whose difference never varied the scatter is that of as many contacts that differ by
  /// chance: numbers of contacts, not numbers of replications, are what tells them apart.
  package func difference(from other: KPISeries, confidence: Double) -> Estimate {
    let count = min(count, other.count)
    guard let moments = differenceMoments(from: other, first: count),
      let mine = value(first: count), let theirs = other.value(first: count)
    else { return .undefined }
    if moments.variance == 0, mine != theirs, let ours = trials(first: count), ours > 0,
      let others = other.trials(first: count), others > 0
    {
      let variance =
        CountedShare.variance(mine, among: ours) + CountedShare.variance(theirs, among: others)
      return SampleMoments(count: count, mean: mine - theirs, variance: variance * Double(count))
        .estimate(mine - theirs, confidence: confidence)
    }
    return moments.estimate(mine - theirs, confidence: confidence)
  }

  /// Mean and variance of the paired differences; nil where a value is not defined.
  package func differenceMoments(from other: KPISeries, first count: Int) -> SampleMoments? {
    guard let mine = linearised(first: count), let theirs = other.linearised(first: count),
      let value = value(first: count), let otherValue = other.value(first: count)
    else { return nil }
    return SampleMoments(zip(mine, theirs).map { $0 - $1 }, size: abs(value) + abs(otherValue))
  }
}

/// Mean and variance of a sample.
package struct SampleMoments: Sendable, Equatable {
  /// Observations.
  package let count: Int
  /// Their mean.
  package let mean: Double
  /// Their variance, with n − 1; 0 with fewer than two of them.
  package let variance: Double

  /// Moments that are known.
  init(count: Int, mean: Double, variance: Double) {
    (self.count, self.mean, self.variance) = (count, mean, variance)
  }

  /// The moments of values; a scatter below 10⁻¹⁰ of `size` is a trace of rounding and counts as
  /// none.
  package init(_ values: [Double], size: Double = 0) {
    count = values.count
    let mean = values.reduce(0, +) / Double(max(1, count))
    self.mean = mean
    guard count > 1 else {
      variance = 0
      return
    }
    let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
    variance = sum > 1e-20 * size * size ? sum : 0
  }

  /// The variance of the mean.
  package var meanVariance: Double { variance / Double(max(1, count)) }

  /// value ± Student's t · S ÷ √n.
  package func estimate(_ value: Double, confidence: Double) -> Estimate {
    guard count > 1 else { return Estimate(value: value) }
    let error = meanVariance.squareRoot()
    let factor = StudentsT.factor(confidence: confidence, degreesOfFreedom: count - 1)
    return Estimate(
      value: value, halfWidth: factor * error, standardError: error,
      degreesOfFreedom: count - 1)
  }
}

extension Estimate {
  /// The probability under Student's t of a value as far from 0 if the true one were 0; nil without
  /// a standard error.
  package var pValue: Double? {
    guard let value, let standardError, let degreesOfFreedom else { return nil }
    guard standardError > 0 else { return value == 0 ? 1 : 0 }
    return min(1, 2 * gsl_cdf_tdist_Q(abs(value) / standardError, Double(degreesOfFreedom)))
  }

  /// The interval that holds together with those of `family` − 1 others (Bonferroni); nil without a
  /// standard error.
  package func simultaneous(_ family: Int, confidence: Double) -> ClosedRange<Double>? {
    guard let value, let standardError, let degreesOfFreedom else { return nil }
    let level = Bonferroni.level(family, confidence: confidence)
    let size =
      standardError * StudentsT.factor(confidence: level, degreesOfFreedom: degreesOfFreedom)
    return value - size...value + size
  }
}

/// Bonferroni's rule for many intervals at once.
package enum Bonferroni {
  /// The level of each of `family` intervals that hold together with `confidence`: 1 - α ÷ family.
  package static func level(_ family: Int, confidence: Double) -> Double {
    1 - (1 - confidence) / Double(max(1, family))
  }
}

/// Holm's step-down rule for many tests at once.
package enum Holm {
  /// Which hypotheses are rejected so that none is wrongly with probability 1 − α.
  ///
  /// The smallest of m p-values is held against α ÷ m, the next against α ÷ (m − 1) and so on, until
  /// one is larger. What has no p-value is not tested. Holm, "A simple sequentially rejective
  /// multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
  ///
  /// Example: 0.01, 0.04, 0.03 at 5 %: 0.01 ≤ 0.0167 is rejected, 0.03 > 0.025 ends it.
  package static func rejected(_ pValues: [Double?], error: Double) -> [Bool] {
    let order = pValues.indices.filter { pValues[$0] != nil }
      .sorted { (pValues[$0] ?? 1, $0) < (pValues[$1] ?? 1, $1) }
    var rejected = [Bool](repeating: false, count: pValues.count)
    for (place, index) in order.enumerated() {
      guard (pValues[index] ?? 1) <= error / Double(order.count - place) else { break }
      rejected[index] = true
    }
    return rejected
  }
}
