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

  @OptionGroup var forms: FormOptions

  @Option(help: .of(RunsRequest.note(.out)))
  var out: String?

  @Flag(help: .of(RunsRequest.note(.force)))
  var force = false

  private var request: RunsRequest {
    var request = RunsRequest()
    (request.limit, request.archive) = (limit, archive)
    (request.form, request.lang, request.out) = (forms.form, forms.lang, out)
    request.force = force
    return request
  }

  func validate() throws {
    try request.validate()
    try forms.check(out)
  }

  func run() async throws {
    let outcome = try await request.run()
    switch format {
    case .json: Console.print(RunsJSON.text(outcome.runs, outcome.comparisons))
    case .text where outcome.delivery != nil: outcome.delivery?.show()
    case .text: Console.print(outcome.text)
    }
  }
}
