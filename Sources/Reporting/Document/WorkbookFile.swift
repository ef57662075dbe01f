import CXLSX
import Foundation

extension Workbook {
  /// Why no file could be made.
  package enum Failure: Error, CustomStringConvertible {
    /// The library said so at a sheet, or about the whole file.
    case library(place: String, message: String)

    /// The failure in a sentence.
    package var description: String {
      switch self {
      case .library(let place, let message):
        return "the spreadsheet cannot be written: \(place): \(message)"
      }
    }
  }

  /// The file in the format of Office Open XML; the same workbook gives the same bytes.
  ///
  /// - Throws: `Failure`, or what the file system says about the temporary folder.
  package func data() throws -> Data {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("switchboard-xlsx-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("report.xlsx")
    try WorkbookFile.write(self, to: file.path, temporary: folder.path)
    return try Data(contentsOf: file)
  }
}

/// Hands a workbook to libxlsxwriter.
private struct WorkbookFile {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private var formats: [Workbook.Style: UnsafeMutablePointer<lxw_format>] = [:]
  private var ruleFormats: [Workbook.Style.Role: UnsafeMutablePointer<lxw_format>] = [:]

  /// The paper's number in the file format.
  private static let a4: UInt8 = 9
  /// From so many rows on the library keeps no more than a row of each sheet; texts are then in the rows.
  private static let streamedFrom = 10_000
  /// The most characters of a cell.
  private static let textLimit = 32_000

  static func write(_ workbook: Workbook, to path: String, temporary: String) throws {
    let book = withCopies([temporary]) { copies in
      var options = lxw_workbook_options()
      options.tmpdir = copies[0]
      options.constant_memory =
        workbook.sheets.reduce(0) { $0 + $1.rowCount } > streamedFrom ? 1 : 0
      return workbook_new_opt(path, &options)
    }
    guard let book else {
      throw Workbook.Failure.library(place: "workbook", message: "no memory")
    }
    var file = WorkbookFile(book: book)
    file.describe(workbook.properties)
    // Every sheet first: charts refer to them by name.
    var problem: Workbook.Failure?
    var sheets: [(Workbook.Sheet, UnsafeMutablePointer<lxw_worksheet>)] = []
    for sheet in workbook.sheets {
      if let added = workbook_add_worksheet(book, sheet.name) {
        sheets.append((sheet, added))
      } else {
        problem = .library(place: sheet.name, message: "no valid name of a sheet")
      }
    }
    for (sheet, added) in sheets where problem == nil { problem = file.fill(added, with: sheet) }
    if sheets.indices.contains(workbook.shown) { worksheet_activate(sheets[workbook.shown].1) }
    // Closing frees the library's memory, so it must happen in any case.
    let closed = workbook_close(book)
    if let problem { throw problem }
    guard closed == LXW_NO_ERROR else { throw failure("file", closed) }
  }

  private init(book: UnsafeMutablePointer<lxw_workbook>) { self.book = book }

  private static func failure(_ place: String, _ error: lxw_error) -> Workbook.Failure {
    .library(place: place, message: lxw_strerror(error).map { String(cString: $0) } ?? "\(error)")
  }

