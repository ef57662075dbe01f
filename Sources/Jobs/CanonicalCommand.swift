import ContactCenter
import Foundation

/// The command that a report prints: what the figures depend on, and nothing else.
///
/// Two calls that give the same figures give the same bytes. Threads, folders, the form of the output
/// and how the path of a file was typed are left out; files are called by their names, so that the
/// command is to be given in their folder.
package enum CanonicalCommand {
  /// The words as one line for a shell.
  package static func line(_ words: [String]) -> String {
    (["switchboard"] + words).map(quoted).joined(separator: " ")
  }

  /// A file's name without its folder; of `a/b.xlsx#Sheet` too.
  static func file(_ path: String) -> String {
    let end = path.firstIndex(of: "#") ?? path.endIndex
    let name = path[..<end].split(separator: "/").last.map(String.init) ?? ""
    return name + String(path[end...])
  }

  /// A field with its value; nothing where it was not given.
  static func option(_ field: JobField, _ value: String?) -> [String] {
    value.map { [field.option, $0] } ?? []
  }

  /// A field for each of its values.
  static func options(_ field: JobField, _ values: [String]) -> [String] {
    values.flatMap { [field.option, $0] }
  }

  /// A switch that is on.
  static func flag(_ field: JobField, _ isOn: Bool) -> [String] { isOn ? [field.option] : [] }

  /// A word as shells read it; control characters are written out, so that none is ever printed.
  static func quoted(_ word: String) -> String {
    if word.unicodeScalars.contains(where: \.isHiddenControl) { return escaped(word) }
    let isPlain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=%".contains($0) }
    return isPlain && !word.isEmpty
      ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }

  /// `$'…'` with the bytes of control characters in octal digits.
  private static func escaped(_ word: String) -> String {
    let inside = word.unicodeScalars.map { scalar -> String in
      if scalar == "'" || scalar == "\\" { return "\\" + String(scalar) }
      guard scalar.isHiddenControl else { return String(scalar) }
      return String(scalar).utf8.map { byte in
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }.joined()
    }
    return "$'" + inside.joined() + "'"
  }
}
