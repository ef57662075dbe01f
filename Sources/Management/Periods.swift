import Experiments

extension ManagementReport {
  /// The report with earlier periods beside it: their values, with three periods or more trends, and
  /// with eight or more and a trend beyond chance forecasts for the deadline.
  ///
  /// Of the KPIs whose trends are tested for a forecast all are tested together, by Holm's rule: that any
  /// of them gets one by chance alone has at most the probability 1 − confidence of the report.
  ///
  /// - Parameters:
  ///   - earlier: Reports of earlier periods, oldest first.
  ///   - catalogue: The KPIs.
  /// - Returns: The report of this period, with all periods.
  public func after(_ earlier: [ManagementReport], catalogue: KPICatalogue) -> ManagementReport {
    guard !earlier.isEmpty else { return self }
    var report = self
    let ordered = (earlier + [self]).sorted { $0.time.dataDate < $1.time.dataDate }
    report.periods = ordered.map { period in
      PeriodFigures(
        name: period.run.scenario, day: period.time.dataDate,
        values: Dictionary(
          period.kpis.compactMap { line in line.estimate.map { (line.identifier, $0) } },
          uniquingKeysWith: { first, _ in first }))
    }
    let lines = report.kpis.indices.compactMap { place in
      catalogue.kpi(report.kpis[place].identifier).map { (place, $0) }
    }
    let found = lines.compactMap { place, kpi in
      PeriodTrend(of: kpi, in: report).map { (place, $0) }
    }
    let isTold = Holm.rejected(
      found.map { $0.1.testedChance }, error: 1 - report.run.confidence)
    for (number, (place, trend)) in found.enumerated() {
      report.kpis[place].add(trend, isTold: isTold[number], report)
    }
    return report
  }
}

/// A KPI's values over the periods of a report, with their trend.
private struct PeriodTrend {
  let kpi: KPI
  let times: [Double]
  let values: [Double]
  var trend: Trend
  /// The day of the deadline; nil: there is none after the last period.
  let deadline: Double?

  /// The trend of a KPI; nil: fewer than three periods have a value.
  init?(of kpi: KPI, in report: ManagementReport) {
    let points = report.periods.compactMap { period -> (Double, Double)? in
      guard let day = Day.number(period.day), let value = period.values[kpi.identifier]?.value
      else { return nil }
      return (Double(day), value)
    }
    (times, values) = (points.map(\.0), points.map(\.1))
    guard points.count >= 3,
      let slope = TrendTest.theilSen(
        times: times, values: values, confidence: report.run.confidence)
    else { return nil }
    self.kpi = kpi
    trend = Trend(
      slopePerDay: slope.slope, slopeLow: slope.low, slopeHigh: slope.high,
      pValue: TrendTest.mannKendall(values))
    let last = times[times.count - 1]
    deadline = report.time.deadline.flatMap(Day.number).map(Double.init).flatMap {
      $0 > last ? $0 : nil
    }
  }

  /// The p-value that a forecast depends on; nil: none is possible, or the value never changed.
  var testedChance: Double? {
    guard deadline != nil, values.count >= Trend.leastPeriods, Set(values).count > 1 else {
      return nil
    }
    return trend.pValue
  }
}

extension KPIResult {
  /// Adds the trend over the report's periods, and its evidence to the check of time.
  fileprivate mutating func add(
    _ found: PeriodTrend, isTold: Bool, _ report: ManagementReport
  ) {
    var trend = found.trend
    let (times, values) = (found.times, found.values)
    if let deadline = found.deadline, let last = times.last, let value = values.last {
      if isTold {
        trend.forecast = TrendTest.forecast(
          times: times, values: values, at: deadline, confidence: report.run.confidence
        )?.within(found.kpi.unit.bounds(holding: values))
      }
      if let rule = rule(found.kpi) {
        let gap = rule.gap(value)
        trend.requiredSlope = gap == 0 ? nil : gap / (deadline - last)
        trend.outlook = trend.forecast.map { rule.outlook($0) }
      }
    }
    self.trend = trend
    noteTrend(trend, found.kpi, periods: times.count)
  }

  /// The rule of the report's target; nil: it has none that can be compared.
  private func rule(_ kpi: KPI) -> TargetRule? {
    guard let target, verdict != .notMeasured else { return nil }
    return TargetRule(kpi, target)
  }

  private mutating func noteTrend(_ trend: Trend, _ kpi: KPI, periods: Int) {
    guard target != nil else { return }
    smart.timeBound.evidence.removeAll { $0.phrase == "timeBound.onePeriod" }
    smart.timeBound.evidence.append(
      Finding(
        "timeBound.trend",
        [
          "slope": .number(7 * trend.slopePerDay, unit: ReportBuilder.signed(kpi)),
          "p": .number(trend.pValue, unit: "plain"),
          "count": .number(Double(periods), unit: "count"),
        ]))
    guard let forecast = trend.forecast, let outlook = trend.outlook else {
      smart.timeBound.evidence.append(
        Finding(
          "timeBound.noForecast",
          ["count": .number(Double(Trend.leastPeriods), unit: "count")]))
      return
    }
    smart.timeBound.evidence.append(
      Finding(
        "timeBound.outlook",
        [
          "forecast": .estimate(forecast, unit: kpi.unit.rawValue),
          "outlook": .word("outlook.\(outlook)"),
        ]))
    if outlook != "onTrack", smart.timeBound.verdict == .pass {
      smart.timeBound.verdict = .warning
    }
  }
}

extension TargetRule {
  /// onTrack, atRisk or offTrack: all, part or nothing of a forecast's interval meets the target.
  func outlook(_ forecast: KPIEstimate) -> String {
    switch goal(forecast) {
    case .met: return "onTrack"
    case .missed: return "offTrack"
    case .undecided: return "atRisk"
    }
  }
}

extension KPI.Unit {
  /// What values of the unit can be: no share that was never above 100 % will be, and nothing that
  /// was never below 0.
  fileprivate func bounds(holding values: [Double]) -> ClosedRange<Double> {
    let low = values.allSatisfy { $0 >= 0 } ? 0 : -Double.infinity
    let high = self == .proportion && values.allSatisfy { $0 <= 1 } ? 1 : Double.infinity
    return low...high
  }
}

extension KPIEstimate {
  /// The estimate with what lies beyond the bounds cut off.
  fileprivate func within(_ bounds: ClosedRange<Double>) -> KPIEstimate {
    func cut(_ value: Double) -> Double {
      min(bounds.upperBound, max(bounds.lowerBound, value))
    }
    return KPIEstimate(value: cut(value), low: low.map(cut), high: high.map(cut))
  }
}
