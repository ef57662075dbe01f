import ContactCenter
import Experiments
import Foundation
import Reporting
import ScenarioReading
import Tables

/// Asks for every problem of scenario files and tables, without simulating them.
public struct CheckRequest: JobRequest {
  /// Scenario files and tables of volumes; one or more.
  public var files: [String]
  /// KPI catalogues of one's own, whose profiles of targets a scenario may name; default: none.
  public var catalogue: [String] = []

  /// The forms as a list: html, md, csv, json, xlsx, pdf, text; default: lines as compilers write them.
  public var form: String?
  /// The language, "en" or "zh", or both; default: "en".
  public var lang = "en"
  /// A folder, or a file with the ending of the only form; default: standard output.
  public var out: String?
  /// Whether other files are replaced; default: no.
  public var force = false

  /// A request about these files.
  public init(files: [String]) { self.files = files }

  /// A request in which every field has its default.
  public static let blank = CheckRequest(files: [])
  /// What must be given.
  public static let required: Set<JobField> = [.files]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .files: "Scenario files and tables of volumes.",
    .catalogue: "A KPI catalogue of your own, as for `run`; may be repeated.",
    .form: FieldNotes.form, .lang: FieldNotes.lang, .out: FieldNotes.outOfForms,
    .force: "Replace other files of these names.",
  ]

  /// - Throws: `JobFailure` about words that are no forms or languages.
  public func checkFields() throws { _ = try wanted }

  private var wanted: FormsWanted {
    get throws { try FormsWanted(form: form, lang: lang, out: out, isForced: force) }
  }

  /// Reads and checks every file; a file that cannot be read is a finding, no failure.
  ///
  /// - Throws: `JobFailure` about a catalogue that cannot be read.
  public func run(in workshop: Workshop) async throws -> CheckOutcome {
    let known = try KPICatalogue.read(try workshop.files.catalogueTexts(catalogue))
    var outcome = CheckOutcome(files: try files.map { try checked($0, known, workshop) })
    outcome.delivery = try wanted.deliver(
      outcome.formed(version: workshop.program.version), in: workshop)
    return outcome
  }

  private func checked(
    _ name: String, _ known: KPICatalogue, _ workshop: Workshop
  ) throws -> CheckOutcome.File {
    var found = CheckOutcome.File(file: name)
    let place = try workshop.files.table(name, .files)
    do throws(ScenarioErrors) {
      if TableFile.isTable(name) {
        let table = try TableFile.read(
          path: name, at: place, measure: .calls, options: TableOptions())
        found.summary = table.understood
        found.problems = table.warnings.map { JobProblem(LocatedProblem($0)) }
      } else {
        let file = try ScenarioFile.read(path: name, at: place)
        let problems = file.warnings + file.managementProblems(known, today: workshop.today)
        found.problems = problems.map { JobProblem($0) }
        guard !problems.contains(where: { $0.severity == .error }) else { return found }
        (found.outline, found.summary) = (file.outline, file.summary)
        (found.digest, found.tables) = (file.digest, file.tables)
      }
      found.valid = true
    } catch {
      found.problems = error.problems.map { JobProblem($0) }
    }
    return found
  }
}

/// What a check found.
public struct CheckOutcome: Codable, Sendable {
  /// The files in the order of the request.
  public var files: [File]
  /// The outcome in the forms asked for; nil: nothing is wanted but its text or `json`.
  public var delivery: ReportOutcome?

  private enum CodingKeys: String, CodingKey { case files }

  init(files: [File]) { self.files = files }

  /// The report in every form.
  func formed(version: String) -> FormedReport {
    FormedReport(
      name: "check", csvTable: "problems",
      document: { language in
        CheckDocument(
          outcome: self, language: try ReportLanguage.shipped(language), version: version
        ).document
      }, json: json)
  }

  /// What was found in one file.
  public struct File: Codable, Sendable, Equatable {
    /// As the request names it.
    public var file: String
    /// Whether it can be used; there may be warnings.
    public var valid = false
    /// What it is, in a sentence; nil where it cannot be used.
    public var summary: String?
    /// The same in figures, for other languages; not in JSON.
    var outline: ScenarioOutline?
    /// Of a scenario: 16 hexadecimal digits that change with every change.
    public var digest: String?
    /// What was understood of the tables that a scenario names.
    public var tables: [String]?
    /// Errors and warnings in the order of the file.
    public var problems: [JobProblem] = []

    private enum CodingKeys: String, CodingKey { case file, valid, summary, digest, tables, problems }

    init(file: String) { self.file = file }

    /// How many of the problems are errors.
    public var errorCount: Int { problems.count(where: \.isError) }
  }

  /// Whether any file has an error.
  public var hasErrors: Bool { files.contains { $0.errorCount > 0 } }

  /// The outcome as one JSON document with sorted keys.
  ///
  /// - Throws: what encoding throws; nothing here.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

extension CheckOutcome.File {
  /// The findings as lines, then the file's summary and its tables.
  public var text: String {
    var lines = problems.map(\.rendered)
    let warnings = problems.count - errorCount
    let found = warnings == 0 ? "no problems" : Self.count(warnings, "warning")
    lines.append(
      "\(file.visible): "
        + (valid ? found : Self.count(errorCount, "error") + ", " + Self.count(warnings, "warning")))
    lines += (summary.map { [$0] } ?? []) + (tables ?? [])
    return lines.joined(separator: "\n") + "\n"
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}

extension ScenarioFile {
  /// What a run without options would refuse about the section `management`.
  ///
  /// - Parameters:
  ///   - catalogue: The catalogue whose profiles of targets it may name.
  ///   - today: The present day, such as "2026-11-22".
  /// - Returns: Errors with their places.
  func managementProblems(_ catalogue: KPICatalogue, today: String) -> [LocatedProblem] {
    guard let own = scenario.management else { return [] }
    var problems: [LocatedProblem] = []
    if let profile = own.profile, let reason = catalogue.reason(against: profile) {
      problems.append(problem(at: "management.profile", reason.finding, reason.remedy))
    }
    if own.budget != nil, scenario.costs == nil {
      problems.append(
        problem(
          at: "management.budget", "A budget needs costs to compare.",
          "Add the section costs to the scenario, or leave the budget out."))
    }
    if let deadline = own.deadline, (Day.days(from: today, to: deadline) ?? 0) <= 0 {
      problems.append(
        problem(
          at: "management.deadline", "The deadline \(deadline) is not after today, \(today).",
          "Give a later one, or the day of the figures to `run` with --date."))
    }
    return problems
  }
}

extension KPICatalogue {
  /// Why there is no such profile of targets; nil: there is.
  func reason(against profile: String) -> (finding: String, remedy: String)? {
    guard !profiles.contains(profile) else { return nil }
    return (
      "There is no such profile of targets.", "Known profiles: \(profiles.joined(separator: ", "))."
    )
  }
}
