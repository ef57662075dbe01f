import Experiments

/// Figures of formulas for several values as one web page: a chart for each figure, and the table.
public struct FormulaPage: Sendable {
  /// A column of figures.
  public struct Figure: Sendable {
    /// Its heading.
    public var title: String
    /// The unit of its values.
    public var unit: IndicatorUnit

    /// A column.
    public init(title: String, unit: IndicatorUnit) {
      self.title = title
      self.unit = unit
    }
  }

  /// A combination of values with its figures.
  public struct Row: Sendable {
    /// What leads the row, as texts.
    public var leads: [String]
    /// The same as numbers; nil: none.
    public var numbers: [Double?]
    /// The figures, in their units.
    public var values: [Double?]
    /// The figures as printed.
    public var texts: [String]
    /// Why there are none.
    public var problem: String

    /// A row.
    public init(
      leads: [String], numbers: [Double?], values: [Double?], texts: [String], problem: String
    ) {
      self.leads = leads
      self.numbers = numbers
      self.values = values
      self.texts = texts
      self.problem = problem
    }
  }

  private let title: String
  private let explanation: String
  private let version: String
  private let leads: [String]
  private let axis: Int
  private let figures: [Figure]
  private let rows: [Row]
  private let given: Int

  /// A page.
  ///
  /// - Parameters:
  ///   - title: The model's name.
  ///   - explanation: What it supposes.
  ///   - programVersion: The program's version.
  ///   - leads: The headings of what leads rows.
  ///   - axis: The lead that charts run along.
  ///   - figures: The columns of figures.
  ///   - rows: The rows.
  ///   - given: How many leads were given; those besides the axis tell the curves of a chart apart.
  public init(
    title: String, explanation: String, programVersion: String, leads: [String], axis: Int,
    figures: [Figure], rows: [Row], given: Int
  ) {
    self.title = title
    self.explanation = explanation
    version = programVersion
    self.leads = leads
    self.axis = axis
    self.figures = figures
    self.rows = rows
    self.given = given
  }

  /// The page, with the chart library where it is installed.
  public var html: String {
    let charts = figures.indices.compactMap(chart)
    let parts = PageParts(charts: charts, source: .installed(for: charts), isWide: false)
    return PageFrame(
      title: "\(title) – formula", version: version,
      header: """
        <header>
        <p class="eyebrow">Switchboard formula</p>
        <h1>\(Markup.escape(title))</h1>
        <p>\(Markup.escape(explanation))</p>
        </header>
        """, main: "\(parts.chartSection)\(parts.section(table))",
      footer: "<footer class=\"faint\"><p>Computed by formula, nothing is simulated. Written by "
        + "Switchboard \(Markup.escape(version)).</p></footer>", scripts: parts.scripts
    ).html
  }

  private var table: ReportTable {
    let hasProblems = rows.contains { !$0.problem.isEmpty }
    return ReportTable(
      identifier: "figures", title: "Figures", caption: "One row for each combination of values.",
      columns: (leads + figures.map(\.title)).enumerated().map {
        .init(title: $0.element, isNumber: $0.offset > 0)
      }
        + (hasProblems ? [.init(title: "Why not", isNumber: false)] : []),
      rows: rows.map { row in
        zip(row.leads, row.numbers).map { ReportTable.Cell($0, order: $1) }
          + zip(row.texts, row.values).map { ReportTable.Cell($0, order: $1) }
          + (hasProblems ? [.init(row.problem)] : [])
      })
  }

  /// More curves than this are not told apart.
  private static let mostCurves = 12

  private func chart(_ figure: Int) -> Chart? {
    let unit = figures[figure].unit
    let factor = unit == .proportion ? 100.0 : 1
    let others = (0..<given).filter { $0 != axis }
    func curve(_ row: Row) -> String {
      others.map { "\(leads[$0]) \(row.leads[$0])" }.joined(separator: ", ")
    }
    let points = rows.compactMap { row -> (x: Double, y: Double, curve: String)? in
      guard let x = row.numbers[axis], let y = row.values[figure], y.isFinite else { return nil }
      return (x, y * factor, curve(row))
    }
    var curves: [String] = []
    for point in points where !curves.contains(point.curve) { curves.append(point.curve) }
    guard Set(points.map(\.x)).count > 1, curves.count <= Self.mostCurves else { return nil }
    let name = figures[figure].title + (FigureText.suffix(unit).isEmpty ? "" : ",\(FigureText.suffix(unit))")
    let isWhole = points.allSatisfy { $0.x == $0.x.rounded() }
    let look: VegaValue = ["title": .text(leads[axis])]
    let x: VegaValue = [
      "field": "x", "type": "quantitative", "scale": ["zero": false],
      "axis": look.merging(isWhole ? ["tickMinStep": 1, "format": ",d"] : [:]),
    ]
    let y: VegaValue = [
      "field": "y", "type": "quantitative", "axis": ["title": .text(name)],
      "scale": ["zero": false],
    ]
    let tooltip: VegaValue = [
      ["field": "x", "type": "quantitative", "title": .text(leads[axis])],
      ["field": "y", "type": "quantitative", "format": ",.5~g", "title": .text(name)],
    ]
    let color: VegaValue = [
      "field": "curve", "type": "nominal", "sort": nil, "legend": ["title": nil, "columns": 1],
      "scale": [
        "domain": .array(curves.map { .text($0) }),
        "range": .array(curves.indices.map { .text(Palette.style($0).color) }),
      ],
    ]
    let single: VegaValue = ["value": .text(Palette.blue)]
    let alt = "\(figures[figure].title) by \(leads[axis]) at \(points.count) points; the table has them."
    return Chart(
      identifier: "figure-\(figure)", title: "\(figures[figure].title) by \(leads[axis])",
      subtitle: curves.count > 1 ? "One curve for each combination of the other values" : "",
      altText: alt,
      specification: [
        "$schema": .text(Chart.schema), "description": .text(alt), "width": "container",
        "height": 240, "autosize": ["type": "fit-x", "contains": "padding"],
        "data": [
          "values": .array(
            points.map { ["x": .number($0.x), "y": .number($0.y), "curve": .text($0.curve)] })
        ],
        "mark": ["type": "line", "point": ["size": 40]],
        "encoding": [
          "x": x, "y": y, "color": curves.count > 1 ? color : single, "tooltip": tooltip,
        ],
      ])
  }
}
