import Experiments

/// The charts of grids and tornados.
struct VariationCharts {
  let comparison: Comparison

  /// A KPI's name for anchors.
  static func anchor(_ kpi: TournamentKPI) -> String {
    String(kpi.name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  var all: [Chart] {
    switch comparison.context.form {
    case .choice: return []
    case .grid(let axes, let cells):
      return comparison.kpis.compactMap { kpi in
        axes.count == 1
          ? line(kpi, axes[0], cells) : axes.count == 2 ? heatMap(kpi, axes, cells) : nil
      }
    case .tornado(let factors): return comparison.kpis.compactMap { tornado($0, factors) }
    }
  }

  private func value(_ kpi: TournamentKPI, _ entrant: Int?) -> Estimate {
    entrant.map { comparison.estimate(kpi, of: $0) } ?? .undefined
  }

  private func chart(
    _ kpi: TournamentKPI, _ kind: String, title: String, subtitle: String, alt: String,
    height: VegaValue, rows: [VegaValue], rest: VegaValue
  ) -> Chart? {
    guard !rows.isEmpty else { return nil }
    let specification: VegaValue = [
      "$schema": .text(Chart.schema), "description": .text(alt), "width": "container",
      "height": height, "autosize": ["type": "fit-x", "contains": "padding"],
      "data": ["values": .array(rows)],
    ]
    return Chart(
      identifier: "\(kind)-\(Self.anchor(kpi))", title: title, subtitle: subtitle, altText: alt,
      specification: specification.merging(rest))
  }

  // MARK: - One axis

  private func line(
    _ kpi: TournamentKPI, _ axis: ComparisonContext.Axis, _ cells: [Int?]
  ) -> Chart? {
    let factor = ComparisonCharts.scale(kpi.unit, isDifference: false).factor
    let isNumeric = axis.numbers.allSatisfy { $0 != nil }
    let rows = axis.values.indices.compactMap { place -> VegaValue? in
      let estimate = value(kpi, cells[place])
      guard let middle = estimate.value else { return nil }
      let half = estimate.halfWidth ?? 0
      return [
        "at": isNumeric ? .number(axis.numbers[place] ?? 0) : .text(axis.values[place]),
        "value": .number(middle * factor), "from": .number((middle - half) * factor),
        "to": .number((middle + half) * factor), "label": .text(axis.values[place]),
      ]
    }
    let title = comparison.axisTitle(kpi)
    let isWhole = axis.numbers.allSatisfy { $0.map { $0 == $0.rounded() } ?? false }
    let step: VegaValue = isWhole ? ["tickMinStep": 1] : [:]
    let look: VegaValue = ["title": .text(axis.path), "labelAngle": isNumeric ? 0 : -30]
    let x: VegaValue = [
      "field": "at", "type": isNumeric ? "quantitative" : "nominal", "axis": look.merging(step),
      "scale": isNumeric ? ["zero": false] : [:], "sort": nil,
    ]
    let scale: VegaValue = ["zero": false]
    let y: VegaValue = [
      "field": "value", "type": "quantitative", "axis": ["title": .text(title)], "scale": scale,
    ]
    let tooltip: VegaValue = [
      ["field": "label", "type": "nominal", "title": .text(axis.path)],
      ["field": "value", "type": "quantitative", "format": ",.4~g", "title": .text(title)],
    ]
    let bounds: VegaValue = [
      "x": x, "y2": ["field": "to"],
      "y": [
        "field": "from", "type": "quantitative", "axis": ["title": .text(title)], "scale": scale,
      ],
    ]
    let alt = "\(kpi.label) by \(axis.path) for \(rows.count) values; the figures are in the table."
    return chart(
      kpi, "line", title: "\(kpi.label) by \(axis.path)",
      subtitle: "With \(comparison.level) confidence intervals", alt: alt, height: 260, rows: rows,
      rest: [
        "layer": [
          ["mark": ["type": "rule", "color": .text(Palette.blue)], "encoding": bounds],
          [
            "mark": [
              "type": "line", "color": .text(Palette.blue),
              "point": ["size": 45, "color": .text(Palette.blue)],
            ],
            "encoding": ["x": x, "y": y, "tooltip": tooltip],
          ],
        ]
      ])
  }

  // MARK: - Two axes

  private func heatMap(
    _ kpi: TournamentKPI, _ axes: [ComparisonContext.Axis], _ cells: [Int?]
  ) -> Chart? {
    let factor = ComparisonCharts.scale(kpi.unit, isDifference: false).factor
    let width = axes[1].values.count
    let values = cells.compactMap { value(kpi, $0).value }
    guard let low = values.min(), let high = values.max() else { return nil }
    let rows = cells.indices.compactMap { place -> VegaValue? in
      guard let middle = value(kpi, cells[place]).value else { return nil }
      return [
        "row": .text(axes[0].values[place / width]),
        "column": .text(axes[1].values[place % width]), "value": .number(middle * factor),
        "text": .text(FigureText.coarse(middle, unit: kpi.unit)),
        "isDark": .bool(middle - low > 0.55 * (high - low)),
      ]
    }
    let title = comparison.axisTitle(kpi)
    let x: VegaValue = [
      "field": "column", "type": "nominal", "sort": nil,
      "axis": ["title": .text(axes[1].path), "labelAngle": 0],
    ]
    let y: VegaValue = [
      "field": "row", "type": "nominal", "sort": nil, "axis": ["title": .text(axes[0].path)],
    ]
    let color: VegaValue = [
      "field": "value", "type": "quantitative",
      "scale": ["range": ["#dcebf7", "#0d4f80"], "zero": false],
      "legend": ["title": .text(title), "orient": "right"],
    ]
    let tooltip: VegaValue = [
      ["field": "row", "type": "nominal", "title": .text(axes[0].path)],
      ["field": "column", "type": "nominal", "title": .text(axes[1].path)],
      ["field": "text", "type": "nominal", "title": .text(kpi.label)],
    ]
    let alt =
      "\(kpi.label) by \(axes[0].path) and \(axes[1].path), from "
      + "\(FigureText.coarse(low, unit: kpi.unit)) to \(FigureText.coarse(high, unit: kpi.unit))."
    var layers: [VegaValue] = [
      [
        "mark": ["type": "rect"],
        "encoding": ["x": x, "y": y, "color": color, "tooltip": tooltip],
      ]
    ]
    if width <= 14 {
      layers.append([
        "mark": ["type": "text", "fontSize": 11],
        "encoding": [
          "x": x, "y": y, "text": ["field": "text"],
          "color": [
            "condition": ["test": "datum.isDark", "value": "#ffffff"], "value": "#1c2430",
          ],
        ],
      ])
    }
    return chart(
      kpi, "map", title: kpi.label, subtitle: "\(axes[0].path) against \(axes[1].path)", alt: alt,
      height: ["step": 28], rows: rows, rest: ["layer": .array(layers)])
  }

  // MARK: - Tornado

  private func tornado(_ kpi: TournamentKPI, _ factors: [ComparisonContext.Factor]) -> Chart? {
    let factor = ComparisonCharts.scale(kpi.unit, isDifference: true).factor
    let bars = VariationTables(comparison: comparison).bars(kpi, factors)
    let rows = bars.flatMap { bar in
      zip(bar.factor.points, bar.differences).compactMap { point, difference -> VegaValue? in
        guard let value = difference?.estimate.value else { return nil }
        let ends = difference?.simultaneous ?? value...value
        return [
          "name": .text(bar.factor.path), "value": .number(value * factor), "zero": 0,
          "from": .number(ends.lowerBound * factor), "to": .number(ends.upperBound * factor),
          "label": .text(point.text), "side": .text(value < 0 ? "less" : "more"),
        ]
      }
    }
    let title = comparison.axisTitle(kpi, isDifference: true)
    let order = VegaValue.array(bars.map { .text($0.factor.path) })
    let y: VegaValue = [
      "field": "name", "type": "nominal", "sort": order,
      "axis": ["title": nil, "labelLimit": 200],
    ]
    let x: VegaValue = [
      "field": "value", "type": "quantitative", "axis": ["title": .text("Difference: \(title)")],
    ]
    let tooltip: VegaValue = [
      ["field": "name", "type": "nominal", "title": "Setting"],
      ["field": "label", "type": "nominal", "title": "Value"],
      ["field": "value", "type": "quantitative", "format": ",.4~g", "title": "Difference"],
      ["field": "from", "type": "quantitative", "format": ",.4~g", "title": "From"],
      ["field": "to", "type": "quantitative", "format": ",.4~g", "title": "To"],
    ]
    let color: VegaValue = [
      "field": "side", "type": "nominal", "legend": nil,
      "scale": [
        "domain": ["less", "more"], "range": [.text(Palette.orange), .text(Palette.blue)],
      ],
    ]
    let isTold = bars.dropFirst().allSatisfy { bars.first?.isSurelyWider(than: $0) ?? false }
    let widest = isTold ? bars.first.map { "; \($0.factor.path) does most" } ?? "" : ""
    let alt = "What settings do to \(kpi.label)\(widest)."
    return chart(
      kpi, "tornado", title: "\(kpi.label): what changes it most",
      subtitle: "Differences from the scenario as it is, with \(comparison.level) intervals that "
        + "hold all at once",
      alt: alt, height: ["step": 34], rows: rows,
      rest: ["layer": .array(tornadoLayers(x: x, y: y, color: color, tooltip: tooltip))])
  }

  private func tornadoLayers(
    x: VegaValue, y: VegaValue, color: VegaValue, tooltip: VegaValue
  ) -> [VegaValue] {
    [
      [
        "mark": ["type": "bar", "opacity": 0.55],
        "encoding": [
          "y": y, "x": x.merging(["stack": nil]), "color": color, "tooltip": tooltip,
        ],
      ],
      [
        "mark": ["type": "rule", "strokeWidth": 1.5],
        "encoding": [
          "y": y, "x": x.merging(["field": "from"]), "x2": ["field": "to"],
          "color": ["value": .text(Palette.grey)],
        ],
      ],
      [
        "mark": ["type": "text", "fontSize": 10.5, "dy": -9],
        "encoding": ["y": y, "x": x, "text": ["field": "label"]],
      ],
    ]
  }
}