  /// C strings that live as long as the call; what the library keeps, it copies.
  private static func withCopies<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies)
  }

  private func describe(_ properties: Workbook.Properties) {
    let texts = [properties.title, properties.subject, properties.author, properties.comments]
    Self.withCopies(texts.map(Self.printable)) { copies in
      var native = lxw_doc_properties()
      native.title = copies[0]
      native.subject = copies[1]
      native.author = copies[2]
      native.comments = copies[3]
      // 0 would mean now.
      native.created = max(1, time_t(properties.created.rounded()))
      workbook_set_properties(book, &native)
    }
  }

  // MARK: - Sheets

  private mutating func fill(
    _ native: UnsafeMutablePointer<lxw_worksheet>, with sheet: Workbook.Sheet
  ) -> Workbook.Failure? {
    for (column, width) in sheet.widths.enumerated() {
      worksheet_set_column(native, UInt16(column), UInt16(column), width, nil)
    }
    for row in 0..<sheet.rowCount {
      let cells =
        row < sheet.rows.count ? sheet.rows[row] : sheet.later?.row(row - sheet.rows.count) ?? []
      for (column, cell) in cells.enumerated() {
        let error = write(cell, native, UInt32(row), UInt16(column))
        guard error == LXW_NO_ERROR else {
          return Self.failure("\(sheet.name), row \(row + 1), column \(column + 1)", error)
        }
      }
    }
    if sheet.frozenRows + sheet.frozenColumns > 0 {
      worksheet_freeze_panes(native, UInt32(sheet.frozenRows), UInt16(sheet.frozenColumns))
    }
    if let range = sheet.filter {
      worksheet_autofilter(
        native, UInt32(range.rows.lowerBound), UInt16(range.columns.lowerBound),
        UInt32(range.rows.upperBound), UInt16(range.columns.upperBound))
    }
    for rule in sheet.rules {
      let error = apply(rule, native)
      guard error == LXW_NO_ERROR else { return Self.failure(sheet.name, error) }
    }
    for chart in sheet.charts {
      let error = insert(chart, native)
      guard error == LXW_NO_ERROR else { return Self.failure(sheet.name, error) }
    }
    worksheet_set_landscape(native)
    worksheet_set_paper(native, Self.a4)
    worksheet_fit_to_pages(native, 1, 0)
    if sheet.frozenRows > 0 {
      worksheet_repeat_rows(native, 0, UInt32(sheet.frozenRows - 1))
    }
    worksheet_set_footer(native, "&L&A&R&P / &N")
    return nil
  }

  private mutating func write(
    _ cell: Workbook.Cell, _ native: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32,
    _ column: UInt16
  ) -> lxw_error {
    let format = format(of: cell.style)
    switch cell.value {
    case .number(let number):
      return worksheet_write_number(native, row, column, number, format)
    case .text(let text):
      return worksheet_write_string(native, row, column, Self.printable(text), format)
    case .link(let text, let sheet):
      // In references quotes of names are doubled.
      let quoted = sheet.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      return worksheet_write_url_opt(
        native, row, column, "internal:'\(quoted)'!A1", nil, Self.printable(text), nil)
    case .empty:
      guard let format else { return LXW_NO_ERROR }
      return worksheet_write_blank(native, row, column, format)
    }
  }

  /// A text that a cell can hold: without control characters, cut where it is too long.
  private static func printable(_ text: String) -> String {
    var safe = ""
    var length = 0
    for scalar in text.unicodeScalars {
      guard length < textLimit else { return safe + "…" }
      let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
      safe.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      length += 1
    }
    return safe
  }

  // MARK: - Looks

  private mutating func format(of style: Workbook.Style) -> UnsafeMutablePointer<lxw_format>? {
    guard style != Workbook.Style() else { return nil }
    if let known = formats[style] { return known }
    guard let format = workbook_add_format(book) else { return nil }
    formats[style] = format
    if let code = style.format?.code { format_set_num_format(format, code) }
    if style.wraps { format_set_text_wrap(format) }
    if style.indent > 0 { format_set_indent(format, UInt8(min(15, style.indent))) }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    Self.dress(format, as: style.role)
    return format
  }

  private mutating func ruleFormat(
    _ role: Workbook.Style.Role
  ) -> UnsafeMutablePointer<lxw_format>? {
    if let known = ruleFormats[role] { return known }
    guard let format = workbook_add_format(book) else { return nil }
    ruleFormats[role] = format
    Self.dress(format, as: role)
    return format
  }

  private static func dress(
    _ format: UnsafeMutablePointer<lxw_format>, as role: Workbook.Style.Role
  ) {
    func colors(_ ink: UInt32, _ paper: UInt32) {
      format_set_font_color(format, ink)
      format_set_bg_color(format, paper)
    }
    switch role {
    case .plain: break
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
    case .heading:
      format_set_bold(format)
      format_set_font_size(format, 12)
    case .head:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      colors(0x1B2A41, 0xE4EAF2)
    case .note:
      format_set_italic(format)
      format_set_font_color(format, 0x555F6D)
    case .strong: format_set_bold(format)
    case .good: colors(0x0B5C2B, 0xDDF3E4)
    case .doubtful: colors(0x6B4E00, 0xFFF2CC)
    case .bad: colors(0x8C1C13, 0xFBE0DD)
    case .over: colors(0x1D3F72, 0xDCE8F8)
    }
  }

  // MARK: - Rules

  private mutating func apply(
    _ rule: Workbook.Rule, _ native: UnsafeMutablePointer<lxw_worksheet>
  ) -> lxw_error {
    var native_rule = lxw_conditional_format()
    switch rule.kind {
    case .text(let text, let role):
      native_rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      native_rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_EQUAL_TO.rawValue)
      native_rule.format = ruleFormat(role)
      let literal =
        "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
      return Self.withCopies([Self.printable(literal)]) { copies in
        native_rule.value_string = copies[0]
        return Self.set(native_rule, rule.range, native)
      }
    case .scale(let moreIsBetter): color(&native_rule, moreIsBetter: moreIsBetter)
    case .neutralScale:
      color(&native_rule, moreIsBetter: true)
      (native_rule.min_color, native_rule.mid_color, native_rule.max_color) = (
        0xFFFFFF, 0xB9CFE8, 0x3F78B5
      )
    case .scaleAround(let middle, let moreIsBetter):
      color(&native_rule, moreIsBetter: moreIsBetter)
      native_rule.mid_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
      native_rule.mid_value = middle
    }
    return Self.set(native_rule, rule.range, native)
  }

  private func color(_ rule: inout lxw_conditional_format, moreIsBetter: Bool) {
    let (bad, middle, good): (UInt32, UInt32, UInt32) = (0xE8877D, 0xFFF2CC, 0x7FC796)
    rule.type = UInt8(LXW_CONDITIONAL_3_COLOR_SCALE.rawValue)
    rule.mid_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_PERCENTILE.rawValue)
    rule.mid_value = 50
    rule.min_color = moreIsBetter ? bad : good
    rule.mid_color = middle
    rule.max_color = moreIsBetter ? good : bad
  }

  private static func set(
    _ rule: lxw_conditional_format, _ range: Workbook.Range,
    _ native: UnsafeMutablePointer<lxw_worksheet>
  ) -> lxw_error {
    var rule = rule
    return worksheet_conditional_format_range(
      native, UInt32(range.rows.lowerBound), UInt16(range.columns.lowerBound),
      UInt32(range.rows.upperBound), UInt16(range.columns.upperBound), &rule)
  }

  // MARK: - Charts

  private func insert(
    _ chart: Workbook.Chart, _ native: UnsafeMutablePointer<lxw_worksheet>
  ) -> lxw_error {
    let type: lxw_chart_type
    switch chart.kind {
    case .bars: type = LXW_CHART_BAR
    case .lines: type = LXW_CHART_LINE
    case .curves: type = LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS
    }
    guard let made = workbook_add_chart(book, UInt8(type.rawValue)) else {
      return LXW_ERROR_MEMORY_MALLOC_FAILED
    }
    chart_title_set_name(made, Self.chartText(chart.title))
    for series in chart.series {
      guard let added = chart_add_series(made, nil, nil) else {
        return LXW_ERROR_MEMORY_MALLOC_FAILED
      }
      Self.dress(added, series)
      chart_series_set_name(added, Self.chartText(series.name))
      let (categories, values) = (series.categories, series.values)
      chart_series_set_categories(
        added, series.sheet, UInt32(categories.rows.lowerBound),
        UInt16(categories.columns.lowerBound), UInt32(categories.rows.upperBound),
        UInt16(categories.columns.upperBound))
      chart_series_set_values(
        added, series.sheet, UInt32(values.rows.lowerBound), UInt16(values.columns.lowerBound),
        UInt32(values.rows.upperBound), UInt16(values.columns.upperBound))
    }
    title(made.pointee.x_axis, chart.xTitle)
    title(made.pointee.y_axis, chart.yTitle)
    if let code = chart.yFormat?.code { chart_axis_set_num_format(made.pointee.y_axis, code) }
    if let code = chart.xFormat?.code { chart_axis_set_num_format(made.pointee.x_axis, code) }
    Self.limit(made.pointee.x_axis, to: chart.xRange)
    Self.limit(made.pointee.y_axis, to: chart.yRange)
    if chart.kind == .bars {
      // The first category on top, as in the table, and the numbers below all the same.
      chart_axis_set_reverse(made.pointee.x_axis)
      chart_axis_set_label_position(
        made.pointee.y_axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_HIGH.rawValue))
    }
    chart_legend_set_position(made, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    return Self.withCopies([Self.printable(chart.altText)]) { copies in
      var options = lxw_chart_options()
      // The library's own size is 480 × 288 pixels.
      options.x_scale = Double(chart.size.width) / 480
      options.y_scale = Double(chart.size.height) / 288
      options.description = copies[0]
      return worksheet_insert_chart_opt(
        native, UInt32(chart.place.row), UInt16(chart.place.column), made, &options)
    }
  }

  /// A text of a chart that the library does not take for a reference to a cell.
  private static func chartText(_ text: String) -> String {
    let text = printable(text)
    return text.hasPrefix("=") ? " " + text : text
  }

  /// A reference is a thin line without marks, dots have no line.
  private static func dress(
    _ native: UnsafeMutablePointer<lxw_chart_series>, _ series: Workbook.Chart.Series
  ) {
    switch series.look {
    case .usual: break
    case .dots:
      var line = lxw_chart_line()
      line.none = 1
      chart_series_set_line(native, &line)
    case .reference(let isLimit):
      var line = lxw_chart_line()
      line.color = isLimit ? 0x7A8794 : 0xC0392B
      line.width = 1.5
      line.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue)
      chart_series_set_line(native, &line)
      chart_series_set_marker_type(native, UInt8(LXW_CHART_MARKER_NONE.rawValue))
    }
  }

  private static func limit(
    _ axis: UnsafeMutablePointer<lxw_chart_axis>?, to range: ClosedRange<Double>?
  ) {
    guard let range else { return }
    chart_axis_set_min(axis, range.lowerBound)
    chart_axis_set_max(axis, range.upperBound)
    // The other axis stays at the edge.
    chart_axis_set_crossing_min(axis)
  }

  private func title(_ axis: UnsafeMutablePointer<lxw_chart_axis>?, _ text: String) {
    guard !text.isEmpty else { return }
    chart_axis_set_name(axis, Self.chartText(text))
  }
}
