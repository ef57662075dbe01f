/// How much bytes that are not UTF-8 look like Chinese in GB18030, not like letters with accents.
///
/// Most pairs of a letter with an accent and a plain letter are valid GB18030 (FC 72, the "ür" of
/// Zürich, would be a rare character), so validity says little. But nearly all characters of
/// Chinese texts are among the 3,755 of the first level of GB 2312-1980 or its punctuation, and
/// those have two high bytes.
struct ChineseEvidence {
  /// Characters of the first level, punctuation and full-width forms.
  private(set) var usual = 0
  /// Other valid characters of two or four bytes.
  private(set) var unusual = 0
  /// Bytes that begin no character.
  private(set) var invalid = 0

  /// Whether GB18030 is the better reading; few invalid bytes among many usual characters are
  /// damage that the conversion will report.
  var isConvincing: Bool {
    usual > 0 && usual * 5 >= (usual + unusual) * 2 && (invalid == 0 || usual > 20 * invalid)
  }

  /// Looks at all bytes.
  init(_ bytes: [UInt8]) {
    var at = 0
    while at < bytes.count {
      if bytes[at] < 0x80 {
        at += 1
      } else {
        at = count(bytes, runFrom: at)
      }
    }
  }

  /// Counts a run of characters that are not ASCII; returns its end.
  private mutating func count(_ bytes: [UInt8], runFrom start: Int) -> Int {
    var at = start
    var usualHere = 0
    while at < bytes.count, bytes[at] >= 0x80 {
      let length = Self.length(bytes, at)
      if length == 0 {
        invalid += 1
        at += 1
        continue
      }
      if length == 2, Self.isUsual(bytes[at], bytes[at + 1]) {
        usualHere += 1
      } else {
        unusual += 1
      }
      at += length
    }
    // A single pair within a word of Latin letters is two accents, as in LIGAÇÕES.
    let isWithinWord =
      at - start == 2 && start > 0 && Self.isLetter(bytes[start - 1])
      && at < bytes.count && Self.isLetter(bytes[at])
    if isWithinWord { unusual += usualHere } else { usual += usualHere }
    return at
  }

  /// The bytes of the character that begins here; 0 where none does.
  private static func length(_ bytes: [UInt8], _ at: Int) -> Int {
    guard (0x81...0xFE).contains(bytes[at]), at + 1 < bytes.count else { return 0 }
    switch bytes[at + 1] {
    case 0x40...0x7E, 0x80...0xFE: return 2
    case 0x30...0x39:
      guard at + 3 < bytes.count, (0x81...0xFE).contains(bytes[at + 2]),
        (0x30...0x39).contains(bytes[at + 3])
      else { return 0 }
      return 4
    default: return 0
    }
  }

  private static func isUsual(_ lead: UInt8, _ trail: UInt8) -> Bool {
    trail >= 0xA1 && trail <= 0xFE
      && ((0xA1...0xA3).contains(lead) || (0xB0...0xD7).contains(lead))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
