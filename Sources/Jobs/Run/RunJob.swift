import ContactCenter
import Experiments
import Foundation
import Management
import Reporting
import Scale
import ScenarioReading
import Staffing

/// A run from a scenario's file to its report.
struct RunJob {
  let request: RunRequest
  let workshop: Workshop
  let read: ScenarioFile
  let review: ManagementReview
  let forms: [ReportForm]
  let command: String
  let output: RunFolder
  let archive: URL?
  private(set) var settings: StudySettings
  let isStopped: @Sendable () -> Bool

  /// Everything that is checked before anything is simulated.
  ///
  /// - Throws: `JobFailure`.
  init(_ request: RunRequest, _ workshop: Workshop) throws {
    (self.request, self.workshop) = (request, workshop)
    isStopped = workshop.stopping
    read = try workshop.scenario(request.file)
    let study = try request.study.study(of: read.scenario.study)
    settings = StudySettings(study: study, threads: try workshop.workers(request.study.threads))
    try workshop.check(
      replications: study.precision.isEmpty ? study.replications : study.maximumReplications,
      .replications)
    review = try request.management.review(of: read, study: study, in: workshop)
    forms = try request.forms()
    command = request.command(study, dataDate: review.settings.dataDate)
    output = RunFolder(
      workshop: workshop, asked: try workshop.folder(request.out, of: request.file),
      forms: request.noReport ? [] : forms, languages: review.languages, isForced: request.force,
      place: ReportPlace(
        origin: .init(digest: read.digest, commandLine: command), isApart: request.out != nil))
    archive = request.noArchive ? nil : workshop.archive
    describe()
  }

  private mutating func describe() {
    settings.describe(read, workshop.program, checks: request.check)
    // Rows of very many replications would fill the memory; the archive can do without them.
    let isShort = settings.study.replications <= 20_000 && settings.study.precision.isEmpty
    if review.smart || archive != nil && isShort { settings.kpis = review.inputs }
  }

  /// A run whose study is as a plan has it.
  ///
  /// - Throws: `JobFailure`, also where this program or what lies beside the plan is another than planned with.
  init(
    _ plan: RunPlan, _ folder: ShardFolder, out: String?, isForced: Bool, _ workshop: Workshop
  ) throws {
    var request = plan.request
    request.out = out ?? request.out
    request.force = isForced
    request.file = plan.file(in: folder, workshop)
    try request.checkFields()
    try self.init(request, workshop)
    settings = try PlannedStudy(
      plan, folder, identity: try workshop.program.identity(), in: workshop
    ).settings(threads: settings.threads)
  }

  /// The same with the program called by its content, so that machines that have it elsewhere can work for it.
  mutating func nameProgram(_ identity: String) { settings.programBuild = identity }

  /// Simulates and writes.
  ///
  /// - Parameters:
  ///   - assembly: What was simulated elsewhere; nil: nothing was.
  ///   - since: When that began.
  /// - Returns: What was found and written.
  /// - Throws: `JobFailure`.
  func outcome(
    of assembly: StudyAssembly? = nil, since: ContinuousClock.Instant? = nil
  ) async throws -> RunOutcome {
    let folder = try output.folder(contacts: request.contactsCsv)
    let archive = archive == nil ? nil : workshop.usableArchive
    let contacts = try openContacts(in: folder)
    let store = assembly == nil ? store(in: archive, contacts) : nil
    var result = await simulate(contacts, store, assembly)
    if let since { result.wallSeconds = (ContinuousClock.now - since) / .seconds(1) }
    guard result.samples > 0 else {
      contacts?.discard()
      throw nothingDone(result)
    }
    var outcome = RunOutcome(result: result, context: context)
    outcome.languages = review.languages
    let charts = drawCharts(&outcome)
    let report: ManagementReport?
    do {
      report = try await review.report(
        of: result, scenario: read.scenario, commandLine: command, threads: settings.threads,
        in: workshop, isStopped: isStopped)
    } catch {
      contacts?.discard()
      throw error
    }
    if output.forms.contains(.json) { outcome.written = outcome.document }
    let prepared = Swift.Result { try files(outcome, charts, report) }
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
    if contacts != nil, final != folder, folder != output.asked { rmdir(folder.path) }
    store?.finish(isInterrupted: result.isPartial)
    conclude(&outcome, report, recorded, final)
    return outcome
  }

  private func conclude(
    _ outcome: inout RunOutcome, _ report: ManagementReport?, _ recorded: RecordedRun?, _ folder: URL
  ) {
    outcome.forms = output.forms
    outcome.opening = review.opening(of: report)
    outcome.isManagementReported = review.smart
    outcome.number = recorded?.run
    if !request.noReport || request.contactsCsv {
      outcome.folder = workshop.files.shown(folder)
      workshop.tell(folder, insteadOf: output.asked)
    }
    outcome.text = text(outcome)
  }

  private func document(_ outcome: RunOutcome, _ language: KPILanguage) -> StudyDocument {
    StudyDocument(
      outcome.result, context: outcome.context,
      language: ReportLanguage(language, catalogue: review.settings.catalogue, currency: nil))
  }

  /// The report for a terminal in the languages asked for, with the places of the reports.
  private func text(_ outcome: RunOutcome) -> String {
    // Warnings were told in English before.
    let told = Set(settings.scenarioWarnings)
    let texts = review.languages.map {
      document(outcome, $0).text(workshop.textStyle, told: $0 == .en ? told : [])
    }
    let opening = outcome.opening.map {
      TerminalText.wrapped($0.visible, to: workshop.textStyle.width).joined(separator: "\n") + "\n"
    }
    return (texts + [opening].compactMap { $0 }).joined(separator: "\n") + places(outcome)
  }

