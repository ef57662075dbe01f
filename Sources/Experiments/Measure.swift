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
    indicator.unit == .proportion && [.contact, .outcome, .backlog].contains(indicator.kind)
  }
}
