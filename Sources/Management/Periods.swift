import Experiments

extension ManagementReport {
  /// The report with earlier periods beside it: their values, with three periods or more trends, and
  /// with eight or more and a trend beyond chance forecasts for the deadline.
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
    for place in report.kpis.indices {
      guard let kpi = catalogue.kpi(report.kpis[place].identifier) else { continue }
      report.kpis[place].addTrend(kpi, report)
    }
    return report
  }
}

extension KPIResult {
  /// Adds the trend over the report's periods, and its evidence to the check of time.
  fileprivate mutating func addTrend(_ kpi: KPI, _ report: ManagementReport) {
    let points = report.periods.compactMap { period -> (Double, Double)? in
      guard let day = Day.number(period.day), let value = period.values[identifier]?.value
      else { return nil }
      return (Double(day), value)
    }
    let (times, values) = (points.map(\.0), points.map(\.1))
    guard points.count >= 3,
      let slope = TrendTest.theilSen(
        times: times, values: values, confidence: report.run.confidence)
    else { return }
    var trend = Trend(
      slopePerDay: slope.slope, slopeLow: slope.low, slopeHigh: slope.high,
      pValue: TrendTest.mannKendall(values))
    if let deadline = report.time.deadline.flatMap(Day.number), let last = times.last,
      Double(deadline) > last
    {
      if points.count >= Trend.leastPeriods, trend.pValue < 1 - report.run.confidence {
        trend.forecast = TrendTest.forecast(
          times: times, values: values, at: Double(deadline), confidence: report.run.confidence
        )?.within(kpi.unit.bounds(holding: values))
      }
      if let rule = rule(kpi), let value = values.last {
        let gap = rule.gap(value)
        trend.requiredSlope = gap == 0 ? nil : gap / (Double(deadline) - last)
        trend.outlook = trend.forecast.map { rule.outlook($0) }
      }
    }
    self.trend = trend
    noteTrend(trend, kpi, periods: points.count)
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
