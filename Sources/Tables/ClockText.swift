import ContactCenter

/// A text of a column of times, taken apart; what bare numbers mean is decided for the whole column.
struct ClockText: Equatable {
  /// A single time.
  enum Part: Equatable {
    /// 8:30, 08.30, 8h30, 08:30:15, 8 AM: hours, minutes, seconds.
    case clock(seconds: Double, hasColon: Bool)
    /// A whole number and how many digits it is written with.
    case integer(Int, digits: Int)
    /// A number with decimals, and how many there are.
    case decimal(Double, digits: Int)
  }

  var start: Part
  var end: Part?
  /// Seconds ahead of universal time, where the text says so.
  var offset: Int?
  /// Whether hours of 1 to 12 came with AM or PM.
  var hasHalves = false

  /// Nil where the text is no time, and no range of times.
  init?(_ raw: String) {
    var text = PlainText.of(raw).lowercased().trimmedSpaces
    guard !text.isEmpty, text.utf8.count <= 60 else { return nil }
    // 08:00 - 08:30 Uhr, 8-9 Uhr
    if text.hasSuffix("uhr"), text.contains(where: { "-~".contains($0) }) {
      text = String(text.dropLast(3)).trimmedSpaces
    }
    if text.hasSuffix("点") || text.hasSuffix("时") { text.removeLast() }
    if let single = Self.single(text) {
      start = single.part
      offset = single.offset
      hasHalves = single.half != nil
      return
    }
    guard let (first, second) = Self.range(text) else { return nil }
    var begin = first
    // 11:30-12:00 PM: the begin takes the half of the day that stands behind the end.
    if first.half == nil, let half = second.half, case .clock(let seconds, let colon) = first.part,
      seconds < 13 * 3600, case .clock(let last, _) = second.part
    {
      let hour = seconds >= 12 * 3600 ? seconds - 12 * 3600 : seconds
      let same = half == .pm ? hour + 12 * 3600 : hour
      let other = half == .pm ? hour : hour + 12 * 3600
      // 11:30-12:00 AM ends at midnight and begins in the evening before.
      let isSame = same < last || half == .am && last >= 3600
      begin.part = .clock(seconds: isSame ? same : other, hasColon: colon)
    }
    if first.half == nil, let half = second.half, case .integer(let hour, _) = first.part, hour <= 12 {
      let base = hour % 12
      let shifted = half == .pm ? base + 12 : base
      guard case .clock(let last, _) = second.part else { return nil }
      let isSame = Double(shifted) * 3600 < last || half == .am && last >= 3600
      let other = half == .pm ? base : base + 12
      begin.part = .clock(seconds: Double(isSame ? shifted : other) * 3600, hasColon: false)
    }
    start = begin.part
    end = first.half == nil ? second.part : Self.end(second, after: first)
    offset = first.offset
    hasHalves = second.half != nil
  }

  private enum Half { case am, pm }

  private struct Single {
    var part: Part
    var offset: Int?
    var half: Half?
  }

  /// "8:00-8:30", "08:00 – 08:30", "9_10", "08:00 to 08:30", "8:00~8:30".
  private static func range(_ text: String) -> (Single, Single)? {
    for mark in [" to ", " bis ", "~", "_", "-", "至", "到", " until ", "/"] {
      let parts = text.components(mark)
      guard parts.count == 2, let first = single(parts[0].trimmedSpaces),
        let second = single(afterDate(parts[1].trimmedSpaces))
      else { continue }
      return (first, second)
    }
    // A range of dates with times has dashes in its dates too: "2026-01-26 08:00 - 2026-01-26 08:30"
    // reaches here as "08:00 - 2026-01-26 08:30".
    guard let dash = text.firstRange(" - ") else { return nil }
    guard let first = single(String(text[..<dash.lowerBound]).trimmedSpaces),
      let second = single(afterDate(String(text[dash.upperBound...]).trimmedSpaces))
    else { return nil }
    return (first, second)
  }

  /// 下午12:30-1:00: the end takes the half of the day that stands before the begin.
  private static func end(_ last: Single, after first: Single) -> Part {
    guard last.half == nil, let half = first.half, case .clock(let start, _) = first.part,
      case .clock(let seconds, let colon) = last.part, seconds < 13 * 3600
    else { return last.part }
    let hour = seconds >= 12 * 3600 ? seconds - 12 * 3600 : seconds
    let same = half == .pm ? hour + 12 * 3600 : hour
    let other = half == .pm ? hour + 24 * 3600 : hour + 12 * 3600
    return .clock(seconds: same > start ? same : other, hasColon: colon)
  }

  /// Takes "Uhr", "noon" and "midnight" from the end of an hour.
  private static func named(_ raw: String) -> Single? {
    for (word, half) in [("uhr", nil), ("noon", Half.pm), ("midnight", .am)] where raw.hasSuffix(word) {
      let text = String(raw.dropLast(word.count)).trimmedSpaces
      if case .integer(let hour, _)? = number(text), half == nil ? hour <= 24 : hour == 12 {
        return Single(
          part: .clock(seconds: half.map { hours(hour, $0) * 3600 } ?? Double(hour) * 3600, hasColon: false))
      }
      return clock(text, half).map { Single(part: $0) }
    }
    return nil
  }

  /// What follows a date that is repeated before the end of a range.
  private static func afterDate(_ text: String) -> String {
    let (date, time) = MomentText.split(text)
    return !date.isEmpty && DateText.read(date) != nil && !time.isEmpty ? time : text
  }

