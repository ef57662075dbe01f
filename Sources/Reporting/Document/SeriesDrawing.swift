// Series over a line of numbers: marks, lines with bands, steps and bars.

extension ChartDrawing {
  /// The plane that series are drawn on.
  private struct Plane {
    var x: ChartScale
    var y: ChartScale
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
  }

  func drawn(
    _ series: [DocumentChart.Series], _ xAxis: DocumentChart.Axis, _ yAxis: DocumentChart.Axis
  ) -> String {
    let isColored = series.contains { $0.color != nil }
    let (key, keyHeight) = isColored && series.count > 1 ? legend(of: series) : ("", 0)
    let hasTitle = !yAxis.title.isEmpty && !yAxis.format.isPercent
    let plane = plane(of: series, xAxis, yAxis, top: (hasTitle ? 24 : 14) + keyHeight)
    var body = key + grid(plane, yAxis) + ticks(plane, xAxis)
    for reference in xAxis.references {
      let x = plane.x.place(reference.value)
      body += line(x, plane.top, x, plane.bottom, "limit")
      body += text(x, plane.top - 3, reference.name, "middle")
    }
    body += references(yAxis.references, plane)
    let floors = floors(of: series)
    for (index, one) in series.enumerated() { body += drawn(one, plane, over: floors[index]) }
    body += names(series.flatMap(\.points), plane)
    for span in chart.spans { body += self.span(span, plane) }
    return framed(body, height: plane.bottom + (xAxis.title.isEmpty ? 26 : 44))
  }

  // MARK: - Axes

  private func plane(
    of series: [DocumentChart.Series], _ xAxis: DocumentChart.Axis, _ yAxis: DocumentChart.Axis,
    top: Double
  ) -> Plane {
    let points = series.flatMap(\.points)
    let floors = floors(of: series)
    let tops = zip(series, floors).flatMap { one, floors in
      one.form == .bars ? zip(one.points, floors).map { $0.y + $1 } : one.points.map(\.y)
    }
    let hasFloor = series.contains { $0.form == .bars || $0.form == .steps }
    let isNamed = series.contains(where: \.isNamed) || !yAxis.references.isEmpty
    let (left, right) = (64.0, isNamed ? 96.0 : 24.0)
    let bottom = top + 200
    let ends = points.flatMap { [$0.x, $0.end, $0.across?.lowerBound, $0.across?.upperBound] }
    return Plane(
      x: ChartScale(
        values: ends.compactMap { $0 } + xAxis.references.map(\.value), must: xAxis.range,
        from: left, to: Self.width - right, isProportion: false),
      y: ChartScale(
        values: tops + (hasFloor ? [0] : []) + points.flatMap { [$0.low, $0.high].compactMap { $0 } }
          + yAxis.references.map(\.value), must: yAxis.range, from: bottom, to: top,
        isProportion: yAxis.format.unit == .proportion && !yAxis.format.isSigned),
      left: left, right: Self.width - right, top: top, bottom: bottom)
  }

  private func grid(_ plane: Plane, _ axis: DocumentChart.Axis) -> String {
    plane.y.ticks.map { tick in
      let y = plane.y.place(tick)
      return line(plane.left, y, plane.right, y, "grid")
        + text(plane.left - 8, y + 4, number(tick, axis.format), "end")
    }.joined()
      // Percent stand at the numbers.
      + (axis.format.isPercent ? "" : text(plane.left - 8, plane.top - 12, axis.title, "end"))
  }

  private func ticks(_ plane: Plane, _ axis: DocumentChart.Axis) -> String {
    var body = ""
    if axis.labels.isEmpty {
      for tick in plane.x.ticks {
        body += text(
          plane.x.place(tick), plane.bottom + 18, number(tick, axis.format), "middle")
      }
    } else {
      for label in shown(axis.labels, plane) {
        body += text(plane.x.place(label.place), plane.bottom + 18, label.text, "middle")
      }
    }
    return body + text((plane.left + plane.right) / 2, plane.bottom + 36, axis.title, "middle")
  }

  /// The labels that have room: those after gaps first of all, such as the first of each day, else every so
  /// manieth.
  private func shown(
    _ labels: [(place: Double, text: String)], _ plane: Plane
  ) -> [(place: Double, text: String)] {
    let widest = 8.5 * Double((labels.map { TerminalText.width($0.text) }.max() ?? 0) + 1)
    let steps = zip(labels, labels.dropFirst()).map { $1.place - $0.place }
    let least = steps.filter { $0 > 0 }.min() ?? 0
    let heads = labels.indices.filter { $0 == 0 || steps[$0 - 1] > 1.5 * least }
    let room = max(1, (plane.right - plane.left) / widest)
    let every = Self.strides.first { Double(labels.count) / Double($0) <= room } ?? labels.count
    let wanted =
      heads.count > 1 ? heads : Array(stride(from: 0, to: labels.count, by: max(1, every)))
    var last = -Double.infinity
    return wanted.compactMap { index in
      let place = plane.x.place(labels[index].place)
      guard place - last >= widest else { return nil }
      last = place
      return labels[index]
    }
  }

