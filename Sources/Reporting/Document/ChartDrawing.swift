import ContactCenter
import Experiments
import Foundation

/// Draws a chart as SVG that takes its colors from the page, so that light, dark and print need no
/// other drawing.
///
/// Each mark has its words in a `title`, which the page's script reads out.
struct ChartDrawing {
  private let chart: DocumentChart
  private let language: ReportLanguage

  private static let width = 760.0

  init(_ chart: DocumentChart, language: ReportLanguage) {
    self.chart = chart
    self.language = language
  }

  var svg: String {
    switch chart.kind {
    case .bars(let bars, let axis): drawn(bars, axis)
    case .points(let series, let x, let y): drawn(series, x, y)
    }
  }

  private func framed(_ body: String, height: Double) -> String {
    "<svg viewBox=\"0 0 \(Self.text(Self.width)) \(Self.text(height))\" aria-hidden=\"true\">"
      + body + "</svg>"
  }

  // MARK: - Bars

  private func drawn(_ bars: [DocumentChart.Bar], _ axis: DocumentChart.Axis) -> String {
    let series = bars.map(\.values.count).max() ?? 1
    let rowHeight = series > 1 ? 29.0 : 24.0
    let top = bars.contains { !$0.series.isEmpty } ? 28.0 : 8.0
    // Names keep clear of the edge in the larger letters of print too.
    let longest = bars.map { TerminalText.width($0.label) }.max() ?? 0
    let (left, right) = (min(330, max(150, 16 + 9.8 * Double(longest))), 24.0)
    let bottom = top + rowHeight * Double(bars.count)
    let ends = bars.flatMap { $0.values.flatMap { [$0.value, $0.low, $0.high].compactMap { $0 } } }
    let scale = Scale(
      values: ends + axis.references.map(\.value), must: axis.range,
      from: left, to: Self.width - right, isProportion: axis.range == 0...1)
    var body = ""
    for tick in scale.ticks {
      let x = scale.place(tick)
      body += line(x, top, x, bottom, "grid")
      body += text(x, bottom + 16, number(tick, axis.format), "middle")
    }
    if !axis.title.isEmpty {
      body += text((left + Self.width - right) / 2, bottom + 33, axis.title, "middle")
    }
    for reference in axis.references {
      let x = scale.place(reference.value)
      body += line(x, top - 4, x, bottom, "target")
    }
    if let names = bars.first(where: { !$0.series.isEmpty })?.series { body += legend(names, left) }
    let origin = scale.place(scale.clamped(0))
    for (index, bar) in bars.enumerated() {
      let y = top + rowHeight * (Double(index) + 0.5)
      body += text(left - 10, y + 4, Self.cut(bar.label, to: 32), "end")
      body += "<g class=\"mark\"><title>\(Markup.escape("\(bar.label): \(bar.text)"))</title>"
      let step = series > 1 ? 13.0 : 0
      for (number, value) in bar.values.enumerated() where value.value.isFinite {
        let middle = y + (Double(number) - Double(bar.values.count - 1) / 2) * step
        let x = scale.place(value.value)
        body +=
          "<rect class=\"bar s\(number)\" x=\"\(Self.text(min(x, origin)))\" "
          + "y=\"\(Self.text(middle - 5))\" width=\"\(Self.text(abs(x - origin)))\" height=\"10\"/>"
        if let low = value.low, let high = value.high, low.isFinite, high.isFinite {
          body += line(
            scale.place(scale.clamped(low)), middle, scale.place(scale.clamped(high)), middle,
            "interval")
        }
        if bar.series.isEmpty { body += mark(x, middle, bar.tone) }
      }
      body += "</g>"
    }
    return framed(body, height: bottom + (axis.title.isEmpty ? 24 : 40))
  }

  private func legend(_ names: [String], _ left: Double) -> String {
    var body = ""
    var x = left
    for (number, name) in names.enumerated() {
      body += "<rect class=\"bar s\(number)\" x=\"\(Self.text(x))\" y=\"5\" width=\"14\" height=\"10\"/>"
      body += text(x + 20, 14, name, "start")
      // On paper the letters are larger beside the drawing.
      x += 44 + 10 * Double(TerminalText.width(name))
    }
    return body
  }

