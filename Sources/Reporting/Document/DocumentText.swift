/// A document as plain text for a terminal: words to the left, figures to the right, texts broken to the
/// terminal's width.
///
/// Ideographs take two columns. Tables that are too wide break their words over several lines, and then leave
/// out columns from the right and say which. Cards and maps are lists and lines of blocks, charts are told in
/// words where no table has their figures.
public enum DocumentText {
  /// The document, ending in a line break.
  public static func render(_ document: Document, style: TerminalStyle = TerminalStyle()) -> String {
    DocumentTextWriter(document: document, style: style).text
  }
}

private struct DocumentTextWriter {
  let document: Document
  let style: TerminalStyle

  private var language: ReportLanguage { document.language }

  var text: String {
    let blocks =
      [head]
      + document.sections.flatMap { section in
        [[style.marked("\(section.number) \(section.title)", .bold)]] + self.blocks(of: section)
      }
    return blocks.filter { !$0.isEmpty }
      .map { $0.map(TerminalText.trimmed).joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var head: [String] {
    var lines = [style.marked(TerminalText.cut(document.title, to: style.width), .bold)]
    lines += folded(document.kind).map { style.marked($0, .faint) }
    lines += document.summary.split(separator: "\n").flatMap { folded(String($0)) }
    let width = document.facts.map { TerminalText.width($0.name) }.max() ?? 0
    for fact in document.facts {
      lines += folded(fact.value, first: TerminalText.left(fact.name, width) + "  ")
    }
    return lines + document.warnings.flatMap { folded($0, first: "! ") }.map { style.marked($0, .warning) }
  }

  // MARK: - Blocks

  private func blocks(of section: Document.Section) -> [[String]] {
    var heading = section.title
    return section.blocks.map { block in
      if case .heading(let text) = block { heading = text }
      return lines(of: block, below: heading)
    }
  }

  private func lines(of block: Document.Block, below heading: String) -> [String] {
    switch block {
    case .heading(let text): return [style.marked(text, .bold)]
    case .lead(let text): return folded(text).map { style.marked($0, .bold) }
    case .paragraph(let text): return folded(text)
    case .note(let text): return folded(text).map { style.marked($0, .faint) }
    case .list(let items, let isNumbered):
      return items.enumerated().flatMap { index, item in
        folded(item, first: isNumbered ? "\(index + 1). " : "- ")
      }
    case .tiles(let tiles): return self.tiles(tiles)
    case .table(let table): return self.table(table, below: heading)
    case .card(let card): return self.card(card)
    case .heatMap(let map): return self.map(map)
    case .chart(let chart):
      guard !chart.isInTable else { return [] }
      return folded(chart.title + language.words[.colon] + chart.altText)
    case .code(let text): return text.split(separator: "\n").map { "    " + $0 }
    }
  }

  private func tiles(_ tiles: [Document.Tile]) -> [String] {
    let name = tiles.map { TerminalText.width($0.title) }.max() ?? 0
    let value = tiles.map { TerminalText.width(words($0.value)) }.max() ?? 0
    return tiles.flatMap { tile in
      folded(
        tile.remark,
        first: "  " + TerminalText.left(tile.title, name) + "  "
          + TerminalText.right(words(tile.value), value) + (tile.remark.isEmpty ? "" : "  "))
    }
  }

  private func table(_ table: Document.Table, below heading: String) -> [String] {
    guard !table.rows.isEmpty else { return [] }
    let title = table.title == heading ? [] : [style.marked(table.title, .bold)]
    let caption =
      table.caption.isEmpty ? [] : folded(table.caption).map { style.marked($0, .faint) }
    let layout = FoldedTable(
      heads: table.columns.map(\.title), numbers: table.columns.map(\.isNumber),
      rows: table.rows.map { $0.map(words) })
    return title + caption + layout.lines(style, leftOut: language.terms.notShown)
  }

  private func card(_ card: Document.Card) -> [String] {
    let name = card.items.map { TerminalText.width($0.name) }.max() ?? 0
    return [style.marked(card.title, .bold) + "  " + words(card.verdict)]
      + card.items.flatMap { item in
        folded(
          (item.content + (item.verdict.map { [words($0)] } ?? [])).joined(separator: " "),
          first: "  " + TerminalText.left(item.name, name) + "  ")
      }
  }

  private func map(_ map: Document.Map) -> [String] {
    let name = map.rows.map { TerminalText.width($0.name) }.max() ?? 0
    return [style.marked(map.title, .bold)] + folded(map.caption).map { style.marked($0, .faint) }
      + map.rows.map { row in
        let defined = row.values.compactMap { $0 }.filter(\.isFinite)
        let ends = [defined.min(), defined.max()].map { language.figure($0, map.format) }
        return "  " + TerminalText.left(row.name, name) + "  " + map.line(row.values) + "  "
          + ends.joined(separator: " … ")
      }
  }

  // MARK: - Words

  /// A text in lines; further ones stand under the first one's text.
  private func folded(_ text: String, first: String = "") -> [String] {
    TerminalText.folded(text, to: style.width, first: first)
  }

  /// A cell with everything that other forms show by color or layout.
  private func words(_ cell: Document.Cell) -> String {
    var text = cell.text
    if cell.isUnverified { text += language.words.bracketed(language.word("flag.unverified")) }
    if let tone = cell.tone { text = "\(tone.sign) \(text)" }
    if !cell.note.isEmpty { text += language.words.bracketed(cell.note) }
    return String(repeating: "  ", count: cell.depth) + text
  }
}

/// A table of texts whose words are broken over several lines where it is too wide.
struct FoldedTable {
  let heads: [String]
  let numbers: [Bool]
  let rows: [[String]]

  private static let gap = "  "
  /// Words are broken to columns no narrower than this.
  private static let leastWidth = 12
  /// Words longer than this may stand out of their column.
  private static let longWord = 32

  /// The lines, with a note about the columns that have no place.
  ///
  /// - Parameters:
  ///   - style: The terminal.
  ///   - leftOut: The note, of the headings of those columns.
  /// - Returns: The lines.
  func lines(_ style: TerminalStyle, leftOut: (String) -> String) -> [String] {
    var shown = heads.count
    var widths = widths(shown, style)
    while shown > 2, Self.sum(widths) > style.width {
      shown -= 1
      widths = self.widths(shown, style)
    }
    let head = laid(heads, widths).map { style.marked(TerminalText.trimmed($0), .bold) }
    let note =
      shown == heads.count
      ? []
      : TerminalText.folded(
        leftOut(heads[shown...].joined(separator: ", ")), to: style.width, first: "  "
      ).map { style.marked($0, .faint) }
    return head + rows.flatMap { laid($0, widths) } + note
  }

  private static func sum(_ widths: [Int]) -> Int {
    widths.reduce(0) { $0 + $1 + gap.count }
  }

  /// The widths of the first columns: as their texts need, the widest columns of words narrowed until all
  /// have their place.
  private func widths(_ count: Int, _ style: TerminalStyle) -> [Int] {
    var widths = (0..<count).map { column -> Int in
      let cells = rows.map { column < $0.count ? TerminalText.width($0[column]) : 0 }.max() ?? 0
      let head = TerminalText.width(heads[column])
      // Headings of figures are broken before their column is wider than the figures need.
      let word = TerminalText.pieces(of: heads[column]).map { TerminalText.width($0) }.max() ?? 0
      return max(cells, numbers[column] ? max(word, min(head, Self.leastWidth)) : head)
    }
    let least = widths.indices.map { leastWidth($0) }
    while Self.sum(widths) > style.width {
      let words = widths.indices.filter { !numbers[$0] && widths[$0] > least[$0] }
      guard let widest = words.max(by: { widths[$0] < widths[$1] }) else { break }
      let next = words.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let excess = Self.sum(widths) - style.width
      widths[widest] = max(
        least[widest], min(widths[widest] - 1, max(widths[widest] - excess, next)))
    }
    return widths
  }

  /// The width of a column's longest word.
  private func leastWidth(_ column: Int) -> Int {
    let longest =
      rows.map { row in
        column < row.count
          ? TerminalText.pieces(of: row[column]).map { TerminalText.width($0) }.max() ?? 0 : 0
      }.max() ?? 0
    return max(Self.leastWidth, min(longest, Self.longWord))
  }

  /// A row in as many lines as its cells need.
  private func laid(_ cells: [String], _ widths: [Int]) -> [String] {
    let folded = widths.indices.map { column in
      column < cells.count ? TerminalText.folded(cells[column], to: widths[column]) : [""]
    }
    return (0..<(folded.map(\.count).max() ?? 0)).map { line in
      widths.indices.map { column in
        let text = line < folded[column].count ? folded[column][line] : ""
        return Self.gap
          + (numbers[column]
            ? TerminalText.right(text, widths[column]) : TerminalText.left(text, widths[column]))
      }.joined()
    }
  }
}
