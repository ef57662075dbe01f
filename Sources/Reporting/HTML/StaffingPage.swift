import Experiments

/// A plan of agents as one web page that opens without a network: what is required beside what is
/// scheduled, and the service level for each number of agents.
///
/// Made of figures and words, since plans are another module's; all text is escaped.
package struct StaffingPage {
  /// Agents by interval, one line of the chart.
  package struct Series {
    package var label: String
    /// By interval; nil: no work.
    package var values: [Double?]

    package init(label: String, values: [Double?]) {
      self.label = label
      self.values = values
    }
  }

  /// The service level of an interval for numbers of agents around the answer.
  package struct Curve {
    /// Such as "10:00–10:30, agents".
    package var title: String
    package var points: [(agents: Int, level: Double)]
    package var chosen: Int
    /// The level to reach; nil: no such goal.
    package var target: Double?
    /// Such as "Answered within 20 s".
    package var measure: String

    package init(
      title: String, points: [(agents: Int, level: Double)], chosen: Int, target: Double?,
      measure: String
    ) {
      self.title = title
      self.points = points
      self.chosen = chosen
      self.target = target
      self.measure = measure
    }
  }

  package var title: String
  package var version: String
  /// Names and values below the title.
  package var facts: [(String, String)]
  /// Headline figures: title, value, explanation.
  package var cards: [(title: String, value: String, explanation: String)]
  package var remarks: [String]
  package var command: String
  package var axis: TimeAxis
  package var series: [Series]
  package var curves: [Curve]
  package var tables: [Document.Table]
  /// Weeks of the plan; empty for a plan of one day.
  package var grids: [StaffingGrid] = []

  package init(
    title: String, version: String, facts: [(String, String)],
    cards: [(title: String, value: String, explanation: String)], remarks: [String],
    command: String, axis: TimeAxis, series: [Series], curves: [Curve], tables: [Document.Table]
  ) {
    self.title = title
    self.version = version
    self.facts = facts
    self.cards = cards
    self.remarks = remarks
    self.command = command
    self.axis = axis
    self.series = series
    self.curves = curves
    self.tables = tables
  }

  /// The page, with the chart library where it is installed, else with drawn charts or none.
  package var html: String {
    let charts = [agentChart].compactMap { $0 } + curves.enumerated().map { curveChart($1, $0) }
    let parts = PageParts(
      charts: charts, source: .installed(for: charts), isWide: axis.starts.count > Charts.wideFrom)
    let reports = tables.map(ReportTable.init(plain:))
    return PageFrame(
      title: "\(title) – staffing", version: version, header: header(reports),
      main: """
        \(remarks.isEmpty ? "" : Page.callout("Please note", remarks, isBad: false))
        \(cardSection)
        \(StaffingGrid.section(grids))\(parts.chartSection)\
        \(reports.map(parts.section).joined(separator: "\n"))
        <section aria-labelledby="reproduce">
        <h2 id="reproduce">How to reproduce</h2>
        <pre><code>\(Markup.escape(command))</code></pre>
        </section>
        """,
      footer: "<footer class=\"faint\"><p>By formulas, each interval by itself. Written by "
        + "Switchboard \(Markup.escape(version)).</p></footer>", scripts: parts.scripts,
      style: PageStyle.css + StaffingGrid.css
    ).html
  }

  private func header(_ reports: [ReportTable]) -> String {
    let list = facts.map { name, value in
      "<div><dt>\(Markup.escape(name))</dt><dd>\(Markup.escape(value))</dd></div>"
    }.joined()
    let links =
      (grids.isEmpty ? [] : [("grid", "Days by intervals")]) + [("charts", "Charts")]
      + reports.map { ($0.identifier, $0.title) }
      + [("reproduce", "How to reproduce")]
    let items = links.map { "<li><a href=\"#\($0)\">\(Markup.escape($1))</a></li>" }.joined()
    return """
      <header>
      <p class="eyebrow">Switchboard staffing plan</p>
      <h1>\(Markup.escape(title))</h1>
      <dl class="facts">\(list)</dl>
      <nav aria-label="Sections"><ul>\(items)</ul></nav>
      </header>
      """
  }

  private var cardSection: String {
    let cards = cards.map { card in
      "<article class=\"card\"><h3>\(Markup.escape(card.title))</h3><p class=\"value\">"
        + "\(Markup.escape(card.value))</p><p>\(Markup.escape(card.explanation))</p></article>"
    }
    return "<section class=\"cards\" aria-label=\"Headline figures\">\n"
      + cards.joined(separator: "\n") + "\n</section>"
  }

  // MARK: - Charts

  private static let dashes: [[Double]] = [[], [5, 3], [2, 2], [8, 3, 2, 3], [1, 3]]

  private var agentChart: Chart? {
    let colors = [
      Palette.blue, Palette.vermilion, Palette.grey, Palette.green, Palette.purple,
    ]
    let lines = series.enumerated().map { place, one in
      IntervalChart.Series(
        label: one.label, values: one.values, form: .step, color: colors[place % colors.count],
        dash: Self.dashes[place % Self.dashes.count])
    }
    let most = series.first?.values.compactMap { $0 }.max() ?? 0
    return IntervalChart(
      identifier: "agents-by-interval", title: "Agents by interval",
      subtitle: "Required on the phones, beside what is scheduled", axisTitle: "Agents",
      unit: .agents, series: lines,
      altText: "Agents by interval; at most \(FigureText.plain(most)) are required."
    ).chart(of: nil, axis: axis)
  }

  private func curveChart(_ curve: Curve, _ place: Int) -> Chart {
    let rows = curve.points.map { point -> VegaValue in
      [
        "agents": .number(Double(point.agents)), "level": .number(point.level),
        "text": .text(FigureText.value(point.level, unit: .proportion)),
      ]
    }
    let chosen = curve.points.first { $0.agents == curve.chosen }
    let level = FigureText.value(chosen?.level, unit: .proportion)
    let alt =
      "\(curve.measure) for numbers of agents, \(curve.title): \(level) with the "
      + "\(FigureText.count(curve.chosen, "agent")) of the plan."
    let x: VegaValue = [
      "field": "agents", "type": "quantitative",
      "axis": ["title": "Agents", "tickMinStep": 1, "format": "d", "grid": false],
      "scale": ["zero": false, "nice": false],
    ]
    let y: VegaValue = [
      "field": "level", "type": "quantitative", "scale": ["domain": [0, 1]],
      "axis": ["title": .text(curve.measure), "format": ".0%"],
    ]
    let tooltip: VegaValue = [
      ["field": "agents", "type": "quantitative", "title": "Agents"],
      ["field": "text", "type": "nominal", "title": .text(curve.measure)],
    ]
    var layers: [VegaValue] = [
      [
        "mark": [
          "type": "line", "color": .text(Palette.blue), "strokeWidth": 2,
          "point": ["size": 30, "color": .text(Palette.blue)],
        ],
        "encoding": ["x": x, "y": y, "tooltip": tooltip],
      ],
      [
        "transform": [["filter": .text("datum.agents == \(curve.chosen)")]],
        "mark": [
          "type": "point", "filled": true, "size": 140, "opacity": 1,
          "color": .text(Palette.vermilion),
        ],
        "encoding": ["x": x, "y": y, "tooltip": tooltip],
      ],
    ]
    if let target = curve.target {
      layers.append([
        "data": ["values": [["target": .number(target)]]],
        "mark": [
          "type": "rule", "strokeDash": [5, 4], "strokeWidth": 1.5,
          "color": .text(Palette.vermilion),
        ],
        "encoding": ["y": ["field": "target", "type": "quantitative"]],
      ])
    }
    return Chart(
      identifier: "level-\(place + 1)", title: "\(curve.measure) by number of agents",
      subtitle: "\(curve.title); large: the plan" + (curve.target == nil ? "" : "; dashed: the goal"),
      altText: alt,
      specification: [
        "$schema": .text(Chart.schema), "description": .text(alt), "width": "container",
        "height": 240, "autosize": ["type": "fit-x", "contains": "padding"],
        "data": ["values": .array(rows)], "layer": .array(layers),
      ])
  }
}

extension ReportTable {
  /// A table of texts, whose figures sort by the digits that they begin with.
  fileprivate init(plain table: Document.Table) {
    self.init(
      identifier: table.identifier, title: table.title, caption: table.caption,
      columns: table.columns.map { .init(title: $0.title, isNumber: $0.isNumber) },
      rows: table.rows.map { row in
        zip(row, table.columns).map { cell, column in
          let digits = cell.text.prefix { $0.isNumber || $0 == "." || $0 == "," }
          let order = column.isNumber ? Double(digits.filter { $0 != "," }) : nil
          return Cell(cell.text, order: order)
        }
      })
  }
}

extension Document.Table {
  /// A table of texts.
  package init(
    identifier: String, title: String, caption: String,
    columns: [(title: String, isNumber: Bool)], texts: [[String]]
  ) {
    self.init(
      identifier: identifier, title: title, caption: caption,
      columns: columns.map { Column(title: $0.title, isNumber: $0.isNumber) },
      rows: texts.map { $0.map { Document.Cell($0) } })
  }
}