  /// Lines that name the page of each report, or the first of its files.
  private func places(_ outcome: RunOutcome) -> String {
    guard let first = outcome.forms.first, let folder = outcome.folder else { return "" }
    let form = outcome.forms.contains(.html) ? .html : first
    let own = ReportFolder.names(of: [form], review.languages).first
    let name = form == .csv ? "" : own ?? "report.\(form.ending)"
    let words = (review.languages.first ?? .en).words
    var lines = [words.report(at: "\(folder)/\(name)", isManagement: false)]
    if outcome.isManagementReported {
      let name = form == .csv ? "kpis.csv" : "management.\(form.ending)"
      lines.append(words.report(at: "\(folder)/\(name)", isManagement: true))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Steps

  /// Where the study is kept on its way; nil for one that has no way, and for one that tells of its first
  /// replication, which must be simulated.
  private func store(in archive: URL?, _ contacts: ContactsFile?) -> StudyStore? {
    guard let archive, contacts == nil, settings.study.method == .replications else { return nil }
    return StudyStore(settings, file: archive, workshop: workshop)
  }

  private func simulate(
    _ contacts: ContactsFile?, _ store: StudyStore?, _ assembly: StudyAssembly?
  ) async -> StudyResult {
    var settings = settings
    if let assembly {
      settings.begun = assembly.study
      // What is not enough ends here, as a study that was interrupted.
      let isCut = assembly.next != nil
      let isStopped = isStopped
      return await runStudy(
        model: read.model, settings: settings, isCancelled: { isCut || isStopped() })
    }
    if let contacts { settings.trace = { contacts.add($0) } }
    if let store {
      settings.begun = store.begun(StudyBlock(model: read.model, settings: settings))
      settings.kept = { store.keep($0, isInterrupted: $1) }
    }
    if let begun = settings.begun {
      workshop.notice(
        JobNotice(
          .message,
          "Going on after \(FigureText.count(begun.end, "replication")) of an interrupted run (\(.noArchive) starts anew)."
        ))
    }
    return await runStudy(
      model: read.model, settings: settings,
      progress: { [workshop] progress in
        workshop.progress(
          JobProgress(
            "replications", progress.replications, of: progress.wanted, most: progress.most))
      },
      isCancelled: isStopped)
  }

  private var context: ReportContext {
    var context = ReportContext(
      scenario: read.scenario, commandLine: command, programVersion: workshop.program.version)
    if request.allIntervals { context.detail = .all }
    context.formula = ScenarioFormula(read.model).map { FormulaBeside($0) }
    return context
  }

  /// Draws the charts that were asked for and tells the outcome their names, or what went wrong: the rest of
  /// the report is written all the same.
  private func drawCharts(_ outcome: inout RunOutcome) -> [AtomicFile.Content] {
    guard let form = request.charts else { return [] }
    do {
      let files = try ChartFile.files(of: document(outcome, review.languages.first ?? .en).document, as: form)
      for file in files {
        let name = URL(fileURLWithPath: file.name).deletingPathExtension().lastPathComponent
        outcome.context.chartFiles[name] = file.name
      }
      return files
    } catch {
      outcome.chartFailure = "\(error)"
      return []
    }
  }

  private func files(
    _ outcome: RunOutcome, _ charts: [AtomicFile.Content], _ report: ManagementReport?
  ) throws -> [AtomicFile.Content] {
    guard !request.noReport else { return [] }
    return try ReportFolder.files(
      of: outcome.result, context: outcome.context,
      document: outcome.written ?? "", catalogue: review.settings.catalogue,
      forms: try request.ownForms(),
      languages: review.languages)
      + charts + review.files(of: report, forms: forms)
  }

  private func openContacts(in folder: URL) throws -> ContactsFile? {
    guard request.contactsCsv else { return nil }
    do {
      return try ContactsFile(
        file: folder.appendingPathComponent(ContactsFile.name), model: read.model)
    } catch {
      throw workshop.cannotWrite(folder, error)
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
      throw workshop.cannotWrite(folder, error)
    }
  }

  /// A run that cannot be recorded is still a good run: the archive's troubles are a warning.
  ///
  /// The archive keeps the figures of the whole horizon; those by interval are in the report.
  private func record(
    _ result: StudyResult, _ report: ManagementReport?, in file: URL
  ) -> RecordedRun? {
    do {
      let run = RunRecord(result: result, time: workshop.now(), folder: nil)
      let document = ReportJSON.text(of: result, detail: .none)
      let management = try report.map { try ManagementReportJSON.text(of: $0) }
      let archive = try RunArchive(file: file)
      let recorded = try archive.record(run, document: document, management: management)
      return recorded.id.map {
        RecordedRun(workshop: workshop, archive: archive, file: file, run: $0)
      }
    } catch {
      workshop.notice(
        JobNotice(.warning, "the run is not in the archive \(file.path): \(error)"))
      return nil
    }
  }

  private func nothingDone(_ result: StudyResult) -> JobFailure {
    result.isPartial
      ? .stopped("interrupted before the first replication was done; nothing was written")
      : JobFailure(at: nil, "no planning interval is left after the warm-up.")
  }
}

extension FormulaBeside {
  /// The formula of a scenario.
  init(_ formula: ScenarioFormula) {
    self.init(
      model: formula.model.name, isExact: formula.isExact, isByInterval: formula.isByInterval,
      leftOut: formula.leftOut, figures: formula.figures.map { ($0.indicator, $0.value) })
  }
}
