/// Keeps what pieces of long work left, so that work that was stopped goes on without doing them again.
///
/// A key says all that an output depends on; what is found is checked before it is used.
public protocol WorkStore: Sendable {
  /// The output of a key; nil: none was kept.
  func output(of key: String) -> [UInt8]?
  /// Keeps an output; called one after the other or from several threads.
  func keep(_ output: [UInt8], of key: String)
}

extension WorkStore {
  /// So many rows of numbers that were kept of a batch, which says all that they depend on; nil: none that can
  /// be used.
  package func rows(of batch: Batch, count: Int, columns: [String]) -> [[Double]]? {
    guard let bytes = output(of: batch.key),
      let found = try? BlockRows(bytes, columns: columns, of: batch),
      found.block.replications == 0..<count
    else { return nil }
    return found.rows
  }

  /// Keeps rows of numbers of a batch.
  package func keep(_ rows: [[Double]], of batch: Batch, columns: [String]) {
    let block = Block(batch: batch, replications: 0..<rows.count)
    keep(BlockRows(block: block, columns: columns, rows: rows).bytes, of: batch.key)
  }
}

extension Batch {
  /// A short key; what is kept under it names the batch in full.
  fileprivate var key: String {
    var checksum = Checksum()
    checksum.add(words)
    return String(checksum.value, radix: 16)
  }
}
