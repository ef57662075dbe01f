import Foundation
import Testing

/// The commands that README.md and the guides show do work.
@Suite("Documentation")
struct DocumentationTests {
  /// A command line of a page.
  struct Example: CustomTestStringConvertible, Sendable {
    var page: String
    var words: [String]
    var testDescription: String { "\(page): switchboard \(words.joined(separator: " "))" }
  }

  @Test("README.md names the two commands")
  func readme() throws {
    let text = try String(
      contentsOf: Program.root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(text.contains("make run") && text.contains("make test"))
  }

  @Test("A command of the documentation works", arguments: examples)
  func command(example: Example) throws {
    // A folder with the scenarios in it stands for the project, so that nothing of it is changed.
    let folder = try TemporaryFolder()
    for name in ["Scenarios", "Docs", "Benchmarks"] {
      try FileManager.default.createSymbolicLink(
        at: folder.url.appendingPathComponent(name),
        withDestinationURL: Program.root.appendingPathComponent(name))
    }
    let archive = folder.url.appendingPathComponent("archive.sqlite").path
    func run(_ words: [String]) throws -> Program.Result {
      try Program.start(words, in: folder.url, archive: archive).finish()
    }
    if example.words.first == "report" {
      // Reports are made from an archive with runs.
      for _ in 1...3 {
        let first = ["run", "Scenarios/02-patience.yaml", "--replications", "2", "--quiet"]
        #expect(try run(first).status == 0)
      }
    }
    let result = try run(Self.shortened(example.words))
    #expect(result.status == 0, "\(result.errors)")
  }

  /// The same command with little to simulate: of an option given twice the last one counts.
  private static func shortened(_ words: [String]) -> [String] {
    switch words.first {
    case "run":
      let limit = words.contains("--precision") ? ["--max-replications", "20"] : []
      return words + ["--replications", "2"] + limit
    case "verify": return words + ["--effort", "0.01"]
    case "compare":
      let isFixed = words.contains("--replications")
      return words + (isFixed ? ["--replications", "10"] : ["--max-replications", "20"])
    case "vary": return words + ["--replications", "4"]
    case "staff" where words.contains("--risk"):
      return words + ["--replications", "10", "--months", "3"]
    case "staff" where words.contains { ["--simulate", "--risk", "--skills"].contains($0) }:
      return words + ["--replications", "10"]
    default: return words
    }
  }

  // MARK: - What pages show

  /// The commands of the guides that print their output too, with the lines that are shown.
  static let shown: [(page: String, command: String, lines: [String])] =
    [
      "README.md", "Docs/Tables.md", "Docs/Staffing.md", "Docs/Routing.md", "Docs/KPIs.md",
      "Docs/Channels.md", "Docs/Outbound.md",
    ].flatMap {
      page in
      let file = Program.root.appendingPathComponent(page)
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      return text.components(separatedBy: "```console\n$ switchboard").dropFirst().map { block in
        let lines = block.components(separatedBy: "\n```")[0].components(separatedBy: "\n")
        let command = String(lines[0].dropFirst())
        return (page, command, lines.dropFirst().filter { !$0.isEmpty && $0 != "…" })
      }
    }

  @Test("What a guide shows is what the program prints", arguments: shown.indices)
  func guide(number: Int) throws {
    let (page, command, lines) = Self.shown[number]
    let words = Self.words(of: command)
    // What an earlier call has left in the archive must not count.
    let archive = ["compare", "vary"].contains(words.first) ? ["--no-archive"] : []
    let printed = try Program.run(words + archive).text.components(separatedBy: "\n")
    for line in lines { #expect(printed.contains(line), "\(page): \(command): \(line)") }
  }

  // MARK: - Reading pages

  static let examples: [Example] = pages.flatMap { page -> [Example] in
    let file = Program.root.appendingPathComponent(page)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return commands(in: text).map { Example(page: page, words: $0) }
  }

  private static let pages: [String] = {
    let folder = Program.root.appendingPathComponent("Docs").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "Docs/\($0)" }
  }()

  /// The commands in shell blocks, without those that stand for something: `FILE`, `…`, `<name>`.
  private static func commands(in text: String) -> [[String]] {
    var found: [[String]] = []
    var isShell = false
    var pending = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isShell = !isShell && ["```sh", "```shell", "```bash", "```console"].contains(String(line))
        continue
      }
      guard isShell else { continue }
      pending += line
      if pending.hasSuffix("\\") {
        pending.removeLast()
        continue
      }
      if let words = command(in: pending) { found.append(words) }
      pending = ""
    }
    return found
  }

  /// The words of a shell command; quotes hold several together.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var quote: Character?
    var isInWord = false
    for character in text {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        if !isInWord { words.append("") }
        isInWord = true
      } else if quote == nil, character == " " {
        isInWord = false
      } else {
        if !isInWord { words.append("") }
        isInWord = true
        words[words.count - 1].append(character)
      }
    }
    return words
  }

  private static func command(in line: String) -> [String]? {
    var text = line.trimmingCharacters(in: .whitespaces)
    if text.hasPrefix("$ ") { text.removeFirst(2) }
    if let comment = text.range(of: " #") { text.removeSubrange(comment.lowerBound...) }
    let words = words(of: text)
    let names = ["switchboard", ".build/release/switchboard"]
    guard let first = words.first, names.contains(first) else { return nil }
    let standsForSomething = words.contains { word in
      word.contains("…") || word.contains("<") || word == "|" || word == ">"
        || word.wholeMatch(of: /[A-Z]{3,}\W*/) != nil || word.hasPrefix("../")
    }
    return standsForSomething ? nil : Array(words.dropFirst())
  }
}
