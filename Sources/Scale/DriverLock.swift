import Foundation

/// Says in a plan's folder that somebody drives the plan, so that nobody else does at the same time.
///
/// The file has who it is and a number that rises every second. One that does not rise any more is nobody's.
/// Two who drive one plan would do no harm to its figures, since a shard's bytes depend on the plan alone, but
/// each would start tasks for all that is missing, and the first one ready would remove the folder.
package struct DriverLock: Sendable {
  private static let name = "driver.lock"
  /// A lock that stands still for so many seconds is nobody's.
  private static let patience = 5.0

  private let file: URL
  private let words: String
  private let beating: Task<Void, Never>

  /// The name of the file, for whoever removes a folder.
  static var fileName: String { name }

  @Sendable private static func keepBeating(_ file: URL, _ words: String) async {
    var number = 0
    while !Task.isCancelled {
      number += 1
      beat(file, words, number)
      try? await Task.sleep(for: .seconds(1))
    }
  }

  /// Takes the lock.
  ///
  /// - Parameters:
  ///   - folder: The plan's folder, which is there.
  ///   - host: What this machine is called.
  ///   - tell: Told what was found of somebody who drives it no more.
  /// - Returns: The lock.
  /// - Throws: `EngineProblem` where somebody drives the plan.
  package static func take(
    in folder: ShardFolder, host: String, tell: (String) -> Void
  ) async throws(EngineProblem) -> DriverLock {
    let file = folder.url.appendingPathComponent(name)
    let words = "\(host), process \(ProcessInfo.processInfo.processIdentifier)"
    while !create(file, words) {
      guard errno == EEXIST else {
        throw EngineProblem("\(file.path) cannot be written: \(String(cString: strerror(errno))).")
      }
      let before = text(file)
      try? await Task.sleep(for: .seconds(patience))
      guard let before, let after = text(file) else { continue }
      let owner = after.split(separator: "\n").first.map(String.init) ?? "somebody"
      guard before == after else {
        throw EngineProblem(
          "\(owner), is at this plan already (\(file.path)). Wait until it is ready, or end it first.")
      }
      // Of several who find it at the same time one moves it away.
      let own = file.appendingPathExtension("\(UUID().uuidString.prefix(8))")
      if rename(file.path, own.path) == 0 {
        unlink(own.path)
        tell("\(owner), was at this plan and has ended without a word; what it left is used.")
      }
    }
    let beating = Task.detached { await DriverLock.keepBeating(file, words) }
    return DriverLock(file: file, words: words, beating: beating)
  }

  /// Gives the lock back.
  package func release() async {
    beating.cancel()
    await beating.value
    if Self.text(file)?.hasPrefix(words + "\n") == true { unlink(file.path) }
  }

  /// Makes the file, unless it is there.
  private static func create(_ file: URL, _ words: String) -> Bool {
    let handle = open(file.path, O_CREAT | O_EXCL | O_WRONLY, 0o644)
    guard handle >= 0 else { return false }
    close(handle)
    beat(file, words, 0)
    return true
  }

  /// Shows life in the file, as long as it is there.
  private static func beat(_ file: URL, _ words: String, _ number: Int) {
    let handle = open(file.path, O_WRONLY | O_TRUNC)
    guard handle >= 0 else { return }
    defer { close(handle) }
    let text = Array("\(words)\n\(number)\n".utf8)
    _ = text.withUnsafeBytes { write(handle, $0.baseAddress, $0.count) }
  }

  private static func text(_ file: URL) -> String? { try? String(contentsOf: file, encoding: .utf8) }
}
