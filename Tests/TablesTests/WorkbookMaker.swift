/// Makes small spreadsheet files for tests.
struct WorkbookMaker {
  /// A sheet and what the workbook says of it.
  struct Page {
    var name = "Calls"
    /// Such as ` state="hidden"`.
    var attributes = ""
    /// The rows as XML.
    var rows: String
    var kind = "worksheet"
  }

  var pages: [Page]
  /// The formats of cells: custom number formats with their codes, and the numbers that cells use.
  var formats: [(id: Int, code: String)] = []
  var cellFormats: [Int] = [0]
  /// The shared strings as XML.
  var strings = ""
  /// Such as `<workbookPr date1904="1"/>`.
  var properties = ""
  /// Stands before the elements of the sheets.
  var prologue = ""

  /// A workbook of one sheet.
  init(_ rows: String) { pages = [Page(rows: rows)] }

  /// The file.
  var bytes: [UInt8] { ZipMaker(parts: parts).bytes }

  /// The parts of the file by name.
  var parts: [(name: String, contents: [UInt8])] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    var sheets = ""
    var references = ""
    var parts: [(String, String)] = []
    for (index, page) in pages.enumerated() {
      sheets += "<sheet name=\"\(page.name)\" sheetId=\"\(index + 1)\" r:id=\"r\(index)\""
      sheets += "\(page.attributes)/>"
      references += "<Relationship Id=\"r\(index)\" Type=\"\(office)/\(page.kind)\""
      references += " Target=\"worksheets/sheet\(index).xml\"/>"
      parts.append(
        (
          "xl/worksheets/sheet\(index).xml",
          "\(prologue)<worksheet><sheetData>\(page.rows)</sheetData></worksheet>"
        ))
    }
    for (kind, target) in [("styles", "styles.xml"), ("sharedStrings", "/xl/sharedStrings.xml")] {
      references += "<Relationship Id=\"\(kind)\" Type=\"\(office)/\(kind)\""
      references += " Target=\"\(target)\"/>"
    }
    let workbook = "<workbook>\(properties)<sheets>\(sheets)</sheets></workbook>"
    parts.append(("xl/workbook.xml", workbook))
    parts.append(("xl/_rels/workbook.xml.rels", "<Relationships>\(references)</Relationships>"))
    parts.append(("xl/sharedStrings.xml", "<sst>\(strings)</sst>"))
    parts.append(("xl/styles.xml", styles))
    return parts.map { ($0.0, Array($0.1.utf8)) }
  }

  private var styles: String {
    let codes = formats.map { "<numFmt numFmtId=\"\($0.id)\" formatCode=\"\($0.code)\"/>" }
    let cells = cellFormats.map { "<xf numFmtId=\"\($0)\" fontId=\"0\"/>" }
    return "<styleSheet><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
      + "</cellStyleXfs><cellXfs>\(cells.joined())</cellXfs></styleSheet>"
  }
}

/// Writes ZIP archives whose parts are stored as they are, but for those named in `packed`.
struct ZipMaker {
  var parts: [(name: String, contents: [UInt8])]
  /// Parts whose contents are deflated already.
  var packed: Set<String> = []

  /// The archive.
  var bytes: [UInt8] {
    var (archive, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, contents) in parts {
      let place = archive.count
      let method = packed.contains(name) ? 8 : 0
      var common = Self.little(20, 2) + Self.little(0, 2) + Self.little(method, 2)
      common += Self.little(0, 4) + Self.little(Int(Self.checksum(contents)), 4)
      common += Self.little(contents.count, 4) + Self.little(contents.count, 4)
      common += Self.little(name.utf8.count, 2) + Self.little(0, 2)
      archive += Array("PK\u{3}\u{4}".utf8) + common + Array(name.utf8) + contents
      directory += Array("PK\u{1}\u{2}".utf8) + Self.little(20, 2) + common
      directory += Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 2) + Self.little(0, 4)
      directory += Self.little(place, 4) + Array(name.utf8)
    }
    let end =
      Array("PK\u{5}\u{6}".utf8) + Self.little(0, 4) + Self.little(parts.count, 2)
      + Self.little(parts.count, 2) + Self.little(directory.count, 4)
      + Self.little(archive.count, 4) + Self.little(0, 2)
    return archive + directory + end
  }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes { sum = (sum >> 8) ^ table[Int((sum ^ UInt32(byte)) & 0xFF)] }
    return ~sum
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1
    }
  }
}
