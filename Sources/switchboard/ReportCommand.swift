import ArgumentParser
import Experiments
import Foundation
import Management
import Reporting
import ScenarioReading

/// `switchboard report RUN…`: management reports from the archive, without simulating.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Make the management report of runs in the archive anew, in any form and language.",
    discussion: """
      RUN is a number from `switchboard runs`, or "last". Several runs are periods, oldest first: the \
      report is about the last one, with the others beside it; three or more have trends. Only runs \
      with --smart have plans, levers and actions; with eight periods or more a trend beyond chance has a \
      forecast.
      """)

  @Argument(help: ArgumentHelp("Numbers of runs, oldest first; or last.", valueName: "RUN"))
  var runs: [String]

  @Option(help: ArgumentHelp("An earlier run to put beside it; may be repeated.", valueName: "RUN"))
  var compare: [String] = []

  @Option(help: ArgumentHelp("The language, or both.", valueName: "en|zh|en,zh"))
  var lang = "en"

  @Option(
    help: ArgumentHelp(
      "The forms, separated by commas; json alone with --out - goes to standard output. "
        + "[html,md,csv,json,xlsx; with --brief html,md]",
      valueName: "html,md,csv,json,xlsx,pdf"))
  var form: String?

  @Flag(help: "The edition of two pages: the decision, and all targets. Forms: html, md, pdf.")
  var brief = false

  @Option(
    help: ArgumentHelp(
      "The folder for the files; - prints the only file. [Reports/run-NUMBER]",
      discussion: "Where it has other files of these names, the report goes beside it: NAME-2, …"))
  var out: String?

  @Flag(help: "Replace files of these names in the folder.")
  var force = false

  @Option(help: "The archive's file. [$SWITCHBOARD_ARCHIVE, else Reports/archive.sqlite]")
  var archive: String?

  func run() throws {
    let languages = try KPIOptions.languages(of: lang)
    let forms = try readForms()
    if let out, out != "-" { try RunCommand.checkFolder(out) }
    let archive = try openArchive()
    if let out, out != "-" { try RunCommand.checkWritable(URL(fileURLWithPath: out), names: []) }
    let numbers = try (compare + runs).map { try number($0, in: archive) }
    var reports = try numbers.map { try report(of: $0, in: archive) }
    try check(reports, numbers)
    let last = reports.removeLast()
    let catalogue = try catalogue(of: last)
    let whole = last.after(reports, catalogue: catalogue)
    let files: [AtomicFile.Content]
    do {
      files = try ManagementForm.files(
        forms, of: whole, catalogue: catalogue, languages: languages, isBrief: brief)
    } catch {
      throw ProgramStop(.failed, "error: the report cannot be made: \(error)")
    }
    try write(files, of: numbers[numbers.count - 1])
  }

  // MARK: - Input

  private func readForms() throws -> [ManagementForm] {
    let forms = try ReportForms.read(form ?? (brief ? "html,md" : "html,md,csv,json,xlsx"))
    if brief, let other = forms.first(where: { !ManagementForm.brief.contains($0) }) {
      throw ProgramStop.options(
        "--brief has no form \(other.rawValue); allowed: "
          + ManagementForm.brief.map(\.rawValue).joined(separator: ", ") + ".")
    }
    return forms
  }

  private func openArchive() throws -> RunArchive {
    let file =
      archive.map { URL(fileURLWithPath: $0) }
      ?? RunArchive.defaultFile(environment: Console.environment)
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw ProgramStop(
        .badInput,
        "error: there is no archive \(file.path). `switchboard run FILE` makes it; --archive names "
          + "another one.")
    }
    do {
      return try RunArchive(file: file)
    } catch {
      throw ProgramStop(.failed, "error: the archive \(file.path) cannot be read: \(error)")
    }
  }

  private func number(_ text: String, in archive: RunArchive) throws -> Int64 {
    let found = try read { try archive.runs(limit: 1).first?.id }
    if text == "last", let found { return found }
    guard let number = Int64(text), try read({ try archive.has(run: number) }) else {
      throw ProgramStop(
        .badInput,
        "error: there is no run \"\(text)\" in the archive. "
          + (found.map { "The last one is \($0); " } ?? "")
          + "`switchboard runs` lists them.")
    }
    return number
  }

  private func report(of run: Int64, in archive: RunArchive) throws -> ManagementReport {
    guard let text = try read({ try archive.management(of: run) }) else {
      throw ProgramStop(
        .badInput,
        "error: run \(run) has no KPI figures: it was made by an earlier version, or is one long "
          + "run. Simulate the scenario again.")
    }
    do {
      return try ManagementReportJSON.read(Data(text.utf8))
    } catch {
      throw ProgramStop(.failed, "error: run \(run): \(error)")
    }
  }

  /// Periods must be of one currency and profile, in the order of their days.
  private func check(_ reports: [ManagementReport], _ numbers: [Int64]) throws {
    guard let last = reports.last else { return }
    for (report, number) in zip(reports, numbers) {
      for (what, own, other) in [
        ("currency", report.currency ?? "none", last.currency ?? "none"),
        ("profile of targets", report.profile, last.profile),
      ] where own != other {
        throw ProgramStop(
          .badInput,
          "error: runs \(number) and \(numbers[numbers.count - 1]) cannot be compared: their \(what) is "
            + "\(own) and \(other).")
      }
      if report.run.scenario != last.run.scenario {
        Console.complain(
          "warning: run \(number) is of another scenario, \"\(report.run.scenario)\".")
      }
    }
    for (first, second) in zip(reports, reports.dropFirst())
    where first.time.dataDate > second.time.dataDate {
      Console.complain(
        "warning: the runs are not in the order of their days (\(first.time.dataDate) before "
          + "\(second.time.dataDate)); give the oldest first.")
    }
  }

  private func read<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch {
      throw ProgramStop(.failed, "error: the archive cannot be read: \(error)")
    }
  }

  /// The catalogue with the files that the run had over it.
  private func catalogue(of report: ManagementReport) throws -> KPICatalogue {
    do throws(ScenarioErrors) {
      return try KPICatalogueFile.read(texts: report.catalogueFiles)
    } catch {
      throw ProgramStop(.badInput, error.description)
    }
  }

  // MARK: - Output

  private func write(_ files: [AtomicFile.Content], of run: Int64) throws {
    if out == "-" {
      guard files.count == 1, let file = files.first else {
        throw ProgramStop.options("--out - prints one file; ask for one form and language.")
      }
      FileHandle.standardOutput.write(file.data)
      return
    }
    let asked = URL(fileURLWithPath: out ?? "Reports/run-\(run)")
    let folder = try ReportForms.write(files, to: asked, isForced: force)
    ReportForms.tell(folder, insteadOf: asked)
    for file in files { Console.print("\(RunCommand.shown(folder))/\(file.name)\n") }
  }
}
