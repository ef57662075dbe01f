import ContactCenter
import Experiments

/// A chart with the planning intervals along its x axis, before it becomes a specification.
struct IntervalChart {
  var identifier: String
  var title: String
  var subtitle = ""
  /// The y axis's title; the unit is added.
  var axisTitle: String
  var unit: IndicatorUnit
  var series: [Series]
  /// A line to reach, such as 0.8.
  var target: Double?
  /// The chart in words.
  var altText: String

  /// One indicator of one scope, by interval.
  struct Series {
    var label: String
    /// The indicator; nil for a series that comes with its own values.
    var indicator: FigureName?
    var scope = Scope.center
    /// Values by interval of a series that is no indicator, in the chart's unit.
    var values: [Double?]?
    var form: Form
    var color: String
    var dash: [Double] = []
  }

  /// How a series is drawn.
  enum Form {
    /// A bar on top of the previous stacked series.
    case stacked
    /// A level from each interval's start to its end.
    case step
    /// A line through the intervals' middles.
    case line
    /// The same with its confidence band.
    case lineWithBand
  }

  /// The chart of a result's intervals; nil when none of the series has a value in any of them.
  ///
  /// A chart whose series come with their values needs no result.
  func chart(of result: StudyResult?, axis: TimeAxis) -> Chart? {
    let data = IntervalData(series: series, result: result, axis: axis)
    guard data.hasValues, !axis.starts.isEmpty else { return nil }
    let scale = AxisScale(unit: unit, largest: data.largest)
    var layers: [VegaValue] = []
    for index in series.indices where data.hasValue[index] {
      layers += self.layers(
        for: index, scale: scale, axis: axis, marksPoints: axis.starts.count <= Charts.wideFrom)
    }
    if let target { layers += targetLayers(target, scale: scale) }
    layers.append(hoverLayer(data: data, axis: axis))
    let specification: VegaValue = [
      "$schema": .text(Chart.schema), "description": .text(altText), "width": "container",
      "height": 240, "autosize": ["type": "fit-x", "contains": "padding"],
      "data": ["values": .array(data.rows(scale: scale))], "layer": .array(layers),
    ]
    return Chart(
      identifier: identifier, title: title,
      subtitle: subtitle
        + (data.leavesOutSparse ? "; intervals with next to nothing left out" : ""),
      altText: altText,
      specification: specification)
  }

  // MARK: - Layers

  private func layers(
    for index: Int, scale: AxisScale, axis: TimeAxis, marksPoints: Bool
  ) -> [VegaValue] {
    let series = series[index]
    let field = "v\(index)"
    let y = yEncoding(field, scale: scale)
    switch series.form {
    case .stacked:
      return [
        [
          "mark": ["type": "rect", "opacity": 0.75],
          "encoding": [
            "x": axis.encoding("from"), "x2": ["field": "to"], "y": y,
            "y2": ["field": .text("\(field)base")], "color": color(of: series),
          ],
        ]
      ]
    case .step:
      return [
        [
          "mark": ["type": "line", "interpolate": "step-after", "strokeWidth": 2],
          "encoding": [
            "x": axis.encoding("from"), "y": y, "color": color(of: series),
            "strokeDash": dash(of: series),
          ],
        ]
      ]
    case .line:
      return [line(index, scale: scale, axis: axis, marksPoints: marksPoints)]
    case .lineWithBand:
      return [
        band(index, scale: scale, axis: axis),
        line(index, scale: scale, axis: axis, marksPoints: marksPoints),
      ]
    }
  }

  private func line(
    _ index: Int, scale: AxisScale, axis: TimeAxis, marksPoints: Bool
  ) -> VegaValue {
    [
      "mark": [
        "type": "line", "strokeWidth": 2, "point": marksPoints ? ["size": 22] : false,
      ],
      "encoding": [
        "x": axis.encoding("mid"), "y": yEncoding("v\(index)", scale: scale),
        "color": color(of: series[index]), "strokeDash": dash(of: series[index]),
      ],
    ]
  }

  private func band(_ index: Int, scale: AxisScale, axis: TimeAxis) -> VegaValue {
    [
      "name": .text("band\(index)"), "mark": ["type": "area", "opacity": 0.25],
      "encoding": [
        "x": axis.encoding("mid"), "y": yEncoding("v\(index)low", scale: scale),
        "y2": ["field": .text("v\(index)high")], "color": color(of: series[index]),
      ],
    ]
  }

  private func yEncoding(_ field: String, scale: AxisScale) -> VegaValue {
    var domain: VegaValue = ["zero": true]
    if scale.largest == 0 || (unit == .proportion && scale.isWholeShare) {
      domain = ["domain": [0, 1]]
    }
    return [
      "field": .text(field), "type": "quantitative", "scale": domain,
      "axis": ["title": .text(scale.title(axisTitle)), "format": .text(scale.format)],
    ]
  }

