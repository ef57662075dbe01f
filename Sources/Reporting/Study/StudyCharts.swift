import ContactCenter
import Experiments

/// The charts of a study, in the order of a report; the names are those of their files.
package enum StudyChart: String, CaseIterable {
  case contacts, staffing
  case serviceLevel = "service-level"
  case waits, abandonment
  case queueLength = "queue-length"
  case workWaiting = "work-waiting"
  case oldestWaiting = "oldest-waiting"
  case occupancy
  case histogram = "wait-histogram"
  case cumulative = "wait-cumulative"
}

/// Figures that charts have and no indicator is.
package enum StudySeries {
  case offered, answered, abandoned, voiceMail, disconnected, blocked
  case scheduled, onDuty, busy, offeredLoad
  case serviceLevel, within90, within50, average, longestQueue
  case upTo4Hours, upTo8Hours, upTo24Hours, upTo72Hours, over72Hours, allTime, openingHours
}

extension StudyDocument {
  /// The most groups, or contact types, with a line of their own.
  static let seriesLimit = 12
  /// More intervals than these are told by tables alone.
  private static let spanLimit = 350

  /// A curve or bars by planning interval.
  private struct Curve {
    var name: String
    var figure: FigureName?
    var scope = Scope.center
    /// Values of what no indicator is.
    var values: [Double?]?
    var form: DocumentChart.Form
    var color: Int
  }

  /// All charts that there are figures for: by planning interval, then the waits.
  var charts: [DocumentChart] {
    (axis.starts.count > 1 ? byInterval : []) + waits
  }

  private var byInterval: [DocumentChart] {
    let curves: [(StudyChart, [Curve])] = [
      (.contacts, contacts), (.staffing, staffing),
      (.serviceLevel, [curve(.serviceLevel, .serviceLevel, 0)]),
      (
        .waits,
        [
          curve(.within90, .waitPercentile90, 1), curve(.within50, .waitPercentile50, 3, .line),
          curve(.average, .averageSpeedOfAnswer, 0),
        ]
      ),
      (
        .abandonment,
        isPresent(.abandoned) ? [curve(.abandoned, .abandonedProportion, 1)] : []
      ),
      (.queueLength, [curve(.longestQueue, .longestQueue, 4), curve(.average, .averageQueueLength, 0)]),
      (.workWaiting, workWaiting),
      (
        .oldestWaiting,
        isPresent(.workWaiting)
          ? [
            curve(.allTime, .oldestWaiting, 0, .line),
            curve(.openingHours, .oldestWaitingBusiness, 3, .line),
          ] : []
      ),
      (.occupancy, occupancy),
    ]
    return curves.compactMap { chart($0, $1) }
  }

  private func curve(
    _ series: StudySeries, _ figure: FigureName, _ color: Int, _ form: DocumentChart.Form = .band
  ) -> Curve {
    Curve(name: words.name(of: series), figure: figure, form: form == .line ? .band : form, color: color)
  }

  private var contacts: [Curve] {
    let parts: [(StudySeries, FigureName, Int)] = [
      (.answered, .answered, 0), (.abandoned, .abandoned, 1), (.voiceMail, .voiceMail, 3),
      (.disconnected, .disconnected, 4),
    ]
    return parts.filter { isPresent($0.1) }.map { curve($0.0, $0.1, $0.2, .bars) }
      + [curve(.offered, .offered, 5, .steps)]
      + (isPresent(.blocked) ? [curve(.blocked, .blocked, 2)] : [])
  }

  /// The age pyramid of what waits, the oldest on top.
  private var workWaiting: [Curve] {
    let bands: [(StudySeries, WorkWaitingFigure, Int)] = [
      (.upTo4Hours, .waitingUpTo4Hours, 0), (.upTo8Hours, .waitingUpTo8Hours, 3),
      (.upTo24Hours, .waitingUpTo24Hours, 4), (.upTo72Hours, .waitingUpTo72Hours, 1),
      (.over72Hours, .waitingOver72Hours, 2),
    ]
    return bands.filter { isPresent(FigureName($0.1)) }.map { curve($0.0, FigureName($0.1), $0.2, .bars) }
  }

