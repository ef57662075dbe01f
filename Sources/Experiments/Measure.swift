import ContactCenter

/// How a measure of several tallies together comes from theirs.
package enum Combination: Sendable {
  /// The sum.
  case sum
  /// The largest.
  case largest
  /// Over intervals the sum, over members the largest: the length of the time observed.
  case duration
  /// Over intervals the last one's, over members the sum: the state at the end.
  case state
}

/// A number read from a tally, from which indicators are built as means and quotients.
///
/// A measure is linear in the tally's fields (or a maximum), so that measures of several tallies
/// combine without looking at the tallies again.
package protocol Measure: Sendable, CaseIterable, RawRepresentable where RawValue == Int {
  /// The tally it reads.
  associatedtype Tally
  /// Its value in a tally. O(1).
  func value(in tally: Tally) -> Double
  /// How it combines.
  var combination: Combination { get }
}

/// An indicator with the measures it is computed from.
package struct IndicatorEntry<M: Measure>: Sendable {
  package let indicator: Indicator
  /// The measure whose mean is taken, or the numerator.
  package let numerator: M?
  /// The denominator of a ratio.
  package let denominator: M?
  /// Numerator and denominator of an interval without open time, as after closing.
  package var whenClosed: (numerator: M, denominator: M)?
}

extension IndicatorEntry {
  /// Whether it is a share of contacts, persons or ratings, which are counted, and not of time.
  var isShareOfCounted: Bool {
    indicator.unit == .proportion && [.contact, .outcome].contains(indicator.kind)
  }

  /// The mean over replications of a measure.
  static func mean(
    _ kind: IndicatorKind, _ name: FigureName, _ label: String, better: Indicator.Direction,
    _ unit: IndicatorUnit,
    _ measure: M, _ definition: String, formula: String
  ) -> IndicatorEntry {
    let isMaximum = if case .largest = measure.combination { true } else { false }
    let indicator = Indicator(
      name: name, label: label, direction: better, unit: unit, definition: definition,
      formula: formula,
      kind: kind, estimator: isMaximum ? .meanOfMaxima : .mean)
    return IndicatorEntry(indicator: indicator, numerator: measure, denominator: nil)
  }

  /// A time average over open time, and in intervals that are closed throughout over theirs.
  static func timeAverage(
    _ kind: IndicatorKind, _ name: FigureName, _ label: String, better: Indicator.Direction,
    _ unit: IndicatorUnit,
    _ open: (M, over: M), closed: (M, over: M), _ definition: String, formula: String
  ) -> IndicatorEntry {
    var entry = ratio(
      kind, name, label, better: better, unit, open.0, over: open.over, definition, formula: formula)
    entry.whenClosed = (closed.0, closed.over)
    return entry
  }

  /// A ratio of totals.
  static func ratio(
    _ kind: IndicatorKind, _ name: FigureName, _ label: String, better: Indicator.Direction,
    _ unit: IndicatorUnit,
    _ numerator: M, over denominator: M, _ definition: String, formula: String
  ) -> IndicatorEntry {
    let indicator = Indicator(
      name: name, label: label, direction: better, unit: unit, definition: definition,
      formula: formula,
      kind: kind, estimator: .ratio)
    return IndicatorEntry(indicator: indicator, numerator: numerator, denominator: denominator)
  }
}
