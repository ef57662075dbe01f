import ContactCenter
import Experiments
import Foundation
import Staffing
import Synchronization

/// The line on standard error that shows how far a study or a search is; silent unless that is a terminal.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant?
    var isShown = false
    /// What a search does, and since when.
    var stretch = ""
    var begin = ContinuousClock.now
  }

  private let isActive: Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// A line that is shown if wanted and standard error is a terminal.
  init(isWanted: Bool) { isActive = isWanted && isatty(STDERR_FILENO) == 1 }

  /// Shows the progress, at most ten times a second.
  func show(_ progress: StudyProgress) {
    let now = ContinuousClock.now
    show(text(progress, now: now), now: now)
  }

  /// Shows how far a search is, with the time left of what it does, at most ten times a second.
  func show(_ progress: SearchProgress) {
    let now = ContinuousClock.now
    let begin = state.withLock { state in
      if state.stretch != progress.words { (state.stretch, state.begin) = (progress.words, now) }
      return state.begin
    }
    var line = progress.words
    if progress.total > 0 { line += ", \(progress.done) of \(progress.total)" }
    let elapsed = (now - begin) / .seconds(1)
    if progress.done > 0, elapsed > 1 {
      let left = elapsed / Double(progress.done) * Double(progress.total - progress.done)
      line += ", about \(Int(clamping: left.rounded(.up))) s left"
    }
    show(line, now: now)
  }

  /// Shows words, at most ten times a second.
  func show(_ words: String) { show(words, now: ContinuousClock.now) }

  /// Shows how many of several like things are done, and the time left.
  func show(_ what: String, done: Int, of total: Int) {
    let now = ContinuousClock.now
    let elapsed = (now - start) / .seconds(1)
    let left = elapsed / Double(max(1, done)) * Double(total - done)
    let time = elapsed > 1 && left >= 1 ? ", \(Int(clamping: left.rounded())) s left" : ""
    show("\(what): \(done) of \(total)\(time)", now: now)
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

  private func text(_ progress: StudyProgress, now: ContinuousClock.Instant) -> String {
    let done = progress.replications
    let share = min(1, Double(done) / Double(max(1, progress.wanted)))
    let filled = Int(share * 20)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    var line = "\(bar) \(done) of \(progress.wanted) replications"
    if progress.wanted < progress.most { line += " (at most \(progress.most))" }
    let elapsed = (now - start) / .seconds(1)
    let left = elapsed / Double(max(1, done)) * Double(progress.wanted - done)
    if elapsed > 1, left >= 1 { line += ", \(Int(clamping: left.rounded())) s left" }
    return line
  }
}
