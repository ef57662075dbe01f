import ContactCenter
import Experiments

/// The charts of a study.
public enum Charts {
  /// The most planning intervals that charts and tables of a report show; files hold all of them.
  public static let intervalLimit = 1_000
  /// Charts of more intervals than this need the page's whole width.
  static let wideFrom = 60
  /// The most groups, or contact types, with a line of their own.
  public static let seriesLimit = 12

  /// What the charts can be called, of all studies.
  package static let identifiers = [
    "contacts", "staffing", "service-level", "waits", "abandonment", "queue-length", "occupancy",
    "wait-histogram", "wait-cumulative",
  ]

  /// All charts that the result has figures for, in a report's order: those by planning interval
  /// (none for a batch-means study, which has no figures of intervals), then the waits.
  public static func all(
    _ result: StudyResult, context: ReportContext = ReportContext()
  ) -> [Chart] {
    let axis = TimeAxis(result, firstDay: context.firstDay, limit: intervalLimit)
    let byInterval = [
      contacts(result, axis: axis), staffing(result, axis: axis),
      serviceLevel(result, axis: axis, context: context), waits(result, axis: axis),
      abandonment(result, axis: axis), queueLength(result, axis: axis),
      occupancy(result, axis: axis),
    ]
    return byInterval.compactMap { $0?.chart(of: result, axis: axis) }
      + WaitCharts.all(result, context: context)
  }

  // MARK: - By planning interval

  private static func contacts(_ result: StudyResult, axis: TimeAxis) -> IntervalChart? {
    let parts: [(String, FigureName, String)] = [
      ("Answered", .answered, Palette.blue), ("Abandoned", FigureName.abandoned, Palette.vermilion),
      ("Voice mail", .voiceMail, Palette.purple), ("Disconnected", FigureName.disconnected, Palette.orange),
    ]
    var series = parts.filter { isPresent($0.1, in: result) }.map {
      IntervalChart.Series(label: $0.0, indicator: $0.1, form: .stacked, color: $0.2)
    }
    series.append(.init(label: "Offered", indicator: .offered, form: .step, color: Palette.grey))
    if isPresent(.blocked, in: result) {
      series.append(
        .init(label: "Blocked", indicator: .blocked, form: .line, color: Palette.green))
    }
    return IntervalChart(
      identifier: "contacts", title: "Contacts by interval",
      subtitle: "Mean over replications, by the interval of arrival", axisTitle: "Contacts",
      unit: .count, series: series,
      altText: "Contacts by planning interval. "
        + extremes(.offered, "Offered contacts", result, axis: axis))
  }

  private static func staffing(_ result: StudyResult, axis: TimeAxis) -> IntervalChart? {
    let series: [IntervalChart.Series] = [
      .init(
        label: "Scheduled", indicator: .scheduledAgents, form: .step, color: Palette.grey,
        dash: [5, 3]),
      .init(label: "On duty", indicator: .agentsOnDuty, form: .step, color: Palette.blue),
      .init(label: "Busy", indicator: .busyAgents, form: .lineWithBand, color: Palette.green),
      .init(
        label: "Offered load", values: offeredLoad(result, axis: axis), form: .line,
        color: Palette.vermilion, dash: [2, 2]),
    ]
    return IntervalChart(
      identifier: "staffing", title: "Staffing by interval",
      subtitle:
        "Agents planned, with or ready for contacts, and busy; offered load in erlangs = offered × handle time",
      axisTitle: "Agents", unit: .agents, series: series,
      altText: "Agents by planning interval. "
        + extremes(.agentsOnDuty, "Agents on duty", result, axis: axis) + " "
        + extremes(.busyAgents, "Busy agents", result, axis: axis))
  }

  private static func serviceLevel(
    _ result: StudyResult, axis: TimeAxis, context: ReportContext
  ) -> IntervalChart? {
    let wait = context.waitWords
    return IntervalChart(
      identifier: "service-level", title: "Service level by interval",
      subtitle: "Answered \(wait) ÷ offered; \(bandNote(result))"
        + (context.target.map { "; dashed: target \(FigureText.value($0, unit: .proportion))" }
          ?? ""),
      axisTitle: "Service level", unit: .proportion,
      series: [
        .init(
          label: "Service level", indicator: .serviceLevel, form: .lineWithBand,
          color: Palette.blue)
      ],
      target: context.target,
      altText: "Service level by planning interval, share answered \(wait). "
        + extremes(.serviceLevel, "Service level", result, axis: axis)
        + targetNote(context.target))
  }

  private static func targetNote(_ target: Double?) -> String {
    target.map { " The target is \(FigureText.value($0, unit: .proportion))." } ?? ""
  }

