/// Reads the cells of a sheet row by row (ECMA-376 part 1, 18.3.1).
final class SheetRowsReader: MarkupReader {
  /// What the other parts of the workbook say.
  struct Context {
    var styles: [NumberStyle]
    var strings: SharedStringsReader?
    var numbers: SpreadsheetNumber
  }

  /// How the value of a cell is written.
  private enum Form {
    case number, shared, inline, formulaText, truth, error, isoDate
  }

  /// The most rows of a spreadsheet.
  private static let mostRow = 1_048_576

  private(set) var sheet: Sheet
  private let context: Context
  private var row = 0
  /// The column where the next cell stands unless it says otherwise, from 0.
  private var column = 0
  /// The cells that the file has, unlike those that it leaves out before others of their rows.
  private var cells = 0
  private var form = Form.number
  private var style = NumberStyle.plain
  private var hasCell = false
  /// The formula of the cell under way.
  private var formula: [UInt8]?
  private var isHidden = false
  private var isPhonetic = false
  private var isInlineText = false

  init(file: String, part: String, context: Context) {
    sheet = Sheet(name: file, separator: nil, encoding: "spreadsheet")
    self.context = context
    super.init(file: file, part: part)
  }

  override func begin(_ name: Name, _ attributes: Attributes) {
    // Most elements of a sheet have one letter.
    if name[1] == 0 {
      switch UInt8(bitPattern: name[0]) {
      case UInt8(ascii: "c"): beginCell(attributes)
      case UInt8(ascii: "f"): isCollecting = hasCell
      case UInt8(ascii: "v"): isCollecting = hasCell && form != .inline
      case UInt8(ascii: "t"): isCollecting = hasCell && isInlineText && !isPhonetic
      default: break
      }
    } else if name.equals("row") {
      beginRow(attributes)
    } else if name.equals("is") {
      isInlineText = form == .inline
    } else if name.equals("rPh") {
      isPhonetic = true
    }
  }

  override func end(_ name: Name) {
    if name[1] == 0 {
      switch UInt8(bitPattern: name[0]) {
      case UInt8(ascii: "c"): endCell()
      case UInt8(ascii: "f"): endFormula()
      case UInt8(ascii: "v"), UInt8(ascii: "t"): isCollecting = false
      default: break
      }
    } else if name.equals("row") {
      endRow()
    } else if name.equals("is") {
      isInlineText = false
    } else if name.equals("rPh") {
      isPhonetic = false
    }
  }

  // MARK: - Rows and cells

  private func beginRow(_ attributes: Attributes) {
    row += 1
    column = 0
    isHidden = attributes.value("hidden").map { $0.equals("1") || $0.equals("true") } ?? false
    if let number = attributes.value("r") {
      guard let given = number.number, given >= row, given <= Self.mostRow else {
        return failAsDamaged(": its rows are not in order", row: row)
      }
      row = given
    }
  }

  private func endRow() {
    let before = sheet.rowCount
    sheet.endRow(line: row)
    if isHidden, sheet.rowCount > before { sheet.hiddenRows += 1 }
    if sheet.rowCount > Sheet.mostRows { failAsTooLarge("\(Sheet.mostRows) rows") }
  }

  private func beginCell(_ attributes: Attributes) {
    (form, style, hasCell, formula) = (.number, .plain, row > 0, nil)
    collected.removeAll(keepingCapacity: true)
    var place = column
    var at = attributes
    while let key = at.pointee, let value = (at + 1).pointee {
      at += 2
      guard key[1] == 0 else { continue }
      switch UInt8(bitPattern: key[0]) {
      case UInt8(ascii: "r"): place = Self.column(value) ?? -1
      case UInt8(ascii: "s"):
        if let index = value.number, index < context.styles.count {
          style = context.styles[index]
        }
      case UInt8(ascii: "t"): form = Self.form(value)
      default: break
      }
    }
    guard place >= column, place < Sheet.mostFieldsOfRow else {
      hasCell = false
      return failAsDamaged(": its cells are not in order", row: row)
    }
    cells += 1
    // A few cells far to the right would fill the memory with blanks before them.
    guard sheet.fieldTotal + place - column <= 20 * cells + 5_000_000 else {
      hasCell = false
      return failAsTooLarge("5 million empty cells between those that hold something")
    }
    while column < place { add(EmptyCollection()) }
  }

