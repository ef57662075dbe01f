import Experiments

/// A document as one web page that opens without a network, in one language or several
/// with a switch between them.
public struct DocumentPage {
  /// The page of one report in each of its languages, the first one shown first.
  ///
  /// - Parameters:
  ///   - documents: The same report in different languages; at least one.
  ///   - isPrinted: Whether it is only to be printed, with all sections open.
  /// - Returns: The page.
  public static func render(
    _ documents: [Document], isPrinted: Bool = false
  ) -> String {
    guard let first = documents.first else { return "" }
    let several = documents.count > 1
    let reports = documents.map { document -> String in
      var writer = DocumentMarkup(document)
      writer.report()
      return writer.html
    }
    let title = "\(first.title) – \(first.kind)"
    var scripts = [PageScript.sorting, DocumentScript.charts]
    if first.isFolded && !isPrinted { scripts.append(DocumentScript.sections) }
    if several { scripts.append(DocumentScript.languages) }
    return PageFrame(
      title: title, version: first.version, header: several ? languageSwitch(documents) : "",
      main: reports.joined(separator: "\n"), footer: "",
      scripts: scripts.map { "<script>\n\($0)</script>\n" }.joined(),
      language: first.language.tag,
      style: PageStyle.css + DocumentStyle.css + (first.isFolded ? "" : DocumentStyle.open)
        + DocumentStyle.pageMargins(title: title)
    ).html
  }

  private static func languageSwitch(_ documents: [Document]) -> String {
    let names: [KPILanguage: String] = [.en: "English", .zh: "中文"]
    let links = documents.map { document in
      let language = document.language
      return "<a href=\"#\(language.language.rawValue)\" lang=\"\(language.tag)\" "
        + "data-language=\"\(language.language.rawValue)\">"
        + "\(names[language.language] ?? language.tag)</a>"
    }
    return "<nav class=\"languages\" aria-label=\"Language / 语言\">\(links.joined())</nav>"
  }
}

/// Writes one document as HTML; every name that has to be unique on the page begins with the
/// document's language.
struct DocumentMarkup {
  private let document: Document
  private let language: ReportLanguage
  private let code: String
  private(set) var html = ""
  /// The heading that was written last.
  private var heading = ""

  typealias Cell = Document.Cell

  init(_ document: Document) {
    self.document = document
    language = document.language
    code = document.language.language.rawValue
  }

  /// A figure keeps its unit and its interval on its line.
  private func escape(_ text: String) -> String {
    Markup.escape(
      text.replacing(" %", with: "\u{a0}%").replacing(" ± ", with: "\u{a0}±\u{a0}"))
  }

  // MARK: - The whole

  mutating func report() {
    html += "<article class=\"report\" id=\"\(code)\" lang=\"\(language.tag)\">\n"
    if let first = document.sections.first {
      html += "<a class=\"skip\" href=\"#\(code)-\(first.identifier)\">"
      html += "\(escape(language.word("page.skip")))</a>\n"
    }
    header()
    for section in document.sections {
      self.section(section)
      if section.number == 1 {
        if document.hasSignature { signature() }
        contents()
      }
    }
    html += "<footer class=\"faint\"><p>\(escape(language.word("page.writtenBy")))</p></footer>\n"
    html += "</article>\n"
  }

  private mutating func header() {
    html += "<header>\n<p class=\"eyebrow\">\(escape(document.kind))</p>\n"
    html += "<h1>\(escape(document.title))</h1>\n"
    for paragraph in document.summary.paragraphs { html += "<p>\(escape(paragraph))</p>\n" }
    html += "<dl class=\"facts\">"
    for fact in document.facts {
      html += "<div><dt>\(escape(fact.name))</dt><dd>\(escape(fact.value))</dd></div>"
    }
    html += "</dl>\n"
    if !document.warnings.isEmpty {
      callout(language.word("page.warnings"), document.warnings, "callout bad")
    }
    if !document.remarks.isEmpty { callout(language.terms.toNote, document.remarks, "callout") }
    html += "</header>\n"
  }

