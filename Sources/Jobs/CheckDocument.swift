import ContactCenter
import Reporting
import ScenarioReading

/// What a check found, as a document: the files, and every problem with its place and remedy.
struct CheckDocument {
  let outcome: CheckOutcome
  let language: ReportLanguage
  let version: String

  private var words: any ReportingWords { language.language.words }

  private typealias Cell = Document.Cell

  /// The document.
  var document: Document {
    var parts: [(identifier: String, title: String, blocks: [Document.Block])] = [
      ("files", words.files, [.lead(words.checked(outcome)), .table(files)])
    ]
    let tables = outcome.files.flatMap { file in
      (file.tables ?? []).map { "\(file.file.visible)\(language.colon)\(words.tableRead($0))" }
    }
    if outcome.files.contains(where: { !$0.problems.isEmpty }) {
      parts.append(("problems", words.problems, [.table(problems)]))
    }
    if !tables.isEmpty { parts.append(("tables", words.tablesRead, [.list(tables, isNumbered: false)])) }
    return Document(
      language: language, kind: words.checkOfFiles, title: words.checkOfFiles, version: version,
      parts: parts)
  }

  private func count(_ value: Int) -> Cell {
    Cell("\(value)", .number(Double(value), FigureFormat(.count)))
  }

  private var files: Document.Table {
    Document.Table(
      identifier: "files", title: words.files,
      columns: [
        .init(title: words.file), .init(title: words.verdictTitle),
        .init(title: words.errors, isNumber: true), .init(title: words.warnings, isNumber: true),
        .init(title: words.summary), .init(title: words.digest),
      ],
      rows: outcome.files.map { file in
        [
          Cell(file.file.visible),
          Cell(words.usable(file.valid), tone: file.valid ? .good : .bad), count(file.errorCount),
          count(file.problems.count - file.errorCount),
          Cell(file.outline.map(words.outline) ?? file.summary.map(words.tableRead) ?? ""),
          Cell(file.digest ?? ""),
        ]
      })
  }

  private var problems: Document.Table {
    Document.Table(
      identifier: "problems", title: words.problems,
      columns: [
        .init(title: words.file), .init(title: words.line, isNumber: true),
        .init(title: words.column, isNumber: true), .init(title: words.severity),
        .init(title: words.finding), .init(title: words.remedy),
      ],
      rows: outcome.files.flatMap(\.problems).map { problem in
        let found = problem.located
        let (finding, remedy) = told(found.finding, found.remedy)
        return [
          Cell(found.file.visible), count(found.line), count(found.column),
          Cell(words.severity(isError: problem.isError), tone: problem.isError ? .bad : .fair),
          Cell(finding.visible), Cell(remedy.visible),
        ]
      }, isOrdered: true)
  }

  /// A finding and its remedy; in one text where they are one sentence in this language.
  private func told(_ finding: String, _ remedy: String) -> (String, String) {
    let parts = (words.finding(finding), words.finding(remedy))
    let (whole, together) = ("\(finding) \(remedy)", words.finding("\(finding) \(remedy)"))
    return parts.0 == finding && together != whole ? (together, "") : parts
  }
}
