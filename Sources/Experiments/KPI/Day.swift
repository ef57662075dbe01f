/// Days of the calendar, as "2026-11-22".
public enum Day {
  /// Days from one day to another; nil if one of them is no day.
  public static func days(from first: String, to second: String) -> Int? {
    guard let start = number(first), let end = number(second) else { return nil }
    return end - start
  }

  /// The days of a period.
  public static func length(of period: KPI.Period) -> Int {
    switch period {
    case .interval, .day: return 1
    case .week: return 7
    case .month: return 30
    case .year: return 365
    }
  }

  /// Days since 1970-01-01 of a day of the Gregorian calendar; nil if there is no such day.
  ///
  /// Hatcher's formula as given by Fliegel and Van Flandern, CACM 11 (1968).
  public static func number(_ day: String) -> Int? {
    let texts = day.split(separator: "-", omittingEmptySubsequences: false)
    guard texts.map(\.count) == [4, 2, 2],
      texts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let parts = texts.compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]), (1...9999).contains(parts[0]) else {
      return nil
    }
    let (year, month) = (parts[0], parts[1])
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(parts[2]) else { return nil }
    let shift = (month - 14) / 12
    let julian =
      parts[2] - 32_075 + 1461 * (year + 4800 + shift) / 4
      + 367 * (month - 2 - shift * 12) / 12 - 3 * ((year + 4900 + shift) / 100) / 4
    return julian - 2_440_588
  }
}