  /// The column of a place such as AB12, from 0.
  private static func column(_ place: UnsafePointer<CChar>) -> Int? {
    var (at, number) = (place, 0)
    while case let letter = Int(at.pointee) & ~0x20, (65...90).contains(letter), number < 100_000 {
      number = number * 26 + letter - 64
      at += 1
    }
    return number > 0 ? number - 1 : nil
  }

  private static func form(_ type: UnsafePointer<CChar>) -> Form {
    if type.equals("s") { return .shared }
    if type.equals("inlineStr") { return .inline }
    if type.equals("str") { return .formulaText }
    if type.equals("b") { return .truth }
    if type.equals("e") { return .error }
    return type.equals("d") ? .isoDate : .number
  }

  private func endFormula() {
    guard hasCell else { return }
    isCollecting = false
    formula = collected
    collected.removeAll(keepingCapacity: true)
  }

  private func endCell() {
    guard hasCell else { return }
    hasCell = false
    switch form {
    case .number: addNumber()
    case .shared: addShared()
    case .inline, .formulaText, .error: add(CellText.plain(collected))
    case .truth: add((collected.first == UInt8(ascii: "1") ? "TRUE" : "FALSE").utf8)
    case .isoDate: addISODate()
    }
  }

  // MARK: - Values

  private func add(_ text: some Collection<UInt8>, _ kind: Sheet.Kind = .text) {
    // A text of which there is one can stand in any number of cells.
    guard sheet.characterCount + text.count <= Sheet.mostCharacters,
      sheet.fieldTotal < Sheet.mostFields
    else { return failAsTooLarge("512 MB of text or \(Sheet.mostFields) cells") }
    sheet.addField(text, kind)
    column += 1
  }

  private func addNumber() {
    let digits = Blanks.trimmed(collected[...])
    if digits.isEmpty {
      // A program that cannot calculate writes formulas without values; such a cell is not empty.
      return add(formula.map { [UInt8(ascii: "=")] + $0 } ?? [])
    }
    // Digits alone stay as they are: most numbers of a table are such.
    let isCount = digits.count < 16 && digits.allSatisfy { (0x30...0x39).contains($0) }
    if style == .plain, isCount, digits.first != 0x30 || digits.count == 1 {
      return add(digits, .number)
    }
    guard let value = SpreadsheetNumber.value(digits) else { return add(digits) }
    let (text, kind) = context.numbers.text(value, style)
    add(text.utf8, kind)
  }

  private func addShared() {
    let digits = Blanks.trimmed(collected[...])
    if digits.isEmpty { return add(digits) }
    guard let strings = context.strings, digits.count < 10,
      let index = Int(String(decoding: digits, as: UTF8.self)), index >= 0, index < strings.count
    else {
      return failAsDamaged(": a text is missing", row: row, column: column)
    }
    add(strings[index])
  }

  /// A date in the form of ISO 8601, which few programs write.
  private func addISODate() {
    let text = String(decoding: Blanks.trimmed(collected[...]), as: UTF8.self)
    let parts = text.prefix { $0 != "Z" }.split(separator: "T")
    switch parts.count {
    case 2: add((parts[0] + " " + parts[1]).utf8, .dateAndTime)
    case 1 where text.utf8.count == 10: add(text.utf8, .date)
    default: add(text.utf8)
    }
  }

  private func failAsTooLarge(_ bound: String) {
    fail(
      "The sheet has more than \(bound).", "Save only the table that is needed.", row: row)
  }
}
