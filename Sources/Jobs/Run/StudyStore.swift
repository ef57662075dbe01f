import ContactCenter
import Experiments
import Foundation
import Reporting
import Synchronization

/// Keeps what is folded of a run in the archive now and then, so that an interrupted run goes on where it
/// was.
///
/// Nothing is kept of runs that end soon, and of others at most a twentieth of the time is spent with it.
final class StudyStore: Sendable {
  private let file: URL
  private let key: String
  private let workshop: Workshop
  private let state: Mutex<State>

  private struct State {
    /// When to keep the next state.
    var due: ContinuousClock.Instant
    /// When that is at the soonest, whatever comes.
    var soonest: ContinuousClock.Instant
    var archive: RunArchive?
    /// Whether the archive has a state of this study.
    var isKept = false
    var trouble: String?
  }

  /// The most bytes of states that an archive keeps.
  private static let limit = 64 << 20

  /// A store for a study of these settings.
  init(_ settings: StudySettings, file: URL, workshop: Workshop) {
    self.file = file
    self.workshop = workshop
    let study = settings.study
    let goals = study.precision.map { "\($0)" }.joined(separator: "; ")
    key =
      "\(settings.batch.words) | \(study.replications) to \(study.maximumReplications) replications"
      + (goals.isEmpty ? "" : " | \(study.confidence): \(goals)")
    let due = ContinuousClock.now + workshop.keepsAfter
    state = Mutex(State(due: due, soonest: due))
  }

  /// What an interrupted run of the same study left; nil: nothing that can be used.
  func begun(_ empty: StudyBlock) -> StudyBlock? {
    guard FileManager.default.fileExists(atPath: file.path),
      let archive = try? RunArchive(file: file), let bytes = try? archive.study(of: key),
      let found = try? StudyBlock(Array(bytes), of: empty),
      found.block.replications.lowerBound == 0, found.end > 0
    else { return nil }
    state.withLock { $0.isKept = true }
    return found
  }

  /// Keeps a state where it is time to; where the study is interrupted unless it has only begun.
  func keep(_ study: StudyBlock, isInterrupted: Bool) {
    state.withLock { state in
      let start = ContinuousClock.now
      guard state.trouble == nil, start >= (isInterrupted ? state.soonest : state.due) else { return }
      let bytes = study.bytes
      guard bytes.count <= Self.limit else {
        state.trouble = "it is larger than \(Self.limit >> 20) MB"
        return
      }
      do {
        let archive = try state.archive ?? RunArchive(file: file)
        state.archive = archive
        try archive.storeStudy(
          Data(bytes), of: key, time: workshop.now(), limit: Self.limit)
        state.isKept = true
      } catch {
        state.trouble = Workshop.reason(error)
      }
      let end = ContinuousClock.now
      state.due = end + max(workshop.keepsAfter, (end - start) * 20)
    }
  }

  /// Tells what is kept of an interrupted study; what is kept of one that has ended is removed.
  func finish(isInterrupted: Bool) {
    let (isKept, archive, trouble) = state.withLock { ($0.isKept, $0.archive, $0.trouble) }
    if let trouble {
      workshop.notice(
        JobNotice(
          .warning,
          "an interrupted run starts anew, since what it had cannot be kept in the archive: \(trouble)"))
    }
    guard isKept else { return }
    if isInterrupted {
      workshop.notice(
        JobNotice(.message, "What is done is in the archive: the same command goes on with it."))
    } else {
      try? (archive ?? RunArchive(file: file)).removeStudy(of: key)
    }
  }
}
