import ContactCenter

/// Writes a spreadsheet's numbers the way `Sheet.Kind` says.
///
/// A date is a number of days: 1 is 1 January 1900, and 25,569 is 1 January 1970; with `date1904`
/// days are counted from 1 January 1904, which is 0. Times are fractions of a day.
struct SpreadsheetNumber {
  /// Whether the workbook counts its days from 1904.
  var countsFrom1904 = false

  private static let millisecondsOfDay = 86_400_000
  /// The day of 1 January 1904 where days are counted from 1900.
  private static let daysTo1904 = 1_462
  /// 31 December 9999.
  private static let lastDay = 2_958_465
  /// Beyond so many days (to 1927) a number in a style without date is a moment of which only the
  /// time is shown; below it is a length.
  private static let mostDaysOfLength = 10_000.0

  /// The text of a number and its kind; dates and times that the calendar lacks stay numbers.
  func text(_ value: Double, _ style: NumberStyle) -> (text: String, kind: Sheet.Kind) {
    guard style != .plain, value >= 0, value <= Double(Self.lastDay) else {
      return (Self.decimal(value), .number)
    }
    let milliseconds = Self.milliseconds(value)
    let (day, rest) = milliseconds.quotientAndRemainder(dividingBy: Self.millisecondsOfDay)
    let isLength =
      style == .length || value < 1 || (style == .time && value < Self.mostDaysOfLength)
    if isLength {
      // Day 0 is no date, and in a column of dates it is an empty cell that was calculated with.
      if value == 0, style == .date { return ("0", .number) }
      return (Self.clock(milliseconds), .time)
    }
    guard let date = date(day) else { return (Self.decimal(value), .number) }
    if style == .date, rest == 0 { return (date, .date) }
    return (date + " " + Self.clock(rest), .dateAndTime)
  }

  /// Days as milliseconds, in whole seconds where one is as near as a millisecond.
  private static func milliseconds(_ days: Double) -> Int {
    let milliseconds = Int(clamping: (days * Double(millisecondsOfDay)).rounded())
    let seconds = (milliseconds + 500) / 1_000
    return abs(milliseconds - seconds * 1_000) <= 1 ? seconds * 1_000 : milliseconds
  }

  /// 08:30:00, or 08:30:00.250 between seconds.
  private static func clock(_ milliseconds: Int) -> String {
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
    var text = padded(seconds / 3_600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":"
    text += padded(seconds % 60, 2)
    if rest > 0 { text += "." + padded(rest, 3) }
    return text
  }

  /// The date of a day's number as 2026-01-31.
  private func date(_ number: Int) -> String? {
    var number = countsFrom1904 ? number + Self.daysTo1904 : number
    // Spreadsheets have a 29 February 1900, day 60, which never was.
    if number < 60 { number += 1 }
    let date = CalendarDate(dayNumber: number - 25_569)
    return number <= Self.lastDay ? date.iso : nil
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// The shortest decimal digits that stand for the number, such as 0.00001 or 41.
  static func decimal(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    let text = value.description
    guard let mark = text.firstIndex(of: "e") else { return text }
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    let sign = value < 0 ? "-" : ""
    let mantissa = text[..<mark].drop { $0 == "-" }
    let digits = mantissa.filter { $0 != "." }.trimmingZeros
    // The point stands behind the first digit, and moves by the exponent.
    let point = exponent + 1
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if digits.count <= point {
      return sign + digits + String(repeating: "0", count: point - digits.count)
    }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }

  /// The number that a cell's digits write; nil where they are not a finite number.
  static func value(_ digits: ArraySlice<UInt8>) -> Double? {
    let isNumber = digits.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
      default: false
      }
    }
    guard isNumber, let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }
}

extension String {
  /// The digits without zeros at their end, but for the first.
  fileprivate var trimmingZeros: String {
    var text = self
    while text.count > 1, text.last == "0" { text.removeLast() }
    return text
  }
}
