import Experiments
import Foundation
import Reporting
import Synchronization

/// Keeps the outputs of a long search or verification in the archive, so that the same request goes on
/// where it was stopped.
///
/// Nothing is kept of work that ends soon, and of other work a twentieth of the time at most is spent
/// with it. What is kept of it takes at most `limit` bytes; what does not fit is done again.
final class KeptWork: WorkStore {
  private let file: URL
  private let name: String
  private let workshop: Workshop
  /// What an earlier call left.
  private let found: [String: Data]
  private let state: Mutex<State>

  private struct State {
    var waiting: [String: Data] = [:]
    /// Bytes kept, and waiting to be.
    var bytes: Int
    /// When to write the next part.
    var due: ContinuousClock.Instant
    /// When that is at the soonest, whatever comes.
    var soonest: ContinuousClock.Instant
    var parts = 0
    var archive: RunArchive?
    var trouble: String?
  }

  /// The most bytes that are kept of one work.
  static let limit = 48 << 20
  /// The most bytes that an archive keeps of all work that is under way.
  private static let archiveLimit = 64 << 20

  /// A store for the work of this name, which says all that it depends on.
  init(_ name: String, file: URL, workshop: Workshop) {
    (self.file, self.workshop) = (file, workshop)
    self.name = name + " | part "
    var found: [String: Data] = [:]
    if FileManager.default.fileExists(atPath: file.path), let archive = try? RunArchive(file: file) {
      for part in (try? archive.studies(under: self.name)) ?? [] {
        let outputs = try? PropertyListDecoder().decode([String: Data].self, from: part)
        found.merge(outputs ?? [:]) { first, _ in first }
      }
    }
    self.found = found
    let due = ContinuousClock.now + workshop.keepsAfter
    state = Mutex(
      State(bytes: found.values.reduce(0) { $0 + $1.count }, due: due, soonest: due))
  }

  /// Whether an earlier call left anything.
  var hasBegun: Bool { !found.isEmpty }

  func output(of key: String) -> [UInt8]? { found[key].map { Array($0) } }

  func keep(_ output: [UInt8], of key: String) {
    state.withLock { state in
      guard state.trouble == nil, state.bytes + output.count <= Self.limit else { return }
      state.waiting[key] = Data(output)
      state.bytes += output.count
      if ContinuousClock.now >= state.due { write(&state) }
    }
  }

  private func write(_ state: inout State) {
    guard !state.waiting.isEmpty else { return }
    let start = ContinuousClock.now
    do {
      let archive = try state.archive ?? RunArchive(file: file)
      state.archive = archive
      let encoder = PropertyListEncoder()
      encoder.outputFormat = .binary
      // Parts of an earlier call have other numbers.
      let number = "\(Int(workshop.now().timeIntervalSince1970 * 1000)).\(state.parts)"
      try archive.storeStudy(
        try encoder.encode(state.waiting), of: name + number, time: workshop.now(),
        limit: Self.archiveLimit)
      state.parts += 1
    } catch {
      state.trouble = Workshop.reason(error)
    }
    state.waiting = [:]
    let end = ContinuousClock.now
    state.due = end + max(workshop.keepsAfter, (end - start) * 20)
  }

  /// Keeps the rest of work that was interrupted and tells of it; what is kept of work that has ended is
  /// removed.
  func finish(isInterrupted: Bool) {
    let (isKept, trouble) = state.withLock { state in
      if isInterrupted, ContinuousClock.now >= state.soonest || hasBegun { write(&state) }
      return (state.parts > 0 || hasBegun, state.trouble)
    }
    if let trouble {
      workshop.notice(
        JobNotice(
          .warning,
          "interrupted work starts anew, since what it had cannot be kept in the archive: \(trouble)"))
    }
    guard isKept else { return }
    if isInterrupted {
      workshop.notice(
        JobNotice(.message, "What is done is in the archive: the same command goes on with it."))
    } else {
      try? RunArchive(file: file).removeStudies(under: name)
    }
  }
}

extension Workshop {
  /// Where the outputs of long work are kept, by a name that says all that it depends on but the program; nil:
  /// nothing is to be kept, or nothing can.
  func keptWork(_ name: String, isWanted: Bool) -> KeptWork? {
    guard isWanted, let archive = usableArchive else { return nil }
    let store = KeptWork(
      "\(name) | \(program.version) \(program.build)", file: archive, workshop: self)
    if store.hasBegun {
      notice(
        JobNotice(
          .message, "Going on with what an interrupted call left (\(.noArchive) starts anew)."))
    }
    return store
  }
}
