import ArgumentParser
import Foundation
import Jobs
import Reporting

/// `switchboard runs`: the runs and comparisons in the archive.
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the runs and comparisons in the archive, the latest first.")

  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(help: .of(RunsRequest.note(.limit)))
  var limit = 20

  @Option(help: ArgumentHelp("The form of the output.", valueName: "text|json"))
  var format = Format.text

  @Option(help: .of(RunsRequest.note(.archive)))
  var archive: String?

  private var request: RunsRequest {
    var request = RunsRequest()
    (request.limit, request.archive) = (limit, archive)
    return request
  }

  func validate() throws { try request.validate() }

  func run() async throws {
    let outcome = try await request.run()
    let (runs, comparisons) = (outcome.runs, outcome.comparisons)
    let style = TerminalStyle.standardOutput(environment: Console.environment)
    switch format {
    case .json: Console.print(RunList.json(runs, comparisons))
    case .text:
      let files = Workshop.ofCommands.files
      let list = RunList.text(runs, style: style) { files.shown(URL(fileURLWithPath: $0)) }
      Console.print(runs.isEmpty && !comparisons.isEmpty ? "" : list)
      let others = RunList.text(comparisons: comparisons, style: style)
      Console.print((runs.isEmpty || others.isEmpty ? "" : "\n") + others)
    }
  }
}
