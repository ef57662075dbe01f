/// A handle time as people write it.
enum DurationText: Equatable {
  /// 4:22 (minutes and seconds) or 0:04:22, in seconds.
  case clock(seconds: Double, fields: Int)
  /// 240 s, 4 min, 4m22s.
  case withUnit(seconds: Double)

  /// Nil where the text is no length with a mark or a unit; bare numbers are read elsewhere.
  init?(_ raw: String, decimal: UInt8) {
    var text = PlainText.of(raw).lowercased().trimmedSpaces
    // 4'00" and PT4M30S
    if text.contains("'") || text.contains("\u{2032}") {
      let marks = text.replacing("\u{2032}", with: "'").replacing("\u{2033}", with: "\"")
      guard marks.hasSuffix("\"") || marks.hasSuffix("'") else { return nil }
      let digits = String(marks.dropLast())
      text = marks.hasSuffix("'") ? digits + ":00" : digits.replacing("'", with: ":")
    }
    if text.hasPrefix("pt"), text.count > 2 { text = String(text.dropFirst(2)) }
    if text.contains(":") {
      let fields = text.split(separator: ":", omittingEmptySubsequences: false)
      guard (2...3).contains(fields.count) else { return nil }
      var seconds = 0.0
      for (i, field) in fields.enumerated() {
        let isLast = i + 1 == fields.count
        guard let value = Double(field), field.first?.isNumber == true,
          isLast || field.allSatisfy(\.isNumber), value < (i == 0 ? 100_000 : 60)
        else { return nil }
        seconds = seconds * 60 + value
      }
      self = .clock(seconds: seconds, fields: fields.count)
      return
    }
    guard let seconds = Self.units(text, decimal) else { return nil }
    self = .withUnit(seconds: seconds)
  }

  private static func units(_ text: String, _ decimal: UInt8) -> Double? {
    var rest = text[...]
    var sum = 0.0
    var count = 0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber || $0 == "." || $0 == "," }
      guard let value = String(digits).withBytes({ NumberText.value($0, decimal: decimal) }) else {
        return nil
      }
      rest = rest.dropFirst(digits.count).drop { $0 == " " }
      let unit = rest.prefix { $0.isLetter }
      switch unit {
      case "s", "sec", "secs", "second", "seconds", "秒": sum += value
      case "m", "min", "mins", "minute", "minutes", "分", "分钟": sum += value * 60
      case "h", "hr", "hour", "hours": sum += value * 3600
      default: return nil
      }
      rest = rest.dropFirst(unit.count).drop { $0 == " " }
      count += 1
    }
    return (1...3).contains(count) ? sum : nil
  }
}
