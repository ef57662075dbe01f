import ArgumentParser
import ContactCenter
import Experiments
import Foundation
import Reporting
import ScenarioReading
import Staffing

/// `switchboard run FILE`: from a scenario to a report.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Simulate a scenario and write its report.")

  /// What goes to standard output.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  @Argument(help: ArgumentHelp("The scenario's file.", valueName: "file"))
  var file: String

  @OptionGroup(title: "Study") var study: StudyOptions

  @OptionGroup(title: "Management report") var management: ManagementOptions

  @Option(
    help: ArgumentHelp(
      "The folder for the report. [Reports/ and the file's name]",
      discussion: "Where another run's report is, the new one goes beside it: NAME-2, NAME-3, …"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "The report's forms, separated by commas; xlsx only with --smart. [all but pdf]",
      valueName: "html,md,csv,json,xlsx,pdf"))
  var form: String?

  @Flag(help: "Replace the report that another run has left in the folder.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "What goes to standard output: text, json (the one document report.json) or csv (types.csv).",
      valueName: "text|json|csv"))
  var format = Format.text

  @Flag(help: "Check conservation laws after every replication; a violation makes the run fail.")
  var check = false

  @Flag(help: "Write every event of the first replication to contacts.csv.")
  var contactsCsv = false

  @Option(
    help: ArgumentHelp(
      "Write the charts as files too, into the report's folder charts/.", valueName: "svg|png"))
  var charts: ChartRenderer.Form?

  @Flag(
    help:
      "Write the figures of every interval of every contact type, queue and group, however many.")
  var allIntervals = false

  @Flag(help: "Write no report files.")
  var noReport = false

  @Flag(help: "Do not record the run in the archive.")
  var noArchive = false

  @Flag(name: .shortAndLong, help: "No progress and nothing on standard output in text format.")
  var quiet = false

  func validate() throws {
    guard !management.smart || !noReport else {
      throw ValidationError("--smart writes into the report's folder, --no-report has none.")
    }
    guard charts == nil || !noReport else {
      throw ValidationError("--charts writes into the report's folder, --no-report has none.")
    }
    guard form == nil || !noReport else {
      throw ValidationError("--form names files of the report, --no-report has none.")
    }
    if let out { try RunCommand.checkFolder(out) }
  }

  func run() async throws {
    let read = try ScenarioInput.read(file)
    var settings = StudySettings(
      study: try study.study(of: read.scenario.study), threads: try study.threadCount())
    describe(read, in: &settings)
    let review = try management.review(of: read, study: settings.study)
    // Rows of very many replications would fill the memory; the archive can do without them.
    let isShort = settings.study.replications <= 20_000 && settings.study.precision.isEmpty
    if review.smart || !noArchive && isShort { settings.kpis = review.inputs }
    let asked = out.map { URL(fileURLWithPath: $0) } ?? RunCommand.defaultFolder(of: file)
    let command = commandLine(settings.study, dataDate: review.settings.dataDate)
    let output = RunOutput(
      asked: asked, forms: try readForms(), isForced: force,
      place: ReportPlace(origin: .init(digest: read.digest, commandLine: command)))
    let folder = try output.folder(report: !noReport, contacts: contactsCsv)
    let archive = noArchive ? nil : RunCommand.usableArchive()
    let contacts = try openContacts(in: folder, model: read.model)
    if let contacts { settings.trace = { contacts.add($0) } }

    let result = await simulate(read.model, settings)
    guard result.samples > 0 else {
      contacts?.discard()
      throw RunCommand.nothingDone(result)
    }
    var context = ReportContext(
      scenario: read.scenario, commandLine: command, programVersion: Switchboard.version)
    if allIntervals { context.detail = .all }
    context.formula = ScenarioFormula(read.model).map { FormulaBeside($0) }
    var charts: [AtomicFile.Content] = []
    let chartFailure = drawCharts(of: result, &context, into: &charts)
    let isDocumentWanted = output.forms.contains(.json) && !noReport || format == .json
    let document =
      isDocumentWanted
      ? ReportJSON.text(of: result, detail: context.detail, formula: context.formula)
      : ""
    let report = try await review.report(
      of: result, scenario: read.scenario, commandLine: context.commandLine, isQuiet: quiet,
      threads: settings.threads)
    let prepared = Swift.Result {
      noReport
        ? []
        : try ReportFolder.files(
          of: result, context: context, document: document, forms: output.forms) + charts
          + (try review.files(of: report, forms: output.forms))
    }
    let trace = try completed(contacts, in: folder)
    // First of all the run is kept; then a report that cannot be written is not lost.
    let recorded = archive.flatMap { record(result, report, in: $0) }
    let final: URL
    do {
      final = try output.write(prepared, trace, isPartial: result.isPartial, of: recorded)
    } catch {
      contacts?.discard()
      throw error
    }
    // Somebody else took the folder that was meant, in which only the trace was begun.
    if contacts != nil, final != folder, folder != asked { rmdir(folder.path) }
    show(
      result, context, document, told: Set(settings.scenarioWarnings), output, folder: final,
      opening: review.opening(of: report))
    try conclude(result, chartFailure: chartFailure)
  }

  // MARK: - Steps

  /// Before any work: a folder for the report may be made, or is one.
  static func checkFolder(_ path: String) throws {
    if path.trimmingCharacters(in: .whitespaces).isEmpty {
      throw ValidationError("--out is empty. Name a folder.")
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
      throw ValidationError("--out names a file, \(path). Name a folder, new or old.")
    }
  }

  /// Before any work: the report's files can be written, found out by trying.
  ///
  /// - Throws: `ProgramStop` where they cannot.
  static func checkWritable(
    _ folder: URL, names: [String], code: ProgramStop.Code = .failed
  ) throws {
    do {
      try AtomicFile.check(names, in: folder)
    } catch {
      throw ProgramStop(
        code,
        "error: the report cannot be written to \(shown(folder)): \(error.localizedDescription). Name "
          + "another folder with --out, or give --no-report. Nothing was done.")
    }
  }

  /// The archive's file; nil after saying that nothing can be recorded in it.
  static func usableArchive() -> URL? {
    let file = RunArchive.defaultFile(environment: Console.environment)
    do {
      try RunArchive.check(file)
      return file
    } catch {
      Console.complain(
        "warning: nothing will be recorded in the archive \(shown(file)): \(reason(error))")
      return nil
    }
  }

  /// What an error says, whoever made it.
  static func reason(_ error: any Error) -> String {
    error is CocoaError ? error.localizedDescription : "\(error)"
  }

  private func simulate(_ model: Model, _ settings: StudySettings) async -> StudyResult {
    Interruption.watch()
    let line = ProgressLine(isWanted: !quiet)
    defer { line.clear() }
    return await runStudy(
      model: model, settings: settings, progress: { line.show($0) },
      isCancelled: { Interruption.isRequested })
  }

  private func describe(_ read: ScenarioFile, in settings: inout StudySettings) {
    settings.checks = check
    settings.scenarioDigest = read.digest
    settings.programVersion = Switchboard.version
    settings.serviceLevelTarget = read.scenario.serviceLevel.target
    settings.scenarioWarnings = read.warnings.map { warning in
      warning.remedy.isEmpty ? warning.finding : "\(warning.finding) \(warning.remedy)"
    }
  }

  /// Draws the charts that were asked for and tells the context their names.
  ///
  /// - Returns: what went wrong; the rest of the report is written all the same.
  private func drawCharts(
    of result: StudyResult, _ context: inout ReportContext, into contents: inout [AtomicFile.Content]
  ) -> String? {
    guard let charts else { return nil }
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("switchboard-charts-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    do {
      guard let renderer = ChartRenderer.installed else {
        throw ChartRenderer.Failure.isNotInstalled
      }
      let all = Charts.all(result, context: context)
      let files = try renderer.write(all, as: charts, to: place)
      for (chart, file) in zip(all, files) {
        let name = "charts/\(file.lastPathComponent)"
        contents.append(AtomicFile.Content(name: name, data: try Data(contentsOf: file)))
        context.chartFiles[chart.identifier] = name
      }
      return nil
    } catch {
      return "error: \(error)"
    }
  }

  private func openContacts(in folder: URL, model: Model) throws -> ContactsFile? {
    guard contactsCsv else { return nil }
    do {
      return try ContactsFile(file: folder.appendingPathComponent(ContactsFile.name), model: model)
    } catch {
      throw RunCommand.cannotWrite(folder, error)
    }
  }

  /// The trace of contacts, whole, under its temporary name.
  private func completed(
    _ contacts: ContactsFile?, in folder: URL
  ) throws -> (file: URL, name: String)? {
    do {
      return try contacts.map { (file: try $0.complete(), name: ContactsFile.name) }
    } catch {
      contacts?.discard()
      throw RunCommand.cannotWrite(folder, error)
    }
  }

  /// The forms of the report: those asked for, else all that need nothing installed.
  private func readForms() throws -> [ManagementForm] {
    guard let form else { return ReportFolder.standardForms + (management.smart ? [.xlsx] : []) }
    let forms = try ReportForms.read(form)
    guard management.smart || !forms.contains(.xlsx) else {
      throw ProgramStop.options(
        "--form \(form): xlsx is a form of the management report; add --smart.")
    }
    return forms
  }

  /// A run that cannot be recorded is still a good run: the archive's troubles are a warning.
  ///
  /// The archive keeps the figures of the whole horizon; those by interval are in the report.
  private func record(
    _ result: StudyResult, _ report: ManagementReport?, in file: URL
  ) -> RecordedRun? {
    do {
      let run = RunRecord(result: result, time: Date(), folder: nil)
      let document = ReportJSON.text(of: result, detail: .none)
      let management = try report.map { try ManagementReportJSON.text(of: $0) }
      let archive = try RunArchive(file: file)
      let recorded = try archive.record(run, document: document, management: management)
      return recorded.id.map { RecordedRun(archive: archive, file: file, run: $0) }
    } catch {
      Console.complain("warning: the run is not in the archive \(file.path): \(error)")
      return nil
    }
  }

  private func show(
    _ result: StudyResult, _ context: ReportContext, _ document: String, told: Set<String>,
    _ output: RunOutput, folder: URL, opening: String?
  ) {
    if !noReport || contactsCsv { ReportForms.tell(folder, insteadOf: output.asked) }
    switch format {
    case .json: Console.print(document)
    case .csv: Console.print(ReportCSV.types(of: result))
    case .text:
      guard !quiet else { return }
      let style = TerminalStyle.standardOutput(environment: Console.environment)
      let report = TerminalReport(result: result, context: context, style: style, told: told)
      Console.print(report.text)
      if let opening {
        let lines = TerminalText.wrapped(opening.visible, to: style.width)
        Console.print("\n" + lines.joined(separator: "\n") + "\n")
      }
      Console.print("\n" + TerminalReport.effort(of: result))
      guard !noReport, let first = output.forms.first else { return }
      let ending = output.forms.contains(.html) ? "html" : first.rawValue
      let name = ending == "csv" ? "" : "report.\(ending)"
      if ending != "xlsx" { Console.print("Report: \(RunCommand.shown(folder))/\(name)\n") }
      if management.smart {
        let name = ending == "csv" ? "kpis.csv" : "management.\(ending)"
        Console.print("Management report: \(RunCommand.shown(folder))/\(name)\n")
      }
    }
  }

  private func conclude(_ result: StudyResult, chartFailure: String?) throws {
    if let chartFailure { Console.complain(chartFailure) }
    if !result.violations.isEmpty {
      let isShown = format == .text && !quiet
      let list = isShown ? "" : "\n" + result.violations.joined(separator: "\n")
      throw ProgramStop(.failed, "error: conservation laws did not hold.\(list)")
    }
    if result.isPartial { throw ProgramStop(Interruption.code) }
    if chartFailure != nil { throw ProgramStop(.failed) }
  }

  private static func nothingDone(_ result: StudyResult) -> ProgramStop {
    result.isPartial
      ? ProgramStop(
        Interruption.code, "interrupted before the first replication was done; nothing was written")
      : ProgramStop(.badInput, "error: no planning interval is left after the warm-up.")
  }

  // MARK: - Names

  /// `Reports/` and the scenario file's name without its ending.
  static func defaultFolder(of file: String) -> URL {
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    return URL(fileURLWithPath: "Reports").appendingPathComponent(name)
  }

  /// The command that gives the same figures again.
  private func commandLine(_ study: Scenario.Study, dataDate: String) -> String {
    var words = ["run", CanonicalCommand.file(file)]
    if study.method == .replications { words += ["--replications", "\(study.replications)"] }
    words += ["--seed", "\(study.seed)"]
    words += CanonicalCommand.options("--precision", self.study.precision)
    if let most = self.study.maxReplications { words += ["--max-replications", "\(most)"] }
    words += CanonicalCommand.option("--confidence", self.study.confidence)
    return CanonicalCommand.line(words + management.words(on: dataDate))
  }

  /// The folder as seen from the current one.
  static func shown(_ folder: URL) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    let path = folder.path.hasPrefix(here) ? String(folder.path.dropFirst(here.count)) : folder.path
    return path.visible
  }

  static func cannotWrite(_ folder: URL, _ error: any Error) -> ProgramStop {
    ProgramStop(
      .failed, "error: the report cannot be written to \(shown(folder)): \(error.localizedDescription)")
  }
}

extension ChartRenderer.Form: ExpressibleByArgument {}

extension FormulaBeside {
  /// The formula of a scenario.
  init(_ formula: ScenarioFormula) {
    self.init(
      model: formula.model.name, isExact: formula.isExact, isByInterval: formula.isByInterval,
      leftOut: formula.leftOut, figures: formula.figures.map { ($0.indicator, $0.value) })
  }
}