  // MARK: - Points

  private func drawn(
    _ series: [DocumentChart.Series], _ xAxis: DocumentChart.Axis,
    _ yAxis: DocumentChart.Axis
  ) -> String {
    let points = series.flatMap(\.points)
    let (left, right, top, bottom) = (64.0, 96.0, 14.0, 214.0)
    let xs = Scale(
      values: points.map(\.x) + xAxis.references.map(\.value), must: xAxis.range,
      from: left, to: Self.width - right, isProportion: false)
    let ys = Scale(
      values: points.flatMap { [$0.y, $0.low, $0.high].compactMap { $0 } }
        + yAxis.references.map(\.value), must: yAxis.range, from: bottom, to: top,
      isProportion: yAxis.format.unit == .proportion)
    var body = ""
    for tick in ys.ticks {
      let y = ys.place(tick)
      body += line(left, y, Self.width - right, y, "grid")
      body += text(left - 8, y + 4, number(tick, yAxis.format), "end")
    }
    body += text(left - 8, top - 2, yAxis.title, "end")
    if xAxis.labels.isEmpty {
      for tick in xs.ticks {
        body += text(xs.place(tick), bottom + 18, number(tick, xAxis.format), "middle")
      }
    } else {
      let every = max(1, xAxis.labels.count / 8)
      for (index, label) in xAxis.labels.enumerated() where index % every == 0 {
        body += text(xs.place(label.place), bottom + 18, label.text, "middle")
      }
    }
    body += text((left + Self.width - right) / 2, bottom + 36, xAxis.title, "middle")
    for reference in xAxis.references {
      let x = xs.place(reference.value)
      body += line(x, top, x, bottom, "limit") + text(x, top - 3, reference.name, "middle")
    }
    body += references(yAxis.references, ys, from: left, to: Self.width - right)
    for one in series { body += drawn(one, xs, ys) }
    return framed(body, height: bottom + 44)
  }

  /// Lines across, their names at the right end and apart from one another.
  private func references(
    _ references: [DocumentChart.Reference], _ scale: Scale, from left: Double, to right: Double
  ) -> String {
    var body = ""
    var taken: [Double] = []
    for reference in references.sorted(by: { $0.value > $1.value }) {
      let y = scale.place(reference.value)
      body += line(left, y, right, y, reference.isLimit ? "limit" : "target")
      var place = y + 4
      if let last = taken.last, place < last + 13 { place = last + 13 }
      taken.append(place)
      body += text(right + 6, place, Self.cut(reference.name, to: 14), "start")
    }
    return body
  }

  private func drawn(_ series: DocumentChart.Series, _ xs: Scale, _ ys: Scale) -> String {
    let points = series.points.filter { $0.x.isFinite && $0.y.isFinite }
    var body = ""
    if series.isLine {
      let path = points.map { "\(Self.text(xs.place($0.x))),\(Self.text(ys.place($0.y)))" }
      body += "<polyline class=\"path\" points=\"\(path.joined(separator: " "))\"/>"
    }
    for point in points {
      let (x, y) = (xs.place(point.x), ys.place(point.y))
      body += "<g class=\"mark\"><title>\(Markup.escape(point.label))</title>"
      if let low = point.low, let high = point.high, low.isFinite, high.isFinite {
        body += line(x, ys.place(ys.clamped(low)), x, ys.place(ys.clamped(high)), "interval")
      }
      body += mark(x, y, point.tone) + "</g>"
    }
    if series.isNamed, let last = points.last {
      body += text(xs.place(last.x) + 8, ys.place(last.y) + 4, Self.cut(series.name, to: 14), "start")
    }
    return body
  }

  // MARK: - Pieces

