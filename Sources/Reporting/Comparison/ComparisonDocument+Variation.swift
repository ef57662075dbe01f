import Experiments

// Grids and tornados.

extension ComparisonDocument {
  // MARK: - Grids

  /// A grid: one table with all KPIs for one axis or more than two, else one for each KPI with its map.
  func grid(_ axes: [ComparisonContext.Axis], _ cells: [Int?]) -> [Part] {
    let blocks: [Block]
    if axes.count == 2 {
      blocks = comparison.kpis.flatMap { kpi -> [Block] in
        (map(kpi, axes, cells).map { [Block.heatMap($0)] } ?? [])
          + [.table(plane(kpi, axes, cells))]
      }
    } else {
      let charts = axes.count == 1 ? comparison.kpis.compactMap { line($0, axes[0], cells) } : []
      blocks = charts.map(Block.chart) + [.table(list(axes, cells))]
    }
    return [("decision", words.decision, [.lead(words.variation(comparison))])]
      + [("grid", words.grid, blocks)] + details
  }

  /// Goals and differences of a variation.
  private var details: [Part] {
    var parts: [Part] = []
    if let goals { parts.append(("goals", words.goals, [.detail(summary: nil, [.table(goals)])])) }
    if case .grid = context.form, let againstReference {
      parts.append(
        ("against-reference", words.againstReference, [.detail(summary: nil, [.table(againstReference)])]))
    }
    return parts
  }

  private func value(_ axis: ComparisonContext.Axis, _ place: Int) -> Cell {
    let mark = axis.current == place ? " •" : ""
    let text = axis.values[place] + mark
    return axis.numbers[place].map { Cell(text, .number($0, FigureFormat(.plain))) } ?? Cell(text)
  }

  private func caption(_ axes: [ComparisonContext.Axis]) -> String {
    language.joined([
      words.withIntervals(level),
      axes.contains { $0.current != nil }
        ? "•" + language.words[.colon] + words.asTheScenario + words.fullStop : "",
    ])
  }

  private func figure(_ kpi: TournamentKPI, _ entrant: Int?) -> Cell {
    entrant.map { cell(comparison.estimate(kpi, of: $0), kpi.unit) } ?? Cell(FigureText.none)
  }

  /// A row for each combination of values.
  private func list(_ axes: [ComparisonContext.Axis], _ cells: [Int?]) -> Table {
    let hasGoals = !result.settings.goals.isEmpty
    let rows = cells.indices.map { index -> [Cell] in
      var places: [Int] = []
      var rest = index
      for axis in axes.reversed() {
        places.insert(rest % axis.values.count, at: 0)
        rest /= axis.values.count
      }
      let verdict = cells[index].map { goals(of: result.entrants[$0]) }
      return zip(axes, places).map(value) + comparison.kpis.map { figure($0, cells[index]) }
        + (hasGoals ? [verdict ?? Cell(FigureText.none)] : [])
    }
    return Table(
      identifier: "grid", title: words.grid, caption: caption(axes),
      columns: axes.map { .init(title: $0.path) } + comparison.kpis.map(column)
        + (hasGoals ? [.init(title: words.goals)] : []), rows: rows)
  }

  /// A KPI with the first axis down and the second across.
  private func plane(
    _ kpi: TournamentKPI, _ axes: [ComparisonContext.Axis], _ cells: [Int?]
  ) -> Table {
    let width = axes[1].values.count
    return Table(
      identifier: "grid-\(Self.anchor(kpi))", title: title(kpi),
      caption: language.joined([words.downAndAcross(axes[0].path, axes[1].path), caption(axes)]),
      columns: [.init(title: axes[0].path)]
        + axes[1].values.indices.map { .init(title: value(axes[1], $0).text, isNumber: true) },
      rows: axes[0].values.indices.map { row in
        [value(axes[0], row)] + (0..<width).map { figure(kpi, cells[row * width + $0]) }
      })
  }

  // MARK: - Tornados

  /// A chart and a table for each KPI.
  func tornado(_ factors: [ComparisonContext.Factor]) -> [Part] {
    [
      ("decision", words.decision, [.lead(words.variation(comparison))]),
      ("tornado", words.differences, comparison.kpis.flatMap { tornado($0, factors) }),
    ] + details
  }

  private func tornado(_ kpi: TournamentKPI, _ factors: [ComparisonContext.Factor]) -> [Block] {
    let bars = comparison.bars(kpi, factors)
    let format = FigureFormat(of: kpi.unit).change
    let rows = bars.flatMap { bar in
      zip(bar.factor.points, bar.differences).enumerated().map { place, pair -> [Cell] in
        let (point, difference) = pair
        // With as many digits as the differences have.
        let swing = Cell(
          money.figure(
            bar.swing, FigureFormat(format.unit), halfWidth: difference?.estimate.halfWidth),
          .number(bar.swing, FigureFormat(format.unit)))
        return [
          Cell(bar.factor.path), Cell(point.text), figure(kpi, point.entrant),
          difference.map { change($0.estimate, kpi.unit) } ?? Cell(FigureText.none),
          difference.map(together) ?? Cell(FigureText.none), place == 0 ? swing : Cell(""),
        ]
      }
    }
    let base = cell(comparison.estimate(kpi, of: 0), kpi.unit).text
    var chart = tornadoChart(kpi, bars, base: base)
    chart.isDrawnInText = true
    return [
      .heading(title(kpi)), .chart(chart),
      .table(
        Table(
          identifier: "tornado-\(Self.anchor(kpi))", title: title(kpi),
          caption: words.tornadoCaption(base, level),
          columns: [
            .init(title: words.setting), .init(title: words.value),
            .init(title: words.name(of: kpi), isNumber: true),
            .init(title: words.difference, isNumber: true), .init(title: words.together),
            .init(title: words.swing, isNumber: true),
          ], rows: rows, isOrdered: true)),
    ]
  }
}
