import Foundation
import Reporting
import Testing

@Suite("Spreadsheets")
struct WorkbookTests {
  /// A workbook with everything that cells, rules and charts can be.
  static func sample() -> Workbook {
    var properties = Workbook.Properties()
    properties.title = "Sample <title> & more"
    properties.created = 1_795_000_000
    var workbook = Workbook(properties: properties)
    var sheet = Workbook.Sheet(name: "Team: a/b")
    sheet.rows = [
      [.text("Name", .init(.head)), .text("Value", .init(.head))],
      [.text("=1+1"), .number(0.806, .init(.good, format: .percent()))],
      [.text("+cmd|' /C calc'!A0"), .number(-12.5, .init(format: .number(decimals: 1, unit: "s")))],
      [.text("@SUM(A1)\u{1}"), .number(.nan)],
      [.text("业务 \"甲\""), .number(20331, .init(format: .money("CNY")))],
      [.text(String(repeating: "x", count: 40_000)), Workbook.Cell(.link("on", sheet: "Team  a b"))],
    ]
    sheet.frozenRows = 1
    sheet.filter = .init(rows: 0...5, columns: 0...1)
    let values = Workbook.Range(rows: 1...4, columns: 1...1)
    sheet.rules = [
      .init(values, .text("say \"met\"", .good)), .init(values, .scale(moreIsBetter: true)),
      .init(values, .neutralScale), .init(values, .scaleAround(0.8, moreIsBetter: false)),
    ]
    let name = workbook.add(sheet)
    var charts = Workbook.Sheet(name: "Charts")
    let series = Workbook.Chart.Series(
      name: "=Value", sheet: name, categories: .init(rows: 1...4, columns: 0...0), values: values)
    charts.charts = [Workbook.Chart.Kind.bars, .lines, .curves].map {
      Workbook.Chart($0, title: "=A1", altText: "<words>", series: [series], place: (2, 3))
    }
    workbook.add(charts)
    return workbook
  }

  @Test("The file is a whole archive of well-formed parts", .enabled(if: WorkbookReader.isThere))
  func archive() throws {
    let book = try WorkbookReader.read(try Self.sample().data())
    #expect(book.damaged == nil)
    #expect(book.parts.contains("xl/workbook.xml") && book.parts.contains("docProps/core.xml"))
    #expect(book.parts.filter { $0.hasPrefix("xl/charts/chart") }.count == 3)
    #expect(book.sheets.map(\.name) == ["Team  a b", "Charts"])
    #expect(book.title == "Sample <title> & more")
    #expect(book.created == "2026-11-18T11:06:40Z")
  }

  @Test("Numbers are numbers with formats, text is never a formula", .enabled(if: WorkbookReader.isThere))
  func cells() throws {
    let cells = try #require(try WorkbookReader.read(try Self.sample().data()).sheets.first).cells
    #expect(cells["B2"]?.number == 0.806 && cells["B2"]?.format == "0.0%")
    #expect(cells["B3"]?.number == -12.5 && cells["B3"]?.format == "#,##0.0\" s\"")
    #expect(cells["B5"]?.number == 20331 && cells["B5"]?.format == "\"CNY \"#,##0")
    #expect(cells["A2"]?.text == "=1+1")
    #expect(cells["A3"]?.text == "+cmd|' /C calc'!A0")
    #expect(cells["A4"]?.text == "@SUM(A1)\u{FFFD}")
    #expect(cells["A5"]?.text == "业务 \"甲\"")
    #expect(cells["B4"]?.number == nil)
    #expect(cells["A6"]?.text?.count == 32_001 && cells["A6"]?.text?.hasSuffix("…") == true)
    #expect(cells["B6"]?.text == "on")
    #expect(cells.values.allSatisfy { !$0.isFormula })
  }

  @Test("The same workbook gives the same bytes")
  func reproducible() throws {
    #expect(try Self.sample().data() == Self.sample().data())
    var later = Self.sample()
    later.properties.created += 86_400
    #expect(try later.data() != Self.sample().data())
  }

  @Test(
    "Names of sheets become valid",
    arguments: [
      ("Plain", "Plain"), ("a[b]:c*d?e/f\\g", "a b  c d e f g"), ("'quoted'", "quoted"),
      ("", "Sheet"), ("???", "Sheet"), ("history", "history 1"),
      ("1234567890123456789012345678901234", "1234567890123456789012345678901"),
      ("服务水平：全中心", "服务水平：全中心"), ("a\u{7}\nb", "a  b"),
    ])
  func names(wanted: String, name: String) {
    #expect(SheetName.valid(wanted) == name)
  }

