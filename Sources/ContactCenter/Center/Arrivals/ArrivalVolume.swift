/// What a contact type's own arrivals are expected to bring: the one place that knows.
///
/// Checks, formulas and forecasts ask here, and the engine's mean is the same: batches are rounded
/// and hold at least one contact, a rate below 0 is 0, counts are whole with remainders carried
/// over the intervals of a day, renewals begin anew at each opening. Random factors have the mean 1.
package struct ArrivalVolume {
  /// Contacts at each moment of arrival, in the mean.
  package let batch: Double
  private let type: Model.ContactType
  private let open: [Model.Span]
  /// The whole numbers of the stretches; empty unless counts are fixed.
  private var counts: [Double] = []
  private var renewals: RenewalFunction?

  /// The volume of a type in a model's calendar.
  package init(_ type: Model.ContactType, _ calendar: Model.Calendar) {
    self.type = type
    open = type.arrivalHours(type.siteHours.isEmpty ? calendar.open : type.siteHours)
    batch = type.meanBatch
    switch type.arrivals.process {
    case .fixedCounts, .evenlySpaced: counts = Self.counts(of: type)
    case .renewal(let gap):
      renewals = RenewalFunction(gap, horizon: open.map { $0.to - $0.from }.max() ?? 0)
    case .poisson, .replay: break
    }
  }

  /// Expected first contacts of one replication.
  package var total: Double {
    switch type.arrivals.process {
    case .poisson: return batch * type.segments.reduce(0) { $0 + $1.integral }
    case .fixedCounts, .evenlySpaced: return batch * counts.reduce(0, +)
    case .renewal: return batch * open.reduce(0) { $0 + renewed($1, until: $1.to) }
    case .replay(let times): return batch * Double(times.count)
    }
  }

  /// Expected first contacts from one moment to another.
  ///
  /// Complexity: linear in the stretches of the rate that overlap, after a search.
  package func expected(from: Seconds, to: Seconds) -> Double {
    guard from < to else { return 0 }
    switch type.arrivals.process {
    case .poisson:
      return batch
        * overlapping(from, to).reduce(0) {
          $0 + type.segments[$1].integral(from: from, to: to)
        }
    case .fixedCounts, .evenlySpaced:
      return batch
        * overlapping(from, to).reduce(0) { sum, index in
          let segment = type.segments[index]
          let length = min(to, segment.to) - max(from, segment.from)
          return sum + counts[index] * length / (segment.to - segment.from)
        }
    case .renewal:
      return batch
        * open.reduce(0) {
          $0 + renewed($1, until: min(to, $1.to)) - renewed($1, until: min(from, $1.to))
        }
    case .replay(let times):
      return batch * Double(times.count { $0 >= from && $0 < to })
    }
  }

  private func renewed(_ span: Model.Span, until end: Seconds) -> Double {
    renewals?(end - span.from) ?? 0
  }

  /// The stretches that share some time with a span.
  private func overlapping(_ from: Seconds, _ to: Seconds) -> Range<Int> {
    var (low, high) = (0, type.segments.count)
    while low < high {
      let middle = (low + high) / 2
      if type.segments[middle].to > from { high = middle } else { low = middle + 1 }
    }
    var end = low
    while end < type.segments.count, type.segments[end].from < to { end += 1 }
    return low..<end
  }

  /// The mean whole number of each stretch: the day's running sum is rounded, with its factor.
  private static func counts(of type: Model.ContactType) -> [Double] {
    var day = -1
    var (sum, whole) = (0.0, 0.0)
    return type.segments.map { segment in
      if segment.day != day { (day, sum, whole) = (segment.day, 0, 0) }
      sum += segment.integral
      let next = meanOfRounded(sum, type)
      defer { whole = next }
      return next - whole
    }
  }

  /// E round(volume × factors).
  private static func meanOfRounded(_ volume: Double, _ type: Model.ContactType) -> Double {
    let factors = [type.arrivals.dayFactor, type.arrivals.intervalFactor]
      .compactMap { $0 }.filter { $0.cv > 0 }
    guard let factor = factors.first else { return volume.rounded() }
    // Where the factor spreads the volume over many whole numbers, rounding has no bias left.
    guard volume > 0, factors.count == 1, volume * factor.cv < 2 else { return volume }
    let law: Distribution =
      switch factor.law {
      case .lognormal: .lognormal(mean: volume, cv: factor.cv)
      case .gamma: .gamma(mean: volume, cv: factor.cv)
      }
    return law.meanOfRounded
  }
}

extension Model.ContactType {
  /// Contacts at a moment of arrival, in the mean: batches are rounded and hold at least one.
  package var meanBatch: Double { written.arrivals.batchSize?.meanOfCount ?? 1 }

  /// Whether several contacts may come at the same moment.
  package var hasBursts: Bool { meanBatch > 1 }
}

extension Model.RateSegment {
  /// The whole number that a counted stretch brings, when the day's volume so far and the volume
  /// with this stretch are known: remainders are carried over.
  static func wholeCount(from before: Double, to after: Double) -> Double {
    max(0, after.rounded() - before.rounded())
  }

  /// The expected number of arrivals: the integral of λ over the segment, taken as 0 below 0.
  package var integral: Double {
    guard !isConstant, extremes.low < 0 else {
      let x = to - from
      return max(0, x * (c0 + x * (c1 / 2 + x * (c2 / 3 + x * c3 / 4))))
    }
    return integral(from: from, to: to)
  }

  /// The expected arrivals from one moment to another.
  package func integral(from start: Seconds, to end: Seconds) -> Double {
    let (first, last) = (max(start, from) - from, min(end, to) - from)
    guard last > first else { return 0 }
    func sum(_ x: Double) -> Double { x * (c0 + x * (c1 / 2 + x * (c2 / 3 + x * c3 / 4))) }
    guard !isConstant, extremes.low < 0 else { return max(0, sum(last) - sum(first)) }
    let moments = ([first, last] + zeros.filter { $0 > first && $0 < last }).sorted()
    return zip(moments, moments.dropFirst()).reduce(0) { total, part in
      rate(after: (part.0 + part.1) / 2) > 0 ? total + sum(part.1) - sum(part.0) : total
    }
  }

  /// Where λ changes its sign: between neighbouring turning points, by bisection.
  private var zeros: [Double] {
    let moments = [0] + turningPoints.sorted() + [to - from]
    return zip(moments, moments.dropFirst()).compactMap { low, high in
      var (low, high) = (low, high)
      let isPositive = rate(after: low) > 0
      guard isPositive != (rate(after: high) > 0) else { return nil }
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if (rate(after: middle) > 0) == isPositive { low = middle } else { high = middle }
      }
      return (low + high) / 2
    }
  }
}
