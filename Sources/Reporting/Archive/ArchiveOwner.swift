import Foundation
import GRDB

/// Why a file is not used as an archive; it has not been changed.
public enum ArchiveProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// A database of another program.
  case isForeign
  /// A database with parts that only a later version knows.
  case isLater
  /// A folder, or something else that is no file.
  case isNoFile

  /// The problem with its remedy.
  public var description: String {
    switch self {
    case .isForeign:
      return "it is a database of another program; name another file in SWITCHBOARD_ARCHIVE"
    case .isLater:
      return "it was made by a later version of Switchboard; use that version, or name another file "
        + "in SWITCHBOARD_ARCHIVE"
    case .isNoFile: return "it is no file; name one in SWITCHBOARD_ARCHIVE"
    }
  }
}

extension RunArchive {
  /// Whether runs can be recorded in a file, as far as that can be told without changing anything.
  ///
  /// - Throws: as `init(file:)`.
  public static func check(_ file: URL) throws {
    let manager = FileManager.default
    try AtomicFile.check([], in: file.deletingLastPathComponent())
    guard manager.fileExists(atPath: file.path) else { return }
    try checkOwner(of: file)
    guard manager.isWritableFile(atPath: file.path) else {
      throw CocoaError(
        .fileWriteNoPermission, userInfo: [NSLocalizedDescriptionKey: "it cannot be written to"])
    }
  }

  /// Looks into a database without writing before anything is done to it: opening it for writing
  /// already changes how it keeps its journal.
  static func checkOwner(of file: URL) throws {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: file.path, isDirectory: &isFolder) else { return }
    guard !isFolder.boolValue else { throw ArchiveProblem.isNoFile }
    let size = try manager.attributesOfItem(atPath: file.path)[.size] as? NSNumber
    guard let size, size.int64Value > 0 else { return }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    try DatabaseQueue(path: file.path, configuration: configuration).read { database in
      let tables = try String.fetchSet(
        database,
        sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      if tables.isEmpty { return }
      guard tables.contains("grdb_migrations"), tables.contains("run") || tables.count == 1 else {
        throw ArchiveProblem.isForeign
      }
      let steps = try String.fetchSet(database, sql: "SELECT identifier FROM grdb_migrations")
      let known = Set(migrator.migrations)
      if steps.isSubset(of: known) { return }
      throw steps.contains("runs") ? ArchiveProblem.isLater : ArchiveProblem.isForeign
    }
  }
}
