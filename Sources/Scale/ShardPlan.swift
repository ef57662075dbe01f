import Experiments

/// How the replications of a study are shared out: fixed before any is simulated, so that whoever simulates
/// them, where, how often and in which order changes nothing.
package struct ShardPlan: Codable, Sendable, Equatable {
  /// The version of plans and shards.
  package static let version = 1

  /// The version of this plan.
  package var version = ShardPlan.version
  /// What is simulated: center, settings, seed and program.
  package var batch: Batch
  /// The first and the last replication of each shard, from 0; a shard consists of whole blocks.
  package var shards: [Shard]
  /// The digest of replication 0 on the machine that planned, in 16 hexadecimal digits.
  ///
  /// Another one elsewhere means that the machines calculate otherwise.
  package var sentinel: String
  /// Seconds that a replication took on that machine.
  package var secondsPerReplication: Double

  /// Some consecutive replications.
  package struct Shard: Codable, Sendable, Equatable {
    /// The number of the first.
    package var first: Int
    /// The number of the last.
    package var last: Int

    /// The numbers, as a range.
    package var replications: Range<Int> { first..<last + 1 }
  }

  /// A plan for blocks of replications.
  ///
  /// - Parameters:
  ///   - batch: What is simulated.
  ///   - blocks: The replications of all blocks, in their order.
  ///   - count: So many shards, as far as blocks allow: none is empty.
  ///   - sentinel: The digest of replication 0.
  ///   - secondsPerReplication: What it took.
  package init(
    batch: Batch, blocks: [Range<Int>], count: Int, sentinel: UInt64, secondsPerReplication: Double
  ) {
    self.batch = batch
    self.secondsPerReplication = secondsPerReplication
    self.sentinel = Self.text(sentinel)
    shards = []
    let total = blocks.last?.upperBound ?? 0
    let size = max(1, (Double(total) / Double(max(1, count))))
    var first = 0
    for block in blocks where Double(block.upperBound) >= size * Double(shards.count + 1) - 1e-9 {
      shards.append(Shard(first: first, last: block.upperBound - 1))
      first = block.upperBound
    }
    if first < total { shards.append(Shard(first: first, last: total - 1)) }
  }

  /// 16 hexadecimal digits.
  static func text(_ digest: UInt64) -> String {
    let digits = String(digest, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Whether replication 0 left on another machine what it left on the one that planned.
  package func hasSentinel(_ digest: UInt64) -> Bool { Self.text(digest) == sentinel }

  /// All replications of all shards.
  package var replications: Int { (shards.last?.last ?? -1) + 1 }

  /// Tells plans apart: a shard belongs to the plan with its digest.
  package var digest: UInt64 {
    let words = [
      "\(version)", batch.center, batch.settings, "\(batch.seed)", batch.program, sentinel,
      "\(shards.map { [$0.first, $0.last] })",
    ]
    return wireDigest(of: Array(words.joined(separator: "\n").utf8))
  }

  /// What is wrong with the shards of a plan that was read; nil: nothing.
  package var defect: String? {
    var next = 0
    for (index, shard) in shards.enumerated() {
      if shard.first < 0 { return "shard \(index) begins with replication \(shard.first)" }
      if shard.first < next {
        return "shard \(index) begins with replication \(shard.first), which shard \(index - 1) has too"
      }
      if shard.first > next { return "no shard has the replications \(next) to \(shard.first - 1)" }
      if shard.last < shard.first || shard.last >= Self.mostReplications {
        return "shard \(index) ends with replication \(shard.last)"
      }
      next = shard.last + 1
    }
    return shards.isEmpty ? "there are no shards" : nil
  }

  private static let mostReplications = 1_000_000

  /// How many shards are well: one takes about two and a half minutes, but there are twenty for each slot where
  /// they would be longer than half a minute then, and no more than blocks.
  ///
  /// A task costs some 1.5 s to start, and what a machine was at is lost when it fails, once in two hours say:
  /// √(2 × 1.5 s × 7,200 s) = 147 s cost least.
  package static func count(replications: Int, secondsPerReplication: Double, slots: Int) -> Int {
    let work = Double(replications) * max(secondsPerReplication, 1e-6)
    let bestLength = 147.0
    let byLength = (work / bestLength).rounded(.up)
    let balanced = min(20 * Double(max(1, slots)), (work / 30).rounded(.up))
    return max(1, Int(clamping: max(byLength, balanced, min(Double(slots), Double(replications)))))
  }
}
