import Foundation

/// Calls a program and waits for its end.
enum ProcessCall {
  /// What a program said.
  struct Answer {
    var status: Int32
    var output: String
    var errors: String

    var isGood: Bool { status == 0 }
    /// What it complains of.
    var complaint: String {
      let lines = (errors.isEmpty ? output : errors).split(separator: "\n")
      return lines.suffix(3).joined(separator: " ")
    }
  }

  /// Runs a program that is on the path.
  ///
  /// - Parameters:
  ///   - words: Its name and arguments.
  ///   - seconds: It is ended after so long.
  /// - Returns: What it said; status 127: there is no such program; 124: it took too long.
  static func run(_ words: [String], seconds: Double = 30) -> Answer {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("switchboard-call-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let (output, errors) = (folder.appendingPathComponent("out"), folder.appendingPathComponent("err"))
      let process = try start(words, output: output, errors: errors)
      let end = Date().addingTimeInterval(seconds)
      while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
      let isLate = process.isRunning
      if isLate { process.terminate() }
      process.waitUntilExit()
      return Answer(
        status: isLate ? 124 : process.terminationStatus, output: text(output), errors: text(errors))
    } catch {
      return Answer(status: 126, output: "", errors: "\(error)")
    }
  }

  /// Starts a program that is on the path.
  static func start(_ words: [String], output: URL, errors: URL? = nil) throws -> Process {
    let process = Process()
    let hasPlace = words[0].contains("/")
    process.executableURL = URL(fileURLWithPath: hasPlace ? words[0] : "/usr/bin/env")
    process.arguments = hasPlace ? Array(words.dropFirst()) : words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try handle(output)
    process.standardError = try errors.map(handle) ?? process.standardOutput
    try process.run()
    return process
  }

  private static func handle(_ file: URL) throws -> FileHandle {
    if !FileManager.default.fileExists(atPath: file.path) { try Data().write(to: file) }
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    return handle
  }

  private static func text(_ file: URL) -> String {
    String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
  }
}