  private mutating func callout(_ title: String, _ sentences: [String], _ kind: String) {
    html += "<div class=\"\(kind)\" role=\"note\"><strong>\(escape(title))</strong>"
    html += "<ul>\(sentences.map { "<li>\(escape($0))</li>" }.joined())</ul></div>\n"
  }

  /// Links to the sections after the first page.
  private mutating func contents() {
    guard document.sections.count > 2 else { return }
    html +=
      "<nav class=\"toc\" aria-label=\"\(escape(language.word("page.contents")))\"><ol class=\"contents\">"
    for section in document.sections.dropFirst() {
      html += "<li value=\"\(section.number)\"><a href=\"#\(code)-\(section.identifier)\">"
      html += "\(escape(section.title))</a></li>"
    }
    html += "</ol></nav>\n"
  }

  private mutating func section(_ section: Document.Section) {
    let anchor = "\(code)-\(section.identifier)"
    let heading = "<h2 id=\"\(anchor)\">\(section.number). \(escape(section.title))</h2>"
    // The first page is always there; the others fold.
    let isFolding = section.number > 1
    html += "<section class=\"part-\(section.identifier)\" aria-labelledby=\"\(anchor)\">\n"
    self.heading = section.title
    html += isFolding ? "<details open><summary>\(heading)</summary>\n" : heading + "\n"
    blocks(section.blocks)
    html += isFolding ? "</details>\n</section>\n" : "</section>\n"
  }

  private mutating func blocks(_ blocks: [Document.Block]) {
    var group: String?
    for block in blocks {
      let next = Self.group(of: block)
      if next != group {
        if group != nil { html += "</div>\n" }
        if let next { html += "<div class=\"\(next)\">\n" }
        group = next
      }
      self.block(block)
    }
    if group != nil { html += "</div>\n" }
  }

  /// Charts and cards that follow one another stand side by side; nil: the block stands alone.
  private static func group(of block: Document.Block) -> String? {
    switch block {
    case .chart(let chart): chart.spans.count > wideFrom ? "charts wide" : "charts"
    case .card: "kpicards"
    case .heading, .lead, .paragraph, .note, .list, .tiles, .table, .heatMap, .code, .detail: nil
    }
  }

  /// Charts of more stretches than this need the page's whole width.
  private static let wideFrom = 60

  private mutating func signature() {
    html += "<dl class=\"signature\">"
    for key in ["page.signature", "page.signatureDay"] {
      html += "<div><dt>\(escape(language.word(key)))</dt><dd></dd></div>"
    }
    html += "</dl>\n"
  }

  // MARK: - Blocks

  private mutating func block(_ block: Document.Block) {
    switch block {
    case .heading(let text):
      html += "<h3>\(escape(text))</h3>\n"
      heading = text
    case .lead(let text): html += "<p class=\"lead\">\(escape(text))</p>\n"
    case .paragraph(let text): html += "<p>\(escape(text))</p>\n"
    case .note(let text): html += "<p class=\"faint\">\(escape(text))</p>\n"
    case .list(let items, let isNumbered):
      let tag = isNumbered ? "ol" : "ul"
      html += "<\(tag)>" + items.map { "<li>\(escape($0))</li>" }.joined() + "</\(tag)>\n"
    case .tiles(let tiles): self.tiles(tiles)
    case .table(let table): self.table(table)
    case .card(let card): self.card(card)
    case .heatMap(let map): self.heatMap(map)
    case .chart(let chart): figure(chart)
    case .code(let text): html += "<pre><code>\(Markup.escape(text))</code></pre>\n"
    case .detail(let summary, let blocks):
      if let summary { html += "<details class=\"more\"><summary>\(escape(summary))</summary>\n" }
      self.blocks(blocks)
      if summary != nil { html += "</details>\n" }
    }
  }

  private mutating func tiles(_ tiles: [Document.Tile]) {
    guard !tiles.isEmpty else { return }
    html += "<div class=\"cards\">"
    for tile in tiles {
      let tone = tile.value.tone
      html +=
        "<div class=\"card\"><p>\(escape(tile.title))</p><p class=\"value\">"
        + "\(value(tile.value.text))</p><p>\(tone.map(sign) ?? "")\(escape(tile.remark))</p></div>"
    }
    html += "</div>\n"
  }

