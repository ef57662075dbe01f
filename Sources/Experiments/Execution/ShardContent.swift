/// Some consecutive blocks of a study, folded by one worker, as they are kept in a file.
package struct ShardContent: Sendable {
  /// The plan that they belong to.
  package var plan: UInt64
  /// The shard's number in it.
  package var index: Int
  /// Who made it, in words: the name of a machine.
  package var maker: String
  /// What one replication that all workers simulate left with this one: it tells machines that calculate
  /// otherwise.
  package var sentinel: UInt64
  /// How long it took, in seconds of the clock.
  package var seconds: Double
  /// The blocks, each as `StudyBlock.bytes`.
  package var blocks: [[UInt8]]

  private static let mark: [UInt8] = [0x73, 0x77, 0x73, 0x01]

  /// A shard.
  package init(
    plan: UInt64, index: Int, maker: String, sentinel: UInt64, seconds: Double, blocks: [[UInt8]]
  ) {
    (self.plan, self.index, self.maker, self.sentinel) = (plan, index, maker, sentinel)
    (self.seconds, self.blocks) = (seconds, blocks)
  }

  /// The shard as bytes; at their end the FNV-1a checksum of all before.
  package var bytes: [UInt8] {
    var writer = WireWriter()
    writer.append(Self.mark)
    writer.write(bits: plan)
    writer.write(index)
    writer.write(maker)
    writer.write(bits: sentinel)
    writer.write(seconds)
    writer.write(blocks.count)
    for block in blocks {
      writer.write(block.count)
      writer.append(block)
    }
    var checksum = Checksum()
    checksum.add(writer.bytes)
    writer.write(bits: checksum.value)
    return writer.bytes
  }

  /// The shard that bytes hold.
  ///
  /// - Throws: `WireProblem.damaged`.
  package init(_ bytes: [UInt8]) throws(WireProblem) {
    guard bytes.count > Self.mark.count + 8, bytes.starts(with: Self.mark) else { throw .damaged }
    var checksum = Checksum()
    checksum.add(bytes.dropLast(8))
    var end = WireReader(Array(bytes.suffix(8)))
    guard try end.bits() == checksum.value else { throw .damaged }
    var reader = WireReader(Array(bytes.dropLast(8)))
    try reader.skip(Self.mark.count)
    (plan, index) = (try reader.bits(), try reader.count())
    (maker, sentinel, seconds) = (try reader.text(), try reader.bits(), try reader.number())
    let count = try reader.count()
    guard seconds.isFinite, seconds >= 0, count <= reader.left else { throw .damaged }
    blocks = []
    for _ in 0..<count { blocks.append(try reader.bytes(try reader.count())) }
    try reader.finish()
  }
}

extension StudyBlock {
  /// A digest of the figures: the same for the same replications, however long they took.
  package var figuresDigest: UInt64 {
    var copy = self
    copy.forgetSeconds()
    var checksum = Checksum()
    checksum.add(copy.bytes)
    return checksum.value
  }
}

/// The FNV-1a digest of some bytes.
package func wireDigest(of bytes: [UInt8]) -> UInt64 {
  var checksum = Checksum()
  checksum.add(bytes)
  return checksum.value
}