  /// The series' colour with the legend of all series.
  private func color(of series: Series) -> VegaValue {
    [
      "datum": .text(series.label), "type": "nominal",
      "scale": [
        "domain": .array(self.series.map { .text($0.label) }),
        "range": .array(self.series.map { .text($0.color) }),
      ],
      "legend": legend,
    ]
  }

  /// The series' dash, in the same legend.
  private func dash(of series: Series) -> VegaValue {
    [
      "datum": .text(series.label), "type": "nominal",
      "scale": [
        "domain": .array(self.series.map { .text($0.label) }),
        "range": .array(self.series.map { Palette.dashes($0.dash) }),
      ],
      "legend": legend,
    ]
  }

  /// As many entries side by side as a phone has room for, at most four.
  private var legendColumns: Int {
    // A line's symbol with the gaps around it, a letter, and the plot on a page of 390, in pixels.
    let (symbol, letter, room) = (38.0, 6.2, 262.0)
    let widest = series.map { symbol + letter * Double($0.label.count) }.max() ?? symbol
    let total = series.reduce(0) { $0 + symbol + letter * Double($1.label.count) }
    let most = series.count <= 4 ? series.count : 3
    return total <= room ? most : max(1, min(most, Int(room / widest)))
  }

  private var legend: VegaValue {
    guard series.count > 1 else { return nil }
    let hasBars = series.contains { if case .stacked = $0.form { true } else { false } }
    return [
      "title": nil, "columns": .number(Double(legendColumns)), "symbolOpacity": 1,
      "symbolType": hasBars ? "square" : "stroke",
      "symbolSize": hasBars ? 100 : 300,
    ]
  }

  private func targetLayers(_ target: Double, scale: AxisScale) -> [VegaValue] {
    let y: VegaValue = ["datum": .number(target * scale.factor), "type": "quantitative"]
    return [
      [
        "name": "target", "data": ["values": [["target": .number(target)]]],
        "mark": ["type": "rule", "strokeDash": [5, 4], "strokeWidth": 1.5],
        "encoding": ["y": y, "color": ["value": .text(Palette.vermilion)]],
      ]
    ]
  }

  /// Invisible bars over the whole height whose tooltip tells all series of the interval.
  private func hoverLayer(data: IntervalData, axis: TimeAxis) -> VegaValue {
    var fields: [VegaValue] = [["field": "label", "type": "nominal", "title": "Interval"]]
    for index in series.indices where data.hasValue[index] {
      fields.append([
        "field": .text("t\(index)"), "type": "nominal", "title": .text(series[index].label),
      ])
    }
    return IntervalChart.hoverLayer(fields: fields, x: axis.encoding("from"))
  }

  /// Bars from `from` to `to` over the whole height, seen only under the pointer, that bring a
  /// tooltip.
  static func hoverLayer(fields: [VegaValue], x: VegaValue) -> VegaValue {
    [
      "params": [
        ["name": "hover", "select": ["type": "point", "on": "pointerover", "clear": "pointerout"]]
      ],
      "transform": [["filter": "isValid(datum.label)"]],
      "mark": ["type": "rect", "color": "#808890", "tooltip": true],
      "encoding": [
        "x": x, "x2": ["field": "to"], "y": ["value": 0],
        "y2": ["value": "height"], "tooltip": .array(fields),
        "opacity": ["condition": ["param": "hover", "empty": false, "value": 0.18], "value": 0],
      ],
    ]
  }
}

/// How values of a unit are drawn: minutes instead of seconds where waits are long, shares in
/// percent.
struct AxisScale {
  let unit: IndicatorUnit
  let largest: Double
  /// What values are multiplied by.
  var factor: Double { unit == .seconds && largest > 900 ? 1.0 / 60 : 1 }
  /// True when shares are so large that the axis should show the whole of 0…1.
  var isWholeShare: Bool { largest > 0.5 && largest <= 1 }

  /// The axis's number format (d3).
  var format: String {
    switch unit {
    case .proportion: return largest < 0.05 ? ".1%" : ".0%"
    case .seconds, .count, .hours, .contacts, .agents, .lines, .perHour, .ratio, .money, .squareSeconds,
      .points, .rings:
      return ",~f"
    }
  }

  /// The axis title with its unit, such as "Wait (s)".
  func title(_ text: String) -> String {
    switch unit {
    case .seconds: return factor == 1 ? "\(text) (s)" : "\(text) (min)"
    case .hours: return "\(text) (h)"
    case .perHour: return "\(text) (per hour)"
    case .money: return "\(text) (money)"
    case .squareSeconds: return "\(text) (s²)"
    case .count, .proportion, .contacts, .agents, .lines, .ratio, .points, .rings: return text
    }
  }
}
