import Experiments
import Foundation

/// Figures as a reader wants them: rounded to what the confidence interval supports, with the unit.
package enum FigureText {
  /// "80.4 %", "23.1 s", "1,204": a value with its unit.
  ///
  /// "–" where there is none.
  package static func value(_ value: Double?, unit: IndicatorUnit, halfWidth: Double? = nil)
    -> String
  {
    guard let value, value.isFinite else { return "–" }
    let factor = unit == .proportion ? 100.0 : 1
    let digits = decimals(value * factor, halfWidth: halfWidth.map { $0 * factor })
    return fixed(value * factor, decimals: digits) + suffix(unit)
  }

  /// "± 1.2 %": the half-width alone, with the value's digits; empty where there is none or where
  /// it is too small to be seen.
  package static func halfWidth(_ estimate: Estimate, unit: IndicatorUnit) -> String {
    let factor = unit == .proportion ? 100.0 : 1
    guard let value = estimate.value, let half = estimate.halfWidth, half.isFinite,
      half * factor >= smallest(value * factor)
    else { return "" }
    let digits = decimals(value * factor, halfWidth: half * factor)
    return "± " + fixed(half * factor, decimals: digits)
  }

  /// "80.4 % ± 1.2", the half-width in the value's unit.
  package static func estimate(_ estimate: Estimate, unit: IndicatorUnit) -> String {
    let text = value(estimate.value, unit: unit, halfWidth: estimate.halfWidth)
    let half = halfWidth(estimate, unit: unit)
    return half.isEmpty ? text : "\(text) \(half)"
  }

  /// A plain number with at most two decimals: "1,204", "0.25".
  package static func plain(_ value: Double) -> String {
    fixed(value, decimals: value == value.rounded() ? 0 : abs(value) < 10 ? 2 : 1)
  }

  /// What follows the number.
  package static func suffix(_ unit: IndicatorUnit) -> String {
    switch unit {
    case .proportion: return " %"
    case .seconds: return " s"
    case .hours: return " h"
    case .perHour: return " /h"
    case .count, .contacts, .agents, .lines, .ratio: return ""
    }
  }

  /// The least half-width that shows: half of the last decimal that a figure may have.
  private static func smallest(_ value: Double) -> Double { abs(value) < 1 ? 0.0005 : 0.005 }

  /// Decimals that show two digits of the half-width; without one, three or four digits of the
  /// value.
  private static func decimals(_ value: Double, halfWidth: Double?) -> Int {
    let size = abs(value)
    let most = size < 1 ? 3 : 2
    if let halfWidth, halfWidth >= smallest(value) {
      return min(most, max(0, 1 - Int(log10(halfWidth).rounded(.down))))
    }
    if value == value.rounded() { return 0 }
    return size >= 1000 ? 0 : size >= 10 ? 1 : 2
  }

  /// With that many decimals and commas between thousands.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", abs(value))
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var whole = ""
    for (index, digit) in parts[0].enumerated() {
      if index > 0, (parts[0].count - index) % 3 == 0 { whole += "," }
      whole.append(digit)
    }
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    return (value < 0 && !isZero ? "−" : "") + whole + (parts.count > 1 ? "." + parts[1] : "")
  }
}
