import Foundation

/// The text of a field, read as a value; failures say what was found and what is allowed.
struct FieldText {
  var field: JobField
  var text: String
  /// What of the field's value stands before the text.
  var place = ""

  init(_ field: JobField, _ text: String, place: String = "") {
    (self.field, self.text, self.place) = (field, text, place)
  }

  /// A decimal number within bounds.
  ///
  /// - Throws: `JobFailure` about a number that is none or out of range.
  func number(from low: Double, upTo high: Double, excludingLow: Bool = true) throws -> Double {
    let value = try plainNumber(text)
    let isInRange = (excludingLow ? value > low : value >= low) && value <= high
    guard isInRange else {
      let least = excludingLow ? "above \(Self.plain(low))" : "from \(Self.plain(low))"
      throw complaint("allowed are numbers \(least) up to \(Self.plain(high)).")
    }
    return value
  }

  /// A whole number within bounds.
  ///
  /// - Throws: `JobFailure` about a number that is none or out of range.
  func count(_ range: ClosedRange<Int>) throws -> Int {
    let value = try plainNumber(text)
    guard let count = Int(exactly: value), range.contains(count) else {
      throw complaint(
        "allowed are whole numbers from \(range.lowerBound) to \(range.upperBound).")
    }
    return count
  }

  /// A length of time: `180s`, `3min`, `1.5h`, `2d`, or seconds without a unit.
  ///
  /// - Throws: `JobFailure` about anything else, and about 0 unless that is allowed.
  func duration(mayBeZero: Bool = false) throws -> Double {
    let unit = Self.units.first { text.hasSuffix($0.0) } ?? ("", 1)
    let digits = text.dropLast(unit.0.count).trimmingCharacters(in: .whitespaces)
    let seconds = try plainNumber(digits, "times such as 180s, 3min or 1h") * unit.1
    let isLongEnough = seconds >= Self.shortest || (mayBeZero && seconds == 0)
    guard isLongEnough, seconds <= Self.longest else {
      let least = mayBeZero ? "0 s, and times from 1e-9 s on" : "times above 0 s, from 1e-9 s on,"
      throw complaint("allowed are \(least) up to 3660 d, such as 180s, 3min, 1h.")
    }
    return seconds
  }

  /// A proportion: `80%` or `0.8`, between 0 and 1, both excluded unless they are allowed.
  ///
  /// - Throws: `JobFailure` about anything else.
  func proportion(mayBeOne: Bool = false, mayBeZero: Bool = false) throws -> Double {
    let isPercent = text.hasSuffix("%")
    let digits = isPercent ? String(text.dropLast()) : text
    let value = try plainNumber(digits, "proportions such as 80% or 0.8") / (isPercent ? 100 : 1)
    guard value > 0 || (mayBeZero && value == 0), value < 1 || (mayBeOne && value == 1) else {
      throw complaint(
        "allowed are proportions \(mayBeZero ? "from" : "above") 0 and \(mayBeOne ? "up to" : "below") 1, "
          + "such as 80% or 0.8.")
    }
    return value
  }

  /// Units of time and their seconds.
  static let units: [(String, Double)] = [
    ("min", 60), ("s", 1), ("h", 3600), ("d", 86_400), ("", 1),
  ]
  private static let longest = 3660.0 * 86_400
  /// Rates per second of shorter times would leave the numbers that formulas can work with.
  private static let shortest = 1e-9

  private func plainNumber(
    _ digits: String, _ examples: String = "numbers such as 12 or 0.5"
  ) throws -> Double {
    let isPlain = digits.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    if isPlain, let value = Double(digits), value.isFinite { return value }
    let hint = digits.contains(",") ? " Write a decimal point, not a comma." : " Allowed are \(examples)."
    throw complaint("this is not a number that can be read.\(hint)")
  }

  /// The failure about this field.
  func complaint(_ allowed: Words) -> JobFailure { JobFailure(field, place + text, allowed) }

  private static func plain(_ value: Double) -> String {
    value < 1e15 ? String(Int(clamping: value)) : "\(value)"
  }
}
