import ContactCenter

/// What the marks in a column of numbers tell about how it is written.
struct NumberEvidence {
  /// The first rows whose numbers can only have a decimal point, or a decimal comma.
  var point: Int?
  var comma: Int?
  /// The first row whose number has a point, or comma, before three digits, so that it may be either.
  var openPoint: Int?
  var openComma: Int?

  /// Notes what the number in `text` tells; false where it is no number.
  mutating func note(_ text: UnsafeBufferPointer<UInt8>, row: Int) -> Bool {
    var digits = 0
    var marks = (point: 0, comma: 0, other: 0)
    var lastMark: UInt8 = 0
    var (beforeFirst, afterLast, lead) = (0, 0, UInt8(0))
    for (i, byte) in text.enumerated() {
      switch byte {
      case 0x30...0x39:
        if digits == 0 { lead = byte }
        digits += 1
        afterLast += 1
        if marks == (0, 0, 0) { beforeFirst += 1 }
      case 0x2E, 0x2C:
        if byte == 0x2E { marks.point += 1 } else { marks.comma += 1 }
        (lastMark, afterLast) = (byte, 0)
      case 0x20, 0x27: if digits > 0 { marks.other += 1 }
      case 0x2B, 0x2D: guard i == 0 else { return false }
      case 0x25: guard i == text.count - 1 else { return false }
      default: return false
      }
    }
    guard digits > 0 else { return false }
    if marks.point == 0 && marks.comma == 0 { return true }
    let isPoint: Bool
    if marks.point > 0 && marks.comma > 0 {
      isPoint = lastMark == 0x2E
    } else if marks.point > 1 || marks.comma > 1 {
      // A mark that comes again groups thousands, so the other one is for decimals.
      isPoint = marks.comma > 1
    } else if afterLast == 3, (1...3).contains(beforeFirst), lead != 0x30, marks.other == 0 {
      if marks.point > 0 { openPoint = openPoint ?? row } else { openComma = openComma ?? row }
      return true
    } else {
      isPoint = marks.point > 0
    }
    if isPoint { point = point ?? row } else { comma = comma ?? row }
    return true
  }
}

/// A number as it is written with a known decimal mark.
enum NumberText {
  /// The value of a number; nil where it is none: `1,041.5`, `1.041,5`, `1 041`, `1'041`, `-67`, `(67)`,
  /// `1e3`.
  ///
  /// Thousands must stand in groups of three; a percent sign divides by 100.
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
    var scale = 1.0
    if text.last == 0x25 {
      scale = 100
      text = text.dropLast()
      while text.last == 0x20 { text = text.dropLast() }
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
          mark == 0 || mark == byte
        else { return nil }
        (mark, group, groups) = (byte, 0, groups + 1)
      case 0x65, 0x45:
        guard hasDigits, groups == 0 else { return nil }
        digits.append(contentsOf: text.dropFirst(offset))
        return finish(digits, sign, scale)
      default: return nil
      }
    }
    guard hasDigits, seenDecimal || groups == 0 || group == 3 else { return nil }
    return finish(digits, sign, scale)
  }

  private static func finish(_ digits: [UInt8], _ sign: Double, _ scale: Double) -> Double? {
    guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return sign * value / scale
  }
}
