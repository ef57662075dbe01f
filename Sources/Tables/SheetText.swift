import ContactCenter

extension Sheet {
  /// The most rows of a table.
  package static let mostRows = 3_000_000
  /// The most fields of a row, which is the width of a spreadsheet.
  package static let mostFieldsOfRow = 16_384
  /// The most fields of a table.
  static let mostFields = 100_000_000
  /// The most bytes of the characters of a table of a spreadsheet.
  static let mostCharacters = 512 << 20

  /// Reads separated text in UTF-8 (RFC 4180 and its looser kin), with or without byte order mark.
  ///
  /// A first line `sep=;` says what separates fields; otherwise the mark among `,` `;` tab and `|`
  /// that stands equally often in most of the first lines does. Lines end with CR, LF or both;
  /// fields may be quoted, with marks and line ends inside; white space at the ends of fields is
  /// taken off. Empty lines and lines that begin with # are passed over, but they count as lines.
  /// Linear in the length of the text.
  ///
  /// Throws where a quotation mark is not closed or text follows the closing one, at control
  /// characters, and beyond the bounds above.
  package init(text: [UInt8], name: String, encoding: String = "UTF-8") throws(TableProblem) {
    guard text.count < Int(UInt32.max) else {
      throw TableProblem(
        file: name, "The file is larger than 4 GB.", "Divide it into smaller files.")
    }
    var scanner = try SheetScanner(text, name: name, encoding: encoding)
    self = try scanner.readTable()
  }
}

/// Walks once over the bytes of separated text and fills a table.
private struct SheetScanner {
  private let bytes: [UInt8]
  /// Where the text ends: before a Ctrl-Z, with which old systems end text files.
  private let end: Int
  private let separator: UInt8
  /// The bytes that end a field without quotation marks: separator, line ends, control characters.
  private let endsField: [Bool]
  private var at = 0
  private var line = 1
  private var sheet: Sheet
  /// The characters of a quoted field that has doubled marks.
  private var unquoted: [UInt8] = []

  private static let quote = UInt8(ascii: "\"")
  private static let tab = UInt8(ascii: "\t")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ bytes: [UInt8], name: String, encoding: String) throws(TableProblem) {
    self.bytes = bytes
    let end = bytes.last == 0x1A ? bytes.count - 1 : bytes.count
    self.end = end
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let declared = try Self.declaredSeparator(bytes, start, end, name)
    let separator = declared?.mark ?? SeparatorGuess(bytes[start..<end]).separator
    self.separator = separator
    endsField = (0..<256).map { byte in
      byte == Int(separator) || (byte < 0x20 && byte != Int(Self.tab))
    }
    sheet = Sheet(name: name, separator: separator, encoding: encoding)
    at = declared?.end ?? start
    reserve()
  }

  /// The separator of a first line `sep=;` and the end of that line, before its line end.
  private static func declaredSeparator(
    _ bytes: [UInt8], _ start: Int, _ end: Int, _ name: String
  ) throws(TableProblem) -> (mark: UInt8, end: Int)? {
    var line = bytes[start..<min(end, start + 16)].prefix { $0 != newline && $0 != carriageReturn }
    let lineEnd = line.endIndex
    if line.first == quote, line.last == quote { line = line.dropFirst().dropLast() }
    let key = line.prefix(4).map { $0 | 0x20 }
    guard line.count == 5, key.elementsEqual("sep=".utf8.map { $0 | 0x20 }), let mark = line.last
    else { return nil }
    guard SeparatorGuess.marks.contains(mark) else {
      throw TableProblem(
        file: name, line: 1, "The first line names a separator that is not known.",
        "Separate fields with a comma, a semicolon, a tab or |.")
    }
    return (mark, lineEnd)
  }

  /// Makes room for what the marks promise, so that nothing is moved while the table grows.
  private mutating func reserve() {
    var (marks, newlines, returns) = (0, 0, 0)
    for byte in bytes {
      marks += byte == separator ? 1 : 0
      newlines += byte == Self.newline ? 1 : 0
      returns += byte == Self.carriageReturn ? 1 : 0
    }
    let rows = max(newlines, returns) + 1
    sheet.reserve(
      bytes: bytes.count, rows: min(rows, Sheet.mostRows),
      fields: min(marks + rows, Sheet.mostFields))
  }

  mutating func readTable() throws(TableProblem) -> Sheet {
    while at < end { try readLine() }
    return sheet
  }

  /// Reads one row, which may go over several lines of the file, or passes a comment over.
  private mutating func readLine() throws(TableProblem) {
    let first = line
    skipBlanks()
    if at < end, bytes[at] == UInt8(ascii: "#") {
      try skipToEndOfLine()
    } else {
      var fields = 1
      try readField(fields)
      while at < end, bytes[at] == separator {
        at += 1
        fields += 1
        if fields > Sheet.mostFieldsOfRow { throw tooManyFields(first) }
        try readField(fields)
      }
      sheet.endRow(line: first)
      if sheet.rowCount > Sheet.mostRows || sheet.fieldTotal > Sheet.mostFields {
        throw tooLarge(first)
      }
    }
    passLineEnd()
  }

  /// Goes over one line end, whichever of the three kinds it is.
  @inline(__always)
  private mutating func passLineEnd() {
    guard at < end else { return }
    at += bytes[at] == Self.carriageReturn && at + 1 < end && bytes[at + 1] == Self.newline ? 2 : 1
    line += 1
  }

  private mutating func skipToEndOfLine() throws(TableProblem) {
    while at < end, bytes[at] >= 0x20 || bytes[at] == Self.tab { at += 1 }
    if at < end, !isLineEnd(bytes[at]) { throw controlCharacter() }
  }

  @inline(__always)
  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == Self.newline || byte == Self.carriageReturn
  }

  /// Goes to the next byte that is no white space and not the end of the field.
  @inline(__always)
  private mutating func skipBlanks() {
    while at < end {
      let byte = bytes[at]
      if byte == 0x20 || (byte == Self.tab && separator != Self.tab) {
        at += 1
      } else if byte >= 0xC2 {
        let length = Blanks.wideLength(bytes[at..<end])
        if length == 0 { return }
        at += length
      } else {
        return
      }
    }
  }

  /// The field from `start` to `end`, without white space at its ends.
  @inline(__always)
  private func trimmed(_ start: Int, _ end: Int) -> ArraySlice<UInt8> {
    // Most fields end with a plain character and need no second look; none begins with a blank.
    let isPlain = start < end && bytes[end - 1] > 0x20 && bytes[end - 1] < 0x80
    return isPlain ? bytes[start..<end] : Blanks.trimmed(bytes[start..<end])
  }
}

