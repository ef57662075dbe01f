import ContactCenter
import Foundation
import Jobs
import Synchronization

/// The line on standard error that shows how far a job is; silent unless that is a terminal.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant?
    var isShown = false
    /// What a job does, and since when.
    var stretch = ""
    var begin = ContinuousClock.now
  }

  private let isActive: Bool
  private let state = Mutex(State())

  /// A line that is shown if wanted and standard error is a terminal.
  init(isWanted: Bool) { isActive = isWanted && isatty(STDERR_FILENO) == 1 }

  /// Shows how far a job is, with the time left of what it does, at most ten times a second.
  func show(_ progress: JobProgress) {
    let now = ContinuousClock.now
    let begin = state.withLock { state in
      if state.stretch != progress.words { (state.stretch, state.begin) = (progress.words, now) }
      return state.begin
    }
    show(text(progress, elapsed: (now - begin) / .seconds(1)), now: now)
  }

  private func text(_ progress: JobProgress, elapsed: Double) -> String {
    let (done, total) = (progress.done, progress.total)
    guard total > 0 else { return progress.words + progress.remark }
    let filled = Int(min(1, Double(done) / Double(total)) * 20)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    var line = "\(bar) \(done) of \(total) \(progress.words)\(progress.remark)"
    if total < progress.most { line += " (at most \(progress.most))" }
    let left = elapsed / Double(max(1, done)) * Double(total - done)
    if done > 0, elapsed > 1, left >= 1 { line += ", about \(Int(clamping: left.rounded(.up))) s left" }
    return line
  }

  private func show(_ words: @autoclosure () -> String, now: ContinuousClock.Instant) {
    guard isActive else { return }
    state.withLock { state in
      if let last = state.lastShown, now - last < .milliseconds(100) { return }
      state.lastShown = now
      state.isShown = true
      FileHandle.standardError.write(Data("\r\u{1B}[K\(words())".utf8))
    }
  }

  /// Wipes the line out.
  func clear() {
    state.withLock { state in
      if state.isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
      state.isShown = false
    }
  }
}
