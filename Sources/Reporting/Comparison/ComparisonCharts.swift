import Experiments

extension Comparison {
  /// The title of a KPI's axis, with the unit of its numbers.
  func axisTitle(_ kpi: TournamentKPI, isDifference: Bool = false) -> String {
    let unit = ComparisonCharts.scale(kpi.unit, isDifference: isDifference).unit
    return unit.isEmpty ? title(kpi) : "\(kpi.label), \(unit)"
  }
}

/// The charts of a choice between entrants.
struct ComparisonCharts {
  let comparison: Comparison

  private var result: TournamentResult { comparison.result }

  private func name(_ entrant: Int) -> String { result.entrants[entrant].name }

  var all: [Chart] { [differences, pareto].compactMap { $0 } }

  /// A factor that brings values into the unit of the axis, and the axis's unit.
  static func scale(_ unit: IndicatorUnit, isDifference: Bool) -> (factor: Double, unit: String) {
    guard unit == .proportion else {
      return (1, FigureText.suffix(unit).trimmingPrefix(" ").description)
    }
    return (100, isDifference ? "pp" : "%")
  }

  /// A legend whose entries stand below one another, so that phones have room for it.
  private static let narrowLegend: VegaValue = ["title": nil, "columns": 1]

  // MARK: - Differences

  /// Paired differences from the best (or from the reference), with their intervals.
  private var differences: Chart? {
    let objective = result.settings.objective
    let pairs =
      result.againstBest.isEmpty
      ? result.comparisons.filter { $0.kpi.name == objective.name } : result.againstBest
    let factor = Self.scale(objective.unit, isDifference: true).factor
    let rows = pairs.compactMap { pair -> VegaValue? in
      guard let value = pair.estimate.value else { return nil }
      let ends = pair.simultaneous ?? value...value
      return [
        "name": .text(name(pair.entrant)), "value": .number(value * factor),
        "from": .number(ends.lowerBound * factor), "to": .number(ends.upperBound * factor),
        "verdict": .text(pair.verdict == .notTold ? "not told apart" : "told apart"),
      ]
    }
    guard !rows.isEmpty, let first = pairs.first else { return nil }
    let other = name(first.reference)
    let alt =
      "Differences of \(objective.label) from \(other), with intervals, for "
      + "\(rows.count) entrants; all figures are in the tables."
    return Chart(
      identifier: "differences", title: "\(objective.label): difference from \(other)",
      subtitle: "Paired differences with \(comparison.level) intervals that hold all at once",
      altText: alt,
      specification: [
        "$schema": .text(Chart.schema), "description": .text(alt), "width": "container",
        "height": ["step": 24], "autosize": ["type": "fit-x", "contains": "padding"],
        "data": ["values": .array(rows)],
        "layer": .array(differenceLayers(comparison.axisTitle(objective, isDifference: true))),
      ])
  }

  private func differenceLayers(_ title: String) -> [VegaValue] {
    let y: VegaValue = [
      "field": "name", "type": "nominal", "sort": ["field": "value", "order": "ascending"],
      "axis": ["title": nil, "labelLimit": 180],
    ]
    let color: VegaValue = [
      "field": "verdict", "type": "nominal",
      "scale": [
        "domain": ["told apart", "not told apart"],
        "range": [.text(Palette.blue), .text(Palette.grey)],
      ],
      "legend": Self.narrowLegend,
    ]
    let tooltip: VegaValue = [
      ["field": "name", "type": "nominal", "title": "Entrant"],
      ["field": "value", "type": "quantitative", "format": ",.4~g", "title": "Difference"],
      ["field": "from", "type": "quantitative", "format": ",.4~g", "title": "From"],
      ["field": "to", "type": "quantitative", "format": ",.4~g", "title": "To"],
    ]
    return [
      [
        "mark": ["type": "rule", "strokeDash": [4, 4], "color": .text(Palette.grey)],
        "data": ["values": [["zero": 0]]],
        "encoding": ["x": ["field": "zero", "type": "quantitative"]],
      ],
      [
        "mark": ["type": "rule", "strokeWidth": 2.5],
        "encoding": [
          "y": y, "color": color, "tooltip": tooltip,
          "x": ["field": "from", "type": "quantitative", "axis": ["title": .text(title)]],
          "x2": ["field": "to"],
        ],
      ],
      [
        "mark": ["type": "point", "filled": true, "size": 60, "opacity": 1],
        "encoding": [
          "y": y, "color": color, "tooltip": tooltip,
          "x": ["field": "value", "type": "quantitative"],
        ],
      ],
    ]
  }

