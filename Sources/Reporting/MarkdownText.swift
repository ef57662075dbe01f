import ContactCenter

/// Pieces of Markdown: text in which nothing acts as markup, and tables.
enum MarkdownText {
  /// A table of texts that are escaped here.
  ///
  /// - Parameters:
  ///   - heads: The headings.
  ///   - numbers: Which columns stand on the right.
  ///   - rows: The cells of each row.
  ///   - padding: Cells up to this width are filled with spaces, so that columns stand below one
  ///     another in a terminal too; 0: none are.
  /// - Returns: The lines.
  static func table(
    heads: [String], numbers: [Bool], rows: [[String]], padding: Int = 0
  ) -> String {
    let cells = ([heads] + rows).map { $0.map(cell) }
    let widths = heads.indices.map { column in
      cells.map { column < $0.count ? TerminalText.width($0[column]) : 0 }
        .filter { $0 <= padding }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let filled = cells.enumerated().map { column, cell in
        guard column < widths.count else { return cell }
        return numbers[column]
          ? TerminalText.right(cell, widths[column]) : TerminalText.left(cell, widths[column])
      }
      return "| " + filled.joined(separator: " | ") + " |\n"
    }
    let rule = zip(widths, numbers).map { width, isNumber in
      let dashes = String(repeating: "-", count: max(3, isNumber ? width - 1 : width))
      return isNumber ? dashes + ":" : dashes
    }
    return line(cells[0]) + line(rule) + cells.dropFirst().map(line).joined()
  }

  private static func cell(_ text: String) -> String {
    var text = text[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return escape(String(text))
  }

  /// A user's text as one line of plain text: nothing in it acts as markup.
  static func escape(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "|", "`", "*", "_", "[", "]", "#": safe += "\\" + String(scalar)
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "&": safe += "&amp;"
      case "\n", "\r", "\t": safe += " "
      case _ where scalar.isHiddenControl: safe += String(scalar).visible
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }
}
