/// A document as Markdown, for a terminal and for pages that render it.
///
/// Cards are tables, verdicts are words with a sign, values by planning interval are one line of
/// blocks for each row. Charts are told in words where no table has their figures.
public enum DocumentMarkdown {
  /// The document.
  public static func render(_ document: Document) -> String {
    DocumentMarkdownWriter(document: document).text
  }
}

private struct DocumentMarkdownWriter {
  let document: Document

  typealias Cell = Document.Cell

  /// Cells up to this width stand below one another in a terminal too.
  private static let padding = 36

  var text: String {
    let head = ["# \(escape(document.kind)): \(escape(document.title))"]
    let summary = document.summary.isEmpty ? [] : [lines(document.summary)]
    let facts =
      document.facts.isEmpty
      ? []
      : [
        table(
          heads: [word("column.item"), word("column.content")], numbers: [false, false],
          rows: document.facts.map { [$0.name, $0.value] })
      ]
    let warnings =
      document.warnings.isEmpty
      ? [] : ["**\(escape(word("page.warnings")))**", list(document.warnings, isNumbered: false)]
    let remarks = document.remarks.isEmpty ? [] : [list(document.remarks, isNumbered: false)]
    let sections = document.sections.flatMap { section -> [String] in
      let blocks = blocks(of: section)
      return blocks.isEmpty ? [] : ["## \(section.number) \(escape(section.title))"] + blocks
    }
    return (head + summary + facts + warnings + remarks + sections)
      .map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }
      .joined(separator: "\n\n") + "\n"
  }

  private func blocks(of section: Document.Section) -> [String] {
    var heading = section.title
    return section.blocks.flatMap { block -> [String] in
      if case .heading(let text) = block { heading = text }
      return self.block(block, below: heading)
    }
  }

  private func block(_ block: Document.Block, below heading: String) -> [String] {
    switch block {
    case .heading(let text): return ["### \(escape(text))"]
    case .lead(let text): return ["**\(escape(text))**"]
    case .paragraph(let text): return [escape(text)]
    case .note(let text): return ["*\(escape(text))*"]
    case .list(let items, let isNumbered): return [list(items, isNumbered: isNumbered)]
    case .tiles(let tiles):
      return [
        table(
          heads: [word("column.item"), word("column.value"), word("column.remark")],
          numbers: [false, true, false],
          rows: tiles.map { [$0.title, plain($0.value), $0.remark] })
      ]
    case .table(let table): return self.table(table, below: heading)
    case .card(let card): return self.card(card)
    case .heatMap(let map): return map.isInTable ? [] : heatMap(map)
    case .chart(let chart): return self.chart(chart)
    case .detail(let summary, let blocks):
      return summary == nil ? blocks.flatMap { self.block($0, below: heading) } : []
    case .code(let text):
      return [
        text.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
      ]
    }
  }

  // MARK: - Tables

  private func table(_ table: Document.Table, below heading: String) -> [String] {
    guard !table.rows.isEmpty else { return [] }
    let title = table.title == heading ? [] : ["**\(escape(table.title))**"]
    let caption = table.caption.isEmpty ? [] : ["*\(escape(table.caption))*"]
    return title + caption + [
      self.table(
        heads: table.columns.map(\.title), numbers: table.columns.map(\.isNumber),
        rows: table.rows.map { $0.map(words) })
    ]
  }

  private func card(_ card: Document.Card) -> [String] {
    [
      "### \(escape(card.title))",
      table(
        heads: [word("column.item"), word("column.content"), word("column.verdict")],
        numbers: [false, false, false],
        rows: [["", "", words(card.verdict)]]
          + card.items.map { item in
            [
              item.name, document.language.joined(item.content),
              item.verdict.map(words) ?? "",
            ]
          }),
    ]
  }

  /// A line of blocks, the higher the larger, with the least and the largest value beside it.
  private func heatMap(_ map: Document.Map) -> [String] {
    let rows = map.rows.map { row -> [String] in
      let defined = row.values.compactMap { $0 }.filter(\.isFinite)
      return [
        row.name, map.line(row.values), document.language.figure(defined.min(), map.format),
        document.language.figure(defined.max(), map.format),
      ]
    }
    let span = [map.columns.first, map.columns.last].compactMap { $0 }.joined(separator: " – ")
    return [
      "### \(escape(map.title))", "*\(escape(map.caption))*",
      MarkdownText.table(
        heads: [map.rowTitle, span, word("column.least"), word("column.most")],
        numbers: [false, false, true, true], rows: rows, padding: 200),
    ]
  }

  /// The words of a chart whose figures no table has; bars repeat a table.
  private func chart(_ chart: DocumentChart) -> [String] {
    if let file = chart.file { return ["![\(escape(chart.altText))](\(file))"] }
    guard !chart.isInTable else { return [] }
    return ["*\(escape(chart.title)):* \(escape(chart.altText))"]
  }

  // MARK: - Words

  private func word(_ key: String) -> String { document.language.word(key) }

  private func escape(_ text: String) -> String { MarkdownText.escape(text) }

  /// A text with its own lines.
  private func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { escape(String($0)) }
      .joined(separator: "\n")
  }

  private func list(_ items: [String], isNumbered: Bool) -> String {
    items.enumerated().map { index, item in
      (isNumbered ? "\(index + 1). " : "- ") + escape(item)
    }.joined(separator: "\n")
  }

  private func table(heads: [String], numbers: [Bool], rows: [[String]]) -> String {
    MarkdownText.table(heads: heads, numbers: numbers, rows: rows, padding: Self.padding)
  }

  /// A cell with everything that other forms show by color or layout.
  private func words(_ cell: Cell) -> String {
    var text = plain(cell)
    if let tone = cell.tone { text = "\(tone.sign) \(text)" }
    if !cell.note.isEmpty { text += document.language.words.bracketed(cell.note) }
    return String(repeating: "– ", count: cell.depth) + text
  }

  private func plain(_ cell: Cell) -> String {
    cell.isUnverified
      ? cell.text + document.language.words.bracketed(word("flag.unverified")) : cell.text
  }
}
