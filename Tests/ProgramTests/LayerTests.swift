import Foundation
import Testing

/// Modules import one another in one direction only.
///
/// `ContactCenter` and `QueueingTheory` know nothing of each other, so that formulas stay an
/// independent check of the simulation; neither reads nor writes anything.
@Suite("Layers")
struct LayerTests {
  /// What each module may import: modules of this package, then others.
  static let allowed: [String: (own: Set<String>, others: Set<String>)] = [
    "QueueingTheory": (["CGSL"], ["Foundation"]),
    "ContactCenter": (["CGSL"], ["Glibc"]),
    "CatalogueFiles": ([], []),
    "Optimization": ([], ["Foundation"]),
    "Tables": (["ContactCenter", "CInflate", "CIconv"], ["Foundation", "Glibc"]),
    "ScenarioReading": (
      ["Tables", "ContactCenter", "Experiments", "CatalogueFiles"], ["CYaml", "Foundation", "Yams"]
    ),
    "Experiments": (["ContactCenter", "CGSL"], ["Glibc", "Synchronization"]),
    "Scale": (["Experiments"], ["Foundation", "Synchronization"]),
    "Reporting": (
      ["Experiments", "ContactCenter", "QueueingTheory", "CXLSX"],
      ["Foundation", "GRDB", "Synchronization"]
    ),
    "Staffing": (
      ["Tables", "Optimization", "Experiments", "ContactCenter", "QueueingTheory"],
      ["Foundation", "Synchronization"]
    ),
    "Management": (["Staffing", "Experiments", "ContactCenter"], []),
    "Verification": (
      ["Staffing", "Optimization", "Experiments", "ContactCenter", "QueueingTheory", "CGSL"],
      ["Foundation", "Glibc"]
    ),
    "Jobs": (
      [
        "Management", "Reporting", "Staffing", "Verification", "Scale", "Experiments", "ScenarioReading",
        "Tables", "Optimization", "ContactCenter", "QueueingTheory",
      ], ["Foundation", "Synchronization"]
    ),
    "switchboard": (
      [
        "Jobs", "Reporting", "Verification", "ScenarioReading", "Optimization", "ContactCenter",
        "CExamples",
      ], ["ArgumentParser", "Foundation", "Synchronization"]
    ),
  ]

  @Test("Every module with Swift files has a place in the layers")
  func modulesAreKnown() throws {
    let sources = Program.root.appendingPathComponent("Sources")
    let modules = try FileManager.default.contentsOfDirectory(atPath: sources.path)
      .filter { Self.swiftFiles(of: $0).isEmpty == false }
    #expect(Set(modules) == Set(Self.allowed.keys))
  }

  @Test("A module imports only what its layer may", arguments: allowed.keys.sorted())
  func imports(module: String) throws {
    let rule = try #require(Self.allowed[module])
    let permitted = rule.own.union(rule.others)
    for file in Self.swiftFiles(of: module) {
      let text = try String(contentsOf: file, encoding: .utf8)
      for name in Self.imports(in: text) where !permitted.contains(name) {
        Issue.record("\(module)/\(file.lastPathComponent) imports \(name)")
      }
    }
  }

  @Test("The layers have no circle")
  func noCircle() {
    var left = Self.allowed.mapValues {
      $0.own.subtracting(["CGSL", "CXLSX", "CInflate", "CIconv", "CExamples"])
    }
    while let lowest = left.first(where: { $0.value.isEmpty })?.key {
      left[lowest] = nil
      for module in left.keys { left[module]?.remove(lowest) }
    }
    #expect(left.isEmpty)
  }

  @Test("Jobs have nothing of the process but their workshop")
  func jobsKeepToThemselves() throws {
    let pattern = try Regex(
      "(^|[^.\\w])(print|exit|abort|signal|getenv|getcwd|chdir)\\(|\\bCommandLine\\.|ProcessInfo|Console"
        + "|currentDirectoryPath|Bundle\\.main|FileHandle\\.standard|getrusage|ArgumentParser"
        + "|^ *(public |package |private |fileprivate |internal )*(nonisolated\\(unsafe\\) )?static var .*="
        + "|^(public |package |private |fileprivate |internal )*(nonisolated\\(unsafe\\) )?var ")
    for file in Self.swiftFiles(of: "Jobs") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for line in text.split(separator: "\n")
      where !line.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") && line.contains(pattern) {
        Issue.record("\(file.lastPathComponent): \(line)")
      }
    }
  }

  private static func swiftFiles(of module: String) -> [URL] {
    let folder = Program.root.appendingPathComponent("Sources/\(module)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
  }

  /// The modules of the import lines: the first word after `import` and a kind such as `struct`.
  private static func imports(in text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let kinds = "(?:struct|class|enum|protocol|func|var|let|typealias) "
      let pattern = "^(?:@\\w+ )*(?:public |package |internal )?import (?:\(kinds))?(\\w+)"
      guard let expression = try? Regex(pattern), let match = line.firstMatch(of: expression)
      else { return nil }
      return match.output[1].substring.map(String.init)
    }
  }
}