  private static func waits(_ result: StudyResult, axis: TimeAxis) -> IntervalChart? {
    IntervalChart(
      identifier: "waits", title: "Waits by interval",
      subtitle: "Answered contacts; \(bandNote(result))", axisTitle: "Wait", unit: .seconds,
      series: [
        .init(
          label: "90 % within", indicator: .waitPercentile90, form: .lineWithBand,
          color: Palette.vermilion, dash: [6, 3]),
        .init(
          label: "50 % within", indicator: .waitPercentile50, form: .line, color: Palette.purple,
          dash: [2, 2]),
        .init(
          label: "Average (ASA)", indicator: .averageSpeedOfAnswer, form: .lineWithBand,
          color: Palette.blue),
      ],
      altText: "Waits of answered contacts by planning interval. "
        + extremes(.averageSpeedOfAnswer, "Average speed of answer", result, axis: axis) + " "
        + extremes(.waitPercentile90, "Wait that 90 % do not exceed", result, axis: axis))
  }

  private static func abandonment(_ result: StudyResult, axis: TimeAxis) -> IntervalChart? {
    guard isPresent(.abandoned, in: result) else { return nil }
    return IntervalChart(
      identifier: "abandonment", title: "Abandonment by interval",
      subtitle: "Abandoned ÷ offered; \(bandNote(result))", axisTitle: "Abandoned",
      unit: .proportion,
      series: [
        .init(
          label: "Abandoned", indicator: .abandonedProportion, form: .lineWithBand,
          color: Palette.vermilion)
      ],
      altText: "Share of offered contacts that abandoned, by planning interval. "
        + extremes(.abandonedProportion, "Abandoned", result, axis: axis))
  }

  private static func queueLength(_ result: StudyResult, axis: TimeAxis) -> IntervalChart? {
    IntervalChart(
      identifier: "queue-length", title: "Queue length by interval",
      subtitle:
        "Time average of all queues together, and the mean over replications of the longest",
      axisTitle: "Contacts waiting", unit: .contacts,
      series: [
        .init(
          label: "Longest queue", indicator: .longestQueue, form: .lineWithBand,
          color: Palette.orange, dash: [6, 3]),
        .init(
          label: "Average", indicator: .averageQueueLength, form: .lineWithBand,
          color: Palette.blue),
      ],
      altText: "Contacts waiting by planning interval. "
        + extremes(.averageQueueLength, "Average queue length", result, axis: axis) + " "
        + extremes(.longestQueue, "Longest queue", result, axis: axis))
  }

  private static func occupancy(_ result: StudyResult, axis: TimeAxis) -> IntervalChart? {
    let shown = result.groupNames.indices.prefix(seriesLimit)
    let isOne = result.groupNames.count == 1
    let rest = result.groupNames.count - shown.count
    return IntervalChart(
      identifier: "occupancy", title: "Occupancy by interval",
      subtitle: "Handling ÷ (handling + idle)"
        + (isOne ? "; \(bandNote(result))" : ", by agent group")
        + (rest > 0 ? "; \(rest) more groups are in the tables" : ""),
      axisTitle: "Occupancy", unit: .proportion,
      series: shown.map { group in
        let (color, dash) = Palette.style(group)
        return .init(
          label: result.groupNames[group], indicator: .occupancy, scope: .group(group),
          form: shown.count <= 4 ? .lineWithBand : .line, color: color, dash: dash)
      },
      altText: "Occupancy of agents by planning interval. "
        + extremes(.occupancy, "Occupancy of all groups", result, axis: axis))
  }

  // MARK: - Parts

  private static func isPresent(_ indicator: FigureName, in result: StudyResult) -> Bool {
    (result.value(indicator) ?? 0) > 0
  }

  private static func bandNote(_ result: StudyResult) -> String {
    guard result.samples > 1 else { return "one sample, hence no confidence band" }
    return "band: \(FigureText.value(result.confidence, unit: .proportion)) confidence interval"
  }

  /// Offered contacts × the day's mean handle time ÷ length, summed over contact types; in erlangs.
  private static func offeredLoad(_ result: StudyResult, axis: TimeAxis) -> [Double?] {
    axis.starts.indices.map { interval in
      let work = result.contactTypeNames.indices.reduce(0.0) { sum, type in
        let number = axis.numbers[interval]
        let offered = result.value(.offered, of: .contactType(type), interval: number) ?? 0
        return sum + offered * (result.value(.averageHandleTime, of: .contactType(type)) ?? 0)
      }
      let length = axis.ends[interval] - axis.starts[interval]
      return length > 0 ? work / length : nil
    }
  }

  /// The lowest and the highest value with their intervals.
  ///
  /// "Offered contacts: lowest 12 at 20:00, highest 96 at 10:30."
  private static func extremes(
    _ figure: FigureName, _ name: String, _ result: StudyResult, axis: TimeAxis
  ) -> String {
    let unit = figure.unit
    let values = axis.starts.indices.compactMap { interval in
      result.value(figure, interval: axis.numbers[interval]).map {
        (interval: interval, value: $0)
      }
    }
    guard let lowest = values.min(by: { $0.value < $1.value }),
      let highest = values.max(by: { $0.value < $1.value })
    else { return "\(name): no figures." }
    return "\(name): lowest \(FigureText.value(lowest.value, unit: unit)) at "
      + "\(axis.label(lowest.interval)), highest \(FigureText.value(highest.value, unit: unit)) at "
      + "\(axis.label(highest.interval))."
  }
}
