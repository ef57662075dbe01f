import Experiments
import Foundation

/// The folder of a plan: the plan, what is simulated, and a file for each shard that is done.
///
/// The files are the truth about what is done; no engine is asked.
package struct ShardFolder: Sendable {
  /// The folder.
  package let url: URL

  /// A folder, which need not exist.
  package init(_ url: URL) { self.url = url }

  /// The plan's file.
  package var plan: URL { url.appendingPathComponent("plan.json") }

  /// The file of a shard that is done.
  package func file(_ index: Int) -> URL { url.appendingPathComponent(Self.name(index) + ".sbd") }

  /// What a worker that could not do a shard left: a line for each time.
  package func failures(_ index: Int) -> URL {
    url.appendingPathComponent(Self.name(index) + ".failed")
  }

  /// Where tasks leave what they print.
  package var logs: URL { url.appendingPathComponent("log", isDirectory: true) }

  private static func name(_ index: Int) -> String {
    let digits = "\(index)"
    return "shard-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// Whether a shard's file is there.
  package func hasFile(_ index: Int) -> Bool { FileManager.default.fileExists(atPath: file(index).path) }

  /// A shard; nil: it is not there, cannot be read, is damaged or another plan's.
  package func content(_ index: Int, of plan: ShardPlan) -> ShardContent? {
    guard let data = try? Data(contentsOf: file(index)),
      let content = try? ShardContent(Array(data)), content.plan == plan.digest, content.index == index
    else { return nil }
    return content
  }

  /// Removes the file of a shard that is no good, so that it is done again.
  ///
  /// - Returns: Whether it is gone.
  func discard(_ index: Int) -> Bool {
    unlink(file(index).path)
    return !hasFile(index)
  }

  /// Forgets who could not do shards, before somebody tries again.
  func forgetFailures(_ count: Int) {
    for index in 0..<count { unlink(failures(index).path) }
  }

  /// Removes what a plan and its engines left, and the folders where nothing else is in them.
  ///
  /// - Parameter copies: The names of the scenario and its tables, below the folder.
  package func remove(copies: [String]) {
    let own = ["shard-", "tasks-", "job-", "probe-"] + PoolFolder.prefixes
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    for name in names where own.contains(where: name.hasPrefix) || Self.single.contains(name) {
      unlink(url.appendingPathComponent(name).path)
    }
    let programs = ["processes", "parallel", "dask", "slurm"]
    let printed = (try? FileManager.default.contentsOfDirectory(atPath: logs.path)) ?? []
    for name in printed where programs.contains(where: name.hasPrefix) {
      unlink(logs.appendingPathComponent(name).path)
    }
    var folders: Set<String> = [logs.path]
    for copy in copies {
      var place = url.appendingPathComponent(copy)
      unlink(place.path)
      while place.deletingLastPathComponent().path.hasPrefix(url.path + "/") {
        place = place.deletingLastPathComponent()
        folders.insert(place.path)
      }
    }
    // The longest path first: a folder goes only when it is empty.
    for folder in folders.sorted(by: { $0.count > $1.count }) + [url.path] { rmdir(folder) }
  }

  private static let single: Set<String> = [
    "plan.json", "failed-nodes.txt", "dask-driver.py", PoolFolder.planName, PoolFolder.beatName,
    DriverLock.fileName,
  ]

  /// Publishes a shard: it is on the disk as a whole before it has its name.
  ///
  /// Two workers may do so at the same time: what they have is the same.
  package func publish(_ content: ShardContent, host: String) throws {
    let process = ProcessInfo.processInfo.processIdentifier
    let part = url.appendingPathComponent(
      "\(Self.name(content.index)).part.\(host).\(process).\(UUID().uuidString.prefix(8))")
    do {
      try Data(content.bytes).write(to: part)
      let handle = try FileHandle(forUpdating: part)
      try handle.synchronize()
      try handle.close()
      guard rename(part.path, file(content.index).path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      try? FileManager.default.removeItem(at: part)
      throw error
    }
  }

  /// Removes what workers were writing that live no more: those of this machine whose process is gone, and all
  /// that is older than ten minutes by the clock of the file system.
  ///
  /// - Parameter host: What this machine is called.
  /// - Returns: How many files it were.
  @discardableResult
  package func removeStaleParts(host: String) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    let parts = names.filter { $0.hasPrefix("shard-") && $0.contains(".part.") }
    guard !parts.isEmpty else { return 0 }
    // The file system's clock, which may be another machine's.
    let clock = url.appendingPathComponent("probe-clock-\(UUID().uuidString.prefix(8))")
    try? Data().write(to: clock)
    let now = Self.written(clock) ?? Date()
    unlink(clock.path)
    var removed = 0
    for name in parts {
      let words = name.split(separator: ".")
      let isHere = name.contains(".part.\(host).")
      let process = words.dropLast().last.flatMap { pid_t($0) }
      let isGone = isHere && process.map { kill($0, 0) != 0 && errno == ESRCH } ?? false
      let part = url.appendingPathComponent(name)
      let age = Self.written(part).map { now.timeIntervalSince($0) } ?? 0
      if isGone || age > 600, unlink(part.path) == 0 { removed += 1 }
    }
    return removed
  }

  private static func written(_ file: URL) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: file.path))?[.modificationDate] as? Date
  }

  /// Notes that a worker could not do a shard.
  package func noteFailure(_ index: Int, _ words: String, host: String) {
    let line = "\(host): \(words.split(separator: "\n").joined(separator: " "))\n"
    let file = failures(index)
    if !FileManager.default.fileExists(atPath: file.path) { try? Data().write(to: file) }
    guard let handle = try? FileHandle(forWritingTo: file) else { return }
    _ = try? handle.seekToEnd()
    try? handle.write(contentsOf: Data(line.utf8))
    try? handle.close()
  }

  /// What workers said who could not do a shard, oldest first.
  package func failureLines(_ index: Int) -> [String] {
    let text = (try? String(contentsOf: failures(index), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  /// What a probe left: the folder is shared, and the program there is the same and calculates the same.
  package func probe(_ token: String) -> URL { url.appendingPathComponent("probe-\(token)") }
}
