import Experiments
import Foundation

/// A worker of a pool: takes pieces of work from its folder and leaves answers there.
package struct PoolMember: Sendable {
  /// The pool's folder.
  package let folder: PoolFolder
  /// The pool: what belongs to another one is left alone.
  package let token: UInt64
  /// The worker's number, which nobody else has.
  package let number: Int
  /// What its machine is called.
  package let host: String

  /// A pool that shows no life for so many seconds has ended.
  private static let patience = 60.0
  /// So often it is looked for a sign of life.
  private static let lookEvery = 3.0

  /// A worker.
  package init(folder: PoolFolder, token: UInt64, number: Int, host: String) {
    (self.folder, self.token, self.number, self.host) = (folder, token, number, host)
  }

  /// Works until the pool ends or it is told to stop.
  ///
  /// - Returns: How many pieces it did.
  /// - Throws: what the file system says.
  package func serve(_ service: any WorkService, isStopped: @escaping @Sendable () -> Bool) async throws
    -> Int
  {
    var hand = service.hand(isStopped)
    guard let left = try await hand.answer(to: service.sample) else { return 0 }
    let sentinel = wireDigest(of: left)
    try publish("hello-\(number)", number, sentinel, Array(service.identity.utf8))
    var (done, pause) = (0, 0.001)
    var life = Life()
    while !isStopped(), life.goesOn(in: folder, patience: Self.patience, lookEvery: Self.lookEvery) {
      guard let (piece, held) = nextPiece() else {
        try? await Task.sleep(for: .seconds(pause))
        pause = min(0.05, pause * 1.3)
        continue
      }
      pause = 0.001
      let start = Date()
      guard let answer = try await hand.answer(to: piece.blocks[0]) else { break }
      try publish(
        "done-\(piece.index)", piece.index, sentinel, answer, seconds: Date().timeIntervalSince(start))
      folder.discard(held)
      done += 1
    }
    if life.isOver { folder.remove() }
    return done
  }

  /// Says why this worker cannot work.
  package func refuse(_ words: String) {
    try? publish("refused-\(number)", number, 0, Array(words.utf8))
  }

  private func publish(
    _ name: String, _ index: Int, _ sentinel: UInt64, _ bytes: [UInt8], seconds: Double = 0
  ) throws {
    let message = ShardContent(
      plan: token, index: index, maker: host, sentinel: sentinel, seconds: seconds, blocks: [bytes])
    try folder.publish(message.bytes, as: name)
  }

  /// The piece with the lowest number that nobody took.
  private func nextPiece() -> (piece: ShardContent, held: String)? {
    let free = folder.names.filter { $0.hasPrefix("item-") }.compactMap { name in
      PoolFolder.parts(name).map { (name: name, number: $0.number) }
    }
    for item in free.sorted(by: { $0.number < $1.number }) {
      let held = "held-\(item.number).\(number)"
      guard folder.take(item.name, as: held) else { continue }
      if let piece = folder.message(held, token: token), piece.index == item.number { return (piece, held) }
      folder.discard(held)
    }
    return nil
  }

  /// Whether the pool still shows life, by this machine's clock.
  private struct Life {
    private var beat: String?
    private var since = Date()
    private var looked = Date.distantPast
    /// Whether it has ended without saying so.
    private(set) var isOver = false

    mutating func goesOn(in folder: PoolFolder, patience: Double, lookEvery: Double) -> Bool {
      let now = Date()
      guard now.timeIntervalSince(looked) > lookEvery else { return true }
      looked = now
      guard let last = folder.lastBeat else { return false }
      if last != beat { (beat, since) = (last, now) }
      isOver = now.timeIntervalSince(since) > patience
      return !isOver
    }
  }
}
