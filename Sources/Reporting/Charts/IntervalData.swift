import ContactCenter
import Experiments

/// The data of a chart by interval: one row for each interval with every series in columns of its
/// own.
///
/// Column `v0` holds series 0, `v0low` and `v0high` its confidence band, `v0base` the foot of a
/// stacked bar, and `t0` the figure in words.
struct IntervalData {
  let series: [IntervalChart.Series]
  let axis: TimeAxis
  /// Series × interval.
  let estimates: [[Estimate]]
  private let units: [IndicatorUnit]
  /// Whether a series has a value in any interval.
  let hasValue: [Bool]
  /// Series × interval: whether the quotient rests on so little that a line through it misleads.
  private let isSparse: [[Bool]]

  init(series: [IntervalChart.Series], result: StudyResult?, axis: TimeAxis) {
    self.series = series
    self.axis = axis
    estimates = series.map { one in
      axis.starts.indices.map { interval in
        if let values = one.values { return Estimate(value: values[interval]) }
        return one.indicator.flatMap {
          result?.estimate($0, of: one.scope, interval: axis.numbers[interval])
        } ?? .undefined
      }
    }
    units = series.map { $0.indicator.flatMap(IndicatorCatalogue.indicator)?.unit ?? .agents }
    isSparse = series.map { IntervalData.sparse($0, result: result, axis: axis) }
    hasValue = estimates.map { $0.contains { $0.value != nil } }
  }

  var hasValues: Bool { hasValue.contains(true) }

  /// Whether lines leave out intervals that have figures.
  var leavesOutSparse: Bool {
    series.indices.contains { index in
      axis.starts.indices.contains { isSparse[index][$0] && estimates[index][$0].value != nil }
    }
  }

  /// Whether an interval has less than 5 % of the busiest one's contacts, or of its agents.
  ///
  /// Shares and mean times of such intervals, as around closing, jump between their extremes and
  /// would hide the others; the tooltip and the tables have them.
  private static func sparse(
    _ series: IntervalChart.Series, result: StudyResult?, axis: TimeAxis
  ) -> [Bool] {
    guard let result, let indicator = series.indicator.flatMap(IndicatorCatalogue.indicator),
      indicator.unit == .proportion || indicator.unit == .seconds
    else { return Array(repeating: false, count: axis.starts.count) }
    let basis = indicator.kind == .agents ? FigureName.agentsOnDuty : .offered
    let sizes = axis.numbers.map { result.value(basis, of: series.scope, interval: $0) ?? 0 }
    let least = 0.05 * (sizes.max() ?? 0)
    return sizes.map { $0 < least }
  }

  /// The largest value to be drawn.
  var largest: Double {
    var largest = 0.0
    for interval in axis.starts.indices {
      var stack = 0.0
      for index in series.indices {
        let value = isSparse[index][interval] ? 0 : estimates[index][interval].value ?? 0
        if case .stacked = series[index].form { stack += value }
        largest = max(largest, value, stack)
      }
    }
    return largest
  }

  /// One row for each interval, and before each gap one that ends the steps and one that breaks
  /// lines.
  func rows(scale: AxisScale) -> [VegaValue] {
    var rows: [VegaValue] = []
    for interval in axis.starts.indices {
      rows.append(.object(row(interval, scale: scale)))
      guard axis.isLastBeforeGap(interval) else { continue }
      let end = axis.ends[interval]
      rows.append(.object(edge(interval, at: end, scale: scale)))
      if interval + 1 < axis.starts.count {
        rows.append(["from": .number(end + 1), "mid": .number(end + 1)])
      }
    }
    return rows
  }

  private func row(_ interval: Int, scale: AxisScale) -> [VegaValue.Member] {
    let (start, end) = (axis.starts[interval], axis.ends[interval])
    var members: [VegaValue.Member] = [
      .init(key: "label", value: .text(axis.span(interval))),
      .init(key: "from", value: .number(start)), .init(key: "to", value: .number(end)),
      .init(key: "mid", value: .number((start + end) / 2)),
    ]
    var stack = 0.0
    for index in series.indices where hasValue[index] {
      let estimate = estimates[index][interval]
      members.append(
        .init(key: "t\(index)", value: .text(FigureText.estimate(estimate, unit: units[index]))))
      guard let value = estimate.value, !isSparse[index][interval] else { continue }
      let drawn = value * scale.factor
      switch series[index].form {
      case .stacked:
        members.append(.init(key: "v\(index)base", value: .number(stack)))
        stack += drawn
        members.append(.init(key: "v\(index)", value: .number(stack)))
      case .lineWithBand:
        members.append(.init(key: "v\(index)", value: .number(drawn)))
        members += band(index, estimate: estimate, scale: scale)
      case .line, .step:
        members.append(.init(key: "v\(index)", value: .number(drawn)))
      }
    }
    return members
  }

  /// The confidence interval, cut where the indicator cannot be.
  private func band(
    _ index: Int, estimate: Estimate, scale: AxisScale
  ) -> [VegaValue.Member] {
    guard let value = estimate.value, let half = estimate.halfWidth else { return [] }
    let ceiling = units[index] == .proportion ? 1 : Double.infinity
    return [
      .init(key: "v\(index)low", value: .number(max(0, value - half) * scale.factor)),
      .init(key: "v\(index)high", value: .number(min(ceiling, value + half) * scale.factor)),
    ]
  }

  private func edge(_ interval: Int, at end: Double, scale: AxisScale) -> [VegaValue.Member] {
    var members: [VegaValue.Member] = [.init(key: "from", value: .number(end))]
    for index in series.indices {
      guard case .step = series[index].form, let value = estimates[index][interval].value
      else { continue }
      members.append(.init(key: "v\(index)", value: .number(value * scale.factor)))
    }
    return members
  }
}
