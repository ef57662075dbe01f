import Foundation

/// The built program, run as a user would.
///
/// It is found beside the package, in `.build/release`, or where the environment variable
/// SWITCHBOARD_PROGRAM says; `make test` builds it first.
enum Program {
  /// The folder of the package.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program's file.
  static let file: URL = {
    let named = ProcessInfo.processInfo.environment["SWITCHBOARD_PROGRAM"]
    return named.map { URL(fileURLWithPath: $0) }
      ?? root.appendingPathComponent(".build/release/switchboard")
  }()

  /// What a finished run left behind.
  struct Result {
    var status: Int32
    var output: Data
    var errors: String

    /// Standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
  }

  /// Runs the program in a folder until it ends.
  ///
  /// - Throws: what starting a process throws, such as when the program is not built.
  static func run(
    _ arguments: [String], in folder: URL = root, environment: [String: String] = [:]
  ) throws -> Result {
    let started = try start(arguments, in: folder, environment: environment)
    return try started.finish()
  }

  /// Starts the program; standard output and error go to files, which never fill up as pipes do.
  ///
  /// Without an archive's file it gets one of its own.
  ///
  /// - Throws: what starting a process throws.
  static func start(
    _ arguments: [String], in folder: URL = root, archive: String? = nil,
    environment more: [String: String] = [:]
  ) throws -> Running {
    let place = try TemporaryFolder()
    let process = Process()
    process.executableURL = file
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["SWITCHBOARD_ARCHIVE"] =
      archive ?? place.url.appendingPathComponent("archive.sqlite").path
    environment["NO_COLOR"] = "1"
    environment.merge(more) { $1 }
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try place.newFile("output")
    process.standardError = try place.newFile("errors")
    try process.run()
    return Running(process: process, place: place)
  }

  /// A run that may still be going on.
  struct Running {
    let process: Process
    let place: TemporaryFolder

    /// Waits for its end.
    ///
    /// - Throws: what reading the files of its output throws.
    func finish() throws -> Result {
      process.waitUntilExit()
      let errors = try Data(contentsOf: place.url.appendingPathComponent("errors"))
      return Result(
        status: process.terminationStatus,
        output: try Data(contentsOf: place.url.appendingPathComponent("output")),
        errors: String(decoding: errors, as: UTF8.self))
    }
  }
}

/// A folder of its own that vanishes with the last reference to it.
final class TemporaryFolder: Sendable {
  let url: URL

  /// - Throws: what the file system says.
  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("switchboard-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// An empty file, open for writing.
  ///
  /// - Throws: what the file system says.
  func newFile(_ name: String) throws -> FileHandle {
    let file = url.appendingPathComponent(name)
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  /// A file with a text.
  ///
  /// - Throws: what the file system says.
  func write(_ text: String, to name: String) throws -> URL {
    let file = url.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file
  }

  /// The bytes of a file below the folder.
  ///
  /// - Throws: what the file system says.
  func data(_ name: String) throws -> Data {
    try Data(contentsOf: url.appendingPathComponent(name))
  }

  /// The names of everything directly in a folder below it; empty if there is none.
  func names(in folder: String) -> Set<String> {
    let path = url.appendingPathComponent(folder).path
    return Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
  }
}

/// The scenarios that ship.
enum ShippedScenarios {
  /// Their files, as the user names them, in order.
  static let paths: [String] = {
    let folder = Program.root.appendingPathComponent("Scenarios").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "Scenarios/\($0)" }
  }()
}
