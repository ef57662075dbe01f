import ArgumentParser
import Foundation
import Reporting

/// `switchboard runs`: the runs and comparisons in the archive.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the runs and comparisons in the archive, the latest first.")

  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(help: "The most runs, and the most comparisons, to list.")
  var limit = 20

  @Option(help: ArgumentHelp("The form of the output.", valueName: "text|json"))
  var format = Format.text

  @Option(help: "The archive's file. [$SWITCHBOARD_ARCHIVE, else Reports/archive.sqlite]")
  var archive: String?

  func validate() throws {
    guard limit >= 1 else { throw ValidationError("--limit must be at least 1.") }
  }

  func run() throws {
    let file =
      archive.map { URL(fileURLWithPath: $0) }
      ?? RunArchive.defaultFile(environment: Console.environment)
    var runs: [RunRecord] = []
    var comparisons: [ComparisonRecord] = []
    do {
      // Listing makes no archive where there is none.
      if FileManager.default.fileExists(atPath: file.path) {
        let archive = try RunArchive(file: file)
        runs = try archive.runs(limit: limit)
        comparisons = try archive.comparisons(limit: limit)
      }
    } catch {
      throw ProgramStop(.failed, "error: the archive \(file.path) cannot be read: \(error)")
    }
    let style = TerminalStyle.standardOutput(environment: Console.environment)
    switch format {
    case .json: Console.print(RunList.json(runs, comparisons))
    case .text:
      let list = RunList.text(runs, style: style) { RunCommand.shown(URL(fileURLWithPath: $0)) }
      Console.print(runs.isEmpty && !comparisons.isEmpty ? "" : list)
      let others = RunList.text(comparisons: comparisons, style: style)
      Console.print((runs.isEmpty || others.isEmpty ? "" : "\n") + others)
    }
  }
}