  private static func single(_ raw: String) -> Single? {
    if let named = named(raw) { return named }
    var text = raw
    let offset = takeOffset(&text)
    let half = takeHalf(&text)
    guard !text.isEmpty else { return nil }
    if let number = number(text), offset == nil {
      if let half {
        guard case .integer(let hour, _) = number, (1...12).contains(hour) else { return nil }
        return Single(part: .clock(seconds: hours(hour, half) * 3600, hasColon: false), half: half)
      }
      return Single(part: number)
    }
    guard let part = clock(text, half) else { return nil }
    return Single(part: part, offset: offset, half: half)
  }

  private static func hours(_ hour: Int, _ half: Half) -> Double {
    Double(hour % 12 + (half == .pm ? 12 : 0))
  }

  /// Takes Z or +02:00 from the end.
  private static func takeOffset(_ text: inout String) -> Int? {
    if text.hasSuffix("z"), text.contains(":") {
      text.removeLast()
      return 0
    }
    for word in ["utc", "gmt"] where text.hasSuffix(word) && text.contains(":") {
      text = String(text.dropLast(3)).trimmedSpaces
      return 0
    }
    guard let colon = text.firstIndex(of: ":"),
      let sign = text[colon...].lastIndex(where: { $0 == "+" || $0 == "-" })
    else { return nil }
    let digits = text[text.index(after: sign)...].filter(\.isNumber)
    let rest = text[text.index(after: sign)...]
    // A range such as 08:00-08:30 has an hour and minutes behind the dash as well; an offset follows
    // its time at once and is one of the world's.
    guard text[sign] == "+" || text[..<sign].filter({ $0 == ":" }).count == 2,
      rest.allSatisfy({ $0.isNumber || $0 == ":" }), digits.count == 4 || digits.count == 2,
      let value = Int(digits)
    else { return nil }
    let (hour, minute) = digits.count == 4 ? (value / 100, value % 100) : (value, 0)
    guard hour <= 14, minute < 60, minute % 15 == 0 else { return nil }
    let seconds = hour * 3600 + minute * 60
    let isBehind = text[sign] == "-"
    text = String(text[..<sign]).trimmedSpaces
    return isBehind ? -seconds : seconds
  }

  private static func takeHalf(_ text: inout String) -> Half? {
    for (word, half) in [
      ("a.m.", Half.am), ("p.m.", .pm), ("am", .am), ("pm", .pm), ("a", .am), ("p", .pm),
    ] where text.hasSuffix(word) && text.first?.isNumber == true {
      text = String(text.dropLast(word.count)).trimmedSpaces
      return half
    }
    for (word, half) in [("上午", Half.am), ("凌晨", .am), ("下午", .pm), ("晚上", .pm), ("中午", .pm)]
    where text.hasPrefix(word) {
      text = String(text.dropFirst(word.count)).trimmedSpaces
      return half
    }
    return nil
  }

  /// A bare number: digits, perhaps with one decimal mark.
  private static func number(_ text: String) -> Part? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }),
      text.utf8.first.map({ (0x30...0x39).contains($0) }) == true
    else { return nil }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard parts.count <= 2, parts.allSatisfy({ $0.count <= 12 }) else { return nil }
    if parts.count == 1 { return Int(text).map { .integer($0, digits: text.count) } }
    guard let value = Double("\(parts[0]).\(parts[1])") else { return nil }
    return .decimal(value, digits: parts[1].count)
  }

  /// Hours, minutes and perhaps seconds with `:`, `h` or two points between.
  private static func clock(_ text: String, _ half: Half?) -> Part? {
    let isColon = text.contains(":")
    var fields = text.split(omittingEmptySubsequences: false) {
      isColon ? $0 == ":" : $0 == "h" || $0 == "时" || $0 == "点" || $0 == "."
    }
    if fields.last == "" || fields.last == "分" {
      // 8h and 8点 need no minutes; 26.01. is a date.
      guard !text.hasSuffix(".") && !text.hasSuffix(":") else { return nil }
      fields.removeLast()
    }
    guard (1...3).contains(fields.count), fields.count > 1 || text.hasSuffix("h") else { return nil }
    let last = fields.count - 1
    var values: [Double] = []
    for (i, field) in fields.enumerated() {
      let digits = field.hasSuffix("分") ? field.dropLast() : field
      let isSeconds = i == 2
      guard let value = Double(digits), digits.first?.isNumber == true,
        isSeconds && i == last || digits.allSatisfy(\.isNumber),
        digits.prefix(while: { $0 != "." }).count <= 2,
        digits.count <= (isSeconds ? 12 : 2)
      else { return nil }
      values.append(value)
    }
    guard values.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    var hour = values[0]
    if let half {
      guard (1...12).contains(hour) else { return nil }
      hour = hours(Int(hour), half)
    }
    guard hour <= 48 else { return nil }
    let minutes = values.count > 1 ? values[1] : 0
    let seconds = values.count > 2 ? values[2] : 0
    return .clock(seconds: hour * 3600 + minutes * 60 + seconds.rounded(), hasColon: isColon)
  }
}

extension String {
  /// The parts between occurrences of a mark.
  func components(_ mark: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let place = rest.firstRange(mark) {
      parts.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return parts + [String(rest)]
  }
}

extension StringProtocol {
  /// Where a text first occurs.
  func firstRange(_ text: String) -> Range<Index>? {
    guard let first = text.first else { return nil }
    var from = startIndex
    while let start = self[from...].firstIndex(of: first) {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      from = index(after: start)
    }
    return nil
  }
}
