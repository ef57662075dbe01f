import Experiments
import Foundation
import GRDB

/// One comparison in the archive.
public struct ComparisonRecord: Sendable, Codable, Equatable {
  /// The comparison's number in the archive; nil before it is recorded.
  public var id: Int64?
  /// When it ended.
  public var time: Date
  /// Its title.
  public var title: String
  /// `choice`, `grid` or `tornado`.
  public var form: String
  /// How many took part.
  public var entrants: Int
  /// The name of the KPI that was to be best.
  public var objective: String
  /// The name of the best entrant; nil: none.
  public var best: String?
  /// What could be said, such as `selected`.
  public var status: String
  /// Replications of all entrants together.
  public var replications: Int
  /// The seed; a text because it may be larger than the database's numbers.
  public var seed: String
  /// The version of the program.
  public var version: String
  /// The folder of the report; nil if none was written.
  public var folder: String?
  /// Wall-clock time in seconds.
  public var wallSeconds: Double

  /// The record of a comparison.
  public init(_ comparison: Comparison, time: Date, folder: String?, wallSeconds: Double) {
    let result = comparison.result
    self.time = time
    title = comparison.context.title
    form = comparison.context.form.name
    entrants = result.entrants.count
    objective = result.settings.objective.name
    best = result.selection.best.map { result.entrants[$0].name }
    status = result.selection.status.rawValue
    replications = result.replications
    seed = String(result.settings.seed)
    version = comparison.context.programVersion
    self.folder = folder
    self.wallSeconds = wallSeconds
  }
}

extension ComparisonContext.Form {
  /// The word for it in files.
  var name: String {
    switch self {
    case .choice: return "choice"
    case .grid: return "grid"
    case .tornado: return "tornado"
    }
  }
}

extension ComparisonRecord: FetchableRecord, MutablePersistableRecord {
  /// The table of comparisons.
  public static let databaseTableName = "comparison"

  /// Takes over the number that the database gave.
  public mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

// MARK: - Tables

extension RunArchive {
  static func makeComparisonTables(_ database: Database) throws {
    try database.create(table: "comparison") { table in
      table.autoIncrementedPrimaryKey("id")
      table.column("time", .datetime).notNull().indexed()
      table.column("title", .text).notNull()
      table.column("form", .text).notNull()
      table.column("entrants", .integer).notNull()
      table.column("objective", .text).notNull()
      table.column("best", .text)
      table.column("status", .text).notNull()
      table.column("replications", .integer).notNull()
      table.column("seed", .text).notNull()
      table.column("version", .text).notNull()
      table.column("folder", .text)
      table.column("wallSeconds", .double).notNull()
    }
    try database.create(table: "comparisonDocument") { table in
      table.primaryKey("comparison", .integer).references("comparison", onDelete: .cascade)
      table.column("json", .text).notNull()
    }
    try database.create(table: "observationSet") { table in
      table.primaryKey("key", .text)
      table.column("time", .datetime).notNull()
      table.column("bytes", .integer).notNull()
    }
    try database.create(table: "observation", options: .withoutRowID) { table in
      table.column("key", .text).notNull()
      table.column("replication", .integer).notNull()
      table.column("row", .blob).notNull()
      table.primaryKey(["key", "replication"])
    }
  }
}

// MARK: - Comparisons

extension RunArchive {
  /// Records a comparison with its JSON document; returns the record with its number.
  ///
  /// - Throws: `DatabaseError` if it cannot be written.
  @discardableResult
  public func record(
    _ comparison: ComparisonRecord, document: String
  ) throws -> ComparisonRecord {
    try database.write { database in
      var comparison = comparison
      try comparison.insert(database)
      try database.execute(
        sql: "INSERT INTO comparisonDocument (comparison, json) VALUES (?, ?)",
        arguments: [comparison.id, document])
      return comparison
    }
  }

  /// The latest comparisons, the last one first.
  ///
  /// - Throws: `DatabaseError` if they cannot be read.
  public func comparisons(limit: Int) throws -> [ComparisonRecord] {
    try database.read { database in
      try ComparisonRecord.order(sql: "id DESC").limit(limit).fetchAll(database)
    }
  }
}

// MARK: - Observations

extension RunArchive {
  /// What one replication of one entrant left, under a key that names all that it depends on.
  public struct Observation: Sendable, Equatable {
    /// The entrant's scenario and settings, the seed and the program.
    public var key: String
    /// The replication's number, from 0.
    public var replication: Int
    /// The numbers.
    public var values: [Double]

    /// Numbers of a replication.
    public init(key: String, replication: Int, values: [Double]) {
      self.key = key
      self.replication = replication
      self.values = values
    }
  }

  /// Stores observations; one that is there already is replaced.
  ///
  /// - Throws: `DatabaseError` if they cannot be written.
  public func store(_ observations: [Observation], time: Date) throws {
    guard !observations.isEmpty else { return }
    try database.write { database in
      let insert = try database.makeStatement(
        sql: "INSERT OR REPLACE INTO observation (key, replication, row) VALUES (?, ?, ?)")
      var bytes: [String: Int] = [:]
      for observation in observations {
        let data = observation.values.withUnsafeBytes { Data($0) }
        bytes[observation.key, default: 0] += data.count
        try insert.execute(arguments: [observation.key, observation.replication, data])
      }
      for (key, count) in bytes {
        try database.execute(
          sql: """
            INSERT INTO observationSet (key, time, bytes) VALUES (?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET time = excluded.time, bytes = bytes + excluded.bytes
            """, arguments: [key, time, count])
      }
    }
  }

  /// The observations of a key whose replications are below a limit, in their order.
  ///
  /// - Throws: `DatabaseError` if they cannot be read.
  public func observations(of key: String, limit: Int) throws -> [Observation] {
    try database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT replication, row FROM observation WHERE key = ? AND replication < ?
          ORDER BY replication
          """, arguments: [key, limit]
      ).map { row in
        let data: Data = row["row"]
        let values = data.withUnsafeBytes { bytes in
          (0..<bytes.count / 8).map {
            bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self)
          }
        }
        return Observation(key: key, replication: row["replication"], values: values)
      }
    }
  }

  /// Removes the observations of these keys.
  ///
  /// - Throws: `DatabaseError` if they cannot be written.
  public func removeObservations(of keys: [String]) throws {
    try database.write { database in
      for key in keys { try Self.remove(key, database) }
    }
  }

  /// Removes the oldest observations until those that stay take at most so many bytes.
  ///
  /// - Throws: `DatabaseError` if they cannot be written.
  public func trimObservations(to limit: Int) throws {
    try database.write { database in
      let sets = try Row.fetchAll(
        database, sql: "SELECT key, bytes FROM observationSet ORDER BY time DESC, key")
      var kept = 0
      for set in sets {
        let bytes: Int = set["bytes"]
        kept += bytes
        if kept > limit { try Self.remove(set["key"], database) }
      }
    }
  }

  private static func remove(_ key: String, _ database: Database) throws {
    try database.execute(sql: "DELETE FROM observation WHERE key = ?", arguments: [key])
    try database.execute(sql: "DELETE FROM observationSet WHERE key = ?", arguments: [key])
  }
}
