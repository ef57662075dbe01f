import Foundation
import GRDB
import Reporting
import Testing

@Suite("Folders and archives of reports change as a whole or not at all")
struct FolderExchangeTests {
  /// Paths and texts of all files below a folder.
  private func texts(in folder: URL) throws -> [String: String] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    var texts: [String: String] = [:]
    for name in names {
      let file = folder.appendingPathComponent(name)
      if let text = try? String(contentsOf: file, encoding: .utf8) { texts[name] = text }
    }
    return texts
  }

  @Test("A new report takes the old one's place and leaves what is the user's own")
  func replacement() throws {
    try inFolder { folder in
      let out = folder.appendingPathComponent("deep/out")
      try AtomicFile.replace(
        in: out, by: [.init(name: "a", text: "1"), .init(name: "charts/x.svg", text: "1")])
      try Data("mine".utf8).write(to: out.appendingPathComponent("notes.txt"))
      try FileManager.default.createDirectory(
        at: out.appendingPathComponent("empty"), withIntermediateDirectories: true)
      let before =
        try FileManager.default.attributesOfItem(
          atPath: out.appendingPathComponent("notes.txt").path)[.systemFileNumber] as? NSNumber
      let trace = out.appendingPathComponent(".trace.tmp")
      try Data("trace".utf8).write(to: trace)
      try AtomicFile.replace(
        in: out, by: [.init(name: "a", text: "2")], finished: [(trace, "contacts.csv")],
        dropping: ["charts/x.svg"])
      #expect(
        try texts(in: out) == ["a": "2", "notes.txt": "mine", "contacts.csv": "trace"])
      let after =
        try FileManager.default.attributesOfItem(
          atPath: out.appendingPathComponent("notes.txt").path)[.systemFileNumber] as? NSNumber
      #expect(before == after)
      let names = try FileManager.default.contentsOfDirectory(atPath: out.path)
      #expect(Set(names) == ["a", "notes.txt", "contacts.csv", "empty"])
      let beside = try FileManager.default.contentsOfDirectory(
        atPath: out.deletingLastPathComponent().path)
      #expect(beside == ["out"])
    }
  }

  @Test("A report that cannot be written leaves the old one")
  func failure() throws {
    try inFolder { folder in
      let out = folder.appendingPathComponent("out")
      try AtomicFile.replace(in: out, by: [.init(name: "a", text: "1")])
      #expect(throws: (any Error).self) {
        try AtomicFile.replace(
          in: out, by: [.init(name: "a", text: "2"), .init(name: "a/b", text: "2")])
      }
      #expect(try texts(in: out) == ["a": "1"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
    }
  }

  @Test("A link to a folder stays a link")
  func link() throws {
    try inFolder { folder in
      let real = folder.appendingPathComponent("real")
      let link = folder.appendingPathComponent("link")
      try AtomicFile.replace(in: real, by: [.init(name: "a", text: "1")])
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
      try AtomicFile.replace(in: link, by: [.init(name: "a", text: "2")])
      #expect(try texts(in: real) == ["a": "2"])
      #expect(
        try FileManager.default.attributesOfItem(atPath: link.path)[.type] as? FileAttributeType
          == .typeSymbolicLink)
    }
  }

  @Test("What is in the way of a report is found without a trace")
  func check() throws {
    try inFolder { folder in
      try Data().write(to: folder.appendingPathComponent("file"))
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("out/report.json"), withIntermediateDirectories: true)
      let out = folder.appendingPathComponent("out")
      #expect(throws: (any Error).self) { try AtomicFile.check(["report.json"], in: out) }
      #expect(throws: (any Error).self) {
        try AtomicFile.check([], in: folder.appendingPathComponent("file/deep/out"))
      }
      try AtomicFile.check(["report.md"], in: out)
      try AtomicFile.check(["report.md"], in: folder.appendingPathComponent("new/deep"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: out.path) == ["report.json"])
    }
  }

  @Test(
    "Databases of other programs and later versions stay as they are",
    arguments: [
      ("CREATE TABLE customers (id INTEGER)", ArchiveProblem.isForeign),
      (
        "CREATE TABLE grdb_migrations (identifier TEXT); INSERT INTO grdb_migrations VALUES ('v1')",
        .isForeign
      ),
      (
        "CREATE TABLE run (id INTEGER); CREATE TABLE grdb_migrations (identifier TEXT); "
          + "INSERT INTO grdb_migrations VALUES ('runs'), ('holograms')", .isLater
      ),
    ])
  func foreignArchive(sql: String, problem: ArchiveProblem) throws {
    try inFolder { folder in
      let file = folder.appendingPathComponent("x.sqlite")
      try DatabaseQueue(path: file.path).write { try $0.execute(sql: sql) }
      let before = try Data(contentsOf: file)
      #expect(throws: problem) { try RunArchive(file: file) }
      #expect(throws: problem) { try RunArchive.check(file) }
      #expect(try Data(contentsOf: file) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["x.sqlite"])
    }
  }

  @Test("An archive is recognised, and so is an empty file")
  func ownArchive() throws {
    try inFolder { folder in
      let file = folder.appendingPathComponent("x.sqlite")
      try Data().write(to: file)
      try RunArchive.check(file)
      _ = try RunArchive(file: file)
      try RunArchive.check(file)
      #expect(try RunArchive(file: file).runs(limit: 1).isEmpty)
    }
  }
}