  private var staffing: [Curve] {
    [
      curve(.scheduled, .scheduledAgents, 11, .steps), curve(.onDuty, .agentsOnDuty, 0, .steps),
      curve(.busy, .busyAgents, 2),
      Curve(
        name: words.name(of: StudySeries.offeredLoad), values: offeredLoad, form: .band, color: 13),
    ]
  }

  private var occupancy: [Curve] {
    result.groupNames.indices.prefix(Self.seriesLimit).map { group in
      Curve(
        name: result.groupNames[group], figure: .occupancy, scope: .group(group), form: .band,
        color: group)
    }
  }

  private func isPresent(_ figure: FigureName) -> Bool { (result.value(figure) ?? 0) > 0 }

  /// Offered contacts × the day's mean handle time ÷ length, summed over contact types; in erlangs.
  private var offeredLoad: [Double?] {
    axis.starts.indices.map { place in
      let work = result.contactTypeNames.indices.reduce(0.0) { sum, type in
        let offered =
          result.value(.offered, of: .contactType(type), interval: axis.numbers[place]) ?? 0
        return sum + offered * (result.value(.averageHandleTime, of: .contactType(type)) ?? 0)
      }
      let length = axis.ends[place] - axis.starts[place]
      return length > 0 ? work / length : nil
    }
  }

  // MARK: - A chart by planning interval

  private func chart(_ kind: StudyChart, _ curves: [Curve]) -> DocumentChart? {
    let unit = curves.first?.figure.flatMap(IndicatorCatalogue.indicator)?.unit ?? .agents
    let format = FigureFormat(of: unit)
    let estimates = curves.map { curve in
      axis.starts.indices.map { place in
        curve.values.map { Estimate(value: $0[place]) }
          ?? curve.figure.flatMap {
            result.estimate($0, of: curve.scope, interval: axis.numbers[place])
          } ?? .undefined
      }
    }
    let shown = curves.indices.filter { estimates[$0].contains { $0.value != nil } }
    guard !shown.isEmpty else { return nil }
    let sparse = curves.map(isSparse)
    let series = shown.map { index in
      DocumentChart.Series(
        name: curves[index].name,
        points: points(curves[index], estimates[index], leavingOut: sparse[index], unit),
        form: curves[index].form, color: curves[index].color)
    }
    let hasBands = curves.contains { $0.form == .band && $0.figure != nil }
    let leavesOut = shown.contains { index in
      axis.starts.indices.contains { sparse[index][$0] && estimates[index][$0].value != nil }
    }
    let caption = language.semicolons(
      [words.subtitle(of: kind, context: context, language)]
        + (hasBands && kind != .contacts ? [words.band(result, language)] : [])
        + (leavesOut ? [words.leavesOutSparse] : []))
    let target = kind == .serviceLevel ? context.target : nil
    var chart = DocumentChart(
      identifier: kind.rawValue, title: words.title(of: kind), caption: caption,
      altText: altText(kind, target), isInTable: true,
      kind: .points(
        series, x: timeAxis,
        y: .init(
          title: language.unitName(format), format: format,
          references: target.map { [.init(value: $0, name: language.word("column.target"))] } ?? [],
          range: range(series, unit))),
      spans: spans(shown.map { (curves[$0].name, estimates[$0]) }, format))
    chart.file = context.chartFiles[kind.rawValue]
    return chart
  }

  /// The names of the intervals' begins along the axis.
  private var timeAxis: DocumentChart.Axis {
    DocumentChart.Axis(
      title: "", format: FigureFormat(.plain),
      labels: axis.starts.indices.map { (axis.starts[$0], words.moment(axis, $0)) },
      range: (axis.starts.first ?? 0)...(axis.ends.last ?? 1))
  }

  private func range(_ series: [DocumentChart.Series], _ unit: IndicatorUnit) -> ClosedRange<Double>? {
    let most = series.flatMap(\.points).map(\.y).filter(\.isFinite).max() ?? 0
    if unit == .proportion, most > 0.5, most <= 1 { return 0...1 }
    return most > 0 ? 0...most : 0...1
  }

