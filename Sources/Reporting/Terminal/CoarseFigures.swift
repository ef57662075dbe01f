import Experiments

extension ReportTable {
  /// The same table with the same few digits all down a column and without half-widths, for pages
  /// that have no room for more.
  ///
  /// The figures are those that the table was made from.
  func coarse(_ figures: [Figure]) -> ReportTable {
    var units: [String: IndicatorUnit] = [:]
    for figure in figures {
      guard let indicator = IndicatorCatalogue.indicator(figure.indicator) else { continue }
      units[figure.title ?? indicator.label] = indicator.unit
    }
    var table = self
    for row in rows.indices {
      for (column, title) in columns.map(\.title).enumerated() {
        guard let unit = units[title] else { continue }
        table.rows[row][column].halfWidth = ""
        table.rows[row][column].unit = ""
        table.rows[row][column].text = FigureText.coarse(rows[row][column].order, unit: unit)
      }
    }
    return table
  }
}

extension FigureText {
  /// "80.4 %", "23.1 s", "160.3": one decimal, two for ratios, none for large counts.
  static func coarse(_ value: Double?, unit: IndicatorUnit) -> String {
    guard let value, value.isFinite else { return "–" }
    let decimals: Int
    switch unit {
    case .ratio, .rings: decimals = 2
    case .money: decimals = moneyDecimals(value, halfWidth: nil)
    case .count, .squareSeconds: decimals = abs(value) < 1000 ? 1 : 0
    case .seconds, .hours, .proportion, .contacts, .agents, .lines, .perHour, .points: decimals = 1
    }
    return fixed(unit == .proportion ? 100 * value : value, decimals: decimals) + suffix(unit)
  }
}
