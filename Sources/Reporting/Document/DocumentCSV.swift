import Experiments

/// The tables of a document for spreadsheets and programs, a file for each.
///
/// Every row has a field for each heading. Numbers are not rounded, shares are of 1; an estimate has its
/// interval in two columns beside it; what is not known is empty.
public enum DocumentCSV {
  /// The files by name: `NAME.csv` where there is one table, else `NAME-TABLE.csv` for each.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - name: The name of the files.
  ///   - only: The identifier of the only table that is wanted; nil: all.
  /// - Returns: The files.
  public static func files(
    of document: Document, name: String, only: String? = nil
  ) -> [AtomicFile.Content] {
    let tables = document.tables.filter { only == nil || $0.identifier == only }
    return tables.map { table in
      let own = tables.count == 1 ? name : "\(name)-\(table.identifier)"
      return AtomicFile.Content(name: "\(own).csv", text: text(of: table, in: document.language))
    }
  }

  /// One table.
  static func text(of table: Document.Table, in language: ReportLanguage) -> String {
    let hasInterval = table.columns.indices.map { column in
      table.rows.contains { row in
        if case .estimate(let estimate, _) = row[column].content {
          estimate.low != nil || estimate.high != nil
        } else {
          false
        }
      }
    }
    var csv = CSVText()
    csv.line(
      zip(table.columns, hasInterval).flatMap { column, hasInterval in
        let title = CSVText.guarded(column.title)
        let ends = ["interval.low", "interval.high"].map {
          title + language.words[.colon] + language.word($0)
        }
        return [title] + (hasInterval ? ends : [])
      })
    for row in table.rows {
      csv.line(zip(row, hasInterval).flatMap { cell, hasInterval in fields(cell, hasInterval) })
    }
    return csv.text
  }

  private static func fields(_ cell: Document.Cell, _ hasInterval: Bool) -> [String] {
    func number(_ value: Double?) -> String { MachineNumber.text(value) ?? "" }
    let blank = hasInterval ? ["", ""] : []
    switch cell.content {
    case .text:
      let isMissing = cell.text == FigureText.none
      let note = cell.note.isEmpty ? "" : " (\(cell.note))"
      return [isMissing ? "" : CSVText.guarded(cell.text + note)] + blank
    case .number(let value, _): return [number(value)] + blank
    case .estimate(let estimate, _):
      return [number(estimate.value)]
        + (hasInterval ? [number(estimate.low), number(estimate.high)] : [])
    }
  }
}

extension Document {
  /// All tables with rows, in the order of the sections.
  var tables: [Table] {
    sections.flatMap(\.blocks).flatMap(\.parts).compactMap { block in
      if case .table(let table) = block, !table.rows.isEmpty { table } else { nil }
    }
  }
}
