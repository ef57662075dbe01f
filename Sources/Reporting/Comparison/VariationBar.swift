import Experiments

/// A bar of a tornado: a setting and what its values do to a KPI.
struct VariationBar {
  var factor: ComparisonContext.Factor
  /// By the factor's points: what differs from the scenario as it is.
  var differences: [PairedDifference?]
  /// The largest of the differences and 0, less the smallest.
  var swing: Double
  /// What the swing may be, by the intervals of the differences that hold all at once; nil: one has
  /// none.
  var bounds: ClosedRange<Double>?

  /// Whether this bar is surely wider than another.
  ///
  /// Example: 18.6 to 19.6 and 18.3 to 19.5 points are not told apart.
  func isSurelyWider(than other: VariationBar) -> Bool {
    guard let bounds, let others = other.bounds else { return false }
    return bounds.lowerBound > others.upperBound
  }
}

extension Comparison {
  /// The bars of a KPI, the widest first.
  func bars(_ kpi: TournamentKPI, _ factors: [ComparisonContext.Factor]) -> [VariationBar] {
    factors.map { factor in
      let differences = factor.points.map { comparison(kpi, of: $0.entrant) }
      let values = differences.compactMap { $0?.estimate.value } + [0]
      return VariationBar(
        factor: factor, differences: differences,
        swing: (values.max() ?? 0) - (values.min() ?? 0), bounds: Self.bounds(differences))
    }.sorted { $0.swing > $1.swing }
  }

  /// The least and the largest swing that the joint intervals of differences leave open.
  private static func bounds(_ differences: [PairedDifference?]) -> ClosedRange<Double>? {
    let ends = differences.compactMap { $0?.simultaneous } + [0...0]
    guard ends.count == differences.count + 1 else { return nil }
    let (lows, highs) = (ends.map(\.lowerBound), ends.map(\.upperBound))
    let least = max(0, (lows.max() ?? 0) - (highs.min() ?? 0))
    return least...max(least, (highs.max() ?? 0) - (lows.min() ?? 0))
  }
}