  private func points(
    _ curve: Curve, _ estimates: [Estimate], leavingOut sparse: [Bool], _ unit: IndicatorUnit
  ) -> [DocumentChart.Point] {
    let ceiling = unit == .proportion ? 1 : Double.infinity
    return axis.starts.indices.flatMap { place -> [DocumentChart.Point] in
      let (start, end) = (axis.starts[place], axis.ends[place])
      let value = sparse[place] ? nil : estimates[place].value
      let half = estimates[place].halfWidth
      var point: DocumentChart.Point
      switch curve.form {
      case .bars, .steps: point = .init(x: start, end: end, y: value ?? .nan)
      case .marks, .line, .band:
        point = .init(x: (start + end) / 2, y: value ?? .nan)
        if let value, let half {
          (point.low, point.high) = (max(0, value - half), min(ceiling, value + half))
        }
      }
      // Lines are not drawn across the hours in which the center is closed.
      let isLast = place + 1 < axis.starts.count && axis.isLastBeforeGap(place)
      return isLast ? [point, .init(x: end, y: .nan)] : [point]
    }
  }

  /// Whether an interval has less than 5 % of the busiest one's contacts, or of its agents.
  ///
  /// Shares and mean times of such intervals, as around closing, jump between their extremes and
  /// would hide the others; what is told of the interval, and the tables, have them.
  private func isSparse(_ curve: Curve) -> [Bool] {
    guard let indicator = curve.figure.flatMap(IndicatorCatalogue.indicator),
      indicator.unit == .proportion || indicator.unit == .seconds
    else { return Array(repeating: false, count: axis.starts.count) }
    let basis: FigureName = indicator.kind == .agents ? .agentsOnDuty : .offered
    let sizes = axis.numbers.map { result.value(basis, of: curve.scope, interval: $0) ?? 0 }
    let least = 0.05 * (sizes.max() ?? 0)
    return sizes.map { $0 < least }
  }

  /// What a reader is told of each interval.
  private func spans(
    _ curves: [(name: String, estimates: [Estimate])], _ format: FigureFormat
  ) -> [DocumentChart.Span] {
    guard axis.starts.count <= Self.spanLimit else { return [] }
    return axis.starts.indices.map { place in
      let figures = curves.map { curve in
        let estimate = curve.estimates[place]
        let ends = estimate.interval
        let kpi = estimate.value.map {
          KPIEstimate(value: $0, low: ends?.lowerBound, high: ends?.upperBound)
        }
        return "\(curve.name) \(language.estimate(kpi, format))"
      }
      let name = "\(words.moment(axis, place))–\(axis.endClock(place))"
      return DocumentChart.Span(
        place: axis.starts[place]...max(axis.starts[place], axis.ends[place]),
        label: name + language.words[.colon] + language.semicolons(figures))
    }
  }

  /// The chart in words: what it shows, and the lowest and the highest value of its main figures.
  private func altText(_ kind: StudyChart, _ target: Double?) -> String {
    let figures: [FigureName]
    switch kind {
    case .contacts: figures = [.offered]
    case .staffing: figures = [.agentsOnDuty, .busyAgents]
    case .serviceLevel: figures = [.serviceLevel]
    case .waits: figures = [.averageSpeedOfAnswer, .waitPercentile90]
    case .abandonment: figures = [.abandonedProportion]
    case .queueLength: figures = [.averageQueueLength, .longestQueue]
    case .workWaiting: figures = [.workWaiting]
    case .oldestWaiting: figures = [.oldestWaiting, .oldestWaitingBusiness]
    case .occupancy: figures = [.occupancy]
    case .histogram, .cumulative: figures = []
    }
    let ends = target.map {
      [words.targetIs(language.figure($0, FigureFormat(.proportion)))]
    }
    return language.joined(
      [words.title(of: kind) + words.fullStop] + figures.compactMap(extremes) + (ends ?? []))
  }

  private func extremes(_ figure: FigureName) -> String? {
    guard let indicator = IndicatorCatalogue.indicator(figure) else { return nil }
    let values = axis.starts.indices.compactMap { place in
      result.value(figure, interval: axis.numbers[place]).map { (place: place, value: $0) }
    }
    guard let lowest = values.min(by: { $0.value < $1.value }),
      let highest = values.max(by: { $0.value < $1.value })
    else { return nil }
    let format = FigureFormat(of: indicator.unit)
    return words.extremes(
      words.name(of: indicator), lowest: language.figure(lowest.value, format),
      at: words.moment(axis, lowest.place), highest: language.figure(highest.value, format),
      at: words.moment(axis, highest.place))
  }
}
