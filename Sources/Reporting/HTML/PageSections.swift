import Experiments

/// The parts that every page has: charts, tables and their scripts.
struct PageParts {
  let charts: [Chart]
  let source: ChartSource
  /// Whether charts have so many intervals that each needs the page's whole width.
  let isWide: Bool
}

// MARK: - Charts

extension PageParts {
  var chartSection: String {
    guard !charts.isEmpty else { return "" }
    var note = ""
    if case .none = source {
      note =
        "<p class=\"callout\">The charts are missing: the chart library was not installed when "
        + "this report was written (<code>make setup</code> installs it). "
        + "All their figures are in the tables below.</p>\n"
    }
    let figures = charts.map(figure).joined(separator: "\n")
    return "<section aria-labelledby=\"charts\">\n<h2 id=\"charts\">Charts</h2>\n\(note)"
      + "<div class=\"charts\(isWide ? " wide" : "")\">\n\(figures)\n</div>\n</section>\n"
  }

  private func figure(_ chart: Chart) -> String {
    """
    <figure id="chart-\(chart.identifier)">
    <figcaption><h3>\(Markup.escape(chart.title))</h3>\
    <p class="faint">\(Markup.escape(chart.subtitle))</p></figcaption>
    <div class="plot">\(plot(chart))</div>
    </figure>
    """
  }

  /// What stands where the chart goes before a script draws it, or instead.
  private func plot(_ chart: Chart) -> String {
    if case .pictures(let pictures) = source, let picture = pictures[chart.identifier] {
      return "<div role=\"img\" aria-label=\"\(Markup.escape(chart.altText))\">\(picture)</div>"
    }
    return "<p class=\"faint\">\(Markup.escape(chart.altText))</p>"
  }

  var scripts: String {
    var scripts = ""
    if case .library(let bundle) = source, !charts.isEmpty {
      let charts = VegaValue.object(
        self.charts.map { .init(key: $0.identifier, value: $0.specification) })
      let data: VegaValue = ["config": ChartTheme.page.configuration, "charts": charts]
      scripts +=
        "<script type=\"application/json\" id=\"chart-data\">"
        + "\(Markup.escapeScriptData(data.json))</script>\n"
      scripts += "<script>(() => {\n\(Markup.escapeScript(bundle))\n})()</script>\n"
      scripts += "<script>\n\(PageScript.charts)</script>\n"
    }
    return scripts + "<script>\n\(PageScript.sorting)</script>\n"
  }
}

// MARK: - Tables

extension PageParts {
  /// Tables with more rows than this scroll inside the page, or open on demand.
  private static let tallRows = 30

  func section(_ table: ReportTable) -> String {
    let isTall = table.rows.count > PageParts.tallRows
    let content = """
      <div class="scroll\(isTall ? " tall" : "")" tabindex="0" role="region" \
      aria-label="\(Markup.escape(table.title))">
      \(self.table(table))
      </div>
      """
    let body =
      table.identifier == "agents"
      ? "<details><summary>\(table.rows.count) agents</summary>\n\(content)\n</details>" : content
    return "<section aria-labelledby=\"\(table.identifier)\">\n"
      + "<h2 id=\"\(table.identifier)\">\(Markup.escape(table.title))</h2>\n\(body)\n</section>"
  }

  private func table(_ table: ReportTable) -> String {
    let heads = table.columns.map { column -> String in
      let explanation =
        column.explanation.isEmpty
        ? "" : " title=\"\(Markup.escape(column.explanation))\""
      return "<th scope=\"col\"\(column.isNumber ? " class=\"number\"" : "")\(explanation)>"
        + "\(Markup.escape(column.title))</th>"
    }
    let isMixed = table.identifier == "center"
    let rows = table.rows.map { row in
      "<tr>"
        + row.indices.map { cell(row[$0], column: table.columns[$0], isFirst: $0 == 0) }.joined()
        + "</tr>"
    }
    return """
      <table\(isMixed ? "" : " data-sortable")>
      <caption><span>\(Markup.escape(table.caption))</span></caption>
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  private func cell(_ cell: ReportTable.Cell, column: ReportTable.Column, isFirst: Bool) -> String {
    let order = cell.order.map { " data-order=\"\($0)\"" } ?? ""
    let text = PageParts.figure(cell)
    if isFirst { return "<th scope=\"row\"\(order)>\(text)</th>" }
    let kind =
      column.isNumber ? " class=\"number\"" : cell.text.count < 30 ? " class=\"short\"" : ""
    return "<td\(kind)\(order)>\(text)</td>"
  }

  /// A word, or a figure with its half-width and unit.
  static func figure(_ cell: ReportTable.Cell) -> String {
    let half =
      cell.halfWidth.isEmpty
      ? "" : " <span class=\"half\">\(Markup.escape(cell.halfWidth))</span>"
    // The unit stays on the figure's line.
    let unit = cell.unit.replacing(" ", with: "\u{a0}")
    return Markup.escape(cell.text) + half + Markup.escape(unit)
  }
}

// MARK: - Words

extension Page {
  var notes: String {
    guard !context.notes.isEmpty else { return "" }
    let items = context.notes.map { "<li>\(Markup.escape($0))</li>" }.joined(separator: "\n")
    return "<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes of the scenario</h2>\n"
      + "<ul>\n\(items)\n</ul>\n</section>\n"
  }

  var glossary: String {
    let entries = result.indicators.map { indicator in
      "<div><dt>\(Markup.escape(ReportTables.name(of: indicator))) "
        + "<span><code>\(indicator.identifier)</code></span></dt>"
        + "<dd>\(Markup.escape(indicator.definition)) "
        + "<span class=\"faint\">\(Markup.escape(indicator.formula))</span></dd></div>"
    }
    return """
      <section aria-labelledby="glossary">
      <h2 id="glossary">Glossary</h2>
      <details><summary>What each of the \(entries.count) indicators measures</summary>
      <p>\(Markup.escape(ReportWords.scopes))</p>
      <dl class="glossary">
      \(entries.joined(separator: "\n"))
      </dl>
      </details>
      </section>
      """
  }

  var reproduction: String {
    """
    <section aria-labelledby="reproduce">
    <h2 id="reproduce">How to reproduce</h2>
    <pre><code>\(Markup.escape(ReportWords.command(result, context: context)))</code></pre>
    <p class="faint">The same scenario (digest \(Markup.escape(result.scenarioDigest))), seed \
    \(result.seed) and version \(Markup.escape(result.programVersion)) give the same figures, \
    whatever the number of threads.</p>
    </section>
    """
  }
}
