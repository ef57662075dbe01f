/// A table of texts whose words are broken over several lines where it is too wide.
///
/// Figures stand below one another by the ends of their numbers, intervals and units behind them.
struct FoldedTable {
  let heads: [String]
  let numbers: [Bool]
  let rows: [[String]]
  /// Whether words are broken before columns are left out.
  var isFolded = true

  private static let gap = "  "
  /// Words are broken to columns no narrower than this.
  private static let leastWidth = 12
  /// Words longer than this may stand out of their column.
  private static let longWord = 32

  /// The widths of a column: of the numbers in it, of what follows them, and of all.
  private struct Layout {
    var lead = 0
    var tail = 0
    var width = 0
  }

  /// Whether all columns have their place without breaking words of cells.
  func fits(_ width: Int) -> Bool { Self.sum(layouts(heads.count, isTight: true)) <= width }

  /// The lines, with a note about the columns that have no place.
  ///
  /// - Parameters:
  ///   - style: The terminal.
  ///   - leftOut: The note, of the headings of those columns.
  /// - Returns: The lines.
  func lines(_ style: TerminalStyle, leftOut: (String) -> String) -> [String] {
    var shown = heads.count
    var layouts = layouts(shown, within: style.width)
    while shown > 2, Self.sum(layouts) > style.width {
      shown -= 1
      layouts = self.layouts(shown, within: style.width)
    }
    let head = heading(layouts).map { style.marked(TerminalText.trimmed($0), .bold) }
    let note =
      shown == heads.count
      ? []
      : TerminalText.folded(
        leftOut(heads[shown...].joined(separator: ", ")), to: style.width, first: "  "
      ).map { style.marked($0, .faint) }
    return head + rows.flatMap { laid($0, layouts, style) } + note
  }

  /// The fewest rows of names with figures that stand in two halves.
  private static let halvesFrom = 8

  /// Names with one figure each in two halves side by side, without a heading; nil where they are no such
  /// table, few, or too wide.
  func halves(_ style: TerminalStyle) -> [String]? {
    guard numbers == [false, true], rows.count >= Self.halvesFrom else { return nil }
    let count = (rows.count + 1) / 2
    let halves = [rows.prefix(count), rows.dropFirst(count)].map {
      FoldedTable(heads: ["", ""], numbers: numbers, rows: Array($0))
    }
    let widths = halves.map { Self.sum($0.layouts(2)) }
    guard widths[0] + widths[1] + 2 <= style.width else { return nil }
    let lines = halves.map { half in
      half.rows.map { half.laid($0, half.layouts(2), style)[0] }
    }
    return lines[0].indices.map { place in
      let right = place < lines[1].count ? Self.gap + lines[1][place] : ""
      let plain = TerminalText.width(TerminalText.unmarked(lines[0][place]))
      return lines[0][place]
        + (right.isEmpty ? "" : String(repeating: " ", count: max(0, widths[0] - plain)) + right)
    }
  }

  private static func sum(_ layouts: [Layout]) -> Int {
    layouts.reduce(0) { $0 + $1.width + gap.count }
  }

  /// A figure in two: up to the end of its first number, and what follows.
  private static func parts(_ text: String) -> (lead: String, tail: String) {
    guard let first = text.firstIndex(where: \.isNumber) else { return (text, "") }
    let end = text[first...].firstIndex { !$0.isNumber && !".,:".contains($0) } ?? text.endIndex
    return (String(text[..<end]), String(text[end...]))
  }

  // MARK: - Widths

  /// The widths of the first columns as their texts need.
  ///
  /// - Parameters:
  ///   - count: How many columns.
  ///   - isTight: Whether headings of figures are broken wherever their figures are narrower.
  /// - Returns: The widths.
  private func layouts(_ count: Int, isTight: Bool = false) -> [Layout] {
    (0..<count).map { column in
      var layout = Layout()
      for row in rows where column < row.count {
        if numbers[column] {
          let parts = Self.parts(row[column])
          layout.lead = max(layout.lead, TerminalText.width(parts.lead))
          layout.tail = max(layout.tail, TerminalText.width(parts.tail))
        } else {
          layout.lead = max(layout.lead, TerminalText.width(row[column]))
        }
      }
      let head = TerminalText.width(heads[column])
      // Headings of figures are broken before their column is wider than the figures need.
      let word = TerminalText.pieces(of: heads[column]).map { TerminalText.width($0) }.max() ?? 0
      let least = numbers[column] ? max(word, isTight ? 0 : min(head, Self.leastWidth)) : head
      layout.width = max(layout.lead + layout.tail, least)
      return layout
    }
  }

  /// The same, the widest columns of words narrowed until all have their place.
  private func layouts(_ count: Int, within width: Int) -> [Layout] {
    var layouts = layouts(count)
    guard isFolded, Self.sum(layouts) > width else { return layouts }
    layouts = self.layouts(count, isTight: true)
    let least = layouts.indices.map { leastWidth($0) }
    while Self.sum(layouts) > width {
      let words = layouts.indices.filter { !numbers[$0] && layouts[$0].width > least[$0] }
      guard let widest = words.max(by: { layouts[$0].width < layouts[$1].width }) else { break }
      let next = words.filter { $0 != widest }.map { layouts[$0].width }.max() ?? 0
      let excess = Self.sum(layouts) - width
      layouts[widest].width = max(
        least[widest], min(layouts[widest].width - 1, max(layouts[widest].width - excess, next)))
    }
    return layouts
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

  // MARK: - Lines

  private func heading(_ layouts: [Layout]) -> [String] {
    let folded = layouts.indices.map { TerminalText.folded(heads[$0], to: layouts[$0].width) }
    let height = folded.map(\.count).max() ?? 0
    guard heads.contains(where: { !$0.isEmpty }) else { return [] }
    return (0..<height).map { line in
      layouts.indices.map { column in
        // Short headings stand on the last line, over their figures.
        let place = line - (height - folded[column].count)
        return Self.gap
          + padded(place >= 0 ? folded[column][place] : "", layouts[column].width, column)
      }.joined()
    }
  }

  /// A row in as many lines as its cells need.
  private func laid(_ cells: [String], _ layouts: [Layout], _ style: TerminalStyle) -> [String] {
    let folded = layouts.indices.map { column -> [String] in
      guard column < cells.count else { return [""] }
      return numbers[column]
        ? [figure(cells[column], layouts[column], style)]
        : TerminalText.folded(cells[column], to: layouts[column].width)
    }
    return (0..<(folded.map(\.count).max() ?? 0)).map { line in
      layouts.indices.map { column in
        let text = line < folded[column].count ? folded[column][line] : ""
        return Self.gap + padded(text, layouts[column].width, column)
      }.joined()
    }
  }

  private func figure(_ text: String, _ layout: Layout, _ style: TerminalStyle) -> String {
    let parts = Self.parts(text)
    let rest = layout.tail - TerminalText.width(parts.tail)
    return TerminalText.right(parts.lead, layout.width - layout.tail)
      + (parts.tail.contains("±") ? style.marked(parts.tail, .faint) : parts.tail)
      + String(repeating: " ", count: max(0, rest))
  }

  private func padded(_ text: String, _ width: Int, _ column: Int) -> String {
    let missing = String(
      repeating: " ", count: max(0, width - TerminalText.width(TerminalText.unmarked(text))))
    return numbers[column] ? missing + text : text + missing
  }
}
