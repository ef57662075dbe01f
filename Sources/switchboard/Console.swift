import ContactCenter
import Foundation

/// Standard output and standard error.
enum Console {
  /// Writes to standard output; where it cannot be written, says so and ends the program with 1.
  static func print(_ text: String) { print(Data(text.utf8)) }

  /// The same of bytes.
  static func print(_ data: Data) {
    do {
      try FileHandle.standardOutput.write(contentsOf: data)
    } catch {
      complain("switchboard: standard output cannot be written: \(error.localizedDescription)")
      exit(ProgramStop.Code.failed.rawValue)
    }
  }

  /// Writes a line to standard error, with hidden controls of what it quotes written out.
  static func complain(_ text: String) {
    let text = text.visible
    // Nothing is left to complain to where this fails.
    try? FileHandle.standardError.write(
      contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  /// The environment's variables.
  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
