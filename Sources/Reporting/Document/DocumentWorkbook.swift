import Experiments
import Foundation

/// A document as a spreadsheet: a sheet for what a manager reads first, one for each table
/// and each map by interval, one for the cards, and native charts.
///
/// Figures are numbers with formats; an estimate has its interval in two columns beside it.
public enum DocumentWorkbook {
  /// The file in the format of Office Open XML.
  ///
  /// - Parameters:
  ///   - document: The report in one language.
  ///   - made: When the file says it was made, in seconds since 1970; the same document and moment
  ///     give the same bytes.
  /// - Returns: The file's bytes.
  /// - Throws: what the file system says about the temporary folder, or a failure of the library.
  public static func data(of document: Document, made: Double) throws -> Data {
    var builder = DocumentWorkbookBuilder(document: document)
    return try builder.workbook(made: made).data()
  }
}

/// Turns a document into sheets.
struct DocumentWorkbookBuilder {
  private let document: Document
  private let formats: WorkbookFormats
  private var sheets: [(sheet: Workbook.Sheet, summary: String)] = []

  typealias Cell = Workbook.Cell
  typealias Style = Workbook.Style

  init(document: Document) {
    self.document = document
    formats = WorkbookFormats(document.language)
  }

  /// All sheets in the order of the report.
  mutating func workbook(made: Double) -> Workbook {
    var properties = Workbook.Properties()
    properties.title = "\(document.kind): \(document.title)"
    properties.subject = document.kind
    properties.author = "Switchboard"
    properties.comments = document.facts.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    properties.created = made
    var workbook = Workbook(properties: properties)
    for section in document.sections { add(section) }
    // The first sheet lists the others by the names that they get, so those are found out first.
    var names = Workbook(properties: properties)
    names.add(overview(contents: []))
    let contents = sheets.map { (name: names.add($0.sheet), summary: $0.summary) }
    workbook.add(overview(contents: contents))
    for (sheet, _) in sheets { workbook.add(sheet) }
    let charts = DocumentWorkbookCharts(document: document, formats: formats)
    charts.add(to: &workbook)
    return workbook
  }

  private func word(_ key: String) -> String { document.language.word(key) }

  // MARK: - The first sheet

  private func overview(contents: [(name: String, summary: String)]) -> Workbook.Sheet {
    let first = document.sections.first
    var sheet = Workbook.Sheet(name: first?.title ?? document.kind)
    sheet.widths = [34, 26, 70]
    sheet.rows = [
      [.text(document.title, Style(.title))], [.text(document.kind, Style(.note))],
    ]
    if !document.summary.isEmpty { sheet.rows.append([.text(document.summary, Style(.note))]) }
    sheet.rows.append([])
    sheet.rows += document.facts.map { [.text($0.name, Style(.strong)), .text($0.value)] }
    if !document.warnings.isEmpty {
      sheet.rows += [[], [.text(word("page.warnings"), Style(.heading))]]
      sheet.rows += document.warnings.map { [.text($0, Style(.doubtful))] }
    }
    if let first {
      sheet.rows.append([])
      for block in first.blocks.flatMap(\.parts) { sheet.rows += rows(of: block) }
    }
    sheet.rows += [[], [.text(word("page.contents"), Style(.heading))]]
    sheet.rows += contents.map { [Cell(.link($0.name, sheet: $0.name)), .text($0.summary)] }
    return sheet
  }

  /// Blocks of text and figures that stand out; tables have sheets of their own.
  private func rows(of block: Document.Block) -> [[Cell]] {
    switch block {
    case .heading(let text): return [[], [.text(text, Style(.heading))]]
    case .lead(let text): return [[.text(text, Style(.strong))]]
    case .paragraph(let text): return [[.text(text)]]
    case .note(let text): return [[.text(text, Style(.note))]]
    case .code(let text): return [[.text(text)]]
    case .detail(_, let blocks): return blocks.flatMap(rows)
    case .list(let items, let isNumbered):
      return items.enumerated().map { index, item in
        [.text((isNumbered ? "\(index + 1). " : "• ") + item)]
      }
    case .tiles(let tiles):
      return [[]]
        + tiles.map { tile in
          [.text(tile.title, Style(.strong)), cell(tile.value), .text(tile.remark)]
        } + [[]]
    case .table, .card, .heatMap, .chart: return []
    }
  }

