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
    // What is decided comes first, then what must be known of it.
    var sections = document.sections.map(lines(of:))
    sections.insert([remarks], at: min(1, sections.count))
    return ([head] + sections.joined()).filter { !$0.isEmpty }
      .map { $0.map(TerminalText.trimmed).joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var head: [String] {
    var lines = [style.marked(TerminalText.cut(document.title, to: style.width), .bold)]
    lines += document.summary.split(separator: "\n").flatMap { folded(String($0)) }
    let facts = document.facts.filter { $0.value != document.version }.map {
      $0.name + language.words[.colon] + $0.value
    }
    lines += folded(language.semicolons([document.kind] + facts)).map { style.marked($0, .faint) }
    return lines + document.warnings.flatMap { folded($0, first: "! ") }.map { style.marked($0, .warning) }
  }

  private var remarks: [String] {
    document.remarks.flatMap { folded($0, first: "- ") }.map { style.marked($0, .faint) }
  }

  /// The blocks of a section, the first with the title, unless a table's title begins with it.
  private func lines(of section: Document.Section) -> [[String]] {
    let blocks = self.blocks(of: section).filter { !$0.isEmpty }
    guard let first = blocks.first else { return [] }
    var isTold = false
    if case .table(let table)? = section.blocks.first { isTold = table.title.hasPrefix(section.title) }
    let isTitled = isTold && first.first?.contains(section.title) == true
    return [(isTitled ? [] : [style.marked(section.title, .bold)]) + first] + blocks.dropFirst()
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
    case .heatMap(let map): return map.isInTable ? [] : self.map(map)
    case .chart(let chart):
      if chart.isDrawnInText, case .bars(let bars, _) = chart.kind { return self.bars(bars) }
      guard !chart.isInTable else { return [] }
      return folded(chart.title + language.words[.colon] + chart.altText)
    case .code(let text): return text.split(separator: "\n").map { "    " + $0 }
    case .detail: return []
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
    let rows = table.briefRows.map { $0.map { table.rows[$0] } } ?? table.rows
    guard !rows.isEmpty else { return [] }
    let title = table.title == heading ? [] : [style.marked(table.title, .bold)]
    let notes = language.joined([
      table.briefCaption ?? table.caption, rows.count < table.rows.count ? table.briefNote : "",
    ])
    let caption = notes.isEmpty ? [] : folded(notes).map { style.marked($0, .faint) }
    let shown = table.columns.indices.filter { !table.columns[$0].isDetail }
    func layout(isCoarse: Bool) -> FoldedTable {
      FoldedTable(
        heads: shown.map { table.columns[$0].short }, numbers: shown.map { table.columns[$0].isNumber },
        rows: rows.map { row in
          shown.map { $0 < row.count ? words(row[$0], isCoarse: isCoarse) : "" }
        })
    }
    let whole = layout(isCoarse: false)
    let isWhole = whole.fits(style.width)
    let fitting = isWhole ? whole : layout(isCoarse: true)
    let isCut = !isWhole && rows.contains { row in row.contains(where: \.content.isEstimate) }
    return title + caption
      + (fitting.halves(style) ?? fitting.lines(style, leftOut: language.terms.notShown))
      + (isCut ? [style.marked("  " + language.terms.noHalfWidths, .faint)] : [])
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

  /// Room for a bar.
  private static let barWidth = 40

  /// Bars as blocks of characters on one scale, with a line where they begin.
  private func bars(_ bars: [DocumentChart.Bar]) -> [String] {
    let values: [Double] = [0] + bars.flatMap { $0.values.map(\.value) }.filter(\.isFinite)
    guard let low = values.min(), let high = values.max(), low < high else { return [] }
    let label = min(32, bars.map { TerminalText.width($0.label) }.max() ?? 0)
    let room = max(10, min(Self.barWidth, style.width - label - 6))
    func place(_ value: Double) -> Int {
      Int(clamping: ((value - low) / (high - low) * Double(room - 1)).rounded())
    }
    return bars.map { bar in
      let own: [Double] = [0] + bar.values.map(\.value).filter(\.isFinite)
      let (from, to, zero) = (place(own.min() ?? 0), place(own.max() ?? 0), place(0))
      let drawn = (0..<room).map { column in
        column == zero ? "│" : (from...to).contains(column) ? "█" : " "
      }.joined()
      return "  "
        + TerminalText.left(TerminalText.cut(bar.label, to: label), label) + "  " + drawn
    }
  }

  // MARK: - Words

  /// A text in lines; further ones stand under the first one's text.
  private func folded(_ text: String, first: String = "") -> [String] {
    TerminalText.folded(text, to: style.width, first: first)
  }

  /// A cell with everything that other forms show by color or layout.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - isCoarse: Whether an estimate is told without its interval.
  /// - Returns: The words.
  private func words(_ cell: Document.Cell, isCoarse: Bool = false) -> String {
    var text = cell.brief ?? cell.text
    if isCoarse, case .estimate(let estimate, let format) = cell.content {
      text = language.coarse(estimate.value, format)
    }
    if cell.isUnverified { text += language.words.bracketed(language.word("flag.unverified")) }
    if let tone = cell.tone { text = "\(tone.sign) \(text)" }
    if !cell.note.isEmpty { text += language.words.bracketed(cell.note) }
    return String(repeating: "  ", count: cell.depth) + text
  }
}
