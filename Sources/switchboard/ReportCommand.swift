import ArgumentParser
import Foundation
import Jobs

/// `switchboard report RUN…`: management reports from the archive, without simulating.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make the management report of runs in the archive anew, in any form and language.",
    discussion: """
      RUN is a number from `switchboard runs`, or "last". Several runs are periods, oldest first: the \
      report is about the last one, with the others beside it; three or more have trends. Only runs \
      with --smart have plans, levers and actions; with eight periods or more a trend beyond chance has a \
      forecast.
      """)

  @Argument(help: .of(ReportRequest.note(.runs), valueName: "RUN"))
  var runs: [String]

  @Option(help: .of(ReportRequest.note(.compare), valueName: "RUN"))
  var compare: [String] = []

  @OptionGroup var forms: FormOptions

  @Flag(help: .of(ReportRequest.note(.brief)))
  var brief = false

  @Option(help: .of(ReportRequest.note(.out)))
  var out: String?

  @Flag(help: .of(ReportRequest.note(.force)))
  var force = false

  @Option(help: .of(ReportRequest.note(.archive)))
  var archive: String?

  func validate() throws {
    if let out, out != "-" { try OutputFolder.check(out) }
  }

  func run() async throws {
    var request = ReportRequest(runs: runs)
    (request.compare, request.lang, request.form) = (compare, forms.lang, forms.form)
    (request.brief, request.out, request.force) = (brief, out, force)
    request.archive = archive
    try await request.run().show()
  }
}