  // MARK: - Sections

  /// The sheets of a section; its texts stand below the table that they come before, the last ones
  /// below the last table, or on a sheet of their own where there is none.
  private mutating func add(_ section: Document.Section) {
    var texts: [[Cell]] = []
    var cards: [Document.Card] = []
    var heading = ""
    var lastTable: Int?
    for block in section.blocks.flatMap(\.parts) {
      switch block {
      case .table(let table):
        guard !table.rows.isEmpty else { continue }
        var sheet = sheet(of: table, texts: texts)
        // Tables of one title are told apart by the headings above them.
        if section.tables.count(where: { $0.title == table.title }) > 1 {
          sheet.name = "\(table.title) \(heading)"
        }
        lastTable = sheets.count
        sheets.append((sheet, tableTitle(table, section)))
        texts = []
      case .heatMap(let map): sheets.append((sheet(of: map), section.title))
      case .card(let card): cards.append(card)
      case .chart, .detail: break
      case .heading(let text):
        heading = text
        texts += rows(of: block)
      case .lead, .paragraph, .note, .list, .tiles, .code: texts += rows(of: block)
      }
    }
    if !cards.isEmpty { sheets.append((sheet(of: cards, section), section.title)) }
    // What the summary says stands on the first sheet.
    guard section.number > 1, texts.contains(where: { !$0.isEmpty }) else { return }
    if let lastTable {
      sheets[lastTable].sheet.rows += [[]] + texts
      return
    }
    var sheet = Workbook.Sheet(name: section.title)
    sheet.widths = [100]
    sheet.rows =
      [[.text(section.title, Style(.title))], []]
      + texts.map { $0.map { cell in wrapped(cell) } }
    sheets.append((sheet, section.title))
  }

  private func wrapped(_ cell: Cell) -> Cell {
    var cell = cell
    cell.style.wraps = true
    return cell
  }

  private func tableTitle(
    _ table: Document.Table, _ section: Document.Section
  ) -> String {
    table.title == section.title
      ? section.title : section.title + document.language.words[.colon] + table.title
  }

  // MARK: - Tables

  /// A column of a sheet, made from a column of a table.
  private struct Column {
    var title: String
    var cells: [Cell]
    /// Words that have a tone wherever they stand in the column.
    var tones: [String: Style.Role] = [:]
  }

  private func sheet(of table: Document.Table, texts: [[Cell]]) -> Workbook.Sheet {
    var columns = table.columns.indices.flatMap { self.columns(of: table, at: $0) }
    let remarks = table.rows.map { remark(on: $0, table.columns) }
    if remarks.contains(where: { !$0.isEmpty }) {
      columns.append(
        Column(
          title: word("column.remark"), cells: remarks.map { .text($0, Style(wraps: true)) }))
    }
    var sheet = Workbook.Sheet(name: table.title)
    let head = [
      [.text(table.title, Style(.title))], [.text(table.caption, Style(.note))],
      columns.map { Cell.text($0.title, Style(.head)) },
    ]
    let first = head.count
    sheet.rows =
      head + table.rows.indices.map { row in columns.map { $0.cells[row] } }
    let body = first...(first + table.rows.count - 1)
    sheet.filter = Workbook.Range(rows: (first - 1)...body.upperBound, columns: 0...(columns.count - 1))
    sheet.frozenRows = first
    // A number before the name belongs to it.
    sheet.frozenColumns = Self.isShort(columns[0]) && columns.count > 2 ? 2 : 1
    sheet.widths = columns.map(Self.width)
    for (index, column) in columns.enumerated() {
      let range = Workbook.Range(rows: body, columns: index...index)
      for (text, role) in column.tones.sorted(by: { $0.key < $1.key }) {
        sheet.rules.append(Workbook.Rule(range, .text(text, role)))
      }
    }
    if !texts.isEmpty { sheet.rows += [[]] + texts }
    return sheet
  }

