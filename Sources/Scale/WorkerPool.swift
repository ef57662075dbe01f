import Experiments
import Foundation
import Synchronization

/// Workers that an engine starts once and that stay: pieces of work go to them through a folder.
///
/// What a worker took and did not bring is handed out again once the engine knows that it is gone, or it takes far
/// longer than others did: an answer depends on its piece alone, so that two are the same.
package actor WorkerPool: WorkPool {
  package nonisolated let workers: Int
  private let folder: PoolFolder
  private let token: UInt64
  private let engine: any ShardEngine
  private let identity: String
  private let sentinel: UInt64
  private let advise: @Sendable (String) -> Void

  private var pieces: [Int: Piece] = [:]
  private var nextPiece = 0
  /// Workers that were started, by number.
  private var members: Set<Int> = []
  private var nextMember = 0
  private var greeted: Set<Int> = []
  private var advised: Set<String> = []
  private var longest = 0.0
  private var beats = 0
  private var lastLook = Date.distantPast
  private var lastBeat = Date.distantPast
  /// Workers that ended, and those of them in whose place none was started yet.
  private var ended = 0
  private var owed = 0
  private var isOpen = true
  private var loop: Task<Void, Never>?
  private nonisolated let trouble = Mutex<EngineProblem?>(nil)

  private struct Piece {
    var bytes: [UInt8]
    var isStopped: StopSign
    var isGood: @Sendable ([UInt8]) -> Bool
    var answer: CheckedContinuation<[UInt8]?, Never>
    /// Since when a worker has it.
    var heldSince: Date?
    var losses = 0
  }

  /// A piece may be lost so often.
  private static let mostLosses = 3
  /// While no piece was done yet, one may take so many seconds.
  private static let firstPatience = 600.0

  /// A pool.
  ///
  /// - Parameters:
  ///   - workers: How many workers it has.
  ///   - folder: Its folder, with the plan in it.
  ///   - token: Tells pools apart.
  ///   - engine: Starts the workers.
  ///   - identity: The job as the service here calls it.
  ///   - sentinel: The digest of the answer to the service's sample here.
  ///   - advise: Told what somebody should do.
  package init(
    workers: Int, folder: PoolFolder, token: UInt64, engine: sending any ShardEngine, identity: String,
    sentinel: UInt64, advise: @escaping @Sendable (String) -> Void
  ) {
    self.workers = max(1, workers)
    (self.folder, self.token, self.engine) = (folder, token, engine)
    (self.identity, self.sentinel, self.advise) = (identity, sentinel, advise)
  }

  /// Why nobody works any more; nil: all is well.
  package nonisolated var failure: EngineProblem? { trouble.withLock { $0 } }

  /// Starts the workers.
  ///
  /// - Throws: `EngineProblem` where the engine takes none.
  package func open() throws {
    try FileManager.default.createDirectory(at: folder.shards.logs, withIntermediateDirectories: true)
    folder.beat(0)
    try startMembers(workers)
    loop = Task { await self.watch() }
  }

  /// Ends the workers and removes the folder.
  package func close() async {
    isOpen = false
    await loop?.value
    folder.discard(PoolFolder.beatName)
    engine.cancel()
    folder.remove()
  }

  package func answer(
    to piece: [UInt8], isStopped: @escaping StopSign, isGood: @escaping @Sendable ([UInt8]) -> Bool
  ) async -> [UInt8]? {
    await withCheckedContinuation { continuation in
      let number = nextPiece
      nextPiece += 1
      pieces[number] = Piece(bytes: piece, isStopped: isStopped, isGood: isGood, answer: continuation)
      if isOpen, failure == nil { publish(number) } else { end(number, nil) }
    }
  }

  // MARK: - Watching

  private func watch() async {
    var pause = 0.001
    while isOpen {
      let isBusy = look()
      pause = isBusy ? 0.001 : min(0.02, pause * 1.3)
      try? await Task.sleep(for: .seconds(pause))
    }
    for number in pieces.keys { end(number, nil) }
  }

  /// Looks once what there is.
  ///
  /// - Returns: Whether an answer came.
  private func look() -> Bool {
    let now = Date()
    if now.timeIntervalSince(lastBeat) > 5 {
      (beats, lastBeat) = (beats + 1, now)
      folder.beat(beats)
    }
    for (number, piece) in pieces where failure != nil || piece.isStopped() { end(number, nil) }
    var isBusy = false
    var held: [(name: String, number: Int, member: Int)] = []
    for name in folder.names {
      guard let (number, rest) = PoolFolder.parts(name) else { continue }
      if name.hasPrefix("done-") {
        isBusy = take(name, number) || isBusy
      } else if name.hasPrefix("held-"), let rest {
        held.append((name, number, rest))
      } else if name.hasPrefix("hello-"), greeted.insert(number).inserted {
        greet(name)
      } else if name.hasPrefix("refused-") {
        refuse(name)
      }
    }
    mind(held, now)
    return isBusy
  }

  /// Takes an answer; one that nobody waits for is removed.
  private func take(_ name: String, _ number: Int) -> Bool {
    defer { folder.discard(name) }
    guard let piece = pieces[number] else { return false }
    guard let message = folder.message(name, token: token), message.index == number,
      piece.isGood(message.blocks[0])
    else {
      lose(number, "its answer made no sense")
      return false
    }
    guard message.sentinel == sentinel else {
      fail(Self.mixed(message.maker))
      return false
    }
    longest = max(longest, message.seconds)
    end(number, message.blocks[0])
    return true
  }

  private static func mixed(_ maker: String) -> String {
    "The machine \(maker) calculates otherwise than this one: a piece of work that both did has other figures "
      + "there. Use machines of one kind."
  }

  private func greet(_ name: String) {
    guard let message = folder.message(name, token: token) else { return }
    let theirs = String(decoding: message.blocks[0], as: UTF8.self)
    if theirs != identity {
      fail("The machine \(message.maker) reads another job: \(theirs), but it is \(identity).")
    } else if message.sentinel != sentinel {
      fail(Self.mixed(message.maker))
    }
  }

  private func refuse(_ name: String) {
    let words = folder.message(name, token: token).map { message in
      "The machine \(message.maker) cannot work for this job: "
        + String(decoding: message.blocks[0], as: UTF8.self)
    }
    folder.discard(name)
    if let words { fail(words) }
  }

  /// Hands out again what was lost, and starts workers in place of those that are gone.
  private func mind(_ held: [(name: String, number: Int, member: Int)], _ now: Date) {
    let taken = Set(held.map(\.number))
    for (number, piece) in pieces where taken.contains(number) && piece.heldSince == nil {
      pieces[number]?.heldSince = now
    }
    guard now.timeIntervalSince(lastLook) > 1 else { return }
    lastLook = now
    let state = engine.look()
    for words in state.advice where advised.insert(words).inserted { advise(words) }
    let gone = members.filter { !state.active.contains(.member($0)) }
    let patience = longest > 0 ? max(60, 10 * longest) : Self.firstPatience
    for (name, number, member) in held {
      let isLate = pieces[number]?.heldSince.map { now.timeIntervalSince($0) > patience } ?? false
      guard gone.contains(member) || isLate || pieces[number] == nil else { continue }
      folder.discard(name)
      if pieces[number] != nil, !FileManager.default.fileExists(atPath: folder.place("done-\(number)").path) {
        lose(number, gone.contains(member) ? "its worker ended" : "nothing came of it in time")
      }
    }
    replace(gone)
  }

  private func replace(_ gone: Set<Int>) {
    members.subtract(gone)
    owed += gone.count
    ended += gone.count
    guard owed > 0, failure == nil else { return }
    if greeted.isEmpty, ended >= Self.mostLosses {
      fail(
        "Workers ran and left nothing in \(folder.url.path): nodes do not see this folder, or not this program. "
          + "Name a folder that they share with --shards, and call a program that lies in one. What they print is "
          + "in its folder log.")
    } else if ended > 4 * workers + 8 {
      fail("Workers end again and again before the work is done.")
    } else {
      do {
        try startMembers(owed)
        owed = 0
      } catch {
        // A controller that is down comes again.
        if advised.insert(error.description).inserted { advise(error.description) }
      }
    }
  }

  private func startMembers(_ count: Int) throws(EngineProblem) {
    let numbers = nextMember..<nextMember + count
    let taken: [ShardTask]
    do {
      taken = try engine.submit(numbers.map { .member($0) })
    } catch {
      throw error as? EngineProblem ?? EngineProblem("\(error)")
    }
    nextMember += count
    for case .member(let number) in taken { members.insert(number) }
  }

  // MARK: - Pieces

  private func publish(_ number: Int) {
    guard let bytes = pieces[number]?.bytes else { return }
    let message = ShardContent(
      plan: token, index: number, maker: "", sentinel: sentinel, seconds: 0, blocks: [bytes])
    do {
      try folder.publish(message.bytes, as: "item-\(number)")
    } catch {
      fail("\(folder.url.path) cannot be written: \(error.localizedDescription)")
    }
  }

  private func lose(_ number: Int, _ why: String) {
    pieces[number]?.losses += 1
    pieces[number]?.heldSince = nil
    if (pieces[number]?.losses ?? 0) >= Self.mostLosses {
      fail(
        "A piece of the work failed \(Self.mostLosses) times: \(why). To see it here give the same command without "
          + "--engine.")
    } else {
      publish(number)
    }
  }

  private func end(_ number: Int, _ answer: [UInt8]?) {
    guard let piece = pieces.removeValue(forKey: number) else { return }
    if answer == nil { folder.discard("item-\(number)") }
    piece.answer.resume(returning: answer)
  }

  private func fail(_ words: String) {
    trouble.withLock { if $0 == nil { $0 = EngineProblem(words) } }
  }
}
