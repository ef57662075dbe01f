import ArgumentParser
import Jobs
import Reporting

/// `switchboard trace FILE`: what happened to each contact, event by event.
struct TraceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Show what happened to contacts, event by event.")

  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Argument(help: .of(TraceRequest.note(.file), valueName: "file"))
  var file: String

  @Option(help: .of(TraceRequest.note(.contacts)))
  var contacts = 20

  @Option(help: .of(TraceRequest.note(.replication)))
  var replication = 0

  @Option(
    parsing: .unconditional, help: .of(TraceRequest.note(.seed)), transform: Seed.parse)
  var seed: UInt64?

  @Option(help: ArgumentHelp("The form of the output.", valueName: "text|json|csv"))
  var format = Format.text

  @Option(help: .of(TraceRequest.note(.lang), valueName: "en|zh|en,zh"))
  var lang = "en"

  private var request: TraceRequest {
    var request = TraceRequest(file: file)
    (request.contacts, request.replication, request.seed) = (contacts, replication, seed)
    request.lang = lang
    return request
  }

  func validate() throws { try request.validate() }

  func run() async throws {
    let outcome = try await request.run(canStop: true)
    switch format {
    case .text:
      Console.print(outcome.text(TerminalStyle.standardOutput(environment: Console.environment)))
    case .json: Console.print(outcome.json())
    case .csv: Console.print(outcome.csv())
    }
  }
}
