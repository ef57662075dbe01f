import Experiments
import Foundation
import Reporting
import Testing

@Suite("Forms of the management report")
struct ManagementFormsTests {
  /// Names that try to be formulas, markup and quotes.
  static let hostile = ["=1+1", "<b>|`x`|</b>", "@\"a\", b", "-2", "plain"]

  /// A report in which every name of the scenario is hostile.
  static func report() -> ManagementReport {
    var report = ManagementSample(types: 5, intervals: 24, agents: 5, name: hostile[0]).report
    report.run.summary = "=2+2\n| <i>"
    for table in report.tables.indices {
      for row in report.tables[table].rows.indices {
        report.tables[table].rows[row].name = hostile[row % hostile.count]
      }
    }
    for map in report.heatMaps.indices {
      report.heatMaps[map].rows = [""] + hostile
    }
    return report
  }

  static func document(_ language: KPILanguage) -> Document {
    Document(report(), catalogue: ManagementSample.catalogue, language: language)
  }

  // MARK: - Spreadsheet

  @Test(
    "The spreadsheet has the report's numbers, and no formula",
    .enabled(if: WorkbookReader.isThere), arguments: KPILanguage.allCases)
  func workbook(language: KPILanguage) throws {
    let document = Self.document(language)
    let data = try DocumentWorkbook.data(of: document, made: Self.report().run.finished)
    let book = try WorkbookReader.read(data)
    #expect(book.damaged == nil)
    #expect(book.sheets.allSatisfy { $0.cells.values.allSatisfy { !$0.isFormula } })
    let names = book.sheets.map(\.name)
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
    let tables = document.sections.flatMap(\.blocks).compactMap { block in
      if case .table(let table) = block { table } else { nil as Document.Table? }
    }
    #expect(tables.allSatisfy { table in names.contains { $0.hasPrefix(table.title.prefix(20)) } })

    let word = document.language.word("table.kpiTable")
    let kpis = try #require(book.sheets.first { $0.name == word })
    #expect(kpis.hasPane && kpis.filter != nil && kpis.rules.contains("cellIs"))
    let row = try #require(
      kpis.cells.first { $0.key.hasPrefix("A") && $0.value.text == "21" }?.key.dropFirst())
    // Value, then the ends of its interval.
    #expect(kpis.cells["C\(row)"]?.number == 0.752 && kpis.cells["C\(row)"]?.format == "0.0%")
    #expect(kpis.cells["D\(row)"]?.number == 0.752 - 0.752 * 0.02)
    #expect(kpis.cells["E\(row)"]?.number == 0.752 + 0.752 * 0.02)
    #expect(kpis.cells["F\(row)"]?.format == "\"≥ \"0.0%")

