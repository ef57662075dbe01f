import Foundation

/// The charts of a document as native ones of a spreadsheet, two beside each other on a sheet, over
/// a sheet with their figures.
struct DocumentWorkbookCharts {
  let document: Document
  let formats: WorkbookFormats

  typealias Cell = Workbook.Cell
  typealias Style = Workbook.Style
  typealias Series = Workbook.Chart.Series

  /// Rows of 20 pixels and columns of 64 that a chart takes, with a gap.
  private static let place = (rows: 20, columns: 12)

  /// Adds both sheets; none where the document has no charts.
  func add(to workbook: inout Workbook) {
    let charts = document.sections.flatMap(\.blocks).flatMap(\.parts).compactMap { block in
      if case .chart(let chart) = block { chart } else { nil as DocumentChart? }
    }
    guard !charts.isEmpty else { return }
    var figures = Workbook.Sheet(name: document.language.word("sheet.chartData"))
    figures.widths = [36, 16, 16, 16, 16, 16]
    var series: [[Series]] = []
    // The sheet of the charts stands before that of their figures, whose name they need.
    var names = workbook
    names.add(Workbook.Sheet(name: document.language.word("sheet.charts")))
    let name = names.add(figures)
    for chart in charts {
      figures.rows.append([.text(chart.title, Style(.heading))])
      switch chart.kind {
      case .bars(let bars, let axis): series.append(write(bars, axis, to: &figures, name))
      case .points(let points, let x, let y):
        series.append(write(points, x, y, to: &figures, name))
      }
      figures.rows.append([])
    }
    var sheet = Workbook.Sheet(name: document.language.word("sheet.charts"))
    for (index, chart) in charts.enumerated() where !series[index].isEmpty {
      sheet.charts.append(native(chart, series: series[index], index: sheet.charts.count))
    }
    workbook.add(sheet)
    workbook.add(figures)
  }

  private func native(
    _ chart: DocumentChart, series: [Series], index: Int
  ) -> Workbook.Chart {
    let place = (
      row: index / 2 * Self.place.rows, column: index % 2 * Self.place.columns
    )
    var native = Workbook.Chart(
      .bars, title: chart.title, altText: chart.altText, series: series, place: place)
    switch chart.kind {
    case .bars(let bars, let axis):
      native.size.height = max(380, 70 + 22 * bars.count)
      native.yTitle = axis.title
      native.yFormat = formats.code(axis.format)
    case .points(let points, let x, let y):
      native.kind = x.labels.isEmpty ? .curves : .lines
      native.xTitle = x.title
      native.yTitle = y.title
      native.yFormat = formats.code(y.format)
      if x.labels.isEmpty {
        native.xFormat = formats.code(x.format)
        native.xRange = Self.range(
          points.flatMap { $0.points.map(\.x) } + x.references.map(\.value), x.format)
      }
      native.yRange = Self.range(
        points.flatMap { $0.points.map(\.y) } + y.references.map(\.value), y.format)
    }
    return native
  }

  // MARK: - Figures

  /// A row for each bar, a column for each series.
  private func write(
    _ bars: [DocumentChart.Bar], _ axis: DocumentChart.Axis, to sheet: inout Workbook.Sheet,
    _ name: String
  ) -> [Series] {
    let series = bars.map(\.series).max { $0.count < $1.count } ?? []
    let names = series.isEmpty ? [axis.title] : series
    sheet.rows.append(
      ([""] + names).map { .text($0, Style(.head)) })
    let first = sheet.rows.count
    for bar in bars {
      let values = names.indices.map { index in
        index < bar.values.count ? bar.values[index].value * formats.factor(axis.format) : nil
      }
      sheet.rows.append(
        [.text(bar.label)]
          + values.map { .number($0, Style(format: formats.code(axis.format))) })
    }
    guard !bars.isEmpty else { return [] }
    let rows = first...(sheet.rows.count - 1)
    return names.enumerated().map { index, title in
      Series(
        name: title, sheet: name, categories: .init(rows: rows, columns: 0...0),
        values: .init(rows: rows, columns: (index + 1)...(index + 1)))
    }
  }

  /// A row for each point with its place, its height and the lines across the chart.
  private func write(
    _ series: [DocumentChart.Series], _ x: DocumentChart.Axis, _ y: DocumentChart.Axis,
    to sheet: inout Workbook.Sheet, _ name: String
  ) -> [Series] {
    var written: [Series] = []
    for one in series where one.points.contains(where: \.y.isFinite) {
      sheet.rows.append(
        ([x.title, one.name] + y.references.map(\.name)).map { .text($0, Style(.head)) })
      let first = sheet.rows.count
      for point in one.points where point.y.isFinite {
        let label = x.labels.last { $0.place <= point.x }?.text
        sheet.rows.append(
          [
            label.map { .text($0) }
              ?? .number(
                point.x * formats.factor(x.format), Style(format: formats.code(x.format))),
            .number(point.y * formats.factor(y.format), Style(format: formats.code(y.format))),
          ]
            + y.references.map {
              .number($0.value * formats.factor(y.format), Style(format: formats.code(y.format)))
            })
      }
      let rows = first...(sheet.rows.count - 1)
      func column(_ index: Int, _ title: String, _ look: Series.Look) -> Series {
        var native = Series(
          name: title, sheet: name, categories: .init(rows: rows, columns: 0...0),
          values: .init(rows: rows, columns: index...index))
        native.look = look
        return native
      }
      written.append(column(1, one.name, one.form == .marks ? .dots : .usual))
      // Every series has the same lines; once is enough.
      if written.count == 1 {
        for (index, reference) in y.references.enumerated() {
          let look = Series.Look.reference(isLimit: reference.isLimit)
          written.append(column(2 + index, reference.name, look))
        }
      }
    }
    return written
  }

  /// Round ends around the values with a little room; spreadsheet programs would begin at 0.
  static func range(_ values: [Double], _ format: FigureFormat) -> ClosedRange<Double>? {
    let finite = values.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else { return nil }
    let spread = most > least ? most - least : max(abs(most), 1)
    let step = roundStep(spread / 4)
    let low = ((least - 0.05 * spread) / step).rounded(.down) * step
    let high = ((most + 0.05 * spread) / step).rounded(.up) * step
    let isShare = format.unit == .proportion && !format.isSigned
    let bounds = (
      low: least >= 0 ? max(0, low) : low, high: isShare && most <= 1 ? min(1, high) : high
    )
    return bounds.low < bounds.high ? bounds.low...bounds.high : nil
  }

  /// The next of 1, 2, 5 times a power of ten.
  private static func roundStep(_ step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    return power * ([1, 2, 5].first { $0 * power >= step } ?? 10)
  }
}
