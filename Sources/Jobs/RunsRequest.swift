import Foundation
import Reporting

/// Asks for the runs and comparisons in the archive, the latest first.
public struct RunsRequest: JobRequest {
  /// The most runs, and the most comparisons; 1 or more; default: 20.
  public var limit = 20
  /// The archive's file; default: the workshop's.
  public var archive: String?

  /// The forms as a list: html, md, csv, json, xlsx, pdf, text; default: a text.
  public var form: String?
  /// The language, "en" or "zh", or both; default: "en".
  public var lang = "en"
  /// A folder, or a file with the ending of the only form; default: standard output.
  public var out: String?
  /// Whether other files are replaced; default: no.
  public var force = false

  /// A request about the workshop's archive.
  public init() {}

  /// A request in which every field has its default.
  public static let blank = RunsRequest()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .limit: FieldNote("The most runs, and the most comparisons, to list.", whole: 1...Int.max),
    .archive: FieldNotes.archive, .form: FieldNotes.form, .lang: FieldNotes.lang,
    .out: FieldNotes.outOfForms, .force: "Replace other files of these names.",
  ]

  /// - Throws: `JobFailure` about a number out of range.
  public func checkFields() throws {
    guard limit >= 1 else { throw JobFailure(at: .limit, "\(.limit) must be at least 1.") }
    _ = try wanted
  }

  private var wanted: FormsWanted {
    get throws { try FormsWanted(form: form, lang: lang, out: out, isForced: force) }
  }

  /// Lists; where there is no archive, nothing, and none is made.
  ///
  /// - Throws: `JobFailure` where the archive cannot be read.
  public func run(in workshop: Workshop) async throws -> RunsOutcome {
    try checkFields()
    let named = try archive.map { try workshop.files.url($0, .archive) } ?? workshop.archive
    guard let file = named, FileManager.default.fileExists(atPath: file.path) else {
      return try told(RunsOutcome(runs: [], comparisons: []), workshop)
    }
    let outcome: RunsOutcome
    do {
      let archive = try RunArchive(file: file)
      outcome = RunsOutcome(
        runs: try archive.runs(limit: limit), comparisons: try archive.comparisons(limit: limit))
    } catch {
      throw JobFailure.failed("the archive \(file.path) cannot be read: \(error)")
    }
    return try told(outcome, workshop)
  }

  private func told(_ outcome: RunsOutcome, _ workshop: Workshop) throws -> RunsOutcome {
    let report = FormedReport(
      name: "runs",
      document: { language in
        RunsDocument(
          outcome.runs, outcome.comparisons, language: try ReportLanguage.shipped(language),
          version: workshop.program.version
        ) { workshop.files.shown(URL(fileURLWithPath: $0)) }.document
      }, json: { RunsJSON.text(outcome.runs, outcome.comparisons) })
    var outcome = outcome
    outcome.text = try wanted.text(of: report, in: workshop)
    outcome.delivery = try wanted.deliver(report, in: workshop)
    return outcome
  }
}

/// Runs and comparisons, the latest first.
public struct RunsOutcome: Sendable, Codable {
  /// The runs.
  public var runs: [RunRecord]
  /// The comparisons.
  public var comparisons: [ComparisonRecord]
  /// The list for a terminal in the languages asked for.
  public var text = ""
  /// The list in the forms asked for; nil: nothing is wanted but `text` or `json`.
  public var delivery: ReportOutcome?

  private enum CodingKeys: String, CodingKey { case runs, comparisons }

  init(runs: [RunRecord], comparisons: [ComparisonRecord]) {
    (self.runs, self.comparisons) = (runs, comparisons)
  }
}
