import ArgumentParser
import ContactCenter
import Experiments
import Foundation
import Management
import Reporting
import ScenarioReading

/// The options of `run` about the management report.
struct ManagementOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Write the management report, with plans and levers simulated.",
      discussion: "management.html, .md, .xlsx, .json and tables as CSV; `report RUN` makes it anew."))
  var smart = false

  @Option(help: "The targets, such as anton23_us_1990s. [the scenario's, else custom]")
  var profile: String?

  @Option(help: "The most that a replication may cost. [the scenario's, else no limit]")
  var budget: Double?

  @Option(help: "The day by which targets should be reached, such as 2027-03-31.")
  var deadline: String?

  @Option(help: "The day of the figures that targets were set from.")
  var baseline: String?

  @Option(help: "The day of the figures, for trends over runs. [today]")
  var date: String?

  @Option(help: ArgumentHelp("The language, or both.", valueName: "en|zh|en,zh"))
  var lang = "en"

  @Option(help: ArgumentHelp("A KPI catalogue of your own; may be repeated.", valueName: "FILE"))
  var catalogue: [String] = []

  @Option(
    help: "Replications of the report's figures, plans and levers; at most those of the run. [all]")
  var smartReplications: Int?

  @Flag(help: "With --smart: write the edition of two pages too, management-brief.html and .md.")
  var brief = false

  /// Everything that is checked before the run.
  ///
  /// - Throws: `ProgramStop` about what is wrong with the options or the catalogue.
  func review(of file: ScenarioFile, study: Scenario.Study) throws -> ManagementReview {
    if smart, study.method == .batchMeans {
      throw ProgramStop.options(
        "--smart needs days to compare, this scenario's study is one long run (method: batchMeans).")
    }
    let own = file.scenario.management ?? Scenario.Management()
    let texts: [ManagementReport.CatalogueText]
    let known: KPICatalogue
    do throws(ScenarioErrors) {
      texts = try KPICatalogueFile.texts(of: catalogue)
      known = try KPICatalogueFile.read(texts: texts)
    } catch {
      throw ProgramStop(.badInput, error.description)
    }
    var settings = ManagementSettings(
      catalogue: known, dataDate: try day(date, "--date") ?? ManagementOptions.today)
    settings.profile = profile ?? own.profile ?? "custom"
    try KPIOptions.check(profile: settings.profile, of: known)
    settings.budget = try checkedBudget(own, file.scenario)
    settings.deadline = try day(deadline, "--deadline") ?? own.deadline
    settings.baseline = try day(baseline, "--baseline") ?? own.baseline
    if let deadline = settings.deadline, (Day.days(from: settings.dataDate, to: deadline) ?? 0) <= 0 {
      throw ProgramStop.options(
        "the deadline \(deadline) is not after the day of the figures, \(settings.dataDate); give a "
          + "later one with --deadline.")
    }
    if smart, !known.kpis.contains(where: { $0.hasTarget(in: settings.profile) }) {
      throw ProgramStop.options(
        "the profile \(settings.profile) has no targets, only what others found. "
          + "`switchboard kpi list --profile \(settings.profile)` shows it; take another one.")
    }
    settings.daysPerMonth = ManagementSettings.daysPerMonth(file.scenario, file.model)
    if !own.plans.isEmpty {
      settings.factors = own.plans.sorted()
      settings.widens = false
    }
    settings.replications =
      smart
      ? try smartReplications.map { try StudyOptions.inRange($0, "--smart-replications") } ?? .max : 0
    return ManagementReview(
      smart: smart, isBrief: brief, settings: settings, catalogueFiles: texts,
      languages: try KPIOptions.languages(of: lang),
      inputs: KPIInputs(
        model: file.model, serviceLevelTarget: file.scenario.serviceLevel.target),
      finished: Double(Day.number(settings.dataDate) ?? 0) * 86_400)
  }

  /// What `run` without options would refuse about a scenario's section `management`.
  static func problems(of file: ScenarioFile, _ catalogue: KPICatalogue) -> [LocatedProblem] {
    guard let own = file.scenario.management else { return [] }
    var problems: [LocatedProblem] = []
    if let profile = own.profile, let reason = KPIOptions.reason(against: profile, of: catalogue) {
      problems.append(file.problem(at: "management.profile", reason.finding, reason.remedy))
    }
    if own.budget != nil, file.scenario.costs == nil {
      problems.append(
        file.problem(
          at: "management.budget", "A budget needs costs to compare.",
          "Add the section costs to the scenario, or leave the budget out."))
    }
    if let deadline = own.deadline, (Day.days(from: today, to: deadline) ?? 0) <= 0 {
      problems.append(
        file.problem(
          at: "management.deadline", "The deadline \(deadline) is not after today, \(today).",
          "Give a later one, or the day of the figures to `run` with --date."))
    }
    return problems
  }

  /// The options as words of a command that gives the same report again, with the day of its figures.
  func words(on dataDate: String) -> [String] {
    guard smart else { return [] }
    var words = ["--smart"]
    if let smartReplications { words += ["--smart-replications", "\(smartReplications)"] }
    if brief { words.append("--brief") }
    if let profile { words += ["--profile", profile] }
    if let budget { words += ["--budget", FigureText.plain(budget)] }
    if let deadline { words += ["--deadline", deadline] }
    if let baseline { words += ["--baseline", baseline] }
    words += ["--date", dataDate]
    words += CanonicalCommand.options("--catalogue", catalogue.map(CanonicalCommand.file))
    return lang == "en" ? words : words + ["--lang", lang]
  }

  private func checkedBudget(_ own: Scenario.Management, _ scenario: Scenario) throws -> Double? {
    guard let budget = budget ?? own.budget else { return nil }
    guard budget.isFinite, budget >= 0 else {
      throw ProgramStop.options("--budget \(budget): an amount of 0 or more.")
    }
    guard scenario.costs != nil else {
      throw ProgramStop.options(
        "a budget of \(FigureText.plain(budget)) needs costs to compare; add the section costs to "
          + "the scenario.")
    }
    return budget
  }

  private func day(_ text: String?, _ option: String) throws -> String? {
    guard let text else { return nil }
    guard Day.number(text) != nil else {
      throw ProgramStop.options("\(option) \(text): a day such as 2027-03-31.")
    }
    return text
  }

  /// The present day in the local time zone, as "2026-11-22".
  static var today: String {
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day], from: Date())
    return String(
      format: "%04d-%02d-%02d", parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1)
  }
}

