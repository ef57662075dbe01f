import Experiments
import Foundation
import GRDB

/// One run in the archive.
public struct RunRecord: Sendable, Codable, Equatable {
  /// The run's number in the archive; nil before it is recorded.
  public var id: Int64?
  /// When the run ended.
  public var time: Date
  /// The scenario's name.
  public var scenario: String
  /// The digest of the scenario and the files it reads.
  public var digest: String
  /// The seed; a text because it may be larger than the database's numbers.
  public var seed: String
  /// Replications simulated.
  public var replications: Int
  /// Whether the run was interrupted.
  public var isPartial: Bool
  /// The version of the program.
  public var version: String
  /// The folder of the report; nil if none was written.
  public var folder: String?
  /// Wall-clock time in seconds.
  public var wallSeconds: Double
  /// Mean number of offered contacts.
  public var offered: Double?
  /// Answered within the acceptable wait of offered, 0…1.
  public var serviceLevel: Double?
  /// Half-width of the service level.
  public var serviceLevelHalfWidth: Double?
  /// Mean wait of the answered, in seconds.
  public var averageSpeedOfAnswer: Double?
  /// Abandoned of offered, 0…1.
  public var abandonedProportion: Double?
  /// Handling of handling and idle, 0…1.
  public var occupancy: Double?

  /// The record of a study.
  public init(result: StudyResult, time: Date, folder: String?) {
    self.time = time
    scenario = result.scenarioName
    digest = result.scenarioDigest
    seed = String(result.seed)
    replications = result.replications
    isPartial = result.isPartial
    version = result.programVersion
    self.folder = folder
    wallSeconds = result.wallSeconds
    offered = result.value(.offered)
    serviceLevel = result.value(.serviceLevel)
    serviceLevelHalfWidth = result.estimate(.serviceLevel)?.halfWidth
    averageSpeedOfAnswer = result.value(.averageSpeedOfAnswer)
    abandonedProportion = result.value(.abandonedProportion)
    occupancy = result.value(.occupancy)
  }
}

extension RunRecord: FetchableRecord, MutablePersistableRecord {
  /// The table of runs.
  public static let databaseTableName = "run"

  /// Takes over the number that the database gave.
  public mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }
}

/// Every run, in an SQLite database that several programs may use at the same time.
public struct RunArchive: Sendable {
  let database: DatabasePool

  /// The archive's file where none is named: `$SWITCHBOARD_ARCHIVE`, else `Reports/archive.sqlite` in the
  /// current folder, wherever reports go.
  public static func defaultFile(environment: [String: String]) -> URL {
    let path = environment["SWITCHBOARD_ARCHIVE"] ?? ""
    return URL(fileURLWithPath: path.isEmpty ? "Reports/archive.sqlite" : path)
  }

  /// Opens the archive, making it if need be.
  ///
  /// - Throws: `ArchiveProblem` if the file is another program's or a later version's, which stays
  ///   as it is; `DatabaseError` if it is not a database or cannot be written; what the file system
  ///   says if its folder cannot be made.
  public init(file: URL) throws {
    try RunArchive.checkOwner(of: file)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    database = try DatabasePool(path: file.path, configuration: configuration)
    try RunArchive.migrator.migrate(database)
  }

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("runs") { database in
      try database.create(table: "run") { table in
        table.autoIncrementedPrimaryKey("id")
        table.column("time", .datetime).notNull().indexed()
        table.column("scenario", .text).notNull().indexed()
        table.column("digest", .text).notNull()
        table.column("seed", .text).notNull()
        table.column("replications", .integer).notNull()
        table.column("isPartial", .boolean).notNull()
        table.column("version", .text).notNull()
        table.column("folder", .text)
        table.column("wallSeconds", .double).notNull()
        table.column("offered", .double)
        table.column("serviceLevel", .double)
        table.column("serviceLevelHalfWidth", .double)
        table.column("averageSpeedOfAnswer", .double)
        table.column("abandonedProportion", .double)
        table.column("occupancy", .double)
      }
      // Documents are large: in a table of their own they do not slow the list of runs.
      try database.create(table: "document") { table in
        table.primaryKey("run", .integer).references("run", onDelete: .cascade)
        table.column("json", .text).notNull()
      }
    }
    migrator.registerMigration("comparisons", migrate: makeComparisonTables)
    migrator.registerMigration("management") { database in
      try database.create(table: "management") { table in
        table.primaryKey("run", .integer).references("run", onDelete: .cascade)
        table.column("json", .text).notNull()
      }
    }
    migrator.registerMigration("studies", migrate: makeStudyTable)
    return migrator
  }

  /// Records a run with its JSON document, and its management report if it has one.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - document: The text of `ReportJSON`.
  ///   - management: The text of `ManagementReportJSON`.
  /// - Returns: The record with its number.
  /// - Throws: `DatabaseError` if it cannot be written.
  @discardableResult
  public func record(
    _ run: RunRecord, document: String, management: String? = nil
  ) throws -> RunRecord {
    try database.write { database in
      var run = run
      try run.insert(database)
      try database.execute(
        sql: "INSERT INTO document (run, json) VALUES (?, ?)", arguments: [run.id, document])
      if let management {
        try database.execute(
          sql: "INSERT INTO management (run, json) VALUES (?, ?)", arguments: [run.id, management])
      }
      return run
    }
  }

  /// Notes where a run's report stands, once it stands there.
  ///
  /// - Parameters:
  ///   - folder: The report's folder.
  ///   - run: The run's number.
  ///   - isReplacing: Whether it took the place of another run's report, which then has none.
  /// - Throws: `DatabaseError` if it cannot be written.
  public func setFolder(_ folder: String, of run: Int64, isReplacing: Bool = false) throws {
    try database.write { database in
      if isReplacing {
        try database.execute(
          sql: "UPDATE run SET folder = NULL WHERE folder = ?", arguments: [folder])
      }
      try database.execute(
        sql: "UPDATE run SET folder = ? WHERE id = ?", arguments: [folder, run])
    }
  }

  /// The management report of a run; nil if there is none.
  ///
  /// - Throws: `DatabaseError` if it cannot be read.
  public func management(of run: Int64) throws -> String? {
    try database.read { database in
      try String.fetchOne(
        database, sql: "SELECT json FROM management WHERE run = ?", arguments: [run])
    }
  }

  /// Whether there is a run of that number.
  ///
  /// - Throws: `DatabaseError` if it cannot be read.
  public func has(run: Int64) throws -> Bool {
    try database.read { database in try RunRecord.exists(database, key: run) }
  }

  /// The latest runs, the last one first.
  ///
  /// - Throws: `DatabaseError` if they cannot be read.
  public func runs(limit: Int) throws -> [RunRecord] {
    try database.read { database in
      try RunRecord.order(sql: "id DESC").limit(limit).fetchAll(database)
    }
  }

  /// The JSON document of a run; nil if there is no such run.
  ///
  /// - Throws: `DatabaseError` if it cannot be read.
  public func document(of run: Int64) throws -> String? {
    try database.read { database in
      try String.fetchOne(
        database, sql: "SELECT json FROM document WHERE run = ?", arguments: [run])
    }
  }
}
