/// Rows of named columns that the replications of a block left, for whoever folds them elsewhere.
package struct BlockRows: Sendable, Equatable {
  /// Which replications, one for each row.
  package let block: Block
  /// The names of the columns.
  package let columns: [String]
  /// As many numbers in each as there are columns.
  package let rows: [[Double]]

  /// The rows of a block's replications.
  package init(block: Block, columns: [String], rows: [[Double]]) {
    precondition(
      rows.count == block.replications.count && rows.allSatisfy { $0.count == columns.count },
      "a row for each replication, a number for each column")
    (self.block, self.columns, self.rows) = (block, columns, rows)
  }

  /// What rows of these columns are.
  package static func layout(_ columns: [String]) -> WireLayout {
    WireLayout(name: "rows", version: 1, parts: columns)
  }

  /// All of it as bytes, with the columns' digest, batch and replications; every number keeps its bits.
  package var bytes: [UInt8] {
    var payload = WireWriter()
    for row in rows { payload.write(row) }
    return WireMessage(layout: Self.layout(columns), block: block, payload: payload.bytes).bytes
  }

  /// The rows that bytes hold of a batch.
  ///
  /// - Throws: `WireProblem` where they are of other columns or another batch, or damaged.
  package init(_ bytes: [UInt8], columns: [String], of batch: Batch) throws(WireProblem) {
    let message = try WireMessage(bytes)
    try message.check(Self.layout(columns), batch)
    var payload = WireReader(message.payload)
    var rows: [[Double]] = []
    for _ in message.block.replications { rows.append(try payload.numbers(columns.count)) }
    try payload.finish()
    self.init(block: message.block, columns: columns, rows: rows)
  }
}
