import Experiments
import Foundation
import Reporting
import Verification

/// Asks to compare formulas and simulator with cases whose figures are known exactly.
public struct VerifyRequest: JobRequest {
  /// Files of exact cases, or folders of them; one or more.
  public var paths: [String]
  /// Multiplies the simulated contacts, 0.001 to 1000; default: 1.
  public var effort = 1.0
  /// The seed of all random numbers; default: 1.
  public var seed: UInt64 = 1
  /// Simulations at a time, 1 to 1024; results do not depend on it; default: the workshop's.
  public var threads: Int?
  /// Whether the archive is neither used nor filled, so that a verification that is stopped starts anew;
  /// default: no, it is both.
  public var noArchive = false
  /// Who simulates.
  public var pool = PoolRequest()
  /// Only these families; default: all.
  public var family: [String] = []
  /// Only these cases; default: all.
  public var `case`: [String] = []
  /// Only one of the two: solver or simulator; default: both.
  public var only: VerificationSide?
  /// A folder for verification.txt and verification.json; default: none are written.
  public var keep: String?
  /// The forms as a list: html, md, csv, json, xlsx, pdf, text; default: text, in a folder html, csv and
  /// json.
  public var form: String?
  /// The language, "en" or "zh", or both; default: "en".
  public var lang = "en"
  /// A folder for the report, or of one form a file; default: none is written.
  public var out: String?
  /// Whether other files of these names are replaced; default: no.
  public var force = false

  /// A request about these files.
  public init(paths: [String]) { self.paths = paths }

  /// A request in which every field has its default.
  public static let blank = VerifyRequest(paths: [])
  /// What must be given.
  public static let required: Set<JobField> = [.paths]
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .paths: "Files of exact cases, or folders of them.",
    .effort: FieldNote(
      "Multiplies the simulated contacts: 0.1 is quick, 1 takes minutes, 10 is thorough.",
      number: 0.001...1000),
    .seed: "Seeds all random numbers.",
    .threads: FieldNote(
      "Simulations at a time (default: the processors of the machine).", whole: 1...1024),
    .noArchive: "Do not use or fill the archive: a verification that is stopped starts anew.",
    .family: "Only this family; may be repeated.",
    .case: "Only this case; may be repeated.",
    .only: "Only one of the two: solver or simulator.",
    .keep: "Also write verification.txt and verification.json into this folder.",
    .form: FieldNotes.form, .lang: FieldNotes.lang, .out: FieldNotes.outOfForms,
    .force: "Replace other files of these names.",
  ]

  /// - Throws: `JobFailure` about a number out of range.
  public func checkFields() throws {
    if let out { try RunRequest.checkFolder(out) }
    _ = try FormsWanted(form: form, lang: lang, out: out, isForced: force)
    guard effort >= 0.001, effort <= 1000 else {
      throw JobFailure(.effort, "\(effort)", "0.001 to 1000 are allowed.")
    }
    if let threads { _ = try Self.checked(threads, .threads) }
    try pool.check()
    if pool.isOutside, only == .solver {
      throw JobFailure(
        at: .engine, "\(.engine) goes only where the simulator is judged: formulas need nobody else.")
    }
  }

  /// Judges every case that can be read.
  ///
  /// - Throws: `JobFailure` where no case can be read, or a name chooses none; `failed` where the result
  ///   cannot be kept; `stopped` where the workshop was.
  public func run(in workshop: Workshop) async throws -> VerifyOutcome {
    try checkFields()
    let (cases, problems) = try chosenCases(workshop)
    let folder = try keep.map { try workshop.files.url($0, .keep) }
    let options = options(workshop)
    let place = try workshop.files.url("verification", .out)
    guard pool.isOutside || workshop.member != nil,
      let service = VerificationService(cases, options: options)
    else {
      return try await outcome(cases, problems, options, to: folder, workshop)
    }
    return try await workshop.withPool(of: self, beside: place, service) { pool in
      var options = options
      options.pool = pool
      options.isCancelled = { [isStopped = options.isCancelled] in isStopped() || pool?.failure != nil }
      return try await outcome(cases, problems, options, to: folder, workshop)
    }
  }

  private func outcome(
    _ cases: [ExactCase], _ problems: [CaseProblem], _ wanted: VerificationOptions, to folder: URL?,
    _ workshop: Workshop
  ) async throws -> VerifyOutcome {
    var options = wanted
    let store = workshop.keptWork(
      "verify \(seed) \(effort) \(paths) \(family) \(`case`)", isWanted: !noArchive)
    options.store = store
    options.program = "\(workshop.program.version) \(workshop.program.build)"
    var result = await Verifier.verify(
      cases, options: options,
      progress: { progress in
        workshop.progress(
          JobProgress(
            "% of the cases", Int(100 * progress.share), of: 100, remark: ", \(progress.caseID)"))
      })
    store?.finish(isInterrupted: options.isCancelled())
    if options.isCancelled() { throw JobFailure.stopped("interrupted; nothing is judged") }
    result.problems.insert(contentsOf: problems, at: 0)
    var outcome = VerifyOutcome(result: result)
    do {
      if let folder { try outcome.write(to: folder) }
    } catch {
      throw JobFailure.failed("the result cannot be written: \(error.localizedDescription)")
    }
    outcome.delivery = try FormsWanted(form: form, lang: lang, out: out, isForced: force)
      .deliver(outcome.formed(version: workshop.program.version), in: workshop)
    return outcome
  }

  private func options(_ workshop: Workshop) -> VerificationOptions {
    var options = VerificationOptions()
    options.effort = effort
    options.seed = seed
    options.threads = threads ?? workshop.workers
    options.families = family
    options.cases = `case`
    if let only { options.sides = [only] }
    options.isCancelled = workshop.stopping
    return options
  }

  /// The cases of the files, and what cannot be read; no case at all, or a filter that leaves none,
  /// is a mistake.
  private func chosenCases(
    _ workshop: Workshop
  ) throws -> (cases: [ExactCase], problems: [CaseProblem]) {
    let places = try paths.map { try workshop.files.url($0, .paths) }
    let (cases, problems) = CaseReader.read(paths: paths, at: places)
    if cases.isEmpty && !problems.isEmpty { throw failure(problems, at: .paths) }
    var mistakes: [CaseProblem] = []
    var field = JobField.family
    let place = paths.joined(separator: ", ")
    let families = Set(cases.map(\.family))
    let names = Set(cases.map(\.id))
    for wanted in `case` where !names.contains(wanted) {
      mistakes.append(CaseProblem(file: place, finding: "there is no case \"\(wanted)\""))
      field = .case
    }
    let unknown = family.filter { !families.contains($0) }.map { wanted in
      let known = families.sorted().joined(separator: ", ")
      return CaseProblem(file: place, finding: "there is no family \"\(wanted)\", only: \(known)")
    }
    mistakes = unknown + mistakes
    guard mistakes.isEmpty else {
      throw failure(problems + mistakes, at: unknown.isEmpty ? field : .family)
    }
    return (cases, problems)
  }

  private func failure(_ problems: [CaseProblem], at field: JobField) -> JobFailure {
    var failure = JobFailure(at: field, Words(VerifyOutcome.text(problems)))
    failure.isAboutFiles = true
    return failure
  }
}

