import Foundation
import Testing

/// What keeps files and functions small enough to be read at once.
@Suite("Sizes of files and functions")
struct TidyTests {
  /// Lines of a file at most.
  static let fileLimit = 500
  /// Lines of a function at most, from its first brace to its last.
  static let functionLimit = 70

  @Test("No file is longer than 500 lines, no function longer than 70")
  func sizes() throws {
    for (name, text) in try Self.sources() {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count - 1 <= Self.fileLimit, "\(name)")
      for function in Self.functions(in: lines) where function.lines > Self.functionLimit {
        Issue.record("\(name):\(function.first): a function of \(function.lines) lines")
      }
    }
  }

  @Test("Only the program itself prints and exits")
  func printing() throws {
    let pattern = try Regex("(^|[^.\\w])(print|exit|fputs|puts)\\(|FileHandle\\.standard(Output|Error)")
    for (name, text) in try Self.sources() where !name.hasPrefix("switchboard/") {
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      where !line.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") && line.contains(pattern) {
        Issue.record("\(name):\(index + 1): \(line)")
      }
    }
  }

  @Test("A long function is found")
  func findsLongOnes() {
    let body = Array(repeating: "    work(\"}\")", count: 80)
    let lines = (["struct S {", "  func long() {"] + body + ["  }", "}"]).map { Substring($0) }
    #expect(Self.functions(in: lines).map(\.lines) == [82])
  }

  private static func sources() throws -> [(name: String, text: String)] {
    let folder = Program.root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
      .sorted { $0.path < $1.path }
      .map {
        (String($0.path.dropFirst(folder.path.count + 1)), try String(contentsOf: $0, encoding: .utf8))
      }
  }

  /// Functions by the house format: a line that declares one, and the closing brace in its column.
  private static func functions(in lines: [Substring]) -> [(first: Int, lines: Int)] {
    guard
      let declares = try? Regex(
        "^ *(@\\S+ )*((public|package|private|fileprivate|internal|static|mutating|consuming|borrowing|override|nonisolated|isolated|final|class|convenience|required) )*(func |init[?(<]|subscript[(<])"
      )
    else { return [] }
    var found: [(first: Int, lines: Int)] = []
    for (index, line) in lines.enumerated() where line.contains(declares) {
      let column = line.prefix { $0 == " " }
      // A requirement of a protocol has no body: its next line at this column is another declaration.
      guard
        let last = lines[(index + 1)...].firstIndex(where: {
          $0.hasPrefix(column) && $0.dropFirst(column.count).first != " " && !$0.isEmpty
            && !$0.hasPrefix(column + ")")
        }), lines[last].hasPrefix(column + "}")
      else { continue }
      found.append((index + 1, last - index + 1))
    }
    return found
  }
}
