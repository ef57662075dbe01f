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

  @OptionGroup(title: "Engine") var engine: EngineOptions

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

  @Flag(help: .of(RunRequest.note(.noArchive)))
  var noArchive = false

  @Flag(name: .shortAndLong, help: "No progress and nothing on standard output in text format.")
  var quiet = false

  private var request: RunRequest {
    var request = RunRequest(file: file)
    request.study = study.request
    request.management = management.request
    request.engine = engine.request
    (request.out, request.form, request.force) = (out, forms.form, force)
    request.management.lang = forms.lang
    (request.check, request.contactsCsv, request.charts) = (check, contactsCsv, charts)
    (request.allIntervals, request.noReport, request.noArchive) = (allIntervals, noReport, noArchive)
    return request
  }

  func validate() throws {
    try request.validate()
    if let out { try OutputFolder.check(out) }
  }

  func run() async throws {
    try Self.finish(
      try await request.run(isQuiet: quiet, canStop: true), format: format, isQuiet: quiet)
  }

  /// Prints what a run found, and ends with the code that it deserves.
  ///
  /// - Throws: `ProgramStop` where it is not all well.
  static func finish(_ outcome: RunOutcome, format: Format, isQuiet: Bool) throws {
    show(outcome, format, isQuiet)
    if let failure = outcome.chartFailure { Console.complain("error: \(failure)") }
    if !outcome.result.violations.isEmpty {
      let isShown = format == .text && !isQuiet
      let list = isShown ? "" : "\n" + outcome.result.violations.joined(separator: "\n")
      throw ProgramStop(.failed, "error: conservation laws did not hold.\(list)")
    }
    if outcome.result.isPartial { throw ProgramStop(Interruption.code) }
    if outcome.chartFailure != nil { throw ProgramStop(.failed) }
  }

  private static func show(_ outcome: RunOutcome, _ format: Format, _ isQuiet: Bool) {
    switch format {
    case .json: Console.print(outcome.document)
    case .csv: Console.print(ReportCSV.types(of: outcome.result))
    case .text: if !isQuiet { Console.print(outcome.text) }
    }
  }
}

extension ChartFile.Form: ExpressibleByArgument {}