// MARK: - Fields

extension SheetScanner {
  /// Reads up to the next separator, line end or the end of the text.
  @inline(__always)
  private mutating func readField(_ field: Int) throws(TableProblem) {
    skipBlanks()
    if at < end, bytes[at] == Self.quote {
      try readQuotedField(field)
      return
    }
    let start = at
    while at < end, !endsField[Int(bytes[at])] { at += 1 }
    sheet.addField(withoutGuard(trimmed(start, at)))
    if at < end, bytes[at] != separator, !isLineEnd(bytes[at]) { throw controlCharacter() }
  }

  /// A field without the apostrophe that keeps spreadsheet programs from taking it for a formula.
  @inline(__always)
  private func withoutGuard(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard field.first == UInt8(ascii: "'") else { return field }
    return FormulaGuard.isGuarded(String(decoding: field.prefix(8), as: UTF8.self))
      ? field.dropFirst() : field
  }

  /// Reads a field in quotation marks, which may hold separators, line ends and doubled marks.
  private mutating func readQuotedField(_ field: Int) throws(TableProblem) {
    let (opening, openingLine) = (at, line)
    at += 1
    var pieceStart = at
    unquoted.removeAll(keepingCapacity: true)
    while true {
      while at < end, bytes[at] != Self.quote, bytes[at] >= 0x20 { at += 1 }
      guard at < end else { throw unclosedQuote(opening, openingLine, field) }
      if isLineEnd(bytes[at]) {
        passLineEnd()
      } else if bytes[at] == Self.tab {
        at += 1
      } else if bytes[at] != Self.quote {
        throw controlCharacter()
      } else if at + 1 < end, bytes[at + 1] == Self.quote {
        unquoted.append(contentsOf: bytes[pieceStart...at])
        at += 2
        pieceStart = at
      } else {
        break
      }
    }
    addQuotedField(pieceStart, at)
    at += 1
    skipBlanks()
    if at < end, !endsField[Int(bytes[at])] { throw textAfterQuote(field) }
    if at < end, bytes[at] != separator, !isLineEnd(bytes[at]) { throw controlCharacter() }
  }

  /// Adds the last piece of a quoted field after the pieces that end with a doubled mark.
  private mutating func addQuotedField(_ from: Int, _ to: Int) {
    // Only fields with doubled marks are put together in a buffer; others are added as they lie.
    if unquoted.isEmpty {
      sheet.addField(withoutGuard(Blanks.trimmed(bytes[from..<to])))
    } else {
      unquoted.append(contentsOf: bytes[from..<to])
      sheet.addField(withoutGuard(Blanks.trimmed(unquoted[...])))
    }
  }
}

// MARK: - Problems

extension SheetScanner {
  /// The text of the line around a place, with tabs for separators; the beginning of a long one.
  private func lineText(around place: Int) -> String {
    var from = min(place, end)
    while from > 0, !isLineEnd(bytes[from - 1]) { from -= 1 }
    let line = bytes[from..<min(end, from + 400)].prefix { !isLineEnd($0) }
    return String(decoding: line.map { $0 == separator ? Self.tab : $0 }, as: UTF8.self)
  }

  private func unclosedQuote(_ opening: Int, _ line: Int, _ field: Int) -> TableProblem {
    var problem = TableProblem(
      file: sheet.name, line: line, field: field,
      "A quotation mark opens here and is never closed.",
      "Close it, or take it away; double the quotation marks inside of a quoted field.")
    problem.sourceLine = lineText(around: opening)
    return problem
  }

  private func textAfterQuote(_ field: Int) -> TableProblem {
    var problem = TableProblem(
      file: sheet.name, line: line, field: field,
      "Text follows the closing quotation mark of a field.",
      "Put the whole field into quotation marks and double the marks inside.")
    problem.sourceLine = lineText(around: at)
    return problem
  }

  private func controlCharacter() -> TableProblem {
    let code = String(bytes[at], radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: 4 - code.utf8.count) + code
    return TableProblem(
      file: sheet.name, line: line,
      "There is a control character (U+\(padded)): is this a text file?",
      "Save the table as CSV or .xlsx.")
  }

  private func tooManyFields(_ line: Int) -> TableProblem {
    TableProblem(
      file: sheet.name, line: line,
      "The line has more than \(Sheet.mostFieldsOfRow) fields.",
      "Tables may have up to \(Sheet.mostFieldsOfRow) columns.")
  }

  private func tooLarge(_ line: Int) -> TableProblem {
    let isLong = sheet.rowCount > Sheet.mostRows
    return TableProblem(
      file: sheet.name, line: line,
      isLong
        ? "The table has more than \(Sheet.mostRows) rows."
        : "The table has more than \(Sheet.mostFields) fields.",
      "Divide it into smaller files.")
  }
}