  /// A figure with its interval in smaller letters.
  private func value(_ text: String) -> String {
    guard let start = text.range(of: " ± ") ?? text.range(of: " (") ?? text.range(of: "（") else {
      return escape(text)
    }
    return escape(String(text[..<start.lowerBound]))
      + " <span class=\"half\">\(escape(String(text[start.lowerBound...])))</span>"
  }

  private func sign(_ tone: Document.Tone) -> String {
    "<span class=\"tone \(tone.rawValue)\" aria-hidden=\"true\">\(tone.sign)</span> "
  }

  private mutating func figure(_ chart: DocumentChart) {
    let drawing = ChartDrawing(chart, language: language)
    html += "<figure class=\"chart\" id=\"\(code)-\(chart.identifier)\">"
    html += "<figcaption><h3>\(escape(chart.title))</h3><p class=\"faint\">"
    html += "\(escape(chart.caption))</p></figcaption>"
    html += "<div class=\"plot\" tabindex=\"0\" role=\"img\" aria-label=\"\(escape(chart.altText))\">"
    html += drawing.svg
    html += "</div><p class=\"told\" role=\"status\"></p></figure>\n"
  }

  // MARK: - Tables

  /// Tables with more rows than this scroll inside the page.
  private static let tallRows = 60

  private mutating func table(_ table: Document.Table) {
    let isTall = table.rows.count > Self.tallRows
    html += "<div class=\"scroll\(isTall ? " tall" : "")\" tabindex=\"0\" role=\"region\" "
    let label = heading.isEmpty || heading == table.title ? table.title : "\(table.title), \(heading)"
    html += "aria-label=\"\(escape(label))\">\n"
    let dense = table.columns.count > 9 ? " class=\"dense\"" : ""
    html +=
      "<table\(dense) id=\"\(code)-table-\(table.identifier)\"\(table.isOrdered ? "" : " data-sortable")>"
    let title = table.title == heading ? "" : "<strong>\(escape(table.title))</strong>"
    let caption = [title, escape(table.caption)].filter { !$0.isEmpty }
    if !caption.isEmpty { html += "<caption><span>\(caption.joined(separator: "<br>"))</span></caption>" }
    html += "\n<thead><tr>"
    for column in table.columns {
      html += "<th scope=\"col\"\(column.isNumber ? " class=\"number\"" : "")"
      if !column.explanation.isEmpty { html += " title=\"\(escape(column.explanation))\"" }
      html += ">\(escape(column.title))</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in table.rows {
      html += "<tr>"
      for (index, cell) in row.enumerated() {
        self.cell(cell, isNumber: table.columns[index].isNumber, isFirst: index == 0)
      }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>\n</div>\n"
  }

  private mutating func cell(_ cell: Cell, isNumber: Bool, isFirst: Bool) {
    let tag = isFirst ? "th scope=\"row\"" : "td"
    var classes: [String] = []
    if isNumber { classes.append("number") }
    if !isNumber, !isFirst, TerminalText.width(cell.text) < 24 { classes.append("short") }
    if let shade = cell.shade {
      let step = Int(clamping: (max(0, min(1, shade)) * Double(Self.heatSteps - 1)).rounded())
      classes.append("n\(step)")
    }
    html += "<\(tag)"
    if !classes.isEmpty { html += " class=\"\(classes.joined(separator: " "))\"" }
    if cell.depth > 0 { html += " style=\"padding-left:\(cell.depth * 18 + 11)px\"" }
    if let order = cell.order { html += " data-order=\"\(MachineNumber.text(order) ?? "")\"" }
    html += ">\(inner(cell))</\(isFirst ? "th" : "td")>"
  }

  /// The text with its sign, flag and remark.
  private func inner(_ cell: Cell) -> String {
    var text = cell.content.isEstimate ? value(cell.text) : escape(cell.text)
    if let tone = cell.tone {
      text =
        "<span class=\"tone \(tone.rawValue)\"><span aria-hidden=\"true\">\(tone.sign)</span> "
        + text + "</span>"
    }
    if cell.isUnverified {
      text += " <span class=\"flag\">\(escape(language.word("flag.unverified")))</span>"
    }
    if !cell.note.isEmpty { text += "<span class=\"remark\">\(escape(cell.note))</span>" }
    return text
  }

