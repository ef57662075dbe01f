/// Lays a report's table out in lines of a terminal: words to the left, numbers to the right, the
/// half-widths beside their values.
///
/// Where it is too wide, long names in its first column are cut, then its coarse form without half-widths
/// takes its place, and then columns go from the right.
struct TerminalTable {
  let style: TerminalStyle
  private let table: ReportTable
  private let layouts: [Layout]

  /// A table, and the form that it takes where it is too wide.
  init(_ table: ReportTable, coarse: ReportTable? = nil, style: TerminalStyle) {
    let whole = TerminalTable.layouts(of: table, nameLimit: .max)
    let wide =
      TerminalTable.width(of: whole) <= style.width
      ? whole : TerminalTable.layouts(of: table, nameLimit: TerminalTable.nameLimit)
    let fits = TerminalTable.width(of: wide) <= style.width
    self.style = style
    self.table = fits ? table : coarse ?? table
    layouts =
      fits
      ? wide : TerminalTable.layouts(of: coarse ?? table, nameLimit: TerminalTable.nameLimit)
  }

  private static let gap = "  "
  private static let indent = "  "
  /// The widest first column of a table that has no room for it.
  private static let nameLimit = 28

  /// A column's widths: of its values, of half-widths and units behind them, and of all.
  private struct Layout {
    var valueWidth: Int
    var tailWidth: Int
    var isNumber: Bool
    var width: Int
  }

  /// The table's lines, without its title.
  func lines() -> [String] {
    var shown = layouts.count
    while shown > 2, TerminalTable.width(of: Array(layouts.prefix(shown))) > style.width {
      shown -= 1
    }
    var lines = [heading(shown: shown)] + table.rows.map { line($0, shown: shown) }
    if shown < layouts.count {
      let left = table.columns[shown...].map(\.title).joined(separator: ", ")
      let note = TerminalTable.indent + "not shown in this width: \(left)"
      lines.append(style.marked(TerminalText.cut(note, to: style.width), .faint))
    }
    return lines
  }

  private static func layouts(of table: ReportTable, nameLimit: Int) -> [Layout] {
    table.columns.enumerated().map { index, column in
      let cells = table.rows.map { $0[index] }
      var value = cells.map { TerminalText.width($0.text) }.max() ?? 0
      if index == 0 { value = min(value, nameLimit) }
      let tail = cells.map { TerminalText.width($0.tail) }.max() ?? 0
      return Layout(
        valueWidth: value, tailWidth: tail, isNumber: column.isNumber,
        width: max(value + tail, TerminalText.width(column.title)))
    }
  }

  private static func width(of layouts: [Layout]) -> Int {
    layouts.reduce(TerminalTable.indent.count) { $0 + $1.width }
      + TerminalTable.gap.count * (layouts.count - 1)
  }

  private func heading(shown: Int) -> String {
    let titles = zip(table.columns, layouts).prefix(shown).map { column, layout in
      layout.isNumber
        ? TerminalText.right(column.title, layout.width)
        : TerminalText.left(column.title, layout.width)
    }
    let line = TerminalTable.indent + titles.joined(separator: TerminalTable.gap)
    return style.marked(TerminalText.trimmed(line), .bold)
  }

  private func line(_ row: [ReportTable.Cell], shown: Int) -> String {
    let cells = zip(row, layouts).prefix(shown).map { cell, layout -> String in
      let text = TerminalText.cut(cell.text, to: max(layout.valueWidth, 1))
      guard layout.isNumber else { return TerminalText.left(text, layout.width) }
      let value = TerminalText.right(text, layout.width - layout.tailWidth)
      let rest = layout.tailWidth - TerminalText.width(cell.tail)
      return value + style.tail(of: cell) + String(repeating: " ", count: rest)
    }
    return TerminalTable.indent + cells.joined(separator: TerminalTable.gap)
  }
}
