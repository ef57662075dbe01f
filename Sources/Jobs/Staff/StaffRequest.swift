import ContactCenter
import Experiments
import Foundation
import Reporting
import ScenarioReading
import Staffing

/// Asks how many agents every interval needs, and why: by formulas, and by simulation where wanted.
public struct StaffRequest: JobRequest {
  /// A scenario, or a table of volumes (.csv, .xlsx).
  public var file: String
  /// What must be reached.
  public var goals = StaffGoalsPart()
  /// How calls of a table of volumes behave.
  public var behaviour = StaffCallsPart()
  /// How a table of volumes is read where it does not tell.
  public var table = TablePart()
  /// The share of paid time off the phones: "30%", or "breaks=8%,training=4%"; default: none.
  public var shrinkage: String?
  /// An interval whose neighbouring rows are asked for, such as "10:00", or "all"; default: none.
  public var explain: String?
  /// Whether lines and menu ports are planned together with agents, for `blocking`; default: no.
  public var sizeLines = false
  /// The part of the calls that is blocked at most, such as "1%"; with `sizeLines`; default: none given.
  public var blocking: String?
  /// A file for the scenario that simulates the plan of a table; default: it is not written.
  public var writeScenario: String?
  /// What is judged and searched by simulation.
  public var simulation = StaffSimulationPart()
  /// Who simulates.
  public var pool = PoolRequest()
  /// The folder for the report; default: `Reports/` and the file's name.
  public var out: String?
  /// Whether another plan in the folder, and files in the way of `writeScenario`, are replaced; default: no.
  public var force = false
  /// Whether no files are written; default: no, they are.
  public var noReport = false
  /// Whether a terminal lists several days interval by interval too; default: no.
  public var allIntervals = false
  /// The report's forms as a list: html, md, csv, json, xlsx, pdf, text; default: html, csv, json and xlsx.
  public var form: String?
  /// The language of report and text, "en" or "zh", or both; default: "en".
  public var lang = "en"

  /// A request about a scenario, or a table of volumes.
  public init(file: String) { self.file = file }

  /// A request in which every field has its default.
  public static let blank = StaffRequest(file: "")
  /// What must be given.
  public static let required: Set<JobField> = [.file]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .file: "A scenario, or a table of volumes (.csv, .xlsx).",
    .shrinkage: FieldNote(
      "The share of paid time off the phones: 30%, or breaks=8%,training=4%,sickness=6%.",
      more: "Shares of paid time add up. Paid agents = required ÷ (1 − sum); those on "
        + "vacation, holiday or leave are paid but not scheduled."),
    .explain:
      "Show the five rows around the answer of an interval, such as 10:00, or of all.",
    .sizeLines: "Plan agents, lines and menu ports together, for \(.blocking).",
    .blocking: "With \(.sizeLines): at most this part of the calls is blocked.",
    .writeScenario:
      "Write the scenario that simulates the plan just made, with its tables beside it.",
    .out: FieldNote(
      "The folder for the report. [Reports/ and the file's name]",
      more: "Where it has another plan, the report goes beside it: NAME-2, …"),
    .force: "Replace another plan in the folder, and files that \(.writeScenario) finds there.",
    .noReport: "Write no files.",
    .allIntervals: "List several days interval by interval too, below their grid.",
    .form: FieldNotes.form, .lang: FieldNotes.lang,
  ]

  /// - Throws: `JobFailure` about fields that belong to another that is not given.
  public func checkFields() throws {
    if let out { try RunRequest.checkFolder(out) }
    _ = try wanted
    if noReport, form != nil {
      throw JobFailure(
        at: .form, "\(.form) names files of the report, \(.noReport) has none.")
    }
    try simulation.checkFields()
    try pool.check()
    if pool.isOutside, !simulation.isWanted {
      throw JobFailure(
        at: .engine,
        "\(.engine) goes only with \(.simulate), \(.risk) or \(.skills): formulas need nobody else.")
    }
  }

  /// In which forms and languages the plan is wanted.
  var wanted: FormsWanted {
    get throws {
      try FormsWanted(form: form, lang: lang, out: out, isForced: force, hasFolder: true)
    }
  }

  /// The forms in the folder.
  var forms: [ReportForm] {
    get throws { try wanted.forms ?? [.json, .csv, .xlsx, .html] }
  }

  /// Plans, simulates what is wanted and writes the report; where the workshop is stopped, with the best
  /// found so far.
  ///
  /// - Throws: `JobFailure` about the request and its file, goals that contradict each other, and folders
  ///   that cannot be written; `stopped` before there is anything to tell.
  public func run(in workshop: Workshop) async throws -> StaffOutcome {
    try checkFields()
    return try await StaffJob(self, workshop).outcome()
  }
}

/// A plan with what was written of it.
public struct StaffOutcome: Sendable {
  let result: StaffResult
  let explained: [Int]?
  /// The name of the JSON document's file.
  static let documentName = "staffing.json"
  /// The report's folder as messages call it; nil: nothing was written.
  public var folder: String?
  /// The names of the files in it.
  public var names: [String] = []
  /// The plan for a terminal in the languages asked for.
  public var text = ""

  /// Whether a search was stopped before its end.
  public var isInterrupted: Bool { result.simulated?.isInterrupted == true }

  /// The plan as a JSON document.
  ///
  /// - Throws: what encoding throws.
  public func document() throws -> String { try StaffJSON(result: result).json() }

  /// Writes that document piece by piece, so that it is nowhere as a whole.
  ///
  /// - Parameter sink: Told every piece, in order.
  /// - Throws: what encoding and the sink throw.
  public func writeDocument(to sink: @escaping (Data) throws -> Void) throws {
    try StaffJSON(result: result).write(to: sink)
  }

  /// The report in every form.
  ///
  /// - Parameters:
  ///   - hasAllIntervals: Whether a terminal lists several days interval by interval too.
  ///   - hasFiles: Whether files are written.
  /// - Returns: The report.
  func formed(hasAllIntervals: Bool = false, hasFiles: Bool = true) -> FormedReport {
    FormedReport(
      name: "staffing",
      document: { language in
        StaffingDocument(
          result: result, language: try ReportLanguage.shipped(language), explained: explained,
          hasAllIntervals: hasAllIntervals, hasFiles: hasFiles
        ).document
      }, json: document,
      own: { form, languages in
        if form == .csv {
          return [.init(name: "staffing.csv", text: csv)]
            + (StaffGoalTable(result).map { [.init(name: StaffGoalTable.name, text: $0.csv)] } ?? [])
        }
        // Calculations begin with this one, whose columns are those of the other files.
        guard form == .xlsx, languages == [.en] else { return nil }
        return [.init(name: "staffing.xlsx", data: try StaffWorkbook(result: result).data())]
      })
  }

  /// A line for each interval and pool of agents.
  public var csv: String { StaffTable(result: result).csv }
}

extension StaffRequest: PooledRequest {
  static let command = "staff"
  var ownThreads: Int? { simulation.threads }
  var ofWorker: StaffRequest {
    var request = self
    request.noReport = true
    request.form = nil
    return request
  }
}
