import ContactCenter

/// A table in comma-separated values (RFC 4180), each field with its place in the file.
///
/// Fields may be quoted; commas, semicolons or tabs separate them, whichever the heading has; empty
/// lines and lines that begin with # are passed over. Made for errors that name line and column,
/// which general readers of CSV do not give.
struct CSVTable {
  /// A field of the table.
  struct Cell: Equatable {
    var text: String
    /// 1-based.
    var line: Int
    var column: Int
  }

  /// What cannot be read as a table.
  struct Defect: Error {
    var line: Int
    var column: Int
    var finding: String
    var remedy: String
  }

  /// The names of the columns.
  private(set) var heading: [Cell] = []
  /// Each as long as the heading.
  private(set) var rows: [[Cell]] = []

  /// Reads the text.
  ///
  /// Linear in its length.
  init(_ text: String) throws(Defect) {
    var scanner = Scanner(text)
    while let row = try scanner.nextRow() {
      if heading.isEmpty {
        heading = row
        continue
      }
      if row.count != heading.count {
        throw Defect(
          line: row[0].line, column: 1,
          finding: "The row has \(row.count) fields, the heading has \(heading.count).",
          remedy: "Quote fields that contain the separator, and write decimals with a point.")
      }
      rows.append(row)
    }
    if heading.isEmpty {
      throw Defect(line: 1, column: 1, finding: "The file is empty.", remedy: "")
    }
  }

  /// The place of a column, by its name (upper and lower case are the same).
  func column(_ name: String) -> Int? {
    heading.firstIndex { $0.text.lowercased() == name.lowercased() }
  }
}

extension CSVTable {
  /// Walks over the bytes of the text.
  private struct Scanner {
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    private var lineStart = 0
    private var separator: UInt8

    private static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(_ text: String) {
      bytes = Array(text.utf8)
      let firstLine = text.split(separator: "\n").first { !$0.hasPrefix("#") && !$0.isEmpty } ?? ""
      let counts = [",", ";", "\t"].map { mark in
        (mark, firstLine.count { String($0) == mark })
      }
      separator = (counts.max { $0.1 < $1.1 }?.0 ?? ",").utf8.first!
      if counts.allSatisfy({ $0.1 == 0 }) { separator = UInt8(ascii: ",") }
    }

    mutating func nextRow() throws(Defect) -> [Cell]? {
      skipEmptyLines()
      guard at < bytes.count else { return nil }
      var row: [Cell] = []
      while true {
        row.append(try nextCell())
        if at >= bytes.count { return row }
        let byte = bytes[at]
        at += 1
        if byte == separator { continue }
        endLine()
        return row
      }
    }

    private mutating func endLine() {
      line += 1
      lineStart = at
    }

    private mutating func skipEmptyLines() {
      while at < bytes.count {
        var end = at
        while end < bytes.count, bytes[end] != Self.newline { end += 1 }
        let content = bytes[at..<end]
        let isBlank = content.allSatisfy { $0 == 32 || $0 == 9 || $0 == Self.carriageReturn }
        guard isBlank || content.first == UInt8(ascii: "#") else { return }
        at = min(end + 1, bytes.count)
        endLine()
      }
    }

    /// Reads up to the next separator or the end of the line.
    private mutating func nextCell() throws(Defect) -> Cell {
      let column = at - lineStart + 1
      let first = line
      if at < bytes.count, bytes[at] == Self.quote {
        return Cell(text: try quoted(column), line: first, column: column)
      }
      let start = at
      while at < bytes.count, bytes[at] != separator, bytes[at] != Self.newline { at += 1 }
      let text = String(decoding: bytes[start..<at], as: UTF8.self).trimmed
      return Cell(text: text, line: line, column: column)
    }

    private mutating func quoted(_ column: Int) throws(Defect) -> String {
      let first = line
      var text: [UInt8] = []
      at += 1
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        if byte == Self.quote {
          if at < bytes.count, bytes[at] == Self.quote {
            at += 1
          } else {
            try expectEndOfCell()
            return String(decoding: text, as: UTF8.self)
          }
        } else if byte == Self.newline {
          endLine()
        }
        text.append(byte)
      }
      throw Defect(
        line: first, column: column, finding: "A quoted field does not end.",
        remedy: "Close it with a quotation mark; double the marks inside.")
    }

    private mutating func expectEndOfCell() throws(Defect) {
      while at < bytes.count, bytes[at] == 32 || bytes[at] == Self.carriageReturn { at += 1 }
      if at < bytes.count, bytes[at] != separator, bytes[at] != Self.newline {
        throw Defect(
          line: line, column: at - lineStart + 1,
          finding: "Text follows the closing quotation mark of a field.",
          remedy: "Put the whole field into quotation marks and double the marks inside.")
      }
    }
  }
}
