import Tables

/// All fields of a table.
func rows(_ sheet: Sheet) -> [[String]] {
  (0..<sheet.rowCount).map { row in
    (0..<sheet.fieldCount(row)).map { sheet.text(row, $0) }
  }
}

/// Random numbers that are the same on every machine (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// The bytes with up to four of them changed, taken out or doubled, and now and then cut short.
  mutating func mutated(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<8, using: &self) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(bytes[place], at: place)
      case 2: bytes.removeSubrange(place...)
      case 3: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
      default: bytes[place] = UInt8.random(in: .min ... .max, using: &self)
      }
    }
    return bytes
  }
}
