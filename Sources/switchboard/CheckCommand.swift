import ArgumentParser
import ContactCenter
import Experiments
import Foundation
import ScenarioReading
import Tables

/// `switchboard check`: every problem of scenario files, without simulating them.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Name every problem of scenario files and tables, with line and column.",
    discussion: """
      Of tables (.csv, .xlsx …) it says what is understood, or what they leave open. Exit codes: 0 no \
      errors (there may be warnings), 2 at least one error.
      """)

  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "Scenario files and tables of volumes.")
  var files: [String]

  @Option(help: ArgumentHelp("The form of the output.", valueName: "text|json"))
  var format = Format.text

  @Option(
    help: ArgumentHelp(
      "A KPI catalogue of your own, as for `run`; may be repeated.", valueName: "FILE"))
  var catalogue: [String] = []

  func run() throws {
    let known = try knownCatalogue()
    let results = files.map { CheckedFile($0, known) }
    switch format {
    case .text: for result in results { Console.print(result.text) }
    case .json: Console.print(try Self.json(results))
    }
    if results.contains(where: { $0.errorCount > 0 }) { throw ProgramStop(.badInput) }
  }

  /// The catalogue whose profiles of targets a scenario may name.
  private func knownCatalogue() throws -> KPICatalogue {
    do throws(ScenarioErrors) {
      return try KPICatalogueFile.read(texts: try KPICatalogueFile.texts(of: catalogue))
    } catch {
      throw ProgramStop(.badInput, error.description)
    }
  }

  private static func json(_ results: [CheckedFile]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = CheckDocument(files: results.map(\.document))
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }
}

/// What the check of one file found.
private struct CheckedFile {
  var path: String
  var problems: [LocatedProblem]
  /// Of a scenario without errors.
  var file: ScenarioFile?
  /// Of a table without errors.
  var table: TimeTable?

  init(_ path: String, _ catalogue: KPICatalogue) {
    self.path = path
    do throws(ScenarioErrors) {
      if TableFile.isTable(path) {
        let table = try TableFile.read(path: path, measure: .calls, options: TableOptions())
        self.table = table
        problems = table.warnings.map { LocatedProblem($0) }
      } else {
        let file = try ScenarioFile.read(path: path)
        problems = file.warnings + ManagementOptions.problems(of: file, catalogue)
        if !problems.contains(where: { $0.severity == .error }) { self.file = file }
      }
    } catch {
      problems = error.problems
    }
  }

  private var isValid: Bool { file != nil || table != nil }
  private var summary: String? { file?.summary ?? table?.understood }

  var errorCount: Int { problems.count { $0.severity == .error } }

  var text: String {
    var lines = problems.map(\.rendered)
    let warnings = problems.count - errorCount
    if !isValid {
      lines.append(
        "\(path.visible): \(Self.count(errorCount, "error")), "
          + Self.count(warnings, "warning"))
    } else {
      lines.append("\(path.visible): \(warnings == 0 ? "no problems" : Self.count(warnings, "warning"))")
    }
    lines += (summary.map { [$0] } ?? []) + (file?.tables ?? [])
    return lines.joined(separator: "\n") + "\n"
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  var document: CheckDocument.File {
    CheckDocument.File(
      file: path, valid: isValid, summary: summary, digest: file?.digest,
      tables: file?.tables,
      problems: problems.map {
        CheckDocument.Problem(
          severity: $0.severity.rawValue, file: $0.file, line: $0.line, column: $0.column,
          finding: $0.finding, remedy: $0.remedy)
      })
  }
}

/// The document of `--format json`.
private struct CheckDocument: Encodable {
  var files: [File]

  struct File: Encodable {
    var file: String
    var valid: Bool
    var summary: String?
    var digest: String?
    /// What was understood of the tables that the scenario names.
    var tables: [String]?
    var problems: [Problem]
  }

  struct Problem: Encodable {
    var severity: String
    var file: String
    var line: Int
    var column: Int
    var finding: String
    var remedy: String
  }
}
