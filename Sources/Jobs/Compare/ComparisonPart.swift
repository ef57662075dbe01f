import ContactCenter
import Experiments
import Reporting

/// What comparing and varying have in common: figures, random numbers, reports.
public struct ComparisonPart: RequestPart {
  /// What must be kept, such as "vip 90/10, standard 80/30" or "abandonment < 5%"; default: the scenarios'
  /// own goals; "none": no goal.
  public var goal: [String] = []
  /// KPIs to show, separated by commas; default: those of the command.
  public var kpi: String?
  /// The probability of a correct selection, and the confidence of intervals: "95%" or "0.95", from 50%
  /// to 99.99%; default: 95%.
  public var probability = "95%"
  /// The seed of all random streams; default: the first scenario's.
  public var seed: UInt64?
  /// Replications at the same time, 1 to 1024; results do not depend on it; default: the workshop's.
  public var threads: Int?
  /// The folder for the report; default: `Reports/` and the first file's name.
  public var out: String?
  /// Whether another comparison in the folder is replaced; default: no.
  public var force = false
  /// Whether no report files are written; default: no, they are.
  public var noReport = false
  /// Whether the archive is neither used nor filled; default: no, it is both.
  public var noArchive = false
  /// Whether everything is simulated anew, also what the archive has; default: no.
  public var fresh = false
  /// The report's forms as a list: html, md, csv, json, xlsx, pdf, text; default: html, csv and json.
  public var form: String?
  /// The language of report and text, "en" or "zh", or both; default: "en".
  public var lang = "en"

  /// The standard figures and reports.
  public init() {}

  /// A request in which every field has its default.
  public static let blank = ComparisonPart()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .goal: FieldNote(
      "What must be kept, such as 'vip 90/10, standard 80/30' or 'abandonment < 5%'; may be given "
        + "several times. [the scenario's own goals; none: judge by no goal]",
      more: "vip 90/10: of the contact type vip 90 % are answered within 10 s; without a "
        + "type all contacts together. Any KPI may have a bound, for all or for one type or group: "
        + "asa < 20s, 'vip abandonment < 2%', occupancy:support < 85%."),
    .kpi: FieldNote(
      "KPIs to show, separated by commas, such as serviceLevel,abandoned,cost.",
      more: "Names are those of report.json, also cost, staffCost, waitingCost, lostValue, "
        + "occupancySpread; with a part of the center after a colon: serviceLevel:vip."),
    .probability: "The probability of a correct selection, and the confidence of intervals. [95%]",
    .seed: "Seed of all random streams. [the first scenario's]",
    .threads: FieldNotes.threads,
    .out: FieldNote(
      "The folder for the report. [Reports/ and the file's name]",
      more: "Where it has another comparison, the report goes beside it: NAME-2, …"),
    .force: "Replace another comparison in the folder.",
    .noReport: "Write no report files.",
    .noArchive: "Do not use or fill the archive: nothing is recorded, nothing can be gone on with.",
    .fresh: "Simulate everything anew, also what an earlier call has left in the archive.",
    .form: FieldNotes.form, .lang: FieldNotes.lang,
  ]

  /// - Throws: `JobFailure` about a folder without a name.
  func checkFields() throws {
    if let out { try RunRequest.checkFolder(out) }
    _ = try wanted
    if noReport, form != nil {
      throw JobFailure(
        at: .form, "\(.form) names files of the report, \(.noReport) has none.")
    }
  }

  /// In which forms and languages the comparison is wanted.
  var wanted: FormsWanted {
    get throws {
      try FormsWanted(form: form, lang: lang, out: out, isForced: force, hasFolder: true)
    }
  }

  /// The forms in the folder.
  var forms: [ReportForm] {
    get throws { try wanted.forms ?? [.json, .csv, .html] }
  }

  /// What the figures depend on, as words of the canonical command.
  func words(seed: UInt64) -> [String] {
    let isStandard = (try? confidence()) == 0.95
    return CanonicalCommand.options(.goal, goal) + CanonicalCommand.option(.kpi, kpi)
      + CanonicalCommand.option(.probability, isStandard ? nil : probability)
      + CanonicalCommand.option(.seed, "\(seed)")
  }

  /// The confidence, 0.5 to 0.9999.
  ///
  /// - Throws: `JobFailure` about anything else.
  func confidence() throws -> Double {
    let value = try FieldText(.probability, probability).proportion()
    guard value >= 0.5, value <= 0.9999 else {
      throw JobFailure(.probability, probability, "50% to 99.99% are allowed.")
    }
    return value
  }

  /// A number of replications of which intervals can be made.
  ///
  /// - Throws: `JobFailure` about a number out of range.
  static func replications(_ count: Int, _ field: JobField, from least: Int) throws -> Int {
    let most = FieldNotes.replicationRange.upperBound
    guard count >= least, count <= most else {
      throw JobFailure(field, "\(count)", "\(least) to \(most) replications are allowed.")
    }
    return count
  }
}

extension Workshop {
  /// Tells what is to be said of old words in goals and in lists of KPIs.
  func tellOldWords(_ goals: ComparisonGoals, _ lists: [String?]) {
    let names = lists.compactMap(\.self).flatMap { $0.split(separator: ",") }
    let remarks =
      goals.remarks + names.compactMap { TournamentKPI.remark(on: String($0)) }
    tell(remarks)
  }

  /// Tells remarks about goals, each once.
  func tell(_ remarks: [String]) {
    var told: Set<String> = []
    for remark in remarks where told.insert(remark).inserted { notice(JobNotice(.note, Words(remark))) }
  }
}

extension TournamentKPI {
  /// The KPIs of a list of names separated by commas.
  ///
  /// - Throws: `JobFailure` about a name that is none, and about an empty list.
  static func list(_ text: String, _ field: JobField, in model: Model) throws -> [TournamentKPI] {
    let names = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }
    guard !names.isEmpty else {
      throw JobFailure(at: field, "\(field) is empty. Name a KPI, such as serviceLevel.")
    }
    return try names.map { name in
      do throws(TournamentError) {
        return try TournamentKPI(name, in: ModelNames(model))
      } catch {
        throw JobFailure(field, name, "\(error.description)\(error.hint)")
      }
    }
  }
}

extension [TournamentKPI] {
  /// Doubled KPIs once; those left out are counted nowhere.
  var distinct: [TournamentKPI] {
    var seen: Set<String> = []
    return filter { seen.insert($0.name).inserted }
  }
}

extension TournamentError {
  /// What a name that is like none may be replaced by.
  var hint: String {
    guard case .unknownKPI(_, let nearest) = self else { return "" }
    let some = nearest == nil ? " Some are serviceLevel, abandonedProportion, occupancy, cost." : ""
    return some + " All are in Docs/Comparing.md under “KPIs”."
  }
}
