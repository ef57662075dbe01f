import ContactCenter
import Experiments

/// The charts of how long answered contacts waited: a histogram and a cumulative curve for each
/// type.
enum WaitCharts {
  /// Both charts; none if nothing was answered.
  static func all(_ result: StudyResult, context: ReportContext) -> [Chart] {
    guard result.waits.total > 0 else { return [] }
    return [
      histogram(result), cumulative(result, context: context),
    ].compactMap { $0 }
  }

  /// Where an axis of waits may end: the 99th percentile, or a little beyond the acceptable wait.
  private static func horizon(_ result: StudyResult, acceptableWait: Seconds = 0) -> Seconds {
    max(result.waits.quantile(0.99) ?? 0, acceptableWait * 1.5, 1)
  }

  /// Seconds or minutes, by the length of the axis.
  private static func unit(_ horizon: Seconds) -> (name: String, length: Seconds) {
    horizon > 900 ? ("min", 60) : ("s", 1)
  }

  // MARK: - Histogram

  private static func histogram(_ result: StudyResult) -> Chart? {
    let total = result.waits.total
    let atOnce = share(of: result.waits, within: 0)
    let horizon = horizon(result)
    guard atOnce < 1 else { return nil }
    let width = niceWidth(horizon / 30)
    let bins = max(1, Int(clamping: (horizon / width).rounded(.up)))
    let unit = unit(horizon)
    let rows = histogramRows(result.waits, bins: bins, width: width, unit: unit.length)
    let atOnceText = FigureText.value(atOnce, unit: .proportion)
    let beyond = FigureText.value(
      max(0, 1 - share(of: result.waits, within: Double(bins) * width)), unit: .proportion)
    let alt =
      "Histogram of the waits of \(FigureText.plain(total)) answered contacts. "
      + "\(atOnceText) were answered at once; half waited no longer than "
      + "\(FigureText.value(result.waits.quantile(0.5) ?? 0, unit: .seconds)), 90 % no longer than "
      + "\(FigureText.value(result.waits.quantile(0.9) ?? 0, unit: .seconds))."
    return Chart(
      identifier: "wait-histogram", title: "Waits of contacts that had to wait",
      subtitle: "Share of all answered contacts; \(atOnceText) were answered at once, "
        + "\(beyond) waited longer than shown",
      altText: alt,
      specification: [
        "$schema": .text(Chart.schema), "description": .text(alt), "width": "container",
        "height": 240, "autosize": ["type": "fit-x", "contains": "padding"],
        "data": ["values": .array(rows)],
        "mark": ["type": "bar", "color": .text(Palette.blue), "opacity": 0.85, "binSpacing": 1],
        "encoding": [
          "x": [
            "field": "from", "type": "quantitative", "bin": ["binned": true],
            "axis": ["title": .text("Wait (\(unit.name))"), "grid": false],
          ],
          "x2": ["field": "to"],
          "y": [
            "field": "share", "type": "quantitative",
            "axis": ["title": "Share of answered", "format": "~%"],
          ],
          "tooltip": [
            ["field": "range", "type": "nominal", "title": "Wait"],
            ["field": "text", "type": "nominal", "title": "Share of answered"],
          ],
        ],
      ])
  }

  /// One row for each bin: its edges on the axis, its share of all waits, and both in words.
  private static func histogramRows(
    _ waits: WaitHistogram, bins: Int, width: Seconds, unit: Seconds
  ) -> [VegaValue] {
    let atOnce = share(of: waits, within: 0)
    return (0..<bins).map { bin in
      let (from, to) = (Double(bin) * width, Double(bin + 1) * width)
      let part = max(0, share(of: waits, within: to) - max(atOnce, share(of: waits, within: from)))
      return [
        "from": .number(from / unit), "to": .number(to / unit), "share": .number(part),
        "range": .text("\(FigureText.plain(from))–\(FigureText.plain(to)) s"),
        "text": .text(FigureText.value(part, unit: .proportion)),
      ]
    }
  }

  // MARK: - Cumulative curves

