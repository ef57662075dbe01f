import Experiments
import Foundation

/// The archive's runs and comparisons as a document, the latest first.
public struct RunsDocument {
  private let runs: [RunRecord]
  private let comparisons: [ComparisonRecord]
  private let language: ReportLanguage
  private let version: String
  private let shown: (String) -> String

  private typealias Cell = Document.Cell

  private var words: any DocumentWords { language.terms }

  /// A list in one language.
  ///
  /// - Parameters:
  ///   - runs: The runs.
  ///   - comparisons: The comparisons.
  ///   - language: The language.
  ///   - version: The version of the program.
  ///   - shown: A report's folder as the reader names it.
  public init(
    _ runs: [RunRecord], _ comparisons: [ComparisonRecord], language: ReportLanguage,
    version: String, shown: @escaping (String) -> String = { $0 }
  ) {
    (self.runs, self.comparisons) = (runs, comparisons)
    (self.language, self.version, self.shown) = (language, version, shown)
  }

  /// The document.
  public var document: Document {
    var parts: [(identifier: String, title: String, blocks: [Document.Block])] = []
    if runs.isEmpty && comparisons.isEmpty {
      parts.append(("runs", words.runs, [.paragraph(words.noRuns)]))
    }
    if !runs.isEmpty { parts.append(("runs", words.runs, [.table(runTable)])) }
    if !comparisons.isEmpty {
      parts.append(("comparisons", words.comparisons, [.table(comparisonTable)]))
    }
    return Document(
      language: language, kind: words.archiveKind, title: words.archive, version: version,
      parts: parts)
  }

  private func figure(
    _ value: Double?, _ unit: FigureFormat.Unit, halfWidth: Double? = nil
  ) -> Cell {
    guard let value else { return Cell(FigureText.none) }
    let format = FigureFormat(unit)
    return Cell(language.figure(value, format, halfWidth: halfWidth), .number(value, format))
  }

  private func count(_ value: Int) -> Cell {
    Cell("\(value)", .number(Double(value), FigureFormat(.count)))
  }

  private var runTable: Document.Table {
    Document.Table(
      identifier: "runs", title: words.runs,
      columns: [
        .init(title: words.run, isNumber: true), .init(title: words.time),
        .init(title: words.scenario), .init(title: words.report),
        .init(title: words.replications, isNumber: true, short: words.replicationsShort),
        .init(title: words.seed), .init(title: name(of: .serviceLevel), isNumber: true, short: "SL"),
        .init(title: name(of: .averageSpeedOfAnswer), isNumber: true, short: "ASA"),
        .init(title: words.name(of: StudySeries.offered), isNumber: true),
        .init(title: words.name(of: StudySeries.abandoned), isNumber: true),
        .init(title: name(of: .occupancy), isNumber: true),
      ],
      rows: runs.map { run in
        var replications = count(run.replications)
        if run.isPartial { replications.note = words.partialRun }
        return [
          run.id.map { Cell("\($0)", .number(Double($0), FigureFormat(.count))) } ?? Cell(""),
          Cell(Self.time(run.time)), Cell(run.scenario),
          Cell(run.folder.map(shown) ?? FigureText.none), replications, Cell(run.seed),
          figure(run.serviceLevel, .proportion, halfWidth: run.serviceLevelHalfWidth),
          figure(run.averageSpeedOfAnswer, .seconds), figure(run.offered, .count),
          figure(run.abandonedProportion, .proportion), figure(run.occupancy, .proportion),
        ]
      })
  }

  private func name(of figure: FigureName) -> String {
    IndicatorCatalogue.indicator(figure).map(words.name(of:)) ?? figure.rawValue
  }

  private var comparisonTable: Document.Table {
    Document.Table(
      identifier: "comparisons", title: words.comparisons,
      columns: [
        .init(title: words.comparison, isNumber: true), .init(title: words.time),
        .init(title: words.titleHeading), .init(title: words.formHeading),
        .init(title: words.entrants, isNumber: true), .init(title: words.objective),
        .init(title: words.bestEntrant),
        .init(title: words.replications, isNumber: true, short: words.replicationsShort),
        .init(title: words.report),
      ],
      rows: comparisons.map { comparison in
        [
          comparison.id.map { Cell("\($0)", .number(Double($0), FigureFormat(.count))) } ?? Cell(""),
          Cell(Self.time(comparison.time)), Cell(comparison.title),
          Cell(words.form(comparison.form)), count(comparison.entrants),
          Cell(comparison.objective), Cell(comparison.best ?? FigureText.none),
          count(comparison.replications), Cell(comparison.folder.map(shown) ?? FigureText.none),
        ]
      })
  }

  /// "2026-03-01 14:05" in the user's time zone.
  private static func time(_ date: Date) -> String {
    let parts = Calendar.current.dateComponents(
      [.year, .month, .day, .hour, .minute], from: date)
    return String(
      format: "%04d-%02d-%02d %02d:%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0,
      parts.hour ?? 0, parts.minute ?? 0)
  }
}