extension VerificationSide: Codable {}

extension VerifyRequest: PooledRequest {
  static let command = "verify"
  var ownThreads: Int? { threads }
  var ofWorker: VerifyRequest {
    var request = self
    (request.keep, request.out, request.form) = (nil, nil, nil)
    return request
  }
}

/// What a verification found.
public struct VerifyOutcome: Sendable {
  /// The figures and the verdicts.
  public let result: VerificationResult
  /// The report in the forms asked for; nil: nothing is wanted but `text` or `json`.
  public var delivery: ReportOutcome?

  private var report: VerificationReport { VerificationReport(result) }

  /// The report for people.
  ///
  /// - Parameter hasAllFigures: Whether figures within the bounds are listed too.
  /// - Returns: Tables in plain text.
  public func text(hasAllFigures: Bool = true) -> String { report.text(allFigures: hasAllFigures) }

  /// The report as a JSON document.
  ///
  /// - Throws: what encoding throws.
  public func json() throws -> String { try report.json() }

  /// The report in every form.
  func formed(version: String) -> FormedReport {
    FormedReport(
      name: "verification", csvTable: "figures",
      document: { language in
        VerificationDocument(
          report: report,
          language: try ReportLanguage.shipped(language),
          version: version
        ).document
      },
      json: json,
      own: { form, languages in
        form == .text && languages == [.en]
          ? [.init(name: "verification.txt", text: text())] : nil
      })
  }

  /// What could not be read or simulated, a line each.
  public var findings: String { Self.text(result.problems) }

  static func text(_ problems: [CaseProblem]) -> String {
    problems.map(\.description).joined(separator: "\n")
  }

  /// Keeps both forms.
  ///
  /// - Throws: what the file system says.
  func write(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = folder.appendingPathComponent("verification.txt")
    let json = folder.appendingPathComponent("verification.json")
    try Data(self.text().utf8).write(to: text, options: .atomic)
    try Data(self.json().utf8).write(to: json, options: .atomic)
  }
}