  private static func cumulative(_ result: StudyResult, context: ReportContext) -> Chart? {
    let types = result.contactTypeNames.indices.filter { result.waitsByType[$0].total > 0 }
    let shown = types.prefix(Charts.seriesLimit)
    let names = shown.map { result.contactTypeNames[$0] }
    func wait(_ type: Int) -> Seconds {
      context.goal(of: result.contactTypeNames[type]).acceptableWait
    }
    let waits = Set(shown.map(wait)).sorted()
    let horizon = horizon(result, acceptableWait: waits.last ?? 0)
    let unit = unit(horizon)
    let rows = curveRows(shown.map { result.waitsByType[$0] }, horizon: horizon, unit: unit.length)
    let alt =
      "Share of answered contacts that waited at most a given time, by contact type. "
      + shown.map { type in
        let met = share(of: result.waitsByType[type], within: wait(type))
        return
          "\(result.contactTypeNames[type]): \(FigureText.value(met, unit: .proportion)) within "
          + "\(FigureText.value(wait(type), unit: .seconds))."
      }.joined(separator: " ")
    let acceptable: VegaValue = [
      "data": ["values": .array(waits.map { ["at": .number($0 / unit.length)] })],
      "mark": ["type": "rule", "strokeDash": [5, 4], "color": .text(Palette.grey)],
      "encoding": ["x": ["field": "at", "type": "quantitative"]],
    ]
    let layers = names.indices.map { curve($0, of: names, unit: unit.name) }
    return Chart(
      identifier: "wait-cumulative",
      title: "Answered within a wait" + (names.count > 1 ? ", by contact type" : ""),
      subtitle: "Share of answered contacts; dashed: the acceptable "
        + (waits.count > 1 ? "waits of " : "wait of ")
        + waits.map { FigureText.value($0, unit: .seconds) }.joined(separator: ", "),
      altText: alt,
      specification: [
        "$schema": .text(Chart.schema), "description": .text(alt), "width": "container",
        "height": 240, "autosize": ["type": "fit-x", "contains": "padding"],
        "data": ["values": .array(rows)],
        "layer": .array(layers + [acceptable, curveHover(names)]),
      ])
  }

  /// One row for each of 100 waits: the share of every type, and what a tooltip says there.
  private static func curveRows(
    _ histograms: [WaitHistogram], horizon: Seconds, unit: Seconds
  ) -> [VegaValue] {
    let steps = 100
    return (0...steps).map { step in
      let wait = horizon * Double(step) / Double(steps)
      let half = horizon / Double(steps) / 2
      var members: [VegaValue.Member] = [
        .init(key: "wait", value: .number(wait / unit)),
        .init(key: "from", value: .number(max(0, wait - half) / unit)),
        .init(key: "to", value: .number(min(horizon, wait + half) / unit)),
        .init(key: "label", value: .text(FigureText.value(wait, unit: .seconds))),
      ]
      for (index, histogram) in histograms.enumerated() {
        let share = share(of: histogram, within: wait)
        members.append(.init(key: "v\(index)", value: .number(share)))
        members.append(
          .init(key: "t\(index)", value: .text(FigureText.value(share, unit: .proportion))))
      }
      return .object(members)
    }
  }

  private static func curve(_ index: Int, of names: [String], unit: String) -> VegaValue {
    let styles = names.indices.map { Palette.style($0) }
    let domain = VegaValue.array(names.map { .text($0) })
    let legend: VegaValue =
      names.count > 1
      ? ["title": nil, "columns": 3, "symbolType": "stroke", "symbolSize": 300] : nil
    func style(_ range: [VegaValue]) -> VegaValue {
      [
        "datum": .text(names[index]), "type": "nominal", "legend": legend,
        "scale": ["domain": domain, "range": .array(range)],
      ]
    }
    return [
      "mark": ["type": "line", "strokeWidth": 2],
      "encoding": [
        "x": [
          "field": "wait", "type": "quantitative", "scale": ["nice": false],
          "axis": ["title": .text("Wait (\(unit))"), "grid": false],
        ],
        "y": [
          "field": .text("v\(index)"), "type": "quantitative", "scale": ["domain": [0, 1]],
          "axis": ["title": "Share answered within", "format": ".0%"],
        ],
        "color": style(styles.map { .text($0.color) }),
        "strokeDash": style(styles.map { Palette.dashes($0.dash) }),
      ],
    ]
  }

  private static func curveHover(_ names: [String]) -> VegaValue {
    var fields: [VegaValue] = [["field": "label", "type": "nominal", "title": "Within"]]
    for (index, name) in names.enumerated() {
      fields.append(["field": .text("t\(index)"), "type": "nominal", "title": .text(name)])
    }
    return IntervalChart.hoverLayer(
      fields: fields,
      x: ["field": "from", "type": "quantitative", "scale": ["nice": false]])
  }

  // MARK: - Histogram arithmetic

  /// The share of waits that are at most `wait`, linear inside a bucket.
  ///
  /// O(buckets).
  static func share(of histogram: WaitHistogram, within wait: Seconds) -> Double {
    let total = histogram.total
    guard total > 0 else { return 0 }
    var below = 0.0
    for (bucket, count) in histogram.counts.enumerated() where count > 0 {
      let (lower, upper) = WaitHistogram.edges(of: bucket)
      if upper <= wait {
        below += count
      } else if lower < wait {
        below += count * (wait - lower) / (upper - lower)
      }
    }
    return below / total
  }

  /// The next of 1, 2, 5, 10, 15, 20, 30, 60, … that is not smaller.
  private static func niceWidth(_ width: Seconds) -> Seconds {
    let nice: [Seconds] = [
      0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600,
    ]
    return nice.first { $0 >= width } ?? (width / 3600).rounded(.up) * 3600
  }
}
