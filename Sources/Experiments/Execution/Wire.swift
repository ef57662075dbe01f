/// Why bytes cannot be taken for what is wanted.
package enum WireProblem: Error, Equatable, CustomStringConvertible {
  /// They are no message of this program, or not whole.
  case damaged
  /// They mean something else.
  case layout(found: WireLayout, wanted: WireLayout)
  /// They are of other simulations.
  case batch(found: Batch, wanted: Batch)

  /// What was found and what is wanted.
  package var description: String {
    switch self {
    case .damaged: return "the bytes are not whole, or no message of this program"
    case .layout(let found, let wanted):
      return "the layout is \(found), but \(wanted) is wanted"
    case .batch(let found, let wanted):
      return "the batch is \(found.words), but \(wanted.words) is wanted"
    }
  }
}

extension Batch {
  /// "center 3f2a…, seed 7, settings …, program 0.1.0 …".
  package var words: String {
    "center \(center), seed \(seed), settings \(settings), program \(program)"
  }
}

/// What the numbers of a message mean: a name, a version, and the digest of all that they are.
package struct WireLayout: Sendable, Hashable, Codable, CustomStringConvertible {
  /// What it is called.
  package var name: String
  /// Rises when the same parts are written otherwise.
  package var version: Int
  /// Of the parts, in their order.
  package var digest: UInt64

  /// A layout of parts, such as the names of columns.
  package init(name: String, version: Int, parts: [String]) {
    (self.name, self.version) = (name, version)
    var checksum = Checksum()
    for part in parts { checksum.add(part) }
    digest = checksum.value
  }

  init(name: String, version: Int, digest: UInt64) {
    (self.name, self.version, self.digest) = (name, version, digest)
  }

  /// "study fold, version 1, digest 9ae16a3b2f90404f".
  package var description: String {
    "\(name), version \(version), digest \(String(digest, radix: 16))"
  }
}

/// Bytes with what they mean and whose they are.
///
/// First four fixed bytes, layout, batch and replications; then the payload; at last the FNV-1a checksum
/// of all before. Whole numbers are in LEB128, texts in UTF-8 with their length before, doubles as
/// `WireWriter` says.
package struct WireMessage: Sendable, Equatable {
  /// What the payload's numbers mean.
  package var layout: WireLayout
  /// Which replications they are of.
  package var block: Block
  /// The numbers.
  package var payload: [UInt8]

  private static let mark: [UInt8] = [0x73, 0x77, 0x62, 0x01]

  /// A message.
  package init(layout: WireLayout, block: Block, payload: [UInt8]) {
    (self.layout, self.block, self.payload) = (layout, block, payload)
  }

  /// The message as it travels.
  package var bytes: [UInt8] {
    var writer = WireWriter()
    writer.append(Self.mark)
    writer.write(layout.name)
    writer.write(layout.version)
    writer.write(bits: layout.digest)
    writer.write(block.batch.center)
    writer.write(block.batch.settings)
    writer.write(bits: block.batch.seed)
    writer.write(block.batch.program)
    writer.write(block.replications.lowerBound)
    writer.write(block.replications.count)
    writer.append(payload)
    var checksum = Checksum()
    checksum.add(writer.bytes)
    writer.write(bits: checksum.value)
    return writer.bytes
  }

  /// What travelled.
  ///
  /// - Throws: `WireProblem.damaged`.
  package init(_ bytes: [UInt8]) throws(WireProblem) {
    guard bytes.count > Self.mark.count + 8, bytes.starts(with: Self.mark) else { throw .damaged }
    var reader = WireReader(bytes)
    try reader.skip(Self.mark.count)
    layout = WireLayout(
      name: try reader.text(), version: try reader.count(), digest: try reader.bits())
    let (center, settings) = (try reader.text(), try reader.text())
    let (seed, program) = (try reader.bits(), try reader.text())
    let (first, length) = (try reader.count(), try reader.count())
    let (end, isTooLarge) = first.addingReportingOverflow(length)
    guard !isTooLarge, reader.left >= 8 else { throw .damaged }
    block = Block(
      batch: Batch(center: center, settings: settings, seed: seed, program: program),
      replications: first..<end)
    payload = try reader.bytes(reader.left - 8)
    var checksum = Checksum()
    checksum.add(bytes.dropLast(8))
    guard try reader.bits() == checksum.value else { throw .damaged }
  }

  /// Holds a message against what is wanted, before anything of it is mixed with anything.
  ///
  /// - Throws: `WireProblem` about another layout or batch.
  package func check(_ wanted: WireLayout, _ batch: Batch) throws(WireProblem) {
    guard layout == wanted else { throw .layout(found: layout, wanted: wanted) }
    guard block.batch == batch else { throw .batch(found: block.batch, wanted: batch) }
  }
}

/// FNV-1a, 64 bits: tells damage and mistakes, not ill will.
package struct Checksum {
  /// Of all that was added so far.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Of nothing.
  package init() {}

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }

  /// A text and its end.
  package mutating func add(_ text: String) {
    add(text.utf8)
    add([0])
  }
}
