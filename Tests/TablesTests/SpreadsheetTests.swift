import Tables
import Testing

@Suite("Spreadsheets")
struct SpreadsheetTests {
  @Test("Cells of every form are read, and gaps are empty fields")
  func forms() throws {
    var book = WorkbookMaker(
      """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>\
      <c r="C1" t="inlineStr"><is><r><t>in </t></r><r><t>line</t></r><rPh><t>x</t></rPh></is></c>\
      </row>
      <row r="3"><c r="B3"><v>41</v></c><c r="D3"><v>41.100000000000001</v></c>\
      <c r="AA3" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>
      <row r="4"><c r="A4" t="e"><v>#N/A</v></c><c r="B4" t="b"><v>1</v></c>\
      <c r="C4" t="b"><v>0</v></c><c r="D4"><f>1+1</f><v>2</v></c><c r="E4"><f>1+2</f></c>\
      <c r="F4" t="d"><v>2026-01-31T08:30:00</v></c><c r="G4" s="9"/></row>
      <row><c><v>1E-5</v></c><c><v>-0.5</v></c><c><v>1.5E+20</v></c><c><v>007</v></c></row>
      <row r="9"><c r="A9" s="1"/></row>
      """)
    book.strings =
      "<si><t xml:space=\"preserve\"> time&#160;</t></si>"
      + "<si><r><rPr><b/></rPr><t>ca</t></r><r><t>lls_x000D_</t></r>"
      + "<rPh sb=\"0\"><t>no</t></rPh></si>"
    let sheet = try Sheet.read(bytes: book.bytes, name: "calls.xlsx")
    let gap = Array(repeating: "", count: 22)
    #expect(
      rows(sheet) == [
        ["time", "calls", "in line"], ["", "41", "", "41.1"] + gap + ["ab"],
        ["#N/A", "TRUE", "FALSE", "2", "=1+2", "2026-01-31 08:30:00"],
        ["0.00001", "-0.5", "150000000000000000000", "7"],
      ])
    #expect((0..<4).map(sheet.line) == [1, 3, 4, 5])
    #expect(sheet.kind(1, 1) == .number)
    #expect(sheet.kind(1, 3) == .number)
    #expect(sheet.kind(1, 26) == .text)
    #expect(sheet.kind(2, 4) == .text)
    #expect(sheet.kind(2, 5) == .dateAndTime)
    #expect(sheet.name == "calls.xlsx#Calls")
    #expect(sheet.separator == nil)
    #expect(sheet.encoding == "spreadsheet")
  }

  @Test(
    "Numbers are dates and times by the styles of their cells",
    arguments: [
      ("yyyy-mm-dd", "46053", "2026-01-31", Sheet.Kind.date),
      ("dd.mm.yyyy", "46053.5", "2026-01-31 12:00:00", .dateAndTime),
      ("yyyy\\-mm\\-dd\\ hh:mm", "46023.01041666666", "2026-01-01 00:15:00", .dateAndTime),
      ("m/d/yy h:mm AM/PM", "46023", "2026-01-01 00:00:00", .dateAndTime),
      ("hh:mm", "0.354166666666667", "08:30:00", .time),
      ("h:mm AM/PM", "0", "00:00:00", .time), ("hh:mm", "1", "24:00:00", .time),
      ("hh:mm", "46023.354166666664", "2026-01-01 08:30:00", .dateAndTime),
      ("mm:ss", "3.0324074074074073E-3", "00:04:22", .time),
      ("hh:mm:ss.000", "0.35416956018518517", "08:30:00.250", .time),
      ("[h]:mm:ss", "1.0625", "25:30:00", .time), ("[mm]:ss", "500", "12000:00:00", .time),
      ("hh:mm", "0.99999999999", "24:00:00", .time),
      ("yyyy-mm-dd hh:mm:ss", "46022.99999999999", "2026-01-01 00:00:00", .dateAndTime),
      ("[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", "46053", "2026-01-31", .date),
      ("yyyy-mm-dd", "1", "1900-01-01", .date), ("yyyy-mm-dd", "61", "1900-03-01", .date),
      ("yyyy-mm-dd", "2958465", "9999-12-31", .date),
      ("yyyy-mm-dd", "2958466", "2958466", .number),
      ("yyyy-mm-dd", "-1", "-1", .number), ("yyyy-mm-dd", "0", "0", .number),
      ("yyyy-mm-dd hh:mm", "0.5", "12:00:00", .time),
      ("0.0%", "0.0488", "0.0488", .number), ("General", "46053", "46053", .number),
      ("#,##0.00;[Red]-#,##0.00", "1041.5", "1041.5", .number),
      ("0.00E+00", "12.5", "12.5", .number), ("0&quot; days&quot;", "3", "3", .number),
      ("_-* #,##0.00\\ &quot;s&quot;_-", "3", "3", .number),
    ])
  func styles(code: String, value: String, text: String, kind: Sheet.Kind) throws {
    var book = WorkbookMaker("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(value)</v></c></row>")
    book.formats = [(164, code)]
    book.cellFormats = [0, 164]
    let sheet = try Sheet.read(bytes: book.bytes, name: "calls.xlsx")
    #expect(rows(sheet) == [[text]])
    #expect(sheet.kind(0, 0) == kind)
  }

  @Test(
    "Built-in styles are known by their numbers",
    arguments: [
      (0, "46053.5"), (2, "46053.5"), (14, "2026-01-31 12:00:00"), (22, "2026-01-31 12:00:00"),
      (20, "2026-01-31 12:00:00"), (31, "2026-01-31 12:00:00"), (46, "1105284:00:00"),
    ])
  func builtIn(style: Int, text: String) throws {
    var book = WorkbookMaker("<row r=\"1\"><c r=\"A1\" s=\"0\"><v>46053.5</v></c></row>")
    book.cellFormats = [style]
    #expect(try rows(Sheet.read(bytes: book.bytes, name: "calls.xlsx")) == [[text]])
  }

  @Test("Days may be counted from 1904")
  func countsFrom1904() throws {
    var book = WorkbookMaker("<row><c s=\"0\"><v>44591</v></c><c s=\"1\"><v>0.5</v></c></row>")
    book.cellFormats = [14, 20]
    book.properties = "<workbookPr date1904=\"1\"/>"
    let sheet = try Sheet.read(bytes: book.bytes, name: "calls.xlsx")
    #expect(rows(sheet) == [["2026-01-31", "12:00:00"]])
  }

  @Test("The first visible sheet is read, or the one that is named")
  func sheets() throws {
    func row(_ text: String) -> String {
      "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\(text)</t></is></c></row>"
    }
    var book = WorkbookMaker("")
    book.pages = [
      .init(name: "Chart", rows: row("0"), kind: "chartsheet"),
      .init(name: "Old", attributes: " state=\"hidden\"", rows: row("1")),
      .init(name: "January", rows: row("2")), .init(name: "A &amp; B #2", rows: row("3")),
    ]
    func read(_ sheet: String?) throws(TableProblem) -> String {
      try Sheet.read(bytes: book.bytes, name: "calls.xlsx", sheet: sheet).text(0, 0)
    }
    #expect(try read(nil) == "2")
    #expect(try read("OLD") == "1")
    #expect(try read("a & b #2") == "3")
    let found = problem(book.bytes, sheet: "Chart")
    #expect(found?.finding == "The spreadsheet has no sheet Chart.")
    #expect(found?.remedy == "Its sheets are: Old (hidden), January, A & B #2.")
  }

  @Test("Prefixes, folders as in Windows and other places of the workbook do no harm")
  func otherWriters() throws {
    var book = WorkbookMaker("")
    book.pages[0].rows =
      "<x:row r=\"1\"><x:c r=\"A1\" t=\"s\"><x:v>0</x:v></x:c></x:row>"
    book.strings = "<x:si><x:t>time</x:t></x:si>"
    var parts = book.parts.map { part in
      (part.name.replacing("xl/", with: "Sub\\").replacing("/", with: "\\"), part.contents)
    }
    let package =
      "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
      + "Target=\"/sub/workbook.xml\"/></Relationships>"
    parts.append(("_rels/.rels", Array(package.utf8)))
    let strings = parts.firstIndex { $0.0.hasSuffix("sharedStrings.xml") }!
    parts[strings].0 = "xl/sharedStrings.xml"
    let sheet = try Sheet.read(bytes: ZipMaker(parts: parts).bytes, name: "calls.xlsx")
    #expect(rows(sheet) == [["time"]])
  }

  @Test(
    "What a sheet must not hold is reported with its row",
    arguments: [
      ("<row r=\"4\"><c r=\"A4\" t=\"s\"><v>7</v></c></row>", 4),
      ("<row r=\"4\"><c r=\"B4\"/><c r=\"A4\"/></row>", 4),
      ("<row r=\"4\"/><row r=\"3\"/>", 5), ("<row r=\"1048577\"/>", 1),
      ("<row r=\"4\"><c r=\"XFE4\"/></row>", 4), ("<row r=\"4\"><c r=\"ZZZZZZZZ4\"/></row>", 4),
    ])
  func damagedRows(text: String, row: Int) {
    let found = problem(WorkbookMaker(text).bytes)
    #expect(found?.line == row)
    #expect(found?.isSpreadsheet == true)
    #expect(found?.file == "calls.xlsx#Calls")
  }

  @Test("Documents that declare entities are refused, and so are broken ones")
  func markup() {
    var book = WorkbookMaker("<row><c t=\"inlineStr\"><is><t>&a;</t></is></c></row>")
    book.prologue = "<!DOCTYPE a [<!ENTITY b \"xxxxxxxx\"><!ENTITY a \"&b;&b;&b;\">]>"
    #expect(problem(book.bytes)?.finding.hasSuffix("it declares a document type.") == true)
    #expect(problem(WorkbookMaker("<row>").bytes)?.finding.contains("line 1") == true)
    let long = String(repeating: "x", count: 3 << 20)
    #expect(problem(WorkbookMaker("<row r=\"1\(long)\"/>").bytes) != nil)
    let text = WorkbookMaker("<row><c t=\"str\"><v>\(long)</v></c></row>")
    #expect(problem(text.bytes)?.finding.hasSuffix("a text is too long.") == true)
  }

  @Test("A few cells far to the right do not fill the memory with blanks")
  func blanks() throws {
    let rows = (1...400).map {
      "<row r=\"\($0)\"><c r=\"A\($0)\"><v>1</v></c><c r=\"XFD\($0)\"><v>2</v></c></row>"
    }
    let found = problem(WorkbookMaker(rows.joined()).bytes)
    #expect(found?.finding.contains("empty cells") == true && found?.line == 306)
    let few = try Sheet.read(bytes: WorkbookMaker(rows.prefix(200).joined()).bytes, name: "calls.xlsx")
    #expect(few.rowCount == 200 && few.width == 16_384)
  }

  private func problem(_ bytes: [UInt8], sheet: String? = nil) -> TableProblem? {
    do {
      _ = try Sheet.read(bytes: bytes, name: "calls.xlsx", sheet: sheet)
      return nil
    } catch {
      return error
    }
  }
}
