import Experiments

/// Turns the data of a management report into a document of one language, section by section.
struct ManagementBuilder {
  let report: ManagementReport
  let catalogue: KPICatalogue
  let language: ReportLanguage
  /// The KPIs of the catalogue with what the run says about them, in the catalogue's order.
  let entries: [Entry]

  typealias Cell = Document.Cell
  typealias Table = Document.Table
  typealias Block = Document.Block
  typealias Tone = Document.Tone

  /// A KPI with its result.
  struct Entry {
    let kpi: KPI
    let result: KPIResult

    var format: FigureFormat { FigureFormat(kpi.unit) }
    /// Whether it is judged: it has a target, measured or not.
    var hasTarget: Bool { result.target != nil }
    var isMeasured: Bool { result.estimate != nil }
  }

  init(_ report: ManagementReport, catalogue: KPICatalogue, language: KPILanguage) {
    self.report = report
    self.catalogue = catalogue
    self.language = ReportLanguage(language, catalogue: catalogue, currency: report.currency)
    entries = report.kpis.compactMap { result in
      catalogue.kpi(result.identifier).map { Entry(kpi: $0, result: result) }
    }
  }

  /// Two pages: the decision, and all KPIs with a target.
  var brief: Document {
    document([("opening", opening), ("kpis", [.table(briefTable)])])
  }

  var document: Document {
    document([
      ("opening", opening), ("summary", summary), ("scorecard", scorecard), ("kpis", kpiTable),
      ("misses", misses),
      ("cards", cards), ("tree", tree), ("attainability", attainability), ("heat", heatMaps),
      ("teams", teams), ("periods", periods), ("audit", audit), ("appendix", appendix),
    ])
  }

  private func document(
    _ parts: [(identifier: String, blocks: [Block])]
  ) -> Document {
    Document(
      language: language, kind: word("heading.report"), title: report.run.scenario,
      summary: report.run.summary, version: report.run.programVersion, facts: facts,
      warnings: report.run.warnings,
      parts: parts.map { ($0.identifier, word("heading", $0.identifier), $0.blocks) },
      hasSignature: true, isFolded: true)
  }

  private var facts: [Document.Fact] {
    let run = report.run
    let time = report.time
    var facts = [
      ("fact.profile", profileName(report.profile)), ("fact.dataDate", language.day(time.dataDate)),
    ]
    if let first = time.intervalDates?.first, let last = time.intervalDates?.last {
      let days = first == last ? [first] : [first, last]
      let zone = time.timeZone.map { ", \($0)" } ?? ""
      facts.append(("fact.dates", days.map(language.day).joined(separator: " – ") + zone))
    }
    if let deadline = time.deadline { facts.append(("fact.deadline", language.day(deadline))) }
    if let baseline = time.baseline { facts.append(("fact.baseline", language.day(baseline))) }
    facts += [
      (
        "fact.days",
        figure(Double(run.replications * time.daysPerReplication), FigureFormat(.count))
      ),
      ("fact.confidence", figure(run.confidence, FigureFormat(.proportion))),
      ("fact.seed", run.seed), ("fact.version", run.programVersion),
    ]
    return facts.map { .init(name: word($0.0), value: $0.1) }
  }

  // MARK: - Words

  func word(_ key: String) -> String { language.word(key) }
  func word(_ group: String, _ identifier: String) -> String { language.word(group, identifier) }

  func figure(_ value: Double?, _ format: FigureFormat) -> String { language.figure(value, format) }

  func profileName(_ profile: String) -> String {
    if profile == "scenario" { return word("profile.scenario") }
    return catalogueName(profile)
  }

  private func catalogueName(_ profile: String) -> String {
    language.texts.profiles[profile].map(\.name).flatMap { $0.isEmpty ? nil : $0 } ?? profile
  }

  func name(_ identifier: String) -> String { language.name(identifier) }

  /// "21 Service level".
  func title(_ kpi: KPI) -> String { "\(kpi.mark) \(name(kpi.identifier))" }

  func entry(_ identifier: String) -> Entry? { entries.first { $0.kpi.identifier == identifier } }

  func format(of identifier: String) -> FigureFormat {
    catalogue.kpi(identifier).map { FigureFormat($0.unit) } ?? FigureFormat(.plain)
  }

  /// "Staffing +5 %".
  func lever(_ lever: String, _ size: Double) -> String {
    lever == KPILever.placement.rawValue
      ? word("lever", lever)
      : language.phrase(
        "action.sized",
        [
          "lever": word("lever", lever),
          "size": figure(size, FigureFormat(.proportion, isSigned: true)),
        ])
  }

  /// A share of the simulated days as a count with its interval: "20 of 20 (84–100 %)".
  func dayShare(_ share: KPIEstimate) -> String {
    let all = Double(report.run.replications)
    let met = share.value * all
    // On days without calls there is no value.
    guard abs(met - met.rounded()) < 1e-6, let low = share.low, let high = share.high else {
      return language.estimate(share, FigureFormat(.chance))
    }
    let count = FigureFormat(.count)
    return language.phrase("share.count", ["met": figure(met.rounded(), count), "all": figure(all, count)])
      + language.words.bracketed(language.chances(low, high))
  }

  /// What one replication simulates: "a day", "in 5 days".
  var span: String { figure(Double(report.time.daysPerReplication), FigureFormat(.days)) }

  /// A sentence in place of what a section would show.
  func absent(_ section: String) -> [Block] { [.note(language.phrase("absent.\(section)"))] }

  // MARK: - Cells