  @Test("Names of sheets are unique without regard to case, and never too long")
  func uniqueNames() {
    let long = String(repeating: "😀", count: 20)
    var names: [String] = []
    for wanted in ["Team", "TEAM", "team", long, long, long] {
      names.append(SheetName.unique(wanted, among: names))
    }
    #expect(names.prefix(3) == ["Team", "TEAM (2)", "team (3)"])
    #expect(names.allSatisfy { $0.utf16.count <= SheetName.limit })
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
  }

  @Test("Format codes keep units literal")
  func formats() {
    #expect(Workbook.NumberFormat.percent(decimals: 0).code == "0%")
    #expect(Workbook.NumberFormat.number(unit: "a\"b").code == "#,##0\" ab\"")
    #expect(
      Workbook.NumberFormat.number(decimals: 1, unit: "s").signed.code
        == "+#,##0.0\" s\";-#,##0.0\" s\";#,##0.0\" s\"")
    #expect(Workbook.NumberFormat.percent().prefixed("≥ ").code == "\"≥ \"0.0%")
  }
}

/// What a spreadsheet program would find in a file, read with Python's own modules.
struct WorkbookReader: Decodable {
  var damaged: String?
  var parts: [String]
  var title: String
  var created: String
  var sheets: [Sheet]

  struct Sheet: Decodable {
    var name: String
    var cells: [String: Cell]
    var hasPane: Bool
    var filter: String?
    var rules: [String]
  }

  struct Cell: Decodable {
    var number: Double?
    var text: String?
    var format: String
    var isFormula: Bool
  }

  private static let python = "/usr/bin/python3"

  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: python) }

  static func read(_ data: Data) throws -> WorkbookReader {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("workbook-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, answer) = (
      folder.appendingPathComponent("a.xlsx"), folder.appendingPathComponent("answer.json")
    )
    try data.write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", script, file.path, answer.path]
    try process.run()
    process.waitUntilExit()
    return try JSONDecoder().decode(WorkbookReader.self, from: Data(contentsOf: answer))
  }

  /// Parses every part, so that one that is not well-formed ends the script.
  private static let script = """
    import json, sys, zipfile
    import xml.etree.ElementTree as tree
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    link = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    with zipfile.ZipFile(sys.argv[1]) as archive:
        damaged, names = archive.testzip(), archive.namelist()
        parts = {name: tree.fromstring(archive.read(name)) for name in names}
    strings = ["".join(t.text or "" for t in item.iter(space + "t"))
               for item in parts["xl/sharedStrings.xml"]]
    styles = parts["xl/styles.xml"]
    codes = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter(space + "numFmt")}
    own = {"9": "0%", "10": "0.00%", "3": "#,##0", "4": "#,##0.00"}
    formats = [codes.get(x.get("numFmtId"), own.get(x.get("numFmtId"), "General"))
               for x in styles.find(space + "cellXfs")]
    targets = {r.get("Id"): r.get("Target") for r in parts["xl/_rels/workbook.xml.rels"]}
    sheets = []
    for sheet in parts["xl/workbook.xml"].iter(space + "sheet"):
        root = parts["xl/" + targets[sheet.get(link)]]
        cells = {}
        for cell in root.iter(space + "c"):
            value, kind = cell.find(space + "v"), cell.get("t")
            cells[cell.get("r")] = {
                "number": float(value.text) if kind is None and value is not None else None,
                "text": strings[int(value.text)] if kind == "s" else None,
                "format": formats[int(cell.get("s", 0))],
                "isFormula": cell.find(space + "f") is not None}
        filters = [f.get("ref") for f in root.iter(space + "autoFilter")]
        sheets.append({
            "name": sheet.get("name"), "cells": cells,
            "hasPane": any(True for _ in root.iter(space + "pane")),
            "filter": filters[0] if filters else None,
            "rules": [rule.get("type") for rule in root.iter(space + "cfRule")]})
    core = {item.tag.split("}")[1]: item.text for item in parts["docProps/core.xml"]}
    with open(sys.argv[2], "w") as answer:
        json.dump({"damaged": damaged, "parts": names, "title": core["title"],
                   "created": core["created"], "sheets": sheets}, answer)
    """
}
