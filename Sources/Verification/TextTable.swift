/// A plain table: words to the left, numbers to the right, two blanks between columns.
package struct TextTable {
  /// The headings.
  package var head: [String]
  /// The cells, as many in each row as there are headings.
  package var rows: [[String]] = []
  /// Columns of words.
  package var words: Set<Int>

  /// A table without rows; `words` are the columns that are set to the left.
  package init(_ head: [String], words: Set<Int> = [0]) {
    self.head = head
    self.words = words
  }

  /// The heading and the rows, without blanks at their ends.
  package var lines: [String] {
    let widths = head.indices.map { column in
      ([head] + rows).map { $0[column].count }.max() ?? 0
    }
    return ([head] + rows).map { cells in
      let text = cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return words.contains(column) ? cell + space : space + cell
      }.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }
}
