import Experiments

// The charts of a management report, from the same figures as its tables.

extension ManagementBuilder {
  // MARK: - Bars

  /// How far each KPI is from its target in percent of the target, the good side to the right.
  var marginChart: DocumentChart? {
    let format = FigureFormat(.proportion, isSigned: true)
    let bars = entries.compactMap { entry -> DocumentChart.Bar? in
      guard let estimate = entry.result.estimate, let target = entry.result.target,
        let margin = Self.margin(estimate.value, target)
      else { return nil }
      // Beyond the good end of a range the target is met.
      let sign = entry.result.verdict == .overService ? -1.0 : 1
      let ends = [estimate.low, estimate.high].compactMap { $0 }
        .compactMap { Self.margin($0, target).map { sign * $0 } }.sorted()
      let value = KPIEstimate(value: sign * margin, low: ends.first, high: ends.last)
      return .init(
        label: name(entry.kpi.identifier),
        text: language.estimate(estimate, entry.format) + language.words[.comma]
          + word("column.target") + " " + language.target(target, unit: entry.kpi.unit),
        values: [value], tone: entry.result.verdict.tone)
    }
    guard !bars.isEmpty else { return nil }
    return DocumentChart(
      identifier: "margins", title: word("chart.margins"),
      caption: language.phrase("chart.margins"),
      altText: altText(bars),
      isInTable: true,
      kind: .bars(
        bars,
        .init(
          title: word("axis.margin"), format: format,
          references: [.init(value: 0, name: word("column.target"))], range: -0.25...0.25)))
  }

  /// The distance to the bound that is nearest to being missed, positive where it is met; nil where
  /// there is no bound to compare with.
  static func margin(_ value: Double, _ target: TargetFigure) -> Double? {
    var margins: [Double] = []
    if let low = target.low, low > 0 { margins.append((value - low) / low) }
    if let high = target.high, high > 0 { margins.append((high - value) / high) }
    guard let least = margins.min(), least.isFinite else { return nil }
    // A chart to scale would show nothing but the one that is far off.
    return max(-1, min(1, least))
  }

  /// The shares of days and months that meet the target.
  var shareChart: DocumentChart? {
    let names = [spans("share.span") ?? word("column.dayShare"), word("column.monthShare")]
    let bars = entries.compactMap { entry -> DocumentChart.Bar? in
      guard let day = entry.result.dayShare else { return nil }
      let month = entry.result.monthShare
      let format = FigureFormat(.chance)
      return .init(
        label: name(entry.kpi.identifier),
        text: [figure(day.value, format), figure(month?.value, format)].joined(separator: " / "),
        values: [day] + (month.map { [$0] } ?? []),
        series: names, tone: entry.result.verdict.tone)
    }
    guard !bars.isEmpty else { return nil }
    return DocumentChart(
      identifier: "shares", title: spans("chart.spanTitle") ?? word("chart.shares"),
      caption: spans("chart.spanShares") ?? language.phrase("chart.shares"),
      altText: altText(bars),
      isInTable: true,
      kind: .bars(
        bars, .init(title: "", format: FigureFormat(.proportion), range: 0...1)))
  }

  func contributionChart(_ entry: Entry, _ remedy: Remedy) -> DocumentChart? {
    let format = entry.format.change
    let bars = remedy.contributions.compactMap { part -> DocumentChart.Bar? in
      guard let change = part.change, change.value.isFinite else { return nil }
      return .init(
        label: name(part.child), text: language.estimate(change, format), values: [change],
        tone: .neutral)
    }
    guard bars.count > 1 else { return nil }
    return DocumentChart(
      identifier: "contributions-\(entry.kpi.identifier)", title: word("chart.contributions"),
      caption: language.phrase("chart.contributions", ["kpi": name(entry.kpi.identifier)]),
      altText: altText(bars),
      isInTable: true,
      kind: .bars(
        bars,
        .init(
          title: language.unitName(format), format: format, references: [.init(value: 0, name: "")])
      ))
  }

  private func altText(_ bars: [DocumentChart.Bar]) -> String {
    language.semicolons(bars.map { "\($0.label): \($0.text)" })
  }

  // MARK: - Days

  /// The daily values with limits of chance from the moving range, and the target.
  ///
  /// With days of one size Laney's p′ chart is the individuals chart of the daily shares: the limits
  /// have the variation between days and not only that of a binomial.
  func controlChart(_ entry: Entry) -> DocumentChart? {
    let days = entry.result.days.enumerated().compactMap { index, value in
      value.flatMap { $0.isFinite ? (day: index + 1, value: $0) : nil }
    }
    guard days.count >= 8, let limits = ControlLimits(days.map(\.value)) else { return nil }
    // Some proportions exceed the whole, such as adherence where agents stay longer.
    let isShare = entry.kpi.unit == .proportion && days.allSatisfy { $0.value <= 1 }
    let low = days.allSatisfy { $0.value >= 0 } ? max(0, limits.low) : limits.low
    let high = isShare ? min(1, limits.high) : limits.high
    var references = [
      DocumentChart.Reference(value: limits.center, name: word("line.mean"), isLimit: true),
      .init(value: low, name: word("line.lower"), isLimit: true),
      .init(value: high, name: word("line.upper"), isLimit: true),
    ]
    references += targetLines(entry)
    let outside = days.filter { $0.value < low || $0.value > high }.count
    let points = days.map { day in
      DocumentChart.Point(
        x: Double(day.day), y: day.value,
        label: spanPhrase(
          "chart.day",
          [
            "day": figure(Double(day.day), FigureFormat(.count)),
            "value": figure(day.value, entry.format),
          ]),
        tone: tone(of: day.value, entry))
    }
    return DocumentChart(
      identifier: "days-\(entry.kpi.identifier)",
      title: spanPhrase("chart.daysTitle", ["kpi": title(entry.kpi)]),
      caption: spanPhrase("chart.days"),
      altText: spanPhrase(
        "chart.daysText",
        [
          "count": figure(Double(days.count), FigureFormat(.count)),
          "mean": figure(limits.center, entry.format), "low": figure(low, entry.format),
          "high": figure(high, entry.format), "outside": figure(Double(outside), FigureFormat(.count)),
        ]),
      isInTable: false,
      kind: .points(
        [.init(name: name(entry.kpi.identifier), points: points, form: .marks)],
        x: .init(title: spans("axis.span") ?? word("axis.day"), format: FigureFormat(.count)),
        y: .init(
          title: language.unitName(entry.format), format: entry.format, references: references)))
  }

