import ContactCenter

/// What the marks in a column of numbers tell about how it is written.
struct NumberEvidence {
  /// The first rows whose numbers can only have a decimal point, or a decimal comma.
  var point: Int?
  var comma: Int?
  /// The first row whose number has a point, or comma, before three digits, so that it may be either.
  var openPoint: Int?
  var openComma: Int?
  /// The first rows whose numbers begin with a mark, such as .62, or have decimals at all.
  var bareMark: Int?
  var decimals: Int?
  /// How many numbers there are, and how many of them have decimals.
  var count = 0
  var decimalCount = 0

  /// Notes what the number in `text` tells; false where it is no number.
  mutating func note(_ text: UnsafeBufferPointer<UInt8>, row: Int) -> Bool {
    guard let form = NumberForm(text) else { return false }
    count += 1
    guard form.points > 0 || form.commas > 0 else { return true }
    if form.beforeFirst == 0 { bareMark = bareMark ?? row }
    if form.lastMark == 0x2E ? form.points == 1 : form.lastMark == 0x2C && form.commas == 1 {
      decimals = decimals ?? row
      decimalCount += 1
    }
    let isPoint: Bool
    if form.points > 0 && form.commas > 0 {
      isPoint = form.lastMark == 0x2E
    } else if form.points > 1 || form.commas > 1 {
      // A mark that comes again groups thousands, so the other one is for decimals.
      isPoint = form.commas > 1
    } else if form.afterLast == 3, (1...3).contains(form.beforeFirst), form.lead != 0x30, form.others == 0 {
      if form.points > 0 { openPoint = openPoint ?? row } else { openComma = openComma ?? row }
      return true
    } else {
      isPoint = form.points > 0
    }
    if isPoint { point = point ?? row } else { comma = comma ?? row }
    return true
  }
}

/// How the digits and marks of a number stand.
private struct NumberForm {
  var (digits, points, commas, others) = (0, 0, 0, 0)
  var lastMark: UInt8 = 0
  /// Digits before the first mark, and behind the last one.
  var (beforeFirst, afterLast) = (0, 0)
  /// The first digit.
  var lead: UInt8 = 0

  /// Nil where the text is no number.
  @inline(__always)
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    // 26.01.2026 has marks that come again without groups of three between them.
    var isGrouped = true
    for (i, byte) in text.enumerated() {
      switch byte {
      case 0x30...0x39:
        if digits == 0 { lead = byte }
        digits += 1
        afterLast += 1
        if lastMark == 0 { beforeFirst += 1 }
      case 0x2E, 0x2C, 0x20, 0x27:
        if byte == 0x20, digits == 0 { continue }
        if byte == 0x20, Self.isEnd(text, i) { continue }
        if lastMark != 0, afterLast != 3 { isGrouped = false }
        switch byte {
        case 0x2E: points += 1
        case 0x2C: commas += 1
        default: others += 1
        }
        (lastMark, afterLast) = (byte, 0)
      case 0x28: guard i == 0, text.last == 0x29 else { return nil }
      case 0x29: guard i == text.count - 1, text.first == 0x28 else { return nil }
      case 0x2B, 0x2D: guard i == 0 else { return nil }
      case 0x25: guard i == text.count - 1 else { return nil }
      default: return nil
      }
    }
    guard digits > 0, isGrouped else { return nil }
    if points > 1, commas > 1 { return nil }
    if points > 1 || commas > 1, lastMark != 0, points == 0 || commas == 0, afterLast != 3 { return nil }
  }

  /// Whether only a percent sign follows.
  private static func isEnd(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    text[(place + 1)...].allSatisfy { $0 == 0x20 || $0 == 0x25 }
  }
}

/// A number as it is written with a known decimal mark.
enum NumberText {
  /// The value of a number; nil where it is none: `1,041.5`, `1.041,5`, `1 041`, `1'041`, `-67`, `(67)`,
  /// `1.2E+05`.
  ///
  /// Thousands must stand in groups of three. A share in percent is no number of things.
  static func value(_ text: UnsafeBufferPointer<UInt8>, decimal: UInt8) -> Double? {
    if let plain = wholeNumber(text) { return plain }
    return general(text, decimal: decimal)
  }

  /// Digits alone, the usual case.
  @inline(__always)
  private static func wholeNumber(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard (1...15).contains(text.count) else { return nil }
    var value = 0
    for byte in text {
      let digit = byte &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return Double(value)
  }

  private static func general(_ raw: UnsafeBufferPointer<UInt8>, decimal: UInt8) -> Double? {
    var text = raw[...]
    guard text.count <= 60, !text.isEmpty else { return nil }
    var sign = 1.0
    if text.first == 0x28, text.last == 0x29 {
      sign = -1
      text = text.dropFirst().dropLast()
    }
    if text.first == 0x2D || text.first == 0x2B {
      if text.first == 0x2D { sign = -sign }
      text = text.dropFirst()
    }
    var digits: [UInt8] = []
    var (group, groups, seenDecimal, hasDigits) = (0, 0, false, false)
    var mark: UInt8 = 0
    for (offset, byte) in text.enumerated() {
      switch byte {
      case 0x30...0x39:
        digits.append(byte)
        hasDigits = true
        if !seenDecimal { group += 1 }
      case decimal where !seenDecimal:
        guard groups == 0 || group == 3 else { return nil }
        digits.append(0x2E)
        seenDecimal = true
      case 0x2C, 0x2E, 0x20, 0x27:
        guard !seenDecimal, group == 3 || (groups == 0 && (1...3).contains(group)),
          mark == 0 || mark == byte, digits.first != 0x30
        else { return nil }
        (mark, group, groups) = (byte, 0, groups + 1)
      case 0x65, 0x45:
        // Spreadsheets write 1.2E+05; 1e3 is more likely a slip.
        let next = text.dropFirst(offset + 1).first
        guard hasDigits, groups == 0, next == 0x2B || next == 0x2D else { return nil }
        digits.append(contentsOf: text.dropFirst(offset))
        return finish(digits, sign)
      default: return nil
      }
    }
    guard hasDigits, seenDecimal || groups == 0 || group == 3 else { return nil }
    return finish(digits, sign)
  }

  private static func finish(_ digits: [UInt8], _ sign: Double) -> Double? {
    guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return sign * value
  }
}
