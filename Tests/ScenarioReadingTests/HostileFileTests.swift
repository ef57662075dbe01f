import Foundation
import ScenarioReading
import Testing

@Suite("Files that are broken or hostile end in a message")
struct HostileFileTests {
  /// A folder of its own that is removed afterwards.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("switchboard-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private func fileProblems(_ data: Data, in folder: URL) throws -> [LocatedProblem] {
    let file = folder.appendingPathComponent("x.yaml")
    try data.write(to: file)
    do throws(ScenarioErrors) {
      return try ScenarioFile.read(path: file.path).warnings
    } catch {
      return error.problems
    }
  }

  @Test("A file in Latin-1 is reported with the place of the first foreign byte")
  func latin1() throws {
    try withFolder { folder in
      let found = try fileProblems(Data("name: ok\nnote: caf".utf8) + [0xE9, 0x0A], in: folder)
      #expect(found.map(\.line) == [2])
      #expect(found.map(\.column) == [10])
      #expect(found[0].finding == "The file is not in UTF-8.")
    }
  }

  @Test("A file in UTF-16, an empty file, a folder and a missing file are told apart")
  func otherFiles() throws {
    try withFolder { folder in
      let wide = try fileProblems(Data([0xFF, 0xFE, 0x6E, 0]), in: folder)
      #expect(wide[0].finding.contains("UTF-16"))
      let empty = try fileProblems(Data(), in: folder)
      #expect(empty[0].finding == "The file is empty.")
      for (path, words) in [("", "is not a file"), ("/none.yaml", "There is no file")] {
        let error = #expect(throws: ScenarioErrors.self) {
          try ScenarioFile.read(path: folder.path + path)
        }
        #expect(error?.problems[0].finding.contains(words) == true)
      }
    }
  }

  @Test("A file above the limit is refused before it is read")
  func hugeFile() throws {
    try withFolder { folder in
      let found = try fileProblems(Data(count: ScenarioFile.sizeLimit + 1), in: folder)
      #expect(found[0].remedy == "At most 8 MB are allowed.")
    }
  }

  @Test("Nested aliases end at the limit of values")
  func aliases() {
    var text = "name: bomb\nnotes:\n  - &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for i in 1...9 {
      let aliases = Array(repeating: "*a\(i - 1)", count: 10).joined(separator: ", ")
      text += "  - &a\(i) [\(aliases)]\n"
    }
    #expect(!problems(of: text).isEmpty)
    text = text.replacingOccurrences(of: "notes:\n", with: "contactTypes:\n")
    #expect(!problems(of: text).isEmpty)
  }

  @Test(
    "Aliases cost one number each, wherever they stand",
    arguments: ["z: {*k9 : 1}", "z: {[*k9, q]: 1, b: 2}", "z: [*k9]", "z:\n  ? *k9\n  : 1"])
  func aliasesAsKeys(last: String) {
    var text = "k: &k0 [y, y, y, y, y, y, y, y]\n"
    for i in 1...9 {
      let parts = Array(repeating: "*k\(i - 1)", count: 8).joined(separator: ", ")
      text += "k\(i): &k\(i) {v: [\(parts)]}\n"
    }
    let found = problems(of: text + last + "\n" + goodText)
    #expect(found.count == 1 && found[0].line <= 10, "\(found.map(\.summary))")
    #expect(found[0].finding.contains("counting what aliases stand for"))
  }

  @Test("An alias of a single value is no key either, and values may be shared")
  func sharedValues() {
    let key = problems(of: "a: &a calls\n*a : 1\n" + goodText)
    #expect(key.map(\.finding) == ["An alias is used as a key."])
    #expect(key.map(\.line) == [2])
    let text = goodText.replacingOccurrences(of: "perHour: 60", with: "perHour: &rate 60")
    #expect(problems(of: text).isEmpty)
  }

  @Test("Brackets without end are refused")
  func deepNesting() {
    let found = problems(of: "name: " + String(repeating: "[", count: 100_000))
    #expect(found[0].finding.contains("not YAML"))
  }

  @Test(
    "CSV files stay in the folder of the scenario",
    arguments: [
      ("/etc/passwd", "does not stay"), ("../x.csv", "does not stay"),
      ("a/../../x.csv", "does not stay"), ("link.csv", "leads out of"),
      ("none.csv", "There is no file"),
    ])
  func containment(_ name: String, _ words: String) throws {
    try withFolder { folder in
      try FileManager.default.createSymbolicLink(
        at: folder.appendingPathComponent("link.csv"),
        withDestinationURL: URL(fileURLWithPath: "/etc/hostname"))
      let text = goodText.replacingOccurrences(of: "perHour: 60", with: "file: \(name)")
      let found = problems(of: text, folder: folder.path)
      #expect(found.first?.finding.contains(words) == true, "\(found.map(\.summary))")
    }
  }

  @Test(
    "A mistake in a CSV file is named with its line and column",
    arguments: [
      ("time,sales\n08:00,1\n08:30,x\n", 3, 7, "\"x\" is no number"),
      ("time,sales\n08:00,1\n08:30,2,5\n", 3, 9, "3 fields"),
      ("time,sales\n08:00,-1\n08:30,1\n", 2, 7, "below 0"),
      ("time,sales\n08:00,1\n08:30,2\n08:30,1\n", 4, 1, "in line 3"),
      ("time,sales\n\"08:00,1\n", 2, 1, "quotation mark"),
      ("time,sales\n8 o'clock,1\n", 2, 1, "no time of day"),
      ("day,time,sales\n0,08:00,1\n0,08:30,1\n", 2, 1, "no day"),
      ("date,time,sales\n1.2.2026,08:00,1\n31.2.2026,08:00,1\n", 3, 1, "no date"),
    ])
  func table(_ csv: String, _ line: Int, _ column: Int, _ words: String) throws {
    try withFolder { folder in
      try Data(csv.utf8).write(to: folder.appendingPathComponent("v.csv"))
      let text = goodText.replacingOccurrences(of: "perHour: 60", with: "file: v.csv")
      let found = problems(of: text, folder: folder.path)
      #expect(found.map(\.line) == [line], "\(found.map(\.summary))")
      #expect(found.map(\.column) == [column])
      #expect((found[0].finding + found[0].remedy).contains(words), "\(found[0].summary)")
      #expect(found[0].file == "v.csv")
    }
  }

  @Test("The digest changes with the text and with the CSV file")
  func digest() throws {
    try withFolder { folder in
      let file = folder.appendingPathComponent("v.csv")
      let text = goodText.replacingOccurrences(of: "perHour: 60", with: "file: v.csv")
      let rows = "time,sales\n08:00,1\n08:30,2\n09:00,1\n"
      try Data((rows + "09:30,1\n").utf8).write(to: file)
      let first = try ScenarioFile.read(text: text, baseFolder: folder.path).digest
      let again = try ScenarioFile.read(text: text, baseFolder: folder.path).digest
      try Data((rows + "09:30,2\n").utf8).write(to: file)
      let other = try ScenarioFile.read(text: text, baseFolder: folder.path).digest
      let renamed = text.replacingOccurrences(of: "Test", with: "Rest")
      let third = try ScenarioFile.read(text: renamed, baseFolder: folder.path).digest
      #expect(first == again)
      #expect(Set([first, other, third]).count == 3)
      #expect(first.count == 16)
    }
  }
}
