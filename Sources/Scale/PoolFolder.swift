import Experiments
import Foundation

/// The folder through which a pool's work goes to workers and comes back.
///
/// A piece of work is a file `item-N`. The worker that takes it renames it to `held-N.K`, which succeeds only
/// once, and leaves the answer as `done-N`. Whoever asks reads the answer and removes it. Each worker says first
/// who it is, in `hello-K`, or why it cannot work, in `refused-K`.
package struct PoolFolder: Sendable {
  /// The folder.
  package let url: URL

  /// A folder, which need not exist.
  package init(_ url: URL) { self.url = url }

  static let planName = "pool.json"
  static let beatName = "beat"
  /// What names of a pool's files begin with.
  static let prefixes = ["item-", "held-", "done-", "hello-", "refused-", "part-"]

  /// The plan's file, which tells workers the job.
  package var plan: URL { place(Self.planName) }

  /// The same folder as engines know it.
  package var shards: ShardFolder { ShardFolder(url) }

  func place(_ name: String) -> URL { url.appendingPathComponent(name) }

  /// The names of all files.
  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [] }

  /// Publishes a file: it is whole before it has its name.
  ///
  /// - Throws: what the file system says.
  func publish(_ bytes: [UInt8], as name: String) throws {
    let part = place("part-" + UUID().uuidString.prefix(8))
    do {
      try Data(bytes).write(to: part)
      guard rename(part.path, place(name).path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      unlink(part.path)
      throw error
    }
  }

  /// A message in a file; nil: it is not there, or not whole, or another pool's.
  func message(_ name: String, token: UInt64) -> ShardContent? {
    guard let data = try? Data(contentsOf: place(name)), let content = try? ShardContent(Array(data)),
      content.plan == token, content.blocks.count == 1
    else { return nil }
    return content
  }

  /// Takes a file under a name of one's own; false: somebody else was sooner.
  func take(_ name: String, as own: String) -> Bool { rename(place(name).path, place(own).path) == 0 }

  /// Removes a file.
  func discard(_ name: String) { unlink(place(name).path) }

  /// Shows that the pool lives; the number must be another one each time.
  func beat(_ number: Int) { try? publish(Array("\(number)".utf8), as: Self.beatName) }

  /// The number that was shown last; nil: the pool has ended.
  var lastBeat: String? { try? String(contentsOf: place(Self.beatName), encoding: .utf8) }

  /// Removes the folder with all that a pool left in it.
  package func remove() { shards.remove(copies: []) }

  /// The number in a name such as "done-17", and what stands behind a dot.
  static func parts(_ name: String) -> (number: Int, rest: Int?)? {
    guard let dash = name.firstIndex(of: "-") else { return nil }
    let numbers = name[name.index(after: dash)...].split(separator: ".", omittingEmptySubsequences: false)
    guard let number = numbers.first.flatMap({ Int($0) }) else { return nil }
    return (number, numbers.count > 1 ? Int(numbers[1]) : nil)
  }
}
