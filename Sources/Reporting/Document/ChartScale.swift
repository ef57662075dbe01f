import Foundation

/// A line of numbers on the paper with round marks.
struct ChartScale {
  /// The least and the largest number.
  let bounds: ClosedRange<Double>
  /// Round numbers on it.
  let ticks: [Double]
  private let start: Double
  private let end: Double

  /// A scale that shows all values, with some room at its ends.
  ///
  /// - Parameters:
  ///   - values: What has to be visible.
  ///   - must: Numbers that have to be visible as well.
  ///   - start: The place of the least number on the paper.
  ///   - end: The place of the largest one.
  ///   - isProportion: Whether there is nothing below 0 and above 1.
  init(
    values: [Double], must: ClosedRange<Double>?, from start: Double, to end: Double,
    isProportion: Bool
  ) {
    let known =
      values.filter { $0.isFinite && abs($0) < 1e12 } + (must.map { [$0.lowerBound, $0.upperBound] } ?? [])
    var low = known.min() ?? 0
    var high = known.max() ?? 1
    if high - low < 1e-9 {
      let room = max(abs(low) * 0.1, 1e-3)
      (low, high) = (low - room, high + room)
    } else if must == nil || must?.lowerBound != low || must?.upperBound != high {
      let room = (high - low) * 0.06
      (low, high) = (low - (known.min() == 0 ? 0 : room), high + room)
    }
    if isProportion { (low, high) = (max(0, low), min(1, high)) }
    bounds = low...max(low, high)
    self.start = start
    self.end = end
    ticks = ChartScale.ticks(low, max(low, high))
  }

  /// Where a number stands on the paper.
  func place(_ value: Double) -> Double {
    let width = bounds.upperBound - bounds.lowerBound
    return width > 0 ? start + (value - bounds.lowerBound) / width * (end - start) : start
  }

  /// The nearest number on the scale.
  func clamped(_ value: Double) -> Double {
    min(max(value, bounds.lowerBound), bounds.upperBound)
  }

  /// Multiples of 1, 2 or 5 times a power of ten, about five of them.
  private static func ticks(_ low: Double, _ high: Double) -> [Double] {
    let width = high - low
    guard width > 0, width.isFinite else { return [low] }
    let rough = width / 5
    let power = pow(10, log10(rough).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
    let first = (low / step).rounded(.up)
    return (0...12).map { (first + Double($0)) * step }.filter { $0 <= high + step * 1e-9 }
  }
}
