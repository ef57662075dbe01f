import CIconv
import Glibc

/// The text of a file in UTF-8, and what it was written in.
package struct DecodedText: Sendable, Equatable {
  /// The text in UTF-8; a byte order mark may stand before it.
  package let bytes: [UInt8]
  /// "UTF-8", "UTF-16", "UTF-32", "GB18030" or "Windows-1252".
  package let encoding: String

  /// Finds out what a file is written in, and converts it to UTF-8.
  ///
  /// A byte order mark decides; without one, zero bytes in every other place mean UTF-16, text
  /// that is valid UTF-8 is taken as that without a copy, and of the others GB18030 is told from
  /// Windows-1252 by how usual its characters would be (see `ChineseEvidence`). Linear in the
  /// length.
  ///
  /// Throws with the line where bytes are no characters, where the file ends within a character,
  /// and where the C library lacks the converter.
  package init(_ bytes: [UInt8], name: String) throws(TableProblem) {
    let script = Self.script(of: bytes)
    encoding = script.encoding
    if script.encoding == "UTF-8" {
      if let place = Self.firstDefect(bytes) { throw Self.badUTF8(bytes, place, name) }
      self.bytes = bytes
    } else {
      var converter = try Converter(script, name: name)
      self.bytes = try converter.convert(bytes)
    }
  }

  /// How a text is written.
  fileprivate struct Script {
    var encoding: String
    /// The name that iconv knows.
    var charset: String
    /// The bytes of the mark before the text.
    var markLength = 0
  }

  private static func script(of bytes: [UInt8]) -> Script {
    let marks: [(mark: [UInt8], encoding: String, charset: String)] = [
      ([0xFF, 0xFE, 0, 0], "UTF-32", "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32", "UTF-32BE"),
      ([0xFF, 0xFE], "UTF-16", "UTF-16LE"), ([0xFE, 0xFF], "UTF-16", "UTF-16BE"),
      ([0xEF, 0xBB, 0xBF], "UTF-8", "UTF-8"),
    ]
    for (mark, encoding, charset) in marks where bytes.starts(with: mark) {
      return Script(encoding: encoding, charset: charset, markLength: mark.count)
    }
    if let charset = wideCharset(bytes) { return Script(encoding: "UTF-16", charset: charset) }
    if firstDefect(bytes) == nil { return Script(encoding: "UTF-8", charset: "UTF-8") }
    if isBrokenUTF8(bytes) { return Script(encoding: "UTF-8", charset: "UTF-8") }
    return ChineseEvidence(bytes).isConvincing
      ? Script(encoding: "GB18030", charset: "GB18030")
      : Script(encoding: "Windows-1252", charset: "CP1252")
  }

  /// UTF-16 without a mark shows by the zeros beside digits and separators, all on the same side.
  private static func wideCharset(_ bytes: [UInt8]) -> String? {
    let sample = bytes.prefix(8_192)
    var zeros = [0, 0]
    for (place, byte) in sample.enumerated() where byte == 0 { zeros[place & 1] += 1 }
    let pairs = sample.count / 2
    if zeros[1] * 4 >= pairs, zeros[1] > zeros[0] * 10, pairs > 0 { return "UTF-16LE" }
    if zeros[0] * 4 >= pairs, zeros[0] > zeros[1] * 10, pairs > 0 { return "UTF-16BE" }
    return nil
  }

  /// The place of the first byte that is not UTF-8; nil where all are.
  private static func firstDefect(_ bytes: [UInt8]) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// Whether a text has so many characters of UTF-8 that its few other bytes must be damage.
  private static func isBrokenUTF8(_ bytes: [UInt8]) -> Bool {
    var (sound, broken, at) = (0, 0, 0)
    while at < bytes.count {
      let byte = bytes[at]
      let more = byte < 0x80 ? 0 : byte < 0xC2 ? -1 : byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
      let rest = bytes[min(at + 1, bytes.count)...].prefix(max(more, 0))
      if more == 0 {
        at += 1
      } else if more > 0, byte < 0xF5, rest.count == more, rest.allSatisfy({ $0 & 0xC0 == 0x80 }) {
        sound += 1
        at += more + 1
      } else {
        broken += 1
        at += 1
        while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
      }
    }
    return sound > 10 * broken
  }

  private static func badUTF8(_ bytes: [UInt8], _ place: Int, _ name: String) -> TableProblem {
    let isCut = bytes.count - place < 4 && bytes[place...].dropFirst().allSatisfy { $0 >= 0x80 }
    return TableProblem(
      file: name, line: lineNumber(bytes[..<place]),
      isCut
        ? "The file ends in the middle of a character: it seems to be cut off."
        : "The byte 0x\(hexadecimal(bytes[place])) is not UTF-8, though the rest of the file is.",
      "Export the table again, or save it as .xlsx.")
  }
}

