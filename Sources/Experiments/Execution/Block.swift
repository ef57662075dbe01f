/// Simulations that belong together: all that a replication depends on but its number.
///
/// Workers of one batch draw the same replications wherever they are, and what they bring may be mixed.
/// Nothing of different batches is.
public struct Batch: Sendable, Hashable, Codable {
  /// The digest of the center's scenario and the files that it reads.
  public var center: String
  /// What else is asked of a replication, in words.
  public var settings: String
  /// Seeds all random streams.
  public var seed: UInt64
  /// The program's version and build: another one may draw otherwise.
  public var program: String

  /// A batch.
  public init(center: String, settings: String, seed: UInt64, program: String) {
    (self.center, self.settings) = (center, settings)
    (self.seed, self.program) = (seed, program)
  }
}

/// A stretch of a batch's replications, which one worker simulates and folds: all that its result depends
/// on, so that another worker may be asked when one is lost.
///
/// Folds are merged block by block in the order of replications. Since the blocks' ends do not depend on
/// workers, neither do the last digits.
public struct Block: Sendable, Hashable, Codable {
  /// What is simulated.
  public var batch: Batch
  /// The numbers of the replications, from 0.
  public var replications: Range<Int>

  /// A block.
  public init(batch: Batch, replications: Range<Int>) {
    (self.batch, self.replications) = (batch, replications)
  }

  /// The replications from `first` to the end of the block that begins there, but not beyond `limit`.
  ///
  /// Blocks have one replication up to number 256, so that a short study keeps all workers busy to its end;
  /// then 4, and twice as many each time that the number doubles, up to 1024: at most a sixty-fourth of what
  /// was done before, while merging costs little beside simulating, and a million replications are some
  /// 1,700 blocks. Example: 254..<255, 255..<256, 256..<260.
  static func replications(from first: Int, limit: Int) -> Range<Int> {
    var size = 1
    if first >= 256 {
      while size < mostReplications, size * 128 <= first { size *= 2 }
    }
    return first..<min(limit, first - first % size + size)
  }

  /// A block has at most so many.
  private static let mostReplications = 1024
}