  /// The column itself, and one for each end of the intervals where there are any.
  private func columns(of table: Document.Table, at index: Int) -> [Column] {
    let column = table.columns[index]
    let cells = table.rows.map { $0[index] }
    var main = Column(title: column.title, cells: cells.map(cell))
    for cell in cells where cell.order == nil {
      if let tone = cell.tone, tone != .neutral { main.tones[cell.text] = Self.role(of: tone) }
    }
    let intervals = cells.map { cell -> (low: Cell, high: Cell)? in
      guard case .estimate(let estimate, let format) = cell.content,
        let low = estimate.low, let high = estimate.high
      else { return nil }
      let style = Style(.note, format: formats.code(format, of: estimate.value))
      return (
        .number(low * formats.factor(format), style), .number(high * formats.factor(format), style)
      )
    }
    guard intervals.contains(where: { $0 != nil }) else { return [main] }
    let colon = document.language.words[.colon]
    return [
      main,
      Column(
        title: column.title + colon + word("interval.low"),
        cells: intervals.map { $0?.low ?? Cell(.empty) }),
      Column(
        title: column.title + colon + word("interval.high"),
        cells: intervals.map { $0?.high ?? Cell(.empty) }),
    ]
  }

  /// A number where there is one, with the tone as color; words otherwise, colored by the column's
  /// rules.
  private func cell(_ cell: Document.Cell) -> Cell {
    let role = cell.tone.map(Self.role) ?? .plain
    switch cell.content {
    case .number(let value, let format):
      return .number(value * formats.factor(format), Style(role, format: formats.code(format, cell)))
    case .estimate(let estimate, let format):
      return .number(
        estimate.value * formats.factor(format), Style(role, format: formats.code(format, cell)))
    case .text:
      let text = cell.note.isEmpty ? cell.text : cell.text + document.language.words[.colon] + cell.note
      return .text(text, Style(wraps: true, indent: cell.depth))
    }
  }

  /// What a number cannot say: notes, bounds in words, and that a figure was not verified.
  private func remark(
    on row: [Document.Cell], _ columns: [Document.Table.Column]
  ) -> String {
    let remarks = zip(row, columns).compactMap { cell, column -> String? in
      var parts: [String] = []
      if cell.order != nil {
        if WorkbookFormats.bound(of: cell) != nil { parts.append(cell.text) }
        if !cell.note.isEmpty { parts.append(cell.note) }
      }
      if cell.isUnverified { parts.append(word("flag.unverified")) }
      guard !parts.isEmpty else { return nil }
      return column.title + document.language.words[.colon]
        + parts.joined(separator: document.language.words[.comma])
    }
    return document.language.semicolons(remarks)
  }

  private static func role(of tone: Document.Tone) -> Style.Role {
    switch tone {
    case .good: .good
    case .fair: .doubtful
    case .bad: .bad
    case .over: .over
    case .neutral: .plain
    }
  }

  /// Characters that the column needs, within reason; long texts continue below.
  private static func width(of column: Column) -> Double {
    let head = column.title.split(separator: " ").map { TerminalText.width(String($0)) }.max() ?? 0
    let body =
      column.cells.map { cell in
        switch cell.value {
        case .empty: return 0
        case .number(let number): return max(9, FigureText.fixed(number, decimals: 2).count + 2)
        case .text(let text), .link(let text, _):
          return TerminalText.width(text) + 2 * cell.style.indent
        }
      }.max() ?? 0
    return Double(min(58, max(8, head + 3, body + 2)))
  }

  private static func isShort(_ column: Column) -> Bool {
    column.cells.allSatisfy { cell in
      guard case .text(let text) = cell.value else { return false }
      return TerminalText.width(text) <= 6
    }
  }

  // MARK: - Cards and maps

