/// What separates the fields of a text, judged by its first lines.
struct SeparatorGuess {
  /// The marks that may separate fields; of two that fit equally the earlier one is taken.
  ///
  /// A comma is the last, since it stands in numbers too.
  static let marks = [
    UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ","),
  ]
  /// The lines that are looked at.
  private static let sample = 50

  /// The mark that stands equally often in most lines, and of those the one that stands most
  /// often; a comma where there is none at all.
  let separator: UInt8

  /// Counts the marks of the first lines that are neither empty nor comments, outside of quotes.
  init(_ text: ArraySlice<UInt8>) {
    var counter = MarkCounter(text)
    var lines: [[Int]] = []
    while lines.count < Self.sample, let counts = counter.nextLine() { lines.append(counts) }
    var best = (lines: 0, count: 0, mark: UInt8(ascii: ","))
    for (index, mark) in Self.marks.enumerated() {
      let usual = Self.usual(lines.map { $0[index] })
      if (usual.lines, usual.count) > (best.lines, best.count) {
        best = (usual.lines, usual.count, mark)
      }
    }
    separator = best.mark
  }

  /// The positive count that most lines have, and the number of those lines.
  private static func usual(_ counts: [Int]) -> (lines: Int, count: Int) {
    var best = (lines: 0, count: 0)
    for (count, lines) in Dictionary(counts.map { ($0, 1) }, uniquingKeysWith: +) where count > 0 {
      if (lines, count) > (best.lines, best.count) { best = (lines, count) }
    }
    return best
  }
}

/// Counts marks line by line.
private struct MarkCounter {
  private let text: ArraySlice<UInt8>
  private var at: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    at = text.startIndex
  }

  /// How often each mark stands in the next line that has content; nil at the end of the text.
  mutating func nextLine() -> [Int]? {
    while at < text.endIndex {
      var counts = SeparatorGuess.marks.map { _ in 0 }
      // A quotation mark opens a field only where one may begin; elsewhere it is a character.
      var (isFieldStart, isEmpty, isComment) = (true, true, false)
      while at < text.endIndex {
        let byte = text[at]
        at += 1
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
        if isComment { continue }
        if let mark = SeparatorGuess.marks.firstIndex(of: byte) {
          counts[mark] += 1
          isFieldStart = true
        } else if byte == UInt8(ascii: "\""), isFieldStart {
          skipQuoted()
          (isFieldStart, isEmpty) = (false, false)
        } else if byte != 0x20 {
          isComment = byte == UInt8(ascii: "#") && isEmpty
          (isFieldStart, isEmpty) = (false, false)
        }
      }
      if !isEmpty, !isComment { return counts }
    }
    return nil
  }

  /// Goes behind the closing quotation mark.
  private mutating func skipQuoted() {
    while at < text.endIndex {
      defer { at += 1 }
      guard text[at] == UInt8(ascii: "\"") else { continue }
      guard at + 1 < text.endIndex, text[at + 1] == UInt8(ascii: "\"") else { return }
      at += 1
    }
  }
}