    let map = try #require(
      book.sheets.first { $0.rules == ["colorScale"] && $0.cells["A5"]?.text == "=1+1" })
    #expect(map.cells["B4"]?.number == Self.report().heatMaps[0].values[0][0])
    #expect(map.cells["E4"]?.number == nil)
    #expect(book.parts.filter { $0.hasPrefix("xl/charts/chart") }.count > 3)
  }

  @Test(
    "Amounts below a hundred have cents, the ends of their intervals too",
    .enabled(if: WorkbookReader.isThere))
  func cents() throws {
    func amount(_ value: Double) -> Document.Cell {
      let estimate = KPIEstimate(value: value, low: 0.9 * value, high: 1.1 * value)
      return Document.Cell("\(value)", .estimate(estimate, FigureFormat(.money)))
    }
    let table = Document.Table(
      identifier: "costs", title: "Costs",
      columns: [.init(title: "Of"), .init(title: "Amount", isNumber: true)],
      rows: [[.init("a call"), amount(5.978)], [.init("a day"), amount(5978.25)]])
    let document = Document(
      language: ReportLanguage(.en, catalogue: ManagementSample.catalogue, currency: "EUR"), kind: "Report",
      title: "Costs", version: "1", parts: [("costs", "Costs", [.table(table)])])
    let book = try WorkbookReader.read(DocumentWorkbook.data(of: document, made: 0))
    let sheet = try #require(book.sheets.first { $0.cells.values.contains { $0.number == 5.978 } })
    let formats = sheet.cells.values.compactMap { cell in cell.number.map { ($0, cell.format) } }
    #expect(formats.count == 6)
    #expect(formats.allSatisfy { value, format in format.contains("0.00") == (value < 100) }, "\(formats)")
  }

  @Test("The same report gives the same spreadsheet")
  func sameWorkbook() throws {
    let document = Self.document(.en)
    #expect(
      try DocumentWorkbook.data(of: document, made: 1e9)
        == DocumentWorkbook.data(of: document, made: 1e9))
  }

  // MARK: - Markdown

  @Test("Tables of Markdown are whole, and nothing in them acts as markup", arguments: KPILanguage.allCases)
  func markdown(language: KPILanguage) {
    let document = Self.document(language)
    let text = DocumentMarkdown.render(document)
    var columns: Int?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        columns = nil
        continue
      }
      var bars = 0
      var isEscaped = false
      for character in line {
        if character == "|" && !isEscaped { bars += 1 }
        isEscaped = character == "\\" && !isEscaped
      }
      #expect(columns == nil || columns == bars, "\(line)")
      columns = bars
    }
    #expect(!text.contains("<b>") && text.contains("&lt;b&gt;\\|\\`x\\`\\|&lt;/b&gt;"))
    for section in document.sections { #expect(text.contains("## \(section.number) \(section.title)")) }
    #expect(text.contains("■ " + document.language.word("verdict.missed")))
    #expect(text.contains("▁") && text.contains("█"))
    #expect(!text.contains(" nan ") && !text.contains(" inf "))
    #expect(!text.contains("\n\n\n") && text.hasSuffix("\n"))
  }

  @Test("Short cells of Markdown stand below one another")
  func aligned() throws {
    let lines = DocumentMarkdown.render(Self.document(.en)).split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("| Item ") })
    #expect(lines[start].count == lines[start + 1].count)
    #expect(lines[start].count == lines[start + 2].count)
  }

  // MARK: - CSV

  private func rows(_ name: String) throws -> [[String]] {
    let files = ManagementCSV.files(
      of: Self.report(), catalogue: ManagementSample.catalogue, language: .en)
    let file = try #require(files.first { $0.name == name })
    let text = String(decoding: file.data, as: UTF8.self)
    #expect(text.hasSuffix("\r\n"))
    return text.components(separatedBy: "\r\n").dropLast().map { line in
      var fields = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" {
          isQuoted.toggle()
        } else if character == ",", !isQuoted {
          fields.append("")
        } else {
          fields[fields.count - 1].append(character)
        }
      }
      return fields
    }
  }

  @Test(
    "Every CSV file has one header, rows of its width, and no column twice",
    arguments: [
      "kpis.csv", "teams.csv", "agents.csv", "contact-types.csv", "heat.csv", "plans.csv",
      "periods.csv",
    ])
  func shape(name: String) throws {
    let rows = try rows(name)
    #expect(rows.count > 1)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(Set(rows[0]).count == rows[0].count)
  }

  @Test("kpis.csv has every KPI with its numbers as they are")
  func kpiRows() throws {
    let rows = try rows("kpis.csv")
    let report = Self.report()
    #expect(rows.dropFirst().map { $0[0] } == report.kpis.map(\.identifier))
    let level = try #require(rows.first { $0[0] == "serviceLevel" })
    let row = Dictionary(uniqueKeysWithValues: zip(rows[0], level))
    #expect(row["number"] == "21" && row["unit"] == "proportion")
    #expect(row["value"] == "0.752" && row["verdict"] == "missed" && row["S"] == "pass")
    #expect(row["p_day"] == "0.58" && row["p_month"] == "0.61" && row["grade"] == "attainable")
    #expect(row["target_low"].flatMap(Double.init) == report.result("serviceLevel")?.target?.low)
    #expect(row["verified"] == "false" || row["verified"] == "true")
    let unmeasured = try #require(rows.first { $0[0] == "firstCallResolution" })
    #expect(Dictionary(uniqueKeysWithValues: zip(rows[0], unmeasured))["value"] == "")
  }

  @Test("Names that begin like formulas are guarded, numbers are not")
  func guarded() throws {
    #expect(
      try rows("agents.csv").map { $0[0] }.dropFirst() == ["'=1+1", "<b>|`x`|</b>", "'@a, b", "'-2", "plain"])
    let heat = try rows("heat.csv")
    #expect(heat[1].prefix(5) == ["serviceLevel", "proportion", "all", "0", "28800"])
    #expect(heat.contains { $0[2] == "'=1+1" })
    let plans = try rows("plans.csv")
    #expect(plans.dropFirst().allSatisfy { Double($0[0]) != nil && Double($0[5]) != nil })
  }

  @Test(
    "What a spreadsheet would take for a formula gets an apostrophe",
    arguments: [
      ("=1", "'=1"), ("+1", "'+1"), ("-a", "'-a"), ("@x", "'@x"), ("\ty", "'\ty"), ("＝1", "'＝1"),
      ("a=1", "a=1"), ("", ""), ("业务", "业务"),
    ])
  func guards(text: String, field: String) {
    #expect(CSVText.guarded(text) == field)
  }

  // MARK: - PDF

  /// A browser of a few lines of shell: `body` gets the document's path in `$out`.
  private func withBrowser(_ body: String, _ use: (PDFRenderer) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("chromium")
    let script = """
      #!/bin/sh
      for a in "$@"; do case "$a" in --print-to-pdf=*) out=${a#--print-to-pdf=};; esac; done
      \(body)
      """
    let draft = folder.appendingPathComponent("draft")
    try script.write(to: draft, atomically: false, encoding: .utf8)
    // Copied by another process: a program that this one had open for writing cannot be started while
    // a child of another test still holds it.
    let copy = try Process.run(
      URL(fileURLWithPath: "/bin/cp"), arguments: [draft.path, file.path])
    copy.waitUntilExit()
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    let renderer = try #require(PDFRenderer.installed(environment: ["PATH": "/nowhere:\(folder.path)"]))
    #expect(renderer.browser.lastPathComponent == "chromium")
    try use(renderer)
  }

  @Test("Without a browser the failure says what to install")
  func noBrowser() {
    #expect(PDFRenderer.installed(environment: ["PATH": "/nowhere"]) == nil)
    #expect(PDFRenderer.installed(environment: ["SWITCHBOARD_BROWSER": "/nowhere/x"]) == nil)
    #expect(PDFRenderer.Failure.isNotInstalled.description.contains("make setup-pdf"))
  }

  @Test("A document gets the report's date, and the browser's folder is removed")
  func dates() throws {
    let body = """
      printf '%%PDF-1.4 %s /CreationDate (D:19990101000000+00%s00%s) end' "$out" "'" "'" > "$out"
      """
    try withBrowser(body) { renderer in
      let text = String(
        decoding: try renderer.document(of: "<p>", made: 1_795_000_000), as: UTF8.self)
      #expect(text.hasSuffix("/CreationDate (D:20261118110640+00'00') end"))
      let path = try #require(text.split(separator: " ").dropFirst().first)
      #expect(!FileManager.default.fileExists(atPath: (String(path) as NSString).deletingLastPathComponent))
    }
  }

  @Test("A browser that fails, hangs or writes nothing is told apart")
  func failures() throws {
    try withBrowser("echo no display >&2; exit 3") { renderer in
      #expect(throws: PDFRenderer.Failure.browser(status: 3, message: "no display")) {
        try renderer.document(of: "", made: 0)
      }
    }
    try withBrowser("exec sleep 60") { renderer in
      var renderer = renderer
      renderer.timeLimit = 0.3
      #expect(throws: PDFRenderer.Failure.timeLimit(seconds: 0.3)) {
        try renderer.document(of: "", made: 0)
      }
    }
    try withBrowser("exit 0") { renderer in
      #expect(throws: PDFRenderer.Failure.noDocument) { try renderer.document(of: "", made: 0) }
    }
    try withBrowser("echo html > \"$out\"") { renderer in
      #expect(throws: PDFRenderer.Failure.noDocument) { try renderer.document(of: "", made: 0) }
    }
  }

  @Test("The browser that is installed prints a page", .enabled(if: PDFRenderer.installed != nil))
  func print() throws {
    let renderer = try #require(PDFRenderer.installed)
    let page = "<!doctype html><title>A</title><p>服务水平 80.6 %"
    let document = try renderer.document(of: page, made: 1_795_000_000)
    #expect(document.starts(with: Data("%PDF-".utf8)))
    #expect(document.range(of: Data("(D:20261118110640+00'00')".utf8)) != nil)
  }
}
