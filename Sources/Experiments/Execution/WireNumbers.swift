/// Writes numbers and texts as bytes.
///
/// Doubles in a list: what is nothing (all bits 0) as the length of the stretch, a positive whole number
/// below 2⁵³ as itself, all else as its eight bytes, the lowest first. So tallies, which are mostly
/// nothing and counts, are short, and every number keeps its bits.
package struct WireWriter {
  /// What was written.
  package private(set) var bytes: [UInt8] = []

  /// Nothing written.
  package init() {}

  /// What a whole number in a list of doubles begins with, in its two lowest bits.
  enum Kind: UInt64 {
    case zeros = 0
    case whole = 1
    case bits = 2
  }

  /// Bytes as they are.
  package mutating func append(_ more: [UInt8]) { bytes += more }

  /// A whole number in LEB128: seven bits a byte, the lowest first.
  private mutating func write(whole number: UInt64) {
    var left = number
    while left > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: left) | 0x80)
      left >>= 7
    }
    bytes.append(UInt8(left))
  }

  /// A number that is at least 0.
  package mutating func write(_ count: Int) { write(whole: UInt64(count)) }

  /// Eight bytes, the lowest first.
  package mutating func write(bits: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
  }

  /// A number with all its bits.
  package mutating func write(_ number: Double) { write(bits: number.bitPattern) }

  /// A text in UTF-8.
  package mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes += text.utf8
  }

  /// A list with its length.
  package mutating func write(_ numbers: [Double]) {
    write(numbers.count)
    var zeros: UInt64 = 0
    for number in numbers {
      guard number.bitPattern != 0 else {
        zeros += 1
        continue
      }
      write(zeros: &zeros)
      if number > 0, number < 0x1p53, number == number.rounded(.down) {
        write(whole: UInt64(number) << 2 | Kind.whole.rawValue)
      } else {
        write(whole: Kind.bits.rawValue)
        write(bits: number.bitPattern)
      }
    }
    write(zeros: &zeros)
  }

  private mutating func write(zeros: inout UInt64) {
    if zeros > 0 { write(whole: zeros << 2 | Kind.zeros.rawValue) }
    zeros = 0
  }
}

/// Reads what a `WireWriter` wrote; all that is wrong is `WireProblem.damaged`.
package struct WireReader {
  private let all: [UInt8]
  private var place = 0

  /// Bytes, read from their begin.
  package init(_ bytes: [UInt8]) { all = bytes }

  /// Bytes not read yet.
  var left: Int { all.count - place }

  private mutating func byte() throws(WireProblem) -> UInt8 {
    guard left > 0 else { throw .damaged }
    place += 1
    return all[place - 1]
  }

  mutating func skip(_ count: Int) throws(WireProblem) { _ = try bytes(count) }

  mutating func bytes(_ count: Int) throws(WireProblem) -> [UInt8] {
    guard count >= 0, count <= left else { throw .damaged }
    place += count
    return Array(all[place - count..<place])
  }

  private mutating func whole() throws(WireProblem) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      let next = UInt64(try byte())
      guard shift < 63 || next < 2 else { throw .damaged }
      number |= (next & 0x7F) << UInt64(shift)
      if next < 0x80 { return number }
    }
    throw .damaged
  }

  /// A number that is at least 0, and so small that sums of counts stay numbers.
  package mutating func count() throws(WireProblem) -> Int {
    guard let number = Int(exactly: try whole()), number <= Self.mostCounted else { throw .damaged }
    return number
  }

  private static let mostCounted = 1 << 48

  /// Eight bytes.
  package mutating func bits() throws(WireProblem) -> UInt64 {
    var bits: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 8) { bits |= UInt64(try byte()) << UInt64(shift) }
    return bits
  }

  /// A number with all its bits.
  package mutating func number() throws(WireProblem) -> Double { Double(bitPattern: try bits()) }

  /// A number that is one.
  mutating func finite() throws(WireProblem) -> Double {
    let number = try number()
    guard number.isFinite else { throw .damaged }
    return number
  }

  /// A list of so many numbers that are some.
  mutating func finite(_ length: Int) throws(WireProblem) -> [Double] {
    let numbers = try numbers(length)
    guard numbers.allSatisfy(\.isFinite) else { throw .damaged }
    return numbers
  }

  /// A text.
  package mutating func text() throws(WireProblem) -> String {
    let raw = try bytes(try count())
    guard let text = String(validating: raw, as: UTF8.self) else { throw .damaged }
    return text
  }

  /// A list of so many numbers.
  package mutating func numbers(_ length: Int) throws(WireProblem) -> [Double] {
    guard try count() == length else { throw .damaged }
    var numbers: [Double] = []
    while numbers.count < length {
      let token = try whole()
      switch WireWriter.Kind(rawValue: token & 3) {
      case .zeros:
        guard let zeros = Int(exactly: token >> 2), zeros > 0, zeros <= length - numbers.count
        else { throw .damaged }
        numbers += repeatElement(0, count: zeros)
      case .whole: numbers.append(Double(token >> 2))
      case .bits: numbers.append(try number())
      case nil: throw .damaged
      }
    }
    return numbers
  }

  /// Nothing is left.
  package func finish() throws(WireProblem) {
    guard left == 0 else { throw .damaged }
  }
}