  /// A shape of its own for each tone, so that nobody has to tell colors apart.
  private func mark(_ x: Double, _ y: Double, _ tone: Document.Tone) -> String {
    func polygon(_ corners: [(Double, Double)]) -> String {
      let points = corners.map { "\(Self.text(x + $0.0)),\(Self.text(y + $0.1))" }
      return "<polygon class=\"\(tone.rawValue)\" points=\"\(points.joined(separator: " "))\"/>"
    }
    switch tone {
    case .good, .neutral:
      return "<circle class=\"\(tone.rawValue)\" cx=\"\(Self.text(x))\" cy=\"\(Self.text(y))\" r=\"4\"/>"
    case .fair: return polygon([(0, -5), (5, 4), (-5, 4)])
    case .bad: return polygon([(-4, -4), (4, -4), (4, 4), (-4, 4)])
    case .over: return polygon([(0, -6), (6, 0), (0, 6), (-6, 0)])
    }
  }

  private func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ kind: String
  ) -> String {
    "<line class=\"\(kind)\" x1=\"\(Self.text(x1))\" y1=\"\(Self.text(y1))\" "
      + "x2=\"\(Self.text(x2))\" y2=\"\(Self.text(y2))\"/>"
  }

  private func text(_ x: Double, _ y: Double, _ text: String, _ anchor: String) -> String {
    "<text x=\"\(Self.text(x))\" y=\"\(Self.text(y))\" text-anchor=\"\(anchor)\">"
      + Markup.escape(text) + "</text>"
  }

  private func number(_ value: Double, _ format: FigureFormat) -> String {
    let clean = abs(value) < 1e-12 ? 0 : value
    return language.number(clean, format) + (format.unit == .proportion ? "%" : "")
  }

  /// A text of at most so many columns; ideographs take two.
  private static func cut(_ text: String, to width: Int) -> String {
    TerminalText.width(text) <= width ? text : TerminalText.cut(text, to: width)
  }

  /// A coordinate with one decimal.
  static func text(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e6 else { return "0" }
    let tenths = Int(clamping: (value * 10).rounded())
    if tenths % 10 == 0 { return String(tenths / 10) }
    let sign = tenths < 0 ? "-" : ""
    return "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

/// A line of numbers on the paper with round marks.
struct Scale {
  /// The least and the largest number.
  let bounds: ClosedRange<Double>
  /// Round numbers on it.
  let ticks: [Double]
  private let start: Double
  private let end: Double

  /// A scale that shows all values, with some room at its ends.
  ///
  /// - Parameters:
  ///   - values: What has to be visible.
  ///   - must: Numbers that have to be visible as well.
  ///   - start: The place of the least number on the paper.
  ///   - end: The place of the largest one.
  ///   - isProportion: Whether there is nothing below 0 and above 1.
  init(
    values: [Double], must: ClosedRange<Double>?, from start: Double, to end: Double,
    isProportion: Bool
  ) {
    let known =
      values.filter { $0.isFinite && abs($0) < 1e12 } + (must.map { [$0.lowerBound, $0.upperBound] } ?? [])
    var low = known.min() ?? 0
    var high = known.max() ?? 1
    if high - low < 1e-9 {
      let room = max(abs(low) * 0.1, 1e-3)
      (low, high) = (low - room, high + room)
    } else if must == nil || must?.lowerBound != low || must?.upperBound != high {
      let room = (high - low) * 0.06
      (low, high) = (low - (known.min() == 0 ? 0 : room), high + room)
    }
    if isProportion { (low, high) = (max(0, low), min(1, high)) }
    bounds = low...max(low, high)
    self.start = start
    self.end = end
    ticks = Scale.ticks(low, max(low, high))
  }

  /// Where a number stands on the paper.
  func place(_ value: Double) -> Double {
    let width = bounds.upperBound - bounds.lowerBound
    return width > 0 ? start + (value - bounds.lowerBound) / width * (end - start) : start
  }

  /// The nearest number on the scale.
  func clamped(_ value: Double) -> Double {
    min(max(value, bounds.lowerBound), bounds.upperBound)
  }

  /// Multiples of 1, 2 or 5 times a power of ten, about five of them.
  private static func ticks(_ low: Double, _ high: Double) -> [Double] {
    let width = high - low
    guard width > 0, width.isFinite else { return [low] }
    let rough = width / 5
    let power = pow(10, log10(rough).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
    let first = (low / step).rounded(.up)
    return (0...12).map { (first + Double($0)) * step }.filter { $0 <= high + step * 1e-9 }
  }
}