/// The management report of a run, from its checked options.
struct ManagementReview {
  let smart: Bool
  let isBrief: Bool
  let settings: ManagementSettings
  let catalogueFiles: [ManagementReport.CatalogueText]
  let languages: [KPILanguage]
  let inputs: KPIInputs
  /// The beginning of the day of the figures, in seconds since 1970: a report has no time of day.
  let finished: Double

  /// The report of a study; nil if the study kept nothing to make it from.
  ///
  /// - Throws: `ProgramStop` if it is interrupted.
  func report(
    of result: StudyResult, scenario: Scenario, commandLine: String, isQuiet: Bool, threads: Int
  ) async throws -> ManagementReport? {
    guard result.record != nil else { return nil }
    var run = ManagementReport.RunDescription(
      scenario: result.scenarioName, finished: finished,
      digest: result.scenarioDigest, seed: String(result.seed), replications: result.replications,
      confidence: result.confidence, programVersion: result.programVersion,
      commandLine: commandLine)
    run.summary = scenario.description
    run.warnings = result.warnings
    var settings = settings
    settings.threads = threads
    let line = ProgressLine(isWanted: !isQuiet)
    defer { line.clear() }
    do {
      var report = try await managementReport(
        scenario: scenario, result: result, inputs: inputs, run: run, settings: settings,
        progress: { line.show("plans and levers", done: $0.done, of: $0.total) },
        isCancelled: { Interruption.isRequested })
      report.catalogueFiles = catalogueFiles
      return report
    } catch ManagementError.isCancelled {
      throw ProgramStop(Interruption.code, "interrupted; no report was written")
    } catch ManagementError.noReplications {
      return nil
    }
  }

  /// The first sentence of the report, for the terminal; nil: it has nothing to decide.
  func opening(of report: ManagementReport?) -> String? {
    guard smart, let report else { return nil }
    let opening = ManagementDocument.opening(report, catalogue: settings.catalogue, language: .en)
    return opening.map { "\($0.decision) \($0.state)" }
  }

  /// The files beside the run's own report; none unless they were asked for.
  ///
  /// - Throws: `ProgramStop` if one cannot be made.
  func files(
    of report: ManagementReport?, forms: [ManagementForm]
  ) throws -> [AtomicFile.Content] {
    guard smart, let report else { return [] }
    do {
      let brief =
        isBrief
        ? try ManagementForm.files(
          forms.filter(ManagementForm.brief.contains), of: report, catalogue: settings.catalogue,
          languages: languages, isBrief: true)
        : []
      return brief
        + (try ManagementForm.files(
          forms, of: report, catalogue: settings.catalogue, languages: languages))
    } catch {
      throw ProgramStop(.failed, "error: the management report cannot be made: \(error)")
    }
  }
}
