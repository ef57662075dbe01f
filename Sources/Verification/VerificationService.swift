import Experiments

/// How stretches of exact cases' replications travel: by their places among all.
struct ChunkWay: RowWork {
  let work: [Verifier.Chunk]

  /// They are large already, and of very different lengths.
  let most = 4

  func write(_ chunk: Verifier.Chunk, to writer: inout WireWriter) { writer.write(chunk.place) }

  func item(from reader: inout WireReader) throws(WireProblem) -> Verifier.Chunk {
    let place = try reader.count()
    guard work.indices.contains(place) else { throw .damaged }
    return work[place]
  }

  func width(_ chunk: Verifier.Chunk) -> Int { chunk.estimators.count * PairMoments.columns.count }

  func row(_ output: [PairMoments]) -> [Double] { output.flatMap(\.row) }

  func output(_ row: [Double]) -> [PairMoments] {
    let width = PairMoments.columns.count
    return stride(from: 0, to: row.count, by: width).map { PairMoments(row: Array(row[$0..<$0 + width])) }
  }
}

/// Simulates exact cases for whoever judges by them.
package struct VerificationService: WorkService {
  package let identity: String
  private let work: [Verifier.Chunk]

  /// A service for a verification by the simulator; nil: nothing is to be simulated.
  package init?(_ cases: [ExactCase], options: VerificationOptions) {
    var options = options
    options.isShared = true
    work = Verifier.work(cases, options)
    guard !work.isEmpty else { return nil }
    let batches = work.map(\.wholeBatch.words).joined(separator: "\n")
    identity = "\(work.count) stretches of exact cases, digest \(wireDigest(of: Array(batches.utf8)))"
  }

  /// The one with the fewest contacts.
  package var sample: [UInt8] {
    let least = work.min { ($0.contacts, $0.place) < ($1.contacts, $1.place) }
    return ChunkWay(work: work).piece([least ?? work[0]])
  }

  package func hand(_ isStopped: @escaping StopSign) -> any ServiceHand {
    Hand(way: ChunkWay(work: work), isStopped: isStopped)
  }

  private struct Hand: ServiceHand {
    let way: ChunkWay
    let isStopped: StopSign

    func answer(to piece: [UInt8]) async throws(WireProblem) -> [UInt8]? {
      var reader = WireReader(piece)
      var worker = Verifier.FunctionWorker(isStopped: isStopped) { await Verifier.moments(of: $0, nil, $1) }
      return try await way.answer(&reader, by: &worker)
    }
  }
}
