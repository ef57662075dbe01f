import Foundation
import Jobs
import Synchronization

/// A bounded workshop in a folder of its own, with small scenarios; the folder vanishes with it.
final class Bench: Sendable {
  let folder: URL

  /// - Throws: what the file system says.
  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("jobs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// - Throws: what the file system says.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  /// A workshop that nothing leaves.
  var workshop: Workshop {
    Workshop(
      files: WorkshopFiles(folder: folder, isBounded: true), program: .init(version: "1.2.3"))
  }

  /// What is in the folder, by paths, without the scenarios.
  var files: [String] {
    let all = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    return all.filter { !$0.hasSuffix(".yaml") }.sorted()
  }

  /// Two hours of calls at `rate` an hour, served by `agents`.
  static func scenario(_ name: String = "Small", rate: Int = 60, agents: Int = 5) -> String {
    """
    name: \(name)
    calendar: {hours: 08:00-10:00, interval: 30 min}
    study: {replications: 4, seed: 7}
    contactTypes:
      - {name: calls, arrivals: {perHour: \(rate)}, talk: 3 min, patience: 2 min}
    agentGroups: [{name: team, agents: \(agents), skills: [calls]}]
    """
  }
}

/// Counts from any thread.
final class Counter: Sendable {
  private let count = Atomic(0)
  var value: Int { count.load(ordering: .relaxed) }
  func add() { count.add(1, ordering: .relaxed) }
}

/// The failure of a job; nil: it has an outcome.
func thrown(by request: some JobRequest, in workshop: Workshop) async -> JobFailure? {
  do {
    _ = try await request.run(in: workshop)
    return nil
  } catch {
    return error as? JobFailure
  }
}

/// A change that spoils a request, and the field that its failure names.
struct Mistake<Request: JobRequest>: Sendable {
  let field: JobField
  let change: @Sendable (inout Request) -> Void

  init(_ field: JobField, _ change: @escaping @Sendable (inout Request) -> Void) {
    (self.field, self.change) = (field, change)
  }
}
