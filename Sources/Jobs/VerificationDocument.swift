import Experiments
import Foundation
import Reporting
import Verification

/// A verification as a document: the verdicts, every figure beside its exact value, and what was not judged.
struct VerificationDocument {
  let report: VerificationReport
  let language: ReportLanguage
  let version: String

  private var words: any ReportingWords { language.language.words }
  private var result: VerificationResult { report.result }

  typealias Cell = Document.Cell
  typealias Table = Document.Table

  /// The document.
  var document: Document {
    let families = report.families
    var parts: [(identifier: String, title: String, blocks: [Document.Block])] = [
      (
        "verdicts", words.verdicts,
        [
          .lead(words.outcome(hasPassed: result.hasPassed, families: families.count)),
          .table(verdicts(families)),
        ]
      )
    ]
    if !families.isEmpty { parts.append(("figures", words.figures, [.table(figures(families))])) }
    if !result.notJudged.isEmpty {
      parts.append(("not-judged", words.notJudged, [.table(notJudged)]))
    }
    return Document(
      language: language, kind: words.verification, title: words.exactCases,
      summary: words.comparedWithExact, version: version,
      facts: [
        .init(name: words.effort, value: String(format: "%.6g", result.effort)),
        .init(name: words.seed, value: "\(result.seed)"),
      ], warnings: result.problems.map { words.wrongInput + " – " + $0.description }, parts: parts)
  }

  private func verdicts(_ families: [VerificationReport.Family]) -> Table {
    let heads: [(String, Bool)] = [
      (words.family, false), (words.cases, true), (words.figureCount, true), (words.offBy, true),
      (words.solver, false), (words.judged, true), (words.tooRare, true), (words.largestScore, true),
      (words.scoreBound, true), (words.largestBias, true), (words.scoreBound, true), (words.simulator, false),
    ]
    let rows = families.map { family in
      [Cell(family.name), number(Double(family.caseIDs.count))] + cells(family.solved)
        + cells(family.simulated)
    }
    return Table(
      identifier: "verdicts", title: words.verdicts,
      columns: heads.map { .init(title: $0, isNumber: $1) }, rows: rows)
  }

  private func cells(_ family: SolvedFamily?) -> [Cell] {
    guard let family else { return [Self.missing, Self.missing, Self.missing] }
    return [
      number(Double(family.judged)), number(family.largest, digits: 2), verdict(family.verdict),
    ]
  }

  private func cells(_ family: FamilyResult?) -> [Cell] {
    guard let family else { return Array(repeating: Self.missing, count: 7) }
    return [
      number(Double(family.judged)), number(Double(family.tooFew)), number(family.largest, digits: 3),
      number(family.bound, digits: 3), number(family.largestBias, digits: 3),
      number(family.biasBound, digits: 3),
      verdict(family.verdict),
    ]
  }

  private func verdict(_ verdict: Verdict) -> Cell {
    let tone: Document.Tone =
      switch verdict {
      case .passed: .good
      case .failed: .bad
      case .undecided: .neutral
      }
    return Cell(words.verdict(verdict), tone: tone)
  }

  private func figures(_ families: [VerificationReport.Family]) -> Table {
    let heads: [(String, Bool)] = [
      (words.caseName, false), (words.output, false), (words.exact, true), (words.solver, true),
      (words.offBy, true), (words.simulated, true), (words.standardError, true), ("z", true),
      (words.remark, false),
    ]
    let rows = families.flatMap { family in
      family.caseIDs.flatMap { report.rows(family, $0) }.map { row -> [Cell] in
        [Cell(family.title(row.caseID)), Cell(row.output), number(row.exact)]
          + [number(row.solved?.solver), number(row.solved?.deviation, digits: 2)]
          + cells(row.simulated)
          + [remark(row, bound: family.simulated?.bound ?? .infinity)]
      }
    }
    return Table(
      identifier: "figures", title: words.figures,
      columns: heads.map { .init(title: $0, isNumber: $1) }, rows: rows)
  }

  private func cells(_ figure: FigureResult?) -> [Cell] {
    let isScored = figure.map { $0.status != .notSeen } ?? false
    return [
      number(figure?.simulated), number(isScored ? figure?.standardError : nil, digits: 2),
      number(isScored ? figure?.z : nil, digits: 3),
    ]
  }

  private func remark(_ row: VerificationReport.Row, bound: Double) -> Cell {
    if let solved = row.solved, !solved.agrees { return Cell(words.solverDisagrees, tone: .bad) }
    guard let figure = row.simulated else { return Cell("") }
    if figure.status == .notSeen { return Cell(words.tooFewEvents, tone: .neutral) }
    if abs(figure.z) > bound { return Cell(words.beyondTheBound, tone: .bad) }
    return figure.status == .rare ? Cell(words.tooRare, tone: .neutral) : Cell("")
  }

  private var notJudged: Table {
    let groups = Verifier.grouped(result.notJudged) {
      "\($0.side.rawValue) \($0.family): \($0.reason)"
    }
    return Table(
      identifier: "not-judged", title: words.notJudged,
      columns: [
        .init(title: words.family), .init(title: words.simulator + "/" + words.solver),
        .init(title: words.count, isNumber: true), .init(title: words.reason),
      ],
      rows: groups.map { _, entries in
        [
          Cell(entries[0].family), Cell(words.side(entries[0].side)),
          number(Double(entries.count)), Cell(words.finding(entries[0].reason)),
        ]
      })
  }

  // MARK: - Figures

  private static let missing = Cell("–")

  private func number(_ value: Double?) -> Cell { number(value, digits: 6) }

  private func number(_ value: Double?, digits: Int) -> Cell {
    guard let value, value.isFinite else { return Self.missing }
    return Cell(String(format: "%.\(digits)g", value), .number(value, FigureFormat(.plain)))
  }
}