  // MARK: - Cards

  private mutating func card(_ card: Document.Card) {
    let heads = ["column.item", "column.content", "column.verdict"].map(language.word)
    html += "<table class=\"kpicard\" id=\"\(code)-card-\(card.identifier)\">"
    html += "<caption>\(escape(card.title)) \(inner(card.verdict))</caption>\n<thead><tr>"
    html += heads.map { "<th scope=\"col\">\(escape($0))</th>" }.joined()
    html += "</tr></thead>\n<tbody>\n"
    for item in card.items {
      html += "<tr><th scope=\"row\">\(escape(item.name))</th><td>"
      html += item.content.map { "<p>\(escape($0))</p>" }.joined()
      html += "</td><td>\(item.verdict.map(inner) ?? "")</td></tr>\n"
    }
    html += "</tbody>\n</table>\n"
  }

  // MARK: - Heat maps

  private static let heatSteps = 9
  /// So many intervals fit on a page side by side.
  private static let heatColumns = 24

  private mutating func heatMap(_ map: Document.Map) {
    let unit = language.unitName(map.format)
    html += "<h3>\(escape(map.title))\(unit.isEmpty ? "" : escape(language.words.bracketed(unit)))"
    html += "</h3>\n<p class=\"faint\">\(escape(map.caption))</p>\n"
    legend(map)
    for start in stride(from: 0, to: map.columns.count, by: Self.heatColumns) {
      let shown = start..<min(start + Self.heatColumns, map.columns.count)
      html += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\""
      html += "\(escape(map.title)), \(escape(map.columns[start]))\">\n<table class=\"heat\">"
      html += "<thead><tr><th scope=\"col\">\(escape(map.rowTitle))</th>"
      for column in shown { html += "<th scope=\"col\">\(escape(map.columns[column]))</th>" }
      html += "</tr></thead>\n<tbody>\n"
      for row in map.rows {
        html += "<tr><th scope=\"row\">\(escape(row.name))</th>"
        for column in shown {
          heatCell(column < row.values.count ? row.values[column] : nil, map)
        }
        html += "</tr>\n"
      }
      html += "</tbody>\n</table>\n</div>\n"
    }
  }

  private mutating func heatCell(_ value: Double?, _ map: Document.Map) {
    guard let value, let step = map.step(value, of: Self.heatSteps) else {
      html += "<td>–</td>"
      return
    }
    html += "<td class=\"\(heatClass(step, map))\">\(heatText(value, map))</td>"
  }

  /// Bad is one end of the colors and good the other, whichever direction is better.
  private func heatClass(_ step: Int, _ map: Document.Map) -> String {
    guard let isMoreBetter = map.isMoreBetter else { return "n\(step)" }
    return "h\(isMoreBetter ? step : Self.heatSteps - 1 - step)"
  }

  private func heatText(_ value: Double, _ map: Document.Map) -> String {
    let scaled = value * map.format.factor
    let hasDecimal = abs(scaled) < 10 && !map.format.isPercent && !map.isWhole
    return FigureText.fixed(scaled, decimals: hasDecimal ? 1 : 0)
  }

  private mutating func legend(_ map: Document.Map) {
    let width = map.range.upperBound - map.range.lowerBound
    html += "<p class=\"legend\">\(escape(language.word("page.legend")))"
    html += escape(language.words[.colon])
    for step in 0..<Self.heatSteps {
      let place = map.range.lowerBound + width * (Double(step) + 0.5) / Double(Self.heatSteps)
      html +=
        "<span class=\"\(heatClass(step, map))\">\(heatText(map.isWhole ? place.rounded() : place, map))</span>"
    }
    html += "</p>\n"
  }
}

extension String {
  /// Its paragraphs, which blank lines part.
  fileprivate var paragraphs: [String] {
    split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.allSatisfy(\.isWhitespace) }.map { $0.joined(separator: "\n") }
  }
}
