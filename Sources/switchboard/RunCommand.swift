import ArgumentParser
import Foundation
import Jobs
import Reporting

/// `switchboard run FILE`: from a scenario to a report.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Simulate a scenario and write its report.")

  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Argument(help: .of(RunRequest.note(.file), valueName: "file"))
  var file: String

  @OptionGroup(title: "Study") var study: StudyOptions

  @OptionGroup(title: "Management report") var management: ManagementOptions

  @Option(help: .of(RunRequest.note(.out)))
  var out: String?

  @OptionGroup var forms: FormOptions

  @Flag(help: .of(RunRequest.note(.force)))
  var force = false

  @Option(
    help: ArgumentHelp(
      "What goes to standard output: text, json (the one document report.json) or csv (types.csv).",
      valueName: "text|json|csv"))
  var format = Format.text

  @Flag(help: .of(RunRequest.note(.check)))
  var check = false

  @Flag(help: .of(RunRequest.note(.contactsCsv)))
  var contactsCsv = false

  @Option(help: .of(RunRequest.note(.charts), valueName: "svg|png"))
  var charts: ChartFile.Form?

  @Flag(help: .of(RunRequest.note(.allIntervals)))
  var allIntervals = false

  @Flag(help: .of(RunRequest.note(.noReport)))
  var noReport = false

  @Option(help: .of(RunRequest.note(.engine), valueName: "threads|processes"))
  var engine = RunEngine.threads

  @Flag(help: .of(RunRequest.note(.noArchive)))
  var noArchive = false

  @Flag(name: .shortAndLong, help: "No progress and nothing on standard output in text format.")
  var quiet = false

  private var request: RunRequest {
    var request = RunRequest(file: file)
    request.study = study.request
    request.management = management.request
    (request.out, request.form, request.force) = (out, forms.form, force)
    request.management.lang = forms.lang
    (request.check, request.contactsCsv, request.charts) = (check, contactsCsv, charts)
    (request.allIntervals, request.noReport, request.noArchive) = (allIntervals, noReport, noArchive)
    request.engine = engine
    return request
  }

  func validate() throws {
    try request.validate()
    if let out { try OutputFolder.check(out) }
  }

  func run() async throws {
    // A worker's process that has ended must not end this one.
    if engine == .processes { signal(SIGPIPE, SIG_IGN) }
    let outcome = try await request.run(isQuiet: quiet, canStop: true)
    show(outcome)
    if let failure = outcome.chartFailure { Console.complain("error: \(failure)") }
    if !outcome.result.violations.isEmpty {
      let isShown = format == .text && !quiet
      let list = isShown ? "" : "\n" + outcome.result.violations.joined(separator: "\n")
      throw ProgramStop(.failed, "error: conservation laws did not hold.\(list)")
    }
    if outcome.result.isPartial { throw ProgramStop(Interruption.code) }
    if outcome.chartFailure != nil { throw ProgramStop(.failed) }
  }

  private func show(_ outcome: RunOutcome) {
    switch format {
    case .json: Console.print(outcome.document)
    case .csv: Console.print(ReportCSV.types(of: outcome.result))
    case .text: if !quiet { Console.print(outcome.text) }
    }
  }
}

extension ChartFile.Form: ExpressibleByArgument {}
extension RunEngine: ExpressibleByArgument {}
