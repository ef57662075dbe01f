import ContactCenter
import Experiments

/// A study as a document: what it says of the targets, charts, the figures of the whole center, and those of
/// contact types, queues, groups, lines, planning intervals and agents.
public struct StudyDocument {
  let result: StudyResult
  let context: ReportContext
  let language: ReportLanguage
  let axis: TimeAxis

  typealias Block = Document.Block
  typealias Cell = Document.Cell
  typealias Table = Document.Table
  typealias Part = (identifier: String, title: String, blocks: [Block])

  /// The most planning intervals that charts and tables show; files hold all of them.
  static let intervalLimit = 1_000

  var words: any DocumentWords { language.terms }

  /// A study in one language.
  public init(_ result: StudyResult, context: ReportContext, language: ReportLanguage) {
    (self.result, self.context) = (result, context)
    self.language = language.paying(in: MoneyUnit(of: result)?.symbol ?? MoneyUnit.unnamed)
    axis = TimeAxis(result, firstDay: context.firstDay, limit: Self.intervalLimit)
  }

  /// The document.
  public var document: Document {
    var parts: [Part] = [("summary", words.summary, summary)]
    let charts = charts
    if !charts.isEmpty { parts.append(("charts", words.charts, charts.map(Block.chart))) }
    parts.append(("center", words.wholeCenter, [.table(center)]))
    if let formula { parts.append(("formula", words.formulaAndSimulation, [.table(formula)])) }
    if result.money != nil { parts.append(("costs", words.costs, [.table(costs)])) }
    parts += members
    if result.intervals > 1 { parts.append(("intervals", words.intervals, intervals)) }
    if let agents { parts.append(("agents", words.agentsTitle, [agents])) }
    if result.method == .replications {
      parts.append(("identities", words.identities, [.detail(summary: nil, [.table(identities)])]))
    }
    if !context.notes.isEmpty {
      let notes = Block.list(context.notes, isNumbered: false)
      parts.append(("notes", words.scenarioNotes, [.detail(summary: nil, [notes])]))
    }
    parts.append(("glossary", words.glossary, [glossary]))
    parts.append(("reproduce", words.reproduce, [.detail(summary: nil, reproduction)]))
    return Document(
      language: language, kind: words.study, title: result.scenarioName,
      summary: context.description, version: version, facts: facts, warnings: warnings,
      remarks: words.remarks(of: result, context: context)
        + result.precision.map { words.precision($0, language) }, parts: parts)
  }

  /// The report for a terminal, with what the study took.
  ///
  /// - Parameters:
  ///   - style: Colors and width.
  ///   - told: Warnings that the terminal has shown already.
  /// - Returns: Lines, ending in a line break.
  public func text(_ style: TerminalStyle, told: Set<String> = []) -> String {
    var document = document
    let known = Set(told.map(words.finding))
    document.remarks.removeAll { known.contains($0) }
    let seconds = FigureText.fixed(result.wallSeconds, decimals: result.wallSeconds < 10 ? 2 : 0)
    let rate = result.processorSeconds > 0 ? result.contacts / result.processorSeconds : 0
    let effort = words.effort(
      result.replications, FigureText.fixed(result.contacts, decimals: 0), seconds,
      FigureText.fixed(rate, decimals: 0))
    let last = TerminalText.folded(effort, to: style.width).joined(separator: "\n")
    return DocumentText.render(document, style: style) + "\n" + last + "\n"
  }

  private var version: String {
    context.programVersion.isEmpty ? result.programVersion : context.programVersion
  }

  /// What makes figures doubtful.
  private var warnings: [String] {
    (result.isPartial
      ? [words.partial(result.replications, of: result.replicationsAskedFor)] : [])
      + result.violations.map(words.checkFailed)
  }

  private var facts: [Document.Fact] {
    var facts = [(words.dates, words.dates(of: result))]
    facts += [
      (words.replications, words.samples(of: result)),
      (words.confidence, language.figure(result.confidence, FigureFormat(.proportion))),
      (words.seed, "\(result.seed)"), (words.digest, result.scenarioDigest),
      (words.version, version),
    ]
    return facts.compactMap { name, value in value.map { Document.Fact(name: name, value: $0) } }
  }

  private var reproduction: [Block] {
    [
      .code(context.command(of: result)),
      .note(
        words.sameFigures(
          digest: result.scenarioDigest, seed: result.seed, version: result.programVersion)),
    ]
  }

  // MARK: - Cells

  func cell(_ estimate: Estimate?, _ unit: IndicatorUnit) -> Cell {
    guard let estimate, let value = estimate.value, value.isFinite else {
      return Cell(FigureText.none)
    }
    let format = FigureFormat(of: unit)
    let ends = estimate.interval
    let kpi = KPIEstimate(value: value, low: ends?.lowerBound, high: ends?.upperBound)
    return Cell(language.estimate(kpi, format), .estimate(kpi, format))
  }

  func name(of indicator: Indicator) -> String { words.name(of: indicator, in: result) }

  // MARK: - The summary

  private static let headlines: [FigureName] = [
    .serviceLevel, .averageSpeedOfAnswer, .abandonedProportion, .blockingProbability, .occupancy,
    .offered,
  ]

