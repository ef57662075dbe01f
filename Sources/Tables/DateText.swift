import ContactCenter

/// A text that holds a date, taken apart; in which order its numbers stand is decided for the column.
enum DateText: Equatable {
  /// Only one reading.
  case known(CalendarDate)
  /// Three numbers of at most two digits, or a year behind two of them; `mark` stands between.
  case open(first: Int, second: Int, third: Int, isYearLast: Bool, mark: Character)
  /// A number of days since 30 December 1899, as spreadsheets count, with a part of a day.
  case serial(Double)
  /// A day and a month.
  case withoutYear

  /// The date, and the weekday that stands beside it, Monday 0; nil where the text is no date.
  static func read(_ raw: String) -> (date: DateText, weekday: Int?)? {
    let text = PlainText.of(raw).trimmedSpaces
    guard !text.isEmpty, text.utf8.count <= 60, text.contains(where: \.isNumber) else { return nil }
    if let comma = text.firstIndex(where: { $0 == " " || $0 == "," || $0 == "." }),
      let weekday = KnownWords.weekday(String(text[..<comma])),
      let date = date(String(text[text.index(after: comma)...].drop { " ,.".contains($0) }))
    {
      return (date, weekday)
    }
    if let space = text.lastIndex(where: { $0 == " " || $0 == "(" }),
      let weekday = KnownWords.weekday(String(text[text.index(after: space)...].filter { $0 != ")" })),
      let date = date(String(text[..<space]).trimmedSpaces)
    {
      return (date, weekday)
    }
    return date(text).map { ($0, nil) }
  }

  private static func date(_ text: String) -> DateText? {
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), let value = bare(text) {
      return value
    }
    var numbers: [(value: Int, digits: Int)] = []
    var marks: [Character] = []
    var month: Int?
    var monthPlace = 0
    var rest = text[...]
    while let first = rest.first {
      if first.isNumber {
        let digits = rest.prefix { $0.isNumber }
        guard digits.count <= 4, let value = Int(digits) else { return nil }
        numbers.append((value, digits.count))
        rest = rest.dropFirst(digits.count)
        for ending in ["st", "nd", "rd", "th"] where rest.lowercased().hasPrefix(ending) {
          rest = rest.dropFirst(2)
        }
      } else if "年月日".contains(first) {
        marks.append(first)
        rest = rest.dropFirst()
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter }
        guard month == nil, let named = KnownWords.month(String(word)) else { return nil }
        (month, monthPlace) = (named, numbers.count)
        rest = rest.dropFirst(word.count)
      } else {
        guard " ,./-'".contains(first) else { return nil }
        marks.append(first)
        rest = rest.dropFirst()
      }
    }
    if let month { return named(numbers, month, monthPlace) }
    return ofNumbers(numbers, marks)
  }

  /// 20260131, or a spreadsheet's 46053.
  private static func bare(_ text: String) -> DateText? {
    if text.count == 8, let value = Int(text),
      let date = CalendarDate(year: value / 10_000, month: value / 100 % 100, day: value % 100),
      (1900...2200).contains(value / 10_000)
    {
      return .known(date)
    }
    if let value = Double(text), (20_000..<80_000).contains(value), !text.hasPrefix("0") {
      return .serial(value)
    }
    return nil
  }

  private static func named(
    _ numbers: [(value: Int, digits: Int)], _ month: Int, _ place: Int
  ) -> DateText? {
    guard numbers.count == 2 else { return numbers.count == 1 ? .withoutYear : nil }
    let isYearFirst = numbers[0].digits == 4
    let day = isYearFirst ? numbers[1].value : numbers[0].value
    let year = isYearFirst ? numbers[0] : numbers[1]
    guard place <= 1, year.digits == 2 || isYear(year) else { return nil }
    return CalendarDate(year: fullYear(year), month: month, day: day).map { .known($0) }
  }

  private static func ofNumbers(
    _ numbers: [(value: Int, digits: Int)], _ marks: [Character]
  ) -> DateText? {
    let between = marks.filter { $0 != " " && $0 != "," }
    guard let mark = between.first, between.allSatisfy({ $0 == mark || "月日".contains($0) }) else {
      return nil
    }
    if numbers.count == 2 {
      return numbers.allSatisfy { $0.digits <= 2 } ? .withoutYear : nil
    }
    guard numbers.count == 3 else { return nil }
    if numbers[0].digits == 4 || mark == "年" {
      guard numbers[0].digits == 2 || isYear(numbers[0]), numbers[1].digits <= 2, numbers[2].digits <= 2
      else { return nil }
      return CalendarDate(
        year: fullYear(numbers[0]), month: numbers[1].value, day: numbers[2].value
      ).map { .known($0) }
    }
    guard numbers[0].digits <= 2, numbers[1].digits <= 2, numbers[2].digits == 2 || isYear(numbers[2])
    else { return nil }
    return .open(
      first: numbers[0].value, second: numbers[1].value,
      third: numbers[2].value, isYearLast: numbers[2].digits == 4, mark: mark)
  }

  /// Whether a number is a year of which there are tables.
  private static func isYear(_ number: (value: Int, digits: Int)) -> Bool {
    number.digits == 4 && (1900...2199).contains(number.value)
  }

  private static func fullYear(_ year: (value: Int, digits: Int)) -> Int {
    year.digits == 4 ? year.value : 2000 + year.value
  }

  /// Whether its three numbers are a date in some order, so that they are hardly a time.
  var isPossible: Bool {
    switch self {
    case .open: TableOptions.DateOrder.allCases.contains { date($0) != nil }
    case .known, .serial: true
    case .withoutYear: false
    }
  }

  /// The date when its numbers stand in an order; nil where there is no such day.
  func date(_ order: TableOptions.DateOrder) -> CalendarDate? {
    switch self {
    case .known(let date): return date
    case .serial(let value): return CalendarDate(dayNumber: Int(clamping: value.rounded(.down)) - 25_569)
    case .withoutYear: return nil
    case .open(let first, let second, let third, let isYearLast, _):
      let year = third < 100 ? 2000 + third : third
      switch order {
      case .dayFirst: return CalendarDate(year: year, month: second, day: first)
      case .monthFirst: return CalendarDate(year: year, month: first, day: second)
      case .yearFirst:
        return isYearLast ? nil : CalendarDate(year: 2000 + first, month: second, day: third)
      }
    }
  }
}
