import ContactCenter
import Experiments
import Foundation

/// Draws a chart as SVG that takes its colors from the page, so that light, dark and print need no
/// other drawing.
///
/// Each mark has its words in a `title`, which the page's script reads out.
struct ChartDrawing {
  let chart: DocumentChart
  let language: ReportLanguage

  static let width = 760.0

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

  func framed(_ body: String, height: Double) -> String {
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
    let scale = ChartScale(
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

  // MARK: - Pieces

  /// A shape of its own for each tone, so that nobody has to tell colors apart.
  func mark(_ x: Double, _ y: Double, _ tone: Document.Tone) -> String {
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

  func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ kind: String
  ) -> String {
    "<line class=\"\(kind)\" x1=\"\(Self.text(x1))\" y1=\"\(Self.text(y1))\" "
      + "x2=\"\(Self.text(x2))\" y2=\"\(Self.text(y2))\"/>"
  }

  func text(_ x: Double, _ y: Double, _ text: String, _ anchor: String) -> String {
    "<text x=\"\(Self.text(x))\" y=\"\(Self.text(y))\" text-anchor=\"\(anchor)\">"
      + Markup.escape(text) + "</text>"
  }

  func number(_ value: Double, _ format: FigureFormat) -> String {
    let clean = abs(value) < 1e-12 ? 0 : value
    return language.number(clean, format) + (format.unit == .proportion ? "%" : "")
  }

  /// A text of at most so many columns; ideographs take two.
  static func cut(_ text: String, to width: Int) -> String {
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