  private func sheet(
    of cards: [Document.Card], _ section: Document.Section
  ) -> Workbook.Sheet {
    var sheet = Workbook.Sheet(name: section.title)
    sheet.widths = [30, 24, 90, 26]
    sheet.rows = [
      [.text(section.title, Style(.title))], [],
      ["column.kpi", "column.item", "column.content", "column.verdict"].map {
        .text(word($0), Style(.head))
      },
    ]
    var tones: [String: Style.Role] = [:]
    func note(_ cell: Document.Cell) -> Cell {
      if let tone = cell.tone, tone != .neutral { tones[cell.text] = Self.role(of: tone) }
      return .text(cell.text, Style(wraps: true))
    }
    let first = sheet.rows.count
    for card in cards {
      sheet.rows.append([
        .text(card.title, Style(.strong, wraps: true)), Cell(.empty), Cell(.empty),
        note(card.verdict),
      ])
      for item in card.items {
        sheet.rows.append([
          .text(card.title, Style(.note, wraps: true)), .text(item.name, Style(wraps: true)),
          .text(item.content.joined(separator: "\n"), Style(wraps: true)),
          item.verdict.map(note) ?? Cell(.empty),
        ])
      }
    }
    sheet.frozenRows = first
    sheet.frozenColumns = 1
    let rows = (first - 1)...(sheet.rows.count - 1)
    sheet.filter = Workbook.Range(rows: rows, columns: 0...3)
    sheet.rules = tones.sorted { $0.key < $1.key }.map { text, role in
      Workbook.Rule(Workbook.Range(rows: rows, columns: 3...3), .text(text, role))
    }
    return sheet
  }

  private func sheet(of map: Document.Map) -> Workbook.Sheet {
    var sheet = Workbook.Sheet(name: map.title)
    let style = Style(format: formats.code(map.format))
    let factor = formats.factor(map.format)
    sheet.rows = [
      [.text(map.title, Style(.title))], [.text(map.caption, Style(.note))],
      ([map.rowTitle] + map.columns).map { .text($0, Style(.head)) },
    ]
    let first = sheet.rows.count
    sheet.rows += map.rows.map { row in
      [.text(row.name, Style(.strong))] + row.values.map { .number($0.map { $0 * factor }, style) }
    }
    sheet.widths = [26] + map.columns.map { _ in 9 }
    sheet.frozenRows = first
    sheet.frozenColumns = 1
    if !map.rows.isEmpty, !map.columns.isEmpty {
      let range = Workbook.Range(
        rows: first...(first + map.rows.count - 1), columns: 1...map.columns.count)
      let kind = map.isMoreBetter.map { Workbook.Rule.Kind.scale(moreIsBetter: $0) }
      sheet.rules = [Workbook.Rule(range, kind ?? .neutralScale)]
    }
    return sheet
  }
}

extension Document.Section {
  /// The tables in it.
  fileprivate var tables: [Document.Table] {
    blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }
}

/// The codes of number formats in the words of a language.
struct WorkbookFormats {
  private let language: ReportLanguage

  init(_ language: ReportLanguage) { self.language = language }

  /// What a number is multiplied with: points of percent are written without a percent sign.
  func factor(_ format: FigureFormat) -> Double { format.unit == .percentPoints ? 100 : 1 }

  /// The format of a figure.
  func code(_ format: FigureFormat) -> Workbook.NumberFormat {
    let unit = language.unitName(FigureFormat(format.unit))
    let code: Workbook.NumberFormat
    switch format.unit {
    case .proportion: code = .percent()
    case .chance: code = .percent(decimals: 0)
    case .percentPoints, .seconds, .hours, .points, .rings, .perHour:
      code = .number(decimals: 1, unit: unit)
    case .money:
      code = language.language == .zh ? .number(unit: unit) : .money(unit)
    case .contacts, .count, .days: code = .number()
    case .ratio, .plain: code = .number(decimals: 3)
    }
    return format.isSigned ? code.signed : code
  }

  /// The format of a cell's figure; of a bound, with the sign before it.
  func code(_ format: FigureFormat, _ cell: Document.Cell) -> Workbook.NumberFormat {
    let code = code(format, of: cell.order)
    return Self.bound(of: cell).map { code.prefixed($0 + " ") } ?? code
  }

  /// The format of a figure that is as large as a value: cents where the amount is small.
  func code(_ format: FigureFormat, of value: Double?) -> Workbook.NumberFormat {
    guard format.unit == .money, let value, abs(value) < 100, value != value.rounded() else {
      return code(format)
    }
    let unit = language.unitName(FigureFormat(.money))
    let code: Workbook.NumberFormat =
      language.language == .zh ? .number(decimals: 2, unit: unit) : .money(unit, decimals: 2)
    return format.isSigned ? code.signed : code
  }

  /// The sign of a target that is a bound; nil: the cell is none.
  static func bound(of cell: Document.Cell) -> String? {
    ["≥", "≤"].first { cell.text.hasPrefix($0) }
  }
}
