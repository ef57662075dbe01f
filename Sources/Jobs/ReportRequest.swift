import Experiments
import Foundation
import Management
import Reporting
import ScenarioReading

/// Asks for the management report of runs in the archive, without simulating.
public struct ReportRequest: JobRequest {
  /// Numbers of runs in the archive, oldest first, or "last"; one or more.
  public var runs: [String]
  /// Earlier runs to put beside them; default: none.
  public var compare: [String] = []
  /// The language, "en" or "zh", or both; default: "en".
  public var lang = "en"
  /// The forms as a list: html, md, csv, json, xlsx, pdf; default: all but pdf; of the brief edition html
  /// and md.
  public var form: String?
  /// Whether it is the edition of two pages; default: no.
  public var brief = false
  /// The folder for the files; "-": none are written, the outcome has the only one, as it has one text that is
  /// asked for without a folder; default: `Reports/run-NUMBER`.
  public var out: String?
  /// Whether files of these names in the folder are replaced; default: no.
  public var force = false
  /// The archive's file; default: the workshop's.
  public var archive: String?

  /// A request about runs.
  public init(runs: [String]) { self.runs = runs }

  /// A request in which every field has its default.
  public static let blank = ReportRequest(runs: [])
  /// What must be given.
  public static let required: Set<JobField> = [.runs]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .runs: "Numbers of runs, oldest first; or last.",
    .compare: "An earlier run to put beside it; may be repeated.",
    .lang: FieldNotes.lang, .form: FieldNotes.form,
    .brief: "The edition of two pages: the decision, and all targets. Forms: html, md, pdf.",
    .out: FieldNote(
      "The folder for the files; - prints the only file. [Reports/run-NUMBER]",
      more:
        "One text asked for by \(.form) without a folder is printed. Without \(.form) the forms are html, md, csv, json and xlsx, of the \(.brief) edition html and "
        + "md. Where it has other files of these names, the report goes beside it: NAME-2, …"),
    .force: "Replace files of these names in the folder.",
    .archive: FieldNotes.archive,
  ]

  /// Makes the report of the last run, with the others as earlier periods.
  ///
  /// - Throws: `JobFailure` about runs that are none or cannot be compared; `failed` where the archive
  ///   cannot be read or the folder not be written.
  public func run(in workshop: Workshop) async throws -> ReportOutcome {
    let languages = try KPILanguage.list(lang)
    let forms = try self.forms()
    let database = try openArchive(workshop)
    let folder = out == "-" ? nil : try out.map { try workshop.files.folder($0, .out) }
    if let folder { try workshop.checkWritable(folder, names: []) }
    let numbers = try (compare + runs).map { try number($0, in: database) }
    var reports = try numbers.map { try report(of: $0, in: database) }
    try check(reports, numbers, workshop)
    guard let number = numbers.last, let last = reports.popLast() else {
      throw JobFailure(at: .runs, "\(.runs) is empty. Name a run.")
    }
    let catalogue = try KPICatalogue.read(last.catalogueFiles)
    let whole = last.after(reports, catalogue: catalogue)
    let files: [AtomicFile.Content]
    do {
      files = try ReportForm.files(
        forms, of: whole, catalogue: catalogue, languages: languages, isBrief: brief)
    } catch {
      throw JobFailure.failed("the report cannot be made: \(error)")
    }
    let isOnlyText = out == nil && form != nil && files.count == 1 && forms.allSatisfy(\.isText)
    guard out != "-", !isOnlyText else {
      guard files.count == 1 else {
        throw JobFailure(
          at: .out, "\(.out) - prints one file; ask for one form and language.")
      }
      return ReportOutcome(files: files)
    }
    let place = try workshop.write(
      files, to: try folder ?? workshop.files.url("Reports/run-\(number)", .out), isNamed: folder != nil,
      isForced: force, of: .init(digest: last.run.digest, commandLine: last.run.commandLine))
    return ReportOutcome(files: files, folder: workshop.files.shown(place))
  }

  private func forms() throws -> [ReportForm] {
    let forms = try ReportForm.list(form ?? (brief ? "html,md" : "html,md,csv,json,xlsx"))
    if brief, let other = forms.first(where: { !ReportForm.brief.contains($0) }) {
      throw JobFailure(
        at: .form,
        "\(.brief) has no form \(other.rawValue); allowed: "
          + Words(ReportForm.brief.map(\.rawValue).joined(separator: ", ") + "."))
    }
    return forms
  }

  private func openArchive(_ workshop: Workshop) throws -> RunArchive {
    let named = try archive.map { try workshop.files.url($0, .archive) } ?? workshop.archive
    guard let file = named, FileManager.default.fileExists(atPath: file.path) else {
      throw JobFailure(
        at: .archive,
        "there is no archive \(named?.path ?? ""). `switchboard run FILE` makes it; \(.archive) names "
          + "another one.")
    }
    do {
      return try RunArchive(file: file)
    } catch {
      throw JobFailure.failed("the archive \(file.path) cannot be read: \(error)")
    }
  }

  private func number(_ text: String, in archive: RunArchive) throws -> Int64 {
    let found = try read { try archive.runs(limit: 1).first?.id }
    if text == "last", let found { return found }
    guard let number = Int64(text), try read({ try archive.has(run: number) }) else {
      let last = found.map { "The last one is \($0); " } ?? ""
      throw JobFailure(
        at: .runs,
        "there is no run \"\(text)\" in the archive. \(last)`switchboard runs` lists them.")
    }
    return number
  }

  private func report(of run: Int64, in archive: RunArchive) throws -> ManagementReport {
    guard let text = try read({ try archive.management(of: run) }) else {
      throw JobFailure(
        at: .runs,
        "run \(run) has no KPI figures: it was made by an earlier version, or is one long "
          + "run. Simulate the scenario again.")
    }
    do {
      return try ManagementReportJSON.read(Data(text.utf8))
    } catch {
      throw JobFailure.failed("run \(run): \(error)")
    }
  }

  /// Periods must be of one currency and profile, in the order of their days.
  private func check(
    _ reports: [ManagementReport], _ numbers: [Int64], _ workshop: Workshop
  ) throws {
    guard let last = reports.last else { return }
    for (report, number) in zip(reports, numbers) {
      for (what, own, other) in [
        ("currency", report.currency ?? "none", last.currency ?? "none"),
        ("profile of targets", report.profile, last.profile),
      ] where own != other {
        throw JobFailure(
          at: .runs,
          "runs \(number) and \(numbers[numbers.count - 1]) cannot be compared: their \(what) is "
            + "\(own) and \(other).")
      }
      if report.run.scenario != last.run.scenario {
        workshop.notice(
          JobNotice(
            .warning, "run \(number) is of another scenario, \"\(report.run.scenario)\"."))
      }
    }
    for (first, second) in zip(reports, reports.dropFirst())
    where first.time.dataDate > second.time.dataDate {
      workshop.notice(
        JobNotice(
          .warning,
          "the runs are not in the order of their days (\(first.time.dataDate) before "
            + "\(second.time.dataDate)); give the oldest first."))
    }
  }

  private func read<Value>(_ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch {
      throw JobFailure.failed("the archive cannot be read: \(error)")
    }
  }
}

/// The files of a report.
public struct ReportOutcome: Sendable {
  /// The files by name.
  public var files: [AtomicFile.Content]
  /// The folder that they are in, as messages call it; nil: they were not written.
  public var folder: String?
}
