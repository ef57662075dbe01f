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

  /// Says where a report is: its page, or the first file of another form.
  static func printReport(_ folder: String?, _ names: [String], isEnglish: Bool) {
    guard let folder, let name = names.first(where: { $0.hasSuffix(".html") }) ?? names.first
    else { return }
    print("\(isEnglish ? "Report" : "报告 Report"): \(folder)/\(name)\n")
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
