import Experiments

/// The tables of grids and tornados.
struct VariationTables {
  let comparison: Comparison

  private var result: TournamentResult { comparison.result }

  private func number(_ kpi: TournamentKPI, _ entrant: Int?) -> ReportTable.Cell {
    guard let entrant else { return ReportTable.Cell("–") }
    return ReportTable.Cell(comparison.estimate(kpi, of: entrant), unit: kpi.unit)
  }

  // MARK: - Grids

  /// A grid's tables: one with all KPIs for one axis or more than two, else one for each KPI.
  func grid(_ axes: [ComparisonContext.Axis], _ cells: [Int?]) -> [ReportTable] {
    axes.count == 2 ? comparison.kpis.map { plane($0, axes, cells) } : [list(axes, cells)]
  }

  private func value(_ axis: ComparisonContext.Axis, _ place: Int) -> ReportTable.Cell {
    let mark = axis.current == place ? " •" : ""
    return ReportTable.Cell(axis.values[place] + mark, order: axis.numbers[place])
  }

  private func list(_ axes: [ComparisonContext.Axis], _ cells: [Int?]) -> ReportTable {
    let hasGoals = !result.settings.goals.isEmpty
    let tables = ComparisonTables(comparison: comparison)
    let rows = cells.indices.map { index -> [ReportTable.Cell] in
      var places: [Int] = []
      var rest = index
      for axis in axes.reversed() {
        places.insert(rest % axis.values.count, at: 0)
        rest /= axis.values.count
      }
      var row = zip(axes, places).map { value($0, $1) }
      row += comparison.kpis.map { number($0, cells[index]) }
      if hasGoals {
        row.append(
          ReportTable.Cell(cells[index].map { tables.goalMark(result.entrants[$0]) } ?? "–"))
      }
      return row
    }
    return ReportTable(
      identifier: "grid", title: "Grid", caption: caption(axes),
      columns: axes.map { .init(title: $0.path, isNumber: false) }
        + comparison.kpis.map { .init(title: comparison.title($0), explanation: $0.definition) }
        + (hasGoals ? [.init(title: "Goals", isNumber: false)] : []), rows: rows)
  }

  private func plane(
    _ kpi: TournamentKPI, _ axes: [ComparisonContext.Axis], _ cells: [Int?]
  ) -> ReportTable {
    let width = axes[1].values.count
    let rows = axes[0].values.indices.map { row in
      [value(axes[0], row)] + (0..<width).map { number(kpi, cells[row * width + $0]) }
    }
    return ReportTable(
      identifier: "grid-\(VariationCharts.anchor(kpi))", title: comparison.title(kpi),
      caption: "\(axes[0].path) down, \(axes[1].path) across. " + caption(axes),
      columns: [.init(title: axes[0].path, isNumber: false)]
        + axes[1].values.indices.map { .init(title: value(axes[1], $0).text) }, rows: rows)
  }

  private func caption(_ axes: [ComparisonContext.Axis]) -> String {
    let mark = axes.contains { $0.current != nil } ? " •: as the scenario has it." : ""
    return "With half-widths of \(comparison.level) confidence intervals.\(mark)"
  }

  // MARK: - Tornados

  /// A bar of a tornado: a setting and what its values do to a KPI.
  struct Bar {
    var factor: ComparisonContext.Factor
    /// By the factor's points: what differs from the scenario as it is.
    var differences: [PairedDifference?]
    /// The largest of the differences and 0, less the smallest.
    var swing: Double
    /// What the swing may be, by the intervals of the differences that hold all at once; nil: one has
    /// none.
    var bounds: ClosedRange<Double>?

    /// Whether this bar is surely wider than another.
    ///
    /// Example: 18.6 to 19.6 and 18.3 to 19.5 points are not told apart.
    func isSurelyWider(than other: Bar) -> Bool {
      guard let bounds, let others = other.bounds else { return false }
      return bounds.lowerBound > others.upperBound
    }
  }

  /// The bars of a KPI, the widest first.
  func bars(_ kpi: TournamentKPI, _ factors: [ComparisonContext.Factor]) -> [Bar] {
    factors.map { factor in
      let differences = factor.points.map { comparison.comparison(kpi, of: $0.entrant) }
      let values = differences.compactMap { $0?.estimate.value } + [0]
      return Bar(
        factor: factor, differences: differences,
        swing: (values.max() ?? 0) - (values.min() ?? 0), bounds: bounds(differences))
    }.sorted { $0.swing > $1.swing }
  }

  /// The least and the largest swing that the joint intervals of differences leave open.
  private func bounds(_ differences: [PairedDifference?]) -> ClosedRange<Double>? {
    let ends = differences.compactMap { $0?.simultaneous } + [0...0]
    guard ends.count == differences.count + 1 else { return nil }
    let (lows, highs) = (ends.map(\.lowerBound), ends.map(\.upperBound))
    let least = max(0, (lows.max() ?? 0) - (highs.min() ?? 0))
    return least...max(least, (highs.max() ?? 0) - (lows.min() ?? 0))
  }

  /// A tornado's table: every value of every setting, the widest bar first.
  func tornado(_ kpi: TournamentKPI, _ factors: [ComparisonContext.Factor]) -> ReportTable {
    let tables = ComparisonTables(comparison: comparison)
    let rows = bars(kpi, factors).flatMap { bar in
      zip(bar.factor.points, bar.differences).enumerated().map { place, pair in
        let (point, difference) = pair
        // With as many digits as the differences have.
        var swing = ReportTable.Cell(
          .init(value: bar.swing, halfWidth: difference?.estimate.halfWidth), unit: kpi.unit)
        swing.halfWidth = ""
        if kpi.unit == .proportion { swing.unit = " pp" }
        return [
          ReportTable.Cell(bar.factor.path), ReportTable.Cell(point.text),
          number(kpi, point.entrant),
          difference.map { Comparison.difference($0.estimate, unit: kpi.unit) }
            ?? ReportTable.Cell("–"),
          ReportTable.Cell(difference.map(tables.interval) ?? "–"),
          place == 0 ? swing : ReportTable.Cell(""),
        ]
      }
    }
    let base = comparison.figure(comparison.estimate(kpi, of: 0), of: kpi)
    return ReportTable(
      identifier: "tornado-\(VariationCharts.anchor(kpi))", title: comparison.title(kpi),
      caption: "As it is: \(base). Differences are paired; “Together”: \(comparison.level) "
        + "intervals that hold all at once. The swing is the bar's length.",
      columns: [
        .init(title: "Setting", isNumber: false), .init(title: "Value"), .init(title: kpi.label),
        .init(title: "Difference"), .init(title: "Together"), .init(title: "Swing"),
      ], rows: rows)
  }
}