  private var summary: [Block] {
    let tiles = Self.headlines.compactMap { name -> Document.Tile? in
      guard let indicator = IndicatorCatalogue.indicator(name) else { return nil }
      var tile = Document.Tile(
        title: words.name(of: indicator), value: cell(result.estimate(name), indicator.unit),
        remark: words.headline(name, result: result, context: context, language: language))
      if name == .serviceLevel, let target = context.target,
        let estimate = result.estimate(name), estimate.value != nil
      {
        let verdict = estimate.verdict(.atLeast, target)
        tile.value.tone = verdict.tone
        let figure = language.figure(target, FigureFormat(.proportion))
        tile.remark = language.joined([words.target(figure, verdict), tile.remark])
      }
      return tile
    }
    // The terminal has the same figures right below.
    return [
      .lead(words.opening(of: result, context: context)), .detail(summary: nil, [.tiles(tiles)]),
    ]
  }

  // MARK: - The whole center

  private var center: Table {
    let figures = StudyColumn.center(of: result)
    return Table(
      identifier: "center", title: words.wholeCenter, caption: words.countsAreMeans,
      columns: [
        .init(title: words.indicator), .init(title: words.estimate, isNumber: true),
        .init(title: words.definition, isDetail: true),
      ],
      rows: figures.map { indicator, estimate in
        [
          Cell(centerName(of: indicator)), cell(estimate, indicator.unit),
          Cell(words.definition(of: indicator)),
        ]
      }, isOrdered: true, briefRows: StudyColumn.brief(of: figures, in: result))
  }

  private func centerName(of indicator: Indicator) -> String {
    guard indicator.name == .serviceLevel, context.goals.isEmpty else { return name(of: indicator) }
    let wait = language.figure(context.acceptableWait, FigureFormat(.seconds))
    return name(of: indicator) + language.words.bracketed(words.within(wait))
  }

  private var formula: Table? {
    guard let formula = context.formula else { return nil }
    let rows = formula.compared(with: result)
    guard !rows.isEmpty else { return nil }
    return Table(
      identifier: "formula", title: words.formulaAndSimulation,
      caption: words.reason(of: formula, in: result, language),
      columns: [
        .init(title: words.indicator), .init(title: words.formulaColumn, isNumber: true),
        .init(title: words.simulationColumn, isNumber: true), .init(title: words.verdictTitle),
      ],
      rows: rows.map { row in
        let format = FigureFormat(of: row.indicator.unit)
        return [
          Cell(name(of: row.indicator)),
          Cell(
            language.figure(row.value, format, halfWidth: row.estimate.halfWidth),
            .number(row.value, format)), cell(row.estimate, row.indicator.unit),
          Cell(words.agreement(row.verdict), tone: row.verdict == .agrees ? .good : .neutral),
        ]
      })
  }

  private var costs: Table {
    let money = MoneyUnit(of: result)
    let parts = StudyColumn.costs(of: result) + [IndicatorCatalogue.indicator(.paidHours)].compactMap { $0 }
    return Table(
      identifier: "costs",
      title: words.costs + (money.map { language.words.bracketed(words.period($0)) } ?? ""),
      caption: words.costNote(of: result),
      columns: [
        .init(title: words.costPart), .init(title: words.estimate, isNumber: true),
        .init(title: words.definition, isDetail: true),
      ],
      rows: parts.map { indicator in
        [
          Cell(indicator.name == .cost ? words.all : words.name(of: indicator)),
          cell(result.estimate(indicator.name), indicator.unit),
          Cell(words.definition(of: indicator)),
        ]
      }, isOrdered: true)
  }

  private var identities: Table {
    let checks = KPIIdentities.checks(in: result)
    func number(_ value: Double?) -> Cell {
      guard let value, value.isFinite else { return Cell(FigureText.none) }
      return Cell(FigureText.plain(value), .number(value, FigureFormat(.plain)))
    }
    return Table(
      identifier: "identities", title: words.identities,
      columns: [
        .init(title: words.identity), .init(title: words.left, isNumber: true),
        .init(title: words.right, isNumber: true), .init(title: words.places, isNumber: true),
        .init(title: words.verdictTitle),
      ],
      rows: checks.map { check in
        [
          Cell(language.identity(check.identity)), number(check.left), number(check.right),
          number(Double(check.places)),
          Cell(words.holds(check.violations), tone: check.violations == 0 ? .good : .bad),
        ]
      })
  }

  /// What every indicator measures.
  private var glossary: Block {
    let rows = result.indicators.map { indicator in
      [
        Cell(name(of: indicator)), Cell(indicator.identifier), Cell(words.definition(of: indicator)),
      ] + (words.formula(indicator.formula).map { [Cell($0)] } ?? [])
    }
    let heads = [words.indicator, words.identifier, words.definition, words.formulaTitle]
    let table = Table(
      identifier: "glossary", title: words.glossary, caption: words.queueScopes,
      columns: heads.prefix(rows.first?.count ?? heads.count).map { .init(title: $0) }, rows: rows)
    return .detail(summary: words.meanings(of: rows.count), [.table(table)])
  }
}
