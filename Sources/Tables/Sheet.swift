/// A table as it stands in a file: rows of fields with their places, not yet understood.
///
/// Fields lie one after another in one buffer of UTF-8; a field costs five bytes beside its text
/// and a row eight, so that a table of a million rows fits into memory. Rows may differ in length;
/// rows that hold nothing but empty fields are not there.
public struct Sheet: Sendable {
  /// What a spreadsheet says of a field; text files say nothing.
  package enum Kind: UInt8, Sendable {
    /// Characters, to be understood.
    case text
    /// A number of a spreadsheet: digits with a decimal point, so that no mark is in doubt.
    case number
    /// A date of a spreadsheet, written 2026-01-31.
    case date
    /// A time of day or a length of a spreadsheet, written 08:30:00, or 08:30:00.250 between
    /// seconds; above 24:00:00 for lengths.
    case time
    /// A date and a time of a spreadsheet, written 2026-01-31 08:30:00.
    case dateAndTime
  }

  /// The file as the user named it, with the sheet's name where it has one.
  public let name: String
  /// How fields are separated: `,`, `;`, tab or `|`; nil in spreadsheets, where nothing separates.
  package let separator: UInt8?
  /// What the text was written in: "UTF-8", "UTF-16", "UTF-32", "Windows-1252", "GB18030" or
  /// "spreadsheet".
  package let encoding: String
  /// Other visible sheets of the spreadsheet.
  package var otherSheets: [String] = []
  /// Rows of the spreadsheet that are hidden there.
  package var hiddenRows = 0

  /// The characters of all fields, one after another.
  private(set) var characters: [UInt8] = []
  /// The end of each field in `characters`; it begins where the one before ends.
  private(set) var fieldEnds: [UInt32] = []
  private(set) var kinds: [Kind] = []
  /// The number of fields before the end of each row.
  private(set) var rowEnds: [UInt32] = []
  /// The line of the file where each row begins, from 1; in spreadsheets the row's number.
  private(set) var lines: [UInt32] = []

  /// An empty table.
  package init(name: String, separator: UInt8?, encoding: String) {
    self.name = name
    self.separator = separator
    self.encoding = encoding
  }

  /// The number of rows.
  package var rowCount: Int { rowEnds.count }

  /// The line of the file where a row begins, from 1.
  package func line(_ row: Int) -> Int { Int(lines[row]) }

  /// The number of fields in a row.
  package func fieldCount(_ row: Int) -> Int { Int(rowEnds[row]) - firstField(row) }

  @inline(__always)
  private func firstField(_ row: Int) -> Int { row == 0 ? 0 : Int(rowEnds[row - 1]) }

  /// What a spreadsheet says of a field; text where there is no such field.
  package func kind(_ row: Int, _ column: Int) -> Kind {
    let place = firstField(row) + column
    return place < Int(rowEnds[row]) ? kinds[place] : .text
  }

  /// Calls `body` with the characters of a field, without white space at its ends; none where
  /// there is no such field.
  @inline(__always)
  func withField<Result>(
    _ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let place = firstField(row) + column
    guard place < Int(rowEnds[row]) else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let from = place == 0 ? 0 : Int(fieldEnds[place - 1])
    let to = Int(fieldEnds[place])
    return characters.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[from..<to]))
    }
  }

  /// The text of a field; empty where there is none.
  package func text(_ row: Int, _ column: Int) -> String {
    withField(row, column) { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a field is empty or not there.
  package func isEmpty(_ row: Int, _ column: Int) -> Bool { withField(row, column) { $0.isEmpty } }

  /// The most fields that any row has.
  package var width: Int {
    var (widest, before) = (0, 0)
    for end in rowEnds {
      widest = max(widest, Int(end) - before)
      before = Int(end)
    }
    return widest
  }

  /// The number of fields of all rows.
  var fieldTotal: Int { fieldEnds.count }

  /// The bytes of the characters of all fields.
  var characterCount: Int { characters.count }

  // MARK: - Making one

  /// Appends a field to the row under way; white space at its ends must have been taken off.
  @inline(__always)
  mutating func addField(_ text: some Collection<UInt8>, _ kind: Kind = .text) {
    characters.append(contentsOf: text)
    fieldEnds.append(UInt32(truncatingIfNeeded: characters.count))
    kinds.append(kind)
  }

  /// Ends the row under way; empty fields at its end are dropped, and so is a row without others.
  @inline(__always)
  mutating func endRow(line: Int) {
    let first = Int(rowEnds.last ?? 0)
    while fieldEnds.count > first {
      let before = fieldEnds.count == 1 ? 0 : fieldEnds[fieldEnds.count - 2]
      guard fieldEnds[fieldEnds.count - 1] == before else { break }
      fieldEnds.removeLast()
      kinds.removeLast()
    }
    guard fieldEnds.count > first else { return }
    rowEnds.append(UInt32(truncatingIfNeeded: fieldEnds.count))
    lines.append(UInt32(truncatingIfNeeded: line))
  }

  /// Makes room for a file of so many bytes.
  mutating func reserve(bytes: Int, rows: Int, fields: Int) {
    characters.reserveCapacity(bytes)
    fieldEnds.reserveCapacity(fields)
    kinds.reserveCapacity(fields)
    rowEnds.reserveCapacity(rows)
    lines.reserveCapacity(rows)
  }
}

/// What is wrong with a table, or doubtful in it, and where.
public struct TableProblem: Error, Sendable, Equatable {
  /// Whether the table cannot be used.
  public var isError = true
  /// The file as the user named it, with the sheet's name where it has one.
  public var file: String
  /// The line of a text file or the row of a spreadsheet, from 1; nil: the file as a whole.
  public var line: Int?
  /// The field in the line, from 1; nil: the line as a whole.
  public var field: Int?
  /// Where the field begins in `sourceLine`, in characters from 1; 1 where nothing is known of it.
  public var column = 1
  /// Whether the place is one of a spreadsheet, whose columns have letters.
  public var isSpreadsheet = false
  /// What was found, in one sentence.
  public var finding: String
  /// What is allowed or what to change; may be empty.
  public var remedy = ""
  /// The text of the line, with tabs for separators; empty where there is none to show.
  public var sourceLine = ""

  /// A problem of a file, or of a place in it.
  public init(
    file: String, line: Int? = nil, field: Int? = nil, _ finding: String, _ remedy: String = ""
  ) {
    self.file = file
    self.line = line
    self.field = field
    self.finding = finding
    self.remedy = remedy
  }

  /// The cell of a spreadsheet, such as B7, or its row alone; nil in text files.
  public var cell: String? {
    guard isSpreadsheet, let line else { return nil }
    guard var number = field else { return "row \(line)" }
    var letters = ""
    while number > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (number - 1) % 26))) + letters
      number = (number - 1) / 26
    }
    return "\(letters)\(line)"
  }
}
