/// Numbers for texts: the same text gets the same number, in the order of first sight.
///
/// Columns of times, dates and types have few different texts in many rows; each is understood once.
struct Interner {
  private(set) var texts: [String] = []
  private var characters: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  private var table: [Int32] = [Int32](repeating: -1, count: 256)

  /// The number of a text.
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let mask = table.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while table[slot] >= 0 {
      let number = Int(table[slot])
      if hashes[number] == hash, isEqual(number, text) { return number }
      slot = (slot + 1) & mask
    }
    let number = ends.count
    table[slot] = Int32(number)
    characters.append(contentsOf: text)
    ends.append(characters.count)
    hashes.append(hash)
    texts.append(String(decoding: text, as: UTF8.self))
    if ends.count * 2 > table.count { grow() }
    return number
  }

  private func isEqual(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let from = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - from == text.count else { return false }
    for (i, byte) in text.enumerated() where characters[from + i] != byte { return false }
    return true
  }

  private mutating func grow() {
    table = [Int32](repeating: -1, count: table.count * 2)
    let mask = table.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
      while table[slot] >= 0 { slot = (slot + 1) & mask }
      table[slot] = Int32(number)
    }
  }
}
