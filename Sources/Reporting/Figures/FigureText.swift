import ContactCenter
import Experiments
import Foundation

/// Figures as a reader wants them: rounded to what the confidence interval supports, with the unit.
package enum FigureText {
  /// "80.4 %", "23.1 s", "1,204": a value with its unit, times of hours in hours.
  ///
  /// "–" where there is none.
  package static func value(_ value: Double?, unit: IndicatorUnit, halfWidth: Double? = nil)
    -> String
  {
    if let value, isLong(value, unit) {
      return self.value(value / 3600, unit: .hours, halfWidth: halfWidth.map { $0 / 3600 })
    }
    let number = number(value, unit: unit, halfWidth: halfWidth)
    return number == none ? none : number + suffix(unit)
  }

  /// A sentence whose figures stay on the line of their units: with spaces that do not break between a
  /// currency or ± and its number, and before % and ±.
  static func unbroken(_ sentence: String) -> String {
    var words = sentence.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard var text = words.first else { return sentence }
    words.removeFirst()
    var last = text
    for word in words {
      let isAmount = word.first.map { $0.isNumber || $0 == "−" } ?? false
      let leads =
        last == "±" || last == MoneyUnit.unnamed
        || last.count == 3 && last.allSatisfy { $0.isASCII && $0.isUppercase }
      let isHeld = isAmount && leads || word.hasPrefix("%") || word == "±"
      text += (isHeld ? "\u{a0}" : " ") + word
      last = word
    }
    return text
  }

  /// What stands for a figure that is not defined.
  static let none = "–"

  /// "80.4": the value without its unit, shares in percent.
  static func number(_ value: Double?, unit: IndicatorUnit, halfWidth: Double?) -> String {
    guard let value, value.isFinite else { return none }
    let factor = unit == .proportion ? 100.0 : 1
    let digits = decimals(value * factor, unit: unit, halfWidth: halfWidth.map { $0 * factor })
    return fixed(value * factor, decimals: digits)
  }

  /// "± 1.2": the half-width alone, with the value's digits; empty where there is none or where it
  /// is too small to be seen.
  ///
  /// An interval that is not symmetric is told by its ends: "(49.0–94.3)".
  package static func halfWidth(_ estimate: Estimate, unit: IndicatorUnit) -> String {
    let factor = unit == .proportion ? 100.0 : 1
    guard let value = estimate.value, let half = estimate.halfWidth, half.isFinite,
      half * factor >= (unit == .money ? 0.005 : smallest(value * factor))
    else { return "" }
    let digits = decimals(value * factor, unit: unit, halfWidth: half * factor)
    guard let bounds = estimate.bounds else { return "± " + fixed(half * factor, decimals: digits) }
    let ends = [bounds.lowerBound, bounds.upperBound].map { fixed($0 * factor, decimals: digits) }
    return "(\(ends[0])–\(ends[1]))"
  }

  /// "80.4 ± 1.2 %", the half-width in the value's unit.
  package static func estimate(_ estimate: Estimate, unit: IndicatorUnit) -> String {
    if let value = estimate.value, isLong(value, unit) {
      var hours = Estimate(value: value / 3600, halfWidth: estimate.halfWidth.map { $0 / 3600 })
      hours.bounds = estimate.bounds.map { $0.lowerBound / 3600...$0.upperBound / 3600 }
      return self.estimate(hours, unit: .hours)
    }
    let value = number(estimate.value, unit: unit, halfWidth: estimate.halfWidth)
    let half = halfWidth(estimate, unit: unit)
    return value + (half.isEmpty ? "" : " " + half) + (value == none ? "" : suffix(unit))
  }

  /// From this many seconds on, a time is told in hours.
  static let hoursFrom = 7200.0

  /// Whether a time is better told in hours than in seconds.
  private static func isLong(_ value: Double, _ unit: IndicatorUnit) -> Bool {
    unit == .seconds && value.isFinite && abs(value) >= hoursFrom
  }

  /// A plain number with at most two decimals: "1,204", "0.25".
  package static func plain(_ value: Double) -> String {
    fixed(value, decimals: value == value.rounded() ? 0 : abs(value) < 10 ? 2 : 1)
  }

  /// A count with its noun: "1 agent", "3 agents".
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// What follows the number.
  package static func suffix(_ unit: IndicatorUnit) -> String {
    switch unit {
    case .proportion: return " %"
    case .seconds: return " s"
    case .hours: return " h"
    case .perHour: return " /h"
    case .squareSeconds: return " s²"
    case .count, .contacts, .agents, .lines, .ratio, .money, .points, .rings: return ""
    }
  }

  /// The least half-width that shows: half of the last decimal that a figure may have.
  private static func smallest(_ value: Double) -> Double { abs(value) < 1 ? 0.0005 : 0.005 }

  /// The decimals of a figure of a unit.
  private static func decimals(_ value: Double, unit: IndicatorUnit, halfWidth: Double?) -> Int {
    unit == .money
      ? moneyDecimals(value, halfWidth: halfWidth) : decimals(value, halfWidth: halfWidth)
  }

  /// From this amount on, cents are left out where no half-width asks for them.
  private static let wholeFrom = 10_000.0

  /// Cents or none: two where the half-width is below 10, or without one where the amount is below
  /// 10,000 and has cents.
  static func moneyDecimals(_ amount: Double, halfWidth: Double?) -> Int {
    if let halfWidth, halfWidth >= 0.005 { return halfWidth < 10 ? 2 : 0 }
    let cents = (abs(amount) * 100).rounded()
    let hasCents = cents.truncatingRemainder(dividingBy: 100) != 0
    return hasCents && abs(amount) < wholeFrom ? 2 : 0
  }

  /// Decimals that show two digits of the half-width; without one, three or four digits of the
  /// value.
  static func decimals(_ value: Double, halfWidth: Double?) -> Int {
    let size = abs(value)
    let most = size < 1 ? 3 : 2
    if let halfWidth, halfWidth >= smallest(value) {
      return min(most, max(0, 1 - Int(clamping: log10(halfWidth).rounded(.down))))
    }
    if value == value.rounded() { return 0 }
    return size >= 1000 ? 0 : size >= 10 ? 1 : 2
  }

  /// With that many decimals and commas between thousands.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    let scale = powersOfTen[decimals]
    let scaled = (abs(value) * scale).rounded(.toNearestOrEven)
    guard scaled < 1e15 else { return String(format: "%.\(decimals)f", value) }
    let (whole, part) = Int(scaled).quotientAndRemainder(dividingBy: Int(scale))
    var text = value < 0 && scaled > 0 ? "−" : ""
    let digits = String(whole)
    for (index, digit) in digits.utf8.enumerated() {
      if index > 0, (digits.utf8.count - index) % 3 == 0 { text += "," }
      text.unicodeScalars.append(Unicode.Scalar(digit))
    }
    guard decimals > 0 else { return text }
    let decimalDigits = String(part)
    let zeros = String(repeating: "0", count: decimals - decimalDigits.utf8.count)
    return text + "." + zeros + decimalDigits
  }

  /// Figures have at most six decimals.
  private static let powersOfTen: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6]
}