  /// A phrase about days, or its sibling about replications of several days.
  private func spanPhrase(_ phrase: String, _ values: [String: String] = [:]) -> String {
    spans(phrase + ".spans", values) ?? language.phrase(phrase, values)
  }

  private func targetLines(_ entry: Entry) -> [DocumentChart.Reference] {
    guard let target = entry.result.target else { return [] }
    return [target.low, target.high].compactMap { $0 }
      .map { .init(value: $0, name: word("column.target")) }
  }

  // MARK: - Plans and periods

  /// A KPI against the cost of plans, or against their hours where costs are not modelled.
  func planChart(_ attainability: Attainability, _ entry: Entry) -> DocumentChart? {
    let hasCost = attainability.plans.allSatisfy { $0.cost != nil }
    let format = FigureFormat(hasCost ? .money : .hours)
    let points = attainability.plans.compactMap { plan -> DocumentChart.Point? in
      guard let estimate = plan.values[entry.kpi.identifier], estimate.value.isFinite else {
        return nil
      }
      let place = hasCost ? plan.cost ?? 0 : plan.hours
      let staffing = figure(plan.factor, FigureFormat(.proportion))
      return .init(
        x: place, y: estimate.value, low: estimate.low, high: estimate.high,
        label: language.phrase(
          "chart.plan",
          [
            "staffing": staffing, "place": figure(place, format),
            "value": language.estimate(estimate, entry.format),
          ]),
        tone: tone(of: estimate, entry))
    }
    guard points.count > 1 else { return nil }
    let budget = hasCost ? attainability.budget : nil
    return DocumentChart(
      identifier: "plans-\(entry.kpi.identifier)",
      title: language.phrase("chart.plansTitle", ["kpi": title(entry.kpi)]),
      caption: language.phrase("chart.plans"),
      altText: language.semicolons(points.map(\.label)),
      isInTable: false,
      kind: .points(
        [.init(name: name(entry.kpi.identifier), points: points, form: .line)],
        x: .init(
          title: word(hasCost ? "column.cost" : "column.hours"), format: format,
          references: budget.map { [.init(value: $0, name: word("column.budget"))] } ?? []),
        y: .init(
          title: language.unitName(entry.format), format: entry.format,
          references: targetLines(entry))))
  }

  /// Whether the value of a single day meets a KPI's target.
  private func tone(of value: Double, _ entry: Entry) -> Tone {
    guard let target = entry.result.target else { return .neutral }
    return TargetRule(entry.kpi, target).meets(value) ? .good : .bad
  }

  /// How an estimate stands to a KPI's target, told from its interval.
  private func tone(of estimate: KPIEstimate, _ entry: Entry) -> Tone {
    verdict(estimate, entry)?.tone ?? .neutral
  }

  /// A KPI over periods.
  func periodChart(_ entry: Entry) -> DocumentChart? {
    let points = report.periods.enumerated().compactMap { index, period in
      period.values[entry.kpi.identifier].flatMap { estimate -> DocumentChart.Point? in
        guard estimate.value.isFinite else { return nil }
        return .init(
          x: Double(index), y: estimate.value, low: estimate.low, high: estimate.high,
          label: language.day(period.day) + language.words[.colon]
            + language.estimate(estimate, entry.format),
          tone: tone(of: estimate, entry))
      }
    }
    guard points.count > 1 else { return nil }
    let labels = report.periods.enumerated().map { index, period in
      (place: Double(index), text: period.day)
    }
    return DocumentChart(
      identifier: "periods-\(entry.kpi.identifier)",
      title: language.phrase("chart.periodsTitle", ["kpi": title(entry.kpi)]),
      caption: language.phrase("chart.periods"), altText: language.semicolons(points.map(\.label)),
      isInTable: false,
      kind: .points(
        [.init(name: name(entry.kpi.identifier), points: points, form: .line)],
        x: .init(title: "", format: FigureFormat(.count), labels: labels),
        y: .init(
          title: language.unitName(entry.format), format: entry.format,
          references: targetLines(entry))))
  }
}

/// The limits within which single values vary by chance: mean ± 3 standard deviations, the deviation
/// from the mean moving range.
package struct ControlLimits: Equatable {
  /// The mean.
  package var center: Double
  /// The lower limit.
  package var low: Double
  /// The upper limit.
  package var high: Double

  /// The mean moving range of two normal values over their standard deviation.
  private static let d2 = 1.128

  /// The limits of values in their order; nil for fewer than two.
  package init?(_ values: [Double]) {
    guard values.count > 1 else { return nil }
    center = values.reduce(0, +) / Double(values.count)
    let ranges = zip(values, values.dropFirst()).map { abs($0 - $1) }
    let deviation = ranges.reduce(0, +) / Double(ranges.count) / Self.d2
    low = center - 3 * deviation
    high = center + 3 * deviation
  }
}
