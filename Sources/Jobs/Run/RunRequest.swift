import ContactCenter
import Experiments
import Foundation
import Reporting
import ScenarioReading
import Staffing

/// Asks to simulate a scenario and write its report.
public struct RunRequest: JobRequest {
  /// The scenario's file.
  public var file: String
  /// What of the scenario's study is to be other.
  public var study = StudyRequest()
  /// The management report.
  public var management = ManagementRequest()
  /// Who simulates.
  public var engine = EngineRequest()
  /// The folder for the report; default: `Reports/` and the file's name.
  public var out: String?
  /// The report's forms as a list: html, md, csv, json, xlsx, pdf, text; default: html, md, csv and json, with
  /// `smart` also xlsx.
  public var form: String?
  /// Whether another run's report in the folder is replaced; default: no.
  public var force = false
  /// Whether conservation laws are checked after every replication; default: no.
  public var check = false
  /// Whether every event of the first replication is written to contacts.csv; default: no.
  public var contactsCsv = false
  /// The form of chart files in the folder charts/; default: none are written.
  public var charts: ChartFile.Form?
  /// Whether figures by interval are written however many there are; default: no.
  public var allIntervals = false
  /// Whether no report files are written; default: no, they are.
  public var noReport = false
  /// Whether the run is not recorded in the archive; default: no, it is.
  public var noArchive = false

  /// A request about a scenario's file.
  public init(file: String) { self.file = file }

  /// A request in which every field has its default.
  public static let blank = RunRequest(file: "")
  /// What must be given.
  public static let required: Set<JobField> = [.file]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .file: "The scenario's file.",
    .out: FieldNote(
      "The folder for the report. [Reports/ and the file's name]",
      more: "Where another run's report is, the new one goes beside it: NAME-2, NAME-3, …"),
    .form: FieldNotes.form,
    .force: "Replace the report that another run has left in the folder.",
    .check: "Check conservation laws after every replication; a violation makes the run fail.",
    .contactsCsv: "Write every event of the first replication to contacts.csv.",
    .charts: "Write the charts as files too, into the report's folder charts/.",
    .allIntervals:
      "Write the figures of every interval of every contact type, queue and group, however many.",
    .noReport: "Write no report files.",
    .noArchive: "Do not record the run in the archive.",
  ]

  /// - Throws: `JobFailure` about fields that ask for report files where there are none.
  public func checkFields() throws {
    if let out { try Self.checkFolder(out) }
    try engine.check()
    if engine.outside != nil, contactsCsv {
      throw JobFailure(
        at: .contactsCsv,
        "\(.contactsCsv) tells of the first replication, which is simulated elsewhere with \(.engine). Leave "
          + "one of them out.")
    }
    try management.checkFields()
    guard noReport else { return }
    if management.smart {
      throw JobFailure(
        at: .smart, "\(.smart) writes into the report's folder, \(.noReport) has none.")
    }
    if charts != nil {
      throw JobFailure(
        at: .charts, "\(.charts) writes into the report's folder, \(.noReport) has none.")
    }
    if form != nil {
      throw JobFailure(
        at: .form, "\(.form) names files of the report, \(.noReport) has none.")
    }
  }

  /// - Throws: `JobFailure` about a folder without a name.
  static func checkFolder(_ out: String) throws {
    if out.trimmingCharacters(in: .whitespaces).isEmpty {
      throw JobFailure(at: .out, "\(.out) is empty. Name a folder.")
    }
  }

  /// Simulates and writes the report; where the workshop is stopped, with the replications that are done,
  /// but for a management report, which needs all its plans: then nothing is written.
  ///
  /// - Throws: `JobFailure` about the request and its file; `stopped` before the first replication, or the plans of a
  ///   management report, are done; `failed` where the report cannot be written, after the run is in the archive.
  public func run(in workshop: Workshop) async throws -> RunOutcome {
    try checkFields()
    let job = try RunJob(self, workshop)
    return engine.outside == nil ? try await job.outcome() : try await job.outcomeByShards()
  }

  /// The command that gives the same figures again.
  func command(_ study: Scenario.Study, dataDate: String) -> String {
    typealias Command = CanonicalCommand
    let count = study.method == .replications ? "\(study.replications)" : nil
    return Command.line(
      ["run", Command.file(file)] + Command.option(.replications, count)
        + Command.option(.seed, "\(study.seed)")
        + Command.options(.precision, self.study.precision)
        + Command.option(.maxReplications, self.study.maxReplications.map { "\($0)" })
        + Command.option(.confidence, self.study.confidence) + management.words(on: dataDate))
  }

  /// The forms of the report beside that for managers.
  ///
  /// - Throws: `JobFailure` about a word that is none.
  func ownForms() throws -> [ReportForm] { try form.map(ReportForm.list) ?? ReportFolder.standardForms }

  /// The forms of all reports: those asked for, else all that need nothing installed.
  ///
  /// - Throws: `JobFailure` about a word that is none.
  func forms() throws -> [ReportForm] {
    try form.map(ReportForm.list) ?? ReportFolder.standardForms + (management.smart ? [.xlsx] : [])
  }
}

extension ChartFile.Form: Codable {}

/// What a run found and wrote.
public struct RunOutcome: Sendable {
  /// The figures; partial where the job was stopped.
  public var result: StudyResult
  /// What reports say beside the figures.
  public var context: ReportContext
  /// The forms in which the report was written; empty: none was.
  public var forms: [ReportForm] = []
  /// The report's languages.
  public var languages: [KPILanguage] = [.en]
  /// The report's folder as messages call it; nil: nothing was written.
  public var folder: String?
  /// The number in the archive; nil: not recorded.
  public var number: Int64?
  /// The report for a terminal in the languages asked for.
  public var text = ""
  /// What the management report says first; nil: there is none, or it has nothing to decide.
  public var opening: String?
  /// Whether there is a management report.
  public var isManagementReported = false
  /// Why there are no chart files; nil: there are, or none were asked for.
  public var chartFailure: String?

  /// The document where it was written to a file.
  var written: String?

  /// The document report.json.
  public var document: String {
    written ?? ReportJSON.text(of: result, detail: context.detail, formula: context.formula)
  }
}
