/// A day of the Gregorian calendar, such as 30 November 2026.
///
/// Arithmetic is exact for the years 1 to 9999; there are no time zones in a date.
public struct CalendarDate: Sendable, Hashable, Comparable {
  /// Days since 1 January 1970, which is 0.
  public let dayNumber: Int

  /// The day so many days after 1 January 1970.
  public init(dayNumber: Int) { self.dayNumber = dayNumber }

  /// The date of year, month and day; nil where the calendar has no such day.
  ///
  /// `CalendarDate(year: 2026, month: 2, day: 29)` is nil, since 2026 is no leap year.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    // Months are counted from March, so that the leap day is the last of its year.
    let shifted = month > 2 ? year : year - 1
    let fromMarch = (month + 9) % 12
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    dayNumber = 365 * shifted + leapDays + (153 * fromMarch + 2) / 5 + day - 1 - Self.epoch
  }

  /// The date written as 2026-01-31; nil for any other text.
  public init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count),
      (1...2).contains(parts[2].count),
      text.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) }), let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Days from the last of February of the year 0 to 1 January 1970.
  private static let epoch = 719_468

  private static func length(ofMonth month: Int, year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Year, month 1…12 and day 1…31.
  public var parts: (year: Int, month: Int, day: Int) {
    // The inverse of the sums above: eras of 400 years have 146,097 days.
    let days = dayNumber + Self.epoch
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let inEra = days - era * 146_097
    let yearOfEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * inYear + 2) / 153
    let day = inYear - (153 * fromMarch + 2) / 5 + 1
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day of the week.
  public var weekday: Scenario.Weekday {
    // 1 January 1970 was a Thursday.
    let place = (dayNumber + 3) % 7
    return Scenario.Weekday(rawValue: place < 0 ? place + 7 : place)!
  }

  /// The day so many days later; earlier where the number is negative.
  public func adding(days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }

  /// "2026-11-30".
  public var iso: String {
    let (year, month, day) = parts
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let digits = "\(year)"
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      + "-\(two(month))-\(two(day))"
  }

  /// "30 Nov", the day and the month in three letters.
  public var short: String {
    let (_, month, day) = parts
    return "\(day) \(Self.months[month - 1])"
  }

  /// "Mon 30 Nov 2026".
  public var long: String { "\(weekday.short) \(short) \(parts.year)" }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The earlier day comes first.
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.dayNumber < b.dayNumber }
}
