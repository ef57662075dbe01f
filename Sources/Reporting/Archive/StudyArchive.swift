import Foundation
import GRDB

// Studies on their way: what is folded of them so far, so that an interrupted one goes on.

extension RunArchive {
  static func makeStudyTable(_ database: Database) throws {
    try database.create(table: "study") { table in
      table.primaryKey("key", .text)
      table.column("time", .datetime).notNull().indexed()
      table.column("state", .blob).notNull()
    }
  }

  /// Keeps the state of a study in place of an earlier one, and removes the oldest states of others until all
  /// together take at most so many bytes.
  ///
  /// - Throws: `DatabaseError` if it cannot be written.
  public func storeStudy(_ state: Data, of key: String, time: Date, limit: Int) throws {
    try database.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO study (key, time, state) VALUES (?, ?, ?)",
        arguments: [key, time, state])
      let others = try Row.fetchAll(
        database,
        sql: "SELECT key, length(state) AS bytes FROM study WHERE key <> ? ORDER BY time DESC, key",
        arguments: [key])
      var kept = state.count
      for other in others {
        let bytes: Int = other["bytes"]
        kept += bytes
        if kept > limit { try Self.removeStudy(other["key"], database) }
      }
    }
  }

  /// The state of a study; nil: none is kept.
  ///
  /// - Throws: `DatabaseError` if it cannot be read.
  public func study(of key: String) throws -> Data? {
    try database.read { database in
      try Data.fetchOne(database, sql: "SELECT state FROM study WHERE key = ?", arguments: [key])
    }
  }

  /// Removes the state of a study, which has come to its end.
  ///
  /// - Throws: `DatabaseError` if it cannot be written.
  public func removeStudy(of key: String) throws {
    try database.write { database in try Self.removeStudy(key, database) }
  }

  /// The states of all studies whose keys begin so, in the order of their keys.
  ///
  /// - Throws: `DatabaseError` if they cannot be read.
  public func studies(under prefix: String) throws -> [Data] {
    try database.read { database in
      try Data.fetchAll(
        database, sql: "SELECT state FROM study WHERE substr(key, 1, ?) = ? ORDER BY key",
        arguments: [prefix.unicodeScalars.count, prefix])
    }
  }

  /// Removes the states of all studies whose keys begin so.
  ///
  /// - Throws: `DatabaseError` if it cannot be written.
  public func removeStudies(under prefix: String) throws {
    try database.write { database in
      try database.execute(
        sql: "DELETE FROM study WHERE substr(key, 1, ?) = ?",
        arguments: [prefix.unicodeScalars.count, prefix])
    }
  }

  private static func removeStudy(_ key: String, _ database: Database) throws {
    try database.execute(sql: "DELETE FROM study WHERE key = ?", arguments: [key])
  }
}
