import ContactCenter
import Experiments

// The charts of how long answered contacts waited: a histogram, and a cumulative curve for each type.

extension StudyDocument {
  /// Both charts; none if nothing was answered.
  var waits: [DocumentChart] {
    guard result.waits.total > 0 else { return [] }
    return [histogram, cumulative].compactMap { $0 }.map { chart in
      var chart = chart
      chart.file = context.chartFiles[chart.identifier]
      return chart
    }
  }

  /// Where an axis of waits may end: the 99th percentile, or a little beyond the acceptable wait.
  private func horizon(_ acceptableWait: Seconds = 0) -> Seconds {
    max(result.waits.quantile(0.99) ?? 0, acceptableWait * 1.5, 1)
  }

  private func seconds(_ value: Double) -> String {
    language.figure(value, FigureFormat(.seconds))
  }

  private func share(_ value: Double) -> String {
    language.figure(value, FigureFormat(.proportion))
  }

  // MARK: - Histogram

  private var histogram: DocumentChart? {
    let atOnce = Self.share(of: result.waits, within: 0)
    let horizon = horizon()
    guard atOnce < 1 else { return nil }
    let width = Self.niceWidth(horizon / 30)
    let bins = max(1, Int(clamping: (horizon / width).rounded(.up)))
    let points = (0..<bins).map { bin -> DocumentChart.Point in
      let (from, to) = (Double(bin) * width, Double(bin + 1) * width)
      let part = max(
        0,
        Self.share(of: result.waits, within: to)
          - max(atOnce, Self.share(of: result.waits, within: from)))
      return .init(
        x: from, end: to, y: part,
        label: "\(FigureText.plain(from))–\(seconds(to))\(language.words[.colon])\(share(part))")
    }
    let beyond = max(0, 1 - Self.share(of: result.waits, within: Double(bins) * width))
    let total = FigureText.fixed(result.waits.total, decimals: 0)
    return DocumentChart(
      identifier: StudyChart.histogram.rawValue, title: words.title(of: StudyChart.histogram),
      caption: words.histogramCaption(atOnce: share(atOnce), beyond: share(beyond)),
      altText: words.histogram(
        of: total, atOnce: share(atOnce), half: seconds(result.waits.quantile(0.5) ?? 0),
        most: seconds(result.waits.quantile(0.9) ?? 0)), isInTable: true,
      kind: .points(
        [.init(name: words.answeredContacts, points: points, form: .bars, color: 0)],
        x: .init(
          title: words.waitAxis, format: FigureFormat(.seconds), range: 0...Double(bins) * width),
        y: .init(title: "%", format: FigureFormat(.proportion))))
  }

  // MARK: - Cumulative curves

  private static let steps = 100

  private var cumulative: DocumentChart? {
    let types = result.contactTypeNames.indices.filter { result.waitsByType[$0].total > 0 }
    let shown = types.prefix(Self.seriesLimit)
    func wait(_ type: Int) -> Seconds {
      context.goal(of: result.contactTypeNames[type]).acceptableWait
    }
    let limits = Set(shown.map(wait)).sorted()
    let horizon = horizon(limits.last ?? 0)
    let moments = (0...Self.steps).map { horizon * Double($0) / Double(Self.steps) }
    let series = shown.enumerated().map { place, type in
      DocumentChart.Series(
        name: result.contactTypeNames[type],
        points: moments.map {
          .init(x: $0, y: Self.share(of: result.waitsByType[type], within: $0))
        }, form: .band, color: place)
    }
    let spans = stride(from: 0, to: Self.steps, by: 2).map { step in
      let (from, to) = (moments[step], moments[step + 2])
      let figures = shown.map { type in
        "\(result.contactTypeNames[type]) \(share(Self.share(of: result.waitsByType[type], within: to)))"
      }
      return DocumentChart.Span(
        place: from...to,
        label: words.within(seconds(to)) + language.words[.colon] + language.semicolons(figures))
    }
    let figures = shown.map { type in
      words.answered(
        result.contactTypeNames[type],
        share(Self.share(of: result.waitsByType[type], within: wait(type))), seconds(wait(type)))
    }
    let title = words.title(of: StudyChart.cumulative)
    return DocumentChart(
      identifier: StudyChart.cumulative.rawValue, title: title,
      caption: words.cumulativeCaption(limits.map(seconds), language),
      altText: language.joined([title + words.fullStop] + figures), isInTable: true,
      kind: .points(
        series,
        x: .init(
          title: words.waitAxis, format: FigureFormat(.seconds),
          references: limits.map { .init(value: $0, name: seconds($0), isLimit: true) },
          range: 0...horizon),
        y: .init(title: "%", format: FigureFormat(.proportion), range: 0...1)), spans: spans)
  }

  // MARK: - Histogram arithmetic

  /// The share of waits that are at most `wait`, linear inside a bucket.
  ///
  /// O(buckets).
  static func share(of histogram: WaitHistogram, within wait: Seconds) -> Double {
    let total = histogram.total
    guard total > 0 else { return 0 }
    var below = 0.0
    for (bucket, count) in histogram.counts.enumerated() where count > 0 {
      let (lower, upper) = WaitHistogram.edges(of: bucket)
      if upper <= wait {
        below += count
      } else if lower < wait {
        below += count * (wait - lower) / (upper - lower)
      }
    }
    return below / total
  }

  /// The next of 1, 2, 5, 10, 15, 20, 30, 60, … that is not smaller.
  private static func niceWidth(_ width: Seconds) -> Seconds {
    let nice: [Seconds] = [
      0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600,
    ]
    return nice.first { $0 >= width } ?? (width / 3600).rounded(.up) * 3600
  }
}