  /// Every so manieth label is shown, so that those of half hours are of hours.
  private static let strides = [1, 2, 4, 6, 8, 12, 24, 48, 96, 336]

  /// Lines across, their names at the right end and apart from one another.
  private func references(_ references: [DocumentChart.Reference], _ plane: Plane) -> String {
    var body = ""
    var taken: [Double] = []
    for reference in references.sorted(by: { $0.value > $1.value }) {
      let y = plane.y.place(reference.value)
      body += line(plane.left, y, plane.right, y, reference.isLimit ? "limit" : "target")
      var place = y + 4
      if let last = taken.last, place < last + 13 { place = last + 13 }
      taken.append(place)
      body += text(plane.right + 6, place, Self.cut(reference.name, to: 14), "start")
    }
    return body
  }

  /// The names of series with their colors, in as many lines as they need.
  private func legend(of series: [DocumentChart.Series]) -> (String, Double) {
    var body = ""
    var (x, y) = (64.0, 14.0)
    for one in series {
      let width = 44 + 8.5 * Double(TerminalText.width(one.name))
      if x + width > Self.width, x > 64 { (x, y) = (64, y + 18) }
      switch one.form {
      case .bars:
        body += "<rect class=\"\(Self.look(one)) area\" x=\"\(Self.text(x))\" "
        body += "y=\"\(Self.text(y - 10))\" width=\"18\" height=\"10\"/>"
      case .marks, .line, .band, .steps:
        body += line(x, y - 4, x + 18, y - 4, "\(Self.look(one)) curve")
      }
      body += text(x + 24, y, one.name, "start")
      x += width
    }
    return (body, y + 8)
  }

  // MARK: - Series

  /// The classes of a series: its color and its dash.
  private static func look(_ series: DocumentChart.Series) -> String {
    guard let color = series.color else { return "plain" }
    let dash = color / 6 % 3
    return "c\(color % 6)" + (dash > 0 ? " d\(dash)" : "")
  }

  /// By series and point, what the bars before have piled up.
  private func floors(of series: [DocumentChart.Series]) -> [[Double]] {
    var heights: [Double: Double] = [:]
    return series.map { one in
      guard one.form == .bars else { return one.points.map { _ in 0 } }
      return one.points.map { point in
        let floor = heights[point.x] ?? 0
        if point.y.isFinite { heights[point.x] = floor + point.y }
        return floor
      }
    }
  }

  private func drawn(
    _ series: DocumentChart.Series, _ plane: Plane, over floors: [Double]
  ) -> String {
    switch series.form {
    case .bars: bars(series, plane, over: floors)
    case .steps: path(steps(series, plane), series)
    case .marks: marks(series, plane)
    case .line: path(stretches(series).map { places($0, plane) }, series) + marks(series, plane)
    case .band: band(series, plane)
    }
  }

  private func bars(
    _ series: DocumentChart.Series, _ plane: Plane, over floors: [Double]
  ) -> String {
    zip(series.points, floors).filter { $0.0.y.isFinite }.map { point, floor in
      let (left, right) = (plane.x.place(point.x), plane.x.place(point.end ?? point.x))
      let (top, bottom) = (plane.y.place(floor + point.y), plane.y.place(floor))
      let mark = point.label.isEmpty ? "" : "<title>\(Markup.escape(point.label))</title>"
      return "<g class=\"\(mark.isEmpty ? "" : "mark")\">\(mark)"
        + "<rect class=\"\(Self.look(series)) area\" x=\"\(Self.text(left))\" "
        + "y=\"\(Self.text(top))\" width=\"\(Self.text(max(0.5, right - left - 0.5)))\" "
        + "height=\"\(Self.text(max(0, bottom - top)))\"/></g>"
    }.joined()
  }

  /// Points that follow one another without a gap.
  private func stretches(_ series: DocumentChart.Series) -> [[DocumentChart.Point]] {
    series.points.split { !$0.x.isFinite || !$0.y.isFinite }.map(Array.init)
  }

  private func places(_ points: [DocumentChart.Point], _ plane: Plane) -> [(Double, Double)] {
    points.map { (plane.x.place($0.x), plane.y.place($0.y)) }
  }

