import ContactCenter
import Experiments

/// A study as a document: what it says of the targets, the figures of the whole center, and those of contact
/// types, queues, groups, lines and planning intervals.
public struct StudyDocument {
  let result: StudyResult
  let context: ReportContext
  let language: ReportLanguage
  private let tables: ReportTables

  typealias Block = Document.Block
  typealias Cell = Document.Cell
  typealias Table = Document.Table
  typealias Part = (identifier: String, title: String, blocks: [Block])

  var words: any DocumentWords { language.terms }

  /// A study in one language.
  public init(_ result: StudyResult, context: ReportContext, language: ReportLanguage) {
    (self.result, self.context) = (result, context)
    self.language = language.paying(in: MoneyUnit(of: result)?.symbol ?? MoneyUnit.unnamed)
    tables = ReportTables(result: result, context: context)
  }

  /// The document.
  public var document: Document {
    var parts: [Part] = [
      ("summary", words.summary, summary), ("center", words.wholeCenter, [.table(center)]),
    ]
    if let formula { parts.append(("formula", words.formulaAndSimulation, [.table(formula)])) }
    if result.money != nil { parts.append(("costs", words.costs, [.table(costs)])) }
    parts += members.compactMap { table in
      table.rows.isEmpty ? nil : (table.identifier, table.title, [.table(table)])
    }
    if result.intervals > 1 {
      parts.append(("intervals", words.intervals, charts.map(Block.chart) + [.table(intervals)]))
    }
    if result.method == .replications {
      parts.append(("identities", words.identities, [.table(identities)]))
    }
    if !context.notes.isEmpty {
      parts.append(("notes", words.scenarioNotes, [.list(context.notes, isNumbered: false)]))
    }
    parts.append(
      ("reproduce", words.reproduce, [.code(ReportWords.command(result, context: context))]))
    return Document(
      language: language, kind: words.study, title: result.scenarioName,
      summary: context.description, version: version, facts: facts,
      warnings: words.remarks(of: result, context: context) + result.violations, parts: parts)
  }

  private var version: String {
    context.programVersion.isEmpty ? result.programVersion : context.programVersion
  }

  private var facts: [Document.Fact] {
    let count =
      result.method == .replications
      ? "\(result.replications) / \(result.replicationsAskedFor)" : "\(result.samples)"
    var facts: [(String, String)] = []
    if let first = result.dates.date(at: result.intervalStarts.first ?? 0)?.iso,
      let last = result.dates.date(at: result.intervalStarts.last ?? 0)?.iso
    {
      let days = first == last ? language.day(first) : "\(language.day(first)) – \(language.day(last))"
      facts.append((words.dates, days + (result.dates.timeZone.map { ", \($0)" } ?? "")))
    }
    facts += [
      (words.replications, count),
      (words.confidence, language.figure(result.confidence, FigureFormat(.proportion))),
      (words.seed, "\(result.seed)"), (words.digest, result.scenarioDigest),
    ]
    return facts.map { Document.Fact(name: $0.0, value: $0.1) }
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

  private func tone(_ verdict: GoalVerdict) -> Document.Tone { verdict.tone }

  // MARK: - The whole center

  private var summary: [Block] {
    let tiles = [
      "serviceLevel", "averageSpeedOfAnswer", "abandonedProportion", "blockingProbability",
      "occupancy", "offered",
    ].compactMap { identifier -> Document.Tile? in
      guard let indicator = IndicatorCatalogue.indicator(identifier) else { return nil }
      var tile = Document.Tile(
        title: words.name(of: indicator), value: cell(result.estimate(identifier), indicator.unit))
      if identifier == "serviceLevel", let target = context.target,
        let estimate = result.estimate(identifier), estimate.value != nil
      {
        let verdict = estimate.verdict(.atLeast, target)
        tile.value.tone = verdict.tone
        tile.remark = words.target(language.figure(target, FigureFormat(.proportion)), verdict)
      }
      return tile
    }
    return [.lead(words.opening(of: result, context: context)), .tiles(tiles)]
  }

  private var center: Table {
    Table(
      identifier: "center", title: words.wholeCenter, caption: words.countsAreMeans,
      columns: [
        .init(title: words.indicator), .init(title: words.estimate, isNumber: true),
        .init(title: words.definition),
      ],
      rows: tables.centerFigures.map { indicator, estimate in
        [
          Cell(words.heading(of: indicator, short: nil)), cell(estimate, indicator.unit),
          Cell(words.definition(of: indicator)),
        ]
      }, isOrdered: true)
  }

  private var formula: Table? {
    guard let formula = context.formula else { return nil }
    let rows = formula.compared(with: result)
    guard !rows.isEmpty else { return nil }
    let level = language.figure(result.confidence, FigureFormat(.proportion))
    return Table(
      identifier: "formula", title: words.formulaAndSimulation,
      caption: words.formula(formula.model, isExact: formula.isExact, level: level),
      columns: [
        .init(title: words.indicator), .init(title: words.formulaColumn, isNumber: true),
        .init(title: words.estimate, isNumber: true), .init(title: words.verdictTitle),
      ],
      rows: rows.map { row in
        let format = FigureFormat(of: row.indicator.unit)
        return [
          Cell(words.name(of: row.indicator)),
          Cell(
            language.figure(row.value, format, halfWidth: row.estimate.halfWidth),
            .number(row.value, format)), cell(row.estimate, row.indicator.unit),
          Cell(words.agreement(row.verdict), tone: row.verdict == .agrees ? .good : .neutral),
        ]
      })
  }

  private var costs: Table {
    let money = MoneyUnit(of: result)
    let parts = tables.costParts + [IndicatorCatalogue.indicator("paidHours")].compactMap { $0 }
    return Table(
      identifier: "costs", title: words.costs, caption: money.map(words.period) ?? "",
      columns: [.init(title: words.indicator), .init(title: words.estimate, isNumber: true)],
      rows: parts.map { indicator in
        let isAll = indicator.identifier == "cost"
        return [
          Cell(isAll ? words.all : words.name(of: indicator)),
          cell(result.estimate(indicator.identifier), indicator.unit),
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
}
