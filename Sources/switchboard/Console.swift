import Foundation

/// Standard output and standard error.
enum Console {
  /// Writes to standard output.
  static func print(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes a line to standard error.
  static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  /// The environment's variables.
  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