/// The line on which a text ends, from 1.
private func lineNumber(_ text: ArraySlice<UInt8>) -> Int {
  var (line, before) = (1, UInt8(0))
  for byte in text {
    if byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\n") && before != UInt8(ascii: "\r")) {
      line += 1
    }
    before = byte
  }
  return line
}

private func hexadecimal(_ byte: UInt8) -> String {
  (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}

/// The C library's converter of a text to UTF-8.
private struct Converter: ~Copyable {
  private let handle: iconv_t
  private let script: DecodedText.Script
  private let name: String
  private var output: [UInt8] = []

  init(_ script: DecodedText.Script, name: String) throws(TableProblem) {
    guard let handle = iconv_open("UTF-8", script.charset), Int(bitPattern: handle) != -1 else {
      throw TableProblem(
        file: name, "The C library of this machine has no converter for \(script.encoding).",
        "Install its converters (gconv), or save the table as CSV in UTF-8.")
    }
    self.handle = handle
    self.script = script
    self.name = name
  }

  deinit { iconv_close(handle) }

  mutating func convert(_ bytes: [UInt8]) throws(TableProblem) -> [UInt8] {
    output.reserveCapacity(bytes.count + bytes.count / 8)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var at = script.markLength
    while at < bytes.count {
      let step = step(bytes, from: at, into: &chunk)
      output.append(contentsOf: chunk[..<step.written])
      at += step.read
      switch step.failure {
      case 0, E2BIG: break
      case EINVAL:
        throw problem("The file ends in the middle of a character: it seems to be cut off.")
      default:
        throw problem(
          script.encoding == "Windows-1252"
            ? "The byte 0x\(hexadecimal(bytes[at])) is no character: the file is not written in "
              + "UTF-8, UTF-16, GB18030 or Windows-1252."
            : "The byte 0x\(hexadecimal(bytes[at])) is no character of \(script.encoding).")
      }
    }
    return output
  }

  /// Converts what fits into the chunk.
  private func step(
    _ bytes: [UInt8], from place: Int, into chunk: inout [UInt8]
  ) -> (read: Int, written: Int, failure: Int32) {
    bytes.withUnsafeBytes { source in
      chunk.withUnsafeMutableBytes { target in
        // iconv does not write to its input, though its declaration would let it.
        var from: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
          mutating: source.baseAddress!.assumingMemoryBound(to: CChar.self) + place)
        var to: UnsafeMutablePointer<CChar>? = target.baseAddress!.assumingMemoryBound(
          to: CChar.self)
        var (sourceLeft, targetLeft) = (source.count - place, target.count)
        let result = iconv(handle, &from, &sourceLeft, &to, &targetLeft)
        let failure = result == -1 ? errno : 0
        return (source.count - place - sourceLeft, target.count - targetLeft, failure)
      }
    }
  }

  private func problem(_ finding: String) -> TableProblem {
    TableProblem(
      file: name, line: lineNumber(output[...]), finding,
      "Save the table as CSV in UTF-8, or as .xlsx.")
  }
}
