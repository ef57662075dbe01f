import ContactCenter
import Experiments
import Management
import Reporting
import ScenarioReading

/// What the management report of a run is to be like.
public struct ManagementRequest: RequestPart {
  /// Whether the management report is written, with plans and levers simulated; default: no.
  public var smart = false
  /// The profile of targets; default: the scenario's, else "custom".
  public var profile: String?
  /// The most that a replication may cost, in the scenario's currency; 0 or more; default: the
  /// scenario's, else no limit.
  public var budget: Double?
  /// The day by which targets should be reached, such as "2027-03-31"; default: the scenario's, else none.
  public var deadline: String?
  /// The day of the figures that targets were set from; default: the scenario's, else none.
  public var baseline: String?
  /// The day of the figures; default: today.
  public var date: String?
  /// The language, "en" or "zh", or both; default: "en".
  public var lang = "en"
  /// Files of KPI catalogues over the one that ships; default: none.
  public var catalogue: [String] = []
  /// Replications of figures, plans and levers, 1 to a million; default: all of the run.
  public var smartReplications: Int?
  /// Whether the edition of two pages is written too; default: no.
  public var brief = false

  /// No management report.
  public init() {}

  /// A request in which every field has its default.
  public static let blank = ManagementRequest()
  /// What each field is.
  public static let notes: [JobField: FieldNote] = [
    .smart: FieldNote(
      "Write the management report, with plans and levers simulated.",
      more: "management.html, .md, .xlsx, .json and tables as CSV; `report RUN` makes it anew."),
    .profile: "The targets, such as anton23_us_1990s. [the scenario's, else custom]",
    .budget: FieldNote(
      "The most that a replication may cost. [the scenario's, else no limit]", number: 0...1e300),
    .deadline: "The day by which targets should be reached, such as 2027-03-31.",
    .baseline: "The day of the figures that targets were set from.",
    .date: "The day of the figures, for trends over runs. [today]",
    .lang: FieldNotes.lang,
    .catalogue: "A KPI catalogue of your own; may be repeated.",
    .smartReplications: FieldNote(
      "Replications of the report's figures, plans and levers; at most those of the run. [all]",
      whole: FieldNotes.replicationRange),
    .brief: "With \(.smart): write the edition of two pages too, management-brief.html and .md.",
  ]

  /// - Throws: `JobFailure` about fields that belong to a management report where none is written.
  func checkFields() throws {
    let given: [(JobField, Bool)] = [(.brief, brief), (.smartReplications, smartReplications != nil)]
    if !smart, let field = given.first(where: \.1)?.0 {
      throw JobFailure(at: field, "\(field) belongs to \(.smart), which is not given.")
    }
  }

  /// Everything that is checked before the run.
  ///
  /// - Throws: `JobFailure` about what is wrong with the fields or the catalogue.
  func review(
    of file: ScenarioFile, study: Scenario.Study, in workshop: Workshop
  ) throws -> ManagementReview {
    if smart, study.method == .batchMeans {
      throw JobFailure(
        at: .smart,
        "\(.smart) needs days to compare, this scenario's study is one long run (method: batchMeans).")
    }
    let texts = try workshop.files.catalogueTexts(catalogue)
    let known = try KPICatalogue.read(texts)
    return ManagementReview(
      smart: smart, isBrief: brief, settings: try settings(of: file, known, today: workshop.today),
      catalogueFiles: texts, languages: try KPILanguage.list(lang),
      inputs: KPIInputs(
        model: file.model, serviceLevelTarget: file.scenario.serviceLevel.target))
  }

  private func settings(
    of file: ScenarioFile, _ known: KPICatalogue, today: String
  ) throws -> ManagementSettings {
    let own = file.scenario.management ?? Scenario.Management()
    var settings = ManagementSettings(catalogue: known, dataDate: try day(date, .date) ?? today)
    settings.profile = profile ?? own.profile ?? "custom"
    try known.check(profile: settings.profile)
    settings.budget = try checkedBudget(own, file.scenario)
    settings.deadline = try day(deadline, .deadline) ?? own.deadline
    settings.baseline = try day(baseline, .baseline) ?? own.baseline
    if let deadline = settings.deadline, (Day.days(from: settings.dataDate, to: deadline) ?? 0) <= 0 {
      throw JobFailure(
        at: .deadline,
        "the deadline \(deadline) is not after the day of the figures, \(settings.dataDate); give a "
          + "later one with \(.deadline).")
    }
    if smart, !known.kpis.contains(where: { $0.hasTarget(in: settings.profile) }) {
      throw JobFailure(
        at: .profile,
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
      ? try smartReplications.map { try Self.checked($0, .smartReplications) } ?? .max : 0
    return settings
  }

  /// The fields as words of a command that gives the same report again, with the day of its figures.
  func words(on dataDate: String) -> [String] {
    guard smart else { return [] }
    typealias Command = CanonicalCommand
    return Command.flag(.smart, true)
      + Command.option(.smartReplications, smartReplications.map { "\($0)" })
      + Command.flag(.brief, brief) + Command.option(.profile, profile)
      + Command.option(.budget, budget.flatMap(MachineNumber.text)) + Command.option(.deadline, deadline)
      + Command.option(.baseline, baseline) + Command.option(.date, dataDate)
      + Command.options(.catalogue, catalogue.map(Command.file))
      + Command.option(.lang, lang == "en" ? nil : lang)
  }

  private func checkedBudget(_ own: Scenario.Management, _ scenario: Scenario) throws -> Double? {
    guard let budget = budget ?? own.budget else { return nil }
    guard budget.isFinite, budget >= 0 else {
      throw JobFailure(.budget, "\(budget)", "an amount of 0 or more.")
    }
    guard scenario.costs != nil else {
      throw JobFailure(
        at: .budget,
        "a budget of \(FigureText.plain(budget)) needs costs to compare; add the section costs to "
          + "the scenario.")
    }
    return budget
  }

  private func day(_ text: String?, _ field: JobField) throws -> String? {
    guard let text else { return nil }
    guard Day.number(text) != nil else {
      throw JobFailure(field, text, "a day such as 2027-03-31.")
    }
    return text
  }
}

extension KPICatalogue {
  /// - Throws: `JobFailure` if there is no such profile of targets.
  func check(profile: String) throws {
    guard let reason = reason(against: profile) else { return }
    throw JobFailure(.profile, profile, "\(reason.finding) \(reason.remedy)")
  }
}

extension KPILanguage {
  /// The languages of a list separated by commas, each once.
  ///
  /// - Throws: `JobFailure` for an unknown one.
  static func list(_ text: String) throws -> [KPILanguage] {
    var languages: [KPILanguage] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let language = KPILanguage(rawValue: String(word)) else {
        throw JobFailure(.lang, text, "give en, zh or en,zh.")
      }
      if !languages.contains(language) { languages.append(language) }
    }
    return languages
  }
}