  // MARK: - The Pareto front

  private var pareto: Chart? {
    let front = result.pareto
    guard front.points.count > 1, front.x.name != front.y.name else { return nil }
    let (x, y) = (
      Self.scale(front.x.unit, isDifference: false).factor,
      Self.scale(front.y.unit, isDifference: false).factor
    )
    let labels = paretoLabels
    let middle = Self.middle(front.points.compactMap(\.x.value))
    let rows = front.points.compactMap { point -> VegaValue? in
      guard let a = point.x.value, let b = point.y.value else { return nil }
      let (halfX, halfY) = (point.x.halfWidth ?? 0, point.y.halfWidth ?? 0)
      return [
        "name": .text(name(point.entrant)), "x": .number(a * x), "y": .number(b * y),
        "x1": .number((a - halfX) * x), "x2": .number((a + halfX) * x),
        "y1": .number((b - halfY) * y), "y2": .number((b + halfY) * y),
        "front": .text(point.isOnFront ? "on the front" : "dominated"),
        "label": .text(labels[point.entrant] ?? ""), "isRight": .bool(a > middle),
      ]
    }
    let names = front.points.filter(\.isOnFront).map { name($0.entrant) }.joined(separator: ", ")
    let alt = "\(front.y.label) against \(front.x.label); on the Pareto front: \(names)."
    return Chart(
      identifier: "pareto-front", title: "\(front.y.label) against \(front.x.label)",
      subtitle: "Crosses are confidence intervals; the line joins the Pareto front", altText: alt,
      specification: [
        "$schema": .text(Chart.schema), "description": .text(alt), "width": "container",
        "height": 320, "autosize": ["type": "fit-x", "contains": "padding"],
        "data": ["values": .array(rows)],
        "layer": .array(paretoLayers(comparison.axisTitle(front.x), comparison.axisTitle(front.y))),
      ])
  }

  /// The middle of the values' range: labels to the right of it stand left of their points.
  private static func middle(_ values: [Double]) -> Double {
    ((values.min() ?? 0) + (values.max() ?? 0)) / 2
  }

  /// More labels than this would cover one another.
  private static let labelLimit = 12

  /// The plane on a phone, and its letters, in pixels: what has room there has it everywhere.
  private static let phone = (width: 210.0, height: 220.0, letter: 6.4, line: 14.0, gap: 7.0)
  /// The widest label.
  private static let labelWidth = 170.0