  func cell(_ estimate: KPIEstimate?, _ format: FigureFormat) -> Cell {
    guard let estimate else { return Cell(FigureText.none) }
    return Cell(language.estimate(estimate, format), .estimate(estimate, format))
  }

  func cell(_ value: Double?, _ format: FigureFormat) -> Cell {
    guard let value, value.isFinite else { return Cell(FigureText.none) }
    return Cell(figure(value, format), .number(value, format))
  }

  /// The value, or why there is none.
  func valueCell(_ entry: Entry) -> Cell {
    guard let estimate = entry.result.estimate else {
      return Cell(word("verdict.notMeasured"), tone: .neutral, note: reason(entry))
    }
    return cell(estimate, entry.format)
  }

  /// Why a KPI has no value.
  func reason(_ entry: Entry) -> String {
    let reasons = entry.result.notMeasured.map(language.sentence)
    if !reasons.isEmpty { return language.joined(reasons) }
    let known = language.texts.kpis[entry.kpi.identifier]?.unmeasured ?? ""
    return known.isEmpty ? language.phrase("reason.unknown") : known
  }

  /// How an estimate stands to a KPI's target; nil: it has none.
  func verdict(_ estimate: KPIEstimate?, _ entry: Entry) -> KPIResult.Verdict? {
    guard let estimate, let target = entry.result.target else { return nil }
    return TargetRule(entry.kpi, target).verdict(estimate)
  }

  func targetCell(_ entry: Entry) -> Cell {
    guard let target = entry.result.target else { return Cell(word("target.none")) }
    return targetCell(target, entry.kpi)
  }

  func targetCell(_ target: TargetFigure, _ kpi: KPI) -> Cell {
    var cell = Cell(language.target(target, unit: kpi.unit))
    // One bound is a number to calculate with; a range is words.
    if (target.low == nil) != (target.high == nil), let bound = target.low ?? target.high {
      cell.content = .number(bound, FigureFormat(kpi.unit))
    }
    cell.isUnverified = target.isDoubtful
    return cell
  }

  /// A verdict; a dash where there is no target to judge by.
  func verdictCell(_ verdict: KPIResult.Verdict) -> Cell {
    verdict == .noTarget
      ? Cell(FigureText.none) : Cell(word("verdict", verdict.rawValue), tone: verdict.tone)
  }

  func check(_ check: SMARTChecks.Check) -> Cell {
    let outcome = word("outcome", check.verdict.rawValue)
    guard let grade = check.grade else { return Cell(outcome, tone: check.verdict.tone) }
    return Cell(
      outcome + language.words.bracketed(word("grade", grade)), tone: check.verdict.tone)
  }

  // MARK: - Tables

  func column(_ key: String, isNumber: Bool = false, explanation: String = "") -> Table.Column {
    .init(title: word("column", key), explanation: explanation, isNumber: isNumber)
  }

  /// A column of money, which is of what one replication simulates: "Cost a day".
  func moneyColumn(_ key: String) -> Table.Column {
    .init(
      title: language.phrase("column.aSpan", ["title": word("column", key), "span": span]),
      isNumber: true)
  }

  /// A column of a KPI or of a figure that only reports have.
  func column(of identifier: String) -> Table.Column {
    let key = identifier.hasPrefix("column.") ? identifier : "column.\(identifier)"
    let title = language.hasWord(key) ? word(key) : name(identifier)
    return .init(
      title: title, explanation: language.texts.kpis[identifier]?.definition ?? "", isNumber: true)
  }

  func table(
    _ identifier: String, _ columns: [Table.Column], _ rows: [[Cell]], caption: String = "",
    isOrdered: Bool = false
  ) -> Table {
    Table(
      identifier: identifier, title: word("table", identifier), caption: caption,
      columns: columns, rows: rows, isOrdered: isOrdered)
  }
}

extension TargetFigure {
  /// Whether the figure comes from a source in which it was not read; what the program proposes has
  /// none, which the summary says once.
  var isDoubtful: Bool { !isVerified && provenance != "proposal" }
}

// MARK: - Tones

extension KPIResult.Verdict {
  package var tone: Document.Tone {
    switch self {
    case .met: .good
    case .undecided: .neutral
    case .missed: .bad
    case .overService: .over
    case .noTarget, .notMeasured: .neutral
    }
  }
}

extension GoalVerdict {
  package var tone: Document.Tone {
    switch self {
    case .met: .good
    case .missed: .bad
    case .undecided: .neutral
    }
  }
}

extension SMARTChecks.Check.Outcome {
  package var tone: Document.Tone {
    switch self {
    case .pass: .good
    case .warning: .fair
    case .fail: .bad
    case .notExamined: .neutral
    }
  }
}

extension Document {
  /// The document of a report.
  ///
  /// - Parameters:
  ///   - report: The data.
  ///   - catalogue: The catalogue that the run was made with, whose words are printed.
  ///   - language: The language.
  ///   - isBrief: Whether only the edition of two pages is wanted.
  public init(
    _ report: ManagementReport, catalogue: KPICatalogue, language: KPILanguage, isBrief: Bool = false
  ) {
    let builder = ManagementBuilder(report, catalogue: catalogue, language: language)
    self = isBrief ? builder.brief : builder.document
  }

  /// The first sentence of a report; nil: it has nothing to decide.
  public static func opening(
    _ report: ManagementReport, catalogue: KPICatalogue, language: KPILanguage
  ) -> Opening? {
    ManagementBuilder(report, catalogue: catalogue, language: language).openingSentence
  }
}