  private func steps(_ series: DocumentChart.Series, _ plane: Plane) -> [[(Double, Double)]] {
    stretches(series).map { points in
      points.flatMap { point in
        let y = plane.y.place(point.y)
        return [(plane.x.place(point.x), y), (plane.x.place(point.end ?? point.x), y)]
      }
    }
  }

  private func path(_ stretches: [[(Double, Double)]], _ series: DocumentChart.Series) -> String {
    stretches.map { points in
      "<polyline class=\"path \(Self.look(series)) curve\" points=\"\(Self.corners(points))\"/>"
    }.joined()
  }

  private static func corners(_ points: [(Double, Double)]) -> String {
    points.map { "\(text($0.0)),\(text($0.1))" }.joined(separator: " ")
  }

  /// A line over the area between the ends of its intervals.
  private func band(_ series: DocumentChart.Series, _ plane: Plane) -> String {
    stretches(series).map { points in
      let ends = points.filter { $0.low?.isFinite == true && $0.high?.isFinite == true }
      let upper = ends.map { (plane.x.place($0.x), plane.y.place(plane.y.clamped($0.high ?? 0))) }
      let lower = ends.reversed().map {
        (plane.x.place($0.x), plane.y.place(plane.y.clamped($0.low ?? 0)))
      }
      let area =
        ends.count < 2
        ? ""
        : "<polygon class=\"\(Self.look(series)) spread\" points=\"\(Self.corners(upper + lower))\"/>"
      let dot = places(points, plane)
      let dots =
        points.count > 60
        ? ""
        : dot.map {
          "<circle class=\"\(Self.look(series)) dot\" cx=\"\(Self.text($0.0))\" "
            + "cy=\"\(Self.text($0.1))\" r=\"2.2\"/>"
        }.joined()
      return area + path([dot], series) + dots
    }.joined()
  }

  private func marks(_ series: DocumentChart.Series, _ plane: Plane) -> String {
    var body = ""
    let points = series.points.filter { $0.x.isFinite && $0.y.isFinite }
    for point in points {
      let (x, y) = (plane.x.place(point.x), plane.y.place(point.y))
      body += "<g class=\"mark\(series.color == nil ? "" : " " + Self.look(series))\">"
      body += "<title>\(Markup.escape(point.label))</title>"
      if let low = point.low, let high = point.high, low.isFinite, high.isFinite {
        body += line(
          x, plane.y.place(plane.y.clamped(low)), x, plane.y.place(plane.y.clamped(high)), "interval")
      }
      if let across = point.across {
        body += line(
          plane.x.place(across.lowerBound), y, plane.x.place(across.upperBound), y, "interval")
      }
      body += mark(x, y, point.tone) + "</g>"
    }
    if series.isNamed, let last = points.last {
      body += text(
        plane.x.place(last.x) + 8, plane.y.place(last.y) + 4, Self.cut(series.name, to: 14), "start")
    }
    return body
  }

  /// The names of points, those that would cover another left out.
  private func names(_ points: [DocumentChart.Point], _ plane: Plane) -> String {
    var taken: [(x: ClosedRange<Double>, y: Double)] = []
    var body = ""
    for point in points where !point.name.isEmpty && point.x.isFinite && point.y.isFinite {
      let (x, y) = (plane.x.place(point.x), plane.y.place(point.y) - 8)
      let name = Self.cut(point.name, to: 26)
      let width = 7.5 * Double(TerminalText.width(name))
      let isLeft = x + width > plane.right
      let place = isLeft ? x - width - 8...x - 8 : x + 8...x + 8 + width
      guard !taken.contains(where: { $0.x.overlaps(place) && abs($0.y - y) < 14 }) else { continue }
      taken.append((place, y))
      body += text(isLeft ? x - 8 : x + 8, y, name, isLeft ? "end" : "start")
    }
    return body
  }

  /// A stretch over the whole height that is seen only where it is told of.
  private func span(_ span: DocumentChart.Span, _ plane: Plane) -> String {
    let (left, right) = (
      plane.x.place(plane.x.clamped(span.place.lowerBound)),
      plane.x.place(plane.x.clamped(span.place.upperBound))
    )
    return "<g class=\"mark span\"><title>\(Markup.escape(span.label))</title>"
      + "<rect x=\"\(Self.text(left))\" y=\"\(Self.text(plane.top))\" "
      + "width=\"\(Self.text(max(0.5, right - left)))\" height=\"\(Self.text(plane.bottom - plane.top))\"/></g>"
  }
}