  /// What stands beside a point: its name, and those of points at the same place; where labels would
  /// cover one another on a phone, the first alone has one, those on the front before the others.
  ///
  /// Where there are many, those on the front alone have labels.
  private var paretoLabels: [Int: String] {
    let front = result.pareto
    func place(_ value: Double?, _ values: [Double], _ length: Double) -> Double {
      let (low, high) = (values.min() ?? 0, values.max() ?? 0)
      return high > low ? ((value ?? 0) - low) / (high - low) * length : 0
    }
    let (xs, ys) = (front.points.compactMap(\.x.value), front.points.compactMap(\.y.value))
    let middle = Self.middle(xs)
    func text(_ names: [String]) -> String {
      switch names.count {
      case 1, 2: names.joined(separator: ", ")
      default: "\(names[0]) + \(names.count - 1)"
      }
    }
    func box(_ point: ParetoPoint, _ names: [String]) -> (x: ClosedRange<Double>, y: Double) {
      let x = place(point.x.value, xs, Self.phone.width)
      let letters = Double(TerminalText.width(text(names))) * Self.phone.letter
      let width = Self.phone.gap + min(Self.labelWidth, letters)
      let isLeft = (point.x.value ?? 0) > middle
      return (
        isLeft ? x - width...x : x...x + width, place(point.y.value, ys, Self.phone.height)
      )
    }
    func isSamePlace(_ one: ParetoPoint, _ other: ParetoPoint) -> Bool {
      let across = place(one.x.value, xs, Self.phone.width) - place(other.x.value, xs, Self.phone.width)
      let up = place(one.y.value, ys, Self.phone.height) - place(other.y.value, ys, Self.phone.height)
      return max(abs(across), abs(up)) < Self.phone.gap / 2
    }
    let isCrowded = front.points.count > Self.labelLimit
    var heads: [(point: ParetoPoint, names: [String])] = []
    for point in front.points.sorted(by: { $0.isOnFront && !$1.isOnFront }) {
      if isCrowded && !point.isOnFront { continue }
      let own = box(point, [name(point.entrant)])
      let covered = heads.firstIndex { head in
        let other = box(head.point, head.names)
        return own.x.overlaps(other.x) && abs(own.y - other.y) < Self.phone.line
      }
      guard let covered else {
        heads.append((point, [name(point.entrant)]))
        continue
      }
      if isSamePlace(heads[covered].point, point) {
        heads[covered].names.append(name(point.entrant))
      }
    }
    return Dictionary(
      heads.prefix(2 * Self.labelLimit).map { ($0.point.entrant, text($0.names)) },
      uniquingKeysWith: { first, _ in first })
  }

  private func paretoLayers(_ xTitle: String, _ yTitle: String) -> [VegaValue] {
    func axis(_ field: String, _ title: String) -> VegaValue {
      [
        "field": .text(field), "type": "quantitative", "axis": ["title": .text(title)],
        "scale": ["zero": false, "padding": 24],
      ]
    }
    let (x, y) = (axis("x", xTitle), axis("y", yTitle))
    let color: VegaValue = [
      "field": "front", "type": "nominal",
      "scale": [
        "domain": ["on the front", "dominated"],
        "range": [.text(Palette.vermilion), .text(Palette.grey)],
      ],
      "legend": Self.narrowLegend,
    ]
    let tooltip: VegaValue = [
      ["field": "name", "type": "nominal", "title": "Entrant"],
      ["field": "x", "type": "quantitative", "format": ",.4~g", "title": .text(xTitle)],
      ["field": "y", "type": "quantitative", "format": ",.4~g", "title": .text(yTitle)],
    ]
    let cross: VegaValue = ["type": "rule", "opacity": 0.5]
    return [
      [
        "transform": [["filter": "datum.front == 'on the front'"]],
        "mark": ["type": "line", "color": .text(Palette.vermilion), "opacity": 0.6],
        "encoding": ["x": x, "y": y, "order": ["field": "x", "type": "quantitative"]],
      ],
      [
        "mark": cross,
        "encoding": ["x": axis("x1", xTitle), "x2": ["field": "x2"], "y": y, "color": color],
      ],
      [
        "mark": cross,
        "encoding": ["x": x, "y": axis("y1", yTitle), "y2": ["field": "y2"], "color": color],
      ],
      [
        "mark": ["type": "point", "filled": true, "size": 80, "opacity": 1],
        "encoding": ["x": x, "y": y, "color": color, "tooltip": tooltip],
      ],
      label("left", 7, "!datum.isRight", x, y), label("right", -7, "datum.isRight", x, y),
    ]
  }

  /// Labels on one side of their points.
  private func label(
    _ side: String, _ distance: Double, _ filter: String, _ x: VegaValue, _ y: VegaValue
  ) -> VegaValue {
    [
      "transform": [["filter": .text(filter)]],
      "mark": [
        "type": "text", "align": .text(side), "dx": .number(distance), "dy": -9, "fontSize": 11,
        "limit": .number(Self.labelWidth),
      ],
      "encoding": ["x": x, "y": y, "text": ["field": "label"]],
    ]
  }
}
