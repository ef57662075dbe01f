import Experiments

// The charts of comparisons and variations.

extension ComparisonDocument {
  /// The estimate with its interval, for drawing.
  private func drawn(_ value: Double, _ ends: ClosedRange<Double>?) -> KPIEstimate {
    KPIEstimate(value: value, low: ends?.lowerBound, high: ends?.upperBound)
  }

  /// Paired differences from the best (or from the reference) in the objective.
  var differenceChart: DocumentChart? {
    let objective = result.settings.objective
    let pairs =
      result.againstBest.isEmpty
      ? result.comparisons.filter { $0.kpi.name == objective.name } : result.againstBest
    let bars = pairs.compactMap { pair in
      pair.estimate.value.map { value in
        DocumentChart.Bar(
          label: name(pair.entrant), text: change(pair.estimate, objective.unit).text,
          values: [drawn(value, pair.simultaneous)],
          tone: pair.verdict == .notTold ? .neutral : tone(pair.verdict))
      }
    }.sorted { ($0.values.first?.value ?? 0) < ($1.values.first?.value ?? 0) }
    guard !bars.isEmpty, let first = pairs.first else { return nil }
    let format = FigureFormat(of: objective.unit).change
    let heading = words.differenceFrom(name(first.reference), title(objective))
    return DocumentChart(
      identifier: "differences", title: heading, caption: words.jointIntervals(level),
      altText: heading + language.words[.colon]
        + language.semicolons(bars.map { "\($0.label) \($0.text)" }), isInTable: true,
      kind: .bars(
        bars,
        .init(
          title: money.unitName(format), format: format, references: [.init(value: 0, name: "")])))
  }

  /// The entrants in the plane of two KPIs, those on the Pareto front joined by a line.
  var paretoChart: DocumentChart? {
    let front = result.pareto
    guard front.points.count > 1, front.x.name != front.y.name else { return nil }
    let (x, y) = (FigureFormat(of: front.x.unit), FigureFormat(of: front.y.unit))
    let isCrowded = front.points.count > 12
    func point(_ one: ParetoPoint) -> DocumentChart.Point? {
      guard let across = one.x.value, let up = one.y.value else { return nil }
      let figures = [
        "\(title(front.x)) \(cell(one.x, front.x.unit).text)",
        "\(title(front.y)) \(cell(one.y, front.y.unit).text)",
      ]
      let own = name(one.entrant)
      return DocumentChart.Point(
        x: across, y: up, low: one.y.interval?.lowerBound, high: one.y.interval?.upperBound,
        across: one.x.interval,
        label: own + language.words[.colon] + language.semicolons(figures),
        name: isCrowded && !one.isOnFront ? "" : own)
    }
    func series(_ isOnFront: Bool) -> DocumentChart.Series {
      let points = front.points.filter { $0.isOnFront == isOnFront }.compactMap(point)
      return .init(
        name: isOnFront ? words.onTheFront : words.notOnTheFront,
        points: points.sorted { $0.x < $1.x }, form: isOnFront ? .line : .marks,
        color: isOnFront ? 1 : 5)
    }
    let heading = words.plane(title(front.y), title(front.x))
    let names = front.points.filter(\.isOnFront).map { name($0.entrant) }
    return DocumentChart(
      identifier: "pareto-front", title: heading, caption: words.planeCaption,
      altText: heading + language.words[.colon]
        + words.front(names, words.name(of: front.x), words.name(of: front.y), language),
      isInTable: true,
      kind: .points(
        [series(true), series(false)],
        x: .init(title: axisTitle(front.x, x), format: x),
        y: .init(title: money.unitName(y), format: y)))
  }

  private func axisTitle(_ kpi: TournamentKPI, _ format: FigureFormat) -> String {
    let unit = money.unitName(format)
    return unit.isEmpty ? words.name(of: kpi) : words.name(of: kpi) + language.words.bracketed(unit)
  }

  // MARK: - Variations

  /// A KPI along the only axis of a grid.
  func line(
    _ kpi: TournamentKPI, _ axis: ComparisonContext.Axis, _ cells: [Int?]
  ) -> DocumentChart? {
    let isNumeric = axis.numbers.allSatisfy { $0 != nil }
    let points = cells.indices.compactMap { place -> DocumentChart.Point? in
      guard let entrant = cells[place] else { return nil }
      let estimate = comparison.estimate(kpi, of: entrant)
      let ends = estimate.interval
      return estimate.value.map {
        .init(
          x: isNumeric ? axis.numbers[place] ?? 0 : Double(place), y: $0, low: ends?.lowerBound,
          high: ends?.upperBound,
          label: "\(axis.values[place])\(language.words[.colon])\(cell(estimate, kpi.unit).text)")
      }
    }
    guard points.count > 1 else { return nil }
    let format = FigureFormat(of: kpi.unit)
    let heading = words.along(kpi: title(kpi), axis.path)
    return DocumentChart(
      identifier: "line-\(Self.anchor(kpi))", title: heading, caption: words.withIntervals(level),
      altText: heading + language.words[.colon] + language.semicolons(points.map(\.label)),
      isInTable: true,
      kind: .points(
        [.init(name: heading, points: points, form: .line, color: 0)],
        x: .init(
          title: axis.path, format: FigureFormat(.plain),
          labels: isNumeric ? [] : axis.values.enumerated().map { (Double($0), $1) }),
        y: .init(title: money.unitName(format), format: format)))
  }

  /// A KPI over the two axes of a grid.
  func map(
    _ kpi: TournamentKPI, _ axes: [ComparisonContext.Axis], _ cells: [Int?]
  ) -> Document.Map? {
    let width = axes[1].values.count
    let values = cells.map { $0.flatMap { comparison.estimate(kpi, of: $0).value } }
    let known = values.compactMap { $0 }
    guard let low = known.min(), let high = known.max() else { return nil }
    return Document.Map(
      identifier: "map-\(Self.anchor(kpi))", title: title(kpi),
      caption: words.plane(axes[0].path, axes[1].path), columns: axes[1].values,
      rows: axes[0].values.indices.map { row in
        (axes[0].values[row], (0..<width).map { values[row * width + $0] })
      }, format: FigureFormat(of: kpi.unit), range: low...high,
      isMoreBetter: !kpi.smallerIsBetter, rowTitle: axes[0].path, isInTable: true)
  }

  /// What settings do to a KPI, the widest swing first.
  func tornadoChart(_ kpi: TournamentKPI, _ bars: [VariationBar], base: String) -> DocumentChart {
    let drawn = bars.flatMap { bar in
      zip(bar.factor.points, bar.differences).compactMap { point, pair -> DocumentChart.Bar? in
        guard let pair, let value = pair.estimate.value else { return nil }
        return .init(
          label: "\(bar.factor.path) \(point.text)", text: change(pair.estimate, kpi.unit).text,
          values: [self.drawn(value, pair.simultaneous)], tone: tone(pair.verdict))
      }
    }
    let format = FigureFormat(of: kpi.unit).change
    return DocumentChart(
      identifier: "tornado-\(Self.anchor(kpi))", title: words.changesMost(title(kpi)),
      caption: words.tornadoCaption(base, level),
      altText: language.semicolons(drawn.map { "\($0.label) \($0.text)" }), isInTable: true,
      kind: .bars(
        drawn,
        .init(
          title: money.unitName(format), format: format, references: [.init(value: 0, name: "")])))
  }
}
