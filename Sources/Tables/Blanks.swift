/// The white space that is taken off the ends of fields: spaces, tabs and line ends, no-break,
/// ideographic and zero-width spaces, and stray byte order marks.
enum Blanks {
  /// The text without white space at its ends.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while let byte = text.first {
      let length = isNarrow(byte) ? 1 : wideLength(text)
      if length == 0 { break }
      text = text.dropFirst(length)
    }
    while let byte = text.last {
      let length = isNarrow(byte) ? 1 : byte < 0x80 ? 0 : max(wideEnd(text, 2), wideEnd(text, 3))
      if length == 0 { break }
      text = text.dropLast(length)
    }
    return text
  }

  /// Whether a byte is white space of one byte.
  @inline(__always)
  static func isNarrow(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// The bytes of white space of more than one byte at the beginning; 0 where there is none.
  static func wideLength(_ text: ArraySlice<UInt8>) -> Int {
    let start = text.startIndex
    guard text.count >= 2, text[start] >= 0xC2 else { return 0 }
    if text[start] == 0xC2, text[start + 1] == 0xA0 { return 2 }
    guard text.count >= 3 else { return 0 }
    switch (text[start], text[start + 1], text[start + 2]) {
    case (0xE3, 0x80, 0x80), (0xE2, 0x80, 0x8B), (0xEF, 0xBB, 0xBF): return 3
    default: return 0
    }
  }

  private static func wideEnd(_ text: ArraySlice<UInt8>, _ length: Int) -> Int {
    text.count >= length && wideLength(text.suffix(length)) == length ? length : 0
  }
}
